//! What is said of words that stand where they mean nothing (format, sections 3 and 5).

use crate::diagnostic::{Code, Diagnostic, Grade};
use crate::text::{Page, Span};

/// Of a marker that does not begin its line. `text` is the source with all that is not read blanked.
pub(super) fn marker(source: Page<'_>, text: &str, span: Span) -> Diagnostic {
    let word = &text[span.range()];
    let message = format!("`{word}` does not begin its line, so it was not counted");
    let before = text[..span.start as usize].split_whitespace().next_back().unwrap_or_default();
    let hint = if looks_like_a_date(before) {
        format!("write the date as YYYY-MM-DD: `- 2026-03-02 {word} …`")
    } else {
        format!(
            "put it at the start of a line of its own, `- {word} …`; or write `\\{word}` if no record is meant"
        )
    };
    Diagnostic::new(Code::MisplacedMarker, source.path, span, message).hint(hint)
}

/// Of a marker without a blank before it.
pub(super) fn clinging(source: Page<'_>, span: Span) -> Diagnostic {
    let word = &source.text[span.range()];
    let message = format!("`{word}` clings to what is before it, so it was not counted");
    let at = span.start as usize;
    Diagnostic::new(Code::MisplacedMarker, source.path, span, message)
        .hint(format!("put a blank before it, as in `- {word} …`"))
        .fix(Grade::Look, "put a blank before it", Span::new(at, at), " ")
}

/// Of a `#private` outside of records.
pub(super) fn private(source: Page<'_>, span: Span) -> Diagnostic {
    let word = &source.text[span.range()];
    let message = format!("`{word}` stands on no record, so it keeps nothing private");
    Diagnostic::new(Code::MisplacedPrivate, source.path, span, message).hint(
        "write it on the line of the record; or `private: true` in the front matter, for all of the page",
    )
}

/// Of a `#public` that is written as a key.
pub(super) fn public(source: Page<'_>, span: Span) -> Diagnostic {
    let word = &source.text[span.range()];
    let message = format!("`{word}` is written as if it were a key, so it releases nothing");
    Diagnostic::new(Code::MisplacedKey, source.path, span, message).hint(
        "write `public:\"…\"` for other words than the title; or a blank behind `#public` for the title",
    )
}

/// Of a word in the form of an id that is not the last of its record.
pub(super) fn id(source: Page<'_>, span: Span) -> Diagnostic {
    let word = &source.text[span.range()];
    let message = format!("`{word}` is not the last word of its record, so it defines no id");
    let hint =
        format!("move it to the end of the record; or write `re:{}` if another record is meant", &word[1..]);
    Diagnostic::new(Code::MisplacedId, source.path, span, message).hint(hint)
}

/// Whether a word is figures with dots, dashes or strokes between them, as dates are written here and there.
fn looks_like_a_date(word: &str) -> bool {
    let is_sign = |char: char| ['/', '.', '-'].contains(&char);
    word.starts_with(|char: char| char.is_ascii_digit())
        && word.contains(is_sign)
        && word.chars().all(|char| char.is_ascii_digit() || is_sign(char))
}
