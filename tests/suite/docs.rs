//! The documents hold: links lead somewhere, the README shows what the program prints, the template is clean.

use crate::support::command::run_in;
use std::fs;
use std::path::{Path, PathBuf};

/// The documents: those at the root, and all of `docs`.
fn documents() -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> =
        ["README.md", "CHANGELOG.md", "journal-template/README.md"].iter().map(PathBuf::from).collect();
    let mut folders = vec![PathBuf::from("docs")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("docs") {
            let path = entry.expect("an entry").path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    found.sort();
    found
}

/// The names by which a page's headings can be linked to, as hosts of Markdown make them.
fn anchors(document: &str) -> Vec<String> {
    let headings = document.lines().filter(|line| line.starts_with('#'));
    headings
        .map(|line| {
            let words = line.trim_start_matches('#').trim().to_lowercase();
            let kept = words.chars().filter(|char| char.is_alphanumeric() || [' ', '-', '_'].contains(char));
            kept.map(|char| if char == ' ' { '-' } else { char }).collect()
        })
        .collect()
}

#[test]
fn every_relative_link_of_a_document_leads_to_a_file_and_its_heading() {
    let link = regex::Regex::new(r"\]\(([^)\s]+)\)").expect("a pattern");
    let mut wrong = Vec::new();
    let mut seen = 0;
    for path in documents() {
        // The standard's links stand in its examples.
        if path.ends_with("format.md") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a document");
        for target in link.captures_iter(&text).map(|found| found[1].to_owned()) {
            let (file, anchor) = target.split_once('#').unwrap_or((&target, ""));
            if file.contains("://") || file == "x.md" || anchor.starts_with('^') {
                continue;
            }
            seen += 1;
            let folder = path.parent().unwrap_or(Path::new("."));
            let leads_to = if file.is_empty() { path.clone() } else { folder.join(file) };
            if !leads_to.exists() {
                wrong.push(format!("{}: {target}", path.display()));
            } else if !anchor.is_empty() {
                let there = fs::read_to_string(&leads_to).expect("a page");
                if !anchors(&there).iter().any(|heading| heading == anchor) {
                    wrong.push(format!("{}: {target}: no such heading", path.display()));
                }
            }
        }
    }
    assert!(seen > 30, "links were not found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_page_is_in_the_index_of_the_documents() {
    let index = fs::read_to_string("docs/README.md").expect("the index");
    for path in documents().iter().filter(|path| path.parent() == Some(Path::new("docs"))) {
        let name = path.file_name().expect("a name").to_string_lossy();
        assert!(
            name == "README.md" || index.contains(&format!("({name}")),
            "{name} is not in docs/README.md"
        );
    }
}

#[test]
fn the_readme_names_the_two_commands_and_the_gate_runs_the_first() {
    let readme = fs::read_to_string("README.md").expect("README.md");
    let commands = crate::support::blocks(&readme, "sh").remove(0).text;
    assert_eq!(commands, "cargo run --release -- demo\ncargo test\n");
    let gate = fs::read_to_string(".ci/run").expect(".ci/run");
    assert!(gate.contains("step cargo run --release --locked -- demo\n") && gate.contains("step cargo test"));
}

#[test]
fn the_example_is_clean_and_has_what_reports_need() {
    let run =
        run_in(Path::new("."), &["check", "--notebook", "journal-template/example", "--today", "2026-07-06"])
            .exits(0);
    assert_eq!(run.out, "no problems\n");
    let json = run_in(
        Path::new("."),
        &["report", "--format", "json", "--notebook", "journal-template/example", "--today", "2026-07-06"],
    )
    .exits(0);
    let report: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    let at_least = [
        ("/asks/all", 110),
        ("/asks/open", 8),
        ("/asks/overdue", 2),
        ("/asks/silence", 5),
        ("/asks/partial", 3),
        ("/asks/turnarounds", 1),
        ("/plans/open", 4),
        ("/plans/done", 2),
        ("/lessons", 10),
        ("/reviews", 10),
        ("/rest_days", 10),
    ];
    for (path, least) in at_least {
        let given = report.pointer(path).and_then(serde_json::Value::as_i64).unwrap_or(-1);
        assert!(given >= least, "{path} is {given}");
    }
    assert!(report["stages"].as_array().is_some_and(|stages| stages.len() >= 3), "{}", report["stages"]);
}

#[test]
fn the_sample_outputs_are_stable_to_the_byte() {
    for (name, arguments) in [
        ("list.jsonl", &["list", "--format", "jsonl", "--kind", "all"][..]),
        ("report.json", &["report", "--format", "json"]),
    ] {
        let mut all = vec!["--notebook", "journal-template/example", "--today", "2026-07-06"];
        all.extend(arguments);
        let given = run_in(Path::new("."), &all).exits(0).out;
        let path = Path::new("tests/expected").join(name);
        if std::env::var_os("ASKBOOK_BLESS").is_some() {
            fs::create_dir_all("tests/expected").expect("a folder");
            fs::write(&path, &given).expect("the expectation is written");
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(given, expected, "{name} differs; ASKBOOK_BLESS=1 rewrites it");
    }
}

#[test]
fn a_new_notebook_is_clean_and_never_written_over() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("README.md"), "mine\n").expect("a file");
    let run = run_in(
        folder.path(),
        &[
            "init",
            "--goal",
            "50",
            "--until",
            "2027-12-31",
            "--of",
            "asks",
            "--counts",
            "no,silence",
            "--today",
            "2027-01-05",
        ],
    )
    .exits(0);
    assert!(
        run.out.contains("kept as it was: README.md") && run.out.contains("The diary stays private"),
        "{}",
        run.out
    );
    assert_eq!(fs::read_to_string(folder.path().join("README.md")).expect("a file"), "mine\n");
    let config = fs::read_to_string(folder.path().join("askbook.toml")).expect("the config");
    for line in ["goal   = 50 ", "of     = \"asks\"", "start  = 2027-01-05", "end    = 2027-12-31"] {
        assert!(config.contains(line), "{line} is not in\n{config}");
    }
    assert_eq!(run_in(folder.path(), &["check", "--today", "2027-01-05"]).exits(0).out, "no problems\n");
    assert_eq!(run_in(folder.path(), &["list", "--today", "2027-01-05"]).exits(0).out, "");
    let again = run_in(folder.path(), &["init"]).exits(2);
    assert!(again.err.contains("is a notebook already"), "{}", again.err);
}

#[test]
fn a_new_notebook_with_the_example_is_clean_too() {
    let folder = tempfile::tempdir().expect("a folder");
    run_in(folder.path(), &["init", "book", "--example", "--today", "2027-03-10"]).exits(0);
    let book = folder.path().join("book");
    assert_eq!(run_in(&book, &["check", "--today", "2027-03-10"]).exits(0).out, "no problems\n");
    assert!(book.join("journal/2027/2027-03-10.md").exists(), "the example ends today");
}

#[test]
fn the_demo_is_the_same_to_the_byte_and_a_changed_one_is_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let demo = |today: &str| run_in(folder.path(), &["demo", "--today", today]);
    let first = demo("2026-11-24").exits(0);
    assert!(first.out.contains("askbook check: no problems"), "{}", first.out);
    assert_eq!(demo("2026-11-24").exits(0).out, first.out);
    demo("2026-11-29").exits(0);
    let page = folder.path().join("askbook-demo/journal/2026/2026-11-29.md");
    fs::write(&page, "- #aks Mine\n").expect("a page");
    let refused = demo("2026-11-29").exits(2);
    assert!(refused.err.contains("untouched demo"), "{}", refused.err);
    assert_eq!(fs::read_to_string(&page).expect("the page"), "- #aks Mine\n");
}

#[test]
fn the_demo_is_clean_on_any_day_of_the_week() {
    for today in
        ["2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27", "2026-11-28", "2026-11-29"]
    {
        let folder = tempfile::tempdir().expect("a folder");
        let run = run_in(folder.path(), &["demo", "d", "--today", today]).exits(0);
        assert!(run.out.contains("askbook check: no problems"), "{today}: {}", run.out);
        assert!(folder.path().join(format!("d/journal/2026/{today}.md")).exists(), "{today}");
    }
}

#[test]
fn the_report_fits_80_columns_and_ascii_is_ascii() {
    let run = run_in(
        Path::new("."),
        &[
            "report",
            "--ascii",
            "--by",
            "via",
            "--notebook",
            "journal-template/example",
            "--today",
            "2026-07-06",
        ],
    )
    .exits(0);
    assert!(run.out.lines().all(|line| line.chars().count() <= 80), "{}", run.out);
    assert!(run.out.is_ascii(), "{}", run.out);
}
