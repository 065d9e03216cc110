//! A page of megabytes, read in pieces side by side.
//!
//! A piece begins at a heading at the start of its line: there no list, quote or paragraph goes on. Only a fence might,
//! and which headings are in force has to be known: both are guessed from the fences and headings alone, and held
//! against what the reading of the piece before finds.

use super::blocks::only_date;
use super::days::{Days, page_day};
use super::file;
use super::file_day::FileDay;
use super::front_matter::FrontMatter;
use super::line_start::{Begin, Doubt, begin, closes};
use super::memory::Memory;
use super::plain::{self, Sections, enter};
use super::reader::Reader;
use super::records::Records;
use super::{Diagnostic, File, NearMarker};
use crate::diagnostic::Code;
use crate::model::KeyNames;
use crate::text::{Page, Span, line_ends};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::ops::Range;

/// From this length on a page is read in pieces, in bytes.
pub(super) const LONG: usize = 8 << 20;
/// The least length of a piece, in bytes.
pub(super) const PIECE: usize = 1 << 20;

/// A part of a page, with the headings that are in force where it begins.
struct Piece {
    range: Range<usize>,
    sections: Sections,
}

/// What a piece says, and the headings in force at its end.
struct Read {
    records: Records,
    problems: Vec<Diagnostic>,
    near: Vec<NearMarker>,
    sections: Sections,
    lines: u32,
}

/// Reads a page whose text without its front matter is `text`, in pieces of at least `least` bytes.
///
/// # Errors
/// [`Doubt`], as of [`plain::walk`], or where a piece did not begin as was guessed.
pub(super) fn read(
    page: Page<'_>,
    text: &str,
    front: &FrontMatter,
    name: FileDay,
    keys: &KeyNames,
    least: usize,
) -> Result<File, Doubt> {
    let pieces = pieces(text, least);
    let parts: Vec<Read> = pieces
        .par_iter()
        .map_init(Memory::default, |memory, piece| {
            let mut items = std::mem::take(&mut memory.items);
            let days = Days::new(page, front.date, name);
            let mut reader = Reader::new(page, text, keys, days, memory);
            let mut visit = |paragraph: super::blocks::Paragraph<'_, '_>| reader.paragraph(&paragraph);
            let range = piece.range.clone();
            let sections = plain::walk(text, range.clone(), piece.sections.clone(), &mut items, &mut visit)?;
            reader.items(&items.all);
            let records = reader.records();
            let Reader { problems, near, .. } = reader;
            memory.items = items;
            Ok(Read { records, problems, near, sections, lines: line_ends(&page.text[range]) })
        })
        .collect::<Result<_, Doubt>>()?;
    let as_guessed = parts.iter().zip(&pieces[1..]).all(|(before, piece)| before.sections == piece.sections);
    if as_guessed { Ok(joined(page, parts, front, name)) } else { Err(Doubt) }
}

fn joined(page: Page<'_>, parts: Vec<Read>, front: &FrontMatter, name: FileDay) -> File {
    let mut records = Records::with_room_of(parts.iter().map(|part| &part.records));
    let (mut diagnostics, mut near) = (front.problems.clone(), Vec::new());
    let mut lines = 0;
    // A bad date that several pieces stand below is told by each, but of the page once.
    let mut told: BTreeSet<Span> = BTreeSet::new();
    for part in parts {
        records.append(part.records, lines);
        lines += part.lines;
        near.extend(part.near);
        let new = part.problems.into_iter();
        diagnostics.extend(new.filter(|new| new.code != Code::BadDate || told.insert(new.place.span)));
    }
    file(page, page_day(front.date, name), records, near, front.private, diagnostics)
}

/// Cuts a text before headings at the start of their line, so that no piece is shorter than `least` bytes but the last.
fn pieces(text: &str, least: usize) -> Vec<Piece> {
    let bytes = text.as_bytes();
    let mut pieces: Vec<Piece> = Vec::new();
    let (mut from, mut before) = (0, Sections::new());
    let mut sections = Sections::new();
    let mut fence = None;
    let mut at = 0;
    while at < bytes.len() {
        let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |length| at + length);
        let line = &bytes[at..end];
        let indent = line.iter().take_while(|byte| **byte == b' ').count();
        let may_begin = matches!(line.get(indent), Some(b'#' | b'`' | b'~')) && indent < 4;
        match &fence {
            Some(open) if closes(line, indent, open) => fence = None,
            Some(_) => {}
            None if may_begin => match begin(&line[indent..]) {
                Ok(Begin::Fence(open)) => fence = Some(open),
                Ok(Begin::Heading(level)) if indent == 0 => {
                    if at - from >= least {
                        pieces.push(Piece { range: from..at, sections: before });
                        (from, before) = (at, sections.clone());
                    }
                    enter(&mut sections, level, only_date(text, Span::new(at, end)));
                }
                _ => {}
            },
            None => {}
        }
        at = end + 1;
    }
    pieces.push(Piece { range: from..bytes.len(), sections: before });
    pieces
}
