//! All files' records → asks, their lives and their numbers.
//!
//! Knows nothing of Markdown, of the disk or of the clock: today is an argument.

mod ask;
mod candidates;
mod folded;
mod gist;
mod grouped;
mod ids;
mod link;
mod lives;
mod near_whos;
mod number;
mod open_asks;
mod places;
mod plans;
mod privacy;
mod slot;
mod spelled;
mod standing;
mod view;
mod whos;

pub use ask::{Ask, Event, Life, Public};
pub(crate) use spelled::Spelled;
pub use standing::Standing;

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::model::{Day, DaySpan, Marker};
use crate::syntax::{File, Record};
use grouped::Grouped;
use ids::Ids;
use places::Places;
use slot::Slot;
use std::sync::Arc;
use view::View;
use whos::{Named, Whos};

/// A record's number in the notebook: in order of file and place in it.
pub type RecordId = usize;

/// An ask's number in the notebook: in order of day and place.
pub type AskId = usize;

/// What a notebook says, as it stood on one day.
#[derive(Debug)]
pub struct Book {
    /// Its files, in order of path.
    pub files: Vec<Arc<File>>,
    places: Places,
    lives: Vec<Life>,
    /// The asks that have an answer, in order of its day and place.
    answered: Vec<u32>,
    /// The steps and answers of each ask.
    events: Grouped<Event>,
    /// The lessons of each ask.
    lessons: Grouped<RecordId>,
    plans: plans::Plans,
    /// Of each record, the record of the ask or plan that it belongs to.
    targets: Vec<Slot>,
    /// The ask that each record makes.
    ask_ids: Vec<Slot>,
    private: Vec<bool>,
    whos: Whos,
    /// The whos of each record.
    named: Named,
    ids: Ids,
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
    pub fn build(files: Vec<Arc<File>>, config: &Config, today: Day) -> Self {
        let places = Places::new(&files);
        let (gists, keys, mentions) = gist::read(&files, &places, today);
        let view = View::new(&files, &places, &gists, today);
        let (((whos, named), order), (ids, references, mut diagnostics)) = rayon::join(
            || (whos::collect(mentions), link::order(&view)),
            || {
                let mut diagnostics = Vec::new();
                let ids = ids::collect(&view, &keys, &mut diagnostics);
                let references = ids::references(&view, &ids, &keys, &mut diagnostics);
                (ids, references, diagnostics)
            },
        );
        let plans = plans::carried_out(&view, &references);
        let linked = link::link(&view, &order, &references, &plans, &named, &whos, &mut diagnostics);
        let (private, (lives, answered)) = rayon::join(
            || privacy::private(&view, &references, &linked, &named),
            || {
                let mut lives = lives::live(&view, &order.asks, &linked, config, &mut diagnostics);
                let answered = number::answered(&lives, &linked.in_order);
                number::number(&mut lives, &answered, config);
                (lives, answered)
            },
        );
        Self {
            lives,
            answered,
            events: linked.events,
            lessons: linked.lessons,
            targets: linked.targets,
            ask_ids: order.ask_ids,
            plans,
            private,
            whos,
            named,
            ids,
            diagnostics,
            today,
            places,
            files,
        }
    }

    /// The asks that count, in order of day and place.
    pub fn asks(&self) -> impl ExactSizeIterator<Item = Ask<'_>> + DoubleEndedIterator + Clone {
        (0..self.lives.len()).map(|ask| Ask::new(self, ask))
    }

    /// The ask of this number.
    pub fn ask(&self, ask: AskId) -> Ask<'_> {
        Ask::new(self, ask)
    }

    /// The asks that have an answer, in order of its day and place.
    pub fn answered(&self) -> impl ExactSizeIterator<Item = AskId> + DoubleEndedIterator + Clone {
        self.answered.iter().map(|ask| *ask as AskId)
    }

    /// How many records there are, counted or not.
    pub fn record_count(&self) -> usize {
        self.places.len()
    }

    /// The record of this id.
    pub fn record(&self, id: RecordId) -> Record<'_> {
        self.file_of(id).records.get(id - self.places.first(id))
    }

    /// The file that a record stands in.
    pub fn file_of(&self, id: RecordId) -> &File {
        &self.files[self.places.file(id)]
    }

    /// The index in [`Book::files`] of the file with this path.
    pub fn file_at(&self, path: &str) -> Option<usize> {
        self.files.binary_search_by(|file| file.path.as_bytes().cmp(path.as_bytes())).ok()
    }

    /// The records of the file at this index of [`Book::files`].
    pub fn records_in(&self, file: usize) -> std::ops::Range<RecordId> {
        self.places.records_in(file)
    }

    /// What a record is to the others.
    pub fn link(&self, id: RecordId) -> Link {
        let target = self.targets[id].get();
        let ask_of = |record: RecordId| self.ask_ids[record].get();
        let carried = |plan: RecordId| self.plans.ask_of.get(&plan).copied();
        Link {
            standing: Standing::of(&self.record(id), self.today),
            ask: target.and_then(|target| ask_of(target).or_else(|| ask_of(carried(target)?))),
            plan: target
                .filter(|target| *target != id && carried(*target).is_none() && ask_of(*target).is_none()),
            private: self.private[id],
        }
    }

    /// The first record with this id, in any case.
    pub fn by_id(&self, id: &str) -> Option<RecordId> {
        self.ids.get(id, |record| self.record(record).id_text())
    }

    /// Every who as it is first written, in order of place.
    pub fn whos(&self) -> impl ExactSizeIterator<Item = &str> {
        self.whos.spellings()
    }

    /// The spelling of the who of this number, a place among [`Book::whos`].
    pub fn who_of(&self, number: u32) -> &str {
        self.whos.spelling(number as usize)
    }

    /// The records that count and have one of these markers, in order of day and place; plans with no day first.
    pub fn counted(&self, wanted: impl Fn(Marker) -> bool) -> Vec<RecordId> {
        let records = self.files.iter().flat_map(|file| file.records.iter()).enumerate();
        let counted = records.filter(|(_, record)| {
            wanted(record.marker) && Standing::of(record, self.today) == Standing::Counted
        });
        let mut found: Vec<(Option<Day>, RecordId)> = Vec::new();
        counted.for_each(|(id, record)| found.push((record.day, id)));
        found.sort_unstable();
        found.into_iter().map(|(_, id)| id).collect()
    }

    /// The plans that count and were not carried out, in order of day and place; those with no day first.
    pub fn open_plans(&self) -> impl Iterator<Item = RecordId> {
        let plans = self.counted(|marker| marker == Marker::Plan).into_iter();
        plans.filter(|plan| self.link(*plan).ask.is_none())
    }

    /// The spelling of a who that stands first in the notebook.
    pub fn who<'b>(&'b self, written: &'b str) -> &'b str {
        self.whos.get(written).map_or(written, |who| self.whos.spelling(who))
    }

    /// The span of days that a review or rest is about.
    pub fn span_of(&self, id: RecordId) -> Option<DaySpan> {
        let record = self.record(id);
        match record.marker {
            Marker::Review => record.span_of_days().or(record.day.map(|day| DaySpan::ending(day, 7))),
            Marker::Rest => record.span_of_days().or(record.day.map(DaySpan::day)),
            _ => None,
        }
    }
}
