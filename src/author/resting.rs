//! The days off with which the words of a rest begin.

use super::days::{DayError, parse_open_day_words};
use crate::model::{Day, parse_day_span};
use chrono::{Datelike, Days, Months};

/// Which days are off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resting {
    /// A span, as it is written.
    Span(String),
    /// One day.
    Day(Day),
    /// Whichever day the record stands on.
    Unsaid,
}

/// How many words may say a day.
const MOST: usize = 4;

/// Reads the days with which the words of a rest begin; gives what is left of the words.
///
/// # Errors
/// Where they begin with a day or span that no calendar has, or that may be one of two.
///
/// ```
/// use askbook::author::{Resting, resting};
/// let monday = "2026-11-23".parse().unwrap();
/// assert_eq!(resting("next week at the sea", monday), Ok((Resting::Span("2026-W49".into()), "at the sea".into())));
/// assert_eq!(resting("with a cold", monday), Ok((Resting::Unsaid, "with a cold".into())));
/// assert!(resting("W11", monday).is_err() && resting("friday", monday).is_err());
/// ```
pub fn resting(words: &str, today: Day) -> Result<(Resting, String), DayError> {
    let all: Vec<&str> = words.split_whitespace().collect();
    let rest = |count: usize| all[count..].join(" ");
    let Some(first) = all.first() else { return Ok((Resting::Unsaid, String::new())) };
    match parse_day_span(first) {
        Some(Some(_)) => return Ok((Resting::Span((*first).to_owned()), rest(1))),
        Some(None) => return Err(DayError::NoSuchDay),
        None => {}
    }
    if let [one, two, ..] = all.as_slice()
        && let Some(span) = named_span(&one.to_lowercase(), &two.to_lowercase(), today)
    {
        return Ok((Resting::Span(span), rest(2)));
    }
    // Of which year it is, nobody says.
    let week = first.strip_prefix(['W', 'w']).filter(|week| matches!(week.len(), 1 | 2));
    if week.is_some_and(|week| week.bytes().all(|byte| byte.is_ascii_digit())) {
        return Err(DayError::Unknown);
    }
    for count in (1..=all.len().min(MOST)).rev() {
        match parse_open_day_words(&all[..count].join(" "), today) {
            Ok(day) => return Ok((Resting::Day(day), rest(count))),
            Err(DayError::Unknown) => {}
            Err(error) => return Err(error),
        }
    }
    Ok((Resting::Unsaid, rest(0)))
}

/// `this week`, `next month`: the span as it is written.
fn named_span(which: &str, unit: &str, today: Day) -> Option<String> {
    let steps = ["last", "this", "next"].into_iter().position(|other| other == which)?;
    match unit {
        "week" => {
            let week = today.checked_sub_days(Days::new(7))?.checked_add_days(Days::new(7 * steps as u64))?;
            Some(week.iso_week()).map(|week| format!("{}-W{:02}", week.year(), week.week()))
        }
        "month" => {
            let first = today.with_day(1)?.checked_sub_months(Months::new(1))?;
            Some(first.checked_add_months(Months::new(steps as u32))?.format("%Y-%m").to_string())
        }
        _ => None,
    }
}
