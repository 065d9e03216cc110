//! A notebook that is followed on the disk: what changed is read again, and nothing else.

use crate::config::Config;
use crate::disk::{self, Rules, Skip, Stamp};
use crate::model::Day;
use crate::notebook::Notebook;
use crate::workspace::Workspace;
use std::collections::BTreeMap;
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

    /// Looks at the disk on `today`.
    pub fn catch_up(&mut self, today: Day) -> Seen {
        if !self.root.is_dir() {
            let first = !std::mem::replace(&mut self.gone, true);
            return if first { Seen::Gone } else { Seen::Same };
        }
        let is_back = std::mem::take(&mut self.gone);
        let now = self.look();
        if is_back {
            self.workspace.reload();
        }
        let names = self.stamps.keys().chain(now.keys().filter(|name| !self.stamps.contains_key(*name)));
        let changed: Vec<Arc<str>> =
            names.filter(|name| self.stamps.get(*name) != now.get(*name)).cloned().collect();
        for name in &changed {
            self.workspace.refresh(name);
        }
        let next_day = self.workspace.last().book.today != today;
        if changed.is_empty() && !is_back && !next_day {
            return Seen::Same;
        }
        self.workspace.set_today(today);
        self.workspace.notebook();
        // As it was before the reading: a save in between is found next time, and so is what other settings name.
        self.stamps = now;
        Seen::Changed
    }

    fn look(&self) -> BTreeMap<Arc<str>, Stamp> {
        disk::stamps(&rules(&self.root, &self.workspace.last().config), &self.root)
    }
}

/// Which files of a notebook are read.
fn rules(root: &Path, config: &Config) -> Rules {
    let folders = vec![config.site.out.clone(), config.site.private_out.clone()];
    Rules::new(root, &config.journal, &Skip { folders, ignore: config.ignore.clone() })
}
