//! Which file each record of a notebook is in.

use super::RecordId;
use crate::syntax::File;
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
