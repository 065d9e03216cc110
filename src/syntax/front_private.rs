//! Whether the head of a page was meant to keep it private, however that is written (format, section 1).

use crate::model::is_name_char;
use crate::text::{line_texts, lines};

/// So many lines of a page may be its head.
const HEAD: usize = 50;
/// So many lines after front matter may be another one, of which somebody thought that it counts.
const AFTER: usize = 5;

/// Whether a line of a text names `private`: as a key in whatever spelling and with whatever value, or alone.
pub(super) fn names_private(text: &str) -> bool {
    line_texts(text).any(|line| {
        let is_flow = line.contains(['[', '{']);
        is_named(line, false) || is_flow && line.split(['[', '{', ',']).any(|part| is_named(part, false))
    })
}

/// Whether it does before its first line with a `#`, where the page is not read as front matter: nothing ends the block, or
/// something else than three signs begins it.
pub(super) fn head_names_private(text: &str) -> bool {
    let opening = line_texts(text).next().unwrap_or_default();
    let bare = opening.trim_start_matches(|char: char| is_unseen(char));
    let signs = bare.chars().take_while(|char| matches!(char, '-' | '–' | '—' | '+' | '*')).count();
    let begins = signs >= 3 || bare.starts_with('—');
    begins && line_texts(text).skip(1).take(HEAD).take_while(|line| !line.contains('#')).any(names_private)
}

/// Whether the lines after front matter say `private: true` once more.
pub(super) fn tail_names_private(after: &str) -> bool {
    let head = lines(after).take(AFTER + 1).last().map_or(0, |line| line.end as usize);
    line_texts(&after[..head]).any(|line| is_named(line, true))
}

/// Whether a line begins with the word `private`, and goes on as that of a key does; `surely` with a value that says yes.
fn is_named(line: &str, surely: bool) -> bool {
    const PRIVATE: &str = "private";
    let begin = line.trim_start_matches(|char: char| !char.is_alphanumeric() && char != '#');
    if !begin.get(..PRIVATE.len()).is_some_and(|word| word.eq_ignore_ascii_case(PRIVATE)) {
        return false;
    }
    let behind = &begin[PRIVATE.len()..];
    let is_sign = |char: char| matches!(char, ':' | '=' | ';' | '：' | '＝');
    let is_around = |char: char| is_unseen(char) || matches!(char, '"' | '\'' | ']' | '}' | ',');
    let rest = behind.trim_matches(is_around);
    let value = rest.trim_start_matches(|char: char| is_sign(char) || is_around(char) || char == '-');
    let says_yes = ["true", "yes", "on"].iter().any(|yes| value.eq_ignore_ascii_case(yes));
    if surely || behind.starts_with(is_name_char) {
        return says_yes && !behind.starts_with(is_name_char);
    }
    says_yes || rest.is_empty() || rest.starts_with(is_sign)
}

/// White space, and what has no width at all.
fn is_unseen(char: char) -> bool {
    char.is_whitespace() || matches!(char, '\u{feff}' | '\u{200b}'..='\u{200d}' | '\u{2060}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_private_that_was_meant_is_seen() {
        for line in [
            "private: true",
            "Private : yes",
            "\"private\": 1",
            "'private' = x",
            "\u{a0}private: true",
            "private\u{a0}: true",
            "\u{200b}private: true",
            "private:: true",
            "private true",
            "private",
            "private：true",
            "private ＝ true",
            "{private:true}",
            "{a: b, private: no}",
            "* private: true",
            "- private",
            "tags: [private]",
            "tags: [a, private]",
            "private; true",
            "Private - true",
            "private=true",
            "  private: true",
        ] {
            assert!(names_private(line), "{line}");
        }
        for line in [
            "privateer: true",
            "private talks: 3",
            "private-notes: x",
            "title: A private talk",
            "a, private, matter",
            "private_notes: true",
            "#private",
            "A private: talk",
            "",
        ] {
            assert!(!names_private(line), "{line}");
        }
    }

    #[test]
    fn a_head_is_looked_at_up_to_its_first_tag() {
        for opening in ["---", " ---", "----", "---yaml", "+++", "—", "\u{feff}---", "***", "---# x"] {
            assert!(
                head_names_private(&format!("{opening}\ndate: x\n\nprivate: true\n\n- #ask A")),
                "{opening}"
            );
            assert!(
                !head_names_private(&format!("{opening}\ndate: x\n\n- #ask A\n\nprivate: true")),
                "{opening}"
            );
        }
        assert!(!head_names_private("Monday\nprivate: true"));
        assert!(tail_names_private("\nprivate: true\n---\n") && !tail_names_private("\nPrivate: a talk\n"));
    }
}
