//! Weeks, and the months and years that are made of them.
//!
//! Where only weeks may be shown, a week is whole in one month: the sums of a month must not tell on which side of its
//! end an ask was. Where days may be shown, months are those of the calendar, and a week that reaches over the end of
//! one is told in two parts.

use super::super::tally::Tally;
use super::almanac::Almanac;
use super::count;
use crate::book::{Ask, Book};
use crate::config::Config;
use crate::model::Day;
use chrono::{Datelike, Days};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Weeks with nothing in them that are told one by one at the end; more of them are told together.
const QUIET_WEEKS: usize = 4;

/// A week with what happened in it.
#[derive(Debug, Clone, Serialize)]
pub struct Week {
    /// Its first day.
    pub start: Day,
    /// Asks, by the day of the ask.
    pub asks: i64,
    /// Answers that count as a rejection, by the day of the answer.
    pub noes: i64,
    /// Yeses, by the day of the answer.
    pub yeses: i64,
    /// Whether its last day is before today.
    pub complete: bool,
}

/// A month.
#[derive(Debug, Clone, Serialize)]
pub struct Month {
    /// Its first day.
    pub start: Day,
    /// `2026-03`
    pub name: String,
    /// What came of the asks made in it.
    pub outcomes: Tally,
    /// Answers in it that count as a rejection.
    pub noes: i64,
    /// Yeses that came in it.
    pub yeses: i64,
    /// First days of its weeks; where days may be shown, of the weeks with a day in it.
    pub weeks: Vec<Day>,
    /// Its weeks; where days may be shown, only so much of them as is in it.
    #[serde(skip)]
    pub(crate) rows: Vec<Week>,
}

/// A year.
#[derive(Debug, Clone, Serialize)]
pub struct Year {
    /// `2026`
    pub year: i32,
    /// What came of the asks made in it.
    pub outcomes: Tally,
    /// Answers in it that count as a rejection.
    pub noes: i64,
    /// Yeses that came in it.
    pub yeses: i64,
    /// Weeks with an ask in them.
    pub active_weeks: i64,
    /// Names of its months.
    pub months: Vec<String>,
}

/// Every week from the first ask to today's.
pub(super) fn weeks(book: &Book, config: &Config, asks: &[&Ask<'_>]) -> Vec<Week> {
    let Some(first) = asks.first() else { return Vec::new() };
    let mut weeks: BTreeMap<Day, Week> = BTreeMap::new();
    let mut start = config.week_starts.week_of(first.day).first;
    while start <= book.today {
        let last = config.week_starts.week_of(start).last;
        weeks.insert(start, Week { start, asks: 0, noes: 0, yeses: 0, complete: last < book.today });
        match start.checked_add_days(Days::new(7)) {
            Some(next) => start = next,
            None => break,
        }
    }
    let of = |day: Day| config.week_starts.week_of(day).first;
    for ask in asks {
        if let Some(week) = weeks.get_mut(&of(ask.day)) {
            week.asks += 1;
        }
        if let Some(week) = ask.answered.and_then(|day| weeks.get_mut(&of(day))) {
            week.noes += i64::from(ask.rejection);
            week.yeses += i64::from(is_yes(config, ask));
        }
    }
    weeks.into_values().collect()
}

/// Cuts off a long end with nothing in it, and gives the first day of what was cut. `told` is the last day of a released
/// record.
pub(super) fn cut_quiet_end(weeks: &mut Vec<Week>, told: Option<Day>) -> Option<Day> {
    let is_busy =
        |week: &Week| week.asks + week.noes + week.yeses > 0 || told.is_some_and(|day| week.start <= day);
    let kept = weeks.iter().rposition(is_busy)? + 1;
    let quiet = weeks.get(kept..).filter(|quiet| quiet.len() > QUIET_WEEKS)?.first()?.start;
    weeks.truncate(kept);
    Some(quiet)
}

/// Whether an ask's answer is a yes to this notebook.
pub(super) fn is_yes(config: &Config, ask: &Ask<'_>) -> bool {
    ask.status.is_some_and(|answer| config.is_yes(answer))
}

pub(super) fn months(weeks: &[Week], asks: &[&Ask<'_>], config: &Config, almanac: &Almanac) -> Vec<Month> {
    let Some(first) = asks.first() else { return Vec::new() };
    let mut months: BTreeMap<Day, Month> = BTreeMap::new();
    for week in weeks {
        for start in almanac.parts(week.start, first.day) {
            let month = months.entry(almanac.month_of(start)).or_insert_with_key(|start| month(*start));
            month.weeks.push(week.start);
            month.rows.push(Week { start, asks: 0, noes: 0, yeses: 0, complete: week.complete });
        }
    }
    for ask in asks {
        if let Some(month) = months.get_mut(&almanac.month_of(ask.day)) {
            month.outcomes.add(ask);
            month.row_of(ask.day).into_iter().for_each(|row| row.asks += 1);
        }
        let answered = ask.answered.filter(|day| *day <= almanac.today);
        if let Some((day, month)) =
            answered.and_then(|day| Some((day, months.get_mut(&almanac.month_of(day))?)))
        {
            let (noes, yeses) = (i64::from(ask.rejection), i64::from(is_yes(config, ask)));
            month.noes += noes;
            month.yeses += yeses;
            if let Some(row) = month.row_of(day) {
                row.noes += noes;
                row.yeses += yeses;
            }
        }
    }
    months.into_values().collect()
}

impl Month {
    /// The week, or the part of it, that holds this day.
    fn row_of(&mut self, day: Day) -> Option<&mut Week> {
        self.rows.iter_mut().rev().find(|row| row.start <= day)
    }
}

fn month(start: Day) -> Month {
    Month {
        start,
        name: start.format("%Y-%m").to_string(),
        outcomes: Tally::default(),
        noes: 0,
        yeses: 0,
        weeks: Vec::new(),
        rows: Vec::new(),
    }
}

pub(super) fn years(months: &[Month], asks: &[&Ask<'_>], almanac: &Almanac) -> Vec<Year> {
    let mut years: BTreeMap<i32, Year> = BTreeMap::new();
    for month in months {
        let year = month.start.year();
        let entry = years.entry(year).or_insert_with(|| Year {
            year,
            outcomes: Tally::default(),
            noes: 0,
            yeses: 0,
            active_weeks: 0,
            months: Vec::new(),
        });
        entry.months.push(month.name.clone());
        entry.noes += month.noes;
        entry.yeses += month.yeses;
    }
    let mut active = BTreeSet::new();
    for ask in asks {
        if let Some(year) = years.get_mut(&almanac.month_of(ask.day).year()) {
            year.outcomes.add(ask);
            active.insert((year.year, almanac.week_of(ask.day)));
        }
    }
    for year in years.values_mut() {
        year.active_weeks = count(active.iter().filter(|(of, _)| *of == year.year).count());
    }
    years.into_values().collect()
}
