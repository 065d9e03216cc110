//! What the editor was told of each file, and what it has to be told now: only of files of which something else is
//! to be said, however many there are. Knows nothing of the protocol.

use super::convert::path_in;
use super::desk::Desk;
use crate::diagnostic::Diagnostic;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

/// All that was told.
#[derive(Default)]
pub(super) struct Telling {
    notebooks: BTreeMap<PathBuf, Told>,
}

/// What was told of the files of one notebook; those without a problem are not in it.
struct Told {
    folder: PathBuf,
    files: Files,
}

type Files = BTreeMap<Arc<str>, Vec<Diagnostic>>;

/// What is to be told of one file.
pub(super) struct News {
    pub path: PathBuf,
    /// The root of the notebook that says it.
    pub home: PathBuf,
    pub all: Vec<Diagnostic>,
}

impl Telling {
    /// What is to be told after the texts at `changed` were typed in, or anything else changed.
    pub fn news(&mut self, desk: &mut Desk, changed: &[PathBuf]) -> Vec<News> {
        let mut typed: BTreeMap<PathBuf, BTreeSet<Arc<str>>> = BTreeMap::new();
        for path in changed {
            let (home, name) = desk.place(path);
            typed.entry(home).or_default().insert(name.into());
        }
        let mut homes: Vec<PathBuf> = desk.renewed();
        homes.extend(typed.keys().cloned());
        homes.sort();
        homes.dedup();
        // Those that are gone come first: their files may lie in another notebook by now.
        homes.sort_by_key(|home| desk.notebook(home).is_some());
        let mut news = Vec::new();
        for home in homes {
            let typed = typed.remove(&home).unwrap_or_default();
            self.of_notebook(desk, home, &typed, &mut news);
        }
        news
    }

    fn of_notebook(&mut self, desk: &Desk, home: PathBuf, typed: &BTreeSet<Arc<str>>, news: &mut Vec<News>) {
        let before = self.notebooks.remove(&home);
        let (folder, now) = match (desk.notebook(&home), &before) {
            (Some((folder, notebook)), _) => (folder.to_path_buf(), by_file(notebook.diagnostics())),
            (None, Some(before)) => (before.folder.clone(), Files::new()),
            (None, None) => return,
        };
        let before = before.map(|told| told.files).unwrap_or_default();
        let mut tell = |file: &str, all: &[Diagnostic]| {
            news.push(News { path: path_in(&folder, file), home: home.clone(), all: all.to_vec() });
        };
        for (file, all) in &now {
            if typed.contains(file) || before.get(file) != Some(all) || lead_to(all, typed) {
                tell(file, all);
            }
        }
        let gone = before.keys().filter(|file| !typed.contains(*file));
        for file in gone.chain(typed).filter(|file| !now.contains_key(*file)) {
            tell(file, &[]);
        }
        if !now.is_empty() {
            self.notebooks.insert(home, Told { folder, files: now });
        }
    }
}

/// Diagnostics in order of file, by their files.
fn by_file(all: Vec<Diagnostic>) -> Files {
    let mut files: Vec<(Arc<str>, Vec<Diagnostic>)> = Vec::new();
    for told in all {
        match files.last_mut() {
            Some((file, of_file)) if *file == told.place.file => of_file.push(told),
            _ => files.push((told.place.file.clone(), vec![told])),
        }
    }
    files.into_iter().collect()
}

/// Whether another end of one lies in a text that was typed in, so that its line may be another.
fn lead_to(all: &[Diagnostic], typed: &BTreeSet<Arc<str>>) -> bool {
    all.iter().flat_map(|told| &told.related).any(|other| typed.contains(&other.place.file))
}
