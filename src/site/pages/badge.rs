//! The badge.

use crate::site::shareable::Shareable;
use crate::site::view::Badge;
use crate::site::words::Words;

pub fn badge(model: &Shareable, words: &Words) -> Badge {
    let (label, value) = match &model.progress {
        Some(progress) => (
            words.text(&format!("badge_{}", progress.of)),
            format!("{} / {}", words.number(progress.count), words.number(progress.goal)),
        ),
        None => (words.text("badge_asks"), words.number(model.asks)),
    };
    let width = |text: &str| text.chars().count() * 7 + 16;
    let (left, right) = (width(&label), width(&value));
    Badge { label, value, left, right, width: left + right }
}
