//! `askbook list`: records as rows, and each way in which rows are written.
//!
//! Knows nothing of clap's parsing, of the disk or of colour.

mod column;
mod csv;
mod fit;
mod json;
mod markdown;
mod rows;
mod table;
mod unborne;

pub use self::csv::csv;
pub use column::Column;
pub use fit::fits;
pub use json::{json_line, number, object};
pub use markdown::{escaped, markdown};
pub use rows::{Kinds, Row, rows};
pub use table::{plain, shortened, table};
pub use unborne::unborne;

use crate::book::Book;

/// The id of each row that has one, one a line.
pub fn ids(book: &Book, rows: &[Row]) -> String {
    let mut text = String::new();
    for row in rows {
        let id = match row {
            Row::Ask(ask) => book.ask(*ask).id(),
            Row::Record(id) => book.record(*id).id().map(|name| name.text),
        };
        if let Some(id) = id {
            text.push_str(id);
            text.push('\n');
        }
    }
    text
}
