//! Keys of records and the values that they take.

use super::day::{Day, DayText, read_day};
use super::marker::Marker;
use std::collections::BTreeMap;

/// A key of the format (section 5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// `small`, `medium` or `big`.
    Size,
    /// 0 to 10, before asking.
    Fear,
    /// The asker's own guess at a yes, in percent.
    Odds,
    /// The way in which it was asked.
    Via,
    /// An amount.
    Worth,
    /// When to act again.
    Due,
    /// The ask or plan that is meant.
    Re,
    /// After how long without a sign the ask is overdue.
    Wait,
    /// 0 to 10: how much it hurt.
    Sting,
    /// The words that a published page may show.
    Public,
}

impl Key {
    /// All of them, in the order of the format's table.
    pub const ALL: [Self; 10] = [
        Self::Size,
        Self::Fear,
        Self::Odds,
        Self::Via,
        Self::Worth,
        Self::Due,
        Self::Re,
        Self::Wait,
        Self::Sting,
        Self::Public,
    ];

    /// Its name, in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Size => "size",
            Self::Fear => "fear",
            Self::Odds => "odds",
            Self::Via => "via",
            Self::Worth => "worth",
            Self::Due => "due",
            Self::Re => "re",
            Self::Wait => "wait",
            Self::Sting => "sting",
            Self::Public => "public",
        }
    }

    /// Whether it belongs on a record with this marker.
    pub fn belongs_on(self, marker: Marker) -> bool {
        use Marker::{Answer, Ask, Lesson, Plan, Step};
        match self {
            Self::Size | Self::Fear | Self::Odds | Self::Via => matches!(marker, Plan | Ask),
            Self::Worth => matches!(marker, Ask | Answer(_)),
            Self::Due => matches!(marker, Plan | Ask | Step),
            Self::Re => matches!(marker, Ask | Step | Answer(_) | Lesson),
            Self::Wait => marker == Ask,
            Self::Sting => matches!(marker, Answer(_)),
            Self::Public => true,
        }
    }

    /// The records that it belongs on, in words.
    pub fn home(self) -> &'static str {
        match self {
            Self::Size | Self::Fear | Self::Odds | Self::Via => "plans and asks",
            Self::Worth => "asks and answers",
            Self::Due => "plans, asks and steps",
            Self::Re => "asks, steps, answers and lessons",
            Self::Wait => "asks",
            Self::Sting => "answers",
            Self::Public => "any record",
        }
    }

    /// What its value may be, in words.
    pub fn expects(self) -> &'static str {
        match self {
            Self::Size => "`small`, `medium` or `big`",
            Self::Fear | Self::Sting => "a whole number from 0 to 10",
            Self::Odds => "a percentage from 0 to 100, such as `30%`",
            Self::Via | Self::Public => "a word, or words in double quotes",
            Self::Worth => "digits with an optional currency, such as `1200`, `1200EUR` or `$1200`",
            Self::Due => "a date of the calendar, such as `2026-03-02`",
            Self::Re => "an id: letters, digits and `-`",
            Self::Wait => "a number of days, weeks or months, such as `14d`, `6w` or `3m`",
        }
    }
}

/// How big an ask is, trivial to life-changing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Size {
    /// Trivial.
    Small,
    /// In between.
    Medium,
    /// Life-changing.
    Big,
}

impl Size {
    /// All three, the smallest first.
    pub const ALL: [Self; 3] = [Self::Small, Self::Medium, Self::Big];

    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Medium => "medium",
            Self::Big => "big",
        }
    }

    /// The size that `word`, in any case, names.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|size| size.word().eq_ignore_ascii_case(word))
    }
}

/// What a key that the notebook declares may hold (`[keys]` in the config).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeclaredKind {
    /// A number, with an optional sign and decimals.
    Number,
    /// Any text.
    Text,
    /// A date of the calendar.
    Date,
    /// One of these words.
    OneOf(Vec<String>),
}

/// The value of a declared key.
#[derive(Debug, Clone, PartialEq)]
pub enum DeclaredValue {
    /// A finite number.
    Number(f64),
    /// A text, or the word of a closed list as the list spells it.
    Text(Box<str>),
    /// A day.
    Date(Day),
}

impl DeclaredKind {
    /// Reads a value of this kind.
    pub fn parse(&self, text: &str) -> Option<DeclaredValue> {
        match self {
            Self::Number => {
                let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
                let plain = digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
                let number: f64 = if plain { text.parse().ok()? } else { return None };
                number.is_finite().then_some(DeclaredValue::Number(number))
            }
            Self::Text => Some(DeclaredValue::Text(text.into())),
            Self::Date => read_day(text).and_then(DayText::day).map(DeclaredValue::Date),
            Self::OneOf(words) => words
                .iter()
                .find(|word| word.eq_ignore_ascii_case(text))
                .map(|word| DeclaredValue::Text(word.as_str().into())),
        }
    }

    /// What a value may be, in words.
    pub fn expects(&self) -> String {
        match self {
            Self::Number => "a number, such as `12` or `3.5`".to_owned(),
            Self::Text => "a word, or words in double quotes".to_owned(),
            Self::Date => "a date of the calendar, such as `2026-03-02`".to_owned(),
            Self::OneOf(words) => {
                format!(
                    "one of {}",
                    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
                )
            }
        }
    }
}

/// The keys that records may carry: the format's and those that the notebook declares.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeyNames {
    /// Declared keys by their name in lower case.
    pub declared: BTreeMap<String, DeclaredKind>,
}

/// A key found by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NamedKey<'a> {
    /// One of the format's own.
    Own(Key),
    /// One that the notebook declares.
    Declared(&'a str, &'a DeclaredKind),
}

impl KeyNames {
    /// The key of this name, in any case.
    pub fn find(&self, name: &str) -> Option<NamedKey<'_>> {
        if let Some(key) = Key::ALL.into_iter().find(|key| key.name().eq_ignore_ascii_case(name)) {
            return Some(NamedKey::Own(key));
        }
        if self.declared.is_empty() {
            return None;
        }
        let found = self.declared.get_key_value(&super::id::fold(name));
        found.map(|(name, kind)| NamedKey::Declared(name, kind))
    }
}
