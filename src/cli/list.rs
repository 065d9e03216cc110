//! `askbook list`

use super::arguments::{List, ListFormat};
use super::context::Context;
use super::failure::Failure;
use super::reading::{kinds, query};
use super::{Outcome, output};
use crate::list;
use crate::query;

pub(super) fn run(context: &Context, list: &List) -> Result<Outcome, Failure> {
    let kinds = kinds(&list.kind)?;
    let notebook = context.open()?;
    let query = query(context, &notebook, &query::from_args(&list.query))?;
    let book = &notebook.book;
    let mut rows = list::rows(book, &kinds);
    rows.retain(|row| list::fits(book, *row, &query));
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
    context.let_go(notebook);
    Ok(Outcome::Done)
}
