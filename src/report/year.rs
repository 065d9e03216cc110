//! A year in review: its numbers, what is worth celebrating, the bravest ask, the biggest turnaround, the lessons,
//! quarter by quarter. Any other span will do as well, month by month, week by week or day by day.

use super::calendar::Calendar;
use super::counts::Others;
use super::fact::{Fact, answers_by_day, ask_of};
use super::facts::Facts;
use super::milestones::{in_words, milestones};
use super::parts::bars;
use super::weeks::{filled, spans, within};
use super::words::{count, days, grouped, join, rate_of_answered, span_name, yeses};
use super::{Page, Period, Scope};
use crate::book::{Ask, Book};
use crate::config::Config;
use crate::model::{Answer, Day, DaySpan};
use crate::stats::Rate;

/// The page of `span`: asks by the day of the ask, answers by the day of the answer.
pub fn year(book: &Book, config: &Config, scope: &Scope<'_>, span: DaySpan) -> Page {
    let facts = Facts::read(book, config, scope);
    let others = Others::read(book);
    let calendar = facts.calendar();
    let asked: Vec<&Fact> = facts.kept().filter(|fact| span.contains(fact.day)).collect();
    let answered: Vec<&Fact> =
        facts.kept().filter(|fact| fact.answered.is_some_and(|day| span.contains(day))).collect();
    let span = scope.part_of(span).unwrap_or(span);
    let so_far = if span.last > book.today { ", so far" } else { "" };
    let mut page = Page::titled(format!("{} in review{so_far}", span_name(span, config.week_starts)));
    if asked.is_empty() && answered.is_empty() {
        page.text("Nothing was asked and nothing was answered in these days.");
        return page.of(book.today);
    }
    page.text(what_came(config, asked.len(), &answered));
    page.texts(numbers(book, config, &asked, &answered, &others, (span, facts.known().any(|fact| fact.yes))));
    by_period(&mut page, book, config, &calendar, &others, span);
    reached(&mut page, book, &facts, scope, span);
    best(&mut page, book, &asked, &answered);
    lessons(&mut page, book, scope, &others, span);
    page.of(book.today)
}

/// Spans of more days than these are shown year by year, quarter by quarter, month by month and week by week.
const LONG: [(i64, Period, &str); 4] = [
    (1096, Period::Year, "Year by year"),
    (184, Period::Quarter, "Quarter by quarter"),
    (31, Period::Month, "Month by month"),
    (7, Period::Week, "Week by week"),
];

/// The days of `span` in periods that suit its length: none before the first ask, answer or rest that is told of, none to
/// come, no day outside it.
fn by_period(
    page: &mut Page,
    book: &Book,
    config: &Config,
    calendar: &Calendar,
    others: &Others,
    span: DaySpan,
) {
    if span.days() <= 1 {
        return;
    }
    let counted = calendar.iter().next().map(|counts| counts.day);
    let rested = others.rests.iter().find(|rest| rest.overlaps(&span)).map(|rest| rest.first.max(span.first));
    let Some(first) = counted.into_iter().chain(rested).min() else { return };
    let suiting = LONG.iter().find(|(days, ..)| span.days() > *days);
    let (period, heading) =
        suiting.map_or((Period::Day, "Day by day"), |(_, period, heading)| (*period, *heading));
    let mut periods = within(spans(period, span, config), span);
    periods.retain(|days| days.first <= book.today && first <= days.last);
    page.heading(heading);
    page.table(bars(&filled(calendar, &others.rests, periods), period));
}

/// How many asks, and what came.
pub(super) fn what_came(config: &Config, asked: usize, answered: &[&Fact]) -> String {
    let of = |answer: Answer| answered.iter().filter(|fact| fact.status == Some(answer)).count();
    let others = [(of(Answer::No), "no", "noes"), (of(Answer::Silence), "silence", "silences")];
    let others = others.iter().filter(|(number, ..)| *number > 0);
    let yeses = yeses(of(Answer::Yes), of(Answer::Partial), config.partial_is_yes);
    let mut came: Vec<String> =
        yeses.into_iter().chain(others.map(|(number, one, many)| count(*number, one, many))).collect();
    // What is said of the yeses alone is closed by a comma.
    if let [yeses] = came.as_mut_slice()
        && yeses.contains(',')
    {
        yeses.push(',');
    }
    let asks = count(asked, "ask", "asks");
    let came = join(came.into_iter());
    if came.is_empty() { format!("{asks}; no answer came.") } else { format!("{asks}; {came} came.") }
}

fn numbers(
    book: &Book,
    config: &Config,
    asked: &[&Fact],
    answered: &[&Fact],
    others: &Others,
    (span, has_yes): (DaySpan, bool),
) -> Vec<String> {
    let mut lines = Vec::new();
    let yes = answered.iter().filter(|fact| fact.yes).count() as u64;
    let rate = Rate::new(yes, answered.iter().filter(|fact| fact.is_answered()).count() as u64);
    if rate.n() >= config.minimums.rate.into() {
        lines.extend(rate_of_answered(rate, !has_yes));
    }
    let mut on: Vec<Day> = asked.iter().map(|fact| fact.day).collect();
    on.dedup();
    let rest =
        filled(&Calendar::default(), &others.rests, vec![span]).pop().map_or(0, |stretch| stretch.rest);
    lines.push(format!(
        "Asked on {}; {}.",
        count(on.len(), "day", "days"),
        count(rest, "day of rest", "days of rest")
    ));
    let people: std::collections::BTreeSet<&str> =
        asked.iter().flat_map(|fact| ask_of(book, fact).whos()).collect();
    if !people.is_empty() {
        lines.push(format!(
            "{} asked.",
            count(people.len(), "person or organisation", "people or organisations")
        ));
    }
    let weeks = filled(
        &Calendar::of(asked.iter().copied(), std::iter::empty()),
        &[],
        spans(Period::Week, span, config),
    );
    // `max_by_key` takes the last of equals: backwards that is the first.
    let several = weeks.len() > 1;
    let fullest =
        weeks.into_iter().rev().max_by_key(|week| week.asks).filter(|week| several && week.asks > 1);
    lines.extend(fullest.map(|week| {
        format!("The fullest week began on {}, with {} asks.", week.span.first, grouped(week.asks))
    }));
    lines
}

fn reached(page: &mut Page, book: &Book, facts: &Facts<'_>, scope: &Scope<'_>, span: DaySpan) {
    let reached: Vec<_> =
        milestones(book, facts, scope).into_iter().filter(|reached| span.contains(reached.day)).collect();
    if !reached.is_empty() {
        page.heading("Reached");
        for on_day in reached.chunk_by(|one, next| one.day == next.day) {
            for words in in_words(on_day.iter()) {
                page.item(format!("{}: {words}", on_day[0].day));
            }
        }
    }
}

/// The ask that took the most courage, and the no that became the biggest yes.
fn best(page: &mut Page, book: &Book, asked: &[&Fact], answered: &[&Fact]) {
    let bravest = asked.iter().rev().max_by_key(|fact| fact.fear).filter(|fact| fact.fear > Some(0));
    if let Some((ask, fear)) = bravest.and_then(|fact| Some((ask_of(book, fact), fact.fear?))) {
        page.heading("The bravest ask");
        let came = ask.status.map_or("open", Answer::word);
        page.text(format!("{}: {} (fear {fear}; {came})", ask.day, ask.title()));
    }
    let turned = answered.iter().rev().filter(|fact| fact.turnaround);
    if let Some(ask) = turned.max_by_key(|fact| (fact.size, fact.days)).map(|fact| ask_of(book, fact)) {
        page.heading("The biggest turnaround");
        page.text(format!("{}{}", ask.title(), turnaround(ask)));
    }
}

fn turnaround(ask: Ask<'_>) -> String {
    let mut answers = answers_by_day(ask.events()).into_iter();
    let refused = answers.find(|(_, answer)| matches!(answer, Answer::No | Answer::Silence));
    let (Some((first, refused)), Some(day), Some(answer)) = (refused, ask.answered, ask.status) else {
        return String::new();
    };
    let after = (day - first).num_days();
    format!(": {} on {first}, {} on {day}, {} later", refused.word(), answer.word(), days(after))
}

/// How many lessons a page holds.
const LESSONS: usize = 100;

fn lessons(page: &mut Page, book: &Book, scope: &Scope<'_>, others: &Others, span: DaySpan) {
    let learned = learned(book, scope, others, span);
    if learned.is_empty() {
        return;
    }
    page.heading("What it taught");
    for (day, lesson) in learned.iter().take(LESSONS) {
        page.item(format!("{day}: {lesson}"));
    }
    if learned.len() > LESSONS {
        page.text(format!("and {} more: askbook list --kind lesson", grouped(learned.len() - LESSONS)));
    }
}

/// The lessons of a span, the oldest first.
pub(super) fn learned<'b>(
    book: &'b Book,
    scope: &Scope<'_>,
    others: &Others,
    span: DaySpan,
) -> Vec<(Day, &'b str)> {
    let about = others.lessons.iter().filter(|id| book.link(**id).ask.is_none_or(|ask| scope.is_about(ask)));
    about
        .map(|id| book.record(*id))
        .filter_map(|record| Some((record.day.filter(|day| span.contains(*day))?, record.title())))
        .collect()
}
