//! What is asked, of whom and how; what is put off; stages and worth (statistics, section 7).

use crate::report::counts::plan_day;
use crate::report::page::{Cell, Table, figure, text};
use crate::report::words::{count, grouped, join, many, short};
use crate::report::{Group, Page, Report};
use std::collections::BTreeMap;

/// How many groups a table of the whole report shows.
const GROUPS: usize = 6;
/// How many a page in depth shows.
const MORE: usize = 12;

/// The tables of the whole report.
pub(super) fn groups(report: &Report, page: &mut Page) {
    if !report.by_size.is_empty() || !report.by_tag.is_empty() {
        table(page, "By size", &report.by_size, GROUPS);
        table(page, "By tag", &report.by_tag, GROUPS);
    }
    if let Some((name, groups)) = &report.by {
        table(page, &format!("By {name}"), groups, MORE);
    }
    stages(report, page);
    worth(report, page);
}

fn table(page: &mut Page, title: &str, groups: &BTreeMap<String, Group>, most_rows: usize) {
    let mut sorted: Vec<(&String, &Group)> = groups.iter().collect();
    sorted.sort_by(|a, b| b.1.asks.cmp(&a.1.asks).then(a.0.cmp(b.0)));
    let most = sorted.first().map_or(0, |(_, group)| group.asks);
    let mut rows = Table::plain(&["", "asks", "", "yes of answered"]);
    for (name, group) in sorted.iter().take(most_rows) {
        let came = if group.n > 0 {
            format!("{} of {} answered: yes", many(group.k), many(group.n))
        } else {
            String::new()
        };
        rows.row([text(name.as_str()), figure(grouped(group.asks)), Cell::Bar(group.asks, most), text(came)]);
    }
    if rows.rows.is_empty() {
        return;
    }
    page.heading(title);
    page.table(rows);
    if sorted.len() > most_rows {
        page.text(format!("and {} more", grouped(sorted.len() - most_rows)));
    }
}

/// How many asks reached each stage.
fn stages(report: &Report, page: &mut Page) {
    let mut rows = Table::headed(&["stage", "asks", "median days to it"]);
    for stage in &report.stages {
        let days = stage.median_days.map_or_else(|| "–".to_owned(), short);
        rows.row([text(stage.name.as_str()), figure(grouped(stage.asks)), figure(days)]);
    }
    if !rows.rows.is_empty() {
        page.heading("Stages reached");
        page.table(rows);
    }
}

fn worth(report: &Report, page: &mut Page) {
    if report.worth.is_empty() {
        return;
    }
    let sums =
        report.worth.iter().map(|(currency, sum)| format!("{} {currency}", amount(*sum)).trim().to_owned());
    page.heading("What the yeses were worth");
    page.text(join(sums));
}

/// A sum with its thousands apart, and cents only where there are some.
fn amount(sum: f64) -> String {
    let whole = sum.trunc();
    let cents = ((sum - whole) * 100.0).round() as u32;
    let digits = if whole < 1e15 { grouped(whole as usize) } else { format!("{whole:.0}") };
    if cents == 0 { digits } else { format!("{digits}.{cents:02}") }
}

/// The plans that were put off the longest.
pub(super) fn put_off(report: &Report, page: &mut Page) {
    if !report.put_off.is_empty() {
        page.heading("Put off the longest");
        for plan in &report.put_off {
            page.item(plan_day(plan.day, &plan.title));
        }
    }
}

pub(super) fn page(report: &Report) -> Page {
    let mut page = Page::titled("What you ask, of whom, and how");
    let sized = |word: &str| report.by_size.get(word).map_or(0, |group| group.asks);
    let (small, big) = (sized("small"), sized("big"));
    if small + big + sized("medium") > 0 {
        page.text(format!(
            "{} and {}, of {}. A mix keeps it moving.",
            count(big, "big ask", "big asks"),
            count(small, "small one", "small ones"),
            grouped(report.counts.all)
        ));
    }
    page.text(format!(
        "New this month: {}, {}.",
        count(report.new_tags, "kind of ask", "kinds of ask"),
        count(report.new_whos, "person or organisation", "people or organisations")
    ));
    table(&mut page, "By size", &report.by_size, MORE);
    table(&mut page, "By tag", &report.by_tag, MORE);
    table(&mut page, "By way of asking", &report.by_via, MORE);
    if let Some((name, groups)) = &report.by {
        table(&mut page, &format!("By {name}"), groups, MORE);
    }
    stages(report, &mut page);
    worth(report, &mut page);
    put_off(report, &mut page);
    if !report.put_off.is_empty() {
        page.text("What is one ask you have been avoiding?");
    }
    page
}
