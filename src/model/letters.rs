//! What counts as a letter in tags and whos, and letters without their accents.

use regex::Regex;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

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

/// A word's letters in small, without accents and width.
///
/// ```
/// assert_eq!(askbook::model::unaccented("Čapek"), "capek");
/// ```
pub fn unaccented(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let bare = word.nfkd().filter(|char| !is_accent(*char));
    let mut letters = String::with_capacity(word.len());
    for char in bare.flat_map(char::to_lowercase) {
        match char {
            'ß' => letters.push_str("ss"),
            'æ' => letters.push_str("ae"),
            'œ' => letters.push_str("oe"),
            'þ' => letters.push_str("th"),
            'ł' => letters.push('l'),
            'ø' => letters.push('o'),
            'đ' | 'ð' => letters.push('d'),
            'ħ' => letters.push('h'),
            'ı' => letters.push('i'),
            _ => letters.push(char),
        }
    }
    letters
}

/// Whether a character is an accent, or a vowel that is mostly left out, in a script where names are known without.
fn is_accent(char: char) -> bool {
    matches!(char, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_width_go_and_letters_of_other_scripts_stay() {
        for (word, letters) in [
            ("José", "jose"),
            ("Jose\u{301}", "jose"),
            ("Ａｃｍｅ", "acme"),
            ("ŁUKASZ", "lukasz"),
            ("Straße", "strasse"),
            ("Ångström", "angstrom"),
            ("Анна", "анна"),
            ("田中", "田中"),
            ("प्रिया", "प्रिया"),
        ] {
            assert_eq!(unaccented(word), letters, "{word}");
        }
    }
}
