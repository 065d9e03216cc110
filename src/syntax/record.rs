//! One record of a file, as its line says it.

use crate::model::{Amount, Answer, Day, DaySpan, DeclaredValue, Marker, Size, Wait};
use crate::text::Span;

/// A record: what its words say, before it is linked with any other.
#[derive(Debug, Clone)]
pub struct Record {
    /// What it says; of an ask answered on the spot, [`Marker::Ask`].
    pub marker: Marker,
    /// The answer of an ask that was answered on the spot.
    pub on_the_spot: Option<Answer>,
    /// Its day by the rules of section 2; `None` where there is none, or none that a calendar has.
    pub day: Option<Day>,
    /// The span that a review or rest names, or that its file's name gives it.
    pub span_of_days: Option<DaySpan>,
    /// Its day or span comes from a file whose whole name is a span (section 2).
    pub from_file_span: bool,
    /// Its title (section 5).
    pub title: Box<str>,
    /// Tags in lower case, each once, in order, without markers, `public` and `private`.
    pub tags: Vec<Box<str>>,
    /// Whos as written, each once.
    pub whos: Vec<Who>,
    /// The id that it defines, as written; on plans and asks only.
    pub id: Option<Name>,
    /// The ask or plan that it names with `re:` or with a link.
    pub re: Option<Name>,
    /// The values of its keys.
    pub fields: Fields,
    /// `#private`.
    pub private: bool,
    /// `#public`.
    pub public: bool,
    /// The sign in its checkbox, with the checkbox.
    pub checkbox: Option<(char, Span)>,
    /// The date at its start.
    pub own_date: Option<Span>,
    /// Its first marker, with its tag part.
    pub marker_span: Span,
    /// All of it, from its marker to its last word.
    pub span: Span,
    /// The line of its marker, from 1.
    pub line: u32,
    /// The record that it is nested below: the last above it in its list item, or in an item around.
    pub above: Option<u32>,
    /// The list item that it stands in.
    pub item: Option<Span>,
    /// Set if its day is that of a record around it.
    pub inherited: Option<Inherited>,
}

/// A name in the text with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Without its sign, as written.
    pub text: Box<str>,
    /// The words that say it: `^id`, `re:id` or the link.
    pub span: Span,
}

/// A person or organisation, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// Without the sign.
    pub name: Box<str>,
    /// With the sign.
    pub span: Span,
}

/// A day taken from the record that another is nested below (section 2, rule 2).
#[derive(Debug, Clone, Copy)]
pub struct Inherited {
    /// The record that has the date.
    pub from: u32,
    /// The day that rules 3 to 5 would give.
    pub otherwise: Option<Day>,
}

/// The values of the format's keys, and of those that the notebook declares.
#[derive(Debug, Clone, Default)]
pub struct Fields {
    /// `size`
    pub size: Option<Size>,
    /// `fear`, 0 to 10
    pub fear: Option<u8>,
    /// `odds`, in percent
    pub odds: Option<f64>,
    /// `via`
    pub via: Option<Box<str>>,
    /// `worth`
    pub worth: Option<Amount>,
    /// `due`
    pub due: Option<Day>,
    /// `wait`
    pub wait: Option<Wait>,
    /// `sting`, 0 to 10
    pub sting: Option<u8>,
    /// `public`
    pub public: Option<Box<str>>,
    /// Declared keys, by name.
    pub declared: Vec<(Box<str>, DeclaredValue)>,
}

impl Record {
    /// Whether it is an answer: one of its own, not one on the spot.
    pub fn answer(&self) -> Option<Answer> {
        match self.marker {
            Marker::Answer(answer) => Some(answer),
            _ => None,
        }
    }
}
