//! Whether ratings rise or fall over time: thirds compared, and a slope that outliers do not bend.
//!
//! All of it looks at pairs of values, so of a longer list only the last [`LATEST`] are taken. Values that are no
//! finite number are left out first.

use super::distribution::normal_quantile;
use super::median::{Places, median_of_sorted, sorted};
use std::cmp::Ordering;

/// The most values that a trend looks back on.
pub const LATEST: usize = 200;

/// The first third of the values against the last. The size of a third is rounded down, and the rest is the middle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Thirds {
    /// How many values there are in all.
    pub n: usize,
    /// The median of the first third.
    pub first_median: f64,
    /// The median of the last third.
    pub last_median: f64,
    /// The Hodges–Lehmann shift: the median of all differences, last less first.
    pub shift: f64,
}

impl Thirds {
    /// The thirds of `values`, in order of time; `None` for fewer than three.
    ///
    /// Source: Hodges and Lehmann 1963, Annals of Mathematical Statistics 34:598.
    pub fn of(values: &[f64]) -> Option<Self> {
        let values = latest(values);
        let third = values.len() / 3;
        let (first, last) = (&values[..third], &values[values.len() - third..]);
        let differences = last.iter().flat_map(|after| first.iter().map(move |before| after - before));
        Some(Self {
            n: values.len(),
            first_median: median_of_sorted(&sorted(first.iter().copied()))?,
            last_median: median_of_sorted(&sorted(last.iter().copied()))?,
            shift: Places::of(differences).median()?,
        })
    }
}

/// The change from one value to the next, with its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slope {
    /// How many values there are.
    pub n: usize,
    /// The Theil–Sen slope: the median of the slopes of all pairs, in points per value.
    pub slope: f64,
    /// The interval's lower end.
    pub low: f64,
    /// The interval's upper end.
    pub high: f64,
    /// Where the change is clear its direction, [`Ordering::Less`] for falling; [`Ordering::Equal`] where it is not.
    direction: Ordering,
}

impl Slope {
    /// The slope of `values`, evenly spaced and in order of time, with its interval at `confidence` (0.95 for 95 %).
    /// `None` for fewer than two values, or a `confidence` that is not between 0 and 1.
    ///
    /// The interval's ends are those of the sorted pair slopes that lie z·√Var(S)/2 places from the middle, Var(S)
    /// being Kendall's with the correction for ties; a place between two is rounded to the even one.
    ///
    /// The direction is clear where the interval leaves out 0, and where 0 is one of its ends, as it is where whole
    /// numbers leave most pairs tied, but the Mann–Kendall test is beyond the same z.
    ///
    /// Source: Theil 1950; Sen 1968, JASA 63:1379; Mann 1945, Econometrica 13:245.
    ///
    /// ```
    /// use askbook::stats::Slope;
    /// let slope = Slope::of(&[3.0, 3.0, 3.0, 4.0, 4.0, 4.0, 4.0, 5.0, 5.0, 6.0], 0.9).unwrap();
    /// assert!(slope.rises());
    /// ```
    pub fn of(values: &[f64], confidence: f64) -> Option<Self> {
        let z = normal_quantile((1.0 + confidence) / 2.0).filter(|z| *z > 0.0)?;
        let values = latest(values);
        // Of twenty thousand slopes only four are wanted in their places.
        let mut slopes = Places::of(pairs(&values).map(|(steps, before, after)| (after - before) / steps));
        let count = slopes.len() as f64;
        let reach = z * kendall_variance(&values).sqrt();
        // Counted from 1 the ends are places (N − C)/2 and (N + C)/2 + 1. A float below 0 casts to 0.
        let low = slopes.at((((count - reach) / 2.0).round_ties_even() - 1.0) as usize)?;
        let high = slopes.at(((count + reach) / 2.0).round_ties_even() as usize)?;
        let test = || MannKendall::of(&values).map_or(0.0, |test| test.z);
        let direction = match (low, high) {
            (low, _) if low > 0.0 || low == 0.0 && test() > z => Ordering::Greater,
            (_, high) if high < 0.0 || high == 0.0 && test() < -z => Ordering::Less,
            _ => Ordering::Equal,
        };
        Some(Self { n: values.len(), slope: slopes.median()?, low, high, direction })
    }

    /// Whether the values clearly rise.
    pub fn rises(&self) -> bool {
        self.direction == Ordering::Greater
    }

    /// Whether the values clearly fall.
    pub fn falls(&self) -> bool {
        self.direction == Ordering::Less
    }
}

/// The Mann–Kendall test for a trend of any shape.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MannKendall {
    /// Pairs that rise less pairs that fall.
    pub s: i64,
    /// The variance of `s` if there is no trend, corrected for ties.
    pub variance: f64,
    /// `s`, one step nearer to 0, in standard deviations; 0 where all values are tied.
    pub z: f64,
}

impl MannKendall {
    /// The test of `values`, in order of time; `None` for fewer than two.
    ///
    /// Source: Mann 1945, Econometrica 13:245; Kendall 1975, Rank Correlation Methods.
    pub fn of(values: &[f64]) -> Option<Self> {
        let values = latest(values);
        if values.len() < 2 {
            return None;
        }
        let s: i64 = pairs(&values)
            .map(|(_, before, after)| i64::from(after > before) - i64::from(after < before))
            .sum();
        let variance = kendall_variance(&values);
        let z = if variance > 0.0 { (s - s.signum()) as f64 / variance.sqrt() } else { 0.0 };
        Some(Self { s, variance, z })
    }
}

fn latest(values: &[f64]) -> Vec<f64> {
    let finite: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    finite[finite.len().saturating_sub(LATEST)..].to_vec()
}

/// Each pair of values: how many places apart, the earlier, the later.
fn pairs(values: &[f64]) -> impl Iterator<Item = (f64, f64, f64)> {
    values.iter().enumerate().flat_map(move |(i, &before)| {
        let later = values[i + 1..].iter().enumerate();
        later.map(move |(gap, &after)| ((gap + 1) as f64, before, after))
    })
}

/// Var(S) = (n(n−1)(2n+5) − Σ t(t−1)(2t+5)) / 18, over groups of t equal values.
fn kendall_variance(values: &[f64]) -> f64 {
    let term = |t: usize| (t * t.saturating_sub(1) * (2 * t + 5)) as f64;
    let sorted = sorted(values.iter().copied());
    let ties: f64 = sorted.chunk_by(|a, b| a == b).map(|group| term(group.len())).sum();
    (term(values.len()) - ties) / 18.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::tests::prints;
    use proptest::prelude::*;

    const FALLING: [f64; 20] =
        [8., 8., 8., 7., 7., 7., 7., 7., 6., 7., 6., 6., 6., 5., 5., 6., 5., 5., 5., 4.];
    const LEVEL: [f64; 10] = [5., 4., 6., 4., 5., 5., 5., 5., 6., 4.];
    const RISING: [f64; 10] = [3., 3., 3., 4., 4., 4., 4., 5., 5., 6.];

    #[test]
    fn thirds_vector() {
        let thirds = Thirds::of(&FALLING).unwrap();
        assert_eq!(thirds, Thirds { n: 20, first_median: 7.5, last_median: 5.0, shift: -2.5 });
    }

    #[test]
    fn slope_vectors() {
        let falling = Slope::of(&FALLING, 0.95).unwrap();
        prints(falling.slope, "-0.181818");
        prints(falling.low, "-0.214286");
        prints(falling.high, "-0.142857");
        assert!(falling.falls() && !falling.rises());

        let level = Slope::of(&LEVEL, 0.95).unwrap();
        assert_eq!((level.slope, level.low, level.high), (0.0, -0.2, 0.25));
        assert!(!level.falls() && !level.rises());

        let rising = Slope::of(&RISING, 0.90).unwrap();
        prints(rising.slope, "0.333333");
        assert_eq!((rising.low, rising.high), (0.2, 0.375));
        assert!(rising.rises());
    }

    #[test]
    fn mann_kendall_vector() {
        let test = MannKendall::of(&FALLING).unwrap();
        assert_eq!(test.s, -146);
        prints(test.variance, "884.6667");
        prints(test.z, "-4.8750");
    }

    #[test]
    fn empty_one_and_ties_everywhere() {
        assert_eq!((Thirds::of(&[]), Thirds::of(&[1.0, 2.0])), (None, None));
        assert_eq!((Slope::of(&[], 0.95), Slope::of(&[5.0], 0.95)), (None, None));
        assert_eq!((MannKendall::of(&[]), MannKendall::of(&[5.0])), (None, None));

        let tied = Slope::of(&[5.0; 30], 0.95).unwrap();
        assert_eq!((tied.slope, tied.low, tied.high), (0.0, 0.0, 0.0));
        assert!(!tied.rises() && !tied.falls());
        assert_eq!(MannKendall::of(&[5.0; 30]), Some(MannKendall { s: 0, variance: 0.0, z: 0.0 }));
        let two = Slope::of(&[1.0, 2.0], 0.95).unwrap();
        assert_eq!((two.n, two.slope, two.low, two.high), (2, 1.0, 1.0, 1.0));
    }

    #[test]
    fn a_fall_among_many_tied_ratings_is_clear() {
        let ratings = [vec![3.0; 30], vec![1.0; 30]].concat();
        let slope = Slope::of(&ratings, 0.95).unwrap();
        assert_eq!(slope.high, 0.0);
        assert!(slope.falls() && !slope.rises());
        let back: Vec<f64> = ratings.into_iter().rev().collect();
        assert!(Slope::of(&back, 0.95).unwrap().rises());
    }

    #[test]
    fn confidence_must_be_between_0_and_1() {
        for confidence in [0.0, 1.0, -3.0, 95.0, f64::NAN] {
            assert_eq!(Slope::of(&FALLING, confidence), None);
        }
    }

    #[test]
    fn only_the_latest_count() {
        let mut longer = vec![0.0; 1000];
        longer.extend((0..LATEST).map(|i| i as f64));
        let slope = Slope::of(&longer, 0.95).unwrap();
        assert_eq!((slope.n, slope.slope, slope.low, slope.high), (LATEST, 1.0, 1.0, 1.0));
    }

    proptest! {
        #[test]
        fn total(values in prop::collection::vec(any::<f64>(), 0..60), confidence: f64) {
            let _ = (Thirds::of(&values), MannKendall::of(&values), Slope::of(&values, confidence));
        }

        #[test]
        fn the_slope_lies_in_its_interval(ratings in prop::collection::vec(0..=10u8, 2..60)) {
            let values: Vec<f64> = ratings.into_iter().map(f64::from).collect();
            let narrow = Slope::of(&values, 0.90).unwrap();
            let wide = Slope::of(&values, 0.95).unwrap();
            prop_assert!(narrow.low <= narrow.slope && narrow.slope <= narrow.high);
            prop_assert!(wide.low <= narrow.low && narrow.high <= wide.high);
        }
    }
}
