//! The words of a cell in the forms of the format: a who, a tag, an amount. Knows nothing of tables.

use crate::model::{Amount, is_letter, is_name_char, is_special};

/// A name in the form of a who: `Gold Star Chili` is `Gold-Star-Chili`.
pub(super) fn who_name(text: &str) -> Option<String> {
    let mut name = String::new();
    for char in text.trim().chars() {
        if is_name_char(char) || char == '.' {
            name.push(char);
        } else if matches!(char, '\'' | '’') {
            // Lee's is Lees.
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    let name =
        name.trim_start_matches(|char: char| !char.is_alphanumeric()).trim_end_matches(['-', '.', '_']);
    (!name.is_empty()).then(|| name.to_owned())
}

/// Words in the form of a tag: `Data Science` is `data-science`; none where that is a word of the format.
pub(super) fn tag_name(text: &str) -> Option<String> {
    let mut name = String::new();
    for char in text.trim().trim_start_matches('#').to_lowercase().chars() {
        if is_name_char(char) || char == '/' {
            name.push(char);
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    let name = name.trim_end_matches(['-', '/']);
    (name.chars().next().is_some_and(is_letter) && !is_special(name)).then(|| name.to_owned())
}

/// An amount, also grouped: `$65,000`.
pub(super) fn amount(cell: &str) -> Option<Amount> {
    let plain: String = cell.chars().filter(|char| !char.is_whitespace()).collect();
    Amount::parse(&plain).or_else(|| {
        let parts: Vec<&str> = plain.split(',').collect();
        let is_grouped = parts.len() > 1
            && parts[1..].iter().all(|part| part.chars().take_while(char::is_ascii_digit).count() == 3);
        is_grouped.then(|| Amount::parse(&parts.concat())).flatten()
    })
}
