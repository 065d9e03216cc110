//! What several tests share: small notebooks written as text, and records and diagnostics written as lines.
#![allow(dead_code)]

pub mod command;
pub mod editor;
pub mod small_disk;
pub mod walkthrough;

use askbook::book::Book;
use askbook::diagnostic::{Diagnostic, Place};
use askbook::list::{Kinds, Row, object, rows};
use askbook::model::Day;
use askbook::notebook::{Notebook, from_texts};
use askbook::text::{LineIndex, Source};
use serde_json::Value;

/// The files of a small notebook written as one text: the page `2026-03-02.md`, or what follows each line `>>> NAME`.
pub fn files(text: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    let mut name = "2026-03-02.md".to_owned();
    let mut content = String::new();
    let mut named = false;
    for line in text.split_inclusive('\n') {
        if let Some(next) = line.strip_prefix(">>> ") {
            if named || !content.is_empty() {
                files.push((std::mem::take(&mut name), std::mem::take(&mut content)));
            }
            name = next.trim().to_owned();
            named = true;
        } else {
            content.push_str(line);
        }
    }
    files.push((name, content));
    files
}

/// A day from its text.
pub fn day(text: &str) -> Day {
    text.parse().expect("a date")
}

/// Reads a small notebook.
pub fn notebook(text: &str, today: &str) -> Notebook {
    from_texts(&files(text), day(today))
}

/// Every record that counts, one a line, with the fields that are not empty.
pub fn record_lines(book: &Book) -> Vec<String> {
    rows(book, &Kinds::all()).into_iter().map(|row| record_line(book, row)).collect()
}

fn quoted(value: &str) -> String {
    if value.contains(char::is_whitespace) { format!("\"{value}\"") } else { value.to_owned() }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn record_line(book: &Book, row: Row) -> String {
    let object = object(book, row);
    let get = |key: &str| object.get(key).filter(|value| !value.is_null());
    let mut line = format!(
        "{} {} \"{}\"",
        plain(&object["kind"]),
        get("date").map_or("-".to_owned(), plain),
        plain(&object["title"])
    );
    let mut put = |name: &str, value: String| line.push_str(&format!(" {name}={value}"));
    let list = |key: &str| {
        let items: Vec<String> = get(key)?.as_array()?.iter().map(plain).collect();
        (!items.is_empty()).then(|| items.join(","))
    };
    if let Some(id) = get("id") {
        put("id", plain(id));
    }
    for key in ["tags", "who"] {
        if let Some(items) = list(key) {
            put(key, quoted(&items));
        }
    }
    for key in ["size", "fear", "odds", "via"] {
        if let Some(value) = get(key) {
            put(key, quoted(&plain(value)));
        }
    }
    if let Some(worth) = get("worth") {
        put("worth", format!("{}{}", worth["amount"], worth["currency"].as_str().unwrap_or("")));
    }
    if let Some(due) = get("due") {
        put("due", plain(due));
    }
    for (name, value) in object["keys"].as_object().into_iter().flatten() {
        put(&format!("keys.{name}"), quoted(&plain(value)));
    }
    if let Some(re) = get("re") {
        put("re", plain(re));
    }
    if object["kind"] == "review" {
        put("span", plain(&object["span"]));
    }
    let mut flag = |name: &str| line.push_str(&format!(" {name}"));
    if object["private"] == true {
        flag("private");
    }
    match get("public") {
        Some(Value::Bool(true)) => flag("public"),
        Some(words) => flag(&format!("public=\"{}\"", plain(words))),
        None => {}
    }
    if let Some(status) = get("status").map(plain).filter(|status| status != "open" && status != "planned") {
        flag(&format!("status={status}"));
    }
    if let Some(answered) = get("answered") {
        flag(&format!("answered={}", plain(answered)));
    }
    if object["overdue"] == true {
        flag("overdue");
    }
    if let Some(sting) = get("sting") {
        flag(&format!("sting={sting}"));
    }
    if object["turnaround"] == true {
        flag("turnaround");
    }
    if let Some(number) = get("number") {
        flag(&format!("number={number}"));
    }
    if let Some(ask) = get("ask") {
        flag(&format!("of=\"{}\"", plain(&ask["title"])));
    }
    line
}

/// Every diagnostic, one a line: `SEVERITY CODE LINE:COL-LINE:COL`, with its file where there are several.
pub fn diagnostic_lines(notebook: &Notebook) -> Vec<String> {
    let journal_files = notebook.book.files.len();
    notebook.diagnostics().iter().map(|told| diagnostic_line(notebook, told, journal_files > 1)).collect()
}

fn diagnostic_line(notebook: &Notebook, told: &Diagnostic, several: bool) -> String {
    let empty = Source::new("", String::new());
    let at = |place: &Place| {
        let source = notebook.source(&place.file).unwrap_or(&empty);
        let index = LineIndex::new(&source.text);
        let start = index.position(&source.text, place.span.start);
        let end = index.position(&source.text, place.span.end);
        format!("{}:{}-{}:{}", start.line, start.column, end.line, end.column)
    };
    let mut line = String::new();
    if several || &*told.place.file == "askbook.toml" {
        line.push_str(&format!("{} ", told.place.file));
    }
    line.push_str(&format!("{} {} {}", told.severity().word(), told.code, at(&told.place)));
    for other in &told.related {
        let file = if other.place.file == told.place.file {
            String::new()
        } else {
            format!("{} ", other.place.file)
        };
        line.push_str(&format!(" (also {file}{})", at(&other.place)));
    }
    line
}

/// A fenced block of a document: its info string, its text and the line on which it begins.
pub struct Block {
    pub info: String,
    pub text: String,
    pub line: usize,
}

/// The blocks of a Markdown document whose info string begins with `word`.
pub fn blocks(document: &str, word: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut open: Option<(String, Block)> = None;
    for (at, line) in document.lines().enumerate() {
        match &mut open {
            None => {
                let fence: String = line.chars().take_while(|char| *char == '`').collect();
                if fence.len() >= 3 {
                    let info = line[fence.len()..].trim().to_owned();
                    open = Some((fence, Block { info, text: String::new(), line: at + 1 }));
                }
            }
            Some((fence, block)) => {
                if line == fence {
                    found.extend(open.take().map(|(_, block)| block));
                } else {
                    block.text.push_str(line);
                    block.text.push('\n');
                }
            }
        }
    }
    found.retain(|block| block.info.split_whitespace().next() == Some(word));
    found
}

/// The pages of the example journal, by path.
pub fn example_pages() -> Vec<(String, String)> {
    let mut pages = Vec::new();
    let mut folders = vec![std::path::PathBuf::from("journal-template/example/journal")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the example") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let text = std::fs::read_to_string(&path).expect("a page");
                pages.push((path.to_string_lossy().into_owned(), text));
            }
        }
    }
    pages.sort();
    pages
}
