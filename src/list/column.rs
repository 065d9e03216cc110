//! The columns by which a list can be put in order.

use super::Row;
use crate::book::Book;
use crate::model::Day;
use clap::ValueEnum;
use std::cmp::Ordering;

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Column {
    /// The day of the record
    Date,
    /// The day of the answer
    Answered,
    /// How long an ask was, or is, out
    Days,
    /// Open, yes, partial, no, silence, withdrawn
    Status,
    /// What was asked
    Title,
    /// The first who
    Who,
    /// Small, medium, big
    Size,
    /// Fear before
    Fear,
    /// Sting after
    Sting,
    /// The asker's own odds
    Odds,
    /// Worth
    Worth,
    /// When to act again
    Due,
    /// The rejection's number
    Number,
}

/// What a row is sorted by; what is missing comes last in either direction.
enum Key<'b> {
    Day(Day),
    Number(f64),
    Text(&'b str),
}

impl Column {
    /// Puts rows in this order; rows that are alike keep theirs.
    pub fn sort(self, book: &Book, rows: &mut [Row], reverse: bool) {
        rows.sort_by(|a, b| match (self.key(book, *a), self.key(book, *b)) {
            (Some(a), Some(b)) if reverse => compare(&b, &a),
            (Some(a), Some(b)) => compare(&a, &b),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        });
    }

    fn key(self, book: &Book, row: Row) -> Option<Key<'_>> {
        match row {
            Row::Ask(ask) => {
                let ask = book.ask(ask);
                match self {
                    Self::Date => Some(Key::Day(ask.day)),
                    Self::Answered => ask.answered.map(Key::Day),
                    Self::Days => Some(Key::Number(ask.days() as f64)),
                    Self::Status => {
                        Some(Key::Number(ask.status.map_or(-1.0, |answer| f64::from(answer as u8))))
                    }
                    Self::Title => Some(Key::Text(ask.title())),
                    Self::Who => ask.whos().first().map(|who| Key::Text(who)),
                    Self::Size => ask.size().map(|size| Key::Number(f64::from(size as u8))),
                    Self::Fear => ask.fear().map(|fear| Key::Number(fear.into())),
                    Self::Sting => ask.sting().map(|sting| Key::Number(sting.into())),
                    Self::Odds => ask.odds().map(Key::Number),
                    Self::Worth => ask.worth().map(|worth| Key::Number(worth.amount)),
                    Self::Due => ask.due.map(Key::Day),
                    Self::Number => ask.number.map(|number| Key::Number(number.into())),
                }
            }
            Row::Record(id) => {
                let record = book.record(id);
                let fields = record.fields();
                match self {
                    // A plan with no day sorts first.
                    Self::Date => Some(Key::Day(record.day.unwrap_or(Day::MIN))),
                    Self::Title => Some(Key::Text(record.title())),
                    Self::Who => record.whos().first().map(|who| Key::Text(who.name)),
                    Self::Size => fields.size.map(|size| Key::Number(f64::from(size as u8))),
                    Self::Fear => fields.fear.map(|fear| Key::Number(fear.into())),
                    Self::Sting => fields.sting.map(|sting| Key::Number(sting.into())),
                    Self::Odds => fields.odds.map(Key::Number),
                    Self::Worth => fields.worth.map(|worth| Key::Number(worth.amount)),
                    Self::Due => fields.due.map(Key::Day),
                    Self::Answered | Self::Days | Self::Status | Self::Number => None,
                }
            }
        }
    }
}

fn compare(a: &Key<'_>, b: &Key<'_>) -> Ordering {
    match (a, b) {
        (Key::Day(a), Key::Day(b)) => a.cmp(b),
        (Key::Number(a), Key::Number(b)) => a.total_cmp(b),
        (Key::Text(a), Key::Text(b)) => a.to_lowercase().cmp(&b.to_lowercase()).then(a.cmp(b)),
        _ => Ordering::Equal,
    }
}
