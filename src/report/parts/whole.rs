//! The whole report: where the challenge stands, what was counted, and each part in short.

use super::{balance, forecast, load, rates, sting, waiting};
use crate::model::DaySpan;
use crate::report::chart::Chart;
use crate::report::milestones::in_words;
use crate::report::words::{capital, count, grouped, of_goal, yeses};
use crate::report::{Ended, Page, Report};

pub(super) fn page(report: &Report) -> Page {
    let counts = &report.counts;
    if counts.all == 0 {
        return nothing(report);
    }
    let mut page = standing(report);
    totals(report, &mut page);
    celebrate(report, &mut page);
    load::periods(report, &mut page);
    let sections = [
        ("Answers", rates::sentences(report)),
        ("Waiting", if report.figures.waiting.told { waiting::sentences(report) } else { Vec::new() }),
        ("Ahead", forecast::expectations(report)),
        ("Fear and sting", sting::sentences(report)),
    ];
    for (heading, sentences) in sections {
        if !sentences.is_empty() {
            page.heading(heading);
            page.texts(sentences);
        }
    }
    balance::groups(report, &mut page);
    if !report.lessons.is_empty() {
        page.heading("Latest lessons");
        for (day, lesson) in &report.lessons {
            page.item(format!("{day}: {lesson}"));
        }
    }
    balance::put_off(report, &mut page);
    notices(report, &mut page);
    page
}

/// What is said where there is no ask at all, or none that fits.
fn nothing(report: &Report) -> Page {
    if report.asks_in_all > 0 {
        let mut page = Page::titled("No ask fits");
        let all = count(report.asks_in_all, "ask, but it is none", "asks, but none of them is one");
        page.text(format!("The notebook has {all} of those that are meant."));
        return page;
    }
    let mut page = Page::titled("No ask yet");
    page.text("Write a line in today's page, such as");
    page.source("- #ask A discount at the café size:small fear:3");
    balance::put_off(report, &mut page);
    page
}

/// The challenge with its bar and its pace.
fn standing(report: &Report) -> Page {
    let Some(standing) = &report.standing else {
        let mut page = Page::titled("All asks");
        let ended = report.ended.as_ref().map(|Ended { name, end, with, reached }| {
            let praise = if *reached { " Well asked!" } else { "" };
            format!(" The last one, {name}, ended on {end} with {with}.{praise}")
        });
        let begins =
            report.begins.as_ref().map(|(name, start)| format!(" The next one, {name}, begins on {start}."));
        if ended.is_some() || begins.is_some() {
            let told: String = ended.into_iter().chain(begins).collect();
            let another =
                if report.begins.is_none() { " Another one is a [[challenge]] in askbook.toml." } else { "" };
            page.text(format!("No challenge holds today.{told}{another}"));
        }
        page.gap();
        return page;
    };
    let mut page = Page::titled(standing.name.clone());
    page.chart(Chart::Progress {
        value: standing.count,
        most: standing.goal,
        words: of_goal(standing.count, standing.goal, standing.of),
    });
    page.texts(forecast::sentences(report));
    page.gap();
    page
}

fn totals(report: &Report, page: &mut Page) {
    let counts = &report.counts;
    let named = |all: &[(usize, &str, &str)]| {
        let some = all.iter().filter(|(number, ..)| *number > 0);
        some.map(|(number, one, many)| count(*number, one, many)).collect::<Vec<_>>().join(", ")
    };
    let others = named(&[
        (counts.no, "no", "noes"),
        (counts.silence, "silence", "silences"),
        (counts.withdrawn, "withdrawn", "withdrawn"),
    ]);
    let mut answers = yeses(counts.yes, counts.partial, report.partial_is_yes);
    answers.extend(Some(others).filter(|others| !others.is_empty()));
    let answers = answers.join(", ");
    let asks = count(counts.all, "ask", "asks");
    let asks = if report.beyond_challenge { format!("In all, {asks}") } else { asks };
    page.text(if answers.is_empty() { asks } else { format!("{asks}: {answers}") });
    let mut open = format!("{} open", grouped(counts.open));
    let waiting = [(counts.overdue, "overdue"), (counts.due, "due")];
    for (number, word) in waiting.into_iter().filter(|(number, _)| *number > 0) {
        open.push_str(&format!(", {} {word}", grouped(number)));
    }
    if counts.overdue + counts.due > 0 {
        open.push_str(" (askbook next)");
    }
    if counts.turnarounds > 0 {
        open.push_str(&format!("; {} turned around after a no or a silence", grouped(counts.turnarounds)));
    }
    page.text(open);
    let others = named(&[
        (counts.lessons, "lesson", "lessons"),
        (counts.reviews, "review", "reviews"),
        (usize::try_from(counts.rest_days).unwrap_or(0), "day of rest", "days of rest"),
        (counts.plans_open - counts.plans_ahead, "plan put off", "plans put off"),
        (counts.plans_ahead, "plan ahead", "plans ahead"),
    ]);
    if !others.is_empty() {
        page.text(others);
    }
}

/// The milestones of this week.
fn celebrate(report: &Report, page: &mut Page) {
    let Some(week) = report.this_week.as_ref().map(|week| week.span) else { return };
    let reached = milestones(report, week);
    if !reached.is_empty() {
        page.heading("To celebrate this week");
        for words in reached {
            page.item(capital(&words));
        }
        page.text("Well asked!");
    }
}

/// What was reached in a span, in words.
pub(in crate::report) fn milestones(report: &Report, span: DaySpan) -> Vec<String> {
    in_words(report.milestones.iter().filter(|reached| span.contains(reached.day)))
}

fn notices(report: &Report, page: &mut Page) {
    if !report.notices.is_empty() {
        page.heading("For you to choose");
        for notice in &report.notices {
            page.item(notice.message.clone());
        }
    }
}
