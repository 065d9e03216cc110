//! The records of all files by number, while they are linked.

use super::RecordId;
use super::gist::Gist;
use crate::model::Day;
use crate::syntax::{File, Record};
use std::sync::Arc;

/// Where each record of a notebook stands.
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    /// The number of each file's first record, and after them that of all records.
    firsts: Vec<u32>,
    /// The file of each record.
    files: Vec<u32>,
}

impl Places {
    pub fn new(files: &[Arc<File>]) -> Self {
        let mut places = Self { firsts: Vec::with_capacity(files.len() + 1), files: Vec::new() };
        places.files.reserve_exact(files.iter().map(|file| file.records.len()).sum());
        places.firsts.push(0);
        for (at, file) in files.iter().enumerate() {
            places.files.extend(std::iter::repeat_n(at as u32, file.records.len()));
            places.firsts.push(places.files.len() as u32);
        }
        places
    }

    pub fn len(&self) -> usize {
        self.files.len()
    }

    pub fn file(&self, id: RecordId) -> usize {
        self.files[id] as usize
    }

    /// The number of the first record of the same file.
    pub fn first(&self, id: RecordId) -> RecordId {
        self.firsts[self.file(id)] as usize
    }

    pub fn records_in(&self, file: usize) -> std::ops::Range<RecordId> {
        self.firsts[file] as usize..self.firsts[file + 1] as usize
    }
}

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
