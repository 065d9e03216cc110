//! Where the log of a notebook's changes is, outside of the notebook.

use super::failure::Failure;
use crate::change::Place;
use etcetera::BaseStrategy;
use std::path::{Path, PathBuf};

/// A notebook's folder, and the log of its changes.
pub(super) fn place(root: PathBuf) -> Result<Place, Failure> {
    let full = root.canonicalize().unwrap_or_else(|_| root.clone());
    let state = state_folder().ok_or_else(|| {
        Failure::argument(
            "there is no folder of yours for the log of changes",
            "name one in the environment: ASKBOOK_STATE=DIR",
        )
    })?;
    Ok(Place { root, state: state.join(log_name(&full)) })
}

fn state_folder() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("ASKBOOK_STATE").filter(|named| !named.is_empty()) {
        return Some(PathBuf::from(named));
    }
    let user = etcetera::choose_base_strategy().ok()?;
    Some(user.state_dir().unwrap_or_else(|| user.data_dir()).join("askbook"))
}

/// A folder's name for a notebook's log: what the notebook is called, and a mark of its path.
fn log_name(root: &Path) -> String {
    let mark = xxhash_rust::xxh3::xxh3_64(root.as_os_str().as_encoded_bytes());
    let name = root.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let plain: String =
        name.chars().filter(|char| char.is_ascii_alphanumeric() || *char == '-').take(40).collect();
    format!("{plain}-{mark:016x}")
}
