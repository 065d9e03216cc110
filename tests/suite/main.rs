//! Every test that runs the library or the program from outside, in one binary: it links once.

mod architecture;
mod bad_input;
mod capture;
mod cli;
mod diagnostics_doc;
mod differences;
mod docs;
#[cfg(feature = "lsp")]
mod editors;
mod edits;
mod export;
mod faults;
mod first_contact;
mod format;
mod help;
mod import;
#[cfg(feature = "lsp")]
mod lsp;
mod lsp_edits;
mod mending;
mod merges;
mod picture;
#[cfg(feature = "serve")]
mod preview;
mod properties;
mod query_doc;
mod real_input;
mod renames;
mod report_figures;
mod report_scope;
mod report_sentences;
mod report_words;
#[cfg(feature = "serve")]
mod said_back;
mod schema;
mod serve;
#[cfg(feature = "site")]
mod site;
mod statistics_doc;
mod support;
mod two_ways;
mod unwritable;
#[cfg(feature = "serve")]
mod watch;
#[cfg(feature = "serve")]
mod workspace;
mod writing;
