//! Ids and references to them (format, section 4).

use super::folded::{Folded, same};
use super::{RecordId, View};
use crate::diagnostic::{Code, Diagnostic, Grade, nearest};
use crate::model::{Digest, fold, folded, is_id};
use crate::text::Span;
use rayon::prelude::*;
use std::collections::HashMap;

/// The first record with each id, in tables that are filled side by side and are small enough to lie near.
#[derive(Debug, Default)]
pub(super) struct Ids([Folded; PARTS]);

/// How many tables there are.
const PARTS: usize = 16;

/// An id in any case, in few bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Key(u64);

impl Key {
    /// In a key of what is no id of eight letters or fewer: it is a digest, where those say all of the id.
    const DIGEST: u64 = 1 << 63;

    pub fn of(id: &str) -> Self {
        Self::short(id).unwrap_or_else(|| {
            let id = folded(id);
            Self::short(&id).unwrap_or_else(|| Self(Self::DIGEST | Digest::of_spelling(&id).spread()))
        })
    }

    fn short(id: &str) -> Option<Self> {
        let letters = id.bytes().map(|byte| byte.to_ascii_lowercase());
        (id.len() <= 8 && is_id(id)).then(|| Self(letters.fold(0, |key, byte| key << 8 | u64::from(byte))))
    }

    /// Whether two ids that have this key are the same for sure.
    fn is_whole(self) -> bool {
        self.0 & Self::DIGEST == 0
    }

    fn digest(self) -> Digest {
        Digest::of_number(self.0)
    }
}

impl Ids {
    /// The first record with this id, in any case.
    pub fn get<'n>(&self, id: &str, called: impl Fn(RecordId) -> &'n str) -> Option<RecordId> {
        let digest = Key::of(id).digest();
        self.0[digest.part(PARTS as u32)].find(digest, |record| same(called(record), id))
    }

    /// The records that ids mean, in no order.
    pub fn records(&self) -> impl Iterator<Item = RecordId> {
        self.0.iter().flat_map(Folded::numbers)
    }
}

/// The first record with each id; plans and asks share one space of ids, also those of the future. `keys` are those
/// of the ids that records have.
pub(super) fn collect(view: &View<'_>, keys: &[Key], diagnostics: &mut Vec<Diagnostic>) -> Ids {
    let mut ids = Ids::default();
    let mut parts: [Vec<u32>; PARTS] = Default::default();
    for (id, _) in (0..).zip(view.gists).filter(|(_, gist)| gist.has_id) {
        parts[keys[id as usize].digest().part(PARTS as u32)].push(id);
    }
    let again = ids.0.par_iter_mut().zip(parts).flat_map_iter(|(ids, part)| {
        *ids = Folded::with_room(part.len());
        part.into_iter().map(|id| id as usize).filter_map(|id| {
            let is_it = |other: RecordId| means(view, keys, other, keys[id], || called(view, id));
            let first = ids.find_or_insert(keys[id].digest(), id, is_it);
            (first != id).then_some((id, first))
        })
    });
    let mut again: Vec<(RecordId, RecordId)> = again.collect();
    again.sort_unstable();
    diagnostics.extend(again.into_iter().filter_map(|(id, first)| twice(view, id, first)));
    ids
}

/// Whether a record has the id with this key. Other records lie far apart: they are looked at only if they must.
fn means<'n>(view: &View<'_>, keys: &[Key], record: RecordId, key: Key, name: impl Fn() -> &'n str) -> bool {
    keys[record] == key && (key.is_whole() || same(called(view, record), name()))
}

fn twice(view: &View<'_>, id: RecordId, first: RecordId) -> Option<Diagnostic> {
    let (name, earlier) = (view.record(id).id()?, view.record(first).id()?);
    let message = format!("the id `{}` is defined twice", name.text);
    let told = Diagnostic::new(Code::DuplicateId, view.path(id), name.span, message)
        .hint("give one of them another id; until then references mean the first")
        .related(view.path(first), earlier.span, "first defined here");
    Some(told)
}

fn called<'f>(view: &View<'f>, id: RecordId) -> &'f str {
    view.record(id).id_text()
}

/// Where the reference of a record leads, in four bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reference(u32);

impl Reference {
    /// There is none.
    pub const NONE: Self = Self(u32::MAX);
    /// To an id that nothing has.
    pub const UNKNOWN: Self = Self(u32::MAX - 1);

    /// The ask or plan that it leads to.
    pub fn target(self) -> Option<RecordId> {
        (self.0 < Self::UNKNOWN.0).then_some(self.0 as usize)
    }
}

/// The reference of each record; `keys` are those of the ids that records have, or else refer to.
pub(super) fn references(
    view: &View<'_>,
    ids: &Ids,
    keys: &[Key],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Reference> {
    let references: Vec<Reference> =
        (0..view.len()).into_par_iter().map(|id| reference(view, ids, keys, id)).collect();
    let is_unknown = |id: &RecordId| references[*id] == Reference::UNKNOWN;
    tell_unknown(view, ids, (0..references.len()).filter(is_unknown), diagnostics);
    references
}

fn reference(view: &View<'_>, ids: &Ids, keys: &[Key], id: RecordId) -> Reference {
    if !view.gist(id).refers {
        return Reference::NONE;
    }
    let name = || view.record(id).re_text();
    let key = if view.gist(id).has_id { Key::of(name()) } else { keys[id] };
    let is_it = |other: RecordId| means(view, keys, other, key, name);
    match ids.0[key.digest().part(PARTS as u32)].find(key.digest(), is_it) {
        Some(target) if target == id => Reference::NONE,
        Some(target) => Reference(target as u32),
        None => Reference::UNKNOWN,
    }
}

/// Tells of the records whose ids nothing has.
fn tell_unknown(
    view: &View<'_>,
    ids: &Ids,
    records: impl Iterator<Item = RecordId>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut known: Option<Vec<&str>> = None;
    let mut guesses: HashMap<String, Vec<String>> = HashMap::new();
    for id in records {
        let gist = view.gist(id);
        let Some(name) = view.record(id).re().filter(|_| !gist.is_event() || gist.counts) else { continue };
        let known = known.get_or_insert_with(|| {
            let mut known: Vec<&str> = ids.records().map(|id| called(view, id)).collect();
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

fn unknown(view: &View<'_>, id: RecordId, name: &str, span: Span, near: &[String]) -> Diagnostic {
    let told = Diagnostic::new(Code::UnknownId, view.path(id), span, format!("nothing has the id `{name}`"));
    match near {
        [] => told.hint(format!("put `^{name}` at the end of the ask that is meant")),
        [one] => {
            let told = told.hint(format!("did you mean `re:{one}`?"));
            // Of a link the page would have to be another, too.
            let is_key = span.range().len() == "re:".len() + name.len();
            let id = Span { start: span.start + "re:".len() as u32, end: span.end };
            if is_key { told.fix(Grade::Look, format!("write `re:{one}`"), id, one) } else { told }
        }
        several => {
            let list: Vec<String> = several.iter().map(|id| format!("`re:{id}`")).collect();
            told.hint(format!("did you mean one of {}?", list.join(", ")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_short_id_is_its_key() {
        assert!(Key::of("Acme-2").is_whole() && Key::of("acme-2") == Key::of("ACME-2"));
        assert!(
            !Key::of("acme-founder").is_whole() && !Key::of("café").is_whole() && !Key::of("\0a").is_whole()
        );
        assert_eq!(Key::of("\u{212a}elvin"), Key::of("kelvin"));
    }

    proptest! {
        #[test]
        fn ids_that_are_one_have_one_key(a in "[a-cA-C1-]{0,9}", b in "[a-cA-C1-]{0,9}") {
            let is_one = fold(&a) == fold(&b);
            prop_assert!(!is_one || Key::of(&a) == Key::of(&b));
            prop_assert!(is_one || Key::of(&a) != Key::of(&b) || !Key::of(&a).is_whole());
        }
    }
}
