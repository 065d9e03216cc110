//! Counting by days, of which most are few: a day is a number of days from something.

use std::ops::AddAssign;

/// What was counted on each day.
#[derive(Clone, Debug, Default)]
pub(super) struct ByDay<T> {
    /// By day, up to the last that was counted, where that is no later than [`NEAR`].
    near: Vec<T>,
    /// Of later days, in the order in which they were counted: one day in a row once.
    far: Vec<(u32, T)>,
}

/// As many days are counted in their places, however few are counted at all.
const NEAR: usize = 256;

impl<T: Copy + Default + PartialEq + AddAssign> ByDay<T> {
    /// Counts `one` more.
    pub fn add(&mut self, day: u32, one: T) {
        let place = day as usize;
        if place >= NEAR {
            match self.far.last_mut() {
                Some((last, count)) if *last == day => *count += one,
                _ => self.far.push((day, one)),
            }
            return;
        }
        if place >= self.near.len() {
            self.near.resize(place + 1, T::default());
        }
        self.near[place] += one;
    }

    /// The days on which anything was counted, in order.
    pub fn in_order(&self) -> impl Iterator<Item = (u32, T)> + use<T> {
        let near = (0..).zip(self.near.iter().copied()).filter(|(_, count)| *count != T::default());
        let mut all: Vec<(u32, T)> = near.collect();
        let from = all.len();
        all.extend(&self.far);
        all[from..].sort_by_key(|(day, _)| *day);
        all.dedup_by(|(day, more), (last, count)| {
            let is_same = day == last;
            if is_same {
                *count += *more;
            }
            is_same
        });
        all.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn each_day_is_counted_once(days in prop::collection::vec(prop_oneof![0..600u32, any::<u32>()], 0..80)) {
            let (mut counted, mut plain) = (ByDay::default(), BTreeMap::new());
            for day in days {
                counted.add(day, 1u32);
                *plain.entry(day).or_insert(0) += 1;
            }
            prop_assert!(counted.in_order().eq(plain));
        }
    }
}
