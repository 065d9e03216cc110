//! `askbook import`: what other programs' tables become, and what is said of those that cannot be read.

mod again;
mod kept;
mod others;
mod rules;
mod there_and_back;
mod wrong;

use crate::support::command::{Notebook, Run, command};
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

/// Runs the program on 2026-08-01 with bytes on standard input, its state in a folder of its own.
fn run(folder: &Path, arguments: &[&str], input: &[u8]) -> Run {
    let mut child = command(folder)
        .args(["--today", "2026-08-01"])
        .args(arguments)
        .env("ASKBOOK_STATE", folder.join(".state"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("askbook runs");
    // A run that ends before it has read all is no failure of the test.
    let _ = child.stdin.take().expect("an input").write_all(input);
    let output = child.wait_with_output().expect("an end");
    Run {
        out: String::from_utf8(output.stdout).expect("UTF-8"),
        err: String::from_utf8(output.stderr).expect("UTF-8"),
        code: output.status.code().expect("an exit code"),
    }
}

fn import(notebook: &Notebook, arguments: &[&str], input: &str) -> Run {
    run(notebook.path(), &[&["import", "-"], arguments].concat(), input.as_bytes())
}

fn asks(notebook: &Notebook) -> Vec<serde_json::Value> {
    let listed = run(notebook.path(), &["list", "--format", "jsonl"], b"").exits(0).out;
    listed.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

const SHEET: &str =
    "Task,Outcome,Date\nA refill,no,2026-01-05\nA raise,pending,2026-01-06\nA raise,pending,2026-01-06\n";

#[test]
fn tables_of_every_kind_give_the_records_they_must() {
    let path = "tests/import/cases.md";
    let document = std::fs::read_to_string(path).expect("the cases");
    let mut blessed = document.split("\n## ").next().expect("a beginning").to_owned();
    let mut wrong = Vec::new();
    let mut count = 0;
    for section in document.split("\n## ").skip(1) {
        let name = section.lines().next().expect("a name");
        let mut fences = section.split("````");
        let shown = fences.nth(1).expect("a table");
        let (info, table) = shown.split_once('\n').expect("a line");
        let expected = fences.nth(1).expect("an expectation").split_once('\n').expect("a line").1;
        let input = table.replace("␍\n", "\r\n").replace('→', "\t");
        let notebook = Notebook::new(">>> askbook.toml\n");
        let script =
            format!("\"$ASKBOOK\" --today 2026-08-01 import - --dry-run {}", info.trim_start_matches("csv"));
        let mut child = std::process::Command::new("sh")
            .args(["-c", &script])
            .current_dir(notebook.path())
            .env("ASKBOOK", env!("CARGO_BIN_EXE_askbook"))
            .env("ASKBOOK_STATE", notebook.path().join(".state"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("a shell");
        child.stdin.take().expect("an input").write_all(input.as_bytes()).expect("the table is read");
        let output = child.wait_with_output().expect("an end");
        let given =
            format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        blessed.push_str(&format!("\n## {name}\n\n````{info}\n{table}````\n\n````text\n{given}````\n"));
        if given != expected {
            wrong.push(format!("## {name}\n--- expected\n{expected}--- given\n{given}"));
        }
        count += 1;
    }
    if std::env::var_os("ASKBOOK_BLESS").is_some() {
        std::fs::write(path, blessed).expect("the cases are written");
    }
    assert!(count >= 25, "{count} cases");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
