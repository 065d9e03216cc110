//! Front matter of nothing but plain lines, as most of it is, read without a parser of YAML.
//!
//! Whatever leaves a doubt of what YAML makes of it is left to the parser; what is read here, the parser says too.

use super::front_matter::Values;

/// More lines or bytes than that are left to the parser.
const LINES: usize = 50;
const LENGTH: usize = 4000;

/// Words that may be no texts as keys.
const NO_TEXTS: [&str; 9] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];

/// The values of a mapping whose lines are all `key: value`, `key: [value, value]`, `key:` or `- value` below it;
/// `None` where a line is anything else.
pub(super) fn values(text: &str) -> Option<Values> {
    let mut values = Values::default();
    let mut keys: Vec<&str> = Vec::new();
    // The indent of the items of a list, once there is one below the last key, which then has no value.
    let mut list: Option<Option<usize>> = None;
    if text.len() > LENGTH {
        return None;
    }
    for line in text.split('\n').map(|line| line.trim_end_matches(' ')).filter(|line| !line.is_empty()) {
        let indent = line.len() - line.trim_start_matches(' ').len();
        if let Some(item) = line[indent..].strip_prefix("- ") {
            let before = list?;
            if before.is_some_and(|before| before != indent) || !is_word(item) {
                return None;
            }
            list = Some(Some(indent));
            continue;
        }
        let (key, value) = line.split_once(':')?;
        let is_known = |known: &&str| known.eq_ignore_ascii_case(key);
        if !is_key(key) || keys.iter().any(is_known) || NO_TEXTS.iter().any(is_known) || keys.len() == LINES {
            return None;
        }
        keys.push(key);
        list = value.is_empty().then_some(None);
        let value = if value.is_empty() { "" } else { value.strip_prefix(' ')?.trim_start_matches(' ') };
        if key.eq_ignore_ascii_case("date") {
            let is_day = value.len() == 10 && value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
            values.date = Some(value.to_owned()).filter(|_| is_day && is_word(value));
            values.date.as_ref()?;
        } else if key.eq_ignore_ascii_case("private") {
            if !matches!(value, "true" | "false") {
                return None;
            }
            values.private.push(value.to_owned());
        } else if !(value.is_empty() || is_word(value) || is_list(value) || is_quoted(value)) {
            return None;
        }
    }
    (!keys.is_empty()).then_some(values)
}

fn is_key(key: &str) -> bool {
    key.starts_with(|char: char| char.is_ascii_alphabetic())
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

/// Letters, digits, and signs that mean nothing between them.
fn is_word(value: &str) -> bool {
    let is_inner = |char: char| char.is_alphanumeric() || matches!(char, ' ' | '_' | '.' | '/' | '-' | '\'');
    value.starts_with(char::is_alphanumeric) && value.chars().all(is_inner)
}

fn is_list(value: &str) -> bool {
    let inner = value.strip_prefix('[').and_then(|value| value.strip_suffix(']'));
    inner.is_some_and(|inner| inner.split(',').all(|item| is_word(item.trim_matches(' '))))
}

fn is_quoted(value: &str) -> bool {
    let inner = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
    let is_plain = |char: char| {
        char.is_alphanumeric() || char == ' ' || char.is_ascii_graphic() && !matches!(char, '"' | '\\')
    };
    inner.is_some_and(|inner| inner.chars().all(is_plain))
}
