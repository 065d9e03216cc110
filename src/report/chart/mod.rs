//! Charts made of signs: Unicode blocks, or plain ASCII.

mod cumulative;
mod dots;
mod frame;
mod survival;

pub(super) use cumulative::Cumulative;
pub(super) use dots::Dots;
pub(super) use survival::Curve;

use super::page::Look;

/// A chart, before it is drawn.
#[derive(Debug, Clone)]
pub(super) enum Chart {
    /// The share of asks without an answer, by days out.
    Survival(Curve),
    /// What is counted so far, against par, with the range of the forecast.
    Cumulative(Cumulative),
    /// Ratings by their order, with their trend.
    Dots(Dots),
    /// A count of a goal.
    Progress {
        /// How many.
        value: u32,
        /// Of how many.
        most: u32,
        /// What stands beside it.
        words: String,
    },
}

impl Chart {
    /// Its lines, none wider than `look.width`.
    pub fn draw(&self, look: Look) -> Vec<String> {
        match self {
            Self::Survival(curve) => curve.draw(look),
            Self::Cumulative(cumulative) => cumulative.draw(look),
            Self::Dots(dots) => dots.draw(look),
            Self::Progress { value, most, words } => {
                let room = look.width.saturating_sub(words.chars().count() + 3).clamp(10, 40);
                vec![format!("{}  {words}", progress(*value, *most, room, look.ascii))]
            }
        }
    }
}

/// A bar of `value` of `most`, `width` columns long at most.
pub(super) fn bar(value: usize, most: usize, width: usize, ascii: bool) -> String {
    if most == 0 || value == 0 {
        return String::new();
    }
    if ascii {
        return "#".repeat((value * width).div_ceil(most).min(width));
    }
    const PARTS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let eighths = (value * width * 8).div_ceil(most).min(width * 8);
    format!("{}{}", "█".repeat(eighths / 8), PARTS[eighths % 8])
}

/// A bar with its empty part shown.
fn progress(value: u32, most: u32, width: usize, ascii: bool) -> String {
    let full = (u64::from(value.min(most)) * width as u64 / u64::from(most.max(1))) as usize;
    let (on, off) = if ascii { ("#", "-") } else { ("█", "░") };
    format!("{}{}", on.repeat(full), off.repeat(width - full))
}
