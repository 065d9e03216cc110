//! What every command that writes has in common: what is said around a write, git, and the line that was written.

use super::context::Context;
use super::failure::Failure;
use crate::author::{Change, LineError};
use crate::change::{self, Around, Written};
use crate::config::CONFIG_FILE;
use crate::diagnostic::{Diagnostic, Severity};
use crate::git::{Git, Standing};
use crate::model::Marker;
use crate::notebook::Notebook;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;

/// Makes the change that `work` says, in the one safe way, and commits it where the notebook wants that.
pub(super) fn write(
    context: &Context,
    command: &str,
    mut work: impl FnMut(&Notebook) -> Result<Option<Change>, Failure>,
) -> Result<Option<Written>, Failure> {
    let place = context.place()?;
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
    let place = context.place()?;
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
