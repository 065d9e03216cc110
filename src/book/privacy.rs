//! What is private: an ask with all that belongs to it (format, section 8).

use super::ids::Reference;
use super::link::Linked;
use super::whos::Named;
use super::{RecordId, View};
use crate::model::Marker;
use std::collections::{HashMap, HashSet};

/// For each record, whether it is private. Also records that the future or an error leaves uncounted
/// belong to what they refer to or are nested in, or may mean by their whos.
pub(super) fn private(
    view: &View<'_>,
    references: &[Reference],
    linked: &Linked,
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
    let seekers: Vec<RecordId> = (0..view.len())
        .filter(|id| view.gist(*id).is_event() && linked.targets[*id].get().is_none())
        .filter(|id| private[groups.head(*id)])
        .collect();
    for ask in meant(view, named, &seekers) {
        private[groups.head(ask)] = true;
    }
    (0..view.len()).map(|id| private[groups.head(id)]).collect()
}

/// The asks that steps or answers may mean which are matched with none: all that have the whos of one of them.
fn meant(view: &View<'_>, named: &Named, seekers: &[RecordId]) -> Vec<RecordId> {
    let sought: HashSet<u32> = seekers.iter().flat_map(|id| named.of(*id)).copied().collect();
    if sought.is_empty() {
        return Vec::new();
    }
    let is_sought = |ask: &RecordId| named.of(*ask).iter().any(|who| sought.contains(who));
    let asks = (0..view.len()).filter(|id| view.gist(*id).marker == Marker::Ask);
    let asks: Vec<RecordId> = asks.filter(is_sought).collect();
    let mut asked: HashMap<u32, usize> = HashMap::new();
    for who in asks.iter().flat_map(|ask| named.of(*ask)) {
        *asked.entry(*who).or_default() += 1;
    }
    // Each is found by the one of its whos who was asked least.
    let mut by_rarest: HashMap<u32, Vec<RecordId>> = HashMap::new();
    for seeker in seekers {
        let times = |who: &&u32| asked.get(who).copied().unwrap_or_default();
        if let Some(rarest) = named.of(*seeker).iter().min_by_key(times) {
            by_rarest.entry(*rarest).or_default().push(*seeker);
        }
    }
    let has_all = |whos: &[u32], seeker: &RecordId| named.of(*seeker).iter().all(|who| whos.contains(who));
    asks.into_iter()
        .filter(|ask| {
            let whos = named.of(*ask);
            whos.iter().filter_map(|who| by_rarest.get(who)).flatten().any(|seeker| has_all(whos, seeker))
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
