//! One row an event: a step or an answer in the life of an ask.

use super::cell::{Cell, Column, Kind};
use super::{Notes, Selection};
use crate::book::{Ask, AskId, Event};
use crate::syntax::Record;

/// A step or an answer as a row.
pub struct Happening<'b> {
    number: usize,
    ask_number: AskId,
    ask: Ask<'b>,
    event: Event,
    record: Record<'b>,
    path: &'b str,
    whos: Vec<&'b str>,
    note: String,
}

/// The events of the asks that `keep` keeps, ask by ask, those of each in order of day and place.
pub fn happenings<'b, 'n, 'p>(
    selection: Selection<'b>,
    keep: impl Fn(&Event) -> bool + 'n,
    notes: &'n mut Notes<'p>,
) -> impl Iterator<Item = Happening<'b>> + 'n
where
    'b: 'n,
    'p: 'n,
{
    let book = selection.book;
    let events = selection
        .asks
        .iter()
        .flat_map(move |ask| book.ask(*ask).events().iter().map(move |event| (*ask, *event)));
    events.enumerate().filter(move |(_, (_, event))| keep(event)).map(move |(number, (ask_number, event))| {
        let record = book.record(event.record);
        let ask = book.ask(ask_number);
        let on_the_spot = event.record == ask.record;
        Happening {
            number,
            ask_number,
            ask,
            event,
            record,
            path: &book.file_of(event.record).path,
            whos: record.who_names().iter().map(|who| book.who(who)).collect(),
            // The note of an ask answered on the spot is the ask's.
            note: if on_the_spot { String::new() } else { notes.of(book, event.record) },
        }
    })
}

/// The columns of events (`docs/exchange.md`).
pub fn event_columns<'b>() -> Vec<Column<Happening<'b>>> {
    vec![
        Column::always("event", Kind::Integer, |row| Cell::Integer(row.number as i64 + 1)),
        Column::always("ask", Kind::Integer, |row| Cell::Integer(row.ask_number as i64 + 1)),
        Column::always("date", Kind::Day, |row| Cell::Day(row.event.day)),
        Column::always("kind", Kind::Text, |row| Cell::text(row.event.kind.word())),
        Column::always("title", Kind::Text, |row| Cell::text(row.record.title())),
        Column::always("days", Kind::Integer, |row| Cell::Integer((row.event.day - row.ask.day).num_days())),
        Column::some("tags", Kind::Text, |row| Cell::names(&row.record.tags().to_vec())),
        Column::some("who", Kind::Text, |row| Cell::names(&row.whos)),
        Column::some("due", Kind::Day, |row| Cell::day(row.record.due())),
        Column::some("worth", Kind::Real, |row| Cell::amount(row.record.fields().worth)),
        Column::some("currency", Kind::Text, |row| Cell::currency(row.record.fields().worth)),
        Column::some("sting", Kind::Integer, |row| Cell::integer(row.record.fields().sting)),
        Column::some("note", Kind::Text, |row| Cell::words(&row.note)),
        Column::always("file", Kind::Text, |row| Cell::text(row.path)),
        Column::always("line", Kind::Integer, |row| Cell::Integer(row.record.line.into())),
    ]
}
