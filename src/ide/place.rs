//! Where what is under the cursor is told, and where it is spoken of.

use super::link::{LinkTarget, links};
use super::page::{Page, marker_place, name_place, referred};
use crate::book::RecordId;
use crate::diagnostic::Place;
use crate::model::{Marker, covers, fold};
use crate::notebook::Notebook;
use crate::syntax::TokenKind;
use crate::text::Span;

/// Where the thing at `offset` is made: of a reference its ask or plan, of a step, answer or lesson its ask, of an
/// ask the plan that it carries out or the ask that it tries again, of a who its first mention; of a link its end.
pub fn definition(page: &Page<'_>, offset: usize) -> Option<Place> {
    let book = &page.notebook.book;
    let token = page.token_at(offset);
    if let Some(target) = token.and_then(|token| referred(page, &token)) {
        return Some(name_place(page.notebook, target));
    }
    if let Some(token) = token.filter(|token| token.kind == TokenKind::Who) {
        return mentions(page.notebook, page.slice(token.name)).into_iter().next();
    }
    if let Some(link) = links(page).into_iter().find(|link| link.span.contains(offset)) {
        return Some(match link.target {
            LinkTarget::Place(place) => place,
            LinkTarget::File(file) => Place { file, span: Span::default() },
        });
    }
    let id = page.record_at(offset)?;
    let record = book.record(id);
    let by_reference = record.re().and_then(|name| book.by_id(name.text));
    let made = match record.marker {
        Marker::Plan => page.ask_of(id).map(|ask| ask.record),
        Marker::Ask => by_reference,
        _ => page.ask_of(id).map(|ask| ask.record).or(book.link(id).plan).or(by_reference),
    };
    made.filter(|made| *made != id).map(|made| name_place(page.notebook, made))
}

/// Where the thing at `offset` is spoken of: all mentions of a who or a tag; of a record's ask or plan, itself (if
/// `with_itself`), its steps, answers and lessons, and every record that refers to it.
pub fn references(page: &Page<'_>, offset: usize, with_itself: bool) -> Vec<Place> {
    if let Some(token) = page.token_at(offset) {
        match token.kind {
            TokenKind::Who => return mentions(page.notebook, page.slice(token.name)),
            TokenKind::Tag => return tagged(page.notebook, page.slice(token.name)),
            _ => {}
        }
        if let Some(target) = referred(page, &token) {
            return spoken_of(page.notebook, target, with_itself);
        }
    }
    let Some(id) = page.record_at(offset) else { return Vec::new() };
    let subject = page.ask_of(id).map(|ask| ask.record).or(page.notebook.book.link(id).plan).unwrap_or(id);
    spoken_of(page.notebook, subject, with_itself)
}

fn spoken_of(notebook: &Notebook, subject: RecordId, with_itself: bool) -> Vec<Place> {
    let book = &notebook.book;
    let ask = book.link(subject).ask;
    let mut found: Vec<RecordId> = (0..book.record_count())
        .filter(|id| {
            let link = book.link(*id);
            let same_ask = ask.is_some() && link.ask == ask;
            let refers = book.record(*id).re().and_then(|name| book.by_id(name.text));
            *id != subject && (same_ask || link.plan == Some(subject) || refers == Some(subject))
        })
        .collect();
    if with_itself {
        found.push(subject);
    }
    found.sort_unstable();
    found
        .into_iter()
        .map(|id| if id == subject { name_place(notebook, id) } else { mention_place(notebook, id) })
        .collect()
}

/// Where a record names what it belongs to: its reference, or else its marker.
fn mention_place(notebook: &Notebook, id: RecordId) -> Place {
    let mut place = marker_place(notebook, id);
    if let Some(name) = notebook.book.record(id).re() {
        place.span = name.span;
    }
    place
}

/// The mentions of a who, one a record.
fn mentions(notebook: &Notebook, name: &str) -> Vec<Place> {
    let wanted = fold(name);
    let files = notebook.book.files.iter();
    files
        .flat_map(|file| {
            let whos = file.records.iter().flat_map(|record| record.whos().iter());
            whos.filter(|who| fold(who.name) == wanted)
                .map(|who| Place { file: file.path.clone(), span: who.span })
        })
        .collect()
}

/// Every place of a tag, and of the tags below it.
fn tagged(notebook: &Notebook, tag: &str) -> Vec<Place> {
    let wanted = fold(tag);
    let mut found = Vec::new();
    for file in &notebook.book.files {
        if !file.records.iter().any(|record| record.tags().iter().any(|tag| covers(&wanted, tag))) {
            continue;
        }
        let Some(page) = Page::open(notebook, &file.path) else { continue };
        let tokens = page.tokens();
        let tags = tokens
            .iter()
            .filter(|token| token.kind == TokenKind::Tag && covers(&wanted, &fold(page.slice(token.name))));
        found.extend(tags.map(|token| Place { file: file.path.clone(), span: token.span }));
    }
    found
}
