//! Rows as a Markdown table.

use super::Row;
use crate::book::Book;

/// The rows as a table of date, status, title, tags and whos.
pub fn markdown(book: &Book, rows: &[Row]) -> String {
    let mut text = "| date | status | title | tags | who |\n|---|---|---|---|---|\n".to_owned();
    for row in rows {
        let [date, status, title, tags, whos] = cells(book, *row);
        text.push_str(&format!("| {date} | {status} | {title} | {tags} | {whos} |\n"));
    }
    text
}

fn cells(book: &Book, row: Row) -> [String; 5] {
    let joined = |names: Vec<&str>| names.into_iter().map(escaped).collect::<Vec<_>>().join(", ");
    match row {
        Row::Ask(ask) => {
            let ask = book.ask(ask);
            [
                ask.day.to_string(),
                ask.status.map_or("open", |answer| answer.word()).to_owned(),
                escaped(ask.title()),
                joined(ask.tags().to_vec()),
                joined(ask.whos()),
            ]
        }
        Row::Record(id) => {
            let record = book.record(id);
            [
                record.day.map_or_else(String::new, |day| day.to_string()),
                record.marker.word().to_owned(),
                escaped(record.title()),
                joined(record.tags().to_vec()),
                joined(record.who_names().iter().map(|who| book.who(who)).collect()),
            ]
        }
    }
}

/// `text` as Markdown that shows just these signs.
pub fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for char in super::plain(text).chars() {
        if matches!(char, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '@' | '^' | '&' | '~')
        {
            safe.push('\\');
        }
        safe.push(char);
    }
    safe
}
