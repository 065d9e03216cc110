//! What one side did to the lines of the base.

use crate::text::{changes, lines};
use similar::DiffOp;
use std::ops::Range;

/// What happened before and at one line of the base, or past the last of them.
#[derive(Debug, Clone)]
pub(super) struct Hunk {
    /// The lines of the side that were inserted before it.
    pub inserted: Range<usize>,
    /// What became of the line itself.
    pub line: Line,
}

/// What became of a line of the base.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    Kept,
    Gone,
    /// It is this line of the side.
    Became(usize),
}

impl Line {
    /// The line as the side has it.
    pub fn text<'t>(self, side: &[&'t str]) -> Option<&'t str> {
        match self {
            Self::Became(at) => side.get(at).copied(),
            Self::Kept | Self::Gone => None,
        }
    }
}

/// The lines of a text with their ends.
pub(super) fn split(text: &str) -> Vec<&str> {
    let starts: Vec<usize> = lines(text).map(|line| line.start as usize).collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().zip(ends).map(|(start, end)| &text[*start..end]).collect()
}

/// A line without its end.
pub(super) fn content(line: &str) -> &str {
    line.trim_end_matches(['\n', '\r'])
}

/// What a side did to each line of the base, in their order, and last of all past them.
pub(super) fn hunks(base: &[&str], side: &[&str]) -> Vec<Hunk> {
    let old: Vec<&str> = base.iter().map(|line| content(line)).collect();
    let new: Vec<&str> = side.iter().map(|line| content(line)).collect();
    let mut hunks = vec![Hunk { inserted: 0..0, line: Line::Kept }; base.len() + 1];
    for op in changes(&old, &new) {
        match op {
            DiffOp::Equal { .. } => {}
            DiffOp::Insert { old_index, new_index, new_len } => {
                hunks[old_index].inserted = new_index..new_index + new_len;
            }
            DiffOp::Delete { old_index, old_len, .. } => {
                hunks[old_index..old_index + old_len].iter_mut().for_each(|hunk| hunk.line = Line::Gone);
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                // Line by line as long as there are both; what is left was inserted after, or is gone.
                let both = old_len.min(new_len);
                for (step, hunk) in hunks[old_index..old_index + old_len].iter_mut().enumerate() {
                    hunk.line = if step < both { Line::Became(new_index + step) } else { Line::Gone };
                }
                if new_len > both {
                    hunks[old_index + old_len].inserted = new_index + both..new_index + new_len;
                }
            }
        }
    }
    hunks
}

/// The one end that all lines of a text have; `None` where they differ, or where none has one.
fn one_end(text: &str) -> Option<&str> {
    let mut ends =
        split(text).into_iter().map(|line| &line[content(line).len()..]).filter(|end| !end.is_empty());
    let first = ends.next()?;
    ends.all(|end| end == first).then_some(first)
}

/// The end that one of the sides has given to all lines.
pub(super) fn changed_end<'t>(base: &str, sides: [&'t str; 2]) -> Option<&'t str> {
    let was = one_end(base)?;
    sides.into_iter().filter_map(one_end).find(|end| *end != was)
}

/// A text with this end on each of its lines.
pub(super) fn with_end(text: &str, end: &str) -> String {
    let lines = split(text).into_iter();
    lines.map(|line| [content(line), if content(line) == line { "" } else { end }].concat()).collect()
}
