//! The journal as its pages show it, but for the pages of days: what the front page says, and who reads it again.

use super::cards::{AskCard, AskLink};
use super::days::Days;
use super::feelings::{FeelingRow, feelings};
use super::groups::{Group, LessonGroup, Note, groups, lessons};
use super::links::Links;
use crate::book::RecordId;
use crate::config::Challenge;
use crate::diagnostic::Severity;
use crate::model::{Day, Marker, fold};
use crate::notebook::Notebook;
use crate::report::{self, Report, Scope};
use crate::site::words::{Words, direction};
use serde::Serialize;

/// All of the journal.
#[derive(Debug, Clone)]
pub struct Journal<'c> {
    /// What every page may say.
    pub summary: Summary,
    /// Every ask, the latest first.
    pub asks: Vec<AskLink<'c>>,
    /// The open asks, what to do first at the top.
    pub open: Vec<&'c AskCard<'c>>,
    /// Plans that were not carried out.
    pub plans: Vec<Note>,
    /// Notices of care, and of the checks.
    pub notices: Vec<Note>,
    /// Whos with their asks.
    pub whos: Vec<Group<'c>>,
    /// Tags with their asks.
    pub tags: Vec<Group<'c>>,
    /// Lessons by the tags of their asks.
    pub lessons: Vec<LessonGroup>,
    /// Reviews, the latest first.
    pub reviews: Vec<Note>,
    /// Fear and sting.
    pub feelings: Vec<FeelingRow>,
}

/// What every page may say.
#[derive(Debug, Clone, Serialize)]
pub struct Summary {
    /// `[site] title`
    pub title: String,
    /// `[site] language`
    pub language: String,
    /// In which direction it is written: `ltr` or `rtl`.
    pub direction: &'static str,
    /// Today.
    pub upto: Day,
    /// The count of the challenge.
    pub count: Option<i64>,
    /// Its goal.
    pub goal: Option<i64>,
    /// `rejections` or `asks`
    pub of: Option<&'static str>,
    /// All asks.
    pub asks: i64,
    /// Yeses.
    pub yes: i64,
    /// Open asks.
    pub open: i64,
    /// Pages of days, the latest first.
    pub pages: Vec<PageLink>,
}

/// A link to a page of days.
#[derive(Debug, Clone, Serialize)]
pub struct PageLink {
    /// Its title.
    pub title: String,
    /// Its file.
    pub file: String,
}

pub(super) fn journal<'c>(
    notebook: &'c Notebook,
    challenge: Option<&Challenge>,
    cards: &'c [AskCard<'c>],
    pages: &[Days<'_>],
    links: &Links<'_>,
    words: &Words,
) -> Journal<'c> {
    let book = &notebook.book;
    let scope = Scope::whole(challenge);
    let report = report::build(book, &notebook.config, &scope);
    let mut open: Vec<&AskCard<'_>> = cards.iter().filter(|card| card.status == "open").collect();
    open.sort_by_key(|card| (!card.overdue, card.due.is_none(), card.due, card.day));
    let note = |id: RecordId, about: String| {
        let record = book.record(id);
        Note { text: record.title().to_owned(), day: record.day, about }
    };
    let reviews = book.counted(|marker| marker == Marker::Review);
    let review = |id: RecordId| {
        let span = book.span_of(id);
        let about = span.map(|span| format!("{} – {}", words.day(span.first), words.day(span.last)));
        note(id, about.unwrap_or_default())
    };
    let full = |who: &str| {
        let entry = notebook.config.who.get(&fold(who));
        entry.and_then(|entry| entry.name.clone()).unwrap_or_default()
    };
    Journal {
        summary: summary(notebook, &report, pages),
        asks: cards.iter().rev().map(AskCard::link).collect(),
        open,
        plans: book.open_plans().map(|id| note(id, String::new())).collect(),
        notices: notices(notebook, &report),
        whos: groups(cards, "@", links, |card| &card.whos, full),
        tags: groups(cards, "#", links, |card| &card.tags, |_| String::new()),
        lessons: lessons(book),
        reviews: reviews.into_iter().rev().map(review).collect(),
        feelings: feelings(&report, words),
    }
}

fn summary(notebook: &Notebook, report: &Report, pages: &[Days<'_>]) -> Summary {
    let standing = report.standing.as_ref();
    let link = |page: &Days<'_>| PageLink { title: page.title.clone(), file: page.file.clone() };
    Summary {
        title: notebook.config.site.title.clone(),
        language: notebook.config.site.language.clone(),
        direction: direction(&notebook.config.site.language),
        upto: notebook.book.today,
        count: standing.map(|standing| i64::from(standing.count)),
        goal: standing.map(|standing| i64::from(standing.goal)),
        of: standing.map(|standing| standing.of.word()),
        asks: report.counts.all as i64,
        yes: report.yeses() as i64,
        open: report.counts.open as i64,
        pages: pages.iter().rev().map(link).collect(),
    }
}

/// What the report says of load and care, and what the checks would have the writer know: notices alone, since errors
/// are for `check`.
fn notices(notebook: &Notebook, report: &Report) -> Vec<Note> {
    if !notebook.config.care.notices {
        return Vec::new();
    }
    let note = |text: &str, about: String| Note { text: text.to_owned(), day: None, about };
    let care = report.notices.iter().map(|notice| note(&notice.message, String::new()));
    let checks = notebook
        .diagnostics()
        .into_iter()
        .filter(|told| told.severity() == Severity::Notice)
        .map(|told| note(&told.message, told.place.file.to_string()));
    care.chain(checks).collect()
}
