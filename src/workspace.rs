//! A notebook kept open: only the texts that changed are read again.
//!
//! Knows nothing of a terminal, of the clock or of the environment.

use crate::config::CONFIG_FILE;
use crate::diagnostic::Diagnostic;
use crate::disk::{Entry, Reader};
use crate::model::Day;
use crate::notebook::{Notebook, Parts, Settings, config_source, length};
use crate::syntax::{self, File};
use crate::text::Source;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A notebook whose files change while it is looked at: in an editor, or on the disk.
///
/// Paths are relative to the notebook, with `/`.
#[derive(Debug)]
pub struct Workspace {
    root: PathBuf,
    settings: Settings,
    /// What was wrong on the way to the files.
    walking: Vec<Diagnostic>,
    /// The texts of an editor, which go before the disk's.
    open: BTreeMap<Arc<str>, Arc<Source>>,
    /// The journal files in order of path.
    kept: BTreeMap<Arc<str>, Kept>,
    notebook: Notebook,
    is_stale: bool,
}

/// What is known of one journal file.
#[derive(Debug)]
enum Kept {
    Read(Arc<Source>, Arc<File>),
    Unreadable(Box<Diagnostic>),
}

impl Workspace {
    /// Reads the notebook at `root`, as it stood on `today`.
    pub fn open(root: &Path, today: Day) -> Self {
        let settings = Settings::read(root, None);
        let config = settings.config.clone();
        let empty = Parts { root: root.to_path_buf(), config, ..Parts::default() };
        let notebook = Notebook::assembled(empty, today);
        let mut workspace = Self {
            root: root.to_path_buf(),
            settings,
            walking: Vec::new(),
            open: BTreeMap::new(),
            kept: BTreeMap::new(),
            notebook,
            is_stale: true,
        };
        workspace.reload();
        workspace
    }

    /// Reads everything again, settings too. Open texts stay as they are.
    pub fn reload(&mut self) {
        let source = match self.open.get(CONFIG_FILE) {
            Some(source) => Some(Ok(source.clone())),
            None => config_source(&self.root),
        };
        self.settings = Settings::read(&self.root, source);
        let walked = self.settings.walk(&self.root);
        self.walking = walked.diagnostics;
        let mut entries = walked.entries;
        let is_new = |name: &Arc<str>| entries.binary_search_by(|entry| entry.name.cmp(name)).is_err();
        let new: Vec<Arc<str>> = self.open.keys().filter(|name| is_new(name)).cloned().collect();
        entries.extend(new.iter().filter_map(|name| self.settings.rules.entry(name)));
        self.kept = entries
            .par_iter()
            .map_init(Reader::default, |reader, entry| (entry.name.clone(), self.read(entry, reader)))
            .collect::<Vec<_>>()
            .into_iter()
            .collect();
        self.is_stale = true;
    }

    fn read(&self, entry: &Entry, reader: &mut Reader) -> Kept {
        let source = match self.open.get(&entry.name) {
            Some(source) => Ok(source.clone()),
            None => reader.source(entry).map(Arc::new),
        };
        match source {
            Ok(source) => {
                let file = syntax::parse(&source, entry.below(), &self.settings.config.keys);
                Kept::Read(source, Arc::new(file))
            }
            Err(problem) => Kept::Unreadable(problem),
        }
    }

    /// Takes `text` for what the file `path` says, whatever the disk says, until [`Workspace::close_text`].
    pub fn set_text(&mut self, path: &str, text: String) {
        self.open.insert(path.into(), Arc::new(Source::new(path, text)));
        self.refresh(path);
    }

    /// Takes the disk's word for the file `path` again.
    pub fn close_text(&mut self, path: &str) {
        if self.open.remove(path).is_some() {
            self.refresh(path);
        }
    }

    /// Looks at `path` again, which was changed, made or taken away; a folder is looked at whole.
    pub fn refresh(&mut self, path: &str) {
        if path == CONFIG_FILE {
            return self.reload();
        }
        let on_disk = self.root.join(path);
        if on_disk.is_dir()
            || self.settings.rules.is_copy(path)
            || !self.kept.contains_key(path) && !self.open.contains_key(path) && !on_disk.exists()
        {
            // A folder that came, changed or went, or what is told on the way.
            return self.reload();
        }
        self.is_stale = true;
        let there = self.open.contains_key(path) || on_disk.exists();
        match self.settings.rules.entry(path).filter(|_| there) {
            Some(entry) => {
                let kept = self.read(&entry, &mut Reader::default());
                self.kept.insert(entry.name.clone(), kept);
            }
            None => {
                self.kept.remove(path);
            }
        }
    }

    /// Sets the day on which the notebook is read.
    pub fn set_today(&mut self, today: Day) {
        self.is_stale |= self.notebook.book.today != today;
        self.notebook.book.today = today;
    }

    /// The notebook as it stands now, with all of its texts.
    pub fn notebook(&mut self) -> &Notebook {
        if self.is_stale {
            self.relink();
            self.is_stale = false;
        }
        &self.notebook
    }

    /// The notebook as it was asked for last.
    pub fn last(&self) -> &Notebook {
        &self.notebook
    }

    fn relink(&mut self) {
        let today = self.notebook.book.today;
        let config = self.settings.config.clone();
        let mut loading: Vec<Diagnostic> =
            self.settings.problems.iter().chain(&self.walking).cloned().collect();
        let mut sources: Vec<Arc<Source>> = self.settings.source.iter().cloned().collect();
        let mut files = Vec::with_capacity(self.kept.len());
        for kept in self.kept.values() {
            match kept {
                Kept::Read(source, file) => {
                    sources.push(source.clone());
                    files.push(file.clone());
                }
                Kept::Unreadable(problem) => loading.push(Diagnostic::clone(problem)),
            }
        }
        let (root, config_broken, bytes) = (self.root.clone(), self.settings.broken, length(&sources));
        let parts = Parts { root, config, config_broken, files, sources, bytes, loading };
        self.notebook = Notebook::assembled(parts, today);
    }
}
