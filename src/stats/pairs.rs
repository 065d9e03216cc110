//! What was expected against what came, on the same asks.

use super::distribution::student_quantile;

/// The mean difference of paired values, with its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paired {
    /// How many pairs.
    pub n: usize,
    /// The mean of first less second.
    pub mean: f64,
    /// The sample standard deviation of the differences (by n − 1).
    pub sd: f64,
    /// The lower end of the mean's 95 % t interval.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Paired {
    /// Of pairs (first, second), such as fear before and sting after. Pairs whose difference is no finite number
    /// are left out; `None` for fewer than two.
    ///
    /// Source: Student 1908, Biometrika 6:1.
    ///
    /// ```
    /// use askbook::stats::Paired;
    /// let paired = Paired::of(&[(7.0, 4.0), (8.0, 6.0), (6.0, 3.0)]).unwrap();
    /// assert!((paired.mean - 8.0 / 3.0).abs() < 1e-12);
    /// ```
    pub fn of(pairs: &[(f64, f64)]) -> Option<Self> {
        let differences: Vec<f64> =
            pairs.iter().map(|(first, second)| first - second).filter(|d| d.is_finite()).collect();
        let n = differences.len() as f64;
        let freedom = n - 1.0;
        let t = student_quantile(0.975, freedom)?;
        let mean = differences.iter().sum::<f64>() / n;
        let sd = (differences.iter().map(|d| (d - mean).powi(2)).sum::<f64>() / freedom).sqrt();
        let half = t * sd / n.sqrt();
        Some(Self { n: differences.len(), mean, sd, low: mean - half, high: mean + half })
    }
}

/// The asker's own odds against what came.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Brier {
    /// How many asks.
    pub n: usize,
    /// The mean of the odds, 0 to 1.
    pub predicted: f64,
    /// The share that came true, 0 to 1.
    pub came: f64,
    /// The Brier score: the mean squared distance of the odds from what came; 0 is perfect.
    pub score: f64,
    /// The score of always giving the share that came as the odds: share × (1 − share).
    pub base: f64,
}

impl Brier {
    /// Of pairs (odds from 0 to 1, whether it came). Odds outside are held to 0 … 1, odds that are no number left
    /// out; `None` if none is left.
    ///
    /// Source: Brier 1950, Monthly Weather Review 78:1.
    pub fn of(odds: &[(f64, bool)]) -> Option<Self> {
        let odds: Vec<(f64, f64)> = odds
            .iter()
            .filter(|(odds, _)| !odds.is_nan())
            .map(|&(odds, came)| (odds.clamp(0.0, 1.0), f64::from(u8::from(came))))
            .collect();
        if odds.is_empty() {
            return None;
        }
        let mean = |value: fn(&(f64, f64)) -> f64| odds.iter().map(value).sum::<f64>() / odds.len() as f64;
        let came = mean(|(_, came)| *came);
        Some(Self {
            n: odds.len(),
            predicted: mean(|(odds, _)| *odds),
            came,
            score: mean(|(odds, came)| (odds - came).powi(2)),
            base: came * (1.0 - came),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::tests::prints;
    use proptest::prelude::*;

    #[test]
    fn fear_and_sting_vector() {
        let fear = [7., 8., 6., 8., 6., 7., 9., 6., 7., 8.];
        let sting = [4., 6., 3., 5., 3., 5., 6., 2., 4., 3.];
        let paired = Paired::of(&fear.into_iter().zip(sting).collect::<Vec<_>>()).unwrap();
        assert_eq!(paired.n, 10);
        prints(paired.mean, "3.1");
        // The standard prints .875596; √(6.9/9) is .87559504, and its interval agrees with that.
        prints(paired.sd, "0.875595");
        prints(paired.low, "2.473637");
        prints(paired.high, "3.726363");
    }

    #[test]
    fn odds_vector() {
        let odds = [0.9, 0.8, 0.95, 0.7, 0.9, 0.8, 0.6, 0.9, 0.85, 0.7];
        let came = [1, 1, 0, 1, 1, 0, 0, 1, 1, 0].map(|came| came == 1);
        let noes = Brier::of(&odds.into_iter().zip(came).collect::<Vec<_>>()).unwrap();
        prints(noes.predicted, "0.81");
        prints(noes.came, "0.60");
        prints(noes.score, "0.2575");
        prints(noes.base, "0.24");

        // Told as odds of a yes the scores are the same, and the shares turned round.
        let turned: Vec<_> = odds.into_iter().zip(came).map(|(odds, came)| (1.0 - odds, !came)).collect();
        let yeses = Brier::of(&turned).unwrap();
        prints(yeses.predicted, "0.19");
        prints(yeses.came, "0.40");
        prints(yeses.score, "0.2575");
        prints(yeses.base, "0.24");
    }

    #[test]
    fn empty_one_ties_and_certainty() {
        assert_eq!((Paired::of(&[]), Paired::of(&[(7.0, 4.0)])), (None, None));
        let tied = Paired::of(&[(7.0, 4.0); 12]).unwrap();
        assert_eq!((tied.mean, tied.sd, tied.low, tied.high), (3.0, 0.0, 3.0, 3.0));

        assert_eq!((Brier::of(&[]), Brier::of(&[(f64::NAN, true)])), (None, None));
        let right = Brier::of(&[(0.0, false), (1.0, true)]).unwrap();
        assert_eq!((right.score, right.base), (0.0, 0.25));
        let wrong = Brier::of(&[(1.0, false), (0.0, true)]).unwrap();
        assert_eq!(wrong.score, 1.0);
        assert_eq!(Brier::of(&[(100.0, true)]).unwrap().predicted, 1.0);
    }

    proptest! {
        #[test]
        fn total(
            pairs in prop::collection::vec((any::<f64>(), any::<f64>()), 0..40),
            odds in prop::collection::vec((any::<f64>(), any::<bool>()), 0..40),
        ) {
            let _ = Paired::of(&pairs);
            if let Some(brier) = Brier::of(&odds) {
                for share in [brier.predicted, brier.came, brier.score] {
                    prop_assert!((-1e-12..=1.0 + 1e-12).contains(&share));
                }
            }
        }
    }
}
