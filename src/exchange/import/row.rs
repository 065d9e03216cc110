//! One row of a table, while it is read: its cells by their roles, and its days.

use super::RowProblem;
use super::role::Role;
use super::rules::Rules;
use super::table::{Table, TableRow};
use crate::model::Day;

/// One row, while it is read.
pub(super) struct Reader<'t> {
    pub table: &'t Table,
    pub rules: &'t Rules,
    pub row: &'t TableRow,
    /// Columns of which nothing is left to be said.
    pub used: Vec<usize>,
    /// What happened and no record says.
    pub untold: Vec<String>,
}

impl<'t> Reader<'t> {
    /// What the column of a role says; nothing where it says that there is nothing, `N/A`.
    pub fn cell(&self, role: Role) -> &'t str {
        let cell = self.rules.columns.of(role).map_or("", |column| self.row.cell(column));
        // What a status of `N/A` means is for the rules to say.
        let is_nothing = role != Role::Status && role != Role::Stage && cell.eq_ignore_ascii_case("n/a");
        if is_nothing { "" } else { cell }
    }

    /// Notes that all that a column says of this row is said.
    pub fn said(&mut self, role: Role) {
        self.used.extend(self.rules.columns.of(role));
    }

    /// What a column is called.
    pub fn header(&self, column: usize) -> &'t str {
        &self.table.headers[column]
    }

    pub fn problem(&self, role: Role, reason: String) -> RowProblem {
        let column = self.rules.columns.of(role).map(|column| self.table.headers[column].clone());
        RowProblem { page: None, line: self.row.line, column, reason }
    }

    /// The day in a column; `None` where the cell is empty. Whether the day of an answer is said depends on the answer.
    pub fn day(&mut self, role: Role) -> Result<Option<Day>, RowProblem> {
        let cell = self.cell(role);
        if cell.is_empty() {
            self.said(role);
            return Ok(None);
        }
        let numbered = self.rules.first_day.filter(|_| role == Role::Date).and_then(|first| {
            let digits = cell.trim_start_matches(|char: char| !char.is_ascii_digit());
            let number: u64 = digits.parse().ok()?;
            first.checked_add_days(chrono::Days::new(number.checked_sub(1)?))
        });
        let Some(day) = numbered.or_else(|| self.read_day(cell)) else {
            return Err(self.no_date(self.rules.columns.of(role), cell));
        };
        if role != Role::Answered {
            self.said(role);
        }
        Ok(Some(day))
    }

    pub fn read_day(&self, cell: &str) -> Option<Day> {
        self.rules.dates.iter().find_map(|order| order.read(cell))
    }

    pub fn no_date(&self, column: Option<usize>, cell: &str) -> RowProblem {
        let orders: Vec<&str> = self.rules.dates.iter().map(|order| order.words()).collect();
        let how = if orders.is_empty() { String::new() } else { format!(" with {}", orders.join(" or ")) };
        let column = column.map(|column| self.table.headers[column].clone());
        RowProblem { page: None, line: self.row.line, column, reason: format!("`{cell}` is no date{how}") }
    }
}
