//! Tags: lower case, with `/` between the parts of a nested one.

use super::letters::{is_letter, is_name_char};
use super::marker::marker_of;

/// Whether a tag written as `tag` is also the tag `wanted`: `job/remote` is also `job`. Both folded.
///
/// ```
/// assert!(askbook::model::covers("job", "job/remote"));
/// assert!(!askbook::model::covers("job", "jobs"));
/// ```
pub fn covers(wanted: &str, tag: &str) -> bool {
    tag.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether `text`, without its sign, is a whole tag (format, section 5).
///
/// ```
/// use askbook::model::is_tag;
/// assert!(is_tag("job/remote") && is_tag("a//b") && !is_tag("job/") && !is_tag("two words"));
/// ```
pub fn is_tag(text: &str) -> bool {
    text.starts_with(is_letter)
        && text.chars().all(|char| is_name_char(char) || char == '/')
        && !text.ends_with('/')
}

/// Whether a folded tag is a word of the format's own and so no tag of the record: a marker, `public`, `private`.
pub fn is_special(tag: &str) -> bool {
    let first = tag.split('/').next().unwrap_or(tag);
    tag == "public" || tag == "private" || marker_of(first).is_some()
}
