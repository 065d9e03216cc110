//! Words of a page that lead somewhere: references to the records they mean, wiki links to the pages they name.

use super::page::{Page, name_place, referred};
use crate::author::leads_to;
use crate::diagnostic::Place;
use crate::syntax::block_links;
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
    add(&mut found, to_lines(page));
    add(&mut found, wiki_links(page));
    found.sort_by_key(|link| link.span);
    found
}

/// Adds those that lie where none is yet.
fn add(found: &mut Vec<Link>, links: impl Iterator<Item = Link>) {
    let taken: Vec<Span> = found.iter().map(|link| link.span).collect();
    found.extend(links.filter(|link| taken.iter().all(|other| !overlap(*other, link.span))));
}

/// `[[page#^id]]` and `[words](page.md#^id)`, where the page has the record with this id.
fn to_lines<'p>(page: &'p Page<'_>) -> impl Iterator<Item = Link> + 'p {
    let book = &page.notebook.book;
    let links = if page.is_journal() { block_links(&page.source.text) } else { Vec::new() };
    links.into_iter().filter_map(|link| {
        let record = book.by_id(page.slice(link.id))?;
        let home = &book.file_of(record).path;
        let leads_home =
            if link.page.is_empty() { page.source.path == *home } else { leads_to(&link.page, home) };
        let target = LinkTarget::Place(name_place(page.notebook, record));
        leads_home.then(|| Link { span: link.span(), target })
    })
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
