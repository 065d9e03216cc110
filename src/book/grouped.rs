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

impl<T: Copy> Grouped<T> {
    /// `found` by group; those of one group stay in their order.
    pub fn new(groups: usize, found: &[(u32, T)]) -> Self {
        let mut starts = vec![0; groups + 1];
        for (group, _) in found {
            starts[*group as usize + 1] += 1;
        }
        for group in 0..groups {
            starts[group + 1] += starts[group];
        }
        let Some((_, any)) = found.first() else { return Self { starts, all: Vec::new() } };
        let mut next = starts.clone();
        let mut all = vec![*any; found.len()];
        for (group, one) in found {
            let place = &mut next[*group as usize];
            all[*place as usize] = *one;
            *place += 1;
        }
        Self { starts, all }
    }

    /// What belongs to `group`, in order.
    pub fn of(&self, group: usize) -> &[T] {
        &self.all[self.starts[group] as usize..self.starts[group + 1] as usize]
    }
}
