//! A checkbox that says something else than the ask's life (format, section 3).

use crate::book::Book;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};

pub(super) fn check(book: &Book, _config: &Config, found: &mut Vec<Diagnostic>) {
    for ask in book.asks() {
        let Some((sign, span)) = book.record(ask.record).checkbox() else { continue };
        let message = match (sign, ask.status) {
            ('x' | 'X', None) => "this ask is ticked, but still open".to_owned(),
            (' ', Some(answer)) => format!("this ask is not ticked, but was answered: {}", answer.word()),
            _ => continue,
        };
        found.push(
            Diagnostic::new(Code::CheckboxDisagrees, &book.file_of(ask.record).path, span, message)
                .hint("the box changes nothing: an answer is a record of its own, such as `#no`"),
        );
    }
}
