//! Taking the last change back.

use super::entry::{self, Entry, EntryFile};
use super::{Around, Place, WriteError};
use std::sync::Arc;

/// What was taken back.
#[derive(Debug)]
pub struct Undone {
    /// The change.
    pub entry: Entry,
    /// Its files.
    pub files: Vec<Arc<str>>,
}

/// The changes that can be taken back, the last first.
pub fn list(place: &Place) -> Vec<Entry> {
    entry::numbers(place).into_iter().rev().filter_map(|(number, _)| entry::read(place, number)).collect()
}

/// Takes back the last change, if every file still holds the bytes that it wrote.
///
/// # Errors
/// Where there is none, where a file has changed since, or whatever the disk says; nothing changes then.
pub fn undo(place: &Place, when: &str, around: &mut dyn Around) -> Result<Undone, WriteError> {
    let _lock = super::lock(place, around)?;
    let last = entry::numbers(place)
        .into_iter()
        .rev()
        .find_map(|(number, _)| Some((number, entry::read(place, number)?)));
    let (number, made) = last.ok_or(WriteError::NoChange)?;
    let names = made.paths();
    around.before(&place.root, &names);
    for file in &made.files {
        if !entry::holds(place, file, file.after.as_deref())? {
            return Err(WriteError::Changed(file.path.as_str().into()));
        }
    }
    let files = made
        .files
        .iter()
        .map(|file| EntryFile {
            path: file.path.clone(),
            before: file.after.clone(),
            after: file.before.clone(),
        })
        .collect();
    let back =
        Entry { format: 1, command: "undo".to_owned(), when: when.to_owned(), undoes: Some(number), files };
    if let Some(path) = entry::carry_out(place, &back)? {
        return Err(WriteError::Changed(path));
    }
    around.after(&place.root, &names);
    Ok(Undone { entry: made, files: names })
}
