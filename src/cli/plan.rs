//! `askbook plan` and `askbook rest`

use super::asking::{ask_line, input_lines, is_asked};
use super::context::Context;
use super::days::{day, with_due};
use super::failure::Failure;
use super::outcome::Outcome;
use super::output;
use super::words::{AskFields, Fields};
use super::writing::{self, refused};
use super::written::{Before, receipt};
use crate::author::{self, DayError, Draft, Line, Resting, at_desk};
use crate::model::Marker;
use clap::Args;

// `askbook plan`
#[derive(Debug, Args)]
pub(crate) struct Plan {
    /// What you are going to ask; without it a line is asked for, or standard input is read
    #[arg(value_name = "TEXT")]
    pub text: Vec<String>,
    /// The day on whose page it goes: 2026-03-02, yesterday, tomorrow, "1 april 2027"
    #[arg(long, short, value_name = "DAY")]
    pub date: Option<String>,
    #[command(flatten)]
    pub fields: AskFields,
}

// `askbook rest`
#[derive(Debug, Args)]
pub(crate) struct Rest {
    /// The days, if not today: tomorrow, "next week", 2026-W10, 2026-07-01...2026-07-14; then words, if you like
    #[arg(value_name = "SPAN TEXT")]
    pub words: Vec<String>,
    /// The day: 2026-03-02, yesterday, "last friday"
    #[arg(long, short, value_name = "DAY")]
    pub date: Option<String>,
    #[command(flatten)]
    pub fields: Fields,
}

const PLAN: &str = "askbook plan \"Ask Prof. Lin to be my mentor\" --fear 9";

pub(super) fn plan(context: &Context, typed: &Plan) -> Result<Outcome, Failure> {
    let text = typed.text.join(" ");
    let texts = match text.trim() {
        "" if is_asked(context) => vec![ask_line("What will you ask? ")?],
        "" => input_lines()?,
        _ => vec![text],
    };
    if texts.iter().all(|text| text.is_empty()) {
        return Err(refused(author::LineError::Empty, PLAN));
    }
    let mut on = context.today;
    let mut before = None;
    let written = writing::write(context, "plan", |notebook| {
        on = day(context, &notebook.config, typed.date.as_deref())?;
        before = Some(Before::of(notebook));
        let line = |text: &String| with_due(context, &notebook.config, typed.fields.line(text.clone()));
        let lines: Vec<Line> = texts.iter().map(line).collect::<Result<_, _>>()?;
        let change = at_desk(notebook, |desk| author::ask(desk, Marker::Plan, &lines, None, on, None));
        change.map(Some).map_err(|error| refused(error, PLAN))
    })?;
    if let Some(written) = written {
        let ids: Vec<&str> = written.checked.said.iter().filter_map(|said| said.id.as_deref()).collect();
        let id = ids.first().copied().unwrap_or_default();
        output::print(&format!("{}When you ask: askbook ask --plan {id}\n", receipt(&written, on)))?;
        if let Some(before) = before {
            before.after(&written).say_problems(context);
        }
    }
    Ok(Outcome::Done)
}

pub(super) fn rest(context: &Context, typed: &Rest) -> Result<Outcome, Failure> {
    let all = typed.words.join(" ");
    let mut on = context.today;
    let mut before = None;
    let written = writing::write(context, "rest", |notebook| {
        before = Some(Before::of(notebook));
        on = day(context, &notebook.config, typed.date.as_deref())?;
        let today = context.today_until(notebook.config.day_ends);
        let resting = match author::resting(&all, today) {
            // The day was said already: these are words.
            Err(error) if typed.date.is_some() && error != DayError::NoSuchDay => {
                (Resting::Unsaid, all.clone())
            }
            resting => resting.map_err(|error| unclear(&all, &error))?,
        };
        let (span, text) = match resting {
            (Resting::Span(span), text) => (Some(span), text),
            (Resting::Day(day), text) if typed.date.is_none() => {
                on = day;
                (None, text)
            }
            (Resting::Day(_) | Resting::Unsaid, _) => (None, all.clone()),
        };
        let line = Line { span, ..typed.fields.line(text) };
        let words = line.words(Marker::Rest, None);
        at_desk(notebook, |desk| {
            author::sound(desk, &words).map_err(|error| refused(error, "askbook rest 2026-W10"))?;
            Ok(Some(author::capture(desk, &[Draft { words, of: None }], on)))
        })
    })?;
    if let Some(written) = written {
        output::print(&receipt(&written, on))?;
        if let Some(before) = before {
            before.after(&written).say_problems(context);
        }
    }
    Ok(Outcome::Done)
}

/// What is said where the words begin with days that cannot be told.
fn unclear(words: &str, error: &DayError) -> Failure {
    let what = match error {
        DayError::Either(..) => format!("`{words}` may begin with one of two days"),
        _ => format!("`{words}` begins with days that cannot be told"),
    };
    let forms = "a week is 2026-W10, a month 2026-03, two days are 2026-07-01...2026-07-14; or say the day with `--date`";
    Failure::argument(what, format!("{error}; {forms}"))
}
