//! Stretches of the calendar with what happened in each.

use super::{Period, Scope, period_of};
use crate::book::{Ask, Book};
use crate::config::Config;
use crate::model::{Answer, Day, DaySpan, Marker};
use std::collections::BTreeMap;

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

/// Whether an answer is a yes to this notebook.
pub(super) fn is_yes(config: &Config, answer: Answer) -> bool {
    answer == Answer::Yes || answer == Answer::Partial && config.partial_is_yes
}

/// Every complete week, empty ones too: its last day is before today, its first not before the
/// challenge's start, or the first ask.
pub(super) fn complete_weeks(
    book: &Book,
    config: &Config,
    scope: &Scope<'_>,
    asks: &[Ask<'_>],
) -> Vec<Stretch> {
    let begin = scope.challenge.and_then(|challenge| challenge.start).or(asks.first().map(|ask| ask.day));
    let Some(begin) = begin else { return Vec::new() };
    let mut spans = Vec::new();
    let mut week = config.week_starts.week_of(begin);
    if week.first < begin {
        week = next(Period::Week, week, config);
    }
    while week.last < book.today {
        spans.push(week);
        week = next(Period::Week, week, config);
    }
    filled(book, config, asks, spans)
}

/// The last `count` periods, the one that holds today last; none before the first ask.
pub(super) fn last_periods(
    book: &Book,
    config: &Config,
    asks: &[Ask<'_>],
    period: Period,
    count: usize,
) -> Vec<Stretch> {
    let Some(first) = asks.first().map(|ask| ask.day) else { return Vec::new() };
    let mut spans = vec![period_of(period, book.today, config)];
    while spans.len() < count {
        let Some(before) = spans.last().and_then(|span| span.first.pred_opt()) else { break };
        if before < first {
            break;
        }
        spans.push(period_of(period, before, config));
    }
    spans.reverse();
    filled(book, config, asks, spans)
}

fn next(period: Period, span: DaySpan, config: &Config) -> DaySpan {
    span.last.succ_opt().map_or(span, |day| period_of(period, day, config))
}

fn filled(book: &Book, config: &Config, asks: &[Ask<'_>], spans: Vec<DaySpan>) -> Vec<Stretch> {
    let mut stretches: BTreeMap<Day, Stretch> =
        spans.into_iter().map(|span| (span.first, Stretch::empty(span))).collect();
    let mut count = |day: Day, add: &dyn Fn(&mut Stretch)| {
        if let Some((_, stretch)) =
            stretches.range_mut(..=day).next_back().filter(|(_, stretch)| stretch.span.contains(day))
        {
            add(stretch);
        }
    };
    for ask in asks {
        count(ask.day, &|stretch| stretch.asks += 1);
        let (Some(day), Some(answer)) = (ask.answered, ask.status) else { continue };
        count(day, &|stretch| {
            stretch.rejections += usize::from(ask.rejection);
            stretch.yes += usize::from(is_yes(config, answer));
        });
    }
    for span in rests(book) {
        for stretch in stretches.values_mut().filter(|stretch| stretch.span.overlaps(&span)) {
            let days = (stretch.span.last.min(span.last) - stretch.span.first.max(span.first)).num_days() + 1;
            stretch.rest += usize::try_from(days).unwrap_or(0);
        }
    }
    stretches.into_values().collect()
}

/// The days of rest up to today, as spans that share no day.
pub(super) fn rests(book: &Book) -> Vec<DaySpan> {
    let mut spans: Vec<DaySpan> = book
        .counted(|marker| marker == Marker::Rest)
        .into_iter()
        .filter_map(|id| book.span_of(id))
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
