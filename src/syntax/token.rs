//! The words of a file's records that mean something, with their places: what an editor colours, completes and renames.

use super::words::{Word, WordKind, Words};
use crate::model::{Key, NamedKey};
use crate::text::Span;

/// A word of a record that means something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// The record that it stands in, by its index in the file.
    pub record: u32,
    /// What it is.
    pub kind: TokenKind,
    /// All of it, with its sign; of a key with its value.
    pub span: Span,
    /// The name in it: a tag, who or id without its sign, the name of a key.
    pub name: Span,
}

/// What a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// `[x]`
    Checkbox,
    /// The date at the start of a record.
    Date,
    /// `#ask`, without a tag part.
    Marker,
    /// `#tag`, or the tag part of a marker.
    Tag,
    /// `@who`
    Who,
    /// `^id`, where it defines one.
    Id,
    /// `key:value` with one of the format's keys, and the place of the value.
    Key(Key, Span),
    /// The same with a key that the notebook declares.
    Declared(Span),
    /// A link by which a record names its ask; its name is the id.
    Link,
}

/// The token that a word of a record is; `id` is the word that defines its id.
pub(super) fn token(record: u32, words: &Words<'_, '_>, word: &Word, id: Option<Span>) -> Option<Token> {
    let unsigned = |span: Span| Span::new(span.start as usize + 1, span.end as usize);
    let (kind, span, name) = match &word.kind {
        WordKind::Tag(span) => (TokenKind::Tag, *span, unsigned(*span)),
        WordKind::Who(span) => (TokenKind::Who, *span, unsigned(*span)),
        WordKind::Id(span) if id == Some(*span) => (TokenKind::Id, *span, unsigned(*span)),
        WordKind::Key(index) => {
            let word = words.key(*index);
            let kind = match word.key {
                Some(NamedKey::Own(key)) => TokenKind::Key(key, word.value_span),
                _ => TokenKind::Declared(word.value_span),
            };
            (kind, word.span, word.name)
        }
        WordKind::Id(_) | WordKind::Unknown(_) | WordKind::Prose => return None,
    };
    Some(Token { record, kind, span, name })
}
