//! `askbook check`

use super::arguments::{Check, CheckFormat};
use super::context::Context;
use super::diagnostics::{self, Format, Style};
use super::failure::Failure;
use super::{Outcome, output};
use crate::check::may_be_allowed;
use crate::diagnostic::{Code, Diagnostic, Grade, Severity, nearest};
use crate::disk::CONFIG_FILE;
use crate::notebook::Notebook;
use crate::text::{Edit, apply};
use std::path::{Path, PathBuf};

pub(super) fn run(context: &Context, check: &Check) -> Result<Outcome, Failure> {
    let allowed = codes(&check.allow, true)?;
    let only = codes(&check.only, false)?;
    let notebook = context.open_any()?;
    let paths =
        check.paths.iter().map(|path| below(context, &notebook, path)).collect::<Result<Vec<_>, _>>()?;
    let mut found = notebook.diagnostics();
    found.retain(|told| !allowed.contains(&told.code) && (only.is_empty() || only.contains(&told.code)));
    found.retain(|told| concerns(told, &paths));
    if check.fix {
        output::print(&diff(&notebook, &found))?;
    } else {
        write(context, check, &notebook, &found)?;
    }
    let fails = |severity| severity == Severity::Error || check.strict && severity == Severity::Warning;
    Ok(if found.iter().any(|told| fails(told.severity())) { Outcome::Found } else { Outcome::Done })
}

fn write(context: &Context, check: &Check, notebook: &Notebook, found: &[Diagnostic]) -> Result<(), Failure> {
    let style = Style { color: context.color, ascii: context.ascii, width: context.width };
    let format = match check.format {
        CheckFormat::Human => Format::Human,
        CheckFormat::Short => Format::Short,
        CheckFormat::Jsonl => Format::Jsonl,
        CheckFormat::Github => Format::Github,
    };
    let mut text = diagnostics::render(found, &|path| notebook.source(path), format, style);
    if check.format == CheckFormat::Human && !context.quiet {
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
    let hint = match nearest(name, Code::ALL.iter().map(|code| code.name()), 1).first() {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`askbook explain` lists all codes".to_owned(),
    };
    Failure::argument(format!("there is no diagnostic `{name}`"), hint)
}

/// A path that was typed, relative to the notebook.
fn below(context: &Context, notebook: &Notebook, path: &Path) -> Result<String, Failure> {
    let full = |path: &Path| -> Option<PathBuf> { path.canonicalize().ok() };
    let Some(absolute) = full(&context.folder.join(path)) else {
        return Err(Failure::argument(
            format!("there is no `{}`", path.display()),
            "name files or folders of the notebook",
        ));
    };
    let root = full(&notebook.root).unwrap_or_else(|| notebook.root.clone());
    let Ok(relative) = absolute.strip_prefix(&root) else {
        let what = format!("`{}` is not in this notebook", path.display());
        return Err(Failure::argument(what, format!("its folder is {}", root.display())));
    };
    let parts: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    Ok(parts.join("/"))
}

/// Whether one end of a diagnostic lies in one of `paths`; the config concerns every file.
fn concerns(told: &Diagnostic, paths: &[String]) -> bool {
    let is_in = |file: &str, path: &str| {
        path.is_empty()
            || file.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let files =
        || std::iter::once(&told.place.file).chain(told.related.iter().map(|other| &other.place.file));
    paths.is_empty()
        || &*told.place.file == CONFIG_FILE
        || files().any(|file| paths.iter().any(|path| is_in(file, path)))
}

/// What the safe fixes would change, as a unified diff without context.
fn diff(notebook: &Notebook, found: &[Diagnostic]) -> String {
    let mut text = String::new();
    for source in &notebook.sources {
        let edits: Vec<Edit> = found
            .iter()
            .filter(|told| told.place.file == source.path)
            .filter_map(|told| told.fix.as_ref())
            .filter(|fix| fix.grade == Grade::Safe)
            .flat_map(|fix| fix.edits.iter().cloned())
            .collect();
        let Ok(mended) = apply(&source.text, &edits) else { continue };
        if edits.is_empty() || mended == source.text {
            continue;
        }
        text.push_str(&format!("--- a/{0}\n+++ b/{0}\n", source.path));
        // A fix changes words within a line, so the lines of the two texts stand side by side.
        for (number, (before, after)) in source.text.lines().zip(mended.lines()).enumerate() {
            if before != after {
                text.push_str(&format!("@@ -{0} +{0} @@\n-{before}\n+{after}\n", number + 1));
            }
        }
    }
    if text.is_empty() { "nothing to mend without a look\n".to_owned() } else { text }
}
