//! How one word is spelled.

use crate::model::{Amount, Key, marker_of};
use crate::syntax::{Token, TokenKind};
use crate::text::{Edit, Span};

/// The edit that spells a token as it should be, inside its span.
pub(super) fn spelled(text: &str, token: &Token) -> Option<Edit> {
    let name = &text[token.name.range()];
    match token.kind {
        TokenKind::Marker => {
            let word = marker_of(name)?.word();
            (name != word).then(|| Edit { span: token.name, text: word.to_owned() })
        }
        TokenKind::Key(key, value) => key_word(text, token, value, |value| of_value(key, value)),
        TokenKind::Declared(value) => key_word(text, token, value, str::to_owned),
        _ => None,
    }
}

/// A key's name in lower case, and its value. What stands in another tool's brackets is left.
fn key_word(text: &str, token: &Token, value: Span, of_value: impl Fn(&str) -> String) -> Option<Edit> {
    let between = text.get(token.name.end as usize..value.start as usize)?;
    if !matches!(between, ":" | ":\"") {
        return None;
    }
    let name = text[token.name.range()].to_lowercase();
    let written = &text[value.range()];
    let spelled = if between == ":" { of_value(written) } else { written.to_owned() };
    let span = token.name.to(value);
    let wanted = format!("{name}{between}{spelled}");
    (text[span.range()] != wanted).then_some(Edit { span, text: wanted })
}

fn of_value(key: Key, value: &str) -> String {
    match key {
        Key::Size | Key::Wait => value.to_ascii_lowercase(),
        Key::Odds if value.bytes().all(|byte| byte.is_ascii_digit()) && !value.is_empty() => {
            format!("{value}%")
        }
        Key::Worth => amount(value).unwrap_or_else(|| value.to_owned()),
        _ => value.to_owned(),
    }
}

/// Digits as they are written, then the currency in capitals.
fn amount(value: &str) -> Option<String> {
    let currency = Amount::parse(value)?.currency?;
    let digits: String = value.chars().filter(|char| char.is_ascii_digit() || *char == '.').collect();
    currency.is_ascii().then(|| format!("{digits}{currency}"))
}
