//! The canonical spelling of a page's records, as edits.

use super::page::Page;
use crate::text::{Edit, Span};
use crate::tidy;

/// The edits of `askbook tidy` that touch `span` of the page.
pub fn tidied(page: &Page<'_>, span: Span) -> Vec<Edit> {
    if !page.is_journal() {
        return Vec::new();
    }
    let path = page.notebook.config.below(&page.source.path);
    let mut edits = tidy::edits(page.source, path, page.keys());
    edits.retain(|edit| edit.span.start <= span.end && span.start <= edit.span.end);
    edits
}
