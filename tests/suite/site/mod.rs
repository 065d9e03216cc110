//! `askbook site`, the real program: what it writes, what it refuses, and that nothing private gets out.

mod bad_input;
mod build;
mod canaries;
#[cfg(feature = "cards")]
mod card;
mod challenge;
mod figures;
mod kept;
mod ordinary;
mod templates;
mod weeks;

use crate::support::command::{Notebook, Run, command};
use std::fs;
use std::path::Path;

/// Runs `askbook site` with a state folder of the notebook's own.
pub fn site(notebook: &Notebook, arguments: &[&str]) -> Run {
    let output = command(notebook.path())
        .env("ASKBOOK_STATE", notebook.path().join(".state"))
        .args(["--today", "2026-06-30", "site"])
        .args(arguments)
        .output()
        .expect("askbook runs");
    Run::of(output)
}

/// All files below a folder, with their bytes, in order of path.
pub fn written(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        let Ok(entries) = fs::read_dir(&next) else { continue };
        for entry in entries.flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("below").to_string_lossy().into_owned();
                found.push((name, fs::read(&path).expect("a file")));
            }
        }
    }
    found.sort();
    found
}

/// A page of the shareable site.
pub fn page(notebook: &Notebook, name: &str) -> String {
    fs::read_to_string(notebook.path().join("public").join(name)).expect("a page")
}
