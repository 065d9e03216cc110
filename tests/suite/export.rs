//! `askbook export`: what other programs read.

use crate::support::command::{Notebook, command};
use std::process::Stdio;

const JOURNAL: &str = "\
>>> askbook.toml
[keys]
salary = \"number\"
>>> 2026-03-02.md
- #ask Applied at Acme #job @acme fear:7 due:2026-07-03 salary:1200 wait:120d ^acme
  - Found through Jane.
  - 2026-03-20 #step phone screen due:2026-07-04
    - They rang twice.
    - #lesson charge the phone
- #ask #no \\=SUM(A1) at the café size:small sting:1
- #ask Wrote to Prof. Lin @lin #private ^lin-ask
- #ask Old one @bob public:\"Asked a stranger\"
>>> 2026-04-01.md
- #no @lin form letter sting:3
- #plan Ask for a mentor due:2026-08-01 ^mentor
- #review 2026-W13 A good week
- #rest
";

#[test]
fn every_column_is_in_the_document_with_its_type() {
    let document = std::fs::read_to_string("docs/exchange.md").expect("the document");
    let section = |name: &str| {
        let rest = document.split(&format!("\n## {name}\n")).nth(1).expect(name);
        let rows = rest.split("\n## ").next().expect("a section").lines();
        rows.filter_map(|line| line.strip_prefix("| `"))
            .map(|line| {
                let mut cells = line.split(" | ");
                let name = cells.next().expect("a name").trim_end_matches('`').to_owned();
                (name, cells.next().expect("a type").to_owned())
            })
            .collect::<Vec<_>>()
    };
    use askbook::exchange::export::{Column, Kind, ask_columns, event_columns, record_columns};
    fn told<R>(columns: &[Column<R>]) -> Vec<(String, String)> {
        let word = |kind| match kind {
            Kind::Integer => "integer",
            Kind::Real => "real",
            Kind::Text => "text",
            Kind::Flag => "flag",
            Kind::Day => "day",
        };
        columns.iter().map(|column| (column.name.to_string(), word(column.kind).to_owned())).collect()
    }
    let own = |section: Vec<(String, String)>| {
        section.into_iter().filter(|(name, _)| name != "key.NAME").collect::<Vec<_>>()
    };
    let keys = askbook::model::KeyNames::default();
    assert_eq!(own(section("Asks")), told(&ask_columns(&keys)));
    assert_eq!(section("Events"), told(&event_columns()));
    assert_eq!(own(section("Records")), told(&record_columns(&keys)));
}

#[test]
fn a_spreadsheet_gets_one_row_an_ask_and_no_formula() {
    let run = Notebook::new(JOURNAL).run(&["export", "--format", "csv"]).exits(0);
    let mut reader = csv::Reader::from_reader(run.out.as_bytes());
    let headers = reader.headers().expect("headers").clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    let cell = |row: usize, name: &str| {
        let at = headers.iter().position(|header| header == name).expect(name);
        rows[row][at].to_owned()
    };
    assert_eq!(rows.len(), 4);
    assert_eq!(cell(0, "key.salary"), "1200");
    assert_eq!(
        (cell(0, "due"), cell(0, "wait"), cell(0, "days")),
        ("2026-07-04".into(), "120d".into(), "120".into())
    );
    assert_eq!(
        (cell(0, "note"), cell(0, "lessons")),
        ("'- Found through Jane.".into(), "charge the phone".into())
    );
    assert_eq!((cell(1, "title"), cell(1, "status")), ("'=SUM(A1) at the café".into(), "no".into()));
    assert_eq!((cell(2, "private"), cell(2, "answered")), ("true".into(), "2026-04-01".into()));
    assert_eq!((cell(3, "overdue"), cell(3, "public_words")), ("true".into(), "Asked a stranger".into()));
}

#[test]
fn a_query_chooses_asks_with_all_that_belongs_to_them() {
    let notebook = Notebook::new(JOURNAL);
    let run = notebook.run(&["export", "--format", "csv", "--events", "tag:job"]).exits(0);
    let kinds: Vec<&str> = run.out.lines().skip(1).filter_map(|line| line.split(',').nth(1)).collect();
    assert_eq!(kinds, ["ask", "step", "lesson"]);
    let all = notebook.run(&["export", "--format", "jsonl"]).exits(0);
    assert_eq!(all.out.lines().count(), 10);
    let array = notebook.run(&["export", "--format", "json", "--kind", "ask"]).exits(0);
    let asks: Vec<serde_json::Value> = serde_json::from_str(&array.out).expect("an array");
    assert_eq!(asks.len(), 4);
    assert_eq!((&asks[0]["note"], &asks[1]["on_the_spot"]), (&"- Found through Jane.".into(), &"no".into()));
}

#[test]
fn a_query_that_all_asks_fit_is_still_a_query() {
    let notebook = Notebook::new(JOURNAL);
    let count = |arguments: &[&str]| {
        let all = notebook.run(&[&["export"], arguments].concat()).exits(0).out;
        ["#plan", "\"plan\"", ",plan,", "\"rest\"", ",rest,", "Make an ask that was planned"]
            .iter()
            .filter(|words| all.contains(**words))
            .count()
    };
    for format in [&["--format", "csv", "--events"][..], &["--format", "jsonl"], &["--format", "ics"]] {
        assert!(count(format) > 0, "{format:?}");
        for query in ["date:2026", "kind:ask"] {
            assert_eq!(count(&[format, &[query]].concat()), 0, "{format:?} {query}");
        }
    }
}

#[test]
fn a_calendar_is_read_back_and_tells_no_name_unasked() {
    use icalendar::{Calendar, CalendarComponent, Component};
    let notebook = Notebook::new(JOURNAL);
    let plain = notebook.run(&["export", "--format", "ics"]).exits(0).out;
    assert!(plain.split_inclusive("\r\n").all(|line| line.ends_with("\r\n") && line.len() <= 77), "{plain}");
    for word in ["Acme", "Lin", "bob", "mentor", "Old"] {
        assert!(!plain.contains(word), "{word} is in\n{plain}");
    }
    let calendar: Calendar = plain.parse().expect("a calendar");
    let mut days: Vec<(String, String)> = Vec::new();
    for component in &calendar.components {
        let CalendarComponent::Event(event) = component else { panic!("not an event") };
        days.push((format!("{:?}", event.get_start()), event.get_summary().unwrap_or_default().to_owned()));
    }
    let summaries: Vec<&str> = days.iter().map(|(_, summary)| &**summary).collect();
    assert_eq!(
        summaries,
        [
            "No answer yet: Asked a stranger",
            "Act again on an ask of 2026-03-02",
            "Make an ask that was planned"
        ]
    );
    assert!(days[1].0.contains("2026-07-04"), "{days:?}");
    let uids = |text: &str| {
        text.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect::<Vec<_>>()
    };
    let named = notebook.run(&["export", "--format", "ics", "--names", "--todos"]).exits(0).out;
    assert_eq!(uids(&plain), uids(&named), "an entry keeps its name");
    let unfolded = named.replace("\r\n ", "");
    assert!(unfolded.contains("SUMMARY:Act again: Applied at Acme @acme\r\n"), "{named}");
    assert!(unfolded.contains("DUE;VALUE=DATE:20260704"), "{named}");
    let todos: Calendar = named.parse().expect("a calendar");
    assert!(todos.components.iter().all(|one| matches!(one, CalendarComponent::Todo(_))));
}

#[test]
fn a_calendar_gives_nothing_private_away() {
    let notebook = Notebook::new(
        "- #plan Ask Lin due:2026-08-01 public:\"A mentor\" #private\n- #plan Ask Kim due:2026-08-02 public:\"A coach\"\n\
         - 2026-03-01 #ask Secret due:2026-08-04 public:\"A loan\" #private ^secret\n- 2026-03-01 #ask Open due:2026-08-05\n\
         >>> hidden.md\n---\nprivate: true\n---\n- #plan Ask Eve due:2026-08-03 public:\"A date\"\n",
    );
    let uids = |text: &str| {
        text.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect::<Vec<_>>()
    };
    let mut all = Vec::new();
    for names in [&[][..], &["--names"]] {
        let text = notebook.run(&[&["export", "--format", "ics"], names].concat()).exits(0).out;
        assert!(text.contains("SUMMARY:Ask: A coach\r\n"), "{text}");
        for word in ["mentor", "Lin", "date\r", "Eve", "loan", "Secret", "secret"] {
            assert!(!text.contains(word), "{word} is in\n{text}");
        }
        all.push(uids(&text));
    }
    assert_eq!(all[0], all[1]);
    assert!(all[0].contains(&"UID:due-20260301-1@askbook".to_owned()), "{all:?}");
    // What moves keeps its name, whatever it is called; another ask of the day changes none.
    let page =
        notebook.text("2026-03-02.md").replace("^secret", "^other").replace("2026-08-04", "2026-08-09");
    notebook.write("2026-03-02.md", page + "- 2026-03-01 #ask #no One more\n");
    let moved = notebook.run(&["export", "--format", "ics"]).exits(0).out;
    let mut moved = uids(&moved);
    moved.sort();
    all[0].sort();
    assert_eq!(moved, all[0]);
}

#[test]
fn an_export_is_written_over_no_page() {
    let notebook = Notebook::new(">>> 2026-03-02.md\n- #ask One\n");
    let page = notebook.text("2026-03-02.md");
    for target in ["2026-03-02.md", "askbook.toml", "./2026-03-02.md"] {
        let told = notebook.run(&["export", "--format", "md", "--out", target, "--force"]).exits(2);
        assert!(told.err.contains("of the notebook, and was kept"), "{}", told.err);
    }
    assert_eq!(notebook.text("2026-03-02.md"), page);
    notebook.write("asks.csv", "old");
    notebook.run(&["export", "--format", "csv", "--out", "asks.csv", "--force"]).exits(0);
}

#[test]
fn a_long_title_is_folded_between_characters() {
    let title = "Ébauche, d’un roman; ".repeat(20);
    let notebook = Notebook::new(&format!("- #ask {title} due:2026-07-03 wait:400d\n"));
    let text = notebook.run(&["export", "--format", "ics", "--names"]).exits(0).out;
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
    let calendar: icalendar::Calendar = text.parse().expect("a calendar");
    let icalendar::CalendarComponent::Event(event) = &calendar.components[0] else { panic!("no event") };
    let summary =
        icalendar::Component::get_summary(event).expect("a summary").replace("\\,", ",").replace("\\;", ";");
    assert_eq!(summary, format!("Act again: {}", title.trim()));
}

#[test]
fn the_same_notebook_gives_the_same_bytes() {
    let notebook = Notebook::new(JOURNAL);
    for format in ["csv", "json", "jsonl", "ics", "md"] {
        let first = notebook.run(&["export", "--format", format, "--threads", "1"]).exits(0).out;
        assert_eq!(notebook.run(&["export", "--format", format]).exits(0).out, first, "{format}");
    }
}

#[test]
fn a_file_that_is_there_is_kept_unless_forced() {
    let notebook = Notebook::new(JOURNAL);
    let path = notebook.write("out.csv", "mine\n");
    let refused = notebook.run(&["export", "--format", "csv", "--out", "out.csv"]).exits(2);
    assert!(refused.err.contains("`out.csv` is there already, and was kept"), "{}", refused.err);
    assert!(refused.err.contains("--force"), "{}", refused.err);
    assert_eq!(std::fs::read_to_string(&path).expect("the file"), "mine\n");
    notebook.run(&["export", "--format", "csv", "--out", "out.csv", "--force"]).exits(0);
    let written = std::fs::read_to_string(&path).expect("the file");
    assert_eq!(written, notebook.run(&["export", "--format", "csv"]).exits(0).out);
    let folder = notebook.run(&["export", "--format", "csv", "--out", "."]).exits(2);
    assert!(folder.err.contains("is a folder"), "{}", folder.err);
    let nowhere = notebook.run(&["export", "--format", "csv", "--out", "no/such/out.csv"]).exits(2);
    assert!(nowhere.err.contains("cannot be written: no such file or directory\n"), "{}", nowhere.err);
    let left: Vec<_> = std::fs::read_dir(notebook.path())
        .expect("the folder")
        .map(|entry| entry.expect("an entry").file_name())
        .filter(|name| name.to_string_lossy().contains(".part"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_and_a_closed_pipe_is_no_failure() {
    let notebook = Notebook::new(JOURNAL);
    let full = notebook.run(&["export", "--format", "jsonl", "--out", "/dev/full"]).exits(2);
    assert!(full.err.contains("`/dev/full` cannot be written: no space left on device"), "{}", full.err);
    let many: String = (0..4000)
        .map(|at| format!("- #ask #no Number {at} of many that fill the pipe due:2026-07-01\n"))
        .collect();
    let notebook = Notebook::new(&many);
    let export = |format: &[&str], out: Stdio| {
        let mut command = command(notebook.path());
        command.args(["--today", "2026-06-30", "export", "--format"]).args(format);
        command.stdout(out).stderr(Stdio::piped()).spawn().expect("a run")
    };
    for format in FORMATS {
        let device = std::fs::File::options().write(true).open("/dev/full").expect("the device");
        let output = export(format, device.into()).wait_with_output().expect("an end");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{format:?}: {said}");
        assert!(said.contains("no space left"), "{format:?}: {said}");
        let mut child = export(format, Stdio::piped());
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("an end");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!((output.status.code(), said.as_str()), (Some(0), ""), "{format:?}");
    }
}

/// Every format that this build has.
const FORMATS: &[&[&str]] = &[
    &["csv"],
    &["csv", "--events"],
    &["json"],
    &["jsonl"],
    &["ics"],
    &["ics", "--todos"],
    &["md"],
    #[cfg(feature = "sqlite")]
    &["sqlite"],
    #[cfg(feature = "parquet")]
    &["parquet"],
    #[cfg(feature = "parquet")]
    &["parquet", "--events"],
];

#[test]
fn options_of_another_format_are_refused() {
    let notebook = Notebook::new(JOURNAL);
    for (arguments, words) in [
        (&["--format", "md", "--events"][..], "`--events` goes with `--format csv or parquet`"),
        (&["--format", "csv", "--names"], "`--names` goes with `--format ics`"),
        (&["--format", "csv", "--kind", "ask"], "`--kind` goes with `--format json or jsonl`"),
        (
            &["--format", "json", "--kind", "aks"],
            "askbook: `aks` is no kind of record\n  help: did you mean `ask`?",
        ),
        #[cfg(not(feature = "sqlite"))]
        (
            &["--format", "sqlite"],
            "askbook: this build has no sqlite\n  help: build it with `cargo install --features sqlite`",
        ),
    ] {
        let mut all = vec!["export"];
        all.extend(arguments);
        let run = notebook.run(&all).exits(2);
        assert!(run.err.contains(words), "{}", run.err);
    }
}

#[cfg(feature = "sqlite")]
#[test]
fn the_database_holds_its_own_rules_and_the_documents_queries_run() {
    let notebook = Notebook::new(JOURNAL);
    notebook.run(&["export", "--format", "sqlite", "--out", "asks.db"]).exits(0);
    let bytes = std::fs::read(notebook.path().join("asks.db")).expect("the database");
    notebook.run(&["export", "--format", "sqlite", "--out", "again.db"]).exits(0);
    assert!(std::fs::read(notebook.path().join("again.db")).expect("the database") == bytes, "other bytes");
    let database = rusqlite::Connection::open(notebook.path().join("asks.db")).expect("a database");
    let count = |sql: &str| database.query_row(sql, [], |row| row.get::<_, i64>(0)).expect(sql);
    assert_eq!(count("SELECT asks * 1000 + no * 100 + open * 10 + overdue FROM standing"), 4221);
    assert_eq!(count("SELECT count(*) FROM pragma_foreign_key_check"), 0);
    assert_eq!(count("SELECT count(*) FROM events WHERE kind = 'step'"), 1);
    assert_eq!(count("SELECT ask FROM lessons"), 1);
    assert_eq!(count("SELECT count(*) FROM reviews WHERE first = '2026-03-23' AND last = '2026-03-29'"), 1);
    for view in ["rates", "by_tag", "by_who", "by_month", "waiting", "answer_times"] {
        assert!(count(&format!("SELECT count(*) FROM {view}")) > 0, "{view}");
    }
    let document = std::fs::read_to_string("docs/exchange.md").expect("the document");
    let queries = crate::support::blocks(&document, "sql");
    let own: Vec<_> = queries.iter().filter(|block| !block.text.starts_with("-- duckdb")).collect();
    assert!(own.len() >= 3);
    for block in own {
        let mut query = database.prepare(&block.text).expect("a query that runs");
        query.query([]).expect("rows").next().expect("a row or none");
    }
}

#[cfg(feature = "parquet")]
#[test]
fn columns_are_written_by_year_and_a_strangers_folder_is_kept() {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    let notebook = Notebook::new(JOURNAL);
    let rows = |path: &str| {
        let file = std::fs::File::open(notebook.path().join(path)).expect(path);
        SerializedFileReader::new(file).expect("Parquet").metadata().file_metadata().num_rows()
    };
    notebook.run(&["export", "--format", "parquet", "--out", "columns"]).exits(0);
    assert_eq!((rows("columns/asks.parquet"), rows("columns/events.parquet")), (4, 3));
    let again = ["export", "--format", "parquet", "--out", "columns", "--partition", "year"];
    notebook.run(&again).exits(2);
    notebook.run(&[&again[..], &["--force"]].concat()).exits(0);
    assert_eq!(rows("columns/asks/year=2026/asks.parquet"), 4);
    assert!(!notebook.path().join("columns/asks.parquet").exists());
    notebook.write("columns/mine.txt", "mine");
    let refused = notebook.run(&[&again[..], &["--force"]].concat()).exits(2);
    assert!(refused.err.contains("holds other files, and was kept"), "{}", refused.err);
}
