//! Days on which to act, for a calendar (RFC 5545): due dates, and asks that are overdue.
//!
//! A calendar is often shared or kept by somebody else, so no word of the writer's goes in unless asked for.

use super::Selection;
use crate::book::{Ask, AskId, Book, Public};
use crate::model::{Day, Marker};
use std::collections::HashMap;
use std::io::{self, Write};

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
    // The first ask of the day that is looked at.
    let mut first: AskId = 0;
    for number in selection.asks {
        let ask = book.ask(*number);
        while book.ask(first).day < ask.day {
            first += 1;
        }
        if ask.status.is_some() {
            continue;
        }
        let title = shown(&ask, names);
        let told = format!("Asked on {}.", ask.day);
        let place = number - first + 1;
        if let Some(day) = ask.due {
            let summary = match &title {
                Some(title) => format!("Act again: {title}"),
                None => format!("Act again on an ask of {}", ask.day),
            };
            let uid = uid("due", Some(ask.day), place);
            found.push(Reminder { day, written: ask.day, uid, summary, description: told.clone() });
        }
        if ask.overdue {
            let summary = match &title {
                Some(title) => format!("No answer yet: {title}"),
                None => format!("No answer yet to an ask of {}", ask.day),
            };
            let uid = uid("overdue", Some(ask.day), place);
            found.push(Reminder { day: ask.patience, written: ask.day, uid, summary, description: told });
        }
    }
    if selection.is_whole {
        found.extend(plans(book, names));
    }
    found
}

/// Plans that were not carried out and say when to act.
fn plans(book: &Book, names: Names) -> Vec<Reminder> {
    let mut places: HashMap<Option<Day>, usize> = HashMap::new();
    let mut found = Vec::new();
    for id in book.counted(|marker| marker == Marker::Plan) {
        let record = book.record(id);
        let place = places.entry(record.day).or_default();
        *place += 1;
        let Some(day) = record.due().filter(|_| book.link(id).ask.is_none()) else { continue };
        let title = match (names, record.fields().public) {
            _ if book.link(id).private => None,
            (_, Some(words)) => Some(words.to_string()),
            (Names::Show, None) => Some(record.title().to_owned()),
            (Names::Hide, None) => None,
        };
        let summary = match title {
            Some(title) => format!("Ask: {title}"),
            None => "Make an ask that was planned".to_owned(),
        };
        let uid = uid("plan", record.day, *place);
        let description = "A plan, not carried out yet.".to_owned();
        found.push(Reminder { day, written: record.day.unwrap_or(day), uid, summary, description });
    }
    found
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

/// A name that stays the same as long as the entry keeps its place among those of its day. No word of the
/// writer's is in it, not even as a hash, which could be found by trying likely words.
fn uid(kind: &str, day: Option<Day>, place: usize) -> String {
    let day = day.map_or_else(String::new, |day| format!("{}-", day.format("%Y%m%d")));
    format!("{kind}-{day}{place}@askbook")
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
