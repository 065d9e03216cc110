//! Opening one file after another, most of them in the folder of the one before.

use super::Entry;
use std::fs::File;
use std::io;

/// Opens files. The way to a folder is gone once for all files in a row that are in it: of the time that it takes
/// to open one, it is a quarter.
#[derive(Debug, Default)]
pub(super) struct Opener {
    #[cfg(unix)]
    last: Option<unix::Folder>,
}

impl Opener {
    /// Opens a file to be read.
    ///
    /// # Errors
    /// Whatever the system says.
    #[cfg(unix)]
    pub fn open(&mut self, entry: &Entry) -> io::Result<File> {
        let Some((top, folder, name)) = entry.parts() else { return File::open(entry.path()) };
        if !self.last.as_ref().is_some_and(|last| last.is(top, folder)) {
            self.last = unix::Folder::open(top, folder).ok();
        }
        match &self.last {
            Some(last) => last.open_file(name),
            // What is wrong with the folder, the whole path tells too.
            None => File::open(entry.path()),
        }
    }

    /// Opens a file to be read.
    ///
    /// # Errors
    /// Whatever the system says.
    #[cfg(not(unix))]
    pub fn open(&mut self, entry: &Entry) -> io::Result<File> {
        File::open(entry.path())
    }
}

#[cfg(unix)]
mod unix {
    use rustix::fs::{Mode, OFlags, open, openat};
    use rustix::io::retry_on_intr;
    use std::fs::File;
    use std::io;
    use std::os::fd::OwnedFd;
    use std::path::Path;
    use std::sync::Arc;

    /// A folder that is held open.
    #[derive(Debug)]
    pub struct Folder {
        top: Arc<Path>,
        below: String,
        handle: OwnedFd,
    }

    impl Folder {
        /// Opens the folder `below` a journal folder.
        pub fn open(top: &Arc<Path>, below: &str) -> io::Result<Self> {
            let path = top.join(below);
            let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
            let handle = retry_on_intr(|| open(&path, flags, Mode::empty()))?;
            Ok(Self { top: top.clone(), below: below.to_owned(), handle })
        }

        /// Whether it is the one `below` this journal folder.
        pub fn is(&self, top: &Arc<Path>, below: &str) -> bool {
            self.below == below && Arc::ptr_eq(&self.top, top)
        }

        /// Opens a file in it.
        pub fn open_file(&self, name: &str) -> io::Result<File> {
            let flags = OFlags::RDONLY | OFlags::CLOEXEC;
            Ok(retry_on_intr(|| openat(&self.handle, name, flags, Mode::empty()))?.into())
        }
    }
}
