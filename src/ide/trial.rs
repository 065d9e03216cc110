//! What the page would say if something else stood at the cursor: the reader itself is asked, so that a completion
//! is offered exactly where it would be read.

use super::page::Page;
use crate::model::{Answer, Day, Marker, fold};
use crate::syntax::{File, Record, parse};
use crate::text::{Edit, Source, Span, apply};

/// What a record would be that began at the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Begun {
    /// Its day, if it would have one.
    pub day: Option<Day>,
    /// Whether it would be nested in an ask, or in what belongs to one.
    pub nested: bool,
}

/// The record that `word` in place of `span` would begin, if the reader took it for one.
pub(super) fn begun(page: &Page<'_>, span: Span, word: &str) -> Option<Begun> {
    let file = with(page, span, word)?;
    let record = file.records.iter().find(|record| starts_in(record, span, word))?;
    let mut above = record.above();
    let mut nested = false;
    while let Some(id) = above {
        let around = file.records.get(id as usize);
        nested |= matches!(around.marker, Marker::Ask | Marker::Step | Marker::Answer(_));
        above = around.above();
    }
    Some(Begun { day: record.day, nested })
}

/// The record that the cursor stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Inside {
    pub marker: Marker,
    /// The answer of an ask that was answered on the spot.
    pub on_the_spot: Option<Answer>,
    /// All of it, as long as it would be with a word at the cursor.
    pub span: Span,
    /// Its title, with that word.
    pub title: String,
    /// Its whos, folded.
    pub whos: Vec<String>,
}

/// The record that the words at `span` stand in.
pub(super) fn inside(page: &Page<'_>, span: Span) -> Option<Inside> {
    // A word of prose is a part of the record wherever a key, tag or who would be.
    let file = with(page, span, "x")?;
    let holds = |record: &Record<'_>| record.span.start < span.start && span.start < record.span.end;
    let record = file.records.iter().find(holds)?;
    Some(Inside {
        marker: record.marker,
        on_the_spot: record.on_the_spot,
        span: record.span,
        title: record.title().to_owned(),
        whos: record.who_names().iter().map(fold).collect(),
    })
}

fn with(page: &Page<'_>, span: Span, word: &str) -> Option<File> {
    if !page.is_journal() {
        return None;
    }
    let text = apply(&page.source.text, &[Edit { span, text: word.to_owned() }]).ok()?;
    let source = Source::new(page.source.path.clone(), text);
    // The path below the journal differs from the whole path in folders only, and days come from names.
    Some(parse(&source, &page.source.path, page.keys()))
}

fn starts_in(record: &Record<'_>, span: Span, word: &str) -> bool {
    (span.start..span.start + word.len() as u32).contains(&record.span.start)
}
