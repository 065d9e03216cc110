//! Whether files were written since they were looked at last.

use super::Rules;
use crate::config::CONFIG_FILE;
use crate::diagnostic::Code;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

/// What tells that a file was written: its length, and when.
pub type Stamp = (u64, Option<SystemTime>);

/// The stamps of the settings, of the journal files of the notebook at `root` and of the copies that a sync tool left
/// among them, by their paths relative to it.
pub fn stamps(rules: &Rules, root: &Path) -> BTreeMap<Arc<str>, Stamp> {
    let walked = rules.walk();
    let mut stamps: BTreeMap<Arc<str>, Stamp> =
        walked.entries.into_iter().map(|entry| (entry.name.clone(), stamp(&entry.path()))).collect();
    let copies = walked.diagnostics.into_iter().filter(|told| told.code == Code::ConflictCopy);
    stamps.extend(copies.map(|told| (told.place.file.clone(), stamp(&root.join(&*told.place.file)))));
    stamps.insert(CONFIG_FILE.into(), stamp(&root.join(CONFIG_FILE)));
    stamps
}

/// What tells one folder from another that has its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Identity {
    number: u64,
    made: Option<SystemTime>,
}

/// The identity of the folder at `path`; `None` where there is none.
pub fn identity(path: &Path) -> Option<Identity> {
    let data = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_dir)?;
    #[cfg(unix)]
    let number = std::os::unix::fs::MetadataExt::ino(&data);
    #[cfg(not(unix))]
    let number = 0;
    Some(Identity { number, made: data.created().ok() })
}

/// The stamp of the file at `path`.
pub fn stamp(path: &Path) -> Stamp {
    std::fs::metadata(path).map_or((0, None), |data| (data.len(), data.modified().ok()))
}
