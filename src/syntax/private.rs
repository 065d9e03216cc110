//! What keeps private, however it is written: the head of a page (format, section 1), and words of a record (section 8).

use crate::model::{folded, is_name_char};
use crate::text::{line_texts, lines};

/// So many lines of a page may be its head.
const HEAD: usize = 50;
/// So many lines after front matter may be another one, of which somebody thought that it counts.
const AFTER: usize = 5;

/// Whether a line of a text names `private`: as a key in whatever spelling, alone, or among tags.
pub(super) fn names_private(text: &str) -> bool {
    let mut key = "";
    line_texts(text).any(|line| {
        let is_below = line.starts_with(|char: char| is_unseen(char) || char == '-');
        if !is_below {
            key = line.split([':', '=']).next().unwrap_or_default().trim_matches(is_around);
        }
        let of_tags = TAGS.iter().any(|tags| key.eq_ignore_ascii_case(tags));
        if of_tags {
            return has_tag(line.strip_prefix(key).unwrap_or(line));
        }
        // What is below another key is its own, if it is more than a yes.
        let surely = is_below && !key.is_empty();
        is_named(line, surely)
            || line.contains('{') && line.split(['{', ',']).any(|part| is_named(part, true))
    })
}

/// Keys of which each value is a tag, here and there.
const TAGS: [&str; 4] = ["tags", "tag", "categories", "category"];

/// Whether `private`, or a tag below it, is one of these tags.
fn has_tag(tags: &str) -> bool {
    let mut tags =
        tags.split(|char: char| is_unseen(char) || matches!(char, ',' | '[' | ']' | '"' | '\'' | ':' | '='));
    tags.any(|tag| {
        let tag = tag.trim_start_matches(['-', '#']);
        let head = tag.split('/').next().unwrap_or(tag);
        head.eq_ignore_ascii_case(PRIVATE)
    })
}

/// Whether a page says `private: true` before its first line with a `#`, where that is not read as front matter: nothing
/// ends the block, or something else than three signs begins it.
pub(super) fn head_names_private(text: &str) -> bool {
    let opening = line_texts(text).next().unwrap_or_default();
    let bare = opening.trim_start_matches(is_unseen);
    let signs = bare.chars().take_while(|char| matches!(char, '-' | '–' | '—' | '+' | '*')).count();
    let begins = signs >= 3 || bare.starts_with('—');
    let mut head = line_texts(text).skip(1).take(HEAD).take_while(|line| !line.contains('#'));
    begins && head.any(|line| is_named(line, true))
}

/// Whether the lines after front matter say `private: true` once more.
pub(super) fn tail_names_private(after: &str) -> bool {
    let head = lines(after).take(AFTER + 1).last().map_or(0, |line| line.end as usize);
    line_texts(&after[..head]).any(|line| is_named(line, true))
}

/// Whether a line begins with the word `private`, and goes on as that of a key does; `surely` with a value that says yes.
fn is_named(line: &str, surely: bool) -> bool {
    let begin = line.trim_start_matches(|char: char| !char.is_alphanumeric() && char != '#');
    if !begin.get(..PRIVATE.len()).is_some_and(|word| word.eq_ignore_ascii_case(PRIVATE)) {
        return false;
    }
    let behind = &begin[PRIVATE.len()..];
    if behind.starts_with(is_name_char) {
        return false;
    }
    let is_sign = |char: char| matches!(char, ':' | '=' | ';' | '：' | '＝');
    let rest = behind.trim_matches(is_around);
    let value = rest.trim_start_matches(|char: char| is_sign(char) || is_around(char) || char == '-');
    let says_yes = ["true", "yes", "on"].iter().any(|yes| value.eq_ignore_ascii_case(yes));
    let says_no = ["false", "no"].iter().any(|no| value.eq_ignore_ascii_case(no));
    says_yes || !surely && !says_no && (rest.is_empty() || rest.starts_with(is_sign))
}

/// What may stand around a key or a value.
fn is_around(char: char) -> bool {
    is_unseen(char) || matches!(char, '"' | '\'' | ']' | '}' | ',')
}

/// Whether a text begins with the word `private`, or a tag below it.
pub(super) fn is_private(text: &str) -> bool {
    let word = text.get(..PRIVATE.len()).is_some_and(|word| word.eq_ignore_ascii_case(PRIVATE));
    word && !text[PRIVATE.len()..].starts_with(is_name_char)
}

pub(super) const PRIVATE: &str = "private";

/// Whether a key that is none keeps private: `private:true`, as front matter has it.
pub(super) fn says_private(name: &str, value: &str) -> bool {
    name.eq_ignore_ascii_case(PRIVATE) && !matches!(&*folded(value), "false" | "no")
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
        for lines in [
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
            "{a: b, private: yes}",
            "* private: true",
            "- private: true",
            "private; true",
            "Private - true",
            "private=true",
            "  private: true",
            "x: y\n  private: true",
            "tags: [private]",
            "tags: a, private",
            "tags: private",
            "tags: \"private, job\"",
            "Tags: [\"#private\"]",
            "tags: [private/family]",
            "tags:\n- a\n- private",
            "tags:\n  - private",
            "tag: private",
            "categories: private",
            "tags = [\"private\"]",
        ] {
            assert!(names_private(lines), "{lines}");
        }
        for lines in [
            "privateer: true",
            "private talks: 3",
            "private-notes: x",
            "title: A private talk",
            "a, private, matter",
            "private_notes: true",
            "#private",
            "A private: talk",
            "",
            "locations: [work, private, gym]",
            "aliases: [private]",
            "mood:\n  work: 3\n  private: 4",
            "rating: {private: 3}",
            "phone:\n- private: 123",
            "[extra]\nprivate = false",
            "extra:\n  private: false",
            "about: >\n  private: matters",
            "tags: [private-equity, job]",
        ] {
            assert!(!names_private(lines), "{lines}");
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
        assert!(!head_names_private("***\nPrivate: the word of the day.\n***"));
        assert!(tail_names_private("\nprivate: true\n---\n") && !tail_names_private("\nPrivate: a talk\n"));
    }
}
