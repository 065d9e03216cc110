//! `askbook init`

use super::arguments::{CountsName, GoalName, Init};
use super::context::Context;
use super::failure::Failure;
use super::{Outcome, output};
use crate::config::Goal;
use crate::disk::{self, CONFIG_FILE};
use crate::model::{Answer, Day, read_day};
use crate::template::{self, NewFiles, Settings};
use std::io::{BufRead, IsTerminal};
use std::path::Path;

pub(super) fn run(context: &Context, typed: &Init) -> Result<Outcome, Failure> {
    let folder = typed.folder.clone().unwrap_or_else(|| context.folder.clone());
    if folder.join(CONFIG_FILE).exists() {
        let what = format!("`{}` is a notebook already", folder.display());
        return Err(Failure::argument(what, "nothing was written; name another folder: `askbook init DIR`"));
    }
    let mut settings = settings(typed);
    if std::io::stdin().is_terminal() && context.is_terminal && !typed.example && !typed.any_setting() {
        ask(&mut settings, context.today)?;
    }
    if settings.end(context.today) < context.today {
        let what = format!("`--until {}` is over already", settings.end(context.today));
        return Err(Failure::argument(what, "name a day that is still to come"));
    }
    let files = if typed.example {
        template::example(context.today)
    } else {
        template::empty(&settings, context.today)
    };
    let kept = write(&folder, &files)?;
    output::print(&parting(&folder, context.today, &kept, typed.example))?;
    Ok(Outcome::Done)
}

fn settings(typed: &Init) -> Settings {
    let mut settings = Settings { until: typed.until, ..Settings::default() };
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
                format!("`{}` cannot be written: {error}", folder.join(path).display()),
                "see that the folder can be written to",
            )
        })?;
        if !written {
            kept.push(path.clone());
        }
    }
    Ok(kept)
}

fn parting(folder: &Path, today: Day, kept: &[String], is_example: bool) -> String {
    let mut text = String::new();
    for path in kept {
        text.push_str(&format!("kept as it was: {path}\n"));
    }
    let page =
        if is_example { "journal".to_owned() } else { format!("journal/{}", today.format("%Y/%Y-%m-%d.md")) };
    text.push_str(&format!(
        "Your notebook is in {}.\n\
         1. Write a line in {page}: - #ask A discount at the café fear:3\n\
         2. Type `askbook report` to see it counted, `askbook check` to see slips.\n\
         3. Keep it safe: `git init`, and a private place to push to.\n\
         The diary stays private: only a page that you make from it is ever shared.\n",
        folder.display()
    ));
    text
}

/// Three questions, each with a good default.
fn ask(settings: &mut Settings, today: Day) -> Result<(), Failure> {
    let counts = question("What is a rejection to you? A no, a silence, or both [both]: ")?;
    settings.counts = match counts.to_lowercase().as_str() {
        "no" | "a no" => vec![Answer::No],
        "silence" | "a silence" => vec![Answer::Silence],
        _ => vec![Answer::No, Answer::Silence],
    };
    let until = settings.end(today);
    let goal =
        question(&format!("How many, by when? Start small: ten is fine [{} by {until}]: ", settings.goal))?;
    let mut words = goal.split_whitespace().filter(|word| *word != "by");
    if let Some(number) = words.next().and_then(|word| word.parse().ok()).filter(|number| *number > 0) {
        settings.goal = number;
    }
    settings.until = words.next().and_then(read_day).and_then(|day| day.day()).filter(|day| *day >= today);
    let page = question("May a page of counts be made of it, to share when you want to? [no]: ")?;
    if page.to_lowercase().starts_with('y') {
        output::print("It shows counts alone, and no word that you did not mark #public.\n")?;
    }
    Ok(())
}

fn question(text: &str) -> Result<String, Failure> {
    output::print(text)?;
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line).map_err(Failure::Output)?;
    Ok(line.trim().to_owned())
}
