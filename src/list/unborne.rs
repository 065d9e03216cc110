//! What is said of a query that names what no record bears: it fits nothing because it is mistyped.

use crate::book::Book;
use crate::diagnostic::nearest;
use crate::model::{Answer, DeclaredValue, fold, is_special};
use crate::query::{Named, Query};
use crate::syntax::Record;
use std::collections::BTreeSet;

/// A line for each tag, who, id, way and declared text in `query` that no record bears, with the nearest that one does.
pub fn unborne(book: &Book, query: &Query) -> Vec<String> {
    let lost = query.names().into_iter().filter(|named| {
        !records(book).any(|record| borne(record, *named).iter().any(|name| named.is_borne_by(name)))
    });
    lost.map(|named| line(book, named)).collect()
}

fn line(book: &Book, named: Named<'_>) -> String {
    let typed = named.typed(named.text());
    if let (Named::Tag(tag), Some(instead)) = (named, instead_of(named)) {
        return format!("#{tag} is a word of the format, and no tag; did you mean {instead}?");
    }
    let mut known: BTreeSet<String> = records(book).flat_map(|record| borne(record, named)).collect();
    if let Named::Tag(_) = named {
        let around =
            |tag: &String| tag.rmatch_indices('/').map(|(at, _)| tag[..at].to_owned()).collect::<Vec<_>>();
        known.extend(known.iter().flat_map(around).collect::<Vec<_>>());
    }
    match nearest(named.text(), known.iter().map(String::as_str), 1).first() {
        Some(near) => format!("no record bears {typed}; did you mean {}?", named.typed(near)),
        None => format!("no record bears {typed}"),
    }
}

/// What asks for a word of the format's own, which is no tag of a record.
fn instead_of(named: Named<'_>) -> Option<String> {
    let word = named.text();
    match named {
        Named::Tag(_) if !is_special(word) => None,
        Named::Tag(_) if matches!(word, "public" | "private") => Some(format!("is:{word}")),
        Named::Tag(_) if Answer::of(word).is_some() => Some(format!("status:{word}")),
        Named::Tag(_) => Some(format!("--kind {}", word.split('/').next().unwrap_or(word))),
        _ => None,
    }
}

fn records(book: &Book) -> impl Iterator<Item = Record<'_>> {
    (0..book.record_count()).map(|id| book.record(id))
}

/// The names of this sort that a record bears, folded.
fn borne(record: Record<'_>, named: Named<'_>) -> Vec<String> {
    match named {
        Named::Tag(_) => record.tags().iter().map(str::to_owned).collect(),
        Named::Who(_) => record.whos().names().iter().map(fold).collect(),
        Named::Id(_) => record.id().map(|id| fold(id.text)).into_iter().collect(),
        Named::Via(_) => record.fields().via.map(fold).into_iter().collect(),
        Named::Key(key, _) => {
            let own = record.fields().declared.iter().filter(|(name, _)| **name == *key);
            own.filter_map(|(_, value)| match value {
                DeclaredValue::Text(words) => Some(fold(words)),
                _ => None,
            })
            .collect()
        }
    }
}
