//! Notices of care: a number, then a choice. Never a diagnosis, never a reproach (statistics, section 6).
//!
//! At most one of a kind at a time, each about the last days only. They are for the writer's eyes: nothing that is
//! published may hold one.

use super::counts::Others;
use super::fact::Fact;
use super::facts::Facts;
use super::people::People;
use super::weeks::Stretch;
use super::words::{count, days, grouped, join};
use crate::book::Book;
use crate::config::Config;
use crate::model::{Day, DaySpan};
use crate::stats::{Load, rising_sting};

/// Something that the writer may want to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Its kind, one of `load`, `rest`, `sting`, `review`, `again`, `clear-no`.
    pub kind: &'static str,
    /// The number, then the choice.
    pub message: String,
}

/// Days in a row with an ask, without one of rest, after which rest is mentioned.
const NO_REST: i64 = 14;
/// The last so many noes are looked at for their sting.
const RATED: usize = 10;
/// Weeks of ever more asks, without a review, after which a review is mentioned.
const RISING: usize = 3;

/// The notices of today, unless the notebook wants none. They are of the asker's whole history, whatever the report is
/// about, and so are `weeks`.
pub(super) fn notices(
    book: &Book,
    config: &Config,
    facts: &Facts<'_>,
    others: &Others,
    weeks: &[Stretch],
    people: &People<'_>,
) -> Vec<Notice> {
    if !config.care.notices {
        return Vec::new();
    }
    let week = config.week_starts.week_of(book.today);
    let mut notices = Vec::new();
    let mut say = |kind, message: Option<String>| {
        notices.extend(message.map(|message| Notice { kind, message }));
    };
    say("load", heavy(facts, week, weeks, config.minimums.load).map(|load| load_words(&load, "this")));
    say("rest", no_rest(facts, others, book.today));
    say("sting", sting(facts, book.today));
    say("review", review(book, others, weeks));
    say("again", again(people, config));
    say("clear-no", clear_no(people));
    notices
}

/// The load of the week that holds today, if it is heavy.
fn heavy(facts: &Facts<'_>, week: DaySpan, weeks: &[Stretch], minimum: u32) -> Option<Load> {
    let asks = facts.known().rev().take_while(|fact| fact.day >= week.first).count() as u64;
    load(asks, weeks).filter(|load| load.heavy && weeks.len() >= minimum as usize)
}

/// A week of so many asks against the complete weeks before it.
pub(super) fn load(asks: u64, before: &[Stretch]) -> Option<Load> {
    let last = &before[before.len().saturating_sub(Load::BEFORE)..];
    Load::of(asks, &last.iter().map(|week| week.asks as u64).collect::<Vec<_>>())
}

/// What is said of a heavy week.
pub(super) fn load_words(load: &Load, which: &str) -> String {
    format!(
        "{} {which} week; your usual is {}. If that felt fine, carry on. If not, a rest day costs nothing here.",
        count(usize::try_from(load.asks).unwrap_or(usize::MAX), "ask", "asks"),
        super::words::short(load.median)
    )
}

fn no_rest(facts: &Facts<'_>, others: &Others, today: Day) -> Option<String> {
    let span = DaySpan::ending(today, NO_REST.unsigned_abs());
    let rested = others.rests.iter().any(|rest| rest.overlaps(&span));
    let mut days: Vec<Day> =
        facts.known().rev().map(|fact| fact.day).take_while(|day| *day >= span.first).collect();
    days.dedup();
    (!rested && days.len() as i64 == NO_REST).then(|| {
        format!(
            "An ask on each of the last {NO_REST} days. If that feels good, carry on. If not, a #rest costs nothing here: it breaks nothing."
        )
    })
}

fn sting(facts: &Facts<'_>, today: Day) -> Option<String> {
    let rated = facts.known_answered().rev().filter(|fact| fact.is_refused() && fact.sting.is_some());
    let mut last: Vec<&Fact> = rated.take(RATED).collect();
    let is_new = last.first()?.answered.is_some_and(|day| (today - day).num_days() < 7);
    last.reverse();
    let stings: Vec<u8> = last.iter().filter_map(|fact| fact.sting).collect();
    rising_sting(&stings.iter().copied().map(f64::from).collect::<Vec<_>>()).filter(|_| is_new)?;
    let last: Vec<String> = stings.iter().map(u8::to_string).collect();
    Some(format!(
        "The last ten noes stung {}. Easier asks for a while, a day of rest, or going on as you are: all three are fine.",
        last.join(" ")
    ))
}

fn review(book: &Book, others: &Others, weeks: &[Stretch]) -> Option<String> {
    let last = &weeks[weeks.len().checked_sub(RISING)?..];
    let asks: Vec<usize> = last.iter().map(|week| week.asks).collect();
    let since = last.first()?.span.first;
    let span = DaySpan { first: since, last: book.today };
    let reviewed = others.reviews.iter().any(|id| {
        book.span_of(*id).is_some_and(|about| about.overlaps(&span))
            || book.record(*id).day.is_some_and(|day| day >= since)
    });
    (asks.is_sorted_by(|a, b| a < b) && !reviewed).then(|| {
        let asks: Vec<String> = asks.iter().map(|asks| grouped(*asks)).collect();
        format!(
            "{} asks in the last {RISING} weeks, and more each week. If you would like a look back, askbook review has one ready.",
            asks.join(", ")
        )
    })
}

fn again(people: &People<'_>, config: &Config) -> Option<String> {
    let whos = people.again.iter().map(|(who, again)| match (again.after, again.times) {
        (0, 2) => format!("@{who} (twice on one day)"),
        (0, times) => format!("@{who} ({} times on one day)", grouped(times)),
        (after, _) => format!("@{who} ({} after the last ask)", days(after)),
    });
    (!people.again.is_empty()).then(|| {
        format!(
            "Asked again this week: {}. If they expect it, fine; if not, they may like to have more time (again_after is {}).",
            join(whos),
            config.care.again_after
        )
    })
}

fn clear_no(people: &People<'_>) -> Option<String> {
    let whos = people.after_no.iter().map(|(who, day)| format!("@{who} (no on {day})"));
    (!people.after_no.is_empty()).then(|| {
        format!(
            "Asked this week after a clear no: {}. If it is another thing, or they invited it, fine; if not, their no may stand.",
            join(whos)
        )
    })
}
