//! The disk: finding a notebook, walking its folder, reading its files. All of `std::fs` is here.
//!
//! Knows nothing of records.

mod fail_point;
mod lock;
mod opener;
mod place;
mod read;
mod reader;
mod replace;
mod stamp;
mod sync;
mod walk;
mod whole;
mod write;

#[cfg(feature = "fail-points")]
pub use fail_point::arm;
pub use fail_point::{FAIL_POINTS, fail_point};
pub use lock::{Lock, LockError};
pub use place::{LIST, PlaceError, Placed, may_place, place};
pub use read::{plain, read_bytes, read_file, read_source};
pub use reader::Reader;
pub use replace::{holds, remove, rename, replace, replace_unchanged, sweep_temporary};
pub use stamp::{Identity, Stamp, identity, stamp, stamps};
pub use walk::{Entry, Rules, Skip, Walked};
pub use whole::{Existing, WholeFile, WholeFolder};
pub use write::{all_files, empty_folder, files_in, make_folder, make_private_folder, write_new};

use crate::config::CONFIG_FILE;
use std::path::{Path, PathBuf};

/// A path below a folder, with `/` between its parts wherever it is read.
pub fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// The nearest folder at or above `start` with an `askbook.toml` (format, section 1).
pub fn find_notebook(start: &Path) -> Option<PathBuf> {
    start.ancestors().find(|folder| folder.join(CONFIG_FILE).is_file()).map(Path::to_path_buf)
}

/// Whether something is a link, wherever it leads.
pub fn is_link(path: &Path) -> bool {
    path.is_symlink()
}
