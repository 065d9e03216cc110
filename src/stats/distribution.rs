//! The distribution functions, within the range where the crate behind them is sound.
//!
//! That crate panics on an argument out of range, and its incomplete beta function grows inaccurate for large
//! shapes; but for tests, no other file of this module calls it.

use statrs::distribution::{ContinuousCDF, Normal, StudentsT};

/// From this many degrees of freedom on, Student's t is written as a normal with one correction term, whose error
/// is then below 1e-7.
const MANY: f64 = 10_000.0;

/// The value below which a standard normal falls with probability `p`; `None` unless 0 < `p` < 1.
pub(super) fn normal_quantile(p: f64) -> Option<f64> {
    (p > 0.0 && p < 1.0).then(|| Normal::standard().inverse_cdf(p))
}

/// P(T ≤ `t`) for Student's T with `freedom` degrees; `None` for a `t` that is no number or `freedom` ≤ 0.
pub(super) fn student_cdf(t: f64, freedom: f64) -> Option<f64> {
    if t.is_nan() || freedom.is_nan() || freedom <= 0.0 {
        return None;
    }
    if freedom > MANY {
        // Fisher's expansion, the inverse of the one in `student_quantile`; far out, where it would turn, P is 0 or 1.
        let t = t.clamp(-30.0, 30.0);
        return Some(Normal::standard().cdf(t - (t.powi(3) + t) / (4.0 * freedom)));
    }
    let student = StudentsT::new(0.0, 1.0, freedom).ok()?;
    Some(student.cdf(t).clamp(0.0, 1.0))
}

/// The value below which Student's T with `freedom` degrees falls with probability `p`; `None` for `freedom` < 1
/// or a `p` outside 0.000001 … 0.999999, where the inversion is not to be trusted.
pub(super) fn student_quantile(p: f64, freedom: f64) -> Option<f64> {
    if !(1e-6..=1.0 - 1e-6).contains(&p) || freedom.is_nan() || freedom < 1.0 {
        return None;
    }
    if freedom > MANY {
        return normal_quantile(p).map(|z| z + (z.powi(3) + z) / (4.0 * freedom));
    }
    let student = StudentsT::new(0.0, 1.0, freedom).ok()?;
    Some(student.inverse_cdf(p))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::Z95;
    use proptest::prelude::*;

    #[test]
    fn quantiles_match_tables() {
        assert!((normal_quantile(0.975).unwrap() - Z95).abs() < 1e-12);
        for (freedom, expected) in [(1.0, 12.706205), (2.0, 4.302653), (9.0, 2.262157), (100.0, 1.983972)] {
            assert!((student_quantile(0.975, freedom).unwrap() - expected).abs() < 1e-6);
        }
    }

    #[test]
    fn quantile_and_cdf_are_inverse_at_every_size() {
        for freedom in [1.0, 2.0, 3.0, 11.0, 100.0, 1e3, 9_999.0, 10_000.0, 10_001.0, 1e6, 1e15] {
            for p in [0.025, 0.1, 0.5, 0.9, 0.975] {
                let t = student_quantile(p, freedom).unwrap();
                assert!((student_cdf(t, freedom).unwrap() - p).abs() < 1e-7, "{freedom} {p}");
            }
        }
        let (below, above) =
            (student_quantile(0.975, 1e4).unwrap(), student_quantile(0.975, 1e4 + 1.0).unwrap());
        assert!((below - above).abs() < 1e-6, "no jump where the expansion takes over");
    }

    proptest! {
        #[test]
        fn total(x in any::<f64>(), freedom in any::<f64>(), p in 0.0..1.0) {
            let _ = normal_quantile(x);
            let _ = student_quantile(x, freedom);
            let _ = student_quantile(p, freedom.abs());
            if let Some(share) = student_cdf(x, freedom) {
                prop_assert!((0.0..=1.0).contains(&share));
            }
        }
    }
}
