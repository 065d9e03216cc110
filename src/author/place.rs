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
        let records = book.records_in(book.file_at(&self.path)?);
        let (first, count) = (records.start, records.len());
        let at = |record: usize| book.record(first + record).marker_span().start;
        // They are in order of place.
        let (mut low, mut high) = (0, count);
        while low < high {
            let middle = low + (high - low) / 2;
            if at(middle) < self.at { low = middle + 1 } else { high = middle }
        }
        (low < count && at(low) == self.at).then_some(first + low)
    }
}
