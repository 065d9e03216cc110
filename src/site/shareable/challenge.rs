//! How far the challenge is, as the report has it.

use super::weeks::{Week, first_of_month};
use crate::book::Ask;
use crate::config::{Challenge, Goal};
use crate::model::{Day, WeekStart};
use crate::report::Standing;
use serde::Serialize;
use std::collections::BTreeMap;

/// Where the challenge stands. Dates are months alone.
#[derive(Debug, Clone, Serialize)]
pub struct Progress {
    /// How many it takes.
    pub goal: i64,
    /// `rejections` or `asks`.
    pub of: &'static str,
    /// How many there are: a grand total, private asks too.
    pub count: i64,
    /// How many are missing.
    pub remaining: i64,
    /// The share of the goal in percent, at most 100.
    pub share: f64,
    /// The month in which it began.
    pub start: Option<Day>,
    /// The month in which it ends.
    pub end: Option<Day>,
    /// Whether its last day is over.
    pub ended: bool,
    /// Where an even pace would be by now; none where the notebook wants no pace, or when it is over.
    pub par: Option<f64>,
    /// The months between which the goal is likely reached; the later one is not always there.
    pub forecast: Option<Forecast>,
    /// The whole way of an even pace, for the chart: from this day to that.
    #[serde(skip)]
    pub(crate) even: Option<(Day, Day)>,
    /// The likely range as days, for the chart.
    #[serde(skip)]
    pub(crate) range: Option<(Day, Option<Day>)>,
}

/// The likely range.
#[derive(Debug, Clone, Serialize)]
pub struct Forecast {
    /// The earlier month.
    pub low: Day,
    /// The later month.
    pub high: Option<Day>,
}

pub(super) fn progress(standing: &Standing, challenge: &Challenge, weeks: WeekStart) -> Progress {
    let dates = standing.forecast.map(|range| range.map(|(_, date)| date));
    let range = dates.and_then(|[low, _, high]| Some((low?, high)));
    let (goal, done) = (i64::from(standing.goal), i64::from(standing.count));
    Progress {
        goal,
        of: standing.of.word(),
        count: done,
        remaining: i64::from(standing.remaining),
        // Rounded down, since what is not all is never called 100.
        share: (done.min(goal) * 1000 / goal.max(1)) as f64 / 10.0,
        start: standing.start.map(first_of_month),
        end: standing.end.map(first_of_month),
        ended: standing.ended,
        par: standing.par.map(f64::round),
        forecast: range
            .map(|(low, high)| Forecast { low: first_of_month(low), high: high.map(first_of_month) }),
        even: standing
            .start
            .zip(standing.end)
            .filter(|_| challenge.pace && !standing.ended)
            .map(|(start, end)| (weeks.week_of(start).first, end)),
        range,
    }
}

/// How much of what the challenge counts there was in each of its weeks; without one, how many asks in each week. What
/// is private is not in it.
pub(super) fn way(
    weeks: &[Week],
    asks: &[&Ask<'_>],
    challenge: Option<&Challenge>,
    week_starts: WeekStart,
) -> Vec<(Day, i64)> {
    let Some(challenge) = challenge else {
        return weeks.iter().map(|week| (week.start, week.asks)).collect();
    };
    let is_of_it = |week: &&Week| {
        let last = week_starts.week_of(week.start).last;
        challenge.start.is_none_or(|start| start <= last) && !challenge.is_over(week.start)
    };
    let mut way: BTreeMap<Day, i64> = weeks.iter().filter(is_of_it).map(|week| (week.start, 0)).collect();
    for ask in asks {
        let day = match challenge.of {
            Goal::Asks => Some(ask.day),
            Goal::Rejections => ask.answered.filter(|_| ask.rejection),
        };
        let day = day.filter(|day| challenge.holds(*day));
        if let Some(counted) = day.and_then(|day| way.get_mut(&week_starts.week_of(day).first)) {
            *counted += 1;
        }
    }
    way.into_iter().collect()
}
