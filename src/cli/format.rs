//! `askbook format`

use super::failure::Failure;
use super::outcome::Outcome;
use super::output;

/// The standard, built in.
const STANDARD: &str = include_str!("../../docs/format.md");

pub(super) fn run() -> Result<Outcome, Failure> {
    output::print(STANDARD)?;
    Ok(Outcome::Done)
}
