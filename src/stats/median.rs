//! The middle of a set of values, and how far from it they lie.

/// The median of `values`, in any order: the middle one, or the mean of the middle two. Values that are no finite
/// number are left out; `None` if none is left.
///
/// ```
/// use askbook::stats::median;
/// assert_eq!(median(&[3.0, 1.0, 2.0, 9.0]), Some(2.5));
/// ```
pub fn median(values: &[f64]) -> Option<f64> {
    median_of_sorted(&sorted(values.iter().copied()))
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

/// The median of `values`, which are left in another order.
pub(super) fn median_of(values: &mut [f64]) -> Option<f64> {
    let upper = values.len() / 2;
    if values.is_empty() {
        return None;
    }
    let (below, high, _) = values.select_nth_unstable_by(upper, f64::total_cmp);
    let high = *high;
    let low = below.iter().copied().max_by(f64::total_cmp).filter(|_| values.len().is_multiple_of(2));
    // Halved before they are added, as the sum of two huge values would be infinite.
    Some(low.map_or(high, |low| low / 2.0 + high / 2.0))
}

/// The value at a place of the sorted `values`, the last of them past their end; they are left in another order.
pub(super) fn at_place(values: &mut [f64], place: usize) -> Option<f64> {
    let last = values.len().checked_sub(1)?;
    Some(*values.select_nth_unstable_by(place.min(last), f64::total_cmp).1)
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
        fn total(values in prop::collection::vec(any::<f64>(), 0..50), centre: f64) {
            prop_assert!(median(&values).is_none_or(f64::is_finite));
            prop_assert!(mad(&values, centre).is_none_or(|mad| mad >= 0.0));
        }
    }
}
