//! Every example of `docs/query.md` gives what it says.

use crate::support::command::Notebook;
use crate::support::{blocks, notebook};
use askbook::list::{Row, fits, ids, unborne};
use askbook::query::{Context, parse};

#[test]
fn every_query_of_the_page_gives_what_it_says() {
    let page = std::fs::read_to_string("docs/query.md").expect("docs/query.md");
    let notebook = notebook(&blocks(&page, "notebook")[0].text, "2026-06-30");
    assert!(notebook.diagnostics().is_empty(), "{:?}", notebook.diagnostics());
    let context = Context {
        today: notebook.book.today,
        week_starts: notebook.config.week_starts,
        keys: &notebook.config.keys,
    };
    let mut count = 0;
    let mut wrong = Vec::new();
    for line in blocks(&page, "query").iter().flat_map(|block| block.text.lines()) {
        let (query, expected) = line.split_once(" ->").expect("an arrow");
        let given = match parse(query, &context) {
            Ok(query) => {
                let rows: Vec<Row> = (0..notebook.book.asks().len())
                    .map(Row::Ask)
                    .filter(|row| fits(&notebook.book, *row, &query))
                    .collect();
                ids(&notebook.book, &rows).split_whitespace().collect::<Vec<_>>().join(" ")
            }
            Err(error) => error.to_string(),
        };
        count += 1;
        if given != expected.trim() {
            wrong.push(format!("{query}\n  expected {}\n  given    {given}", expected.trim()));
        }
    }
    assert!(count >= 60, "only {count} examples");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_no_record_bears_is_said_as_on_the_page() {
    let page = std::fs::read_to_string("docs/query.md").expect("docs/query.md");
    let notebook = notebook(&blocks(&page, "notebook")[0].text, "2026-06-30");
    let context = Context {
        today: notebook.book.today,
        week_starts: notebook.config.week_starts,
        keys: &notebook.config.keys,
    };
    let remarks = blocks(&page, "remark");
    let lines: Vec<&str> = remarks.iter().flat_map(|block| block.text.lines()).collect();
    assert!(lines.len() >= 10, "{lines:?}");
    for line in lines {
        let (typed, expected) = line.split_once(" ->").expect("an arrow");
        let query = parse(typed, &context).expect("a query");
        assert_eq!(unborne(&notebook.book, &query).join("\n"), expected.trim(), "{typed}");
    }
}

#[test]
fn a_mistyped_tag_is_said_once_and_is_no_failure() {
    let notebook = Notebook::new("- #ask A #job ^a\n");
    let near = "no record bears #jbo; did you mean #job?\n";
    for arguments in [
        &["list", "tag:jbo"][..],
        &["list", "tag:jbo", "--kind", "all"],
        &["report", "--where", "tag:jbo"],
        &["next", "tag:jbo"],
        &["compare", "tag:jbo", "tag:job"],
        &["export", "tag:jbo", "--format", "csv"],
    ] {
        assert_eq!(notebook.run(arguments).exits(0).err, near, "{arguments:?}");
        assert_eq!(notebook.run(&[&["--quiet"], arguments].concat()).exits(0).err, "", "{arguments:?}");
    }
    assert_eq!(notebook.run(&["list", "tag:job"]).exits(0).err, "");
}

mod total {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_is_a_query_or_an_error_with_a_place(
            words in prop::collection::vec(prop_oneof![
                "[a-z]{1,6}", "\\PC{0,4}", Just("or".to_owned()), Just("not".to_owned()), Just("(".to_owned()), Just(")".to_owned()),
                Just("fear:".to_owned()), Just("date:2026-".to_owned()), Just("\"".to_owned()), Just("&&".to_owned()), Just("tag:é".to_owned()),
            ], 0..12),
            blank in any::<bool>(),
        ) {
            let text = words.join(if blank { " " } else { "" });
            let keys = askbook::model::KeyNames::default();
            let context = Context { today: crate::support::day("2026-06-30"), week_starts: askbook::model::WeekStart::Monday, keys: &keys };
            if let Err(error) = parse(&text, &context) {
                prop_assert!(text.get(error.span.range()).is_some(), "{:?} of {text:?}", error.span);
                prop_assert!(error.render(&text).lines().count() >= 3);
            }
        }
    }

    #[test]
    fn a_value_with_quotes_inside_is_pointed_at_as_a_whole() {
        let keys = askbook::model::KeyNames::default();
        let context = Context {
            today: crate::support::day("2026-06-30"),
            week_starts: askbook::model::WeekStart::Monday,
            keys: &keys,
        };
        for text in ["fear:\u{1970}\"\"", "fear:\"é\"\"é\""] {
            let error = parse(text, &context).expect_err("no number");
            assert_eq!(&text[error.span.range()], text);
        }
    }

    #[test]
    fn ten_thousand_parentheses_are_an_error() {
        let keys = askbook::model::KeyNames::default();
        let context = Context {
            today: crate::support::day("2026-06-30"),
            week_starts: askbook::model::WeekStart::Monday,
            keys: &keys,
        };
        let error = parse(&"(".repeat(10_000), &context).expect_err("too deep");
        assert!(error.message.contains("deeper"), "{error}");
        assert!(parse(&"! ".repeat(10_000), &context).is_err());
    }
}

#[test]
fn a_field_typed_as_a_text_is_told_where_nothing_fits() {
    let notebook = Notebook::new("- #ask One\n- #ask #no A noes list\n");
    let told = |word: &str| notebook.run(&["list", word]).exits(0).err;
    assert_eq!(told("open"), "nothing fits with the text `open`; did you mean `is:open`?\n");
    assert_eq!(told("yes"), "nothing fits with the text `yes`; did you mean `status:yes`?\n");
    assert_eq!(told("lesson"), "nothing fits with the text `lesson`; did you mean `kind:lesson`?\n");
    assert_eq!((told("noes"), told("two")), (String::new(), String::new()));
}
