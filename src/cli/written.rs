//! What is said of a change once it is made: the line that was written, what it adds up to, and what is wrong with it.

use super::context::Context;
use crate::author::after;
use crate::book::Book;
use crate::change::Written;
use crate::config::{Challenge, Config, Goal};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Answer, Day};
use crate::notebook::Notebook;
use crate::syntax::File;
use crate::text::{LineIndex, Source, line_texts};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// What was written: its day, its place, its line.
pub(super) fn receipt(written: &Written, day: Day) -> String {
    let mut text = String::new();
    let added = &written.checked.added;
    const SHOWN: usize = 3;
    for (path, line) in added.iter().take(SHOWN) {
        text.push_str(&format!("{}  {path}:{line}\n", day.format("%A %Y-%m-%d")));
        let file = written.checked.files.iter().find(|file| file.path == *path);
        if let Some(words) = file.and_then(|file| line_texts(&file.after).nth(*line as usize - 1)) {
            text.push_str(&format!("  {}\n", words.trim()));
        }
    }
    if added.len() > SHOWN {
        text.push_str(&format!("  and {} more\n", added.len() - SHOWN));
    }
    text
}

/// A notebook as a change of it found it, for what is said of the change when it is made.
pub(super) struct Before {
    files: Vec<Arc<File>>,
    config: Config,
    today: Day,
}

impl Before {
    pub(super) fn of(notebook: &Notebook) -> Self {
        let book = &notebook.book;
        Self { files: book.files.clone(), config: notebook.config.clone(), today: book.today }
    }

    /// The notebook as the change left it.
    pub(super) fn after(self, written: &Written) -> After<'_> {
        let book = after(self.files, &self.config, self.today, &written.checked);
        let added = written.checked.added.iter().cloned().collect();
        After { book, config: self.config, written, added }
    }
}

/// A notebook as a change of it left it.
pub(super) struct After<'w> {
    book: Book,
    config: Config,
    written: &'w Written,
    /// The pages and lines of the records that were written.
    added: HashSet<(Arc<str>, u32)>,
}

impl After<'_> {
    fn is_written(&self, record: usize) -> bool {
        let path = self.book.file_of(record).path.clone();
        self.added.contains(&(path, self.book.record(record).line))
    }

    /// What the answer that was written adds up to: the number of the rejection or of the yes, among those of its
    /// challenge.
    pub(super) fn tally(&self) -> String {
        let written =
            || self.book.asks().filter(|ask| ask.answer_record().is_some_and(|it| self.is_written(it)));
        if let Some((number, day)) = written().filter_map(|ask| Some((ask.number?, ask.answered?))).max() {
            return match self.rejections_of(day) {
                Some(challenge) if number == challenge.goal => {
                    format!("  rejection {number} of {number}: that is your goal, reached!\n")
                }
                Some(challenge) => format!("  rejection {number} of {}\n", challenge.goal),
                None => format!("  rejection {number}\n"),
            };
        }
        let yeses = [(Answer::Yes, "yes"), (Answer::Partial, "smaller yes")].into_iter();
        let mut written = yeses.filter_map(|(status, word)| {
            let of_status = written().filter(|ask| ask.status == Some(status));
            Some((status, word, of_status.filter_map(|ask| ask.answered).max()?))
        });
        let Some((status, word, day)) = written.next() else { return String::new() };
        let challenge = self.config.challenge_of(day);
        let is_same = |day: Day| challenge.is_none_or(|challenge| challenge.holds(day));
        let yeses = self.book.asks().filter(|ask| ask.status == Some(status));
        let count = yeses.filter(|ask| ask.answered.is_some_and(is_same)).count();
        let noes =
            self.book.asks().filter(|ask| ask.answered.is_some_and(is_same)).filter_map(|ask| ask.number);
        let beside = match (noes.max(), self.rejections_of(day)) {
            (None, _) => String::new(),
            (Some(number), Some(challenge)) => format!(", beside {number} of {} rejections", challenge.goal),
            (Some(1), None) => ", beside 1 rejection".to_owned(),
            (Some(number), None) => format!(", beside {number} rejections"),
        };
        format!("  {word} {count}{beside}: well asked!\n")
    }

    /// The challenge of a day, if its goal is of rejections.
    fn rejections_of(&self, day: Day) -> Option<&Challenge> {
        self.config.challenge_of(day).filter(|challenge| challenge.of == Goal::Rejections)
    }

    /// Says what is wrong with the records that were written.
    pub(super) fn say_problems(&self, context: &Context) {
        let written = &self.written.checked;
        let lines: HashMap<&str, LineIndex> = written
            .files
            .iter()
            .map(|file| {
                (&*file.path, LineIndex::new(file.after.strip_prefix('\u{feff}').unwrap_or(&file.after)))
            })
            .collect();
        let is_new = |told: &&Diagnostic| {
            let is_wrong = told.severity() != Severity::Notice && !self.config.allow.contains(&told.code);
            let index = lines.get(&*told.place.file).filter(|_| is_wrong);
            let line = index.map(|index| index.line(told.place.span.start));
            line.is_some_and(|line| self.added.contains(&(told.place.file.clone(), line)))
        };
        let changed = written.files.iter().filter_map(|file| self.book.file_at(&file.path));
        let in_files = changed.flat_map(|at| self.book.files[at].diagnostics.iter());
        let problems: Vec<Diagnostic> =
            in_files.chain(self.book.diagnostics.iter()).filter(is_new).cloned().collect();
        if problems.is_empty() {
            return;
        }
        let sources: Vec<Source> =
            written.files.iter().map(|file| Source::new(&*file.path, file.after.clone())).collect();
        let source = |path: &str| sources.iter().find(|source| *source.path == *path);
        context.say(context.rendered(&source, &problems).trim_end());
    }
}
