//! The same who asked again sooner than `again_after` (format, section 7).

use crate::book::Book;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use std::collections::HashMap;

pub(super) fn check(book: &Book, config: &Config, found: &mut Vec<Diagnostic>) {
    if !config.care.notices {
        return;
    }
    // By the one spelling that the book has of a who.
    let mut last: HashMap<&str, (usize, crate::text::Span)> = HashMap::new();
    for (at, ask) in book.asks().enumerate() {
        let record = book.record(ask.record);
        for who in record.whos().iter() {
            let Some((before, span)) = last.insert(book.who(who.name), (at, who.span)) else { continue };
            let earlier = book.ask(before);
            if config.care.again_after.after(earlier.day) <= ask.day {
                continue;
            }
            let days = (ask.day - earlier.day).num_days();
            let ago = match days {
                0 => "on the same day".to_owned(),
                1 => "the day before".to_owned(),
                _ => format!("{days} days before"),
            };
            found.push(
                Diagnostic::new(
                    Code::AskedAgain,
                    &book.file_of(ask.record).path,
                    who.span,
                    format!("@{} was also asked {ago}", who.name),
                )
                .hint(format!(
                    "if it is a follow-up of the same ask, write `#step`; nobody is pestered here: `again_after` is {}",
                    config.care.again_after
                ))
                .related(&book.file_of(earlier.record).path, span, "asked here"),
            );
        }
    }
}
