//! The real program, run on a notebook in a temporary folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A notebook in a folder of its own, and the program run in it.
pub struct Notebook {
    folder: tempfile::TempDir,
}

/// What a run gave.
pub struct Run {
    pub out: String,
    pub err: String,
    pub code: i32,
}

impl Notebook {
    /// A folder with these files, written as in `support::files`.
    pub fn new(text: &str) -> Self {
        let notebook = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        for (path, content) in super::files(text) {
            notebook.write(&path, &content);
        }
        if !notebook.path().join("askbook.toml").exists() {
            notebook.write("askbook.toml", "");
        }
        notebook
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(&path, content).expect("a file");
        path
    }

    /// What a file holds.
    pub fn text(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Runs a command that must succeed.
    pub fn does(&self, arguments: &[&str]) -> Run {
        self.run(arguments).exits(0)
    }

    /// Runs `askbook` with these arguments, as it stood on 2026-06-30.
    pub fn run(&self, arguments: &[&str]) -> Run {
        let mut all = vec!["--today", "2026-06-30"];
        all.extend(arguments);
        run_in(self.path(), &all)
    }
}

/// Runs `askbook` in a folder.
pub fn run_in(folder: &Path, arguments: &[&str]) -> Run {
    let output = command(folder).args(arguments).output().expect("askbook runs");
    Run::of(output)
}

/// The program, with nothing of this process's environment that changes what it prints.
pub fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_askbook"));
    command.current_dir(folder);
    // The log of changes must not be the user's own.
    command.env("ASKBOOK_STATE", concat!(env!("CARGO_TARGET_TMPDIR"), "/state"));
    for name in ["ASKBOOK_NOTEBOOK", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command
}

impl Run {
    pub fn of(output: Output) -> Self {
        Self {
            out: String::from_utf8(output.stdout).expect("UTF-8"),
            err: String::from_utf8(output.stderr).expect("UTF-8"),
            code: output.status.code().expect("an exit code"),
        }
    }

    /// Asserts the exit code, and shows what was printed where it is another.
    pub fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, code, "exit code\n--- out\n{}\n--- err\n{}", self.out, self.err);
        self
    }
}
