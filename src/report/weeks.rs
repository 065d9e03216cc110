//! Stretches of the calendar with what happened in each.

use super::calendar::Calendar;
use super::{Period, period_of};
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

/// Every complete week, empty ones too: its last day is before today, its first not before the
/// challenge's start, or the first ask.
pub(super) fn complete_weeks(
    today: Day,
    config: &Config,
    start: Option<Day>,
    calendar: &Calendar,
    rests: &[DaySpan],
) -> Vec<Stretch> {
    let Some(begin) = start.or(calendar.first_asked()) else { return Vec::new() };
    let mut spans = Vec::new();
    let mut week = config.week_starts.week_of(begin);
    if week.first < begin {
        week = next(Period::Week, week, config);
    }
    while week.last < today {
        spans.push(week);
        week = next(Period::Week, week, config);
    }
    filled(calendar, rests, spans)
}

/// The last `count` periods, the one that holds today last; none before the first ask.
pub(super) fn last_periods(
    today: Day,
    config: &Config,
    period: Period,
    count: usize,
    calendar: &Calendar,
    rests: &[DaySpan],
) -> Vec<Stretch> {
    let Some(first) = calendar.first_asked() else { return Vec::new() };
    let mut spans = vec![period_of(period, today, config)];
    while spans.len() < count {
        let Some(before) = spans.last().and_then(|span| span.first.pred_opt()) else { break };
        if before < first {
            break;
        }
        spans.push(period_of(period, before, config));
    }
    spans.reverse();
    filled(calendar, rests, spans)
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
