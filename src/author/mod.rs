//! Edits that add, answer, rename and mend records: pure, from a book, its texts and an intent.
//!
//! A [`Change`] says which bytes become which, and what must be true of the records afterwards; [`check`]
//! holds it to that. Knows nothing of the disk, of the clock or of a terminal.

mod answer;
mod ask;
mod check;
mod days;
mod fixes;
mod id;
mod line;
mod name;
mod page;
mod place;
mod remind;
mod rename;
mod resting;
mod said;
mod sections;
mod which;

pub use answer::{About, answer, nested, with_wait};
pub use ask::{LineError, ask, sound};
pub use check::{Broken, Checked, CheckedFile, after, check};
pub use days::{DayError, parse_day_ahead, parse_day_words, parse_open_day_words};
pub use fixes::fixes;
pub use id::{Taken, give_id, id_words, new_id, tied};
pub use line::{Line, one_line};
pub use name::Names;
pub use page::{Draft, capture, review_page};
pub use place::Spot;
pub use remind::{asked_lately, lessons_like};
pub(crate) use rename::leads_to;
pub use rename::{RenameError, rename};
pub use resting::{Resting, resting};
pub use said::Said;
pub use sections::{eol_at, line_end};
pub use which::{Which, WhichError, open_asks, which};

use crate::book::Book;
use crate::config::{CONFIG_FILE, Config};
use crate::model::Day;
use crate::notebook::Notebook;
use crate::syntax::{self, File};
use crate::text::{Edit, Source};
use std::sync::Arc;

/// What an edit is made from: a book with its settings and texts, wherever they come from.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// The records, linked.
    pub book: &'a Book,
    /// The settings.
    pub config: &'a Config,
    /// The text of a file by its path relative to the notebook.
    pub source: &'a dyn Fn(&str) -> Option<&'a Source>,
}

/// A change of one or several files, with what must be true once it is made.
#[derive(Debug, Clone, Default)]
pub struct Change {
    /// The edits, each file once.
    pub files: Vec<FileEdits>,
    /// The records that it adds, in any order.
    pub added: Vec<Added>,
    /// The records that say something else afterwards.
    pub altered: Vec<Altered>,
    /// Records that an edit touches may say whatever they then say: for mending what cannot be read.
    pub free: bool,
}

/// The edits of one file.
#[derive(Debug, Clone)]
pub struct FileEdits {
    /// Path relative to the notebook, with `/`.
    pub path: Arc<str>,
    /// In any order; none overlap. Of a file that is not there yet, one insertion at 0.
    pub edits: Vec<Edit>,
}

/// A record that a change adds.
#[derive(Debug, Clone)]
pub struct Added {
    /// The file in which it will stand.
    pub path: Arc<str>,
    /// What it says.
    pub said: Said,
    /// The record of the ask that it must belong to, if it belongs to one.
    pub of: Option<Spot>,
}

/// A record that says something else after a change.
#[derive(Debug, Clone)]
pub struct Altered {
    /// The record, as it stood before.
    pub spot: Spot,
    /// What it says afterwards.
    pub said: Said,
}

impl<'a> Desk<'a> {
    /// The text of a file.
    pub fn text(&self, path: &str) -> Option<&'a Source> {
        (self.source)(path)
    }

    /// Reads a text as the file at `path`.
    pub fn parse(&self, path: &Arc<str>, text: &str) -> File {
        let source = Source { path: path.clone(), text: text.to_owned(), bom: false };
        syntax::parse(&source, self.config.below(path), &self.config.keys)
    }

    /// The day on which the book was read.
    pub fn today(&self) -> Day {
        self.book.today
    }
}

/// Gives `work` the desk of a notebook that kept its texts.
pub fn at_desk<T>(notebook: &Notebook, work: impl FnOnce(&Desk<'_>) -> T) -> T {
    // The config is the first of them, if it is there; the pages are in order of path.
    let sources = &notebook.sources;
    let pages = sources.iter().position(|source| *source.path != *CONFIG_FILE).unwrap_or(0);
    let source = |path: &str| {
        let found = sources[pages..].binary_search_by(|source| source.path.as_bytes().cmp(path.as_bytes()));
        found.ok().map(|at| &*sources[pages + at])
    };
    work(&Desk { book: &notebook.book, config: &notebook.config, source: &source })
}

impl Change {
    /// Adds an edit of a file.
    pub fn edit(&mut self, path: &Arc<str>, edit: Edit) {
        match self.files.iter_mut().find(|file| file.path == *path) {
            Some(file) => file.edits.push(edit),
            None => self.files.push(FileEdits { path: path.clone(), edits: vec![edit] }),
        }
    }

    /// Takes in another change, made on the same texts.
    pub fn join(&mut self, other: Self) {
        for file in other.files {
            for edit in file.edits {
                self.edit(&file.path, edit);
            }
        }
        self.added.extend(other.added);
        self.altered.extend(other.altered);
        self.free |= other.free;
    }

    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.files.iter().all(|file| file.edits.is_empty())
    }
}
