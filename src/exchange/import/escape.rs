//! Words → Markdown that shows just these words, and in which no tag, who, key, id or marker is read
//! (format, section 5).

use crate::diagnostic::one_letter_off;
use crate::model::{Key, KeyNames, is_name_char};

/// The title of a record: white space folded, and a backslash before whatever would be read as more than prose.
pub(super) fn title(text: &str, keys: &KeyNames) -> String {
    let words = folded(text);
    let mut safe = inline(&words);
    // Backslashes before colons come last, from the end, so that places before them stay.
    let colons: Vec<usize> = safe.match_indices(':').map(|(at, _)| at).collect();
    for at in colons.into_iter().rev() {
        // A second colon makes a field of it, and a quote would go on to the next one.
        let opens = safe[at + 1..].starts_with([':', '"', '“', '”', '„']);
        if opens || is_key(name_before(&safe, at), keys) {
            safe.insert(at, '\\');
        }
    }
    safe
}

/// One line of a note: also safe at the start of a list item.
pub(super) fn note_line(text: &str) -> String {
    let safe = inline(&folded(text));
    let digits = safe.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && safe[digits..].starts_with(['.', ')']) {
        return format!("{}\\{}", &safe[..digits], &safe[digits..]);
    }
    if safe.starts_with(['#', '-', '+', '>', '=', '|', ':']) { format!("\\{safe}") } else { safe }
}

/// The value of a key: bare where it is a plain word, or in double quotes.
pub(super) fn value(text: &str) -> String {
    let words = folded(text);
    let is_plain = words.chars().all(|char| char.is_alphanumeric() || matches!(char, '-' | '/' | '.' | '%'));
    let is_whole = words.chars().next_back().is_some_and(char::is_alphanumeric) || words.ends_with('%');
    if is_plain && is_whole && !words.is_empty() {
        return words;
    }
    let mut quoted = String::with_capacity(words.len() + 2);
    quoted.push('"');
    for char in words.chars() {
        if matches!(char, '"' | '\\' | '`' | '<' | '[' | ']' | '*' | '_' | '~' | '&' | '!' | '#') {
            quoted.push('\\');
        }
        quoted.push(char);
    }
    quoted.push('"');
    quoted
}

/// White space folded, and what no reader sees taken away.
pub(super) fn folded(text: &str) -> String {
    let visible: String = text.chars().map(|char| if char.is_control() { ' ' } else { char }).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn inline(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    let mut before: Option<char> = None;
    let mut rest = text.chars();
    while let Some(char) = rest.next() {
        let after = rest.clone().next();
        let in_word = before.is_some_and(char::is_alphanumeric);
        let escape = match char {
            '\\' | '`' | '*' | '[' | ']' | '<' | '~' => true,
            '_' => !(in_word && after.is_some_and(char::is_alphanumeric)),
            '#' => after.is_some_and(char::is_alphabetic),
            '@' => !in_word && after.is_some_and(char::is_alphanumeric),
            '^' => !in_word && after.is_some_and(|after| after.is_ascii_alphanumeric() || after == '-'),
            '&' => after.is_some_and(|after| after.is_alphanumeric() || after == '#'),
            _ => false,
        };
        if escape {
            safe.push('\\');
        }
        safe.push(char);
        before = Some(char);
    }
    safe
}

/// The run of letters, digits, `-` and `_` that ends at `at`, blanks before it skipped.
fn name_before(text: &str, at: usize) -> &str {
    let head = text[..at].trim_end();
    let start = head.char_indices().rev().take_while(|(_, char)| is_name_char(*char) || *char == '\\').last();
    start.map_or("", |(from, _)| &head[from..])
}

/// A key that is none, and keeps a record private all the same.
const PRIVATE: &str = "private";

/// Whether a word is a key, or one letter off one, so that a warning would speak of it.
fn is_key(name: &str, keys: &KeyNames) -> bool {
    let name = crate::model::fold(&name.replace('\\', ""));
    let name = name.trim_start_matches(|char: char| !char.is_alphabetic());
    let is_near = |key: &str| key == name || one_letter_off(name, key);
    !name.is_empty()
        && (name == PRIVATE
            || Key::ALL.into_iter().any(|key| is_near(key.name()))
            || keys.declared.keys().any(|key| is_near(key)))
}
