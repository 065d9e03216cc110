//! Which day each record of a file has (format, section 2).

use super::file_day::FileDay;
use super::record::{Facts, Inherited};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Day, DaySpan, DayText, FIRST_YEAR, Marker, scan_day};
use crate::text::{Page, Span};
use chrono::Datelike;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Gives the records of a file their days, in order of place.
pub(super) struct Days<'s> {
    source: Page<'s>,
    /// What the front matter says.
    front: Option<(DayText, Span)>,
    /// What the file's name says.
    name: FileDay,
    told: BTreeSet<Span>,
}

/// A record with a date of its own, and what that says.
pub(super) type Dated = (u32, Found);

/// A day, or the place of a date that no calendar has.
#[derive(Clone, Copy)]
pub(super) enum Found {
    Day(Day),
    Bad(Span),
}

fn found((text, span): (DayText, Span)) -> Found {
    text.day().filter(can_be_meant).map_or(Found::Bad(span), Found::Day)
}

pub(super) fn can_be_meant(day: &Day) -> bool {
    day.year() >= FIRST_YEAR
}

/// What a record takes from around it.
#[derive(Default)]
pub(super) struct Settled {
    pub span_of_days: Option<DaySpan>,
    pub inherited: Option<Inherited>,
}

/// The day that a page has whatever stands in it: that of its front matter, or else of its name.
pub(super) fn page_day(front: Option<(DayText, Span)>, name: FileDay) -> Option<Day> {
    match front.map(found) {
        Some(Found::Day(day)) => Some(day),
        Some(Found::Bad(_)) => None,
        None => name.day.filter(can_be_meant),
    }
}

impl<'s> Days<'s> {
    pub fn new(source: Page<'s>, front: Option<(DayText, Span)>, name: FileDay) -> Self {
        Self { source, front, name, told: BTreeSet::new() }
    }

    /// Gives the next record its day, and says if it has none. `own` is the date at its start, `section`
    /// that of the heading above; `dated` tells of the records before it the nearest with a date of its own.
    pub fn settle(
        &mut self,
        facts: &mut Facts,
        dated: &mut Vec<Option<Dated>>,
        own: Option<DayText>,
        section: Option<(DayText, Span)>,
        span_of_days: Option<DaySpan>,
        problems: &mut Vec<Diagnostic>,
    ) -> Settled {
        let own = own.zip(facts.own_date()).map(found);
        let around = facts.above().and_then(|above| dated[above as usize]);
        let index = dated.len() as u32;
        dated.push(own.map(|own| (index, own)).or(around));
        let by_name = self.name.day.filter(can_be_meant).map(Found::Day);
        let by_place = section.or(self.front).map(found).or(by_name);
        let inherited = around.filter(|_| own.is_none());
        let span_name =
            matches!(facts.marker, Marker::Review | Marker::Rest).then_some(self.name.span).flatten();
        let span_name = span_name.filter(|span| can_be_meant(&span.first));
        let placed = own.or(inherited.map(|(_, found)| found)).or(by_place);
        facts.from_file_span = placed.is_none() && span_name.is_some();
        match placed.or(span_name.map(|span| Found::Day(span.last))) {
            Some(Found::Day(day)) => facts.day = Some(day),
            Some(Found::Bad(span)) => {
                if self.told.insert(span) {
                    problems.push(no_such_day(self.source.path, self.source.text, span));
                }
            }
            None if facts.marker == Marker::Plan => {}
            None => {
                let message = format!("this `#{}` has no day", facts.marker.word());
                let hint = "begin the line with a date, `- 2026-03-02 #ask …`, or put one in a heading above or in the file's name";
                problems.push(
                    Diagnostic::new(Code::NoDate, self.source.path, facts.marker_span(), message).hint(hint),
                );
            }
        }
        let inherited = match inherited {
            Some((from, Found::Day(_))) => {
                let otherwise = by_place.and_then(|found| match found {
                    Found::Day(day) => Some(day),
                    Found::Bad(_) => None,
                });
                Some(Inherited { from, otherwise })
            }
            _ => None,
        };
        Settled { span_of_days: span_of_days.or(span_name), inherited }
    }
}

fn no_such_day(path: &Arc<str>, text: &str, span: Span) -> Diagnostic {
    let word = &text[span.range()];
    let message = match scan_day(word).and_then(DayText::day) {
        Some(_) => format!("`{word}` is before the year {FIRST_YEAR}, surely by a slip"),
        None => format!("no calendar has the date `{word}`"),
    };
    Diagnostic::new(Code::BadDate, path, span, message)
        .hint("write a date of the calendar as YYYY-MM-DD, such as `2026-03-02`")
}
