//! Reading one page after another.

use super::Entry;
use super::opener::Opener;
use super::read::{TOO_LARGE, not_utf8, too_large, unreadable};
use crate::diagnostic::Diagnostic;
use crate::text::Source;
use std::fs::File;
use std::io::{self, Read};

/// Reads one page after another: what one of them needed is used again by the next.
#[derive(Debug, Default)]
pub struct Reader {
    opener: Opener,
    buffer: Vec<u8>,
}

/// Room for most pages at once.
const PAGE: usize = 64 * 1024;

impl Reader {
    /// The text of a file after a byte-order mark.
    ///
    /// # Errors
    /// The diagnostic `unreadable` or `not-utf8`, at the file as a whole.
    pub fn page(&mut self, entry: &Entry) -> Result<&str, Box<Diagnostic>> {
        let text = text(self.bytes(entry)?, entry)?;
        Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
    }

    /// The same with the text to keep.
    ///
    /// # Errors
    /// As [`Reader::page`].
    pub fn source(&mut self, entry: &Entry) -> Result<Source, Box<Diagnostic>> {
        let bytes = self.bytes(entry)?;
        if bytes.len() < PAGE {
            return Ok(Source::new(entry.name.clone(), text(bytes, entry)?.to_owned()));
        }
        // What is long is not copied.
        let length = bytes.len();
        String::from_utf8(self.take(length))
            .map(|text| Source::new(entry.name.clone(), text))
            .map_err(|error| not_utf8(&entry.name, error.utf8_error().valid_up_to()))
    }

    fn bytes(&mut self, entry: &Entry) -> Result<&[u8], Box<Diagnostic>> {
        let opened = self.opener.open(entry);
        let length = opened.and_then(|file| fill(file, &mut self.buffer));
        let length = length.map_err(|error| unreadable(&entry.name, &error))?;
        if length as u64 >= TOO_LARGE {
            return Err(too_large(&entry.name));
        }
        Ok(&self.buffer[..length])
    }

    /// The first bytes of the buffer, which begins anew.
    fn take(&mut self, length: usize) -> Vec<u8> {
        let mut bytes = std::mem::take(&mut self.buffer);
        bytes.truncate(length);
        bytes.shrink_to_fit();
        bytes
    }
}

fn text<'b>(bytes: &'b [u8], entry: &Entry) -> Result<&'b str, Box<Diagnostic>> {
    // Where it is none, the other function, which is slower, says where.
    simdutf8::basic::from_utf8(bytes)
        .or_else(|_| std::str::from_utf8(bytes).map_err(|error| not_utf8(&entry.name, error.valid_up_to())))
}

/// Reads a file to the start of `buffer`, which grows where it must. Gives its length.
fn fill(mut file: File, buffer: &mut Vec<u8>) -> io::Result<usize> {
    if buffer.is_empty() {
        buffer.resize(PAGE, 0);
    }
    let mut length = 0;
    loop {
        if length == buffer.len() {
            let rest = file.metadata()?.len().saturating_sub(length as u64) as usize;
            buffer.reserve_exact(rest.max(PAGE));
            buffer.resize(length + rest.max(PAGE), 0);
        }
        match file.read(&mut buffer[length..]) {
            Ok(0) => return Ok(length),
            Ok(read) => length += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}
