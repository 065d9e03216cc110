//! Rows as a table for spreadsheets.

use super::{Row, object};
use crate::book::Book;
use serde_json::Value;

/// The columns, which are the keys of the JSON form.
const COLUMNS: [&str; 26] = [
    "kind",
    "id",
    "date",
    "title",
    "tags",
    "who",
    "size",
    "fear",
    "odds",
    "via",
    "worth",
    "currency",
    "due",
    "re",
    "private",
    "public",
    "status",
    "answered",
    "overdue",
    "days",
    "sting",
    "lessons",
    "number",
    "turnaround",
    "file",
    "line",
];

/// The rows as CSV with a header; lists are joined by blanks, lessons by `; `.
///
/// # Errors
/// When a row cannot be written, which happens on no text.
pub fn csv(book: &Book, rows: &[Row]) -> Result<String, ::csv::Error> {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for row in rows {
        let object = object(book, *row);
        writer.write_record(COLUMNS.iter().map(|column| cell(&object, column)))?;
    }
    let bytes = writer.into_inner().map_err(|error| ::csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn cell(object: &Value, column: &str) -> String {
    let value = match column {
        "worth" => &object["worth"]["amount"],
        "currency" => &object["worth"]["currency"],
        _ => &object[column],
    };
    match value {
        Value::Null => String::new(),
        Value::Array(items) => {
            let between = if column == "lessons" { "; " } else { " " };
            defused(&items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(between))
        }
        Value::String(text) => defused(text),
        other => other.to_string(),
    }
}

/// A spreadsheet takes what begins like this for a formula; an apostrophe before it makes it text again.
fn defused(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}
