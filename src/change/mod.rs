//! How a change reaches the disk, the one way of every command that writes, and how it is taken back.
//!
//! Under a lock the notebook is read, the change is worked out and checked on what was read, noted in the
//! state folder, and made: each file at once, or none of them after the next writing command. Knows nothing
//! of what a change means, of the terminal or of the clock.

mod entry;
mod undo;

pub use entry::Entry;
pub use undo::{Undone, list, undo};

use crate::author::{Broken, Change, Checked, at_desk, check};
use crate::disk::{self, Lock, LockError, fail_point, plain};
use crate::model::Day;
use crate::notebook::{Notebook, Texts};
use entry::EntryFile;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The file in the notebook's folder that a writer locks. It is there only while one writes.
pub const LOCK_FILE: &str = ".askbook.lock";

/// How often a change is worked out again because somebody saved meanwhile.
const TRIES: u32 = 5;

/// Where a notebook and the log of its changes are.
#[derive(Debug, Clone)]
pub struct Place {
    /// The notebook's folder.
    pub root: PathBuf,
    /// The folder of the log: the user's, never in the notebook.
    pub state: PathBuf,
}

/// What is to be done around a write, under its lock.
pub trait Around {
    /// Another process writes, and is waited for.
    fn waiting(&mut self) {}
    /// An earlier change had been interrupted, and was put back or finished: what `command` had begun. Some files were
    /// left, since somebody has changed them.
    fn recovered(&mut self, _command: &str, _finished: bool, _left: &[Arc<str>]) {}
    /// These files are about to change. Called again where the change is worked out again.
    fn before(&mut self, _root: &Path, _files: &[Arc<str>]) {}
    /// They have changed.
    fn after(&mut self, _root: &Path, _files: &[Arc<str>]) {}
}

/// Nothing is done around it.
impl Around for () {}

/// What a write did.
#[derive(Debug)]
pub struct Written {
    /// The files with their texts before and after, and where the added records stand.
    pub checked: Checked,
}

/// Why nothing was written.
#[derive(Debug)]
pub enum WriteError {
    /// Another process holds the lock.
    Locked,
    /// The lock file cannot be made: the folder cannot be written to.
    Folder(io::Error),
    /// The log cannot be kept.
    State(PathBuf, io::Error),
    /// The change would not keep its promises.
    Broken(Broken),
    /// The file is not read as a page.
    NotRead(Arc<str>),
    /// The page's folder, which is named, is a link, and nothing behind it is read.
    Linked(Arc<str>, String),
    /// The file's name is not UTF-8.
    Unnamed(Arc<str>),
    /// Somebody kept saving it.
    Busy(Arc<str>),
    /// The file cannot be written; all is as it was.
    File(Arc<str>, io::Error),
    /// The file cannot be written, and another one that was written already cannot be put back.
    Half(Arc<str>, io::Error),
    /// Somebody saved the file while others were written, and these were saved too before they could be put back.
    Left(Arc<str>, Vec<Arc<str>>),
    /// There is nothing to take back.
    NoChange,
    /// The file is no longer as the command left it.
    Changed(Arc<str>),
}

impl fmt::Display for WriteError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Locked => write!(out, "another askbook is writing in this notebook, and does not end"),
            Self::Folder(error) => {
                write!(out, "the notebook's folder cannot be written to: {}", plain(error))
            }
            Self::State(path, error) => {
                write!(out, "the log of changes in `{}` cannot be kept: {}", path.display(), plain(error))
            }
            Self::Broken(broken) => write!(out, "{broken}"),
            Self::NotRead(path) => write!(out, "{path}: this is not read as a page of the journal"),
            Self::Linked(path, folder) => {
                write!(out, "{path}: `{folder}` is a link to a folder, and nothing behind it is read")
            }
            Self::Unnamed(path) => write!(out, "{path}: the name of this file is not UTF-8"),
            Self::Busy(path) => write!(out, "{path}: another program keeps saving this file"),
            Self::File(path, error) => write!(out, "{path}: this cannot be written: {}", plain(error)),
            Self::Half(path, error) => write!(
                out,
                "{path}: this cannot be written, and not all of the change could be put back: {}",
                plain(error)
            ),
            Self::Left(path, left) => write!(
                out,
                "{path}: this was saved meanwhile, so nothing was written; but {} was saved too before it could be put back",
                left.join(", ")
            ),
            Self::NoChange => write!(out, "there is no change to take back"),
            Self::Changed(path) => write!(out, "{path}: this was changed since, and is left as it is"),
        }
    }
}

impl WriteError {
    /// The same of a change of which a part stands already.
    fn half(self) -> Self {
        match self {
            Self::File(path, error) => Self::Half(path, error),
            other => other,
        }
    }

    /// What to do about it.
    pub fn hint(&self) -> String {
        match self {
            Self::Locked => format!("wait for it; if none runs, delete `{LOCK_FILE}` in the notebook"),
            Self::Folder(_) => {
                "see that the folder may be written to, and that the disk is not full".to_owned()
            }
            Self::State(..) => {
                "without it a change could not be taken back; name another folder in ASKBOOK_STATE".to_owned()
            }
            Self::Broken(broken) => broken.hint().to_owned(),
            Self::NotRead(_) => {
                "see `[capture] page` and `ignore` in askbook.toml; or it is not UTF-8, which `askbook check` tells"
                    .to_owned()
            }
            Self::Linked(..) => {
                "put a folder in its place; only the folder that `journal` names may be a link".to_owned()
            }
            Self::Unnamed(_) => "give it another name: under this one it is read, and cannot be written".to_owned(),
            Self::Busy(_) => "close it in the other program, or try again".to_owned(),
            Self::File(..) => {
                "nothing was changed; see that it may be written, and that the disk is not full".to_owned()
            }
            Self::Half(..) => {
                "see that the notebook may be written: the next command that writes puts all of it back first"
                    .to_owned()
            }
            Self::Left(..) => "see what stands there now: both the change and what was saved".to_owned(),
            Self::NoChange => "only what a command of askbook wrote can be taken back".to_owned(),
            Self::Changed(_) => {
                "nothing was taken back; `askbook undo --list` shows what the change was".to_owned()
            }
        }
    }
}

/// Reads the notebook under the lock, lets `work` say what is to change, and makes that change.
///
/// `work` is called again, on what was read anew, where somebody saved one of the files meanwhile. It may
/// say that there is nothing to do.
///
/// # Errors
/// Those of `work`, and [`WriteError`]; nothing has changed then.
pub fn write<E: From<WriteError>>(
    place: &Place,
    today: Day,
    said: (&str, &str),
    around: &mut dyn Around,
    mut work: impl FnMut(&Notebook) -> Result<Option<Change>, E>,
) -> Result<Option<Written>, E> {
    let _lock = lock(place, around)?;
    let mut busy = None;
    for _ in 0..TRIES {
        let notebook = Notebook::open(&place.root, today, Texts::Keep);
        let Some(change) = work(&notebook)?.filter(|change| !change.is_empty()) else { return Ok(None) };
        let checked = at_desk(&notebook, |desk| check(desk, &change)).map_err(WriteError::Broken)?;
        if let Some(new) =
            checked.files.iter().find(|file| file.before.is_none() && !notebook.reads(&file.path))
        {
            return Err(not_read(place, &notebook.config.journal, &new.path).into());
        }
        // What an import of a hundred thousand rows no longer needs, it does not keep.
        drop((change, notebook));
        match make(place, said, &checked, around)? {
            None => return Ok(Some(Written { checked })),
            Some(path) => busy = Some(path),
        }
    }
    Err(busy.map_or(WriteError::Locked, WriteError::Busy).into())
}

/// Whether a change of this notebook was interrupted, and no other process is at work on it.
pub fn is_interrupted(place: &Place) -> bool {
    entry::pending_path(place).exists() && !Lock::is_held(&place.root.join(LOCK_FILE))
}

/// Takes the lock, and puts right what was interrupted.
fn lock(place: &Place, around: &mut dyn Around) -> Result<Lock, WriteError> {
    entry::make_state(place)?;
    let path = place.root.join(LOCK_FILE);
    let lock = Lock::take(&path, &mut || around.waiting()).map_err(|error| match error {
        LockError::Held => WriteError::Locked,
        LockError::Io(error) => WriteError::Folder(error),
    })?;
    fail_point("locked");
    if let Some(recovered) = entry::recover(place)? {
        around.recovered(&recovered.command, recovered.finished, &recovered.left);
    }
    Ok(lock)
}

/// Why a page that is to be made would not be read. The folder `journal` may be a link.
fn not_read(place: &Place, journal: &str, path: &Arc<str>) -> WriteError {
    let below = if journal == "." { 0 } else { journal.len() };
    let mut folders =
        path.match_indices('/').map(|(at, _)| &path[..at]).filter(|folder| folder.len() > below);
    match folders.find(|folder| disk::is_link(&place.root.join(folder))) {
        Some(folder) => WriteError::Linked(path.clone(), folder.to_owned()),
        None => WriteError::NotRead(path.clone()),
    }
}

/// The first file that is not as it was read.
fn saved_meanwhile(place: &Place, checked: &Checked) -> Result<Option<Arc<str>>, WriteError> {
    for file in &checked.files {
        let path = place.root.join(&*file.path);
        let now = match disk::read_file(&path) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(WriteError::File(file.path.clone(), error)),
        };
        match (&file.before, now) {
            (None, Some(bytes)) if std::str::from_utf8(&bytes).is_err() => {
                return Err(WriteError::NotRead(file.path.clone()));
            }
            (Some(_), None) if file.path.contains(char::REPLACEMENT_CHARACTER) => {
                return Err(WriteError::Unnamed(file.path.clone()));
            }
            (before, now) if before.as_deref().map(str::as_bytes) == now.as_deref() => {}
            _ => return Ok(Some(file.path.clone())),
        }
    }
    Ok(None)
}

/// Makes a change; or gives the file that somebody has saved since it was read: nothing has changed then.
fn make(
    place: &Place,
    (command, when): (&str, &str),
    checked: &Checked,
    around: &mut dyn Around,
) -> Result<Option<Arc<str>>, WriteError> {
    let names: Vec<Arc<str>> = checked.files.iter().map(|file| file.path.clone()).collect();
    // What takes its time comes before the comparison. Each file is compared once more right before it is replaced.
    around.before(&place.root, &names);
    if let Some(path) = saved_meanwhile(place, checked)? {
        return Ok(Some(path));
    }
    let files = checked
        .files
        .iter()
        .map(|file| EntryFile {
            path: file.path.to_string(),
            before: file.before.clone(),
            after: Some(file.after.clone()),
        })
        .collect();
    let entry = Entry { format: 1, command: command.to_owned(), when: when.to_owned(), undoes: None, files };
    let saved = entry::carry_out(place, &entry)?;
    if saved.is_none() {
        around.after(&place.root, &names);
    }
    Ok(saved)
}
