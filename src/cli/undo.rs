//! `askbook undo`

use super::context::Context;
use super::failure::Failure;
use super::outcome::Outcome;
use super::output;
use super::writing::{self, counted};
use crate::change::{self, Entry};
use crate::text::line_texts;
use clap::Args;

// `askbook undo`
#[derive(Debug, Args)]
pub(crate) struct Undo {
    /// Show the changes that can be taken back, the last first
    #[arg(long)]
    pub list: bool,
}

pub(super) fn run(context: &Context, typed: &Undo) -> Result<Outcome, Failure> {
    if typed.list {
        let place = context.place()?;
        let mut text: String = change::list(&place).iter().map(line).collect();
        if text.is_empty() {
            text.push_str("no change that can be taken back\n");
        }
        output::print(&text)?;
        return Ok(Outcome::Done);
    }
    let wants_commit = context.open()?.config.git_commit;
    let undone = writing::undo(context, wants_commit)?;
    if undone.entry.command == super::import::COMMAND {
        super::import::forget(context, &undone.entry)?;
    }
    output::print(&format!("taken back: {}", line(&undone.entry)))?;
    Ok(Outcome::Done)
}

/// A change on a line: when, by what, in which files, and how many lines came and went.
fn line(entry: &Entry) -> String {
    let lines = |text: &Option<String>| text.as_ref().map_or(0, |text| line_texts(text).count());
    let (mut more, mut fewer) = (0, 0);
    for file in &entry.files {
        let (before, after) = (lines(&file.before), lines(&file.after));
        more += after.saturating_sub(before);
        fewer += before.saturating_sub(after);
    }
    let size = match (more, fewer) {
        (0, 0) => "lines changed".to_owned(),
        (more, 0) => format!("{} more", counted(more, "line")),
        (more, fewer) => format!("{} more, {fewer} fewer", counted(more, "line")),
    };
    let files = match entry.files.as_slice() {
        [] => String::new(),
        [one] => one.path.clone(),
        [first, others @ ..] => format!("{} and {} more", first.path, others.len()),
    };
    format!("{}  {:<9} {files}  {size}\n", entry.when, entry.command)
}
