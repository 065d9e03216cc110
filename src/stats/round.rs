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

/// `value` rounded to `decimals`, a half away from 0: 12.5 becomes 13, where machines' own rounding makes it 12. What
/// misses a half by the last bits of a division (29 of 200 is a little under 14.5 %) is one.
///
/// ```
/// use askbook::stats::halves_up;
/// assert_eq!((halves_up(12.5, 0), halves_up(29.0 / 200.0 * 100.0, 0), halves_up(0.25, 1)), (13.0, 15.0, 0.3));
/// ```
pub fn halves_up(value: f64, decimals: u8) -> f64 {
    let unit = 10_f64.powi(decimals.into());
    let parts = value.abs() * unit;
    let rounded = ((parts + parts * 1e-12 + 0.5).floor() / unit).copysign(value);
    // Beyond it there are no halves, and what is no finite number stays what it is.
    if parts < WHOLE { rounded + 0.0 } else { value }
}

/// From here on every float is a whole number.
const WHOLE: f64 = 9_007_199_254_740_992.0;

/// `value` rounded to `decimals`, up where it is between two: of what is needed less would not do.
///
/// ```
/// use askbook::stats::rounded_up;
/// assert_eq!((rounded_up(100.0 / 14.0, 1), rounded_up(7.1, 1)), (7.2, 7.1));
/// ```
pub fn rounded_up(value: f64, decimals: u8) -> f64 {
    let unit = 10_f64.powi(decimals.into());
    let parts = value * unit;
    if parts.abs() < WHOLE { (parts - parts.abs() * 1e-12).ceil() / unit + 0.0 } else { value }
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
    fn a_half_goes_up() {
        for (k, n, percent) in
            [(1, 8, 13.0), (29, 200, 15.0), (49, 200, 25.0), (57, 200, 29.0), (143, 1000, 14.0)]
        {
            assert_eq!(halves_up(f64::from(k) / f64::from(n) * 100.0, 0), percent, "{k} of {n}");
        }
        assert_eq!((halves_up(-0.25, 1), halves_up(-0.04, 1), halves_up(2.5e300, 1)), (-0.3, 0.0, 2.5e300));
        assert!(halves_up(-0.0, 1).is_sign_positive() && halves_up(f64::NAN, 0).is_nan());
        assert_eq!((halves_up(f64::MAX, 9), rounded_up(f64::MAX, 9)), (f64::MAX, f64::MAX));
    }

    #[test]
    fn what_is_needed_is_never_told_as_less() {
        for n in 1..2000 {
            let needed = 1000.0 / f64::from(n);
            assert!(rounded_up(needed, 1) >= needed - 1e-9 && rounded_up(needed, 1) < needed + 0.1, "{n}");
        }
        assert_eq!((rounded_up(0.3, 1), rounded_up(2.0, 1), rounded_up(0.0, 1)), (0.3, 2.0, 0.0));
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
