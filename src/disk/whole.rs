//! A file or a folder that is written whole or not at all: elsewhere first, then put in its place.

use super::plain;
use super::replace::parent;
use super::sync::sync_folder;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use tempfile::{Builder, NamedTempFile, TempDir};

/// What may be done with what stands at the target already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// It is kept, and nothing is written.
    Keep,
    /// It is replaced.
    Replace,
}

/// A file on its way to its place.
#[derive(Debug)]
pub enum WholeFile {
    /// Beside the target, to be renamed.
    Beside(NamedTempFile, PathBuf),
    /// A device or a pipe, which is written to as it is.
    Straight(File),
}

impl WholeFile {
    /// Begins a file that will stand at `target`.
    ///
    /// # Errors
    /// `AlreadyExists` where something stands there that is to be kept; else whatever the system says.
    pub fn begin(target: &Path, existing: Existing) -> io::Result<Self> {
        let target = fs::canonicalize(target).unwrap_or_else(|_| target.to_path_buf());
        let there = fs::metadata(&target).ok();
        if let Some(there) = &there {
            if there.is_dir() {
                return Err(io::Error::from(io::ErrorKind::IsADirectory));
            }
            if !there.is_file() {
                return File::options().write(true).open(&target).map(Self::Straight);
            }
            if existing == Existing::Keep {
                return Err(io::Error::from(io::ErrorKind::AlreadyExists));
            }
        }
        let beside = named(0o666).tempfile_in(parent(&target))?;
        if let Some(there) = there {
            beside.as_file().set_permissions(there.permissions())?;
        }
        Ok(Self::Beside(beside, target))
    }

    /// A file with no place yet, for what can only be made as a file.
    ///
    /// # Errors
    /// Whatever the system says.
    pub fn nowhere() -> io::Result<NamedTempFile> {
        named(0o600).tempfile()
    }

    /// Where to write.
    pub fn writer(&mut self) -> &mut File {
        match self {
            Self::Beside(file, _) => file.as_file_mut(),
            Self::Straight(file) => file,
        }
    }

    /// The path under which it can be opened meanwhile; `None` of a device.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Beside(file, _) => Some(file.path()),
            Self::Straight(_) => None,
        }
    }

    /// Puts it in its place.
    ///
    /// # Errors
    /// Whatever the system says; what stood there then still does.
    pub fn finish(self) -> io::Result<()> {
        let Self::Beside(file, target) = self else { return Ok(()) };
        file.as_file().sync_all()?;
        file.persist(&target).map_err(|error| error.error)?;
        sync_folder(parent(&target));
        Ok(())
    }
}

/// A folder on its way to its place.
#[derive(Debug)]
pub struct WholeFolder {
    beside: TempDir,
    target: PathBuf,
}

impl WholeFolder {
    /// Begins a folder that will stand at `target`. One that is there is replaced only where every file in
    /// it ends in `.extension`, so that nothing of somebody else's is lost.
    ///
    /// # Errors
    /// `AlreadyExists` where something is to be kept, `DirectoryNotEmpty` where other files are in it.
    pub fn begin(target: &Path, existing: Existing, extension: &str) -> io::Result<Self> {
        let target = fs::canonicalize(target).unwrap_or_else(|_| target.to_path_buf());
        if target.exists() {
            let files = super::all_files(&target)?;
            let is_ours = |path: &PathBuf| path.extension().is_some_and(|found| found == extension);
            if !target.is_dir() || existing == Existing::Keep && !files.is_empty() {
                return Err(io::Error::from(io::ErrorKind::AlreadyExists));
            }
            if !files.iter().all(is_ours) {
                return Err(io::Error::from(io::ErrorKind::DirectoryNotEmpty));
            }
        }
        Ok(Self { beside: named(0o777).tempdir_in(parent(&target))?, target })
    }

    /// A new file in it, at a path below it.
    ///
    /// # Errors
    /// Whatever the system says.
    pub fn file(&self, path: &str) -> io::Result<File> {
        let path = self.beside.path().join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        File::create_new(path)
    }

    /// Puts it in its place.
    ///
    /// # Errors
    /// Whatever the system says; what stood there then still does, or it is said where it is.
    pub fn finish(self) -> io::Result<()> {
        for path in super::all_files(self.beside.path())? {
            File::open(path)?.sync_all()?;
        }
        if self.target.exists() {
            let old = named(0o777).tempdir_in(parent(&self.target))?;
            let aside = old.path().join("old");
            fs::rename(&self.target, &aside)?;
            if let Err(error) = fs::rename(self.beside.path(), &self.target) {
                // Kept first: where it cannot be put back, it must not go away with its folder.
                let old = old.keep();
                fs::rename(&aside, &self.target).map_err(|_| {
                    let place = aside.display();
                    let words = format!("{}; what stood there is in `{place}` now", plain(&error));
                    io::Error::new(error.kind(), words)
                })?;
                let _ = fs::remove_dir(old);
                return Err(error);
            }
        } else {
            fs::rename(self.beside.path(), &self.target)?;
        }
        // Its name is another now, so there is nothing to clear away.
        let _ = self.beside.keep();
        sync_folder(parent(&self.target));
        Ok(())
    }
}

/// Hidden names, so that neither a walk nor a watcher takes them for pages; and the permissions, of which
/// the user's mask takes its part.
fn named(mode: u32) -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(".askbook-").suffix(".part");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(mode));
    #[cfg(not(unix))]
    let _ = mode;
    builder
}
