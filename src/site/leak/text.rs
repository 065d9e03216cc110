//! A text as a search sees it: words in lower case, with entities, escapes and percent-encoding undone.

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
    let mut word = String::new();
    let mut capital = false;
    let mut line = 1;
    let mut push = |word: &mut String, line: u32, capital: bool| {
        if !word.is_empty() {
            found.push(Word { text: std::mem::take(word), line, capital });
        }
    };
    for char in text.chars() {
        if char.is_alphanumeric() || crate::model::is_mark(char) {
            if word.is_empty() {
                capital = char.is_uppercase();
            }
            word.extend(char.to_lowercase());
        } else if !is_invisible(char) {
            push(&mut word, line, capital);
            line += u32::from(char == '\n');
        }
    }
    push(&mut word, line, capital);
    found
}

/// A soft hyphen or a joiner: it stands in a word, and nobody sees it.
fn is_invisible(char: char) -> bool {
    matches!(char, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}')
}

/// The ways in which a text may be read: as it stands, decoded, and, of markup, with its tags taken for blanks and
/// for nothing.
pub(super) fn views(text: &str, is_markup: bool) -> Vec<Vec<Word>> {
    let mut views = vec![words(text)];
    let mut add = |text: &str| {
        let words = words(&decoded(text));
        if !views.contains(&words) {
            views.push(words);
        }
    };
    add(text);
    if is_markup {
        add(&without_tags(text, " "));
        add(&without_tags(text, ""));
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
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        bare.push_str(&rest[..at]);
        rest = &rest[at..];
        let begins_tag =
            rest[1..].starts_with(|char: char| char.is_ascii_alphabetic() || matches!(char, '/' | '!' | '?'));
        let end = if begins_tag { rest.find('>') } else { None };
        match end {
            Some(end) => {
                bare.push_str(instead);
                bare.extend(rest[..end].chars().filter(|char| *char == '\n'));
                rest = &rest[end + 1..];
            }
            None => {
                bare.push('<');
                rest = &rest[1..];
            }
        }
    }
    bare.push_str(rest);
    bare
}

/// `text` with its encodings undone, twice over, since one may stand in another. No line end comes in.
pub(super) fn decoded(text: &str) -> String {
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
    text
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
    fn tags_are_blanks_and_nothing() {
        let text = "<p>Ac<b>me</b></p>\n<p\nclass=x>2 < 3</p>";
        assert_eq!(without_tags(text, ""), "Acme\n\n2 < 3");
        let views = views(text, true);
        assert!(views.iter().any(|view| view.iter().any(|word| word.text == "acme")));
        assert_eq!(views.last().and_then(|view| view.last()).map(|word| word.line), Some(3));
    }
}
