//! Which day each record of a file has (format, section 2).

use super::File;
use super::file_day::FileDay;
use super::record::Inherited;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Day, DayText, Marker, scan_day};
use crate::text::Span;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The sources of days around the records.
pub(super) struct Outer {
    /// For each record, the date of its section and that date's place.
    pub sections: Vec<Option<(DayText, Span)>>,
    pub front: Option<(DayText, Span)>,
    pub name: FileDay,
}

/// A day, or the place of a date that no calendar has.
#[derive(Clone, Copy)]
enum Found {
    Day(Day),
    Bad(Span),
}

fn found((text, span): (DayText, Span)) -> Found {
    text.day().map_or(Found::Bad(span), Found::Day)
}

/// Gives each record its day, and says which have none.
pub(super) fn settle(file: &mut File, text: &str, outer: &Outer) {
    let mut told: BTreeSet<Span> = BTreeSet::new();
    let mut problems = Vec::new();
    // For each record, the nearest at or above it that has a date of its own.
    let mut dated: Vec<Option<u32>> = Vec::with_capacity(file.records.len());
    let own: Vec<Option<Found>> = file.own_dates();
    for index in 0..file.records.len() {
        let record = &file.records[index];
        let around = record.above.and_then(|above| dated[above as usize]);
        dated.push(if own[index].is_some() { Some(index as u32) } else { around });
        let by_place = outer.sections[index].or(outer.front).map(found).or(outer.name.day.map(Found::Day));
        let inherited = around.filter(|_| own[index].is_none()).and_then(|from| own[from as usize]);
        let span_name =
            matches!(record.marker, Marker::Review | Marker::Rest).then_some(outer.name.span).flatten();
        let day = own[index].or(inherited).or(by_place).or(span_name.map(|span| Found::Day(span.last)));
        let from_file_span = own[index].or(inherited).or(by_place).is_none() && span_name.is_some();
        let marker = record.marker;
        let record = &mut file.records[index];
        record.span_of_days = record.span_of_days.or(span_name);
        record.from_file_span = from_file_span;
        match day {
            Some(Found::Day(day)) => record.day = Some(day),
            Some(Found::Bad(span)) => {
                if told.insert(span) {
                    problems.push(span);
                }
            }
            None if marker == Marker::Plan => {}
            None => {
                let message = format!("this `#{}` has no day", marker.word());
                let hint = "begin the line with a date, `- 2026-03-02 #ask …`, or put one in a heading above or in the file's name";
                file.diagnostics
                    .push(Diagnostic::new(Code::NoDate, &file.path, record.marker_span, message).hint(hint));
            }
        }
        if let (Some(from), Some(Found::Day(_))) = (around, inherited) {
            let otherwise = by_place.and_then(|found| match found {
                Found::Day(day) => Some(day),
                Found::Bad(_) => None,
            });
            file.records[index].inherited = Some(Inherited { from, otherwise });
        }
    }
    file.diagnostics.extend(problems.into_iter().map(|span| no_such_day(&file.path, text, span)));
}

fn no_such_day(path: &Arc<str>, text: &str, span: Span) -> Diagnostic {
    let message = format!("no calendar has the date `{}`", &text[span.range()]);
    Diagnostic::new(Code::BadDate, path, span, message)
        .hint("write a date of the calendar as YYYY-MM-DD, such as `2026-03-02`")
}

impl File {
    fn own_dates(&self) -> Vec<Option<Found>> {
        self.records
            .iter()
            .map(|record| {
                let span = record.own_date?;
                Some(record.day.map_or(Found::Bad(span), Found::Day))
            })
            .collect()
    }
}

/// What a date at the start of a record says.
pub(super) fn own_day(text: &str, span: Span) -> Option<Day> {
    scan_day(&text[span.range()]).and_then(DayText::day)
}
