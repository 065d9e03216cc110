//! Git's conflicts: nothing between their signs is read (format, section 1).

use crate::diagnostic::{Code, Diagnostic};
use crate::text::{Page, Span, lines};
use pulldown_cmark::{CodeBlockKind, Event, Tag};

/// One conflict.
#[derive(Debug)]
pub(super) struct Conflict {
    /// All of it, from its first sign to the end of its last line.
    pub span: Span,
    /// The line that begins it.
    pub sign: Span,
}

/// The conflicts of a file, in order. One that stands whole in a fenced code block is shown there on
/// purpose, and is none.
pub(super) fn conflicts(text: &str) -> Vec<Conflict> {
    if memchr::memmem::find(text.as_bytes(), b"<<<<<<<").is_none() {
        return Vec::new();
    }
    let is_sign = |line: Span, sign: &str| {
        text[line.range()].strip_prefix(sign).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    let mut found: Vec<Conflict> = Vec::new();
    let mut open: Option<Span> = None;
    for line in lines(text) {
        match open {
            None if is_sign(line, "<<<<<<<") => open = Some(line),
            Some(sign) if is_sign(line, ">>>>>>>") => {
                found.push(Conflict { span: sign.to(line), sign });
                open = None;
            }
            _ => {}
        }
    }
    if let Some(sign) = open {
        found.push(Conflict { span: Span::new(sign.start as usize, text.len()), sign });
    }
    if !found.is_empty() {
        let fences = fences(text);
        found.retain(|conflict| {
            !fences.iter().any(|fence| fence.start < conflict.span.start && conflict.span.end < fence.end)
        });
    }
    found
}

fn fences(text: &str) -> Vec<Span> {
    super::blocks::parser(text)
        .into_offset_iter()
        .filter_map(|(event, range)| match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => Some(Span::new(range.start, range.end)),
            _ => None,
        })
        .collect()
}

/// What is said of a conflict.
pub(super) fn diagnostic(source: Page<'_>, conflict: &Conflict) -> Diagnostic {
    let message = "an unfinished git merge begins here; nothing up to its end is read";
    Diagnostic::new(Code::ConflictMarker, source.path, conflict.sign, message)
        .hint("keep the lines that you want and delete the lines with `<<<<<<<`, `=======` and `>>>>>>>`")
}
