//! `file:` URIs and paths.

use super::protocol::Uri;
use std::path::{Component, Path, PathBuf};

/// The path that a `file:` URI names.
pub(super) fn path_of(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.0.strip_prefix("file://")?;
    // A host other than this one is none of ours.
    let path = rest.strip_prefix("localhost").unwrap_or(rest);
    let decoded = decode(path)?;
    let bytes = decoded.as_bytes();
    let has_drive = bytes.len() > 2 && bytes[0] == b'/' && bytes[1].is_ascii_alphabetic() && bytes[2] == b':';
    let path = PathBuf::from(if has_drive { &decoded[1..] } else { decoded.as_str() });
    (has_drive || path.has_root()).then_some(path)
}

/// The URI of a path.
pub(super) fn uri_of(path: &Path) -> Uri {
    let mut uri = "file://".to_owned();
    for part in path.components() {
        match part {
            Component::RootDir => continue,
            Component::Prefix(drive) => {
                uri.push('/');
                uri.push_str(&drive.as_os_str().to_string_lossy());
            }
            other => {
                uri.push('/');
                encode(&other.as_os_str().to_string_lossy(), &mut uri);
            }
        }
    }
    Uri(uri)
}

fn encode(text: &str, uri: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
}

fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            let digits = std::str::from_utf8(&digits).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_survives_the_way_there_and_back() {
        let path = Path::new("/home/a b/journal/2026-03-02 — é#1%.md");
        let uri = uri_of(path);
        assert!(uri.0.is_ascii() && !uri.0.contains(' '), "{}", uri.0);
        assert_eq!(path_of(&uri).as_deref(), Some(path));
    }

    #[test]
    fn what_is_no_file_has_no_path() {
        for uri in ["untitled:Untitled-1", "http://x/a.md", "file://a.md", "file:///%zz", "file:///a%"] {
            assert_eq!(path_of(&Uri(uri.to_owned())), None, "{uri}");
        }
    }
}
