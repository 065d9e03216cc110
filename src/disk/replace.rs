//! A file's new text takes the place of the old one at once: a reader sees the one or the other, whole,
//! also after a crash.

use super::fail_point::fail_point;
use super::sync::sync_folder;
use super::{plain, read_file};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Puts `bytes` in the place of the file at `path`, or makes it with the folders around it. The file
/// keeps its mode, its owner and, where the system has them, its attributes; of a link, the target is replaced.
///
/// A file in the same folder is written and synced, then renamed over the old one, then the folder is synced.
///
/// # Errors
/// Where the file may not be written, is no file, or whatever the system says. The old file is untouched
/// then.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    Ready::make(path, bytes)?.put()
}

/// Does the same if the file still holds `before`, or is still not there if that is `None`, once all is ready to be
/// renamed; whether it did.
///
/// What somebody saves while the new file is written and synced, which may take long, is not written over.
///
/// # Errors
/// As of [`replace`].
pub fn replace_unchanged(path: &Path, before: Option<&[u8]>, bytes: &[u8]) -> io::Result<bool> {
    // What has changed already needs no new file, nor a folder that is gone.
    if !holds(path, before)? {
        return Ok(false);
    }
    let ready = Ready::make(path, bytes)?;
    if ready.old.is_some() != before.is_some() || !holds(path, before)? {
        return Ok(false);
    }
    match ready.put() {
        // Made since then; but a link that leads nowhere is there, and holds nothing.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.exists() => Ok(false),
        done => done.map(|()| true),
    }
}

/// Whether a file holds these bytes, or is not there if `None`.
///
/// # Errors
/// Of one that cannot be read, or is no file, nobody knows: whatever the system says.
pub fn holds(path: &Path, bytes: Option<&[u8]>) -> io::Result<bool> {
    match read_file(path) {
        Ok(now) => Ok(bytes.is_some_and(|bytes| bytes == now)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(bytes.is_none()),
        Err(error) => Err(error),
    }
}

/// A new text on the disk, beside the file whose place it takes.
struct Ready {
    target: PathBuf,
    folder: PathBuf,
    old: Option<fs::Metadata>,
    new: NamedTempFile,
}

impl Ready {
    fn make(path: &Path, bytes: &[u8]) -> io::Result<Self> {
        let target = match path.canonicalize() {
            Ok(target) => target,
            Err(error) if error.kind() == io::ErrorKind::NotFound => path.to_path_buf(),
            Err(error) => return Err(error),
        };
        let folder = parent(&target).to_path_buf();
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
        // Until one that takes a page's place has its mode, nobody else may look into it.
        let mut new = temporary(if old.is_some() { 0o600 } else { 0o666 }).tempfile_in(&folder)?;
        fail_point("temporary-made");
        new.write_all(bytes)?;
        if let Some(old) = &old {
            keep_owner(new.path(), old)?;
            keep_attributes(&target, new.path());
            new.as_file().set_permissions(old.permissions())?;
        }
        fail_point("temporary-written");
        new.as_file().sync_all()?;
        fail_point("before-rename");
        Ok(Self { target, folder, old, new })
    }

    fn put(self) -> io::Result<()> {
        let Self { target, folder, old, new } = self;
        if old.is_some() {
            new.persist(&target).map_err(|error| error.error)?;
        } else {
            new.persist_noclobber(&target).map_err(|error| error.error)?;
        }
        fail_point("renamed");
        sync_folder(&folder);
        Ok(())
    }
}

/// A new file in the making, with this mode, of which the umask takes its part: hidden, so that no walk and no watcher
/// takes it for a page.
pub(super) fn temporary(mode: u32) -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".askbook-").suffix(".tmp");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(mode));
    #[cfg(not(unix))]
    let _ = mode;
    builder
}

/// The folder in which a file is.
pub(super) fn parent(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
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

/// Gives the new file the attributes that the old one has beside its mode and owner: lists of who may read it, labels.
///
/// Those that cannot be kept are not worth a page that is not written.
#[cfg(unix)]
fn keep_attributes(old: &Path, new: &Path) {
    for name in xattr::list(old).into_iter().flatten() {
        if let Ok(Some(value)) = xattr::get(old, &name) {
            let _ = xattr::set(new, &name, &value);
        }
    }
}

#[cfg(not(unix))]
fn keep_attributes(_old: &Path, _new: &Path) {}
