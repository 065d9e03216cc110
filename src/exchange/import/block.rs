//! A draft → the lines of Markdown that say it.

use super::Draft;
use super::escape::{title, value};
use crate::model::{DeclaredValue, Key, KeyNames, Marker};
use crate::text::line_texts;
use std::fmt::Write;

/// The block of a record: its line, its note, and what is nested under it. It begins with `lead`, and its
/// date stands in it if `dated`; what is nested has its date unless that is the record's own.
pub fn block(draft: &Draft, dated: bool, keys: &KeyNames) -> String {
    let mut text = String::new();
    put(&mut text, draft, dated, 0, keys);
    text
}

fn put(text: &mut String, draft: &Draft, dated: bool, depth: usize, keys: &KeyNames) {
    let indent = "  ".repeat(depth);
    text.push_str(&indent);
    text.push_str("- ");
    if let Some(day) = draft.day.filter(|_| dated) {
        // Writing into a string cannot fail.
        let _ = write!(text, "{day} ");
    }
    text.push_str(&words(draft, keys));
    text.push('\n');
    if !draft.note.is_empty() {
        // Prose right under the line would be part of the record.
        if !["- ", "* ", "+ "].iter().any(|bullet| draft.note.starts_with(bullet)) {
            text.push('\n');
        }
        for line in line_texts(&draft.note) {
            if !line.trim().is_empty() {
                text.push_str(&indent);
                text.push_str("  ");
                text.push_str(line);
            }
            text.push('\n');
        }
    }
    for nested in &draft.nested {
        put(text, nested, nested.day != draft.day, depth + 1, keys);
    }
}

/// The record from its marker on.
fn words(draft: &Draft, keys: &KeyNames) -> String {
    let mut words = vec![format!("#{}", draft.marker.word())];
    words.extend(draft.on_the_spot.map(|answer| format!("#{}", answer.word())));
    if matches!(draft.marker, Marker::Review | Marker::Rest) {
        words.extend(draft.span.map(|span| span.to_string()));
    }
    let text = title(&draft.title, keys);
    if !text.is_empty() {
        words.push(text);
    }
    words.extend(draft.tags.iter().map(|tag| format!("#{tag}")));
    words.extend(draft.whos.iter().map(|who| format!("@{who}")));
    let fields = &draft.fields;
    for key in Key::ALL {
        let said = match key {
            Key::Size => fields.size.map(|size| size.word().to_owned()),
            Key::Fear => fields.fear.map(|fear| fear.to_string()),
            Key::Odds => fields.odds.map(|odds| format!("{odds}%")),
            Key::Via => fields.via.as_deref().map(value),
            Key::Worth => fields.worth.as_ref().map(ToString::to_string),
            Key::Due => fields.due.map(|due| due.to_string()),
            Key::Re => draft.re.clone(),
            Key::Wait => fields.wait.map(|wait| wait.to_string()),
            Key::Sting => fields.sting.map(|sting| sting.to_string()),
            Key::Public => fields.public.as_deref().map(value),
        };
        words.extend(said.map(|said| format!("{}:{said}", key.name())));
    }
    for (name, declared) in &fields.declared {
        let said = match declared {
            DeclaredValue::Number(number) => number.to_string(),
            DeclaredValue::Text(text) => value(text),
            DeclaredValue::Date(day) => day.to_string(),
        };
        words.push(format!("{name}:{said}"));
    }
    if draft.public && fields.public.is_none() {
        words.push("#public".to_owned());
    }
    if draft.private {
        words.push("#private".to_owned());
    }
    words.extend(draft.id.as_ref().map(|id| format!("^{id}")));
    words.join(" ")
}
