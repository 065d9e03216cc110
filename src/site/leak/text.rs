//! A text as a search sees it: words in lower case, and markup without its tags.

use super::decode::decoded;
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
        if KINDS[*byte as usize] == NO_WORD {
            line += u32::from(*byte == b'\n');
            at += 1;
            continue;
        }
        let (mut end, mut kinds) = (at, 0);
        let ahead = loop {
            let kind = bytes.get(end).map_or(NO_WORD, |byte| KINDS[*byte as usize]);
            if kind & (LOWER | UPPER) == 0 {
                break kind;
            }
            kinds |= kind;
            end += 1;
        };
        if ahead == NO_WORD {
            let word = &text[at..end];
            if kinds & UPPER == 0 {
                each(word, line, false);
            } else {
                lowered.clear();
                lowered.push_str(word);
                lowered.make_ascii_lowercase();
                each(&lowered, line, byte.is_ascii_uppercase());
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
                if has_case(char) {
                    lowered.extend(char.to_lowercase());
                } else {
                    lowered.push(char);
                }
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

/// What a byte of a text may be in a word: nothing, a small letter or a digit, a capital, or a part of what is not ASCII.
const NO_WORD: u8 = 0;
const LOWER: u8 = 1;
const UPPER: u8 = 2;
const WIDE: u8 = 4;
const KINDS: [u8; 256] = {
    let mut kinds = [WIDE; 256];
    let mut byte = 0;
    while byte < 128 {
        kinds[byte] = match byte as u8 {
            b'a'..=b'z' | b'0'..=b'9' => LOWER,
            b'A'..=b'Z' => UPPER,
            _ => NO_WORD,
        };
        byte += 1;
    }
    kinds
};

/// Whether a character of a word may be a capital; what is surely none takes no looking up.
fn has_case(char: char) -> bool {
    !matches!(char, 'a'..='z' | '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
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

/// The ways in which a text may stand in a file: as it is read, and with the signs that HTML has for some of its own. What
/// such a sign is called is a word of the text as it stands there.
pub(super) fn written(text: &str) -> Vec<Vec<Word>> {
    let mut ways = views(text);
    let html = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    for quote in ["\"", "&quot;", "&#34;"] {
        for apostrophe in ["'", "&#39;", "&#x27;", "&apos;"] {
            let words = words(&html.replace('"', quote).replace('\'', apostrophe));
            if !ways.contains(&words) {
                ways.push(words);
            }
        }
    }
    ways
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

#[cfg(test)]
mod tests {
    use super::*;

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
    fn signs_that_are_not_looked_up_are_what_they_are_taken_for() {
        for char in '\u{80}'..='\u{1ffff}' {
            let is_meant = char.is_alphanumeric() || crate::model::is_mark(char);
            assert_eq!(is_part(char), is_meant, "{char:?}");
            assert!(has_case(char) || char.to_lowercase().eq([char]), "{char:?}");
        }
    }
}
