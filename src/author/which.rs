//! Which ask is meant by what somebody types.

use crate::book::{Ask, AskId, Book};
use crate::model::{Answer, Day, Marker, fold};

/// How an ask is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    /// By a who.
    Who(String),
    /// By an id: its own, or that of the plan that it carries out.
    Id(String),
    /// By words of its title, or parts of its whos and its id.
    Words(String),
    /// The ask of this day and title, and no other.
    Exactly {
        /// Its day.
        day: Day,
        /// Its title.
        title: String,
    },
    /// Not at all.
    Any,
}

/// Why no single ask is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhichError {
    /// None fits.
    None,
    /// These fit, the newest first.
    Several(Vec<AskId>),
}

/// The open asks, the newest first.
pub fn open_asks(book: &Book) -> Vec<AskId> {
    (0..book.asks().len()).rev().filter(|ask| book.ask(*ask).is_open()).collect()
}

/// The one ask that a record with `marker` may mean: of those that fit, an open one; is none open, one
/// whose answer so far may still change (format, section 4, rule 3).
///
/// # Errors
/// Where none fits, or several do.
pub fn which(book: &Book, named: &Which, marker: Marker) -> Result<AskId, WhichError> {
    if let Which::Id(id) = named {
        let record = book.by_id(id);
        return record.and_then(|record| book.link(record).ask).ok_or(WhichError::None);
    }
    if let Which::Exactly { day, title } = named {
        let is_it = |ask: &Ask<'_>| ask.day == *day && *ask.title() == **title;
        let open = book.asks().rposition(|ask| is_it(&ask) && ask.is_open());
        return open.or_else(|| book.asks().rposition(|ask| is_it(&ask))).ok_or(WhichError::None);
    }
    let fits: Vec<AskId> = (0..book.asks().len()).rev().filter(|ask| fits(&book.ask(*ask), named)).collect();
    let in_state = |wanted: &dyn Fn(Option<Answer>) -> bool| -> Vec<AskId> {
        fits.iter().copied().filter(|ask| wanted(book.ask(*ask).status)).collect()
    };
    let turns = matches!(marker, Marker::Answer(Answer::Yes | Answer::Partial));
    let mut found = in_state(&|status| status.is_none());
    if found.is_empty() && *named != Which::Any {
        found = in_state(&|status| status == Some(Answer::Silence) || turns && status == Some(Answer::No));
    }
    // A lesson may be about any ask.
    if found.is_empty() && *named != Which::Any && matches!(marker, Marker::Lesson | Marker::Ask) {
        found = fits;
    }
    match found.as_slice() {
        [] => Err(WhichError::None),
        [one] => Ok(*one),
        _ => Err(WhichError::Several(found)),
    }
}

fn fits(ask: &Ask<'_>, named: &Which) -> bool {
    match named {
        Which::Any => true,
        Which::Exactly { day, title } => ask.day == *day && *ask.title() == **title,
        Which::Who(who) => ask.whos().iter().any(|other| fold(other) == fold(who)),
        Which::Id(id) => ask.id().as_ref().is_some_and(|other| fold(other) == fold(id)),
        Which::Words(words) => {
            let names = ask.whos().join(" @");
            let told = format!("{} @{names} ^{}", ask.title(), ask.id().unwrap_or_default()).to_lowercase();
            words.to_lowercase().split_whitespace().all(|word| told.contains(word))
        }
    }
}
