//! `askbook` alone: where the challenge stands, and what to type next.

use super::context::Context;
use super::failure::Failure;
use super::outcome::Outcome;
use super::output;
use crate::model::Answer;
use crate::notebook::Notebook;

/// The commands most used.
const NEXT: &str = "\
askbook ask \"…\"  write an ask down; `askbook no @who` when it is answered
askbook next     what is out there, what is due, and what to do first
askbook report   where the challenge stands, in full

askbook --help   all commands
";

pub(super) fn run(context: &Context) -> Result<Outcome, Failure> {
    let notebook = context.open()?;
    output::print(&format!("{}\n{NEXT}", lines(context, &notebook)?))?;
    context.remark(&notebook);
    Ok(Outcome::Done)
}

/// Where the challenge stands, and what is out, on two lines.
pub(super) fn lines(context: &Context, notebook: &Notebook) -> Result<String, Failure> {
    let asks = notebook.book.asks();
    let open = asks.clone().filter(|ask| ask.is_open()).count();
    let overdue = asks.clone().filter(|ask| ask.overdue).count();
    let yeses = asks.clone().filter(|ask| ask.status == Some(Answer::Yes)).count();
    let rejections = asks.clone().filter(|ask| ask.rejection).count();
    let one_or =
        |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    let standing = match context.challenge(notebook)? {
        Some(challenge) => {
            let count = crate::report::challenge_count(&notebook.book, challenge);
            format!("{}: {count} of {}\n", challenge.name, challenge.goal)
        }
        None => String::new(),
    };
    Ok(format!(
        "{standing}{}, {}, {}, {open} open, {overdue} overdue\n",
        one_or(asks.len(), "ask", "asks"),
        one_or(yeses, "yes", "yeses"),
        one_or(rejections, "rejection", "rejections"),
    ))
}
