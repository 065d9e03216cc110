//! `askbook init`

mod questions;

use super::context::Context;
use super::failure::Failure;
use super::outcome::Outcome;
use super::output;
use crate::author::{DayError, parse_day_ahead};
use crate::config::{CONFIG_FILE, Goal};
use crate::disk;
use crate::model::{Answer, Day};
use crate::template::{self, NewFiles, Settings};
use clap::{Args, ValueEnum};
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

// `askbook init`
#[derive(Debug, Args)]
pub(crate) struct Init {
    /// The folder; this one otherwise
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// How many; ten otherwise: start small
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub goal: Option<u32>,
    /// The last day: 2026-12-31, friday, "in 3 months"; a year from today otherwise
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
    /// What fills the bar
    #[arg(long, value_name = "WHAT")]
    pub of: Option<GoalName>,
    /// What is a rejection to you; several with commas
    #[arg(long, value_name = "ANSWERS", value_delimiter = ',')]
    pub counts: Vec<CountsName>,
    /// With the example journal in it, its dates moved so that it ends today
    #[arg(long, conflicts_with_all = ["goal", "until", "of", "counts"])]
    pub example: bool,
}

impl Init {
    /// Whether a setting was typed, so that nothing is left to be asked.
    pub fn any_setting(&self) -> bool {
        self.goal.is_some() || self.until.is_some() || self.of.is_some() || !self.counts.is_empty()
    }
}

/// What a goal is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum GoalName {
    Rejections,
    Asks,
}

/// An answer that may count as a rejection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CountsName {
    No,
    Silence,
    Partial,
    Withdrawn,
}

pub(super) fn run(context: &Context, typed: &Init) -> Result<Outcome, Failure> {
    let folder = typed.folder.clone().unwrap_or_else(|| context.folder.clone());
    if folder.join(CONFIG_FILE).exists() {
        let what = format!("`{}` is a notebook already", folder.display());
        return Err(Failure::argument(what, "nothing was written; name another folder: `askbook init DIR`"));
    }
    let mut settings = Settings { until: until(typed, context.today)?, ..settings(typed) };
    if settings.end(context.today) < context.today {
        let what = format!("`--until {}` is over already", settings.end(context.today));
        return Err(Failure::argument(what, "name a day that is still to come"));
    }
    if std::io::stdin().is_terminal() && context.is_terminal && !typed.example && !typed.any_setting() {
        questions::ask(&mut settings, context.today)?;
    }
    let files = if typed.example {
        template::example(context.today)
    } else {
        template::empty(&settings, context.today)
    };
    let kept = write(&folder, &files)?;
    output::print(&parting(typed, context.today, &kept))?;
    Ok(Outcome::Done)
}

/// The last day that was typed.
fn until(typed: &Init, today: Day) -> Result<Option<Day>, Failure> {
    let Some(words) = &typed.until else { return Ok(None) };
    parse_day_ahead(words, today).map(Some).map_err(|error| {
        let why = match error {
            DayError::Unknown => "write a date as YYYY-MM-DD, such as 2026-03-02".to_owned(),
            error => error.to_string(),
        };
        Failure::argument(format!("`--until {words}` is no day that can be told"), why)
    })
}

fn settings(typed: &Init) -> Settings {
    let mut settings = Settings::default();
    settings.goal = typed.goal.unwrap_or(settings.goal);
    settings.of = match typed.of {
        Some(GoalName::Asks) => Goal::Asks,
        Some(GoalName::Rejections) | None => Goal::Rejections,
    };
    if !typed.counts.is_empty() {
        settings.counts = typed.counts.iter().map(|name| name.answer()).collect();
    }
    settings
}

impl CountsName {
    fn answer(self) -> Answer {
        match self {
            Self::No => Answer::No,
            Self::Silence => Answer::Silence,
            Self::Partial => Answer::Partial,
            Self::Withdrawn => Answer::Withdrawn,
        }
    }
}

/// Writes what is not there yet; gives the paths that were.
pub(super) fn write(folder: &Path, files: &NewFiles) -> Result<Vec<String>, Failure> {
    let mut kept = Vec::new();
    // The file that makes it a notebook comes last, so that a run that broke off can be run again.
    let (last, first): (Vec<_>, Vec<_>) = files.iter().partition(|(path, _)| *path == CONFIG_FILE);
    for (path, file) in first.into_iter().chain(last) {
        let written = disk::write_new(&folder.join(path), &file.text, file.is_program).map_err(|error| {
            Failure::argument(
                format!("`{}` cannot be written: {}", folder.join(path).display(), disk::plain(&error)),
                "see that the folder can be written to, or name another",
            )
        })?;
        if !written {
            kept.push(path.clone());
        }
    }
    Ok(kept)
}

/// The last words: five lines, after what was kept.
fn parting(typed: &Init, today: Day, kept: &[String]) -> String {
    let mut text: String = kept.iter().map(|path| format!("kept as it was: {path}\n")).collect();
    let (place, enter) = match typed.folder.as_ref().filter(|folder| **folder != *Path::new(".")) {
        Some(folder) => (folder.display().to_string(), format!("`cd {}`, then w", folder.display())),
        None => ("this folder".to_owned(), "W".to_owned()),
    };
    let page = format!("journal/{}", today.format("%Y/%Y-%m-%d.md"));
    text.push_str(&format!(
        "Your notebook is in {place}. What to do next:\n\
         1. {enter}rite a line in {page}:\n   \
         - #ask #no A discount at the café size:small fear:3 sting:1\n\
         2. `askbook report` shows it counted. `askbook ask` writes lines, too.\n\
         The diary stays private: only a page that you make from it is ever published.\n"
    ));
    text
}
