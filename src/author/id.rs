//! Ids for asks and plans: made from the title, unique in the notebook.

use super::{Altered, Change, Desk, Said, Spot};
use crate::book::{AskId, Book, RecordId};
use crate::model::{fold, is_id, unaccented};
use crate::text::{Edit, Span};
use std::collections::{HashMap, HashSet};

/// How many words of a title an id has.
const WORDS: usize = 3;

/// The letters and digits of an id at most, but for its number.
const LENGTH: usize = 30;

/// Words that say little.
const SMALL_WORDS: &str = " a about am an and applied apply are as ask asked at be by can could do for from \
     i if in is it may me my of on or our please s that the their this to was we whether will with would you your ";

/// Ids that are given together, before any of them is written.
#[derive(Debug, Default)]
pub struct Taken {
    ids: HashSet<String>,
    /// The last number that was put behind some words: of a thousand asks of one title each tries one number alone.
    numbers: HashMap<String, u64>,
}

impl Taken {
    /// Takes an id; `false` if it is taken already.
    pub fn take(&mut self, id: String) -> bool {
        self.ids.insert(id)
    }
}

/// An id for a record with this title and these whos that nothing in `book`, and none of `taken`, has. It is taken then.
pub fn new_id(book: &Book, title: &str, whos: &[&str], taken: &mut Taken) -> String {
    let mut base = id_words(title);
    if base.is_empty() {
        base = whos.iter().map(|who| fold(who)).find(|who| is_id(who)).unwrap_or_else(|| "ask".to_owned());
    }
    let number = taken.numbers.entry(base.clone()).or_default();
    loop {
        *number += 1;
        let id = if *number == 1 { base.clone() } else { format!("{base}-{number}") };
        if book.by_id(&id).is_none() && taken.ids.insert(id.clone()) {
            return id;
        }
    }
}

/// The first words of a text that say something, in the letters of an id; empty where it has none.
///
/// ```
/// assert_eq!(askbook::author::id_words("Asked for the Čapek novel"), "capek-novel");
/// ```
pub fn id_words(text: &str) -> String {
    let lower = unaccented(&text.replace(['\'', '’'], ""));
    let words = || lower.split(|char: char| !char.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut chosen: Vec<&str> =
        words().filter(|word| !SMALL_WORDS.contains(&format!(" {word} "))).take(WORDS).collect();
    if chosen.is_empty() {
        chosen = words().take(WORDS).collect();
    }
    let mut base = String::new();
    for word in chosen {
        if !base.is_empty() && base.len() + word.len() >= LENGTH {
            break;
        }
        if !base.is_empty() {
            base.push('-');
        }
        base.push_str(&word[..word.len().min(LENGTH)]);
    }
    base
}

/// Whether an answer to an ask of these whos could not be told from one to another by the whos alone, so
/// that the ask needs an id.
pub fn tied(book: &Book, whos: &[Box<str>]) -> bool {
    let has_all = |ask: &crate::book::Ask<'_>| {
        whos.iter().all(|who| ask.whos().iter().any(|other| fold(other) == fold(who)))
    };
    whos.is_empty() || book.asks().any(|ask| ask.is_open() && has_all(&ask))
}

/// The id of an ask, with the edit that gives it one if it has none.
pub fn give_id(desk: &Desk<'_>, ask: AskId, taken: &mut Taken) -> (String, Change) {
    let ask = &desk.book.ask(ask);
    match ask.id() {
        // Of two with the same id the first is meant: the other cannot be told of without another hand.
        Some(id) => (id.to_string(), Change::default()),
        None => record_id(desk, ask.record, taken),
    }
}

/// The same for any record, such as a plan.
pub(super) fn record_id(desk: &Desk<'_>, record: RecordId, taken: &mut Taken) -> (String, Change) {
    let written = desk.book.record(record);
    if let Some(id) = written.id() {
        return (id.text.to_string(), Change::default());
    }
    let whos: Vec<&str> = written.who_names().to_vec();
    let id = new_id(desk.book, written.title(), &whos, taken);
    let at = written.span.end as usize;
    let mut change = Change::default();
    let spot = Spot::of(desk.book, record);
    change.edit(&spot.path, Edit { span: Span::new(at, at), text: format!(" ^{id}") });
    let said = Said { id: Some(id.as_str().into()), ..Said::of(written) };
    change.altered.push(Altered { spot, said });
    (id, change)
}
