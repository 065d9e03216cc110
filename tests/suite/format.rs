//! Every example of `docs/format.md` gives the records and diagnostics that it says.

use crate::support::{Block, blocks, day, diagnostic_lines, files, record_lines};
use askbook::notebook::{Notebook, Texts};

/// The journal of an example, what it is said to give, and what it gives.
fn run(example: &Block) -> (String, Vec<String>, Vec<String>) {
    let today =
        example.info.split_whitespace().find_map(|word| word.strip_prefix("today=")).unwrap_or("2026-06-30");
    let (journal, expected) = match example.text.split_once("\n.\n") {
        Some((journal, expected)) => (format!("{journal}\n"), expected),
        None => (String::new(), example.text.strip_prefix(".\n").expect("a line with a single dot")),
    };
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in files(&journal.replace('→', "\t")) {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    let notebook = Notebook::open(folder.path(), day(today), Texts::Keep);
    let mut given = record_lines(&notebook.book);
    given.extend(diagnostic_lines(&notebook));
    (journal, expected.lines().map(str::to_owned).collect(), given)
}

fn holds(expected: &[String], given: &[String]) -> bool {
    given.len() == expected.len() && given.iter().zip(expected).all(|(given, expected)| fits(given, expected))
}

/// Whether a line is the expected one; `*` stands for any place.
fn fits(given: &str, expected: &str) -> bool {
    match expected.strip_suffix(" *") {
        Some(start) => given.starts_with(start),
        None => given == expected,
    }
}

/// With `ASKBOOK_BLESS=1` what is given takes the place of what is expected, to be read over in the diff.
#[test]
fn every_example_of_the_standard_holds() {
    let path = "docs/format.md";
    let mut document = std::fs::read_to_string(path).expect("the standard");
    let mut wrong = Vec::new();
    for example in blocks(&document.clone(), "example") {
        let (journal, expected, given) = run(&example);
        if holds(&expected, &given) {
            continue;
        }
        let (expected, given) = (expected.join("\n"), given.join("\n"));
        let line = example.line;
        wrong.push(format!(
            "=== {path}:{line}\n--- journal\n{journal}--- expected\n{expected}\n--- given\n{given}\n"
        ));
        let blessed =
            if given.is_empty() { format!("{journal}.\n") } else { format!("{journal}.\n{given}\n") };
        let header = format!("example{}\n", example.info.strip_prefix("example").unwrap_or_default());
        document = document.replacen(&format!("{header}{}", example.text), &format!("{header}{blessed}"), 1);
    }
    if std::env::var_os("ASKBOOK_BLESS").is_some() {
        std::fs::write(path, document).expect("the standard is written");
    } else {
        assert!(wrong.is_empty(), "{} examples differ\n{}", wrong.len(), wrong.join("\n"));
    }
}

#[test]
fn the_standard_has_at_least_150_examples() {
    let document = std::fs::read_to_string("docs/format.md").expect("the standard");
    let count = blocks(&document, "example").len();
    assert!(count >= 150, "only {count} examples");
}
