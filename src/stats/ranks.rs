//! Whether the ratings of one set are mostly higher than those of another.

use super::distribution::normal_quantile;
use super::median::sorted;
use super::sure_among;

/// The Mann–Whitney test of two sets of values that have nothing to do with each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MannWhitney {
    /// How many pairs of one value from each set have the first one higher; ties count half.
    pub u: f64,
    /// The variance of `u` if there is no difference, corrected for ties.
    pub variance: f64,
    /// `u` less half of all pairs, half a pair nearer to 0, in standard deviations; 0 where all values are tied.
    /// Beyond 1.96 to either side it is rarely chance.
    pub z: f64,
}

impl MannWhitney {
    /// The test of `first` against `second`, in any order; values that are no finite number are left out. `None` if
    /// either is then empty.
    ///
    /// Source: Mann and Whitney 1947, Annals of Mathematical Statistics 18:50; the normal approximation with its
    /// corrections as in Lehmann 1975, Nonparametrics.
    ///
    /// ```
    /// use askbook::stats::MannWhitney;
    /// assert_eq!(MannWhitney::of(&[5.0, 6.0], &[1.0, 2.0]).unwrap().u, 4.0);
    /// ```
    pub fn of(first: &[f64], second: &[f64]) -> Option<Self> {
        let (first, second) = (sorted(first.iter().copied()), sorted(second.iter().copied()));
        let (n, m) = (first.len() as f64, second.len() as f64);
        if first.is_empty() || second.is_empty() {
            return None;
        }
        // Of each first value: how many of the second lie below it, and half of those equal to it.
        let u = first.iter().map(|value| {
            let below = second.partition_point(|other| other < value);
            let up_to = second.partition_point(|other| other <= value);
            (below + up_to) as f64 / 2.0
        });
        let u: f64 = u.sum();
        let all = sorted(first.iter().chain(&second).copied());
        let tied: f64 =
            all.chunk_by(|a, b| a == b).map(|group| (group.len() as f64).powi(3) - group.len() as f64).sum();
        let total = n + m;
        let correction = if total > 1.0 { tied / (total * (total - 1.0)) } else { 0.0 };
        let variance = n * m / 12.0 * (total + 1.0 - correction);
        let away = u - n * m / 2.0;
        let nearer = (away.abs() - 0.5).max(0.0).copysign(away);
        // All tied, the variance is 0 but for the last bits.
        let z = if variance > 1e-9 { nearer / variance.sqrt() } else { 0.0 };
        Some(Self { u, variance, z })
    }

    /// Whether the two differ clearly, if this is one of `tests` that are made at once: where there is no difference
    /// in truth, one such set in twenty has a test that says so, or fewer. For one test that is beyond 1.96, for two
    /// beyond 2.24.
    pub fn is_clear_among(&self, tests: usize) -> bool {
        normal_quantile(sure_among(tests)).is_some_and(|bar| self.z.abs() > bar)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::tests::prints;
    use proptest::prelude::*;

    const FEAR: [f64; 10] = [7., 8., 6., 8., 6., 7., 9., 6., 7., 8.];
    const STING: [f64; 10] = [4., 6., 3., 5., 3., 5., 6., 2., 4., 3.];

    #[test]
    fn vector() {
        let test = MannWhitney::of(&FEAR, &STING).unwrap();
        prints(test.u, "97.0");
        prints(test.variance, "170.5263");
        prints(test.z, "3.56088");
    }

    #[test]
    fn the_more_tests_the_clearer() {
        let with = |z| MannWhitney { u: 0.0, variance: 1.0, z };
        assert!(
            with(1.97).is_clear_among(1) && with(-1.97).is_clear_among(1) && !with(1.95).is_clear_among(1)
        );
        assert!(with(2.25).is_clear_among(2) && !with(2.23).is_clear_among(2));
    }

    #[test]
    fn empty_one_and_ties_everywhere() {
        assert_eq!((MannWhitney::of(&[], &[1.0]), MannWhitney::of(&[f64::NAN], &[1.0])), (None, None));
        assert_eq!(MannWhitney::of(&[5.0; 20], &[5.0; 30]).map(|test| test.z), Some(0.0));
        assert_eq!(MannWhitney::of(&[5.0], &[1.0]).map(|test| test.u), Some(1.0));
    }

    proptest! {
        #[test]
        fn turning_it_round_turns_the_sign(a in prop::collection::vec(0..=10u8, 1..40), b in prop::collection::vec(0..=10u8, 1..40)) {
            let floats = |ratings: &[u8]| ratings.iter().map(|rating| f64::from(*rating)).collect::<Vec<_>>();
            let (a, b) = (floats(&a), floats(&b));
            let (one, other) = (MannWhitney::of(&a, &b).unwrap(), MannWhitney::of(&b, &a).unwrap());
            prop_assert!((one.z + other.z).abs() < 1e-9 && one.variance >= -1e-9);
        }
    }
}
