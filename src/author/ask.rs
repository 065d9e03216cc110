//! New asks and plans: their ids, and the plan that an ask carries out.

use super::id::{Taken, record_id};
use super::line::unmarked;
use super::page::{Draft, capture, said_alone};
use super::{Altered, Change, Desk, Line, Said, Spot, give_id, new_id, one_line, tied};
use crate::book::RecordId;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{Answer, Day, Marker, fold, scan_day};
use crate::syntax;
use crate::text::{Edit, Source, Span};
use std::sync::Arc;

/// Why a record is not written as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineError {
    /// It has no words.
    Empty,
    /// Its id is another's already.
    IdTaken(String),
    /// Something in it is wrong: the message, and what to type instead.
    Wrong(String, String),
}

/// The edits that put new asks (or plans) on the page of their day. One that answers could not be told to
/// by whos alone gets an id; a plan always gets one, since whoever carries it out refers to it.
///
/// # Errors
/// For the first of them that cannot be read as it is meant.
pub fn ask(
    desk: &Desk<'_>,
    marker: Marker,
    lines: &[Line],
    on_the_spot: Option<Answer>,
    day: Day,
    plan: Option<RecordId>,
) -> Result<Change, LineError> {
    let mut change = Change::default();
    let mut plan_words = String::new();
    if let Some(plan) = plan {
        let (id, edits) = record_id(desk, plan, &mut Taken::default());
        change.join(edits);
        plan_words = format!("re:{id} ");
    }
    let mut taken = Taken::default();
    let mut drafts = Vec::new();
    let path: Arc<str> = "".into();
    for line in lines {
        let mut line = Line { text: format!("{plan_words}{}", unmarked(&line.text, marker)), ..line.clone() };
        if let Some(day) = leading_day(&line.text) {
            return Err(LineError::Wrong(
                format!(
                    "the words begin with a day, `{day}`, which would not be that of the {}",
                    marker.word()
                ),
                format!("name the day before them, `--date {day}`, and leave it out of the words"),
            ));
        }
        sound(desk, &line.words(marker, on_the_spot))?;
        let said = said_alone(desk, &path, &line.words(marker, on_the_spot), day);
        let words = one_line(&line.text);
        let says_nothing = words.split(' ').all(|word| word.starts_with('^') || word.starts_with("re:"));
        if words.is_empty() || says_nothing && line.whos.is_empty() && line.tags.is_empty() {
            return Err(LineError::Empty);
        }
        match &said.id {
            Some(id) if desk.book.by_id(id).is_some() || !taken.take(fold(id)) => {
                return Err(LineError::IdTaken(id.to_string()));
            }
            Some(_) => {}
            None => {
                let answered = said.on_the_spot.is_some();
                let twice = lines.len() > 1;
                let needed = marker == Marker::Plan || !answered && (twice || tied(desk.book, &said.whos));
                if needed && plan.is_none() {
                    let whos: Vec<&str> = said.whos.iter().map(|who| &**who).collect();
                    let id = new_id(desk.book, &said.title, &whos, &mut taken);
                    line.id = Some(id);
                }
            }
        }
        told_apart(desk, &said, day, &mut change);
        drafts.push(Draft { words: line.words(marker, on_the_spot), of: None });
    }
    change.join(capture(desk, &drafts, day));
    Ok(change)
}

/// The date with which a whole line of a page begins: who copies one means it for the day.
fn leading_day(text: &str) -> Option<&str> {
    let text = text.trim();
    let line = text.strip_prefix(['-', '*', '+']).map_or(text, str::trim_start);
    scan_day(line).map(|_| &line[..10])
}

/// Records that mean an ask by whos which the new ask has too, on or after its day, would then fit two:
/// they get a reference to the ask that they mean now.
fn told_apart(desk: &Desk<'_>, new: &Said, day: Day, change: &mut Change) {
    if new.marker != Marker::Ask || new.whos.is_empty() {
        return;
    }
    let is_event = |marker: Marker| matches!(marker, Marker::Step | Marker::Answer(_));
    for (file, content) in desk.book.files.iter().enumerate() {
        for (record, at) in content.records.iter().zip(desk.book.records_in(file)) {
            let whos = record.whos();
            let fits = !whos.is_empty()
                && whos.names().iter().all(|who| new.whos.iter().any(|other| fold(other) == fold(who)));
            let concerns = is_event(record.marker) && record.re().is_none() && record.above().is_none();
            if !concerns || !fits || record.day.is_none_or(|on| on < day) {
                continue;
            }
            let Some(ask) = desk.book.link(at).ask else { continue };
            let spot = Spot::of(desk.book, at);
            if change.altered.iter().any(|altered| altered.spot == spot) {
                continue;
            }
            let given = change
                .altered
                .iter()
                .find(|altered| altered.spot == Spot::of(desk.book, desk.book.ask(ask).record));
            let id = match given.and_then(|altered| altered.said.id.clone()) {
                Some(id) => id.to_string(),
                None => {
                    let (id, edits) = give_id(desk, ask, &mut Taken::default());
                    change.join(edits);
                    id
                }
            };
            // Right after the marker, where commands write it; or at the end, where a sign follows the marker.
            let after = record.marker_span().end as usize;
            let text = desk.text(&spot.path).map_or("", |source| source.text.as_str());
            let is_apart = text.get(after..).is_some_and(|rest| rest.starts_with([' ', '\t']));
            let at = if is_apart { after } else { record.span.end as usize };
            change.edit(&spot.path, Edit { span: Span::new(at, at), text: format!(" re:{id}") });
            let said = Said { re: Some(id.into()), ..Said::of(record) };
            change.altered.push(Altered { spot, said });
        }
    }
}

/// Whether a record from its marker on can be read as it is meant.
///
/// # Errors
/// The first error that reading it tells.
pub fn sound(desk: &Desk<'_>, words: &str) -> Result<Vec<Diagnostic>, LineError> {
    let source = Source::new("", format!("- 2000-01-01 {words}"));
    let file = syntax::parse(&source, "", &desk.config.keys);
    // A marker among the words would be a slip, not a record.
    let is_wrong =
        |told: &&Diagnostic| told.severity() == Severity::Error || told.code == Code::MisplacedMarker;
    match file.diagnostics.iter().find(is_wrong) {
        Some(told) if told.code == Code::MisplacedMarker => {
            let word = &source.text[told.place.span.range()];
            Err(LineError::Wrong(
                format!("`{word}` among the words would begin no record"),
                format!("say it with a flag or a command of its own; or write `\\{word}` if none is meant"),
            ))
        }
        Some(told) => Err(LineError::Wrong(told.message.clone(), told.hint.clone().unwrap_or_default())),
        None => Ok(file.diagnostics),
    }
}
