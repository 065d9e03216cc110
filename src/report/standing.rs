//! Where the challenge stands: its count, par, what a day still needs (statistics, section 3).

use super::weeks::Stretch;
use crate::book::Book;
use crate::config::{Challenge, Config, Goal};
use crate::model::Day;
use crate::stats::{Forecast, Pace};
use chrono::Days;

/// Where a challenge stands today.
#[derive(Debug, Clone)]
pub struct Standing {
    /// What it is called.
    pub name: String,
    /// How many it takes.
    pub goal: u32,
    /// Of what.
    pub of: Goal,
    /// Its first day.
    pub start: Option<Day>,
    /// Its last day.
    pub end: Option<Day>,
    /// How many there are.
    pub count: u32,
    /// How many are missing; 0 once the goal is reached.
    pub remaining: u32,
    /// Where the count would be at an even pace; none without a start and an end, or without pace.
    pub par: Option<f64>,
    /// Par less count, negative when ahead.
    pub behind: Option<f64>,
    /// What a day must bring from here; none on the last day.
    pub needed_per_day: Option<f64>,
    /// Weeks until the goal at 10, 50 and 90 %, and the dates; none below its minimum or without pace.
    pub forecast: Option<[(Option<u32>, Option<Day>); 3]>,
    /// What the forecast still needs: complete weeks, and of what is counted.
    pub forecast_needs: Option<(u32, u32)>,
}

/// How much of what a forecast counts it takes at least.
const FORECAST_COUNTED: u64 = 20;

/// How many of what the goal is of a challenge holds.
pub fn count(book: &Book, challenge: &Challenge) -> u32 {
    let counts = |ask: &crate::book::Ask<'_>| match challenge.of {
        Goal::Asks => challenge.holds(ask.day),
        Goal::Rejections => ask.number.is_some() && ask.answered.is_some_and(|day| challenge.holds(day)),
    };
    u32::try_from(book.asks().filter(counts).count()).unwrap_or(u32::MAX)
}

/// Where `challenge` stands.
pub(super) fn standing(book: &Book, challenge: &Challenge, config: &Config, weeks: &[Stretch]) -> Standing {
    let count = count(book, challenge);
    let remaining = challenge.goal.saturating_sub(count);
    let span = challenge.start.zip(challenge.end).filter(|_| challenge.pace);
    let pace = span.and_then(|(start, end)| {
        let days = (end - start).num_days() + 1;
        let day = ((book.today - start).num_days() + 1).clamp(0, days);
        Pace::on(day, days, count.into(), challenge.goal.into())
    });
    let mut standing = Standing {
        name: challenge.name.clone(),
        goal: challenge.goal,
        of: challenge.of,
        start: challenge.start,
        end: challenge.end,
        count,
        remaining,
        par: pace.as_ref().map(|pace| pace.par),
        behind: pace.as_ref().map(|pace| pace.behind),
        needed_per_day: pace.as_ref().and_then(|pace| pace.needed_per_day),
        forecast: None,
        forecast_needs: None,
    };
    if challenge.pace {
        forecast(&mut standing, book, challenge, config, weeks);
    }
    standing
}

fn forecast(standing: &mut Standing, book: &Book, challenge: &Challenge, config: &Config, weeks: &[Stretch]) {
    let counted: Vec<u64> = weeks
        .iter()
        .map(|week| match challenge.of {
            Goal::Asks => week.asks as u64,
            Goal::Rejections => week.rejections as u64,
        })
        .collect();
    let seen: u64 = counted.iter().sum();
    let missing_weeks =
        config.minimums.forecast_weeks.saturating_sub(u32::try_from(counted.len()).unwrap_or(u32::MAX));
    let missing = u32::try_from(FORECAST_COUNTED.saturating_sub(seen)).unwrap_or(u32::MAX);
    if missing_weeks > 0 || missing > 0 {
        standing.forecast_needs = Some((missing_weeks, missing));
        return;
    }
    let (Some(last), Some(model)) = (weeks.last(), Forecast::of(&counted)) else { return };
    // What remains is counted at the end of the last complete week, and dates from there.
    let end = last.span.last;
    let then = book
        .asks()
        .filter(|ask| match challenge.of {
            Goal::Asks => challenge.holds(ask.day) && ask.day <= end,
            Goal::Rejections => {
                ask.number.is_some() && ask.answered.is_some_and(|day| challenge.holds(day) && day <= end)
            }
        })
        .count() as u64;
    let remaining = u64::from(challenge.goal).saturating_sub(then);
    standing.forecast = Some(model.range(remaining).map(|weeks| {
        let date = weeks.and_then(|weeks| end.checked_add_days(Days::new(u64::from(weeks) * 7)));
        (weeks, date)
    }));
}
