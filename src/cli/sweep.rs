//! `askbook sweep`

use super::asking::{confirm, is_asked};
use super::context::Context;
use super::diff::diff;
use super::failure::Failure;
use super::key::read_key;
use super::outcome::Outcome;
use super::output;
use super::which::named;
use super::writing::{self, counted};
use crate::author::{self, About, Change, Line, at_desk, check};
use crate::book::{AskId, Book};
use crate::model::{Answer, Day, Marker, Wait};
use crate::notebook::Notebook;
use clap::Args;

// `askbook sweep`
#[derive(Debug, Args)]
pub(crate) struct Sweep {
    /// Write a silence for each without asking
    #[arg(long)]
    pub yes: bool,
    /// Write nothing; show what would be written
    #[arg(long)]
    pub dry_run: bool,
}

/// What becomes of an overdue ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// `#silence`, or what the answer was.
    Answered(Answer),
    /// `#step`: somebody wrote again.
    FollowedUp,
    /// `wait:`
    Waiting,
}

/// An overdue ask by what finds it again, and its fate.
struct Decision {
    day: Day,
    title: String,
    id: Option<String>,
    fate: Fate,
}

pub(super) fn run(context: &Context, typed: &Sweep) -> Result<Outcome, Failure> {
    let notebook = context.open()?;
    let book = &notebook.book;
    let overdue: Vec<AskId> = (0..book.asks().len()).filter(|ask| book.ask(*ask).overdue).collect();
    if overdue.is_empty() {
        output::print("no ask is overdue\n")?;
        return Ok(Outcome::Done);
    }
    let asked = is_asked(context) && !typed.yes;
    let decisions = if asked {
        decide(book, &overdue)?
    } else if typed.yes || typed.dry_run {
        overdue.iter().map(|ask| decision(book, *ask, Fate::Answered(Answer::Silence))).collect()
    } else {
        return Err(Failure::argument(
            format!(
                "{} overdue, and nobody is here to say what became of them",
                counted(overdue.len(), "ask")
            ),
            "`--yes` writes a silence for each; `--dry-run` shows it first",
        ));
    };
    if decisions.is_empty() {
        output::print("nothing to write\n")?;
        return Ok(Outcome::Done);
    }
    if asked || typed.dry_run {
        output::print(&preview(context, &decisions)?)?;
        if typed.dry_run || !confirm(&format!("Write {}?", counted(decisions.len(), "change")))? {
            output::print("nothing was written\n")?;
            return Ok(Outcome::Done);
        }
    }
    let written =
        writing::write(context, "sweep", |notebook| Ok(Some(change(context, notebook, &decisions))))?;
    if written.is_some() {
        let said = format!("{} swept; `askbook undo` takes it back\n", counted(decisions.len(), "ask"));
        output::print(&said)?;
    }
    Ok(Outcome::Done)
}

/// One ask at a time, one key each.
fn decide(book: &Book, overdue: &[AskId]) -> Result<Vec<Decision>, Failure> {
    let mut decisions = Vec::new();
    for (at, ask) in overdue.iter().enumerate() {
        let it = book.ask(*ask);
        output::print(&format!(
            "\n{} of {}  {}  {}\n  asked {}, {} ago; overdue since {}\n  s silence · w still waiting · f followed up · a answered · Enter skip · q quit ",
            at + 1,
            overdue.len(),
            it.title(),
            named(&it),
            it.day,
            counted(usize::try_from(it.days()).unwrap_or(0), "day"),
            it.patience,
        ))?;
        let fate = loop {
            match read_key()? {
                's' => break Some(Fate::Answered(Answer::Silence)),
                'w' => break Some(Fate::Waiting),
                'f' => break Some(Fate::FollowedUp),
                'a' => {
                    if let Some(answer) = which_answer()? {
                        break Some(Fate::Answered(answer));
                    }
                }
                '\n' | ' ' => break None,
                'q' | '\u{1b}' => {
                    output::print("\n")?;
                    return Ok(decisions);
                }
                _ => {}
            }
        };
        let said = match fate {
            Some(Fate::Answered(answer)) => answer.word(),
            Some(Fate::FollowedUp) => "followed up",
            Some(Fate::Waiting) => "still waiting",
            None => "skipped",
        };
        output::print(&format!("→ {said}\n"))?;
        decisions.extend(fate.map(|fate| decision(book, *ask, fate)));
    }
    output::print("\n")?;
    Ok(decisions)
}

fn which_answer() -> Result<Option<Answer>, Failure> {
    output::print("\n  y yes · p a smaller yes · n no · t you took it back · Esc none of these ")?;
    loop {
        match read_key()? {
            'y' => return Ok(Some(Answer::Yes)),
            'p' => return Ok(Some(Answer::Partial)),
            'n' => return Ok(Some(Answer::No)),
            't' => return Ok(Some(Answer::Withdrawn)),
            '\u{1b}' => return Ok(None),
            _ => {}
        }
    }
}

fn decision(book: &Book, ask: AskId, fate: Fate) -> Decision {
    let it = book.ask(ask);
    Decision { day: it.day, title: it.title().to_owned(), id: it.id().map(str::to_owned), fate }
}

/// The change of all decisions, on the notebook as it now is. What is no longer overdue is left.
fn change(context: &Context, notebook: &Notebook, decisions: &[Decision]) -> Change {
    let book = &notebook.book;
    let day = context.today_until(notebook.config.day_ends);
    let mut left: Vec<AskId> = (0..book.asks().len()).filter(|ask| book.ask(*ask).overdue).collect();
    let mut change = Change::default();
    let mut about = Vec::new();
    at_desk(notebook, |desk| {
        for made in decisions {
            let is_it = |ask: &AskId| {
                let it = book.ask(*ask);
                it.day == made.day && it.title() == made.title && it.id() == made.id.as_deref()
            };
            let Some(at) = left.iter().position(is_it) else { continue };
            let ask = left.remove(at);
            let record = |marker, text: &str| About { ask, marker, line: Line::of(text) };
            match made.fate {
                Fate::Answered(answer) => about.push(record(Marker::Answer(answer), "")),
                Fate::FollowedUp => about.push(record(Marker::Step, "followed up")),
                Fate::Waiting => change.join(author::with_wait(desk, ask, longer(book, ask))),
            }
        }
        if !about.is_empty() {
            change.join(author::answer(desk, &about, day));
        }
    });
    change
}

/// A wait that begins anew today: as long again as the one that is over.
fn longer(book: &Book, ask: AskId) -> Wait {
    let it = book.ask(ask);
    let so_far = (book.today - it.last_sign).num_days();
    let usual = (it.patience - it.last_sign).num_days().max(1);
    Wait::Days(u32::try_from(so_far + usual).unwrap_or(9999).min(9999))
}

fn preview(context: &Context, decisions: &[Decision]) -> Result<String, Failure> {
    let notebook = context.open_any()?;
    let change = change(context, &notebook, decisions);
    let checked = at_desk(&notebook, |desk| check(desk, &change));
    Ok(diff(&checked.map_err(crate::change::WriteError::Broken)?))
}
