//! What a command came to, where it did not fail.

/// What a command found, which becomes the exit code (`docs/architecture.md`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Exit code 0.
    Done,
    /// Exit code 1: a check found something.
    Found,
}
