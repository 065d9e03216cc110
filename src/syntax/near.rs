//! Tags that are nearly a marker.

use crate::diagnostic::one_letter_off;
use crate::model::{MARKERS, NEAR_FORMS};
use crate::text::Span;

/// A tag that is nearly a marker, wherever it stands.
#[derive(Debug, Clone)]
pub struct NearMarker {
    /// The tag up to a `/`, with its sign.
    pub span: Span,
    /// Its word in lower case.
    pub word: Box<str>,
    /// The word of the marker that was meant.
    pub meant: &'static str,
    /// Whether it begins a list item, and so is likely to be a slip.
    pub begins_item: bool,
}

/// Everyday tags that are one letter off a marker.
const EVERYDAY: [&str; 4] = ["task", "tasks", "test", "best"];

/// The marker that `word` (in lower case) was meant to be, if it is nearly one.
///
/// ```
/// assert_eq!(askbook::syntax::near_marker("aks"), Some("ask"));
/// assert_eq!(askbook::syntax::near_marker("task"), None);
/// ```
pub fn near_marker(word: &str) -> Option<&'static str> {
    if EVERYDAY.contains(&word) || word.len() > 16 || MARKERS.iter().any(|(name, _)| *name == word) {
        return None;
    }
    if let Some((marker, _)) = NEAR_FORMS.iter().find(|(_, forms)| forms.contains(&word)) {
        return Some(marker);
    }
    MARKERS
        .iter()
        .find(|(name, _)| may_be_near(word, name) && one_letter_off(word, name))
        .map(|(name, _)| *name)
}

/// What one letter more, less or other leaves of a marker of three and more: an end, and nearly its length.
fn may_be_near(word: &str, marker: &str) -> bool {
    let (word, marker) = (word.as_bytes(), marker.as_bytes());
    let longest = char::MAX.len_utf8();
    marker.len() >= 3
        && word.len() + 1 >= marker.len()
        && word.len() <= marker.len() + longest
        && (word.first() == marker.first() || word.last() == marker.last())
}
