//! Where a record stands in the texts that a change is made on.

use crate::book::{Book, RecordId};
use std::sync::Arc;

/// A record's place: its file and where its marker begins.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// Path relative to the notebook.
    pub path: Arc<str>,
    /// The first byte of its marker.
    pub at: u32,
}

impl Spot {
    /// The place of a record.
    pub fn of(book: &Book, id: RecordId) -> Self {
        Self { path: book.file_of(id).path.clone(), at: book.record(id).marker_span().start }
    }

    /// The record at this place.
    pub fn record(&self, book: &Book) -> Option<RecordId> {
        let file = book.file_at(&self.path)?;
        book.records_in(file).find(|id| book.record(*id).marker_span().start == self.at)
    }
}
