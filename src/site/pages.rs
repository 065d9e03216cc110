//! The shareable pages: the model and what each page needs besides, filled into the templates.

use super::charts::{self, Bar, place};
use super::engine::{Engine, TemplateError};
use super::markdown::{self, Outside};
use super::policy::policy;
use super::shareable::{Group, Milestone, Month, MonthGrid, Shareable, Told, Week, Year, YearGrid};
use super::tally::Tally;
use super::view::{
    Badge, CellPlace, Common, CountRow, Front, Link, MonthCells, MonthPage, ShareRow, Titled, YearCells,
    YearLinks, YearPage,
};
use super::words::Words;
use super::{Files, feed};
use crate::config::Section;
use crate::model::Day;
use chrono::Datelike;
use rayon::prelude::*;
use serde::Serialize;
use std::collections::HashMap;
use std::sync::Arc;
use tera::Context;
use xxhash_rust::xxh3::xxh3_64;

/// Weeks on the front page's log.
const LOG_WEEKS: usize = 12;
/// Years on the front page's calendar; months, where days are shown.
const CALENDAR_YEARS: usize = 2;
const CALENDAR_MONTHS: usize = 12;
/// Stories and lessons on a year's sheet.
const SHEET_TOLD: usize = 5;
/// Of up to so many years the sheets of all months and years link to each month; of more, which nobody reads through,
/// to those of their own year.
const LINKED_YEARS: usize = 12;

/// Renders every shareable page. Months that are the same as at the last time are taken from `kept`.
///
/// # Errors
/// What is wrong in a template.
pub fn render(
    engine: &mut Engine,
    model: &Shareable,
    week_starts_monday: bool,
    kept: &mut KeptMonths,
) -> Result<Files, TemplateError> {
    engine.share("site", model);
    let engine = &*engine;
    let words = engine.words.clone();
    let mut files = Files::default();
    let common = common(engine, model, &words);
    let grids = model.year_grids();

    let months = if model.shows(Section::Weeks) { model.months.as_slice() } else { &[] };
    let day_grids = if model.by_day { model.month_grids(week_starts_monday) } else { Vec::new() };
    let everywhere = engine.own.is_empty().then(|| everywhere(model, &common));
    let month_files = months.par_iter().enumerate().map(|(at, month)| {
        let mut page = month_page(model, &words, &common.months, at, &day_grids);
        let key = everywhere.map(|of_all| digest(&(of_all, month, &page)));
        if let Some(same) = key.and_then(|key| kept.get(&key)) {
            return Ok((key, same.clone()));
        }
        page.common = filled(page.common, &common);
        let mut values = Context::new();
        values.insert("month", month);
        values.insert("page", &page);
        Ok((key, engine.render("month.html", values)?.into()))
    });
    let years = if months.is_empty() { &[] } else { model.years.as_slice() };
    let year_files = years.par_iter().map(|year| {
        let mut values = Context::new();
        values.insert("year", year);
        values.insert("page", &year_page(model, &words, &common, year, &grids));
        engine.render("year.html", values)
    });
    let front_file = || {
        let mut values = Context::new();
        values.insert("page", &front(model, &words, common.clone(), &grids, &day_grids));
        engine.render("front.html", values)
    };
    let (month_files, (front_file, year_files)) = rayon::join(
        || month_files.collect::<Vec<Made>>(),
        || rayon::join(front_file, || year_files.collect::<Vec<_>>()),
    );
    kept.clear();
    // Of several that fail, the first is told, whichever thread was first.
    for (month, made) in months.iter().zip(month_files) {
        let (key, page) = made?;
        files.put(format!("{}.html", month.name), page.as_bytes());
        kept.extend(key.map(|key| (key, page)));
    }
    for (year, made) in years.iter().zip(year_files) {
        files.put(format!("{}.html", year.year), made?);
    }
    let page = |common: &Common| {
        let mut values = Context::new();
        values.insert("page", common);
        values
    };
    let mut missing = common.clone();
    missing.title = words.text("missing");
    // A missing page may be missing at any depth.
    if !model.base_url.is_empty() {
        missing.root = format!("{}/", model.base_url);
    }
    files.put("404.html", engine.render("404.html", page(&missing))?);
    let mut values = Context::new();
    values.insert("page", &feed::feed(model, &words));
    files.put("feed.xml", engine.render("feed.xml", values)?);
    let mut values = Context::new();
    values.insert("page", &badge(model, &words));
    files.put("badge.svg", engine.render("badge.svg", values)?);
    files.put("icon.svg", engine.render("icon.svg", page(&common))?);
    files.put("robots.txt", engine.render("robots.txt", page(&common))?);
    files.put("stats.json", super::stats::stats(model));
    files.put(super::FRONT, front_file?);
    Ok(files)
}

/// Pages of months, by all that is on them.
pub type KeptMonths = HashMap<u64, Arc<str>>;

/// A page that was made or kept, with what is on it.
type Made = Result<(Option<u64>, Arc<str>), TemplateError>;

/// What the templates that are built in say on the page of every month alike.
fn everywhere(model: &Shareable, common: &Common) -> u64 {
    let site = (&model.title, &model.language, model.index, model.by_day, model.upto);
    let own = Common::default();
    digest(&(site, filled(own, common)))
}

fn digest(value: &impl Serialize) -> u64 {
    xxh3_64(&serde_json::to_vec(value).unwrap_or_default())
}

pub(super) fn common(engine: &Engine, model: &Shareable, words: &Words) -> Common {
    let months = if model.shows(Section::Weeks) { model.years.as_slice() } else { &[] };
    let months = months
        .iter()
        .rev()
        .map(|year| YearLinks {
            label: year.year.to_string(),
            file: format!("{}.html", year.year),
            months: model
                .months
                .iter()
                .filter(|month| month.start.year() == year.year)
                .map(|month| Link {
                    label: words.short_month(month.start.month0()),
                    file: format!("{}.html", month.name),
                })
                .collect(),
        })
        .collect();
    Common {
        title: model.title.as_str().to_owned(),
        description: description(model, words),
        root: String::new(),
        policy: policy(&engine.style, false),
        style: engine.style.clone(),
        card: card_address(model),
        months,
    }
}

/// What is a page's own, with what every page has alike.
fn filled(own: Common, common: &Common) -> Common {
    let Common { root, policy, style, card, .. } = common;
    let (root, policy, style, card) = (root.clone(), policy.clone(), style.clone(), card.clone());
    Common { root, policy, style, card, ..own }
}

/// The links of a sheet of this year.
fn links_of(years: &[YearLinks], year: i32) -> Vec<YearLinks> {
    if years.len() <= LINKED_YEARS {
        return years.to_vec();
    }
    let own = year.to_string();
    let links = |links: &YearLinks| YearLinks {
        label: links.label.clone(),
        file: links.file.clone(),
        months: if links.label == own { links.months.clone() } else { Vec::new() },
    };
    years.iter().map(links).collect()
}

/// Where the card is, for those who show it: they need the whole address.
fn card_address(model: &Shareable) -> String {
    if cfg!(feature = "cards") && !model.base_url.is_empty() {
        format!("{}/card.png", model.base_url)
    } else {
        String::new()
    }
}

fn say(words: &Words, key: &str, count: Option<i64>, values: &[(&str, String)]) -> String {
    // The keys are those of the table that is built in.
    words.say(key, count, values).unwrap_or_default()
}

/// What the site is, in a line: for search engines and cards.
fn description(model: &Shareable, words: &Words) -> String {
    match &model.progress {
        Some(progress) => {
            let key = format!("of_{}", progress.of);
            let goal = words.number(progress.goal);
            format!("{} {}", words.number(progress.count), say(words, &key, None, &[("goal", goal)]))
        }
        None => format!("{} {}", words.number(model.asks), say(words, "asks_so_far", Some(model.asks), &[])),
    }
}

pub(super) fn front(
    model: &Shareable,
    words: &Words,
    common: Common,
    grids: &[YearGrid],
    day_grids: &[MonthGrid],
) -> Front {
    let progress = model.progress.as_ref();
    let goal = progress.map(|progress| words.number(progress.goal)).unwrap_or_default();
    let lead = format!("lead_{}", progress.map_or("none", |progress| progress.of));
    let forecast = progress.and_then(|progress| {
        let range = progress.forecast.as_ref()?;
        let mut values = vec![("goal", goal.clone()), ("low", words.month(range.low))];
        Some(match range.high {
            Some(high) => {
                values.push(("high", words.month(high)));
                say(words, "forecast_text", None, &values)
            }
            None => say(words, "forecast_open", None, &values),
        })
    });
    let line_desc = match progress {
        Some(progress) => {
            let key = format!("progress_desc_{}", progress.of);
            say(words, &key, None, &[("count", words.number(progress.count))])
        }
        None => say(words, "progress_desc_asks", None, &[("count", words.number(model.asks))]),
    };
    let answered = &model.answered;
    let rate = match (answered.rate, answered.low, answered.high) {
        (Some(rate), Some(low), Some(high)) => say(
            words,
            "rate_text",
            None,
            &[
                ("k", words.number(answered.k)),
                ("n", words.number(answered.n)),
                ("rate", percent(rate)),
                ("low", percent(low)),
                ("high", percent(high)),
            ],
        ),
        _ => say(
            words,
            "rate_few",
            None,
            &[
                ("k", words.number(answered.k)),
                ("n", words.number(answered.n)),
                ("minimum", words.number(model.minimum)),
            ],
        ),
    };
    let counts: Vec<String> = model.counts.iter().map(|answer| words.text(answer).to_lowercase()).collect();
    let shown = &grids[..grids.len().min(CALENDAR_YEARS)];
    let first_year = shown.iter().map(|grid| grid.year).min().unwrap_or(i32::MIN);
    let mut last_weeks: Vec<Week> = model.weeks.clone();
    last_weeks.reverse();
    let calendar_weeks = last_weeks.iter().filter(|week| week.start.year() >= first_year).cloned().collect();
    let more_weeks = last_weeks.len() > LOG_WEEKS;
    last_weeks.truncate(LOG_WEEKS);
    Front {
        common,
        lead: say(words, &lead, None, &[("goal", goal)]),
        intro: markdown::render(model.intro.as_str(), 2, &mut Outside),
        done: progress.map_or(0, |progress| progress.count.min(progress.goal)),
        end: progress.and_then(|progress| progress.end).map(|end| words.month(end)).unwrap_or_default(),
        forecast: forecast.unwrap_or_default(),
        line: charts::line(model, words),
        line_desc,
        year_grids: shown.iter().map(|grid| year_cells(grid, words)).collect(),
        month_grids: day_grids.iter().take(CALENDAR_MONTHS).map(|grid| month_cells(grid, words)).collect(),
        columns: columns(words),
        calendar_weeks,
        outcomes: outcomes(&model.outcomes, words),
        rate,
        tags: shares(&model.tags, words),
        sizes: shares(&model.sizes, words),
        last_weeks,
        more_weeks,
        counts: say(words, "method_no", None, &[("counts", counts.join(", "))]),
    }
}

/// A share with its sign, which no line break parts.
fn percent(share: f64) -> String {
    format!("{share:.0}\u{a0}%")
}

/// The months over the columns of a year's calendar.
fn columns(words: &Words) -> Vec<charts::Tick> {
    (0..12)
        .map(|month| charts::Tick {
            at: place((f64::from(month) + 0.5) * 100.0 / 12.0),
            label: words.short_month(month).chars().take(3).collect(),
            anchor: "middle",
        })
        .collect()
}

fn year_cells(grid: &YearGrid, words: &Words) -> Titled<YearCells> {
    const WIDTH: f64 = 7.6;
    let values =
        [("year", grid.year.to_string()), ("n", words.number(grid.asks)), ("most", words.number(grid.most))];
    let cells = grid
        .cells
        .iter()
        .map(|cell| {
            let middle = (f64::from(cell.column) + 0.5) * 100.0 / 12.0;
            CellPlace {
                x: place(middle - WIDTH / 2.0),
                mid: place(middle),
                row: cell.row,
                level: cell.level,
                asks: cell.asks,
                tip: format!("{}: {}", words.short_day(cell.start), cell.asks),
            }
        })
        .collect();
    Titled {
        title: grid.year.to_string(),
        desc: say(words, "calendar_desc", None, &values),
        cells: YearCells { year: grid.year.to_string(), cells },
    }
}

fn month_cells(grid: &MonthGrid, words: &Words) -> Titled<MonthCells> {
    let values = [("month", words.month(grid.start)), ("n", words.number(grid.asks))];
    let cells = grid
        .cells
        .iter()
        .map(|cell| {
            let middle = (f64::from(cell.column) + 0.5) * 100.0 / 7.0;
            CellPlace {
                x: place(middle - 6.5),
                mid: place(middle),
                row: cell.row,
                level: cell.level,
                asks: cell.asks,
                tip: format!("{}: {}", words.short_day(cell.day), cell.asks),
            }
        })
        .collect();
    Titled {
        title: words.month(grid.start),
        desc: say(words, "calendar_month_desc", None, &values),
        cells: MonthCells { cells },
    }
}

/// The answers with a bar each, as long as its share of all asks; those that nobody gave are left out.
fn outcomes(tally: &Tally, words: &Words) -> Vec<CountRow> {
    let rows = [
        ("no", tally.no),
        ("yes", tally.yes),
        ("partial", tally.partial),
        ("silence", tally.silence),
        ("withdrawn", tally.withdrawn),
        ("open", tally.open),
    ];
    rows.into_iter()
        .filter(|(_, n)| *n > 0)
        .map(|(kind, n)| CountRow {
            label: words.text(kind),
            kind,
            n,
            at: place(n as f64 * 100.0 / tally.asks.max(1) as f64),
        })
        .collect()
}

/// The answers of a stretch of time, where outcomes are shown at all.
fn outcomes_of(model: &Shareable, tally: &Tally, words: &Words) -> Vec<CountRow> {
    if model.shows(Section::Outcomes) { outcomes(tally, words) } else { Vec::new() }
}

/// How many letters of a name fit beside its numbers.
const LABEL: usize = 22;

fn shares(groups: &[Group], words: &Words) -> Vec<ShareRow> {
    let bars = charts::bars(groups);
    let row = |(group, bar): (&Group, Option<Bar>)| {
        let name = match (&group.tag, group.word) {
            (Some(tag), _) => tag.as_str().to_owned(),
            (None, word) => words.text(word.unwrap_or("other")),
        };
        let label = if name.chars().count() > LABEL {
            format!("{}…", name.chars().take(LABEL - 1).collect::<String>())
        } else {
            name.clone()
        };
        let share = &group.share;
        let of = say(words, "k_of_n", None, &[("k", words.number(share.k)), ("n", words.number(share.n))]);
        let rate = share.rate.map_or_else(|| "–".to_owned(), percent);
        let range = share
            .low
            .zip(share.high)
            .map_or_else(|| "–".to_owned(), |(low, high)| format!("{low:.0}–{high:.0}\u{a0}%"));
        let text = if share.rate.is_some() { format!("{of} · {range}") } else { of };
        ShareRow { label, name, text, asks: group.asks, k: share.k, n: share.n, rate, range, bar }
    };
    groups.iter().zip(bars).map(row).collect()
}

/// A month's page, with no more of what every page has than is its own.
pub(super) fn month_page(
    model: &Shareable,
    words: &Words,
    years: &[YearLinks],
    at: usize,
    day_grids: &[MonthGrid],
) -> MonthPage {
    let month = &model.months[at];
    let asks = month.outcomes.asks;
    let key = match (asks, model.by_day) {
        (0, _) => "month_none",
        (_, true) => "month_lead_days",
        (_, false) => "month_lead",
    };
    let link = |month: &Month| Link { label: words.month(month.start), file: format!("{}.html", month.name) };
    // A week is told where it begins, a day in its own month.
    let is_here = |when: Day| when.year() == month.start.year() && when.month() == month.start.month();
    let told = |items: &[Told], section| -> Vec<Told> {
        let shown = items.iter().filter(|told| model.shows(section) && is_here(told.when));
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
        weeks: model.weeks.iter().filter(|week| month.weeks.contains(&week.start)).cloned().collect(),
        milestones: milestones(model, is_here),
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

fn milestones(model: &Shareable, is_here: impl Fn(Day) -> bool) -> Vec<Milestone> {
    let shown = model.milestones.iter().filter(|milestone| is_here(milestone.when));
    if model.shows(Section::Milestones) { shown.cloned().collect() } else { Vec::new() }
}

pub(super) fn year_page(
    model: &Shareable,
    words: &Words,
    common: &Common,
    year: &Year,
    grids: &[YearGrid],
) -> YearPage {
    let is_here = |when: Day| when.year() == year.year;
    let months: Vec<Month> = model.months.iter().filter(|month| is_here(month.start)).cloned().collect();
    // The first of several that are the busiest.
    let busiest = months.iter().rev().max_by_key(|month| month.outcomes.asks);
    let busiest = busiest.filter(|month| month.outcomes.asks > 0).map(|month| {
        let values = [("month", words.month(month.start))];
        say(words, "year_busiest", Some(month.outcomes.asks), &values)
    });
    let told = |items: &[Told], section| -> Vec<Told> {
        let shown = items.iter().filter(|told| model.shows(section) && is_here(told.when));
        shown.take(SHEET_TOLD).cloned().collect()
    };
    let values = [("year", year.year.to_string())];
    let own = Common {
        title: format!("{} · {}", say(words, "year_title", None, &values), model.title.as_str()),
        description: say(words, "year_lead", Some(year.outcomes.asks), &values),
        months: links_of(&common.months, year.year),
        ..Common::default()
    };
    YearPage {
        common: filled(own, common),
        label: year.year.to_string(),
        noes: noes(words, year.noes),
        busiest: busiest.unwrap_or_default(),
        year_grid: grids.iter().find(|grid| grid.year == year.year).map(|grid| year_cells(grid, words)),
        columns: columns(words),
        months_of_year: months,
        outcomes: outcomes_of(model, &year.outcomes, words),
        milestones: milestones(model, is_here),
        stories: told(&model.stories, Section::Stories),
        lessons: told(&model.lessons, Section::Lessons),
    }
}

pub(super) fn badge(model: &Shareable, words: &Words) -> Badge {
    let (label, value) = match &model.progress {
        Some(progress) => (
            words.text(&format!("badge_{}", progress.of)),
            format!("{} / {}", words.number(progress.count), words.number(progress.goal)),
        ),
        None => (words.text("badge_asks"), words.number(model.asks)),
    };
    let width = |text: &str| text.chars().count() * 7 + 16;
    let (left, right) = (width(&label), width(&value));
    Badge { label, value, left, right, width: left + right }
}
