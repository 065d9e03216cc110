//! The words of a record: tags, whos, keys, an id, and prose (format, section 5).

use super::begin::tag_end;
use super::classes::{Class, Classes};
use super::signs::{BLANKS, closer};
use super::tame::tame;
use crate::model::{KeyNames, NamedKey, is_id, is_name_char};
use crate::text::Span;
use std::borrow::Cow;
use std::cell::Cell;

/// The words of a stretch of text.
#[derive(Default)]
pub(super) struct Words<'t, 'k> {
    /// In order of place; where nothing is hidden, words of prose that one blank parts are one.
    pub list: Vec<Word>,
    /// Those in the form `key:value`.
    keys: Vec<KeyWord<'t, 'k>>,
}

impl<'t, 'k> Words<'t, 'k> {
    /// To be read into the memory of those in `list`.
    pub fn new(list: Vec<Word>) -> Self {
        Self { list, keys: Vec::new() }
    }

    pub fn clear(&mut self) {
        self.list.clear();
        self.keys.clear();
    }

    /// What a word of [`WordKind::Key`] or [`WordKind::Unknown`] says.
    pub fn key(&self, index: u32) -> &KeyWord<'t, 'k> {
        &self.keys[index as usize]
    }

    pub fn push(&mut self, whole: Span, kind: WordKind) {
        self.list.push(Word { whole, kind });
    }

    pub fn push_key(&mut self, whole: Span, word: KeyWord<'t, 'k>) {
        let index = self.keys.len() as u32;
        let kind = if word.key.is_some() { WordKind::Key(index) } else { WordKind::Unknown(index) };
        self.keys.push(word);
        self.push(whole, kind);
    }
}

/// A word, with all that belongs to it between two blanks.
#[derive(Debug)]
pub(super) struct Word {
    /// With its emphasis, brackets and punctuation.
    pub whole: Span,
    pub kind: WordKind,
}

/// What a word is.
#[derive(Debug, Clone, Copy)]
pub(super) enum WordKind {
    Prose,
    /// `#` and the tag.
    Tag(Span),
    /// `@` and the who.
    Who(Span),
    /// `^` and something in the form of an id.
    Id(Span),
    /// `key:value` with a key that is known: [`Words::key`] tells it.
    Key(u32),
    /// `name:value` with a name that is not.
    Unknown(u32),
}

/// A word in the form `key:value`.
#[derive(Debug)]
pub(super) struct KeyWord<'t, 'k> {
    /// The key, if it is known.
    pub key: Option<NamedKey<'k>>,
    /// Key and value, without brackets around and punctuation after.
    pub span: Span,
    pub name: Span,
    /// The value as it stands in the text, without quotes.
    pub value_span: Span,
    pub value: Cow<'t, str>,
    /// A quote that opens it and is never closed.
    pub unclosed: bool,
}

/// Splits `text[from..to]` at white space, reads each word and adds it to `found`.
pub(super) fn words<'t, 'k>(
    text: &'t str,
    from: usize,
    to: usize,
    classes: &Classes,
    keys: &'k KeyNames,
    found: &mut Words<'t, 'k>,
) {
    let reader = Reader { text, to, classes, keys, never_closed: Cell::new(None) };
    let is_plain = matches!(classes, Classes::Plain(span) if span.start as usize <= from);
    let mut at = from;
    while let Some(char) = reader.char(at) {
        if is_plain {
            if char == ' ' {
                at += 1;
                continue;
            }
            if let Some(end) = tame(text, at, to, keys, found) {
                at = end;
                continue;
            }
        }
        if char.is_whitespace() && !classes.is_opaque(at) {
            at += char.len_utf8();
            continue;
        }
        let end = reader.word_end(at);
        // Most words are prose, and have no colon.
        if char.is_alphanumeric() && !text.as_bytes()[at..end].contains(&b':') {
            found.push(Span::new(at, end), WordKind::Prose);
            at = end;
            continue;
        }
        let end = reader.word(at, end, found);
        at = end.max(at + char.len_utf8());
    }
}

struct Reader<'t, 'c, 'k> {
    text: &'t str,
    to: usize,
    classes: &'c Classes,
    keys: &'k KeyNames,
    /// A bracket that nothing closes from here on.
    never_closed: Cell<Option<char>>,
}

impl<'t, 'k> Reader<'t, '_, 'k> {
    fn char(&self, at: usize) -> Option<char> {
        if at >= self.to {
            return None;
        }
        match self.text.as_bytes().get(at)? {
            byte if byte.is_ascii() => Some(char::from(*byte)),
            _ => self.text.get(at..self.to)?.chars().next(),
        }
    }

    fn is_blank(&self, at: usize) -> bool {
        self.char(at).is_none_or(|char| char.is_whitespace() && !self.classes.is_opaque(at))
    }

    fn skip(&self, mut at: usize, skipped: impl Fn(usize, char) -> bool) -> usize {
        while let Some(char) = self.char(at) {
            if !skipped(at, char) {
                break;
            }
            at += char.len_utf8();
        }
        at
    }

    /// The end of the run of non-blank bytes at `at`.
    fn word_end(&self, at: usize) -> usize {
        let bytes = self.text.as_bytes().get(..self.to).unwrap_or_default();
        let mut end = BLANKS.find(bytes, at);
        while let Some(char) = self.char(end) {
            if char.is_whitespace() && !self.classes.is_opaque(end) {
                break;
            }
            end = BLANKS.find(bytes, end + char.len_utf8());
        }
        end
    }

    /// Adds the word at `start`, whose run of non-blank bytes ends at `end`, and gives its end.
    fn word(&self, start: usize, end: usize, found: &mut Words<'t, 'k>) -> usize {
        let mut openers = Vec::new();
        let mut at = start;
        while let Some(char) = self.char(at).filter(|char| !char.is_ascii_alphanumeric()) {
            if self.classes.is_opaque(at) {
                break;
            }
            if closer(char).is_some() {
                openers.push(char);
            } else if !matches!(char, '*' | '_' | '~') {
                break;
            }
            at += char.len_utf8();
        }
        // `[ key:: value ]` may have a blank after its bracket.
        let bracket = openers.last().copied().filter(|opener| matches!(opener, '[' | '('));
        let field = bracket.and_then(|bracket| self.field(at, bracket));
        let is_text = || !self.is_blank(at) && self.classes.at(at) == Class::Text;
        let sign = self.char(at).filter(|_| field.is_none() && is_text());
        let key =
            field.or_else(|| sign.filter(|sign| sign.is_alphabetic()).and_then(|_| self.key(at, &openers)));
        if let Some((key, end)) = key {
            found.push_key(Span::new(start, end), key);
            return end;
        }
        let kind = match sign {
            Some('#') => {
                let tag = tag_end(self.upto(end), at).map(|tag| self.text_end(at, tag));
                tag.map(|tag| WordKind::Tag(Span::new(at, tag)))
            }
            Some('@') => self.who_end(at).map(|who| WordKind::Who(Span::new(at, who))),
            Some('^') => self.id_end(at, end).map(|id| WordKind::Id(Span::new(at, id))),
            _ => None,
        };
        found.push(Span::new(start, end), kind.unwrap_or(WordKind::Prose));
        end
    }

    /// How far behind `at` the bracket is closed that was opened before it: other such pairs may stand in between. Where
    /// they do not match, the first closes it.
    fn closing(&self, at: usize, bracket: char) -> Option<usize> {
        // A record with thousands of brackets that nothing closes is not looked through for each.
        if self.never_closed.get() == Some(bracket) {
            return None;
        }
        let text = self.text.get(at..self.to)?;
        let closing = closer(bracket)?;
        let Some(first) = text.find(closing) else {
            self.never_closed.set(Some(bracket));
            return None;
        };
        let mut open = 1;
        let matching = text.char_indices().find(|(_, char)| {
            open += i32::from(*char == bracket) - i32::from(*char == closing);
            open == 0
        });
        Some(matching.map_or(first, |(at, _)| at))
    }

    /// A word in the form `key:value`.
    fn keyed(&self, span: Span, name: Span, value_span: Span, value: Cow<'t, str>) -> KeyWord<'t, 'k> {
        let key = self.keys.find(&self.text[name.range()]);
        KeyWord { key, span, name, value_span, value, unclosed: false }
    }

    fn upto(&self, end: usize) -> &str {
        &self.text[..end]
    }

    /// `end`, or where the first byte after `at` that is no text comes before it.
    fn text_end(&self, at: usize, end: usize) -> usize {
        (at..end).find(|offset| self.classes.at(*offset) != Class::Text).unwrap_or(end)
    }

    fn who_end(&self, at: usize) -> Option<usize> {
        let first = self.char(at + 1)?;
        if !first.is_alphanumeric() {
            return None;
        }
        let end = self.skip(at + 1, |at, char| {
            self.classes.at(at) == Class::Text && (is_name_char(char) || char == '.')
        });
        let name = self.text[at + 1..end].trim_end_matches('.');
        Some(at + 1 + name.len())
    }

    fn id_end(&self, at: usize, end: usize) -> Option<usize> {
        let stop = self.skip(at + 1, |_, char| char.is_ascii_alphanumeric() || char == '-');
        let rest = &self.text[stop..end];
        // `[^1]` is the sign of a footnote, be it on this page or lost.
        let is_footnote = self.text[..at].ends_with('[') && rest.starts_with(']');
        let id =
            is_id(&self.text[at + 1..stop]) && !rest.chars().any(|char| is_name_char(char) && char != '_');
        (id && !is_footnote).then_some(stop)
    }

    /// The end of the name of a key at `at`, if a colon that no backslash takes away follows it.
    fn name_end(&self, at: usize) -> Option<usize> {
        let first = self.char(at)?;
        let end = self.skip(at, |at, char| self.classes.at(at) == Class::Text && is_name_char(char));
        first.is_alphabetic().then_some(end)
    }

    /// The key at `at`, and the end of its word.
    fn key(&self, at: usize, openers: &[char]) -> Option<(KeyWord<'t, 'k>, usize)> {
        let name_end = self.name_end(at)?;
        if self.char(name_end) != Some(':') || self.char(name_end + 1) == Some(':') {
            return None;
        }
        let name = Span::new(at, name_end);
        let value_at = name_end + 1;
        Some(match self.char(value_at).filter(|char| is_double_quote(*char)) {
            Some(quote) => self.quoted(name, value_at, quote),
            None => self.bare(name, value_at, openers),
        })
    }

    fn bare(&self, name: Span, value_at: usize, openers: &[char]) -> (KeyWord<'t, 'k>, usize) {
        let end = self.word_end(value_at);
        let mut stop = end;
        let mut closers: Vec<char> = openers.iter().filter_map(|opener| closer(*opener)).collect();
        while let Some(last) = self.text[value_at..stop].chars().next_back() {
            let at = stop - last.len_utf8();
            let is_markup = self.classes.at(at) == Class::Markup && last != '\\';
            if is_markup || matches!(last, ',' | '.' | ';' | ':' | '!' | '?') {
                stop = at;
            } else if let Some(closing) = closers.iter().rposition(|closer| *closer == last) {
                closers.remove(closing);
                stop = at;
            } else {
                break;
            }
        }
        let is_markup = |at: usize, char: char| char != '\\' && self.classes.at(at) == Class::Markup;
        let value_span = Span::new(self.skip(value_at, is_markup).min(stop), stop);
        let value = unescaped(&self.text[value_span.range()]);
        (self.keyed(name.to(value_span), name, value_span, value), end)
    }

    fn quoted(&self, name: Span, quote_at: usize, quote: char) -> (KeyWord<'t, 'k>, usize) {
        let value_at = quote_at + quote.len_utf8();
        let mut at = value_at;
        while let Some(char) = self.char(at) {
            if char == '\\' {
                at += 1;
                at += self.char(at).map_or(0, char::len_utf8);
                continue;
            }
            if closes(quote, char) {
                let value_span = Span::new(value_at, at);
                let after = at + char.len_utf8();
                let words = unescaped(&self.text[value_span.range()]);
                let value = Cow::Owned(words.split_whitespace().collect::<Vec<_>>().join(" "));
                let span = Span::new(name.start as usize, after);
                return (self.keyed(span, name, value_span, value), self.word_end(after));
            }
            at += char.len_utf8();
        }
        let end = self.word_end(quote_at);
        let value_span = Span::new(value_at.min(end), end);
        let span = Span::new(name.start as usize, end);
        (KeyWord { unclosed: true, ..self.keyed(span, name, value_span, Cow::Borrowed("")) }, end)
    }

    /// `[key:: value]` or `(key:: value)`, whose bracket ends just before `at`, and the end of its word.
    fn field(&self, at: usize, bracket: char) -> Option<(KeyWord<'t, 'k>, usize)> {
        let blank = |at: usize| self.skip(at, |_, char| char.is_whitespace());
        let name_at = blank(at);
        let name_end = self.name_end(name_at)?;
        let colons = blank(name_end);
        if self.text.get(colons..self.to)?.get(..2) != Some("::") {
            return None;
        }
        let name = Span::new(name_at, name_end);
        let value_at = blank(colons + 2);
        let end = value_at + self.closing(value_at, bracket)?;
        let raw = self.text[value_at..end].trim_end();
        let inner = match raw.chars().next().filter(|char| is_double_quote(*char)) {
            Some(quote) => raw[quote.len_utf8()..].strip_suffix(|char| closes(quote, char)).unwrap_or(raw),
            None => raw,
        };
        let value = Cow::Owned(unescaped(inner).split_whitespace().collect::<Vec<_>>().join(" "));
        let value_span = Span::new(value_at, value_at + raw.len());
        Some((self.keyed(name.to(value_span), name, value_span, value), self.word_end(end)))
    }
}

fn is_double_quote(char: char) -> bool {
    matches!(char, '"' | '“' | '”' | '„')
}

fn closes(quote: char, char: char) -> bool {
    if quote == '"' { char == '"' } else { matches!(char, '“' | '”') }
}

/// A backslash before a sign of ASCII is no part of the text.
fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        let escaped = if char == '\\' { chars.next_if(char::is_ascii_punctuation) } else { None };
        plain.push(escaped.unwrap_or(char));
    }
    Cow::Owned(plain)
}
