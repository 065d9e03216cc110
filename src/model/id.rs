//! Ids, and how names are compared.

use std::borrow::Cow;

/// Whether `text` can be an id: ASCII letters, digits and `-`, at least one (format, section 5).
pub fn is_id(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// The form in which ids, whos and tags are compared: without regard to case.
pub fn fold(text: &str) -> String {
    folded(text).into_owned()
}

/// What [`fold`] gives, which is the text itself where it is in that form already.
pub fn folded(text: &str) -> Cow<'_, str> {
    let is_folded = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    if text.bytes().all(is_folded) {
        Cow::Borrowed(text)
    } else if text.is_ascii() {
        Cow::Owned(text.to_ascii_lowercase())
    } else {
        Cow::Owned(text.to_lowercase())
    }
}
