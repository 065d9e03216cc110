//! What happened to the names in a folder reaches the disk.

use std::path::Path;

/// Syncs a folder, so that a file that was renamed or made in it has its name also after a crash.
///
/// The file is in its place already, and there are systems that sync no folder: so what goes wrong here is no reason to
/// say that nothing was written.
#[cfg(unix)]
pub(super) fn sync_folder(folder: &Path) {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    if let Ok(folder) = std::fs::File::open(folder) {
        let _ = folder.sync_all();
    }
}

/// Nothing: a folder cannot be synced here.
#[cfg(not(unix))]
pub(super) fn sync_folder(_folder: &Path) {}
