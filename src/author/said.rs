//! What a record says, wherever it stands.

use crate::model::{Amount, Answer, Day, DaySpan, DeclaredValue, Marker, Size, Wait, Words};
use crate::syntax::{File, Record};

/// A record without its place: two that are equal mean the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// Its marker.
    pub marker: Marker,
    /// The answer of an ask that was answered on the spot.
    pub on_the_spot: Option<Answer>,
    /// Its day.
    pub day: Option<Day>,
    /// The span of a review or rest.
    pub span: Option<DaySpan>,
    /// Its title.
    pub title: String,
    /// Its tags in lower case, in order.
    pub tags: Vec<Box<str>>,
    /// Its whos as written, in order.
    pub whos: Vec<Box<str>>,
    /// The id that it defines.
    pub id: Option<Box<str>>,
    /// The id that it names.
    pub re: Option<Box<str>>,
    /// `size`
    pub size: Option<Size>,
    /// `fear`
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
    /// `sting`
    pub sting: Option<u8>,
    /// `public`
    pub shown: Option<Box<str>>,
    /// Declared keys, by name.
    pub declared: Vec<(Box<str>, DeclaredValue)>,
    /// `#private`
    pub private: bool,
    /// `#public`
    pub public: bool,
}

impl Said {
    /// What `record` says.
    pub fn of(record: Record<'_>) -> Self {
        let fields = record.fields();
        let mut declared = fields.declared.to_vec();
        declared.sort_by(|(a, _), (b, _)| a.cmp(b));
        let boxed = |names: Words<'_>| names.iter().map(Box::from).collect();
        Self {
            marker: record.marker,
            on_the_spot: record.on_the_spot,
            day: record.day,
            span: record.span_of_days(),
            title: record.title().to_owned(),
            tags: boxed(record.tags()),
            whos: boxed(record.who_names()),
            id: record.id().map(|id| id.text.into()),
            re: record.re().map(|re| re.text.into()),
            size: fields.size,
            fear: fields.fear,
            odds: fields.odds,
            via: fields.via.map(Box::from),
            worth: fields.worth.cloned(),
            due: fields.due,
            wait: fields.wait,
            sting: fields.sting,
            shown: fields.public.map(Box::from),
            declared,
            private: record.private,
            public: record.public,
        }
    }

    /// What each record of a file says, in order of place.
    pub fn all(file: &File) -> Vec<Self> {
        file.records.iter().map(Self::of).collect()
    }
}
