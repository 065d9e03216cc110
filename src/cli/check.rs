//! `askbook check`

use super::candidates;
use super::context::Context;
use super::diagnostics::{self, Format, Style};
use super::diff::diff;
use super::failure::Failure;
use super::outcome::Outcome;
use super::output;
use super::reading::{below, is_in};
use super::writing::{self, counted};
use crate::author::{self, at_desk};
use crate::change::WriteError;
use crate::check::may_be_allowed;
use crate::config::CONFIG_FILE;
use crate::diagnostic::{Code, Diagnostic, Severity, did_you_mean};
use crate::notebook::Notebook;
use clap::Args;
use std::path::PathBuf;

// `askbook check`
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Say only what concerns these files and folders; the whole notebook is read all the same
    pub paths: Vec<PathBuf>,
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: Format,
    /// Exit with 1 on warnings too
    #[arg(long)]
    pub strict: bool,
    /// Leave out this warning or notice; may be given several times
    #[arg(long, value_name = "CODE", add = candidates::codes())]
    pub allow: Vec<String>,
    /// Say nothing but this code; may be given several times
    #[arg(long, value_name = "CODE", conflicts_with = "allow", add = candidates::codes())]
    pub only: Vec<String>,
    /// Mend what can be mended without doubt
    #[arg(long)]
    pub fix: bool,
    /// Show what --fix would change
    #[arg(long, requires = "fix")]
    pub diff: bool,
}

pub(super) fn run(context: &Context, check: &Check) -> Result<Outcome, Failure> {
    let allowed = codes(&check.allow, true)?;
    let only = codes(&check.only, false)?;
    let wanted = |notebook: &Notebook| -> Result<Vec<Diagnostic>, Failure> {
        let paths = check.paths.iter().map(|path| below(context, notebook, path));
        let paths = paths.collect::<Result<Vec<_>, _>>()?;
        let mut found = notebook.diagnostics();
        found.retain(|told| !allowed.contains(&told.code) && (only.is_empty() || only.contains(&told.code)));
        found.retain(|told| concerns(told, &paths));
        Ok(found)
    };
    if check.fix && !check.diff {
        mend(context, &wanted)?;
    }
    let notebook = context.open_any()?;
    let found = wanted(&notebook)?;
    if check.diff {
        output::print(&mended(&notebook, &found)?)?;
    } else {
        write(context, check, &notebook, &found)?;
    }
    let fails = |severity| severity == Severity::Error || check.strict && severity == Severity::Warning;
    Ok(if found.iter().any(|told| fails(told.severity())) { Outcome::Found } else { Outcome::Done })
}

/// Makes the safe fixes; what is left is told after it.
fn mend(
    context: &Context,
    wanted: &dyn Fn(&Notebook) -> Result<Vec<Diagnostic>, Failure>,
) -> Result<(), Failure> {
    let mut places = 0;
    let written = writing::write(context, "check", |notebook| {
        let change = author::fixes(&wanted(notebook)?);
        places = change.files.iter().map(|file| file.edits.len()).sum();
        Ok(Some(change))
    })?;
    context.say(&match written {
        Some(_) => format!("mended {}; `askbook undo` takes it back", counted(places, "place")),
        None => "nothing to mend without a look".to_owned(),
    });
    Ok(())
}

/// What the safe fixes would change.
fn mended(notebook: &Notebook, found: &[Diagnostic]) -> Result<String, Failure> {
    let change = author::fixes(found);
    let checked = at_desk(notebook, |desk| author::check(desk, &change)).map_err(WriteError::Broken)?;
    let text = diff(&checked);
    Ok(if text.is_empty() { "nothing to mend without a look\n".to_owned() } else { text })
}

fn write(context: &Context, check: &Check, notebook: &Notebook, found: &[Diagnostic]) -> Result<(), Failure> {
    let style = Style { color: context.color, ascii: context.ascii, width: context.width };
    let mut text = diagnostics::render(found, &|path| notebook.source(path), check.format, style);
    if check.format == Format::Human && !context.quiet {
        text.push_str(&diagnostics::summary(found));
        text.push('\n');
    }
    output::print(&text)
}

/// The codes of these names.
fn codes(names: &[String], to_allow: bool) -> Result<Vec<Code>, Failure> {
    names
        .iter()
        .map(|name| {
            let code = Code::of(name).ok_or_else(|| unknown_code(name))?;
            if to_allow && !may_be_allowed(code) {
                let what = format!("`{name}` is an error, and errors cannot be allowed");
                return Err(Failure::argument(what, format!("`askbook explain {name}` says how to mend it")));
            }
            Ok(code)
        })
        .collect()
}

/// What is said of a code that is none.
pub(super) fn unknown_code(name: &str) -> Failure {
    let known = Code::ALL.iter().map(|code| code.name());
    let hint = did_you_mean(name, known, || "`askbook explain` lists all codes".to_owned());
    Failure::argument(format!("there is no diagnostic `{name}`"), hint)
}

/// Whether one end of a diagnostic lies in one of `paths`; the config concerns every file.
fn concerns(told: &Diagnostic, paths: &[String]) -> bool {
    let files =
        || std::iter::once(&told.place.file).chain(told.related.iter().map(|other| &other.place.file));
    paths.is_empty()
        || &*told.place.file == CONFIG_FILE
        || files().any(|file| paths.iter().any(|path| is_in(file, path)))
}
