//! `askbook list`

use super::arguments::{List, ListFormat};
use super::context::Context;
use super::failure::Failure;
use super::{Outcome, output};
use crate::diagnostic::nearest;
use crate::list::{self, Kinds};
use crate::notebook::Notebook;
use crate::query::{self, Query};

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

/// Reads a query that was typed, and says what in it no record bears.
pub(super) fn query(context: &Context, notebook: &Notebook, text: &str) -> Result<Query, Failure> {
    let around = query::Context {
        today: context.today,
        week_starts: notebook.config.week_starts,
        keys: &notebook.config.keys,
    };
    let query = query::parse(text, &around).map_err(|error| Failure::Query(error.render(text)))?;
    list::unborne(&notebook.book, &query).iter().for_each(|line| context.say(line));
    Ok(query)
}

/// The kinds of records that were named.
pub(super) fn kinds(names: &[String]) -> Result<Kinds, Failure> {
    Kinds::named(names.iter().map(String::as_str)).map_err(|name| {
        let known = Kinds::names();
        let hint = match nearest(name, known.iter().copied(), 1).first() {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("there are {}", known.join(", ")),
        };
        Failure::argument(format!("`{name}` is no kind of record"), hint)
    })
}
