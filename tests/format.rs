//! Every example of `docs/format.md` gives the records and diagnostics that it says.

mod support;

use support::{Block, blocks, diagnostic_lines, notebook, record_lines};

/// What an example gives, or why that is not what it says.
fn run(example: &Block) -> Result<(), String> {
    let today = example.info.split_whitespace().find_map(|word| word.strip_prefix("today=")).unwrap_or("2026-06-30");
    let (journal, expected) = match example.text.split_once("\n.\n") {
        Some((journal, expected)) => (format!("{journal}\n"), expected),
        None => match example.text.strip_prefix(".\n") {
            Some(expected) => (String::new(), expected),
            None => return Err("no line with a single dot".to_owned()),
        },
    };
    let notebook = notebook(&journal.replace('→', "\t"), today);
    let mut given = record_lines(&notebook.book);
    given.extend(diagnostic_lines(&notebook));
    let expected: Vec<&str> = expected.lines().collect();
    let same = given.len() == expected.len() && given.iter().zip(&expected).all(|(given, expected)| fits(given, expected));
    if same {
        return Ok(());
    }
    Err(format!("--- journal\n{journal}--- expected\n{}\n--- given\n{}\n", expected.join("\n"), given.join("\n")))
}

/// Whether a line is the expected one; `*` stands for any place.
fn fits(given: &str, expected: &str) -> bool {
    match expected.strip_suffix(" *") {
        Some(start) => given.starts_with(start),
        None => given == expected,
    }
}

#[test]
fn every_example_of_the_standard_holds() {
    let path = std::env::var("ASKBOOK_EXAMPLES").unwrap_or_else(|_| "docs/format.md".to_owned());
    let document = std::fs::read_to_string(&path).expect("the standard");
    let examples = blocks(&document, "example");
    assert!(!examples.is_empty(), "no example in {path}");
    let mut wrong = Vec::new();
    for example in &examples {
        if let Err(why) = run(example) {
            wrong.push(format!("=== {path}:{} {}\n{why}", example.line, example.info));
        }
    }
    assert!(wrong.is_empty(), "{} of {} examples differ\n{}", wrong.len(), examples.len(), wrong.join("\n"));
}

#[test]
fn the_standard_has_at_least_150_examples() {
    let document = std::fs::read_to_string("docs/format.md").expect("the standard");
    let count = blocks(&document, "example").len();
    assert!(count >= 150, "only {count} examples");
}
