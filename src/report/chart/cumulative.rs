//! What is counted so far, against an even pace, with the range of the forecast.

use super::frame::{Frame, HEIGHT, WIDEST, column};
use crate::model::Day;
use crate::report::Standing;
use crate::report::page::Look;
use crate::report::words::many;
use chrono::Days;

/// A challenge's count over its days.
#[derive(Debug, Clone)]
pub(in crate::report) struct Cumulative {
    line: Vec<(Day, u32)>,
    goal: u32,
    first: Day,
    today: Day,
    last: Day,
    /// The days of an even pace, if there is one.
    par: Option<(Day, Day)>,
    /// The days on which the goal is reached at the earliest and at the latest, the outer ones of the forecast.
    range: Option<(Day, Option<Day>)>,
}

/// How far beyond today a forecast is drawn, in parts of the days so far.
const AHEAD: i64 = 2;

impl Cumulative {
    /// The chart of a challenge; none before anything is counted.
    pub fn of(standing: &Standing, today: Day) -> Option<Self> {
        let first = standing.start.or(standing.line.first().map(|(day, _)| *day))?.min(today);
        let range = standing
            .forecast
            .filter(|_| standing.remaining > 0)
            .and_then(|[(_, soon), _, (_, late)]| Some((soon?, late)));
        let span = (today - first).num_days().max(14);
        let farthest = today.checked_add_days(Days::new((span * AHEAD).unsigned_abs())).unwrap_or(today);
        let late = range.map(|(soon, late)| late.unwrap_or(farthest).max(soon));
        let end = standing.end.filter(|_| standing.pace && !standing.ended);
        let last = late.into_iter().chain(end).max().unwrap_or(today).clamp(today, farthest);
        (!standing.line.is_empty()).then(|| Self {
            line: standing.line.clone(),
            goal: standing.goal,
            first,
            today,
            last,
            par: standing.start.zip(end),
            range,
        })
    }

    pub(super) fn draw(&self, look: Look) -> Vec<String> {
        let most = self.goal.max(self.line.last().map_or(0, |(_, count)| *count)).max(1);
        let margin = many(most.into()).len() + 2;
        let width = look.width.saturating_sub(margin).clamp(10, WIDEST);
        let mut frame = Frame::new(width, HEIGHT);
        // Where a column of that height ends.
        let row = |count: f64| {
            let share = (count / f64::from(most)).clamp(0.0, 1.0);
            HEIGHT - ((share * HEIGHT as f64).ceil() as usize).clamp(1, HEIGHT)
        };
        let (range, par) = if look.ascii { (':', '*') } else { ('░', '·') };
        for at in 0..width {
            let day = self.day_at(at, width);
            if let Some((low, high)) = self.ahead(day) {
                for row in row(high)..=row(low) {
                    frame.set(at, row, range);
                }
            }
            if let Some(even) = self.even(day) {
                frame.set(at, row(even), par);
            }
            if day <= self.today {
                column(&mut frame, at, f64::from(self.count_on(day)) / f64::from(most), look.ascii);
            }
        }
        frame.left = vec![(0, many(most.into())), (HEIGHT - 1, "0".to_owned())];
        if most > 1 {
            let middle = most / 2;
            frame.left.insert(1, (row(middle.into()), many(middle.into())));
        }
        let column_of = |day: Day| {
            let all = (self.last - self.first).num_days().max(1);
            ((day - self.first).num_days() * (width as i64 - 1) / all).unsigned_abs() as usize
        };
        // Of a short challenge both ends may lie in one month.
        let form = if (self.last - self.first).num_days() < 60 { "%Y-%m-%d" } else { "%Y-%m" };
        frame.below = vec![(0, self.first.format(form).to_string())];
        if self.today < self.last {
            frame.below.push((column_of(self.today), "today".to_owned()));
        }
        frame.below.push((width, self.last.format(form).to_string()));
        let mut lines = frame.lines(look.ascii);
        lines.push(self.legend(look.ascii));
        lines
    }

    fn legend(&self, ascii: bool) -> String {
        let (full, range, par) = if ascii { ('#', ':', '*') } else { ('█', '░', '·') };
        let mut parts = vec![format!("{full} so far")];
        if self.par.is_some() {
            parts.push(format!("{par} an even pace"));
        }
        if self.range.is_some() {
            parts.push(format!("{range} 80 % range"));
        }
        format!("  {}", parts.join("   "))
    }

    fn day_at(&self, at: usize, width: usize) -> Day {
        let days = (self.last - self.first).num_days() * at as i64 / (width.max(2) as i64 - 1);
        self.first.checked_add_days(Days::new(days.unsigned_abs())).unwrap_or(self.last)
    }

    fn count_on(&self, day: Day) -> u32 {
        let passed = self.line.partition_point(|(on, _)| *on <= day);
        passed.checked_sub(1).map_or(0, |at| self.line[at].1)
    }

    /// An even pace's count on a day.
    fn even(&self, day: Day) -> Option<f64> {
        let (start, end) = self.par?;
        let days = (end - start).num_days() + 1;
        let passed = (day - start).num_days() + 1;
        (start <= day && day <= end).then(|| f64::from(self.goal) * passed as f64 / days as f64)
    }

    /// The forecast's low and high count on a day to come.
    fn ahead(&self, day: Day) -> Option<(f64, f64)> {
        let (soon, late) = self.range.filter(|_| day > self.today)?;
        let now = f64::from(self.count_on(self.today));
        let towards = |reached: Option<Day>| {
            let Some(reached) = reached else { return now };
            let days = (reached - self.today).num_days().max(1) as f64;
            let share = ((day - self.today).num_days() as f64 / days).min(1.0);
            now + (f64::from(self.goal) - now) * share
        };
        Some((towards(late), towards(Some(soon))))
    }
}
