//! What a report is about: which asks of which days, and how they are put together.

use crate::book::AskId;
use crate::config::{Challenge, Config};
use crate::model::{Day, DaySpan};
use chrono::Datelike;

/// What a report is about.
pub struct Scope<'a> {
    /// The challenge that is meant, if any holds today.
    pub challenge: Option<&'a Challenge>,
    /// Only asks made on this day or later; the challenge's own count is not touched by it.
    pub since: Option<Day>,
    /// Only asks made on this day or earlier.
    pub until: Option<Day>,
    /// What one bar stands for.
    pub period: Period,
    /// One more table.
    pub by: Option<By>,
    /// Which asks are meant: all that the asker ever made, as far as these reports may know.
    pub keep: &'a (dyn Fn(AskId) -> bool + Sync),
    /// Which of those the report is about. What it says of the asker (the first ask, the bravest so far, what is new, the
    /// usual week) it says of all that are meant: what it is not about happened all the same.
    pub fits: &'a (dyn Fn(AskId) -> bool + Sync),
}

impl<'a> Scope<'a> {
    /// All asks of all days, week by week.
    pub fn whole(challenge: Option<&'a Challenge>) -> Self {
        let period = Period::Week;
        Self { challenge, since: None, until: None, period, by: None, keep: &|_| true, fits: &|_| true }
    }

    /// Whether a day is one of those that are meant.
    pub(super) fn holds(&self, day: Day) -> bool {
        self.since.is_none_or(|since| since <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// Whether it is about an ask, on whatever day.
    pub(super) fn is_about(&self, ask: AskId) -> bool {
        (self.keep)(ask) && (self.fits)(ask)
    }

    /// Whether all days are meant.
    pub(super) fn has_all_days(&self) -> bool {
        self.since.is_none() && self.until.is_none()
    }

    /// What of a span is meant.
    pub(super) fn part_of(&self, span: DaySpan) -> Option<DaySpan> {
        let first = self.since.map_or(span.first, |since| since.max(span.first));
        let last = self.until.map_or(span.last, |until| until.min(span.last));
        (first <= last).then_some(DaySpan { first, last })
    }
}

/// A stretch of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// A day.
    Day,
    /// A week, as the notebook starts it.
    Week,
    /// A calendar month.
    Month,
    /// A calendar quarter.
    Quarter,
    /// A calendar year.
    Year,
}

/// What asks are grouped by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// Each of its tags, nested ones under those around them too.
    Tag,
    /// Small, medium, big.
    Size,
    /// The way.
    Via,
    /// Who was asked.
    Who,
    /// A key that the notebook declares, by its folded name.
    Key(String),
}

/// The span that a period has around a day.
pub(super) fn period_of(period: Period, day: Day, config: &Config) -> DaySpan {
    let whole = match period {
        Period::Day => Some(DaySpan::day(day)),
        Period::Week => Some(config.week_starts.week_of(day)),
        Period::Month => DaySpan::month(day.year(), day.month()),
        Period::Quarter => DaySpan::quarter(day.year(), day.month0() / 3 + 1),
        Period::Year => DaySpan::year(day.year()),
    };
    whole.unwrap_or(DaySpan::day(day))
}
