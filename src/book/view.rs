//! The records of all files by number, while they are linked.

use super::RecordId;
use super::gist::Gist;
use super::places::Places;
use crate::model::Day;
use crate::syntax::{File, Record};
use std::sync::Arc;

/// The records of all files, while they are being linked.
pub(super) struct View<'f> {
    files: &'f [Arc<File>],
    places: &'f Places,
    /// What each record is, in few bytes.
    pub gists: &'f [Gist],
    /// The day on which the notebook is read.
    pub today: Day,
}

impl<'f> View<'f> {
    pub fn new(files: &'f [Arc<File>], places: &'f Places, gists: &'f [Gist], today: Day) -> Self {
        Self { files, places, gists, today }
    }

    pub fn len(&self) -> usize {
        self.gists.len()
    }

    pub fn gist(&self, id: RecordId) -> &'f Gist {
        &self.gists[id]
    }

    pub fn record(&self, id: RecordId) -> Record<'f> {
        self.file(id).records.get(id - self.places.first(id))
    }

    pub fn path(&self, id: RecordId) -> &'f Arc<str> {
        &self.file(id).path
    }

    fn file(&self, id: RecordId) -> &'f File {
        &self.files[self.places.file(id)]
    }
}
