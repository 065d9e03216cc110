//! What is said of words that stand where they mean nothing (format, sections 3 and 5).

use super::record::DATE;
use crate::diagnostic::{Code, Diagnostic, Grade};
use crate::model::{Day, Marker, marker_of, scan_day};
use crate::text::{Page, Span};

/// Of a marker that does not begin its line, in a record of this kind if it is in one. `text` is the source with all
/// that is not read blanked.
pub(super) fn marker(source: Page<'_>, text: &str, span: Span, record: Option<Marker>) -> Diagnostic {
    let word = &text[span.range()];
    let message = format!("`{word}` does not begin its line, so it was not counted");
    let before = text[..span.start as usize].split_whitespace().next_back().unwrap_or_default();
    let answers = matches!(marker_of(&word[1..]), Some(Marker::Answer(_)));
    let hint = if looks_like_a_date(before) {
        format!("write the date as YYYY-MM-DD: `- 2026-03-02 {word} …`")
    } else if answers && record == Some(Marker::Ask) {
        format!(
            "if the answer came at once, write `- #ask {word} …`; if later, a line of its own, `- {word} re:id …`"
        )
    } else {
        format!(
            "put it at the start of a line of its own, `- {word} …`; or write `\\{word}` if no record is meant"
        )
    };
    Diagnostic::new(Code::MisplacedMarker, source.path, span, message).hint(hint)
}

/// Of a marker behind another and a `/`, where a tag may stand: `#ask/no`.
pub(super) fn behind_marker(source: Page<'_>, marker: Span, part: Span) -> Diagnostic {
    let text = source.text;
    let (first, word) = (&text[marker.range().start..part.range().start - 1], &text[part.range()]);
    let message = format!("`{word}` behind `{first}/` is a marker and no tag, so it was not counted");
    Diagnostic::new(Code::MisplacedMarker, source.path, part, message)
        .hint(format!("write `{first} #{word}` with a blank between them; or another tag"))
}

/// Whether the first word behind the markers may be a date. Never `false` where one is told.
pub(super) fn may_be_date(behind: &[u8]) -> bool {
    behind.iter().find(|byte| !matches!(byte, b' ' | b'\t')).is_some_and(u8::is_ascii_digit)
}

/// Of a date behind the markers `text[from..]`, which ends before `to`: it dates nothing. `day` is that of the record.
pub(super) fn date(
    source: Page<'_>,
    from: usize,
    behind: usize,
    to: usize,
    day: Option<Day>,
) -> Option<Diagnostic> {
    let rest = source.text.get(behind..to)?;
    let at = behind + (rest.len() - rest.trim_start_matches([' ', '\t']).len());
    let rest = &source.text[at..to];
    let meant = scan_day(rest)?;
    let goes_on = rest[DATE..].starts_with(|char: char| char.is_alphanumeric() || matches!(char, '-' | '/'));
    if goes_on || day.is_some() && meant.day() == day {
        return None;
    }
    let (date, markers) = (&rest[..DATE], source.text[from..behind].trim_end());
    let span = Span::new(at, at + DATE);
    let counts = day.map_or_else(|| "has no day".to_owned(), |day| format!("counts on {day}"));
    let message = format!("`{date}` stands behind the marker, so it dates nothing: this record {counts}");
    let title = "write the date before the marker";
    let whole = Span::new(from, at + DATE);
    Some(
        Diagnostic::new(Code::MisplacedDate, source.path, span, message)
            .hint(format!("write the date before the marker: `- {date} {markers} …`"))
            .fix(Grade::Look, title, whole, format!("{date} {markers}")),
    )
}

/// Of a marker without a blank before it.
pub(super) fn clinging(source: Page<'_>, span: Span) -> Diagnostic {
    let word = &source.text[span.range()];
    let message = format!("`{word}` clings to what is before it, so it was not counted");
    let at = span.start as usize;
    Diagnostic::new(Code::MisplacedMarker, source.path, span, message)
        .hint(format!("put a blank before it, as in `- {word} …`"))
        .fix(Grade::Look, "put a blank before it", Span::new(at, at), " ")
}

/// Of a `#private` outside of records.
pub(super) fn private(source: Page<'_>, span: Span) -> Diagnostic {
    let word = &source.text[span.range()];
    let message = format!("`{word}` stands on no record, so it keeps nothing private");
    Diagnostic::new(Code::MisplacedPrivate, source.path, span, message).hint(
        "write it on the line of the record; or `private: true` in the front matter, for all of the page",
    )
}

/// Of a `#public` that is written as a key.
pub(super) fn public(source: Page<'_>, span: Span) -> Diagnostic {
    let word = &source.text[span.range()];
    let message = format!("`{word}` is written as if it were a key, so it releases nothing");
    Diagnostic::new(Code::MisplacedKey, source.path, span, message).hint(
        "write `public:\"…\"` for other words than the title; or a blank behind `#public` for the title",
    )
}

/// Of a word in the form of an id that is not the last of a record with this marker.
pub(super) fn id(source: Page<'_>, span: Span, marker: Marker) -> Diagnostic {
    let word = &source.text[span.range()];
    let message = format!("`{word}` is not the last word of its record, so it defines no id");
    let hint =
        format!("move it to the end of the record; or write `re:{}` if another record is meant", &word[1..]);
    let told = Diagnostic::new(Code::MisplacedId, source.path, span, message).hint(hint);
    match marker {
        // These have no ids, but name those of others.
        Marker::Step | Marker::Answer(_) | Marker::Lesson => {
            let reference = format!("re:{}", &word[1..]);
            told.fix(Grade::Look, format!("write `{reference}`"), span, reference)
        }
        _ => told,
    }
}

/// Whether a word is figures with dots, dashes or strokes between them, as dates are written here and there: `3/4`,
/// `2.3.2026` or `2.3.`, but neither `7.30` nor `40.`.
fn looks_like_a_date(word: &str) -> bool {
    let signs = word.matches(['/', '.', '-']).count();
    let is_time = signs == 1 && word.contains('.');
    word.starts_with(|char: char| char.is_ascii_digit())
        && signs > 0
        && !is_time
        && word.chars().all(|char| char.is_ascii_digit() || ['/', '.', '-'].contains(&char))
}
