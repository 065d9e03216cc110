//! Week by week, and whether one was far more than usual (statistics, section 6).

use crate::model::Day;
use crate::report::notices::load;
use crate::report::page::{Cell, Table, figure, text};
use crate::report::words::{count, grouped, short};
use crate::report::{Page, Period, Report, Stretch};
use crate::stats::Load;
use chrono::Datelike;

/// The last periods as bars.
pub(super) fn periods(report: &Report, page: &mut Page) {
    if report.periods.is_empty() {
        return;
    }
    let word = match report.period {
        Period::Day => "Days",
        Period::Week => "Weeks",
        Period::Month => "Months",
        Period::Quarter => "Quarters",
        Period::Year => "Years",
    };
    page.heading(format!("{word}: asks, and what came"));
    page.table(bars(&report.periods, report.period));
    let weeks = &report.usual_weeks;
    let before = &weeks[weeks.len().saturating_sub(Load::BEFORE)..];
    let is_usual = weeks.len() >= report.minimums.load as usize && before.iter().any(|week| week.asks > 0);
    if is_usual {
        this_week(report, page);
    }
}

fn this_week(report: &Report, page: &mut Page) {
    let Some(week) = &report.this_week else { return };
    // A rest is no week to hold against the others.
    if week.rest > 0 {
        let rest = count(week.rest, "day of rest", "days of rest");
        page.text(format!("This week so far: {}, {rest}.", count(week.asks, "ask", "asks")));
    } else {
        let usual = usual(week, &report.usual_weeks, report.minimums.load, report.is_of_some);
        page.text(format!("This week so far: {usual}"));
    }
}

/// A row for each stretch: when it began, its asks, what came.
pub(in crate::report) fn bars(stretches: &[Stretch], period: Period) -> Table {
    let most = stretches.iter().map(|stretch| stretch.asks).max().unwrap_or(0);
    let mut table = Table::plain(&["from", "asks", "", "what came"]);
    for stretch in stretches {
        table.row([
            text(label(stretch.span.first, period)),
            figure(grouped(stretch.asks)),
            Cell::Bar(stretch.asks, most),
            text(came(stretch)),
        ]);
    }
    table
}

fn label(first: Day, period: Period) -> String {
    match period {
        Period::Day | Period::Week => first.to_string(),
        Period::Month => first.format("%Y-%m").to_string(),
        Period::Quarter => format!("{}-Q{}", first.format("%Y"), first.month0() / 3 + 1),
        Period::Year => first.format("%Y").to_string(),
    }
}

fn came(stretch: &Stretch) -> String {
    let parts = [
        (stretch.rejections, "rejection", "rejections"),
        (stretch.yes, "yes", "yeses"),
        (stretch.rest, "day of rest", "days of rest"),
    ];
    let parts = parts.iter().filter(|(number, ..)| *number > 0);
    parts.map(|(number, one, many)| count(*number, one, many)).collect::<Vec<_>>().join(", ")
}

/// This week against the usual one, of all asks or `of_some` kind only.
pub(in crate::report) fn usual(week: &Stretch, before: &[Stretch], minimum: u32, of_some: bool) -> String {
    let asks = if of_some {
        count(week.asks, "ask of this kind", "asks of this kind")
    } else {
        count(week.asks, "ask", "asks")
    };
    match load(week.asks as u64, before).filter(|_| before.len() >= minimum as usize) {
        Some(load) => format!("{asks}; your usual week has {}.", short(load.median)),
        None => {
            let missing = (minimum as usize).saturating_sub(before.len());
            format!(
                "{asks}; what is usual can be told after {} more.",
                count(missing, "complete week", "complete weeks")
            )
        }
    }
}

/// How many complete weeks the page looks back on.
const BACK: usize = 26;

pub(super) fn page(report: &Report) -> Page {
    let mut page = Page::titled("Week by week");
    this_week(report, &mut page);
    let active = report.weeks.iter().filter(|week| week.asks > 0).count();
    if !report.weeks.is_empty() {
        page.text(format!(
            "{} of {} had an ask; {}. A rest breaks nothing.",
            active,
            count(report.weeks.len(), "complete week", "complete weeks"),
            count(usize::try_from(report.counts.rest_days).unwrap_or(0), "day of rest", "days of rest")
        ));
    }
    for notice in &report.notices {
        page.item(notice.message.clone());
    }
    let last = &report.weeks[report.weeks.len().saturating_sub(BACK)..];
    if !last.is_empty() {
        page.heading("Complete weeks");
        page.table(bars(last, Period::Week));
    }
    page
}
