//! `askbook watch`

use super::context::Context;
use super::diagnostics::{self, Format, Style};
use super::failure::Failure;
use super::{Outcome, output, standing};
use crate::diagnostic::{Diagnostic, Severity};
use crate::live::{Changes, Follow, Seen};
use crate::notebook::Notebook;
use std::process::Command;
use std::time::Duration;

/// The longest time that nothing is looked at, so that a new day is seen.
const PATIENCE: Duration = Duration::from_secs(20);

/// Clears a terminal, what was scrolled away too.
const CLEAR: &str = "\x1b[2J\x1b[3J\x1b[H";

/// Lines that are kept for what stands below the problems.
const BELOW: usize = 6;

/// `askbook watch`
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
        changes.wait(PATIENCE);
        match follow.catch_up(clock()) {
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
    let style = Style { color: context.color, ascii: context.ascii, width: context.width };
    let mut text = clear(context).to_owned();
    text.push_str(&problems(context, notebook, &found, style));
    text.push_str(&format!("{}\n\n", diagnostics::summary(&found)));
    text.push_str(&standing::lines(context, notebook)?);
    if context.is_terminal && !context.quiet {
        text.push_str(&format!("\nwatching {}; Ctrl-C ends\n", notebook.root.display()));
    } else {
        text.push('\n');
    }
    let goes_on = output::show(&text)?;
    if let Some(command) = &watch.exec {
        execute(command, &found);
    }
    Ok(goes_on)
}

/// As many problems as the terminal has room for, the gravest first where it has not.
fn problems(context: &Context, notebook: &Notebook, found: &[Diagnostic], style: Style) -> String {
    let render =
        |told: &[Diagnostic]| diagnostics::render(told, &|path| notebook.source(path), Format::Human, style);
    let all = render(found);
    let room = context.height.saturating_sub(BELOW);
    if all.lines().count() <= room || !context.is_terminal {
        return all;
    }
    let mut sorted: Vec<&Diagnostic> = found.iter().collect();
    sorted.sort_by_key(|told| told.severity());
    let mut text = String::new();
    for (shown, told) in sorted.iter().enumerate() {
        let next = render(std::slice::from_ref(*told));
        if text.lines().count() + next.lines().count() + 2 > room && shown > 0 {
            text.push_str(&format!("and {} more: askbook check\n", found.len() - shown));
            break;
        }
        text.push_str(&next);
        text.push('\n');
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
        Err(error) => format!("askbook: `{command}` could not be run: {error}"),
    };
    // A remark that cannot be made is none.
    let _ = output::complain(&trouble);
}
