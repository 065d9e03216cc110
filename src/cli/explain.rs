//! `askbook explain`

use super::arguments::Explain;
use super::check::unknown_code;
use super::context::Context;
use super::failure::Failure;
use super::{Outcome, output};
use crate::diagnostic::{Code, explain, render_explanation};

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
