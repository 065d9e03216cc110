//! Days on which to act, for a calendar (RFC 5545): due dates, and asks that are overdue.
//!
//! A calendar is often shared or kept by somebody else, so no word of the writer's goes in unless asked for.

use super::Selection;
use crate::book::{Ask, Book, Public};
use crate::model::Day;
use std::collections::HashMap;
use std::io::{self, Write};
use xxhash_rust::xxh3::xxh3_128;

/// Whether titles and whos may stand in the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// Only words that were released by `public:"…"`.
    Hide,
    /// Titles and whos, those of private asks aside.
    Show,
}

/// As what a day to act on is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// All-day events, which every calendar shows.
    Events,
    /// To-dos.
    Todos,
}

/// A day on which to act.
struct Reminder {
    day: Day,
    /// The day of the entry, which is its time stamp.
    written: Day,
    uid: String,
    summary: String,
    description: String,
}

/// Writes a calendar of the due dates of open asks and plans, and of the days on which asks became overdue.
///
/// # Errors
/// Whatever the writer says.
pub fn calendar(selection: Selection<'_>, shape: Shape, names: Names, mut out: impl Write) -> io::Result<()> {
    let mut reminders = reminders(selection, names);
    reminders.sort_by(|a, b| (a.day, &a.uid).cmp(&(b.day, &b.uid)));
    let mut put = |line: &str| fold_line(line, &mut out);
    put("BEGIN:VCALENDAR")?;
    put("VERSION:2.0")?;
    put("PRODID:-//askbook//askbook//EN")?;
    put("CALSCALE:GREGORIAN")?;
    for one in &reminders {
        let (begin, end) = match shape {
            Shape::Events => ("BEGIN:VEVENT", "END:VEVENT"),
            Shape::Todos => ("BEGIN:VTODO", "END:VTODO"),
        };
        put(begin)?;
        put(&format!("UID:{}", one.uid))?;
        put(&format!("DTSTAMP:{}T000000Z", one.written.format("%Y%m%d")))?;
        let day = one.day.format("%Y%m%d");
        match shape {
            Shape::Events => {
                put(&format!("DTSTART;VALUE=DATE:{day}"))?;
                let next = one.day.succ_opt().unwrap_or(one.day);
                put(&format!("DTEND;VALUE=DATE:{}", next.format("%Y%m%d")))?;
                put("TRANSP:TRANSPARENT")?;
            }
            Shape::Todos => {
                put(&format!("DUE;VALUE=DATE:{day}"))?;
                put("STATUS:NEEDS-ACTION")?;
            }
        }
        put(&format!("SUMMARY:{}", escaped(&one.summary)))?;
        put(&format!("DESCRIPTION:{}", escaped(&one.description)))?;
        put(end)?;
    }
    put("END:VCALENDAR")?;
    out.flush()
}

fn reminders(selection: Selection<'_>, names: Names) -> Vec<Reminder> {
    let book = selection.book;
    let mut found = Vec::new();
    let mut seen: HashMap<u128, u32> = HashMap::new();
    for ask in selection.asks.iter().map(|ask| book.ask(*ask)).filter(|ask| ask.is_open()) {
        let title = shown(&ask, names);
        let told = format!("Asked on {}.", ask.day);
        let key = ask.id().map_or_else(|| format!("{} {}", ask.day, ask.title()), crate::model::fold);
        if let Some(day) = ask.due {
            let summary = match &title {
                Some(title) => format!("Act again: {title}"),
                None => format!("Act again on an ask of {}", ask.day),
            };
            let uid = uid(&mut seen, &format!("due {key}"));
            found.push(Reminder { day, written: ask.day, uid, summary, description: told.clone() });
        }
        if ask.overdue {
            let summary = match &title {
                Some(title) => format!("No answer yet: {title}"),
                None => format!("No answer yet to an ask of {}", ask.day),
            };
            let uid = uid(&mut seen, &format!("overdue {key}"));
            found.push(Reminder { day: ask.patience, written: ask.day, uid, summary, description: told });
        }
    }
    if selection.is_whole {
        found.extend(plans(book, names, &mut seen));
    }
    found
}

/// Plans that were not carried out and say when to act.
fn plans(book: &Book, names: Names, seen: &mut HashMap<u128, u32>) -> Vec<Reminder> {
    book.open_plans()
        .filter_map(|id| {
            let record = book.record(id);
            let day = record.due()?;
            let written = record.day.unwrap_or(day);
            let title = match (names, record.fields().public) {
                (_, Some(words)) => Some(words.to_string()),
                (Names::Show, None) if !book.link(id).private => Some(record.title().to_owned()),
                _ => None,
            };
            let summary = match title {
                Some(title) => format!("Ask: {title}"),
                None => "Make an ask that was planned".to_owned(),
            };
            let key = record.id().map_or_else(
                || format!("{written} {}", record.title()),
                |name| crate::model::fold(name.text),
            );
            let uid = uid(seen, &format!("plan {key}"));
            Some(Reminder {
                day,
                written,
                uid,
                summary,
                description: "A plan, not carried out yet.".to_owned(),
            })
        })
        .collect()
}

fn shown(ask: &Ask<'_>, names: Names) -> Option<String> {
    match (ask.public(), names) {
        _ if ask.private() => None,
        (Public::Words(words), Names::Hide) => Some(words.to_string()),
        (_, Names::Hide) => None,
        (_, Names::Show) => {
            let whos: String = ask.whos().iter().map(|who| format!(" @{who}")).collect();
            Some(format!("{}{whos}", ask.title()).trim().to_owned())
        }
    }
}

/// A name that stays the same as long as the entry does, and tells nothing of it.
fn uid(seen: &mut HashMap<u128, u32>, key: &str) -> String {
    let hash = xxh3_128(key.as_bytes());
    let count = seen.entry(hash).or_default();
    *count += 1;
    match count {
        1 => format!("{hash:032x}@askbook"),
        more => format!("{hash:032x}-{more}@askbook"),
    }
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '\\' | ';' | ',' => safe.extend(['\\', char]),
            '\n' => safe.push_str("\\n"),
            char if char.is_control() => {}
            char => safe.push(char),
        }
    }
    safe
}

/// Writes a line in pieces of at most 75 octets, cut between characters.
fn fold_line(line: &str, out: &mut impl Write) -> io::Result<()> {
    let mut room = 75;
    let mut start = 0;
    for (at, char) in line.char_indices() {
        if at + char.len_utf8() - start > room {
            out.write_all(&line.as_bytes()[start..at])?;
            out.write_all(b"\r\n ")?;
            start = at;
            // The blank that continues a line counts.
            room = 74;
        }
    }
    out.write_all(&line.as_bytes()[start..])?;
    out.write_all(b"\r\n")
}
