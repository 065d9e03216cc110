//! How many of how many: the share, and how far it can be trusted.

use super::{Interval, Z95};

/// `k` of `n`: a count within a named denominator.
///
/// ```
/// use askbook::stats::Rate;
/// let rate = Rate::new(17, 103);
/// let interval = rate.wilson().unwrap();
/// assert!((interval.low - 0.1057).abs() < 5e-5 && (interval.high - 0.2485).abs() < 5e-5);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Rate {
    k: u64,
    n: u64,
}

impl Rate {
    /// `k` of `n`. A `k` above `n` is held to `n`, so that every rate is a share.
    pub fn new(k: u64, n: u64) -> Self {
        Self { k: k.min(n), n }
    }

    /// How many were counted, at most `n`.
    pub fn k(self) -> u64 {
        self.k
    }

    /// Of how many.
    pub fn n(self) -> u64 {
        self.n
    }

    /// k / n, from 0 to 1; `None` of nothing.
    pub fn share(self) -> Option<f64> {
        (self.n > 0).then(|| self.k as f64 / self.n as f64)
    }

    /// The Wilson score interval of the share at 95 %; `None` of nothing.
    ///
    /// Source: Wilson 1927; recommended by Brown, Cai and DasGupta 2001, Statistical Science 16:101.
    pub fn wilson(self) -> Option<Interval> {
        let share = self.share()?;
        let n = self.n as f64;
        let stretch = 1.0 + Z95 * Z95 / n;
        let centre = (share + Z95 * Z95 / (2.0 * n)) / stretch;
        let half = Z95 * (share * (1.0 - share) / n + Z95 * Z95 / (4.0 * n * n)).sqrt() / stretch;
        Some(Interval {
            // Exactly 0 and 1 at the ends, where the difference would leave a last bit.
            low: if self.k == 0 { 0.0 } else { (centre - half).max(0.0) },
            high: if self.k == self.n { 1.0 } else { (centre + half).min(1.0) },
        })
    }

    /// The share drawn towards the rate of `all` as by ten further cases of it: (k + 10·m) / (n + 10), m the share
    /// of `all`. It sorts rates of unlike n, so that 1 of 1 does not stand above 30 of 40. `None` if `all` is of
    /// nothing.
    ///
    /// Source: the posterior mean under a Beta prior worth ten cases (Efron and Morris 1977, Scientific American
    /// 236:119, for why to shrink).
    pub fn shrunk(self, all: Rate) -> Option<f64> {
        const WEIGHT: f64 = 10.0;
        all.share().map(|m| (self.k as f64 + WEIGHT * m) / (self.n as f64 + WEIGHT))
    }
}

/// The highest rate of yes, from 0 to 1, that `noes` noes in a row leave possible at 95 %: 1 − 0.05^(1/n), about
/// 3/n. `None` for no noes.
///
/// Source: Hanley and Lippman-Hand 1983, JAMA 249:1743.
pub fn no_yes_bound(noes: u64) -> Option<f64> {
    // Through expm1, since 1 − 0.05^(1/n) cancels for large n.
    (noes > 0).then(|| -(0.05_f64.ln() / noes as f64).exp_m1())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::tests::prints;
    use proptest::prelude::*;

    #[test]
    fn wilson_vectors() {
        for (k, n, low, high) in [
            (0, 20, "0.0000", "0.1611"),
            (1, 10, "0.0179", "0.4042"),
            (17, 103, "0.1057", "0.2485"),
            (12, 150, "0.0464", "0.1346"),
        ] {
            let interval = Rate::new(k, n).wilson().unwrap();
            prints(interval.low, low);
            prints(interval.high, high);
        }
        assert_eq!(Rate::new(0, 20).wilson().unwrap().low, 0.0);
        assert_eq!(Rate::new(20, 20).wilson().unwrap().high, 1.0);
    }

    #[test]
    fn bound_vectors() {
        prints(no_yes_bound(20).unwrap(), "0.1391");
        prints(no_yes_bound(60).unwrap(), "0.0487");
        prints(no_yes_bound(1).unwrap(), "0.95");
        assert_eq!(no_yes_bound(0), None);
    }

    #[test]
    fn of_nothing_there_is_no_rate() {
        let nothing = Rate::new(3, 0);
        assert_eq!((nothing.k(), nothing.share(), nothing.wilson()), (0, None, None));
        assert_eq!(Rate::new(1, 1).shrunk(nothing), None);
        assert_eq!(nothing.shrunk(Rate::new(1, 4)), Some(0.25));
    }

    #[test]
    fn shrinking_puts_one_of_one_below_many_of_many() {
        let all = Rate::new(31, 100);
        assert!(Rate::new(1, 1).shrunk(all) < Rate::new(30, 40).shrunk(all));
    }

    proptest! {
        #[test]
        fn total(k in any::<u64>(), n in any::<u64>()) {
            let rate = Rate::new(k, n);
            if let (Some(share), Some(interval)) = (rate.share(), rate.wilson()) {
                prop_assert!(0.0 <= interval.low && interval.low <= share + 1e-12);
                prop_assert!(share <= interval.high + 1e-12 && interval.high <= 1.0);
            }
            prop_assert!(no_yes_bound(n).is_none_or(|bound| (0.0..=0.95).contains(&bound)));
            prop_assert!(rate.shrunk(rate).is_none_or(|share| (0.0..=1.0).contains(&share)));
        }
    }
}
