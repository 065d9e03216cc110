//! Which files of a notebook are journal files (format, section 1).

use super::CONFIG_FILE;
use crate::diagnostic::{Code, Diagnostic};
use crate::text::Span;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use regex::Regex;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};
use walkdir::{DirEntry, WalkDir};

/// A journal file.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Where it is on the disk.
    pub path: PathBuf,
    /// Its path relative to the notebook, with `/`.
    pub name: Arc<str>,
    /// Where its path below the journal folder begins in `name`.
    pub below: usize,
}

impl Entry {
    /// Its path below the journal folder.
    pub fn below(&self) -> &str {
        self.name.get(self.below..).unwrap_or_default()
    }
}

/// What is not read although it lies below the journal folder.
#[derive(Debug, Clone, Default)]
pub struct Skip {
    /// Folders relative to the notebook: those into which sites are written.
    pub folders: Vec<String>,
    /// Patterns as in a .gitignore, below the journal folder.
    pub ignore: Vec<String>,
}

/// The journal files in order of path, and what was wrong on the way.
#[derive(Debug, Default)]
pub struct Walked {
    /// The files to read.
    pub entries: Vec<Entry>,
    /// Folders and links that cannot be read, copies that a sync tool left.
    pub diagnostics: Vec<Diagnostic>,
}

/// Walks the folder `journal` (relative to `root`, `.` for the root itself).
pub fn walk(root: &Path, journal: &str, skip: &Skip) -> Walked {
    let journal = journal.trim_start_matches("./").trim_end_matches('/');
    let is_root = journal.is_empty() || journal == ".";
    let (top, prefix) = if is_root {
        (root.to_path_buf(), String::new())
    } else {
        (root.join(journal), format!("{journal}/"))
    };
    let ignored = gitignore(&top, &skip.ignore);
    let sites: Vec<PathBuf> = skip.folders.iter().map(|folder| root.join(folder)).collect();
    let mut walked = Walked::default();
    let name_of = |path: &Path| -> Arc<str> {
        let below = path.strip_prefix(&top).unwrap_or(path);
        let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        format!("{prefix}{}", parts.join("/")).into()
    };
    let keep = |entry: &DirEntry| entry.depth() == 0 || !is_skipped(entry, &ignored, &sites);
    for entry in WalkDir::new(&top).into_iter().filter_entry(keep) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let name = name_of(error.path().unwrap_or(&top));
                let why = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                walked.diagnostics.push(unreadable(&name, &why));
                continue;
            }
        };
        if entry.file_type().is_dir() || !is_markdown(entry.path()) {
            continue;
        }
        let name = name_of(entry.path());
        if entry.file_type().is_symlink() {
            match std::fs::metadata(entry.path()) {
                Ok(target) if target.is_file() => {}
                Ok(_) => continue,
                Err(error) => {
                    walked.diagnostics.push(unreadable(&name, &error.to_string()));
                    continue;
                }
            }
        } else if !entry.file_type().is_file() {
            continue;
        }
        if is_conflict_copy(&name) {
            let message = "a sync tool left this copy, and it is not read";
            let hint = "move what is missing in the other file over, then delete this one";
            walked
                .diagnostics
                .push(Diagnostic::new(Code::ConflictCopy, &name, Span::default(), message).hint(hint));
            continue;
        }
        walked.entries.push(Entry { path: entry.into_path(), name, below: prefix.len() });
    }
    walked.entries.sort_by(|a, b| a.name.as_bytes().cmp(b.name.as_bytes()));
    walked
}

fn unreadable(name: &Arc<str>, why: &str) -> Diagnostic {
    let why = why.split(" (os error").next().unwrap_or(why).to_lowercase();
    Diagnostic::new(Code::Unreadable, name, Span::default(), format!("this cannot be read: {why}"))
        .hint("see that it exists and may be read; until then nothing in it is counted")
}

fn gitignore(top: &Path, patterns: &[String]) -> Gitignore {
    let mut builder = GitignoreBuilder::new(top);
    for pattern in patterns {
        // A pattern that is none was told when the config was read.
        let _ = builder.add_line(None, pattern);
    }
    builder.build().unwrap_or_else(|_| Gitignore::empty())
}

fn is_skipped(entry: &DirEntry, ignored: &Gitignore, sites: &[PathBuf]) -> bool {
    let name = entry.file_name().to_string_lossy();
    let is_dir = entry.file_type().is_dir();
    let by_name =
        name.starts_with('.') || is_dir && matches!(&*name, "node_modules" | "target" | "templates");
    by_name
        || ignored.matched(entry.path(), is_dir).is_ignore()
        || is_dir
            && (sites.iter().any(|site| site == entry.path()) || entry.path().join(CONFIG_FILE).is_file())
}

fn is_markdown(path: &Path) -> bool {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    matches!(extension.as_deref(), Some("md" | "markdown"))
}

fn is_conflict_copy(name: &str) -> bool {
    static COPY: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?i)[(\[][^()\[\]/]*conflicted copy[^()\[\]/]*[)\]][^/]*$|\.sync-conflict-[^/]*$").ok()
    });
    COPY.as_ref().is_some_and(|copy| copy.is_match(name))
}
