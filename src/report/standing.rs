//! Where the challenge stands: its count, par, what a day still needs (statistics, section 3).

use super::calendar::Calendar;
use super::weeks::Stretch;
use crate::book::Book;
use crate::config::{Challenge, Goal, Minimums};
use crate::model::{Answer, Day};
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
    /// Whether a yes is among what it counts as a rejection.
    pub counts_yeses: bool,
    /// Its first day.
    pub start: Option<Day>,
    /// Its last day.
    pub end: Option<Day>,
    /// Whether anything may be said of par, of being behind, of a forecast.
    pub pace: bool,
    /// How many there are.
    pub count: u32,
    /// How many are missing; 0 once the goal is reached.
    pub remaining: u32,
    /// The count at the end of each day on which it grew, in order.
    pub line: Vec<(Day, u32)>,
    /// Whether its last day is over: then nothing is said of a pace any more.
    pub ended: bool,
    /// Where the count would be at an even pace; none without a start and an end, without pace, or when it is over.
    pub par: Option<f64>,
    /// Par less count, negative when ahead.
    pub behind: Option<f64>,
    /// The same in days of the even pace.
    pub days_behind: Option<f64>,
    /// What a day must bring from here; none on the last day.
    pub needed_per_day: Option<f64>,
    /// Weeks until the goal at 10, 50 and 90 %, and the dates; none below its minimum, without pace, once the goal is
    /// reached, or when it is over.
    pub forecast: Option<[(Option<u32>, Option<Day>); 3]>,
    /// What the forecast still needs: complete weeks, and of what is counted.
    pub forecast_needs: Option<(u32, u32)>,
    /// What the forecast rests on; none where there is none.
    pub outlook: Option<Outlook>,
}

/// What a forecast rests on, and what it says of the challenge's end.
#[derive(Debug, Clone, Copy)]
pub struct Outlook {
    /// How many complete weeks, at most 12.
    pub weeks: usize,
    /// Their mean.
    pub mean: f64,
    /// The chance to be done by the last day, in whole weeks; none without one, or when none is left.
    pub in_time: Option<f64>,
    /// What a week must bring for that.
    pub needed_per_week: Option<f64>,
}

/// How many of what the goal is of a challenge holds.
pub fn count(book: &Book, challenge: &Challenge) -> u32 {
    let counts = |ask: &crate::book::Ask<'_>| match challenge.of {
        Goal::Asks => challenge.holds(ask.day),
        Goal::Rejections => ask.number.is_some() && ask.answered.is_some_and(|day| challenge.holds(day)),
    };
    u32::try_from(book.asks().filter(counts).count()).unwrap_or(u32::MAX)
}

/// How much of what the goal of `challenge` counts there was at the end of each day on which it grew.
fn line(calendar: &Calendar, challenge: &Challenge) -> Vec<(Day, u32)> {
    let mut so_far = 0;
    let held = calendar.iter().filter(|counts| challenge.holds(counts.day));
    let grown = held.filter_map(|counts| {
        let more = match challenge.of {
            Goal::Asks => counts.asks,
            Goal::Rejections => counts.rejections,
        };
        so_far += more;
        (more > 0).then_some((counts.day, so_far))
    });
    grown.collect()
}

/// What the reports may know, of which a date is worked out.
pub(super) struct Basis<'k> {
    pub calendar: &'k Calendar,
    /// All complete weeks of the challenge.
    pub weeks: &'k [Stretch],
}

/// Where `challenge` stands; `whole` is the calendar of the whole notebook.
pub(super) fn standing(
    today: Day,
    challenge: &Challenge,
    minimums: &Minimums,
    whole: &Calendar,
    known: &Basis<'_>,
) -> Standing {
    let line = line(whole, challenge);
    let count = line.last().map_or(0, |(_, count)| *count);
    let remaining = challenge.goal.saturating_sub(count);
    let ended = challenge.is_over(today);
    let span = challenge.start.zip(challenge.end).filter(|_| challenge.pace && !ended);
    let pace = span.and_then(|(start, end)| {
        let days = (end - start).num_days() + 1;
        let day = ((today - start).num_days() + 1).clamp(0, days);
        Pace::on(day, days, count.into(), challenge.goal.into())
    });
    let mut standing = Standing {
        name: challenge.name.clone(),
        goal: challenge.goal,
        of: challenge.of,
        counts_yeses: challenge.counts.contains(&Answer::Yes),
        start: challenge.start,
        end: challenge.end,
        pace: challenge.pace,
        count,
        remaining,
        line,
        ended,
        par: pace.as_ref().map(|pace| pace.par),
        behind: pace.as_ref().map(|pace| pace.behind),
        days_behind: pace.as_ref().and_then(|pace| pace.days_behind),
        needed_per_day: pace.as_ref().and_then(|pace| pace.needed_per_day),
        forecast: None,
        forecast_needs: None,
        outlook: None,
    };
    if challenge.pace && !ended && remaining > 0 {
        forecast(&mut standing, minimums, known.weeks, &self::line(known.calendar, challenge));
    }
    standing
}

/// Works the dates out of complete weeks, and of the line of what is in them.
fn forecast(standing: &mut Standing, minimums: &Minimums, weeks: &[Stretch], line: &[(Day, u32)]) {
    let counted: Vec<u64> = weeks
        .iter()
        .map(|week| match standing.of {
            Goal::Asks => week.asks as u64,
            Goal::Rejections => week.rejections as u64,
        })
        .collect();
    let seen: u64 = counted.iter().sum();
    let missing_weeks = super::minimums::forecast_weeks(minimums)
        .saturating_sub(u32::try_from(counted.len()).unwrap_or(u32::MAX));
    let missing =
        u32::try_from(super::minimums::forecast_counted(minimums).saturating_sub(seen)).unwrap_or(u32::MAX);
    if missing_weeks > 0 || missing > 0 {
        standing.forecast_needs = Some((missing_weeks, missing));
        return;
    }
    let (Some(last), Some(model)) = (weeks.last(), Forecast::of(&counted)) else { return };
    // What remains is counted at the end of the last complete week, and dates from there.
    let end = last.span.last;
    let passed = line.partition_point(|(day, _)| *day <= end);
    let by_then = passed.checked_sub(1).map_or(0, |last| line[last].1);
    let since = line.last().map_or(0, |(_, count)| *count) - by_then;
    let remaining = u64::from(standing.goal.saturating_sub(standing.count.saturating_sub(since)));
    standing.forecast = Some(model.range(remaining).map(|weeks| {
        let date = weeks.and_then(|weeks| end.checked_add_days(Days::new(u64::from(weeks) * 7)));
        (weeks, date)
    }));
    let left = standing.end.map(|last| (last - end).num_days().div_euclid(7));
    let left = left.and_then(|weeks| u32::try_from(weeks).ok()).filter(|weeks| *weeks > 0);
    standing.outlook = Some(Outlook {
        weeks: model.weeks,
        mean: model.mean,
        in_time: left.map(|weeks| model.done_within(remaining, weeks)),
        needed_per_week: left.and_then(|weeks| Forecast::needed_per_week(remaining, weeks)),
    });
}
