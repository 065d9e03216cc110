//! An ask with its life.

use super::RecordId;
use crate::model::{Amount, Answer, Day, DeclaredValue, Marker, Size};

/// An ask that counts, with all that came of it (format, section 9).
#[derive(Debug, Clone)]
pub struct Ask {
    /// The record that makes it.
    pub record: RecordId,
    /// Its own id, or that of the plan that it carries out; as written.
    pub id: Option<Box<str>>,
    /// The day on which it was made.
    pub day: Day,
    /// What was asked.
    pub title: Box<str>,
    /// Tags in lower case.
    pub tags: Vec<Box<str>>,
    /// Whos, each as first written in the notebook.
    pub whos: Vec<Box<str>>,
    /// How big it is.
    pub size: Option<Size>,
    /// 0 to 10, before asking.
    pub fear: Option<u8>,
    /// The asker's own guess at a yes, in percent.
    pub odds: Option<f64>,
    /// The way.
    pub via: Option<Box<str>>,
    /// Of the answer, or else of the ask.
    pub worth: Option<Amount>,
    /// When to act again: of the last record with one.
    pub due: Option<Day>,
    /// Declared keys.
    pub keys: Vec<(Box<str>, DeclaredValue)>,
    /// The reference as written.
    pub re: Option<Box<str>>,
    /// Kept out of what is published.
    pub private: bool,
    /// What may be shown of it.
    pub public: Public,
    /// The answer; `None` while it is open.
    pub status: Option<Answer>,
    /// The day of the answer.
    pub answered: Option<Day>,
    /// Open, and longer without a sign of life than its wait.
    pub overdue: bool,
    /// The day from which it is (or would be) overdue.
    pub patience: Day,
    /// The day of its last sign of life: the ask or a step.
    pub last_sign: Day,
    /// From the ask to its answer, or to today while it is open.
    pub days: i64,
    /// Of the answer, 0 to 10.
    pub sting: Option<u8>,
    /// Steps and answers in order of day and place.
    pub events: Vec<Event>,
    /// The records of its lessons, in order of day and place.
    pub lessons: Vec<RecordId>,
    /// The rejection's number in its challenge.
    pub number: Option<u32>,
    /// Whether its answer is one that the notebook counts as a rejection.
    pub rejection: bool,
    /// A yes or partial after a no or silence of an earlier day.
    pub turnaround: bool,
    /// The record of the answer, for order among those of one day.
    pub answer_record: Option<RecordId>,
}

/// A step or an answer in the life of an ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    /// Its record; the ask's own for an answer on the spot.
    pub record: RecordId,
    /// Its day.
    pub day: Day,
    /// [`Marker::Step`] or an answer.
    pub kind: Marker,
}

/// What a published page may show of a record (format, section 8).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Public {
    /// Nothing.
    #[default]
    No,
    /// Its title.
    Title,
    /// These words.
    Words(Box<str>),
}

impl Public {
    /// What the words of a record release.
    pub fn of(record: &crate::syntax::Record) -> Self {
        match &record.fields.public {
            Some(words) => Self::Words(words.clone()),
            None if record.public => Self::Title,
            None => Self::No,
        }
    }
}
