//! What was done to the lines of a text.

use similar::DiffOp;
use similar::algorithms::{Capture, Compact, Replace, patience};

/// How `old` became `new`, line by line: lines that are there once in both are found first, and what is around them is
/// held against each other.
///
/// Source: Bram Cohen's patience diff.
pub fn changes(old: &[&str], new: &[&str]) -> Vec<DiffOp> {
    // The one algorithm by name: where it is chosen at run time, the program carries all of them, half a megabyte.
    let mut found = Compact::new(Replace::new(Capture::new()), old, new);
    let Ok(()) = patience::diff(&mut found, old, 0..old.len(), new, 0..new.len());
    found.into_inner().into_inner().into_ops()
}
