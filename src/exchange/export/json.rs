//! Records as JSON: what `askbook list` prints, and with it the note, the wait and what belongs to what.

use super::records::belongs_to;
use super::{Notes, Selection};
use crate::list::{Kinds, Row, object, rows};
use serde_json::{Value, json};
use std::io::{self, Write};

/// What stands between the objects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Framing {
    /// One object a line.
    Lines,
    /// One array.
    Array,
}

/// Writes the records of these kinds that the selection holds, in order of day and place.
///
/// # Errors
/// Whatever the writer says.
pub fn json(
    selection: Selection<'_>,
    kinds: &Kinds,
    framing: Framing,
    notes: &mut Notes<'_>,
    mut out: impl Write,
) -> io::Result<()> {
    let book = selection.book;
    let is_held = |row: &Row| match row {
        Row::Ask(ask) => selection.holds(book.ask(*ask).record),
        Row::Record(id) => selection.holds(*id),
    };
    let mut first = true;
    if framing == Framing::Array {
        out.write_all(b"[")?;
    }
    for row in rows(book, kinds).into_iter().filter(is_held) {
        if framing == Framing::Array {
            out.write_all(if first { b"\n" } else { b",\n" })?;
        }
        first = false;
        serde_json::to_writer(&mut out, &complete(selection, row, notes)).map_err(io::Error::from)?;
        if framing == Framing::Lines {
            out.write_all(b"\n")?;
        }
    }
    if framing == Framing::Array {
        out.write_all(if first { b"]\n" } else { b"\n]\n" })?;
    }
    out.flush()
}

/// The object of a row, with all that `list` leaves out.
fn complete(selection: Selection<'_>, row: Row, notes: &mut Notes<'_>) -> Value {
    let book = selection.book;
    let mut value = object(book, row);
    let id = match row {
        Row::Ask(ask) => book.ask(ask).record,
        Row::Record(id) => id,
    };
    let record = book.record(id);
    let Some(fields) = value.as_object_mut() else { return value };
    if let Row::Ask(_) = row {
        fields.insert("wait".to_owned(), json!(record.fields().wait.map(|wait| wait.to_string())));
        fields.insert("on_the_spot".to_owned(), json!(record.on_the_spot.map(|answer| answer.word())));
    }
    let place = belongs_to(book, id)
        .map(|other| json!({"file": book.file_of(other).path.as_ref(), "line": book.record(other).line}));
    fields.insert("of".to_owned(), place.unwrap_or(Value::Null));
    let note = notes.of(book, id);
    fields.insert("note".to_owned(), if note.is_empty() { Value::Null } else { Value::String(note) });
    value
}
