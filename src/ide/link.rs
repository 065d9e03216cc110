//! Words of a page that lead somewhere: references to the records they mean, wiki links to the pages they name.

use super::page::{Page, name_place};
use super::place::referred;
use crate::diagnostic::Place;
use crate::text::Span;
use std::sync::Arc;

/// A stretch of text that leads somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The stretch.
    pub span: Span,
    /// Where it leads.
    pub target: LinkTarget,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTarget {
    /// To a place in a journal file.
    Place(Place),
    /// To a journal file.
    File(Arc<str>),
}

/// The links of a page, in order.
pub fn links(page: &Page<'_>) -> Vec<Link> {
    let mut found: Vec<Link> = page
        .tokens()
        .iter()
        .filter_map(|token| {
            let target = LinkTarget::Place(name_place(page.notebook, referred(page, token)?));
            Some(Link { span: token.span, target })
        })
        .collect();
    let wiki: Vec<Link> =
        wiki_links(page).filter(|link| found.iter().all(|other| !overlap(other.span, link.span))).collect();
    found.extend(wiki);
    found.sort_by_key(|link| link.span);
    found
}

fn overlap(a: Span, b: Span) -> bool {
    a.start < b.end && b.start < a.end
}

/// `[[page]]`, `[[page|words]]`, `[[page#heading]]`, where the page is one of the journal.
fn wiki_links<'p>(page: &'p Page<'_>) -> impl Iterator<Item = Link> + 'p {
    let text = &page.source.text;
    text.match_indices("[[").filter_map(|(at, _)| {
        let start = at + 2;
        let length = text[start..].find("]]")?;
        let inner = &text[start..start + length];
        if inner.contains(['\n', '\r', '[']) {
            return None;
        }
        let name = inner.split(['|', '#']).next().unwrap_or(inner).trim();
        let file = named(page, name)?;
        Some(Link { span: Span::new(start, start + length), target: LinkTarget::File(file) })
    })
}

/// The journal file that a wiki link names: by its name without the ending, or by the end of its path.
fn named(page: &Page<'_>, name: &str) -> Option<Arc<str>> {
    let wanted = name.trim_end_matches(".md");
    let fits = |path: &str| {
        let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
        stem.strip_suffix(wanted).is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
    };
    let files = page.notebook.book.files.iter();
    files.map(|file| &file.path).find(|path| !wanted.is_empty() && fits(path)).cloned()
}
