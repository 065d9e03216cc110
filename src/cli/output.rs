//! Standard output and standard error.

use super::failure::Failure;
use std::io::{self, Write};

/// Writes `text` to standard output. A reader that has gone away, as `head` does, is no failure.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    show(text).map(|_| ())
}

/// The same for a command that goes on: whether a reader is still there.
pub(super) fn show(text: &str) -> Result<bool, Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
        Err(error) => Err(Failure::Output(error)),
        Ok(()) => Ok(true),
    }
}

/// Writes a line to standard error.
pub(super) fn complain(text: &str) -> io::Result<()> {
    writeln!(io::stderr().lock(), "{text}")
}
