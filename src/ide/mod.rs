//! What an editor asks of a notebook: completions, hovers, places, symbols, hints, colours, changes.
//!
//! Free of any protocol: offsets are bytes of a [`Source`](crate::text::Source), answers are plain values. Knows
//! nothing of the disk, of a terminal, of LSP. It asks the same [`Notebook`](crate::notebook::Notebook) that every
//! command reads, so it cannot say anything else than they do.

mod action;
mod colour;
mod completion;
mod hint;
mod hover;
mod link;
mod page;
mod place;
mod rename;
mod symbol;
mod tidied;
mod trial;
mod value;
mod words;

pub use action::{Action, ActionKind, Change, actions};
pub use colour::{Colour, colours};
pub use completion::{Completion, CompletionKind, Piece, complete};
pub use hint::{Hint, Hints, hints};
pub use hover::{Hover, hover};
pub use link::{Link, LinkTarget, links};
pub use page::Page;
pub use place::{definition, references};
pub use rename::{renamable, rename};
pub use symbol::{Found, Symbol, SymbolKind, find_symbols, symbols};
pub use tidied::tidied;
