//! The sheets of a month and of a year.

use super::cells::{columns, month_cells, year_cells};
use super::common::{filled, links_of};
use super::rows::{milestones, outcomes};
use super::say;
use crate::config::Section;
use crate::model::Day;
use crate::site::shareable::{Milestone, Month, MonthGrid, Shareable, Told, Year, YearGrid};
use crate::site::tally::Tally;
use crate::site::view::{Common, CountRow, Link, MonthPage, YearLinks, YearPage};
use crate::site::words::Words;
use chrono::Datelike;

/// Stories and lessons on a year's sheet.
const SHEET_TOLD: usize = 5;

/// A month's page, with no more of what every page has than is its own.
pub fn month_page(
    model: &Shareable,
    words: &Words,
    years: &[YearLinks],
    at: usize,
    day_grids: &[MonthGrid],
) -> MonthPage {
    let month = &model.months[at];
    let asks = month.outcomes.asks;
    let key = match (asks, model.by_day) {
        (0, _) if model.has_private => "month_none_public",
        (0, _) => "month_none",
        (_, true) => "month_lead_days",
        (_, false) => "month_lead",
    };
    let link = |month: &Month| Link { label: words.month(month.start), file: format!("{}.html", month.name) };
    let is_here = |of: Day| of == month.start;
    let told = |items: &[Told], section| -> Vec<Told> {
        let shown = items.iter().filter(|told| model.shows(section) && is_here(told.month));
        shown.cloned().collect()
    };
    let lead = say(words, key, Some(asks), &[]);
    let title = format!("{} · {}", words.month(month.start), model.title.as_str());
    MonthPage {
        common: Common {
            title,
            description: lead.clone(),
            months: links_of(years, month.start.year()),
            ..Common::default()
        },
        lead,
        noes: noes(words, month.noes),
        grid: day_grids.iter().find(|grid| grid.start == month.start).map(|grid| month_cells(grid, words)),
        outcomes: outcomes_of(model, &month.outcomes, words),
        weeks: month.rows.clone(),
        milestones: milestones_of(model, is_here).cloned().collect(),
        stories: told(&model.stories, Section::Stories),
        lessons: told(&model.lessons, Section::Lessons),
        before: at.checked_sub(1).and_then(|before| model.months.get(before)).map(link),
        after: model.months.get(at + 1).map(link),
    }
}

/// The word beside a number of noes.
fn noes(words: &Words, n: i64) -> String {
    say(words, "stat_no", Some(n), &[])
}

/// The milestones of a stretch of time, where they are shown at all.
fn milestones_of(
    model: &Shareable,
    is_here: impl Fn(Day) -> bool,
) -> impl DoubleEndedIterator<Item = &Milestone> {
    let shown = model.shows(Section::Milestones);
    model.milestones.iter().filter(move |milestone| shown && is_here(milestone.month))
}

pub fn year_page(
    model: &Shareable,
    words: &Words,
    common: &Common,
    year: &Year,
    grids: &[YearGrid],
) -> YearPage {
    let is_here = |of: Day| of.year() == year.year;
    let months: Vec<Month> = model.months.iter().filter(|month| is_here(month.start)).cloned().collect();
    // The first of several that are the busiest.
    let busiest = months.iter().rev().max_by_key(|month| month.outcomes.asks);
    let busiest = busiest.filter(|month| month.outcomes.asks > 0).map(|month| {
        let values = [("month", words.month(month.start))];
        say(words, "year_busiest", Some(month.outcomes.asks), &values)
    });
    let told = |items: &[Told], section| -> Vec<Told> {
        let shown = items.iter().filter(|told| model.shows(section) && is_here(told.month));
        shown.take(SHEET_TOLD).cloned().collect()
    };
    let values = [("year", year.year.to_string())];
    let is_over = model.upto.year() > year.year;
    let heading = say(words, if is_over { "year_title" } else { "year_title_so_far" }, None, &values);
    let (latest, earlier) = milestones(milestones_of(model, is_here));
    let own = Common {
        title: format!("{heading} · {}", model.title.as_str()),
        description: say(words, "year_lead", Some(year.outcomes.asks), &values),
        months: links_of(&common.months, year.year),
        ..Common::default()
    };
    YearPage {
        common: filled(own, common),
        label: year.year.to_string(),
        heading,
        of: whose(model, common),
        noes: noes(words, year.noes),
        busiest: busiest.unwrap_or_default(),
        year_grid: grids.iter().find(|grid| grid.year == year.year).map(|grid| year_cells(grid, words)),
        columns: columns(words),
        months_of_year: months,
        outcomes: outcomes_of(model, &year.outcomes, words),
        milestones: latest,
        earlier_milestones: earlier,
        stories: told(&model.stories, Section::Stories),
        lessons: told(&model.lessons, Section::Lessons),
    }
}

/// Whose page it is, with how far the challenge is where that is shown.
fn whose(model: &Shareable, common: &Common) -> String {
    let title = model.title.as_str();
    if common.description == title { title.to_owned() } else { format!("{title} · {}", common.description) }
}

/// The answers of a stretch of time, where outcomes are shown at all.
fn outcomes_of(model: &Shareable, tally: &Tally, words: &Words) -> Vec<CountRow> {
    if model.shows(Section::Outcomes) { outcomes(tally, model.partial_is_yes, words) } else { Vec::new() }
}
