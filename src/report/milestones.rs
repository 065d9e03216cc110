//! What is worth celebrating: round numbers of asks, noes and yeses, the bravest ask, the longest wait answered,
//! a no that became a yes. Noes and yeses alike.

use super::weeks::is_yes;
use super::words::grouped;
use crate::book::{Ask, RecordId};
use crate::config::Config;
use crate::model::{Answer, Day};

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
    /// The answer that took the most days, of all so far.
    LongestWait(i64),
    /// A yes or partial after a no or silence.
    Turnaround,
}

/// The numbers of asks and of noes that are celebrated.
const ROUND: [usize; 8] = [1, 10, 50, 100, 250, 500, 750, 1000];
/// After the first, each so many yeses are celebrated.
const YESES: usize = 50;

impl Milestone {
    /// What it is, in words that name nobody and quote nothing.
    pub fn what(&self) -> String {
        match self.kind {
            MilestoneKind::Asks(number) => nth(number, "ask"),
            MilestoneKind::Rejections(number) => nth(number, "no"),
            MilestoneKind::Yeses(number) => nth(number, "yes"),
            MilestoneKind::Bravest(fear) => format!("the bravest ask so far: fear {fear}, and asked"),
            MilestoneKind::LongestWait(days) => {
                format!(
                    "the longest wait so far that was answered: {} days",
                    grouped(days.unsigned_abs() as usize)
                )
            }
            MilestoneKind::Turnaround => "a no that became a yes".to_owned(),
        }
    }
}

fn nth(number: usize, what: &str) -> String {
    match number {
        1 => format!("the first {what}"),
        _ => format!("the {}th {what}", grouped(number)),
    }
}

/// The milestones of `asks`, which are in order of day and place; in order of their days.
pub(super) fn milestones(config: &Config, asks: &[Ask<'_>]) -> Vec<Milestone> {
    let mut found: Vec<Milestone> = Vec::new();
    for (at, ask) in asks.iter().enumerate().filter(|(at, _)| ROUND.contains(&(at + 1))) {
        found.push(Milestone { day: ask.day, kind: MilestoneKind::Asks(at + 1), ask: ask.record });
    }
    // `max_by_key` takes the last of equals: backwards that is the first.
    if let Some((fear, ask)) = asks
        .iter()
        .rev()
        .filter_map(|ask| Some((ask.fear()?, ask)))
        .max_by_key(|(fear, _)| *fear)
        .filter(|(fear, _)| *fear > 0)
    {
        found.push(Milestone { day: ask.day, kind: MilestoneKind::Bravest(fear), ask: ask.record });
    }
    let mut answered: Vec<(Day, Option<RecordId>, Answer, Ask<'_>)> =
        asks.iter().filter_map(|ask| Some((ask.answered?, ask.answer_record(), ask.status?, *ask))).collect();
    answered.sort_by_key(|(day, record, ..)| (*day, *record));
    let (mut rejections, mut yeses) = (0, 0);
    let mut longest: Option<(i64, Day, RecordId)> = None;
    for (day, _, answer, ask) in answered {
        let mut add = |kind| found.push(Milestone { day, kind, ask: ask.record });
        if ask.rejection {
            rejections += 1;
            if ROUND.contains(&rejections) {
                add(MilestoneKind::Rejections(rejections));
            }
        }
        if is_yes(config, answer) {
            yeses += 1;
            if yeses == 1 || yeses % YESES == 0 {
                add(MilestoneKind::Yeses(yeses));
            }
        }
        if ask.turnaround {
            add(MilestoneKind::Turnaround);
        }
        let is_answer = matches!(answer, Answer::Yes | Answer::Partial | Answer::No);
        if is_answer && ask.days() > longest.map_or(0, |(days, ..)| days) {
            longest = Some((ask.days(), day, ask.record));
        }
    }
    if let Some((days, day, ask)) = longest {
        found.push(Milestone { day, kind: MilestoneKind::LongestWait(days), ask });
    }
    found.sort_by_key(|milestone| (milestone.day, milestone.kind));
    found
}
