//! From how many on a figure is told, beyond the numbers that a notebook may set.
//!
//! The standard names a second number for some figures; each keeps its proportion to the one that can be set. However
//! low a notebook sets one, a figure takes as many as it can be worked out from.

use crate::config::Minimums;

/// Answers that a waiting time takes at least: half of its asks.
pub(super) fn waiting_answers(minimums: &Minimums) -> u64 {
    u64::from(minimums.waiting).div_ceil(2)
}

/// Asks still at risk at an age, of which a chance is told: a quarter of those that a waiting time takes.
pub(super) fn still_at_risk(minimums: &Minimums) -> u64 {
    u64::from(minimums.waiting).div_ceil(4)
}

/// How much of what a forecast counts it takes at least: five for each week.
pub(super) fn forecast_counted(minimums: &Minimums) -> u64 {
    u64::from(minimums.forecast_weeks) * 5
}

/// Ratings that a trend takes at least: of fewer than three there is no first third and no last.
pub(super) fn trend_ratings(minimums: &Minimums) -> usize {
    minimums.trend.max(3) as usize
}

/// Asks with both fear and sting that a comparison takes at least: one has no spread.
pub(super) fn pairs(minimums: &Minimums) -> usize {
    minimums.pairs.max(2) as usize
}

/// Complete weeks that a forecast takes at least: one has no spread.
pub(super) fn forecast_weeks(minimums: &Minimums) -> u32 {
    minimums.forecast_weeks.max(2)
}

/// Days between the first and the last rating that a trend takes.
pub(super) fn trend_days(minimums: &Minimums) -> u64 {
    u64::from(minimums.trend_weeks) * 7
}
