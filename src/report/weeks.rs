//! Stretches of the calendar with what happened in each.

use super::calendar::Calendar;
use super::facts::Facts;
use super::scope::{Period, Scope, period_of};
use crate::book::{Book, RecordId};
use crate::config::Config;
use crate::model::{Day, DaySpan};

/// A week (or another period) with its counts.
#[derive(Debug, Clone)]
pub struct Stretch {
    /// Its days.
    pub span: DaySpan,
    /// By the day of the ask.
    pub asks: usize,
    /// By the day of the answer.
    pub rejections: usize,
    /// By the day of the answer.
    pub yes: usize,
    /// Days of rest.
    pub rest: usize,
}

impl Stretch {
    fn empty(span: DaySpan) -> Self {
        Self { span, asks: 0, rejections: 0, yes: 0, rest: 0 }
    }
}

/// The complete weeks of what a report is about, and of what it says of the asker.
pub(super) struct Weeks {
    /// Of the days and asks that the report is about.
    pub meant: Vec<Stretch>,
    /// Of asks like these, on whatever day.
    pub fitting: Vec<Stretch>,
    pub fitting_calendar: Calendar,
    /// Of the asker's whole history.
    pub known: Vec<Stretch>,
    pub known_calendar: Calendar,
    /// Those of them that are the challenge's own.
    pub of_challenge: Vec<Stretch>,
}

impl Weeks {
    pub fn of(
        today: Day,
        config: &Config,
        (scope, is_of_some): (&Scope<'_>, bool),
        facts: &Facts<'_>,
        calendar: &Calendar,
        rests: &[DaySpan],
    ) -> Self {
        let has_all_days = scope.has_all_days();
        let fitting_calendar = if has_all_days { calendar.clone() } else { facts.fitting_calendar() };
        let fitting = all(today, config, scope, &fitting_calendar, rests);
        let meant = if has_all_days {
            of_challenge(&fitting, scope)
        } else {
            let begin = begin(scope, &fitting_calendar)
                .map(|first| scope.since.map_or(first, |since| since.max(first)));
            let end = scope.until.and_then(|until| until.succ_opt()).map_or(today, |end| end.min(today));
            complete_weeks(begin, end, config, calendar, rests)
        };
        let (known, known_calendar) = if is_of_some {
            let calendar = facts.known_calendar();
            (all(today, config, scope, &calendar, rests), calendar)
        } else {
            (fitting.clone(), fitting_calendar.clone())
        };
        let of_challenge = of_challenge(&known, scope);
        Self { meant, fitting, fitting_calendar, known, known_calendar, of_challenge }
    }
}

/// Every complete week up to today, from the challenge's start or the first ask on, whichever was earlier.
pub(super) fn all(
    today: Day,
    config: &Config,
    scope: &Scope<'_>,
    calendar: &Calendar,
    rests: &[DaySpan],
) -> Vec<Stretch> {
    let begin = begin(scope, calendar).into_iter().chain(calendar.first_asked()).min();
    complete_weeks(begin, today, config, calendar, rests)
}

/// Those of `weeks` that are the challenge's own: none that began before it.
pub(super) fn of_challenge(weeks: &[Stretch], scope: &Scope<'_>) -> Vec<Stretch> {
    let start = scope.challenge.and_then(|challenge| challenge.start);
    let own = weeks.iter().filter(|week| start.is_none_or(|start| start <= week.span.first));
    own.cloned().collect()
}

fn begin(scope: &Scope<'_>, calendar: &Calendar) -> Option<Day> {
    scope.challenge.and_then(|challenge| challenge.start).or(calendar.first_asked())
}

/// Every complete week, empty ones too: its first day is not before `begin`, which is the challenge's start or the first
/// ask, its last before `end`, which is today or the first day that is not meant.
fn complete_weeks(
    begin: Option<Day>,
    end: Day,
    config: &Config,
    calendar: &Calendar,
    rests: &[DaySpan],
) -> Vec<Stretch> {
    let Some(begin) = begin else { return Vec::new() };
    let mut spans = Vec::new();
    let mut week = config.week_starts.week_of(begin);
    if week.first < begin {
        week = next(Period::Week, week, config);
    }
    while week.last < end {
        spans.push(week);
        week = next(Period::Week, week, config);
    }
    filled(calendar, rests, spans)
}

/// The last `count` periods, the one that holds today last, or else the last day that is meant; none before the first ask.
/// Of a period only the days that are meant.
pub(super) fn last_periods(
    today: Day,
    config: &Config,
    scope: &Scope<'_>,
    count: usize,
    calendar: &Calendar,
    rests: &[DaySpan],
) -> Vec<Stretch> {
    let Some(first) = calendar.first_asked() else { return Vec::new() };
    let last = scope.until.map_or(today, |until| until.min(today));
    let mut spans = vec![period_of(scope.period, last, config)];
    while spans.len() < count {
        let Some(before) = spans.last().and_then(|span| span.first.pred_opt()) else { break };
        if before < first {
            break;
        }
        spans.push(period_of(scope.period, before, config));
    }
    spans.reverse();
    let days = DaySpan { first: scope.since.unwrap_or(Day::MIN), last: scope.until.unwrap_or(Day::MAX) };
    filled(calendar, rests, within(spans, days))
}

/// What of `spans` lies in `days`.
pub(super) fn within(spans: Vec<DaySpan>, days: DaySpan) -> Vec<DaySpan> {
    let inside = spans.into_iter().filter(|span| span.overlaps(&days));
    inside.map(|span| DaySpan { first: span.first.max(days.first), last: span.last.min(days.last) }).collect()
}

fn next(period: Period, span: DaySpan, config: &Config) -> DaySpan {
    span.last.succ_opt().map_or(span, |day| period_of(period, day, config))
}

/// The periods that lie in `span`, whole ones, in order.
pub(super) fn spans(period: Period, span: DaySpan, config: &Config) -> Vec<DaySpan> {
    let mut spans = vec![period_of(period, span.first, config)];
    while let Some(last) = spans.last().copied().filter(|last| last.last < span.last) {
        let after = next(period, last, config);
        if after == last {
            break;
        }
        spans.push(after);
    }
    spans
}

/// What happened in each of `spans`, which are in order and share no day.
pub(super) fn filled(calendar: &Calendar, rests: &[DaySpan], spans: Vec<DaySpan>) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = spans.iter().copied().map(Stretch::empty).collect();
    let mut at = 0;
    for counts in calendar.iter() {
        while stretches.get(at).is_some_and(|stretch| stretch.span.last < counts.day) {
            at += 1;
        }
        let Some(stretch) = stretches.get_mut(at) else { break };
        if stretch.span.contains(counts.day) {
            stretch.asks += counts.asks as usize;
            stretch.rejections += counts.rejections as usize;
            stretch.yes += counts.yes as usize;
        }
    }
    for rest in rests {
        let from = spans.partition_point(|span| span.last < rest.first);
        for stretch in stretches[from..].iter_mut().take_while(|stretch| stretch.span.first <= rest.last) {
            let days = (stretch.span.last.min(rest.last) - stretch.span.first.max(rest.first)).num_days() + 1;
            stretch.rest += usize::try_from(days).unwrap_or(0);
        }
    }
    stretches
}

/// The days of rest up to today, as spans that share no day, in order.
pub(super) fn rests(book: &Book, records: &[RecordId]) -> Vec<DaySpan> {
    let mut spans: Vec<DaySpan> = records
        .iter()
        .filter_map(|id| book.span_of(*id))
        .filter(|span| span.first <= book.today)
        .map(|span| DaySpan { first: span.first, last: span.last.min(book.today) })
        .collect();
    spans.sort();
    let mut apart: Vec<DaySpan> = Vec::new();
    for span in spans {
        match apart.last_mut() {
            Some(last) if span.first <= last.last => last.last = last.last.max(span.last),
            _ => apart.push(span),
        }
    }
    apart
}
