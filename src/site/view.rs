//! What a template is given of each shareable page, beside the model: made in `pages`, and listed in `docs/site.md`.

use super::charts::{Bar, Line, Tick};
use super::shareable::{Milestone, Month, Told, Week};
use serde::Serialize;

/// What every page has.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Common {
    /// Its title.
    pub title: String,
    /// What it is, in a sentence.
    pub description: String,
    /// The way to the front page's folder; empty where it is the same.
    pub root: String,
    /// The Content-Security-Policy.
    pub policy: String,
    /// The style sheet.
    pub style: String,
    /// The address of the card; empty where there is none.
    pub card: String,
    /// The links to years and their months.
    pub months: Vec<YearLinks>,
}

/// The links to a year and its months.
#[derive(Debug, Clone, Serialize)]
pub struct YearLinks {
    /// The year.
    pub label: String,
    /// Its file.
    pub file: String,
    /// Its months.
    pub months: Vec<Link>,
}

/// A link to a page.
#[derive(Debug, Clone, Serialize)]
pub struct Link {
    /// Its words.
    pub label: String,
    /// Its file.
    pub file: String,
}

/// A row of a chart of counts.
#[derive(Debug, Clone, Serialize)]
pub struct CountRow {
    /// What is counted.
    pub label: String,
    /// `yes`, `no` …
    pub kind: &'static str,
    /// How many.
    pub n: i64,
    /// How long its bar is, in percent.
    pub at: String,
}

/// A row of a chart of shares.
#[derive(Debug, Clone, Serialize)]
pub struct ShareRow {
    /// Its name.
    pub name: String,
    /// The share in words.
    pub text: String,
    /// How many asks.
    pub asks: i64,
    /// Yeses.
    pub k: i64,
    /// Answered asks.
    pub n: i64,
    /// Both together in words, `–` where none is answered.
    pub of: String,
    /// The share, `–` below the minimum.
    pub rate: String,
    /// Its range, likewise.
    pub range: String,
    /// Its place in the chart.
    pub bar: Option<Bar>,
}

/// What the front page has besides.
#[derive(Debug, Clone, Serialize)]
pub struct Front {
    /// What every page has.
    #[serde(flatten)]
    pub common: Common,
    /// A sentence of what this is.
    pub lead: String,
    /// The introduction as HTML.
    pub intro: String,
    /// What is said while there are only a few asks; empty where there are more.
    pub few: String,
    /// The count, at most the goal.
    pub done: i64,
    /// The share of the goal, in words.
    pub share: String,
    /// The month in which the challenge ends, in words.
    pub end: String,
    /// The likely range in words; empty for none.
    pub forecast: String,
    /// The rising line.
    pub line: Option<Line>,
    /// What it shows, in words.
    pub line_desc: String,
    /// That it ends below the big count, and why; empty where it does not.
    pub line_note: String,
    /// The calendar, a year each.
    pub year_grids: Vec<Titled<YearCells>>,
    /// The calendar where days are shown, a month each.
    pub month_grids: Vec<Titled<MonthCells>>,
    /// The months over the calendar's columns.
    pub columns: Vec<Tick>,
    /// The weeks of the calendar.
    pub calendar_weeks: Vec<Week>,
    /// How many asks ended in a yes, a smaller one too where it is one to the notebook.
    pub yeses: i64,
    /// What came of the asks.
    pub outcomes: Vec<CountRow>,
    /// How many answers were a yes, in words.
    pub rate: String,
    /// What its range means; empty where none is shown.
    pub rate_note: String,
    /// By tag.
    pub tags: Vec<ShareRow>,
    /// What their dots and bars show.
    pub tags_note: String,
    /// By size.
    pub sizes: Vec<ShareRow>,
    /// What their dots and bars show.
    pub sizes_note: String,
    /// The latest released records, the newest first.
    pub stories: Vec<Told>,
    /// Those before them.
    pub earlier_stories: Vec<Told>,
    /// The latest released lessons, the newest first.
    pub lessons: Vec<Told>,
    /// Those before them.
    pub earlier_lessons: Vec<Told>,
    /// The share of all asks together, in percent of a chart's width; empty below its minimum.
    pub mean: String,
    /// The latest milestones, the newest first.
    pub milestones: Vec<Milestone>,
    /// Those before them.
    pub earlier_milestones: Vec<Milestone>,
    /// The latest weeks, the newest first.
    pub last_weeks: Vec<Week>,
    /// Whether there are more weeks than those.
    pub more_weeks: bool,
    /// Since when nothing happened, in words; empty where that is not long.
    pub quiet: String,
    /// Which answers count, in words.
    pub counts: String,
    /// Whether any share is shown with its range.
    pub has_range: bool,
}

/// A drawing with its words.
#[derive(Debug, Clone, Serialize)]
pub struct Titled<T> {
    /// Its title.
    pub title: String,
    /// What it shows.
    pub desc: String,
    /// Its cells.
    #[serde(flatten)]
    pub cells: T,
}

/// The weeks of a year in their places.
#[derive(Debug, Clone, Serialize)]
pub struct YearCells {
    /// The year.
    pub year: String,
    /// How many weeks its longest month has.
    pub rows: u32,
    /// Its weeks.
    pub cells: Vec<CellPlace>,
}

/// The days of a month in their places.
#[derive(Debug, Clone, Serialize)]
pub struct MonthCells {
    /// How many weeks it reaches into.
    pub rows: u32,
    /// Its days.
    pub cells: Vec<CellPlace>,
}

/// A cell of a calendar.
#[derive(Debug, Clone, Serialize)]
pub struct CellPlace {
    /// From the left, in percent.
    pub x: String,
    /// Its middle, in percent.
    pub mid: String,
    /// Its row, from 0.
    pub row: u32,
    /// How dark it is, 0 to 4.
    pub level: i64,
    /// How many asks.
    pub asks: i64,
    /// What it says when it is pointed at.
    pub tip: String,
}

/// What a month's page has besides; the month itself is `month`.
#[derive(Debug, Clone, Serialize)]
pub struct MonthPage {
    /// What every page has.
    #[serde(flatten)]
    pub common: Common,
    /// How many asks, in words.
    pub lead: String,
    /// The words beside the number of noes.
    pub noes: String,
    /// Its days, where days are shown.
    pub grid: Option<Titled<MonthCells>>,
    /// What came of its asks.
    pub outcomes: Vec<CountRow>,
    /// Its weeks.
    pub weeks: Vec<Week>,
    /// Its milestones.
    pub milestones: Vec<Milestone>,
    /// Its released records.
    pub stories: Vec<Told>,
    /// Its released lessons.
    pub lessons: Vec<Told>,
    /// The month before.
    pub before: Option<Link>,
    /// The month after.
    pub after: Option<Link>,
}

/// What a year's page has besides; the year itself is `year`.
#[derive(Debug, Clone, Serialize)]
pub struct YearPage {
    /// What every page has.
    #[serde(flatten)]
    pub common: Common,
    /// The year.
    pub label: String,
    /// Its heading.
    pub heading: String,
    /// Whose it is, and how far the challenge is, for the printed sheet.
    pub of: String,
    /// The words beside the number of noes.
    pub noes: String,
    /// The busiest month, in words; empty for none.
    pub busiest: String,
    /// Its calendar.
    pub year_grid: Option<Titled<YearCells>>,
    /// The months over the calendar's columns.
    pub columns: Vec<Tick>,
    /// Its months.
    pub months_of_year: Vec<Month>,
    /// What came of its asks.
    pub outcomes: Vec<CountRow>,
    /// Its latest milestones, the newest first.
    pub milestones: Vec<Milestone>,
    /// Those before them.
    pub earlier_milestones: Vec<Milestone>,
    /// Some of its released records.
    pub stories: Vec<Told>,
    /// Some of its released lessons.
    pub lessons: Vec<Told>,
}

/// A badge for a profile.
#[derive(Debug, Clone, Serialize)]
pub struct Badge {
    /// What is counted.
    pub label: String,
    /// The count.
    pub value: String,
    /// Width of its left part, in pixels.
    pub left: usize,
    /// Width of its right part.
    pub right: usize,
    /// Its whole width.
    pub width: usize,
}
