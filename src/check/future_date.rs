//! Records dated later than today (format, section 6).

use crate::book::{Book, Standing};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};

pub(super) fn check(book: &Book, _config: &Config, found: &mut Vec<Diagnostic>) {
    for id in 0..book.record_count() {
        let record = book.record(id);
        if Standing::of(&record, book.today) != Standing::Future {
            continue;
        }
        let day = record.day.map_or_else(String::new, |day| format!(", {day},"));
        let message = format!("this day{day} is later than today, {}: it does not count yet", book.today);
        let span = record.own_date().unwrap_or(record.marker_span());
        found.push(
            Diagnostic::new(Code::FutureDate, &book.file_of(id).path, span, message)
                .hint("mend the date; what is still to be done is a `#plan`"),
        );
    }
}
