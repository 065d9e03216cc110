//! `askbook list`

use super::candidates;
use super::context::Context;
use super::failure::Failure;
use super::outcome::Outcome;
use super::output;
use super::reading::{kinds, let_go, query};
use crate::list;
use crate::query;
use clap::{Args, ValueEnum};

// `askbook list`
#[derive(Debug, Args)]
pub(crate) struct List {
    /// What to list, such as `tag:job is:open`; everything otherwise
    #[arg(add = candidates::query())]
    pub query: Vec<String>,
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: ListFormat,
    /// Which records: ask, plan, step, answer, yes, no, …, lesson, review, rest, all; several with commas
    #[arg(long, value_name = "KINDS", value_delimiter = ',', default_value = "ask")]
    pub kind: Vec<String>,
    /// In which order
    #[arg(long, value_name = "COLUMN", default_value = "date")]
    pub sort: list::Column,
    /// In the reverse order
    #[arg(long)]
    pub reverse: bool,
    /// At most so many
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
}

/// How a list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// Columns, as wide as the terminal
    Table,
    /// One JSON object a line
    Jsonl,
    /// For spreadsheets
    Csv,
    /// A Markdown table
    Md,
    /// The ids, one a line
    Ids,
}

pub(super) fn run(context: &Context, list: &List) -> Result<Outcome, Failure> {
    let kinds = kinds(&list.kind)?;
    let notebook = context.open()?;
    let query = query(context, &notebook, &query::from_args(&list.query))?;
    let book = &notebook.book;
    let mut rows = list::rows(book, &kinds);
    rows.retain(|row| list::fits(book, *row, &query));
    if rows.is_empty() {
        let meant = list.query.iter().filter_map(|word| Some((word, query::meant(word)?)));
        meant.for_each(|(word, meant)| {
            context.say(&format!("nothing fits with the text `{word}`; did you mean `{meant}`?"));
        });
    }
    list.sort.sort(book, &mut rows, list.reverse);
    rows.truncate(list.limit.unwrap_or(usize::MAX));
    let text = match list.format {
        ListFormat::Table => {
            list::table(book, &rows, context.is_terminal.then_some(context.width), context.ascii)
        }
        ListFormat::Jsonl => rows.iter().map(|row| list::json_line(book, *row) + "\n").collect(),
        ListFormat::Csv => list::csv(book, &rows).map_err(|error| Failure::Output(error.into()))?,
        ListFormat::Md => list::markdown(book, &rows),
        ListFormat::Ids => list::ids(book, &rows),
    };
    output::print(&text)?;
    context.remark(&notebook);
    let_go(notebook);
    Ok(Outcome::Done)
}
