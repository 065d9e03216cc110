//! A task of a page of notes: its checkbox, its dates, its fields, its words.

use super::escape::note_line;
use super::field::bracketed;
use super::markup::unlinked;
use super::names::tag_name;
use super::{Draft, Order};
use crate::model::{Day, Marker};

/// The sign of a checkbox and the words after it.
pub(super) fn checkbox(item: &str) -> Option<(char, &str)> {
    let mut chars = item.strip_prefix('[')?.chars();
    let sign = chars.next()?;
    chars.as_str().strip_prefix("] ").map(|words| (sign, words.trim()))
}

/// The signs of Obsidian Tasks, and the names of Dataview's fields, before a date.
const DATES: [(&str, &str); 6] = [
    ("📅", "due"),
    ("✅", "completion"),
    ("➕", "created"),
    ("⏳", "scheduled"),
    ("🛫", "start"),
    ("❌", "cancelled"),
];

/// Other signs of Obsidian Tasks.
const SIGNS: [(&str, &str); 5] =
    [("🔺", "highest"), ("⏫", "high"), ("🔼", "medium"), ("🔽", "low"), ("⏬", "lowest")];

/// A task as a draft; `None` where it was called off.
pub(super) fn task(
    number: u64,
    state: char,
    words: &str,
    page_day: Option<Day>,
) -> Result<Option<Draft>, String> {
    if state == '-' {
        return Ok(None);
    }
    let is_done = matches!(state, 'x' | 'X');
    let (fields, rest) = bracketed(words);
    let mut text = rest;
    let mut dates: Vec<(&str, Day)> = Vec::new();
    let mut notes: Vec<String> = Vec::new();
    for (sign, name) in DATES {
        while let Some(at) = text.find(sign) {
            let after = text[at + sign.len()..].trim_start_matches(['\u{fe0f}', ' ']);
            let day = crate::model::scan_day(after).and_then(|day| day.day());
            let Some(day) = day else { break };
            let end = text.len() - after.len() + 10;
            text.replace_range(at..end, "");
            dates.push((name, day));
        }
    }
    for (name, value) in &fields {
        let known = DATES.iter().find(|(_, known)| known == name).map(|(_, known)| *known);
        match known.zip(Order::YearFirst.read(value)) {
            Some((known, day)) => dates.push((known, day)),
            None => notes.push(format!("- {}", note_line(&format!("{name}: {value}")))),
        }
    }
    for (sign, name) in SIGNS {
        if text.contains(sign) {
            text = text.replace(sign, "");
            notes.push(format!("- priority: {name}"));
        }
    }
    let mut of = |wanted: &str| {
        let at = dates.iter().position(|(name, _)| *name == wanted)?;
        Some(dates.remove(at).1)
    };
    let marker = if is_done { Marker::Ask } else { Marker::Plan };
    let day = of(if is_done { "completion" } else { "created" }).or(page_day);
    if is_done && day.is_none() {
        return Err("it is done, but no date says when".to_owned());
    }
    let mut draft = Draft::new(number, marker, day, "");
    if let Some(due) = of("due") {
        draft.fields.edit().due = Some(due);
    }
    notes.extend(dates.iter().map(|(name, day)| format!("- {name}: {day}")));
    let mut title = Vec::new();
    for word in text.split_whitespace() {
        let tag = word.strip_prefix('#').filter(|name| name.chars().next().is_some_and(char::is_alphabetic));
        match tag.and_then(tag_name) {
            // What marks every task says nothing of this one.
            Some(tag) if tag == "task" => {}
            Some(tag) => draft.tag(&tag),
            None => title.push(word),
        }
    }
    let (title, targets) = unlinked(&title.join(" "));
    draft.title = title;
    if draft.title.is_empty() && draft.tags.is_empty() {
        return Err("it has no words".to_owned());
    }
    notes.extend(targets.iter().map(|target| format!("- {}", note_line(&format!("link: {target}")))));
    draft.note = notes.join("\n");
    Ok(Some(draft))
}
