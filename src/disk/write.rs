//! Writing new files. Nothing that is there is ever written over.

use super::replace::{parent, temporary};
use super::sync::sync_folder;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes a file that is not there yet, with the folders around it; `false` if something is there already.
///
/// # Errors
/// Whatever the system says.
pub fn write_new(path: &Path, text: &str, is_program: bool) -> io::Result<bool> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    if fs::symlink_metadata(path).is_ok() {
        return Ok(false);
    }
    // Whole or not at all: half a file would be taken for one that is there.
    let mut new = temporary(if is_program { 0o755 } else { 0o644 }).tempfile_in(parent(path))?;
    new.write_all(text.as_bytes())?;
    new.as_file().sync_all()?;
    match new.persist_noclobber(path) {
        Ok(_) => {
            sync_folder(parent(path));
            Ok(true)
        }
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error.error),
    }
}

/// Makes a folder with those around it.
///
/// # Errors
/// Whatever the system says.
pub fn make_folder(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)
}

/// Makes a folder that nobody else may look into, with those around it.
///
/// # Errors
/// Whatever the system says.
pub fn make_private_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(path)
}

/// The names and sizes in bytes of the files straight in a folder; none where it cannot be read.
pub fn files_in(folder: &Path) -> Vec<(String, u64)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .filter_map(|entry| Some((entry.file_name().into_string().ok()?, entry.metadata().ok()?.len())))
        .collect()
}

/// Every file below a folder, hidden ones too, in order of path.
///
/// # Errors
/// Whatever the system says of the first folder that cannot be read.
pub fn all_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry?;
        if !entry.file_type().is_dir() {
            found.push(entry.into_path());
        }
    }
    Ok(found)
}

/// Takes away all that is in a folder, which stays: somebody may be standing in it.
///
/// # Errors
/// Whatever the system says of the first entry that cannot be taken away.
pub fn empty_folder(path: &Path) -> io::Result<()> {
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?
        } else {
            fs::remove_file(entry.path())?
        }
    }
    Ok(())
}
