//! `askbook merge-driver` and `askbook git-setup`

use super::context::Context;
use super::failure::Failure;
use super::outcome::Outcome;
use super::output;
use crate::config::{self, CONFIG_FILE, Config};
use crate::disk;
use crate::git::{self, Git};
use crate::merge::merge;
use clap::Args;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

// `askbook merge-driver`
#[derive(Debug, Args)]
pub(crate) struct MergeDriver {
    /// The version that both grew from (%O)
    pub base: PathBuf,
    /// Our version, which becomes the merged one (%A)
    pub ours: PathBuf,
    /// Their version (%B)
    pub theirs: PathBuf,
    /// How long the signs of a conflict are (%L)
    #[arg(value_name = "SIZE", default_value = "7")]
    pub marker_size: String,
    /// The file's path in the repository (%P)
    #[arg(default_value = "")]
    pub path: String,
}

/// The name of the driver in git's config.
const NAME: &str = "askbook";

/// Exit code 1 tells git that there is a conflict; its signs are in our version then.
pub(super) fn run(context: &Context, typed: &MergeDriver) -> Result<Outcome, Failure> {
    let text = |path: &Path| disk::read_bytes(path).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let home = disk::find_notebook(&context.folder.join(&typed.path));
    let config = home.as_deref().map(settings).unwrap_or_default();
    let merged = match (text(&typed.base), text(&typed.ours), text(&typed.theirs)) {
        (Some(base), Some(ours), Some(theirs)) => {
            let path = in_notebook(context, home.as_deref(), &typed.path);
            merge(&base, &ours, &theirs, config.below(&path), &config.keys)
        }
        _ => None,
    };
    let Some(merged) = merged else {
        // What git merges by lines alone may have lost a record, so that a person looks at it even where
        // there are no signs of a conflict.
        let by_lines = git::merge_file(&typed.ours, &typed.base, &typed.theirs, &typed.marker_size);
        let told = if by_lines {
            "merged line by line, where a record may have been lost or doubled: look at it, then git add it"
        } else {
            "both sides changed the same lines: look at it"
        };
        context.say(&format!("{}: {told}", typed.path));
        return Ok(Outcome::Found);
    };
    disk::replace(&typed.ours, merged.as_bytes()).map_err(Failure::file(&typed.ours))?;
    Ok(Outcome::Done)
}

/// The settings of a notebook.
fn settings(root: &Path) -> Config {
    let source = disk::read_source(&root.join(CONFIG_FILE), &CONFIG_FILE.into());
    source.map(|source| config::read(&source).config).unwrap_or_default()
}

/// A path in the repository, relative to the notebook.
fn in_notebook(context: &Context, home: Option<&Path>, path: &str) -> String {
    let full = context.folder.join(path);
    disk::slashed(home.and_then(|home| full.strip_prefix(home).ok()).unwrap_or(Path::new(path)))
}

/// Sets the driver up for this clone alone.
pub(super) fn setup(context: &Context) -> Result<Outcome, Failure> {
    let root = context.root()?;
    let failed = |said: String| Failure::argument(format!("git says: {said}"), "nothing else was set up");
    let git = Git::around(&root).ok_or_else(|| {
        Failure::argument(
            "there is no git repository here",
            "`git init` makes one; without git all else works",
        )
    })?;
    let program = std::env::current_exe().map_err(|error| {
        let what = format!("it cannot be found out where this program is: {}", disk::plain(&error));
        Failure::argument(what, "nothing was set up")
    })?;
    let program = program.to_string_lossy().replace('\\', "/").replace('\'', "'\\''");
    git.set(&format!("merge.{NAME}.name"), "askbook: journal files, record by record").map_err(failed)?;
    git.set(&format!("merge.{NAME}.driver"), &format!("'{program}' merge-driver %O %A %B %L %P"))
        .map_err(failed)?;
    let attributes = git.path("info/attributes").map_err(failed)?;
    let prefix = git.prefix().map_err(failed)?;
    let folder = settings(&root).journal;
    let journal = if folder == "." { String::new() } else { format!("{folder}/") };
    let lines: String = ["[mM][dD]", "[mM][aA][rR][kK][dD][oO][wW][nN]"]
        .iter()
        .map(|ending| format!("/{}**/*.{ending} merge={NAME}\n", escaped(&format!("{prefix}{journal}"))))
        .collect();
    let mut bytes = match disk::read_bytes(&attributes) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(failed(format!("{}: {}", attributes.display(), disk::plain(&error)))),
    };
    if !String::from_utf8_lossy(&bytes).contains(&lines) {
        if !bytes.is_empty() && !bytes.ends_with(b"\n") {
            bytes.push(b'\n');
        }
        bytes.extend(lines.as_bytes());
        disk::replace(&attributes, &bytes).map_err(Failure::file(&attributes))?;
    }
    let page = format!("{journal}2026/2026-03-02.MD");
    if git.attribute("merge", &page).as_deref() != Some(NAME) {
        return Err(Failure::argument(
            format!("git would not call the driver for the pages of `{folder}`"),
            "see whether the folder lies in this repository, and `git check-attr merge -- PAGE`",
        ));
    }
    output::print(&format!(
        "git merges the pages of this clone record by record from now on
  set in .git/config and .git/info/attributes alone: say `askbook git-setup`
  in every other clone, too
  a page that both sides left alike to the last byte git takes once, and asks no
  driver: the same line, alone on it on both sides, is one (docs/writing.md)
  undone by: git config --remove-section merge.{NAME}
"
    ))?;
    Ok(Outcome::Done)
}

/// A path as a pattern of gitattributes.
fn escaped(path: &str) -> String {
    let mut pattern = String::with_capacity(path.len());
    for char in path.chars() {
        match char {
            char if char.is_whitespace() => pattern.push_str("[[:space:]]"),
            '[' | ']' | '*' | '?' | '\\' => pattern.extend(['\\', char]),
            char => pattern.push(char),
        }
    }
    pattern
}
