//! `askbook plan` and `askbook rest`

use super::asking::{ask_line, input_lines, is_asked};
use super::context::Context;
use super::days::day;
use super::failure::Failure;
use super::outcome::Outcome;
use super::output;
use super::words::{AskFields, Fields};
use super::writing::{self, receipt, refused};
use crate::author::{self, Draft, Line, at_desk};
use crate::model::{Marker, parse_day_span};
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
    /// The days, if it is not one: 2026-W10, 2026-03, 2026-07-01...2026-07-14; then words, if you like
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
    let written = writing::write(context, "plan", |notebook| {
        on = day(context, &notebook.config, typed.date.as_deref())?;
        let lines: Vec<Line> = texts.iter().map(|text| typed.fields.line(text.clone())).collect();
        let change = at_desk(notebook, |desk| author::ask(desk, Marker::Plan, &lines, None, on, None));
        change.map(Some).map_err(|error| refused(error, PLAN))
    })?;
    if let Some(written) = written {
        let ids: Vec<&str> = written.checked.said.iter().filter_map(|said| said.id.as_deref()).collect();
        let id = ids.first().copied().unwrap_or_default();
        output::print(&format!("{}When you ask: askbook ask --plan {id}\n", receipt(&written, on)))?;
    }
    Ok(Outcome::Done)
}

pub(super) fn rest(context: &Context, typed: &Rest) -> Result<Outcome, Failure> {
    let all = typed.words.join(" ");
    let (first, after) = all.trim().split_once(char::is_whitespace).unwrap_or((all.trim(), ""));
    let (span, text) = match parse_day_span(first) {
        Some(Some(_)) => (Some(first.to_owned()), after.to_owned()),
        Some(None) => {
            return Err(Failure::argument(
                format!("no calendar has the days `{first}`"),
                "write a week 2026-W10, a month 2026-03 or two days 2026-07-01...2026-07-14",
            ));
        }
        None => (None, all.clone()),
    };
    let mut on = context.today;
    let written = writing::write(context, "rest", |notebook| {
        on = day(context, &notebook.config, typed.date.as_deref())?;
        let line = Line { span: span.clone(), ..typed.fields.line(text.clone()) };
        let words = line.words(Marker::Rest, None);
        at_desk(notebook, |desk| {
            author::sound(desk, &words).map_err(|error| refused(error, "askbook rest 2026-W10"))?;
            Ok(Some(author::capture(desk, &[Draft { words, of: None }], on)))
        })
    })?;
    if let Some(written) = written {
        output::print(&receipt(&written, on))?;
    }
    Ok(Outcome::Done)
}
