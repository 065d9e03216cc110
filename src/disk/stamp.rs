//! Whether files were written since they were looked at last.

use super::{CONFIG_FILE, Rules};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

/// What tells that a file was written: its length, and when.
pub type Stamp = (u64, Option<SystemTime>);

/// The stamps of the settings and the journal files of the notebook at `root`, by their paths relative to it.
pub fn stamps(rules: &Rules, root: &Path) -> BTreeMap<Arc<str>, Stamp> {
    let entries = rules.walk().entries;
    let mut stamps: BTreeMap<Arc<str>, Stamp> =
        entries.into_iter().map(|entry| (entry.name, stamp(&entry.path))).collect();
    stamps.insert(CONFIG_FILE.into(), stamp(&root.join(CONFIG_FILE)));
    stamps
}

fn stamp(path: &Path) -> Stamp {
    std::fs::metadata(path).map_or((0, None), |data| (data.len(), data.modified().ok()))
}
