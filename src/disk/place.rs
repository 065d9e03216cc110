//! Putting a made folder in place: file by file, each at once, only what changed, the front page last.
//!
//! What is written is listed in a file of the folder, so that the next time it is known which files may be replaced or
//! taken away, and which are somebody else's.

use super::{plain, slashed};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The list of the files that were made.
pub const LIST: &str = ".askbook-site";

/// What putting a folder in place did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Placed {
    /// Files that were written, being new or changed.
    pub written: usize,
    /// Files that were the same already.
    pub unchanged: usize,
    /// Files of an earlier time that were taken away.
    pub removed: usize,
    /// Files that somebody else put there, and that were left alone.
    pub foreign: Vec<String>,
}

impl Placed {
    fn count(&mut self, is_written: bool) {
        let slot = if is_written { &mut self.written } else { &mut self.unchanged };
        *slot += 1;
    }
}

/// Why a folder was not put in place, or not wholly.
#[derive(Debug)]
pub enum PlaceError {
    /// It holds files, and no list of them.
    NotEmpty(PathBuf),
    /// It is one of the other kind, or lies in one: its kind.
    OtherKind(PathBuf, String),
    /// It is a file, or a part of it is a link to somewhere else.
    NotFolder(PathBuf),
    /// A file cannot be written; those before it are in place.
    Io(PathBuf, io::Error),
}

impl fmt::Display for PlaceError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotEmpty(path) => {
                write!(out, "`{}` holds files that askbook did not write", path.display())
            }
            Self::OtherKind(path, kind) => write!(out, "`{}` is a {kind} site", path.display()),
            Self::NotFolder(path) => write!(out, "`{}` is no folder of its own", path.display()),
            Self::Io(path, error) => {
                write!(out, "`{}` cannot be written: {}", path.display(), plain(error))
            }
        }
    }
}

/// Sees that `folder` may take a site of this kind: it is empty, or not there yet, or one of the same kind; and it lies
/// in none of another kind.
///
/// # Errors
/// Why not.
pub fn may_place(folder: &Path, kind: &str) -> Result<(), PlaceError> {
    for around in folder.ancestors().filter(|around| !around.as_os_str().is_empty()) {
        match list(around).map_err(|error| PlaceError::Io(around.join(LIST), error))? {
            Some((other, _)) if other != kind => {
                return Err(PlaceError::OtherKind(around.to_path_buf(), other));
            }
            Some(_) if around == folder => return Ok(()),
            _ => {}
        }
    }
    match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            Err(PlaceError::NotFolder(folder.to_path_buf()))
        }
        Err(error) => Err(PlaceError::Io(folder.to_path_buf(), error)),
        // A repository of its own may be there already.
        Ok(entries) => match entries.flatten().any(|entry| entry.file_name() != ".git") {
            true => Err(PlaceError::NotEmpty(folder.to_path_buf())),
            false => Ok(()),
        },
    }
}

/// Puts `files`, by their path below `folder`, in place; `last` is written after all others.
///
/// # Errors
/// [`may_place`]'s, and the first file that cannot be written. Every file in the folder is whole all the same.
pub fn place(
    folder: &Path,
    kind: &str,
    files: &BTreeMap<&str, &[u8]>,
    last: &str,
) -> Result<Placed, PlaceError> {
    may_place(folder, kind)?;
    let io = |path: &Path| {
        let path = path.to_path_buf();
        move |error| PlaceError::Io(path, error)
    };
    fs::create_dir_all(folder).map_err(io(folder))?;
    let list_path = folder.join(LIST);
    let before = list(folder).map_err(io(&list_path))?.map(|(_, names)| names).unwrap_or_default();
    let mut placed = Placed::default();

    // First both lists together: if this is cut short, all that is ours is still known as ours.
    let both: BTreeSet<&str> = before.iter().map(String::as_str).chain(files.keys().copied()).collect();
    put(&list_path, listed(kind, both).as_bytes()).map_err(io(&list_path))?;
    for name in files.keys() {
        own_folders(folder, name)?;
    }
    let others: Vec<_> = files.iter().filter(|(name, _)| **name != last).collect();
    for is_written in side_by_side(&others, |(name, bytes)| write(folder, name, bytes)) {
        placed.count(is_written?);
    }
    let is_old = |name: &&String| !files.contains_key(name.as_str()) && is_below(name);
    for name in before.iter().filter(is_old).filter(|name| is_in_own_folders(folder, name)) {
        let path = folder.join(name);
        match fs::remove_file(&path) {
            Ok(()) => placed.removed += 1,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(PlaceError::Io(path, error)),
        }
        if let Some(around) = path.parent().filter(|around| *around != folder) {
            // It stays where something else is in it.
            let _ = fs::remove_dir(around);
        }
    }
    put(&list_path, listed(kind, files.keys().copied()).as_bytes()).map_err(io(&list_path))?;
    if let Some(bytes) = files.get(last) {
        placed.count(write(folder, last, bytes)?);
    }
    placed.foreign = foreign(folder, files).map_err(io(folder))?;
    Ok(placed)
}

/// How many files wait for the disk at once: more than there are cores, since waiting takes none.
const AT_ONCE: usize = 8;

/// What `each` makes of every item, in their order, several at a time.
fn side_by_side<T: Sync, R: Send>(items: &[T], each: impl Fn(&T) -> R + Sync) -> Vec<R> {
    match rayon::ThreadPoolBuilder::new().num_threads(AT_ONCE).build() {
        Ok(pool) => pool.install(|| items.par_iter().map(&each).collect()),
        Err(_) => items.iter().map(each).collect(),
    }
}

/// Puts a file in place; whether it was another one before.
fn write(folder: &Path, name: &str, bytes: &[u8]) -> Result<bool, PlaceError> {
    let path = folder.join(name);
    put(&path, bytes).map_err(|error| PlaceError::Io(path, error))
}

/// Makes the folders of `name` below `folder`, and sees that none is a link that leads out.
fn own_folders(folder: &Path, name: &str) -> Result<(), PlaceError> {
    let Some((around, _)) = name.rsplit_once('/') else { return Ok(()) };
    let mut path = folder.to_path_buf();
    for part in around.split('/') {
        path.push(part);
        match fs::symlink_metadata(&path) {
            Ok(there) if there.is_dir() => {}
            Ok(_) => return Err(PlaceError::NotFolder(path)),
            Err(_) => fs::create_dir(&path).map_err(|error| PlaceError::Io(path.clone(), error))?,
        }
    }
    Ok(())
}

/// Whether the folders of a name of the list are there and none is a link: what lies behind one is somebody else's, and
/// the link is told as a foreign file.
fn is_in_own_folders(folder: &Path, name: &str) -> bool {
    let is_own = |around: &Path| fs::symlink_metadata(around).is_ok_and(|there| there.is_dir());
    folder.join(name).ancestors().skip(1).take_while(|around| *around != folder).all(is_own)
}

/// The kind and the names of a list.
fn list(folder: &Path) -> io::Result<Option<(String, Vec<String>)>> {
    let text = match fs::read_to_string(folder.join(LIST)) {
        Ok(text) => text,
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Ok(None);
        }
        Err(error) => return Err(error),
    };
    let mut lines = text.lines().map(str::to_owned);
    let kind = lines.next().unwrap_or_default();
    Ok(Some((kind, lines.collect())))
}

fn listed<'n>(kind: &str, names: impl IntoIterator<Item = &'n str>) -> String {
    let mut text = format!("{kind}\n");
    for name in names {
        text.push_str(name);
        text.push('\n');
    }
    text
}

/// Whether a name of the list is one that leads to a file below.
fn is_below(name: &str) -> bool {
    !name.is_empty() && name.split('/').all(|part| !part.is_empty() && part != ".." && part != ".")
}

fn foreign(folder: &Path, files: &BTreeMap<&str, &[u8]>) -> io::Result<Vec<String>> {
    let is_repository = |entry: &walkdir::DirEntry| entry.depth() == 1 && entry.file_name() == ".git";
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| !is_repository(entry))
    {
        let entry = entry?;
        if entry.file_type().is_dir() {
            continue;
        }
        let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let name = slashed(below);
        if name != LIST && !files.contains_key(name.as_str()) {
            found.push(name);
        }
    }
    Ok(found)
}

/// Puts `bytes` in the place of a file at once: a reader sees the old ones or the new ones, whole. Whether it was
/// another one before; a link is another one, whatever it leads to.
///
/// Not by `replace`, which follows a link, and here a link would lead out of the folder; and under a name that the
/// next build knows, so that it clears away what an interrupted one left.
fn put(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    if fs::symlink_metadata(path).is_ok_and(|there| there.is_file())
        && fs::read(path).is_ok_and(|there| there == bytes)
    {
        return Ok(false);
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let temporary = path.with_file_name(format!(".{name}.askbook-tmp"));
    let written = (|| {
        // One that an interrupted build left is in the way.
        match fs::remove_file(&temporary) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut file = fs::OpenOptions::new().write(true).create_new(true).open(&temporary)?;
        file.write_all(bytes)?;
        file.sync_data()?;
        fs::rename(&temporary, path)
    })();
    if written.is_err() {
        // Whatever was written of it helps nobody.
        let _ = fs::remove_file(&temporary);
    }
    written.map(|()| true)
}
