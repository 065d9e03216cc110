//! How many yeses to expect among the asks to come.

use super::Rate;

/// The most asks ahead that are foretold: beyond it the figure is `None`.
pub const MOST_ASKS: u64 = 100_000;

/// The yeses among a number of asks to come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Expected {
    /// How many asks are to come.
    pub asks: u64,
    /// The mean number of yeses.
    pub mean: f64,
    /// The 5 % point: the smallest number that is not exceeded with probability 5 % or more.
    pub low: u64,
    /// The 95 % point, likewise.
    pub high: u64,
}

/// The yeses to expect among `asks` asks to come, when `seen` were yes among the closed ones: beta-binomial, with
/// the Jeffreys posterior Beta(k + ½, n − k + ½) of the rate. `None` if nothing is closed, or for more than
/// [`MOST_ASKS`].
///
/// Source: the posterior predictive of a share, Gelman et al. 2013, Bayesian Data Analysis, section 2; prior by
/// Jeffreys 1946.
///
/// ```
/// use askbook::stats::{Rate, expect};
/// let expected = expect(Rate::new(17, 103), 897).unwrap();
/// assert_eq!((expected.low, expected.high), (98, 211));
/// ```
pub fn expect(seen: Rate, asks: u64) -> Option<Expected> {
    if seen.n() == 0 || asks > MOST_ASKS {
        return None;
    }
    let (yes, no) = jeffreys(seen);
    let mean = asks as f64 * (yes / (yes + no));
    let weights = predictive(yes, no, asks, mean);
    let total: f64 = weights.iter().sum();
    let point = |q: f64| {
        let mut sum = 0.0;
        let found = weights.iter().position(|weight| {
            sum += weight;
            sum >= q * total
        });
        found.map_or(asks, |x| x as u64)
    };
    Some(Expected { asks, mean, low: point(0.05), high: point(0.95) })
}

/// The probability, 0 to 1, of at least one yes among the next `asks`, by the same posterior. `None` if nothing is
/// closed, or for more than [`MOST_ASKS`].
pub fn at_least_one(seen: Rate, asks: u64) -> Option<f64> {
    if seen.n() == 0 || asks > MOST_ASKS {
        return None;
    }
    let (yes, no) = jeffreys(seen);
    // The chance of a no after i noes more is (b + i) / (a + b + i); summed as logarithms, to keep small chances.
    let all_no: f64 = (0..asks).map(|i| (-yes / (yes + no + i as f64)).ln_1p()).sum();
    Some(-all_no.exp_m1())
}

/// How many asks it still takes to collect `remaining` rejections at the present mix of `rejections` among `closed`:
/// remaining × closed ÷ rejections, rounded up. `None` without a rejection.
pub fn asks_to_go(remaining: u64, closed: u64, rejections: u64) -> Option<u64> {
    if rejections == 0 {
        return None;
    }
    let asks = (u128::from(remaining) * u128::from(closed)).div_ceil(u128::from(rejections));
    Some(u64::try_from(asks).unwrap_or(u64::MAX))
}

fn jeffreys(seen: Rate) -> (f64, f64) {
    (seen.k() as f64 + 0.5, (seen.n() - seen.k()) as f64 + 0.5)
}

/// The beta-binomial weights of 0 … `asks` yeses, up to a common factor.
///
/// Each is the one beside it times a simple ratio, so they are built outwards from about the mean, where they are
/// largest. That needs no logarithm of a gamma function, which for a million closed asks would leave only nine
/// digits; what underflows in the tails is too small to matter.
fn predictive(yes: f64, no: f64, asks: u64, mean: f64) -> Vec<f64> {
    let n = asks as f64;
    let ratio = |x: f64| (n - x) / (x + 1.0) * ((x + yes) / (n - x - 1.0 + no));
    let last = asks as usize;
    let centre = (mean as usize).min(last);
    let mut weights = vec![0.0; last + 1];
    weights[centre] = 1.0;
    for x in centre..last {
        weights[x + 1] = weights[x] * ratio(x as f64);
    }
    for x in (0..centre).rev() {
        weights[x] = weights[x + 1] / ratio(x as f64);
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::tests::prints;
    use proptest::prelude::*;
    use statrs::function::beta::ln_beta;
    use statrs::function::factorial::ln_binomial;

    fn of(k: u64, n: u64, asks: u64) -> Expected {
        expect(Rate::new(k, n), asks).unwrap()
    }

    #[test]
    fn vectors() {
        let some = of(17, 103, 897);
        prints(some.mean, "150.94");
        assert_eq!((some.low, some.high), (98, 211));
        let none = of(0, 60, 940);
        prints(none.mean, "7.70");
        assert_eq!((none.low, none.high), (0, 30));
        prints(at_least_one(Rate::new(17, 103), 10).unwrap(), "0.8280");
        prints(at_least_one(Rate::new(3, 40), 10).unwrap(), "0.5524");
    }

    #[test]
    fn weights_are_the_beta_binomial() {
        for (k, n, asks) in
            [(17, 103, 897), (0, 60, 940), (0, 1, 50), (1, 1, 50), (3, 40, 0), (0, 0, 30), (20, 20, 9)]
        {
            let (yes, no) = jeffreys(Rate::new(k, n));
            let weights = predictive(yes, no, asks, asks as f64 * yes / (yes + no));
            let total: f64 = weights.iter().sum();
            for (x, weight) in weights.iter().enumerate() {
                let (x, left) = (x as u64, (asks - x as u64) as f64);
                let exact =
                    (ln_binomial(asks, x) + ln_beta(x as f64 + yes, left + no) - ln_beta(yes, no)).exp();
                assert!((weight / total - exact).abs() < 1e-10, "{k}/{n} {asks} {x}");
            }
        }
    }

    #[test]
    fn large_counts_keep_their_digits() {
        // With a rate that is as good as known the count is binomial: mean ± 1.645 √(N·p·(1 − p)).
        let known = of(200_000_000_000, 1_000_000_000_000, 100_000);
        assert_eq!(known.mean.round(), 20_000.0);
        assert!(known.low.abs_diff(19_792) <= 1 && known.high.abs_diff(20_208) <= 1, "{known:?}");
        let one = at_least_one(Rate::new(0, 1_000_000_000), 100_000).unwrap();
        assert!((one / 5e-5 - 1.0).abs() < 1e-3, "{one}");
    }

    #[test]
    fn nothing_closed_nothing_to_come_and_too_much() {
        assert_eq!((expect(Rate::new(0, 0), 5), at_least_one(Rate::new(0, 0), 5)), (None, None));
        assert_eq!(of(3, 40, 0), Expected { asks: 0, mean: 0.0, low: 0, high: 0 });
        assert_eq!(at_least_one(Rate::new(3, 40), 0), Some(0.0));
        assert_eq!(expect(Rate::new(3, 40), MOST_ASKS + 1), None);
        assert_eq!(at_least_one(Rate::new(3, 40), u64::MAX), None);
    }

    #[test]
    fn asks_to_go_rounds_up() {
        assert_eq!(asks_to_go(820, 103, 86), Some(983));
        assert_eq!((asks_to_go(0, 103, 86), asks_to_go(86, 103, 86)), (Some(0), Some(103)));
        assert_eq!((asks_to_go(5, 5, 0), asks_to_go(u64::MAX, u64::MAX, 1)), (None, Some(u64::MAX)));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn total(k: u64, n: u64, asks in prop_oneof![0..500u64, 0..=MOST_ASKS, any::<u64>()]) {
            if let Some(expected) = expect(Rate::new(k, n), asks) {
                prop_assert!(expected.low <= expected.high && expected.high <= asks && expected.mean.is_finite());
            }
            prop_assert!(at_least_one(Rate::new(k, n), asks).is_none_or(|p| (0.0..=1.0).contains(&p)));
        }
    }
}
