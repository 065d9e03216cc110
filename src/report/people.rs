//! Who was asked lately, and whether before.

use super::fact::{Fact, ask_of};
use super::facts::Facts;
use super::{Period, period_of};
use crate::book::{Book, Event};
use crate::config::Config;
use crate::model::{Answer, Day, Marker};
use std::collections::BTreeMap;

/// What there is to know of those who were asked this month or this week, of the asker's whole history.
#[derive(Default)]
pub(super) struct People<'b> {
    /// How many were first asked this month.
    pub new: usize,
    /// Asked this week sooner than `again_after`: the days since the ask before.
    pub again: BTreeMap<&'b str, i64>,
    /// Asked this week although their last answer was a no: the day of that.
    pub after_no: BTreeMap<&'b str, Day>,
}

impl<'b> People<'b> {
    pub fn of(book: &'b Book, config: &Config, facts: &Facts<'_>) -> Self {
        let week = period_of(Period::Week, book.today, config).first;
        let month = period_of(Period::Month, book.today, config).first;
        let since = week.min(month);
        // Those asked lately are few: of all others nothing needs to be kept.
        let lately = facts.known().rev().take_while(|fact| fact.day >= since);
        let mut last: Vec<Option<Option<&Fact>>> = vec![None; book.whos().len()];
        let mut people = Self::default();
        let mut is_nobody = true;
        for who in lately.flat_map(|fact| ask_of(book, fact).who_ids()) {
            last[*who as usize] = Some(None);
            is_nobody = false;
        }
        if is_nobody {
            return people;
        }
        for fact in facts.known() {
            for who in ask_of(book, fact).who_ids() {
                let Some(known) = &mut last[*who as usize] else { continue };
                let before = known.replace(fact);
                people.meet(book, config, book.who_of(*who), fact, before, (week, month));
            }
        }
        people
    }

    fn meet(
        &mut self,
        book: &Book,
        config: &Config,
        who: &'b str,
        fact: &Fact,
        before: Option<&Fact>,
        (week, month): (Day, Day),
    ) {
        let Some(before) = before else {
            self.new += usize::from(fact.day >= month);
            return;
        };
        if fact.day < week {
            return;
        }
        if let Some(day) = no_before(ask_of(book, before).events(), fact.day) {
            self.after_no.insert(who, day);
        } else if config.care.again_after.after(before.day) > fact.day {
            self.again.insert(who, (fact.day - before.day).num_days());
        }
    }
}

/// The day of the no that stood on `day`.
fn no_before(events: &[Event], day: Day) -> Option<Day> {
    let mut answers =
        events.iter().filter(|event| event.day <= day && matches!(event.kind, Marker::Answer(_)));
    answers.next_back().filter(|event| event.kind == Marker::Answer(Answer::No)).map(|event| event.day)
}
