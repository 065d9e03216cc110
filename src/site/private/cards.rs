//! An ask with its life, as its card shows it: words, names, days and all.

use super::links::Links;
use crate::book::{Ask, Book};
use crate::model::{Answer, Day, DeclaredValue};
use crate::site::charts::place;
use serde::Serialize;

/// An ask with its life.
#[derive(Debug, Clone, Serialize)]
pub struct AskCard<'b> {
    /// Its anchor.
    pub anchor: String,
    /// Where its card is.
    pub url: String,
    /// What was asked.
    pub title: &'b str,
    /// Its id.
    pub id: Option<&'b str>,
    /// The day on which it was made.
    pub day: Day,
    /// `open`, or the answer.
    pub status: &'static str,
    /// From the ask to its answer, or to today.
    pub days: i64,
    /// Longer without a sign of life than its wait.
    pub overdue: bool,
    /// When to act again.
    pub due: Option<Day>,
    /// Its tags.
    pub tags: Vec<&'b str>,
    /// Who was asked.
    pub whos: Vec<&'b str>,
    /// Size, fear, odds, way, worth and declared keys, as they were written.
    pub facts: Vec<String>,
    /// Steps and answers.
    pub events: Vec<Event<'b>>,
    /// What was learned.
    pub lessons: Vec<&'b str>,
    /// The rejection's number.
    pub number: Option<i64>,
    /// Kept out of what is published.
    pub private: bool,
}

/// A step or an answer.
#[derive(Debug, Clone, Serialize)]
pub struct Event<'b> {
    /// Its day.
    pub day: Day,
    /// `step`, or the answer.
    pub kind: &'static str,
    /// What was written.
    pub title: &'b str,
    /// How much it hurt.
    pub sting: Option<i64>,
}

/// A link to an ask.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct AskLink<'c> {
    /// What was asked.
    pub title: &'c str,
    /// Where its card is.
    pub url: &'c str,
    /// Its day.
    pub day: Day,
    /// `open`, or the answer.
    pub status: &'static str,
}

impl AskCard<'_> {
    pub(super) fn link(&self) -> AskLink<'_> {
        AskLink { title: self.title, url: &self.url, day: self.day, status: self.status }
    }
}

pub(super) fn card<'b>(book: &'b Book, ask: Ask<'b>, links: &Links<'_>) -> AskCard<'b> {
    let id = ask.ask_id();
    let event = |event: &crate::book::Event| {
        let record = book.record(event.record);
        Event {
            day: event.day,
            kind: event.kind.word(),
            // The ask's own title stands above already.
            title: if event.record == ask.record { "" } else { record.title() },
            sting: record.fields().sting.map(i64::from),
        }
    };
    AskCard {
        anchor: format!("ask-{}", id + 1),
        url: links.ask_url(id),
        title: ask.title(),
        id: ask.id(),
        day: ask.day,
        status: ask.status.map_or("open", Answer::word),
        days: ask.days(),
        overdue: ask.overdue,
        due: ask.due.filter(|_| ask.is_open()),
        tags: ask.tags().iter().collect(),
        whos: ask.whos(),
        facts: facts(&ask),
        events: ask.events().iter().map(event).collect(),
        lessons: ask.lessons().iter().map(|lesson| book.record(*lesson).title()).collect(),
        number: ask.number.map(i64::from),
        private: ask.private(),
    }
}

fn facts(ask: &Ask<'_>) -> Vec<String> {
    let mut facts = Vec::new();
    facts.extend(ask.size().map(|size| format!("size:{}", size.word())));
    facts.extend(ask.fear().map(|fear| format!("fear:{fear}")));
    facts.extend(ask.odds().map(|odds| format!("odds:{}%", place(odds))));
    facts.extend(ask.via().map(|via| format!("via:{via}")));
    facts.extend(ask.worth().map(|worth| format!("worth:{worth}")));
    facts.extend(ask.keys().iter().map(|(name, value)| match value {
        DeclaredValue::Number(number) => format!("{name}:{}", place(*number)),
        DeclaredValue::Text(text) => format!("{name}:{text}"),
        DeclaredValue::Date(day) => format!("{name}:{day}"),
    }));
    facts
}
