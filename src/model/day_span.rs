//! A span of days, and how it is written: `2026`, `2026-03`, `2026-W10`, `2026-07-01...2026-07-14`.

use super::day::{Day, DayText, read_day};
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use std::fmt;

/// The days from `first` to `last`, both in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DaySpan {
    /// First day.
    pub first: Day,
    /// Last day, not before the first.
    pub last: Day,
}

/// The day on which a week starts (`week_starts` in the config).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum WeekStart {
    /// ISO weeks.
    #[default]
    Monday,
    /// Weeks from Sunday to Saturday.
    Sunday,
}

impl WeekStart {
    /// The first day of the week that holds `day`.
    pub fn week_of(self, day: Day) -> DaySpan {
        let since = match self {
            Self::Monday => day.weekday().num_days_from_monday(),
            Self::Sunday => day.weekday().num_days_from_sunday(),
        };
        let first = day.checked_sub_days(Days::new(since.into())).unwrap_or(NaiveDate::MIN);
        DaySpan { first, last: first.checked_add_days(Days::new(6)).unwrap_or(NaiveDate::MAX) }
    }
}

impl DaySpan {
    /// The span of one day.
    pub fn day(day: Day) -> Self {
        Self { first: day, last: day }
    }

    /// The `count` days that end on `last`.
    pub fn ending(last: Day, count: u64) -> Self {
        let back = Days::new(count.saturating_sub(1));
        Self { first: last.checked_sub_days(back).unwrap_or(NaiveDate::MIN), last }
    }

    /// The calendar month.
    pub fn month(year: i32, month: u32) -> Option<Self> {
        let first = NaiveDate::from_ymd_opt(year, month, 1)?;
        let next = first.checked_add_months(Months::new(1))?;
        Some(Self { first, last: next.pred_opt()? })
    }

    /// The quarter, 1 to 4.
    pub fn quarter(year: i32, quarter: u32) -> Option<Self> {
        if !(1..=4).contains(&quarter) {
            return None;
        }
        let first = Self::month(year, quarter * 3 - 2)?.first;
        Some(Self { first, last: Self::month(year, quarter * 3)?.last })
    }

    /// The calendar year.
    pub fn year(year: i32) -> Option<Self> {
        Some(Self {
            first: NaiveDate::from_ymd_opt(year, 1, 1)?,
            last: NaiveDate::from_ymd_opt(year, 12, 31)?,
        })
    }

    /// The ISO week.
    pub fn iso_week(year: i32, week: u32) -> Option<Self> {
        let first = NaiveDate::from_isoywd_opt(year, week, Weekday::Mon)?;
        Some(Self { first, last: first.checked_add_days(Days::new(6))? })
    }

    /// Whether `day` is one of its days.
    pub fn contains(&self, day: Day) -> bool {
        self.first <= day && day <= self.last
    }

    /// Whether the two have a day in common.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// How many days it has, at least 1.
    pub fn days(&self) -> i64 {
        (self.last - self.first).num_days() + 1
    }
}

impl fmt::Display for DaySpan {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}...{}", self.first, self.last)
    }
}

/// Reads a span as a record may name it (format, section 3): an ISO week, a month, a year, a day, or
/// two days with `...`, `…`, `..` or `–` between them.
///
/// `None` where the text has no such shape; `Some(None)` where it has, but no calendar has the span or
/// it ends before it starts.
///
/// ```
/// use askbook::model::parse_day_span;
/// assert_eq!(parse_day_span("2026-W10").flatten().map(|span| span.to_string()).as_deref(),
///            Some("2026-03-02...2026-03-08"));
/// assert_eq!(parse_day_span("2026-W60"), Some(None));
/// assert_eq!(parse_day_span("soon"), None);
/// ```
pub fn parse_day_span(text: &str) -> Option<Option<DaySpan>> {
    for between in ["...", "…", "..", "–"] {
        if let Some((first, last)) = text.split_once(between) {
            let (first, last) = (read_day(first)?, read_day(last)?);
            return Some(match (first, last) {
                (DayText::Day(first), DayText::Day(last)) if first <= last => Some(DaySpan { first, last }),
                _ => None,
            });
        }
    }
    if let Some(day) = read_day(text) {
        return Some(day.day().map(DaySpan::day));
    }
    let digits = |part: &str, count: usize| -> Option<u32> {
        (part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| part.parse().ok())
            .flatten()
    };
    let Some((year, rest)) = text.split_once('-') else {
        return digits(text, 4).map(|year| DaySpan::year(year as i32));
    };
    let year = digits(year, 4)? as i32;
    match rest.strip_prefix(['W', 'w']) {
        Some(week) => digits(week, 2).map(|week| DaySpan::iso_week(year, week)),
        None => digits(rest, 2).map(|month| DaySpan::month(year, month)),
    }
}
