//! `askbook completions` and `askbook man`, from the definitions of the arguments; and what a shell is told
//! while somebody types: ids, whos, tags, codes.
//!
//! The shell's script is small and asks the program itself what fits, so that ids and whos of the notebook
//! around are among it. `clap_complete` calls the way in which the two talk unstable: a script may not
//! understand a later program. So the script is not kept in a file but read anew by each shell, as
//! `docs/install.md` says, and the crate is pinned. A script without ids would need none of this, and would
//! leave out what is hardest to remember.

use super::arguments::command;
use super::failure::Failure;
use super::outcome::Outcome;
use super::output;
use crate::disk;
use clap_complete::env::Shells;
use std::path::Path;

/// By this variable a shell asks what fits; no other program's completion sets it.
const VARIABLE: &str = "ASKBOOK_COMPLETE";

/// Answers a shell that asks what fits, and ends the program; otherwise does nothing.
pub(super) fn answer_shell() {
    clap_complete::CompleteEnv::with_factory(command).var(VARIABLE).completer("askbook").complete();
}

pub(super) fn completions(shell: clap_complete::Shell) -> Result<Outcome, Failure> {
    let name = shell.to_string();
    let Some(writer) = Shells::builtins().completer(&name).map(|shell| {
        let mut script = Vec::new();
        shell.write_registration(VARIABLE, "askbook", "askbook", "askbook", &mut script).map(|()| script)
    }) else {
        return Err(Failure::argument(format!("there are no completions for {name}"), "name another shell"));
    };
    output::print(&String::from_utf8_lossy(&writer.map_err(Failure::Output)?))?;
    Ok(Outcome::Done)
}

pub(super) fn man(out: Option<&Path>) -> Result<Outcome, Failure> {
    match out {
        None => {
            let mut page = Vec::new();
            clap_mangen::Man::new(manual(command())).render(&mut page).map_err(Failure::Output)?;
            output::print(&String::from_utf8_lossy(&page))?;
        }
        Some(folder) => {
            disk::make_folder(folder).map_err(Failure::file(folder))?;
            clap_mangen::generate_to(manual(command()), folder).map_err(Failure::file(folder))?;
        }
    }
    Ok(Outcome::Done)
}

/// The command with its examples where a manual page has them: at the end.
fn manual(command: clap::Command) -> clap::Command {
    let example = command.get_before_help().cloned().unwrap_or_default();
    let inner: Vec<String> = command.get_subcommands().map(|inner| inner.get_name().to_owned()).collect();
    inner.into_iter().fold(command.after_help(example), |command, name| command.mut_subcommand(name, manual))
}
