//! Typed columns and cells: what every tabular format has in common.

use crate::model::{Amount, Day, DeclaredKind, DeclaredValue, KeyNames};
use std::borrow::Cow;

/// The type of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A whole number.
    Integer,
    /// A number.
    Real,
    /// Words.
    Text,
    /// True or false.
    Flag,
    /// A day with no time and no zone.
    Day,
}

/// One value, or none.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'c> {
    /// Nothing is known.
    Empty,
    /// Of [`Kind::Integer`].
    Integer(i64),
    /// Of [`Kind::Real`], with 10 significant digits.
    Real(f64),
    /// Of [`Kind::Text`].
    Text(Cow<'c, str>),
    /// Of [`Kind::Flag`].
    Flag(bool),
    /// Of [`Kind::Day`].
    Day(Day),
}

/// A column of rows of type `R`.
pub struct Column<R: ?Sized> {
    /// Its name.
    pub name: Cow<'static, str>,
    /// Its type.
    pub kind: Kind,
    /// Whether no row is without a value.
    pub always: bool,
    source: Source<R>,
}

type Getter<R> = for<'r> fn(&'r R) -> Cell<'r>;

/// The declared keys of a row.
type Declared<R> = for<'r> fn(&'r R) -> &'r [(Box<str>, DeclaredValue)];

enum Source<R: ?Sized> {
    Own(Getter<R>),
    Key(String, Declared<R>),
}

impl<R: ?Sized> Column<R> {
    /// A column whose cells may be empty.
    pub(super) const fn some(name: &'static str, kind: Kind, get: Getter<R>) -> Self {
        Self { name: Cow::Borrowed(name), kind, always: false, source: Source::Own(get) }
    }

    /// A column whose cells never are.
    pub(super) const fn always(name: &'static str, kind: Kind, get: Getter<R>) -> Self {
        Self { name: Cow::Borrowed(name), kind, always: true, source: Source::Own(get) }
    }

    /// One column for each key that the notebook declares, named `key.NAME`.
    pub(super) fn declared(keys: &KeyNames, values: Declared<R>) -> impl Iterator<Item = Self> {
        keys.declared.iter().map(move |(name, kind)| Self {
            name: Cow::Owned(format!("key.{name}")),
            kind: match kind {
                DeclaredKind::Number => Kind::Real,
                DeclaredKind::Date => Kind::Day,
                DeclaredKind::Text | DeclaredKind::OneOf(_) => Kind::Text,
            },
            always: false,
            source: Source::Key(name.clone(), values),
        })
    }

    /// The value of a row in this column.
    pub fn cell<'r>(&self, row: &'r R) -> Cell<'r> {
        match &self.source {
            Source::Own(get) => get(row),
            Source::Key(name, values) => {
                let found = values(row).iter().find(|(key, _)| **key == **name);
                match found.map(|(_, value)| value) {
                    None => Cell::Empty,
                    Some(DeclaredValue::Number(number)) => Cell::real(*number),
                    Some(DeclaredValue::Text(words)) => Cell::text(words),
                    Some(DeclaredValue::Date(day)) => Cell::Day(*day),
                }
            }
        }
    }
}

impl<'c> Cell<'c> {
    pub(super) fn text(text: &'c str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }

    /// Text where there is some, or nothing.
    pub(super) fn words(text: &'c str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::text(text) }
    }

    pub(super) fn real(number: f64) -> Self {
        Self::Real(crate::stats::significant(number, 10))
    }

    pub(super) fn integer(number: Option<impl Into<i64>>) -> Self {
        number.map_or(Self::Empty, |number| Self::Integer(number.into()))
    }

    pub(super) fn maybe(text: Option<&'c str>) -> Self {
        text.map_or(Self::Empty, Self::text)
    }

    pub(super) fn day(day: Option<Day>) -> Self {
        day.map_or(Self::Empty, Self::Day)
    }

    pub(super) fn amount(worth: Option<&Amount>) -> Self {
        worth.map_or(Self::Empty, |worth| Self::real(worth.amount))
    }

    pub(super) fn currency(worth: Option<&'c Amount>) -> Self {
        Self::maybe(worth.and_then(|worth| worth.currency.as_deref()))
    }

    /// Names joined by blanks, which no name has in it.
    pub(super) fn names(names: &[&str]) -> Self {
        if names.is_empty() { Self::Empty } else { Self::Text(names.join(" ").into()) }
    }
}
