//! The log of changes in the state folder. A change is noted before it is made, so that one that breaks off
//! half-way is put back, and stays in the log once it is made, so that it can be taken back.

use super::{Place, WriteError};
use crate::disk::{self, fail_point};
use serde::{Deserialize, Serialize};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How many changes are kept.
const KEPT: usize = 200;

/// How many bytes of them are kept, but for the last one.
const KEPT_BYTES: u64 = 20_000_000;

/// One change: each of its files, before and after.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Entry {
    /// Of this form.
    pub format: u32,
    /// The command that made it.
    pub command: String,
    /// When, in the words of whoever ran it.
    pub when: String,
    /// The number of the change that it takes back.
    pub undoes: Option<u64>,
    /// Its files.
    pub files: Vec<EntryFile>,
}

/// One file of a change; `None` where it is not there.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct EntryFile {
    /// Path relative to the notebook, with `/`.
    pub path: String,
    /// All of it before.
    pub before: Option<String>,
    /// All of it after.
    pub after: Option<String>,
}

pub(super) fn pending_path(place: &Place) -> PathBuf {
    place.state.join("pending.json")
}

fn entry_path(place: &Place, number: u64) -> PathBuf {
    place.state.join(format!("{number:010}.json"))
}

/// Makes the state folder, for nobody else to look into.
pub(super) fn make_state(place: &Place) -> Result<(), WriteError> {
    disk::make_private_folder(&place.state).map_err(|error| WriteError::State(place.state.clone(), error))
}

/// The numbers of the changes in the log, the oldest first, with their size in bytes.
pub(super) fn numbers(place: &Place) -> Vec<(u64, u64)> {
    let mut found: Vec<(u64, u64)> = disk::files_in(&place.state)
        .into_iter()
        .filter_map(|(name, size)| Some((name.strip_suffix(".json")?.parse().ok()?, size)))
        .collect();
    found.sort_unstable();
    found
}

/// Reads a change of the log; `None` where it is none of ours.
pub(super) fn read(place: &Place, number: u64) -> Option<Entry> {
    read_at(&entry_path(place, number))
}

fn read_at(path: &Path) -> Option<Entry> {
    let bytes = disk::read_bytes(path).ok()?;
    serde_json::from_slice::<Entry>(&bytes).ok().filter(|entry| entry.format == 1 && !entry.files.is_empty())
}

/// Notes a change, makes it, and logs it; or gives the file that somebody has saved meanwhile: all is as it was then.
pub(super) fn carry_out(place: &Place, entry: &Entry) -> Result<Option<Arc<str>>, WriteError> {
    let state_error = |error: io::Error| WriteError::State(place.state.clone(), error);
    let bytes = serde_json::to_vec(entry).map_err(|error| state_error(error.into()))?;
    fail_point("before-pending");
    disk::replace(&pending_path(place), &bytes).map_err(state_error)?;
    fail_point("pending-written");
    for (made, file) in entry.files.iter().enumerate() {
        let error = match put(place, &file.path, file.before.as_deref(), file.after.as_deref()) {
            Ok(true) => continue,
            Ok(false) => None,
            Err(error) => Some(error),
        };
        let path: Arc<str> = file.path.as_str().into();
        // What is left pending is put back by the next writing command.
        let left = match (roll_back(place, &entry.files[..made]), error) {
            (Err(_), Some(error)) => return Err(WriteError::Half(path, error)),
            (Err(error), None) => return Err(error.half()),
            (Ok(left), error) => {
                disk::remove(&pending_path(place)).map_err(state_error)?;
                match error {
                    Some(error) if left.is_empty() => return Err(WriteError::File(path, error)),
                    _ => left,
                }
            }
        };
        return if left.is_empty() { Ok(Some(path)) } else { Err(WriteError::Left(path, left)) };
    }
    fail_point("all-replaced");
    // The notebook holds the change now: what goes wrong from here on costs its undoing, not the change.
    // What is left pending is finished by the next writing command.
    let _ = finish(place, entry);
    fail_point("logged");
    Ok(None)
}

/// A change that was interrupted, and what became of it.
pub(super) struct Recovered {
    /// What had begun it.
    pub command: String,
    /// It was complete, and is kept.
    pub finished: bool,
    /// Its files that were not put back, since somebody has changed them.
    pub left: Vec<Arc<str>>,
}

/// Puts back or finishes what was interrupted.
pub(super) fn recover(place: &Place) -> Result<Option<Recovered>, WriteError> {
    let path = pending_path(place);
    disk::sweep_temporary(&place.state);
    if !path.exists() {
        return Ok(None);
    }
    let state_error = |error: io::Error| WriteError::State(place.state.clone(), error);
    let Some(entry) = read_at(&path) else {
        // It was replaced at once, so it is whole or none of ours: kept out of the way.
        disk::rename(&path, &place.state.join("unreadable")).map_err(state_error)?;
        return Ok(None);
    };
    for file in &entry.files {
        if let Some(folder) = place.root.join(&file.path).parent() {
            disk::sweep_temporary(folder);
        }
    }
    let mut made = true;
    for file in &entry.files {
        made &= holds(place, file, file.after.as_deref())?;
    }
    let left = if made {
        finish(place, &entry).map_err(state_error)?;
        Vec::new()
    } else {
        let left = roll_back(place, &entry.files)?;
        disk::remove(&path).map_err(state_error)?;
        left
    };
    Ok(Some(Recovered { command: entry.command, finished: made, left }))
}

/// Gives the files that hold the new text the old one. What somebody has changed since stays, and is named.
fn roll_back(place: &Place, files: &[EntryFile]) -> Result<Vec<Arc<str>>, WriteError> {
    let mut left = Vec::new();
    for file in files {
        let (before, after) = (file.before.as_deref(), file.after.as_deref());
        let failed = |error| WriteError::File(file.path.as_str().into(), error);
        // Of a thousand files that were never reached none is written.
        let back = holds(place, file, after)? && put(place, &file.path, after, before).map_err(failed)?;
        if !back && !holds(place, file, before)? {
            left.push(file.path.as_str().into());
        }
    }
    Ok(left)
}

fn finish(place: &Place, entry: &Entry) -> io::Result<()> {
    match entry.undoes {
        Some(undone) => {
            let path = entry_path(place, undone);
            if path.exists() {
                disk::remove(&path)?;
            }
            disk::remove(&pending_path(place))
        }
        None => {
            let numbers = numbers(place);
            let next = numbers.last().map_or(1, |(last, _)| last + 1);
            disk::rename(&pending_path(place), &entry_path(place, next))?;
            prune(place)
        }
    }
}

/// Lets the oldest changes go.
fn prune(place: &Place) -> io::Result<()> {
    let mut bytes = 0;
    for (at, (number, size)) in numbers(place).into_iter().rev().enumerate() {
        bytes += size;
        if at > 0 && (at >= KEPT || bytes > KEPT_BYTES) {
            disk::remove(&entry_path(place, number))?;
        }
    }
    Ok(())
}

/// Whether a file holds this text now, or is not there if `None`. Of one that cannot be read nobody knows.
pub(super) fn holds(place: &Place, file: &EntryFile, text: Option<&str>) -> Result<bool, WriteError> {
    disk::holds(&place.root.join(&file.path), text.map(str::as_bytes))
        .map_err(|error| WriteError::File(file.path.as_str().into(), error))
}

/// Gives a file the new text if it still holds the old one; whether it did.
fn put(place: &Place, path: &str, old: Option<&str>, new: Option<&str>) -> io::Result<bool> {
    let target = place.root.join(path);
    let old = old.map(str::as_bytes);
    match new {
        Some(new) => disk::replace_unchanged(&target, old, new.as_bytes()),
        None => {
            let is_as_read = disk::holds(&target, old)?;
            if is_as_read && old.is_some() {
                disk::remove(&target)?;
            }
            Ok(is_as_read)
        }
    }
}

impl Entry {
    /// The paths of its files.
    pub fn paths(&self) -> Vec<Arc<str>> {
        self.files.iter().map(|file| file.path.as_str().into()).collect()
    }
}
