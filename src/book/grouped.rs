//! Lists of many groups in one: what belongs to each ask.

/// For each group, what belongs to it.
#[derive(Debug, Clone)]
pub(super) struct Grouped<T> {
    /// Where each group begins, and after them the end.
    starts: Vec<u32>,
    all: Vec<T>,
}

impl<T> Default for Grouped<T> {
    fn default() -> Self {
        Self { starts: vec![0], all: Vec::new() }
    }
}

impl<T: Clone> Grouped<T> {
    /// `found` by group; those of one group stay in their order.
    pub fn new(groups: usize, mut found: Vec<(u32, T)>) -> Self {
        // Stable, so that the order of days stays.
        found.sort_by_key(|(group, _)| *group);
        let mut starts = Vec::with_capacity(groups + 1);
        let mut at = 0;
        for group in 0..=groups as u32 {
            while found.get(at).is_some_and(|(other, _)| *other < group) {
                at += 1;
            }
            starts.push(at as u32);
        }
        Self { starts, all: found.into_iter().map(|(_, one)| one).collect() }
    }

    /// What belongs to `group`, in order.
    pub fn of(&self, group: usize) -> &[T] {
        &self.all[self.starts[group] as usize..self.starts[group + 1] as usize]
    }
}
