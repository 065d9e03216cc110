//! What an editor offers to do for the writer: mend what is wrong, answer an ask, give it an id.

use super::page::Page;
use crate::diagnostic::{Diagnostic, Grade};
use crate::text::{Edit, Span};
use std::sync::Arc;

/// Something that can be done to the texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// What it does, as an imperative.
    pub title: String,
    /// What it is.
    pub kind: ActionKind,
    /// What it changes.
    pub changes: Vec<Change>,
}

/// Why an action is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ActionKind {
    /// It mends this; the grade says whether without a look.
    Mend(Box<Diagnostic>, Grade),
    /// It writes on.
    Write,
}

/// The edits of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its path, relative to the notebook.
    pub file: Arc<str>,
    /// Whether it is not there yet.
    pub is_new: bool,
    /// What is replaced.
    pub edits: Vec<Edit>,
}

/// What can be done about `span` of the page; `told` is what is wrong in the notebook.
pub fn actions(page: &Page<'_>, span: Span, told: &[Diagnostic]) -> Vec<Action> {
    told.iter()
        .filter(|told| told.place.file == page.source.path && touch(told.place.span, span))
        .filter_map(mend)
        .collect()
}

fn touch(a: Span, b: Span) -> bool {
    a.start <= b.end && b.start <= a.end
}

fn mend(told: &Diagnostic) -> Option<Action> {
    let fix = told.fix.as_ref()?;
    Some(Action {
        title: sentence(&fix.title),
        kind: ActionKind::Mend(Box::new(told.clone()), fix.grade),
        changes: vec![Change { file: told.place.file.clone(), is_new: false, edits: fix.edits.clone() }],
    })
}

/// A title with a capital, as menus have it.
fn sentence(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
