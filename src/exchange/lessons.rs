//! The titles of several lessons in one cell, and out of it again.

/// The titles joined by `; `. A backslash stands before a `;` or a backslash of a title's own.
pub(super) fn joined<'t>(titles: impl Iterator<Item = &'t str>) -> String {
    let safe = |title: &str| title.replace('\\', "\\\\").replace(';', "\\;");
    titles.map(safe).collect::<Vec<_>>().join("; ")
}

/// The titles that [`joined`] put together. A backslash before anything else is one.
pub(super) fn parted(cell: &str) -> Vec<String> {
    let mut titles = vec![String::new()];
    let mut chars = cell.chars().peekable();
    while let Some(char) = chars.next() {
        let own = if char == '\\' { chars.next_if(|next| matches!(next, '\\' | ';')) } else { None };
        let begins_next = own.is_none() && char == ';' && chars.next_if_eq(&' ').is_some();
        match titles.last_mut() {
            Some(title) if !begins_next => title.push(own.unwrap_or(char)),
            _ => titles.push(String::new()),
        }
    }
    titles.retain(|title| !title.is_empty());
    titles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_titles_come_back() {
        for titles in [&["a", "b"][..], &["a; b", "c;", "\\", "\\; \\\\;d", "; "], &["x"], &[]] {
            assert_eq!(parted(&joined(titles.iter().copied())), titles);
        }
        assert_eq!(parted("C:\\x; a;b"), ["C:\\x", "a;b"]);
    }
}
