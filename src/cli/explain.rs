//! `askbook explain`

use super::candidates;
use super::check::unknown_code;
use super::context::Context;
use super::failure::Failure;
use super::outcome::Outcome;
use super::output;
use crate::diagnostic::{Code, explain, render_explanation};
use clap::Args;

// `askbook explain`
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// The code, such as `no-ask`; a list of all otherwise
    #[arg(add = candidates::codes())]
    pub code: Option<String>,
}

pub(super) fn run(_context: &Context, typed: &Explain) -> Result<Outcome, Failure> {
    let text = match &typed.code {
        Some(name) => render_explanation(Code::of(name).ok_or_else(|| unknown_code(name))?),
        None => Code::ALL
            .iter()
            .map(|code| {
                format!("{:<8} {:<20} {}\n", code.severity().word(), code.name(), explain(*code).what)
            })
            .collect(),
    };
    output::print(&text)?;
    Ok(Outcome::Done)
}
