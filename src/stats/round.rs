//! Numbers as they are written down.

/// `value` rounded to `digits` significant decimal digits, half to even on its exact value. Reports use 10, since
/// the last digits of a logarithm differ between machines. 0 digits count as 1; no digits beyond the 17 that tell
/// any two values apart. −0 becomes 0; what is no finite number stays what it is.
///
/// ```
/// use askbook::stats::significant;
/// assert_eq!(significant(2.0 / 3.0, 4), 0.6667);
/// ```
pub fn significant(value: f64, digits: usize) -> f64 {
    let decimals = digits.clamp(1, 17) - 1;
    // Through decimal notation: multiplying by a power of ten would round a second time, and may overflow.
    let rounded = format!("{value:.decimals$e}").parse().unwrap_or(value);
    // The largest values may round up past the last float.
    if value.is_finite() && !f64::is_finite(rounded) { value } else { rounded + 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn examples() {
        assert_eq!(significant(0.123456789012345, 10), 0.123456789);
        assert_eq!(significant(0.1 + 0.2, 10), 0.3);
        assert_eq!(significant(-98765432109.87, 10), -98765432110.0);
        assert_eq!(significant(9.9999999999, 10), 10.0);
        assert_eq!(significant(1e-300 / 3.0, 3), 3.33e-301);
        assert_eq!(significant(1234.0, 0), 1000.0);
        assert_eq!(significant(0.1, 99), 0.1);
    }

    #[test]
    fn ends_of_the_range() {
        assert!(significant(-0.0, 10).is_sign_positive());
        assert_eq!(significant(f64::MAX, 1), f64::MAX);
        assert_eq!(significant(f64::INFINITY, 10), f64::INFINITY);
        assert!(significant(f64::NAN, 10).is_nan());
    }

    proptest! {
        #[test]
        fn total_and_settled(value: f64, digits in 0..30usize) {
            let once = significant(value, digits);
            prop_assert!(once.is_nan() || significant(once, digits) == once);
            prop_assert!(!value.is_finite() || (once - value).abs() <= value.abs());
        }
    }
}
