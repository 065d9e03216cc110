//! An ask with its life.

use super::{AskId, Book, RecordId};
use crate::model::{Amount, Answer, Day, DeclaredValue, Marker, Size, Words, days_between};
use crate::syntax::Record;
use std::ops::Deref;

/// An ask that counts, with all that came of it (format, section 9). It is seen in its [`Book`]; what it
/// shares with no record are the fields of its [`Life`].
#[derive(Debug, Clone, Copy)]
pub struct Ask<'b> {
    book: &'b Book,
    number: u32,
}

/// What became of an ask.
#[derive(Debug, Clone, Copy)]
pub struct Life {
    /// The record that makes it.
    pub record: RecordId,
    /// The day on which it was made.
    pub day: Day,
    /// The day of the answer.
    pub answered: Option<Day>,
    /// The day from which it is (or would be) overdue.
    pub patience: Day,
    /// The day of its last sign of life: the ask or a step.
    pub last_sign: Day,
    /// When to act again: of the last record with one.
    pub due: Option<Day>,
    /// The answer; `None` while it is open.
    pub status: Option<Answer>,
    /// Open, and longer without a sign of life than its wait.
    pub overdue: bool,
    /// Whether its answer is one that the notebook counts as a rejection.
    pub rejection: bool,
    /// A yes or partial after a no or silence of an earlier day.
    pub turnaround: bool,
    /// The rejection's number in its challenge.
    pub number: Option<u32>,
    pub(super) answer_record: super::slot::Slot,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Public<'b> {
    /// Nothing.
    #[default]
    No,
    /// Its title.
    Title,
    /// These words.
    Words(&'b str),
}

impl<'b> Public<'b> {
    /// What the words of a record release.
    pub fn of(record: &Record<'b>) -> Self {
        match record.public_words() {
            Some(words) => Self::Words(words),
            None if record.public => Self::Title,
            None => Self::No,
        }
    }
}

impl Deref for Ask<'_> {
    type Target = Life;

    fn deref(&self) -> &Life {
        &self.book.lives[self.number as usize]
    }
}

impl Life {
    /// Whether it has no answer.
    pub fn is_open(&self) -> bool {
        self.status.is_none()
    }

    /// The record of the answer, for order among those of one day.
    pub fn answer_record(&self) -> Option<RecordId> {
        self.answer_record.get()
    }
}

impl<'b> Ask<'b> {
    pub(super) fn new(book: &'b Book, ask: AskId) -> Self {
        Self { book, number: ask as u32 }
    }

    /// Its number in the notebook.
    pub fn ask_id(&self) -> AskId {
        self.number as usize
    }

    fn own(&self) -> Record<'b> {
        self.book.record(self.record)
    }

    fn answer(&self) -> Option<Record<'b>> {
        self.answer_record().map(|id| self.book.record(id))
    }

    /// Its own id, or that of the plan that it carries out; as written.
    pub fn id(&self) -> Option<&'b str> {
        let plan = || self.book.record(*self.book.plans.plan_of.get(&self.record)?).id();
        self.own().id().or_else(plan).map(|name| name.text)
    }

    /// What was asked.
    pub fn title(&self) -> &'b str {
        self.own().title()
    }

    /// Tags in lower case.
    pub fn tags(&self) -> Words<'b> {
        self.own().tags()
    }

    /// Whos, each as first written in the notebook.
    pub fn whos(&self) -> Vec<&'b str> {
        self.who_ids().iter().map(|who| self.book.who_of(*who)).collect()
    }

    /// The numbers of its whos: their places among [`Book::whos`].
    pub fn who_ids(&self) -> &'b [u32] {
        self.book.named.of(self.record)
    }

    /// How big it is.
    pub fn size(&self) -> Option<Size> {
        self.own().size()
    }

    /// 0 to 10, before asking.
    pub fn fear(&self) -> Option<u8> {
        self.own().fear()
    }

    /// The asker's own guess at a yes, in percent.
    pub fn odds(&self) -> Option<f64> {
        self.own().odds()
    }

    /// The way.
    pub fn via(&self) -> Option<&'b str> {
        self.own().via()
    }

    /// Of the answer, or else of the ask.
    pub fn worth(&self) -> Option<&'b Amount> {
        self.answer().and_then(|answer| answer.worth()).or_else(|| self.own().worth())
    }

    /// Declared keys.
    pub fn keys(&self) -> &'b [(Box<str>, DeclaredValue)] {
        self.own().declared()
    }

    /// The reference as written.
    pub fn re(&self) -> Option<&'b str> {
        self.own().re().map(|name| name.text)
    }

    /// Kept out of what is published.
    pub fn private(&self) -> bool {
        self.book.private[self.record]
    }

    /// What may be shown of it.
    pub fn public(&self) -> Public<'b> {
        Public::of(&self.own())
    }

    /// From the ask to its answer, or to today while it is open.
    pub fn days(&self) -> i64 {
        days_between(self.day, self.answered.unwrap_or(self.book.today))
    }

    /// Of the answer, 0 to 10.
    pub fn sting(&self) -> Option<u8> {
        self.answer()?.sting()
    }

    /// Steps and answers in order of day and place.
    pub fn events(&self) -> &'b [Event] {
        self.book.events.of(self.ask_id())
    }

    /// The records of its lessons, in order of day and place.
    pub fn lessons(&self) -> &'b [RecordId] {
        self.book.lessons.of(self.ask_id())
    }
}
