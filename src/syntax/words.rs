//! The words of a record: tags, whos, keys, an id, and prose (format, section 5).

use super::begin::tag_end;
use super::blocks::Paragraph;
use super::signs::BLANKS;
use crate::model::{KeyNames, NamedKey, is_id, is_name_char};
use crate::text::Span;
use pulldown_cmark::{Event, Tag};
use std::borrow::Cow;

/// What the bytes of a paragraph are to the words in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Signs of emphasis, backslashes of escapes, indentation: what no reader sees.
    Markup,
    Text,
    /// Code spans.
    Code,
    /// Links and images, with their texts and targets.
    Link,
    /// HTML and references to footnotes.
    Html,
}

impl Class {
    /// Whether no word is read in it.
    pub fn is_opaque(self) -> bool {
        matches!(self, Self::Code | Self::Link | Self::Html)
    }
}

/// The classes of a paragraph's bytes.
pub(super) enum Classes {
    /// All within the span is text; blanks in it may be told as text too.
    Plain(Span),
    /// The class of each byte from `base` on.
    Mixed { base: usize, classes: Vec<Class> },
}

impl Classes {
    pub fn new(paragraph: &Paragraph<'_, '_>) -> Self {
        let (span, inlines) = (paragraph.span, paragraph.inlines);
        if paragraph.is_plain {
            let start = inlines.first().map_or(span.start as usize, |(_, range)| range.start);
            return Self::Plain(Span::new(start, span.end as usize));
        }
        let base = span.start as usize;
        let mut classes = vec![Class::Markup; span.range().len()];
        let mut opaque_until = 0;
        for (event, range) in inlines {
            let class = match event {
                Event::Text(_) => Class::Text,
                Event::Code(_) => Class::Code,
                Event::Start(Tag::Link { .. } | Tag::Image { .. }) => Class::Link,
                Event::InlineHtml(_) | Event::FootnoteReference(_) => Class::Html,
                _ => continue,
            };
            // The start of a link comes before what is in it, and covers it.
            let start = range.start.max(opaque_until).saturating_sub(base);
            let end = range.end.saturating_sub(base).min(classes.len());
            classes.get_mut(start..end).into_iter().for_each(|covered| covered.fill(class));
            if class.is_opaque() {
                opaque_until = opaque_until.max(range.end);
            }
        }
        Self::Mixed { base, classes }
    }

    /// The class of the byte at `offset` of the text.
    pub fn at(&self, offset: usize) -> Class {
        match self {
            Self::Plain(text) if text.contains(offset) => Class::Text,
            Self::Plain(_) => Class::Markup,
            Self::Mixed { base, classes } => {
                offset.checked_sub(*base).and_then(|at| classes.get(at)).copied().unwrap_or(Class::Markup)
            }
        }
    }

    fn is_opaque(&self, offset: usize) -> bool {
        matches!(self, Self::Mixed { .. }) && self.at(offset).is_opaque()
    }
}

/// A word, with all that belongs to it between two blanks.
#[derive(Debug)]
pub(super) struct Word<'t, 'k> {
    /// With its emphasis, brackets and punctuation.
    pub whole: Span,
    pub kind: WordKind<'t, 'k>,
}

/// What a word is.
#[derive(Debug)]
pub(super) enum WordKind<'t, 'k> {
    Prose,
    /// `#` and the tag.
    Tag(Span),
    /// `@` and the who.
    Who(Span),
    /// `^` and something in the form of an id.
    Id(Span),
    /// `key:value` with a key that is known.
    Key(NamedKey<'k>, KeyWord<'t>),
    /// `name:value` with a name that is not.
    Unknown(KeyWord<'t>),
}

/// A word in the form `key:value`.
#[derive(Debug)]
pub(super) struct KeyWord<'t> {
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
    found: &mut Vec<Word<'t, 'k>>,
) {
    let reader = Reader { text, to, classes, keys };
    let mut at = from;
    while let Some(char) = reader.char(at) {
        if char.is_whitespace() && !classes.is_opaque(at) {
            at += char.len_utf8();
            continue;
        }
        let end = reader.word_end(at);
        // Most words are prose, and have no colon.
        if char.is_alphanumeric() && !text.as_bytes()[at..end].contains(&b':') {
            found.push(Word { whole: Span::new(at, end), kind: WordKind::Prose });
            at = end;
            continue;
        }
        let word = reader.word(at, end);
        at = (word.whole.end as usize).max(at + char.len_utf8());
        found.push(word);
    }
}

struct Reader<'t, 'c, 'k> {
    text: &'t str,
    to: usize,
    classes: &'c Classes,
    keys: &'k KeyNames,
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

    /// The word at `start`, whose run of non-blank bytes ends at `end`.
    fn word(&self, start: usize, end: usize) -> Word<'t, 'k> {
        let whole = |end| Span::new(start, end);
        let prose = Word { whole: whole(end), kind: WordKind::Prose };
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
        if let Some(bracket) = bracket
            && let Some(word) = self.field(start, at, bracket)
        {
            return word;
        }
        if self.is_blank(at) || self.classes.at(at) != Class::Text {
            return prose;
        }
        match self.char(at) {
            Some('#') => match tag_end(self.upto(end), at).map(|tag| self.text_end(at, tag)) {
                Some(tag) => Word { whole: whole(end), kind: WordKind::Tag(Span::new(at, tag)) },
                None => prose,
            },
            Some('@') => match self.who_end(at) {
                Some(who) => Word { whole: whole(end), kind: WordKind::Who(Span::new(at, who)) },
                None => prose,
            },
            Some('^') => match self.id_end(at, end) {
                Some(id) => Word { whole: whole(end), kind: WordKind::Id(Span::new(at, id)) },
                None => prose,
            },
            Some(char) if char.is_alphabetic() => self.key(start, at, &openers).unwrap_or(prose),
            _ => prose,
        }
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
        let id =
            is_id(&self.text[at + 1..stop]) && !rest.chars().any(|char| is_name_char(char) && char != '_');
        id.then_some(stop)
    }

    /// The end of the name of a key at `at`, if a colon that no backslash takes away follows it.
    fn name_end(&self, at: usize) -> Option<usize> {
        let first = self.char(at)?;
        let end = self.skip(at, |at, char| self.classes.at(at) == Class::Text && is_name_char(char));
        first.is_alphabetic().then_some(end)
    }

    fn key(&self, start: usize, at: usize, openers: &[char]) -> Option<Word<'t, 'k>> {
        let name_end = self.name_end(at)?;
        if self.char(name_end) != Some(':') || self.char(name_end + 1) == Some(':') {
            return None;
        }
        let name = Span::new(at, name_end);
        let value_at = name_end + 1;
        let (keyword, whole_end) = match self.char(value_at).filter(|char| is_double_quote(*char)) {
            Some(quote) => self.quoted(name, value_at, quote),
            None => self.bare(name, value_at, openers),
        };
        let kind = self.named(keyword);
        Some(Word { whole: Span::new(start, whole_end), kind })
    }

    fn named(&self, keyword: KeyWord<'t>) -> WordKind<'t, 'k> {
        match self.keys.find(&self.text[keyword.name.range()]) {
            Some(key) => WordKind::Key(key, keyword),
            None => WordKind::Unknown(keyword),
        }
    }

    fn bare(&self, name: Span, value_at: usize, openers: &[char]) -> (KeyWord<'t>, usize) {
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
        let value_span = Span::new(value_at, stop);
        let value = unescaped(&self.text[value_span.range()]);
        (KeyWord { span: name.to(value_span), name, value_span, value, unclosed: false }, end)
    }

    fn quoted(&self, name: Span, quote_at: usize, quote: char) -> (KeyWord<'t>, usize) {
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
                return (KeyWord { span, name, value_span, value, unclosed: false }, self.word_end(after));
            }
            at += char.len_utf8();
        }
        let end = self.word_end(quote_at);
        let value_span = Span::new(value_at.min(end), end);
        let span = Span::new(name.start as usize, end);
        (KeyWord { span, name, value_span, value: Cow::Borrowed(""), unclosed: true }, end)
    }

    /// `[key:: value]` or `(key:: value)`, whose bracket ends just before `at`.
    fn field(&self, start: usize, at: usize, bracket: char) -> Option<Word<'t, 'k>> {
        let blank = |at: usize| self.skip(at, |_, char| char.is_whitespace());
        let name_at = blank(at);
        let name_end = self.name_end(name_at)?;
        let colons = blank(name_end);
        if self.text.get(colons..self.to)?.get(..2) != Some("::") {
            return None;
        }
        let closing = closer(bracket)?;
        let name = Span::new(name_at, name_end);
        let value_at = blank(colons + 2);
        let end = value_at + self.text.get(value_at..self.to)?.find(closing)?;
        let raw = self.text[value_at..end].trim_end();
        let inner = match raw.chars().next().filter(|char| is_double_quote(*char)) {
            Some(quote) => raw[quote.len_utf8()..].strip_suffix(|char| closes(quote, char)).unwrap_or(raw),
            None => raw,
        };
        let value = Cow::Owned(unescaped(inner).split_whitespace().collect::<Vec<_>>().join(" "));
        let value_span = Span::new(value_at, value_at + raw.len());
        let keyword = KeyWord { span: name.to(value_span), name, value_span, value, unclosed: false };
        let whole = Span::new(start, self.word_end(end));
        match self.named(keyword) {
            // What other tools keep in such brackets is theirs: prose.
            kind @ (WordKind::Key(..) | WordKind::Unknown(_)) => Some(Word { whole, kind }),
            _ => None,
        }
    }
}

/// The sign that closes what `opener` opens.
fn closer(opener: char) -> Option<char> {
    Some(match opener {
        '(' => ')',
        '[' => ']',
        '{' => '}',
        '"' => '"',
        '\'' => '\'',
        '“' | '„' => '”',
        '‘' | '‚' => '’',
        '«' => '»',
        '‹' => '›',
        _ => return None,
    })
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
