//! Days as people say them: `yesterday`, `last friday`, `3 days ago`, `1 april`.

use crate::model::{Day, read_day};
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use std::fmt;

/// Why words are no day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DayError {
    /// They may mean either day.
    Either(Day, Day),
    /// Which number is the month differs from country to country.
    Country,
    /// In the shape of a date, but no calendar has it.
    NoSuchDay,
    /// They are none.
    Unknown,
}

impl fmt::Display for DayError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Either(one, other) => write!(out, "this may mean {one} or {other}: write the date"),
            Self::Country => write!(out, "day and month can be read either way here: write YYYY-MM-DD"),
            Self::NoSuchDay => write!(out, "no calendar has this date"),
            Self::Unknown => {
                write!(out, "write YYYY-MM-DD, yesterday, \"last friday\", \"3 days ago\" or \"1 april\"")
            }
        }
    }
}

/// Reads a day, seen from `today`. Week days and dates without a year lie behind, since they are what is
/// written down; `next friday` may mean two days, and is not guessed at.
///
/// # Errors
/// Where the words are no day, or may mean two.
///
/// ```
/// use askbook::author::parse_day_words;
/// let monday = "2026-11-23".parse().unwrap();
/// assert_eq!(parse_day_words("last friday", monday).unwrap().to_string(), "2026-11-20");
/// assert_eq!(parse_day_words("3 days ago", monday).unwrap().to_string(), "2026-11-20");
/// assert!(parse_day_words("next friday", monday).is_err());
/// ```
pub fn parse_day_words(text: &str, today: Day) -> Result<Day, DayError> {
    if let Some(day) = read_day(text.trim()) {
        return day.day().ok_or(DayError::NoSuchDay);
    }
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let back = |days: u64| today.checked_sub_days(Days::new(days)).ok_or(DayError::Unknown);
    match words.as_slice() {
        ["today"] => Ok(today),
        ["yesterday"] => back(1),
        ["tomorrow"] => today.succ_opt().ok_or(DayError::Unknown),
        ["the", "day", "before", "yesterday"] | ["day", "before", "yesterday"] => back(2),
        [name] if week_day(name).is_some() => {
            let last = last_week_day(week_day(name), today)?;
            // Said on that very day, it may mean today or a week ago.
            let is_today = week_day(name) == Some(today.weekday());
            if is_today { Err(DayError::Either(today, last)) } else { Ok(last) }
        }
        ["last", name] if week_day(name).is_some() => last_week_day(week_day(name), today),
        [which @ ("next" | "this"), name] if week_day(name).is_some() => {
            let wanted = week_day(name).ok_or(DayError::Unknown)?;
            let ahead = (7 + wanted.num_days_from_monday() - today.weekday().num_days_from_monday()) % 7;
            // Said on that very day, `this` may well mean today.
            let days = u64::from(if ahead == 0 && *which == "next" { 7 } else { ahead });
            let day = |days| today.checked_add_days(Days::new(days)).ok_or(DayError::Unknown);
            Err(DayError::Either(day(days)?, day(days + 7)?))
        }
        ["last", "week"] => back(7),
        [count, unit, "ago"] => {
            let count: u32 = number(count).ok_or(DayError::Unknown)?;
            match unit.trim_end_matches('s') {
                "day" => back(count.into()),
                "week" => back(u64::from(count) * 7),
                "month" => today.checked_sub_months(Months::new(count)).ok_or(DayError::Unknown),
                "year" => {
                    today.checked_sub_months(Months::new(count.saturating_mul(12))).ok_or(DayError::Unknown)
                }
                _ => Err(DayError::Unknown),
            }
        }
        [one, two] => {
            let last = month_day(one, two, None, today)?;
            // In the days before it, the next one may well be meant.
            match next_year(last, today).filter(|next| (*next - today).num_days() <= SOON) {
                Some(next) if last < today => Err(DayError::Either(last, next)),
                _ => Ok(last),
            }
        }
        [one, two, year] => {
            let year = year.parse().ok().filter(|year| (1000..=9999).contains(year));
            month_day(one, two, Some(year.ok_or(DayError::Unknown)?), today)
        }
        [one]
            if one.contains(['/', '.'])
                && one.chars().all(|char| char.is_ascii_digit() || "/.".contains(char)) =>
        {
            Err(DayError::Country)
        }
        _ => Err(DayError::Unknown),
    }
}

/// Reads a day as [`parse_day_words`] does, of what may also lie ahead: a plan, a rest. A week day, or a date without a
/// year, may mean one of either side then, and is not guessed at.
///
/// # Errors
/// Where the words are no day, or may mean two.
///
/// ```
/// use askbook::author::parse_open_day_words;
/// let monday = "2026-11-23".parse().unwrap();
/// assert!(parse_open_day_words("friday", monday).is_err() && parse_open_day_words("1 april", monday).is_err());
/// assert_eq!(parse_open_day_words("last friday", monday).unwrap().to_string(), "2026-11-20");
/// ```
pub fn parse_open_day_words(text: &str, today: Day) -> Result<Day, DayError> {
    let day = parse_day_words(text, today)?;
    let words: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let ahead = match words.as_slice() {
        [name] if week_day(name).is_some() => day.checked_add_days(Days::new(7)),
        [one, two]
            if day < today && month_day(&one.to_lowercase(), &two.to_lowercase(), None, today).is_ok() =>
        {
            next_year(day, today)
        }
        _ => None,
    };
    ahead.map_or(Ok(day), |ahead| Err(DayError::Either(day, ahead)))
}

/// In how many days the day of a year counts as near.
const SOON: i64 = 60;

/// The same day of the first year in which it lies ahead.
fn next_year(day: Day, today: Day) -> Option<Day> {
    (1..=8).find_map(|years| day.with_year(day.year() + years).filter(|ahead| *ahead > today))
}

/// Reads a day that lies ahead, as of something that is due: week days and dates without a year are the next ones.
///
/// # Errors
/// Where the words are no day, or may mean two.
///
/// ```
/// use askbook::author::parse_day_ahead;
/// let monday = "2026-11-23".parse().unwrap();
/// let read = |words| parse_day_ahead(words, monday).map(|day| day.to_string());
/// assert_eq!(read("friday").unwrap(), "2026-11-27");
/// assert_eq!(read("in 2 weeks").unwrap(), "2026-12-07");
/// assert_eq!(read("1 april").unwrap(), "2027-04-01");
/// assert!(read("next friday").is_err() && read("soon").is_err());
/// ```
pub fn parse_day_ahead(text: &str, today: Day) -> Result<Day, DayError> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let ahead = |days: u64| today.checked_add_days(Days::new(days)).ok_or(DayError::Unknown);
    let months = |months: u32| today.checked_add_months(Months::new(months)).ok_or(DayError::Unknown);
    match words.as_slice() {
        [name] if week_day(name).is_some() => {
            let wanted = week_day(name).ok_or(DayError::Unknown)?;
            let days = (7 + wanted.num_days_from_monday() - today.weekday().num_days_from_monday()) % 7;
            // Said on that very day, it may mean today or a week later.
            if days == 0 { Err(DayError::Either(today, ahead(7)?)) } else { ahead(days.into()) }
        }
        ["next", "week"] => ahead(7),
        ["next", "month"] => months(1),
        ["next", "year"] => months(12),
        ["in", count, unit] => {
            let count: u32 = number(count).ok_or(DayError::Unknown)?;
            match unit.trim_end_matches('s') {
                "day" => ahead(count.into()),
                "week" => ahead(u64::from(count) * 7),
                "month" => months(count),
                "year" => months(count.saturating_mul(12)),
                _ => Err(DayError::Unknown),
            }
        }
        [one, two] => match month_day(one, two, None, today) {
            Ok(last) if last < today => next_year(last, today).ok_or(DayError::NoSuchDay),
            Ok(day) => Ok(day),
            Err(_) => parse_day_words(text, today),
        },
        _ => parse_day_words(text, today),
    }
}

fn number(word: &str) -> Option<u32> {
    let names = ["a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    if word == "an" || word == "one" {
        return Some(1);
    }
    let named = names.iter().position(|name| *name == word).map(|at| at as u32 + 1);
    named.or_else(|| word.parse().ok().filter(|count| *count <= 100_000))
}

fn week_day(word: &str) -> Option<Weekday> {
    if word.len() < 3 || !word.is_ascii() { None } else { word.parse().ok() }
}

fn last_week_day(wanted: Option<Weekday>, today: Day) -> Result<Day, DayError> {
    let wanted = wanted.ok_or(DayError::Unknown)?;
    let since = (7 + today.weekday().num_days_from_monday() - wanted.num_days_from_monday()) % 7;
    let days = if since == 0 { 7 } else { since };
    today.checked_sub_days(Days::new(days.into())).ok_or(DayError::Unknown)
}

/// `1 april` or `april 1`; without a year, the last one.
fn month_day(one: &str, two: &str, year: Option<i32>, today: Day) -> Result<Day, DayError> {
    let day_of = |word: &str| -> Option<u32> {
        word.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h'])
            .parse()
            .ok()
            .filter(|day| (1..=31).contains(day))
    };
    let month_of = |word: &str| -> Option<u32> {
        let month: chrono::Month = if word.len() >= 3 { word.parse().ok()? } else { return None };
        Some(month.number_from_month())
    };
    let (day, month) = match (day_of(one), month_of(two), month_of(one), day_of(two)) {
        (Some(day), Some(month), _, _) | (_, _, Some(month), Some(day)) => (day, month),
        _ => return Err(DayError::Unknown),
    };
    if let Some(year) = year {
        return NaiveDate::from_ymd_opt(year, month, day).ok_or(DayError::NoSuchDay);
    }
    // The 29th of February may be years ago.
    let years = (0..8).filter_map(|back| NaiveDate::from_ymd_opt(today.year() - back, month, day));
    years.into_iter().find(|found| *found <= today).ok_or(DayError::NoSuchDay)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_as_people_say_them() {
        let monday: Day = "2026-11-23".parse().unwrap_or_default();
        let said = |text: &str| match parse_day_words(text, monday) {
            Ok(day) => day.to_string(),
            Err(error) => format!("{error:?}"),
        };
        for (text, day) in [
            ("today", "2026-11-23"),
            ("Yesterday", "2026-11-22"),
            ("last friday", "2026-11-20"),
            ("fri", "2026-11-20"),
            ("last monday", "2026-11-16"),
            ("two weeks ago", "2026-11-09"),
            ("a month ago", "2026-10-23"),
            ("1 april", "2026-04-01"),
            ("Jan 22nd", "Either(2026-01-22, 2027-01-22)"),
            ("Jan 23rd", "2026-01-23"),
            ("Nov 24th", "Either(2025-11-24, 2026-11-24)"),
            ("Nov 22nd", "2026-11-22"),
            ("march 3, 2024", "2024-03-03"),
            ("2026-02-28", "2026-02-28"),
            ("2026-02-30", "NoSuchDay"),
            ("11/02/2026", "Country"),
            ("soon", "Unknown"),
            ("30 february", "NoSuchDay"),
        ] {
            assert_eq!(said(text), day, "{text}");
        }
        assert!(said("monday").starts_with("Either"));
        assert!(said("next friday").contains("2026-11-27, 2026-12-04"));
        assert!(said("this friday").contains("2026-11-27, 2026-12-04"));
        assert!(said("this monday").contains("2026-11-23, 2026-11-30"));
        assert!(said("next monday").contains("2026-11-30, 2026-12-07"));
    }
}
