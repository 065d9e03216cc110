//! A notebook that is followed on the disk: what changed is read again, and nothing else.

use super::Told;
use crate::config::CONFIG_FILE;
use crate::diagnostic::Diagnostic;
use crate::disk::{self, Stamp};
use crate::model::Day;
use crate::notebook::{Notebook, rules};
use crate::text::Source;
use crate::workspace::Workspace;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// A notebook on the disk.
pub struct Follow {
    root: PathBuf,
    workspace: Workspace,
    stamps: BTreeMap<Arc<str>, Stamp>,
    gone: bool,
}

/// How long before the first reading a file must have been written to be sure of it.
const SETTLED: Duration = Duration::from_secs(2);

/// Files that are another than before, with their stamps; without one where they are gone.
type Changed = BTreeMap<Arc<str>, Option<Stamp>>;

/// What a look at the disk found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// All is as it was.
    Same,
    /// The notebook says something else now, or it is another day.
    Changed,
    /// Its folder is gone.
    Gone,
}

impl Follow {
    /// Reads the notebook at `root`.
    pub fn open(root: &Path, today: Day) -> Self {
        let begun = SystemTime::now();
        let workspace = Workspace::open(root, today);
        let mut follow = Self { root: root.to_path_buf(), workspace, stamps: BTreeMap::new(), gone: false };
        follow.workspace.notebook();
        follow.stamps = follow.look();
        // What was written about when it was read may have been read before it was looked at: it is read again.
        let settled = begun.checked_sub(SETTLED).unwrap_or(begun);
        for (name, (_, written)) in &follow.stamps {
            if written.is_some_and(|written| settled <= written) {
                follow.workspace.refresh(name);
            }
        }
        follow.workspace.notebook();
        follow
    }

    /// The notebook as it was seen last.
    pub fn notebook(&self) -> &Notebook {
        self.workspace.last()
    }

    /// Whether its folder was gone when it was looked at last.
    pub fn is_gone(&self) -> bool {
        self.gone
    }

    /// Looks at the disk on `today`, where something may have changed; everywhere, if nothing was told of.
    pub fn catch_up(&mut self, told: &Told, today: Day) -> Seen {
        if !self.root.is_dir() {
            let first = !std::mem::replace(&mut self.gone, true);
            return if first { Seen::Gone } else { Seen::Same };
        }
        let is_back = std::mem::take(&mut self.gone);
        let near = match told {
            Told::Paths(paths) if !is_back => self.look_at(paths),
            _ => None,
        };
        let changed = near.unwrap_or_else(|| self.look_everywhere());
        if is_back {
            self.workspace.reload();
        }
        for name in changed.keys() {
            self.workspace.refresh(name);
        }
        let next_day = self.workspace.last().book.today != today;
        if changed.is_empty() && !is_back && !next_day {
            return Seen::Same;
        }
        let before = Said::by(self.workspace.last());
        self.workspace.set_today(today);
        let is_another = Said::by(self.workspace.notebook()) != before || is_back || next_day;
        // As it was before the reading: a save in between is found next time, and so is what other settings name.
        for (name, stamp) in changed {
            match stamp {
                Some(stamp) => self.stamps.insert(name, stamp),
                None => self.stamps.remove(&name),
            };
        }
        // A file may be saved as it was.
        if is_another { Seen::Changed } else { Seen::Same }
    }

    /// What changed at `paths`; `None` where that takes a look everywhere.
    fn look_at(&self, paths: &BTreeSet<PathBuf>) -> Option<Changed> {
        let rules = rules(&self.root, &self.workspace.last().config);
        let mut changed = Changed::new();
        for path in paths {
            let parts: Option<Vec<&str>> =
                path.strip_prefix(&self.root).ok()?.iter().map(|part| part.to_str()).collect();
            let parts = parts?;
            // Settings say which files are read, also those of a notebook inside of this one.
            if parts.last().is_none_or(|last| *last == CONFIG_FILE) || path.is_dir() {
                return None;
            }
            let name: Arc<str> = parts.join("/").into();
            let Some(before) = self.stamps.get(&name) else {
                let folder = format!("{name}/");
                let is_page = path.is_file() && (rules.entry(&name).is_some() || rules.is_copy(&name));
                // A new page, which may lie where none is read, or a folder that is gone.
                if is_page || self.stamps.keys().any(|known| known.starts_with(&folder)) {
                    return None;
                }
                continue;
            };
            let stamp = path.is_file().then(|| disk::stamp(path));
            if stamp != Some(*before) {
                changed.insert(name, stamp);
            }
        }
        Some(changed)
    }

    fn look_everywhere(&self) -> Changed {
        let mut now = self.look();
        let mut changed = Changed::new();
        for (name, before) in &self.stamps {
            let stamp = now.remove(name);
            if stamp != Some(*before) {
                changed.insert(name.clone(), stamp);
            }
        }
        changed.extend(now.into_iter().map(|(name, stamp)| (name, Some(stamp))));
        changed
    }

    fn look(&self) -> BTreeMap<Arc<str>, Stamp> {
        disk::stamps(&rules(&self.root, &self.workspace.last().config), &self.root)
    }
}

/// All that the files of a notebook say.
struct Said {
    texts: Vec<Arc<Source>>,
    problems: Vec<Diagnostic>,
}

impl Said {
    fn by(notebook: &Notebook) -> Self {
        Self { texts: notebook.sources.clone(), problems: notebook.loading.clone() }
    }
}

impl PartialEq for Said {
    fn eq(&self, other: &Self) -> bool {
        let is_same = |(one, other): (&Arc<Source>, &Arc<Source>)| {
            // What was not read again is the very same.
            Arc::ptr_eq(one, other)
                || (&one.path, &one.text, one.bom) == (&other.path, &other.text, other.bom)
        };
        self.texts.len() == other.texts.len()
            && self.problems == other.problems
            && self.texts.iter().zip(&other.texts).all(is_same)
    }
}
