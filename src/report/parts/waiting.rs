//! How long answers take (statistics, section 2).

use crate::report::chart::{Chart, Curve};
use crate::report::minimums::waiting_answers;
use crate::report::page::{Table, figure, text};
use crate::report::words::{count, join, many, percent};
use crate::report::{Page, Report};
use crate::stats::{MedianWait, Step, Survival};

pub(super) fn sentences(report: &Report) -> Vec<String> {
    let waiting = &report.figures.waiting;
    if !waiting.told {
        return vec![needs(report)];
    }
    let mut lines = vec![half(&waiting.survival)];
    if let Some((last, outcomes)) = waiting.so_far.as_ref().filter(|(last, _)| *last > 0) {
        let [yes, partial, no] = outcomes.shares;
        let ends = [(yes, "a yes"), (partial, "a partial"), (no, "a no")];
        let ends = ends.iter().filter(|(share, _)| *share > 0.0);
        lines.push(format!(
            "By day {}, with the open ones weighed in: {}; {} without an answer.",
            many(u64::from(*last)),
            join(ends.map(|(share, name)| format!("{name} for {}", percent(*share)))),
            percent(outcomes.open)
        ));
    }
    lines
}

/// What it takes to tell.
fn needs(report: &Report) -> String {
    let curve = &report.figures.waiting.survival;
    let missing = |minimum: u64, have: u64| usize::try_from(minimum.saturating_sub(have)).unwrap_or(0);
    let asks = missing(report.minimums.waiting.into(), curve.asks());
    let answers = missing(waiting_answers(&report.minimums), curve.answers());
    let parts = [(asks, "ask", "asks"), (answers, "answer", "answers")];
    let parts = parts.iter().filter(|(number, ..)| *number > 0);
    format!(
        "How long answers take can be told after {} more.",
        join(parts.map(|(number, one, many)| count(*number, one, many)))
    )
}

fn half(curve: &Survival) -> String {
    let median = curve.median();
    let when = match median.day {
        None => {
            return "Fewer than half of the asks have an answer so far, so the usual wait is not known yet."
                .to_owned();
        }
        Some(0) => "on the same day".to_owned(),
        Some(1) => "after a day".to_owned(),
        Some(day) => format!("after {} days", many(day.into())),
    };
    // A range of that day alone tells nothing more.
    let is_one_day = median.low == median.day && median.high == median.day;
    let range = if is_one_day { String::new() } else { format!(" (range {})", range(median)) };
    format!("Half of the asks have an answer {when}{range}, open ones included.")
}

/// The range of a median in days, which may be open.
fn range(median: MedianWait) -> String {
    let low = many(median.low.unwrap_or(0).into());
    median.high.map_or_else(
        || format!("{low} or more, the end not reached"),
        |high| format!("{low} to {}", many(high.into())),
    )
}

/// The same in little room.
pub(in crate::report) fn short_range(median: MedianWait) -> String {
    let low = many(median.low.unwrap_or(0).into());
    median.high.map_or_else(|| format!("{low} or more"), |high| format!("{low} to {}", many(high.into())))
}

/// How many steps the table shows.
const STEPS: usize = 10;

pub(super) fn page(report: &Report) -> Page {
    let waiting = &report.figures.waiting;
    let mut page = Page::titled("Waiting for an answer");
    page.texts(sentences(report));
    let curve = &waiting.survival;
    if !waiting.told {
        page.text(format!(
            "So far: {}, {} of them answered.",
            count(usize::try_from(curve.asks()).unwrap_or(0), "ask", "asks"),
            many(curve.answers())
        ));
        return page;
    }
    page.heading("Asks without an answer, by days out");
    page.chart(Chart::Survival(Curve::of(curve)));
    let mut table = Table::headed(&["day", "still out", "without answer", "range (95 %)"]);
    for step in some(curve.steps()) {
        let range = format!("{} to {}", percent(step.interval.low), percent(step.interval.high));
        table.row([
            figure(many(step.day.into())),
            figure(many(step.at_risk)),
            figure(percent(step.survival)),
            text(range),
        ]);
    }
    page.heading("In numbers");
    page.table(table);
    // The end of the curve takes as many asks as all of it.
    if curve.steps().last().is_some_and(|last| last.at_risk < u64::from(report.minimums.waiting)) {
        page.text("On the right few asks were ever out that long, so it rests on little.");
    }
    by_tag(&mut page, &waiting.by_tag);
    page
}

/// At most so many of the steps, the first and the last among them.
fn some(steps: &[Step]) -> Vec<&Step> {
    let last = steps.len().saturating_sub(1);
    let shown = steps.len().min(STEPS);
    let mut places: Vec<usize> = (0..shown).map(|at| at * last / shown.saturating_sub(1).max(1)).collect();
    places.dedup();
    places.into_iter().map(|at| &steps[at]).collect()
}

fn by_tag(page: &mut Page, curves: &[(String, Survival)]) {
    let mut table = Table::headed(&["", "asks", "answered", "half by day", "range (95 %)"]);
    for (tag, curve) in curves.iter().take(STEPS) {
        let median = curve.median();
        let day = median.day.map_or_else(|| "not yet".to_owned(), |day| many(day.into()));
        table.row([
            text(format!("#{tag}")),
            figure(many(curve.asks())),
            figure(many(curve.answers())),
            figure(day),
            text(range(median)),
        ]);
    }
    if !table.rows.is_empty() {
        page.heading("By tag, where there are enough");
        page.table(table);
    }
}
