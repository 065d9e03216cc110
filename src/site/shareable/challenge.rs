//! How far the challenge is, as the report has it.

use super::almanac::{Almanac, first_of_month};
use super::way::{after, counted};
use crate::book::Ask;
use crate::config::Challenge;
use crate::model::Day;
use crate::report::Standing;
use crate::stats::Percent;
use chrono::Months;
use serde::Serialize;

/// Years from today on that a date is told of. What is further away nobody can tell.
const FORESEEN_YEARS: u32 = 10;

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
    /// The share of the goal in percent, rounded as everywhere; 100 only where it is reached.
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
    /// Whether at this pace the goal is further away than anybody can tell.
    #[serde(skip)]
    pub(crate) far: bool,
    /// The whole way of an even pace, for the chart: from this day to the day after its last one.
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

pub(super) fn progress(standing: &Standing, challenge: &Challenge, today: Day) -> Progress {
    let dates = standing.forecast.map(|range| range.map(|(_, date)| date));
    let range = dates.and_then(|[low, _, high]| Some((low?, high)));
    let foreseen = today.checked_add_months(Months::new(12 * FORESEEN_YEARS)).unwrap_or(Day::MAX);
    let far = range.is_some_and(|(low, _)| low > foreseen);
    let range = range.filter(|_| !far).map(|(low, high)| (low, high.filter(|high| *high <= foreseen)));
    let (goal, done) = (i64::from(standing.goal), i64::from(standing.count));
    Progress {
        goal,
        of: standing.of.word(),
        count: done,
        remaining: i64::from(standing.remaining),
        share: Percent::of(part(done, goal)).number(),
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
            .map(|(start, end)| (start, after(end))),
        far,
        range,
    }
}

/// The share of the goal, from 0 to 1.
pub(crate) fn part(done: i64, goal: i64) -> f64 {
    done.min(goal) as f64 / goal.max(1) as f64
}

/// The day on which the challenge's own count reached its goal. None where private asks made a difference: it would tell of
/// them on which days they were.
pub(super) fn reached(
    standing: &Standing,
    asks: &[&Ask<'_>],
    challenge: &Challenge,
    almanac: &Almanac,
) -> Option<Day> {
    let of_all = standing.line.iter().find(|(_, count)| *count >= standing.goal).map(|(day, _)| *day)?;
    let mut days: Vec<Day> = asks.iter().filter_map(|ask| counted(ask, challenge)).collect();
    days.sort_unstable();
    let of_public = *days.get((standing.goal as usize).checked_sub(1)?)?;
    (almanac.shown(of_all) == almanac.shown(of_public)).then_some(of_all)
}
