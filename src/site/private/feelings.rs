//! Fear and sting as they were rated: a dot a rating, with the medians of the first and of the last third.
//!
//! For the writer's eyes alone: the shareable model has no such thing.

use crate::model::Day;
use crate::report::{Feeling, Report};
use crate::site::charts::{Tick, place};
use crate::site::words::Words;
use serde::Serialize;

/// How fear or sting went.
#[derive(Debug, Clone, Serialize)]
pub struct FeelingRow {
    /// The key of its word.
    pub word: &'static str,
    /// How many are rated in all.
    pub n: i64,
    /// Median of the first third; empty below the minimum.
    pub first: String,
    /// Median of the last third.
    pub last: String,
    /// What the ratings say together, in words.
    pub text: String,
    /// The last 200 of them at most, in order of their days.
    pub ratings: Vec<Rating>,
    /// The medians of the two thirds as lines; none below the minimum.
    pub medians: Vec<Median>,
    /// Marks across: the days of the first and of the last rating.
    pub across: Vec<Tick>,
    /// Marks up.
    pub up: Vec<Tick>,
}

/// A rating. Its places are in percent of the chart.
#[derive(Debug, Clone, Serialize)]
pub struct Rating {
    /// Its day.
    pub day: Day,
    /// From 0 to 10.
    pub value: i64,
    /// From the left.
    pub x: String,
    /// From the top.
    pub y: String,
}

/// A line across a third of the chart.
#[derive(Debug, Clone, Serialize)]
pub struct Median {
    /// Where it begins.
    pub from: String,
    /// Where it ends.
    pub to: String,
    /// From the top.
    pub y: String,
}

/// The highest rating.
const MOST: f64 = 10.0;

pub(super) fn feelings(report: &Report, words: &Words) -> Vec<FeelingRow> {
    let weeks = i64::from(report.minimums.trend_weeks);
    [("private_fear", &report.figures.fear), ("private_sting", &report.figures.sting)]
        .into_iter()
        .map(|(word, feeling)| row(word, feeling, weeks, words))
        .collect()
}

fn row(word: &'static str, feeling: &Feeling, weeks: i64, words: &Words) -> FeelingRow {
    let median = |value: Option<f64>| value.map(place).unwrap_or_default();
    let ratings = &feeling.ratings;
    let y = |value: f64| place(100.0 - value / MOST * 100.0);
    // In their order, each as far from the next: the trend is one of ratings, not of days.
    let step = 100.0 / ratings.len().max(1) as f64;
    let x = |at: usize| (at as f64 + 0.5) * step;
    let third = ratings.len() / 3;
    let medians = feeling.thirds().map(|thirds| {
        let line = |from: usize, median: f64| Median {
            from: place(from as f64 * step),
            to: place((from + third) as f64 * step),
            y: y(median),
        };
        vec![line(0, thirds.first_median), line(ratings.len() - third, thirds.last_median)]
    });
    let tick = |at: String, label: String, anchor| Tick { at, label, anchor };
    let mut across = Vec::new();
    across.extend(ratings.first().map(|(day, _)| tick("0".to_owned(), words.day(*day), "start")));
    // Of one day there is one mark.
    let last = ratings.last().filter(|(day, _)| ratings.first().is_some_and(|(first, _)| first != day));
    across.extend(last.map(|(day, _)| tick("100".to_owned(), words.day(*day), "end")));
    FeelingRow {
        word,
        n: feeling.n as i64,
        first: median(feeling.thirds().map(|thirds| thirds.first_median)),
        last: median(feeling.thirds().map(|thirds| thirds.last_median)),
        text: text(feeling, weeks, words),
        ratings: ratings
            .iter()
            .enumerate()
            .map(|(at, (day, value))| Rating {
                day: *day,
                value: *value as i64,
                x: place(x(at)),
                y: y(*value),
            })
            .collect(),
        medians: medians.unwrap_or_default(),
        across,
        up: [0.0, 5.0, MOST].map(|value| tick(y(value), place(value), "end")).into(),
    }
}

/// A trend in words, only where it is clear; it takes ratings over so many weeks.
fn text(feeling: &Feeling, weeks: i64, words: &Words) -> String {
    let say = |key: &str, count: Option<i64>, values: &[(&str, String)]| {
        words.say(key, count, values).unwrap_or_default()
    };
    let Some(slope) = feeling.slope() else {
        if feeling.missing == 0 {
            return say("private_trend_short", Some(weeks), &[]);
        }
        let over = say("private_weeks", Some(weeks), &[]);
        return say("private_trend_few", Some(feeling.missing as i64), &[("weeks", over)]);
    };
    let per_ten = (slope.slope * 10.0).abs();
    let each = match place(per_ten) {
        // Most of the ratings are the same.
        none if none == "0" => "_some",
        // Nobody rates by more than the whole scale.
        _ if per_ten > MOST => "_each",
        _ => "",
    };
    let pace = [("per_ten", place(per_ten)), ("per_one", place(per_ten / 10.0))];
    match (slope.falls(), slope.rises()) {
        (true, _) => say(&format!("private_trend_down{each}"), None, &pace),
        (_, true) => say(&format!("private_trend_up{each}"), None, &pace),
        _ => say("private_trend_none", None, &[]),
    }
}
