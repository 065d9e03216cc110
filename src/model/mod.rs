//! The values of the format: days, spans of days, markers, tags, whos, keys, amounts, waits.
//!
//! Knows nothing of spans of text, of files or of Markdown.

mod amount;
mod day;
mod day_span;
mod digest;
mod id;
mod key;
mod letters;
mod marker;
mod scale;
mod tag;
mod wait;
mod words;

pub use amount::Amount;
pub use day::{Day, DayText, FIRST_YEAR, days_between, read_day, scan_day};
pub use day_span::{DaySpan, WeekStart, parse_day_span};
pub use digest::Digest;
pub use id::{fold, folded, is_id};
pub use key::{DeclaredKind, DeclaredValue, Key, KeyNames, NamedKey, Size};
pub use letters::{is_letter, is_mark, is_name_char, unaccented};
pub use marker::{Answer, MARKERS, Marker, NEAR_FORMS, kinds, marker_of};
pub use scale::scale;
pub use tag::{covers, is_special, is_tag};
pub use wait::Wait;
pub use words::{Words, WordsIter};
