//! What is wrong in the writer's text: code, severity, place, message, hint, the other ends, a fix.
//!
//! Knows nothing of colour, of a terminal, of the editors' protocol or of files on a disk.

mod code;
mod explain;
mod nearest;

pub use code::{Code, Severity};
pub use explain::{EXAMPLE_PAGE, Explanation, catalogue, example_files, explain, render_explanation};
pub use nearest::{did_you_mean, nearest, one_letter_off};

use crate::text::{Edit, Span};
use std::sync::Arc;

/// A place in one of the notebook's files.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Path relative to the notebook, with `/`.
    pub file: Arc<str>,
    /// Just the words that are meant; empty at 0 where a whole file is.
    pub span: Span,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of thing; the severity follows from it.
    pub code: Code,
    /// Where.
    pub place: Place,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to type instead.
    pub hint: Option<String>,
    /// The other places that it concerns.
    pub related: Vec<Related>,
    /// A change that mends it, where one is sure.
    pub fix: Option<Fix>,
}

/// Another place that a diagnostic concerns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub place: Place,
    /// What is there.
    pub message: String,
}

/// A change that mends a problem, in the file of its diagnostic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as an imperative.
    pub title: String,
    /// Whether it may be made unseen.
    pub grade: Grade,
    /// The edits that make it up.
    pub edits: Vec<Edit>,
}

/// How sure a fix is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grade {
    /// It says what the writer meant, beyond doubt.
    Safe,
    /// It is likely, and wants a look.
    Look,
}

impl Diagnostic {
    /// A diagnostic with a code, a place and a message; hint, ends and fix are added by the methods below.
    pub fn new(code: Code, file: &Arc<str>, span: Span, message: impl Into<String>) -> Self {
        let place = Place { file: file.clone(), span };
        Self { code, place, message: message.into(), hint: None, related: Vec::new(), fix: None }
    }

    /// With a hint: what to type instead.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// With another end.
    #[must_use]
    pub fn related(mut self, file: &Arc<str>, span: Span, message: impl Into<String>) -> Self {
        let place = Place { file: file.clone(), span };
        self.related.push(Related { place, message: message.into() });
        self
    }

    /// With a fix of one replacement.
    #[must_use]
    pub fn fix(
        mut self,
        grade: Grade,
        title: impl Into<String>,
        span: Span,
        text: impl Into<String>,
    ) -> Self {
        let edits = vec![Edit { span, text: text.into() }];
        self.fix = Some(Fix { title: title.into(), grade, edits });
        self
    }

    /// How grave it is.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// Sorts by file and place, then by code, so that the order depends on nothing else.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics
        .sort_by(|a, b| (&a.place, a.code.name(), &a.message).cmp(&(&b.place, b.code.name(), &b.message)));
}
