//! Bytes → text: UTF-8, UTF-16 and the one-byte encoding of old spreadsheets.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::fmt;

/// Why bytes are no text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DecodeError {
    /// There is no encoding of this name.
    NoSuchEncoding(String),
    /// The bytes are not of the encoding that was named.
    NotThis(&'static str),
    /// A workbook, not a table as text.
    Workbook,
}

impl fmt::Display for DecodeError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSuchEncoding(name) => write!(out, "there is no encoding `{name}`"),
            Self::NotThis(name) => write!(out, "this is not {name}"),
            Self::Workbook => write!(out, "this is a workbook, not text"),
        }
    }
}

impl DecodeError {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NoSuchEncoding(_) | Self::NotThis(_) => {
                "leave `--encoding` out to have it guessed, or name `utf-8`, `utf-16` or `windows-1252`"
            }
            Self::Workbook => "save the sheet as CSV (UTF-8) and import that",
        }
    }
}

/// The text of some bytes without a byte-order mark, and the name of the encoding that was found or named.
///
/// What is no UTF-8 and no UTF-16 is read as Windows-1252, which holds Latin-1 and fits any bytes.
///
/// # Errors
/// Where the encoding that was named does not exist or does not fit, and for workbooks.
pub fn decode(bytes: &[u8], named: Option<&str>) -> Result<(String, &'static str), DecodeError> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(DecodeError::Workbook);
    }
    if let Some(name) = named {
        let encoding = Encoding::for_label(name.as_bytes())
            .ok_or_else(|| DecodeError::NoSuchEncoding(name.to_owned()))?;
        let (text, encoding, broken) = encoding.decode(bytes);
        return if broken {
            Err(DecodeError::NotThis(encoding.name()))
        } else {
            Ok((text.into(), encoding.name()))
        };
    }
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None => without_mark(bytes),
    };
    let (text, encoding, broken) = encoding.decode(bytes);
    if broken && encoding == UTF_8 {
        // A mark of UTF-8 before bytes of another encoding: a spreadsheet that was glued together.
        return Ok((WINDOWS_1252.decode_without_bom_handling(bytes).0.into(), WINDOWS_1252.name()));
    }
    Ok((text.into(), encoding.name()))
}

fn without_mark(bytes: &[u8]) -> &'static Encoding {
    // In UTF-16 of Latin letters every other byte is zero.
    let start = &bytes[..bytes.len().min(4096)];
    let zeros = |odd: usize| start.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let many = start.len() / 5;
    if zeros(1) > many && zeros(1) > zeros(0) {
        UTF_16LE
    } else if zeros(0) > many {
        UTF_16BE
    } else if std::str::from_utf8(bytes).is_ok() {
        UTF_8
    } else {
        WINDOWS_1252
    }
}
