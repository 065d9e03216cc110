//! Where a text is no TOML: the parser's fault as a diagnostic that says what to type.

use super::problems::{Problems, shown};
use crate::diagnostic::{Code, Diagnostic, Grade};
use crate::model::{DayText, read_day};
use crate::text::{Span, lines};
use toml::de::Error;

/// The first of the parser's `errors` in the text, as `config-syntax`. `None` if there is none.
///
/// Only the first, as the others may follow from it.
pub(super) fn fault(errors: &[Error], text: &str, problems: &Problems) -> Option<Diagnostic> {
    let place = |error: &Error| error.span().map_or(0, |span| span.start);
    let error = errors.iter().min_by_key(|error| place(error))?;
    let span = error.span().unwrap_or(0..0);
    let span = Span::new(floor(text, span.start), ceil(text, span.end));
    Some(explain(error.message(), span, problems))
}

/// The parser's message in our words where it would lead astray, else in its own.
fn explain(message: &str, span: Span, problems: &Problems) -> Diagnostic {
    let text = problems.text(span);
    let word = shown(text);
    let at = |message: String| problems.at(Code::ConfigSyntax, span, message);
    if matches!(text.get(..7), Some("<<<<<<<" | "=======" | ">>>>>>>")) {
        return at("a git conflict is left here".to_owned()).hint("keep one side, and take the marks out");
    }
    if read_day(text) == Some(DayText::NoSuchDay) {
        return at(format!("`{word}` is no day of the calendar")).hint("type a day that the calendar has");
    }
    if message.starts_with("duplicate key") {
        return second_time(&word, span, problems);
    }
    if message.starts_with("invalid time") {
        return at(format!("`{word}` is no time")).hint("type hours and minutes in quotes: `\"04:00\"`");
    }
    if message.starts_with("key with no value") {
        return at("a `=` and a value are missing here".to_owned()).hint("type `key = value`");
    }
    if message.starts_with("invalid unquoted key") {
        let at = at(format!("`{word}` cannot stand in a key without quotes"));
        return match text {
            ":" => at.hint("type `=` between key and value"),
            _ => at.hint("put the key in double quotes"),
        };
    }
    let bare = ["string values must be quoted", "invalid float", "invalid boolean"];
    if !bare.iter().any(|start| message.starts_with(start)) || text.contains(['\n', '\r']) {
        let line = message.split_whitespace().collect::<Vec<_>>().join(" ");
        return at(format!("the TOML breaks off here: {line}"));
    }
    let (meant, message) = match text.to_ascii_lowercase().as_str() {
        "" => return at("a value is missing here".to_owned()).hint("type a value, text in double quotes"),
        flag @ ("true" | "false") => (flag.to_owned(), format!("`{word}` is no value")),
        _ => (format!("\"{}\"", text.trim_matches(is_quote)), format!("the value `{word}` has no quotes")),
    };
    let diagnostic = at(message).hint(format!("type `{}`", shown(&meant)));
    if meant.trim_matches('"').contains(['"', '\\', '#']) {
        return diagnostic;
    }
    diagnostic.fix(Grade::Look, format!("Change it to `{}`", shown(&meant)), span, meant)
}

/// Of a key, or the header of a table, that stands above already.
fn second_time(word: &str, span: Span, problems: &Problems) -> Diagnostic {
    let message = format!("`{word}` is here a second time");
    let told = problems.at(Code::ConfigSyntax, span, message);
    let above = problems.text(Span::new(0, span.start as usize));
    let header = above.rfind('\n').map_or(above, |end| &above[end + 1..]).trim_start();
    if !header.starts_with('[') {
        return told.hint("keep one of the two, with the value that you want");
    }
    let name = format!("{}{word}", header.trim_start_matches('['));
    let first = lines(above).find(|line| {
        let inner =
            above[line.range()].trim_start().strip_prefix('[').map(|rest| rest.trim_start_matches('['));
        inner.and_then(|inner| inner.split(']').next()).is_some_and(|other| other.trim() == name)
    });
    let told = told.hint(if name == "challenge" {
        "for several challenges write `[[challenge]]` above each of them, the first one too".to_owned()
    } else {
        format!("put what is below this one under the `[{name}]` that is there, each key once")
    });
    match first {
        Some(line) => problems.related(told, line, "the first is here"),
        None => told,
    }
}

/// A quote of any kind that a word processor may have put there.
fn is_quote(char: char) -> bool {
    matches!(char, '"' | '\'' | '“' | '”' | '„' | '‘' | '’' | '«' | '»')
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

fn ceil(text: &str, at: usize) -> usize {
    (at..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}
