//! The short way through a page and the long way through pulldown-cmark give the same.

use crate::properties::{journal, mutated};
use crate::support::command::Notebook;
use askbook::model::KeyNames;
use askbook::syntax::{File, Memory, Way, parse_page};
use askbook::text::Source;
use proptest::prelude::*;
use proptest::sample::select;
use std::fs;
use std::path::Path;

/// Everything that a file says, its diagnostics in order of place.
fn said(text: &str, way: Way) -> String {
    let source = Source::new("2026-03-02.md", text.to_owned());
    let File { records, mut diagnostics, near, private, .. } =
        parse_page(source.page(), "2026-03-02.md", &KeyNames::default(), way, &mut Memory::default());
    askbook::diagnostic::sort(&mut diagnostics);
    format!("{records:#?}\n{diagnostics:#?}\n{near:#?}\n{private}")
}

fn same(text: &str) -> Result<(), TestCaseError> {
    let long = said(text, Way::Long);
    prop_assert_eq!(&said(text, Way::Short), &long, "{:?}", text);
    prop_assert_eq!(&said(text, Way::Pieces(1)), &long, "in pieces: {:?}", text);
    Ok(())
}

/// A line as people write it, with what makes blocks of lines.
fn line() -> impl Strategy<Value = String> {
    let indent = prop_oneof![4 => Just(0usize), 1 => 1..8usize, 2 => select(vec![2usize, 3, 4])];
    let begin = select(vec![
        "",
        "",
        "",
        "- ",
        "- ",
        "* ",
        "+ ",
        "-  ",
        "-     ",
        "1. ",
        "2. ",
        "10) ",
        "- [ ] ",
        "- [x] ",
        "# ",
        "## ",
        "> ",
        "```",
        "```sh",
        "~~~",
        "---",
        "***",
        "===",
        "--- | ---",
        "|",
        "-",
        "[a]: ",
        "[^1]: ",
        "<div>",
        "- - ",
        "- 1. ",
        "\t",
        "#",
        "_ _ _",
        "--",
        "<<<<<<<",
        "1986. ",
    ]);
    let words = prop::collection::vec(
        select(vec![
            "#ask",
            "#ask:",
            "#no",
            "#yes",
            "#step/call",
            "#lesson",
            "#plan",
            "#aks",
            "＃ask",
            "＃no",
            "size：big",
            "#ask/no",
            "#job",
            "@acme",
            "@kim_lee",
            "^a",
            "re:a",
            "fear:3",
            "fear:12",
            "via:\"in",
            "person\"",
            "text",
            "more",
            "2026-03-04",
            "2026-02-31",
            "*em*",
            "**b",
            "`#ask`",
            "`x",
            "[l](u#^a)",
            "[[p#^a]]",
            "[a]",
            "[ ]",
            "<b>",
            "&amp;",
            "\\#ask",
            "\\",
            "~~s~~",
            "a_b",
            "_u",
            "é",
            "|",
            "![i](u)",
            "#private",
            "#public",
            "(#Public/),",
            "[fear::",
            "4]",
            "ask",
            ":",
            "  ",
            "…",
            "—",
            "c\u{a0}d",
            "e\u{2003}",
            "«q»",
            "“w",
            "東京",
            "\u{3000}",
            "(#job)",
            "@wu,",
            "x:y",
            "10:30",
            "foo:\"a  b\"",
            "(fear:: 2)",
            "é:1",
        ]),
        0..6,
    );
    let end = select(vec!["\n", "\n", "\n", "\n\n", "  \n", "\r\n"]);
    (indent, begin, words, end).prop_map(|(indent, begin, words, end)| {
        format!("{}{begin}{}{end}", " ".repeat(indent), words.join(" "))
    })
}

fn page() -> impl Strategy<Value = String> {
    prop::collection::vec(line(), 0..12).prop_map(|lines| lines.concat())
}

/// A line of front matter, plain ones for the most part.
fn front_line() -> impl Strategy<Value = String> {
    let key =
        select(vec!["date", "Date", "private", "PRIVATE", "tags", "mood", "no", "a b", "true", "título"]);
    let value = select(vec![
        "",
        "2026-03-02",
        "2026-02-30",
        "2026-03-02 ",
        "'2026-03-02'",
        "2026-03-02T10:00",
        "20260302",
        "true",
        "false",
        "False",
        "no",
        "off",
        "~",
        "0",
        "fine",
        "fine day",
        "fine #day",
        "[rain, wind]",
        "[rain, [wind]]",
        "[rain,]",
        "[]",
        "\"a: b\"",
        "\"a\" b",
        "a: b",
        "- a",
        "*a",
        "{a: b}",
        "|",
        "1.5",
        "été",
    ]);
    let pair = (key, select(vec![": ", ":", ":  "]), value)
        .prop_map(|(key, colon, value)| format!("{key}{colon}{value}"));
    let other = select(vec![
        "- a",
        "  - a",
        "  - b c",
        "    - d",
        "  a",
        "# a",
        "",
        "  date: 2026-03-02",
        "-",
        "\ta",
    ]);
    prop_oneof![4 => pair, 1 => other.prop_map(str::to_owned)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn of_front_matter(lines in prop::collection::vec(front_line(), 0..5), end in select(vec!["\n", "\r\n"])) {
        let front = lines.join(end);
        same(&format!("---{end}{front}{end}---{end}- #ask Tea #private{end}"))?;
    }

    #[test]
    fn of_lines(text in page()) {
        same(&text)?;
    }

    #[test]
    fn of_pieces(text in journal()) {
        same(&text)?;
    }

    #[test]
    fn of_changed_pages(text in mutated()) {
        same(&text)?;
    }
}

#[test]
fn of_the_example_pages() {
    for (name, text) in crate::support::example_pages() {
        assert_eq!(said(&text, Way::Short), said(&text, Way::Long), "{name}");
    }
}

/// The examples of the CommonMark specification, alone and with records in and around them.
#[test]
fn of_the_commonmark_specification() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/npm/node_modules/commonmark-spec/spec.txt");
    let Ok(spec) = fs::read_to_string(&path) else {
        eprintln!(
            "the npm package commonmark-spec is not here (.ci/run installs it): its examples were not read"
        );
        return;
    };
    let opening = format!("{} example\n", "`".repeat(32));
    let examples = spec.split(&opening).skip(1);
    let examples =
        examples.filter_map(|rest| rest.split_once("\n.\n")).map(|(text, _)| text.replace('→', "\t") + "\n");
    let mut read = 0;
    for text in examples {
        for (from, to) in
            [("", ""), ("foo", "#ask foo"), ("- ", "- #no "), ("a", "#ask a"), ("\n", " #ask x\n")]
        {
            let text = if from.is_empty() { text.to_owned() } else { text.replace(from, to) };
            for page in [
                text.clone(),
                format!("- #ask a ^x\n{text}"),
                format!("{text}\n- #ask a ^x\n"),
                format!("- #ask a\n\n  {}\n\n#no b\n", text.replace('\n', "\n  ")),
            ] {
                assert_eq!(said(&page, Way::Short), said(&page, Way::Long), "{page:?}");
                read += 1;
            }
        }
    }
    assert!(read > 5_000, "{read}");
}

#[test]
fn of_the_program_on_one_thread_and_on_many() {
    let mut pages = String::new();
    for (name, text) in crate::support::example_pages() {
        pages.push_str(&format!(">>> {name}\n{text}"));
    }
    let notebook = Notebook::new(&pages);
    for command in
        [["report", "--format", "json"], ["list", "--format", "jsonl"], ["check", "--format", "json"]]
    {
        let plain = notebook.run(&command);
        assert!(plain.out.len() > 100 || command[0] == "check", "{}", plain.out);
        for way in [["--threads", "1"].as_slice(), &["--threads", "8"], &["--no-fast-path"]] {
            let other = notebook.run(&[&command, way].concat());
            assert_eq!((&other.out, &other.err), (&plain.out, &plain.err), "{command:?} {way:?}");
        }
    }
}

#[test]
fn a_report_tells_how_long_it_took() {
    let run = Notebook::new("- #ask One ^one\n").run(&["report", "--timings"]).exits(0);
    assert!(run.err.starts_with("1 files, 16 bytes, 1 records\n"), "{}", run.err);
    for stage in [
        "finding the files",
        "reading them",
        "linking the records",
        "counting and writing",
        "records a second",
    ] {
        assert!(run.err.contains(stage), "{}", run.err);
    }
}
/// What chance found, and what is like it.
#[test]
fn of_pages_that_once_differed() {
    for text in [
        "- [ ] \n\n  #ask\n",
        "- [x]\n\n  #ask Tea\n",
        "- [ ] \n  #ask Tea\n",
        " - #ask\n      [^1]: \n",
        "- #ask Tea\n  [^1]: milk\n",
        "#ask Tea\n[^1]: milk #no\n",
        "#ask Tea\n[a]: milk\n",
    ] {
        same(text).unwrap_or_else(|different| panic!("{different}"));
    }
}
