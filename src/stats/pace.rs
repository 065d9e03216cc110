//! Where a challenge stands against an even pace.

/// A goal's even pace on one day of it, and how far the count is from it.
///
/// ```
/// use askbook::stats::Pace;
/// let pace = Pace::on(84, 365, 180, 1000).unwrap();
/// assert_eq!((pace.par * 100.0).round(), 23014.0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    /// What an even pace would have by now: goal·d/D.
    pub par: f64,
    /// `par` less the count: negative when ahead.
    pub behind: f64,
    /// `behind` in days of the even pace; `None` for a goal of 0.
    pub days_behind: Option<f64>,
    /// What remains, by the days that remain; 0 once the goal is reached, `None` from the last day on.
    pub needed_per_day: Option<f64>,
}

impl Pace {
    /// The pace on day `day` of `days` (both count the first day, `days` the last one too) with `count` of `goal`
    /// done. A `day` before the start or past the end is held to 0 … `days`. `None` for a span without days.
    pub fn on(day: i64, days: i64, count: u64, goal: u64) -> Option<Self> {
        if days < 1 {
            return None;
        }
        let day = day.clamp(0, days);
        let par = goal as f64 * (day as f64 / days as f64);
        let behind = par - count as f64;
        let remaining = goal.saturating_sub(count);
        Some(Self {
            par,
            behind,
            days_behind: (goal > 0).then(|| behind * days as f64 / goal as f64),
            needed_per_day: (day < days).then(|| remaining as f64 / (days - day) as f64),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::tests::prints;
    use proptest::prelude::*;

    #[test]
    fn vector() {
        let pace = Pace::on(84, 365, 180, 1000).unwrap();
        prints(pace.par, "230.14");
        prints(pace.behind, "50.14");
        prints(pace.days_behind.unwrap(), "18.3");
        prints(pace.needed_per_day.unwrap(), "2.9181");
    }

    #[test]
    fn before_after_and_past_the_goal() {
        let before = Pace::on(-3, 365, 0, 1000).unwrap();
        assert_eq!((before.par, before.behind), (0.0, 0.0));
        prints(before.needed_per_day.unwrap(), "2.74");

        let after = Pace::on(900, 365, 990, 1000).unwrap();
        assert_eq!((after.par, after.behind, after.needed_per_day), (1000.0, 10.0, None));
        assert_eq!(Pace::on(365, 365, 0, 1000).unwrap().needed_per_day, None, "the last day");

        let reached = Pace::on(100, 365, 1200, 1000).unwrap();
        assert_eq!(reached.needed_per_day, Some(0.0));
        assert!(reached.behind < 0.0);

        let aimless = Pace::on(10, 20, 3, 0).unwrap();
        assert_eq!((aimless.par, aimless.behind, aimless.days_behind), (0.0, -3.0, None));
        assert_eq!(Pace::on(1, 0, 0, 10), None);
        assert_eq!(Pace::on(1, -5, 0, 10), None);
    }

    proptest! {
        #[test]
        fn total(day: i64, days: i64, count: u64, goal: u64) {
            if let Some(pace) = Pace::on(day, days, count, goal) {
                prop_assert!(0.0 <= pace.par && pace.par <= goal as f64);
                prop_assert!(pace.behind.is_finite() && pace.needed_per_day.is_none_or(f64::is_finite));
            }
        }
    }
}
