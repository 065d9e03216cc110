//! Ratings from 0 to 10 in their order, with their trend.

use super::frame::{Frame, WIDEST};
use crate::model::Day;
use crate::report::page::Look;
use crate::stats::median;

/// Ratings, and the slope of their trend if it is told.
#[derive(Debug, Clone)]
pub(in crate::report) struct Dots {
    /// In order of their days.
    pub ratings: Vec<(Day, f64)>,
    /// Points per rating.
    pub slope: Option<f64>,
}

/// A row for each rating from 0 to 10.
const ROWS: usize = 11;

impl Dots {
    pub(super) fn draw(&self, look: Look) -> Vec<String> {
        let count = self.ratings.len();
        let room = look.width.saturating_sub(5).clamp(10, WIDEST);
        // A column each where there is room, so that few ratings are not torn apart.
        let width = room.min((count * 3).max(20));
        let mut frame = Frame::new(width, ROWS);
        let column = |at: usize| if count < 2 { 0 } else { at * (width - 1) / (count - 1) };
        let row = |value: f64| ROWS - 1 - (value.round().clamp(0.0, 10.0) as usize);
        let (line, one, more) = if look.ascii { ('-', 'o', '@') } else { ('─', '•', '●') };
        if let Some(slope) = self.slope {
            // The line runs through the middle of what is left when its rise is taken off.
            let levels: Vec<f64> =
                self.ratings.iter().enumerate().map(|(at, (_, value))| value - slope * at as f64).collect();
            let level = median(&levels).unwrap_or(0.0);
            for at in 0..width {
                let place = at as f64 * (count.max(2) - 1) as f64 / (width.max(2) - 1) as f64;
                frame.set(at, row(level + slope * place), line);
            }
        }
        let mut taken = std::collections::BTreeSet::new();
        for (at, (_, value)) in self.ratings.iter().enumerate() {
            let place = (column(at), row(*value));
            frame.set(place.0, place.1, if taken.insert(place) { one } else { more });
        }
        frame.left = [10, 5, 0].map(|value| (ROWS - 1 - value, value.to_string())).into();
        let day = |rating: Option<&(Day, f64)>| rating.map_or_else(String::new, |(day, _)| day.to_string());
        frame.below = vec![(0, day(self.ratings.first())), (width, day(self.ratings.last()))];
        let mut lines = frame.lines(look.ascii);
        let mut legend = format!("  {one} a rating, {more} several, the oldest first");
        if self.slope.is_some() {
            legend.push_str(&format!(", {line} the trend"));
        }
        lines.push(legend);
        lines
    }
}
