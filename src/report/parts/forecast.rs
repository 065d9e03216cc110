//! Where the challenge stands against its pace, and when the goal may be reached (statistics, sections 3 and 4).

use crate::config::Goal;
use crate::model::Day;
use crate::report::chart::{Chart, Cumulative};
use crate::report::page::{Table, figure, text};
use crate::report::words::{chance, count, join, likely, many, month, of_goal, short, whole};
use crate::report::{Ended, Outlook, Page, Report, Standing};
use crate::stats::rounded_up;
use chrono::Datelike;

/// Par, and the range of dates.
pub(super) fn sentences(report: &Report) -> Vec<String> {
    let Some(standing) = &report.standing else { return Vec::new() };
    if let Some(end) = standing.end.filter(|_| standing.ended) {
        return vec![ended(standing, end)];
    }
    if standing.remaining == 0 {
        return vec!["The goal is reached. Well asked!".to_owned()];
    }
    let mut lines = Vec::new();
    if let Some((par, behind)) = standing.par.zip(standing.behind) {
        lines.push(pace(par, behind, standing, is_loaded(report)));
    }
    lines.extend(dates(standing, report.today));
    lines
}

/// That it is over, and with what.
fn ended(standing: &Standing, end: Day) -> String {
    let so = format!("It ended on {end} with {}", of_goal(standing.count, standing.goal, standing.of));
    if standing.remaining == 0 {
        format!("{so}: the goal is reached. Well asked!")
    } else {
        format!("{so}. What was asked stays asked; a new date is yours to set.")
    }
}

/// Whether the report asks below whether it is too much at the moment: then nothing above asks for more.
fn is_loaded(report: &Report) -> bool {
    report.notices.iter().any(|notice| matches!(notice.kind, "load" | "rest" | "sting"))
}

fn pace(par: f64, behind: f64, standing: &Standing, is_loaded: bool) -> String {
    if behind.abs() < 0.5 {
        return format!("An even pace would be at {}, and there you are.", whole(par));
    }
    if behind <= 0.0 {
        return format!("An even pace would be at {}: you are {} ahead.", whole(par), whole(-behind));
    }
    if is_loaded {
        return format!("An even pace would be at {}. The date may move: it is yours.", whole(par));
    }
    let needed = match standing.needed_per_day {
        Some(needed) => format!("{} a day from here, or move the date", short(rounded_up(needed, 1))),
        None => "Move the date, if you like".to_owned(),
    };
    format!("An even pace would be at {}. {needed}: it is yours.", whole(par))
}

/// Further ahead a date says nothing that one could plan by.
const MOST_YEARS: i32 = 10;

fn dates(standing: &Standing, today: Day) -> Option<String> {
    let [(_, soon), (_, middle), (_, late)] = standing.forecast?;
    let Some(soon) = soon else {
        return Some("At the pace of the last weeks there is no date yet.".to_owned());
    };
    let is_far = |day: &Day| day.year() > today.year() + MOST_YEARS;
    if is_far(&soon) {
        return Some(format!(
            "At the pace of the last weeks it takes more than {MOST_YEARS} years. A smaller goal is a goal, too."
        ));
    }
    let (middle, late) = (middle.filter(|day| !is_far(day)), late.filter(|day| !is_far(day)));
    let range = match late {
        None => format!("from {} on, no upper date yet", month(soon)),
        Some(late) if month(soon) == month(late) => format!("in {}", month(soon)),
        Some(late) => format!("between {} and {}", month(soon), month(late)),
    };
    let middle = middle
        .filter(|_| late.is_none())
        .map_or_else(String::new, |middle| format!("; as likely before as after {}", month(middle)));
    Some(format!("At the pace of the last weeks: {range}{middle}."))
}

/// The yeses on the way.
pub(super) fn expectations(report: &Report) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(expected) = report.figures.expected.as_ref().filter(|expected| expected.asks > 0) {
        let asks = count(usize::try_from(expected.asks).unwrap_or(usize::MAX), "ask", "asks");
        // Where yeses are what is counted, how many the goal takes is told already.
        let counts_yeses = report.standing.as_ref().is_some_and(|standing| standing.counts_yeses);
        lines.push(if expected.high == 0 || counts_yeses {
            format!("The goal still takes about {asks}.")
        } else {
            format!(
                "The goal still takes about {asks}; {} to {} of them may be yeses.",
                many(expected.low),
                many(expected.high)
            )
        });
    }
    if let Some(one) = report.figures.yes_in_next_10 {
        lines.push(format!("A yes among the next ten asks: {} likely, at the rate so far.", likely(one)));
    }
    lines
}

pub(super) fn page(report: &Report) -> Page {
    let Some(standing) = &report.standing else {
        let mut page = Page::titled("No challenge holds today");
        if let Some(Ended { name, end, with, .. }) = &report.ended {
            page.text(format!("The last one, {name}, ended on {end} with {with}:"));
            page.source(format!("askbook report forecast --challenge \"{name}\""));
        }
        if let Some((name, start)) = &report.begins {
            page.text(format!("The next one, {name}, begins on {start}."));
        }
        if report.ended.is_none() && report.begins.is_none() {
            page.text("A forecast needs one: [challenge] in askbook.toml.");
        }
        return page;
    };
    let mut page = Page::titled(standing.name.clone());
    if !standing.ended {
        page.text(format!("{}.", of_goal(standing.count, standing.goal, standing.of)));
    }
    page.texts(sentences(report));
    if standing.ended {
        // Nothing is to come of it.
    } else if !standing.pace {
        page.text("Pace is off in this notebook, so no date and no par is shown.");
    } else if let Some((weeks, counted)) = standing.forecast_needs.filter(|_| standing.remaining > 0) {
        // What a date needs counts towards the goal as well.
        page.text(if counted < standing.remaining {
            format!("A date can be told after {}.", needs(weeks, counted, standing.of))
        } else {
            format!("The goal is too near for a date: one needs {}.", needs(weeks, counted, standing.of))
        });
    }
    if let Some(chart) = Cumulative::of(standing, report.today) {
        page.heading("So far");
        page.chart(Chart::Cumulative(chart));
    }
    if standing.remaining > 0 {
        dates_table(&mut page, standing);
        if let Some(outlook) = &standing.outlook {
            page.texts(outlook_words(standing, outlook));
        }
    }
    let expectations = expectations(report);
    if !expectations.is_empty() {
        page.heading("On the way");
        page.texts(expectations);
    }
    page
}

/// What a date takes more of. Only what complete weeks brought counts for it.
fn needs(weeks: u32, counted: u32, of: Goal) -> String {
    let (one, many) = match of {
        Goal::Asks => ("ask", "asks"),
        Goal::Rejections => ("rejection", "rejections"),
    };
    let weeks =
        (weeks > 0).then(|| format!("{} more", count(weeks as usize, "complete week", "complete weeks")));
    let counted =
        (counted > 0).then(|| format!("{} more in complete weeks", count(counted as usize, one, many)));
    join(weeks.into_iter().chain(counted))
}

fn dates_table(page: &mut Page, standing: &Standing) {
    let Some(forecast) = standing.forecast else { return };
    let mut table = Table::headed(&["reached by then", "weeks", "date"]);
    for (name, (weeks, date)) in ["1 in 10", "1 in 2", "9 in 10"].into_iter().zip(forecast) {
        let none = || "none yet".to_owned();
        table.row([
            text(format!("with a chance of {name}")),
            figure(weeks.map_or_else(none, |weeks| many(weeks.into()))),
            text(date.map_or_else(none, |date| date.to_string())),
        ]);
    }
    page.heading("When the goal may be reached");
    page.table(table);
}

fn outlook_words(standing: &Standing, outlook: &Outlook) -> Vec<String> {
    let mut lines = vec![format!(
        "From the last {}, {} a week on average, rest included. If your pace changes, so does the date.",
        count(outlook.weeks, "complete week", "complete weeks"),
        short(outlook.mean)
    )];
    if let Some((in_time, end)) = outlook.in_time.zip(standing.end) {
        let odds = match in_time {
            share if share >= 0.95 => "very likely".to_owned(),
            share if share < 0.035 => "unlikely".to_owned(),
            share => chance(share).to_owned(),
        };
        let needed = outlook.needed_per_week.map_or_else(String::new, |needed| {
            format!(" {} a week would do it; so would a later date.", short(rounded_up(needed, 1)))
        });
        lines.push(format!("Reached by {end}, at this pace: {odds}.{needed}"));
    }
    lines
}
