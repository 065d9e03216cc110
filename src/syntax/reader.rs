//! Paragraphs → records: where each starts, and what its words say (format, sections 3 and 5).

use super::begin::{MarkerWord, Start, clinging, lead, marker_at};
use super::blocks::{Inline, Item, Paragraph};
use super::classes::{Class, Classes};
use super::days::Days;
use super::fields::FieldReader;
use super::hidden;
use super::marking::Marking;
use super::memory::Memory;
use super::misplaced;
use super::near::{NearMarker, near_marker};
use super::private::{PRIVATE, is_private, says_private};
use super::record::{Facts, NONE};
use super::records::{Draft, Records};
use super::title;
use super::token::{Token, TokenKind, token};
use super::wide;
use super::words::{WordKind, Words, words};
use crate::diagnostic::Diagnostic;
use crate::model::{KeyNames, Marker, folded, is_id, marker_of};
use crate::text::{Page, Span, line_ends, lines};
use pulldown_cmark::{Event, Tag};

/// Collects the records of one file, paragraph by paragraph.
pub(super) struct Reader<'s> {
    source: Page<'s>,
    /// The source with all that is not read blanked.
    text: &'s str,
    keys: &'s KeyNames,
    /// A line and where it starts, from which the next one's number is counted.
    counted: (u32, usize),
    days: Days<'s>,
    pub problems: Vec<Diagnostic>,
    pub near: Vec<NearMarker>,
    /// The words of the records, if they were asked for.
    pub tokens: Option<Vec<Token>>,
    /// The words of a record, in the memory of those of the one before.
    words: Words<'s, 's>,
    memory: &'s mut Memory,
}

impl<'s> Reader<'s> {
    pub fn new(
        source: Page<'s>,
        text: &'s str,
        keys: &'s KeyNames,
        days: Days<'s>,
        memory: &'s mut Memory,
    ) -> Self {
        memory.clear();
        let words = Words::new(std::mem::take(&mut memory.words));
        Self {
            source,
            text,
            keys,
            counted: (1, 0),
            days,
            problems: Vec::new(),
            near: Vec::new(),
            tokens: None,
            words,
            memory,
        }
    }

    /// Gives each record the span of its list item, which may be known only when the walk is over.
    pub fn items(&mut self, items: &[Item]) {
        let Memory { records, item_of, .. } = &mut *self.memory;
        for (record, item) in item_of.iter().enumerate() {
            if let Some(item) = item.and_then(|item| items.get(item as usize)) {
                records.facts_mut(record).item = item.span;
            }
        }
    }

    /// The records of the page, when all of it was gone over.
    pub fn records(&mut self) -> Records {
        self.memory.words = std::mem::take(&mut self.words.list);
        self.memory.records.take()
    }

    /// Reads one paragraph.
    pub fn paragraph(&mut self, paragraph: &Paragraph<'_, '_>) {
        let text = self.text;
        if let Some(line) = paragraph.line {
            self.counted = (line, paragraph.span.start as usize);
        }
        let classes = Classes::new(paragraph);
        let (from, end) = (paragraph.span.start as usize, paragraph.span.end as usize);
        let end = trimmed_end(text, from, end);
        let mut lines = lines(&text[paragraph.span.range()]);
        let mut next = self.next_start(from, &mut lines, &classes);
        self.prose(paragraph, next.as_ref().map_or(end, |start| start.line), &classes);
        while let Some(start) = next {
            next = self.next_start(from, &mut lines, &classes);
            let to = next.as_ref().map_or(end, |next| next.line);
            let to = start.word.after.max(trimmed_end(text, start.line, to));
            self.record(paragraph, &start, to, &classes);
        }
    }

    /// The first record that starts on one of these lines of the paragraph that begins at `base`.
    fn next_start(
        &mut self,
        base: usize,
        lines: &mut impl Iterator<Item = Span>,
        classes: &Classes,
    ) -> Option<Start> {
        let text = self.text;
        for line in lines {
            let (from, to) = (base + line.start as usize, base + line.end as usize);
            if memchr::memchr(b'#', &text.as_bytes()[from..to]).is_none() {
                continue;
            }
            let lead = lead(text, from, to);
            let is_link = text.as_bytes()[lead.at..to.max(lead.at)].starts_with(b"[#");
            if is_link && classes.at(lead.at) == Class::Link {
                if let Some(word) = marker_at(text, lead.at + 1) {
                    self.problems.push(hidden::told(self.source, word.span, "a link"));
                }
                continue;
            }
            if text.as_bytes().get(lead.at) != Some(&b'#') || lead.at >= to {
                if let Some(word) = clinging(text, lead.at, to).filter(|_| classes.at(lead.at) == Class::Text)
                {
                    self.problems.push(misplaced::clinging(self.source, word.span));
                }
                continue;
            }
            let Some(word) = marker_at(text, lead.at) else { continue };
            match classes.at(lead.at) {
                Class::Link => self.problems.push(hidden::told(self.source, word.span, "a link")),
                Class::Html => self.problems.push(hidden::told(self.source, word.span, "HTML")),
                Class::Code => {}
                Class::Markup | Class::Text => return Some(Start { line: from, lead, word }),
            }
        }
        None
    }

    /// The part of a paragraph before its first record: only its tags are of interest.
    fn prose(&mut self, paragraph: &Paragraph<'_, '_>, to: usize, classes: &Classes) {
        let text = self.text;
        let from = paragraph.span.start as usize;
        if to <= from || memchr::memchr(b'#', &text.as_bytes()[from..to]).is_none() {
            return;
        }
        let first = lead(text, from, to).at;
        self.words.clear();
        words(text, from, to, classes, self.keys, &mut self.words);
        for at in 0..self.words.list.len() {
            if let WordKind::Tag(span) = self.words.list[at].kind {
                let counts = |marker| matches!(marker, Marker::Ask | Marker::Answer(_));
                if is_private(name_of(text, span)) {
                    self.problems.push(misplaced::private(self.source, span));
                    continue;
                }
                let begins_item = paragraph.starts_item && span.start as usize == first;
                self.look_at_tag(span, &folded(name_of(text, span)), begins_item, None, &counts);
            }
        }
    }

    /// Tells of a tag (whose name in lower case is `tag`) that is one of the markers that are `told` where they do not
    /// begin their line, or nearly one. Gives whether it is a marker.
    fn look_at_tag(
        &mut self,
        span: Span,
        tag: &str,
        begins_item: bool,
        record: Option<Marker>,
        told: &dyn Fn(Marker) -> bool,
    ) -> bool {
        if self.memory.far.contains(tag) {
            return false;
        }
        let word = tag.split_once('/').map_or(tag, |(word, _)| word);
        let name = name_of(self.text, span);
        let length = name.split_once('/').map_or(name, |(word, _)| word).len();
        if marker_of(word).is_some() {
            // Letters that are no ASCII may turn into some in lower case, and make no marker.
            if marker_of(&name[..length]).is_some_and(told) {
                self.problems.push(misplaced::marker(self.source, self.text, span, record));
            }
            return true;
        }
        if let Some(meant) = near_marker(word) {
            let span = Span::new(span.start as usize, span.start as usize + 1 + length);
            self.near.push(NearMarker { span, word: word.into(), meant, begins_item });
        } else {
            self.memory.far.insert(tag);
        }
        false
    }

    fn record(&mut self, paragraph: &Paragraph<'_, '_>, start: &Start, to: usize, classes: &Classes) {
        let text = self.text;
        let marking = Marking::read(self.source, text, start, to, classes, &mut self.problems);
        let Marking { marker, on_the_spot, second, span_of_days, after: from } = marking;
        self.words.clear();
        words(text, from, to, classes, self.keys, &mut self.words);
        let mut fields = FieldReader::new(self.source, self.keys, marker, on_the_spot);
        let pair = second.filter(|_| on_the_spot.is_some());
        self.memory.said.clear();
        self.tag_part(start.word);
        if let Some(second) = pair {
            self.tag_part(second);
        }
        let id_word = self.say(&mut fields);
        if !fields.problems.is_empty() {
            self.problems.append(&mut fields.problems);
        }
        self.signs(start.word.span.end as usize, to, classes);
        // An ask refers with `re:` alone: a link in it may lead anywhere.
        let refers = matches!(marker, Marker::Step | Marker::Answer(_) | Marker::Lesson);
        // Only the record's own inlines are gone over, or many stacked records would take ever longer.
        let inlines = between(paragraph.inlines, start.line, to);
        let link = linked_id(from, to, inlines).filter(|_| refers);
        let reference = link.as_ref().filter(|_| fields.re.is_none()).map(|(_, span)| *span);
        let line = self.line_of(start.line);
        let defines = matches!(marker, Marker::Ask | Marker::Plan);
        let id = id_word.filter(|_| defines).map(|span| (name_of(text, span), span));
        if self.tokens.is_some() {
            let link = link.as_ref().map(|(id, span)| (&**id, *span));
            self.words_of(start, second, id.map(|(_, span)| span), link);
        }
        let first = start.word.span;
        let mut facts = Facts::new(marker, Span::new(first.start as usize, to), first.end, line);
        facts.on_the_spot = on_the_spot;
        facts.private = self.memory.said.private;
        facts.public = self.memory.said.public;
        facts.above = self.above(paragraph).unwrap_or(NONE);
        facts.own_date = start.lead.date.map_or(NONE, |(_, span)| span.start);
        let own = start.lead.date.map(|(day, _)| day);
        let dated = &mut self.memory.dated;
        let settled =
            self.days.settle(&mut facts, dated, own, paragraph.section, span_of_days, &mut self.problems);
        let is_dated = start.lead.date.is_some() || matches!(marker, Marker::Review | Marker::Rest);
        if !is_dated && misplaced::may_be_date(&text.as_bytes()[from..to]) {
            self.problems.extend(misplaced::date(self.source, first.start as usize, from, to, facts.day));
        }
        self.memory.place(paragraph.item);
        let re = fields.re.as_ref().map(|(id, span)| (&**id, *span));
        let is_plain = paragraph.plain.is_some();
        let words = &self.words.list;
        let title = title::Said { span: Span::new(from, to), is_plain, words, id: id_word, reference };
        let Memory { records, titles, said, .. } = &mut *self.memory;
        records.push(
            Draft {
                facts,
                title: titles.title(text, inlines, &title),
                tags: &said.tags,
                whos: &said.whos,
                who_starts: &said.who_starts,
                id,
                re: re.or(link.as_ref().map(|(id, span)| (&**id, *span))),
                checkbox: start.lead.checkbox,
                span_of_days: settled.span_of_days,
                inherited: settled.inherited,
            },
            fields.values,
        );
    }

    /// Notes the tag behind a marker.
    fn tag_part(&mut self, word: MarkerWord) {
        let Some(part) = word.tag else { return };
        let tag = folded(&self.text[part.range()]);
        if marker_of(tag.split('/').next().unwrap_or(&tag)).is_some() {
            self.problems.push(misplaced::behind_marker(self.source, word.span, part));
        }
        self.memory.said.tag_part(&tag);
    }

    /// Notes what the words of a record say. Gives the word that may define its id.
    fn say(&mut self, fields: &mut FieldReader<'s, 's, 's>) -> Option<Span> {
        let text = self.text;
        let mut id_word = None;
        let count = self.words.list.len();
        for at in 0..count {
            match self.words.list[at].kind {
                WordKind::Prose => {}
                WordKind::Tag(span) => {
                    let tag = folded(name_of(text, span));
                    if tag == "public" && self.is_key(span) {
                        self.problems.push(misplaced::public(self.source, span));
                    } else if !self.look_at_tag(span, &tag, false, Some(fields.marker), &|_| true) {
                        self.memory.said.tag(&tag);
                    }
                }
                WordKind::Who(span) => self.memory.said.who(name_of(text, span), span),
                WordKind::Id(span) if self.ends_at(at) => id_word = Some(span),
                WordKind::Id(span) => self.problems.push(misplaced::id(self.source, span, fields.marker)),
                WordKind::Key(index) => fields.read(self.words.key(index)),
                WordKind::Unknown(index) => {
                    let word = self.words.key(index);
                    self.memory.said.private |= says_private(&text[word.name.range()], &word.value);
                    fields.read(word);
                }
            }
        }
        // Other words were to be shown, and are not there: then none are.
        self.memory.said.public &= !fields.lacks_public_words();
        id_word
    }

    /// Whether `#public` is written as if it were a key: `#public:"other words"`.
    fn is_key(&self, tag: Span) -> bool {
        let after = self.text[tag.end as usize..].chars().next();
        after.is_some_and(|after| matches!(after, ':' | '=' | '(' | '"' | '“' | '„'))
    }

    /// Whether nothing comes after a word of the record but who may see it.
    fn ends_at(&self, word: usize) -> bool {
        self.words.list[word + 1..].iter().all(|word| match word.kind {
            WordKind::Tag(span) => {
                let name = name_of(self.text, span);
                name.eq_ignore_ascii_case("public") || name.eq_ignore_ascii_case(PRIVATE)
            }
            _ => false,
        })
    }

    /// Looks at the signs in a record wherever they stand: a `#private` that clings to another word is no tag, and meant all
    /// the same; and so may a wide sign be.
    fn signs(&mut self, from: usize, to: usize, classes: &Classes) {
        let bytes = self.text.as_bytes();
        let (mut private, mut wide) = (false, false);
        for at in memchr::memchr2_iter(b'#', wide::FIRST, &bytes[from..to]).map(|at| from + at) {
            if bytes[at] == wide::FIRST {
                wide = true;
            } else if is_private(&self.text[at + 1..to]) {
                private |= classes.at(at) == Class::Text && bytes[at - 1] != b'\\';
            }
        }
        if wide {
            self.problems.extend(wide::in_record(self.source, self.text, (from, to), classes, self.keys));
            private |= wide::has_private(&self.text[from..to]);
        }
        self.memory.said.private |= private;
    }

    /// The number of the line that starts at `start`. Records come in order of place.
    fn line_of(&mut self, start: usize) -> u32 {
        let (line, from) = self.counted;
        if from == start {
            return line;
        }
        let between = self.source.text.get(from..start).unwrap_or_default();
        let line = line + line_ends(between);
        self.counted = (line, start);
        line
    }

    /// Notes the words of the record that is being read.
    fn words_of(
        &mut self,
        start: &Start,
        second: Option<MarkerWord>,
        id: Option<Span>,
        link: Option<(&str, Span)>,
    ) {
        let record = self.memory.records.len() as u32;
        let Some(tokens) = &mut self.tokens else { return };
        let mut put = |kind, span: Span, name: Span| tokens.push(Token { record, kind, span, name });
        if let Some((_, span)) = start.lead.checkbox {
            put(TokenKind::Checkbox, span, span);
        }
        if let Some((_, span)) = start.lead.date {
            put(TokenKind::Date, span, span);
        }
        for word in std::iter::once(start.word).chain(second) {
            let end = word.tag.map_or(word.span.end, |tag| tag.start - 1);
            let marker = Span { start: word.span.start, end };
            put(TokenKind::Marker, marker, Span { start: marker.start + 1, end });
            if let Some(tag) = word.tag {
                put(TokenKind::Tag, tag, tag);
            }
        }
        if let Some((name, span)) = link {
            let end = self.source.text[span.range()].rfind(name).map(|at| at + name.len());
            let end = span.start as usize + end.unwrap_or(0);
            put(TokenKind::Link, span, Span::new(end.saturating_sub(name.len()), end));
        }
        let words = &self.words;
        tokens.extend(words.list.iter().filter_map(|word| token(record, words, word, id)));
    }

    /// The last record above in the same list item, or in the nearest item around that has one.
    fn above(&self, paragraph: &Paragraph<'_, '_>) -> Option<u32> {
        let mut item = paragraph.item;
        while let Some(here) = item {
            if let Some(last) = self.memory.last_in(here) {
                return Some(last);
            }
            item = paragraph.items[here as usize].parent;
        }
        None
    }
}

/// Where `text[from..to]` ends without the white space at its end.
fn trimmed_end(text: &str, from: usize, to: usize) -> usize {
    let ends_in_words = to > from && text.as_bytes()[to - 1].is_ascii_graphic();
    if ends_in_words { to } else { from + text[from..to].trim_end().len() }
}

/// A tag, who or id without its sign.
fn name_of(text: &str, span: Span) -> &str {
    &text[span.start as usize + 1..span.end as usize]
}

/// The inlines that start in `text[from..to]`, of some in order of place.
fn between<'e, 'a>(inlines: &'e [Inline<'a>], from: usize, to: usize) -> &'e [Inline<'a>] {
    let first = inlines.partition_point(|(_, range)| range.start < from);
    let last = inlines.partition_point(|(_, range)| range.start < to);
    &inlines[first..last.max(first)]
}

/// The id in the target of the first link that ends in `#^id`.
fn linked_id(from: usize, to: usize, inlines: &[Inline<'_>]) -> Option<(Box<str>, Span)> {
    inlines.iter().filter(|(_, range)| from <= range.start && range.end <= to).find_map(|(event, range)| {
        let Event::Start(Tag::Link { dest_url, .. }) = event else { return None };
        let (_, fragment) = dest_url.rsplit_once('#')?;
        let id = fragment
            .strip_prefix('^')
            .or_else(|| fragment.strip_prefix("%5E"))
            .or_else(|| fragment.strip_prefix("%5e"))?;
        is_id(id).then(|| (id.into(), Span::new(range.start, range.end)))
    })
}
