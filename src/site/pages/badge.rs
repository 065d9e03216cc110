//! The badge.

use crate::site::shareable::{Headline, Shareable};
use crate::site::view::Badge;
use crate::site::words::Words;

/// The badge, where the sections of the site tell what stands on it.
pub fn badge(model: &Shareable, words: &Words) -> Option<Badge> {
    let (label, value) = match model.headline() {
        Headline::Progress(progress) => (
            words.text(&format!("badge_{}", progress.of)),
            format!("{} / {}", words.number(progress.count), words.number(progress.goal)),
        ),
        Headline::Asks(asks) => (words.text("badge_asks"), words.number(asks)),
        Headline::Nothing => return None,
    };
    let width = |text: &str| text.chars().count() * 7 + 16;
    let (left, right) = (width(&label), width(&value));
    Some(Badge { label, value, left, right, width: left + right })
}
