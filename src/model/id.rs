//! Ids, and how names are compared.

/// Whether `text` can be an id: ASCII letters, digits and `-`, at least one (format, section 5).
pub fn is_id(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// The form in which ids, whos and tags are compared: without regard to case.
pub fn fold(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_lowercase() } else { text.to_lowercase() }
}
