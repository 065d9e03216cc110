//! Round numbers, and when they were reached, as the report has them. Private asks are not among them, nor is what
//! was felt.

use super::count;
use crate::config::{Challenge, Config, Goal};
use crate::model::Day;
use crate::report::{MilestoneKind, Report};
use serde::Serialize;

/// A round number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Milestone {
    /// Its day, or the first day of its week.
    pub when: Day,
    /// The first day of its week.
    pub week: Day,
    /// The key of its words.
    pub word: &'static str,
    /// Which number.
    pub n: i64,
}

pub(super) fn milestones(report: &Report, challenge: Option<&Challenge>, config: &Config) -> Vec<Milestone> {
    let goal = |of: Goal, number: usize| {
        challenge.is_some_and(|challenge| challenge.of == of && challenge.goal as usize == number)
    };
    report
        .milestones
        .iter()
        .filter_map(|milestone| {
            let (word, n) = match milestone.kind {
                MilestoneKind::Asks(n) if goal(Goal::Asks, n) => ("milestone_goal", n),
                MilestoneKind::Rejections(n) if goal(Goal::Rejections, n) => ("milestone_goal", n),
                MilestoneKind::Asks(n) => ("milestone_asks", n),
                MilestoneKind::Rejections(n) => ("milestone_noes", n),
                MilestoneKind::Yeses(n) => ("milestone_yeses", n),
                MilestoneKind::Turnaround => ("milestone_turnaround", 1),
                // Fear is nobody's business, and days of waiting would tell more than weeks.
                MilestoneKind::Bravest(_) | MilestoneKind::LongestWait(_) => return None,
            };
            let week = config.week_starts.week_of(milestone.day).first;
            let when = if config.site.by_day { milestone.day } else { week };
            Some(Milestone { when, week, word, n: count(n) })
        })
        .collect()
}
