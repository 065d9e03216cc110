//! When a goal will be reached, if the weeks to come are like the weeks that were.

use super::distribution::student_cdf;

/// What the last complete weeks say of the weeks to come.
///
/// The total after h more weeks is taken as h·m + √(v·h·(1 + h/n))·t, with m the mean and v the sample variance of
/// the last n weeks and t Student's with n − 1 degrees: the scatter of h weeks, and that of the mean itself. It
/// assumes a pace that does not drift.
///
/// Source: the prediction interval of a sum of normal values, as in Hahn and Meeker 1991, Statistical Intervals,
/// section 4.
///
/// ```
/// use askbook::stats::Forecast;
/// let forecast = Forecast::of(&[12, 18, 9, 22, 15, 0, 17, 25, 14, 20, 16, 12]).unwrap();
/// assert_eq!(forecast.range(820), [Some(46), Some(55), Some(68)]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Forecast {
    /// How many weeks it rests on, at most [`Forecast::WEEKS`].
    pub weeks: usize,
    /// Their mean count.
    pub mean: f64,
    /// Their sample variance (by n − 1).
    pub variance: f64,
}

impl Forecast {
    /// The most weeks a forecast looks back on.
    pub const WEEKS: usize = 12;

    /// From the counts of the complete weeks in order of time, weeks of rest among them as 0; of more than
    /// [`Forecast::WEEKS`] the last are taken. `None` for fewer than two, which show no scatter.
    pub fn of(weeks: &[u64]) -> Option<Self> {
        let last = &weeks[weeks.len().saturating_sub(Self::WEEKS)..];
        if last.len() < 2 {
            return None;
        }
        let n = last.len() as f64;
        let mean = last.iter().map(|&count| count as f64).sum::<f64>() / n;
        let squares: f64 = last.iter().map(|&count| (count as f64 - mean).powi(2)).sum();
        Some(Self { weeks: last.len(), mean, variance: squares / (n - 1.0) })
    }

    /// The probability, 0 to 1, that `remaining` more are done within `weeks` weeks.
    pub fn done_within(&self, remaining: u64, weeks: u32) -> f64 {
        let (h, n) = (f64::from(weeks), self.weeks as f64);
        let ahead = h * self.mean - remaining as f64;
        let scale = (self.variance * h * (1.0 + h / n)).sqrt();
        // Equal weeks, and no week at all, leave nothing to chance.
        let certain = if ahead >= 0.0 { 1.0 } else { 0.0 };
        if scale > 0.0 { student_cdf(ahead / scale, n - 1.0).unwrap_or(certain) } else { certain }
    }

    /// What [`Forecast::done_within`] rises towards as the weeks grow without end: P(t ≤ m/√(v/n)). A probability
    /// that is not below it is never reached.
    pub fn limit(&self) -> f64 {
        let n = self.weeks as f64;
        let scale = (self.variance / n).sqrt();
        let certain = if self.mean > 0.0 { 1.0 } else { 0.0 };
        if scale > 0.0 { student_cdf(self.mean / scale, n - 1.0).unwrap_or(certain) } else { certain }
    }

    /// The smallest number of weeks within which `remaining` more are done with probability `q` or higher; `None`
    /// if there is no such number (see [`Forecast::limit`]), or for a `q` that is not between 0 and 1.
    pub fn weeks_until(&self, remaining: u64, q: f64) -> Option<u32> {
        let done = |weeks: u32| self.done_within(remaining, weeks) >= q;
        if !(q > 0.0 && q < 1.0 && done(u32::MAX)) {
            return None;
        }
        // The probability only rises with the weeks: double until it is enough, then halve the gap.
        let (mut too_few, mut enough) = (0, 1_u32);
        if done(0) {
            return Some(0);
        }
        while !done(enough) {
            too_few = enough;
            enough = enough.saturating_mul(2);
        }
        while enough - too_few > 1 {
            let middle = too_few + (enough - too_few) / 2;
            if done(middle) { enough = middle } else { too_few = middle }
        }
        Some(enough)
    }

    /// The weeks after which `remaining` more are done with 10, 50 and 90 %: the outer two are the 80 % range.
    pub fn range(&self, remaining: u64) -> [Option<u32>; 3] {
        [0.1, 0.5, 0.9].map(|q| self.weeks_until(remaining, q))
    }

    /// What each of `weeks` weeks must bring for `remaining` more to be done in time; `None` for 0 weeks.
    pub fn needed_per_week(remaining: u64, weeks: u32) -> Option<f64> {
        (weeks > 0).then(|| remaining as f64 / f64::from(weeks))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::tests::prints;
    use proptest::prelude::*;

    const WEEKS: [u64; 12] = [12, 18, 9, 22, 15, 0, 17, 25, 14, 20, 16, 12];

    #[test]
    fn first_vector() {
        let forecast = Forecast::of(&WEEKS).unwrap();
        assert_eq!(forecast.mean, 15.0);
        prints(forecast.variance, "42.5455");
        assert_eq!(forecast.range(820), [Some(46), Some(55), Some(68)]);
        prints(forecast.done_within(820, 40), "0.0132");
        assert_eq!(Forecast::needed_per_week(820, 40), Some(20.5));
    }

    #[test]
    fn second_vector_has_no_upper_date() {
        let forecast = Forecast::of(&[1, 0, 12, 0]).unwrap();
        assert_eq!(forecast.range(987), [Some(122), Some(304), None]);
        prints(forecast.limit(), "0.8261");
    }

    #[test]
    fn only_the_last_twelve_weeks_count() {
        let mut longer = vec![900, 1, 400];
        longer.extend(WEEKS);
        assert_eq!(Forecast::of(&longer), Forecast::of(&WEEKS));
    }

    #[test]
    fn too_few_weeks_equal_weeks_and_empty_weeks() {
        assert_eq!((Forecast::of(&[]), Forecast::of(&[5])), (None, None));
        let equal = Forecast::of(&[5; 6]).unwrap();
        assert_eq!(equal.range(21), [Some(5); 3]);
        assert_eq!((equal.done_within(21, 4), equal.done_within(20, 4), equal.limit()), (0.0, 1.0, 1.0));
        let empty = Forecast::of(&[0; 6]).unwrap();
        assert_eq!((empty.range(1), empty.range(0), empty.limit()), ([None; 3], [Some(0); 3], 0.0));
        assert_eq!(Forecast::of(&WEEKS).unwrap().range(0), [Some(0); 3]);
        assert_eq!(Forecast::needed_per_week(7, 0), None);
    }

    proptest! {
        #[test]
        fn total(
            weeks in prop::collection::vec(prop_oneof![0..40u64, any::<u64>()], 0..20),
            remaining in prop_oneof![0..2000u64, any::<u64>()],
            q in any::<f64>(),
            h: u32,
        ) {
            let Some(forecast) = Forecast::of(&weeks) else { return Ok(()) };
            let _ = forecast.weeks_until(remaining, q);
            prop_assert!((0.0..=1.0).contains(&forecast.done_within(remaining, h)));
            prop_assert!((0.0..=1.0).contains(&forecast.limit()));
        }

        #[test]
        fn the_date_is_the_first_that_is_likely_enough(
            weeks in prop::collection::vec(0..40u64, 2..13), remaining in 1..2000u64, q in 0.05..0.95,
        ) {
            let Some(forecast) = Forecast::of(&weeks) else { return Ok(()) };
            match forecast.weeks_until(remaining, q) {
                Some(h) => {
                    prop_assert!(forecast.done_within(remaining, h) >= q);
                    prop_assert!(h == 0 || forecast.done_within(remaining, h - 1) < q);
                }
                None => prop_assert!(forecast.limit() <= q + 1e-6),
            }
        }
    }
}
