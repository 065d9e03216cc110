//! Dates in the ways in which people write them. A column has one way, and is never guessed cell by cell.

use crate::model::Day;
use chrono::NaiveDate;

/// In which order a date names its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Order {
    /// `2026-03-04`, also with `/` or `.`, also with a time after it, which is dropped.
    YearFirst,
    /// `04/03/2026`, `4.3.26`
    DayFirst,
    /// `03/04/2026`, `3-4-26`
    MonthFirst,
    /// `4 March 2026`, `Mar 4, 2026`
    Named,
}

impl Order {
    /// All four.
    pub const ALL: [Self; 4] = [Self::YearFirst, Self::DayFirst, Self::MonthFirst, Self::Named];

    /// Its word in rules and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::YearFirst => "ymd",
            Self::DayFirst => "dmy",
            Self::MonthFirst => "mdy",
            Self::Named => "named",
        }
    }

    /// It in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::YearFirst => "the year first",
            Self::DayFirst => "the day first",
            Self::MonthFirst => "the month first",
            Self::Named => "the month by its name",
        }
    }

    /// The order of this word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|order| order.word().eq_ignore_ascii_case(word))
    }

    /// Reads a date in this order, if the calendar has it.
    ///
    /// ```
    /// use askbook::exchange::import::Order;
    /// let day = Order::MonthFirst.read("3/4/26 09:15").unwrap();
    /// assert_eq!(day.to_string(), "2026-03-04");
    /// assert!(Order::DayFirst.read("02/30/2026").is_none());
    /// ```
    pub fn read(self, text: &str) -> Option<Day> {
        let text = text.trim();
        if self == Self::Named {
            return named(text);
        }
        let (first, sign, rest) = number(text)?;
        let (second, other, rest) = number(rest)?;
        if sign != other {
            return None;
        }
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let third = &rest[..digits];
        if !is_time(&rest[digits..]) || third.is_empty() {
            return None;
        }
        let (year, month, day) = match self {
            Self::YearFirst if first.len() == 4 && third.len() <= 2 => (first, second, third),
            Self::DayFirst if first.len() <= 2 => (third, second, first),
            // Nobody who divides dates by points puts the month first.
            Self::MonthFirst if first.len() <= 2 && sign != '.' => (third, first, second),
            _ => return None,
        };
        ymd(year, month.parse().ok()?, day)
    }
}

/// The digits at the start of `text`, the sign after them, and what follows.
fn number(text: &str) -> Option<(&str, char, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let sign = text[digits..].chars().next().filter(|sign| matches!(sign, '-' | '/' | '.'))?;
    ((1..=4).contains(&digits)).then(|| (&text[..digits], sign, &text[digits + 1..]))
}

/// Whether what follows a date is nothing, or a time.
fn is_time(rest: &str) -> bool {
    let time = rest.trim_start_matches([' ', ',', 'T', 't']);
    rest.is_empty()
        || time.len() < rest.len()
            && (time.is_empty() || time.starts_with(|char: char| char.is_ascii_digit()))
}

/// A year of two digits is one of this century.
fn ymd(year: &str, month: u32, day: &str) -> Option<Day> {
    let century = match year.len() {
        4 => 0,
        2 => 2000,
        _ => return None,
    };
    NaiveDate::from_ymd_opt(century + year.parse::<i32>().ok()?, month, day.parse().ok()?)
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn named(text: &str) -> Option<Day> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split([' ', ',', '-', '.', '/']).filter(|word| !word.is_empty()).collect();
    let month_of = |word: &str| {
        let found = MONTHS.iter().position(|month| {
            word.len() >= 3 && (month.starts_with(word) || word == "sept" && *month == "september")
        });
        found.map(|at| at as u32 + 1)
    };
    let at = words.iter().position(|word| month_of(word).is_some())?;
    let month = month_of(words[at])?;
    let plain = |word: &str| {
        let digits = word.trim_end_matches(|char: char| char.is_ascii_alphabetic());
        let suffix = &word[digits.len()..];
        (matches!(suffix, "" | "st" | "nd" | "rd" | "th")
            && !digits.is_empty()
            && digits.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| digits.to_owned())
    };
    let before = at.checked_sub(1).and_then(|before| plain(words[before]));
    let after = |by: usize| words.get(at + by).and_then(|word| plain(word));
    match before {
        Some(day) => ymd(&after(1)?, month, &day),
        None => ymd(&after(2)?, month, &after(1)?),
    }
}

/// What the cells of a column settle on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled {
    /// One order reads them all; with the line of a cell that settles it, if another was thinkable.
    As(Order, Option<(u64, String)>),
    /// Two orders read them all, and differ: some of the cells.
    Either(Vec<(u64, String)>),
    /// No order reads them all: a cell for each that is needed.
    Mixed(Vec<(Order, u64, String)>),
    /// These are no dates.
    NoDates,
}

/// Settles the order of a column by all its cells that are a date at all.
pub fn settle<'c>(cells: impl Iterator<Item = (u64, &'c str)>) -> Settled {
    let mut all = [true; 4];
    let mut needed: [Option<(u64, String)>; 4] = [const { None }; 4];
    let mut differ: Vec<(u64, String)> = Vec::new();
    let (mut dates, mut others) = (0, 0);
    for (line, cell) in cells.filter(|(_, cell)| !cell.is_empty()) {
        let read = Order::ALL.map(|order| order.read(cell));
        if read.iter().all(Option::is_none) {
            others += 1;
            continue;
        }
        dates += 1;
        for (at, found) in read.iter().enumerate() {
            all[at] &= found.is_some();
        }
        let mut fitting = read.iter().enumerate().filter(|(_, found)| found.is_some()).map(|(at, _)| at);
        if let (Some(only), None) = (fitting.next(), fitting.next()) {
            needed[only].get_or_insert_with(|| (line, cell.to_owned()));
        }
        if differ.len() < 3 && read[1].is_some() && read[2].is_some() && read[1] != read[2] {
            differ.push((line, cell.to_owned()));
        }
    }
    if dates == 0 || others > dates {
        return Settled::NoDates;
    }
    let fitting: Vec<Order> =
        Order::ALL.into_iter().zip(all).filter(|(_, fits)| *fits).map(|(order, _)| order).collect();
    match fitting.as_slice() {
        [] => {
            let rows = Order::ALL.into_iter().zip(needed);
            Settled::Mixed(
                rows.filter_map(|(order, cell)| cell.map(|(line, text)| (order, line, text))).collect(),
            )
        }
        [one] => {
            let at = Order::ALL.iter().position(|order| order == one).unwrap_or_default();
            Settled::As(
                *one,
                needed[at].take().filter(|_| matches!(one, Order::DayFirst | Order::MonthFirst)),
            )
        }
        [first, ..] if differ.is_empty() => Settled::As(*first, None),
        _ => Settled::Either(differ),
    }
}
