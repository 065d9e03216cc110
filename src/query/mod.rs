//! The filter language: text → predicate (`docs/query.md`).
//!
//! Made to be typed in a shell without quotes. Knows nothing of the book, of clap or of the disk.

mod error;
mod lex;
mod named;
mod parse;
mod span;
mod term;
mod word;

pub use error::QueryError;
pub use named::Named;
pub use parse::{Query, parse};
pub use span::{Bounds, parse_span};
pub use word::meant;

use crate::model::{Amount, Day, DeclaredValue, KeyNames, Size, WeekStart, Words};

/// What a query looks at: one ask or other record.
#[derive(Debug, Clone)]
pub struct Item<'a> {
    /// The word of its marker.
    pub kind: &'a str,
    /// Its id.
    pub id: Option<&'a str>,
    /// Its title.
    pub title: &'a str,
    /// The titles of its steps, answers and lessons.
    pub more_text: &'a [&'a str],
    /// Its tags, folded.
    pub tags: Words<'a>,
    /// Its whos.
    pub whos: &'a [&'a str],
    /// Its day.
    pub day: Option<Day>,
    /// The day of its answer.
    pub answered: Option<Day>,
    /// `open`, an answer, `planned`, `done` or nothing.
    pub status: &'a str,
    /// How big it is.
    pub size: Option<Size>,
    /// 0 to 10.
    pub fear: Option<u8>,
    /// 0 to 10.
    pub sting: Option<u8>,
    /// In percent.
    pub odds: Option<f64>,
    /// Days out.
    pub days: Option<i64>,
    /// The way.
    pub via: Option<&'a str>,
    /// The amount.
    pub worth: Option<&'a Amount>,
    /// When to act again.
    pub due: Option<Day>,
    /// Declared keys by name.
    pub keys: &'a [(Box<str>, DeclaredValue)],
    /// Whether its answer is one that the notebook counts as a rejection.
    pub rejection: bool,
    /// The rejection's number in its challenge.
    pub number: Option<u32>,
    /// Whether it is overdue.
    pub overdue: bool,
    /// Whether it is private.
    pub private: bool,
    /// Whether something of it may be shown.
    pub public: bool,
    /// Whether a no became a yes.
    pub turnaround: bool,
    /// How many lessons it has.
    pub lessons: usize,
}

/// What the words of a query are read against.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The day from which `this-month` and its like count.
    pub today: Day,
    /// When weeks start.
    pub week_starts: WeekStart,
    /// The keys of the notebook.
    pub keys: &'a KeyNames,
}

/// One text from the arguments that a shell gives. An argument with a blank in it was quoted there, and
/// is one text here too, unless it is written in the language: with a sign or a field in it.
///
/// ```
/// let words = ["coffee shop".to_owned(), "is:open".to_owned()];
/// assert_eq!(askbook::query::from_args(&words), "\"coffee shop\" is:open");
/// ```
pub fn from_args(arguments: &[String]) -> String {
    let quoted = |argument: &String| {
        let is_language = argument
            .contains([':', '#', '@', '(', ')', '"', '<', '>', '=', '&', '|', '!', '^'])
            || argument
                .split_whitespace()
                .any(|word| matches!(word.to_lowercase().as_str(), "and" | "or" | "not"));
        let is_text = argument.contains(char::is_whitespace) && !is_language;
        if is_text { format!("\"{argument}\"") } else { argument.clone() }
    };
    arguments.iter().map(quoted).collect::<Vec<_>>().join(" ")
}
