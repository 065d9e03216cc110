//! How far the challenge is, as the report has it.

use super::weeks::first_of_month;
use crate::config::Challenge;
use crate::model::{Day, WeekStart};
use crate::report::Standing;
use serde::Serialize;

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
    /// Where an even pace would be by now; none where the notebook wants no pace.
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
    let dates = standing.forecast.map(|range| range.map(|(_, date)| date)).filter(|_| standing.remaining > 0);
    let range = dates.and_then(|[low, _, high]| Some((low?, high)));
    let (goal, done) = (i64::from(standing.goal), i64::from(standing.count));
    Progress {
        goal,
        of: standing.of.word(),
        count: done,
        remaining: i64::from(standing.remaining),
        share: (done.min(goal) as f64 / goal.max(1) as f64 * 1000.0).round() / 10.0,
        start: standing.start.map(first_of_month),
        end: standing.end.map(first_of_month),
        par: standing.par.map(f64::round),
        forecast: range
            .map(|(low, high)| Forecast { low: first_of_month(low), high: high.map(first_of_month) }),
        even: standing
            .start
            .zip(standing.end)
            .filter(|_| challenge.pace)
            .map(|(start, end)| (weeks.week_of(start).first, end)),
        range,
    }
}
