//! `askbook lsp`, driven over pipes by a scripted editor.

mod changes;
mod completion;
mod places;
mod protocol;
mod session;

use crate::support::command::Notebook;
use crate::support::editor::{Columns, Editor, capabilities};
use serde_json::{Value, json};
use std::fs;

const PAGES: &str = "\
>>> askbook.toml
[silence]
after = \"60d\"
[keys]
room = [\"home\", \"office\"]
>>> 2026-03-02.md
# Monday

- #ask Applied for staff engineer at Acme #job @acme size:big fear:7 ^acme-staff
  - Found through Jane's newsletter.
- #ask #no 🎉 A discount at the café size:small fear:3 sting:0
- #plan Ask Prof. Lin to be my mentor @lin fear:9 ^lin
>>> 2026-06-20.md
- #ask é́😀 Talk at the meetup #talk/local @meetup fear:4 ^talk
- #step re:acme-staff phone screen
- #no re:acme-staff form letter sting:3
  - #lesson tailor the CV
- see [[2026-03-02#^acme-staff]] again
";

fn started(columns: Columns) -> (Notebook, Editor, String) {
    let notebook = Notebook::new(PAGES);
    let mut editor = Editor::start(notebook.path(), capabilities(columns));
    let page = fs::read_to_string(notebook.path().join("2026-06-20.md")).expect("a page");
    editor.open("2026-06-20.md", &page);
    (notebook, editor, page)
}

/// Line and column (from 0) just before a piece of text.
fn find(text: &str, piece: &str, columns: Columns) -> (usize, usize) {
    let at = text.find(piece).unwrap_or_else(|| panic!("no {piece:?}"));
    let line = text[..at].matches('\n').count();
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    (line, columns.of(&text[start..at]))
}

fn labels(list: &Value) -> Vec<&str> {
    list["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|item| item["label"].as_str().expect("a label"))
        .collect()
}

/// Types `typed` at the end of the page and gives what is offered there; the page is as before afterwards.
fn offered(editor: &mut Editor, page: &str, typed: &str, columns: Columns) -> Value {
    let text = format!("{page}{typed}");
    editor.replace("2026-06-20.md", &text);
    let line = text.matches('\n').count();
    let column = columns.of(text.rsplit('\n').next().expect("a line"));
    let list = editor.at("textDocument/completion", "2026-06-20.md", line, column);
    editor.replace("2026-06-20.md", page);
    list
}
