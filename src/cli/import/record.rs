//! The record of what was imported, in the state folder: hashes, each with the mark of the change that wrote it.

use crate::change::{Entry, Place};
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::disk::{self, Existing, WholeFile};
use crate::exchange::import::Seen;
use std::io::Write;
use std::path::{Path, PathBuf};
use xxhash_rust::xxh3::Xxh3;

/// Where it is.
pub(super) fn record_of(place: &Place) -> PathBuf {
    place.state.join("imported")
}

/// A mark of a change by the files that it left.
pub(super) fn mark<'f>(files: impl Iterator<Item = (&'f str, Option<&'f str>)>) -> u64 {
    let mut all = Xxh3::new();
    for (path, after) in files {
        all.update(path.as_bytes());
        all.update(&[0]);
        all.update(after.unwrap_or_default().as_bytes());
        all.update(&[0]);
    }
    all.digest()
}

/// Forgets that what a change brought was imported, since the change was taken back.
pub(in crate::cli) fn forget(context: &Context, undone: &Entry) -> Result<(), Failure> {
    let record = record_of(&context.place()?);
    let before = seen(&record);
    let mut after = before.clone();
    after.forget(mark(undone.files.iter().map(|file| (&*file.path, file.after.as_deref()))));
    if after != before {
        keep_seen(context, &record, &after);
    }
    Ok(())
}

pub(super) fn keep_seen(context: &Context, path: &Path, seen: &Seen) {
    let written = path
        .parent()
        .map_or(Ok(()), disk::make_folder)
        .and_then(|()| write_file(path, &seen.render(), Existing::Replace));
    if let Err(error) = written {
        // What is in the notebook is known by itself; this is only for what will have been changed there.
        let why = disk::plain(&error);
        context.say(&format!("the record of what was imported could not be kept: {why}"));
    }
}

pub(super) fn write_file(path: &Path, text: &str, existing: Existing) -> std::io::Result<()> {
    let mut whole = WholeFile::begin(path, existing)?;
    whole.writer().write_all(text.as_bytes())?;
    whole.finish()
}

/// What was imported before; nothing where that is not known.
pub(super) fn seen(path: &Path) -> Seen {
    let text = disk::read_bytes(path).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    text.map_or_else(Seen::default, |text| Seen::parse(&text))
}
