//! The notebooks that an editor works in: what is on the disk, with the open texts laid over it.
//!
//! Knows nothing of the protocol's messages. A text that is open counts as it stands in the editor; all others count
//! as they stand on the disk.

use super::shelf::Shelf;
use crate::config::CONFIG_FILE;
use crate::disk;
use crate::model::Day;
use crate::notebook::Notebook;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A text that is open in the editor.
#[derive(Debug)]
pub(super) struct Document {
    /// As the editor has it, a byte-order mark included. `None` after a change that could not be made, until a whole text
    /// comes: as long as it is not known, the disk's counts.
    pub text: Option<String>,
    /// The number of its last change.
    pub version: i32,
    /// The root of its notebook; of a file without one, the file itself.
    home: PathBuf,
}

/// Tells the day on which the notebook is read.
pub type Today = Box<dyn Fn() -> Day + Send>;

/// All that is open.
pub(super) struct Desk {
    today: Today,
    shelves: BTreeMap<PathBuf, Shelf>,
    put_away: Vec<PathBuf>,
    documents: BTreeMap<PathBuf, Document>,
    /// The editor's folders, whether they lie in a notebook or not.
    folders: Vec<PathBuf>,
}

/// Where a file stands: its notebook, and its path in it.
pub(super) struct Spot<'d> {
    pub root: &'d Path,
    pub notebook: &'d Notebook,
    pub name: String,
}

impl Desk {
    pub fn new(today: Today) -> Self {
        Self {
            today,
            shelves: BTreeMap::new(),
            put_away: Vec::new(),
            documents: BTreeMap::new(),
            folders: Vec::new(),
        }
    }

    /// Takes in the notebook that `folder` lies in, now or as soon as it lies in one.
    pub fn add_folder(&mut self, folder: &Path) {
        self.folders.push(folder.to_path_buf());
        if let Some(root) = disk::find_notebook(folder) {
            self.shelve(&root);
        }
    }

    /// Lets go of a folder, and of its notebooks that nothing else needs.
    pub fn remove_folder(&mut self, folder: &Path) {
        self.folders.retain(|other| other != folder);
        let root = disk::find_notebook(folder);
        let needed = self.needed();
        let is_gone = |home: &Path| home.starts_with(folder) || Some(home) == root.as_deref();
        self.put_away(|home, _| is_gone(home) && !needed.contains(home));
    }

    /// The homes of the open texts and of the editor's folders.
    fn needed(&self) -> BTreeSet<PathBuf> {
        let of_texts = self.documents.values().map(|document| document.home.clone());
        of_texts.chain(self.folders.iter().filter_map(|folder| disk::find_notebook(folder))).collect()
    }

    fn put_away(&mut self, is_gone: impl Fn(&Path, &Shelf) -> bool) {
        let gone = self.shelves.iter().filter(|(home, shelf)| is_gone(home, shelf));
        let gone: Vec<PathBuf> = gone.map(|(home, _)| home.clone()).collect();
        for home in gone {
            self.shelves.remove(&home);
            self.put_away.push(home);
        }
    }

    fn shelve(&mut self, home: &Path) {
        if !self.shelves.contains_key(home) {
            let shelf = Shelf::open(home, (self.today)(), self.texts(home));
            self.shelves.insert(home.to_path_buf(), shelf);
        }
    }

    /// The open texts of a notebook, by their paths in it.
    fn texts(&self, home: &Path) -> BTreeMap<String, String> {
        let of_home = self.documents.iter().filter(|(_, document)| document.home == home);
        of_home.filter_map(|(path, document)| Some((name_in(home, path), document.text.clone()?))).collect()
    }

    /// A text is opened.
    pub fn open(&mut self, path: &Path, text: String, version: i32) {
        let home = home_of(path);
        let document = Document { text: Some(text.clone()), version, home: home.clone() };
        self.documents.insert(path.to_path_buf(), document);
        if let Some(shelf) = self.shelves.get_mut(&home) {
            shelf.set(&name_in(&home, path), Some(text));
        } else {
            self.shelve(&home);
        }
    }

    /// The text that is open at `path`.
    pub fn document(&self, path: &Path) -> Option<&Document> {
        self.documents.get(path)
    }

    /// Whether a text is open and not known.
    pub fn is_lost(&self, path: &Path) -> bool {
        self.document(path).is_some_and(|document| document.text.is_none())
    }

    /// A text is changed.
    pub fn change(&mut self, path: &Path, text: String, version: i32) {
        let Some(document) = self.documents.get_mut(path) else { return };
        document.text = Some(text.clone());
        document.version = version;
        if let Some(shelf) = self.shelves.get_mut(&document.home) {
            shelf.set(&name_in(&document.home, path), Some(text));
        }
    }

    /// A text is not known any more: what is on the disk counts until it is.
    pub fn lose(&mut self, path: &Path) {
        let Some(document) = self.documents.get_mut(path) else { return };
        document.text = None;
        if let Some(shelf) = self.shelves.get_mut(&document.home) {
            shelf.set(&name_in(&document.home, path), None);
        }
    }

    /// A text is closed: what is on the disk counts again.
    pub fn close(&mut self, path: &Path) {
        let Some(document) = self.documents.remove(path) else { return };
        let name = name_in(&document.home, path);
        if let Some(shelf) = self.shelves.get_mut(&document.home) {
            shelf.set(&name, None);
        }
    }

    /// Something happened to these files on the disk.
    pub fn touched(&mut self, paths: &[PathBuf]) {
        if paths.iter().any(|path| path.ends_with(CONFIG_FILE)) {
            self.settle_homes();
        }
        for path in paths {
            for (home, shelf) in &mut self.shelves {
                if path.starts_with(home) {
                    shelf.touched(&name_in(home, path));
                }
            }
        }
    }

    /// Looks at the disk for what an editor that does not watch files cannot tell.
    pub fn look(&mut self) {
        self.settle_homes();
        for shelf in self.shelves.values_mut() {
            shelf.look();
        }
    }

    /// Finds the notebook of each open text and folder again, since one may have been made or taken away.
    fn settle_homes(&mut self) {
        let mut moved = false;
        for (path, document) in &mut self.documents {
            let home = home_of(path);
            moved |= home != document.home;
            document.home = home;
        }
        let needed = self.needed();
        self.put_away(|home, shelf| match shelf.is_alone() {
            true => !needed.contains(home),
            false => !home.join(CONFIG_FILE).is_file(),
        });
        if moved {
            let homes: Vec<PathBuf> = self.shelves.keys().cloned().collect();
            for home in homes {
                let texts = self.texts(&home);
                self.shelves.entry(home).and_modify(|shelf| shelf.fill(texts));
            }
        }
        for home in needed {
            self.shelve(&home);
        }
    }

    /// Brings every notebook up to date.
    pub fn refresh(&mut self) {
        let today = (self.today)();
        for shelf in self.shelves.values_mut() {
            shelf.refresh(today);
        }
    }

    /// The notebooks, by their roots, that were read anew or put away since this was asked last.
    pub fn renewed(&mut self) -> Vec<PathBuf> {
        let mut renewed = std::mem::take(&mut self.put_away);
        for (home, shelf) in &mut self.shelves {
            if shelf.take_renewed() {
                renewed.push(home.clone());
            }
        }
        renewed
    }

    /// The notebook at a root, and the folder that its paths are relative to.
    pub fn notebook(&self, home: &Path) -> Option<(&Path, &Notebook)> {
        self.shelves.get(home).map(|shelf| (shelf.folder(), shelf.notebook()))
    }

    /// The root of the notebook that a file lies in, or the file itself; and its path in it.
    pub fn place(&self, path: &Path) -> (PathBuf, String) {
        let home = self.documents.get(path).map_or_else(|| home_of(path), |document| document.home.clone());
        let name = name_in(&home, path);
        (home, name)
    }

    /// Where the file at `path` stands.
    pub fn spot(&self, path: &Path) -> Option<Spot<'_>> {
        let (home, name) = self.place(path);
        let shelf = self.shelves.get(&home)?;
        Some(Spot { root: shelf.folder(), notebook: shelf.notebook(), name })
    }

    /// All notebooks.
    pub fn notebooks(&self) -> impl Iterator<Item = (&Path, &Notebook)> {
        self.shelves.values().map(|shelf| (shelf.folder(), shelf.notebook()))
    }
}

/// The root of the notebook that a file lies in; the file itself if it lies in none.
fn home_of(path: &Path) -> PathBuf {
    path.parent().and_then(disk::find_notebook).unwrap_or_else(|| path.to_path_buf())
}

/// A path relative to a notebook; of a file that is alone, its name.
fn name_in(home: &Path, path: &Path) -> String {
    let below = path.strip_prefix(home).ok().filter(|below| below.components().next().is_some());
    let below = below.or_else(|| path.file_name().map(Path::new)).unwrap_or(path);
    disk::slashed(below)
}
