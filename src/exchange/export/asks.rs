//! One row an ask, with what came of it.

use super::cell::{Cell, Column, Kind};
use super::{Notes, Selection};
use crate::book::{Ask, AskId, Book, Public};
use crate::exchange::lessons::joined;
use crate::model::KeyNames;
use crate::syntax::Record;

/// An ask as a row.
pub struct AskRow<'b> {
    number: AskId,
    ask: Ask<'b>,
    record: Record<'b>,
    path: &'b str,
    lessons: String,
    note: String,
}

impl<'b> AskRow<'b> {
    /// The row of an ask.
    pub fn new(book: &'b Book, number: AskId, notes: &mut Notes<'_>) -> Self {
        let ask = book.ask(number);
        Self {
            number,
            ask,
            record: book.record(ask.record),
            path: &book.file_of(ask.record).path,
            lessons: joined(ask.lessons().iter().map(|id| book.record(*id).title())),
            note: notes.of(book, ask.record),
        }
    }

    /// Whose words they are.
    pub fn ask(&self) -> Ask<'b> {
        self.ask
    }
}

impl<'b> Selection<'b> {
    /// The rows of all asks that are exported.
    pub fn ask_rows<'n, 'p>(self, notes: &'n mut Notes<'p>) -> impl Iterator<Item = AskRow<'b>> + 'n
    where
        'b: 'n,
        'p: 'n,
    {
        self.asks.iter().map(move |ask| AskRow::new(self.book, *ask, notes))
    }
}

/// The columns of asks (`docs/exchange.md`).
pub fn ask_columns<'b>(keys: &KeyNames) -> Vec<Column<AskRow<'b>>> {
    let own: [Column<AskRow<'b>>; 30] = [
        Column::always("ask", Kind::Integer, |row| Cell::Integer(row.number as i64 + 1)),
        Column::some("id", Kind::Text, |row| Cell::maybe(row.ask.id())),
        Column::always("date", Kind::Day, |row| Cell::Day(row.ask.day)),
        Column::always("title", Kind::Text, |row| Cell::text(row.ask.title())),
        Column::some("tags", Kind::Text, |row| Cell::names(&row.ask.tags().to_vec())),
        Column::some("who", Kind::Text, |row| Cell::names(&row.ask.whos())),
        Column::some("size", Kind::Text, |row| Cell::maybe(row.ask.size().map(|size| size.word()))),
        Column::some("fear", Kind::Integer, |row| Cell::integer(row.ask.fear())),
        Column::some("odds", Kind::Real, |row| row.ask.odds().map_or(Cell::Empty, Cell::real)),
        Column::some("via", Kind::Text, |row| Cell::maybe(row.ask.via())),
        Column::some("worth", Kind::Real, |row| Cell::amount(row.ask.worth())),
        Column::some("currency", Kind::Text, |row| Cell::currency(row.ask.worth())),
        Column::some("due", Kind::Day, |row| Cell::day(row.ask.due)),
        Column::some("wait", Kind::Text, |row| super::records::wait(&row.record)),
        Column::some("re", Kind::Text, |row| Cell::maybe(row.ask.re())),
        Column::always("private", Kind::Flag, |row| Cell::Flag(row.ask.private())),
        Column::always("public", Kind::Flag, |row| Cell::Flag(row.ask.public() != Public::No)),
        Column::some("public_words", Kind::Text, |row| super::records::public_words(row.ask.public())),
        Column::always("status", Kind::Text, |row| {
            Cell::text(row.ask.status.map_or("open", |answer| answer.word()))
        }),
        Column::some("answered", Kind::Day, |row| Cell::day(row.ask.answered)),
        Column::always("overdue", Kind::Flag, |row| Cell::Flag(row.ask.overdue)),
        Column::always("days", Kind::Integer, |row| Cell::Integer(row.ask.days())),
        Column::some("sting", Kind::Integer, |row| Cell::integer(row.ask.sting())),
        Column::always("rejection", Kind::Flag, |row| Cell::Flag(row.ask.rejection)),
        Column::some("number", Kind::Integer, |row| Cell::integer(row.ask.number)),
        Column::always("turnaround", Kind::Flag, |row| Cell::Flag(row.ask.turnaround)),
        Column::some("lessons", Kind::Text, |row| Cell::words(&row.lessons)),
        Column::some("note", Kind::Text, |row| Cell::words(&row.note)),
        Column::always("file", Kind::Text, |row| Cell::text(row.path)),
        Column::always("line", Kind::Integer, |row| Cell::Integer(row.record.line.into())),
    ];
    let mut columns = Vec::from(own);
    let before = columns.len() - 3;
    columns.splice(before..before, Column::declared(keys, |row: &AskRow<'b>| row.ask.keys()));
    columns
}
