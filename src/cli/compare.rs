//! `askbook compare`

use super::candidates;
use super::context::Context;
use super::failure::Failure;
use super::outcome::Outcome;
use super::output;
use super::reading::{PageFormat, bounds, draw, query, whole};
use crate::book::AskId;
use crate::list::{Row, fits};
use crate::notebook::Notebook;
use crate::query::{Bounds, Query};
use crate::report::{self, Scope, Side};
use clap::Args;

// `askbook compare`
#[derive(Debug, Args)]
pub(crate) struct Compare {
    /// A query in quotes, or a span of days
    #[arg(value_name = "A", add = candidates::query())]
    pub first: String,
    /// Another of the same sort
    #[arg(value_name = "B", add = candidates::query())]
    pub second: String,
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "terminal")]
    pub format: PageFormat,
}

/// What a side was typed as.
enum Asked {
    Span(Bounds),
    Query(Query),
}

impl Asked {
    fn holds(&self, notebook: &Notebook, ask: AskId) -> bool {
        match self {
            Self::Span(bounds) => bounds.contains(notebook.book.ask(ask).day),
            Self::Query(query) => fits(&notebook.book, Row::Ask(ask), query),
        }
    }
}

pub(super) fn run(context: &Context, typed: &Compare) -> Result<Outcome, Failure> {
    let notebook = context.open()?;
    let sides = [asked(context, &notebook, &typed.first)?, asked(context, &notebook, &typed.second)?];
    let side = |name: &str, asked: &Asked| -> Result<Side, Failure> {
        let keep = |ask: AskId| asked.holds(&notebook, ask);
        let scope = Scope { challenge: None, keep: &keep, ..whole(context, &notebook)? };
        let report = report::build(&notebook.book, &notebook.config, &scope);
        Ok(Side { name: name.to_owned(), report })
    };
    let [first, second] = &sides;
    let in_both = |ask: &AskId| first.holds(&notebook, *ask) && second.holds(&notebook, *ask);
    let shared = (0..notebook.book.asks().len()).filter(in_both).count();
    let page = report::compare(&side(&typed.first, first)?, &side(&typed.second, second)?, shared);
    output::print(&draw(context, &page, typed.format))?;
    context.remark(&notebook);
    Ok(Outcome::Done)
}

/// A span if it is written as one, or else a query.
fn asked(context: &Context, notebook: &Notebook, text: &str) -> Result<Asked, Failure> {
    if let Ok(span) = bounds(context, notebook.config.week_starts, text) {
        return Ok(Asked::Span(span));
    }
    Ok(Asked::Query(query(context, notebook, text)?))
}
