//! todo.txt: a task that is done was an ask on the day it was done; one that is not is a plan.

use super::names::tag_name;
use super::{Batch, Draft, Order, RowProblem};
use crate::model::{Day, Marker};
use crate::text::line_texts;

/// Reads a todo.txt file. Projects and contexts become tags, `due:` is kept, a priority and the day on which a
/// task that is done was made become notes.
pub fn todo(text: &str) -> Batch {
    let mut batch = Batch::default();
    for (at, line) in line_texts(text).enumerate() {
        let number = at as u64 + 1;
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        if line == "#" || line.starts_with("# ") {
            let reason = "a comment".to_owned();
            batch.left_out.push(RowProblem { page: None, line: number, column: None, reason });
            continue;
        }
        match task(number, line) {
            Ok(draft) => batch.drafts.push(draft),
            Err(reason) => batch.failed.push(RowProblem { page: None, line: number, column: None, reason }),
        }
    }
    batch
}

fn task(number: u64, line: &str) -> Result<Draft, String> {
    let (is_done, mut rest) = match line.strip_prefix("x ") {
        Some(rest) => (true, rest.trim_start()),
        None => (false, line),
    };
    let mut priority = None;
    let mut days: Vec<Day> = Vec::new();
    loop {
        let (word, after) = rest.split_once(' ').unwrap_or((rest, ""));
        if let Some(letter) = is_priority(word) {
            priority = priority.or(Some(letter));
        } else if let Some(day) =
            Order::YearFirst.read(word).filter(|_| word.len() == 10 && days.len() <= usize::from(is_done))
        {
            days.push(day);
        } else {
            break;
        }
        rest = after.trim_start();
    }
    let marker = if is_done { Marker::Ask } else { Marker::Plan };
    // The first date of a task that is done is the day on which it was; of another, that of its making.
    let day = days.first().copied();
    if is_done && day.is_none() {
        return Err("it is done, but no date says when; write it after the `x`".to_owned());
    }
    let mut draft = Draft::new(number, marker, day, "");
    let mut words: Vec<(&str, bool)> = Vec::new();
    for word in rest.split_whitespace() {
        let name = word.strip_prefix(['+', '@']).filter(|name| !name.is_empty());
        let due = word.strip_prefix("due:").and_then(|date| Order::YearFirst.read(date));
        match (name.zip(name.and_then(tag_name)), due) {
            (Some((name, tag)), _) => {
                draft.tag(&tag);
                words.push((name, true));
            }
            (_, Some(due)) if draft.fields.due.is_none() => draft.fields.edit().due = Some(due),
            _ => words.push((word, false)),
        }
    }
    // A name in the middle of a sentence is one of its words, too; around it they are no more than tags.
    let is_word = |(_, is_name): &(&str, bool)| !is_name;
    let title = match (words.iter().position(is_word), words.iter().rposition(is_word)) {
        (Some(first), Some(last)) => &words[first..=last],
        _ if draft.tags.is_empty() && !draft.private => return Err("it has no words".to_owned()),
        _ => &[],
    };
    draft.title = title.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(" ");
    let created = days.get(1).map(|day| format!("- created: {day}"));
    let notes = priority.map(|letter| format!("- priority: {letter}")).into_iter().chain(created);
    draft.note = notes.collect::<Vec<_>>().join("\n");
    Ok(draft)
}

fn is_priority(word: &str) -> Option<char> {
    let letter = word.strip_prefix('(')?.strip_suffix(')')?;
    letter.chars().next().filter(|char| letter.len() == 1 && char.is_ascii_uppercase())
}
