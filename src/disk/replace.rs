//! A file's new text takes the place of the old one at once: a reader sees the one or the other, whole,
//! also after a crash.

use super::fail_point::fail_point;
use super::plain;
use super::sync::sync_folder;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Puts `bytes` in the place of the file at `path`, or makes it with the folders around it. The file
/// keeps its mode and its owner; of a link, the target is replaced.
///
/// A file in the same folder is written and synced, then renamed over the old one, then the folder is synced.
///
/// # Errors
/// Where the file may not be written, is no file, or whatever the system says. The old file is untouched
/// then.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let target = match path.canonicalize() {
        Ok(target) => target,
        Err(error) if error.kind() == io::ErrorKind::NotFound => path.to_path_buf(),
        Err(error) => return Err(error),
    };
    let folder = target.parent().map_or_else(|| PathBuf::from("."), Path::to_path_buf);
    let old = match fs::metadata(&target) {
        Ok(old) => Some(old),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    if let Some(old) = &old {
        may_be_written(old)?;
    } else {
        make_folders(&folder)?;
    }
    let mut builder = tempfile::Builder::new();
    // Hidden, so that no walk and no watcher takes it for a page.
    builder.prefix(".askbook-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // Less than all that the umask takes away.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut new = builder.tempfile_in(&folder)?;
    fail_point("temporary-made");
    new.write_all(bytes)?;
    if let Some(old) = &old {
        keep_owner(new.path(), old)?;
        new.as_file().set_permissions(old.permissions())?;
    }
    fail_point("temporary-written");
    new.as_file().sync_all()?;
    fail_point("before-rename");
    if old.is_some() {
        new.persist(&target).map_err(|error| error.error)?;
    } else {
        new.persist_noclobber(&target).map_err(|error| error.error)?;
    }
    fail_point("renamed");
    sync_folder(&folder);
    Ok(())
}

/// Takes a file away, for good once it returns.
///
/// # Errors
/// Whatever the system says.
pub fn remove(path: &Path) -> io::Result<()> {
    fs::remove_file(path)?;
    path.parent().map(sync_folder);
    Ok(())
}

/// Gives a file another name in its folder, for good once it returns.
///
/// # Errors
/// Whatever the system says.
pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)?;
    to.parent().map(sync_folder);
    Ok(())
}

/// Takes away what a write that was killed left in `folder`.
pub fn sweep_temporary(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(".askbook-") && name.ends_with(".tmp") {
            // One that stays is hidden, and read by nobody.
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn may_be_written(old: &fs::Metadata) -> io::Result<()> {
    if !old.is_file() {
        return Err(io::Error::other("it is no file"));
    }
    // A rename would pass over this; whoever made the file read-only did not want that.
    if old.permissions().readonly() {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only"));
    }
    Ok(())
}

/// Makes folders, and syncs those in which they were made.
fn make_folders(folder: &Path) -> io::Result<()> {
    let missing: Vec<&Path> =
        folder.ancestors().take_while(|one| !one.as_os_str().is_empty() && !one.exists()).collect();
    fs::create_dir_all(folder)?;
    missing.into_iter().filter_map(Path::parent).for_each(sync_folder);
    Ok(())
}

#[cfg(unix)]
fn keep_owner(new: &Path, old: &fs::Metadata) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt;
    let made = fs::metadata(new)?;
    if (made.uid(), made.gid()) == (old.uid(), old.gid()) {
        return Ok(());
    }
    std::os::unix::fs::chown(new, Some(old.uid()), Some(old.gid())).map_err(|error| {
        let words = format!("it belongs to somebody else, which cannot be kept: {}", plain(&error));
        io::Error::new(error.kind(), words)
    })
}

#[cfg(not(unix))]
fn keep_owner(_new: &Path, _old: &fs::Metadata) -> io::Result<()> {
    Ok(())
}
