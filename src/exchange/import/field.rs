//! Fields of notes, `key:: value`, and what is left of a line without them.

use crate::model::is_name_char;

/// Names with their values, in the order in which they stand.
pub type Fields = Vec<(String, String)>;

/// Whether a text can be the name of a field.
pub(super) fn is_field(key: &str) -> bool {
    let key = key.trim_matches(['*', '_', ' ']);
    !key.is_empty() && key.len() <= 40 && key.chars().all(|char| is_name_char(char) || char == ' ')
}

/// The fields `[key:: value]` and `(key:: value)` of a line, and the line without them.
pub(super) fn bracketed(line: &str) -> (Fields, String) {
    let mut fields = Vec::new();
    let mut rest = String::new();
    let mut from = 0;
    while let Some(at) = line[from..].find(['[', '(']).map(|at| from + at) {
        let closing = if line[at..].starts_with('[') { ']' } else { ')' };
        let inner = line[at + 1..].find(closing).map(|end| &line[at + 1..at + 1 + end]);
        let field = inner.and_then(|inner| inner.split_once("::")).filter(|(key, _)| is_field(key));
        match (field, inner) {
            (Some((key, value)), Some(inner)) => {
                rest.push_str(&line[from..at]);
                fields.push((key.trim().to_owned(), value.trim().to_owned()));
                from = at + inner.len() + 2;
            }
            _ => {
                rest.push_str(&line[from..=at]);
                from = at + 1;
            }
        }
    }
    rest.push_str(&line[from..]);
    (fields, rest.split_whitespace().collect::<Vec<_>>().join(" "))
}
