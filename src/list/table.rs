//! Rows as columns for a terminal.

use super::Row;
use crate::book::{Ask, Book, RecordId};
use crate::model::{Marker, Words};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The rows as a table, its titles cut to `width` columns; uncut where that is `None`.
pub fn table(book: &Book, rows: &[Row], width: Option<usize>, ascii: bool) -> String {
    let cells: Vec<[String; 4]> = rows.iter().map(|row| cells(book, *row)).collect();
    let widest = |column: usize| cells.iter().map(|row| row[column].width()).max().unwrap_or(0);
    let (state, days) = (widest(1), widest(2));
    let before = 10 + 2 + state + 2 + days + 2;
    let mut text = String::new();
    for [date, status, out, words] in &cells {
        let words = match width {
            Some(width) => shortened(words, width.saturating_sub(before).max(10), ascii),
            None => words.clone(),
        };
        let line = format!("{date:10}  {}  {}  {words}", padded(status, state), padded_left(out, days));
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

fn cells(book: &Book, row: Row) -> [String; 4] {
    match row {
        Row::Ask(ask) => ask_cells(book.ask(ask)),
        Row::Record(id) => record_cells(book, id),
    }
}

fn ask_cells(ask: Ask<'_>) -> [String; 4] {
    let status = match (ask.status, ask.number) {
        (None, _) if ask.overdue => "overdue".to_owned(),
        (None, _) => "open".to_owned(),
        (Some(answer), Some(number)) => format!("{} {number}", answer.word()),
        (Some(answer), None) => answer.word().to_owned(),
    };
    let words = with_names(ask.title(), ask.tags(), ask.whos().into_iter());
    [ask.day.to_string(), status, format!("{}d", ask.days()), words]
}

fn record_cells(book: &Book, id: RecordId) -> [String; 4] {
    let record = book.record(id);
    let date = record.day.map_or_else(|| "no day".to_owned(), |day| day.to_string());
    let kind = match record.marker {
        Marker::Plan if book.link(id).ask.is_some() => "plan, done".to_owned(),
        marker => marker.word().to_owned(),
    };
    let mut words =
        with_names(record.title(), record.tags(), record.who_names().iter().map(|who| book.who(who)));
    if words.is_empty() {
        words = book.span_of(id).map_or_else(String::new, |span| span.to_string());
    }
    [date, kind, String::new(), words]
}

fn with_names<'n>(title: &str, tags: Words<'_>, whos: impl Iterator<Item = &'n str>) -> String {
    let mut words = plain(title);
    let names = tags.iter().map(|tag| format!("#{tag}")).chain(whos.map(|who| format!("@{who}")));
    for name in names {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(&plain(&name));
    }
    words
}

/// `text` without anything that a terminal would take for a command.
pub fn plain(text: &str) -> String {
    text.chars().map(|char| if char.is_control() || is_direction(char) { '\u{fffd}' } else { char }).collect()
}

/// Signs that turn the direction of all that follows them on the line.
fn is_direction(char: char) -> bool {
    matches!(char, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// `text` cut to `width` columns, with a sign that it was.
pub fn shortened(text: &str, width: usize, ascii: bool) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let sign = if ascii { "..." } else { "…" };
    let room = width.saturating_sub(sign.width());
    let mut used = 0;
    let mut cut: String = text
        .chars()
        .take_while(|char| {
            used += char.width().unwrap_or(0);
            used <= room
        })
        .collect();
    cut.truncate(cut.trim_end().len());
    cut.push_str(sign);
    cut
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

fn padded_left(text: &str, width: usize) -> String {
    format!("{}{text}", " ".repeat(width.saturating_sub(text.width())))
}
