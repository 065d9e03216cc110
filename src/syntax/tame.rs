//! The words of a record that leave no doubt, as nearly all of a diary do: prose, by far the most of them and passed
//! over several at once, plain tags, whos and ids, and keys with plain values. [`super::words`] says the same of them.

use super::signs::{BLANKS, Signs, closer};
use super::words::{KeyWord, WordKind, Words};
use crate::model::{KeyNames, is_letter, is_name_char};
use crate::text::Span;
use std::borrow::Cow;

/// What stands in ids; in the names of keys; in tags and whos, where letters of other scripts are looked at again.
static ID: Signs = Signs::new(b"-").and(LETTERS);
static KEY: Signs = ID.and(b"_");
static WHO: Signs = KEY.and_wide().but(&BLANKS);
static TAG: Signs = WHO.and(b"/");
/// What stands in plain values.
static VALUE: Signs = KEY.and(b".%:");

const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/// Adds the prose or the word at `at` in `text[..to]`, where nothing is hidden, and gives its end; `None` in doubt.
pub(super) fn tame<'t, 'k>(
    text: &'t str,
    at: usize,
    to: usize,
    keys: &'k KeyNames,
    found: &mut Words<'t, 'k>,
) -> Option<usize> {
    let bytes = &text.as_bytes()[..to];
    let signed = |made_of: &Signs, is_first: fn(char) -> bool| {
        let end = made_of.skip(bytes, at + 1);
        (is_over(bytes, end) && is_name(&text[at + 1..end], is_first)).then(|| Span::new(at, end))
    };
    let (whole, kind) = match bytes.get(at)? {
        b'#' => {
            let tag = signed(&TAG, is_letter).filter(|tag| bytes[tag.end as usize - 1] != b'/')?;
            (tag, WordKind::Tag(tag))
        }
        b'@' => {
            let who = signed(&WHO, char::is_alphanumeric)?;
            (who, WordKind::Who(who))
        }
        b'^' => {
            let id = signed(&ID, |_| true)?;
            (id, WordKind::Id(id))
        }
        _ => {
            let Prose { end, stop } = prose(text, at, to);
            if end == at {
                let key = key(text, at, stop, to, keys)?;
                let end = key.span.end;
                found.push_key(key.span, key);
                return Some(end as usize);
            }
            (Span::new(at, end), WordKind::Prose)
        }
    };
    found.push(whole, kind);
    Some(whole.end as usize)
}

/// Whether a word that ends at `end` is all that stands up to the next blank.
fn is_over(bytes: &[u8], end: usize) -> bool {
    bytes.get(end).is_none_or(|byte| byte.is_ascii() && BLANKS.has(*byte))
}

/// Whether a text whose ASCII is that of a name is one with such a first letter.
fn is_name(name: &str, is_first: fn(char) -> bool) -> bool {
    name.starts_with(is_first)
        && (name.is_ascii() || name.chars().all(|char| char.is_ascii() || is_name_char(char)))
}

/// A key at `at` whose name ends at `colon`, with a plain value.
fn key<'t, 'k>(
    text: &'t str,
    at: usize,
    colon: usize,
    to: usize,
    keys: &'k KeyNames,
) -> Option<KeyWord<'t, 'k>> {
    let bytes = &text.as_bytes()[..to];
    let is_named =
        bytes[at].is_ascii_alphabetic() && bytes.get(colon) == Some(&b':') && KEY.skip(bytes, at) == colon;
    let value_at = colon + 1;
    if !is_named || bytes.get(value_at) == Some(&b':') {
        return None;
    }
    let end = VALUE.skip(bytes, value_at);
    let ends_tame = bytes[end - 1].is_ascii_alphanumeric() || bytes[end - 1] == b'%';
    if !ends_tame || !is_over(bytes, end) {
        return None;
    }
    let (name, value_span) = (Span::new(at, colon), Span::new(value_at, end));
    Some(KeyWord {
        key: keys.find(&text[name.range()]),
        span: Span::new(at, end),
        name,
        value_span,
        value: Cow::Borrowed(&text[value_span.range()]),
        unclosed: false,
    })
}

/// Words of prose.
struct Prose {
    /// Where the last of them ends; where the first begins if it leaves a doubt.
    end: usize,
    /// Where the word after them begins, or else what was seen in it first that is not of prose.
    stop: usize,
}

/// The words of prose that begin at `at`, one blank between each two. A word that leaves a doubt is none of them.
fn prose(text: &str, at: usize, to: usize) -> Prose {
    let bytes = &text.as_bytes()[..to];
    let (mut end, mut word) = (at, at);
    while begins_prose(text, word, to) {
        let mut stop = stop(bytes, word + 1);
        while bytes.get(stop).is_some_and(|byte| !byte.is_ascii()) && !char_at(text, stop).is_whitespace() {
            stop = self::stop(bytes, stop + 1);
        }
        match bytes.get(stop) {
            Some(b':') => return Prose { end, stop },
            Some(b' ') => (end, word) = (stop, stop + 1),
            _ => return Prose { end: stop, stop },
        }
    }
    Prose { end, stop: word }
}

/// What may end a word of prose, or make it none.
static STOPS: Signs = BLANKS.and(b":");

/// Where the first of [`STOPS`] stands in `bytes[from..]`, or else the end of `bytes`. Eight bytes are looked at
/// together: words of prose are short, and a guess at where each ends would often be wrong.
fn stop(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(eight) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        let stops = may_stop(u64::from_le_bytes(*eight));
        if stops == 0 {
            at += 8;
            continue;
        }
        at += stops.trailing_zeros() as usize / 8;
        if STOPS.has(bytes[at]) {
            return at;
        }
        at += 1;
    }
    STOPS.find(bytes, at)
}

/// The highest bit of each of eight bytes that may be one of [`STOPS`]: a blank or another control of ASCII, a colon, or
/// the first byte of any other character.
fn may_stop(eight: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let low = eight & (0x7f * EACH);
    let above_blank = low + (0x7f - 0x20) * EACH;
    let no_colon = (low ^ (0x3a * EACH)) + 0x7f * EACH;
    let first_of_several = eight & (eight << 1);
    (!(above_blank & no_colon) & !eight | first_of_several) & (0x80 * EACH)
}

/// Whether the word at `at` is prose if it has no colon: it begins with no sign of a tag, who or id, and with nothing
/// that opens a quote or bracket.
fn begins_prose(text: &str, at: usize, to: usize) -> bool {
    let Some(first) = text.as_bytes()[..to].get(at) else { return false };
    match first {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' => true,
        // A blank, or a sign that opens.
        first if BLANKS.has(*first) => {
            let char = char_at(text, at);
            !char.is_whitespace() && closer(char).is_none()
        }
        first => !first.is_ascii(),
    }
}

/// The character at `at`, where one begins.
fn char_at(text: &str, at: usize) -> char {
    text[at..].chars().next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_bytes_together_stop_where_one_by_one_does() {
        for byte in 0..=255 {
            for at in 0..20 {
                let mut bytes = [b'a', 0xa9, b'-', b'~', b'!', 0x7f, b'Z', 0x80].repeat(3);
                bytes[at] = byte;
                assert_eq!(stop(&bytes, 1), STOPS.find(&bytes, 1), "{byte} at {at}");
            }
        }
    }
}
