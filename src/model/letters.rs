//! What counts as a letter in tags and whos.

use regex::Regex;
use std::sync::LazyLock;

/// A letter: Unicode's Alphabetic.
pub fn is_letter(char: char) -> bool {
    char.is_alphabetic()
}

/// A mark that combines with the letter before it, and so is part of it.
pub fn is_mark(char: char) -> bool {
    static MARK: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^\p{M}$").ok());
    if char.is_ascii() {
        return false;
    }
    let mut bytes = [0; 4];
    MARK.as_ref().is_some_and(|mark| mark.is_match(char.encode_utf8(&mut bytes)))
}

/// What tags and whos have in common after their first letter: letters, marks, digits, `-` and `_`.
pub fn is_name_char(char: char) -> bool {
    match char.is_ascii() {
        true => char.is_ascii_alphanumeric() || char == '-' || char == '_',
        false => char.is_alphanumeric() || is_mark(char),
    }
}
