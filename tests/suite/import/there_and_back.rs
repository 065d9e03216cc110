//! What was exported comes back the same.

use super::*;

const JOURNAL: &str = "\
>>> askbook.toml
[keys]
salary = \"number\"
team = \"text\"
[challenge]
start = 2026-01-01
end = 2026-12-31
goal = 100
>>> 2026-03-02.md
- #ask Applied at Acme: C# \\#1, \\@home, \\^up, fear\\:7 *really* `x` #job/remote @Acme fear:7 odds:12.5% worth:1200EUR due:2026-07-01 wait:90d salary:1200 team:\"R & D [core]\" ^acme
  - Found through Jane's [newsletter](https://example.org).

    A second paragraph.
- #ask #no A discount at the café size:small fear:3 sting:0
- #plan Ask Prof. Lin to be my mentor @lin fear:9 ^lin
- #plan Ask the choir
  - 2026-03-05 #ask Asked the choir via:\"video call\"
    - 2026-03-06 #yes worth:$20
- #ask To one who @bob #private
>>> 2026-03-09.md
- #step re:acme phone screen, 30 minutes due:2026-07-02
- #ask re:lin Wrote to Prof. Lin @lin via:email public:\"Asked for a mentor\"
- #ask To another who @eve #public ^eve
- #lesson re:lin plans ripen
>>> 2026-03-20.md
- #no @eve never
- #no @acme form letter sting:3
  - #lesson tailor the CV to the posting
    - and the letter
  - #lesson read it; twice; C:\\a\\;
- #silence @bob
- #rest
- #review 2026-W12 It went well
- #lesson on its own
>>> 2026-04-02.md
- #yes re:acme they came back worth:1500EUR sting:0
- #no @lin
";

/// The records of the notebook in `folder` without file, line and id.
fn compared(folder: &Path, kinds: &str) -> Vec<serde_json::Value> {
    let listed = run(folder, &["list", "--format", "jsonl", "--kind", kinds], b"").exits(0).out;
    let mut all: Vec<serde_json::Value> =
        listed.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    for value in &mut all {
        let fields = value.as_object_mut().expect("an object");
        for key in ["file", "line", "id"] {
            fields.remove(key);
        }
    }
    all
}

#[test]
fn what_was_exported_comes_back_the_same() {
    for arguments in [
        &["export", "--format", "csv", "--events"][..],
        &["export", "--format", "jsonl"],
        &["export", "--format", "json"],
    ] {
        let notebook = Notebook::new(JOURNAL);
        let exported = run(notebook.path(), arguments, b"").exits(0).out;
        let settings = JOURNAL.split(">>> 2026").next().expect("the settings");
        let empty = Notebook::new(settings);
        let imported = run(empty.path(), &["import", "-"], exported.as_bytes()).exits(0);
        assert_eq!(
            compared(empty.path(), "ask"),
            compared(notebook.path(), "ask"),
            "{arguments:?}\n{}",
            imported.out
        );
        assert_eq!(
            run(empty.path(), &["check", "--allow", "asked-again"], b"").exits(0).out,
            "no problems\n"
        );
        let notes = |notebook: &Notebook| {
            let lines = run(notebook.path(), &["export", "--format", "jsonl"], b"").exits(0).out;
            let mut found: Vec<String> = lines
                .lines()
                .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"))
                .map(|value| {
                    format!("{} {} {} {}", value["kind"], value["date"], value["title"], value["note"])
                })
                .collect();
            found.sort();
            found
        };
        assert_eq!(notes(&empty), notes(&notebook), "{arguments:?}");
        let report =
            |notebook: &Notebook| run(notebook.path(), &["report", "--format", "json"], b"").exits(0).out;
        let counts =
            |text: &str| serde_json::from_str::<serde_json::Value>(text).expect("JSON")["asks"].clone();
        assert_eq!(counts(&report(&empty)), counts(&report(&notebook)));
        let again = run(empty.path(), &["import", "-"], exported.as_bytes()).exits(0);
        assert!(again.out.contains("0 records written"), "{}", again.out);
    }
}

#[test]
fn the_example_comes_back_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    run(folder.path(), &["init", "book", "--example"], b"").exits(0);
    let book = folder.path().join("book");
    let exported = run(&book, &["export", "--format", "csv", "--events"], b"").exits(0).out;
    let empty = Notebook::new(">>> askbook.toml\n");
    std::fs::copy(book.join("askbook.toml"), empty.path().join("askbook.toml")).expect("the settings");
    std::fs::create_dir_all(empty.path().join("journal")).expect("a folder");
    run(empty.path(), &["import", "-"], exported.as_bytes()).exits(0);
    assert_eq!(compared(empty.path(), "ask"), compared(&book, "ask"));
    assert_eq!(run(empty.path(), &["check"], b"").exits(0).out, "no problems\n");
}

#[test]
fn the_flat_table_comes_back_with_its_answers() {
    let notebook = Notebook::new(JOURNAL);
    let exported = run(notebook.path(), &["export", "--format", "csv"], b"").exits(0).out;
    let empty = Notebook::new(JOURNAL.split(">>> 2026").next().expect("the settings"));
    let told = run(empty.path(), &["import", "-"], exported.as_bytes()).exits(0);
    assert!(told.out.contains("steps are not in this table"), "{}", told.out);
    let facts = |notebook: &Notebook| {
        let of = |value: &serde_json::Value| {
            ["date", "title", "who", "tags", "fear", "status", "answered", "keys", "lessons"]
                .map(|key| value[key].clone())
        };
        compared(notebook.path(), "ask").iter().map(of).collect::<Vec<_>>()
    };
    assert_eq!(facts(&empty), facts(&notebook));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(400))]

    /// Any words come back as they were, and nothing in them is read as more than words.
    #[test]
    fn any_title_comes_back_as_it_was(title in "[ a-zA-Zé0-9#@^:;,.!?\\\\`*_~\\[\\](){}<>|&\"'=+/$%\u{a0}-]{0,40}", tail in "(fear:7|#no|@bob|\\^x|via:\"a|re::x|\\[\\[a\\]\\]|&amp;|<b>|https://a\\.b/c_d_e)?") {
        use askbook::exchange::import::{Draft, block};
        use askbook::model::{KeyNames, Marker};
        use askbook::text::Source;
        let keys = KeyNames::default();
        let words = format!("{title} {tail}");
        let expected = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut draft = Draft::new(1, Marker::Ask, Some(crate::support::day("2026-01-05")), words);
        draft.tags = vec!["job".to_owned()];
        draft.fields.edit().via = Some(expected.clone()).filter(|via| !via.is_empty());
        let text = block(&draft, true, &keys);
        let file = askbook::syntax::parse(&Source::new("a.md", text.clone()), "a.md", &keys);
        proptest::prop_assert!(file.diagnostics.is_empty(), "{text}{:?}", file.diagnostics);
        proptest::prop_assert_eq!(file.records.len(), 1);
        let record = file.records.get(0);
        proptest::prop_assert_eq!(record.title(), &expected, "{}", text);
        proptest::prop_assert_eq!(record.tags().to_vec(), vec!["job"], "{}", text);
        proptest::prop_assert!(record.whos().is_empty() && record.id().is_none() && record.re().is_none(), "{}", text);
        proptest::prop_assert_eq!(record.fields().via.unwrap_or_default(), &expected, "{}", text);
        proptest::prop_assert_eq!(record.fields().fear, None);
    }
}
