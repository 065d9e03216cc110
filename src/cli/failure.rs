//! Why a command could not run: exit code 2.

use crate::change::WriteError;
use crate::disk::plain;
use std::fmt;
use std::path::{Path, PathBuf};

/// An error about the world: an argument, a folder, a stream.
#[derive(Debug)]
pub(crate) enum Failure {
    /// No notebook was named, and none is around here.
    NoNotebook,
    /// The folder that was named is none.
    NoFolder(String),
    /// The config is no TOML; its problem, rendered.
    BrokenConfig(String),
    /// A query cannot be understood; the error, rendered.
    Query(String),
    /// A template of the notebook is wrong; its problem, rendered.
    #[cfg(feature = "site")]
    Template(String),
    /// An argument does not fit: what is wrong and what to type.
    Argument { what: String, hint: String },
    /// A server could not begin or go on.
    #[cfg_attr(not(any(feature = "lsp", feature = "serve")), allow(dead_code))]
    Server(String),
    /// Nothing was written to the notebook.
    Write(WriteError),
    /// Standard input cannot be read.
    Input(std::io::Error),
    /// Writing to standard output failed.
    Output(std::io::Error),
    /// A file or folder cannot be written.
    File(PathBuf, std::io::Error),
}

impl Failure {
    /// An argument that does not fit.
    pub fn argument(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Argument { what: what.into(), hint: hint.into() }
    }

    /// What is said where this file or folder cannot be written.
    pub fn file(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_path_buf();
        |error| Self::File(path, error)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoNotebook => write!(
                out,
                "askbook: no notebook here: neither this folder nor one above it has an `askbook.toml`\n  \
                 help: `askbook init my-asks` makes one, and `askbook demo` an example to look around in;\n        \
                 or `cd` into yours, or name it with `--notebook DIR`"
            ),
            Self::NoFolder(path) => {
                write!(
                    out,
                    "askbook: `{path}` is no folder that can be read\n  help: name the folder of your notebook"
                )
            }
            Self::BrokenConfig(problem) => {
                write!(out, "{problem}askbook: nothing was done, since `askbook.toml` cannot be read")
            }
            #[cfg(feature = "site")]
            Self::Template(problem) => {
                write!(out, "askbook: nothing was written, since a template is wrong\n{problem}")
            }
            Self::Query(problem) => write!(out, "askbook: this query cannot be understood\n{problem}"),
            Self::Argument { what, hint } => write!(out, "askbook: {what}\n  help: {hint}"),
            Self::Server(why) => write!(out, "askbook: {why}"),
            Self::Write(error) => write!(out, "askbook: {error}\n  help: {}", error.hint()),
            Self::Input(error) => write!(out, "askbook: the input cannot be read: {}", plain(error)),
            Self::Output(error) => write!(out, "askbook: the output cannot be written: {}", plain(error)),
            Self::File(path, error) => write!(
                out,
                "askbook: `{}` cannot be written: {}\n  help: see that it may be written to, and that the disk is not full",
                path.display(),
                plain(error)
            ),
        }
    }
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Self {
        Self::Write(error)
    }
}

impl std::error::Error for Failure {}
