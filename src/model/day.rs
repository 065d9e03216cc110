//! A day: a Gregorian date with no time and no time zone (format, section 2).

use chrono::{Datelike, NaiveDate};

/// A day on the writer's own calendar.
pub type Day = NaiveDate;

/// The year before which nobody who writes today asked anybody: what is older is a slip (format, section 2).
pub const FIRST_YEAR: i32 = 1900;

/// How many days `to` is later than `from`; negative where it is earlier. Cheaper than a difference in seconds.
///
/// ```
/// use askbook::model::{Day, days_between};
/// let [from, to] = ["2024-02-28", "2024-03-01"].map(|day| day.parse::<Day>().unwrap());
/// assert_eq!((days_between(from, to), days_between(to, from)), (2, -2));
/// ```
pub fn days_between(from: Day, to: Day) -> i64 {
    i64::from(to.num_days_from_ce() - from.num_days_from_ce())
}

/// What text in the shape of a date says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayText {
    /// A day of the calendar.
    Day(Day),
    /// The shape of a date, but no calendar has it, such as `2026-02-30`.
    NoSuchDay,
}

impl DayText {
    /// The day, if the calendar has it.
    pub fn day(self) -> Option<Day> {
        match self {
            Self::Day(day) => Some(day),
            Self::NoSuchDay => None,
        }
    }
}

/// Reads `YYYY-MM-DD` at the start of `text`, where no digit follows. `None` where the shape is another.
///
/// chrono's own parser takes `2026-1-2` and `+2026-01-02` too, which the format does not.
///
/// ```
/// use askbook::model::{DayText, scan_day};
/// assert!(matches!(scan_day("2026-03-02 Monday"), Some(DayText::Day(_))));
/// assert_eq!(scan_day("2026-02-30"), Some(DayText::NoSuchDay));
/// assert_eq!(scan_day("2026-3-2"), None);
/// ```
pub fn scan_day(text: &str) -> Option<DayText> {
    let bytes = text.as_bytes();
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *bytes.first_chunk()? else { return None };
    let digits = [y1, y2, y3, y4, m1, m2, d1, d2];
    if !digits.iter().all(u8::is_ascii_digit) || bytes.get(10).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let number = |digits: &[u8]| digits.iter().fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'));
    let day =
        NaiveDate::from_ymd_opt(number(&digits[..4]) as i32, number(&digits[4..6]), number(&digits[6..]));
    Some(day.map_or(DayText::NoSuchDay, DayText::Day))
}

/// Reads a text that is nothing but `YYYY-MM-DD`.
pub fn read_day(text: &str) -> Option<DayText> {
    if text.len() == 10 { scan_day(text) } else { None }
}
