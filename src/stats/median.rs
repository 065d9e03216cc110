//! The middle of a set of values, and how far from it they lie.

/// The median of `values`, in any order: the middle one, or the mean of the middle two. Values that are no finite
/// number are left out; `None` if none is left.
///
/// ```
/// use askbook::stats::median;
/// assert_eq!(median(&[3.0, 1.0, 2.0, 9.0]), Some(2.5));
/// ```
pub fn median(values: &[f64]) -> Option<f64> {
    Places::of(values.iter().copied()).median()
}

/// The median of whole numbers from 0 on, of which `counts` says how often each is there; `None` as for [`median`].
///
/// ```
/// use askbook::stats::median_of_counts;
/// assert_eq!(median_of_counts(&[1, 0, 1, 2]), Some(2.5));
/// assert_eq!(median_of_counts(&[0, 0]), None);
/// ```
pub fn median_of_counts(counts: &[u64]) -> Option<f64> {
    let all: u64 = counts.iter().sum();
    let at = |place: u64| {
        let mut upto = 0;
        counts.iter().position(|count| {
            upto += count;
            upto > place
        })
    };
    let (low, high) = (at(all.checked_sub(1)? / 2)?, at(all / 2)?);
    Some((low as f64 + high as f64) / 2.0)
}

/// The median absolute deviation from `centre`, not scaled to a standard deviation; `None` as for [`median`].
///
/// Source: Hampel 1974, JASA 69:383.
pub fn mad(values: &[f64], centre: f64) -> Option<f64> {
    median_of_sorted(&sorted(values.iter().map(|value| (value - centre).abs())))
}

/// The finite ones among `values`, in order.
pub(super) fn sorted(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut finite: Vec<f64> = values.filter(|value| value.is_finite()).collect();
    finite.sort_unstable_by(f64::total_cmp);
    finite
}

/// Values that are asked for at a few places of their order, for which they need not be sorted.
pub(super) struct Places {
    /// In the order of the values, as numbers that are compared faster.
    keys: Vec<i64>,
    /// The places asked for so far, in order: what belongs there is there, and nothing on its wrong side.
    known: Vec<usize>,
}

impl Places {
    /// The finite ones among `values`.
    pub fn of(values: impl Iterator<Item = f64>) -> Self {
        let mut keys = Vec::new();
        // What is made of nested loops goes on faster inside of them.
        values.filter(|value| value.is_finite()).for_each(|value| keys.push(key(value)));
        Self { keys, known: Vec::new() }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Their median.
    pub fn median(&mut self) -> Option<f64> {
        let upper = self.len() / 2;
        let high = self.at(upper)?;
        if !self.len().is_multiple_of(2) {
            return Some(high);
        }
        // Halved before they are added, as the sum of two huge values would be infinite.
        Some(self.at(upper - 1)? / 2.0 + high / 2.0)
    }

    /// The value at a place, or the last of all past their end.
    pub fn at(&mut self, place: usize) -> Option<f64> {
        let place = place.min(self.len().checked_sub(1)?);
        if let Err(after) = self.known.binary_search(&place) {
            let from = after.checked_sub(1).map_or(0, |before| self.known[before] + 1);
            let to = self.known.get(after).copied().unwrap_or(self.keys.len());
            self.keys[from..to].select_nth_unstable(place - from);
            self.known.insert(after, place);
        }
        Some(value(self.keys[place]))
    }
}

/// A number in the place of a value: both are in the same order, that of [`f64::total_cmp`].
fn key(value: f64) -> i64 {
    let bits = value.to_bits() as i64;
    bits ^ ((bits >> 63) as u64 >> 1) as i64
}

fn value(key: i64) -> f64 {
    f64::from_bits((key ^ ((key >> 63) as u64 >> 1) as i64) as u64)
}

pub(super) fn median_of_sorted(sorted: &[f64]) -> Option<f64> {
    let upper = sorted.len() / 2;
    let high = *sorted.get(upper)?;
    // Halved before they are added, as the sum of two huge values would be infinite.
    Some(if sorted.len() % 2 == 1 { high } else { sorted[upper - 1] / 2.0 + high / 2.0 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn odd_even_one_and_none() {
        assert_eq!(median(&[5.0, 1.0, 3.0]), Some(3.0));
        assert_eq!(median(&[8.0, 8.0, 8.0, 7.0, 7.0, 7.0]), Some(7.5));
        assert_eq!(median(&[4.0]), Some(4.0));
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[f64::NAN, 2.0, f64::INFINITY]), Some(2.0));
        assert_eq!(mad(&[12.0, 18.0, 9.0, 22.0, 15.0, 17.0, 14.0, 20.0], 16.0), Some(3.0));
    }

    proptest! {
        #[test]
        fn places_are_those_of_the_sorted(values in prop::collection::vec(any::<f64>(), 0..50), place in 0..60usize) {
            let all = sorted(values.iter().copied());
            let mut places = Places::of(values.iter().copied());
            let at = |place: usize| all.get(place.min(all.len().saturating_sub(1))).copied();
            prop_assert_eq!(places.at(place).map(f64::to_bits), at(place).map(f64::to_bits));
            prop_assert_eq!(places.median(), median_of_sorted(&all));
            prop_assert_eq!(places.at(place).map(f64::to_bits), at(place).map(f64::to_bits));
        }

        #[test]
        fn total(values in prop::collection::vec(any::<f64>(), 0..50), centre: f64) {
            prop_assert!(median(&values).is_none_or(f64::is_finite));
            prop_assert!(mad(&values, centre).is_none_or(|mad| mad >= 0.0));
        }
    }
}
