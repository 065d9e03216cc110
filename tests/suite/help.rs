//! Every command's help: it begins with an example that works, names a page of the documents, fits 80 columns.

use crate::support::command::{Notebook, run_in};
use clap::Command;
use std::path::Path;
use std::process::Stdio;

/// Commands that go on until they are stopped; their own tests run them.
const ENDLESS: [&str; 3] = ["lsp", "serve", "watch"];

/// Every command with the words that call it, sub-commands too.
fn commands() -> Vec<Vec<String>> {
    fn collect(command: &Command, words: &[String], found: &mut Vec<Vec<String>>) {
        for inner in command.get_subcommands().filter(|inner| inner.get_name() != "help") {
            let words: Vec<String> = words.iter().cloned().chain([inner.get_name().to_owned()]).collect();
            found.push(words.clone());
            collect(inner, &words, found);
        }
    }
    let mut found = Vec::new();
    collect(&askbook::cli::command(), &[], &mut found);
    found
}

fn help(words: &[String]) -> String {
    let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
    words.push("--help");
    run_in(Path::new("."), &words).exits(0).out
}

#[test]
fn every_help_begins_with_an_example_names_its_page_and_fits_80_columns() {
    let all = help(&[]);
    assert!(all.lines().all(|line| line.chars().count() <= 80), "{all}");
    let mut wrong = Vec::new();
    for words in commands() {
        let help = help(&words);
        let name = words.join(" ");
        if !help.starts_with("Example: askbook ") {
            wrong.push(format!("{name}: no example first"));
        }
        match help.lines().nth(1).and_then(|line| line.trim().strip_prefix("See ")) {
            Some(page) if Path::new(page).exists() => {}
            page => wrong.push(format!("{name}: the second line names no page that is there: {page:?}")),
        }
        if let Some(line) = help.lines().find(|line| line.chars().count() > 80) {
            wrong.push(format!("{name}: wider than 80 columns: {line}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_example_of_a_help_works_on_the_demo() {
    let place = tempfile::tempdir().expect("a folder");
    run_in(place.path(), &["demo", "demo", "--today", "2026-07-06"]).exits(0);
    let mut wrong = Vec::new();
    for words in commands().iter().filter(|words| !ENDLESS.contains(&words[0].as_str())) {
        let help = help(words);
        let example = help.lines().next().and_then(|line| line.strip_prefix("Example: ")).unwrap_or_default();
        // Each on a demo of its own, since some of them write.
        let demo = tempfile::tempdir_in(place.path()).expect("a folder");
        // In a repository, and with files to merge.
        let setting = "cp -R ../demo . && cd demo && git init -q . && touch base.md ours.md theirs.md";
        let script = format!("{setting}\naskbook() {{ \"$ASKBOOK\" --today 2026-07-06 \"$@\"; }}\n{example}");
        let output = std::process::Command::new("sh")
            .args(["-c", &script])
            .current_dir(demo.path())
            .env("ASKBOOK", env!("CARGO_BIN_EXE_askbook"))
            .env("HOME", demo.path())
            .env("XDG_STATE_HOME", demo.path().join("state"))
            .env("EDITOR", "true")
            .env_remove("VISUAL")
            .env_remove("ASKBOOK_NOTEBOOK")
            .stdin(Stdio::null())
            .output()
            .expect("a shell");
        if output.status.code() != Some(0) {
            wrong.push(format!("{example}\n{}", String::from_utf8_lossy(&output.stderr)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_unknown_gets_the_nearest_name() {
    let notebook = Notebook::new("- #ask One @acme ^one\n");
    for (typed, meant) in [
        (&["reprot"][..], "'report'"),
        (&["list", "--fromat", "csv"], "'--format'"),
        (&["list", "--format", "jsonll"], "'jsonl'"),
        (&["explain", "no-aks"], "`no-ask`"),
        (&["check", "--only", "unknown-idd"], "`unknown-id`"),
        (&["list", "--kind", "aks"], "`ask`"),
        (&["list", "fera:3"], "`fear`"),
        (&["report", "--challenge", "My 1000 rejection"], "`My 1000 rejections`"),
    ] {
        let run = notebook.run(typed).exits(2);
        assert!(run.err.contains(meant), "{typed:?}: {}", run.err);
    }
}

#[test]
fn the_program_alone_says_where_the_challenge_stands_and_what_to_type() {
    let notebook = Notebook::new("- #ask #no One\n- #ask Two\n");
    let run = notebook.run(&[]).exits(0);
    assert!(
        run.out.starts_with("My 1000 rejections: 1 of 1000\n2 asks, 0 yeses, 1 rejection, 1 open"),
        "{}",
        run.out
    );
    assert!(run.out.lines().all(|line| line.chars().count() <= 80), "{}", run.out);
    let next = run.out.lines().filter(|line| line.starts_with("askbook ")).count();
    assert_eq!(next, 4, "three commands and --help: {}", run.out);
    let empty = tempfile::tempdir().expect("a folder");
    let run = run_in(empty.path(), &[]).exits(2);
    assert!(run.err.contains("askbook init") && run.err.contains("askbook demo"), "{}", run.err);
}
