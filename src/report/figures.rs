//! Figures with their minimums: rates, waiting, what to expect, fear and sting (`docs/statistics.md`).

use super::weeks::is_yes;
use crate::book::{Ask, Book};
use crate::config::{Challenge, Config, Goal};
use crate::model::{Answer, Day, Marker};
use crate::stats::{
    Brier, Expected, Outcomes, Paired, Rate, Slope, Survival, Thirds, Wait, aalen_johansen, asks_to_go,
    at_least_one, expect, no_yes_bound,
};

/// Answers that a waiting time takes at least.
const WAITING_ANSWERS: u64 = 10;
/// Asks still at risk at an age, of which a chance is told.
const STILL_AT_RISK: u64 = 5;
/// Confidence of the trends.
const CONFIDENCE: f64 = 0.95;

/// Figures of the asks that are meant; those below their minimum are none.
#[derive(Debug, Clone)]
pub struct Figures {
    /// Yeses of the answered: yes, partial, no.
    pub answered: Rate,
    /// Yeses of the closed: the answered and silences.
    pub closed: Rate,
    /// Yeses of all asks.
    pub all: Rate,
    /// How high the rate of yes may still be.
    pub no_yes_bound: Option<f64>,
    /// Noes, as long as there is no yes.
    pub noes_without_yes: Option<u64>,
    /// The days from ask to first real answer.
    pub survival: Survival,
    /// The shares of yes, partial and no, and of those still open, where the minimum of waiting is met.
    pub outcomes: Option<Outcomes<3>>,
    /// Whether the minimum of waiting is met.
    pub waiting_is_told: bool,
    /// The yeses among the asks that the goal still takes.
    pub expected: Option<Expected>,
    /// The chance of a yes among the next ten asks.
    pub yes_in_next_10: Option<f64>,
    /// Fear by the day of the ask.
    pub fear: Feeling,
    /// Sting of noes and silences by the day of the answer.
    pub sting: Feeling,
    /// How many noes and silences have fear and sting.
    pub fear_sting_n: usize,
    /// Fear less sting.
    pub fear_sting: Option<Paired>,
    /// How many closed asks have odds.
    pub odds_n: usize,
    /// The asker's own odds against what came.
    pub odds: Option<Brier>,
}

/// How fear or sting changed.
#[derive(Debug, Clone)]
pub struct Feeling {
    /// How many ratings, at most the last 200.
    pub n: usize,
    /// Medians of the first and last third, where the minimum is met.
    pub thirds: Option<Thirds>,
    /// The trend, where the minimum is met.
    pub slope: Option<Slope>,
}

pub(super) fn figures(
    book: &Book,
    config: &Config,
    challenge: Option<&Challenge>,
    asks: &[Ask<'_>],
) -> Figures {
    let count =
        |fits: &dyn Fn(Answer) -> bool| asks.iter().filter(|ask| ask.status.is_some_and(fits)).count() as u64;
    let yes = count(&|answer| is_yes(config, answer));
    let answered =
        Rate::new(yes, count(&|answer| matches!(answer, Answer::Yes | Answer::Partial | Answer::No)));
    let closed = Rate::new(yes, answered.n() + count(&|answer| answer == Answer::Silence));
    let noes = count(&|answer| answer == Answer::No);
    let minimums = &config.minimums;
    let survival = Survival::of(&asks.iter().map(|ask| wait(book, ask)).collect::<Vec<_>>());
    let waiting_is_told =
        survival.asks() >= u64::from(minimums.waiting) && survival.answers() >= WAITING_ANSWERS;
    let outcomes = waiting_is_told.then(|| {
        let ends: Vec<(u32, Option<usize>)> = asks.iter().map(|ask| end(book, ask)).collect();
        aalen_johansen::<3>(&ends).last().map(|last| last.outcomes.clone())
    });
    let expect_told = closed.n() >= u64::from(minimums.expect);
    let to_go = challenge.filter(|_| expect_told).and_then(|challenge| {
        let remaining = u64::from(challenge.goal.saturating_sub(super::standing::count(book, challenge)));
        match challenge.of {
            Goal::Asks => Some(remaining),
            Goal::Rejections => {
                let rejections = asks.iter().filter(|ask| ask.rejection).count() as u64;
                asks_to_go(remaining, closed.n(), rejections)
            }
        }
    });
    let paired = pairs(asks);
    let odds = odds(config, asks);
    Figures {
        no_yes_bound: no_yes_bound(noes).filter(|_| yes == 0 && noes >= u64::from(minimums.no_yes_bound)),
        noes_without_yes: (yes == 0).then_some(noes),
        expected: to_go.and_then(|asks| expect(closed, asks)),
        yes_in_next_10: at_least_one(closed, 10).filter(|_| expect_told),
        fear: feeling(&fears(asks), minimums.trend),
        sting: feeling(&stings(asks), minimums.trend),
        fear_sting_n: paired.len(),
        fear_sting: Paired::of(&paired).filter(|_| paired.len() >= minimums.pairs as usize),
        odds_n: odds.len(),
        odds: Brier::of(&odds).filter(|_| odds.len() >= minimums.pairs as usize),
        all: Rate::new(yes, asks.len() as u64),
        outcomes: outcomes.flatten(),
        answered,
        closed,
        survival,
        waiting_is_told,
    }
}

/// The chance that an ask out for `days` is still answered, where enough are at risk at that age.
pub(super) fn later_answer(figures: &Figures, days: i64) -> Option<f64> {
    let age = u32::try_from(days).ok().filter(|_| figures.waiting_is_told)?;
    figures
        .survival
        .later_answer(age)
        .filter(|later| later.at_risk >= STILL_AT_RISK)
        .map(|later| later.chance)
}

/// The first yes, partial or no of an ask.
fn first_answer(ask: &Ask<'_>) -> Option<(Day, Answer)> {
    ask.events().iter().find_map(|event| match event.kind {
        Marker::Answer(answer @ (Answer::Yes | Answer::Partial | Answer::No)) => Some((event.day, answer)),
        _ => None,
    })
}

/// Days from an ask to its first real answer, or to where it is censored: a silence or withdrawal, or today.
fn end(book: &Book, ask: &Ask<'_>) -> (u32, Option<usize>) {
    let days = |day: Day| u32::try_from((day - ask.day).num_days()).unwrap_or(0);
    match first_answer(ask) {
        Some((day, answer)) => {
            let cause = match answer {
                Answer::Yes => 0,
                Answer::Partial => 1,
                _ => 2,
            };
            (days(day), Some(cause))
        }
        None => (days(ask.answered.unwrap_or(book.today)), None),
    }
}

fn wait(book: &Book, ask: &Ask<'_>) -> Wait {
    let (days, cause) = end(book, ask);
    Wait { days, answered: cause.is_some() }
}

fn fears(asks: &[Ask<'_>]) -> Vec<(Day, f64)> {
    asks.iter().filter_map(|ask| Some((ask.day, f64::from(ask.fear()?)))).collect()
}

fn is_refusal(ask: &Ask<'_>) -> bool {
    matches!(ask.status, Some(Answer::No | Answer::Silence))
}

/// The stings of noes and silences, by the day of the answer.
fn stings(asks: &[Ask<'_>]) -> Vec<(Day, f64)> {
    let mut rated: Vec<(Day, Option<usize>, f64)> = asks
        .iter()
        .filter(|ask| is_refusal(ask))
        .filter_map(|ask| Some((ask.answered?, ask.answer_record(), f64::from(ask.sting()?))))
        .collect();
    rated.sort_by_key(|(day, record, _)| (*day, *record));
    rated.into_iter().map(|(day, _, sting)| (day, sting)).collect()
}

/// Weeks over which a trend is told.
const TREND_WEEKS: i64 = 3;

fn feeling(rated: &[(Day, f64)], minimum: u32) -> Feeling {
    let values: Vec<f64> = rated.iter().map(|(_, value)| *value).collect();
    let long = rated
        .first()
        .zip(rated.last())
        .is_some_and(|(first, last)| (last.0 - first.0).num_days() >= TREND_WEEKS * 7);
    let told = long && values.len() >= minimum as usize;
    Feeling {
        n: values.len(),
        thirds: Thirds::of(&values).filter(|_| told),
        slope: Slope::of(&values, CONFIDENCE).filter(|_| told),
    }
}

/// Fear before and sting after, of the same noes and silences.
fn pairs(asks: &[Ask<'_>]) -> Vec<(f64, f64)> {
    let both = |ask: &&Ask<'_>| is_refusal(ask);
    asks.iter()
        .filter(both)
        .filter_map(|ask| Some((f64::from(ask.fear()?), f64::from(ask.sting()?))))
        .collect()
}

/// The asker's own odds of closed asks, with whether a yes came.
fn odds(config: &Config, asks: &[Ask<'_>]) -> Vec<(f64, bool)> {
    asks.iter()
        .filter_map(|ask| {
            let answer = ask.status.filter(|answer| *answer != Answer::Withdrawn)?;
            Some((ask.odds()? / 100.0, is_yes(config, answer)))
        })
        .collect()
}
