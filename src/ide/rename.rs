//! Other names for ids, whos and tags, everywhere in the notebook: what is under the cursor, and the edits of `author`.

use super::action::{Change, changes};
use super::page::Page;
use crate::author::{self, Names, at_desk};
use crate::model::{Key, fold, is_special};
use crate::syntax::{Token, TokenKind};
use crate::text::Span;

/// The name at `offset`, if it is one that can be changed.
pub fn renamable(page: &Page<'_>, offset: usize) -> Option<Span> {
    subject(page, offset).map(|(_, span)| span)
}

fn subject(page: &Page<'_>, offset: usize) -> Option<(Names, Span)> {
    let found = name_of(&page.token_at(offset)?)?;
    let is_known = found.0 != Names::Id || page.notebook.book.by_id(page.slice(found.1)).is_some();
    let is_special = found.0 == Names::Tag && is_special(&fold(page.slice(found.1)));
    (is_known && !is_special).then_some(found)
}

/// The name in a token, and of what it is.
fn name_of(token: &Token) -> Option<(Names, Span)> {
    Some(match token.kind {
        TokenKind::Id | TokenKind::Link => (Names::Id, token.name),
        TokenKind::Key(Key::Re, value) => (Names::Id, value),
        TokenKind::Who => (Names::Who, token.name),
        TokenKind::Tag => (Names::Tag, token.name),
        _ => return None,
    })
}

/// What changes when the name at `offset` becomes `new`, with or without its sign.
///
/// # Errors
/// A sentence, where nothing there has a name, `new` is none of its kind, or another record has that id.
pub fn rename(page: &Page<'_>, offset: usize, new: &str) -> Result<Vec<Change>, String> {
    let Some((names, span)) = subject(page, offset) else {
        return Err("only ids, whos and tags can be renamed".to_owned());
    };
    let sign = match names {
        Names::Id => '^',
        Names::Who => '@',
        Names::Tag => '#',
    };
    let new = new.trim().trim_start_matches(sign);
    at_desk(page.notebook, |desk| {
        let change = author::rename(desk, names, page.slice(span), new).map_err(|error| error.to_string())?;
        author::check(desk, &change).map_err(|broken| broken.to_string())?;
        Ok(changes(desk, change))
    })
}
