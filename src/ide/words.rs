//! The words in which asks are spoken of, shared by hovers, hints, completions and symbols.

use crate::book::Ask;
use crate::model::Answer;

/// `1 day`, `12 days`.
pub(super) fn days(count: i64) -> String {
    if count == 1 { "1 day".to_owned() } else { format!("{count} days") }
}

/// What has become of an ask: `open, 12 days out`, `overdue, 80 days out`, `no after 18 days`.
pub(super) fn state(ask: &Ask<'_>) -> String {
    match ask.status {
        None if ask.overdue => format!("overdue, {} out", days(ask.days())),
        None => format!("open, {} out", days(ask.days())),
        Some(answer) if ask.days() == 0 => format!("{} on the same day", answer.word()),
        Some(answer) => format!("{} after {}", answer.word(), days(ask.days())),
    }
}

/// The number of a rejection: `no 137`.
pub(super) fn number(ask: &Ask<'_>) -> Option<String> {
    let number = ask.number?;
    let word = if ask.status == Some(Answer::Silence) { "silence, no" } else { "no" };
    Some(format!("{word} {number}"))
}

/// The whos of an ask, `@acme @globex`.
pub(super) fn whos(ask: &Ask<'_>) -> String {
    ask.whos().iter().map(|who| format!("@{who}")).collect::<Vec<_>>().join(" ")
}

/// A text in which Markdown reads no signs.
pub(super) fn plain(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in text.chars() {
        if matches!(char, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&') {
            escaped.push('\\');
        }
        escaped.push(if char.is_control() { ' ' } else { char });
    }
    escaped
}

/// The first letters of a text, with a sign where it was cut.
pub(super) fn short(text: &str, letters: usize) -> String {
    match text.char_indices().nth(letters) {
        Some((cut, _)) => format!("{}…", text[..cut].trim_end()),
        None => text.to_owned(),
    }
}
