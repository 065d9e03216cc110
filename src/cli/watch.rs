//! `askbook watch`

use super::context::{Context, size};
use super::diagnostics::{self, Format, Style};
use super::failure::Failure;
use super::outcome::Outcome;
use super::{output, standing};
use crate::diagnostic::{Diagnostic, Severity};
use crate::live::{Changes, Follow, Seen};
use crate::notebook::Notebook;
use std::process::Command;

/// Clears a terminal, what was scrolled away too.
const CLEAR: &str = "\x1b[2J\x1b[3J\x1b[H";

// `askbook watch`
#[derive(Debug, clap::Args)]
pub(crate) struct Watch {
    /// Run this command in a shell at the start and after each change; it is told ASKBOOK_ERRORS and
    /// ASKBOOK_WARNINGS
    #[arg(long, value_name = "CMD")]
    pub exec: Option<String>,
}

pub(super) fn run(context: &Context, watch: &Watch) -> Result<Outcome, Failure> {
    let root = context.root()?;
    let clock = context.clock();
    let failed = |error: crate::live::WatchError| Failure::Server(error.to_string());
    let mut changes = Changes::new(&root).map_err(failed)?;
    let mut follow = Follow::open(&root, clock());
    let mut goes_on = paint(context, watch, follow.notebook())?;
    while goes_on {
        let told = changes.wait();
        match follow.catch_up(&told, clock()) {
            Seen::Same => {}
            Seen::Changed => goes_on = paint(context, watch, follow.notebook())?,
            Seen::Gone => {
                let gone = format!("{} is gone; waiting for it to come back\n", root.display());
                goes_on = output::show(&format!("{}{gone}", clear(context)))?;
            }
        }
    }
    Ok(Outcome::Done)
}

fn clear(context: &Context) -> &'static str {
    if context.is_terminal { CLEAR } else { "" }
}

/// Shows what is wrong and where the challenge stands; whether anybody still reads.
fn paint(context: &Context, watch: &Watch, notebook: &Notebook) -> Result<bool, Failure> {
    let found = notebook.diagnostics();
    // The terminal may have another size by now.
    let (width, height) = size();
    let style = Style { color: context.color, ascii: context.ascii, width };
    let mut below = format!("{}\n\n{}", diagnostics::summary(&found), standing::lines(context, notebook)?);
    if context.is_terminal && !context.quiet {
        below.push_str(&format!("\nwatching {}; Ctrl-C ends\n", notebook.root.display()));
    } else {
        below.push('\n');
    }
    // The line of the cursor, and one for what the writer's command says, are kept free.
    let kept = below.lines().count() + 1 + usize::from(watch.exec.is_some());
    let problems = problems(context, notebook, &found, style, height.saturating_sub(kept));
    let text = format!("{}{problems}{below}", clear(context));
    let goes_on = output::show(&text)?;
    if let Some(command) = &watch.exec {
        execute(command, &found);
    }
    Ok(goes_on)
}

/// As many problems as `room` lines of a terminal hold, the gravest first where it has not room for all. Each has a
/// blank line after it.
fn problems(
    context: &Context,
    notebook: &Notebook,
    found: &[Diagnostic],
    style: Style,
    room: usize,
) -> String {
    let render =
        |told: &[Diagnostic]| diagnostics::render(told, &|path| notebook.source(path), Format::Human, style);
    let mut all = render(found);
    if !all.is_empty() {
        all.push('\n');
    }
    if !context.is_terminal || all.lines().count() <= room {
        return all;
    }
    let mut sorted: Vec<&Diagnostic> = found.iter().collect();
    sorted.sort_by_key(|told| told.severity());
    let mut text = String::new();
    for (shown, told) in sorted.iter().enumerate() {
        let next = render(std::slice::from_ref(*told)) + "\n";
        // What is left out is said in a line of its own.
        if shown > 0 && text.lines().count() + next.lines().count() + 1 > room {
            text.push_str(&format!("and {} more: askbook check\n", found.len() - shown));
            break;
        }
        text.push_str(&next);
    }
    text
}

/// Runs the writer's command. That it fails is said, and no reason to stop.
fn execute(command: &str, found: &[Diagnostic]) {
    let count = |severity| found.iter().filter(|told| told.severity() == severity).count().to_string();
    let (shell, flag) = if cfg!(windows) { ("cmd", "/C") } else { ("sh", "-c") };
    let ended = Command::new(shell)
        .args([flag, command])
        .env("ASKBOOK_ERRORS", count(Severity::Error))
        .env("ASKBOOK_WARNINGS", count(Severity::Warning))
        .status();
    let trouble = match ended {
        Ok(status) if status.success() => return,
        Ok(status) => format!("askbook: `{command}` ended with {status}"),
        Err(error) => format!("askbook: `{command}` could not be run: {}", crate::disk::plain(&error)),
    };
    output::remark(&trouble);
}
