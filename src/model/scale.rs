//! How strong a feeling is.

/// A whole number from 0 to 10, in one or two digits, as `fear` and `sting` take it.
///
/// ```
/// use askbook::model::scale;
/// assert_eq!((scale("7"), scale("11"), scale("+5"), scale("007")), (Some(7), None, None, None));
/// ```
pub fn scale(text: &str) -> Option<u8> {
    let is_plain = text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|number| is_plain && *number <= 10)
}
