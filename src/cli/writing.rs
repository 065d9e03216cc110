//! What every command that writes has in common: where the log of changes is, what is said around a write,
//! git, and the line that was written.

use super::context::Context;
use super::failure::Failure;
use super::output;
use crate::author::{Change, DayError, Line, LineError, parse_day_words, parse_open_day_words};
use crate::change::{self, Around, Place, Written};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Severity};
use crate::disk::CONFIG_FILE;
use crate::git::{Git, Standing};
use crate::model::{Day, FIRST_YEAR, Marker};
use crate::notebook::Notebook;
use chrono::Datelike;
use etcetera::BaseStrategy;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

/// Where the notebook is, and the log of its changes.
pub(super) fn place(context: &Context) -> Result<Place, Failure> {
    let root = context.root()?;
    let full = root.canonicalize().unwrap_or_else(|_| root.clone());
    let state = state_folder().ok_or_else(|| {
        Failure::argument(
            "there is no folder of yours for the log of changes",
            "name one in the environment: ASKBOOK_STATE=DIR",
        )
    })?;
    Ok(Place { root, state: state.join(log_name(&full)) })
}

fn state_folder() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("ASKBOOK_STATE").filter(|named| !named.is_empty()) {
        return Some(PathBuf::from(named));
    }
    let user = etcetera::choose_base_strategy().ok()?;
    Some(user.state_dir().unwrap_or_else(|| user.data_dir()).join("askbook"))
}

/// A folder's name for a notebook's log: what the notebook is called, and a mark of its path.
fn log_name(root: &Path) -> String {
    let mark = xxhash_rust::xxh3::xxh3_64(root.as_os_str().as_encoded_bytes());
    let name = root.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let plain: String =
        name.chars().filter(|char| char.is_ascii_alphanumeric() || *char == '-').take(40).collect();
    format!("{plain}-{mark:016x}")
}

/// Makes the change that `work` says, in the one safe way, and commits it where the notebook wants that.
pub(super) fn write(
    context: &Context,
    command: &str,
    mut work: impl FnMut(&Notebook) -> Result<Option<Change>, Failure>,
) -> Result<Option<Written>, Failure> {
    let place = place(context)?;
    let commit = Rc::new(RefCell::new(None));
    let mut around = Aloud { context, commit: Rc::clone(&commit), git: None, told: None };
    let when = context.now();
    let written = change::write(&place, context.today, (command, &when), &mut around, |notebook| {
        sound_config(context, notebook)?;
        let change = work(notebook)?;
        let message = change.as_ref().map(|change| message(command, change));
        *commit.borrow_mut() = message.filter(|_| notebook.config.git_commit);
        Ok::<_, Failure>(change)
    })?;
    around.say();
    Ok(written)
}

/// Takes the last change back.
pub(super) fn undo(context: &Context, wants_commit: bool) -> Result<change::Undone, Failure> {
    let place = place(context)?;
    let commit = Rc::new(RefCell::new(wants_commit.then(|| "journal: undo".to_owned())));
    let mut around = Aloud { context, commit, git: None, told: None };
    let undone = change::undo(&place, &context.now(), &mut around)?;
    around.say();
    Ok(undone)
}

/// A command that writes does nothing where the config has errors (format, section 7).
pub(super) fn sound_config(context: &Context, notebook: &Notebook) -> Result<(), Failure> {
    let is_config_error =
        |told: &&Diagnostic| &*told.place.file == CONFIG_FILE && told.severity() == Severity::Error;
    let problems: Vec<Diagnostic> = notebook.loading.iter().filter(is_config_error).cloned().collect();
    if problems.is_empty() { Ok(()) } else { Err(Failure::BrokenConfig(context.render(notebook, &problems))) }
}

/// Says on standard error what happens around a write, and commits.
struct Aloud<'c> {
    context: &'c Context,
    /// The message of the commit, where one is wanted.
    commit: Rc<RefCell<Option<String>>>,
    git: Option<Git>,
    told: Option<String>,
}

impl Aloud<'_> {
    fn say(&self) {
        if let Some(told) = &self.told {
            self.context.say(told);
        }
    }
}

impl Around for Aloud<'_> {
    fn waiting(&mut self) {
        self.context.say("another askbook is writing in this notebook: waiting for it");
    }

    fn recovered(&mut self, command: &str, finished: bool, left: &[Arc<str>]) {
        let how = match left {
            _ if finished => "it was complete, and is kept".to_owned(),
            [] => "all its files are as they were before".to_owned(),
            left => format!(
                "its files are as they were before, but for what somebody has changed since, which is left as it is: {}",
                left.join(", ")
            ),
        };
        self.context.say(&format!("a change by `askbook {command}` had been interrupted: {how}"));
    }

    fn before(&mut self, root: &Path, files: &[Arc<str>]) {
        (self.git, self.told) = (None, None);
        if self.commit.borrow().is_none() {
            return;
        }
        let Some(git) = Git::around(root) else {
            self.told = Some("not committed: there is no git repository here".to_owned());
            return;
        };
        match git.standing(files) {
            Some(Standing::Clean) => self.git = Some(git),
            Some(Standing::Changed) => {
                let what = if files.len() == 1 { "the page has" } else { "the pages have" };
                self.told = Some(format!("not committed: {what} other changes that are not committed yet"));
            }
            Some(Standing::Ignored) => self.told = Some("not committed: git ignores the page".to_owned()),
            None => self.told = Some("not committed: git cannot say how the page stands".to_owned()),
        }
    }

    fn after(&mut self, _root: &Path, files: &[Arc<str>]) {
        let message = self.commit.borrow().clone();
        if let (Some(git), Some(message)) = (&self.git, message)
            && let Err(said) = git.commit(files, &message)
        {
            self.told = Some(format!("written, but not committed: git says: {said}"));
        }
    }
}

/// A commit's message: counts, and never a word of the diary.
fn message(command: &str, change: &Change) -> String {
    let mut counts: BTreeMap<(u8, &str), usize> = BTreeMap::new();
    for added in &change.added {
        *counts.entry(kind(added.said.marker)).or_default() += 1;
        if added.said.on_the_spot.is_some() {
            *counts.entry((1, "answer")).or_default() += 1;
        }
    }
    if counts.is_empty() {
        return format!("journal: {command}");
    }
    let words: Vec<String> = counts.iter().map(|((_, kind), count)| counted(*count, kind)).collect();
    format!("journal: {}", words.join(", "))
}

fn kind(marker: Marker) -> (u8, &'static str) {
    match marker {
        Marker::Ask => (0, "ask"),
        Marker::Answer(_) => (1, "answer"),
        Marker::Step => (2, "step"),
        Marker::Plan => (3, "plan"),
        Marker::Lesson => (4, "lesson"),
        Marker::Review => (5, "review"),
        Marker::Rest => (6, "rest"),
    }
}

/// `1 ask`, `2 asks`.
pub(super) fn counted(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}

/// The day that a record is written on which may lie ahead: `--date` in whatever words, or else today, which ends at
/// `day_ends`.
pub(super) fn day(context: &Context, config: &Config, typed: Option<&str>) -> Result<Day, Failure> {
    day_read(context, config, typed, parse_open_day_words)
}

/// The same for what has happened: a day that is still to come is refused.
pub(super) fn past_day(
    context: &Context,
    config: &Config,
    typed: Option<&str>,
    marker: Marker,
) -> Result<Day, Failure> {
    let day = day_read(context, config, typed, parse_day_words)?;
    if day > context.today {
        let what = format!("{} is still to come", day.format("%A %Y-%m-%d"));
        let hint = match marker {
            Marker::Ask => "an ask counts on the day it was made; what lies ahead is an `askbook plan`",
            Marker::Answer(_) => "an answer counts on the day it came: write it down then",
            _ => "it counts on the day it happened: write it down then",
        };
        return Err(Failure::argument(what, hint));
    }
    Ok(day)
}

/// A record with dates in the place of words that say when something is due.
pub(super) fn with_due(context: &Context, config: &Config, line: Line) -> Result<Line, Failure> {
    line.with_due(context.today_until(config.day_ends)).map_err(|(words, error)| {
        Failure::argument(format!("`due:{words}` may mean two days"), error.to_string())
    })
}

fn day_read(
    context: &Context,
    config: &Config,
    typed: Option<&str>,
    read: fn(&str, Day) -> Result<Day, DayError>,
) -> Result<Day, Failure> {
    let today = context.today_until(config.day_ends);
    let Some(words) = typed else { return Ok(today) };
    let day = read(words, today).map_err(|error| {
        let what = match error {
            DayError::Either(..) => format!("`{words}` may mean two days"),
            _ => format!("`{words}` is no day that can be told"),
        };
        Failure::argument(what, error.to_string())
    })?;
    if day.year() < FIRST_YEAR {
        let what = format!("{day} is before the year {FIRST_YEAR}, surely by a slip");
        return Err(Failure::argument(what, "write the year in full, as YYYY-MM-DD"));
    }
    Ok(day)
}

/// What is said of a record that cannot be written as it was typed.
pub(super) fn refused(error: LineError, example: &str) -> Failure {
    match error {
        LineError::Empty => {
            Failure::argument("there are no words to write down", format!("such as: {example}"))
        }
        LineError::IdTaken(id) => Failure::argument(
            format!("the id `{id}` is another's already"),
            "choose another one, or leave it out: an id is made where one is needed",
        ),
        LineError::Wrong(message, hint) => Failure::argument(message, hint),
    }
}

/// A question that takes yes or no; `yes` where only Enter is pressed and `default` says so. Whoever ends the input
/// (Ctrl-D) says no.
pub(super) fn confirm(question: &str, default: bool) -> Result<bool, Failure> {
    let choice = if default { "[Y/n]" } else { "[y/N]" };
    let Some(answer) = read_line(&format!("{question} {choice} "))? else { return Ok(false) };
    Ok(match answer.to_lowercase().chars().next() {
        None => default,
        Some(first) => first == 'y',
    })
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

/// Whether a person is there to be asked.
pub(super) fn is_asked(context: &Context) -> bool {
    context.is_terminal && std::io::stdin().is_terminal()
}

/// All of standard input, its non-empty lines.
pub(super) fn input_lines() -> Result<Vec<String>, Failure> {
    let text = std::io::read_to_string(std::io::stdin()).map_err(Failure::Input)?;
    Ok(text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect())
}
