//! What a key may be given, as suggestions.

use super::page::Page;
use crate::model::{Day, DeclaredKind, Key, Size, fold};
use chrono::{Days, Months};
use std::collections::BTreeMap;

/// A suggestion: what to write, and what it means.
pub(super) type Value = (String, String);

/// The values of one of the format's keys, the likeliest first; ids are not among them.
pub(super) fn values(page: &Page<'_>, key: Key) -> Vec<Value> {
    let plain = |values: &[&str]| values.iter().map(|value| ((*value).to_owned(), String::new())).collect();
    match key {
        Key::Size => Size::ALL
            .iter()
            .zip(["trivial", "in between", "life-changing"])
            .map(|(size, meaning)| (size.word().to_owned(), meaning.to_owned()))
            .collect(),
        Key::Fear => scale("no fear at all", "as afraid as can be"),
        Key::Sting => scale("did not hurt", "hurt as much as can be"),
        Key::Odds => (1..10).map(|tenth| (format!("{}%", tenth * 10), String::new())).collect(),
        Key::Due => coming(page.notebook.book.today),
        Key::Wait => plain(&["14d", "30d", "6w", "3m"]),
        Key::Via => used(page),
        Key::Worth | Key::Re | Key::Public => Vec::new(),
    }
}

/// The values of a key that the notebook declares.
pub(super) fn declared(page: &Page<'_>, name: &str) -> Vec<Value> {
    match page.keys().declared.get(&fold(name)) {
        Some(DeclaredKind::OneOf(words)) => words.iter().map(|word| (quoted(word), String::new())).collect(),
        Some(DeclaredKind::Date) => recent(page.notebook.book.today),
        _ => Vec::new(),
    }
}

/// Today and the seven days before it.
pub(super) fn recent(today: Day) -> Vec<Value> {
    let days = (0..8).filter_map(|back| today.checked_sub_days(Days::new(back)));
    days.enumerate().map(|(back, day)| (day.to_string(), named(day, -(back as i64)))).collect()
}

/// Days ahead, for a `due`.
fn coming(today: Day) -> Vec<Value> {
    let in_days = [0, 1, 2, 3, 7, 14].map(|ahead| today.checked_add_days(Days::new(ahead)));
    let in_month = today.checked_add_months(Months::new(1));
    let days = in_days.into_iter().chain([in_month]).flatten();
    days.map(|day| (day.to_string(), named(day, (day - today).num_days()))).collect()
}

/// A day's name, seen from today.
fn named(day: Day, ahead: i64) -> String {
    let weekday = day.format("%A");
    match ahead {
        0 => format!("today, {weekday}"),
        1 => format!("tomorrow, {weekday}"),
        -1 => format!("yesterday, {weekday}"),
        ahead if ahead > 0 => format!("in {ahead} days, {weekday}"),
        ahead => format!("{} days ago, {weekday}", -ahead),
    }
}

fn scale(low: &str, high: &str) -> Vec<Value> {
    let meaning = |value: u8| match value {
        0 => low.to_owned(),
        10 => high.to_owned(),
        _ => String::new(),
    };
    (0..=10).map(|value| (value.to_string(), meaning(value))).collect()
}

/// The ways that the notebook uses, the most used first; with none, the usual ones.
fn used(page: &Page<'_>) -> Vec<Value> {
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    for via in page.notebook.book.asks().filter_map(|ask| ask.via()) {
        *uses.entry(via).or_default() += 1;
    }
    if uses.is_empty() {
        return ["email", "phone", "in-person"].map(|via| (via.to_owned(), String::new())).to_vec();
    }
    let mut uses: Vec<_> = uses.into_iter().collect();
    uses.sort_by_key(|(via, count)| (std::cmp::Reverse(*count), *via));
    uses.into_iter().map(|(via, count)| (quoted(via), format!("{count} asks"))).collect()
}

/// A value as it is written: in quotes where it has blanks.
fn quoted(value: &str) -> String {
    let is_plain = !value.contains(char::is_whitespace) && !value.contains('"');
    if is_plain { value.to_owned() } else { format!("\"{}\"", value.replace('"', "\\\"")) }
}
