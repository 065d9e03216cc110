//! Ids and references to them (format, section 4).

use super::folded::Folded;
use super::{RecordId, Standing, View};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::{Marker, fold};
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
    let mut known: Option<Vec<&str>> = None;
    let mut guesses: HashMap<String, Vec<String>> = HashMap::new();
    view.records()
        .enumerate()
        .map(|(id, record)| {
            let Some(name) = record.re() else { return Reference::None };
            if let Some(target) = ids.get(name.text, |id| called(view, id)) {
                return if target == id { Reference::None } else { Reference::to(target) };
            }
            let is_event = matches!(record.marker, Marker::Step | Marker::Answer(_));
            if is_event && view.standing(id) != Standing::Counted {
                return Reference::Unknown;
            }
            let known = known.get_or_insert_with(|| {
                let mut known: Vec<&str> = ids.numbers().map(|id| called(view, id)).collect();
                known.sort_unstable();
                known
            });
            // A thousand unknown ids are looked up among the known ones, not a hundred thousand.
            let near = if guesses.len() < 1000 {
                guesses
                    .entry(fold(name.text))
                    .or_insert_with(|| {
                        nearest(name.text, known.iter().copied(), 3).into_iter().map(str::to_owned).collect()
                    })
                    .clone()
            } else {
                Vec::new()
            };
            diagnostics.push(unknown(view, id, name.text, name.span, &near));
            Reference::Unknown
        })
        .collect()
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
