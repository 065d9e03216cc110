//! Rules that neither reading nor linking settles, one file each.
//!
//! Knows nothing of Markdown, of the disk or of a terminal.

mod asked_again;
mod checkbox_disagrees;
mod future_date;
mod undated_answer;
mod unknown_marker;

use crate::book::Book;
use crate::config::Config;
use crate::diagnostic::{self, Code, Diagnostic};

/// All that is wrong in the journal files of a notebook, sorted by file and place, without what its
/// config allows.
pub fn check(book: &Book, config: &Config) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> =
        book.files.iter().flat_map(|file| file.diagnostics.iter().cloned()).collect();
    found.extend(book.diagnostics.iter().cloned());
    for rule in [
        asked_again::check,
        checkbox_disagrees::check,
        future_date::check,
        undated_answer::check,
        unknown_marker::check,
    ] {
        rule(book, config, &mut found);
    }
    found.retain(|told| !config.allow.contains(&told.code));
    diagnostic::sort(&mut found);
    found
}

/// How many errors a notebook has, which is all that a reading command says of them.
pub fn count_errors(book: &Book) -> usize {
    let is_error = |told: &&Diagnostic| told.severity() == diagnostic::Severity::Error;
    let in_files: usize =
        book.files.iter().map(|file| file.diagnostics.iter().filter(is_error).count()).sum();
    in_files + book.diagnostics.iter().filter(is_error).count()
}

/// Whether `code` may be silenced by a notebook: errors may not.
pub fn may_be_allowed(code: Code) -> bool {
    code.severity() != diagnostic::Severity::Error
}
