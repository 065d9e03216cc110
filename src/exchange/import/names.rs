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
    let name = joined(&name);
    let name =
        name.trim_start_matches(|char: char| !char.is_alphanumeric()).trim_end_matches(['-', '.', '_']);
    (!name.is_empty()).then(|| name.to_owned())
}

/// Words in the form of a tag: `Data Science` is `data-science`; none where that is a word of the format, but for
/// `private`, which a sheet means as the format does.
pub(super) fn tag_name(text: &str) -> Option<String> {
    let mut name = String::new();
    for char in text.trim().trim_start_matches('#').to_lowercase().chars() {
        if is_name_char(char) || char == '/' {
            name.push(char);
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    let name = joined(&name);
    let name = name.trim_end_matches(['-', '/']);
    let is_said = name == "private" || !is_special(name);
    (name.chars().next().is_some_and(is_letter) && is_said).then(|| name.to_owned())
}

/// A name with `-` for each `_` that is not inside a word: two of them would be emphasis, and no part of the name.
fn joined(name: &str) -> String {
    let mut safe = String::with_capacity(name.len());
    let mut chars = name.chars().peekable();
    while let Some(char) = chars.next() {
        let is_inside =
            safe.ends_with(char::is_alphanumeric) && chars.peek().is_some_and(|next| next.is_alphanumeric());
        match char {
            '_' if !is_inside && (safe.is_empty() || safe.ends_with('-')) => {}
            '_' if !is_inside => safe.push('-'),
            '-' if safe.ends_with('-') => {}
            char => safe.push(char),
        }
    }
    safe
}

/// An amount, also grouped: `$65,000`. A point before three digits may group them, or begin a fraction: `65.000` is none.
pub(super) fn amount(cell: &str) -> Option<Amount> {
    let plain: String = cell.chars().filter(|char| !char.is_whitespace()).collect();
    if is_either(&plain) {
        return None;
    }
    Amount::parse(&plain).or_else(|| {
        let parts: Vec<&str> = plain.split(',').collect();
        let is_grouped = parts.len() > 1
            && parts[1..].iter().all(|part| part.chars().take_while(char::is_ascii_digit).count() == 3);
        is_grouped.then(|| Amount::parse(&parts.concat())).flatten()
    })
}

/// Whether the one point of an amount may be one that groups: `65.000 €` is sixty-five thousand in half of the world.
fn is_either(plain: &str) -> bool {
    let Some((before, after)) = plain.split_once('.') else { return false };
    let whole = before.trim_start_matches(|char: char| !char.is_ascii_digit());
    let is_group = (1..=3).contains(&whole.len()) && whole.bytes().all(|byte| byte.is_ascii_digit());
    is_group && !whole.starts_with('0') && after.chars().take_while(char::is_ascii_digit).count() == 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_that_may_be_two_is_none() {
        for text in ["65.000 €", "1.500", "$1.500", "65.000,00 €", "1,50"] {
            assert_eq!(amount(text), None, "{text}");
        }
        for (text, expected) in
            [("0.125", "0.125"), ("1.50", "1.5"), ("1234.567", "1234.567"), ("$65,000", "65000USD")]
        {
            assert_eq!(amount(text).expect(text).to_string(), expected, "{text}");
        }
    }

    #[test]
    fn names_hold_no_emphasis() {
        assert_eq!(tag_name("the _big_ one").as_deref(), Some("the-big-one"));
        assert_eq!(tag_name("snake_case").as_deref(), Some("snake_case"));
        assert_eq!(who_name("Axle_AI _x_ y").as_deref(), Some("Axle_AI-x-y"));
        assert_eq!(tag_name("Private").as_deref(), Some("private"));
        assert_eq!(tag_name("public"), None);
    }
}
