//! `askbook report`: where the challenge stands, for a terminal, as Markdown, as JSON.
//!
//! A pure function of the book, the config and a scope. Knows nothing of the disk, the clock or clap.

mod calendar;
mod chart;
mod compare;
mod counts;
mod differences;
mod fact;
mod facts;
mod feelings;
mod figures;
mod group;
mod groups;
mod json;
mod milestones;
mod minimums;
mod next;
mod notices;
mod open;
mod page;
mod parts;
mod people;
mod review;
mod said;
mod scope;
mod standing;
mod tags;
mod waiting;
mod weeks;
mod words;
mod year;

pub use self::open::{NextAsk, Todo};
pub use compare::{Side, compare};
pub use counts::{Counts, PlanPutOff};
pub use differences::Difference;
pub use feelings::{Feeling, Feelings};
pub use figures::Figures;
pub use group::Group;
pub use groups::Stage;
pub use milestones::{Milestone, MilestoneKind};
pub use next::{DuePlan, Next, later, next};
pub use notices::Notice;
pub use page::{Look, Page};
pub use parts::Part;
pub use review::{Review, last_week, review};
pub use scope::{By, Period, Scope};
pub use standing::{Outlook, Standing, count as challenge_count};
pub use waiting::{Later, Waiting};
pub use weeks::Stretch;
#[cfg(feature = "site")]
pub(crate) use words::capital;
pub use year::year;

use crate::book::Book;
use crate::config::{Config, Minimums};
use crate::model::Day;
use counts::Others;
use facts::Facts;
use people::People;
use scope::period_of;
use std::collections::BTreeMap;
use waiting::Curves;
use weeks::Weeks;
use words::of_goal;

/// A report, before it is written in any form.
pub struct Report {
    /// The day that it tells of.
    pub today: Day,
    /// What one bar stands for.
    pub period: Period,
    /// From how many on a figure is told.
    pub minimums: Minimums,
    /// Where the challenge stands.
    pub standing: Option<Standing>,
    /// What is only counting.
    pub counts: Counts,
    /// Rates, waiting, what to expect, fear and sting.
    pub figures: Figures,
    /// All complete weeks of the days that are meant.
    pub weeks: Vec<Stretch>,
    /// The last periods of them, the one that holds today last.
    pub periods: Vec<Stretch>,
    /// By tag, nested ones under those around them too.
    pub by_tag: BTreeMap<String, Group>,
    /// By small, medium, big.
    pub by_size: BTreeMap<String, Group>,
    /// By the way of asking.
    pub by_via: BTreeMap<String, Group>,
    /// By what was asked for.
    pub by: Option<(String, BTreeMap<String, Group>)>,
    /// How many asks reached each stage.
    pub stages: Vec<Stage>,
    /// What the yeses were worth, by currency.
    pub worth: BTreeMap<String, f64>,
    /// The latest lessons.
    pub lessons: Vec<(Day, String)>,
    /// The plans that were put off the longest.
    pub put_off: Vec<PlanPutOff>,
    /// What is worth celebrating, in order of its day.
    pub milestones: Vec<Milestone>,
    /// What the writer may want to know; never to be published.
    pub notices: Vec<Notice>,
    /// Groups of which one truly gets more yeses than the other, as far as can be told.
    pub differences: Vec<Difference>,
    /// Tags that were new this month.
    pub new_tags: usize,
    /// People and organisations that were new this month.
    pub new_whos: usize,
    /// The week that holds today, so far, if today is meant.
    this_week: Option<Stretch>,
    /// All complete weeks of the asks like those that it is about, on whatever day.
    usual_weeks: Vec<Stretch>,
    /// Whether partials are yeses to the notebook.
    partial_is_yes: bool,
    /// Whether it is about some kind of ask only.
    is_of_some: bool,
    /// How many asks there are outside its scope too.
    asks_in_all: usize,
    /// Whether some of them are of days that the challenge does not hold.
    beyond_challenge: bool,
    /// The challenge that ended last, how and when.
    ended: Option<Ended>,
    /// The challenge that begins next, with its first day.
    begins: Option<(String, Day)>,
}

/// A challenge that is over.
struct Ended {
    name: String,
    /// Its last day.
    end: Day,
    /// How many it had, of how many.
    with: String,
    /// Whether its goal was reached.
    reached: bool,
}

/// How many bars are drawn.
const BARS: usize = 12;

/// Makes a report of `book`.
pub fn build(book: &Book, config: &Config, scope: &Scope<'_>) -> Report {
    let (facts, others) = rayon::join(|| Facts::read(book, config, scope), || Others::read(book));
    let rests = &others.rests;
    let calendar = facts.calendar();
    let is_of_some = !facts.do_all_fit();
    // Each part looks at all asks, and at nothing that another finds.
    let ((weeks, standing), people, (curves, differences), (milestones, stages)) = side_by_side(
        || {
            let weeks = Weeks::of(book.today, config, (scope, is_of_some), &facts, &calendar, rests);
            // The challenge is one thing, whatever part of it the rest of the report is about.
            let whole = if facts.are_all_known() { None } else { Some(facts.whole_calendar()) };
            let standing = scope.challenge.map(|challenge| {
                let known = standing::Basis { calendar: &weeks.known_calendar, weeks: &weeks.of_challenge };
                let whole = whole.as_ref().unwrap_or(known.calendar);
                standing::standing(book.today, challenge, &config.minimums, whole, &known)
            });
            (weeks, standing)
        },
        || People::of(book, config, &facts),
        || {
            let curves = Curves::of(&facts, &config.minimums);
            (curves, differences::differences(&facts, &config.minimums))
        },
        || (milestones::milestones(book, &facts, scope), groups::stages(book, &facts)),
    );
    let group = |by: &By| groups::grouped(book, &facts, by);
    let (figures, (notices, this_week), (by_tag, by_size, by_via), (counts, periods, worth)) = side_by_side(
        || figures::figures(config, scope.challenge.zip(standing.as_ref()), &facts, curves),
        || {
            let notices = notices::notices(book, config, &facts, &others, &weeks.known, &people);
            let week = vec![config.week_starts.week_of(book.today)];
            let this_week = weeks::filled(&weeks.fitting_calendar, rests, week).pop();
            (notices, this_week.filter(|_| scope.holds(book.today)))
        },
        || (group(&By::Tag), group(&By::Size), group(&By::Via)),
        || {
            let periods = weeks::last_periods(book.today, config, scope, BARS, &calendar, rests);
            (counts::counts(book, &facts, scope, &others), periods, groups::worth(&facts))
        },
    );
    let month = period_of(Period::Month, book.today, config);
    Report {
        today: book.today,
        period: scope.period,
        minimums: config.minimums,
        counts,
        periods,
        by_tag,
        by_size,
        by_via,
        by: scope.by.as_ref().map(|by| (groups::name(by), group(by))),
        stages,
        worth,
        lessons: counts::latest_lessons(book, scope, &others),
        put_off: counts::put_off(book, &others),
        milestones,
        notices,
        differences,
        new_tags: facts.new_tags(month.first),
        new_whos: people.new,
        this_week,
        usual_weeks: weeks.fitting,
        partial_is_yes: config.partial_is_yes,
        is_of_some,
        asks_in_all: facts.asks_in_all(),
        beyond_challenge: scope.challenge.is_some_and(|one| facts.kept().any(|fact| !one.holds(fact.day))),
        ended: config.challenges.iter().rev().find_map(|challenge| {
            let end = challenge.end.filter(|end| *end < book.today)?;
            let count = challenge_count(book, challenge);
            let with = of_goal(count, challenge.goal, challenge.of);
            Some(Ended { name: challenge.name.clone(), end, with, reached: count >= challenge.goal })
        }),
        begins: config.challenges.iter().find_map(|challenge| {
            let start = challenge.start.filter(|start| *start > book.today)?;
            Some((challenge.name.clone(), start))
        }),
        figures,
        standing,
        weeks: weeks.meant,
    }
}

/// Does four things on as many cores as there are.
fn side_by_side<A: Send, B: Send, C: Send, D: Send>(
    a: impl FnOnce() -> A + Send,
    b: impl FnOnce() -> B + Send,
    c: impl FnOnce() -> C + Send,
    d: impl FnOnce() -> D + Send,
) -> (A, B, C, D) {
    let ((a, b), (c, d)) = rayon::join(|| rayon::join(a, b), || rayon::join(c, d));
    (a, b, c, d)
}
