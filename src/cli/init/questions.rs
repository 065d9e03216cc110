//! The three questions of `askbook init` on a terminal. What is not understood is asked again.

use super::super::failure::Failure;
use super::super::output;
use crate::config::Goal;
use crate::model::{Answer, Day, read_day};
use crate::template::Settings;
use std::io::BufRead;

/// Asks three questions; Enter takes what `settings` has.
pub(super) fn ask(settings: &mut Settings, today: Day) -> Result<(), Failure> {
    output::print("Three questions. Enter takes what is in brackets; askbook.toml can change it.\n\n")?;
    let counts: Vec<&str> = settings.counts.iter().map(|answer| answer.word()).collect();
    let text =
        format!("What is a rejection to you? Of: no, silence, partial, withdrawn\n[{}] ", counts.join(", "));
    if let Some(counts) = question(&text, counts_of)? {
        settings.counts = counts;
    }
    let text = format!(
        "How many, by when? Start small: ten is fine. `50 asks` counts asks, not noes.\n[{} rejections by {}] ",
        settings.goal,
        settings.end(today)
    );
    let end = settings.end(today);
    if let Some(goal) = question(&text, |line| goal_of(line, today, end))? {
        (settings.goal, settings.of, settings.until) = goal;
    }
    let text = "May a page of counts be made of it, to share? The diary stays private.\n[no] ";
    settings.page = question(text, yes_or_no)?.unwrap_or(false);
    output::print("\n")
}

/// Asks until the answer is understood; `None` for an empty one.
fn question<T>(text: &str, read: impl Fn(&str) -> Result<T, String>) -> Result<Option<T>, Failure> {
    loop {
        output::print(text)?;
        let mut line = String::new();
        let length = std::io::stdin().lock().read_line(&mut line).map_err(Failure::Input)?;
        if length == 0 {
            return Err(Failure::argument("the questions were not answered", "nothing was written"));
        }
        let line = line.trim().to_lowercase();
        if line.is_empty() {
            return Ok(None);
        }
        match read(&line) {
            Ok(value) => return Ok(Some(value)),
            Err(hint) => output::print(&format!("{hint}\n"))?,
        }
    }
}

fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|char: char| char.is_whitespace() || char == ',').filter(|word| !word.is_empty())
}

fn counts_of(line: &str) -> Result<Vec<Answer>, String> {
    let mut counts: Vec<Answer> = Vec::new();
    for word in words(line).filter(|word| !["a", "and", "or"].contains(word)) {
        let answers: &[Answer] = match word {
            "no" | "noes" => &[Answer::No],
            "silence" | "silences" => &[Answer::Silence],
            "partial" | "partials" => &[Answer::Partial],
            "withdrawn" => &[Answer::Withdrawn],
            "both" => &[Answer::No, Answer::Silence],
            "all" => &[Answer::No, Answer::Silence, Answer::Partial, Answer::Withdrawn],
            _ => return Err(format!("`{word}` is none of: no, silence, partial, withdrawn.")),
        };
        for answer in answers {
            if !counts.contains(answer) {
                counts.push(*answer);
            }
        }
    }
    if counts.is_empty() {
        Err("Name one or more of: no, silence, partial, withdrawn.".to_owned())
    } else {
        Ok(counts)
    }
}

/// How many, of what, and by when if it was said; `end` is for the example that is shown otherwise.
fn goal_of(line: &str, today: Day, end: Day) -> Result<(u32, Goal, Option<Day>), String> {
    let (mut goal, mut of, mut until) = (None, Goal::Rejections, None);
    for word in words(line) {
        match word {
            "by" | "until" => {}
            "rejections" | "rejection" | "noes" => of = Goal::Rejections,
            "asks" | "ask" => of = Goal::Asks,
            "ten" => goal = Some(10),
            _ => match (word.parse(), read_day(word).map(|date| date.day())) {
                (Ok(number), _) if number > 0 => goal = Some(number),
                (_, Some(Some(day))) if day >= today => until = Some(day),
                (_, Some(Some(day))) => return Err(format!("{day} is over already.")),
                (_, Some(None)) => return Err(format!("No calendar has {word}.")),
                _ => return Err(format!("`{word}` is no number and no date, such as `10 by {end}`.")),
            },
        }
    }
    match goal {
        Some(goal) => Ok((goal, of, until)),
        None => Err(format!("How many? Write a number, such as `10 by {end}`.")),
    }
}

fn yes_or_no(line: &str) -> Result<bool, String> {
    match line {
        "y" | "yes" => Ok(true),
        "n" | "no" => Ok(false),
        _ => Err("Write yes or no.".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read_as_people_write_them() {
        assert_eq!(counts_of("a no, or silence"), Ok(vec![Answer::No, Answer::Silence]));
        assert_eq!(counts_of("both"), Ok(vec![Answer::No, Answer::Silence]));
        assert!(counts_of("maybe").is_err_and(|hint| hint.contains("`maybe`")));
        let today = "2026-11-25".parse().expect("a date");
        let later = "2027-03-01".parse().ok();
        let end = chrono::NaiveDate::from_ymd_opt(2027, 6, 29).expect("a day");
        assert_eq!(goal_of("50", today, end), Ok((50, Goal::Rejections, None)));
        assert_eq!(goal_of("ten asks by 2027-03-01", today, end), Ok((10, Goal::Asks, later)));
        for (line, hint) in [
            ("lots", "`lots`"),
            ("0", "`0`"),
            ("10 by 2026-02-30", "No calendar"),
            ("10 by 2026-01-01", "over already"),
            ("by 2027-03-01", "How many"),
        ] {
            assert!(goal_of(line, today, end).is_err_and(|told| told.contains(hint)), "{line}");
        }
    }
}
