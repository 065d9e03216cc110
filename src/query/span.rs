//! Spans of days in a query: `2026-Q1`, `2026-03...`, `last-month`.

use super::error::QueryError;
use crate::diagnostic::did_you_mean;
use crate::model::{Day, DaySpan, WeekStart, parse_day_span};
use crate::text::Span;
use chrono::{Datelike, Days, Months, NaiveDate};

/// The ends of a span, each of which may be open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// The first day; none for all days before the last.
    pub first: Option<Day>,
    /// The last day; none for all days after the first.
    pub last: Option<Day>,
}

impl Bounds {
    /// Whether `day` is in it.
    pub fn contains(&self, day: Day) -> bool {
        self.first.is_none_or(|first| first <= day) && self.last.is_none_or(|last| day <= last)
    }
}

impl From<DaySpan> for Bounds {
    fn from(span: DaySpan) -> Self {
        Self { first: Some(span.first), last: Some(span.last) }
    }
}

const NAMED: [&str; 12] = [
    "today",
    "yesterday",
    "this-week",
    "last-week",
    "this-month",
    "last-month",
    "this-quarter",
    "last-quarter",
    "this-year",
    "last-year",
    "last-7-days",
    "last-30-days",
];

/// Reads a span that was typed: a year, quarter, month, ISO week or day, two of these with `...` between
/// them or with one end left open, or a name such as `this-week`.
///
/// # Errors
/// Where the text is no span, or one that no calendar has, or one that ends before it starts.
///
/// ```
/// use askbook::{model::WeekStart, query::parse_span};
/// let today = chrono::NaiveDate::from_ymd_opt(2026, 3, 20).unwrap();
/// let span = parse_span("2026-Q1", today, WeekStart::Monday).unwrap();
/// assert_eq!(span.last.unwrap().to_string(), "2026-03-31");
/// ```
pub fn parse_span(text: &str, today: Day, week_starts: WeekStart) -> Result<Bounds, QueryError> {
    read(text, today, week_starts).unwrap_or_else(|| {
        let hint = did_you_mean(text, NAMED, || {
            "write a span such as `2026`, `2026-Q1`, `2026-03`, `2026-W10`, `2026-03-02...` or `last-month`"
                .to_owned()
        });
        Err(QueryError::new(Span::new(0, text.len()), format!("`{text}` is no span of days"), hint))
    })
}

/// Reads a text in the form of a span; `None` where it has no such form.
pub(super) fn read(text: &str, today: Day, week_starts: WeekStart) -> Option<Result<Bounds, QueryError>> {
    let one = |part: &str| single(part, today, week_starts);
    for between in ["...", "…", ".."] {
        let Some((first, last)) = text.split_once(between) else { continue };
        let (first, last) = match (first, last) {
            ("", "") => return None,
            ("", last) => (None, Some(one(last)?)),
            (first, "") => (Some(one(first)?), None),
            (first, last) => (Some(one(first)?), Some(one(last)?)),
        };
        let (Some(first), Some(last)) = (first.unwrap_or(Some(None)), last.unwrap_or(Some(None))) else {
            return Some(Err(none(text)));
        };
        let bounds = Bounds { first: first.map(|span| span.first), last: last.map(|span| span.last) };
        let backwards = bounds.first.zip(bounds.last).is_some_and(|(first, last)| last < first);
        return Some(if backwards { Err(none(text)) } else { Ok(bounds) });
    }
    Some(match one(text)? {
        Some(Some(span)) => Ok(span.into()),
        _ => Err(none(text)),
    })
}

fn none(text: &str) -> QueryError {
    let hint = "write one that a calendar has, and that does not end before it starts";
    QueryError::new(Span::new(0, text.len()), format!("no calendar has the span `{text}`"), hint)
}

/// A span without `...`: the outer `None` for another form, the next for one that no calendar has.
fn single(text: &str, today: Day, week_starts: WeekStart) -> Option<Option<Option<DaySpan>>> {
    let lower = text.to_lowercase();
    if let Some(span) = named(&lower, today, week_starts) {
        return Some(Some(Some(span)));
    }
    if let Some((year, quarter)) = lower.split_once("-q") {
        let digits =
            |part: &str, count| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
        if digits(year, 4) && digits(quarter, 1) {
            let span = DaySpan::quarter(year.parse().ok()?, quarter.parse().ok()?);
            return Some(span.map(Some));
        }
    }
    parse_day_span(text).map(|span| span.map(Some))
}

fn named(name: &str, today: Day, week_starts: WeekStart) -> Option<DaySpan> {
    let quarter = today.month0() / 3 + 1;
    Some(match name {
        "today" => DaySpan::day(today),
        "yesterday" => DaySpan::day(today.pred_opt()?),
        "this-week" => week_starts.week_of(today),
        "last-week" => week_starts.week_of(today.checked_sub_days(Days::new(7))?),
        "this-month" => DaySpan::month(today.year(), today.month())?,
        "last-month" => {
            let then = today.checked_sub_months(Months::new(1))?;
            DaySpan::month(then.year(), then.month())?
        }
        "this-quarter" => DaySpan::quarter(today.year(), quarter)?,
        "last-quarter" if quarter == 1 => DaySpan::quarter(today.year() - 1, 4)?,
        "last-quarter" => DaySpan::quarter(today.year(), quarter - 1)?,
        "this-year" => DaySpan::year(today.year())?,
        "last-year" => DaySpan::year(today.year() - 1)?,
        _ => {
            let count = name.strip_prefix("last-")?.strip_suffix("-days")?;
            let count: u64 = count.parse().ok().filter(|count| *count > 0)?;
            let first = today.checked_sub_days(Days::new(count - 1)).unwrap_or(NaiveDate::MIN);
            DaySpan { first, last: today }
        }
    })
}
