//! `askbook completions` and `askbook man`, from the definitions of the arguments.

use super::arguments::command;
use super::failure::Failure;
use super::{Outcome, output};
use crate::disk;
use std::path::Path;

pub(super) fn completions(shell: clap_complete::Shell) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command(), "askbook", &mut script);
    output::print(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Done)
}

pub(super) fn man(out: Option<&Path>) -> Result<Outcome, Failure> {
    match out {
        None => {
            let mut page = Vec::new();
            clap_mangen::Man::new(command()).render(&mut page).map_err(Failure::Output)?;
            output::print(&String::from_utf8_lossy(&page))?;
        }
        Some(folder) => {
            disk::make_folder(folder).map_err(Failure::Output)?;
            clap_mangen::generate_to(command(), folder).map_err(Failure::Output)?;
        }
    }
    Ok(Outcome::Done)
}
