//! What is private: an ask with all that belongs to it (format, section 8).

use super::ids::Reference;
use super::link::Linked;
use super::whos::Named;
use super::{RecordId, View};
use std::collections::HashMap;

/// For each record, whether it is private. Also records that the future or an error leaves uncounted
/// belong to what they refer to or are nested in, or may mean by their whos.
pub(super) fn private(
    view: &View<'_>,
    references: &[Reference],
    linked: &Linked,
    asks: &[u32],
    named: &Named,
) -> Vec<bool> {
    if !view.gists.iter().any(|gist| gist.private) {
        return vec![false; view.len()];
    }
    let mut groups = Groups((0..view.len() as u32).collect());
    for (id, reference) in references.iter().enumerate() {
        if let Some(target) = reference.target() {
            groups.join(id, target);
        }
        if let Some(around) = linked.deciders[id].get() {
            groups.join(id, around);
        }
        if let Some(target) = linked.targets[id].get() {
            groups.join(id, target);
        }
    }
    let mut private = vec![false; view.len()];
    for (id, gist) in view.gists.iter().enumerate() {
        if gist.private {
            private[groups.head(id)] = true;
        }
    }
    for ask in meant(view, references, linked, asks, named) {
        private[groups.head(ask)] = true;
    }
    (0..view.len()).map(|id| private[groups.head(id)]).collect()
}

/// The asks that a private step or answer may mean, which was matched with none: all that have its whos.
fn meant(
    view: &View<'_>,
    references: &[Reference],
    linked: &Linked,
    asks: &[u32],
    named: &Named,
) -> Vec<RecordId> {
    let seeks = |id: RecordId| {
        let gist = view.gist(id);
        gist.private
            && gist.is_event()
            && references[id] == Reference::NONE
            && linked.targets[id].get().is_none()
    };
    let mut seekers: HashMap<u32, Vec<RecordId>> = HashMap::new();
    for id in (0..view.len()).filter(|id| seeks(*id)) {
        if let Some(first) = named.of(id).first() {
            seekers.entry(*first).or_default().push(id);
        }
    }
    if seekers.is_empty() {
        return Vec::new();
    }
    let has_all = |whos: &[u32], seeker: &RecordId| named.of(*seeker).iter().all(|who| whos.contains(who));
    let asks = asks.iter().map(|id| *id as usize);
    asks.filter(|ask| {
        let whos = named.of(*ask);
        whos.iter().filter_map(|who| seekers.get(who)).flatten().any(|seeker| has_all(whos, seeker))
    })
    .collect()
}

/// Sets of records that belong together.
struct Groups(Vec<u32>);

impl Groups {
    fn head(&mut self, id: usize) -> usize {
        let mut id = id as u32;
        while self.0[id as usize] != id {
            self.0[id as usize] = self.0[self.0[id as usize] as usize];
            id = self.0[id as usize];
        }
        id as usize
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.head(a), self.head(b));
        self.0[a.max(b)] = a.min(b) as u32;
    }
}
