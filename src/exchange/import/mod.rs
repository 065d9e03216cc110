//! Records of other programs, read into drafts of records and written as blocks of Markdown.
//!
//! Nothing of a source is lost: what has no place of its own becomes a note, and what cannot be read is
//! told with its line.

mod block;
mod columns;
mod dates;
mod decode;
mod escape;
mod field;
mod json;
mod known;
mod life;
mod markup;
mod meaning;
mod names;
mod own;
mod place;
mod presets;
mod role;
mod row;
mod rows;
mod rules;
mod status_words;
mod statuses;
mod table;
mod task;
mod todo;
mod vault;

pub use block::block;
pub use columns::{Guess, guess};
pub use dates::Order;
pub use decode::{DecodeError, decode};
pub use json::{OwnError, own_json};
pub use known::{Seen, Sorted, sort_out};
pub use meaning::Meaning;
pub use own::{Own, is_own_csv, own_csv};
pub use place::{Pages, pages};
pub use role::Role;
pub use rows::drafts;
pub use rules::{Rules, RulesError, read_rules};
pub use table::{NOTHING, Table, TableError, read_table};
pub use todo::todo;
pub use vault::{Found, page, table_of};

use crate::model::{Amount, Answer, Day, DaySpan, DeclaredValue, Marker, Size, Wait};
use std::ops::Deref;
use std::sync::Arc;

/// A record that is to be written.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The page that it comes from, where there are several.
    pub page: Option<Arc<str>>,
    /// Where it comes from: the line of the source, from 1.
    pub line: u64,
    /// What it says.
    pub marker: Marker,
    /// The answer that came in the same line.
    pub on_the_spot: Option<Answer>,
    /// Its day; a plan may have none.
    pub day: Option<Day>,
    /// The span of a review or rest.
    pub span: Option<DaySpan>,
    /// Its words, as a reader should see them.
    pub title: String,
    /// Tags without their sign.
    pub tags: Vec<String>,
    /// Whos without their sign.
    pub whos: Vec<String>,
    /// The values of its keys.
    pub fields: Fields,
    /// The id that it refers to.
    pub re: Option<String>,
    /// The id that it defines.
    pub id: Option<String>,
    /// `#private`
    pub private: bool,
    /// `#public`
    pub public: bool,
    /// Markdown to be nested under it.
    pub note: String,
    /// Records to be nested under it, each with its day.
    pub nested: Vec<Draft>,
    /// It belongs to the one that it is nested in, but is to be written on its own day.
    pub apart: bool,
    /// It refers to the plan that it carries out.
    pub is_plans: bool,
}

/// The values of a draft's keys. Most drafts have none, and a table may have a hundred thousand rows.
#[derive(Debug, Clone, Default)]
pub struct Fields(Option<Box<Values>>);

impl From<Values> for Fields {
    fn from(values: Values) -> Self {
        Self((values != Values::NONE).then(|| Box::new(values)))
    }
}

impl Deref for Fields {
    type Target = Values;

    fn deref(&self) -> &Values {
        static NONE: Values = Values::NONE;
        self.0.as_deref().unwrap_or(&NONE)
    }
}

impl Fields {
    /// The values to be changed, which take up room from now on.
    pub fn edit(&mut self) -> &mut Values {
        self.0.get_or_insert_default()
    }
}

/// The values of keys.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Values {
    /// `size`
    pub size: Option<Size>,
    /// `fear`, 0 to 10
    pub fear: Option<u8>,
    /// `odds`, in percent
    pub odds: Option<f64>,
    /// `via`
    pub via: Option<String>,
    /// `worth`
    pub worth: Option<Amount>,
    /// `due`
    pub due: Option<Day>,
    /// `wait`
    pub wait: Option<Wait>,
    /// `sting`, 0 to 10
    pub sting: Option<u8>,
    /// `public`
    pub public: Option<String>,
    /// Declared keys, by name.
    pub declared: Vec<(String, DeclaredValue)>,
}

impl Values {
    const NONE: Self = Self {
        size: None,
        fear: None,
        odds: None,
        via: None,
        worth: None,
        due: None,
        wait: None,
        sting: None,
        public: None,
        declared: Vec::new(),
    };
}

impl Draft {
    /// Adds a tag, in lower case, if it has not got it; the two that are none say what they say of a record.
    pub fn tag(&mut self, tag: &str) {
        match tag {
            "private" => self.private = true,
            "public" => self.public = true,
            _ if self.tags.iter().any(|own| own == tag) => {}
            _ => self.tags.push(tag.to_owned()),
        }
    }

    /// A record with nothing but its day and words.
    pub fn new(line: u64, marker: Marker, day: Option<Day>, title: impl Into<String>) -> Self {
        Self {
            page: None,
            line,
            marker,
            on_the_spot: None,
            day,
            span: None,
            title: title.into(),
            tags: Vec::new(),
            whos: Vec::new(),
            fields: Fields::default(),
            re: None,
            id: None,
            private: false,
            public: false,
            note: String::new(),
            nested: Vec::new(),
            apart: false,
            is_plans: false,
        }
    }

    /// The answer that it has, and its day: the last in order of day.
    pub fn answer(&self) -> Option<(Answer, Day)> {
        let on_the_spot = self.on_the_spot.zip(self.day);
        let nested = self.nested.iter().filter_map(|one| match one.marker {
            Marker::Answer(answer) => Some(answer).zip(one.day),
            _ => None,
        });
        on_the_spot.into_iter().chain(nested).max_by_key(|(answer, day)| (*day, std::cmp::Reverse(*answer)))
    }
}

/// What is wrong with a row, or worth saying of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowProblem {
    /// The page, where there are several.
    pub page: Option<Arc<str>>,
    /// The line of the source, from 1.
    pub line: u64,
    /// The column that it concerns, by its header.
    pub column: Option<String>,
    /// What is wrong.
    pub reason: String,
}

/// What a source gave.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    /// The records, in the order of the source.
    pub drafts: Vec<Draft>,
    /// The rows that could not be read.
    pub failed: Vec<RowProblem>,
    /// Rows that were left out on purpose, by reason.
    pub left_out: Vec<RowProblem>,
    /// What was settled without being asked, in words.
    pub remarks: Vec<String>,
}
