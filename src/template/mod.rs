//! The notebook that `init` writes and the example that `demo` shows, built into the program.
//!
//! Text in, text out: knows nothing of the disk, of the clock or of a terminal.

mod moved;
mod settings;

pub use settings::Settings;

use crate::model::Day;
use include_dir::{Dir, include_dir};
use std::collections::BTreeMap;

static TEMPLATE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/journal-template");

/// The folder of the example in the template.
const EXAMPLE: &str = "example/";

/// A file of a new notebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// What is in it.
    pub text: String,
    /// Whether it is a program.
    pub is_program: bool,
}

/// The files of a new notebook by their path, with `/`.
pub type NewFiles = BTreeMap<String, NewFile>;

/// A new, empty notebook with these settings, begun on `today`.
pub fn empty(settings: &Settings, today: Day) -> NewFiles {
    let mut files = frame();
    if let Some(config) = files.get_mut("askbook.toml") {
        config.text = settings.fill(&config.text, today);
    }
    let page = format!("journal/{}", today.format("%Y/%Y-%m-%d.md"));
    files.insert(page, NewFile { text: first_page(today), is_program: false });
    files
}

/// A notebook with the example journal, its dates moved so that it ends on `today`.
pub fn example(today: Day) -> NewFiles {
    let mut files = frame();
    files.remove("journal/plans.md");
    let raw: Vec<(String, String)> = all()
        .into_iter()
        .filter_map(|(path, text)| Some((path.strip_prefix(EXAMPLE)?.to_owned(), text)))
        .collect();
    for (path, text) in moved::to_end_on(&raw, today) {
        files.insert(path, NewFile { text, is_program: false });
    }
    files
}

/// What is in every notebook: all of the template but the example.
fn frame() -> NewFiles {
    all()
        .into_iter()
        .filter(|(path, _)| !path.starts_with(EXAMPLE))
        .map(|(path, text)| {
            let is_program = text.starts_with("#!");
            (path, NewFile { text, is_program })
        })
        .collect()
}

fn all() -> Vec<(String, String)> {
    let mut found = Vec::new();
    collect(&TEMPLATE, &mut found);
    found.sort();
    found
}

fn collect(folder: &Dir<'_>, found: &mut Vec<(String, String)>) {
    for file in folder.files() {
        let parts: Vec<_> = file.path().components().map(|part| part.as_os_str().to_string_lossy()).collect();
        found.push((parts.join("/"), String::from_utf8_lossy(file.contents()).into_owned()));
    }
    for inner in folder.dirs() {
        collect(inner, found);
    }
}

fn first_page(today: Day) -> String {
    format!(
        "# {}\n\nThe first page. Write below what you asked for today, in a line such as\n`- #ask A discount at the café size:small fear:3`, then type `askbook report`.\n\n",
        today.format("%A %Y-%m-%d")
    )
}
