//! Asks and events written for other programs: spreadsheets, databases, calendars.
//!
//! Every writer streams: what it holds is one row, or one group of rows.

mod asks;
mod calendar;
mod cell;
mod events;
mod json;
mod notes;
#[cfg(feature = "parquet")]
mod parquet;
mod records;
mod separated;
#[cfg(feature = "sqlite")]
mod sqlite;

pub use asks::ask_columns;
pub use calendar::{Names, Shape, calendar};
pub use cell::{Cell, Column, Kind};
pub use events::{Happening, event_columns, happenings};
pub use json::{Framing, json};
pub use notes::{Notes, Pages};
#[cfg(feature = "parquet")]
pub use parquet::parquet;
pub use records::{Entry, entries, record_columns};
pub use separated::{defused, fused, separated};
#[cfg(feature = "sqlite")]
pub use sqlite::{SqlError, sqlite};

use crate::book::{AskId, Book, RecordId};
use crate::model::KeyNames;

/// What is exported: a whole notebook, or some of its asks with all that belongs to them.
#[derive(Clone, Copy)]
pub struct Selection<'b> {
    /// The notebook's records.
    pub book: &'b Book,
    /// The keys that it declares, each of which is a column.
    pub keys: &'b KeyNames,
    /// The asks, in order of day and place.
    pub asks: &'b [AskId],
    /// Nothing was chosen among them: what belongs to no ask is exported, too.
    pub is_whole: bool,
}

impl Selection<'_> {
    /// Whether a record is exported: one of an ask with its ask, any other with the whole notebook.
    pub fn holds(self, id: RecordId) -> bool {
        let ask = self.book.link(id).ask;
        self.is_whole || ask.is_some_and(|ask| self.asks.binary_search(&ask).is_ok())
    }
}
