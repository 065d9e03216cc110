//! All files' records → asks, their lives and their numbers.
//!
//! Knows nothing of Markdown, of the disk or of the clock: today is an argument.

mod ask;
mod candidates;
mod ids;
mod link;
mod lives;
mod number;
mod plans;
mod privacy;
mod standing;

pub use ask::{Ask, Event, Public};
pub use standing::Standing;

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::model::{Day, DaySpan, Marker};
use crate::syntax::{File, Record};
use std::collections::HashMap;
use std::sync::Arc;

/// A record's number in the notebook: in order of file and place in it.
pub type RecordId = usize;

/// An ask's number in the notebook: in order of day and place.
pub type AskId = usize;

/// What a notebook says, as it stood on one day.
#[derive(Debug)]
pub struct Book {
    /// Its files, in order of path.
    pub files: Vec<File>,
    /// File and index in it of each record.
    places: Vec<(u32, u32)>,
    /// The asks that count, in order of day and place.
    pub asks: Vec<Ask>,
    /// What each record is to the others, by its id.
    pub links: Vec<Link>,
    /// The spelling of each who that stands first in the notebook, by its folded name.
    pub whos: HashMap<String, Box<str>>,
    /// The first record with each id, by the folded id.
    pub ids: HashMap<String, RecordId>,
    /// What is wrong between the records.
    pub diagnostics: Vec<Diagnostic>,
    /// The day on which it is read.
    pub today: Day,
}

/// What a record is to the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// Whether it counts.
    pub standing: Standing,
    /// The ask that it makes or belongs to; of a plan, the one that carried it out.
    pub ask: Option<AskId>,
    /// The plan that a lesson is about, if it was not carried out.
    pub plan: Option<RecordId>,
    /// Kept out of what is published (section 8).
    pub private: bool,
}

impl Book {
    /// Links the records of `files`, which are in order of path.
    pub fn build(files: Vec<File>, config: &Config, today: Day) -> Self {
        let places: Vec<(u32, u32)> = files
            .iter()
            .enumerate()
            .flat_map(|(file, content)| (0..content.records.len()).map(move |at| (file as u32, at as u32)))
            .collect();
        let mut diagnostics = Vec::new();
        let parts = {
            let view = View::new(&files, &places, today);
            let whos = spellings(&view);
            let ids = ids::collect(&view, &mut diagnostics);
            let references = ids::references(&view, &ids, &mut diagnostics);
            let plans = plans::carried_out(&view, &references);
            let linked = link::link(&view, &references, &plans, &mut diagnostics);
            let private = privacy::private(&view, &references, &linked);
            let mut asks = lives::live(&view, &linked, &plans, config, &whos, &private, &mut diagnostics);
            number::number(&mut asks, config);
            let links = (0..view.len())
                .map(|id| Link {
                    standing: view.standing(id),
                    ask: linked.ask_of(id),
                    plan: linked.plan_of(id),
                    private: private[id],
                })
                .collect();
            (asks, links, whos, ids)
        };
        let (asks, links, whos, ids) = parts;
        Self { files, places, asks, links, whos, ids, diagnostics, today }
    }

    /// How many records there are, counted or not.
    pub fn record_count(&self) -> usize {
        self.places.len()
    }

    /// The record of this id.
    pub fn record(&self, id: RecordId) -> &Record {
        let (file, at) = self.places[id];
        &self.files[file as usize].records[at as usize]
    }

    /// The file that a record stands in.
    pub fn file_of(&self, id: RecordId) -> &File {
        &self.files[self.places[id].0 as usize]
    }

    /// The records of the file at this index of [`Book::files`].
    pub fn records_in(&self, file: usize) -> std::ops::Range<RecordId> {
        let before = |file: usize| self.places.partition_point(|(other, _)| (*other as usize) < file);
        before(file)..before(file + 1)
    }

    /// The records that count and have one of these markers, in order of day and place; plans with no day first.
    pub fn counted(&self, wanted: impl Fn(Marker) -> bool) -> Vec<RecordId> {
        let mut found: Vec<RecordId> = (0..self.places.len())
            .filter(|id| self.links[*id].standing == Standing::Counted && wanted(self.record(*id).marker))
            .collect();
        found.sort_by_key(|id| (self.record(*id).day, *id));
        found
    }

    /// The spelling of a who that stands first in the notebook.
    pub fn who<'b>(&'b self, written: &'b str) -> &'b str {
        self.whos.get(&crate::model::fold(written)).map_or(written, |who| who)
    }

    /// The span of days that a review or rest is about.
    pub fn span_of(&self, id: RecordId) -> Option<DaySpan> {
        let record = self.record(id);
        match record.marker {
            Marker::Review => record.span_of_days.or(record.day.map(|day| DaySpan::ending(day, 7))),
            Marker::Rest => record.span_of_days.or(record.day.map(DaySpan::day)),
            _ => None,
        }
    }
}

/// The records of all files, while they are being linked.
pub(crate) struct View<'f> {
    records: Vec<(&'f Record, &'f File)>,
    /// For each record, the id of the first of its file.
    firsts: Vec<u32>,
    standing: Vec<Standing>,
    today: Day,
}

impl<'f> View<'f> {
    fn new(files: &'f [File], places: &[(u32, u32)], today: Day) -> Self {
        let mut records = Vec::with_capacity(places.len());
        let mut firsts = Vec::with_capacity(places.len());
        for (file, at) in places {
            let file = &files[*file as usize];
            firsts.push((records.len() - *at as usize) as u32);
            records.push((&file.records[*at as usize], file));
        }
        let standing = records.iter().map(|(record, _)| Standing::of(record, today)).collect();
        Self { records, firsts, standing, today }
    }

    pub fn today(&self) -> Day {
        self.today
    }

    pub fn len(&self) -> usize {
        self.records.len()
    }

    pub fn record(&self, id: RecordId) -> &'f Record {
        self.records[id].0
    }

    pub fn file(&self, id: RecordId) -> &'f File {
        self.records[id].1
    }

    pub fn path(&self, id: RecordId) -> &'f Arc<str> {
        &self.records[id].1.path
    }

    pub fn standing(&self, id: RecordId) -> Standing {
        self.standing[id]
    }

    pub fn counts(&self, id: RecordId) -> bool {
        self.standing[id] == Standing::Counted
    }

    /// The record that this one is nested below.
    pub fn above(&self, id: RecordId) -> Option<RecordId> {
        self.record(id).above.map(|above| self.firsts[id] as usize + above as usize)
    }
}

fn spellings(view: &View<'_>) -> HashMap<String, Box<str>> {
    let mut whos: HashMap<String, Box<str>> = HashMap::new();
    for (record, _) in &view.records {
        for who in &record.whos {
            whos.entry(crate::model::fold(&who.name)).or_insert_with(|| who.name.clone());
        }
    }
    whos
}
