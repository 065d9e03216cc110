//! Records as JSON of our own, read back: what `askbook export` wrote, and what `askbook list` prints.

use super::own::{NOT_PRIVATE, Reader, Record, assembled};
use super::{Batch, Draft, RowProblem};
use crate::model::{Answer, DayText, KeyNames, Marker, marker_of, read_day};
use serde_json::Value;
use std::collections::HashMap;
use std::fmt;

/// Why JSON is not what was exported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for OwnError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "line {}: {}", self.line, self.message)
    }
}

/// Reads JSON of our own: one object a line, or one array. What asks tell of their lives that no object of its own says is
/// read from them.
///
/// # Errors
/// Where it is no JSON, or its objects are no records.
pub fn own_json(text: &str, keys: &KeyNames) -> Result<Batch, OwnError> {
    let objects = objects(text)?;
    let places = Places::of(&objects);
    let told = told_apart(&objects, &places);
    let mut batch = Batch::default();
    let mut records = Vec::new();
    for (number, value) in &objects {
        let Some(kind) = value["kind"].as_str() else {
            let message = "this is no record of askbook: it has no `kind`".to_owned();
            return Err(OwnError { line: *number as usize, message });
        };
        let get = |name: &str| json_text(value, name);
        let list = |name: &str| {
            let items = value[name].as_array().map(Vec::as_slice).unwrap_or_default();
            items.iter().filter_map(Value::as_str).map(str::to_owned).collect::<Vec<_>>()
        };
        let declared = value["keys"]
            .as_object()
            .map(|keys| keys.keys().map(String::as_str).collect())
            .unwrap_or_default();
        let read = Reader { line: *number, get: &get, list: &list, keys, declared, dates: &[] };
        let read = read.record(kind).and_then(|mut draft| {
            if draft.marker == Marker::Ask {
                life(value, &mut draft, told.get(number).map_or(&[], Vec::as_slice))?;
            }
            Ok(draft)
        });
        match read {
            Ok(draft) => records.push(Record { number: *number, of: places.of_record(value), draft }),
            Err(problem) => batch.failed.push(problem),
        }
    }
    if objects.iter().any(|(_, value)| value.get("note").is_none()) {
        let remark = "notes are not in what `askbook list` prints: `askbook export --format jsonl` has them";
        batch.remarks.push(remark.to_owned());
    }
    if objects.iter().any(|(_, value)| value.get("private").is_none()) {
        batch.remarks.push(NOT_PRIVATE.to_owned());
    }
    batch.drafts = assembled(records);
    Ok(batch)
}

/// The objects with their numbers: their lines, or their places in the array.
fn objects(text: &str) -> Result<Vec<(u64, Value)>, OwnError> {
    let wrong = |line: usize, message: String| OwnError { line, message };
    if text.trim_start().starts_with('[') {
        let all: Vec<Value> = serde_json::from_str(text)
            .map_err(|error| wrong(error.line(), format!("this is no JSON array: {error}")))?;
        return Ok((1..).zip(all).collect());
    }
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(at, line)| {
            let value = serde_json::from_str(line)
                .map_err(|error| wrong(at + 1, format!("this is no JSON: {error}")))?;
            Ok((at as u64 + 1, value))
        })
        .collect()
}

/// Where records stand, to find those that others belong to.
struct Places<'v> {
    by_line: HashMap<(&'v str, u64), u64>,
    /// By kind, id, day and title, as `askbook list` names what a record belongs to; `None` where several are alike.
    by_words: HashMap<[&'v str; 4], Option<u64>>,
    /// Plans by their ids, which are those of the asks that carried them out.
    plans: HashMap<&'v str, u64>,
}

impl<'v> Places<'v> {
    fn of(objects: &'v [(u64, Value)]) -> Self {
        let mut places = Self { by_line: HashMap::new(), by_words: HashMap::new(), plans: HashMap::new() };
        for (number, value) in objects {
            if let Some(place) = line_of(value) {
                places.by_line.insert(place, *number);
            }
            if let (Some("plan"), Some(id)) = (value["kind"].as_str(), value["id"].as_str()) {
                places.plans.insert(id, *number);
            }
            let same = places.by_words.entry(words_of(value));
            same.and_modify(|one| *one = None).or_insert(Some(*number));
        }
        places
    }

    /// The record that a record belongs to.
    fn of_record(&self, value: &'v Value) -> Option<u64> {
        match value.get("of") {
            Some(of) => line_of(of).and_then(|place| self.by_line.get(&place).copied()),
            None if value["kind"] == "ask" => self.plans.get(value["id"].as_str()?).copied(),
            None => {
                let ask = value.get("ask").filter(|ask| ask.is_object())?;
                self.by_words.get(&words_of(ask)).copied().flatten()
            }
        }
    }
}

fn line_of(value: &Value) -> Option<(&str, u64)> {
    Some((value["file"].as_str()?, value["line"].as_u64()?))
}

fn words_of(value: &Value) -> [&str; 4] {
    ["kind", "id", "date", "title"].map(|name| value[name].as_str().unwrap_or_default())
}

/// What objects of their own tell of each ask: the day, kind and title of what belongs to it.
type Told<'v> = HashMap<u64, Vec<[&'v str; 3]>>;

fn told_apart<'v>(objects: &'v [(u64, Value)], places: &Places<'v>) -> Told<'v> {
    let mut told = Told::new();
    for (_, value) in objects {
        if let Some(of) = places.of_record(value) {
            told.entry(of).or_default().push(event_of(value));
        }
    }
    told
}

fn event_of(value: &Value) -> [&str; 3] {
    ["date", "kind", "title"].map(|name| value[name].as_str().unwrap_or_default())
}

/// The life of an ask as far as no other object tells it: `told` are the others.
fn life(value: &Value, draft: &mut Draft, told: &[[&str; 3]]) -> Result<(), RowProblem> {
    let line = draft.line;
    let problem = |column: &str, reason: String| {
        Err(RowProblem { page: None, line, column: Some(column.to_owned()), reason })
    };
    let date = value["date"].as_str().unwrap_or_default();
    let title = value["title"].as_str().unwrap_or_default();
    let answered = value["answered"].as_str().unwrap_or(date);
    let last = match value["status"].as_str() {
        None | Some("open") => None,
        Some(word) => match Answer::of(word) {
            Some(answer) => Some(answer),
            None => return problem("status", format!("`{word}` is no status")),
        },
    };
    let events: Vec<[&str; 3]> = value["events"].as_array().into_iter().flatten().map(event_of).collect();
    draft.on_the_spot = match value.get("on_the_spot") {
        Some(answer) => answer.as_str().and_then(Answer::of),
        // `askbook list` says it by an event of the day and the words of the ask.
        None => {
            let mut here = events.iter().filter(|event| event[0] == date && event[2] == title);
            here.find_map(|event| Answer::of(event[1]))
        }
    };
    let spot = draft.on_the_spot.map(|answer| [date, answer.word(), title]);
    for event in events.iter().filter(|event| spot != Some(**event) && !told.contains(event)) {
        let [day, kind, words] = *event;
        let marker = marker_of(kind).filter(|marker| matches!(marker, Marker::Step | Marker::Answer(_)));
        let (Some(marker), Some(on)) = (marker, read_day(day).and_then(DayText::day)) else {
            return problem("events", format!("`{kind}` of `{day}` is no step and no answer"));
        };
        draft.nested.push(Draft::new(line, marker, Some(on), words));
    }
    let is_answered = spot.is_some()
        || draft.nested.iter().any(|one| matches!(one.marker, Marker::Answer(_)))
        || told.iter().any(|[_, kind, _]| Answer::of(kind).is_some());
    let Some(day) = read_day(answered).and_then(DayText::day) else {
        return problem("answered", format!("`{answered}` is no day"));
    };
    match last.filter(|_| !is_answered) {
        Some(answer) if answered == date => draft.on_the_spot = Some(answer),
        Some(answer) => draft.nested.push(Draft::new(line, Marker::Answer(answer), Some(day), "")),
        None => {}
    }
    // The sting is that of the answer that counts.
    let sting = draft.fields.sting;
    if sting.is_some() && !(draft.on_the_spot.is_some() && draft.on_the_spot == last && answered == date) {
        draft.fields.edit().sting = None;
        let counts = |one: &&mut Draft| Some(one.marker) == last.map(Marker::Answer) && one.day == Some(day);
        if let Some(one) = draft.nested.iter_mut().find(counts) {
            one.fields.edit().sting = sting;
        }
    }
    let lessons = value["lessons"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let is_told = |words: &&str| told.iter().any(|[_, kind, title]| *kind == "lesson" && title == words);
    for words in lessons.filter(|words| !is_told(words)) {
        draft.nested.push(Draft::new(line, Marker::Lesson, Some(day), words));
    }
    Ok(())
}

/// A value as the CSV would have it.
fn json_text(value: &Value, name: &str) -> String {
    let found = match name {
        "worth" => &value["worth"]["amount"],
        "currency" => &value["worth"]["currency"],
        "public_words" => return value["public"].as_str().unwrap_or_default().to_owned(),
        _ => name.strip_prefix("key.").map_or(&value[name], |key| &value["keys"][key]),
    };
    match found {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        // Without an exponent, however small or large.
        Value::Number(number) if number.is_f64() => {
            number.as_f64().map_or_else(|| number.to_string(), |number| number.to_string())
        }
        other => other.to_string(),
    }
}
