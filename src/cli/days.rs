//! The day that a record is written on.

use super::context::Context;
use super::failure::Failure;
use crate::author::{DayError, Line, parse_day_words, parse_open_day_words};
use crate::config::Config;
use crate::model::{Day, FIRST_YEAR, Marker};
use chrono::Datelike;

/// The day that a record is written on which may lie ahead: `--date` in whatever words, or else today, which ends at
/// `day_ends`.
pub(super) fn day(context: &Context, config: &Config, typed: Option<&str>) -> Result<Day, Failure> {
    day_read(context, config, typed, parse_open_day_words)
}

/// The same for what has happened: a day that is still to come is refused.
pub(super) fn past_day(
    context: &Context,
    config: &Config,
    typed: Option<&str>,
    marker: Marker,
) -> Result<Day, Failure> {
    let day = day_read(context, config, typed, parse_day_words)?;
    if day > context.today {
        let what = format!("{} is still to come", day.format("%A %Y-%m-%d"));
        let hint = match marker {
            Marker::Ask => "an ask counts on the day it was made; what lies ahead is an `askbook plan`",
            Marker::Answer(_) => "an answer counts on the day it came: write it down then",
            _ => "it counts on the day it happened: write it down then",
        };
        return Err(Failure::argument(what, hint));
    }
    Ok(day)
}

/// A record with dates in the place of words that say when something is due.
pub(super) fn with_due(context: &Context, config: &Config, line: Line) -> Result<Line, Failure> {
    line.with_due(context.today_until(config.day_ends)).map_err(|(words, error)| {
        Failure::argument(format!("`due:{words}` may mean two days"), error.to_string())
    })
}

fn day_read(
    context: &Context,
    config: &Config,
    typed: Option<&str>,
    read: fn(&str, Day) -> Result<Day, DayError>,
) -> Result<Day, Failure> {
    let today = context.today_until(config.day_ends);
    let Some(words) = typed else { return Ok(today) };
    let day = read(words, today).map_err(|error| {
        let what = match error {
            DayError::Either(..) => format!("`{words}` may mean two days"),
            _ => format!("`{words}` is no day that can be told"),
        };
        Failure::argument(what, error.to_string())
    })?;
    if day.year() < FIRST_YEAR {
        let what = format!("{day} is before the year {FIRST_YEAR}, surely by a slip");
        return Err(Failure::argument(what, "write the year in full, as YYYY-MM-DD"));
    }
    Ok(day)
}
