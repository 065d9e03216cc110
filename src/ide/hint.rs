//! Small notes that an editor shows at the end of a line: days out, a rejection's number.

use super::page::Page;
use super::words;
use crate::book::RecordId;
use crate::model::Marker;
use crate::text::Span;

/// Which notes are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hints {
    /// How long an open ask has been out.
    pub days_out: bool,
    /// The number of a rejection.
    pub numbers: bool,
}

impl Default for Hints {
    fn default() -> Self {
        Self { days_out: true, numbers: true }
    }
}

/// A note at the end of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// Where it stands.
    pub offset: u32,
    /// What it says.
    pub text: String,
    /// What is said of it where the pointer rests on it.
    pub more: Option<String>,
}

/// The notes on the records that touch `span`.
pub fn hints(page: &Page<'_>, span: Span, wanted: Hints) -> Vec<Hint> {
    let book = &page.notebook.book;
    page.records()
        .filter(|id| {
            let record = book.record(*id).span;
            record.start <= span.end && span.start <= record.end
        })
        .filter_map(|id| hint(page, id, wanted))
        .collect()
}

fn hint(page: &Page<'_>, id: RecordId, wanted: Hints) -> Option<Hint> {
    let record = page.notebook.book.record(id);
    let ask = page.ask_of(id)?;
    let offset = record.span.end;
    if wanted.days_out && record.marker == Marker::Ask && ask.record == id && ask.is_open() {
        let overdue = if ask.overdue { "overdue, " } else { "" };
        let text = format!("{overdue}{} out", words::days(ask.days()));
        let more = match ask.overdue {
            true => {
                format!("overdue since {}: if no answer is expected any more, write #silence", ask.patience)
            }
            false => format!("overdue from {} on", ask.patience),
        };
        return Some(Hint { offset, text, more: Some(more) });
    }
    if wanted.numbers && ask.answer_record() == Some(id) {
        return words::number(&ask).map(|text| Hint { offset, text, more: None });
    }
    None
}
