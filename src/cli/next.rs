//! `askbook next`

use super::candidates;
use super::context::Context;
use super::failure::Failure;
use super::outcome::Outcome;
use super::output;
use super::reading::{self, look, whole};
use crate::book::AskId;
use crate::list::{Row, fits};
use crate::query;
use crate::report::{self, Scope};
use clap::{Args, ValueEnum};

// `askbook next`
#[derive(Debug, Args)]
pub(crate) struct Next {
    /// Only asks that fit, such as `tag:job`; everything that is open otherwise
    #[arg(add = candidates::query())]
    pub query: Vec<String>,
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: NextFormat,
}

/// How it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum NextFormat {
    /// For reading here
    Table,
    /// One JSON object a line
    Jsonl,
    /// A Markdown page
    Md,
}

pub(super) fn run(context: &Context, typed: &Next) -> Result<Outcome, Failure> {
    let notebook = context.open()?;
    let query = reading::query(context, &notebook, &query::from_args(&typed.query))?;
    let everything = typed.query.is_empty();
    let keep = |ask: AskId| everything || fits(&notebook.book, Row::Ask(ask), &query);
    let scope = Scope { keep: &keep, ..whole(context, &notebook)? };
    let next = report::next(&notebook.book, &notebook.config, &scope, everything);
    let text = match typed.format {
        NextFormat::Table => next.page().terminal(look(context)),
        NextFormat::Md => next.page().markdown(),
        NextFormat::Jsonl => next.json_lines(&notebook.book),
    };
    output::print(&text)?;
    context.remark(&notebook);
    Ok(Outcome::Done)
}
