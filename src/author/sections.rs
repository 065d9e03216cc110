//! The day headings of a page and their sections.
//!
//! A guess by lines: what a page makes of a new record is tried afterwards.

use crate::model::Day;
use crate::syntax::heading_day;
use crate::text::lines;

/// A heading with a day, and its section.
pub(super) struct Heading {
    /// The day.
    pub day: Day,
    /// Where its line begins.
    pub start: usize,
    /// Where the line after it begins.
    pub body: usize,
    /// Where the section ends.
    pub end: usize,
    /// The line as it is written.
    pub line: String,
}

/// The headings of a text with exactly one date, in order of place.
///
/// Only fences are known for code here: what else hides a heading, the check of the change finds out.
pub(super) fn headings(text: &str) -> Vec<Heading> {
    let mut found: Vec<Heading> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut levels: Vec<usize> = Vec::new();
    let mut fence: Option<&str> = None;
    for span in lines(text) {
        let line = &text[span.range()];
        let code = ["```", "~~~"].into_iter().find(|fence| line.trim_start().starts_with(fence));
        match (fence, code) {
            (None, Some(_)) => fence = code,
            (Some(open), Some(close)) if open == close => fence = None,
            _ => {}
        }
        let level = line.bytes().take_while(|byte| *byte == b'#').count();
        if fence.is_some() || !(1..=6).contains(&level) || !line[level..].starts_with([' ', '\t']) {
            continue;
        }
        while levels.last().is_some_and(|other| *other >= level) {
            levels.pop();
            if let Some(closed) = open.pop().filter(|closed| *closed != usize::MAX) {
                found[closed].end = span.start as usize;
            }
        }
        levels.push(level);
        open.push(usize::MAX);
        let Some(day) = heading_day(line) else { continue };
        if let Some(last) = open.last_mut() {
            *last = found.len();
        }
        found.push(Heading {
            day,
            start: span.start as usize,
            body: line_end(text, span.end as usize),
            end: text.len(),
            line: line.to_owned(),
        });
    }
    found
}

/// The start of the line after the one that holds `at`.
pub fn line_end(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    match rest.find(['\n', '\r']) {
        None => text.len(),
        Some(end) if rest[end..].starts_with("\r\n") => at + end + 2,
        Some(end) => at + end + 1,
    }
}

/// The end of line that stands at `at`; or else that of the first line, or a line feed.
pub fn eol_at(text: &str, at: usize) -> &'static str {
    let stands = |at: usize| ["\r\n", "\n", "\r"].into_iter().find(|eol| text[at..].starts_with(eol));
    let first = || text.find(['\n', '\r']).and_then(stands);
    stands(at).or_else(first).unwrap_or("\n")
}

/// A heading of another day in the form of this one; a plain one where it says more than a day.
pub(super) fn redated(model: &str, day: Day) -> String {
    let level = model.bytes().take_while(|byte| *byte == b'#').count().max(1);
    let plain = format!("{} {}", "#".repeat(level), day.format("%Y-%m-%d %A"));
    let Some(old) = heading_day(model) else { return plain };
    let mut line = model.replace(&old.to_string(), &day.to_string());
    for form in ["%A", "%a"] {
        let (was, is) = (old.format(form).to_string(), day.format(form).to_string());
        let word = line.split(|char: char| !char.is_alphabetic()).find(|word| *word == was).is_some();
        if word {
            line = line.replace(&was, &is);
            break;
        }
    }
    let rest = line.replace(&day.to_string(), "").replace(&day.format("%A").to_string(), "");
    let rest = rest.replace(&day.format("%a").to_string(), "");
    if rest.chars().any(char::is_alphanumeric) { plain } else { line }
}
