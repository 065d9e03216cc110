//! The words of a query.

use super::error::QueryError;
use crate::text::Span;

/// A word with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub kind: TokenKind,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TokenKind {
    Open,
    Close,
    And,
    Or,
    Not,
    /// A word that is no sign of the language's: a text, or a term such as `tag:job`. Quotes are taken off.
    Word {
        text: String,
        is_quoted: bool,
    },
}

/// Splits a query into its words.
pub(super) fn lex(text: &str) -> Result<Vec<Token>, QueryError> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(char) = text[at..].chars().next() {
        let rest = &text[at..];
        let sign = match char {
            _ if char.is_whitespace() => {
                at += char.len_utf8();
                continue;
            }
            '(' => Some((TokenKind::Open, 1)),
            ')' => Some((TokenKind::Close, 1)),
            '!' => Some((TokenKind::Not, 1)),
            _ if rest.starts_with("&&") => Some((TokenKind::And, 2)),
            _ if rest.starts_with("||") => Some((TokenKind::Or, 2)),
            _ => None,
        };
        if let Some((kind, length)) = sign {
            tokens.push(Token { kind, span: Span::new(at, at + length) });
            at += length;
            continue;
        }
        let (kind, end) = word(text, at)?;
        tokens.push(Token { kind, span: Span::new(at, end) });
        at = end;
    }
    Ok(tokens)
}

/// The word at `at`: to the next blank, parenthesis or sign that stands outside its quotes.
fn word(text: &str, at: usize) -> Result<(TokenKind, usize), QueryError> {
    let mut word = String::new();
    let mut is_quoted = false;
    let mut end = at;
    while let Some(char) = text[end..].chars().next() {
        let rest = &text[end..];
        if char.is_whitespace()
            || matches!(char, '(' | ')')
            || rest.starts_with("&&")
            || rest.starts_with("||")
        {
            break;
        }
        if matches!(char, '"' | '“' | '„') {
            let inner = &rest[char.len_utf8()..];
            let Some(length) = inner.find(['"', '”', '“']) else {
                let span = Span::new(end, text.len());
                return Err(QueryError::new(
                    span,
                    "this quote is never closed",
                    "put a `\"` where the text ends",
                ));
            };
            word.push_str(&inner[..length]);
            is_quoted |= end == at;
            let closing = inner[length..].chars().next().map_or(1, char::len_utf8);
            end += char.len_utf8() + length + closing;
            continue;
        }
        word.push(char);
        end += char.len_utf8();
    }
    let kind = match word.to_lowercase().as_str() {
        "and" if !is_quoted => TokenKind::And,
        "or" if !is_quoted => TokenKind::Or,
        "not" if !is_quoted => TokenKind::Not,
        _ => TokenKind::Word { text: word, is_quoted },
    };
    Ok((kind, end))
}
