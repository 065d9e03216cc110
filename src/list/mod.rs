//! `askbook list`: records as rows, and each way in which rows are written.
//!
//! Knows nothing of clap, of the disk or of colour.

mod json;

pub use json::{json_line, number, object};

use crate::book::{AskId, Book, RecordId, Standing};
use crate::model::Marker;

/// One row of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// An ask with its life.
    Ask(AskId),
    /// Any other record.
    Record(RecordId),
}

/// Which kinds of records are listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kinds(Vec<Marker>);

impl Kinds {
    /// Asks alone.
    pub fn asks() -> Self {
        Self(vec![Marker::Ask])
    }

    /// Everything.
    pub fn all() -> Self {
        Self(crate::model::MARKERS.iter().map(|(_, marker)| *marker).collect())
    }

    /// These markers.
    pub fn of(markers: Vec<Marker>) -> Self {
        Self(markers)
    }

    /// Whether asks alone are listed.
    pub fn only_asks(&self) -> bool {
        self.0 == [Marker::Ask]
    }
}

/// The rows of these kinds that count, in order of day and place; plans with no day first.
pub fn rows(book: &Book, kinds: &Kinds) -> Vec<Row> {
    if kinds.only_asks() {
        return (0..book.asks.len()).map(Row::Ask).collect();
    }
    book.counted(|marker| kinds.0.contains(&marker))
        .into_iter()
        .filter(|id| book.links[*id].standing == Standing::Counted)
        .map(|id| match book.record(id).marker {
            Marker::Ask => book.links[id].ask.map_or(Row::Record(id), Row::Ask),
            _ => Row::Record(id),
        })
        .collect()
}
