//! Who was asked lately, and whether before.

use super::fact::{Fact, answers_by_day, ask_of};
use super::facts::Facts;
use super::scope::{Period, period_of};
use crate::book::{Book, Event};
use crate::config::Config;
use crate::model::{Answer, Day};
use std::collections::BTreeMap;

/// What there is to know of those who were asked this month or this week, of the asker's whole history.
#[derive(Default)]
pub(super) struct People<'b> {
    /// How many were first asked this month.
    pub new: usize,
    /// Asked this week sooner than `again_after`.
    pub again: BTreeMap<&'b str, Again>,
    /// Asked this week although their last answer was a no: the day of that.
    pub after_no: BTreeMap<&'b str, Day>,
}

/// Somebody who was asked again.
#[derive(Debug, Clone, Copy)]
pub(super) struct Again {
    /// The days since the ask before.
    pub after: i64,
    /// How often on the day of the last ask.
    pub times: usize,
}

/// The last ask of somebody, and how many there were on its day.
#[derive(Clone, Copy)]
struct Asked<'f> {
    fact: &'f Fact,
    times: usize,
}

impl<'b> People<'b> {
    pub fn of(book: &'b Book, config: &Config, facts: &Facts<'_>) -> Self {
        let week = period_of(Period::Week, book.today, config).first;
        let month = period_of(Period::Month, book.today, config).first;
        let since = week.min(month);
        // Those asked lately are few: of all others nothing needs to be kept.
        let lately = facts.known().rev().take_while(|fact| fact.day >= since);
        let mut last: Vec<Option<Option<Asked<'_>>>> = vec![None; book.whos().len()];
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
                let times =
                    known.filter(|before| before.fact.day == fact.day).map_or(1, |before| before.times + 1);
                let now = Asked { fact, times };
                let before = known.replace(now);
                people.meet(book, config, book.who_of(*who), now, before, (week, month));
            }
        }
        people
    }

    fn meet(
        &mut self,
        book: &Book,
        config: &Config,
        who: &'b str,
        Asked { fact, times }: Asked<'_>,
        before: Option<Asked<'_>>,
        (week, month): (Day, Day),
    ) {
        let Some(before) = before.map(|before| before.fact) else {
            self.new += usize::from(fact.day >= month);
            return;
        };
        if fact.day < week {
            return;
        }
        if let Some(day) = no_before(ask_of(book, before).events(), fact.day) {
            self.after_no.insert(who, day);
        } else if config.care.again_after.after(before.day) > fact.day {
            self.again.insert(who, Again { after: (fact.day - before.day).num_days(), times });
        }
    }
}

/// The day of the no that stood on `day`.
fn no_before(events: &[Event], day: Day) -> Option<Day> {
    let answers = answers_by_day(events).into_iter();
    let last = answers.take_while(|(on, _)| *on <= day).last();
    last.filter(|(_, answer)| *answer == Answer::No).map(|(on, _)| on)
}
