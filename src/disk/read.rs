//! Reading a file into a source.

use crate::diagnostic::{Code, Diagnostic};
use crate::text::{Source, Span};
use std::io;
use std::path::Path;
use std::sync::Arc;

/// Files from this size on are refused: spans count in 32 bits.
pub(super) const TOO_LARGE: u64 = u32::MAX as u64;

/// The bytes of a file.
///
/// # Errors
/// Whatever the system says.
pub fn read_bytes(path: &Path) -> io::Result<Vec<u8>> {
    std::fs::read(path)
}

/// The bytes of a file that ends: what waits for another program, or gives bytes for ever, is none.
///
/// # Errors
/// Where it is no file, and whatever the system says.
pub fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    let kind = std::fs::metadata(path)?.file_type();
    if !kind.is_file() && !kind.is_dir() {
        return Err(io::Error::other("it is no file"));
    }
    read_bytes(path)
}

/// Reads the file at `path`, which messages name `name`.
///
/// # Errors
/// The diagnostic `unreadable` or `not-utf8`, at the file as a whole.
pub fn read_source(path: &Path, name: &Arc<str>) -> Result<Source, Box<Diagnostic>> {
    let bytes = read_bytes(path).map_err(|error| unreadable(name, &error))?;
    if bytes.len() as u64 >= TOO_LARGE {
        return Err(too_large(name));
    }
    String::from_utf8(bytes)
        .map(|text| Source::new(name.clone(), text))
        .map_err(|error| not_utf8(name, error.utf8_error().valid_up_to()))
}

fn whole(code: Code, name: &Arc<str>, message: String) -> Diagnostic {
    Diagnostic::new(code, name, Span::default(), message)
}

pub(super) fn unreadable(name: &Arc<str>, error: &io::Error) -> Box<Diagnostic> {
    let hint = "see that it exists and may be read; until then nothing in it is counted";
    Box::new(whole(Code::Unreadable, name, format!("this cannot be read: {}", plain(error))).hint(hint))
}

pub(super) fn too_large(name: &Arc<str>) -> Box<Diagnostic> {
    let message = "this file is 4 GiB or larger, more than can be read".to_owned();
    Box::new(whole(Code::Unreadable, name, message).hint("split it into several files"))
}

pub(super) fn not_utf8(name: &Arc<str>, offset: usize) -> Box<Diagnostic> {
    let message = format!("this file is not UTF-8: the byte at offset {offset} begins no character");
    let hint = "save it as UTF-8 in your editor; until then nothing in it is counted";
    Box::new(whole(Code::NotUtf8, name, message).hint(hint))
}

/// The words of an error without its number, which differs between systems.
pub fn plain(error: &io::Error) -> String {
    let words = error.to_string();
    words.split(" (os error").next().unwrap_or(&words).to_lowercase()
}
