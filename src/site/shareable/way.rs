//! The line of the chart: how much there was of what the challenge counts, as time went by.

use super::weeks::Week;
use crate::book::Ask;
use crate::config::{Challenge, Config, Goal};
use crate::model::Day;
use chrono::Days;
use std::collections::BTreeMap;

/// How much there was by when. What is private is not in it.
#[derive(Debug, Clone)]
pub struct Way {
    /// The day on which it begins, with nothing.
    pub begin: Day,
    /// The days before which there was so much: the day after a week, or after a day where days may be shown. The last
    /// is the day after today, or after the challenge's last day.
    pub steps: Vec<(Day, i64)>,
}

impl Way {
    /// The day after its last one.
    pub fn until(&self) -> Day {
        self.steps.last().map_or(self.begin, |(day, _)| *day)
    }

    /// How much there is at its end.
    pub fn count(&self) -> i64 {
        self.steps.last().map_or(0, |(_, count)| *count)
    }
}

/// The day on which an ask counts for the challenge, if it does.
pub(super) fn counted(ask: &Ask<'_>, challenge: &Challenge) -> Option<Day> {
    let day = match challenge.of {
        Goal::Asks => Some(ask.day),
        Goal::Rejections => ask.answered.filter(|_| ask.rejection),
    };
    day.filter(|day| challenge.holds(*day))
}

/// The way of the challenge; without one, that of all asks. None before the first week of it.
pub(super) fn way(
    weeks: &[Week],
    asks: &[&Ask<'_>],
    challenge: Option<&Challenge>,
    config: &Config,
    today: Day,
) -> Option<Way> {
    let start = challenge.and_then(|challenge| challenge.start);
    let is_of_it = |week: &&Week| {
        let last = config.week_starts.week_of(week.start).last;
        start.is_none_or(|start| start <= last) && challenge.is_none_or(|one| !one.is_over(week.start))
    };
    let first = weeks.iter().find(is_of_it)?.start;
    let first = if config.site.by_day { asks.first().map_or(first, |ask| ask.day) } else { first };
    let begin = start.map_or(first, |start| start.max(first));
    let until = after(challenge.and_then(|challenge| challenge.end).map_or(today, |end| end.min(today)));
    let day_of = |ask: &&Ask<'_>| challenge.map_or(Some(ask.day), |challenge| counted(ask, challenge));
    let mut counts: BTreeMap<Day, i64> = BTreeMap::new();
    for day in asks.iter().filter_map(day_of).filter(|day| *day < until) {
        let shown = if config.site.by_day { day } else { config.week_starts.week_of(day).first };
        *counts.entry(shown).or_default() += 1;
    }
    let length = if config.site.by_day { 1 } else { 7 };
    let mut steps = Vec::new();
    let mut sum = 0;
    for (day, counted) in counts {
        // What is quiet before it is level.
        if day > steps.last().map_or(begin, |(day, _)| *day) {
            steps.push((day, sum));
        }
        sum += counted;
        steps.push((day.checked_add_days(Days::new(length)).unwrap_or(day).min(until), sum));
    }
    if steps.last().is_none_or(|(day, _)| *day < until) {
        steps.push((until, sum));
    }
    (begin < until).then_some(Way { begin, steps })
}

/// The next day.
pub(super) fn after(day: Day) -> Day {
    day.succ_opt().unwrap_or(day)
}
