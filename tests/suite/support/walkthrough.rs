//! A document that shows a terminal, performed: its pages are written, its commands run, in a folder of their own.
//!
//! - ```` ```console today=2026-03-02 ```` : after `$ `, a command; the lines up to the next one are what it
//!   prints. The day holds for the blocks that follow. `exit=1`: the block's last command ends with that code.
//!   `needs=age`: left as it is where that program is not installed. A longer fence holds what prints fences.
//! - ```` ```markdown file=journal/2026/2026-03-02.md ```` : what is written at the end of that page.
//! - ```` ```toml file=askbook.toml ```` : lines below a header that the file has take the place of
//!   those of the same name there.
//!
//! `cargo run --release -- …` is the program; other `cargo` commands are left to the gate.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Whether a document shows a terminal that can be performed.
pub fn is_walkthrough(document: &str) -> bool {
    document.lines().any(|line| line.trim_start_matches('`').starts_with("console today="))
}

/// The document as it would be with what the program prints now.
pub fn perform(document: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().canonicalize().expect("a path");
    let mut stage = Stage { folder: root.clone(), home: root.join(".home"), today: String::new() };
    fs::create_dir_all(&stage.home).expect("a home");
    let mut performed = String::new();
    let mut lines = document.lines();
    while let Some(line) = lines.next() {
        performed.push_str(line);
        performed.push('\n');
        let info = line.trim_start_matches('`');
        let fence = &line[..line.len() - info.len()];
        if fence.len() < 3 || info.is_empty() {
            continue;
        }
        let body: Vec<&str> = lines.by_ref().take_while(|line| *line != fence).collect();
        match info.split_whitespace().next() {
            Some("console") => performed.push_str(&stage.run(info, &body)),
            _ => {
                stage.write(info, &body);
                performed.extend(body.iter().map(|line| format!("{line}\n")));
            }
        }
        performed.push_str(&format!("{fence}\n"));
    }
    performed
}

struct Stage {
    folder: PathBuf,
    home: PathBuf,
    today: String,
}

impl Stage {
    /// A block of commands, with what they print.
    fn run(&mut self, info: &str, body: &[&str]) -> String {
        if let Some(today) = value(info, "today") {
            self.today = today.to_owned();
        }
        let is_there = |name: &str| Command::new(name).arg("--version").output().is_ok();
        if value(info, "needs").is_some_and(|name| !is_there(name)) {
            println!("not installed, so not run: {info}");
            return body.iter().map(|line| format!("{line}\n")).collect();
        }
        let commands: Vec<&str> = body.iter().filter_map(|line| line.strip_prefix("$ ")).collect();
        assert!(!commands.is_empty(), "a console block without a command: {body:?}");
        let mut text = String::new();
        for (at, command) in commands.iter().enumerate() {
            text.push_str(&format!("$ {command}\n"));
            let code = if at + 1 == commands.len() { value(info, "exit").unwrap_or("0") } else { "0" };
            text.push_str(&self.command(command, code));
        }
        text
    }

    fn command(&mut self, command: &str, code: &str) -> String {
        let command = command.split("  # ").next().unwrap_or_default().trim_end();
        let command = command.replace("cargo run --release -- ", "askbook ");
        if command.starts_with("cargo ") {
            return String::new();
        }
        if let Some(folder) = command.strip_prefix("cd ") {
            self.folder.push(folder);
            self.folder = self.folder.canonicalize().expect("a folder to go to");
            return String::new();
        }
        let script = format!("askbook() {{ \"$ASKBOOK\" --today \"$TODAY\" \"$@\"; }}\n{command}");
        let mut shell = Command::new("sh");
        shell.args(["-c", &script]).current_dir(&self.folder).stdin(std::process::Stdio::null());
        shell.env("ASKBOOK", env!("CARGO_BIN_EXE_askbook")).env("TODAY", &self.today);
        shell.env("HOME", &self.home).env("XDG_STATE_HOME", self.home.join("state"));
        shell.env("GIT_CONFIG_NOSYSTEM", "1").env("EDITOR", "true");
        for name in ["ASKBOOK_NOTEBOOK", "ASKBOOK_STATE", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "VISUAL"]
        {
            shell.env_remove(name);
        }
        let output = shell.output().expect("a shell");
        let mut text = String::from_utf8(output.stdout).expect("UTF-8");
        text.push_str(&String::from_utf8(output.stderr).expect("UTF-8"));
        let given = output.status.code().map(|code| code.to_string());
        assert_eq!(given.as_deref(), Some(code), "exit code of `{command}`:\n{text}");
        text
    }

    /// What a block says to write.
    fn write(&self, info: &str, body: &[&str]) {
        let Some(name) = value(info, "file") else { return };
        let path = self.folder.join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        let before = fs::read_to_string(&path).unwrap_or_default();
        let after = match body.split_first() {
            Some((header, settings)) if before.lines().any(|line| words_of(line) == *header) => {
                set(&before, header, settings)
            }
            _ => format!("{before}{}\n", body.join("\n")),
        };
        fs::write(&path, after).expect("a page");
    }
}

/// A config with these settings below `header`, in place of those of the same name.
fn set(config: &str, header: &str, settings: &[&str]) -> String {
    let key = |line: &str| line.split('=').next().unwrap_or_default().trim().to_owned();
    let mut lines: Vec<&str> = Vec::new();
    let mut inside = false;
    for line in config.lines() {
        if line.starts_with('[') {
            inside = words_of(line) == header;
        }
        if !(inside && settings.iter().any(|setting| key(setting) == key(line))) {
            lines.push(line);
        }
        if words_of(line) == header {
            lines.extend(settings);
        }
    }
    lines.join("\n") + "\n"
}

/// A line of a config without its comment.
fn words_of(line: &str) -> &str {
    line.split('#').next().unwrap_or_default().trim()
}

/// The value of `key=…` in the info string of a block.
fn value<'i>(info: &'i str, key: &str) -> Option<&'i str> {
    info.split_whitespace().find_map(|word| word.strip_prefix(key)?.strip_prefix('='))
}

/// Asserts that a document shows what is printed; rewrites it where `ASKBOOK_BLESS` is set.
pub fn holds(path: &Path) {
    let document = fs::read_to_string(path).expect("a document");
    let performed = perform(&document);
    if document != performed && std::env::var_os("ASKBOOK_BLESS").is_some() {
        fs::write(path, &performed).expect("the document is written");
        return;
    }
    for (at, (shown, printed)) in document.lines().zip(performed.lines()).enumerate() {
        assert_eq!(shown, printed, "{}:{}: ASKBOOK_BLESS=1 rewrites it", path.display(), at + 1);
    }
    assert_eq!(document.lines().count(), performed.lines().count(), "{}", path.display());
}
