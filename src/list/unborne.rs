//! What is said of a query that names what no record bears: it fits nothing because it is mistyped.

use crate::book::Book;
use crate::diagnostic::nearest;
use crate::model::{Answer, DeclaredValue, fold, is_special};
use crate::query::{Named, Query};
use crate::syntax::Record;
use std::collections::BTreeSet;

/// A line for each tag, who, id, way and declared text in `query` that no record bears, with the nearest that one does.
pub fn unborne(book: &Book, query: &Query) -> Vec<String> {
    let is_lost = |named: &Named<'_>| !records(book).any(|record| bears(record, *named));
    query.names().into_iter().filter(is_lost).map(|named| line(book, named)).collect()
}

fn line(book: &Book, named: Named<'_>) -> String {
    let typed = named.typed(named.text());
    if let Named::Tag(tag) = named
        && let Some(instead) = instead_of(tag)
    {
        return format!("#{tag} is a word of the format, and no tag; did you mean {instead}?");
    }
    let mut known: BTreeSet<String> = BTreeSet::new();
    for record in records(book) {
        each_borne(record, named, &mut |name| {
            if !known.contains(name) {
                known.insert(name.to_owned());
            }
        });
    }
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
fn instead_of(tag: &str) -> Option<String> {
    let first = tag.split('/').next().unwrap_or(tag);
    is_special(tag).then(|| match tag {
        "public" | "private" => format!("is:{tag}"),
        _ if Answer::of(first).is_some() => format!("status:{first}"),
        _ => format!("--kind {first}"),
    })
}

fn records(book: &Book) -> impl Iterator<Item = Record<'_>> {
    (0..book.record_count()).map(|id| book.record(id))
}

fn bears(record: Record<'_>, named: Named<'_>) -> bool {
    let mut bears = false;
    each_borne(record, named, &mut |name| bears |= named.is_borne_by(name));
    bears
}

/// Hands over the names of this sort that a record bears, folded.
fn each_borne(record: Record<'_>, named: Named<'_>, found: &mut dyn FnMut(&str)) {
    match named {
        Named::Tag(_) => record.tags().iter().for_each(found),
        Named::Who(_) => record.who_names().iter().for_each(|who| found(&fold(who))),
        Named::Id(_) => record.id().iter().for_each(|id| found(&fold(id.text))),
        Named::Via(_) => record.fields().via.iter().for_each(|via| found(&fold(via))),
        Named::Key(key, _) => {
            for (name, value) in record.fields().declared {
                if let (true, DeclaredValue::Text(words)) = (**name == *key, value) {
                    found(&fold(words));
                }
            }
        }
    }
}
