//! The share of asks without an answer, by days out: a curve that goes down in steps.

use super::frame::{Frame, HEIGHT, WIDEST, column};
use crate::report::page::Look;
use crate::report::words::many;
use crate::stats::Survival;

/// A curve and the day on which half of the asks have an answer.
#[derive(Debug, Clone)]
pub(in crate::report) struct Curve {
    steps: Vec<(u32, f64)>,
    last: u32,
}

impl Curve {
    /// The curve, up to its last step.
    pub fn of(survival: &Survival) -> Self {
        let steps: Vec<(u32, f64)> = survival.steps().iter().map(|step| (step.day, step.survival)).collect();
        Self { last: steps.last().map_or(0, |(day, _)| *day), steps }
    }

    pub(super) fn draw(&self, look: Look) -> Vec<String> {
        let width = look.width.saturating_sub(8).clamp(10, WIDEST);
        let mut frame = Frame::new(width, HEIGHT);
        for at in 0..width {
            let day = day_at(at, width, self.last);
            let passed = self.steps.partition_point(|(step, _)| *step <= day);
            let share = passed.checked_sub(1).map_or(1.0, |step| self.steps[step].1);
            column(&mut frame, at, share, look.ascii);
        }
        frame.left =
            vec![(0, "100 %".to_owned()), (HEIGHT / 2, "50 %".to_owned()), (HEIGHT - 1, "0 %".to_owned())];
        let label = |part: usize| {
            let at = width * part / 3;
            (at, format!("day {}", many(day_at(at.min(width - 1), width, self.last).into())))
        };
        frame.below = (0..=3).map(label).collect();
        frame.lines(look.ascii)
    }
}

/// The day that a column stands for.
fn day_at(at: usize, width: usize, last: u32) -> u32 {
    (u64::from(last) * at as u64 / (width.max(2) as u64 - 1)) as u32
}
