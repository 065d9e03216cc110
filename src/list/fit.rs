//! Rows as what a query looks at.

use super::Row;
use crate::book::{Ask, Book, Public, RecordId};
use crate::model::Marker;
use crate::query::{Item, Query};

/// Whether a row fits a query.
pub fn fits(book: &Book, row: Row, query: &Query) -> bool {
    match row {
        // Nothing of the row need be looked at.
        _ if query.is_empty() => true,
        Row::Ask(ask) => ask_fits(book, book.ask(ask), query),
        Row::Record(id) => record_fits(book, id, query),
    }
}

fn ask_fits(book: &Book, ask: Ask<'_>, query: &Query) -> bool {
    let fields = book.record(ask.record).fields();
    let events = ask.events().iter().map(|event| event.record).filter(|record| *record != ask.record);
    let texts: Vec<&str> =
        events.chain(ask.lessons().iter().copied()).map(|record| book.record(record).title()).collect();
    query.matches(&Item {
        kind: "ask",
        id: ask.id(),
        title: ask.title(),
        more_text: &texts,
        tags: ask.tags(),
        whos: &ask.whos(),
        day: Some(ask.day),
        answered: ask.answered,
        status: ask.status.map_or("open", |answer| answer.word()),
        size: fields.size,
        fear: fields.fear,
        sting: ask.sting(),
        odds: fields.odds,
        days: Some(ask.days()),
        via: fields.via,
        worth: ask.worth(),
        due: ask.due,
        keys: fields.declared,
        rejection: ask.rejection,
        number: ask.number,
        overdue: ask.overdue,
        private: ask.private(),
        public: ask.public() != Public::No,
        turnaround: ask.turnaround,
        lessons: ask.lessons().len(),
    })
}

fn record_fits(book: &Book, id: RecordId, query: &Query) -> bool {
    let record = book.record(id);
    let fields = record.fields();
    let link = book.link(id);
    let whos: Vec<&str> = record.who_names().iter().map(|who| book.who(who)).collect();
    let status = match (record.marker, link.ask) {
        (Marker::Plan, Some(_)) => "done",
        (Marker::Plan, None) => "planned",
        _ => "",
    };
    query.matches(&Item {
        kind: record.marker.word(),
        id: record.id().map(|name| name.text),
        title: record.title(),
        more_text: &[],
        tags: record.tags(),
        whos: &whos,
        day: record.day,
        answered: None,
        status,
        size: fields.size,
        fear: fields.fear,
        sting: fields.sting,
        odds: fields.odds,
        days: None,
        via: fields.via,
        worth: fields.worth,
        due: fields.due,
        keys: fields.declared,
        rejection: false,
        number: None,
        overdue: false,
        private: link.private,
        public: Public::of(&record) != Public::No,
        turnaround: false,
        lessons: 0,
    })
}
