//! Words with Markdown in them → the words that a reader sees, and what their links lead to.

/// The words without the signs of links, of bold and of code, and the targets that no word names.
pub(super) fn unlinked(text: &str) -> (String, Vec<String>) {
    let mut plain = String::with_capacity(text.len());
    let mut targets = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('[') {
        plain.push_str(&rest[..at]);
        let link = &rest[at..];
        let Some((words, target, after)) = page_link(link).or_else(|| web_link(link)) else {
            plain.push('[');
            rest = &link[1..];
            continue;
        };
        if plain.ends_with('!') {
            // A picture.
            plain.pop();
        }
        plain.push_str(words);
        if !target.is_empty() && target != words {
            targets.push(target.to_owned());
        }
        rest = after;
    }
    plain.push_str(rest);
    (unmarked(&plain).trim().to_owned(), targets)
}

/// `[[page|words]]`: its words, its page, and what follows.
fn page_link(link: &str) -> Option<(&str, &str, &str)> {
    let (inner, after) = link.strip_prefix("[[")?.split_once("]]")?;
    let (target, words) = inner.rsplit_once('|').unwrap_or((inner, inner));
    Some((words, target, after))
}

/// `[words](target)`: its words, its target, and what follows.
fn web_link(link: &str) -> Option<(&str, &str, &str)> {
    let (words, rest) = link[1..].split_once("](")?;
    let mut depth = 1;
    let end = rest.find(|char| {
        depth += match char {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        depth == 0
    })?;
    (!words.contains('[')).then(|| (words, &rest[..end], &rest[end + 1..]))
}

/// The words without the signs of code, and without those of what is bold outside of it.
fn unmarked(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return unbold(text);
    }
    let plain = parts.iter().enumerate();
    plain.map(|(at, part)| if at.is_multiple_of(2) { unbold(part) } else { (*part).to_owned() }).collect()
}

/// The words without each pair of `**` that stands around words; that of `2**10` is none.
fn unbold(text: &str) -> String {
    let mut parts: Vec<&str> = text.split("**").collect();
    let is_begin = |before: &str, after: &str| {
        !before.ends_with(char::is_alphanumeric) && after.starts_with(|char: char| !char.is_whitespace())
    };
    let mut plain = String::with_capacity(text.len());
    parts.reverse();
    while let Some(part) = parts.pop() {
        plain.push_str(part);
        let (next, last) = (parts.last().copied(), parts.len().checked_sub(2).map(|at| parts[at]));
        match (next, last) {
            (Some(inner), Some(after)) if is_begin(part, inner) => {
                let ends = !inner.ends_with(char::is_whitespace) && !after.starts_with(char::is_alphanumeric);
                if ends {
                    plain.push_str(inner);
                    parts.pop();
                } else {
                    plain.push_str("**");
                }
            }
            (Some(_), _) => plain.push_str("**"),
            (None, _) => {}
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_and_targets_are_told_apart() {
        for (text, words, targets) in [
            ("see [the post](https://a.b/c_(d)) now", "see the post now", &["https://a.b/c_(d)"][..]),
            ("[a](notes/a.md)", "a", &["notes/a.md"]),
            ("[[Shop|the shop]] and [[Bank]]", "the shop and Bank", &["Shop"]),
            ("![alt](x.png)", "alt", &["x.png"]),
            ("2**10 and **bold** `__init__` __x__", "2**10 and bold __init__ __x__", &[]),
            ("a ** b ** c, a lone ` tick", "a ** b ** c, a lone ` tick", &[]),
            ("[x] [y]", "[x] [y]", &[]),
        ] {
            let (found, led) = unlinked(text);
            assert_eq!(
                (found.as_str(), led),
                (words, targets.iter().map(|one| (*one).to_owned()).collect()),
                "{text}"
            );
        }
    }
}
