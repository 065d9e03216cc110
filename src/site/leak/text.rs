//! A text as a search sees it: words in lower case, with entities, escapes and percent-encoding undone.

use std::borrow::Cow;

/// A word with the line, from 1, that it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub text: String,
    pub line: u32,
    /// Whether it begins with a capital.
    pub capital: bool,
}

/// The words of a text as it stands.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    each_word(text, |word, line, capital| found.push(Word { text: word.to_owned(), line, capital }));
    found
}

/// Tells each word of a text: in lower case, its line from 1, and whether it begins with a capital.
///
/// Of the words of a whole diary hardly one is kept, so none is copied that need not be.
pub(super) fn each_word(text: &str, mut each: impl FnMut(&str, u32, bool)) {
    let bytes = text.as_bytes();
    let (mut at, mut line) = (0, 1);
    let mut lowered = String::new();
    while let Some(byte) = bytes.get(at) {
        if byte.is_ascii() && !byte.is_ascii_alphanumeric() {
            line += u32::from(*byte == b'\n');
            at += 1;
            continue;
        }
        let plain = bytes[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let end = at + plain;
        if bytes.get(end).is_none_or(u8::is_ascii) {
            let word = &text[at..end];
            if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
                lowered.clear();
                lowered.extend(word.chars().map(|char| char.to_ascii_lowercase()));
                each(&lowered, line, byte.is_ascii_uppercase());
            } else {
                each(word, line, false);
            }
            at = end;
            continue;
        }
        lowered.clear();
        let mut capital = false;
        let mut end = bytes.len();
        for (offset, char) in text[at..].char_indices() {
            if is_part(char) {
                if lowered.is_empty() {
                    capital = char.is_uppercase();
                }
                lowered.extend(char.to_lowercase());
            } else if !is_invisible(char) {
                // What ends a word is no part of the next one; an end of a line is counted above.
                end = at + offset + if char == '\n' { 0 } else { char.len_utf8() };
                break;
            }
        }
        if !lowered.is_empty() {
            each(&lowered, line, capital);
        }
        at = end;
    }
}

/// Whether a character is part of a word.
fn is_part(char: char) -> bool {
    // Signs that are common in prose and are no marks, which takes long to find out.
    let is_sign = matches!(char, '\u{80}'..='\u{2ff}' | '\u{2000}'..='\u{20cf}' | '\u{1f000}'..='\u{1faff}');
    char.is_alphanumeric() || !is_sign && crate::model::is_mark(char)
}

/// A soft hyphen or a joiner: it stands in a word, and nobody sees it.
fn is_invisible(char: char) -> bool {
    matches!(char, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}')
}

/// The ways in which a text may be read: as it stands, and decoded.
pub(super) fn views(text: &str) -> Vec<Vec<Word>> {
    let mut views = vec![words(text)];
    if let Cow::Owned(decoded) = decoded(text) {
        let words = words(&decoded);
        if !views.contains(&words) {
            views.push(words);
        }
    }
    views
}

/// The blocks of a Markdown text as their words stand on a page.
pub(super) fn pieces(markdown: &str) -> Vec<String> {
    use pulldown_cmark::{Event, Parser, TagEnd};
    let mut pieces = Vec::new();
    let mut piece = String::new();
    for event in Parser::new(markdown) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                piece.push_str(&text);
            }
            Event::SoftBreak | Event::HardBreak => piece.push(' '),
            Event::Start(pulldown_cmark::Tag::Link { dest_url, .. }) => pieces.push(dest_url.to_string()),
            Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::HtmlBlock | TagEnd::CodeBlock,
            ) => {
                pieces.push(std::mem::take(&mut piece));
            }
            _ => {}
        }
    }
    pieces.push(piece);
    pieces.retain(|piece| !piece.trim().is_empty());
    pieces
}

/// `text` with `instead` in the place of each tag. Line ends in tags stay, for the places.
pub(super) fn without_tags(text: &str, instead: &str) -> String {
    let last = text.rfind('>');
    let mut bare = String::with_capacity(text.len());
    let (mut in_tag, mut at) = (false, 0);
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            bare.push('\n');
        }
        at += line.len() + 1;
        in_tag = line_without_tags(line, instead, in_tag, last.is_some_and(|last| last >= at), &mut bare);
    }
    bare
}

/// Adds a line of a text to `bare`, with `instead` in the place of each tag that begins in it; whether a tag goes on
/// in the next line. `in_tag` says whether one goes on in this line, and `ends_later` whether one can end after it:
/// what does not end is no tag.
pub(super) fn line_without_tags(
    line: &str,
    instead: &str,
    in_tag: bool,
    ends_later: bool,
    bare: &mut String,
) -> bool {
    let mut rest = line;
    if in_tag {
        match rest.find('>') {
            Some(end) => rest = &rest[end + 1..],
            None => return true,
        }
    }
    while let Some(at) = rest.find('<') {
        bare.push_str(&rest[..at]);
        rest = &rest[at..];
        let begins_tag =
            rest[1..].starts_with(|char: char| char.is_ascii_alphabetic() || matches!(char, '/' | '!' | '?'));
        match rest.find('>').filter(|_| begins_tag) {
            Some(end) => {
                bare.push_str(instead);
                rest = &rest[end + 1..];
            }
            None if begins_tag && ends_later => {
                bare.push_str(instead);
                return true;
            }
            None => {
                bare.push('<');
                rest = &rest[1..];
            }
        }
    }
    bare.push_str(rest);
    false
}

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

    #[test]
    fn tags_are_left_out_across_lines() {
        for (text, bare) in [
            ("<p>Ac<b>me</b></p>\n<p\nclass=x>2 < 3</p>", "Acme\n\n2 < 3"),
            ("a <b\n\nc> d\n", "a \n\n d\n"),
            ("a <b\nc <i>d\n<e f", "a \nd\n<e f"),
            ("1 <2> <!x> </y> <", "1 <2>   <"),
        ] {
            assert_eq!(without_tags(text, ""), bare, "{text:?}");
        }
    }

    #[test]
    fn words_end_where_they_end() {
        let told = |text: &str| -> Vec<(String, u32, bool)> {
            words(text).into_iter().map(|word| (word.text, word.line, word.capital)).collect()
        };
        let word = |text: &str, line, capital| (text.to_owned(), line, capital);
        assert_eq!(
            told("Ac\u{ad}ME it's—Über\u{2026}\n\n\u{200b}e\u{301}X\u{200b}\n9a ß"),
            [
                word("acme", 1, true),
                word("it", 1, false),
                word("s", 1, false),
                word("über", 1, true),
                word("e\u{301}x", 3, false),
                word("9a", 4, false),
                word("ß", 4, false),
            ]
        );
    }

    #[test]
    fn signs_that_are_passed_over_are_no_marks() {
        for char in ('\u{80}'..='\u{1ffff}').filter(|char| !char.is_alphanumeric()) {
            assert_eq!(is_part(char), crate::model::is_mark(char), "{char:?}");
        }
    }
}
