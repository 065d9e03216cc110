//! What is worth celebrating: round numbers of asks, noes and yeses, the bravest ask, the longest wait answered,
//! what turned around after a no or a silence. Noes and yeses alike.

use super::fact::{Fact, record_of};
use super::facts::Facts;
use super::scope::Scope;
use super::words::{count, grouped};
use crate::book::{Book, RecordId};
use crate::model::Day;
use chrono::Days;

/// Something worth celebrating, and the day on which it came to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Milestone {
    /// Its day.
    pub day: Day,
    /// What it is.
    pub kind: MilestoneKind,
    /// The record of the ask that made it.
    pub ask: RecordId,
}

/// What may be celebrated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MilestoneKind {
    /// So many asks.
    Asks(usize),
    /// So many asks with an answer that the notebook counts as a no.
    Rejections(usize),
    /// So many yeses.
    Yeses(usize),
    /// The ask with the most fear before it, of all so far.
    Bravest(u8),
    /// The first answer that took the most days, of all so far.
    LongestWait(i64),
    /// A yes or partial after a no or silence.
    Turnaround,
}

/// The numbers of asks and of noes that are celebrated, in order.
const ROUND: [usize; 8] = [1, 10, 50, 100, 250, 500, 750, 1000];
/// A wait of fewer days is none to speak of.
const WAIT: u32 = 7;
/// After the first, each so many yeses are celebrated.
const YESES: usize = 50;

impl Milestone {
    /// What it is, in words that name nobody and quote nothing.
    pub fn what(&self) -> String {
        match self.kind {
            MilestoneKind::Asks(number) => nth(number, "ask"),
            MilestoneKind::Rejections(number) => nth(number, "rejection"),
            MilestoneKind::Yeses(number) => nth(number, "yes"),
            MilestoneKind::Bravest(fear) => format!("the bravest ask so far (fear {fear})"),
            MilestoneKind::LongestWait(days) => {
                format!(
                    "the longest wait that was answered so far ({})",
                    count(usize::try_from(days).unwrap_or(0), "day", "days")
                )
            }
            MilestoneKind::Turnaround => turned_around(1),
        }
    }
}

fn turned_around(number: usize) -> String {
    let what = "turned around after a no or a silence";
    if number == 1 { format!("an ask that {what}") } else { format!("{} asks that {what}", grouped(number)) }
}

/// What they are, each once: all that turned around are told together.
pub(super) fn in_words<'m>(milestones: impl Iterator<Item = &'m Milestone> + Clone) -> Vec<String> {
    let is_turned = |reached: &&Milestone| reached.kind == MilestoneKind::Turnaround;
    let turned = milestones.clone().filter(is_turned).count();
    let mut words = Vec::new();
    let mut is_told = false;
    for reached in milestones {
        if !is_turned(&reached) {
            words.push(reached.what());
        } else if !std::mem::replace(&mut is_told, true) {
            words.push(turned_around(turned));
        }
    }
    words
}

fn nth(number: usize, what: &str) -> String {
    match number {
        1 => format!("the first {what}"),
        _ => format!("the {}th {what}", grouped(number)),
    }
}

/// A count, up to the next number that is celebrated.
#[derive(Default)]
struct Round {
    count: usize,
    celebrated: usize,
}

impl Round {
    /// Counts one more, and gives the count where it is celebrated.
    fn reached(&mut self) -> Option<usize> {
        self.count += 1;
        let is_round = ROUND.get(self.celebrated) == Some(&self.count);
        self.celebrated += usize::from(is_round);
        is_round.then_some(self.count)
    }
}

/// The milestones of the asker's whole history, in order of their days: those on the days of `scope`, by asks like those
/// that the report is about.
pub(super) fn milestones(book: &Book, facts: &Facts<'_>, scope: &Scope<'_>) -> Vec<Milestone> {
    let mut found: Vec<Milestone> = Vec::new();
    let mut add = |day: Day, kind: MilestoneKind, fact: &Fact| {
        if fact.fits && scope.holds(day) {
            found.push(Milestone { day, kind, ask: record_of(book, fact) });
        }
    };
    let mut bravest: Option<&Fact> = None;
    let mut asks = Round::default();
    for fact in facts.known() {
        if let Some(number) = asks.reached() {
            add(fact.day, MilestoneKind::Asks(number), fact);
        }
        if fact.fear.unwrap_or(0) > bravest.and_then(|fact| fact.fear).unwrap_or(0) {
            bravest = Some(fact);
        }
    }
    if let Some((fact, fear)) = bravest.and_then(|fact| Some((fact, fact.fear?))) {
        add(fact.day, MilestoneKind::Bravest(fear), fact);
    }
    let (mut rejections, mut yeses) = (Round::default(), 0);
    // A wait is over with the first answer, which may be earlier than the one that counts.
    let first_answer = |fact: &Fact| fact.day.checked_add_days(Days::new(fact.wait.into()));
    let mut longest: Option<(&Fact, Day)> = None;
    for fact in facts.known_answered() {
        let Some(day) = fact.answered else { continue };
        if fact.rejection
            && let Some(number) = rejections.reached()
        {
            add(day, MilestoneKind::Rejections(number), fact);
        }
        if fact.yes {
            yeses += 1;
            if yeses == 1 || yeses % YESES == 0 {
                add(day, MilestoneKind::Yeses(yeses), fact);
            }
        }
        if fact.turnaround {
            add(day, MilestoneKind::Turnaround, fact);
        }
        if let Some(day) = first_answer(fact).filter(|_| fact.came.is_some() && fact.wait >= WAIT)
            && longest.is_none_or(|(other, first)| (other.wait, day) < (fact.wait, first))
        {
            longest = Some((fact, day));
        }
    }
    if let Some((fact, day)) = longest {
        add(day, MilestoneKind::LongestWait(fact.wait.into()), fact);
    }
    found.sort_by_key(|milestone| (milestone.day, milestone.kind));
    found
}
