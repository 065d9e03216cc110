//! `askbook report`: where the challenge stands, for a terminal, as Markdown, as JSON.
//!
//! A pure function of the book, the config and a scope. Knows nothing of the disk, the clock or clap.

mod chart;
mod counts;
mod figures;
mod json;
mod markdown;
mod milestones;
mod standing;
mod terminal;
mod weeks;
mod words;

pub use counts::{Counts, Group, NextAsk, PlanPutOff, Stage};
pub use figures::{Feeling, Figures};
pub use milestones::{Milestone, MilestoneKind};
pub use standing::{Standing, count as challenge_count};
pub use weeks::Stretch;

use crate::book::{Ask, AskId, Book};
use crate::config::{Challenge, Config, Minimums};
use crate::model::{Day, DaySpan};
use std::collections::BTreeMap;

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
    /// The day that it tells of.
    pub today: Day,
    /// What one bar stands for.
    pub period: Period,
    /// From how many on a figure is told.
    pub minimums: Minimums,
    /// Where the challenge stands.
    pub standing: Option<Standing>,
    /// What is only counting.
    pub counts: Counts,
    /// Rates, waiting, what to expect, fear and sting.
    pub figures: Figures,
    /// All complete weeks.
    pub weeks: Vec<Stretch>,
    /// The last periods, the one that holds today last.
    pub periods: Vec<Stretch>,
    /// By tag, nested ones under those around them too.
    pub by_tag: BTreeMap<String, Group>,
    /// By small, medium, big.
    pub by_size: BTreeMap<String, Group>,
    /// By the way of asking.
    pub by_via: BTreeMap<String, Group>,
    /// By what was asked for.
    pub by: Option<(String, BTreeMap<String, Group>)>,
    /// How many asks reached each stage.
    pub stages: Vec<Stage>,
    /// What the yeses were worth, by currency.
    pub worth: BTreeMap<String, f64>,
    /// The open asks, what to do first at the top.
    pub next: Vec<NextAsk>,
    /// The latest lessons.
    pub lessons: Vec<(Day, String)>,
    /// The plans that were put off the longest.
    pub put_off: Vec<PlanPutOff>,
    /// What is worth celebrating, in order of its day.
    pub milestones: Vec<Milestone>,
}

/// How many bars are drawn.
const BARS: usize = 12;

/// Makes a report of `book`.
pub fn build(book: &Book, config: &Config, scope: &Scope<'_>) -> Report {
    let asks: Vec<Ask<'_>> = (0..book.asks().len())
        .filter(|id| {
            let day = book.ask(*id).day;
            scope.since.is_none_or(|since| since <= day)
                && scope.until.is_none_or(|until| day <= until)
                && (scope.keep)(*id)
        })
        .map(|id| book.ask(id))
        .collect();
    let counts = counts::counts(book, &asks);
    let weeks = weeks::complete_weeks(book, config, scope, &asks);
    let group = |by: &By| counts::grouped(config, &asks, by);
    let by = scope.by.as_ref().map(|by| (counts::name(by), group(by)));
    Report {
        today: book.today,
        period: scope.period,
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
        milestones: milestones::milestones(config, &asks),
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
