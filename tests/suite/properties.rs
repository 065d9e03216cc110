//! What holds of any journal, however strange.

use crate::support::day;
use askbook::list::{Kinds, json_line, rows};
use askbook::notebook::{Notebook, Texts, from_texts};
use askbook::text::Span;
use proptest::prelude::*;
use std::fs;
use std::path::Path;
use std::process::Command;

const TODAY: &str = "2026-06-30";

/// Pieces of which journals, good and bad, are made.
fn pieces() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "- ",
            "* ",
            "1. ",
            "  ",
            "    ",
            "\t",
            "\n",
            "\n\n",
            "\r\n",
            "\r",
            "> ",
            "# ",
            "## 2026-03-02\n",
            "```\n",
            "~~~",
            "---\n",
            "+++\n",
            "| ",
            "|---|\n",
            "[ ] ",
            "[x] ",
            "2026-03-02 ",
            "2026-02-30 ",
            "#ask ",
            "#Ask: ",
            "#no ",
            "#yes",
            "#ask #no ",
            "#step/call ",
            "#lesson ",
            "#plan ",
            "#review 2026-W10 ",
            "#rest 2026-03-01...2026-03-09 ",
            "#aks ",
            "#job ",
            "@acme ",
            "@Acme. ",
            "^a ",
            " ^a\n",
            "re:a ",
            "re: ",
            "fear:7 ",
            "fear:11 ",
            "sting:3, ",
            "via:\"a b\" ",
            "via:\"",
            "[fear:: 3]",
            "(via:: x",
            "public:\"p\" ",
            "#private ",
            "[[x#^a]] ",
            "[t](x.md#^a)",
            "`",
            "``",
            "**",
            "_",
            "~~",
            "<b>",
            "<!--",
            "-->",
            "&amp;",
            "\\",
            "\\#ask ",
            "[^1]",
            "[^1]: ",
            "[a]: ",
            "<<<<<<< x\n",
            "=======\n",
            ">>>>>>> y\n",
            "é",
            "e\u{301}",
            "😀",
            "\u{202e}",
            "\u{0}",
            "\u{feff}",
            "شكرا ",
            "private: true\n",
            "date: 2026-01-01\n",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,6}",
        "[a-z ]{0,8}",
    ]
}

pub fn journal() -> impl Strategy<Value = String> {
    prop::collection::vec(pieces(), 0..60).prop_map(|pieces| pieces.concat())
}

/// A page of the example with some of it cut out, doubled or moved.
pub fn mutated() -> impl Strategy<Value = String> {
    let example = crate::support::example_pages();
    (
        0..example.len(),
        prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), pieces()), 0..8),
    )
        .prop_map(move |(page, changes)| {
            let mut chars: Vec<char> = example[page].1.chars().collect();
            for (from, to, new) in changes {
                let (from, to) = (from.index(chars.len() + 1), to.index(chars.len() + 1));
                chars.splice(from.min(to)..from.max(to).min(from.min(to) + 12), new.chars());
            }
            chars.into_iter().collect()
        })
}

fn read(text: &str) -> Notebook {
    from_texts(&[("2026-03-02.md".to_owned(), text.to_owned())], day(TODAY))
}

/// Everything that is said of a notebook, as lines.
fn said(notebook: &Notebook) -> Vec<String> {
    let mut lines: Vec<String> =
        rows(&notebook.book, &Kinds::all()).into_iter().map(|row| json_line(&notebook.book, row)).collect();
    lines.extend(crate::support::diagnostic_lines(notebook));
    lines
}

fn spans_are_whole(notebook: &Notebook) -> Result<(), TestCaseError> {
    for told in notebook.diagnostics() {
        for place in std::iter::once(&told.place).chain(told.related.iter().map(|other| &other.place)) {
            let text = &notebook.source(&place.file).expect("a source").text;
            prop_assert!(text.get(place.span.range()).is_some(), "{:?} in {text:?}", told);
        }
    }
    for id in 0..notebook.book.record_count() {
        let record = notebook.book.record(id);
        let text = &notebook.source(&notebook.book.file_of(id).path).expect("a source").text;
        prop_assert!(text[record.marker_span().range()].starts_with('#'));
        let spans: Vec<Span> = [record.span]
            .into_iter()
            .chain(record.item())
            .chain(record.whos().iter().map(|who| who.span))
            .collect();
        prop_assert!(spans.iter().all(|span| text.get(span.range()).is_some()));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_is_read(text in journal()) {
        spans_are_whole(&read(&text))?;
    }

    #[test]
    fn any_change_of_a_real_page_is_read(text in mutated()) {
        spans_are_whole(&read(&text))?;
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("2026-03-02.md"), &bytes).expect("a file");
        let notebook = Notebook::open(folder.path(), day(TODAY), Texts::Keep);
        prop_assert_eq!(notebook.loading.len(), usize::from(std::str::from_utf8(&bytes).is_err()));
    }

    #[test]
    fn line_ends_and_a_byte_order_mark_change_no_record(text in mutated()) {
        let unix = text.replace("\r\n", "\n").replace('\r', "\n").replace('\u{feff}', "");
        let said_of = |text: &str| said(&read(text));
        let plain = said_of(&unix);
        prop_assert_eq!(&said_of(&unix.replace('\n', "\r\n")), &plain);
        prop_assert_eq!(&said_of(&format!("\u{feff}{unix}")), &plain);
    }

    #[test]
    fn the_order_of_files_and_the_threads_change_no_byte(texts in prop::collection::vec(journal(), 2..6), turn in 0usize..6) {
        let mut files: Vec<(String, String)> = texts.into_iter().enumerate().map(|(at, text)| (format!("2026-03-{:02}.md", at + 1), text)).collect();
        let pool = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        let plain = pool(1).install(|| said(&from_texts(&files, day(TODAY))));
        let turn = turn % files.len();
        files.rotate_left(turn);
        prop_assert_eq!(&pool(8).install(|| said(&from_texts(&files, day(TODAY)))), &plain);
    }
}

/// Runs git in a folder, with a name and nothing of this machine's settings.
fn git(folder: &Path, arguments: &[&str]) -> bool {
    let fixed = [
        "-c",
        "user.name=t",
        "-c",
        "user.email=t@example.org",
        "-c",
        "commit.gpgsign=false",
        "-c",
        "init.defaultBranch=main",
    ];
    let run = Command::new("git")
        .current_dir(folder)
        .args(fixed)
        .args(arguments)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output();
    run.is_ok_and(|output| output.status.success())
}

/// A record that one of two laptops appends: a reference, a nesting, or an ask, each in the file of its day.
fn appended(laptop: &'static str) -> impl Strategy<Value = (u32, String)> {
    (1..6u32, 0..4u32, 0..1000u32).prop_map(move |(on, kind, number)| {
        let line = match kind {
            0 => format!(
                "- #ask Ask {laptop}{number} #job ^{laptop}{number}-{on}\n  - #no at once sting:{}\n",
                number % 10
            ),
            1 => format!("- #no re:first no {laptop}{number}\n"),
            2 => format!("- #ask #yes Yes {laptop}{number} size:small\n"),
            _ => format!("- 2026-03-{on:02} #lesson Learned {laptop}{number}\n"),
        };
        (on, line)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn two_laptops_that_appended_merge_to_the_same_counts_in_either_order(
        mine in prop::collection::vec(appended("m"), 1..6),
        theirs in prop::collection::vec(appended("t"), 1..6),
    ) {
        let counts = |first: &[(u32, String)], second: &[(u32, String)]| -> Option<Vec<usize>> {
            let folder = tempfile::tempdir().expect("a folder");
            let at = folder.path();
            let page = |on: u32| at.join(format!("2026-03-{on:02}.md"));
            let append = |lines: &[(u32, String)]| for (on, line) in lines {
                let text = fs::read_to_string(page(*on)).unwrap_or_default();
                fs::write(page(*on), text + line).expect("a page");
            };
            git(at, &["init", "-q"]).then_some(())?;
            fs::write(at.join(".gitattributes"), "*.md merge=union\n").expect("attributes");
            for on in 1..6 {
                fs::write(page(on), format!("# 2026-03-{on:02}\n\n")).expect("a page");
            }
            fs::write(page(1), "# 2026-03-01\n\n- #ask First ^first\n").expect("a page");
            let commit = |message: &str| git(at, &["add", "-A"]) && git(at, &["commit", "-qm", message]);
            assert!(commit("start") && git(at, &["checkout", "-qb", "other"]));
            append(second);
            assert!(commit("second") && git(at, &["checkout", "-q", "main"]));
            append(first);
            assert!(commit("first") && git(at, &["merge", "-q", "-m", "both", "other"]), "a union merge has no conflict");
            let notebook = Notebook::open(at, day(TODAY), Texts::Drop);
            let book = &notebook.book;
            Some(vec![
                book.asks().len(),
                book.asks().filter(|ask| ask.rejection).count(),
                book.asks().map(|ask| ask.events().len()).sum(),
                book.record_count(),
                notebook.error_count(),
            ])
        };
        match (counts(&mine, &theirs), counts(&theirs, &mine)) {
            (Some(one), Some(other)) => prop_assert_eq!(one, other),
            _ => eprintln!("git is not here: merges were not tested"),
        }
    }
}
