//! Records that belong to an ask: answers, steps and lessons, on their own day or under the ask; its wait.

use super::id::Taken;
use super::page::{Draft, bullet_of, capture, said_alone};
use super::sections::eol_at;
use super::{Added, Altered, Change, Desk, Line, Said, Spot, check, give_id};
use crate::book::{AskId, Book};
use crate::model::{Day, Marker, Wait};
use crate::syntax::{self, TokenKind};
use crate::text::{Edit, Span, line_texts};
use std::collections::HashMap;

/// A record about an ask.
#[derive(Debug, Clone)]
pub struct About {
    /// The ask.
    pub ask: AskId,
    /// [`Marker::Step`], [`Marker::Lesson`] or an answer.
    pub marker: Marker,
    /// Its words.
    pub line: Line,
}

/// The edits that put records about asks on the page of their day. Each names its ask by the ask's id, or
/// else by its whos where these are enough; otherwise the ask gets an id.
pub fn answer(desk: &Desk<'_>, about: &[About], day: Day) -> Change {
    let mut change = Change::default();
    let mut drafts = Vec::new();
    let mut given: HashMap<AskId, String> = HashMap::new();
    let mut taken = Taken::default();
    let mut rivals = Rivals::new(desk.book, day);
    for About { ask, marker, line } in about {
        let reference = rivals.reference(*ask, *marker).unwrap_or_else(|| {
            let id = given.entry(*ask).or_insert_with(|| {
                let (id, edits) = give_id(desk, *ask, &mut taken);
                change.join(edits);
                id
            });
            format!("re:{id}")
        });
        let text = format!("{reference} {}", line.text);
        let words = Line { text, ..line.clone() }.words(*marker, None);
        drafts.push(Draft { words, of: Some(Spot::of(desk.book, desk.book.ask(*ask).record)) });
    }
    change.join(capture(desk, &drafts, day));
    change
}

/// How many asks there are that the whos of an ask may mean, and how many of them are open.
#[derive(Debug, Clone, Copy)]
struct Fitting {
    all: usize,
    open: usize,
}

/// The asks up to a day, by their whos. Of a thousand asks of one who it is found out once what an answer may mean by it.
struct Rivals<'d> {
    book: &'d Book,
    by_who: HashMap<u32, Vec<AskId>>,
    found: HashMap<Vec<u32>, Fitting>,
}

impl<'d> Rivals<'d> {
    fn new(book: &'d Book, day: Day) -> Self {
        let mut by_who: HashMap<u32, Vec<AskId>> = HashMap::new();
        for (at, ask) in book.asks().enumerate().filter(|(_, ask)| ask.day <= day) {
            for who in ask.who_ids() {
                let asks = by_who.entry(*who).or_default();
                // One that names a who twice is one ask.
                if asks.last() != Some(&at) {
                    asks.push(at);
                }
            }
        }
        Self { book, by_who, found: HashMap::new() }
    }

    /// The words by which a record names its ask, if the ask has any that are enough.
    fn reference(&mut self, ask: AskId, marker: Marker) -> Option<String> {
        let book = self.book;
        let meant = &book.ask(ask);
        if let Some(id) = &meant.id() {
            // Of two with the same id the first is meant.
            let first = book.by_id(id).and_then(|record| book.link(record).ask);
            return (first == Some(ask)).then(|| format!("re:{id}"));
        }
        // A lesson with whos alone stands on its own.
        if meant.whos().is_empty() || marker == Marker::Lesson {
            return None;
        }
        let (book, by_who) = (self.book, &self.by_who);
        let fitting = *self.found.entry(meant.who_ids().to_vec()).or_insert_with_key(|whos| {
            let mut fitting = Fitting { all: 0, open: 0 };
            let of_first = whos.first().and_then(|who| by_who.get(who)).into_iter().flatten();
            for other in of_first.map(|other| book.ask(*other)) {
                if whos.iter().all(|who| other.who_ids().contains(who)) {
                    fitting.all += 1;
                    fitting.open += usize::from(other.is_open());
                }
            }
            fitting
        });
        let alone = if meant.is_open() { fitting.open == 1 } else { fitting.open == 0 && fitting.all == 1 };
        alone.then(|| meant.whos().iter().map(|who| format!("@{who}")).collect::<Vec<_>>().join(" "))
    }
}

/// The edits that nest such a record, with its date, under the ask; `None` where the ask is no list item, or where the
/// record would not be read there.
pub fn nested(desk: &Desk<'_>, ask: AskId, marker: Marker, line: &Line, day: Day) -> Option<Change> {
    let id = desk.book.ask(ask).record;
    let record = desk.book.record(id);
    let item = record.item()?;
    let spot = Spot::of(desk.book, id);
    let text = &desk.text(&spot.path)?.text;
    let end = item.start as usize + text[item.range()].trim_end().len();
    let rest = &text[end..];
    let line_end = end + rest.find(['\n', '\r']).unwrap_or(rest.len());
    let eol = eol_at(text, line_end);
    let date = if record.day == Some(day) { String::new() } else { format!("{day} ") };
    let words = line.words(marker, None);
    let said = said_alone(desk, &spot.path, &words, day);
    indents(text, item).into_iter().find_map(|indent| {
        let mut change = Change::default();
        let edit =
            Edit { span: Span::new(line_end, line_end), text: format!("{eol}{indent}- {date}{words}") };
        change.edit(&spot.path, edit);
        change.added.push(Added { path: spot.path.clone(), said: said.clone(), of: Some(spot.clone()) });
        check(desk, &change).is_ok().then_some(change)
    })
}

/// What may stand before what is nested in an item: as its other lines have it; a tab, where lists of the page are
/// nested by tabs; blanks up to where its own text begins.
fn indents(text: &str, item: Span) -> Vec<String> {
    let inside = &text[item.range()];
    // A nested item may begin at the end of the line above it.
    let bullet = item.start as usize + inside.len() - inside.trim_start().len();
    let start = text[..bullet].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let lead = &text[start..bullet];
    let below = line_texts(&text[bullet..item.end as usize]).skip(1).find(|line| bullet_of(line).is_some());
    let by_tabs = lead.contains('\t')
        || line_texts(text).any(|line| line.starts_with('\t') && bullet_of(line).is_some());
    let bulleted =
        bullet_of(&text[bullet..item.end as usize]).map_or(2, |own| width(&format!("{lead}{own}")));
    // After five blanks or more the text is code, which begins one blank after the bullet.
    let column = bulleted.min(width(lead) + 6);
    let own = |line: &str| line[..line.len() - line.trim_start_matches([' ', '\t']).len()].to_owned();
    let found = [
        below.map(own),
        (by_tabs && lead.chars().all(|char| char == '\t')).then(|| format!("{lead}\t")),
        Some(" ".repeat(column)),
    ];
    found.into_iter().flatten().filter(|indent| width(indent) >= column).collect()
}

/// How many columns a text takes, with a tab stop at every fourth.
fn width(text: &str) -> usize {
    text.chars().fold(0, |column, char| if char == '\t' { column / 4 * 4 + 4 } else { column + 1 })
}

/// The edit that gives an ask this wait, in the place of one that it has.
pub fn with_wait(desk: &Desk<'_>, ask: AskId, wait: Wait) -> Change {
    let id = desk.book.ask(ask).record;
    let record = desk.book.record(id);
    let spot = Spot::of(desk.book, id);
    let mut change = Change::default();
    let Some(source) = desk.text(&spot.path) else { return change };
    let tokens = syntax::tokens(source, &desk.config.keys);
    let old = tokens.iter().find_map(|token| match token.kind {
        TokenKind::Key(crate::model::Key::Wait, value) if record.span.contains(token.span.start as usize) => {
            Some(value)
        }
        _ => None,
    });
    let edit = match (old, &record.id()) {
        (Some(value), _) => Edit { span: value, text: wait.to_string() },
        (None, Some(id)) => {
            let at = id.span.start as usize;
            Edit { span: Span::new(at, at), text: format!("wait:{wait} ") }
        }
        (None, None) => {
            let at = record.span.end as usize;
            Edit { span: Span::new(at, at), text: format!(" wait:{wait}") }
        }
    };
    change.edit(&spot.path, edit);
    let mut said = Said::of(record);
    said.wait = Some(wait);
    change.altered.push(Altered { spot, said });
    change
}
