//! What linking asks of every record over and over, read off the files once.
//!
//! The records of a notebook lie in as many places as it has files; these small values lie side by side.

use super::ids::Key;
use super::places::Places;
use super::slot::Slot;
use super::whos::Mentions;
use super::{RecordId, Standing};
use crate::model::{Answer, Day, Marker, Words};
use crate::syntax::{Facts, File, Record};
use rayon::prelude::*;
use std::sync::Arc;

/// What a record is, in few bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gist {
    /// What it says; of an ask answered on the spot, [`Marker::Ask`].
    pub marker: Marker,
    /// The answer of an ask that was answered on the spot.
    pub on_the_spot: Option<Answer>,
    /// Whether it counts today.
    pub counts: bool,
    /// It or its file says so.
    pub private: bool,
    /// Whether it defines an id.
    pub has_id: bool,
    /// Whether it names an ask or plan by its id.
    pub refers: bool,
    /// Whether it names anybody.
    pub has_whos: bool,
    /// Whether it says when to act again, or how long to wait.
    pub waits: bool,
    pub day: Option<Day>,
    /// The record that it is nested below.
    pub above: Slot,
}

impl Gist {
    fn of(record: &Record<'_>, file: &File, first: RecordId, today: Day) -> Self {
        let facts: &Facts = record;
        Self {
            marker: facts.marker,
            on_the_spot: facts.on_the_spot,
            counts: Standing::of(record, today) == Standing::Counted,
            private: facts.private || file.private,
            has_id: facts.has_id(),
            refers: facts.has_re(),
            has_whos: facts.has_whos(),
            waits: record.says_when(),
            day: facts.day,
            above: facts.above().map(|above| first + above as usize).into(),
        }
    }

    /// Whether it is a step or an answer of its own.
    pub fn is_event(&self) -> bool {
        matches!(self.marker, Marker::Step | Marker::Answer(_))
    }
}

/// What was read of a stretch of files, or of all of them in stretches.
pub(super) type Read<'f> = (Vec<Gist>, Vec<Key>, Vec<Mentions<'f>>);

/// The gist of every record, the key of its id or else of the one that it refers to, and the whos of all of them.
pub(super) fn read<'f>(files: &'f [Arc<File>], places: &Places, today: Day) -> Read<'f> {
    let nothing = Gist {
        marker: Marker::Rest,
        on_the_spot: None,
        counts: false,
        private: false,
        has_id: false,
        refers: false,
        has_whos: false,
        waits: false,
        day: None,
        above: Slot::NONE,
    };
    let mut gists = vec![nothing; places.len()];
    let mut keys = vec![Key::default(); places.len()];
    let stretches = stretches(files, &mut gists, &mut keys);
    let mentions = stretches.into_par_iter().map(|stretch| stretch.read(today)).collect();
    (gists, keys, mentions)
}

/// Files that follow each other, with the places for what is read of their records.
struct Stretch<'f, 'a> {
    files: &'f [Arc<File>],
    first: RecordId,
    gists: &'a mut [Gist],
    keys: &'a mut [Key],
}

/// Each stretch has at least so many records, or else is the last.
const RECORDS: usize = 8192;
/// There are at most so many stretches: what each finds anew has to be put together.
const STRETCHES: usize = 16;

fn stretches<'f, 'a>(
    mut files: &'f [Arc<File>],
    mut gists: &'a mut [Gist],
    mut keys: &'a mut [Key],
) -> Vec<Stretch<'f, 'a>> {
    let enough = gists.len().div_ceil(STRETCHES).max(RECORDS);
    let mut stretches = Vec::new();
    let mut first = 0;
    while !files.is_empty() {
        let mut length = 0;
        let count = files.iter().take_while(|file| {
            let is_room = length < enough;
            length += if is_room { file.records.len() } else { 0 };
            is_room
        });
        let (own, rest) = files.split_at(count.count());
        let (own_gists, rest_gists) = gists.split_at_mut(length);
        let (own_keys, rest_keys) = keys.split_at_mut(length);
        stretches.push(Stretch { files: own, first, gists: own_gists, keys: own_keys });
        (files, gists, keys) = (rest, rest_gists, rest_keys);
        first += length;
    }
    stretches
}

impl<'f> Stretch<'f, '_> {
    fn read(self, today: Day) -> Mentions<'f> {
        let mut mentions = Mentions::default();
        let mut first = self.first;
        let mut places = self.gists.iter_mut().zip(self.keys);
        for file in self.files {
            for (record, (gist, key)) in file.records.iter().zip(places.by_ref()) {
                *gist = Gist::of(&record, file, first, today);
                if gist.has_id {
                    *key = Key::of(record.id_text());
                } else if gist.refers {
                    *key = Key::of(record.re_text());
                }
                mentions.add(if gist.has_whos { record.who_names() } else { Words::default() });
            }
            first += file.records.len();
        }
        mentions
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_million_records_need_little_memory_while_they_are_linked() {
        assert!(size_of::<Gist>() <= 16, "{}", size_of::<Gist>());
    }
}
