//! Another name for an id, a who or a tag, everywhere.

use super::check::relinked;
use super::name::Names;
use super::{Altered, Change, Desk, FileEdits, Said, Spot};
use crate::book::Book;
use crate::diagnostic::nearest;
use crate::model::{Key, fold};
use crate::syntax::{self, Token, TokenKind};
use crate::text::{Edit, Source, Span, apply};
use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;

/// Why a name is not changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RenameError {
    /// Nothing has the old name; the nearest ones.
    Unknown(Vec<String>),
    /// Something has the new id already.
    Taken,
    /// The new name cannot be one.
    NoName(&'static str),
    /// The record at this line of a file would then belong to another ask, or to none.
    Unties(Arc<str>, u32),
}

impl fmt::Display for RenameError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(_) => write!(out, "nothing has this name"),
            Self::Taken => write!(out, "something else has the new id already, and the two would become one"),
            Self::NoName(expects) => write!(out, "the new name cannot be one: {expects}"),
            Self::Unties(path, line) => {
                write!(out, "{path}:{line}: this would then belong to another ask, or to none")
            }
        }
    }
}

/// The edits that give what is named `old` the name `new`, in records and in links to them.
///
/// # Errors
/// Where nothing is named so, where the new name is none, where two ids would become one, or where a record would no
/// longer belong to its ask: two whos that become one may make two asks fit.
pub fn rename(desk: &Desk<'_>, names: Names, old: &str, new: &str) -> Result<Change, RenameError> {
    names.may_have(new).map_err(RenameError::NoName)?;
    if names == Names::Id && fold(old) != fold(new) && desk.book.by_id(new).is_some() {
        return Err(RenameError::Taken);
    }
    let home = Home::of(desk, old).filter(|_| names == Names::Id);
    let mut change = Change::default();
    let mut known: Vec<String> = Vec::new();
    for file in &desk.book.files {
        let Some(source) = desk.text(&file.path) else { continue };
        let tokens = syntax::tokens(source, &desk.config.keys);
        // What only a reference names, no record has.
        let bearing = tokens.iter().filter(|token| names != Names::Id || token.kind == TokenKind::Id);
        known.extend(
            bearing.filter_map(|token| name_of(names, token)).map(|span| fold(&source.text[span.range()])),
        );
        let mut edits: Vec<Edit> = tokens
            .iter()
            .filter_map(|token| name_of(names, token))
            .filter_map(|span| renamed(names, &source.text[span.range()], span, old, new))
            .collect();
        if let Some(home) = &home {
            edits.extend(home.links(source, old, new));
            edits.sort();
            edits.dedup();
        }
        edits.retain(|edit| source.text[edit.span.range()] != edit.text);
        if edits.is_empty() {
            continue;
        }
        alter(desk, file, source, &edits, &mut change, |said| rename_in(said, names, old, new));
        change.files.push(FileEdits { path: file.path.clone(), edits });
    }
    let is_known = known.contains(&fold(old));
    if !is_known && (change.is_empty() || names == Names::Id) {
        known.sort();
        known.dedup();
        let near = nearest(&fold(old), known.iter().map(String::as_str), 3);
        return Err(RenameError::Unknown(near.into_iter().map(str::to_owned).collect()));
    }
    match untied(desk, &change) {
        Some(spot) => Err(RenameError::Unties(spot.0, spot.1)),
        None => Ok(change),
    }
}

/// The first record that would no longer belong to the ask that it belongs to now, by its file and line.
fn untied(desk: &Desk<'_>, change: &Change) -> Option<(Arc<str>, u32)> {
    let changed = change.files.iter().filter_map(|file| {
        let after = apply(&desk.text(&file.path)?.text, &file.edits).ok()?;
        Some(desk.parse(&file.path, &after))
    });
    let book = relinked(desk.book.files.clone(), changed, desk.config, desk.today());
    let ask_of = |book: &Book, id| book.link(id).ask.map(|ask| book.ask(ask).record);
    // A rename takes no record away and adds none.
    let id = (0..desk.book.record_count().min(book.record_count()))
        .find(|id| ask_of(desk.book, *id).is_some_and(|ask| ask_of(&book, *id) != Some(ask)))?;
    Some((desk.book.file_of(id).path.clone(), desk.book.record(id).line))
}

/// Says what each record that the edits touch must say afterwards. Its title may hold the name, without
/// its sign: that is taken as it then reads.
fn alter(
    desk: &Desk<'_>,
    file: &syntax::File,
    source: &Source,
    edits: &[Edit],
    change: &mut Change,
    rename: impl Fn(&mut Said),
) {
    let Ok(after) = apply(&source.text, edits) else { return };
    let new = desk.parse(&file.path, &after);
    let mut spans: Vec<Span> = edits.iter().map(|edit| edit.span).collect();
    spans.sort_unstable();
    for (record, now) in file.records.iter().zip(new.records.iter()) {
        let first = spans.partition_point(|span| span.start < record.span.start);
        if spans.get(first).is_none_or(|span| span.end > record.span.end) {
            continue;
        }
        let mut said = Said::of(record);
        rename(&mut said);
        said.title = now.title().to_string();
        let spot = Spot { path: file.path.clone(), at: record.marker_span().start };
        change.altered.push(Altered { spot, said });
    }
}

fn rename_in(said: &mut Said, names: Names, old: &str, new: &str) {
    let is_old = |name: &str| fold(name) == fold(old);
    match names {
        Names::Id => {
            for id in [&mut said.id, &mut said.re].into_iter().flatten() {
                if is_old(id) {
                    *id = new.into();
                }
            }
        }
        Names::Who => {
            let mut whos: Vec<Box<str>> = Vec::new();
            for who in said.whos.drain(..) {
                let who = if is_old(&who) { new.into() } else { who };
                if !whos.iter().any(|other| fold(other) == fold(&who)) {
                    whos.push(who);
                }
            }
            said.whos = whos;
        }
        Names::Tag => {
            let mut tags: Vec<Box<str>> = Vec::new();
            for tag in said.tags.drain(..) {
                let tag = tag_renamed(&tag, old, new).map_or(tag, |tag| fold(&tag).into());
                if !tags.contains(&tag) {
                    tags.push(tag);
                }
            }
            said.tags = tags;
        }
    }
}

/// Where a token says a name of this kind.
fn name_of(names: Names, token: &Token) -> Option<Span> {
    match (names, token.kind) {
        (Names::Id, TokenKind::Id | TokenKind::Link) => Some(token.name),
        (Names::Id, TokenKind::Key(Key::Re, value)) => Some(value),
        (Names::Who, TokenKind::Who) | (Names::Tag, TokenKind::Tag) => Some(token.name),
        _ => None,
    }
}

fn renamed(names: Names, text: &str, span: Span, old: &str, new: &str) -> Option<Edit> {
    let name = text.trim_matches(['"', '“', '”', '„']);
    if names == Names::Tag {
        return tag_renamed(text, old, new).map(|text| Edit { span, text });
    }
    (fold(name) == fold(old)).then(|| Edit { span, text: text.replace(name, new) })
}

/// A tag with its first parts renamed.
fn tag_renamed(tag: &str, old: &str, new: &str) -> Option<String> {
    // Not as many bytes as the old name has: another case may be longer.
    let mut ends = tag.match_indices('/').map(|(at, _)| at).chain([tag.len()]);
    let end = ends.find(|end| fold(&tag[..*end]) == fold(old))?;
    Some(format!("{new}{}", &tag[end..]))
}

/// The page on which an id stands, and all pages, as links name them.
struct Home {
    path: Arc<str>,
    pages: HashSet<String>,
}

impl Home {
    fn of(desk: &Desk<'_>, id: &str) -> Option<Self> {
        let path = desk.book.file_of(desk.book.by_id(id)?).path.clone();
        let pages = desk.book.files.iter().map(|file| parts(&file.path).join("/")).collect();
        Some(Self { path, pages })
    }

    /// Links in prose and notes that lead to the id: those that name the page on which it stands.
    fn links(&self, source: &Source, old: &str, new: &str) -> Vec<Edit> {
        let links = syntax::block_links(&source.text).into_iter();
        links
            .filter(|link| fold(&source.text[link.id.range()]) == fold(old))
            .filter(|link| {
                let is_wiki = source.text[..link.page_start].ends_with("[[");
                link.page.is_empty() && source.path == self.path
                    || !link.page.is_empty() && self.is_named(&source.path, &link.page, is_wiki)
            })
            .map(|link| Edit { span: link.id, text: new.to_owned() })
            .collect()
    }

    /// Whether a link on the page at `from` leads here. A page that stands where the link says is the one that is meant:
    /// seen from the link's own page, or, as wiki links are, from the notebook. Otherwise its name decides, and as many
    /// of the folders around it as both tell, since a link may begin above the notebook.
    fn is_named(&self, from: &str, page: &str, is_wiki: bool) -> bool {
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let ways = if is_wiki { ["", folder] } else { [folder, ""] };
        let here = parts(&self.path);
        match ways.into_iter().filter_map(|way| resolved(way, page)).find(|path| self.pages.contains(path)) {
            Some(path) => path == here.join("/"),
            None => leads_to(page, &self.path),
        }
    }
}

/// Where a link leads that is on a page in `folder`; `None` where that is above the notebook.
fn resolved(folder: &str, page: &str) -> Option<String> {
    let mut path = if page.starts_with('/') { Vec::new() } else { parts(&format!("{folder}/")) };
    for step in page.trim().split('/') {
        match step {
            ".." => drop(path.pop()?),
            step => path.extend(parts(step)),
        }
    }
    Some(path.join("/"))
}

/// Whether a link names the page at `home`: by its name, and by as many of the folders around it as both tell, since a
/// link may begin above the notebook.
pub(crate) fn leads_to(page: &str, home: &str) -> bool {
    let (page, home) = (parts(page), parts(home));
    home.ends_with(&page) || page.ends_with(&home)
}

/// The folders and the name of a page without its ending, in any case; blanks may be written as `%20`.
fn parts(page: &str) -> Vec<String> {
    let page = fold(page.trim()).replace("%20", " ");
    let stem = page.strip_suffix(".md").or(page.strip_suffix(".markdown")).unwrap_or(&page);
    stem.split('/').filter(|part| !matches!(*part, "" | "." | "..")).map(str::to_owned).collect()
}
