//! Yeses of how many: rates with named denominators and their ranges (statistics, section 1).

use crate::report::differences::Difference;
use crate::report::page::{Table, figure, text};
use crate::report::words::{
    capital, count, likely, many, none_of_answered, of_answered, percent, rate_of_answered, whole,
};
use crate::report::{Group, Page, Report};
use crate::stats::Rate;
use std::collections::BTreeMap;

/// How many differences the whole report tells.
const TOLD: usize = 2;

pub(super) fn sentences(report: &Report) -> Vec<String> {
    let mut lines = answered(report);
    lines.extend(report.differences.iter().take(TOLD).map(difference));
    lines
}

/// The rate among the answered, or what it still needs.
fn answered(report: &Report) -> Vec<String> {
    let rate = report.figures.answered;
    let minimum = u64::from(report.minimums.rate);
    // There may be one among the asks that are not looked at.
    let has_yes = report.figures.closed_in_all.k() > 0;
    let mut lines = Vec::new();
    if rate.n() == 0 {
        lines.push(unanswered(report).to_owned());
    } else if rate.n() < minimum {
        lines.push(format!(
            "{}; a rate is told after {}.",
            of_answered(rate),
            count(usize::try_from(minimum - rate.n()).unwrap_or(0), "more answer", "more answers"),
        ));
    } else if report.figures.no_yes_bound.is_some() {
        // What it could still be is told below, by another bound.
        lines.push(format!("{}.", none_of_answered(rate, !has_yes)));
    } else if let Some(told) = rate_of_answered(rate, !has_yes) {
        lines.push(told);
        if report.figures.low_while_open {
            lines.push("While asks are open this is low: noes came sooner than yeses so far.".to_owned());
        }
    }
    if let Some((bound, noes)) = report.figures.no_yes_bound.zip(report.figures.noes_without_yes) {
        lines.push(format!(
            "No yes{} in {}; the chance of one could still be up to {}.",
            if has_yes { "" } else { " yet" },
            count(usize::try_from(noes).unwrap_or(usize::MAX), "no", "noes"),
            // Of more than a half "1 in 1" or "1 in 2" would say too much or too little.
            if bound > 0.5 { percent(bound) } else { format!("about 1 in {}", whole(1.0 / bound)) }
        ));
    }
    lines
}

/// What is said where no ask counts as answered: answers may have come all the same, and none may still be to come.
fn unanswered(report: &Report) -> &'static str {
    let came = report.figures.waiting.survival.answers() > 0;
    if report.counts.open > 0 && !came {
        "No answer yet."
    } else {
        "No ask stands as a yes, a partial or a no."
    }
}

fn difference(difference: &Difference) -> String {
    format!(
        "{} get more yeses than {} ({} of {} against {} of {}): {} likely, by these counts.",
        capital(&difference.more),
        difference.less,
        many(difference.more_rate.k()),
        many(difference.more_rate.n()),
        many(difference.less_rate.k()),
        many(difference.less_rate.n()),
        likely(difference.chance),
    )
}

pub(super) fn page(report: &Report) -> Page {
    let figures = &report.figures;
    let mut page = Page::titled("Yeses, of how many");
    page.texts(answered(report));
    let mut table = Table::headed(&["", "yes", "of", "rate", "range (95 %)"]);
    for (name, rate) in [
        ("answered: yes, partial, no", figures.answered),
        ("closed: these and silences", figures.closed),
        ("all asks", figures.all),
    ] {
        table.row(row(name, rate, report.minimums.rate));
    }
    page.heading("Of what");
    page.table(table);
    if report.counts.partial > 0 {
        page.text(if report.partial_is_yes {
            "Partials are counted as yeses, as partial = \"yes\" in askbook.toml says."
        } else {
            "Partials are counted among the answered; as a yes only with partial = \"yes\" in askbook.toml."
        });
    }
    groups(report, &mut page, "By size", &report.by_size);
    groups(report, &mut page, "By tag", &report.by_tag);
    groups(report, &mut page, "By way of asking", &report.by_via);
    if let Some((name, by)) = &report.by {
        groups(report, &mut page, &format!("By {name}"), by);
    }
    if !report.differences.is_empty() {
        page.heading("What can be told apart");
        page.texts(report.differences.iter().map(difference).collect());
    }
    page
}

/// The groups by their rate, drawn towards that of all so that a lucky few do not stand on top.
fn groups(report: &Report, page: &mut Page, title: &str, groups: &BTreeMap<String, Group>) {
    let all = report.figures.answered;
    let mut sorted: Vec<(&String, &Group)> = groups.iter().filter(|(_, group)| group.n > 0).collect();
    let drawn = |group: &Group| group.rate().shrunk(all).unwrap_or(0.0);
    sorted.sort_by(|a, b| drawn(b.1).total_cmp(&drawn(a.1)).then(a.0.cmp(b.0)));
    let mut table = Table::headed(&["", "yes", "of answered", "rate", "range (95 %)"]);
    for (name, group) in sorted {
        table.row(row(name, group.rate(), report.minimums.rate));
    }
    if !table.rows.is_empty() {
        page.heading(title);
        page.table(table);
    }
}

/// A rate as a row: its range in percent from the minimum on.
fn row(name: &str, rate: Rate, minimum: u32) -> [crate::report::page::Cell; 5] {
    let told = rate.share().zip(rate.wilson()).filter(|_| rate.n() >= u64::from(minimum));
    let (share, range) = match told {
        // Never "0 %".
        Some((_, range)) if rate.k() == 0 => {
            ("none yet".to_owned(), format!("up to {}", percent(range.high)))
        }
        Some((share, range)) => {
            (percent(share), format!("{} to {}", percent(range.low), percent(range.high)))
        }
        None => (String::new(), format!("needs {} more", many(u64::from(minimum).saturating_sub(rate.n())))),
    };
    [text(name), figure(many(rate.k())), figure(many(rate.n())), figure(share), text(range)]
}
