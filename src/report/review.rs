//! `askbook review`: a week (or another span) on one screen, and the `#review` record to go with it.

use super::counts::{Others, plan_day};
use super::fact::{Fact, ask_of};
use super::facts::Facts;
use super::milestones::{in_words, milestones};
use super::notices::{load, load_words};
use super::parts::usual;
use super::weeks::{self, Stretch, filled};
use super::words::{capital, count, grouped, join, span_name};
use super::year::what_came;
use super::{Page, Scope};
use crate::book::{Ask, Book};
use crate::config::Config;
use crate::model::{Answer, Day, DaySpan};
use chrono::{Datelike, Days};

/// A span of days, looked back on.
pub struct Review {
    today: Day,
    name: String,
    span: DaySpan,
    numbers: String,
    load: Vec<String>,
    reached: Vec<String>,
    asked: Vec<String>,
    refused: Vec<(String, Vec<String>)>,
    avoided: Vec<String>,
    question: &'static str,
}

/// The last complete week before `today`.
pub fn last_week(config: &Config, today: Day) -> DaySpan {
    config.week_starts.week_of(today.checked_sub_days(Days::new(7)).unwrap_or(today))
}

/// One of these is asked, another each week.
const QUESTIONS: [(&str, About); 6] = [
    ("What is one ask you have been avoiding?", About::Anything),
    ("Which no was kinder than you expected?", About::Noes),
    ("Who could you ask that would be glad to be asked?", About::Anything),
    ("Which ask would you make again, whatever came of it?", About::Asks),
    ("What made asking easier?", About::Asks),
    ("What would be a smaller version of the ask you are putting off?", About::Anything),
];

/// What there must have been for a question to make sense.
#[derive(Clone, Copy)]
enum About {
    Anything,
    Asks,
    Noes,
}

/// The question of a span: none about what there never was up to its end.
fn question(facts: &Facts<'_>, span: DaySpan) -> &'static str {
    let week = span.first.num_days_from_ce().unsigned_abs() as usize / 7;
    let fits = |about: About| match about {
        About::Anything => true,
        About::Asks => facts.known().any(|fact| fact.day <= span.last),
        About::Noes => facts
            .known_answered()
            .any(|fact| fact.status == Some(Answer::No) && fact.answered.is_some_and(|day| day <= span.last)),
    };
    let in_turn = QUESTIONS.iter().cycle().skip(week % QUESTIONS.len()).take(QUESTIONS.len());
    in_turn.into_iter().find(|(_, about)| fits(*about)).map_or(QUESTIONS[0].0, |(question, _)| question)
}

/// How many of anything are shown, so that all of it fits on a screen.
const SHOWN: usize = 5;

/// The review of `span`.
pub fn review(book: &Book, config: &Config, scope: &Scope<'_>, span: DaySpan) -> Review {
    let facts = Facts::read(book, config, scope);
    let others = Others::read(book);
    let calendar = facts.calendar();
    let asked: Vec<&Fact> = facts.kept().filter(|fact| span.contains(fact.day)).collect();
    let answered: Vec<&Fact> =
        facts.kept().filter(|fact| fact.answered.is_some_and(|day| span.contains(day))).collect();
    let stretch = filled(&calendar, &others.rests, vec![span]).pop();
    let mut before = weeks::all(book.today, config, scope, &calendar, &others.rests);
    before.retain(|week| week.span.last < span.first);
    let refused = answered.iter().filter(|fact| fact.is_refused()).map(|fact| ask_of(book, fact));
    let reached = milestones(book, &facts, scope);
    Review {
        today: book.today,
        name: span_name(span, config.week_starts),
        span,
        numbers: what_came(config, asked.len(), &answered),
        load: stretch.map_or_else(Vec::new, |stretch| burden(&stretch, &before, config, span)),
        reached: in_words(reached.iter().filter(|reached| span.contains(reached.day))),
        asked: asked.iter().map(|fact| asked_words(ask_of(book, fact))).collect(),
        refused: refused.map(|ask| (refused_words(ask), lessons(book, ask))).collect(),
        avoided: avoided(book, &others, span),
        question: question(&facts, span),
    }
}

fn asked_words(ask: Ask<'_>) -> String {
    let size = ask.size().map_or_else(String::new, |size| format!("{}, ", size.word()));
    format!("{} ({size}{})", ask.title(), ask.status.map_or("open", Answer::word))
}

fn refused_words(ask: Ask<'_>) -> String {
    match (ask.status, ask.sting()) {
        (Some(Answer::Silence), _) => format!("{} (silence)", ask.title()),
        (_, Some(sting)) => format!("{} (sting {sting})", ask.title()),
        _ => ask.title().to_string(),
    }
}

fn lessons(book: &Book, ask: Ask<'_>) -> Vec<String> {
    ask.lessons().iter().map(|id| book.record(*id).title().to_string()).collect()
}

/// The week against the usual one; of a span that is no week, only its rest.
fn burden(stretch: &Stretch, before: &[Stretch], config: &Config, span: DaySpan) -> Vec<String> {
    let mut lines = Vec::new();
    if span.days() == 7 {
        let heavy = load(stretch.asks as u64, before).filter(|load| load.heavy);
        let enough = before.len() >= config.minimums.load as usize;
        match heavy.filter(|_| config.care.notices && enough) {
            Some(load) => lines.push(load_words(&load, "that")),
            None if enough => lines.push(usual(stretch, before, config.minimums.load, false)),
            // No week will come before it any more.
            None => lines.push(format!(
                "{}; fewer than {} came before it, so what is usual cannot be told.",
                count(stretch.asks, "ask", "asks"),
                count(config.minimums.load as usize, "complete week", "complete weeks")
            )),
        }
    }
    if stretch.rest > 0 {
        lines.push(format!("{} of rest.", count(stretch.rest, "day", "days")));
    }
    lines
}

/// The plans that waited all through the span, the oldest first.
fn avoided(book: &Book, others: &Others, span: DaySpan) -> Vec<String> {
    let waited = others.plans.iter().filter(|id| {
        let carried_out = book.link(**id).ask.is_some_and(|ask| book.ask(ask).day <= span.last);
        !carried_out && book.record(**id).day.is_none_or(|day| day <= span.last)
    });
    waited.map(|id| plan_day(book.record(*id).day, book.record(*id).title())).collect()
}

impl Review {
    /// As a page, with the record at its end.
    pub fn page(&self) -> Page {
        let mut page = Page::titled(format!("Looking back on {}", self.name));
        let DaySpan { first, last } = self.span;
        let days = if first == last { first.to_string() } else { format!("{first} to {last}") };
        page.text(format!("{days}: {}", self.numbers));
        page.texts(self.load.clone());
        if !self.reached.is_empty() {
            page.text(format!("{}. Well asked!", capital(&join(self.reached.iter().cloned()))));
        }
        some(&mut page, "Asked", self.asked.iter().map(|words| (words.as_str(), &[][..])));
        some(
            &mut page,
            "The noes, and what they taught",
            self.refused.iter().map(|(words, taught)| (words.as_str(), &taught[..])),
        );
        some(&mut page, "Still put off", self.avoided.iter().map(|words| (words.as_str(), &[][..])));
        page.heading("One question");
        page.text(self.question);
        page.heading("To paste into today's page, if you like");
        page.source(self.record());
        page.of(self.today)
    }

    /// The `#review` record, as a line of a journal, with its prompts nested below it.
    pub fn record(&self) -> String {
        let mut record = format!("- {}\n", self.words());
        for prompt in self.prompts() {
            record.push_str(&format!("  - {prompt}\n"));
        }
        record
    }

    /// The words of the `#review` record, from its marker on.
    pub fn words(&self) -> String {
        let words = self
            .numbers
            .trim_end_matches('.')
            .replace("; no answer came", "")
            .replace(", came", "")
            .replace(" came", "")
            .replace(';', ",");
        format!("#review {} {words}", self.name)
    }

    /// What a review may say, to be written on.
    pub fn prompts(&self) -> [&'static str; 4] {
        ["What the noes taught:", "What I avoided:", "How the load felt:", self.question]
    }
}

fn some<'w>(page: &mut Page, heading: &str, items: impl Iterator<Item = (&'w str, &'w [String])>) {
    let items: Vec<_> = items.collect();
    if items.is_empty() {
        return;
    }
    page.heading(heading);
    for (words, taught) in items.iter().take(SHOWN) {
        page.item(*words);
        for lesson in *taught {
            page.under(format!("taught: {lesson}"));
        }
    }
    if items.len() > SHOWN {
        page.text(format!("and {} more", grouped(items.len() - SHOWN)));
    }
}
