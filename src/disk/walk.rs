//! Which files of a notebook are journal files (format, section 1).

use super::plain;
use crate::config::CONFIG_FILE;
use crate::diagnostic::{Code, Diagnostic};
use crate::text::Span;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use rayon::prelude::*;
use regex::Regex;
use std::ffi::{OsStr, OsString};
use std::fs::FileType;
use std::io;
use std::path::{MAIN_SEPARATOR_STR, Path, PathBuf};
use std::sync::{Arc, LazyLock};

/// A journal file.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its path relative to the notebook, with `/`.
    pub name: Arc<str>,
    /// Where its path below the journal folder begins in `name`.
    below: usize,
    place: Place,
}

/// Where a file is on the disk.
#[derive(Debug, Clone)]
enum Place {
    /// As its name says, in this journal folder.
    Named(Arc<Path>),
    /// Here: no text can name it.
    Odd(Box<Path>),
}

impl Entry {
    /// Where it is on the disk.
    pub fn path(&self) -> PathBuf {
        match &self.place {
            // What a name says begins with no stroke; so put together, it is many times faster than joined.
            Place::Named(top) if !top.as_os_str().is_empty() => {
                let parts: [&OsStr; 3] =
                    [top.as_os_str(), MAIN_SEPARATOR_STR.as_ref(), self.below().as_ref()];
                let mut path = OsString::with_capacity(parts.iter().map(|part| part.len()).sum());
                parts.iter().for_each(|part| path.push(part));
                path.into()
            }
            Place::Named(_) => self.below().into(),
            Place::Odd(path) => path.to_path_buf(),
        }
    }

    /// The journal folder, the folder below it in which the file is, and the file's name there; `None` where its
    /// name does not say where it is.
    #[cfg(unix)]
    pub(super) fn parts(&self) -> Option<(&Arc<Path>, &str, &str)> {
        let Place::Named(top) = &self.place else { return None };
        let (folder, name) = self.below().rsplit_once('/').unwrap_or(("", self.below()));
        Some((top, folder, name))
    }

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

/// Which files below a notebook's journal folder are journal files.
#[derive(Debug, Clone)]
pub struct Rules {
    /// The journal folder, and what its files' names begin with.
    top: Arc<Path>,
    prefix: String,
    ignored: Gitignore,
    sites: Vec<PathBuf>,
}

/// A folder on the way through the journal folder.
struct Folder {
    path: PathBuf,
    /// What the names of its files begin with.
    prefix: String,
    /// Whether no text can name it, so that the names of its files do not say where they are.
    is_odd: bool,
}

/// Something in a folder.
struct Child {
    /// For a folder with a `/` at its end, so that children in order of their names give paths in order.
    name: String,
    /// Where it is, if its name does not say so.
    odd: Option<PathBuf>,
    is_folder: bool,
    is_link: bool,
}

impl Folder {
    /// Where something in it is.
    fn path_of(&self, child: &Child) -> PathBuf {
        child.odd.clone().unwrap_or_else(|| self.path.join(child.name.trim_end_matches('/')))
    }
}

impl Rules {
    /// Of the folder `journal` (relative to `root`, `.` for the root itself).
    pub fn new(root: &Path, journal: &str, skip: &Skip) -> Self {
        let journal = journal.trim_start_matches("./").trim_end_matches('/');
        let is_root = journal.is_empty() || journal == ".";
        let (top, prefix) = match is_root {
            true => (root.to_path_buf(), String::new()),
            false => (root.join(journal), format!("{journal}/")),
        };
        let ignored = gitignore(&top, &skip.ignore);
        let sites = skip.folders.iter().map(|folder| root.join(folder)).collect();
        Self { top: top.into(), prefix, ignored, sites }
    }

    /// All journal files.
    pub fn walk(&self) -> Walked {
        let (path, prefix) = (self.top.to_path_buf(), self.prefix.clone());
        self.walk_folder(&Folder { path, prefix, is_odd: false })
    }

    /// The journal file of this name, relative to the notebook, whether or not it is on the disk yet.
    /// `None` if it is none.
    pub fn entry(&self, name: &str) -> Option<Entry> {
        let path = self.page(name).filter(|_| !is_conflict_copy(name))?;
        (!path.is_dir()).then(|| self.named(name.into()))
    }

    /// Whether this name, relative to the notebook, is that of a copy that a sync tool left, which is told and not read.
    pub fn is_copy(&self, name: &str) -> bool {
        is_conflict_copy(name) && self.page(name).is_some()
    }

    /// Where the Markdown file of this name is, if it lies among the journal files.
    fn page(&self, name: &str) -> Option<PathBuf> {
        let below = name.strip_prefix(&self.prefix)?;
        let (folders, file) = below.rsplit_once('/').unwrap_or(("", below));
        let mut path = self.top.to_path_buf();
        for folder in folders.split('/').filter(|folder| !folder.is_empty()) {
            path.push(folder);
            // A walk follows no link to a folder.
            if self.skips(folder, true, || path.clone()) || path.is_symlink() {
                return None;
            }
        }
        path.push(file);
        let is_page = !self.skips(file, false, || path.clone()) && is_markdown(file);
        is_page.then_some(path)
    }

    /// The file of this name, where it says.
    fn named(&self, name: Arc<str>) -> Entry {
        Entry { name, below: self.prefix.len(), place: Place::Named(self.top.clone()) }
    }

    fn walk_folder(&self, folder: &Folder) -> Walked {
        let mut walked = Walked::default();
        let mut children = Vec::new();
        if let Err(error) = self.children(folder, &mut children) {
            let name = folder.prefix.trim_end_matches('/').into();
            walked.diagnostics.push(unreadable(&name, &error));
        }
        children.sort_unstable_by(|a, b| a.name.as_bytes().cmp(b.name.as_bytes()));
        let folders: Vec<&Child> = children.iter().filter(|child| child.is_folder).collect();
        let mut inner: Vec<Walked> = folders
            .par_iter()
            .map(|child| {
                let prefix = format!("{}{}", folder.prefix, child.name);
                let is_odd = child.odd.is_some();
                self.walk_folder(&Folder { path: folder.path_of(child), prefix, is_odd })
            })
            .collect();
        let mut inner = inner.drain(..);
        for child in children {
            if child.is_folder {
                let inside = inner.next().unwrap_or_default();
                walked.entries.extend(inside.entries);
                walked.diagnostics.extend(inside.diagnostics);
            } else {
                self.file(child, folder, &mut walked);
            }
        }
        walked
    }

    /// What is in a folder and may be read, up to what the system cannot read.
    fn children(&self, folder: &Folder, children: &mut Vec<Child>) -> io::Result<()> {
        for entry in std::fs::read_dir(&folder.path)? {
            let entry = entry?;
            let kind: FileType = entry.file_type()?;
            let is_folder = kind.is_dir();
            let (mut name, is_odd) = match entry.file_name().into_string() {
                Ok(name) => (name, folder.is_odd),
                Err(name) => (name.to_string_lossy().into_owned(), true),
            };
            if !is_folder && !((kind.is_file() || kind.is_symlink()) && is_markdown(&name)) {
                continue;
            }
            if self.skips(&name, is_folder, || entry.path()) {
                continue;
            }
            if is_folder {
                name.push('/');
            }
            let odd = is_odd.then(|| entry.path());
            children.push(Child { name, odd, is_folder, is_link: kind.is_symlink() });
        }
        Ok(())
    }

    fn file(&self, child: Child, folder: &Folder, walked: &mut Walked) {
        let name: Arc<str> = [folder.prefix.as_str(), &child.name].concat().into();
        if child.is_link {
            match std::fs::metadata(folder.path_of(&child)) {
                Ok(target) if target.is_file() => {}
                Ok(_) => return,
                Err(error) => {
                    walked.diagnostics.push(unreadable(&name, &error));
                    return;
                }
            }
        }
        if is_conflict_copy(&name) {
            let message = "a sync tool left this copy, and it is not read";
            let hint = "move what is missing in the other file over, then delete this one";
            walked
                .diagnostics
                .push(Diagnostic::new(Code::ConflictCopy, &name, Span::default(), message).hint(hint));
            return;
        }
        walked.entries.push(match child.odd {
            Some(path) => Entry { place: Place::Odd(path.into()), ..self.named(name) },
            None => self.named(name),
        });
    }

    /// Whether something is not read. Most things are let in by their name, without their `path`.
    fn skips(&self, name: &str, is_folder: bool, path: impl FnOnce() -> PathBuf) -> bool {
        let by_name =
            name.starts_with('.') || is_folder && matches!(name, "node_modules" | "target" | "templates");
        if by_name || !is_folder && self.ignored.is_empty() {
            return by_name;
        }
        let path = path();
        !self.ignored.is_empty() && self.ignored.matched(&path, is_folder).is_ignore()
            || is_folder && (self.sites.contains(&path) || path.join(CONFIG_FILE).is_file())
    }
}

fn unreadable(name: &Arc<str>, error: &io::Error) -> Diagnostic {
    let why = plain(error);
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

fn is_markdown(name: &str) -> bool {
    // A name that is nothing but an extension begins with a dot, and was skipped.
    let ends_in = |extension: &str| {
        let start = name.len().wrapping_sub(extension.len());
        name.as_bytes().get(start..).is_some_and(|end| end.eq_ignore_ascii_case(extension.as_bytes()))
    };
    ends_in(".md") || ends_in(".markdown")
}

fn is_conflict_copy(name: &str) -> bool {
    static COPY: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?i)[(\[][^()\[\]/]*conflicted copy[^()\[\]/]*[)\]][^/]*$|\.sync-conflict-[^/]*$").ok()
    });
    let is_it = |at: usize| {
        name.as_bytes()[..=at].last_chunk().is_some_and(|part: &[u8; 4]| part.eq_ignore_ascii_case(b"conf"))
    };
    let may_be = memchr::memchr2_iter(b'f', b'F', name.as_bytes()).any(is_it);
    may_be && COPY.as_ref().is_some_and(|copy| copy.is_match(name))
}
