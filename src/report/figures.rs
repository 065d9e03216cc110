//! Figures with their minimums: rates and what to expect (statistics, sections 1 and 4), with those of waiting and
//! of feelings beside them.

use super::facts::Facts;
use super::feelings::{Feeling, Feelings, feelings};
use super::standing::Standing;
use super::waiting::{Curves, Waiting};
use crate::config::{Challenge, Config, Goal};
use crate::model::Answer;
use crate::stats::{Expected, Rate, asks_to_go, at_least_one, expect, median_of_counts, no_yes_bound};

/// Figures of the asks that are meant; those below their minimum are none.
#[derive(Debug, Clone)]
pub struct Figures {
    /// Yeses of the answered: yes, partial, no.
    pub answered: Rate,
    /// Yeses of the closed: the answered and silences.
    pub closed: Rate,
    /// Yeses of all asks.
    pub all: Rate,
    /// How high the rate of yes may still be.
    pub no_yes_bound: Option<f64>,
    /// Noes, as long as there is no yes.
    pub noes_without_yes: Option<u64>,
    /// Whether the rate of yes will likely rise: asks are open, it is below 1, and noes came sooner than yeses so far.
    pub low_while_open: bool,
    /// How long answers take.
    pub waiting: Waiting,
    /// Yeses of the closed of the asker's whole history: what to expect rests on it.
    pub closed_in_all: Rate,
    /// The yeses among the asks that the goal still takes.
    pub expected: Option<Expected>,
    /// The chance of a yes among the next ten asks.
    pub yes_in_next_10: Option<f64>,
    /// Fear by the day of the ask.
    pub fear: Feeling,
    /// Sting of noes and silences by the day of the answer.
    pub sting: Feeling,
    /// The two together, and the asker's own odds.
    pub feelings: Feelings,
}

pub(super) fn figures(
    config: &Config,
    challenge: Option<(&Challenge, &Standing)>,
    facts: &Facts<'_>,
    curves: Curves,
) -> Figures {
    let (mut yes, mut answered, mut closed, mut all, mut noes, mut open) = (0, 0, 0, 0, 0, 0);
    let (mut yes_in_all, mut closed_in_all, mut rejections) = (0, 0, 0);
    // What is to come counts by this challenge, and so here does what came in any other.
    let is_counted = |answer| challenge.is_some_and(|(challenge, _)| challenge.counts.contains(&answer));
    for fact in facts.known() {
        yes_in_all += u64::from(fact.yes);
        closed_in_all += u64::from(fact.is_closed());
        rejections += u64::from(fact.is_closed() && fact.status.is_some_and(is_counted));
        if fact.kept {
            all += 1;
            yes += u64::from(fact.yes);
            answered += u64::from(fact.is_answered());
            closed += u64::from(fact.is_closed());
            noes += u64::from(fact.status == Some(Answer::No));
            open += u64::from(fact.status.is_none());
        }
    }
    let minimums = &config.minimums;
    let closed_in_all = Rate::new(yes_in_all, closed_in_all);
    let expect_told = closed_in_all.n() >= u64::from(minimums.expect);
    let open_end = challenge.filter(|(_, standing)| expect_told && !standing.ended);
    let to_go = open_end.and_then(|(_, standing)| match standing.of {
        Goal::Asks => Some(u64::from(standing.remaining)),
        Goal::Rejections => asks_to_go(standing.remaining.into(), closed_in_all.n(), rejections),
    });
    let (fear, sting, feelings) = feelings(facts, minimums);
    let low_while_open = yes < answered && open > 0 && noes_came_sooner(facts);
    Figures {
        answered: Rate::new(yes, answered),
        all: Rate::new(yes, all),
        no_yes_bound: no_yes_bound(noes).filter(|_| yes == 0 && noes >= u64::from(minimums.no_yes_bound)),
        noes_without_yes: (yes == 0).then_some(noes),
        low_while_open,
        expected: to_go.and_then(|asks| expect(closed_in_all, asks)),
        yes_in_next_10: at_least_one(closed_in_all, 10).filter(|_| expect_told),
        waiting: curves.waiting(facts),
        fear,
        sting,
        feelings,
        closed: Rate::new(yes, closed),
        closed_in_all,
    }
}

/// Whether half of the noes had their first answer after fewer days than half of the yeses.
fn noes_came_sooner(facts: &Facts<'_>) -> bool {
    // How many came after so many days, which are few.
    let (mut noes, mut yeses) = (Vec::new(), Vec::new());
    for fact in facts.kept() {
        let days: &mut Vec<u64> = match fact.status {
            _ if fact.yes => &mut yeses,
            Some(Answer::No) => &mut noes,
            _ => continue,
        };
        let day = fact.wait as usize;
        if day >= days.len() {
            days.resize(day + 1, 0);
        }
        days[day] += 1;
    }
    median_of_counts(&noes).zip(median_of_counts(&yeses)).is_some_and(|(no, yes)| no < yes)
}
