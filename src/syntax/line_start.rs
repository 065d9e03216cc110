//! What the first signs of a line make of it, in the short way through a page.

use pulldown_cmark::HeadingLevel;

/// The page leaves doubts.
pub(super) struct Doubt;

/// What the first signs of a line make of it.
pub(super) enum Begin {
    Words,
    Heading(HeadingLevel),
    Fence(Fence),
    Quote,
    Rule,
    /// The length of the bullet or number with the blanks after it, and the number.
    Item(usize, Option<u32>),
}

/// A fence that a line opens.
pub(super) struct Fence {
    sign: u8,
    length: usize,
}

/// What a line begins, from its first sign that is no blank.
pub(super) fn begin(rest: &[u8]) -> Result<Begin, Doubt> {
    let first = rest[0];
    match first {
        b'#' => {
            let signs = rest.iter().take_while(|byte| **byte == b'#').count();
            match rest.get(signs) {
                None | Some(b' ' | b'\t') if signs <= 6 => {
                    HeadingLevel::try_from(signs).map(Begin::Heading).map_err(|_| Doubt)
                }
                _ => Ok(Begin::Words),
            }
        }
        b'>' => Ok(Begin::Quote),
        // HTML, tables, and what other programs give a meaning.
        b'<' | b'|' | b'=' => Err(Doubt),
        b'`' | b'~' => {
            let length = rest.iter().take_while(|byte| **byte == first).count();
            if length < 3 {
                return Ok(Begin::Words);
            }
            let info = &rest[length..];
            if info.contains(&b'`') || info.contains(&b'~') {
                return Err(Doubt);
            }
            Ok(Begin::Fence(Fence { sign: first, length }))
        }
        b'-' | b'*' | b'_' | b'+' => {
            let is_rule = first != b'+'
                && rest.iter().all(|byte| *byte == first || matches!(byte, b' ' | b'\t'))
                && rest.iter().filter(|byte| **byte == first).count() >= 3;
            if is_rule {
                return Ok(Begin::Rule);
            }
            if first == b'_' { Ok(Begin::Words) } else { item(rest, 1, None) }
        }
        b'0'..=b'9' => {
            let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
            if digits > 9 || !matches!(rest.get(digits), Some(b'.' | b')')) {
                return Ok(Begin::Words);
            }
            let number = rest[..digits].iter().fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'));
            item(rest, digits + 1, Some(number))
        }
        _ => Ok(Begin::Words),
    }
}

/// A list item, if blanks and words follow its sign of `length` bytes.
fn item(rest: &[u8], length: usize, number: Option<u32>) -> Result<Begin, Doubt> {
    let blanks = rest[length..].iter().take_while(|byte| **byte == b' ').count();
    match (blanks, rest.get(length + blanks)) {
        (_, None | Some(b'\t')) => Err(Doubt),
        (0, _) => Ok(Begin::Words),
        // Most items begin with a letter, or with a tag.
        (1..=4, Some(b'a'..=b'z' | b'A'..=b'Z')) => Ok(Begin::Item(length + blanks, number)),
        (1..=4, Some(b'#')) if rest.get(length + blanks + 1).is_some_and(u8::is_ascii_alphabetic) => {
            Ok(Begin::Item(length + blanks, number))
        }
        (1..=4, _) if !begins_item(&rest[length + blanks..]) => match begin(&rest[length + blanks..])? {
            Begin::Words => Ok(Begin::Item(length + blanks, number)),
            _ => Err(Doubt),
        },
        _ => Err(Doubt),
    }
}

/// Whether a line goes on with the sign of an item, which its own first bytes tell, however many more are in it.
fn begins_item(rest: &[u8]) -> bool {
    let digits = rest.iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
    let length = match rest.get(digits) {
        Some(b'-' | b'*' | b'+') if digits == 0 => 1,
        Some(b'.' | b')') if (1..=9).contains(&digits) => digits + 1,
        _ => return false,
    };
    matches!(rest.get(length), None | Some(b' ' | b'\t'))
}

/// Whether a line closes a fence.
pub(super) fn closes(line: &[u8], indent: usize, fence: &Fence) -> bool {
    let signs = line[indent..].iter().take_while(|byte| **byte == fence.sign).count();
    indent < 4
        && signs >= fence.length
        && line[indent + signs..].iter().all(|byte| matches!(byte, b' ' | b'\t'))
}
