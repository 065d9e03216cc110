//! How long answers take, and the chance that one still comes (statistics, section 2).

use super::fact::Fact;
use super::facts::Facts;
use super::minimums::{still_at_risk, waiting_answers};
use crate::config::Minimums;
use crate::model::Answer;
use crate::stats::{Outcomes, Survival, Waits, aalen_johansen};
use std::collections::HashMap;

/// How long answers take.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// The days from ask to first real answer.
    pub survival: Survival,
    /// Whether the minimum is met.
    pub told: bool,
    /// The shares of yes, partial and no, and of those still open, where the minimum is met.
    pub outcomes: Option<Outcomes<3>>,
    /// The same on the last day on which enough asks were still out for words, with that day.
    pub so_far: Option<(u32, Outcomes<3>)>,
    /// The curve of each tag of which the minimum is met, the most asks first.
    pub by_tag: Vec<(String, Survival)>,
}

/// The chance that an open ask is still answered, and whose asks it is taken from.
#[derive(Debug, Clone, PartialEq)]
pub struct Later {
    /// From 0 to 1.
    pub chance: f64,
    /// How many asks were still open at that age.
    pub of: u64,
    /// How many of them were so after it, too: no answer came on that very day.
    pub out: u64,
    /// The tag that they share; none for all asks.
    pub tag: Option<String>,
}

/// The curves, by the number of their tag.
pub(super) struct Curves {
    all: Survival,
    by_tag: HashMap<u32, Survival>,
    at_risk: u64,
    told: bool,
}

fn is_told(curve: &Survival, minimums: &Minimums) -> bool {
    curve.asks() >= u64::from(minimums.waiting) && curve.answers() >= waiting_answers(minimums)
}

impl Curves {
    pub fn of(facts: &Facts<'_>, minimums: &Minimums) -> Self {
        let mut all = Waits::default();
        let enough = |asks: usize| asks >= minimums.waiting as usize;
        let mut by_tag: Vec<Option<Waits>> =
            facts.by_tag().iter().map(|group| enough(group.asks).then(Waits::default)).collect();
        for fact in facts.kept() {
            let waited = fact.waited();
            all.add(waited);
            for tag in facts.tags(fact) {
                if let Some(waits) = &mut by_tag[*tag as usize] {
                    waits.add(waited);
                }
            }
        }
        let by_tag = (0..).zip(by_tag).filter_map(|(tag, waits)| Some((tag, waits?.curve())));
        let all = all.curve();
        Self {
            told: is_told(&all, minimums),
            by_tag: by_tag.filter(|(_, curve)| is_told(curve, minimums)).collect(),
            all,
            at_risk: still_at_risk(minimums),
        }
    }

    /// The chance for an open ask: from the first of its tags of which there is enough, or else from all.
    pub fn later(&self, facts: &Facts<'_>, fact: &Fact) -> Option<Later> {
        let chance = |curve: &Survival, tag: Option<&str>| {
            let later = curve.later_answer(fact.days).filter(|later| later.at_risk >= self.at_risk)?;
            let answers =
                curve.step_at(fact.days).filter(|step| step.day == fact.days).map_or(0, |step| step.answers);
            let (of, out) = (later.at_risk, later.at_risk - answers);
            Some(Later { chance: later.chance, of, out, tag: tag.map(str::to_owned) })
        };
        let of_tag = facts
            .tags(fact)
            .iter()
            .find_map(|tag| chance(self.by_tag.get(tag)?, facts.tag_names().get(*tag as usize).copied()));
        of_tag.or_else(|| chance(&self.all, None).filter(|_| self.told))
    }

    pub fn waiting(self, facts: &Facts<'_>) -> Waiting {
        let days = if self.told {
            aalen_johansen::<3>(facts.kept().map(|fact| (fact.wait, cause(fact))))
        } else {
            Vec::new()
        };
        let so_far = days.iter().rfind(|day| day.at_risk >= self.at_risk);
        let so_far = so_far.map(|day| (day.day, day.outcomes.clone()));
        let name = |tag: u32| {
            facts.tag_names().get(tag as usize).map_or_else(String::new, |name| (*name).to_owned())
        };
        let mut by_tag: Vec<(String, Survival)> =
            self.by_tag.into_iter().map(|(tag, curve)| (name(tag), curve)).collect();
        by_tag.sort_by(|a, b| b.1.asks().cmp(&a.1.asks()).then(a.0.cmp(&b.0)));
        let outcomes = days.last().map(|last| last.outcomes.clone());
        Waiting { survival: self.all, told: self.told, outcomes, so_far, by_tag }
    }
}

fn cause(fact: &Fact) -> Option<usize> {
    Some(match fact.came? {
        Answer::Yes => 0,
        Answer::Partial => 1,
        _ => 2,
    })
}
