//! One writer at a time: a lock on a file beside those that it guards.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long another writer is waited for.
const PATIENCE: Duration = Duration::from_secs(60);

/// After how long it is said that another one is waited for.
const SILENT: Duration = Duration::from_secs(1);

/// Held while one process writes; the file goes when it is dropped.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    _file: File,
}

/// Why a lock was not had.
#[derive(Debug)]
pub enum LockError {
    /// Another process has held it all the time.
    Held,
    /// The file cannot be made or locked.
    Io(io::Error),
}

impl Lock {
    /// Locks the file at `path`, made if need be. `waiting` is called once, where another holds it for
    /// longer than a moment.
    ///
    /// # Errors
    /// [`LockError::Held`] after a minute; whatever the system says otherwise.
    pub fn take(path: &Path, waiting: &mut dyn FnMut()) -> Result<Self, LockError> {
        let began = Instant::now();
        let mut told = false;
        loop {
            let file = OpenOptions::new()
                .write(true)
                .create(true)
                .truncate(false)
                .open(path)
                .map_err(LockError::Io)?;
            match file.try_lock() {
                // The one before may have taken the file away between the opening and the locking.
                Ok(()) if is_at(&file, path) => return Ok(Self { path: path.to_path_buf(), _file: file }),
                Ok(()) => continue,
                Err(TryLockError::WouldBlock) => {}
                Err(TryLockError::Error(error)) => return Err(LockError::Io(error)),
            }
            if began.elapsed() > PATIENCE {
                return Err(LockError::Held);
            }
            if began.elapsed() > SILENT && !told {
                told = true;
                waiting();
            }
            std::thread::sleep(Duration::from_millis(3));
        }
    }
}

impl Lock {
    /// Whether another process holds the lock at `path` right now.
    pub fn is_held(path: &Path) -> bool {
        File::open(path).is_ok_and(|file| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // It is taken away while it is still held, so that nobody else's is. What cannot be taken away
        // stays, and guards as well.
        if cfg!(unix) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Whether the open file is the one that `path` names now.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(open), Ok(named)) => open.dev() == named.dev() && open.ino() == named.ino(),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_at(_file: &File, _path: &Path) -> bool {
    true
}
