//! Other names for ids, whos and tags, everywhere in the notebook.

use super::action::Change;
use super::page::Page;
use crate::model::{Key, covers, fold, is_id, is_letter, is_name_char, is_special};
use crate::syntax::{Token, TokenKind};
use crate::text::{Edit, Span};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What can get another name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Id,
    Who,
    Tag,
}

/// The name at `offset`, if it is one that can be changed.
pub fn renamable(page: &Page<'_>, offset: usize) -> Option<Span> {
    subject(page, offset).map(|(_, span)| span)
}

fn subject(page: &Page<'_>, offset: usize) -> Option<(Kind, Span)> {
    let token = page.token_at(offset)?;
    let found = name_of(&token)?;
    let is_known = found.0 != Kind::Id || page.notebook.book.by_id(page.slice(found.1)).is_some();
    let is_special = found.0 == Kind::Tag && is_special(&fold(page.slice(found.1)));
    (is_known && !is_special).then_some(found)
}

/// The name in a token, and of what it is.
fn name_of(token: &Token) -> Option<(Kind, Span)> {
    Some(match token.kind {
        TokenKind::Id | TokenKind::Link => (Kind::Id, token.name),
        TokenKind::Key(Key::Re, value) => (Kind::Id, value),
        TokenKind::Who => (Kind::Who, token.name),
        TokenKind::Tag => (Kind::Tag, token.name),
        _ => return None,
    })
}

/// What changes when the name at `offset` becomes `new`.
///
/// # Errors
/// A sentence, where nothing there has a name, `new` is none of its kind, or another record has that id.
pub fn rename(page: &Page<'_>, offset: usize, new: &str) -> Result<Vec<Change>, String> {
    let Some((kind, span)) = subject(page, offset) else {
        return Err("only ids, whos and tags can be renamed".to_owned());
    };
    let old = fold(page.slice(span));
    let new = new.trim().trim_start_matches(match kind {
        Kind::Id => '^',
        Kind::Who => '@',
        Kind::Tag => '#',
    });
    fits(page, kind, &old, new)?;
    let mut changes: BTreeMap<Arc<str>, Vec<Edit>> = BTreeMap::new();
    for file in &page.notebook.book.files {
        let Some(other) = Page::open(page.notebook, &file.path) else { continue };
        // A name that stands nowhere in the text is in none of its words.
        if !fold(&other.source.text).contains(&old) {
            continue;
        }
        let mut edits: Vec<Edit> = other
            .tokens()
            .iter()
            .filter_map(name_of)
            .filter(|(other_kind, _)| *other_kind == kind)
            .filter_map(|(_, span)| edit(kind, &other, span, &old, new))
            .collect();
        if kind == Kind::Id {
            edits.extend(linked(&other, &old, new));
        }
        edits.sort();
        edits.dedup();
        if !edits.is_empty() {
            changes.insert(file.path.clone(), edits);
        }
    }
    Ok(changes.into_iter().map(|(file, edits)| Change { file, is_new: false, edits }).collect())
}

fn fits(page: &Page<'_>, kind: Kind, old: &str, new: &str) -> Result<(), String> {
    let mut letters = new.chars();
    let first = letters.next();
    match kind {
        Kind::Id if !is_id(new) => Err(format!("`{new}` is no id: letters, digits and `-`")),
        Kind::Id if fold(new) != old && page.notebook.book.by_id(new).is_some() => {
            Err(format!("another record has the id `{new}`"))
        }
        Kind::Who => {
            let starts = first.is_some_and(char::is_alphanumeric);
            let rest = letters.all(|char| is_name_char(char) || char == '.');
            if starts && rest && !new.ends_with('.') {
                return Ok(());
            }
            Err(format!("`{new}` is no who: a letter or digit, then letters, digits, `-`, `_` and `.`"))
        }
        Kind::Tag => {
            let starts = first.is_some_and(is_letter);
            let rest = letters.all(|char| is_name_char(char) || char == '/');
            if !starts || !rest || new.ends_with('/') {
                return Err(format!("`{new}` is no tag: a letter, then letters, digits, `-`, `_` and `/`"));
            }
            if is_special(&fold(new)) {
                return Err(format!("`#{new}` has a meaning of its own"));
            }
            Ok(())
        }
        Kind::Id => Ok(()),
    }
}

/// The change of one name; of a tag below the one that is renamed, its first part.
fn edit(kind: Kind, page: &Page<'_>, span: Span, old: &str, new: &str) -> Option<Edit> {
    let written = page.slice(span);
    let folded = fold(written);
    if folded == old {
        return Some(Edit { span, text: new.to_owned() });
    }
    let below = kind == Kind::Tag && covers(old, &folded) && folded.len() == written.len();
    below.then(|| Edit {
        span: Span::new(span.start as usize, span.start as usize + old.len()),
        text: new.to_owned(),
    })
}

/// Links to the id anywhere in the text, `#^id` before what ends a link.
fn linked(page: &Page<'_>, old: &str, new: &str) -> Vec<Edit> {
    let text = &page.source.text;
    text.match_indices("#^")
        .filter_map(|(at, _)| {
            let start = at + 2;
            let end = start + old.len();
            let same = text.get(start..end).is_some_and(|id| fold(id) == old);
            let closed = matches!(text.as_bytes().get(end), Some(b']' | b')' | b'|' | b' ' | b'>'));
            (same && closed).then(|| Edit { span: Span::new(start, end), text: new.to_owned() })
        })
        .collect()
}
