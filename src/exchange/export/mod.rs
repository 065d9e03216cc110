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

use crate::book::{AskId, Book};
use crate::model::KeyNames;

/// What is exported: some asks of a notebook, with all that belongs to them.
#[derive(Clone, Copy)]
pub struct Selection<'b> {
    /// The notebook's records.
    pub book: &'b Book,
    /// The keys that it declares, each of which is a column.
    pub keys: &'b KeyNames,
    /// The asks, in order of day and place.
    pub asks: &'b [AskId],
}
