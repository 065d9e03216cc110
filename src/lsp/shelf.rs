//! One notebook with the open texts laid over what is on the disk.

use crate::config::CONFIG_FILE;
use crate::disk::{self, Stamp};
use crate::model::Day;
use crate::notebook::{Notebook, from_texts, rules};
use crate::workspace::Workspace;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A notebook, or a file that lies in none.
pub(super) struct Shelf {
    folder: PathBuf,
    kind: Kind,
    /// The open texts, by their paths in the notebook.
    texts: BTreeMap<String, String>,
    /// Something changed since it was read last.
    stale: bool,
    /// It was read since that was asked last.
    renewed: bool,
    stamps: Option<BTreeMap<Arc<str>, Stamp>>,
}

enum Kind {
    Notebook(Box<Workspace>),
    /// The file lies in no notebook, and is read by itself.
    Alone(Box<Notebook>),
}

impl Shelf {
    /// The notebook at `home`; if that is a file, it alone.
    pub fn open(home: &Path, today: Day, texts: BTreeMap<String, String>) -> Self {
        let alone = !home.join(CONFIG_FILE).is_file();
        let folder = if alone { home.parent().unwrap_or(home) } else { home };
        let kind = match alone {
            true => Kind::Alone(Box::new(from_texts(&[], today))),
            false => Kind::Notebook(Box::new(Workspace::open(folder, today))),
        };
        let folder = folder.to_path_buf();
        let mut shelf =
            Self { folder, kind, texts: BTreeMap::new(), stale: true, renewed: true, stamps: None };
        shelf.fill(texts);
        shelf.refresh(today);
        shelf
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    pub fn is_alone(&self) -> bool {
        matches!(self.kind, Kind::Alone(_))
    }

    /// The notebook as it was read last.
    pub fn notebook(&self) -> &Notebook {
        match &self.kind {
            Kind::Notebook(workspace) => workspace.last(),
            Kind::Alone(notebook) => notebook,
        }
    }

    /// Whether the notebook was read anew since this was asked last.
    pub fn take_renewed(&mut self) -> bool {
        std::mem::take(&mut self.renewed)
    }

    /// Lays an open text over a file, or takes it away.
    pub fn set(&mut self, name: &str, text: Option<String>) {
        self.stale = true;
        if let Kind::Notebook(workspace) = &mut self.kind {
            match &text {
                Some(text) => workspace.set_text(name, text.clone()),
                None => workspace.close_text(name),
            }
        }
        match text {
            Some(text) => self.texts.insert(name.to_owned(), text),
            None => self.texts.remove(name),
        };
    }

    /// These texts are open, and no others.
    pub fn fill(&mut self, texts: BTreeMap<String, String>) {
        let closed: Vec<String> =
            self.texts.keys().filter(|name| !texts.contains_key(*name)).cloned().collect();
        for name in closed {
            self.set(&name, None);
        }
        for (name, text) in texts {
            if self.texts.get(&name) != Some(&text) {
                self.set(&name, Some(text));
            }
        }
    }

    /// A file changed on the disk, was made or taken away. What is open counts as it is open.
    pub fn touched(&mut self, name: &str) {
        if let Kind::Notebook(workspace) = &mut self.kind
            && !self.texts.contains_key(name)
        {
            workspace.refresh(name);
            self.stale = true;
        }
    }

    /// Compares the files with how they were seen last.
    pub fn look(&mut self) {
        if self.is_alone() {
            return;
        }
        let stamps = disk::stamps(&rules(&self.folder, &self.notebook().config), &self.folder);
        let before = self.stamps.replace(stamps.clone()).unwrap_or_else(|| stamps.clone());
        let names = before.keys().chain(stamps.keys().filter(|name| !before.contains_key(*name)));
        for name in names.filter(|name| before.get(*name) != stamps.get(*name)) {
            self.touched(name);
        }
    }

    /// Reads again what is stale, as it stands on `today`.
    pub fn refresh(&mut self, today: Day) {
        if !std::mem::take(&mut self.stale) && today == self.notebook().book.today {
            return;
        }
        self.renewed = true;
        match &mut self.kind {
            Kind::Notebook(workspace) => {
                workspace.set_today(today);
                workspace.notebook();
            }
            Kind::Alone(notebook) => {
                let texts: Vec<_> =
                    self.texts.iter().map(|(name, text)| (name.clone(), text.clone())).collect();
                **notebook = from_texts(&texts, today);
            }
        }
    }
}
