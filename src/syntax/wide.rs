//! Signs as wide as a Chinese or Japanese letter, which phones there write: `＃ask`, `＠lin`, `fear：3`. They mean nothing
//! in the format (section 3 and 5), and are told of where another sign was meant.

use super::begin::{marker_at, only_lead};
use super::classes::{Class, Classes};
use super::private::is_private;
use crate::diagnostic::{Code, Diagnostic, Grade};
use crate::model::{KeyNames, is_letter, is_name_char, marker_of};
use crate::text::{Page, Span};

const HASH: char = '＃';
const AT: char = '＠';
const COLON: char = '：';
/// The first byte of each of them.
pub(super) const FIRST: u8 = 0xef;
/// In so many bytes at the start of a line the marker of a record is looked for.
const LEAD: usize = 40;
/// So many bytes before it are looked at, blanks among them.
const NEAR: usize = 512;

/// Whether a line whose words these are may begin with a marker of which the sign is wide: behind blanks of any kind, a
/// checkbox, a date. Never `false` where one is told.
pub(super) fn may_begin(words: &[u8]) -> bool {
    let begins = matches!(words.first().copied(), Some(b'[' | b'0'..=b'9' | 0xc2 | 0xe1..=0xe3 | FIRST));
    begins && has_hash(&words[..words.len().min(LEAD)])
}

/// Whether there is a wide `＃` in it.
pub(super) fn has_hash(bytes: &[u8]) -> bool {
    memchr::memchr_iter(FIRST, bytes).any(|at| bytes[at..].starts_with("＃".as_bytes()))
}

/// What is said of the lines that begin with a marker of which the sign is wide; `is_read` tells of a place whether
/// records are read there.
pub(super) fn lines(source: Page<'_>, text: &str, is_read: impl Fn(usize) -> bool) -> Vec<Diagnostic> {
    let begun = text.match_indices(HASH).filter_map(|(at, _)| {
        let word = name_at(text, at + HASH.len_utf8());
        marker_of(&text[word.range()])?;
        // No line is looked at for longer than what may stand before its marker.
        let near = text.floor_char_boundary(at.saturating_sub(NEAR));
        let line = match text[near..at].rfind(['\n', '\r']) {
            Some(end) => &text[near + end + 1..at],
            None if near == 0 => &text[..at],
            None => return None,
        };
        let begins = line.trim_start().len() <= LEAD / 2 && only_lead(line) && is_read(at);
        begins.then(|| told(source, at, HASH, "#", Span::new(at, word.end as usize)))
    });
    begun.collect()
}

/// Whether `＃private` is in a record: it is no tag, and meant all the same.
pub(super) fn has_private(words: &str) -> bool {
    words.split(HASH).skip(1).any(is_private)
}

/// What is said of the words in the record `text[from..to]` that have a wide sign where another would mean something.
pub(super) fn in_record(
    source: Page<'_>,
    text: &str,
    (from, to): (usize, usize),
    classes: &Classes,
    keys: &KeyNames,
) -> Vec<Diagnostic> {
    let words = text[from..to].char_indices().map(|(at, char)| (from + at, char));
    let signs =
        words.filter(|(at, char)| matches!(*char, HASH | AT | COLON) && classes.at(*at) == Class::Text);
    let told = signs.filter_map(|(at, sign)| {
        let after = name_at(text, at + sign.len_utf8());
        let before = text[..at].trim_end_matches(is_name_char).len();
        let begins = text[..before].ends_with(char::is_whitespace);
        match sign {
            COLON => {
                let is_key = begins && keys.find(&text[before..at]).is_some() && !after.is_empty();
                is_key.then(|| told(source, at, sign, ":", Span::new(before, after.end as usize)))
            }
            _ if before < at || !begins || after.is_empty() => None,
            HASH if !text[after.range()].starts_with(is_letter) => None,
            HASH => Some(told(source, at, sign, "#", Span::new(at, after.end as usize))),
            _ => Some(told(source, at, sign, "@", Span::new(at, after.end as usize))),
        }
    });
    told.collect()
}

/// The name that begins at `at`, as far as it goes.
fn name_at(text: &str, at: usize) -> Span {
    let rest = &text[at..];
    Span::new(at, at + rest.find(|char| !is_name_char(char)).unwrap_or(rest.len()))
}

/// Of the `sign` at `at` in the word at `span`, in place of which `meant` would mean something.
fn told(source: Page<'_>, at: usize, sign: char, meant: &str, span: Span) -> Diagnostic {
    let word = &source.text[span.range()];
    let (code, nothing) = match sign {
        COLON => (Code::UnknownKey, "it is no key"),
        AT => (Code::MisplacedMarker, "it names nobody"),
        _ if marker_at(&word.replace(HASH, "#"), 0).is_some() => {
            (Code::MisplacedMarker, "it was not counted")
        }
        _ => (Code::MisplacedMarker, "it is no tag"),
    };
    let message = format!("`{word}` is written with a wide `{sign}`, so {nothing}");
    Diagnostic::new(code, source.path, span, message)
        .hint(format!("write `{}`, with the narrow sign", word.replace(sign, meant)))
        .fix(Grade::Look, "write the narrow sign", Span::new(at, at + sign.len_utf8()), meant)
}
