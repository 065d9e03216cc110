//! Git, by calling it, where there is one. Nothing here ever pushes.
//!
//! Knows nothing of records.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Arc;

/// The working tree around a folder.
#[derive(Debug, Clone)]
pub struct Git {
    folder: PathBuf,
}

/// How files stand with git.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// As in the last commit, or not there at all.
    Clean,
    /// Changed, or new and not committed.
    Changed,
    /// Kept out by a .gitignore.
    Ignored,
}

impl Git {
    /// The working tree that `folder` lies in; `None` without one, or without git.
    pub fn around(folder: &Path) -> Option<Self> {
        let git = Self { folder: folder.to_path_buf() };
        let answer = git.run(["rev-parse", "--is-inside-work-tree"])?;
        (answer.status.success() && answer.stdout.starts_with(b"true")).then_some(git)
    }

    /// How these files, relative to the folder, stand.
    pub fn standing(&self, files: &[Arc<str>]) -> Option<Standing> {
        let mut words = vec!["status", "--porcelain=v1", "--ignored", "-z", "--"];
        words.extend(files.iter().map(|file| &**file));
        let output = self.run(words).filter(|output| output.status.success())?;
        let mut entries = output.stdout.split(|byte| *byte == 0).filter(|entry| !entry.is_empty());
        Some(match entries.next() {
            None => Standing::Clean,
            Some(first) if first.starts_with(b"!!") => Standing::Ignored,
            Some(_) => Standing::Changed,
        })
    }

    /// Commits these files as they are now, and no others.
    ///
    /// # Errors
    /// What git says.
    pub fn commit(&self, files: &[Arc<str>], message: &str) -> Result<(), String> {
        let names = || files.iter().map(|file| &**file);
        self.told(["add", "-A", "--"].into_iter().chain(names()))?;
        let made = self.told(["commit", "--quiet", "--only", "-m", message, "--"].into_iter().chain(names()));
        if made.is_err() {
            // Refused by a hook, say: the index is as it was.
            let _ = self.told(["reset", "--quiet", "--"].into_iter().chain(names()));
        }
        made
    }

    /// Sets a value in the clone's own config.
    ///
    /// # Errors
    /// What git says.
    pub fn set(&self, name: &str, value: &str) -> Result<(), String> {
        self.told(["config", "--local", name, value])
    }

    /// Where git keeps a file of its own, such as `info/attributes`.
    ///
    /// # Errors
    /// What git says.
    pub fn path(&self, name: &str) -> Result<PathBuf, String> {
        let output = self.run(["rev-parse", "--git-path", name]).ok_or("git cannot be run")?;
        let path = String::from_utf8_lossy(&output.stdout).trim_end().to_owned();
        if output.status.success() { Ok(self.folder.join(path)) } else { Err(said(&output)) }
    }

    /// The path of the folder from the top of the working tree, with a `/` at its end; empty for the top.
    ///
    /// # Errors
    /// What git says.
    pub fn prefix(&self) -> Result<String, String> {
        let output = self.run(["rev-parse", "--show-prefix"]).ok_or("git cannot be run")?;
        let path = String::from_utf8_lossy(&output.stdout).trim_end().to_owned();
        if output.status.success() { Ok(path) } else { Err(said(&output)) }
    }

    /// What an attribute says of a file, relative to the folder, there or not.
    pub fn attribute(&self, name: &str, file: &str) -> Option<String> {
        let output =
            self.run(["check-attr", "-z", name, "--", file]).filter(|output| output.status.success())?;
        let value = output.stdout.split(|byte| *byte == 0).nth(2)?;
        Some(String::from_utf8_lossy(value).into_owned())
    }

    fn told<'w>(&self, words: impl IntoIterator<Item = &'w str>) -> Result<(), String> {
        let output = self.run(words).ok_or("git cannot be run")?;
        if output.status.success() { Ok(()) } else { Err(said(&output)) }
    }

    fn run(&self, words: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Option<Output> {
        let mut command = Command::new("git");
        command.arg("--literal-pathspecs").current_dir(&self.folder).args(words).stdin(Stdio::null());
        // Inside a hook these would name another tree.
        for name in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_PREFIX"] {
            command.env_remove(name);
        }
        command.output().ok()
    }
}

/// Has git merge `ours` by lines, with its own signs where both sides changed the same ones: the way out where records
/// cannot be merged. Whether there were none.
pub fn merge_file(ours: &Path, base: &Path, theirs: &Path, marker_size: &str) -> bool {
    let size = format!("--marker-size={marker_size}");
    let mut command = Command::new("git");
    command.args(["merge-file", &size]).args([ours, base, theirs]).stdin(Stdio::null());
    command.output().is_ok_and(|output| output.status.success())
}

fn said(output: &Output) -> String {
    let error = String::from_utf8_lossy(&output.stderr);
    let text = if error.trim().is_empty() { String::from_utf8_lossy(&output.stdout) } else { error };
    text.trim().lines().next().unwrap_or("it says nothing").to_owned()
}
