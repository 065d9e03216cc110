//! In which week and month a day is told.

use crate::config::{Challenge, Config};
use crate::model::{Day, WeekStart};
use chrono::{Datelike, Days};

/// The calendar of a site.
///
/// Where only weeks may be shown, a week is in the month of its middle day, as in ISO 8601. Two weeks are told
/// otherwise, so that no month or year is there for what hangs over its end alone: the one in which the challenge
/// begins is in the month in which it begins, and that of today is in no month before it has come.
#[derive(Debug, Clone, Copy)]
pub(super) struct Almanac {
    week_starts: WeekStart,
    by_day: bool,
    begin: Option<Day>,
    pub today: Day,
}

impl Almanac {
    pub fn new(config: &Config, challenge: Option<&Challenge>, today: Day) -> Self {
        let begin = challenge.and_then(|challenge| challenge.start).filter(|start| *start <= today);
        Self { week_starts: config.week_starts, by_day: config.site.by_day, begin, today }
    }

    /// The first day of a day's week.
    pub fn week_of(&self, day: Day) -> Day {
        self.week_starts.week_of(day).first
    }

    /// The day as it may be told: itself, or the first day of its week.
    pub fn shown(&self, day: Day) -> Day {
        if self.by_day { day } else { self.week_of(day) }
    }

    /// The first day of the month in which a day is told.
    pub fn month_of(&self, day: Day) -> Day {
        if self.by_day {
            return first_of_month(day);
        }
        let week = self.week_starts.week_of(day);
        let middle = week.first.checked_add_days(Days::new(3)).unwrap_or(week.last);
        let begin = self.begin.filter(|begin| (week.first..=week.last).contains(begin));
        first_of_month(begin.unwrap_or(middle.min(self.today)))
    }

    /// The first days of the parts of a week that are each in one month, from the day `first` to today.
    pub fn parts(&self, week: Day, first: Day) -> Vec<Day> {
        if !self.by_day {
            return vec![week];
        }
        let start = week.max(first);
        let turn = first_of_month(self.week_starts.week_of(week).last.min(self.today));
        if turn > start { vec![start, turn] } else { vec![start] }
    }
}

/// The first day of a day's month.
pub(super) fn first_of_month(day: Day) -> Day {
    day.with_day(1).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a date")
    }

    #[test]
    fn a_week_is_in_the_month_of_its_middle_day_but_where_a_page_would_be_there_for_it_alone() {
        let month = |begin: Option<&str>, today: &str, of: &str| {
            let almanac = Almanac {
                week_starts: WeekStart::Monday,
                by_day: false,
                begin: begin.map(day),
                today: day(today),
            };
            almanac.month_of(day(of)).to_string()
        };
        assert_eq!(month(None, "2026-07-01", "2025-12-29"), "2026-01-01");
        assert_eq!(month(None, "2026-07-01", "2026-04-02"), "2026-04-01");
        assert_eq!(month(None, "2026-07-01", "2026-05-01"), "2026-04-01");
        // 1 January 2027 is a Friday.
        assert_eq!(month(None, "2027-07-01", "2026-12-28"), "2026-12-01");
        assert_eq!(month(Some("2027-01-01"), "2027-07-01", "2026-12-28"), "2027-01-01");
        // On 30 March it is not April yet.
        assert_eq!(month(None, "2026-03-30", "2026-03-30"), "2026-03-01");
        assert_eq!(month(None, "2026-04-01", "2026-03-30"), "2026-04-01");
    }
}
