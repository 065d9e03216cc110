//! The records of one file, kept so that a million need little memory: what all have in one list, their
//! words in one text, and what few have in lists of their own.

use super::record::{Facts, Inherited, NONE, Record};
use crate::model::{Amount, Day, DaySpan, DeclaredValue, Size, Wait};
use crate::text::Span;
use std::borrow::Cow;

/// The records of a file, in order of place.
#[derive(Debug, Clone, Default)]
pub struct Records {
    facts: Vec<Facts>,
    /// Of each record its id, reference, tags, whos, way, public words and title, parted by line ends,
    /// which none of them can hold; those that are empty at its end are left out.
    words: String,
    /// Of each record where its id starts, where its reference starts and ends, and where its whos start.
    places: Vec<u32>,
    extras: Vec<Extra>,
}

/// What few records have.
#[derive(Debug, Clone)]
pub(super) enum Extra {
    Odds(f64),
    Worth(Box<Amount>),
    Due(Day),
    Wait(Wait),
    Declared(Box<DeclaredKeys>),
    Checkbox(char, Span),
    Span(DaySpan),
    Inherited(Inherited),
}

/// Declared keys with their values.
#[derive(Debug, Clone)]
pub(super) struct DeclaredKeys(pub Vec<(Box<str>, DeclaredValue)>);

/// The values of a record's keys, while it is read.
#[derive(Debug, Clone, Default)]
pub(super) struct Values<'t> {
    pub size: Option<Size>,
    pub fear: Option<u8>,
    pub odds: Option<f64>,
    pub via: Option<Cow<'t, str>>,
    pub worth: Option<Amount>,
    pub due: Option<Day>,
    pub wait: Option<Wait>,
    pub sting: Option<u8>,
    pub public: Option<Cow<'t, str>>,
    pub declared: Vec<(Box<str>, DeclaredValue)>,
}

/// A record while it is read.
pub(super) struct Draft<'d> {
    pub facts: Facts,
    pub title: &'d str,
    /// Each followed by a blank, as [`crate::model::Words`] want it.
    pub tags: &'d str,
    pub whos: &'d str,
    pub who_starts: &'d [u32],
    /// The id with its place.
    pub id: Option<(&'d str, Span)>,
    pub re: Option<(&'d str, Span)>,
    pub checkbox: Option<(char, Span)>,
    pub span_of_days: Option<DaySpan>,
    pub inherited: Option<Inherited>,
}

impl Records {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.facts.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty()
    }

    /// The record of this index, which must be less than their number.
    pub fn get(&self, index: usize) -> Record<'_> {
        Record::new(self, index as u32)
    }

    /// All of them in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Record<'_>> + DoubleEndedIterator + Clone {
        (0..self.facts.len()).map(|index| self.get(index))
    }

    pub(super) fn facts(&self, index: u32) -> &Facts {
        &self.facts[index as usize]
    }

    pub(super) fn facts_mut(&mut self, index: usize) -> &mut Facts {
        &mut self.facts[index]
    }

    /// What belongs to a record in a list where `start` says where each one's begins.
    fn range(&self, index: u32, start: impl Fn(&Facts) -> u32, all: usize) -> std::ops::Range<usize> {
        let from = start(self.facts(index)) as usize;
        from..self.facts.get(index as usize + 1).map_or(all, |next| start(next) as usize)
    }

    pub(super) fn words(&self, index: u32) -> &str {
        &self.words[self.range(index, |facts| facts.words, self.words.len())]
    }

    pub(super) fn places(&self, index: u32) -> &[u32] {
        &self.places[self.range(index, |facts| facts.places, self.places.len())]
    }

    pub(super) fn extras(&self, index: u32) -> &[Extra] {
        &self.extras[self.range(index, |facts| facts.extras, self.extras.len())]
    }

    /// Adds a record, which stands below all that are there, with these values of its keys.
    pub(super) fn push(&mut self, draft: Draft<'_>, mut values: Values<'_>) {
        let mut facts = draft.facts;
        facts.words = self.words.len() as u32;
        facts.places = self.places.len() as u32;
        facts.extras = self.extras.len() as u32;
        (facts.size, facts.fear, facts.sting) = (values.size, values.fear, values.sting);
        let mut parts = Parts { words: &mut self.words, ends: 0, said: 0 };
        parts.put(0, draft.id.map_or("", |(id, _)| id));
        parts.put(1, draft.re.map_or("", |(id, _)| id));
        parts.put(2, draft.tags);
        parts.put(3, draft.whos);
        parts.put(4, values.via.as_deref().unwrap_or_default());
        parts.put(5, values.public.as_deref().unwrap_or_default());
        parts.put(6, draft.title);
        facts.parts = parts.said;
        self.facts.push(facts);

        if let Some((_, span)) = draft.id {
            self.places.push(span.start);
        }
        if let Some((_, span)) = draft.re {
            self.places.extend([span.start, span.end]);
        }
        self.places.extend_from_slice(draft.who_starts);

        // Few records have any of these.
        let has_one = values.odds.is_some()
            || values.worth.is_some()
            || values.due.is_some()
            || values.wait.is_some()
            || !values.declared.is_empty();
        if has_one {
            self.push_values(&mut values);
        }
        if draft.checkbox.is_some() || draft.span_of_days.is_some() || draft.inherited.is_some() {
            self.extras.extend(draft.checkbox.map(|(sign, span)| Extra::Checkbox(sign, span)));
            self.extras.extend(draft.span_of_days.map(Extra::Span));
            self.extras.extend(draft.inherited.map(Extra::Inherited));
        }
    }

    /// Adds the values that few records have to those of the last one.
    fn push_values(&mut self, values: &mut Values<'_>) {
        self.extras.extend(values.odds.map(Extra::Odds));
        self.extras.extend(values.worth.take().map(|worth| Extra::Worth(Box::new(worth))));
        self.extras.extend(values.due.map(Extra::Due));
        self.extras.extend(values.wait.map(Extra::Wait));
        if !values.declared.is_empty() {
            let declared = std::mem::take(&mut values.declared);
            self.extras.push(Extra::Declared(Box::new(DeclaredKeys(declared))));
        }
    }

    /// All of them in no more memory than they need; what is left here is empty, and keeps its room.
    pub(super) fn take(&mut self) -> Self {
        let taken = Self {
            facts: self.facts.clone(),
            words: self.words.clone(),
            places: self.places.clone(),
            extras: self.extras.drain(..).collect(),
        };
        self.clear();
        taken
    }

    /// None, with room for as many as there are in `parts`.
    pub(super) fn with_room_of<'p>(parts: impl Iterator<Item = &'p Self> + Clone) -> Self {
        let room = |of: fn(&Self) -> usize| parts.clone().map(of).sum();
        Self {
            facts: Vec::with_capacity(room(|part| part.facts.len())),
            words: String::with_capacity(room(|part| part.words.len())),
            places: Vec::with_capacity(room(|part| part.places.len())),
            extras: Vec::with_capacity(room(|part| part.extras.len())),
        }
    }

    /// Adds the records of the part of a page that begins after so many lines.
    pub(super) fn append(&mut self, part: Self, lines: u32) {
        let base = self.facts.len() as u32;
        let (words, places, extras) =
            (self.words.len() as u32, self.places.len() as u32, self.extras.len() as u32);
        self.facts.extend(part.facts.into_iter().map(|mut facts| {
            facts.words += words;
            facts.places += places;
            facts.extras += extras;
            facts.line += lines;
            if facts.above != NONE {
                facts.above += base;
            }
            facts
        }));
        self.words.push_str(&part.words);
        self.places.extend(part.places);
        self.extras.extend(part.extras.into_iter().map(|extra| match extra {
            Extra::Inherited(inherited) => {
                Extra::Inherited(Inherited { from: inherited.from + base, ..inherited })
            }
            other => other,
        }));
    }

    /// Lets go of all records, and keeps the room.
    pub(super) fn clear(&mut self) {
        self.facts.clear();
        self.words.clear();
        self.places.clear();
        self.extras.clear();
    }
}

/// The words of a record that are put together.
struct Parts<'w> {
    words: &'w mut String,
    /// How many parts have ended in it.
    ends: u8,
    /// A bit for each part that says something.
    said: u8,
}

impl Parts<'_> {
    /// Adds the next part, the `at`th of all; an empty one is left out.
    fn put(&mut self, at: u8, part: &str) {
        if part.is_empty() {
            return;
        }
        while self.ends < at {
            self.words.push('\n');
            self.ends += 1;
        }
        self.words.push_str(part);
        self.said |= 1 << at;
    }
}

impl Facts {
    /// Of a record at `span` whose first marker ends at `marker_end`; the rest is filled in as it is read.
    pub(super) fn new(marker: crate::model::Marker, span: Span, marker_end: u32, line: u32) -> Self {
        Self {
            marker,
            on_the_spot: None,
            from_file_span: false,
            private: false,
            public: false,
            parts: 0,
            size: None,
            fear: None,
            sting: None,
            day: None,
            span,
            line,
            marker_end,
            above: NONE,
            own_date: NONE,
            item: Span::default(),
            words: 0,
            places: 0,
            extras: 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_million_records_need_little_memory() {
        assert!(size_of::<Facts>() <= 60, "{}", size_of::<Facts>());
    }
}
