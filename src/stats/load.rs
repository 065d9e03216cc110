//! Whether a week was far more than usual, and whether noes have begun to hurt more.

use super::median::{mad, median};
use super::trend::Slope;

/// The standard normal's 75 % point, the MAD of a standard normal. It is usually printed as 0.6745; the vector of the
/// standard, z = 5.6207, needs the full digits (with four it is 5.6208).
const NORMAL_MAD: f64 = 0.6744897501960817;

/// A week's count against the weeks before it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Load {
    /// The count of the week.
    pub asks: u64,
    /// The median of the weeks before: the usual.
    pub median: f64,
    /// Their median absolute deviation.
    pub mad: f64,
    /// The robust z of the week, 0.6745·(asks − median)/MAD; `None` where the MAD is 0.
    pub z: Option<f64>,
    /// Whether it was far more than usual: over twice the median, and z > 3.5 where there is a z. Never where the
    /// usual is 0, as nothing can be told as twice of that, and the first asks after a pause are no overload.
    pub heavy: bool,
}

impl Load {
    /// The most weeks that make the usual.
    pub const BEFORE: usize = 8;

    /// A week of `asks` after the weeks `before`, in order of time; of more than [`Load::BEFORE`] the last are
    /// taken. `None` without any.
    ///
    /// Source: robust z and its limit by Iglewicz and Hoaglin 1993, How to Detect and Handle Outliers.
    ///
    /// ```
    /// use askbook::stats::Load;
    /// assert!(Load::of(41, &[12, 18, 9, 22, 15, 17, 14, 20]).unwrap().heavy);
    /// ```
    pub fn of(asks: u64, before: &[u64]) -> Option<Self> {
        let last = &before[before.len().saturating_sub(Self::BEFORE)..];
        let counts: Vec<f64> = last.iter().map(|&count| count as f64).collect();
        let median = median(&counts)?;
        let mad = mad(&counts, median)?;
        let week = asks as f64;
        let z = (mad > 0.0).then(|| NORMAL_MAD * (week - median) / mad);
        let heavy = median > 0.0 && week > 2.0 * median && z.is_none_or(|z| z > 3.5);
        Some(Self { asks, median, mad, z, heavy })
    }
}

/// The slope of the last ten stings, in order of time, if it rises: its 90 % interval lies above 0. `None` if it
/// does not, or for fewer than ten.
pub fn rising_sting(stings: &[f64]) -> Option<Slope> {
    const RATED: usize = 10;
    let last = &stings[stings.len().checked_sub(RATED)?..];
    Slope::of(last, 0.90).filter(|slope| slope.low > 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::tests::prints;
    use proptest::prelude::*;

    const BASELINE: [u64; 8] = [12, 18, 9, 22, 15, 17, 14, 20];

    #[test]
    fn vector() {
        let load = Load::of(41, &BASELINE).unwrap();
        assert_eq!((load.median, load.mad, load.heavy), (16.0, 3.0, true));
        prints(load.z.unwrap(), "5.6207");
    }

    #[test]
    fn both_the_ratio_and_z_are_needed() {
        assert!(!Load::of(32, &BASELINE).unwrap().heavy, "twice the usual is not over it");
        assert!(Load::of(33, &BASELINE).unwrap().heavy);
        let scattered = Load::of(30, &[2, 20, 5, 25, 1, 18, 9, 14]).unwrap();
        assert!(scattered.asks as f64 > 2.0 * scattered.median && !scattered.heavy);
    }

    #[test]
    fn without_scatter_the_ratio_alone() {
        let (twice, over) = (Load::of(20, &[10; 8]).unwrap(), Load::of(21, &[10; 8]).unwrap());
        assert_eq!((twice.z, twice.heavy, over.z, over.heavy), (None, false, None, true));
    }

    #[test]
    fn only_eight_weeks_make_the_usual() {
        let mut longer = vec![500; 20];
        longer.extend(BASELINE);
        assert_eq!(Load::of(41, &longer), Load::of(41, &BASELINE));
    }

    #[test]
    fn no_weeks_and_weeks_of_rest() {
        assert_eq!(Load::of(41, &[]), None);
        assert!(!Load::of(1, &[0; 8]).unwrap().heavy);
        assert!(!Load::of(0, &[0; 8]).unwrap().heavy);
    }

    #[test]
    fn sting_vector() {
        let rising = [3., 3., 3., 4., 4., 4., 4., 5., 5., 6.];
        assert!(rising_sting(&rising).is_some_and(|slope| slope.low == 0.2));
        assert_eq!(rising_sting(&rising[1..]), None, "nine are too few");
        assert_eq!(rising_sting(&[5., 4., 6., 4., 5., 5., 5., 5., 6., 4.]), None);
        assert_eq!(rising_sting(&[]), None);
        let later: Vec<f64> = [9.0; 30].into_iter().chain(rising).collect();
        assert_eq!(rising_sting(&later), rising_sting(&rising), "only the last ten count");
    }

    proptest! {
        #[test]
        fn total(asks: u64, before in prop::collection::vec(any::<u64>(), 0..20), stings in prop::collection::vec(any::<f64>(), 0..20)) {
            let _ = (Load::of(asks, &before), rising_sting(&stings));
        }
    }
}
