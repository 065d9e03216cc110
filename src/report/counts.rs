//! What is only counting.

use super::facts::Facts;
use super::scope::Scope;
use super::weeks::rests;
use crate::book::{Book, RecordId};
use crate::model::{Answer, Day, DaySpan, Marker};

/// Counts of asks by what came of them, and of the other records.
#[derive(Debug, Clone, Default)]
pub struct Counts {
    /// All asks.
    pub all: usize,
    /// Without an answer.
    pub open: usize,
    /// Open, and longer without a sign of life than its wait.
    pub overdue: usize,
    /// Open asks and plans whose `due` has come.
    pub due: usize,
    /// Answered yes.
    pub yes: usize,
    /// Answered by a smaller yes.
    pub partial: usize,
    /// Answered no.
    pub no: usize,
    /// Given up on.
    pub silence: usize,
    /// Taken back.
    pub withdrawn: usize,
    /// A yes or partial after a no or silence.
    pub turnarounds: usize,
    /// With an answer that the notebook counts.
    pub rejections: usize,
    /// Plans not carried out.
    pub plans_open: usize,
    /// Those among them that are for a day to come.
    pub plans_ahead: usize,
    /// Plans carried out.
    pub plans_done: usize,
    /// Lessons, also those about no ask.
    pub lessons: usize,
    /// Reviews.
    pub reviews: usize,
    /// Days of rest up to today.
    pub rest_days: i64,
}

/// A plan that was not carried out.
#[derive(Debug, Clone)]
pub struct PlanPutOff {
    /// What is to be asked.
    pub title: String,
    /// Since when, or for when.
    pub day: Option<Day>,
}

/// The records that are no asks and belong to none, or not only, in order of day and place.
pub(super) struct Others {
    pub plans: Vec<RecordId>,
    pub lessons: Vec<RecordId>,
    pub reviews: Vec<RecordId>,
    /// Days of rest up to today, as spans that share no day.
    pub rests: Vec<DaySpan>,
}

impl Others {
    pub fn read(book: &Book) -> Self {
        let mut others =
            Self { plans: Vec::new(), lessons: Vec::new(), reviews: Vec::new(), rests: Vec::new() };
        let mut rest = Vec::new();
        let wanted = |marker| matches!(marker, Marker::Plan | Marker::Lesson | Marker::Review | Marker::Rest);
        for id in book.counted(wanted) {
            match book.record(id).marker {
                Marker::Plan => others.plans.push(id),
                Marker::Lesson => others.lessons.push(id),
                Marker::Review => others.reviews.push(id),
                _ => rest.push(id),
            }
        }
        others.rests = rests(book, &rest);
        others
    }
}

/// Counts what is meant; the plans are those of the whole notebook.
pub(super) fn counts(book: &Book, facts: &Facts<'_>, scope: &Scope<'_>, others: &Others) -> Counts {
    let mut counts = Counts::default();
    for fact in facts.kept() {
        let slot = match fact.status {
            None => &mut counts.open,
            Some(Answer::Yes) => &mut counts.yes,
            Some(Answer::Partial) => &mut counts.partial,
            Some(Answer::No) => &mut counts.no,
            Some(Answer::Silence) => &mut counts.silence,
            Some(Answer::Withdrawn) => &mut counts.withdrawn,
        };
        *slot += 1;
        counts.all += 1;
        counts.overdue += usize::from(fact.overdue);
        counts.turnarounds += usize::from(fact.turnaround);
        counts.rejections += usize::from(fact.rejection);
        let is_due = || book.ask(fact.ask as usize).due.is_some_and(|due| due <= book.today);
        counts.due += usize::from(fact.status.is_none() && is_due());
    }
    let open_plans =
        || others.plans.iter().filter(|id| book.link(**id).ask.is_none()).map(|id| book.record(*id));
    counts.plans_ahead = open_plans().filter(|plan| plan.day.is_some_and(|day| day > book.today)).count();
    counts.due += open_plans().filter(|plan| plan.due().is_some_and(|due| due <= book.today)).count();
    counts.plans_done = others.plans.iter().filter(|id| book.link(**id).ask.is_some()).count();
    counts.plans_open = others.plans.len() - counts.plans_done;
    counts.lessons = others.lessons.iter().filter(|id| is_lesson_meant(book, scope, **id)).count();
    let is_meant =
        |id: &&RecordId| scope.has_all_days() || book.record(**id).day.is_some_and(|day| scope.holds(day));
    counts.reviews = others.reviews.iter().filter(is_meant).count();
    let rests = others.rests.iter().filter_map(|rest| scope.part_of(*rest));
    counts.rest_days = rests.map(|rest| rest.days()).sum();
    counts
}

/// How many lessons and plans are shown.
const SHOWN: usize = 3;

/// Whether a lesson was learned on a day that is meant, and of an ask that is, if it is of one.
fn is_lesson_meant(book: &Book, scope: &Scope<'_>, id: RecordId) -> bool {
    let is_of_meant = book.link(id).ask.is_none_or(|ask| scope.is_about(ask));
    is_of_meant && (scope.has_all_days() || book.record(id).day.is_some_and(|day| scope.holds(day)))
}

/// The latest lessons, the newest first.
pub(super) fn latest_lessons(book: &Book, scope: &Scope<'_>, others: &Others) -> Vec<(Day, String)> {
    others
        .lessons
        .iter()
        .rev()
        .filter(|id| is_lesson_meant(book, scope, **id))
        .filter_map(|id| Some((book.record(*id).day?, *id)))
        .take(SHOWN)
        .map(|(day, id)| (day, book.record(id).title().to_string()))
        .collect()
}

/// A plan in a list: its day, its title.
pub(super) fn plan_day(day: Option<Day>, title: &str) -> String {
    day.map_or_else(|| format!("some day: {title}"), |day| format!("{day}: {title}"))
}

/// The plans that were put off the longest; those with no day come first.
pub(super) fn put_off(book: &Book, others: &Others) -> Vec<PlanPutOff> {
    others
        .plans
        .iter()
        .filter(|id| {
            book.link(**id).ask.is_none() && book.record(**id).day.is_none_or(|day| day <= book.today)
        })
        .take(SHOWN)
        .map(|id| PlanPutOff { title: book.record(*id).title().to_string(), day: book.record(*id).day })
        .collect()
}
