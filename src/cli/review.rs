//! `askbook review`

use super::context::Context;
use super::failure::Failure;
use super::outcome::Outcome;
use super::output;
use super::reading::{PageFormat, bounds, closed, draw, whole};
use super::writing;
use super::written::receipt;
use crate::author::{at_desk, review_page};
use crate::model::{DaySpan, Marker};
use crate::notebook::Notebook;
use crate::report;
use clap::Args;

// `askbook review`
#[derive(Debug, Args)]
pub(crate) struct Review {
    /// Which days, such as 2026-W26, this-week or last-month; the last complete week otherwise
    pub span: Option<String>,
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "terminal")]
    pub format: PageFormat,
    /// Write the record, with its prompts, on today's page
    #[arg(long, conflicts_with = "format")]
    pub write: bool,
}

pub(super) fn run(context: &Context, typed: &Review) -> Result<Outcome, Failure> {
    if typed.write {
        return write(context, typed);
    }
    let notebook = context.open()?;
    let page = looked_back(context, typed, &notebook)?.1.page();
    output::print(&draw(context, &page, typed.format))?;
    context.remark(&notebook);
    Ok(Outcome::Done)
}

/// The span that was typed, and the review of it.
fn looked_back(
    context: &Context,
    typed: &Review,
    notebook: &Notebook,
) -> Result<(DaySpan, report::Review), Failure> {
    let config = &notebook.config;
    let span = match typed.span.as_deref() {
        Some(text) => closed(text, bounds(context, config.week_starts, text)?, context)?,
        None => report::last_week(config, context.today),
    };
    Ok((span, report::review(&notebook.book, config, &whole(context, notebook)?, span)))
}

fn write(context: &Context, typed: &Review) -> Result<Outcome, Failure> {
    let written = writing::write(context, "review", |notebook| {
        let (span, review) = looked_back(context, typed, notebook)?;
        let book = &notebook.book;
        let mut reviews = book.counted(|marker| marker == Marker::Review).into_iter();
        if let Some(there) = reviews.find(|id| book.span_of(*id) == Some(span)) {
            return Err(Failure::argument(
                "these days have a review already",
                format!(
                    "it stands at {}:{}; write on there",
                    book.file_of(there).path,
                    book.record(there).line
                ),
            ));
        }
        let prompts = review.prompts().map(str::to_owned);
        Ok(Some(at_desk(notebook, |desk| review_page(desk, &review.words(), &prompts, context.today))))
    })?;
    if let Some(written) = written {
        output::print(&receipt(&written, context.today))?;
    }
    Ok(Outcome::Done)
}
