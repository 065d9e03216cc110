//! What may be written at the cursor: markers with a filled-in line, ids, whos, tags, keys, values, dates.

use super::page::Page;
use super::trial::{Begun, Inside, begun, inside};
use super::value::{self, Value};
use super::words;
use crate::author;
use crate::book::Ask;
use crate::model::{Answer, Key, Marker, NamedKey, fold, is_name_char};
use crate::text::Span;
use std::collections::HashMap;

/// Something that may be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What is shown in the list.
    pub label: String,
    /// What is shown beside it.
    pub detail: String,
    /// What it is.
    pub kind: CompletionKind,
    /// What it replaces: the word before the cursor.
    pub span: Span,
    /// What is written.
    pub pieces: Vec<Piece>,
    /// What the letters typed so far are compared with.
    pub filter: String,
}

/// A piece of a filled-in text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// It is written as it is.
    Text(String),
    /// A place where the writer goes on, with an example.
    Stop(&'static str),
}

/// What is completed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CompletionKind {
    /// A marker.
    Marker,
    /// A whole line.
    Line,
    /// An id.
    Id,
    /// A who.
    Who,
    /// A tag.
    Tag,
    /// A key.
    Key,
    /// A value.
    Value,
    /// A date.
    Date,
}

/// So many are enough to pick from; more letters bring others.
const ENOUGH: usize = 100;

/// What may be written at `offset`, the likeliest first, and whether more letters would bring others.
pub fn complete(page: &Page<'_>, offset: usize) -> (Vec<Completion>, bool) {
    let Some(word) = Word::before(page, offset) else { return (Vec::new(), false) };
    let mut found = word.completions();
    let typed = fold(page.slice(word.span));
    let typed = typed.rsplit(':').next().unwrap_or_default();
    if found.len() > ENOUGH {
        found.retain(|completion| fold(&completion.filter).contains(typed));
    }
    let more = found.len() > ENOUGH;
    found.truncate(ENOUGH);
    (found, more)
}

/// The word that is being written.
struct Word<'p, 'n> {
    page: &'p Page<'n>,
    /// From its start to the cursor.
    span: Span,
}

impl<'p, 'n> Word<'p, 'n> {
    fn before(page: &'p Page<'n>, offset: usize) -> Option<Self> {
        let line = page.line(offset);
        let before = page.source.text.get(line.start as usize..offset)?;
        let is_edge = |char: char| char.is_whitespace() || matches!(char, '(' | '[' | '"' | '“' | '„' | '*');
        let start = before.char_indices().rev().find(|(_, char)| is_edge(*char));
        let start = line.start as usize + start.map_or(0, |(at, char)| at + char.len_utf8());
        Some(Self { page, span: Span::new(start, offset) })
    }

    fn text(&self) -> &'n str {
        self.page.slice(self.span)
    }

    fn completions(&self) -> Vec<Completion> {
        let text = self.text();
        if text.is_empty() || text.starts_with('#') {
            if let Some(begun) = begun(self.page, self.span, "#ask x") {
                let mut found = self.markers(&begun);
                found.extend(self.dates(text));
                return found;
            }
        } else if text == "-" {
            // It may be a bullet, of a line that is still to come.
            return Vec::new();
        } else if text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
            let dates = self.dates(text);
            if !dates.is_empty() {
                return dates;
            }
        }
        let Some(record) = inside(self.page, self.span) else { return Vec::new() };
        if let Some((name, _)) = text.split_once(':') {
            return self.values(name, &record);
        }
        match text.chars().next() {
            Some('#') => self.tags(),
            Some('@') => self.whos(),
            Some('^') if matches!(record.marker, Marker::Ask | Marker::Plan) => self.new_id(&record),
            Some(char) if is_name_char(char) => self.keys(&record),
            None => self.keys(&record),
            _ => Vec::new(),
        }
    }

    fn make(&self, kind: CompletionKind, text: &str, detail: String) -> Completion {
        Completion {
            label: text.to_owned(),
            detail,
            kind,
            span: self.span,
            pieces: vec![Piece::Text(text.to_owned())],
            filter: text.to_owned(),
        }
    }

    /// Each marker, alone and with a line to fill in.
    fn markers(&self, begun: &Begun) -> Vec<Completion> {
        // Where no heading and no file's name gives a day, the line begins with today's.
        let dated = begun.day.is_none() || begun.nested;
        let date = if dated { format!("{} ", self.page.notebook.book.today) } else { String::new() };
        let mut found = Vec::new();
        for (marker, meaning, line) in LINES {
            let word = format!("#{}", marker.word());
            let needs_day = marker != Marker::Plan && (begun.day.is_none() || (dated && is_event(marker)));
            let date = if needs_day { date.as_str() } else { "" };
            let mut alone = self.make(CompletionKind::Marker, &word, meaning.to_owned());
            alone.pieces = vec![Piece::Text(format!("{date}{word} "))];
            found.push(alone);
            let mut filled =
                self.make(CompletionKind::Line, &format!("{word} …"), "a line to fill in".to_owned());
            filled.pieces = vec![Piece::Text(format!("{date}{word} "))];
            let pieces = line.iter().filter(|(key, _)| !(begun.nested && *key == "re:"));
            for (before, example) in pieces {
                filled.pieces.extend([Piece::Text((*before).to_owned()), Piece::Stop(example)]);
                filled.pieces.push(Piece::Text(" ".to_owned()));
            }
            filled.pieces.pop();
            filled.filter = word;
            if !line.is_empty() {
                found.push(filled);
            }
        }
        found
    }

    /// Dates, where one at the start of a record or in a heading would be read.
    fn dates(&self, typed: &str) -> Vec<Completion> {
        let line = self.page.line(self.span.start as usize);
        let lead = self.page.slice(Span { start: line.start, end: self.span.start });
        let in_heading = !lead.is_empty() && lead.trim_end().bytes().all(|byte| byte == b'#');
        if typed.starts_with('#')
            || !(in_heading || begun(self.page, self.span, "2026-01-01 #ask x").is_some())
        {
            return Vec::new();
        }
        self.dated(value::recent(self.page.notebook.book.today), self.span)
    }

    fn dated(&self, values: Vec<Value>, span: Span) -> Vec<Completion> {
        let make = |(text, detail): Value| {
            let mut date = self.make(CompletionKind::Date, &text, detail);
            date.span = span;
            date
        };
        values.into_iter().map(make).collect()
    }

    fn values(&self, name: &str, record: &Inside) -> Vec<Completion> {
        let span = Span { start: self.span.start + name.len() as u32 + 1, end: self.span.end };
        let Some(key) = self.page.keys().find(name) else { return Vec::new() };
        let values = match key {
            NamedKey::Own(Key::Re) => return self.ids(span, record),
            NamedKey::Own(Key::Due) => return self.dated(value::values(self.page, Key::Due), span),
            NamedKey::Own(key) => value::values(self.page, key),
            NamedKey::Declared(name, _) => value::declared(self.page, name),
        };
        let make = |(text, detail): Value| {
            let mut value = self.make(CompletionKind::Value, &text, detail);
            value.span = span;
            value
        };
        values.into_iter().map(make).collect()
    }

    /// Ids after `re:`: of open asks, those to the record's whos first, then the latest; an ask may carry out a
    /// plan, a lesson may be about an answered ask too, a yes may follow a silence or a no.
    fn ids(&self, span: Span, record: &Inside) -> Vec<Completion> {
        let book = &self.page.notebook.book;
        let marker = record.marker;
        let wanted = |ask: &Ask<'_>| match (marker, ask.status) {
            (_, None) | (Marker::Lesson | Marker::Ask, _) => true,
            (Marker::Answer(Answer::Yes | Answer::Partial), Some(Answer::Silence | Answer::No)) => true,
            (_, Some(answer)) => answer == Answer::Silence,
        };
        let mut asks: Vec<Ask<'_>> = book.asks().filter(|ask| wanted(ask) && ask.id().is_some()).collect();
        let same_who = |ask: &Ask<'_>| ask.whos().iter().any(|who| record.whos.contains(&fold(who)));
        asks.sort_by_cached_key(|ask| {
            let order = (!ask.is_open(), std::cmp::Reverse((ask.day, ask.record)));
            (!same_who(ask), order)
        });
        let ask_ids = asks.into_iter().filter_map(|ask| {
            let id = ask.id()?;
            let whos = words::whos(&ask);
            let about = [words::short(ask.title(), 60), words::state(&ask), whos];
            let about: Vec<String> = about.into_iter().filter(|part| !part.is_empty()).collect();
            Some(self.id(span, id, about.join(" · "), ask.title()))
        });
        let names_plans = matches!(marker, Marker::Ask | Marker::Lesson);
        let plans = book.open_plans().filter(|_| names_plans).filter_map(|plan| {
            let record = book.record(plan);
            let name = record.id()?;
            Some(self.id(
                span,
                name.text,
                format!("{} · planned", words::short(record.title(), 60)),
                record.title(),
            ))
        });
        if marker == Marker::Ask { plans.chain(ask_ids).collect() } else { ask_ids.chain(plans).collect() }
    }

    fn id(&self, span: Span, id: &str, detail: String, title: &str) -> Completion {
        let mut completion = self.make(CompletionKind::Id, id, detail);
        completion.span = span;
        completion.filter = format!("{id} {title}");
        completion
    }

    fn tags(&self) -> Vec<Completion> {
        let mut uses: HashMap<&str, usize> = HashMap::new();
        for tag in self.page.notebook.book.asks().flat_map(|ask| ask.tags().iter()) {
            *uses.entry(tag).or_default() += 1;
        }
        let mut found = self.by_use(uses, '#', CompletionKind::Tag);
        for (tag, meaning) in
            [("#public", "its title may be published"), ("#private", "kept out of what is published")]
        {
            found.push(self.make(CompletionKind::Tag, tag, meaning.to_owned()));
        }
        found
    }

    fn whos(&self) -> Vec<Completion> {
        let mut uses: HashMap<&str, usize> = HashMap::new();
        for who in self.page.notebook.book.asks().flat_map(|ask| ask.whos()) {
            *uses.entry(who).or_default() += 1;
        }
        self.by_use(uses, '@', CompletionKind::Who)
    }

    fn by_use(&self, uses: HashMap<&str, usize>, sign: char, kind: CompletionKind) -> Vec<Completion> {
        let mut uses: Vec<(&str, usize)> = uses.into_iter().collect();
        uses.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), *name));
        uses.into_iter()
            .map(|(name, count)| {
                let detail = if count == 1 { "1 ask".to_owned() } else { format!("{count} asks") };
                self.make(kind, &format!("{sign}{name}"), detail)
            })
            .collect()
    }

    /// An id made of the title's words.
    fn new_id(&self, record: &Inside) -> Vec<Completion> {
        let whos: Vec<&str> = record.whos.iter().map(String::as_str).collect();
        // The title was read with a word of prose at the cursor.
        let title = record.title.trim_end().trim_end_matches('x');
        let id = author::new_id(&self.page.notebook.book, title, &whos, &mut Default::default());
        vec![self.make(CompletionKind::Id, &format!("^{id}"), "an id from the title".to_owned())]
    }

    fn keys(&self, record: &Inside) -> Vec<Completion> {
        let (marker, on_the_spot) = (record.marker, record.on_the_spot);
        // The record was read with a word of prose at the cursor, so its end may lie past the text's.
        let end = self.page.source.text.floor_char_boundary(record.span.end as usize);
        let written = self.page.slice(Span::new(record.span.start as usize, end));
        let written = fold(written);
        // Another word may end as a key is called.
        let is_key = |at: usize| !written[..at].ends_with(is_name_char);
        let is_new = |name: &str| !written.match_indices(&format!("{name}:")).any(|(at, _)| is_key(at));
        let fits = |key: &Key| {
            key.belongs_on(marker) || on_the_spot.is_some_and(|answer| key.belongs_on(Marker::Answer(answer)))
        };
        let own = Key::ALL.iter().filter(|key| fits(key) && is_new(key.name()));
        let own = own.map(|key| (key.name(), key.expects().to_owned()));
        let declared = self.page.keys().declared.iter().filter(|(name, _)| is_new(name));
        let declared = declared.map(|(name, kind)| (name.as_str(), kind.expects()));
        own.chain(declared)
            .map(|(name, expects)| {
                self.make(CompletionKind::Key, &format!("{name}:"), expects.replace('`', ""))
            })
            .collect()
    }
}

fn is_event(marker: Marker) -> bool {
    matches!(marker, Marker::Step | Marker::Answer(_))
}

/// A marker, what it says, and the pieces of a line to fill in: what is written, and an example of what follows.
type Line = (Marker, &'static str, &'static [(&'static str, &'static str)]);

const LINES: [Line; 11] = [
    (Marker::Ask, "an ask was made", &[("", "what was asked"), ("@", "who"), ("fear:", "5")]),
    (
        Marker::Answer(Answer::No),
        "the answer was no",
        &[("re:", "id"), ("", "what was said"), ("sting:", "3")],
    ),
    (Marker::Answer(Answer::Yes), "the answer was yes", &[("re:", "id"), ("", "what was said")]),
    (Marker::Answer(Answer::Partial), "a smaller yes", &[("re:", "id"), ("", "what was offered")]),
    (Marker::Answer(Answer::Silence), "no answer is expected any more", &[("re:", "id")]),
    (Marker::Answer(Answer::Withdrawn), "the ask was taken back", &[("re:", "id")]),
    (Marker::Step, "something moved", &[("re:", "id"), ("", "what moved")]),
    (Marker::Plan, "an ask not made yet", &[("", "what to ask"), ("fear:", "7"), ("^", "id")]),
    (Marker::Lesson, "what was learned", &[("", "what it taught")]),
    (Marker::Review, "a reflection on a week", &[("", "how the week was")]),
    (Marker::Rest, "a day off on purpose", &[]),
];
