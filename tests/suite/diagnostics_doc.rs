//! `docs/diagnostics.md` and the table that it is made from. `ASKBOOK_BLESS=1` rewrites the page.

use askbook::diagnostic::{Code, Severity, catalogue, example_files, explain};
use std::path::Path;

#[test]
fn the_page_is_what_the_table_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/diagnostics.md");
    let expected = catalogue();
    if std::env::var_os("ASKBOOK_BLESS").is_some_and(|value| value == "1") {
        std::fs::write(&path, &expected).unwrap();
    }
    let page = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    let same = page == expected;
    assert!(
        same,
        "docs/diagnostics.md is not up to date: run ASKBOOK_BLESS=1 cargo test --test suite diagnostics_doc"
    );
}

#[test]
fn every_code_has_its_texts() {
    for &code in Code::ALL {
        let explanation = explain(code);
        for text in [explanation.what, explanation.why] {
            assert!(text.starts_with(|first: char| first.is_uppercase() || first == '`'), "{code}: {text}");
            assert!(text.ends_with('.'), "{code}: {text}");
        }
        assert_eq!(sentences(explanation.what), 1, "{code}: what is one sentence");
        assert!((1..=3).contains(&sentences(explanation.why)), "{code}: why is one to three sentences");
        assert_ne!(explanation.wrong, explanation.right, "{code}");
        for example in [explanation.wrong, explanation.right] {
            assert!(example.ends_with('\n') && !example.trim().is_empty(), "{code}");
            assert!(!explanation.runnable || !example_files(example).is_empty(), "{code}");
        }
    }
}

#[test]
fn what_and_why_say_different_things() {
    let all: Vec<_> = Code::ALL.iter().map(|&code| (code, explain(code))).collect();
    for (at, (code, explanation)) in all.iter().enumerate() {
        let (what, why) = (words(explanation.what), words(explanation.why));
        let shared = what.windows(4).find(|run| why.windows(4).any(|other| other == *run));
        assert_eq!(shared, None, "{code}: why repeats what");
        for (other, earlier) in &all[..at] {
            assert_ne!(explanation.what, earlier.what, "{code} and {other}");
            assert_ne!(explanation.why, earlier.why, "{code} and {other}");
        }
    }
}

#[test]
fn only_what_no_text_can_show_is_told_in_prose() {
    let prose = Code::ALL.iter().copied().filter(|&code| !explain(code).runnable);
    assert_eq!(prose.collect::<Vec<_>>(), [Code::NotUtf8, Code::Unreadable]);
}

#[test]
fn config_codes_are_shown_in_the_config() {
    for &code in Code::ALL.iter().filter(|code| code.name().starts_with("config-")) {
        assert_eq!(code.severity(), Severity::Error);
        assert_eq!(example_files(explain(code).wrong)[0].0, "askbook.toml", "{code}");
    }
}

fn sentences(text: &str) -> usize {
    text.split(". ").count()
}

fn words(text: &str) -> Vec<String> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

#[test]
fn every_wrong_example_gives_its_code_and_every_right_one_nothing() {
    use askbook::diagnostic::{Code, example_files, explain};
    let mut wrong = Vec::new();
    for code in Code::ALL {
        let told = explain(*code);
        if !told.runnable {
            continue;
        }
        let codes = |text: &str| -> Vec<&'static str> {
            let files: Vec<(String, String)> =
                example_files(text).into_iter().map(|(path, text)| (path.to_owned(), text)).collect();
            let folder = tempfile::tempdir().expect("a folder");
            for (path, text) in &files {
                let path = folder.path().join(path);
                std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
                std::fs::write(path, text).expect("a file");
            }
            let today = "2026-06-30".parse().expect("a date");
            let notebook =
                askbook::notebook::Notebook::open(folder.path(), today, askbook::notebook::Texts::Keep);
            notebook.diagnostics().iter().map(|told| told.code.name()).collect()
        };
        let (bad, good) = (codes(told.wrong), codes(told.right));
        if !bad.contains(&code.name()) {
            wrong.push(format!("{code}: the wrong example gives {bad:?}\n{}", told.wrong));
        }
        if !good.is_empty() {
            wrong.push(format!("{code}: the right example gives {good:?}\n{}", told.right));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
