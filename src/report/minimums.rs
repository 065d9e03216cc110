//! From how many on a figure is told, beyond the numbers that a notebook may set.
//!
//! The standard names a second number for some figures; each keeps its proportion to the one that can be set.

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

/// Days between the first and the last rating that a trend takes.
pub(super) fn trend_days(minimums: &Minimums) -> u64 {
    u64::from(minimums.trend_weeks) * 7
}
