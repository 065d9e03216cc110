//! Records that belong to an ask: answers, steps and lessons, on their own day or under the ask; its wait.

use super::page::{Draft, capture, said_alone};
use super::sections::eol_at;
use super::{Added, Altered, Change, Desk, Line, Said, Spot, check, give_id};
use crate::book::{Ask, AskId};
use crate::model::{Day, Marker, Wait, fold};
use crate::syntax::{self, TokenKind};
use crate::text::{Edit, Span};

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
    let mut given: Vec<(AskId, String)> = Vec::new();
    for About { ask, marker, line } in about {
        let reference = reference(desk, *ask, *marker, day).unwrap_or_else(|| {
            if let Some((_, id)) = given.iter().find(|(other, _)| other == ask) {
                return format!("re:{id}");
            }
            let taken: Vec<String> = given.iter().map(|(_, id)| id.clone()).collect();
            let (id, edits) = give_id(desk, *ask, &taken);
            change.join(edits);
            given.push((*ask, id.clone()));
            format!("re:{id}")
        });
        let text = format!("{reference} {}", line.text);
        let words = Line { text, ..line.clone() }.words(*marker, None);
        drafts.push(Draft { words, of: Some(Spot::of(desk.book, desk.book.ask(*ask).record)) });
    }
    change.join(capture(desk, &drafts, day));
    change
}

/// The words by which a record names its ask, if the ask has any that are enough.
fn reference(desk: &Desk<'_>, ask: AskId, marker: Marker, day: Day) -> Option<String> {
    let meant = &desk.book.ask(ask);
    if let Some(id) = &meant.id() {
        // Of two with the same id the first is meant.
        let first = desk.book.by_id(id).and_then(|record| desk.book.link(record).ask);
        return (first == Some(ask)).then(|| format!("re:{id}"));
    }
    // A lesson with whos alone stands on its own.
    if meant.whos().is_empty() || marker == Marker::Lesson {
        return None;
    }
    let has_all = |other: &Ask<'_>| {
        meant.whos().iter().all(|who| other.whos().iter().any(|one| fold(one) == fold(who)))
    };
    let rivals: Vec<Ask<'_>> = desk.book.asks().filter(|other| other.day <= day && has_all(other)).collect();
    let open = rivals.iter().filter(|other| other.is_open()).count();
    let alone = if meant.is_open() { open == 1 } else { open == 0 && rivals.len() == 1 };
    alone.then(|| meant.whos().iter().map(|who| format!("@{who}")).collect::<Vec<_>>().join(" "))
}

/// The edits that nest such a record, with its date, under the ask; `None` where the ask is no list item.
pub fn nested(desk: &Desk<'_>, ask: AskId, marker: Marker, line: &Line, day: Day) -> Option<Change> {
    let id = desk.book.ask(ask).record;
    let record = desk.book.record(id);
    let item = record.item()?;
    let spot = Spot::of(desk.book, id);
    let text = &desk.text(&spot.path)?.text;
    let start = text[..item.start as usize].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    // The item's text begins where what is nested in it must begin.
    let column = {
        let lead = &text[item.range()];
        let bullet = lead.find(char::is_whitespace)?;
        let blanks = lead[bullet..].len() - lead[bullet..].trim_start_matches([' ', '\t']).len();
        text[start..item.start as usize].chars().count() + bullet + blanks.min(4)
    };
    let end = item.start as usize + text[item.range()].trim_end().len();
    let rest = &text[end..];
    let line_end = end + rest.find(['\n', '\r']).unwrap_or(rest.len());
    let eol = eol_at(text, line_end);
    let date = if record.day == Some(day) { String::new() } else { format!("{day} ") };
    let words = line.words(marker, None);
    let indent = if text[start..item.start as usize].contains('\t') {
        format!("{}\t", &text[start..item.start as usize])
    } else {
        " ".repeat(column)
    };
    let mut change = Change::default();
    let edit = Edit { span: Span::new(line_end, line_end), text: format!("{eol}{indent}- {date}{words}") };
    change.edit(&spot.path, edit);
    let said = said_alone(desk, &spot.path, &words, day);
    change.added.push(Added { path: spot.path.clone(), said, of: Some(spot) });
    check(desk, &change).is_ok().then_some(change)
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
