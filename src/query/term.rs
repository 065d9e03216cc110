//! What one word of a query asks for, and whether a record has it.

use super::Item;
use super::span::Bounds;
use crate::model::{Answer, DeclaredValue, Size, covers, fold};

/// What must fit.
#[derive(Debug, Clone)]
pub(super) enum Term {
    Text(String),
    Tag(String),
    Who(String),
    Id(String),
    Kind(String),
    Via(String),
    Status(Status),
    Size(Size),
    Number(Field, Range),
    Day(DayField, Bounds),
    Is(Is),
    Has(Has),
    KeyText(String, String),
    KeyNumber(String, Range),
    KeyDay(String, Bounds),
}

/// A range of numbers, both ends in it unless they are strict.
#[derive(Debug, Clone, Copy)]
pub(super) struct Range {
    pub low: f64,
    pub high: f64,
    pub strict_low: bool,
    pub strict_high: bool,
}

impl Range {
    fn contains(&self, value: f64) -> bool {
        let above = if self.strict_low { value > self.low } else { value >= self.low };
        let below = if self.strict_high { value < self.high } else { value <= self.high };
        above && below
    }
}

#[derive(Debug, Clone)]
pub(super) enum Status {
    /// One word.
    Exactly(String),
    /// Yes, partial or no.
    Answered,
    /// Any answer.
    Closed,
}

macro_rules! names {
    ($(#[$about:meta])* $name:ident { $($variant:ident = $word:literal,)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy)]
        pub(super) enum $name { $($variant,)* }

        impl $name {
            pub const WORDS: &'static [&'static str] = &[$($word,)*];

            pub fn of(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

names! {
    /// A field that is a number.
    Field {
        Fear = "fear",
        Sting = "sting",
        Odds = "odds",
        Days = "days",
        Worth = "worth",
        Number = "number",
    }
}

names! {
    /// A field that is a day.
    DayField {
        Date = "date",
        Answered = "answered",
        Due = "due",
    }
}

names! {
    /// A field that is a word.
    WordField {
        Tag = "tag",
        Who = "who",
        Id = "id",
        Via = "via",
        Kind = "kind",
        Status = "status",
        Size = "size",
        Is = "is",
        Has = "has",
    }
}

/// The names of all fields that the notebook does not declare.
pub(super) fn fields<'n>() -> impl Iterator<Item = &'n str> {
    [Field::WORDS, DayField::WORDS, WordField::WORDS].into_iter().flatten().copied()
}

names! {
    /// What `is:` may name.
    Is {
        Open = "open",
        Overdue = "overdue",
        Answered = "answered",
        Closed = "closed",
        Private = "private",
        Public = "public",
        Turnaround = "turnaround",
        Due = "due",
        Rejection = "rejection",
    }
}

names! {
    /// What `has:` may name.
    Has {
        Id = "id",
        Who = "who",
        Tag = "tag",
        Due = "due",
        Size = "size",
        Fear = "fear",
        Sting = "sting",
        Odds = "odds",
        Worth = "worth",
        Via = "via",
        Lesson = "lesson",
        Answer = "answer",
    }
}

impl Term {
    pub fn matches(&self, item: &Item<'_>) -> bool {
        match self {
            Self::Text(text) => has_text(item, text),
            Self::Tag(tag) => item.tags.iter().any(|own| covers(tag, own)),
            Self::Who(who) => item.whos.iter().any(|own| fold(own) == *who),
            Self::Id(id) => item.id.is_some_and(|own| fold(own) == *id),
            Self::Kind(kind) => item.kind == kind,
            Self::Via(via) => item.via.is_some_and(|own| fold(own) == *via),
            Self::Status(Status::Exactly(status)) => item.status == status,
            Self::Status(Status::Answered) => is_answered(item),
            Self::Status(Status::Closed) => is_closed(item),
            Self::Size(size) => item.size == Some(*size),
            Self::Number(field, range) => number_of(*field, item).is_some_and(|value| range.contains(value)),
            Self::Day(field, bounds) => {
                let day = match field {
                    DayField::Date => item.day,
                    DayField::Answered => item.answered,
                    DayField::Due => item.due,
                };
                day.is_some_and(|day| bounds.contains(day))
            }
            Self::Is(is) => is_so(*is, item),
            Self::Has(has) => has_it(*has, item),
            Self::KeyText(name, text) => value_of(item, name).is_some_and(|value| match value {
                DeclaredValue::Text(own) => fold(own).contains(text.as_str()),
                _ => false,
            }),
            Self::KeyNumber(name, range) => value_of(item, name).is_some_and(|value| match value {
                DeclaredValue::Number(own) => range.contains(*own),
                _ => false,
            }),
            Self::KeyDay(name, bounds) => value_of(item, name).is_some_and(|value| match value {
                DeclaredValue::Date(own) => bounds.contains(*own),
                _ => false,
            }),
        }
    }
}

fn value_of<'i>(item: &Item<'i>, name: &str) -> Option<&'i DeclaredValue> {
    item.keys.iter().find(|(own, _)| **own == *name).map(|(_, value)| value)
}

fn has_text(item: &Item<'_>, text: &str) -> bool {
    let texts = std::iter::once(item.title)
        .chain(item.id)
        .chain(item.more_text.iter().copied())
        .chain(item.whos.iter().copied());
    texts.into_iter().any(|own| own.to_lowercase().contains(text))
}

fn number_of(field: Field, item: &Item<'_>) -> Option<f64> {
    match field {
        Field::Fear => item.fear.map(f64::from),
        Field::Sting => item.sting.map(f64::from),
        Field::Odds => item.odds,
        Field::Days => item.days.map(|days| days as f64),
        Field::Worth => item.worth.map(|worth| worth.amount),
        Field::Number => item.number.map(f64::from),
    }
}

fn is_answered(item: &Item<'_>) -> bool {
    matches!(item.status, "yes" | "partial" | "no")
}

fn is_closed(item: &Item<'_>) -> bool {
    Answer::of(item.status).is_some()
}

fn is_so(is: Is, item: &Item<'_>) -> bool {
    match is {
        Is::Open => matches!(item.status, "open" | "planned"),
        Is::Overdue => item.overdue,
        Is::Answered => is_answered(item),
        Is::Closed => is_closed(item),
        Is::Private => item.private,
        Is::Public => item.public,
        Is::Turnaround => item.turnaround,
        Is::Due => item.due.is_some() && matches!(item.status, "open" | "planned"),
        Is::Rejection => item.rejection,
    }
}

fn has_it(has: Has, item: &Item<'_>) -> bool {
    match has {
        Has::Id => item.id.is_some(),
        Has::Who => !item.whos.is_empty(),
        Has::Tag => !item.tags.is_empty(),
        Has::Due => item.due.is_some(),
        Has::Size => item.size.is_some(),
        Has::Fear => item.fear.is_some(),
        Has::Sting => item.sting.is_some(),
        Has::Odds => item.odds.is_some(),
        Has::Worth => item.worth.is_some(),
        Has::Via => item.via.is_some(),
        Has::Lesson => item.lessons > 0,
        Has::Answer => item.answered.is_some(),
    }
}
