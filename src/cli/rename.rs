//! `askbook rename`

use super::candidates;
use super::context::Context;
use super::failure::Failure;
use super::outcome::Outcome;
use super::output;
use super::writing::{self, counted};
use crate::author::{self, Names, RenameError, at_desk};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::fold;
use crate::notebook::Notebook;
use clap::{Args, ValueEnum};

// `askbook rename`
#[derive(Debug, Args)]
pub(crate) struct Rename {
    /// What it is
    pub what: What,
    /// Its name, with or without its sign
    #[arg(add = candidates::renamed())]
    pub old: String,
    /// Its new name
    #[arg(add = candidates::new_name())]
    pub new: String,
}

/// What can be renamed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum What {
    /// The id of an ask or plan, with all references and links to it
    Id,
    /// A person or organisation
    Who,
    /// A tag, with those nested in it
    Tag,
}

pub(super) fn run(context: &Context, typed: &Rename) -> Result<Outcome, Failure> {
    let (names, signs) = match typed.what {
        What::Id => (Names::Id, "^"),
        What::Who => (Names::Who, "@"),
        What::Tag => (Names::Tag, "#"),
    };
    let old = typed.old.trim_start_matches(signs).trim_start_matches("re:");
    let new = typed.new.trim_start_matches(signs);
    let mut remarks = Vec::new();
    let mut size = (0, 0);
    let written = writing::write(context, "rename", |notebook| {
        all_read(notebook)?;
        remarks = in_config(&notebook.config, names, old);
        let change = at_desk(notebook, |desk| author::rename(desk, names, old, new));
        let change = change.map_err(|error| refused(&error, signs, old, new))?;
        size = (change.files.iter().map(|file| file.edits.len()).sum(), change.files.len());
        Ok(Some(change))
    })?;
    let said = match written {
        Some(_) => format!(
            "{signs}{old} is now {signs}{new}: {} in {}\n",
            counted(size.0, "place"),
            counted(size.1, "file")
        ),
        None => format!("{signs}{old} is named so already\n"),
    };
    output::print(&said)?;
    remarks.iter().for_each(|remark| context.say(remark));
    Ok(Outcome::Done)
}

/// In a page that cannot be read, the old name would stay.
fn all_read(notebook: &Notebook) -> Result<(), Failure> {
    let is_closed = |told: &&Diagnostic| matches!(told.code, Code::Unreadable | Code::NotUtf8);
    match notebook.loading.iter().find(is_closed) {
        Some(told) => Err(Failure::argument(
            format!("nothing was renamed: {} may hold the name too: {}", told.place.file, told.message),
            "see that it can be read; or name it under `ignore` in askbook.toml, if it is no page of the journal",
        )),
        None => Ok(()),
    }
}

fn refused(error: &RenameError, sign: &str, old: &str, new: &str) -> Failure {
    let (what, hint) = match error {
        RenameError::Unknown(near) => {
            let near: Vec<String> = near.iter().map(|near| format!("`{sign}{near}`")).collect();
            let hint = if near.is_empty() {
                "`askbook list` shows what there is".to_owned()
            } else {
                format!("did you mean {}?", near.join(" or "))
            };
            let what = match sign {
                "^" => format!("no record of this notebook has the id `{sign}{old}`"),
                _ => format!("nothing in this notebook is named `{sign}{old}`"),
            };
            (what, hint)
        }
        RenameError::Taken => (
            format!("`{sign}{new}` is another ask's id already, and the two would become one"),
            "choose another name".to_owned(),
        ),
        RenameError::NoName(expects) => {
            (format!("`{new}` cannot be a name: {expects}"), "choose another one".to_owned())
        }
        RenameError::Unties(path, line) => (
            format!("nothing was renamed: {path}:{line} would then belong to another ask, or to none"),
            "name the ask there first, `re:id`, so that it is found by more than the who".to_owned(),
        ),
    };
    Failure::argument(what, hint)
}

/// What the settings still say of the old name.
fn in_config(config: &Config, names: Names, old: &str) -> Vec<String> {
    let old = fold(old);
    let is_old = |tag: &String| fold(tag) == old;
    let places = [
        (names == Names::Who && config.who.contains_key(&old), "[who]"),
        (names == Names::Tag && config.silence.tags.contains_key(&old), "[silence.tags]"),
        (names == Names::Tag && config.site.tags.iter().any(is_old), "[site] tags"),
    ];
    let told = places.into_iter().filter(|(is_there, _)| *is_there);
    told.map(|(_, place)| format!("askbook.toml still names `{old}` under {place}: change it there by hand"))
        .collect()
}
