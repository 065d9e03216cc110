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
use crate::author::{self, About, Broken, Change, Desk, Line, at_desk, check};
use crate::book::{AskId, Book};
use crate::change::WriteError;
use crate::model::{Answer, Day, Marker, Wait};
use crate::notebook::Notebook;
use clap::Args;
use std::collections::{HashMap, VecDeque};

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
        let (text, count) = preview(context, &decisions)?;
        output::print(&text)?;
        if typed.dry_run || count == 0 || !confirm(&format!("Write {}?", counted(count, "change")))? {
            output::print("nothing was written\n")?;
            return Ok(Outcome::Done);
        }
    }
    let mut swept = Swept::default();
    let written = writing::write(context, "sweep", |notebook| {
        swept = sound(context, notebook, &decisions)?;
        Ok(Some(std::mem::take(&mut swept.change)))
    })?;
    swept.left_out.iter().for_each(|told| context.say(told));
    let said = match written {
        Some(_) => format!("{} swept; `askbook undo` takes it back\n", counted(swept.count, "ask")),
        None if swept.left_out.is_empty() => {
            "nothing was written: none of these asks is overdue any more\n".to_owned()
        }
        None => "nothing was written\n".to_owned(),
    };
    output::print(&said)?;
    Ok(if swept.left_out.is_empty() { Outcome::Done } else { Outcome::Found })
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

/// What is written of the decisions.
#[derive(Default)]
struct Swept {
    change: Change,
    /// Of how many asks.
    count: usize,
    /// The asks for which nothing can be written, and why.
    left_out: Vec<String>,
}

/// The change of those decisions that can be written, on the notebook as it now is. One doubtful ask does not throw the
/// others away. What is no longer overdue is left.
fn sound(context: &Context, notebook: &Notebook, decisions: &[Decision]) -> Result<Swept, Failure> {
    let book = &notebook.book;
    // Of asks that are alike each has a decision of its own.
    let mut left: HashMap<Found<'_>, VecDeque<AskId>> = HashMap::new();
    for ask in (0..book.asks().len()).filter(|ask| book.ask(*ask).overdue) {
        let it = book.ask(ask);
        left.entry((it.day, it.title(), it.id())).or_default().push_back(ask);
    }
    let mut made = Vec::new();
    for one in decisions {
        let asks = left.get_mut(&(one.day, one.title.as_str(), one.id.as_deref()));
        made.extend(asks.and_then(VecDeque::pop_front).map(|ask| (ask, one.fate)));
    }
    let day = context.today_until(notebook.config.day_ends);
    let mut left_out = Vec::new();
    at_desk(notebook, |desk| {
        let is_sound = |made: &[Made]| check(desk, &change(desk, made, day)).map(|_| ());
        if let Some(broken) = common(&made, &is_sound) {
            return Err(WriteError::Broken(broken).into());
        }
        let kept = without_doubtful(&made, &is_sound, &mut |ask, why| {
            let it = book.ask(ask);
            left_out.push(format!("left out: {} ({}): {why}", it.title(), named(&it)));
        });
        Ok(Swept { change: change(desk, &kept, day), count: kept.len(), left_out })
    })
}

/// An ask, and what becomes of it.
type Made = (AskId, Fate);

/// Whether such changes can be made together.
type IsSound<'s> = dyn Fn(&[Made]) -> Result<(), Broken> + 's;

/// What finds an ask again.
type Found<'a> = (Day, &'a str, Option<&'a str>);

/// What keeps each of them from being written, as a conflict on the page of the day does: nothing is left to be tried then.
fn common(made: &[Made], is_sound: &IsSound<'_>) -> Option<Broken> {
    let broken = is_sound(made).err()?;
    let some = [0, made.len() / 2, made.len().saturating_sub(1)];
    some.into_iter()
        .all(|at| is_sound(made.get(at..=at).unwrap_or_default()).err().as_ref() == Some(&broken))
        .then_some(broken)
}

/// Those that can be written together. A half of them is tried after the other where all of them cannot, so that one in a
/// thousand is found in a few steps.
fn without_doubtful(
    made: &[Made],
    is_sound: &IsSound<'_>,
    leave_out: &mut dyn FnMut(AskId, &Broken),
) -> Vec<Made> {
    let Err(broken) = is_sound(made) else { return made.to_vec() };
    if let [(ask, _)] = made {
        leave_out(*ask, &broken);
        return Vec::new();
    }
    let (first, second) = made.split_at(made.len() / 2);
    let first = without_doubtful(first, is_sound, leave_out);
    let second = without_doubtful(second, is_sound, leave_out);
    let both = [first.as_slice(), second.as_slice()].concat();
    match is_sound(&both) {
        Ok(()) => both,
        Err(broken) => {
            second.iter().for_each(|(ask, _)| leave_out(*ask, &broken));
            first
        }
    }
}

/// The change of these decisions.
fn change(desk: &Desk<'_>, made: &[Made], day: Day) -> Change {
    let mut change = Change::default();
    let mut about = Vec::new();
    for (ask, fate) in made {
        let record = |marker, text: &str| About { ask: *ask, marker, line: Line::of(text) };
        match fate {
            Fate::Answered(answer) => about.push(record(Marker::Answer(*answer), "")),
            Fate::FollowedUp => about.push(record(Marker::Step, "followed up")),
            Fate::Waiting => change.join(author::with_wait(desk, *ask, longer(desk.book, *ask))),
        }
    }
    if !about.is_empty() {
        change.join(author::answer(desk, &about, day));
    }
    change
}

/// A wait that begins anew today: as long again as the one that is over.
fn longer(book: &Book, ask: AskId) -> Wait {
    let it = book.ask(ask);
    let so_far = (book.today - it.last_sign).num_days();
    let usual = (it.patience - it.last_sign).num_days().max(1);
    Wait::Days(u32::try_from(so_far + usual).unwrap_or(9999).min(9999))
}

/// What would be written, and what would be left out.
fn preview(context: &Context, decisions: &[Decision]) -> Result<(String, usize), Failure> {
    let notebook = context.open_any()?;
    let swept = sound(context, &notebook, decisions)?;
    let checked = at_desk(&notebook, |desk| check(desk, &swept.change));
    let mut text = diff(&checked.map_err(WriteError::Broken)?);
    swept.left_out.iter().for_each(|told| text.push_str(&format!("{told}\n")));
    Ok((text, swept.count))
}
