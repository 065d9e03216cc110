//! `askbook site`

use super::context::Context;
use super::failure::Failure;
use super::outcome::Outcome;
use super::report::ReportFormat;
use super::{output, released, withheld, writing};
use crate::config::Challenge;
use crate::disk::{self, PlaceError, Placed};
use crate::notebook::Notebook;
use crate::site::engine::{BUILT_IN, OwnTemplate};
use crate::site::{self, Files, SummaryForm, private};
use clap::{Args, ValueEnum};
use serde_json::json;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

// `askbook site`
#[derive(Debug, Args)]
pub(crate) struct Site {
    /// The folder; otherwise `[site] out` or `private_out` of askbook.toml
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The whole journal, for your own eyes: never publish it
    #[arg(long)]
    pub private: bool,
    /// Publish what is newly released without being asked
    #[arg(long, conflicts_with_all = ["private", "eject"])]
    pub accept: bool,
    /// Open the front page when it is made
    #[arg(long, conflicts_with = "eject")]
    pub open: bool,
    /// Write the templates and the style sheet into templates/, to change them
    #[arg(long, conflicts_with_all = ["private", "out"])]
    pub eject: bool,
    /// How to tell what was done
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: SiteFormat,
}

/// How it is told what was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SiteFormat {
    /// For reading here
    Human,
    /// One JSON object
    Json,
}

/// The folder of own templates, below the notebook.
const TEMPLATES: &str = "templates";
/// The kinds of sites, as their folders know them.
const SHAREABLE: &str = "shareable";
const PRIVATE: &str = "private";
/// A build that is longer says that it is still at it.
const LONG: Duration = Duration::from_secs(1);

pub(super) fn run(context: &Context, typed: &Site) -> Result<Outcome, Failure> {
    if typed.eject {
        return eject(context, typed);
    }
    let start = Instant::now();
    let long = (!context.quiet).then(|| while_long("the pages are being made"));
    let notebook = context.open_any()?;
    writing::sound_config(context, &notebook)?;
    let kind = if typed.private { PRIVATE } else { SHAREABLE };
    let folder = folder(context, &notebook, typed)?;
    disk::may_place(&folder, kind).map_err(|error| refused(&error, typed))?;
    if !typed.private && withheld::faults(context, typed.format, &notebook)? {
        return Ok(Outcome::Found);
    }
    let own = own_templates(&notebook.root)?;
    let challenge = context.site_challenge(&notebook)?;
    let (files, releases) = if typed.private {
        let images = |path: &str| image(&notebook.root, path);
        let files = private::private(&notebook, challenge, own, &images).map_err(template)?;
        (files, None)
    } else {
        let built = site::shareable(&notebook, challenge, own).map_err(template)?;
        if !built.hits.is_empty() {
            withheld::leaks(context, typed.format, &folder, &built.hits)?;
            return Ok(Outcome::Found);
        }
        if withheld::names(typed.format, &notebook, &built.releases)? {
            return Ok(Outcome::Found);
        }
        (built.files, Some(built.releases))
    };
    drop(long);
    if start.elapsed() > LONG && !context.quiet {
        output::remark(&format!(
            "{} pages are made after {:.1} s; putting them in place",
            files.len(),
            start.elapsed().as_secs_f64()
        ));
    }
    let asked = Instant::now();
    let released = match &releases {
        Some(releases) => match released::accepted(context, typed, &notebook, releases)? {
            Some(released) => Some(released),
            None => return Ok(Outcome::Found),
        },
        None => None,
    };
    // How long somebody looked at what is newly released is no time of the build.
    let looked = asked.elapsed();
    let all: BTreeMap<&str, &[u8]> = files.iter().collect();
    let placed = disk::place(&folder, kind, &all, site::FRONT).map_err(|error| refused(&error, typed))?;
    if let Some(released) = released {
        released::remember(context, &released)?;
    }
    tell(context, typed, &folder, &files, &placed, start.elapsed().saturating_sub(looked))?;
    tell_challenge(context, &notebook, challenge);
    if typed.open {
        let front = folder.join(site::FRONT);
        open::that_detached(&front).map_err(|error| {
            let what = format!("`{}` cannot be opened: {}", front.display(), disk::plain(&error));
            Failure::argument(what, "open it in a browser by hand")
        })?;
    }
    context.remark(&notebook);
    Ok(Outcome::Done)
}

/// `askbook report --public`
pub(super) fn public(context: &Context, format: ReportFormat) -> Result<Outcome, Failure> {
    let notebook = context.open_any()?;
    writing::sound_config(context, &notebook)?;
    if withheld::faults(context, SiteFormat::Human, &notebook)? {
        return Ok(Outcome::Found);
    }
    let own = own_templates(&notebook.root)?;
    let form = match format {
        ReportFormat::Terminal => SummaryForm::Plain,
        ReportFormat::Md => SummaryForm::Markdown,
        ReportFormat::Json => SummaryForm::Json,
    };
    let (text, hits) = site::summary(&notebook, context.site_challenge(&notebook)?, own, form, context.ascii)
        .map_err(template)?;
    if !hits.is_empty() {
        withheld::leaks(context, SiteFormat::Human, Path::new(""), &hits)?;
        return Ok(Outcome::Found);
    }
    output::print(&text)?;
    context.remark(&notebook);
    Ok(Outcome::Done)
}

/// Says what is being done if it takes long: until what is returned goes away.
fn while_long(what: &'static str) -> Sender<()> {
    let (sender, receiver) = channel();
    // Where the system grants no thread, nothing is said.
    let _ = std::thread::Builder::new().spawn(move || {
        if receiver.recv_timeout(LONG) == Err(RecvTimeoutError::Timeout) {
            output::remark(what);
        }
    });
    sender
}

fn template(error: crate::site::engine::TemplateError) -> Failure {
    Failure::Template(error.to_string())
}

/// Where the site goes; never where the journal is.
fn folder(context: &Context, notebook: &Notebook, typed: &Site) -> Result<PathBuf, Failure> {
    let config = &notebook.config.site;
    let (own, other) =
        if typed.private { (&config.private_out, &config.out) } else { (&config.out, &config.private_out) };
    let root = real(&notebook.root);
    let folder = match &typed.out {
        Some(out) => real(&context.folder.join(out)),
        None => real(&notebook.root.join(own)),
    };
    let hint = "name a folder for the site alone: `--out DIR`";
    let journal = real(&notebook.root.join(&notebook.config.journal));
    if root.starts_with(&folder)
        || journal.starts_with(&folder)
        || journal != root && folder.starts_with(&journal)
    {
        let what = format!("`{}` is the folder of the journal", shown(context, &folder));
        return Err(Failure::argument(what, hint));
    }
    let others = real(&notebook.root.join(other));
    if folder.starts_with(&others) || others.starts_with(&folder) {
        let which = if typed.private { "shareable" } else { "private" };
        let what = format!("`{}` is for the {which} site", shown(context, &folder));
        return Err(Failure::argument(what, "the two must never lie in each other; name another folder"));
    }
    Ok(folder)
}

/// A path without links and `..`, also where its end is not there yet.
fn real(path: &Path) -> PathBuf {
    if let Ok(real) = path.canonicalize() {
        return real;
    }
    match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) => real(parent).join(name),
        (Some(parent), None) => real(parent).parent().map_or_else(|| parent.to_path_buf(), Path::to_path_buf),
        _ => path.to_path_buf(),
    }
}

/// A path as it is told: from here, if it is below.
pub(super) fn shown(context: &Context, path: &Path) -> String {
    let here = real(&context.folder);
    match path.strip_prefix(&here) {
        Ok(below) if !below.as_os_str().is_empty() => below.display().to_string(),
        _ => path.display().to_string(),
    }
}

fn refused(error: &PlaceError, typed: &Site) -> Failure {
    let hint = match error {
        PlaceError::NotEmpty(_) => "name an empty folder, or one that a build made: `--out DIR`".to_owned(),
        PlaceError::OtherKind(_, kind) if typed.private => {
            format!("a private page must never lie in a {kind} site; name another folder: `--out DIR`")
        }
        PlaceError::OtherKind(..) => "name another folder: `--out DIR`".to_owned(),
        PlaceError::NotFolder(_) => "name a folder that is no link: `--out DIR`".to_owned(),
        PlaceError::Io(..) => {
            "see that it may be written and that the disk is not full; what is in place is whole, and the \
             next build goes on"
                .to_owned()
        }
    };
    Failure::argument(error.to_string(), hint)
}

pub(super) fn own_templates(root: &Path) -> Result<Vec<OwnTemplate>, Failure> {
    let folder = root.join(TEMPLATES);
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let failed = |path: &Path, why: &str| {
        Failure::argument(
            format!("`{}` cannot be read: {why}", path.display()),
            "save it as UTF-8, or take it away",
        )
    };
    let mut own = Vec::new();
    for path in disk::all_files(&folder).map_err(|error| failed(&folder, &disk::plain(&error)))? {
        let below = path.strip_prefix(&folder).unwrap_or(&path);
        let name = disk::slashed(below);
        let known = BUILT_IN.iter().any(|(built_in, _)| *built_in == name);
        // What an editor leaves beside them is none.
        if !known && (!name.ends_with(".html") || name.split('/').any(|part| part.starts_with('.'))) {
            continue;
        }
        let bytes = disk::read_bytes(&path).map_err(|error| failed(&path, &disk::plain(&error)))?;
        let text = String::from_utf8(bytes).map_err(|_| failed(&path, "it is not UTF-8"))?;
        own.push(OwnTemplate { name, text });
    }
    Ok(own)
}

fn eject(context: &Context, typed: &Site) -> Result<Outcome, Failure> {
    let folder = context.root()?.join(TEMPLATES);
    let (mut written, mut kept) = (Vec::new(), Vec::new());
    for (name, text) in BUILT_IN {
        let path = folder.join(name);
        let new = disk::write_new(&path, text, false).map_err(|error| {
            Failure::argument(
                format!("`{}` cannot be written: {}", path.display(), disk::plain(&error)),
                "see that the folder may be written",
            )
        })?;
        if new { written.push(*name) } else { kept.push(*name) }
    }
    let text = match typed.format {
        SiteFormat::Json => format!("{}\n", json!({"folder": folder, "written": written, "kept": kept})),
        SiteFormat::Human => {
            let kept =
                if kept.is_empty() { String::new() } else { format!("; {} were there already", kept.len()) };
            format!(
                "{} templates are in {}{kept}.\nWhat is there replaces what is built in, file by file: delete those that you do not change.\n",
                written.len(),
                shown(context, &real(&folder))
            )
        }
    };
    output::print(&text)?;
    Ok(Outcome::Done)
}

/// The bytes of an image inside of the notebook, by its path below it.
pub(super) fn image(root: &Path, path: &str) -> Option<Vec<u8>> {
    let real_root = root.canonicalize().ok()?;
    let real = real_root.join(path).canonicalize().ok()?;
    (real.starts_with(&real_root) && real.is_file()).then(|| disk::read_bytes(&real).ok()).flatten()
}

/// Says which challenge the pages show where none holds today, and when the next one begins.
fn tell_challenge(context: &Context, notebook: &Notebook, shown: Option<&Challenge>) {
    if shown.is_some_and(|challenge| challenge.holds(context.today)) {
        return;
    }
    let begins = |challenge: &Challenge| challenge.start.filter(|start| context.today < *start);
    if let Some((shown, end)) = shown.and_then(|shown| Some((shown, shown.end?)))
        && shown.is_over(context.today)
    {
        context.say(&format!("{} ended on {end}: the pages show where", shown.name));
    }
    let next = shown.filter(|shown| begins(shown).is_some());
    let next = next.or_else(|| notebook.config.challenges.iter().find(|next| begins(next).is_some()));
    if let Some((next, start)) = next.and_then(|next| Some((next, begins(next)?))) {
        context.say(&format!("{} begins on {start}", next.name));
    }
}

fn tell(
    context: &Context,
    typed: &Site,
    folder: &Path,
    files: &Files,
    placed: &Placed,
    time: Duration,
) -> Result<(), Failure> {
    let pages = files.iter().filter(|(name, _)| name.ends_with(".html")).count();
    let bytes: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    let front = folder.join(site::FRONT);
    if typed.format == SiteFormat::Json {
        return output::print(&format!(
            "{}\n",
            json!({"written": true, "private": typed.private, "folder": folder, "front": front, "pages": pages,
                "files": files.len(), "bytes": bytes, "changed": placed.written, "unchanged": placed.unchanged,
                "removed": placed.removed, "kept": placed.foreign, "seconds": (time.as_secs_f64() * 1000.0).round() / 1000.0})
        ));
    }
    let mut text = String::new();
    if !placed.foreign.is_empty() {
        text.push_str("Not written by askbook, and left alone:\n");
        for name in &placed.foreign {
            text.push_str(&format!("  {}\n", shown(context, &folder.join(name))));
        }
    }
    let what = if typed.private { "private " } else { "" };
    text.push_str(&format!(
        "{pages} {what}pages, {} kB in {} files, {} of them changed, in {:.2} s: {}\n",
        bytes.div_ceil(1000),
        files.len(),
        placed.written,
        time.as_secs_f64(),
        shown(context, &front)
    ));
    if typed.private {
        text.push_str("They hold your whole journal. Keep them to yourself.\n");
    }
    output::print(&text)
}
