//! One row a record: asks, all that happened to them, and what stands alone. Nothing is left out, so that
//! a notebook can be made of it again.

use super::cell::{Cell, Column, Kind};
use super::{Notes, Selection};
use crate::book::{Book, Public, RecordId};
use crate::list::{Kinds, Row, rows};
use crate::model::{Answer, KeyNames, Marker};
use crate::syntax::Record;
use std::borrow::Cow;
use std::collections::HashMap;

/// A record as a row; an ask that was answered on the spot gives two, its answer after it.
pub struct Entry<'b> {
    book: &'b Book,
    id: RecordId,
    record: Record<'b>,
    number: usize,
    /// The number of the ask or plan that it belongs to, or of the plan that it carried out.
    of: Option<usize>,
    /// The answer, of the second row of an ask that was answered on the spot.
    on_the_spot: Option<Answer>,
    private: bool,
    whos: Vec<&'b str>,
    note: String,
}

impl Entry<'_> {
    fn marker(&self) -> Marker {
        self.on_the_spot.map_or(self.record.marker, Marker::Answer)
    }

    /// Whether a key that stands on the record is said by this row of it.
    fn says(&self, key: crate::model::Key) -> bool {
        match (self.record.on_the_spot, self.on_the_spot) {
            (None, _) => true,
            (Some(_), None) => key.belongs_on(Marker::Ask),
            (Some(answer), Some(_)) => key.belongs_on(Marker::Answer(answer)) && !key.belongs_on(Marker::Ask),
        }
    }
}

/// All records, in order of day and place; those of other asks than the selection's are left out.
pub fn entries<'b, 'n, 'p>(
    selection: Selection<'b>,
    notes: &'n mut Notes<'p>,
) -> impl Iterator<Item = Entry<'b>> + 'n
where
    'b: 'n,
    'p: 'n,
{
    let book = selection.book;
    let record_of = |row: &Row| match row {
        Row::Ask(ask) => book.ask(*ask).record,
        Row::Record(id) => *id,
    };
    let kept: Vec<RecordId> =
        rows(book, &Kinds::all()).iter().map(record_of).filter(|id| selection.holds(*id)).collect();
    let mut numbers: HashMap<RecordId, usize> = HashMap::with_capacity(kept.len());
    let mut next = 1;
    for id in &kept {
        numbers.insert(*id, next);
        next += if book.record(*id).on_the_spot.is_some() { 2 } else { 1 };
    }
    kept.into_iter().flat_map(move |id| {
        let record = book.record(id);
        let number = numbers[&id];
        let of = belongs_to(book, id).and_then(|target| numbers.get(&target).copied());
        let entry = |number, of, on_the_spot, note| Entry {
            book,
            id,
            record,
            number,
            of,
            on_the_spot,
            private: book.link(id).private,
            whos: record.who_names().iter().map(|who| book.who(who)).collect(),
            note,
        };
        let first = entry(number, of, None, notes.of(book, id));
        let second =
            record.on_the_spot.map(|answer| entry(number + 1, Some(number), Some(answer), String::new()));
        std::iter::once(first).chain(second)
    })
}

/// The record of the ask or plan that a record belongs to; of an ask, the plan that it carried out.
pub(super) fn belongs_to(book: &Book, id: RecordId) -> Option<RecordId> {
    let record = book.record(id);
    let link = book.link(id);
    match record.marker {
        Marker::Step | Marker::Answer(_) | Marker::Lesson => {
            link.ask.map(|ask| book.ask(ask).record).or(link.plan)
        }
        Marker::Ask => plan_of(book, id),
        Marker::Plan | Marker::Review | Marker::Rest => None,
    }
}

/// The plan that an ask carried out.
fn plan_of(book: &Book, ask: RecordId) -> Option<RecordId> {
    let carries = |id: RecordId| {
        book.record(id).marker == Marker::Plan
            && book.link(id).ask.is_some_and(|other| book.ask(other).record == ask)
    };
    let by_reference = book.record(ask).re().and_then(|name| book.by_id(name.text)).filter(|id| carries(*id));
    by_reference.or_else(|| {
        let first = ask - place_in(book, ask);
        let mut above = book.record(ask).above();
        while let Some(at) = above {
            let id = first + at as usize;
            if carries(id) {
                return Some(id);
            }
            above = book.record(id).above();
        }
        None
    })
}

/// Which record of its file it is, from 0.
pub(super) fn place_in(book: &Book, id: RecordId) -> usize {
    let records = &book.file_of(id).records;
    let start = book.record(id).span.start;
    let (mut low, mut high) = (0, records.len());
    while low < high {
        let middle = (low + high) / 2;
        if records.get(middle).span.start < start { low = middle + 1 } else { high = middle }
    }
    low
}

pub(super) fn wait<'b>(record: &Record<'b>) -> Cell<'b> {
    record.fields().wait.map_or(Cell::Empty, |wait| Cell::Text(wait.to_string().into()))
}

pub(super) fn public_words(public: Public<'_>) -> Cell<'_> {
    match public {
        Public::Words(words) => Cell::text(words),
        Public::No | Public::Title => Cell::Empty,
    }
}

/// The columns of records (`docs/exchange.md`).
pub fn record_columns<'b>(keys: &KeyNames) -> Vec<Column<Entry<'b>>> {
    use crate::model::Key;
    let own: [Column<Entry<'b>>; 25] =
        [
            Column::always("record", Kind::Integer, |row| Cell::Integer(row.number as i64)),
            Column::always("kind", Kind::Text, |row| Cell::text(row.marker().word())),
            Column::some("of", Kind::Integer, |row| Cell::integer(row.of.map(|number| number as i64))),
            Column::some("id", Kind::Text, |row| {
                let id = row.record.id().filter(|_| row.on_the_spot.is_none());
                Cell::maybe(id.map(|id| id.text))
            }),
            Column::some("date", Kind::Day, |row| Cell::day(row.record.day)),
            Column::always("title", Kind::Text, |row| Cell::text(row.record.title())),
            Column::some("tags", Kind::Text, |row| Cell::names(&row.record.tags().to_vec())),
            Column::some("who", Kind::Text, |row| Cell::names(&row.whos)),
            Column::some("size", Kind::Text, |row| {
                Cell::maybe(row.record.fields().size.filter(|_| row.says(Key::Size)).map(|size| size.word()))
            }),
            Column::some("fear", Kind::Integer, |row| {
                Cell::integer(row.record.fields().fear.filter(|_| row.says(Key::Fear)))
            }),
            Column::some("odds", Kind::Real, |row| {
                row.record.fields().odds.filter(|_| row.says(Key::Odds)).map_or(Cell::Empty, Cell::real)
            }),
            Column::some("via", Kind::Text, |row| {
                Cell::maybe(row.record.fields().via.filter(|_| row.says(Key::Via)))
            }),
            Column::some("worth", Kind::Real, |row| {
                Cell::amount(row.record.fields().worth.filter(|_| row.says(Key::Worth)))
            }),
            Column::some("currency", Kind::Text, |row| {
                Cell::currency(row.record.fields().worth.filter(|_| row.says(Key::Worth)))
            }),
            Column::some("due", Kind::Day, |row| {
                Cell::day(row.record.fields().due.filter(|_| row.says(Key::Due)))
            }),
            Column::some("wait", Kind::Text, |row| {
                if row.says(Key::Wait) { wait(&row.record) } else { Cell::Empty }
            }),
            Column::some("re", Kind::Text, |row| {
                let re = row.record.re().filter(|_| row.says(Key::Re));
                Cell::maybe(re.map(|re| re.text))
            }),
            Column::some("sting", Kind::Integer, |row| {
                Cell::integer(row.record.fields().sting.filter(|_| row.says(Key::Sting)))
            }),
            Column::always("private", Kind::Flag, |row| Cell::Flag(row.private)),
            Column::always("public", Kind::Flag, |row| {
                Cell::Flag(Public::of(&row.record) != Public::No && row.on_the_spot.is_none())
            }),
            Column::some("public_words", Kind::Text, |row| {
                let words = row.record.fields().public;
                Cell::maybe(words.filter(|_| row.on_the_spot.is_none()))
            }),
            Column::some("span", Kind::Text, |row| {
                let span = row.book.span_of(row.id);
                span.map_or(Cell::Empty, |span| Cell::Text(Cow::Owned(span.to_string())))
            }),
            Column::some("note", Kind::Text, |row| Cell::words(&row.note)),
            Column::always("file", Kind::Text, |row| Cell::text(&row.book.file_of(row.id).path)),
            Column::always("line", Kind::Integer, |row| Cell::Integer(row.record.line.into())),
        ];
    let mut columns = Vec::from(own);
    let before = columns.len() - 3;
    let declared = Column::declared(keys, |row: &Entry<'b>| match row.on_the_spot {
        None => row.record.fields().declared,
        Some(_) => &[],
    });
    columns.splice(before..before, declared);
    columns
}
