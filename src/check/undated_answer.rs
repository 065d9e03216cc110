//! A nested step, answer or lesson that takes its day from an ask of an earlier one (format, section 2).

use crate::book::{Book, Standing};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Marker;

pub(super) fn check(book: &Book, _config: &Config, found: &mut Vec<Diagnostic>) {
    for file in &book.files {
        for record in file.records.iter() {
            let Some(inherited) = record.inherited() else { continue };
            let nests = matches!(record.marker, Marker::Step | Marker::Answer(_) | Marker::Lesson);
            let around = file.records.get(inherited.from as usize);
            let page = inherited.otherwise.unwrap_or(book.today);
            let (Some(day), true) = (record.day, nests && around.marker == Marker::Ask) else { continue };
            if day >= page || Standing::of(&record, book.today) != Standing::Counted {
                continue;
            }
            let word = record.marker.word();
            let told = Diagnostic::new(
                Code::UndatedAnswer,
                &file.path,
                record.marker_span(),
                format!("this `#{word}` has no date of its own and takes its ask's, {day}"),
            )
            .hint(format!("if it came later, begin it with its day: `- {page} #{word} …`"));
            found.push(match around.own_date() {
                Some(date) => told.related(&file.path, date, "the ask's date"),
                None => told,
            });
        }
    }
}
