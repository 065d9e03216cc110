//! A change is held to what it promises: the new texts are read again, and every record that it does not
//! touch must say what it said.

use super::{Change, Desk, FileEdits, Said, Spot};
use crate::book::{Book, RecordId};
use crate::config::Config;
use crate::diagnostic::Code;
use crate::model::Day;
use crate::syntax::{self, File};
use crate::text::{Edit, Source, apply};
use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::sync::Arc;

/// A change that keeps its promises, with the new texts.
#[derive(Debug)]
pub struct Checked {
    /// Each file that changes.
    pub files: Vec<CheckedFile>,
    /// Where the added records stand: file and line.
    pub added: Vec<(Arc<str>, u32)>,
    /// What those of them say that define an id.
    pub said: Vec<Said>,
}

/// A file's text before and after.
#[derive(Debug)]
pub struct CheckedFile {
    /// Path relative to the notebook.
    pub path: Arc<str>,
    /// The whole text with its byte-order mark; `None` if the file is not there yet.
    pub before: Option<String>,
    /// The new text, the byte-order mark with it.
    pub after: String,
}

/// Why a change is not made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Broken {
    /// The edits do not fit the text.
    Edits(Arc<str>),
    /// The file has a git conflict.
    Conflict(Arc<str>),
    /// A record that should stay as it is would say something else: its line in the old text.
    Other(Arc<str>, u32),
    /// The new record would not be read as it is meant.
    New(Arc<str>),
    /// The answer would belong to another ask, or to none.
    Link(Arc<str>),
}

impl fmt::Display for Broken {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Edits(path) => write!(out, "{path}: the edits do not fit its text"),
            Self::Conflict(path) => write!(out, "{path}: there is a git conflict in this page"),
            Self::Other(path, line) => {
                write!(out, "{path}:{line}: this record would then say something else")
            }
            Self::New(path) => write!(out, "{path}: the new record would not be read there as it is meant"),
            Self::Link(path) => write!(out, "{path}: the new record would belong to another ask"),
        }
    }
}

impl Broken {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Conflict(_) => "settle it first: `askbook check` shows where it is",
            Self::New(_) => {
                "see how the page ends: inside a code block, a comment or a quote nothing is read; or try other words"
            }
            Self::Link(_) => "give the ask an id, `^name` at its end, and name it",
            Self::Other(..) | Self::Edits(_) => {
                "the page holds something unusual there; make this edit by hand"
            }
        }
    }
}

/// Makes the new texts of a change and reads them.
///
/// # Errors
/// The first promise that it would not keep; nothing of it may be written then.
pub fn check(desk: &Desk<'_>, change: &Change) -> Result<Checked, Broken> {
    let mut files = Vec::new();
    let mut added = Vec::new();
    let mut parsed: Vec<File> = Vec::new();
    // An import adds to thousands of pages at once.
    let mut wanted: HashMap<&str, VecDeque<&Said>> = HashMap::new();
    for added in &change.added {
        wanted.entry(&added.path).or_default().push_back(&added.said);
    }
    let mut altered: HashMap<&str, HashMap<u32, &Said>> = HashMap::new();
    for one in &change.altered {
        // Of two for one record the first holds.
        altered.entry(&one.spot.path).or_default().entry(one.spot.at).or_insert(&one.said);
    }
    let is_linked = change.added.iter().any(|added| added.of.is_some());
    for file in change.files.iter().filter(|file| !file.edits.is_empty()) {
        let old = desk.book.file_at(&file.path).map(|at| &desk.book.files[at]);
        let source = desk.text(&file.path);
        let before = source.map_or("", |source| source.text.as_str());
        if old.is_some_and(|old| old.diagnostics.iter().any(|told| told.code == Code::ConflictMarker)) {
            return Err(Broken::Conflict(file.path.clone()));
        }
        let after = apply(before, &file.edits).map_err(|_| Broken::Edits(file.path.clone()))?;
        let new = desk.parse(&file.path, &after);
        let wanted = wanted.remove(file.path.as_ref()).unwrap_or_default();
        let altered = altered.remove(file.path.as_ref()).unwrap_or_default();
        let places = compare(old.map(|old| &**old), &new, file, &altered, change.free, wanted)?;
        added.extend(places.into_iter().map(|line| (file.path.clone(), line)));
        let bom = if source.is_some_and(|source| source.bom) { "\u{feff}" } else { "" };
        files.push(CheckedFile {
            path: file.path.clone(),
            before: source.map(|source| format!("{bom}{}", source.text)),
            after: format!("{bom}{after}"),
        });
        if is_linked {
            parsed.push(new);
        }
    }
    if is_linked {
        links(desk, change, parsed)?;
    }
    let with_id = change.added.iter().map(|added| &added.said).filter(|said| said.id.is_some());
    Ok(Checked { files, added, said: with_id.cloned().collect() })
}

/// Compares the records of a file before and after; gives the lines of the added ones.
fn compare(
    old: Option<&File>,
    new: &File,
    file: &FileEdits,
    altered: &HashMap<u32, &Said>,
    free: bool,
    mut wanted: VecDeque<&Said>,
) -> Result<Vec<u32>, Broken> {
    let mut expected = Vec::new();
    for record in old.iter().flat_map(|old| old.records.iter()) {
        let altered = altered.get(&record.marker_span().start);
        let said = altered.map_or_else(|| Said::of(record), |said| (*said).clone());
        let may_be_other =
            free && file.edits.iter().any(|edit| touches(edit, record.span.start, record.span.end));
        expected.push((said, record.line, may_be_other));
    }
    let mut lines = Vec::new();
    let mut at = 0;
    for record in new.records.iter() {
        let said = Said::of(record);
        if expected.get(at).is_some_and(|(old, ..)| *old == said) {
            at += 1;
        } else if let Some(found) = wanted.iter().position(|wanted| **wanted == said) {
            wanted.remove(found);
            lines.push(record.line);
        } else if expected.get(at).is_some_and(|(_, _, may_be_other)| *may_be_other) {
            at += 1;
        } else {
            return Err(match expected.get(at) {
                Some((_, line, _)) if wanted.is_empty() => Broken::Other(file.path.clone(), *line),
                _ => Broken::New(file.path.clone()),
            });
        }
    }
    if let Some((_, line, _)) = expected.get(at) {
        return Err(Broken::Other(file.path.clone(), *line));
    }
    if wanted.is_empty() { Ok(lines) } else { Err(Broken::New(file.path.clone())) }
}

fn touches(edit: &Edit, start: u32, end: u32) -> bool {
    edit.span.start <= end && start <= edit.span.end
}

/// The book as it is once a change was made on these files, which are in order of path.
pub fn after(files: Vec<Arc<File>>, config: &Config, today: Day, checked: &Checked) -> Book {
    let read = |file: &CheckedFile| {
        syntax::parse(&Source::new(&*file.path, file.after.clone()), config.below(&file.path), &config.keys)
    };
    relinked(files, checked.files.iter().map(read), config, today)
}

/// A book of `files` with `changed` ones in their places.
pub(super) fn relinked(
    mut files: Vec<Arc<File>>,
    changed: impl IntoIterator<Item = File>,
    config: &Config,
    today: Day,
) -> Book {
    for new in changed {
        match files.binary_search_by(|file| file.path.as_bytes().cmp(new.path.as_bytes())) {
            Ok(at) => files[at] = Arc::new(new),
            Err(at) => files.insert(at, Arc::new(new)),
        }
    }
    Book::build(files, config, today)
}

/// Links the book again with the new files: each added record must belong to the ask that is meant.
fn links(desk: &Desk<'_>, change: &Change, parsed: Vec<File>) -> Result<(), Broken> {
    let today: Day = change.added.iter().filter_map(|added| added.said.day).fold(desk.today(), Day::max);
    let book = relinked(desk.book.files.clone(), parsed, desk.config, today);
    let shifts = Shifts::of(change);
    // The records of a page by what they say, written out in full: one of thousands is found at once.
    let mut pages: HashMap<&str, HashMap<String, Vec<RecordId>>> = HashMap::new();
    for added in &change.added {
        let Some(spot) = &added.of else { continue };
        let broken = || Broken::Link(added.path.clone());
        let target = shifts.moved(spot).record(&book).ok_or_else(broken)?;
        let ask = book.link(target).ask;
        let plan = book.link(target).ask.is_none();
        let file = book.file_at(&added.path).ok_or_else(broken)?;
        let page = pages.entry(&added.path).or_insert_with(|| {
            let mut said: HashMap<String, Vec<RecordId>> = HashMap::new();
            for id in book.records_in(file) {
                said.entry(format!("{:?}", Said::of(book.record(id)))).or_default().push(id);
            }
            said
        });
        let mut alike = page.get(&format!("{:?}", added.said)).into_iter().flatten().copied();
        let belongs =
            alike.any(|id| if plan { book.link(id).plan == Some(target) } else { book.link(id).ask == ask });
        if !belongs {
            return Err(broken());
        }
    }
    Ok(())
}

/// How far each place of a page is moved by the edits before it: where they end in order, with all that they add up to.
struct Shifts<'c>(HashMap<&'c str, Vec<(u32, i64)>>);

impl<'c> Shifts<'c> {
    fn of(change: &'c Change) -> Self {
        let mut pages: HashMap<&str, Vec<(u32, i64)>> = HashMap::new();
        for file in &change.files {
            let longer = |edit: &Edit| edit.text.len() as i64 - edit.span.range().len() as i64;
            pages
                .entry(&file.path)
                .or_default()
                .extend(file.edits.iter().map(|edit| (edit.span.end, longer(edit))));
        }
        for edits in pages.values_mut() {
            edits.sort_unstable();
            let mut sum = 0;
            for (_, longer) in edits {
                sum += *longer;
                *longer = sum;
            }
        }
        Self(pages)
    }

    /// Where a record stands after the change.
    fn moved(&self, spot: &Spot) -> Spot {
        let edits = self.0.get(&*spot.path).map(Vec::as_slice).unwrap_or_default();
        let before = edits.partition_point(|(end, _)| *end <= spot.at);
        let shift = before.checked_sub(1).map_or(0, |last| edits[last].1);
        Spot { path: spot.path.clone(), at: (i64::from(spot.at) + shift) as u32 }
    }
}
