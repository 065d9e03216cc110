//! How a line begins: bullet, checkbox, date, marker (format, section 3).

use super::record::DATE;
use crate::model::{DayText, Marker, is_letter, is_name_char, marker_of, scan_day};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// A marker as it stands in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct MarkerWord {
    pub marker: Marker,
    /// The marker with its tag part, without punctuation.
    pub span: Span,
    /// The part after the first `/`.
    pub tag: Option<Span>,
    /// Where the text after it goes on, one sign of punctuation dropped.
    pub after: usize,
}

/// What stands at the start of a line before its text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lead {
    pub checkbox: Option<(char, Span)>,
    pub date: Option<(DayText, Span)>,
    /// Where the first word begins.
    pub at: usize,
}

/// Where a record starts in its paragraph.
pub(super) struct Start {
    /// Where its line begins.
    pub line: usize,
    pub lead: Lead,
    /// Its first marker.
    pub word: MarkerWord,
}

/// The end of the tag that begins with the `#` at `at`; `None` if no tag begins there.
pub(super) fn tag_end(text: &str, at: usize) -> Option<usize> {
    let name = text.get(at + 1..)?;
    if !name.chars().next().is_some_and(is_letter) {
        return None;
    }
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'/');
    let plain = name.bytes().position(|byte| !is_plain(&byte)).unwrap_or(name.len());
    let length = match name.as_bytes().get(plain) {
        Some(byte) if !byte.is_ascii() => {
            let rest = &name[plain..];
            plain + rest.find(|char| !(is_name_char(char) || char == '/')).unwrap_or(rest.len())
        }
        _ => plain,
    };
    let name = name[..length].trim_end_matches('/');
    Some(at + 1 + name.len())
}

/// The marker at `at`, where a `#` stands.
pub(super) fn marker_at(text: &str, at: usize) -> Option<MarkerWord> {
    let bytes = text.as_bytes();
    let letters = bytes[at + 1..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let word_end = at + 1 + letters;
    // Most `#` of a diary begin other tags.
    let marker = marker_of(&text[at + 1..word_end])?;
    let goes_on = |byte: &u8| !byte.is_ascii() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_' | b'/');
    let end = if bytes.get(word_end).is_some_and(goes_on) { tag_end(text, at)? } else { word_end };
    let tag = match bytes.get(word_end) {
        Some(b'/') if end > word_end => Some(Span::new(word_end + 1, end)),
        _ if end > word_end => return None,
        _ => None,
    };
    // A last `/` belongs to no tag, and to no text either.
    let mut after = end;
    while bytes.get(after) == Some(&b'/') {
        after += 1;
    }
    if matches!(bytes.get(after), Some(b':' | b',' | b'.' | b'!' | b'?' | b';')) {
        after += 1;
    }
    Some(MarkerWord { marker, span: Span::new(at, end), tag, after })
}

/// What a line (or the rest of one) that starts at `from` begins with.
pub(super) fn lead(text: &str, from: usize, end: usize) -> Lead {
    let rest = |at: usize| text.get(at..end).unwrap_or_default();
    let skip_blank = |at: usize| {
        let line = rest(at);
        at + (line.len() - line.trim_start().len())
    };
    // Most lines that are looked at begin with a tag or a word.
    if let Some(b'#' | b'a'..=b'z' | b'A'..=b'Z') = rest(from).as_bytes().first() {
        return Lead { checkbox: None, date: None, at: from };
    }
    let mut at = skip_blank(from);
    if let Some(length) = bullet(rest(at)) {
        at = skip_blank(at + length);
    }
    let mut checkbox = None;
    if let Some((sign, length)) = checkbox_at(rest(at)) {
        checkbox = Some((sign, Span::new(at, at + length)));
        at = skip_blank(at + length);
    }
    let mut date = None;
    if let Some(day) = scan_day(rest(at))
        && rest(at + 10).starts_with(char::is_whitespace)
    {
        date = Some((day, Span::new(at, at + 10)));
        at = skip_blank(at + 10);
    }
    Lead { checkbox, date, at }
}

/// The marker that the blank before it is missing from: `-#ask`, `[ ]#ask`, `2026-03-02#ask`, from `at` on.
pub(super) fn clinging(text: &str, at: usize, end: usize) -> Option<MarkerWord> {
    let line = text.get(at..end)?;
    // A `*` may begin emphasis.
    if !matches!(line.as_bytes().first()?, b'-' | b'+' | b'[' | b'0'..=b'9') {
        return None;
    }
    let hash = memchr::memchr(b'#', line.as_bytes())?;
    // Blanks may be missing elsewhere, too.
    let mut before = &line[..hash];
    before = before.strip_prefix(['-', '+']).or_else(|| after_number(before)).unwrap_or(before).trim_start();
    before = after_checkbox(before).unwrap_or(before).trim_start();
    before = if scan_day(before).is_some() { &before[DATE..] } else { before };
    // Behind a blank it is a tag, of which the reading of words tells.
    let clings = !line[..hash].ends_with(char::is_whitespace);
    if before.is_empty() && clings { marker_at(text, at + hash) } else { None }
}

fn after_number(line: &str) -> Option<&str> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 { None } else { line[digits..].strip_prefix(['.', ')']) }
}

fn after_checkbox(line: &str) -> Option<&str> {
    let mut inside = line.strip_prefix('[')?.chars();
    inside.next()?;
    inside.as_str().strip_prefix(']')
}

/// The length of a bullet or number at the start of `line`, where white space follows it.
fn bullet(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let length = match bytes.get(digits)? {
        b'-' | b'*' | b'+' if digits == 0 => 1,
        b'.' | b')' if (1..=9).contains(&digits) => digits + 1,
        _ => return None,
    };
    line[length..].starts_with(char::is_whitespace).then_some(length)
}

/// The sign and the length of a checkbox, where white space follows it.
fn checkbox_at(line: &str) -> Option<(char, usize)> {
    let inner = line.strip_prefix('[')?;
    let sign = inner.chars().next()?;
    let after = inner[sign.len_utf8()..].strip_prefix(']')?;
    after.starts_with(char::is_whitespace).then(|| (sign, line.len() - after.len()))
}

/// Whether what stands before a marker on its line is only what "begins" looks past, or what hides it:
/// quote signs, a footnote's label, a heading's signs.
pub(super) fn only_lead(prefix: &str) -> bool {
    static LEAD: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r"^(?:[\s>]|[-*+]\s|[0-9]{1,9}[.)]\s|\[\^[^\]\s]+\]:|#{1,6}\s)*(?:\[[^\]\n]\]\s+)?(?:[0-9]{4}-[0-9]{2}-[0-9]{2}\s+)?$",
        )
        .ok()
    });
    LEAD.as_ref().is_some_and(|lead| lead.is_match(prefix))
}
