//! Where the cells of a calendar are.

use super::say;
use crate::site::charts::{self, place};
use crate::site::shareable::{MonthGrid, YearGrid};
use crate::site::view::{CellPlace, MonthCells, Titled, YearCells};
use crate::site::words::Words;

/// The months over the columns of a year's calendar.
pub fn columns(words: &Words) -> Vec<charts::Tick> {
    (0..12)
        .map(|month| charts::Tick {
            at: place((f64::from(month) + 0.5) * 100.0 / 12.0),
            label: words.short_month(month).chars().take(3).collect(),
            anchor: "middle",
        })
        .collect()
}

pub fn year_cells(grid: &YearGrid, words: &Words) -> Titled<YearCells> {
    const WIDTH: f64 = 7.6;
    let values =
        [("year", grid.year.to_string()), ("n", words.number(grid.asks)), ("most", words.number(grid.most))];
    let cells = grid
        .cells
        .iter()
        .map(|cell| {
            let middle = (f64::from(cell.column) + 0.5) * 100.0 / 12.0;
            CellPlace {
                x: place(middle - WIDTH / 2.0),
                mid: place(middle),
                row: cell.row,
                level: cell.level,
                asks: cell.asks,
                tip: format!("{}: {}", words.short_day(cell.start), cell.asks),
            }
        })
        .collect();
    Titled {
        title: grid.year.to_string(),
        desc: say(words, "calendar_desc", None, &values),
        cells: YearCells { year: grid.year.to_string(), rows: grid.rows, cells },
    }
}

pub fn month_cells(grid: &MonthGrid, words: &Words) -> Titled<MonthCells> {
    let values = [("month", words.month(grid.start)), ("n", words.number(grid.asks))];
    let rows = grid.cells.iter().map(|cell| cell.row + 1).max().unwrap_or(0);
    let cells = grid
        .cells
        .iter()
        .map(|cell| {
            let middle = (f64::from(cell.column) + 0.5) * 100.0 / 7.0;
            CellPlace {
                x: place(middle - 6.5),
                mid: place(middle),
                row: cell.row,
                level: cell.level,
                asks: cell.asks,
                tip: format!("{}: {}", words.short_day(cell.day), cell.asks),
            }
        })
        .collect();
    Titled {
        title: words.month(grid.start),
        desc: say(words, "calendar_month_desc", None, &values),
        cells: MonthCells { rows, cells },
    }
}
