//! How long to wait without a sign: `14d`, `6w`, `3m`.

use super::day::Day;
use chrono::{Days, Months, NaiveDate};
use std::fmt;

/// A length of time in days, weeks or calendar months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wait {
    /// Days; weeks are kept as seven days each.
    Days(u32),
    /// Calendar months, to the last day of a shorter one.
    Months(u32),
}

impl Wait {
    /// Reads `14d`, `6w` or `3m`, in any case, at most four digits.
    ///
    /// ```
    /// use askbook::model::Wait;
    /// assert_eq!(Wait::parse("6w"), Some(Wait::Days(42)));
    /// assert_eq!(Wait::parse("soon"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let unit = text.chars().last()?;
        let digits = text.strip_suffix(unit)?;
        if digits.is_empty() || digits.len() > 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let count: u32 = digits.parse().ok()?;
        match unit.to_ascii_lowercase() {
            'd' => Some(Self::Days(count)),
            'w' => Some(Self::Days(count * 7)),
            'm' => Some(Self::Months(count)),
            _ => None,
        }
    }

    /// The day on which the wait that began on `day` is over.
    pub fn after(self, day: Day) -> Day {
        match self {
            Self::Days(count) => day.checked_add_days(Days::new(count.into())),
            Self::Months(count) => day.checked_add_months(Months::new(count)),
        }
        .unwrap_or(NaiveDate::MAX)
    }
}

impl fmt::Display for Wait {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Days(count) => write!(out, "{count}d"),
            Self::Months(count) => write!(out, "{count}m"),
        }
    }
}
