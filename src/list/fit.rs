//! Rows as what a query looks at.

use super::Row;
use crate::book::{Ask, Book, Public, RecordId};
use crate::model::Marker;
use crate::query::{Item, Query};

/// Whether a row fits a query.
pub fn fits(book: &Book, row: Row, query: &Query) -> bool {
    match row {
        Row::Ask(ask) => ask_fits(book, &book.asks[ask], query),
        Row::Record(id) => record_fits(book, id, query),
    }
}

fn ask_fits(book: &Book, ask: &Ask, query: &Query) -> bool {
    let events = ask.events.iter().map(|event| event.record).filter(|record| *record != ask.record);
    let texts: Vec<&str> =
        events.chain(ask.lessons.iter().copied()).map(|record| &*book.record(record).title).collect();
    query.matches(&Item {
        kind: "ask",
        id: ask.id.as_deref(),
        title: &ask.title,
        more_text: &texts,
        tags: &ask.tags,
        whos: &ask.whos,
        day: Some(ask.day),
        answered: ask.answered,
        status: ask.status.map_or("open", |answer| answer.word()),
        size: ask.size,
        fear: ask.fear,
        sting: ask.sting,
        odds: ask.odds,
        days: Some(ask.days),
        via: ask.via.as_deref(),
        worth: ask.worth.as_ref(),
        due: ask.due,
        keys: &ask.keys,
        number: ask.number,
        overdue: ask.overdue,
        private: ask.private,
        public: ask.public != Public::No,
        turnaround: ask.turnaround,
        lessons: ask.lessons.len(),
    })
}

fn record_fits(book: &Book, id: RecordId, query: &Query) -> bool {
    let record = book.record(id);
    let fields = &record.fields;
    let link = book.links[id];
    let whos: Vec<Box<str>> = record.whos.iter().map(|who| book.who(&who.name).into()).collect();
    let status = match (record.marker, link.ask) {
        (Marker::Plan, Some(_)) => "done",
        (Marker::Plan, None) => "planned",
        _ => "",
    };
    query.matches(&Item {
        kind: record.marker.word(),
        id: record.id.as_ref().map(|name| &*name.text),
        title: &record.title,
        more_text: &[],
        tags: &record.tags,
        whos: &whos,
        day: record.day,
        answered: None,
        status,
        size: fields.size,
        fear: fields.fear,
        sting: fields.sting,
        odds: fields.odds,
        days: None,
        via: fields.via.as_deref(),
        worth: fields.worth.as_ref(),
        due: fields.due,
        keys: &fields.declared,
        number: None,
        overdue: false,
        private: link.private,
        public: Public::of(record) != Public::No,
        turnaround: false,
        lessons: 0,
    })
}
