//! Whether one rate is higher than another.

use super::Rate;
use super::distribution::normal_quantile;
use std::f64::consts::FRAC_PI_2;

/// The chance from which on one of `comparisons` pairs is called different, if any pair and either direction would
/// have been told: where no pair differs in truth, one in twenty of such sets has a difference told, or fewer.
///
/// Source: Bonferroni 1936; Dunn 1961, Journal of the American Statistical Association 56:52.
///
/// ```
/// use askbook::stats::sure_among;
/// assert_eq!((sure_among(1), sure_among(10)), (0.975, 0.9975));
/// ```
pub fn sure_among(comparisons: usize) -> f64 {
    1.0 - 0.05 / (2.0 * comparisons.max(1) as f64)
}

impl Rate {
    /// The probability that the rate behind `self` is higher than the one behind `other`, the two being
    /// independent, each with its Jeffreys posterior Beta(k + ½, n − k + ½). Two rates of nothing give ½.
    ///
    /// Found by quadrature at fixed points, so it is the same each time; right to about ten digits up to a billion
    /// cases, beyond which rates are treated as of a billion.
    ///
    /// Source: the prior is Jeffreys 1946; for its use on shares see Brown, Cai and DasGupta 2001.
    ///
    /// ```
    /// use askbook::stats::Rate;
    /// let higher = Rate::new(9, 45).chance_above(Rate::new(4, 80));
    /// assert!((higher - 0.9951).abs() < 5e-5);
    /// ```
    pub fn chance_above(self, other: Rate) -> f64 {
        let (above, below) = (Posterior::of(self), Posterior::of(other));
        let mut edges: Vec<f64> = above.edges().chain(below.edges()).collect();
        edges.sort_by(f64::total_cmp);

        let (mut mass_below, mut mass_above, mut joint) = (0.0, 0.0, 0.0);
        for cell in edges.windows(2) {
            let &[from, to] = cell else { continue };
            for (angle, weight) in gauss(from, to) {
                let here = weight * above.density(angle);
                let below_here: f64 = gauss(from, angle).map(|(a, w)| w * below.density(a)).sum();
                mass_above += here;
                joint += here * (mass_below + below_here);
            }
            mass_below += gauss(from, to).map(|(a, w)| w * below.density(a)).sum::<f64>();
        }
        (joint / (mass_above * mass_below)).clamp(0.0, 1.0)
    }

    /// Whether the two are so near to each other that [`Rate::chance_above`] is under `sure` (0.95 or more) both ways:
    /// on the scale of arcsin √p, less than three fifths of the standard errors apart that a normal would have to be.
    /// Found at once, where the chance takes a quadrature.
    ///
    /// Source: the scale is Anscombe's 1948, Biometrika 35:246.
    pub fn is_near(self, other: Rate, sure: f64) -> bool {
        let angle = |rate: Rate| Some(rate.share()?.sqrt().asin());
        // Of nothing the angle may be any, also one far off.
        let (Some(a), Some(b), Some(z)) = (angle(self), angle(other), normal_quantile(sure)) else {
            return false;
        };
        let error = (0.25 / self.n() as f64 + 0.25 / other.n() as f64).sqrt();
        (a - b).abs() < 0.6 * z * error
    }
}

/// A Jeffreys posterior on the angle θ with sin²θ = p. There its density is sin²ᵏθ · cos²⁽ⁿ⁻ᵏ⁾θ, smooth to both
/// ends, where on p it may rise without limit.
struct Posterior {
    twice_yes: f64,
    twice_no: f64,
    mode: f64,
    peak: f64,
}

impl Posterior {
    const MOST: f64 = 1e9;

    fn of(rate: Rate) -> Self {
        // Beyond this the exponents lose the digits that they are needed for, and no journal is that long.
        let n = (rate.n() as f64).min(Self::MOST);
        let share = rate.share().unwrap_or(0.5);
        let mut posterior = Self {
            twice_yes: 2.0 * n * share,
            twice_no: 2.0 * n * (1.0 - share),
            mode: share.sqrt().asin(),
            peak: 0.0,
        };
        posterior.peak = posterior.exponent(posterior.mode);
        posterior
    }

    fn exponent(&self, angle: f64) -> f64 {
        // A factor to the power of 0 is 1, also where it is 0 and its logarithm infinite.
        let part = |power: f64, factor: f64| {
            if power > 0.0 { power * factor.ln() } else { 0.0 }
        };
        part(self.twice_yes, angle.sin()) + part(self.twice_no, angle.cos())
    }

    /// Relative to the mode, so that it neither over- nor underflows where it matters.
    fn density(&self, angle: f64) -> f64 {
        (self.exponent(angle) - self.peak).exp()
    }

    /// Cuts of the angles that hold all but 1e-15 of the mass. The exponent's second derivative,
    /// −2k/sin²θ − 2(n−k)/cos²θ, is nowhere above −2n: at a distance d from the mode the density is at most
    /// exp(−n·d²), which at 6/√n is 2e-16.
    fn edges(&self) -> impl Iterator<Item = f64> {
        const CELLS: u32 = 40;
        let n = (self.twice_yes + self.twice_no) / 2.0;
        let reach = 6.0 / n.sqrt();
        let low = (self.mode - reach).max(0.0);
        let high = (self.mode + reach).min(FRAC_PI_2);
        (0..=CELLS).map(move |i| low + (high - low) * f64::from(i) / f64::from(CELLS))
    }
}

/// The points and weights of the Gauss–Legendre rule of order 4 between `from` and `to`.
fn gauss(from: f64, to: f64) -> impl Iterator<Item = (f64, f64)> {
    const RULE: [(f64, f64); 4] = [
        (-0.8611363115940526, 0.3478548451374538),
        (-0.3399810435848563, 0.6521451548625461),
        (0.3399810435848563, 0.6521451548625461),
        (0.8611363115940526, 0.3478548451374538),
    ];
    let (middle, half) = ((from + to) / 2.0, (to - from) / 2.0);
    RULE.into_iter().map(move |(point, weight)| (middle + half * point, half * weight))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::tests::prints;
    use proptest::prelude::*;
    use std::f64::consts::PI;

    fn above(k: u64, n: u64, l: u64, m: u64) -> f64 {
        Rate::new(k, n).chance_above(Rate::new(l, m))
    }

    #[test]
    fn vector() {
        prints(above(9, 45, 4, 80), "0.9951");
        prints(above(4, 80, 9, 45), "0.0049");
    }

    #[test]
    fn closed_forms() {
        assert!((above(0, 0, 0, 0) - 0.5).abs() < 1e-12);
        // Of nothing, the angle is uniform; of 1 in 1 its density is (4/π)·sin²θ. Their integral is known.
        assert!((above(1, 1, 0, 0) - (0.5 + 2.0 / (PI * PI))).abs() < 1e-10);
        assert!((above(1, 1, 0, 1) - (0.5 + 4.0 / (PI * PI))).abs() < 1e-10);
    }

    #[test]
    fn far_apart_and_far_in_size() {
        assert!(above(1_000_000, 1_000_000, 0, 1_000_000) > 1.0 - 1e-12);
        assert!(above(0, 1_000_000, 1_000_000, 1_000_000) < 1e-12);
        // Against a rate that is as good as known, ½, the other posterior's own share above ½ is what remains.
        let narrow = above(7, 10, 500_000_000, 1_000_000_000);
        let wide = above(7, 10, 500_000, 1_000_000);
        assert!((narrow - wide).abs() < 1e-5 && (0.88..0.92).contains(&narrow), "{narrow} {wide}");
        // Two large rates, one standard error of the difference apart: Φ(1).
        let apart = above(500_000_000 + 22_361, 1_000_000_000, 500_000_000, 1_000_000_000);
        assert!((apart - 0.841_345).abs() < 1e-4, "{apart}");
    }

    proptest! {
        #[test]
        fn total(k in any::<u64>(), n in any::<u64>(), l in any::<u64>(), m in any::<u64>()) {
            prop_assert!((above(k, n, l, m) + above(l, m, k, n) - 1.0).abs() < 1e-8);
        }

        #[test]
        fn the_two_ways_add_to_one(k in 0..50u64, n in 0..200u64, l in 0..50u64, m in 0..200u64) {
            prop_assert!((above(k, n, l, m) + above(l, m, k, n) - 1.0).abs() < 1e-9);
            prop_assert!((above(k, n, k, n) - 0.5).abs() < 1e-9);
            for sure in [0.95, 0.975, 0.99, 0.9975, 0.9999, 0.999_999] {
                if Rate::new(k, n).is_near(Rate::new(l, m), sure) {
                    prop_assert!(above(k, n, l, m) < sure && above(l, m, k, n) < sure);
                }
            }
        }
    }
}
