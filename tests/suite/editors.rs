//! Real editors against the real server, where they are installed: Debian's Neovim with its own client, Debian's Emacs
//! with eglot. `.ci/run` installs them.

use crate::support::command::Notebook;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const PAGES: &str = "\
>>> askbook.toml
>>> 2026-06-20.md
- #ask x
>>> 2026-06-25.md
- #lesson re:talk breathe
";

/// Whether a program is there; that it is not is said, so that nobody takes the test for one that was run.
fn is_there(program: &str, arguments: &[&str]) -> bool {
    let ran = Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status();
    let is_there = ran.is_ok_and(|status| status.success());
    if !is_there {
        println!("not run: {program} is not here; .ci/run installs it");
    }
    is_there
}

/// Runs an editor on a notebook, and asserts that its script came to its end.
fn drive(program: &str, arguments: &[&str]) {
    let notebook = Notebook::new(PAGES);
    let log = notebook.path().join("editor.log");
    let out = std::fs::File::create(&log).expect("a log");
    let mut child = Command::new(program)
        .args(arguments)
        .env("ASKBOOK", env!("CARGO_BIN_EXE_askbook"))
        .env("NOTEBOOK", notebook.path())
        .env("HOME", notebook.path())
        .env("XDG_STATE_HOME", notebook.path().join(".state"))
        .stdin(Stdio::null())
        .stderr(out.try_clone().expect("a log"))
        .stdout(out)
        .spawn()
        .expect("an editor");
    let end = Instant::now() + Duration::from_secs(120);
    let status = loop {
        match child.try_wait().expect("a status") {
            Some(status) => break Some(status),
            None if Instant::now() > end => break None,
            None => std::thread::sleep(Duration::from_millis(50)),
        }
    };
    let _ = child.kill();
    let said = std::fs::read_to_string(&log).expect("a log");
    assert!(status.is_some_and(|status| status.success()), "{program}: {status:?}\n{said}");
    assert!(said.contains(" done"), "{program} did not come to its end\n{said}");
}

#[test]
fn neovim_shows_completes_hovers_renames_and_mends() {
    if !is_there("nvim", &["--version"]) {
        return;
    }
    let script = format!("luafile {}", Path::new("tests/editors/neovim.lua").display());
    drive("nvim", &["--headless", "-u", "NONE", "-i", "NONE", "-n", "-c", &script]);
}

#[test]
fn emacs_with_eglot_shows_completes_hovers_renames_and_mends() {
    let find = "(progn (require 'package) (add-to-list 'package-directory-list \
                \"/usr/share/emacs/site-lisp/elpa\") (package-initialize) (require 'eglot))";
    if !is_there("emacs", &["-Q", "--batch", "--eval", find]) {
        return;
    }
    drive("emacs", &["-Q", "--batch", "-l", "tests/editors/eglot.el"]);
}
