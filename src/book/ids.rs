//! Ids and references to them (format, section 4).

use super::folded::Folded;
use super::{RecordId, View};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::{Marker, fold};
use rayon::prelude::*;
use std::collections::HashMap;

/// The first record with each id; plans and asks share one space of ids, also those of the future.
pub(super) fn collect(view: &View<'_>, diagnostics: &mut Vec<Diagnostic>) -> Folded {
    let mut ids = Folded::default();
    for (id, record) in view.records().enumerate() {
        let Some(name) = record.id() else { continue };
        let first = ids.get_or_insert(name.text, id, |id| called(view, id));
        let Some(earlier) = view.record(first).id().filter(|_| first != id) else { continue };
        let message = format!("the id `{}` is defined twice", name.text);
        diagnostics.push(
            Diagnostic::new(Code::DuplicateId, view.path(id), name.span, message)
                .hint("give one of them another id; until then references mean the first")
                .related(view.path(first), earlier.span, "first defined here"),
        );
    }
    ids
}

fn called<'f>(view: &View<'f>, id: RecordId) -> &'f str {
    view.record(id).id().map_or("", |name| name.text)
}

/// Where the reference of a record leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reference {
    /// It has none.
    None,
    /// To this ask or plan.
    To(u32),
    /// To an id that nothing has.
    Unknown,
}

impl Reference {
    fn to(target: RecordId) -> Self {
        Self::To(target as u32)
    }
}

/// The reference of each record.
pub(super) fn references(view: &View<'_>, ids: &Folded, diagnostics: &mut Vec<Diagnostic>) -> Vec<Reference> {
    let references: Vec<Reference> =
        (0..view.len()).into_par_iter().map(|id| reference(view, ids, id)).collect();
    let is_unknown = |id: &RecordId| references[*id] == Reference::Unknown;
    tell_unknown(view, ids, (0..references.len()).filter(is_unknown), diagnostics);
    references
}

fn reference(view: &View<'_>, ids: &Folded, id: RecordId) -> Reference {
    let Some(name) = view.record(id).re() else { return Reference::None };
    match ids.get(name.text, |id| called(view, id)) {
        Some(target) if target == id => Reference::None,
        Some(target) => Reference::to(target),
        None => Reference::Unknown,
    }
}

/// Tells of the records whose ids nothing has.
fn tell_unknown(
    view: &View<'_>,
    ids: &Folded,
    records: impl Iterator<Item = RecordId>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut known: Option<Vec<&str>> = None;
    let mut guesses: HashMap<String, Vec<String>> = HashMap::new();
    for id in records {
        let record = view.record(id);
        let is_event = matches!(record.marker, Marker::Step | Marker::Answer(_));
        let Some(name) = record.re().filter(|_| !is_event || view.counts(id)) else { continue };
        let known = known.get_or_insert_with(|| {
            let mut known: Vec<&str> = ids.numbers().map(|id| called(view, id)).collect();
            known.sort_unstable();
            known
        });
        // A thousand unknown ids are looked up among the known ones, not a hundred thousand.
        let near = if guesses.len() < 1000 {
            let guess =
                || nearest(name.text, known.iter().copied(), 3).into_iter().map(str::to_owned).collect();
            guesses.entry(fold(name.text)).or_insert_with(guess).clone()
        } else {
            Vec::new()
        };
        diagnostics.push(unknown(view, id, name.text, name.span, &near));
    }
}

fn unknown(
    view: &View<'_>,
    id: RecordId,
    name: &str,
    span: crate::text::Span,
    near: &[String],
) -> Diagnostic {
    let told = Diagnostic::new(Code::UnknownId, view.path(id), span, format!("nothing has the id `{name}`"));
    match near {
        [] => told.hint(format!("put `^{name}` at the end of the ask that is meant")),
        [one] => told.hint(format!("did you mean `re:{one}`?")),
        several => {
            let list: Vec<String> = several.iter().map(|id| format!("`re:{id}`")).collect();
            told.hint(format!("did you mean one of {}?", list.join(", ")))
        }
    }
}
