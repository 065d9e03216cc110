//! `askbook tidy`

use super::context::Context;
use super::diff::unified;
use super::failure::Failure;
use super::outcome::Outcome;
use super::output;
use super::reading::{below, is_in};
use super::writing::{self, counted};
use crate::author::{Change, FileEdits};
use crate::config::CONFIG_FILE;
use crate::model::KeyNames;
use crate::notebook::Notebook;
use crate::text::{Source, apply};
use crate::tidy;
use clap::Args;
use std::path::PathBuf;

// `askbook tidy`
#[derive(Debug, Args)]
pub(crate) struct Tidy {
    /// Files and folders; the whole notebook otherwise; `-` reads standard input and prints it tidied
    pub paths: Vec<PathBuf>,
    /// Write nothing; exit with 1 where something would change
    #[arg(long)]
    pub check: bool,
    /// Write nothing; show what would change
    #[arg(long)]
    pub diff: bool,
}

pub(super) fn run(context: &Context, typed: &Tidy) -> Result<Outcome, Failure> {
    if typed.paths.iter().any(|path| path.as_os_str() == "-") {
        return input(context, typed);
    }
    if typed.check || typed.diff {
        let notebook = context.open_any()?;
        let change = change(context, &notebook, typed)?;
        return show(&notebook, &change, typed);
    }
    let mut files = 0;
    let written = writing::write(context, "tidy", |notebook| {
        let change = change(context, notebook, typed)?;
        files = change.files.len();
        Ok(Some(change))
    })?;
    let said = match written {
        Some(_) => format!("tidied {}; `askbook undo` takes it back\n", counted(files, "file")),
        None => "all tidy\n".to_owned(),
    };
    output::print(&said)?;
    Ok(Outcome::Done)
}

fn change(context: &Context, notebook: &Notebook, typed: &Tidy) -> Result<Change, Failure> {
    let paths =
        typed.paths.iter().map(|path| below(context, notebook, path)).collect::<Result<Vec<_>, _>>()?;
    let mut change = Change::default();
    let wanted = |path: &str| paths.is_empty() || paths.iter().any(|wanted| is_in(path, wanted));
    let pages = notebook.sources.iter().filter(|source| &*source.path != CONFIG_FILE);
    for source in pages.filter(|source| wanted(&source.path)) {
        let below = notebook.config.below(&source.path);
        let edits = tidy::edits(source, below, &notebook.config.keys);
        if !edits.is_empty() {
            change.files.push(FileEdits { path: source.path.clone(), edits });
        }
    }
    Ok(change)
}

fn show(notebook: &Notebook, change: &Change, typed: &Tidy) -> Result<Outcome, Failure> {
    let mut text = String::new();
    for file in &change.files {
        let Some(source) = notebook.source(&file.path) else { continue };
        let Ok(after) = apply(&source.text, &file.edits) else { continue };
        if typed.diff {
            text.push_str(&unified(&file.path, Some(&source.text), &after));
        } else {
            text.push_str(&format!("{}\n", file.path));
        }
    }
    output::print(&text)?;
    Ok(if typed.check && !change.is_empty() { Outcome::Found } else { Outcome::Done })
}

/// Standard input, tidied, to standard output; in a notebook with its keys.
fn input(context: &Context, typed: &Tidy) -> Result<Outcome, Failure> {
    let text = std::io::read_to_string(std::io::stdin()).map_err(Failure::Input)?;
    let keys = match context.root() {
        Ok(_) => context.open()?.config.keys,
        Err(_) => KeyNames::default(),
    };
    let source = Source::new("", text);
    let edits = tidy::edits(&source, "", &keys);
    let after = apply(&source.text, &edits).unwrap_or_else(|_| source.text.clone());
    let bom = if source.bom { "\u{feff}" } else { "" };
    if typed.diff {
        output::print(&unified("-", Some(&source.text), &after))?;
    } else if !typed.check {
        output::print(&format!("{bom}{after}"))?;
    }
    Ok(if typed.check && !edits.is_empty() { Outcome::Found } else { Outcome::Done })
}
