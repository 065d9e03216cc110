//! What one side did to the lines of the base.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;

/// What happened before and at one line of the base.
#[derive(Debug, Clone)]
pub(super) struct Hunk {
    /// The line of the base; one past the last for what was appended.
    pub at: usize,
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
    text.split_inclusive('\n').collect()
}

/// A line without its end.
pub(super) fn content(line: &str) -> &str {
    line.trim_end_matches(['\n', '\r'])
}

/// The end of a line.
pub(super) fn eol(line: &str) -> &'static str {
    if line.ends_with("\r\n") { "\r\n" } else { "\n" }
}

/// What a side did, in order of the base's lines.
pub(super) fn hunks(base: &[&str], side: &[&str]) -> Vec<Hunk> {
    let plain =
        |lines: &[&str]| -> Vec<String> { lines.iter().map(|line| content(line).to_owned()).collect() };
    let (old, new) = (plain(base), plain(side));
    let mut hunks: Vec<Hunk> = Vec::new();
    let mut put = |at: usize, inserted: Option<Range<usize>>, line: Option<Line>| {
        let slot = match hunks.iter().position(|hunk| hunk.at == at) {
            Some(found) => &mut hunks[found],
            None => {
                hunks.push(Hunk { at, inserted: 0..0, line: Line::Kept });
                let last = hunks.len() - 1;
                &mut hunks[last]
            }
        };
        if let Some(inserted) = inserted {
            slot.inserted = inserted;
        }
        if let Some(line) = line {
            slot.line = line;
        }
    };
    for op in capture_diff_slices(Algorithm::Patience, &old, &new) {
        match op {
            DiffOp::Equal { .. } => {}
            DiffOp::Insert { old_index, new_index, new_len } => {
                put(old_index, Some(new_index..new_index + new_len), None);
            }
            DiffOp::Delete { old_index, old_len, .. } => {
                for at in old_index..old_index + old_len {
                    put(at, None, Some(Line::Gone));
                }
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                // Line by line as long as there are both; what is left was inserted after, or is gone.
                let both = old_len.min(new_len);
                for step in 0..old_len {
                    let line = if step < both { Line::Became(new_index + step) } else { Line::Gone };
                    put(old_index + step, None, Some(line));
                }
                if new_len > both {
                    put(old_index + old_len, Some(new_index + both..new_index + new_len), None);
                }
            }
        }
    }
    hunks
}
