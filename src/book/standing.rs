//! Whether a record counts on the day on which the notebook is read.

use crate::model::{Day, Marker};
use crate::syntax::Record;

/// Whether a record counts (format, sections 2, 4 and 6).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is listed and counted.
    Counted,
    /// It has no day, and is no plan.
    Undated,
    /// It is dated later than today, and is no plan.
    Future,
}

impl Standing {
    pub(crate) fn of(record: &Record<'_>, today: Day) -> Self {
        // Plans may lie ahead, and need no day.
        if record.marker == Marker::Plan {
            return Self::Counted;
        }
        let begins = match record.from_file_span {
            true => record.span_of_days().map(|span| span.first).or(record.day),
            false => record.day,
        };
        match begins {
            None => Self::Undated,
            Some(day) if day > today => Self::Future,
            Some(_) => Self::Counted,
        }
    }
}
