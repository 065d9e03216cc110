//! `askbook lsp`

use super::context::Context;
use super::failure::Failure;
use super::outcome::Outcome;
use crate::lsp;

pub(super) fn run(context: &Context) -> Result<Outcome, Failure> {
    lsp::serve(context.clock()).map_err(|error| Failure::Server(error.to_string()))?;
    Ok(Outcome::Done)
}
