//! What is asked of the person at the terminal, and what comes on standard input.

use super::context::Context;
use super::failure::Failure;
use super::output;
use std::io::IsTerminal;

/// Whether a person is there to be asked.
pub(super) fn is_asked(context: &Context) -> bool {
    context.is_terminal && std::io::stdin().is_terminal()
}

/// A question that takes yes or no; `yes` where only Enter is pressed. Whoever ends the input (Ctrl-D) says no.
pub(super) fn confirm(question: &str) -> Result<bool, Failure> {
    let Some(answer) = read_line(&format!("{question} [Y/n] "))? else { return Ok(false) };
    Ok(answer.to_lowercase().chars().next().is_none_or(|first| first == 'y'))
}

/// A question to which all but a written yes is a no.
#[cfg(feature = "site")]
pub(super) fn is_allowed(question: &str) -> Result<bool, Failure> {
    let answer = read_line(&format!("{question} [no] "))?;
    Ok(answer.is_some_and(|answer| matches!(answer.to_lowercase().as_str(), "y" | "yes")))
}

/// Asks for a line at the terminal.
pub(super) fn ask_line(question: &str) -> Result<String, Failure> {
    Ok(read_line(question)?.unwrap_or_default())
}

/// A line that was typed; `None` where the input was ended instead.
fn read_line(question: &str) -> Result<Option<String>, Failure> {
    output::print(question)?;
    let mut line = String::new();
    let read = std::io::stdin().read_line(&mut line).map_err(Failure::Input)?;
    if read == 0 {
        // What is said next begins a line of its own.
        output::print("\n")?;
    }
    Ok((read > 0).then(|| line.trim().to_owned()))
}

/// All of standard input, its non-empty lines.
pub(super) fn input_lines() -> Result<Vec<String>, Failure> {
    let text = std::io::read_to_string(std::io::stdin()).map_err(Failure::Input)?;
    Ok(text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect())
}
