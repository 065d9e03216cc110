//! What fits where somebody types: codes, challenges, and the ids and whos of the notebook around.

use crate::book::{Ask, Book};
use crate::diagnostic::Code;
use crate::disk;
use crate::list::plain;
use crate::model::Marker;
use crate::notebook::{Notebook, Texts};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::PathBuf;

/// Words by what is typed, each with what it stands for.
type Words = BTreeMap<String, String>;

/// The codes of diagnostics.
pub fn codes() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| {
        fitting(typed, Code::ALL.iter().map(|code| (code.name().to_owned(), String::new())).collect())
    })
}

/// The names of the notebook's challenges.
pub fn challenges() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| {
        let Some(notebook) = around() else { return Vec::new() };
        let challenges = notebook.config.challenges.iter();
        fitting(typed, challenges.map(|challenge| (challenge.name.clone(), String::new())).collect())
    })
}

/// Words of a query: whos, tags and ids of the notebook.
pub fn query() -> ArgValueCompleter {
    from_book(|book, words| {
        words.extend(["is:open", "is:overdue"].map(|word| (word.to_owned(), String::new())));
        for ask in book.asks() {
            // Bash breaks a word at a colon, so an id is there in both its spellings.
            words.extend(ask.id().iter().map(|id| (format!("id:{id}"), plain(ask.title()))));
            words.extend(ask.id().iter().map(|id| (format!("^{id}"), plain(ask.title()))));
            words.extend(ask.tags().iter().map(|tag| (format!("tag:{tag}"), String::new())));
            words.extend(ask.whos().iter().map(|who| (format!("@{who}"), String::new())));
        }
    })
}

/// What an answer may name: the ids and whos of the asks that are open.
pub fn open_asks() -> ArgValueCompleter {
    from_book(|book, words| put(words, book.asks().filter(|ask| ask.status.is_none())))
}

/// The ids of plans that nobody has carried out yet.
pub fn plans() -> ArgValueCompleter {
    from_book(|book, words| {
        for plan in book.counted(|marker| marker == Marker::Plan) {
            let record = book.record(plan);
            if book.link(plan).ask.is_none() {
                words.extend(record.id().map(|id| (id.text.to_owned(), plain(record.title()))));
            }
        }
    })
}

fn put<'b>(words: &mut Words, asks: impl Iterator<Item = Ask<'b>>) {
    for ask in asks {
        words.extend(ask.id().map(|id| (id.to_owned(), plain(ask.title()))));
        words.extend(ask.whos().iter().map(|who| (format!("@{who}"), plain(ask.title()))));
    }
}

fn from_book(collect: impl Fn(&Book, &mut Words) + Send + Sync + 'static) -> ArgValueCompleter {
    ArgValueCompleter::new(move |typed: &OsStr| {
        let Some(notebook) = around() else { return Vec::new() };
        let mut words = Words::new();
        collect(&notebook.book, &mut words);
        fitting(typed, words)
    })
}

/// The notebook of the environment, or the one around this folder. No other can be known while somebody types.
fn around() -> Option<Notebook> {
    let named = std::env::var_os("ASKBOOK_NOTEBOOK").map(PathBuf::from);
    let root = named.or_else(|| disk::find_notebook(&std::env::current_dir().ok()?))?;
    Some(Notebook::open(&root, chrono::Local::now().date_naive(), Texts::Drop))
}

/// The words that begin with what was typed, in any case.
fn fitting(typed: &OsStr, words: Words) -> Vec<CompletionCandidate> {
    let typed = typed.to_string_lossy().to_lowercase();
    words
        .into_iter()
        .filter(|(word, _)| word.to_lowercase().starts_with(&typed))
        .map(|(word, meaning)| {
            let candidate = CompletionCandidate::new(word);
            if meaning.is_empty() { candidate } else { candidate.help(Some(meaning.into())) }
        })
        .collect()
}
