//! askbook: a plain-text journal for people who ask.
//!
//! A folder of Markdown goes in; records, diagnostics and reports come out. How the data flows, what
//! each module owns and what it must not know is in `docs/architecture.md`.

#![forbid(unsafe_code)]
// No panic for a reader of a diary, whatever is in it; and only `cli` prints, in one place.
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, clippy::print_stderr)]

pub mod author;
pub mod book;
pub mod change;
pub mod check;
pub mod cli;

pub mod config;
pub mod diagnostic;
pub mod disk;
pub mod exchange;
pub mod git;
pub mod ide;
pub mod list;
#[cfg(feature = "serve")]
pub mod live;
#[cfg(feature = "lsp")]
pub mod lsp;
pub mod merge;
pub mod model;
pub mod notebook;
pub mod query;
pub mod report;
#[cfg(feature = "site")]
pub mod site;

pub mod stats;
pub mod syntax;
pub mod template;
pub mod text;
pub mod tidy;
pub mod workspace;
