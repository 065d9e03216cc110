//! The part of a journal file that is Markdown.

/// The text without its front matter.
pub(super) fn body(text: &str) -> &str {
    let Some(first) = text.lines().next() else { return text };
    let fence = first.trim_end();
    if !matches!(fence, "---" | "+++") {
        return text;
    }
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        at += line.len();
        if number > 0 && line.trim_end() == fence {
            return &text[at..];
        }
    }
    text
}

#[cfg(test)]
mod tests {
    #[test]
    fn front_matter_is_no_text() {
        assert_eq!(super::body("---\na: b\n---\nx\n"), "x\n");
        assert_eq!(super::body("---\nnever ends\n"), "---\nnever ends\n");
        assert_eq!(super::body("x\n---\ny\n---\n"), "x\n---\ny\n---\n");
    }
}
