//! Diagnostics of one line each: the short form, and GitHub's workflow commands.

use super::excerpt::clean;
use super::places::Places;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::text::Span;

/// `file:line:column: severity[code]: message (see file:line:column)`.
pub(super) fn short(diagnostic: &Diagnostic, places: &mut Places<'_, '_>, ascii: bool) -> String {
    let at = origin(&diagnostic.place, places, ascii);
    let severity = diagnostic.severity().word();
    let message = clean(&diagnostic.message, ascii);
    let others: Vec<_> = diagnostic.related.iter().map(|other| origin(&other.place, places, ascii)).collect();
    let see = if others.is_empty() { String::new() } else { format!(" (see {})", others.join(", ")) };
    format!("{at}: {severity}[{}]: {message}{see}", diagnostic.code)
}

/// `::error file=…,line=…,…,title=code::message%0Ahint`. Columns are left out where the end is on another line,
/// because GitHub takes them only within one, and lines where a whole file is meant.
pub(super) fn github(diagnostic: &Diagnostic, places: &mut Places<'_, '_>) -> String {
    let command = match diagnostic.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Notice => "notice",
    };
    let mut line = format!("::{command} file={}", property(&diagnostic.place.file));
    if diagnostic.place.span != Span::default() {
        let at = places.stretch(&diagnostic.place);
        line += &if at.start.line == at.end.line {
            let (start, end) = (at.start, at.end);
            format!(",line={},col={},endLine={},endColumn={}", start.line, start.column, end.line, end.column)
        } else {
            format!(",line={},endLine={}", at.start.line, at.end.line)
        };
    }
    line += &format!(",title={}::{}", property(diagnostic.code.name()), data(&diagnostic.message));
    if let Some(hint) = &diagnostic.hint {
        line += "%0A";
        line += &data(hint);
    }
    line
}

/// `file:line:column`.
pub(super) fn origin(place: &Place, places: &mut Places<'_, '_>, ascii: bool) -> String {
    let start = places.stretch(place).start;
    format!("{}:{}:{}", clean(&place.file, ascii), start.line, start.column)
}

/// The text of a workflow command. Other escapes than these it does not know.
fn data(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '%' => escaped += "%25",
            '\r' => escaped += "%0D",
            '\n' => escaped += "%0A",
            _ if letter.is_control() => escaped.push(char::REPLACEMENT_CHARACTER),
            _ => escaped.push(letter),
        }
    }
    escaped
}

/// The value of a workflow command's property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
