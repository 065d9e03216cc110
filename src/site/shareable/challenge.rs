//! How far the challenge is, as the report has it.

use super::weeks::{Week, first_of_month};
use crate::book::Ask;
use crate::config::{Challenge, Goal};
use crate::model::{Day, WeekStart};
use crate::report::Standing;
use crate::stats::Percent;
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
            .map(|(start, end)| (weeks.week_of(start).first, end)),
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
    shown: impl Fn(Day) -> Day,
) -> Option<Day> {
    let of_all = standing.line.iter().find(|(_, count)| *count >= standing.goal).map(|(day, _)| *day)?;
    let mut days: Vec<Day> = asks.iter().filter_map(|ask| counted(ask, challenge)).collect();
    days.sort_unstable();
    let of_public = *days.get((standing.goal as usize).checked_sub(1)?)?;
    (shown(of_all) == shown(of_public)).then_some(of_all)
}

/// The day on which an ask counts for the challenge, if it does.
fn counted(ask: &Ask<'_>, challenge: &Challenge) -> Option<Day> {
    let day = match challenge.of {
        Goal::Asks => Some(ask.day),
        Goal::Rejections => ask.answered.filter(|_| ask.rejection),
    };
    day.filter(|day| challenge.holds(*day))
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
        if let Some(counted) =
            counted(ask, challenge).and_then(|day| way.get_mut(&week_starts.week_of(day).first))
        {
            *counted += 1;
        }
    }
    way.into_iter().collect()
}
