//! Links that lead to a line of a page by its id, as `[[2026-03-02#^acme]]` does: wherever Markdown has a link, and so
//! in no code.

use super::blocks::parser;
use crate::model::is_id;
use crate::text::Span;
use pulldown_cmark::{Event, LinkType, Tag};
use std::ops::Range;

/// A link to a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockLink {
    /// The page that it names, as written; empty where it is the link's own.
    pub page: String,
    /// Where that begins.
    pub page_start: usize,
    /// The id, without its sign.
    pub id: Span,
}

impl BlockLink {
    /// The page and the id, as written.
    pub fn span(&self) -> Span {
        Span::new(self.page_start, self.id.end as usize)
    }
}

/// The links of a page to lines, in order of place.
///
/// ```
/// use askbook::syntax::block_links;
/// let text = "See [[2026-03-02#^acme|that]], [this](../a.md#^bank) and `[[x#^code]]`.";
/// let found: Vec<_> = block_links(text).into_iter().map(|link| (link.page, &text[link.id.range()])).collect();
/// assert_eq!(found, [("2026-03-02".to_owned(), "acme"), ("../a.md".to_owned(), "bank")]);
/// ```
pub fn block_links(text: &str) -> Vec<BlockLink> {
    // Other programs read links in front matter, too.
    let mut events = parser(text).into_offset_iter();
    let mut found: Vec<BlockLink> = Vec::new();
    for (event, range) in events.by_ref() {
        match event {
            Event::Start(Tag::Link { link_type, .. } | Tag::Image { link_type, .. }) => match link_type {
                // The words of one may say what its target says; a wiki link begins with its target, the other ends so.
                LinkType::WikiLink { .. } => found.extend(targets(text, range).next()),
                LinkType::Inline => {
                    let is_target = |link: &BlockLink| {
                        let before = &text[..link.page_start];
                        before.strip_suffix('<').unwrap_or(before).ends_with("](")
                    };
                    found.extend(targets(text, range).filter(is_target).last());
                }
                _ => {}
            },
            Event::Html(_) | Event::InlineHtml(_) => found.extend(targets(text, range)),
            _ => {}
        }
    }
    for (_, definition) in events.reference_definitions().iter() {
        found.extend(targets(text, definition.span.clone()).next());
    }
    found.sort_by_key(|link| link.id);
    found.dedup();
    found
}

/// Where a stretch of text says `page#^id`.
fn targets(text: &str, range: Range<usize>) -> impl Iterator<Item = BlockLink> {
    let first = range.start;
    let signs = text[range.clone()].match_indices('#').map(move |(at, _)| first + at);
    signs.filter_map(move |at| {
        let fragment = &text[at + 1..];
        let sign = ["^", "%5E", "%5e"].into_iter().find(|sign| fragment.starts_with(sign))?;
        let start = at + 1 + sign.len();
        let rest = &text[start..];
        let length =
            rest.find(|char: char| !(char.is_ascii_alphanumeric() || char == '-')).unwrap_or(rest.len());
        let ends = rest[length..].chars().next().is_none_or(|char| "]|\\)>\"' \t\r\n".contains(char));
        let opens = |char: char| "[(<>\"'=: \t\r\n".contains(char);
        // A wiki link's page may have blanks in its name.
        let before = &text[range.start..at];
        let from = match before.rfind("[[").filter(|from| !before[*from..].contains(['\n', ']'])) {
            Some(from) => from + 2,
            None => before.rfind(opens).map_or(0, |from| from + 1),
        };
        let from = range.start + from;
        (ends && is_id(&rest[..length])).then(|| BlockLink {
            page: text[from..at].to_owned(),
            page_start: from,
            id: Span::new(start, start + length),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_id_stands_where_it_is_said_to(
            parts in prop::collection::vec(
                prop::sample::select(vec!["[[", "]]", "[x](", ")", "#^", "#%5E", "a", "é", "\\|", "|", "<a href=\"", "\">", "`", "\n", " ", "[d]: "]),
                0..30,
            ),
        ) {
            let text = parts.concat();
            for link in block_links(&text) {
                prop_assert!(is_id(&text[link.id.range()]) && text[..link.id.range().start].ends_with(['^', 'E']));
            }
        }
    }
}
