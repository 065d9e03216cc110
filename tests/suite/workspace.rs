//! A notebook kept open says at all times what a new reading of it would say.

use crate::support::{day, diagnostic_lines};
use askbook::list::{Kinds, json_line, rows};
use askbook::live::{Follow, Told};
use askbook::notebook::{Notebook, Texts};
use askbook::workspace::Workspace;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const TODAY: &str = "2026-03-30";

fn said(notebook: &Notebook) -> Vec<String> {
    let book = &notebook.book;
    let mut lines: Vec<String> =
        rows(book, &Kinds::all()).into_iter().map(|row| json_line(book, row)).collect();
    lines.extend(diagnostic_lines(notebook));
    lines.extend(notebook.sources.iter().map(|source| format!("{}: {}", source.path, source.text)));
    lines
}

fn fresh(root: &Path) -> Vec<String> {
    said(&Notebook::open(root, day(TODAY), Texts::Keep))
}

/// What happens to a page.
#[derive(Debug, Clone)]
enum Change {
    Write(usize, usize),
    Remove(usize),
    Type(usize, usize),
    Close(usize),
}

const NAMES: [&str; 6] =
    ["2026-03-02.md", "2026-03-03.md", "a/2026-03-04.md", "a/b/c.md", ".hidden/x.md", "askbook.toml"];
const TEXTS: [&str; 6] = [
    "- #ask One @acme ^one\n",
    "- #no @acme sting:4\n- #yes re:one\n",
    "# 2026-03-05\n\n- #ask Two ^one\n  - #step/call\n",
    "[keys]\nmood = \"number\"\n",
    "- #ask Three mood:4 #private\n- #aks Four\n",
    "",
];

fn change() -> impl Strategy<Value = Change> {
    let (name, text) = (0..NAMES.len(), 0..TEXTS.len());
    prop_oneof![
        (name.clone(), text.clone()).prop_map(|(name, text)| Change::Write(name, text)),
        name.clone().prop_map(Change::Remove),
        (name.clone(), text).prop_map(|(name, text)| Change::Type(name, text)),
        name.prop_map(Change::Close),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn a_workspace_says_what_a_new_reading_says(changes in prop::collection::vec(change(), 1..12)) {
        let folder = tempfile::tempdir().expect("a folder");
        let mirror = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("askbook.toml"), "").expect("settings");
        let mut workspace = Workspace::open(folder.path(), day(TODAY));
        let mut open: Vec<Option<&str>> = vec![None; NAMES.len()];
        for change in changes {
            match change {
                Change::Write(name, text) => {
                    let path = folder.path().join(NAMES[name]);
                    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
                    fs::write(path, TEXTS[text]).expect("a page");
                    workspace.refresh(NAMES[name]);
                }
                Change::Remove(name) => {
                    let _ = fs::remove_file(folder.path().join(NAMES[name]));
                    workspace.refresh(NAMES[name]);
                }
                Change::Type(name, text) => {
                    open[name] = Some(TEXTS[text]);
                    workspace.set_text(NAMES[name], TEXTS[text].to_owned());
                }
                Change::Close(name) => {
                    open[name] = None;
                    workspace.close_text(NAMES[name]);
                }
            }
            // What the disk and the editor say together, on a disk of its own.
            let _ = fs::remove_dir_all(mirror.path());
            for (at, name) in NAMES.iter().enumerate() {
                let text = open[at].map(str::to_owned).or_else(|| fs::read_to_string(folder.path().join(name)).ok());
                if let Some(text) = text {
                    let path = mirror.path().join(name);
                    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
                    fs::write(path, text).expect("a page");
                }
            }
            fs::create_dir_all(mirror.path()).expect("a folder");
            prop_assert_eq!(said(workspace.notebook()), fresh(mirror.path()));
        }
    }
}

/// What happens on the disk, and the paths that are told of.
fn on_disk(root: &Path, what: usize, name: usize, text: usize) -> Option<Vec<PathBuf>> {
    let path = root.join(NAMES[name]);
    let told = match what {
        0..=2 => {
            fs::create_dir_all(path.parent()?).ok()?;
            fs::write(&path, TEXTS[text]).ok()?;
            vec![path]
        }
        3 => {
            fs::remove_file(&path).ok()?;
            vec![path]
        }
        4 => {
            fs::remove_dir_all(root.join("a")).ok()?;
            vec![root.join("a")]
        }
        _ => {
            let (from, to) = (root.join("a"), root.join("c"));
            fs::rename(&from, &to).ok()?;
            vec![from, to]
        }
    };
    Some(told)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn a_notebook_that_is_followed_says_what_a_new_reading_says(
        changes in prop::collection::vec((0..6usize, 0..NAMES.len(), 0..TEXTS.len(), any::<bool>()), 1..12)
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("askbook.toml"), "").expect("settings");
        let mut follow = Follow::open(folder.path(), day(TODAY));
        let mut paths = BTreeSet::new();
        for (what, name, text, looks) in changes {
            if NAMES[name] == "askbook.toml" && what == 3 {
                // Without its settings it is none.
                continue;
            }
            paths.extend(on_disk(folder.path(), what, name, text).into_iter().flatten());
            if looks {
                follow.catch_up(&Told::Paths(std::mem::take(&mut paths)), day(TODAY));
                prop_assert_eq!(said(follow.notebook()), fresh(folder.path()));
            }
        }
    }
}
