//! Weeks, and the months and years that are made of them.
//!
//! A week belongs to the month in which it begins: where only weeks may be shown, the sums of a month must not tell
//! on which side of its end an ask was. Where days may be shown, months are those of the calendar.

use super::super::tally::Tally;
use super::count;
use crate::book::{Ask, Book};
use crate::config::Config;
use crate::model::Day;
use chrono::{Datelike, Days};
use serde::Serialize;
use std::collections::BTreeMap;

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
    /// First days of the weeks that begin in it.
    pub weeks: Vec<Day>,
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

/// Whether an ask's answer is a yes to this notebook.
pub(super) fn is_yes(config: &Config, ask: &Ask<'_>) -> bool {
    ask.status.is_some_and(|answer| config.is_yes(answer))
}

pub(super) fn months(weeks: &[Week], asks: &[&Ask<'_>], book: &Book, config: &Config) -> Vec<Month> {
    let by_day = config.site.by_day;
    let month_of =
        |day: Day| first_of_month(if by_day { day } else { config.week_starts.week_of(day).first });
    let mut months: BTreeMap<Day, Month> = BTreeMap::new();
    for week in weeks {
        months
            .entry(first_of_month(week.start))
            .or_insert_with_key(|start| month(*start))
            .weeks
            .push(week.start);
    }
    for ask in asks {
        let made = month_of(ask.day);
        months.entry(made).or_insert_with_key(|start| month(*start)).outcomes.add(ask);
        if let Some(day) = ask.answered.filter(|day| *day <= book.today) {
            let month = months.entry(month_of(day)).or_insert_with_key(|start| month(*start));
            month.noes += i64::from(ask.rejection);
            month.yeses += i64::from(is_yes(config, ask));
        }
    }
    months.into_values().collect()
}

fn month(start: Day) -> Month {
    Month {
        start,
        name: start.format("%Y-%m").to_string(),
        outcomes: Tally::default(),
        noes: 0,
        yeses: 0,
        weeks: Vec::new(),
    }
}

pub(super) fn years(weeks: &[Week], months: &[Month], asks: &[&Ask<'_>], config: &Config) -> Vec<Year> {
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
    let by_day = config.site.by_day;
    for ask in asks {
        let day = if by_day { ask.day } else { config.week_starts.week_of(ask.day).first };
        if let Some(year) = years.get_mut(&day.year()) {
            year.outcomes.add(ask);
        }
    }
    for year in years.values_mut() {
        let active = weeks.iter().filter(|week| week.start.year() == year.year && week.asks > 0);
        year.active_weeks = count(active.count());
    }
    years.into_values().collect()
}

/// The first day of a day's month.
pub(super) fn first_of_month(day: Day) -> Day {
    day.with_day(1).unwrap_or(day)
}
