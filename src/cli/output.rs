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

/// Says a line on standard error. What cannot be said there stops nothing: nobody is left who could be told.
pub(super) fn remark(text: &str) {
    let _ = complain(text);
}

/// Writes a line to standard error, for a command that must not go on where it cannot.
pub(super) fn complain(text: &str) -> io::Result<()> {
    writeln!(io::stderr().lock(), "{text}")
}

/// Lets `write` write to standard output piece by piece. A reader that has gone away is no failure.
pub(super) fn stream(write: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>) -> Result<(), Failure> {
    let mut out = io::BufWriter::with_capacity(1 << 16, io::stdout());
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(Failure::Output(error)),
        Ok(()) => Ok(()),
    }
}
