//! Edits of a text, and how they are applied.

use super::Span;

/// One replacement: the bytes of `span` become `text`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// What is replaced; empty for an insertion.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

/// Why edits could not be applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditError {
    /// Two edits touch the same bytes.
    Overlap(Span, Span),
    /// An edit reaches past the text or into the middle of a character.
    OutOfText(Span),
}

/// Applies `edits`, in any order, to `text`. All bytes outside them stay as they were.
///
/// # Errors
/// When two edits overlap, or one does not lie on characters of the text; nothing is applied then.
///
/// ```
/// use askbook::text::{Edit, Span, apply};
/// let edit = Edit { span: Span::new(2, 6), text: "#ask".into() };
/// assert_eq!(apply("- #aks Acme", &[edit]).unwrap(), "- #ask Acme");
/// ```
pub fn apply(text: &str, edits: &[Edit]) -> Result<String, EditError> {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort();
    let mut result = String::with_capacity(text.len());
    let mut done = 0;
    let mut last = Span::default();
    for edit in sorted {
        let range = edit.span.range();
        if range.start < done {
            return Err(EditError::Overlap(last, edit.span));
        }
        let (Some(kept), Some(_)) = (text.get(done..range.start), text.get(range.clone())) else {
            return Err(EditError::OutOfText(edit.span));
        };
        result.push_str(kept);
        result.push_str(&edit.text);
        done = range.end;
        last = edit.span;
    }
    result.push_str(&text[done..]);
    Ok(result)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_edits_change_nothing() {
        let edit = |start, end| Edit { span: Span::new(start, end), text: String::new() };
        assert!(matches!(apply("abcdef", &[edit(0, 3), edit(2, 4)]), Err(EditError::Overlap(..))));
        assert!(matches!(apply("é", &[edit(1, 2)]), Err(EditError::OutOfText(_))));
    }
}
