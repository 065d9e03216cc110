//! Round numbers, and when they were reached, as the report has them; and the goal, as the challenge counts. Private asks
//! are not among them, nor is what was felt.

use super::almanac::Almanac;
use super::count;
use crate::config::{Challenge, Goal};
use crate::model::Day;
use crate::report::{MilestoneKind, Report};
use serde::Serialize;

/// A round number, or the goal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Milestone {
    /// Its day, or the first day of its week.
    pub when: Day,
    /// The first day of its week.
    pub week: Day,
    /// The first day of the month in which it is told.
    #[serde(skip)]
    pub(crate) month: Day,
    /// The key of its words.
    pub word: &'static str,
    /// Which number.
    pub n: i64,
}

/// The key of the words for what turned around after a no or a silence; its number is how many did.
pub(crate) const TURNAROUND: &str = "milestone_turnaround";

/// `goal` is the challenge's, with the day on which its count reached it.
pub(super) fn milestones(
    report: &Report,
    goal: Option<(&Challenge, Day)>,
    almanac: &Almanac,
) -> Vec<Milestone> {
    let told = |day: Day, word: &'static str, n: usize| {
        let (when, week, month) = (almanac.shown(day), almanac.week_of(day), almanac.month_of(day));
        (day, Milestone { when, week, month, word, n: count(n) })
    };
    // The same number on the same day is told once, as the goal.
    let is_goal = |of: Goal, number: usize, on: Day| {
        goal.is_some_and(|(challenge, day)| {
            challenge.of == of && challenge.goal as usize == number && day == on
        })
    };
    let round = report.milestones.iter().filter_map(|milestone| {
        let (word, n) = match milestone.kind {
            MilestoneKind::Asks(n) if is_goal(Goal::Asks, n, milestone.day) => return None,
            MilestoneKind::Rejections(n) if is_goal(Goal::Rejections, n, milestone.day) => return None,
            MilestoneKind::Asks(n) => ("milestone_asks", n),
            MilestoneKind::Rejections(n) => ("milestone_noes", n),
            MilestoneKind::Yeses(n) => ("milestone_yeses", n),
            MilestoneKind::Turnaround => (TURNAROUND, 1),
            // Fear is nobody's business, and days of waiting would tell more than weeks.
            MilestoneKind::Bravest(_) | MilestoneKind::LongestWait(_) => return None,
        };
        Some(told(milestone.day, word, n))
    });
    let reached = goal.map(|(challenge, day)| told(day, "milestone_goal", challenge.goal as usize));
    let mut all: Vec<(Day, Milestone)> = round.chain(reached).collect();
    all.sort_by_key(|(day, _)| *day);
    let mut told: Vec<Milestone> = Vec::with_capacity(all.len());
    for (_, milestone) in all {
        // What turned around at one time is told together.
        let same = told.iter_mut().find(|other| {
            milestone.word == TURNAROUND && other.word == TURNAROUND && other.when == milestone.when
        });
        match same {
            Some(same) => same.n += milestone.n,
            None => told.push(milestone),
        }
    }
    told
}
