//! `askbook report`: where the challenge stands, for a terminal, as Markdown, as JSON.
//!
//! A pure function of the book, the config and a scope. Knows nothing of the disk, the clock or clap.

mod chart;
mod counts;
mod figures;
mod json;
mod markdown;
mod standing;
mod terminal;
mod weeks;
mod words;

pub use standing::count as challenge_count;

use crate::book::{Ask, AskId, Book};
use crate::config::{Challenge, Config, Minimums};
use crate::model::{Day, DaySpan};
use counts::{Counts, Group, NextAsk, PlanPutOff, Stage};
use figures::Figures;
use standing::Standing;
use std::collections::BTreeMap;
use weeks::Stretch;

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
    /// Which asks are meant.
    pub keep: &'a dyn Fn(AskId) -> bool,
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

/// How a report is drawn.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Columns.
    pub width: usize,
    /// Whether colour may be used; nothing is said by colour alone.
    pub color: bool,
    /// Plain ASCII signs only.
    pub ascii: bool,
}

/// A report, before it is written in any form.
pub struct Report {
    today: Day,
    period: Period,
    minimum: u32,
    minimums: Minimums,
    standing: Option<Standing>,
    counts: Counts,
    figures: Figures,
    weeks: Vec<Stretch>,
    periods: Vec<Stretch>,
    by_tag: BTreeMap<String, Group>,
    by_size: BTreeMap<String, Group>,
    by_via: BTreeMap<String, Group>,
    by: Option<(String, BTreeMap<String, Group>)>,
    stages: Vec<Stage>,
    worth: BTreeMap<String, f64>,
    next: Vec<NextAsk>,
    lessons: Vec<(Day, String)>,
    put_off: Vec<PlanPutOff>,
}

/// How many bars are drawn.
const BARS: usize = 12;

/// Makes a report of `book`.
pub fn build(book: &Book, config: &Config, scope: &Scope<'_>) -> Report {
    let asks: Vec<&Ask> = (0..book.asks.len())
        .filter(|id| {
            let day = book.asks[*id].day;
            scope.since.is_none_or(|since| since <= day)
                && scope.until.is_none_or(|until| day <= until)
                && (scope.keep)(*id)
        })
        .map(|id| &book.asks[id])
        .collect();
    let counts = counts::counts(book, &asks);
    let weeks = weeks::complete_weeks(book, config, scope, &asks);
    let group = |by: &By| counts::grouped(book, config, &asks, by);
    let by = scope.by.as_ref().map(|by| (counts::name(by), group(by)));
    Report {
        today: book.today,
        period: scope.period,
        minimum: config.minimums.rate,
        minimums: config.minimums,
        standing: scope.challenge.map(|challenge| standing::standing(book, challenge, config, &weeks)),
        figures: figures::figures(book, config, scope.challenge, &asks),
        periods: weeks::last_periods(book, config, &asks, scope.period, BARS),
        by_tag: group(&By::Tag),
        by_size: group(&By::Size),
        by_via: group(&By::Via),
        by,
        stages: counts::stages(book, &asks),
        worth: counts::worth(config, &asks),
        next: counts::next(&asks),
        lessons: counts::latest_lessons(book, scope),
        put_off: counts::put_off(book),
        counts,
        weeks,
    }
}

/// The span that a period has around a day.
fn period_of(period: Period, day: Day, config: &Config) -> DaySpan {
    use chrono::Datelike;
    let whole = match period {
        Period::Day => Some(DaySpan::day(day)),
        Period::Week => Some(config.week_starts.week_of(day)),
        Period::Month => DaySpan::month(day.year(), day.month()),
        Period::Quarter => DaySpan::quarter(day.year(), day.month0() / 3 + 1),
        Period::Year => DaySpan::year(day.year()),
    };
    whole.unwrap_or(DaySpan::day(day))
}
