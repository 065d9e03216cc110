//! Which records a list shows.

use crate::book::{AskId, Book, RecordId};
use crate::model::{Answer, MARKERS, Marker, kinds, marker_of};

/// One row of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// An ask with its life.
    Ask(AskId),
    /// Any other record.
    Record(RecordId),
}

/// Which kinds of records are listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kinds(Vec<Marker>);

impl Kinds {
    /// Asks alone.
    pub fn asks() -> Self {
        Self(vec![Marker::Ask])
    }

    /// Everything.
    pub fn all() -> Self {
        Self(MARKERS.iter().map(|(_, marker)| *marker).collect())
    }

    /// The kinds of these names: markers, `answer` for all five answers, `all`.
    ///
    /// # Errors
    /// The first name that is none.
    pub fn named<'n>(names: impl IntoIterator<Item = &'n str>) -> Result<Self, &'n str> {
        let mut markers = Vec::new();
        for name in names {
            match name {
                "all" => return Ok(Self::all()),
                "answer" | "answers" => markers.extend(Answer::ALL.map(Marker::Answer)),
                _ => markers.push(marker_of(name).ok_or(name)?),
            }
        }
        Ok(Self(markers))
    }

    /// The names that [`Kinds::named`] knows.
    pub fn names() -> Vec<&'static str> {
        kinds().chain(["answer", "all"]).collect()
    }

    /// Whether asks alone are listed.
    pub fn only_asks(&self) -> bool {
        self.0 == [Marker::Ask]
    }
}

/// The rows of these kinds that count, in order of day and place; plans with no day first.
pub fn rows(book: &Book, kinds: &Kinds) -> Vec<Row> {
    if kinds.only_asks() {
        return (0..book.asks().len()).map(Row::Ask).collect();
    }
    book.counted(|marker| kinds.0.contains(&marker))
        .into_iter()
        .map(|id| match (book.record(id).marker, book.link(id).ask) {
            (Marker::Ask, Some(ask)) => Row::Ask(ask),
            _ => Row::Record(id),
        })
        .collect()
}
