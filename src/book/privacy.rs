//! What is private: an ask with all that belongs to it (format, section 8).

use super::View;
use super::ids::Reference;
use super::link::Linked;

/// For each record, whether it is private. Also records that the future or an error leaves uncounted
/// belong to what they refer to or are nested in.
pub(super) fn private(view: &View<'_>, references: &[Reference], linked: &Linked) -> Vec<bool> {
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
    (0..view.len()).map(|id| private[groups.head(id)]).collect()
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
