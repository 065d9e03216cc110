//! The calendar of asks: a cell a week, or a cell a day where days may be shown.

use super::Shareable;
use crate::book::Ask;
use crate::model::Day;
use chrono::Datelike;
use serde::Serialize;
use std::collections::BTreeMap;

/// A day with its asks.
#[derive(Debug, Clone, Serialize)]
pub struct Cell {
    /// The day.
    pub day: Day,
    /// How many asks.
    pub asks: i64,
}

/// A year of weeks: a column a month.
#[derive(Debug, Clone, Serialize)]
pub struct YearGrid {
    /// The year.
    pub year: i32,
    /// All asks in it.
    pub asks: i64,
    /// Those of the busiest week.
    pub most: i64,
    /// How many weeks its longest month has.
    pub rows: u32,
    /// Its weeks, each with its column from 0, its row from 0 and its level from 0 to 4.
    pub cells: Vec<WeekCell>,
}

/// A week in the calendar.
#[derive(Debug, Clone, Serialize)]
pub struct WeekCell {
    /// Its first day.
    pub start: Day,
    /// How many asks.
    pub asks: i64,
    /// Its month, from 0.
    pub column: u32,
    /// Which week of the month, from 0.
    pub row: u32,
    /// How dark it is: 0 for none, up to 4.
    pub level: i64,
}

/// A month of days: a column a day of the week.
#[derive(Debug, Clone, Serialize)]
pub struct MonthGrid {
    /// Its first day.
    pub start: Day,
    /// All asks in it.
    pub asks: i64,
    /// Its days.
    pub cells: Vec<DayCell>,
}

/// A day in the calendar.
#[derive(Debug, Clone, Serialize)]
pub struct DayCell {
    /// The day.
    pub day: Day,
    /// How many asks.
    pub asks: i64,
    /// The day of the week, from 0.
    pub column: u32,
    /// Which week of the month, from 0.
    pub row: u32,
    /// How dark it is: 0 for none, up to 4.
    pub level: i64,
}

pub(super) fn days(asks: &[&Ask<'_>]) -> Vec<Cell> {
    let mut days: BTreeMap<Day, i64> = BTreeMap::new();
    for ask in asks {
        *days.entry(ask.day).or_default() += 1;
    }
    days.into_iter().map(|(day, asks)| Cell { day, asks }).collect()
}

/// How dark a cell is: quarters of the most.
fn level(asks: i64, most: i64) -> i64 {
    if asks == 0 || most == 0 { 0 } else { ((asks * 4 + most - 1) / most).clamp(1, 4) }
}

impl Shareable {
    /// The weeks of each year, the latest year first.
    pub fn year_grids(&self) -> Vec<YearGrid> {
        let weeks = || self.months.iter().flat_map(|month| &month.rows);
        let most = weeks().map(|week| week.asks).max().unwrap_or(0);
        let mut years: BTreeMap<i32, Vec<WeekCell>> = BTreeMap::new();
        for month in &self.months {
            let cells = month.rows.iter().zip(0..).map(|(week, row)| WeekCell {
                start: week.start,
                asks: week.asks,
                column: month.start.month0(),
                row,
                level: level(week.asks, most),
            });
            years.entry(month.start.year()).or_default().extend(cells);
        }
        let grid = |(year, cells): (i32, Vec<WeekCell>)| YearGrid {
            year,
            asks: cells.iter().map(|week| week.asks).sum(),
            most: cells.iter().map(|week| week.asks).max().unwrap_or(0),
            rows: cells.iter().map(|week| week.row + 1).max().unwrap_or(0),
            cells,
        };
        years.into_iter().rev().map(grid).collect()
    }

    /// The days of each month, the latest month first.
    pub fn month_grids(&self, monday_first: bool) -> Vec<MonthGrid> {
        let most = self.days.iter().map(|cell| cell.asks).max().unwrap_or(0);
        let asks: BTreeMap<Day, i64> = self.days.iter().map(|cell| (cell.day, cell.asks)).collect();
        let weekday = |day: Day| match monday_first {
            true => day.weekday().num_days_from_monday(),
            false => day.weekday().num_days_from_sunday(),
        };
        let grid = |start: Day| -> MonthGrid {
            let days = start.iter_days().take_while(|day| day.month() == start.month() && *day <= self.upto);
            let cells: Vec<DayCell> = days
                .map(|day| {
                    let asks = asks.get(&day).copied().unwrap_or(0);
                    let row = (day.day0() + weekday(start)) / 7;
                    DayCell { day, asks, column: weekday(day), row, level: level(asks, most) }
                })
                .collect();
            MonthGrid { start, asks: cells.iter().map(|cell| cell.asks).sum(), cells }
        };
        self.months.iter().rev().map(|month| grid(month.start)).collect()
    }
}
