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
pub(super) struct Counts {
    pub all: usize,
    pub open: usize,
    pub overdue: usize,
    pub yes: usize,
    pub partial: usize,
    pub no: usize,
    pub silence: usize,
    pub withdrawn: usize,
    pub turnarounds: usize,
    pub rejections: usize,
    pub plans_open: usize,
    pub plans_done: usize,
    pub lessons: usize,
    pub reviews: usize,
    pub rest_days: i64,
}

/// Asks that have something in common: how many, and the yeses of those answered.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Group {
    pub asks: usize,
    pub k: u64,
    pub n: u64,
}

impl Group {
    pub fn rate(&self) -> Rate {
        Rate::new(self.k, self.n)
    }
}

/// How many asks reached a stage, and after how many days.
#[derive(Debug, Clone)]
pub(super) struct Stage {
    pub name: String,
    pub asks: usize,
    pub median_days: f64,
}

/// An open ask.
#[derive(Debug, Clone)]
pub(super) struct NextAsk {
    pub id: Option<String>,
    pub title: String,
    pub date: Day,
    pub days: i64,
    pub due: Option<Day>,
    pub overdue: bool,
}

/// A plan that was not carried out.
#[derive(Debug, Clone)]
pub(super) struct PlanPutOff {
    pub title: String,
    pub day: Option<Day>,
}

pub(super) fn counts(book: &Book, asks: &[&Ask]) -> Counts {
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
            Marker::Plan if book.links[id].ask.is_some() => counts.plans_done += 1,
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
pub(super) fn grouped(book: &Book, config: &Config, asks: &[&Ask], by: &By) -> BTreeMap<String, Group> {
    let mut groups: BTreeMap<String, Group> = BTreeMap::new();
    for ask in asks {
        for name in names(book, ask, by) {
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

fn names(book: &Book, ask: &Ask, by: &By) -> BTreeSet<String> {
    match by {
        By::Tag => ask
            .tags
            .iter()
            .flat_map(|tag| {
                tag.match_indices('/').map(|(at, _)| tag[..at].to_owned()).chain([tag.to_string()])
            })
            .collect(),
        By::Size => ask.size.iter().map(|size| size.word().to_owned()).collect(),
        By::Via => ask.via.iter().map(|via| crate::model::fold(via)).collect(),
        By::Who => ask.whos.iter().map(|who| book.who(who).to_owned()).collect(),
        By::Key(name) => ask
            .keys
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
pub(super) fn stages(book: &Book, asks: &[&Ask]) -> Vec<Stage> {
    let mut reached: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for ask in asks {
        let mut seen = BTreeSet::new();
        for event in ask.events.iter().filter(|event| event.kind == Marker::Step) {
            let record = book.record(event.record);
            // The part after `/` is the record's first tag.
            let is_stage = record.marker_span.range().len() > "#step".len();
            let Some(stage) = record.tags.first().filter(|_| is_stage) else { continue };
            if seen.insert(stage.clone()) {
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
pub(super) fn worth(config: &Config, asks: &[&Ask]) -> BTreeMap<String, f64> {
    let mut sums: BTreeMap<String, f64> = BTreeMap::new();
    for ask in asks.iter().filter(|ask| ask.status.is_some_and(|answer| is_yes(config, answer))) {
        if let Some(worth) = &ask.worth {
            *sums.entry(worth.currency.as_deref().unwrap_or_default().to_owned()).or_default() +=
                worth.amount;
        }
    }
    sums
}

/// The open asks, by what to do first: overdue, then by due date, then the longest out.
pub(super) fn next(asks: &[&Ask]) -> Vec<NextAsk> {
    let mut open: Vec<&&Ask> = asks.iter().filter(|ask| ask.status.is_none()).collect();
    open.sort_by_key(|ask| (!ask.overdue, ask.due.is_none(), ask.due, ask.day, ask.record));
    open.into_iter()
        .map(|ask| NextAsk {
            id: ask.id.as_deref().map(str::to_owned),
            title: ask.title.to_string(),
            date: ask.day,
            days: ask.days,
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
        .filter(|id| book.links[*id].ask.is_none_or(|ask| (scope.keep)(ask)))
        .filter_map(|id| Some((book.record(id).day?, book.record(id).title.to_string())))
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
        .filter(|id| {
            book.links[*id].ask.is_none() && book.record(*id).day.is_none_or(|day| day <= book.today)
        })
        .take(SHOWN)
        .map(|id| PlanPutOff { title: book.record(id).title.to_string(), day: book.record(id).day })
        .collect()
}
