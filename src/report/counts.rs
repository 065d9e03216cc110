//! What is only counting.

use super::weeks::{is_yes, rests};
use super::{By, Scope};
use crate::book::{Ask, Book};
use crate::config::Config;
use crate::model::{Answer, Day, DeclaredValue, Marker};
use crate::stats::{Rate, median};
use std::collections::{BTreeMap, BTreeSet};

/// Counts of asks by what came of them, and of the other records.
#[derive(Debug, Clone, Default)]
pub struct Counts {
    /// All asks.
    pub all: usize,
    /// Without an answer.
    pub open: usize,
    /// Open, and longer without a sign of life than its wait.
    pub overdue: usize,
    /// Answered yes.
    pub yes: usize,
    /// Answered by a smaller yes.
    pub partial: usize,
    /// Answered no.
    pub no: usize,
    /// Given up on.
    pub silence: usize,
    /// Taken back.
    pub withdrawn: usize,
    /// A yes or partial after a no or silence.
    pub turnarounds: usize,
    /// With an answer that the notebook counts.
    pub rejections: usize,
    /// Plans not carried out.
    pub plans_open: usize,
    /// Plans carried out.
    pub plans_done: usize,
    /// Lessons, also those about no ask.
    pub lessons: usize,
    /// Reviews.
    pub reviews: usize,
    /// Days of rest up to today.
    pub rest_days: i64,
}

/// Asks that have something in common: how many, and the yeses of those answered.
#[derive(Debug, Clone, Copy, Default)]
pub struct Group {
    /// All of them.
    pub asks: usize,
    /// Yeses among the answered.
    pub k: u64,
    /// Answered: yes, partial, no.
    pub n: u64,
}

impl Group {
    /// Yeses of the answered.
    pub fn rate(&self) -> Rate {
        Rate::new(self.k, self.n)
    }
}

/// How many asks reached a stage, and after how many days.
#[derive(Debug, Clone)]
pub struct Stage {
    /// The part after `#step/`.
    pub name: String,
    /// How many asks reached it, each counted once.
    pub asks: usize,
    /// The median of the days from the ask to it.
    pub median_days: f64,
}

/// An open ask.
#[derive(Debug, Clone)]
pub struct NextAsk {
    /// Its id.
    pub id: Option<String>,
    /// What was asked.
    pub title: String,
    /// The day on which it was made.
    pub date: Day,
    /// Days out.
    pub days: i64,
    /// When to act again.
    pub due: Option<Day>,
    /// Whether it is longer without a sign of life than its wait.
    pub overdue: bool,
}

/// A plan that was not carried out.
#[derive(Debug, Clone)]
pub struct PlanPutOff {
    /// What is to be asked.
    pub title: String,
    /// Since when, or for when.
    pub day: Option<Day>,
}

pub(super) fn counts(book: &Book, asks: &[Ask<'_>]) -> Counts {
    let mut counts = Counts { all: asks.len(), ..Counts::default() };
    for ask in asks {
        let slot = match ask.status {
            None => &mut counts.open,
            Some(Answer::Yes) => &mut counts.yes,
            Some(Answer::Partial) => &mut counts.partial,
            Some(Answer::No) => &mut counts.no,
            Some(Answer::Silence) => &mut counts.silence,
            Some(Answer::Withdrawn) => &mut counts.withdrawn,
        };
        *slot += 1;
        counts.overdue += usize::from(ask.overdue);
        counts.turnarounds += usize::from(ask.turnaround);
        counts.rejections += usize::from(ask.rejection);
    }
    for id in book.counted(|marker| matches!(marker, Marker::Plan | Marker::Lesson | Marker::Review)) {
        match book.record(id).marker {
            Marker::Plan if book.link(id).ask.is_some() => counts.plans_done += 1,
            Marker::Plan => counts.plans_open += 1,
            Marker::Lesson => counts.lessons += 1,
            _ => counts.reviews += 1,
        }
    }
    counts.rest_days = rests(book).iter().map(crate::model::DaySpan::len).sum();
    counts
}

/// What a group is called.
pub(super) fn name(by: &By) -> String {
    match by {
        By::Tag => "tag".to_owned(),
        By::Size => "size".to_owned(),
        By::Via => "via".to_owned(),
        By::Who => "who".to_owned(),
        By::Key(name) => name.clone(),
    }
}

/// The asks by what they have in common; an ask may be in several groups, or in none.
pub(super) fn grouped(config: &Config, asks: &[Ask<'_>], by: &By) -> BTreeMap<String, Group> {
    let mut groups: BTreeMap<String, Group> = BTreeMap::new();
    for ask in asks {
        for name in names(ask, by) {
            let group = groups.entry(name).or_default();
            group.asks += 1;
            if let Some(answer) =
                ask.status.filter(|answer| matches!(answer, Answer::Yes | Answer::Partial | Answer::No))
            {
                group.n += 1;
                group.k += u64::from(is_yes(config, answer));
            }
        }
    }
    groups
}

fn names(ask: &Ask<'_>, by: &By) -> BTreeSet<String> {
    match by {
        By::Tag => ask
            .tags()
            .iter()
            .flat_map(|tag| {
                tag.match_indices('/').map(|(at, _)| tag[..at].to_owned()).chain([tag.to_owned()])
            })
            .collect(),
        By::Size => ask.size().iter().map(|size| size.word().to_owned()).collect(),
        By::Via => ask.via().iter().map(|via| crate::model::fold(via)).collect(),
        By::Who => ask.whos().into_iter().map(str::to_owned).collect(),
        By::Key(name) => ask
            .keys()
            .iter()
            .filter(|(own, _)| **own == **name)
            .map(|(_, value)| match value {
                DeclaredValue::Number(value) => crate::list::number(*value).to_string(),
                DeclaredValue::Text(words) => words.to_string(),
                DeclaredValue::Date(day) => day.to_string(),
            })
            .collect(),
    }
}

/// The stages of `#step/…`, each ask counted once in each, the most reached first.
pub(super) fn stages(book: &Book, asks: &[Ask<'_>]) -> Vec<Stage> {
    let mut reached: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for ask in asks {
        let mut seen = BTreeSet::new();
        for event in ask.events().iter().filter(|event| event.kind == Marker::Step) {
            let record = book.record(event.record);
            // The part after `/` is the record's first tag.
            let is_stage = record.marker_span().range().len() > "#step".len();
            let Some(stage) = record.tags().first().filter(|_| is_stage) else { continue };
            if seen.insert(stage) {
                reached.entry(stage.to_string()).or_default().push((event.day - ask.day).num_days() as f64);
            }
        }
    }
    let mut stages: Vec<Stage> = reached
        .into_iter()
        .map(|(name, days)| Stage { name, asks: days.len(), median_days: median(&days).unwrap_or(0.0) })
        .collect();
    stages.sort_by(|a, b| b.asks.cmp(&a.asks).then(a.name.cmp(&b.name)));
    stages
}

/// What the yeses were worth, by currency; the empty one for amounts without.
pub(super) fn worth(config: &Config, asks: &[Ask<'_>]) -> BTreeMap<String, f64> {
    let mut sums: BTreeMap<String, f64> = BTreeMap::new();
    for ask in asks.iter().filter(|ask| ask.status.is_some_and(|answer| is_yes(config, answer))) {
        if let Some(worth) = ask.worth() {
            *sums.entry(worth.currency.as_deref().unwrap_or_default().to_owned()).or_default() +=
                worth.amount;
        }
    }
    sums
}

/// The open asks, by what to do first: overdue, then by due date, then the longest out.
pub(super) fn next(asks: &[Ask<'_>]) -> Vec<NextAsk> {
    let mut open: Vec<&Ask<'_>> = asks.iter().filter(|ask| ask.status.is_none()).collect();
    open.sort_by_key(|ask| (!ask.overdue, ask.due.is_none(), ask.due, ask.day, ask.record));
    open.into_iter()
        .map(|ask| NextAsk {
            id: ask.id().map(str::to_owned),
            title: ask.title().to_owned(),
            date: ask.day,
            days: ask.days(),
            due: ask.due,
            overdue: ask.overdue,
        })
        .collect()
}

/// How many lessons and plans are shown.
const SHOWN: usize = 3;

/// The latest lessons, the newest first.
pub(super) fn latest_lessons(book: &Book, scope: &Scope<'_>) -> Vec<(Day, String)> {
    book.counted(|marker| marker == Marker::Lesson)
        .into_iter()
        .rev()
        .filter(|id| book.link(*id).ask.is_none_or(|ask| (scope.keep)(ask)))
        .filter_map(|id| Some((book.record(id).day?, book.record(id).title().to_owned())))
        .filter(|(day, _)| {
            scope.since.is_none_or(|since| since <= *day) && scope.until.is_none_or(|until| *day <= until)
        })
        .take(SHOWN)
        .collect()
}

/// The plans that were put off the longest; those with no day come first.
pub(super) fn put_off(book: &Book) -> Vec<PlanPutOff> {
    book.counted(|marker| marker == Marker::Plan)
        .into_iter()
        .filter(|id| book.link(*id).ask.is_none() && book.record(*id).day.is_none_or(|day| day <= book.today))
        .take(SHOWN)
        .map(|id| PlanPutOff { title: book.record(id).title().to_owned(), day: book.record(id).day })
        .collect()
}
