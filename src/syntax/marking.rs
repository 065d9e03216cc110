//! What the markers of a record say, and the span of days behind that of a review or rest (format, sections 3 and 5).

use super::begin::{MarkerWord, Start, marker_at};
use super::classes::Classes;
use super::days::can_be_meant;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Answer, DaySpan, FIRST_YEAR, Marker, parse_day_span};
use crate::text::{Page, Span};

/// What the markers of a record say.
pub(super) struct Marking {
    pub marker: Marker,
    pub on_the_spot: Option<Answer>,
    /// The word after the first, if it is a marker too.
    pub second: Option<MarkerWord>,
    /// Of a review or rest.
    pub span_of_days: Option<DaySpan>,
    /// Where the words of the record go on.
    pub after: usize,
}

impl Marking {
    /// Reads the markers of a record that ends before `to`, and adds what is wrong with them.
    pub fn read(
        source: Page<'_>,
        text: &str,
        start: &Start,
        to: usize,
        classes: &Classes,
        problems: &mut Vec<Diagnostic>,
    ) -> Self {
        let first = start.word;
        let second = second_marker(text, first.after, to, classes);
        let mut marking =
            Self { marker: first.marker, on_the_spot: None, second, span_of_days: None, after: first.after };
        if let Some(second) = second {
            marking.after = second.after;
            match pair(first.marker, second.marker) {
                Some(answer) => (marking.marker, marking.on_the_spot) = (Marker::Ask, Some(answer)),
                None => problems.push(clash(source, text, first.span.to(second.span), first.marker)),
            }
        }
        if matches!(marking.marker, Marker::Review | Marker::Rest)
            && let Some((word, span)) = span_word(text, marking.after, to)
        {
            marking.after = word.end as usize;
            marking.span_of_days = span.filter(|span| can_be_meant(&span.first));
            if marking.span_of_days.is_none() {
                problems.push(no_such_span(source, word));
            }
        }
        marking
    }
}

fn clash(source: Page<'_>, text: &str, span: Span, first: Marker) -> Diagnostic {
    let words = text[span.range()].split_whitespace().collect::<Vec<_>>().join(" ");
    let message = format!("`{words}` cannot stand together; it counts as a `#{}`", first.word());
    Diagnostic::new(Code::MarkerClash, source.path, span, message)
        .hint("write two lines; only `#ask` and one answer may share one")
}

fn no_such_span(source: Page<'_>, span: Span) -> Diagnostic {
    let message = format!("no calendar has this span of days, or it begins before {FIRST_YEAR}");
    Diagnostic::new(Code::BadDate, source.path, span, message).hint(
        "write a week `2026-W10`, a month `2026-03`, a year `2026` or two days `2026-07-01...2026-07-14`",
    )
}

/// The marker that is the next word after the first, on the same line.
fn second_marker(text: &str, after: usize, to: usize, classes: &Classes) -> Option<MarkerWord> {
    if let [b' ', b'a'..=b'z' | b'A'..=b'Z' | b'@', ..] = text.as_bytes().get(after..to)? {
        return None;
    }
    let rest = text.get(after..to)?;
    let blank = rest.len()
        - rest.trim_start_matches(|char: char| char.is_whitespace() && char != '\n' && char != '\r').len();
    let at = after + blank;
    if blank == 0 || text.as_bytes().get(at) != Some(&b'#') || at >= to || classes.at(at).is_opaque() {
        return None;
    }
    marker_at(text, at)
}

/// The answer, if the two are an ask and its answer, in either order.
fn pair(first: Marker, second: Marker) -> Option<Answer> {
    match (first, second) {
        (Marker::Ask, Marker::Answer(answer)) | (Marker::Answer(answer), Marker::Ask) => Some(answer),
        _ => None,
    }
}

/// The word after the marker of a review or rest, if it is in the form of a span.
fn span_word(text: &str, from: usize, to: usize) -> Option<(Span, Option<DaySpan>)> {
    let rest = text.get(from..to)?;
    let word = rest.split_whitespace().next()?;
    let start = from + rest.find(word)?;
    let trimmed = word.trim_end_matches([',', '.', ';', ':', '!', '?']);
    let span = parse_day_span(trimmed)?;
    // The dropped sign is part of neither the span nor the text.
    let at = Span::new(start, start + word.len());
    Some((if span.is_none() { Span::new(start, start + trimmed.len()) } else { at }, span))
}
