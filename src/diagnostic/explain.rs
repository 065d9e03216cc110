//! The text behind `askbook explain` (placeholder until the table is written).

use super::Code;

/// What a code means.
#[derive(Debug, Clone, Copy)]
pub struct Explanation {
    /// One line: what it is.
    pub what: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// Journal text (or config) that has the problem.
    pub wrong: &'static str,
    /// The same, mended.
    pub right: &'static str,
}

/// The explanation of a code.
pub fn explain(_code: Code) -> &'static Explanation {
    &Explanation { what: "", why: "", wrong: "", right: "" }
}
