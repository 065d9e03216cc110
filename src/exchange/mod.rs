//! In from other formats, and out to them.
//!
//! Text and bytes in, records or edits out; knows nothing of the disk, of a terminal or of the clock.

pub mod export;
pub mod import;
mod lessons;
