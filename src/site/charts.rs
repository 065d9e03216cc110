//! Numbers → places in a chart. What draws them are the components of the templates.
//!
//! Places across are in percent of the width and places down in units of the chart's height, so that a chart is as
//! wide as its page and its text as large as the page's own.

use super::shareable::{Group, Shareable};
use super::words::Words;
use crate::model::Day;
use crate::stats::halves_up;
use chrono::{Datelike, Months};
use serde::Serialize;

/// A mark on an axis.
#[derive(Debug, Clone, Serialize)]
pub struct Tick {
    /// Its place, in percent from the left or from the top.
    pub at: String,
    /// What it says.
    pub label: String,
    /// `start`, `middle` or `end`: which part of the label stands there.
    pub anchor: &'static str,
}

/// A line that rises, with what an even pace would be and the likely range of what is to come. The drawing is
/// 1000 wide and 1000 high, and is stretched.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    /// The line, as the points of a polyline.
    pub points: String,
    /// The area below it, as a path.
    pub area: String,
    /// The even pace, as the points of a polyline; empty for none.
    pub par: String,
    /// The likely range, as a path; empty for none.
    pub fan: String,
    /// Marks across.
    pub across: Vec<Tick>,
    /// Marks up.
    pub up: Vec<Tick>,
    /// The goal; none where nothing is said of it.
    pub goal: Option<Tick>,
    /// Where the line ends, in percent.
    pub end_x: String,
    /// Where the line ends, in percent from the top.
    pub end_y: String,
    /// How much there is where it ends.
    pub now: Tick,
    /// Whether that stands above the line's end.
    pub now_above: bool,
    /// Where the chart begins, in words.
    pub start: String,
    /// Where it ends, in words; empty where that is where the line ends.
    pub finish: String,
}

/// A share with its range, in percent of the width.
#[derive(Debug, Clone, Serialize)]
pub struct Bar {
    /// Its share.
    pub at: String,
    /// Lower end of its range.
    pub low: String,
    /// Upper end.
    pub high: String,
}

/// A place, rounded so that it is the same everywhere, and short.
pub fn place(value: f64) -> String {
    let text = format!("{:.1}", halves_up(value, 1));
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// The cumulative line of what the challenge counts (or of asks, where there is none); none before the first.
pub fn line(model: &Shareable, words: &Words) -> Option<Line> {
    let way = model.way.as_ref()?;
    let progress = model.progress.as_ref();
    let even = progress.and_then(|progress| progress.even);
    let range = progress.and_then(|progress| progress.range);
    let begin = even.map_or(way.begin, |(start, _)| start.min(way.begin));
    let now = way.until();
    // What lies far ahead would press what was into a corner.
    let furthest =
        begin.checked_add_days(chrono::Days::new(days(begin, now).unsigned_abs() * 2 + 28)).unwrap_or(now);
    let end = [even.map(|(_, end)| end), range.and_then(|(low, high)| high.or(Some(low)))]
        .into_iter()
        .flatten()
        .fold(now, Day::max)
        .min(even.map_or(furthest, |(_, end)| end.max(furthest)));
    let counted = way.count();
    // Of one that is over it shows how much of the goal there was.
    let ahead = even.is_some() || range.is_some() || progress.is_some_and(|progress| progress.ended);
    let goal = progress.map(|progress| progress.goal);
    let told_goal = goal.filter(|_| ahead);
    let (top, step) = nice(told_goal.unwrap_or(counted).max(counted).max(1));
    let x = |day: Day| days(begin, day) as f64 / days(begin, end).max(1) as f64 * 1000.0;
    let y = |value: f64| 1000.0 - value / top as f64 * 1000.0;
    let point = |day: Day, value: i64| format!("{},{}", place(x(day)), place(y(value as f64)));

    let mut points = vec![point(begin, 0)];
    points.extend((way.begin > begin).then(|| point(way.begin, 0)));
    points.extend(way.steps.iter().map(|(day, count)| point(*day, *count)));
    let area = format!("M{}L{},1000L0,1000Z", points.join("L"), place(x(now)));
    let par =
        even.zip(goal).map(|((start, until), goal)| format!("{} {}", point(start, 0), point(until, goal)));
    let fan = range
        .zip(goal)
        .map(|((low, high), goal)| fan((now, counted), low, high, goal, end, &x, &y))
        .unwrap_or_default();
    let goal = told_goal.map(|goal| Tick {
        at: place(y(goal as f64) / 10.0),
        label: say(words, "line_goal", words.number(goal)),
        anchor: "start",
    });
    // No mark stands where the goal stands.
    let is_free = |value: i64| told_goal.is_none_or(|goal| (goal - value).abs() * GOAL_ROOM >= top);
    let up = (0..=top / step)
        .map(|at| at * step)
        .filter(|value| is_free(*value))
        .map(|value| Tick { at: place(y(value as f64) / 10.0), label: words.number(value), anchor: "start" })
        .collect();
    let ended = progress.is_some_and(|progress| progress.ended);
    let is_end = even.is_some_and(|(_, last)| last == end) || ended;
    let finish = match () {
        () if is_end => say(words, "line_end", when(end.pred_opt().unwrap_or(end), model, words)),
        () if end > now => when(end, model, words),
        () => String::new(),
    };
    let at = x(now) / 10.0;
    Some(Line {
        area,
        points: points.join(" "),
        par: par.unwrap_or_default(),
        fan,
        across: months(begin, end, &x, words),
        up,
        goal,
        end_x: place(at),
        end_y: place(y(counted as f64) / 10.0),
        now: Tick {
            at: place(at),
            label: say(words, if ended { "line_over" } else { "line_now" }, words.number(counted)),
            anchor: if at < 55.0 { "start" } else { "end" },
        },
        // Below it, where there is room, nothing is drawn.
        now_above: at >= 55.0 || y(counted as f64) > 880.0,
        start: say(words, "line_start", when(begin, model, words)),
        finish,
    })
}

/// A part of the chart's height in which nothing stands beside the goal.
const GOAL_ROOM: i64 = 9;

/// The words of `key` around a value.
fn say(words: &Words, key: &str, value: String) -> String {
    words.text(key).replace("{value}", &value)
}

/// A day as the chart may tell it: where days are not shown, its month.
fn when(day: Day, model: &Shareable, words: &Words) -> String {
    if model.by_day { words.day(day) } else { words.month(day) }
}

/// From here to where the goal is reached at the earliest and at the latest.
fn fan(
    (now, counted): (Day, i64),
    low: Day,
    high: Option<Day>,
    goal: i64,
    end: Day,
    x: &dyn Fn(Day) -> f64,
    y: &dyn Fn(f64) -> f64,
) -> String {
    let rise = (goal - counted) as f64;
    let at = |until: Day, day: Day| {
        let share = days(now, day) as f64 / days(now, until).max(1) as f64;
        (x(day), y(counted as f64 + rise * share.min(1.0)))
    };
    let low = low.max(now);
    let first = at(low, low.min(end));
    let mut corners = vec![(x(now), y(counted as f64)), first];
    match high {
        Some(high) => {
            let last = at(high.max(low), high.max(low).min(end));
            if low < end && last.0 > first.0 && high.max(low) > end {
                corners.push((x(end), y(goal as f64)));
            }
            corners.push(last);
        }
        // There is no latest date: the range is open to the right.
        None => corners.extend([(x(end), first.1), (x(end), y(counted as f64))]),
    }
    let corners: Vec<String> =
        corners.into_iter().map(|(x, y)| format!("{},{}", place(x), place(y))).collect();
    format!("M{}Z", corners.join("L"))
}

fn days(from: Day, to: Day) -> i64 {
    (to - from).num_days()
}

/// The first round number that `most` fits below, and steps of 1, 2 or 5 times a power of ten: at most five.
fn nice(most: i64) -> (i64, i64) {
    let mut power = 1;
    loop {
        for step in [power, 2 * power, 5 * power] {
            if step * 5 >= most {
                return ((most + step - 1) / step * step, step);
            }
        }
        power *= 10;
    }
}

/// Months across: three or four of them.
fn months(begin: Day, end: Day, x: &dyn Fn(Day) -> f64, words: &Words) -> Vec<Tick> {
    let mut firsts = Vec::new();
    let mut month = begin.with_day(1).unwrap_or(begin);
    while month <= end {
        if month >= begin {
            firsts.push(month);
        }
        match month.checked_add_months(Months::new(1)) {
            Some(next) => month = next,
            None => break,
        }
    }
    // A label with its year is long: three of them fit on a phone.
    let most = if firsts.len() > 12 { 3 } else { 4 };
    let every = firsts.len().div_ceil(most).max(1);
    let mut ticks: Vec<Tick> = firsts
        .into_iter()
        .step_by(every)
        .map(|day| (day, x(day) / 10.0))
        // Where the chart begins and ends is told below it.
        .filter(|(_, at)| (8.0..=97.0).contains(at))
        .map(|(day, at)| {
            let label = if day.month() == 1 || most == 3 {
                format!("{} {}", words.short_month(day.month0()), day.year())
            } else {
                words.short_month(day.month0())
            };
            let anchor = if at > 94.0 { "end" } else { "middle" };
            Tick { at: place(at), label, anchor }
        })
        .collect();
    ticks.dedup_by(|later, earlier| later.label == earlier.label);
    ticks
}

/// The bars of groups: shares with their ranges, on a scale that ends at 100 %.
pub fn bars(groups: &[Group]) -> Vec<Option<Bar>> {
    groups
        .iter()
        .map(|group| {
            let (rate, low, high) = (group.share.rate?, group.share.low?, group.share.high?);
            Some(Bar { at: place(rate), low: place(low), high: place(high) })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nice_numbers_hold_the_most_in_at_most_five_steps() {
        for (most, top, step) in
            [(1, 1, 1), (5, 5, 1), (6, 6, 2), (100, 100, 20), (137, 150, 50), (1000, 1000, 200)]
        {
            assert_eq!(nice(most), (top, step), "{most}");
        }
    }

    #[test]
    fn places_are_short() {
        assert_eq!((place(12.0), place(-0.01), place(33.333)), ("12".into(), "0".into(), "33.3".into()));
    }
}
