//! `askbook compare`: two kinds of asks, or two spans, side by side; in words only what the data can tell apart.

use super::differences::difference;
use super::minimums::trend_ratings;
use super::page::{Cell, Table, text};
use super::parts::short_range;
use super::words::{count, grouped, likely, many, percent, rate_in_percent, short};
use super::{Feeling, Figures, Page, Report};
use crate::stats::{MannWhitney, median};

/// One of two things to be compared.
pub struct Side {
    /// As it was typed.
    pub name: String,
    /// The report of its asks.
    pub report: Report,
}

/// The page of two sides; `shared` asks are in both.
pub fn compare(a: &Side, b: &Side, shared: usize) -> Page {
    let mut page = Page::titled(format!("{} and {}", a.name, b.name));
    let mut words = told_apart(a, b, shared);
    if words.is_empty() {
        words.push("These counts cannot tell the two apart.".to_owned());
    }
    page.texts(words);
    if shared > 0 {
        page.text(format!(
            "{} in both, so nothing is said of the two as wholes.",
            count(shared, "ask is", "asks are")
        ));
    }
    let mut table = Table::headed(&["", "A", "B"]);
    for (name, cell) in ROWS {
        let is_among_yeses = name == PARTIAL && a.report.partial_is_yes;
        let name = if is_among_yeses { "of them partial" } else { name };
        table.row([text(name), cell(&a.report), cell(&b.report)]);
    }
    page.heading("Side by side");
    page.text(format!("A is {}, B is {}.", a.name, b.name));
    page.table(table);
    page.of(a.report.today)
}

/// Partials are a row of their own, or else among the yeses above it.
const PARTIAL: &str = "partial";

type Row = (&'static str, fn(&Report) -> Cell);

const ROWS: [Row; 16] = [
    ("asks", |report| counted(report.counts.all)),
    ("open", |report| counted(report.counts.open)),
    ("yes", |report| counted(report.yeses())),
    (PARTIAL, |report| counted(report.counts.partial)),
    ("no", |report| counted(report.counts.no)),
    ("silence", |report| counted(report.counts.silence)),
    ("withdrawn", |report| counted(report.counts.withdrawn)),
    ("turned around", |report| counted(report.counts.turnarounds)),
    ("yes of answered", |report| text(of(report.figures.answered))),
    ("as a rate", |report| text(rate(report, report.figures.answered))),
    ("yes of closed", |report| text(of(report.figures.closed))),
    ("as a rate", |report| text(rate(report, report.figures.closed))),
    ("half answered by day", |report| text(half(&report.figures))),
    ("fear, median", |report| text(middle(&report.figures.fear))),
    ("sting, median", |report| text(middle(&report.figures.sting))),
    ("your odds, and what came", |report| text(odds(&report.figures))),
];

fn counted(number: usize) -> Cell {
    text(many(number as u64))
}

fn of(rate: crate::stats::Rate) -> String {
    format!("{} of {}", many(rate.k()), many(rate.n()))
}

fn rate(report: &Report, rate: crate::stats::Rate) -> String {
    let told = rate_in_percent(rate).filter(|_| rate.n() >= report.minimums.rate.into());
    told.unwrap_or_else(|| "too few".to_owned())
}

fn half(figures: &Figures) -> String {
    if !figures.waiting.told {
        return "too few".to_owned();
    }
    let median = figures.waiting.survival.median();
    median
        .day
        .map_or_else(|| "not yet".to_owned(), |day| format!("{} ({})", many(day.into()), short_range(median)))
}

/// The median of the ratings that are looked at, and how many there are.
fn middle(feeling: &Feeling) -> String {
    let Some(value) = median(&ratings(&feeling.ratings)) else { return "none".to_owned() };
    let (looked_at, all) = (feeling.ratings.len(), grouped(feeling.n));
    if looked_at < feeling.n {
        format!("{} (last {looked_at} of {all})", short(value))
    } else {
        format!("{} ({all} rated)", short(value))
    }
}

fn ratings(ratings: &[(crate::model::Day, f64)]) -> Vec<f64> {
    ratings.iter().map(|(_, value)| *value).collect()
}

fn odds(figures: &Figures) -> String {
    let odds = figures.feelings.odds.as_ref();
    odds.map_or_else(
        || "too few".to_owned(),
        |odds| {
            let came = if odds.came > 0.0 { percent(odds.came) } else { "none yet".to_owned() };
            format!("{} and {came}", percent(odds.predicted))
        },
    )
}

/// What is sure enough to be said.
fn told_apart(a: &Side, b: &Side, shared: usize) -> Vec<String> {
    let mut words = Vec::new();
    if shared > 0 {
        return words;
    }
    let (one, other) = (&a.report.figures, &b.report.figures);
    let minimums = &a.report.minimums;
    let sides = [(a.name.clone(), one.answered), (b.name.clone(), other.answered)];
    if let Some(found) = difference(&sides[0], &sides[1], minimums) {
        words.push(format!(
            "{} gets more yeses than {}: {} likely, by these counts.",
            found.more,
            found.less,
            likely(found.chance)
        ));
    }
    words.extend(sooner(a, b).or_else(|| sooner(b, a)));
    let felt =
        [("fear before asking", (&one.fear, &other.fear)), ("the sting of a no", (&one.sting, &other.sting))];
    for (what, (first, second)) in felt {
        let enough = first.n.min(second.n) >= trend_ratings(minimums);
        let test = MannWhitney::of(&ratings(&first.ratings), &ratings(&second.ratings));
        let Some(test) = test.filter(|test| enough && test.is_clear_among(felt.len())) else { continue };
        let (more, less) = if test.z > 0.0 { (a, b) } else { (b, a) };
        words.push(format!("In {}, {what} was mostly higher than in {}.", more.name, less.name));
    }
    words
}

/// Whether half of `a` was answered for sure before half of `b`: the ranges do not touch.
fn sooner(a: &Side, b: &Side) -> Option<String> {
    let (one, other) = (&a.report.figures.waiting, &b.report.figures.waiting);
    let high = one.survival.median().high.filter(|_| one.told && other.told)?;
    let low = other.survival.median().low?;
    (high < low).then(|| format!("{} is answered sooner than {}.", a.name, b.name))
}
