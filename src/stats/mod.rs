//! Numbers: what counts, days and ratings say, and how sure one can be of it.
//!
//! Knows nothing of text, dates, records or colour. A day is a number of days, a rating is an `f64`, a count is a
//! `u64`. Every function is pure and total: the same input gives the same result, and no input panics. `None`
//! means that the figure does not exist for this input (an empty list, a division by nothing); whether there are
//! enough data to show it is for the caller to decide.
//!
//! `docs/statistics.md` explains each figure to users, and its worked examples run as tests of this module.

mod by_day;
mod compare;
mod competing;
mod distribution;
mod expect;
mod forecast;
mod load;
mod median;
mod pace;
mod pairs;
mod percent;
mod ranks;
mod rate;
mod round;
mod survival;
mod trend;

#[cfg(test)]
mod calibration;

pub use compare::sure_among;
pub use competing::{Incidence, Outcomes, aalen_johansen};
pub use expect::{Expected, MOST_ASKS, asks_to_go, at_least_one, expect};
pub use forecast::Forecast;
pub use load::{Load, rising_sting};
pub use median::{mad, median, median_of_counts};
pub use pace::Pace;
pub use pairs::{Brier, Paired};
pub use percent::Percent;
pub use ranks::MannWhitney;
pub use rate::{Rate, no_yes_bound};
pub use round::{halves_up, rounded_up, significant};
pub use survival::{LaterAnswer, MedianWait, Step, Survival, Wait, Waits};
pub use trend::{LATEST, MannKendall, Slope, Thirds};

/// The standard normal's 97.5 % point: the half-width, in standard errors, of a 95 % interval.
pub const Z95: f64 = 1.959963984540054;

/// The two ends of an interval, in the unit of the figure it belongs to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end, never below the lower.
    pub high: f64,
}

#[cfg(test)]
mod tests {
    /// Whether `actual` reads as `expected` at the decimals to which the standard prints it.
    #[track_caller]
    pub(super) fn prints(actual: f64, expected: &str) {
        let decimals = expected.split_once('.').map_or(0, |(_, digits)| digits.len());
        assert_eq!(format!("{actual:.decimals$}"), expected);
    }
}
