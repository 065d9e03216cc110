//! What is wrong in a query, with its place.

use crate::text::Span;
use std::fmt;

/// A query that cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryError {
    /// The faulty words.
    pub span: Span,
    /// What is wrong with them.
    pub message: String,
    /// What to type instead.
    pub hint: String,
}

impl QueryError {
    pub(super) fn new(span: Span, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { span, message: message.into(), hint: hint.into() }
    }

    /// Three lines: the query, carets under the faulty words with what is wrong, what to type instead.
    pub fn render(&self, text: &str) -> String {
        let shown: String = text.chars().map(|char| if char.is_control() { ' ' } else { char }).collect();
        let before = text.get(..self.span.start as usize).unwrap_or_default().chars().count();
        let marked = text.get(self.span.range()).unwrap_or_default().chars().count().max(1);
        format!(
            "  {shown}\n  {}{} {}\n  help: {}",
            " ".repeat(before),
            "^".repeat(marked),
            self.message,
            self.hint
        )
    }
}

impl fmt::Display for QueryError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}; {}", self.message, self.hint)
    }
}

impl std::error::Error for QueryError {}
