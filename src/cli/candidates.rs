//! What fits where somebody types: codes, challenges, and the ids, whos and tags of the notebook around.

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
    from_book(|book, _, words| {
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
    from_book(|book, typed, words| named(words, typed, book.asks().filter(|ask| ask.is_open())))
}

/// The ids and whos of all asks.
pub fn asks() -> ArgValueCompleter {
    from_book(|book, typed, words| named(words, typed, book.asks()))
}

/// The ids of plans that nobody has carried out yet.
pub fn plans() -> ArgValueCompleter {
    from_book(|book, typed, words| {
        for plan in book.open_plans() {
            let record = book.record(plan);
            words.extend(record.id().map(|id| (signed(typed, '^', id.text), plain(record.title()))));
        }
    })
}

/// The whos of the notebook, with the sign where it was typed.
pub fn whos() -> ArgValueCompleter {
    from_book(put_whos)
}

/// The tags of the notebook, with the sign where it was typed.
pub fn tags() -> ArgValueCompleter {
    from_book(put_tags)
}

/// What may be renamed: ids, whos or tags, whichever the word before says.
pub fn renamed() -> ArgValueCompleter {
    from_book(|book, typed, words| match word_after("rename").as_deref() {
        Some("id") => put_ids(book, typed, words),
        Some("who") => put_whos(book, typed, words),
        Some("tag") => put_tags(book, typed, words),
        _ => {}
    })
}

/// What it may become: another who or tag, so that two spellings are one. Two ids are never made one.
pub fn new_name() -> ArgValueCompleter {
    from_book(|book, typed, words| match word_after("rename").as_deref() {
        Some("who") => put_whos(book, typed, words),
        Some("tag") => put_tags(book, typed, words),
        _ => {}
    })
}

/// The word after a command, of the line that is completed: the shell hands it over as this program's arguments.
fn word_after(command: &str) -> Option<String> {
    let mut words = std::env::args_os().skip_while(|word| word != command).skip(1);
    words.next()?.into_string().ok()
}

fn named<'b>(words: &mut Words, typed: &str, asks: impl Iterator<Item = Ask<'b>>) {
    for ask in asks {
        words.extend(ask.id().map(|id| (signed(typed, '^', id), plain(ask.title()))));
        words.extend(ask.whos().iter().map(|who| (format!("@{who}"), plain(ask.title()))));
    }
}

fn put_ids(book: &Book, typed: &str, words: &mut Words) {
    for record in book.counted(|marker| matches!(marker, Marker::Ask | Marker::Plan)) {
        let record = book.record(record);
        words.extend(record.id().map(|id| (signed(typed, '^', id.text), plain(record.title()))));
    }
}

fn put_whos(book: &Book, typed: &str, words: &mut Words) {
    let whos = book.asks().flat_map(|ask| ask.whos());
    words.extend(whos.map(|who| (signed(typed, '@', who), String::new())));
}

fn put_tags(book: &Book, typed: &str, words: &mut Words) {
    for ask in book.asks() {
        words.extend(ask.tags().iter().map(|tag| (signed(typed, '#', tag), String::new())));
    }
}

/// A name with its sign, if that was typed.
fn signed(typed: &str, sign: char, name: &str) -> String {
    if typed.starts_with(sign) { format!("{sign}{name}") } else { name.to_owned() }
}

fn from_book(collect: impl Fn(&Book, &str, &mut Words) + Send + Sync + 'static) -> ArgValueCompleter {
    ArgValueCompleter::new(move |typed: &OsStr| {
        let Some(notebook) = around() else { return Vec::new() };
        let mut words = Words::new();
        collect(&notebook.book, &typed.to_string_lossy(), &mut words);
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
