//! Entities, escapes and percent-encoding undone.

use std::borrow::Cow;

/// Whether something may be encoded in `text`.
pub(super) fn is_encoded(text: &str) -> bool {
    text.bytes().any(|byte| matches!(byte, b'&' | b'%' | b'\\'))
}

/// `text` with its encodings undone, twice over, since one may stand in another. Each of them stands in one line, and
/// no line end comes in, so that the lines of a text may be decoded one by one.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    if !is_encoded(text) {
        return Cow::Borrowed(text);
    }
    let mut text = text.to_owned();
    for _ in 0..2 {
        if text.contains('&') {
            text = entities(&text);
        }
        if text.contains('%') {
            text = percents(&text);
        }
        if text.contains('\\') {
            text = escapes(&text);
        }
    }
    Cow::Owned(text)
}

fn entities(text: &str) -> String {
    replaced(text, '&', |rest| {
        let end = rest.bytes().take(33).position(|byte| byte == b';')?;
        let name = &rest[1..end];
        let char = match name.strip_prefix('#') {
            Some(number) => {
                let hex = number.strip_prefix(['x', 'X']);
                let code = match hex {
                    Some(hex) => u32::from_str_radix(hex, 16),
                    None => number.parse(),
                };
                char::from_u32(code.ok()?)?.to_string()
            }
            // The parser of Markdown knows every name.
            None => named(&rest[..=end])?,
        };
        Some((char, end + 1))
    })
}

fn named(entity: &str) -> Option<String> {
    use pulldown_cmark::{Event, Parser};
    let inner = &entity[1..entity.len() - 1];
    if inner.is_empty() || !inner.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return None;
    }
    if inner == "amp" {
        return Some("&".to_owned());
    }
    // What is no entity is read as `&` and the rest.
    let text = Parser::new(entity).find_map(|event| match event {
        Event::Text(text) => Some(text.to_string()),
        _ => None,
    })?;
    (text != "&").then_some(text)
}

fn percents(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let raw = text.as_bytes();
    let mut at = 0;
    while at < raw.len() {
        let code = (raw[at] == b'%')
            .then(|| raw.get(at + 1..at + 3))
            .flatten()
            .and_then(|hex| std::str::from_utf8(hex).ok())
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match code {
            Some(code) => {
                bytes.push(if code == b'\n' { b' ' } else { code });
                at += 3;
            }
            None => {
                bytes.push(raw[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The escapes of JSON and of CSS: `\u00e9`, `\e9 `, `\n`.
fn escapes(text: &str) -> String {
    replaced(text, '\\', |rest| {
        let next = rest[1..].chars().next()?;
        if next == 'u' {
            let code = rest.get(2..6).and_then(|hex| u32::from_str_radix(hex, 16).ok())?;
            return Some((char::from_u32(code)?.to_string(), 6));
        }
        let hex: String = rest[1..].chars().take(6).take_while(char::is_ascii_hexdigit).collect();
        if hex.len() >= 2 {
            let char = u32::from_str_radix(&hex, 16).ok().and_then(char::from_u32)?;
            let after = 1 + hex.len();
            let blank = usize::from(rest[after..].starts_with(' '));
            return Some((char.to_string(), after + blank));
        }
        match next {
            'n' | 't' | 'r' => Some((" ".to_owned(), 2)),
            '"' | '\\' | '/' => Some((next.to_string(), 2)),
            _ => None,
        }
    })
}

/// `text` with what `read` makes of each place that begins with `sign`, and how long that was.
fn replaced(text: &str, sign: char, read: impl Fn(&str) -> Option<(String, usize)>) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(sign) {
        result.push_str(&rest[..at]);
        rest = &rest[at..];
        match read(rest) {
            Some((instead, length)) => {
                result.push_str(if instead == "\n" { " " } else { &instead });
                rest = &rest[length..];
            }
            None => {
                result.push(sign);
                rest = &rest[sign.len_utf8()..];
            }
        }
    }
    result.push_str(rest);
    result
}

#[cfg(test)]
mod tests {
    use super::super::text::words;
    use super::*;

    fn seen(text: &str) -> Vec<String> {
        words(&decoded(text)).into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn encodings_are_undone() {
        for text in [
            "Ängström",
            "&Auml;ngstr&ouml;m",
            "&#196;ngstr&#xF6;m",
            "%C3%84ngstr%c3%b6m",
            r"\u00c4ngstr\u00f6m",
            "&amp;Auml;ngstr&#38;#246;m",
            "ÄNG\u{ad}STRÖM",
            r"\c4 ngstr\f6 m",
        ] {
            assert_eq!(seen(text), ["ängström"], "{text}");
        }
    }

    #[test]
    fn what_is_no_encoding_stays() {
        assert_eq!(
            seen("100 % of R&D; a\\b 5%zz &; &nosuch;"),
            ["100", "of", "r", "d", "a", "b", "5", "zz", "nosuch"]
        );
    }
}
