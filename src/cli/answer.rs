//! `askbook no`, `yes`, `partial`, `silence`, `withdrawn`, `step` and `lesson`

use super::candidates;
use super::context::Context;
use super::days::{past_day, with_due};
use super::failure::Failure;
use super::outcome::Outcome;
use super::output;
use super::which::{Choice, Meant, meant_ask, named, split};
use super::words::Fields;
use super::writing::{self, refused};
use super::written::{After, Before, receipt};
use crate::author::{self, About, Draft, Line, Which, at_desk};
use crate::book::{Ask, Book};
use crate::model::{Day, Key, Marker};
use clap::Args;

// An answer, a step or a lesson.
#[derive(Debug, Args)]
pub(crate) struct Answering {
    /// Which ask: @who, ^id, re:id or an id; then the text. Without it, pick from a list
    #[arg(value_name = "WHICH TEXT", add = candidates::open_asks())]
    pub words: Vec<String>,
    /// The ask that is meant, by words of its title
    #[arg(long, value_name = "WORDS")]
    pub which: Option<String>,
    /// The day: 2026-03-02, yesterday, "last friday", "3 days ago"
    #[arg(long, short, value_name = "DAY")]
    pub date: Option<String>,
    /// Under the ask, with its date, and not on the page of its day
    #[arg(long)]
    pub in_place: bool,
    /// How much it hurt, 0 to 10
    #[arg(long, value_name = "0-10")]
    pub sting: Option<String>,
    /// What it was worth, such as 1200EUR
    #[arg(long, value_name = "AMOUNT")]
    pub worth: Option<String>,
    /// When to act again: 2026-03-02, friday, "next week"
    #[arg(long, value_name = "DATE")]
    pub due: Option<String>,
    #[command(flatten)]
    pub fields: Fields,
}

impl Answering {
    fn line(&self, text: String) -> Line {
        let typed = [(Key::Sting, &self.sting), (Key::Worth, &self.worth), (Key::Due, &self.due)];
        let keys = typed.into_iter().filter_map(|(key, value)| Some((key, value.clone()?))).collect();
        Line { keys, ..self.fields.line(text) }
    }
}

pub(super) fn run(context: &Context, marker: Marker, typed: &Answering) -> Result<Outcome, Failure> {
    misplaced(marker, typed)?;
    let mut day = context.today;
    let mut tail = String::new();
    let mut before = None;
    let mut elsewhere = false;
    // A person picks from a list while nothing is locked, and once, however often the change is worked out.
    let mut picked: Option<Which> = None;
    let mut choice: Option<Choice<Which>> = None;
    loop {
        let written = writing::write(context, marker.word(), |notebook| {
            let book = &notebook.book;
            day = past_day(context, &notebook.config, typed.date.as_deref(), marker)?;
            let (named, text) = split(book, &typed.words, typed.which.as_deref());
            let meant = picked.clone().unwrap_or(named);
            if marker == Marker::Lesson && meant == Which::Any && text.trim().is_empty() {
                return Err(refused(author::LineError::Empty, "askbook lesson @acme ask for the name first"));
            }
            let line = with_due(context, &notebook.config, typed.line(text))?;
            before = Some(Before::of(notebook));
            at_desk(notebook, |desk| {
                author::sound(desk, &line.words(marker, None))
                    .map_err(|error| refused(error, "askbook no @acme form letter"))?;
                if marker == Marker::Lesson && meant == Which::Any {
                    let words = line.words(marker, None);
                    return Ok(Some(author::capture(desk, &[Draft { words, of: None }], day)));
                }
                let ask = match meant_ask(context, book, &meant, marker)? {
                    Meant::One(ask) => ask,
                    Meant::Several(several) => {
                        choice = Some(several.map(|ask| found_again(book, ask)));
                        return Ok(None);
                    }
                };
                tail = about(&book.ask(ask), marker, day);
                in_order(&book.ask(ask), marker, day, typed.date.is_some())?;
                elsewhere = false;
                if typed.in_place {
                    if let Some(change) = author::nested(desk, ask, marker, &line, day) {
                        return Ok(Some(change));
                    }
                    elsewhere = true;
                }
                Ok(Some(author::answer(desk, &[About { ask, marker, line }], day)))
            })
        })?;
        let Some(written) = written else {
            let Some(choice) = choice.take() else {
                output::print("nothing was written\n")?;
                return Ok(Outcome::Done);
            };
            picked = Some(choice.pick()?);
            continue;
        };
        if elsewhere {
            context.say("not under the ask, where it would not be read: it stands on the page of its day");
        }
        let after = before.take().map(|before| before.after(&written));
        let is_answer = matches!(marker, Marker::Answer(_));
        let tally = after.as_ref().filter(|_| is_answer).map(After::tally).unwrap_or_default();
        output::print(&format!("{}{tail}{tally}", receipt(&written, day)))?;
        if let Some(after) = after {
            after.say_problems(context);
        }
        return Ok(Outcome::Done);
    }
}

/// A name that means just this ask: its id, or its place in order of day.
fn found_again(book: &Book, ask: usize) -> Which {
    match book.ask(ask).id() {
        Some(id) => Which::Id(id.to_string()),
        None => Which::Exactly { day: book.ask(ask).day, title: book.ask(ask).title().to_string() },
    }
}

/// An answer dated before its ask answers nothing.
fn in_order(ask: &Ask<'_>, marker: Marker, day: Day, is_typed: bool) -> Result<(), Failure> {
    if day >= ask.day || marker == Marker::Lesson {
        return Ok(());
    }
    let what = format!("{day} is before the ask itself, which was made on {}", ask.day);
    let hint = match is_typed {
        true => "say a later day with `--date`; or mend the day of the ask first, if that is the slip",
        false => "the ask lies ahead: mend its day first",
    };
    Err(Failure::argument(what, hint))
}

/// Keys that do not belong on the record.
fn misplaced(marker: Marker, typed: &Answering) -> Result<(), Failure> {
    let given = [
        ("--sting", Key::Sting, typed.sting.is_some()),
        ("--worth", Key::Worth, typed.worth.is_some()),
        ("--due", Key::Due, typed.due.is_some()),
    ];
    match given.into_iter().find(|(_, key, is_given)| *is_given && !key.belongs_on(marker)) {
        Some((flag, key, _)) => Err(Failure::argument(
            format!("`{flag}` does not belong on a `#{}`", marker.word()),
            format!("it is for {}", key.home()),
        )),
        None => Ok(()),
    }
}

/// What the record is about, said back.
fn about(ask: &Ask<'_>, marker: Marker, day: Day) -> String {
    let days = (day - ask.day).num_days();
    let after = match days {
        0 => "the same day".to_owned(),
        1 => "after 1 day".to_owned(),
        days => format!("after {days} days"),
    };
    let verb = if matches!(marker, Marker::Answer(_)) { "answers" } else { "belongs to" };
    format!("  {verb}: {} ({}), {after}\n", ask.title(), named(ask))
}
