//! The mending that diagnostics offer and that is beyond doubt.

use super::Change;
use crate::diagnostic::{Diagnostic, Grade};

/// The edits of every safe fix among `found`, but those that overlap one before.
pub fn fixes(found: &[Diagnostic]) -> Change {
    let mut change = Change { free: true, ..Change::default() };
    for told in found {
        let Some(fix) = told.fix.as_ref().filter(|fix| fix.grade == Grade::Safe) else { continue };
        let taken = |span: crate::text::Span| {
            change.files.iter().any(|file| {
                let overlaps = |other: crate::text::Span| span.start < other.end && other.start < span.end;
                file.path == told.place.file
                    && file.edits.iter().any(|edit| overlaps(edit.span) || edit.span == span)
            })
        };
        if fix.edits.iter().any(|edit| taken(edit.span)) {
            continue;
        }
        for edit in &fix.edits {
            change.edit(&told.place.file, edit.clone());
        }
    }
    change
}
