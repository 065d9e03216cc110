//! Rows for spreadsheets: CSV as RFC 4180 has it, with LF and a header.

use super::cell::{Cell, Column};
use std::borrow::Cow;
use std::io::{self, Write};

/// Writes the rows as CSV. Empty is nothing at all, a flag `true` or `false`, a day `YYYY-MM-DD`.
///
/// # Errors
/// Whatever the writer says.
pub fn separated<R>(columns: &[Column<R>], rows: impl Iterator<Item = R>, out: impl Write) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().buffer_capacity(1 << 16).from_writer(out);
    writer.write_record(columns.iter().map(|column| column.name.as_bytes())).map_err(told)?;
    for row in rows {
        for column in columns {
            let cell = words(column.cell(&row));
            writer.write_field(cell.as_bytes()).map_err(told)?;
        }
        writer.write_record(None::<&[u8]>).map_err(told)?;
    }
    writer.flush()
}

fn words(cell: Cell<'_>) -> Cow<'_, str> {
    match cell {
        Cell::Empty => Cow::Borrowed(""),
        Cell::Integer(number) => number.to_string().into(),
        Cell::Real(number) => number.to_string().into(),
        Cell::Flag(flag) => if flag { "true" } else { "false" }.into(),
        Cell::Day(day) => day.to_string().into(),
        Cell::Text(Cow::Borrowed(text)) => defused(text),
        Cell::Text(Cow::Owned(text)) => match defused(&text) {
            Cow::Borrowed(_) => text.into(),
            Cow::Owned(safe) => safe.into(),
        },
    }
}

fn told(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// Whether a spreadsheet takes what begins like this, apostrophes before it left aside, for a formula.
fn is_formula(text: &str) -> bool {
    text.trim_start_matches('\'')
        .starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'])
}

/// Text that no spreadsheet takes for a formula: one more apostrophe before what looks like one.
///
/// ```
/// use askbook::exchange::export::{defused, fused};
/// assert_eq!(defused("=1+1"), "'=1+1");
/// assert_eq!(defused("'=1+1"), "''=1+1");
/// assert_eq!(fused(&defused("'=1+1")), "'=1+1");
/// ```
pub fn defused(text: &str) -> Cow<'_, str> {
    if is_formula(text) { format!("'{text}").into() } else { text.into() }
}

/// What [`defused`] was given.
pub fn fused(text: &str) -> &str {
    if is_formula(text) { text.strip_prefix('\'').unwrap_or(text) } else { text }
}
