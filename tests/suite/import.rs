//! `askbook import`: what other programs' tables become, and what is said of those that cannot be read.

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

const SHEET: &str =
    "Task,Outcome,Date\nA refill,no,2026-01-05\nA raise,pending,2026-01-06\nA raise,pending,2026-01-06\n";

#[test]
fn nothing_comes_in_twice_and_a_changed_row_is_told() {
    let notebook = Notebook::new(">>> askbook.toml\n");
    let first = import(&notebook, &[], SHEET).exits(0);
    assert!(first.out.ends_with("3 records written on 2 pages\n"), "{}", first.out);
    assert_eq!(asks(&notebook).len(), 3, "two that are alike are two");
    let again = import(&notebook, &[], SHEET).exits(0);
    assert!(again.out.ends_with("0 records written, 3 there already\n"), "{}", again.out);
    let changed = SHEET.replacen("pending", "yes", 1) + "One more,no,2026-01-07\n";
    let told = import(&notebook, &[], &changed).exits(0);
    assert!(
        told.out.ends_with(
            "1 record written on 1 page, 3 there already, 1 changed since, and not written over\n"
        ),
        "{}",
        told.out
    );
    assert!(
        told.err.contains("standard input, line 3: `A raise` is `yes` of 2026-01-06 now, and open in the notebook; the record at 2026/2026-01-06.md:"),
        "{}",
        told.err
    );
    // On a new laptop there is no record of what was imported: the notebook itself is enough.
    std::fs::remove_dir_all(notebook.path().join(".state")).expect("the state");
    let elsewhere = import(&notebook, &[], SHEET).exits(0);
    assert!(elsewhere.out.ends_with("0 records written, 3 there already\n"), "{}", elsewhere.out);
    assert_eq!(asks(&notebook).len(), 4);
}

#[test]
fn what_was_taken_out_of_the_notebook_stays_out_until_it_is_wanted() {
    let notebook = Notebook::new(">>> askbook.toml\n");
    import(&notebook, &[], SHEET).exits(0);
    std::fs::remove_file(notebook.path().join("2026/2026-01-05.md")).expect("a page");
    let told = import(&notebook, &[], SHEET).exits(0);
    assert!(told.err.contains("line 2: `A refill` was imported before"), "{}", told.err);
    assert_eq!(asks(&notebook).len(), 2);
    import(&notebook, &["--again"], SHEET).exits(0);
    assert_eq!(asks(&notebook).len(), 3);
}

#[test]
fn an_import_can_be_undone_and_a_page_keeps_its_bytes() {
    let page = "# Monday 2026-01-05\r\n\r\nProse.  \r\n\r\n- #ask Mine\r\n";
    let notebook = Notebook::new(">>> askbook.toml\n");
    notebook.write("2026/2026-01-05.md", page);
    import(&notebook, &[], SHEET).exits(0);
    let text = std::fs::read_to_string(notebook.path().join("2026/2026-01-05.md")).expect("the page");
    assert!(text.starts_with(page), "{text:?}");
    assert!(text.ends_with("\r\n- 2026-01-05 #ask #no A refill\r\n"), "{text:?}");
    assert_eq!(run(notebook.path(), &["check"], b"").exits(0).out, "no problems\n");
    run(notebook.path(), &["undo"], b"").exits(0);
    assert_eq!(std::fs::read_to_string(notebook.path().join("2026/2026-01-05.md")).expect("the page"), page);
    assert_eq!(asks(&notebook).len(), 1);
}

#[test]
fn the_rules_are_kept_beside_the_table_and_read_again() {
    let notebook = Notebook::new(">>> askbook.toml\n");
    notebook.write("mine.csv", "Task,Outcome,Date,Where\nFirst,meh,03/04/2026,café\n");
    let arguments = ["import", "mine.csv", "--status", "meh=partial", "--dates", "dmy", "--tag", "small"];
    let run_in = |arguments: &[&str]| run(notebook.path(), arguments, b"");
    run_in(&arguments).exits(0);
    let rules = std::fs::read_to_string(notebook.path().join("mine.rules.toml")).expect("the rules");
    assert_eq!(
        rules,
        "# How `askbook import` reads mine.csv; see docs/exchange.md.\npreset = \"rejections\"\ndelimiter = \",\"\ndates = [\"dmy\"]\ntags = [\"small\"]\n\n[columns]\nwhat = \"Task\"\ndate = \"Date\"\nstatus = \"Outcome\"\n\n[status]\nmeh = \"partial\"\n"
            .replace("meh = \"partial\"", "\"meh\" = \"partial\"")
    );
    notebook
        .write("mine.csv", "Task,Outcome,Date,Where\nFirst,meh,03/04/2026,café\nSecond,meh,05/04/2026,\n");
    let again = run_in(&["import", "mine.csv"]).exits(0);
    assert!(again.out.ends_with("1 record written on 1 page, 1 there already\n"), "{}", again.out);
    let all = asks(&notebook);
    assert_eq!(
        (&all[1]["date"], &all[1]["status"], &all[1]["tags"][0]),
        (&"2026-04-05".into(), &"partial".into(), &"small".into())
    );
}

#[test]
fn a_fault_in_the_rules_is_told_with_its_place() {
    let notebook = Notebook::new(">>> askbook.toml\n");
    notebook.write("t.csv", "Task,Outcome,Date\nFirst,no,2026-01-05\n");
    for (rules, told) in [
        ("dates = [\"dym\"]", "r.toml:1:10: there is no order of dates `dym`; did you mean `dmy`?"),
        ("[columns]\nwhat = \"Taks\"", "r.toml:2:8: there is no column `Taks`; did you mean `Task`?"),
        (
            "[columns]\nwhta = \"Task\"",
            "r.toml:2:1: there is no role of a column `whta`; did you mean `what`?",
        ),
        ("[status]\nmeh = \"nope\"", "r.toml:2:7: `nope` is no meaning of a status"),
        ("delimeter = \";\"", "r.toml:1:1: there is no key `delimeter`; did you mean `delimiter`?"),
        ("date = 2026-02-30", "r.toml:1:"),
        ("[columns", "r.toml:1:"),
    ] {
        notebook.write("r.toml", rules);
        let run = run(notebook.path(), &["import", "t.csv", "--rules", "r.toml"], b"").exits(2);
        assert!(run.err.contains(told), "{rules}\n{}", run.err);
    }
}

#[test]
fn what_is_not_sure_stops_with_the_rows_and_the_way_out() {
    let notebook = Notebook::new(">>> askbook.toml\n");
    for (table, reason, way_out) in [
        (
            "Task,Outcome,Date\nA,no,03/04/2026\nB,no,05/06/2026\n",
            "the dates of `Date` could have the day or the month first: line 2 `03/04/2026`, line 3 `05/06/2026`",
            "--dates dmy",
        ),
        (
            "Task,Outcome,Date\nA,no,2026-01-05\nB,no,14.02.2026\nC,no,\"Mar 3, 2026\"\n",
            "line 2 `2026-01-05` has the year first, line 3 `14.02.2026` has the day first, line 4 `Mar 3, 2026` has the month by its name",
            "--dates ymd,dmy,named",
        ),
        (
            "Task,Outcome,Date\nA,Blocked,2026-01-05\nB,lol no,2026-01-06\nC,Blocked,2026-01-07\n",
            "nobody knows these words of `Outcome`: `Blocked` (line 2, 4), `lol no` (line 3)",
            "--status \"Blocked=no\"",
        ),
        ("Task,Outcome\nA,no\n", "no column says when; there are `Task`, `Outcome`", "--date 2026-03-02"),
        (
            "Task,Status,Status,Date\nA,no,yes,2026-01-05\n",
            "line 1: the columns 2 and 3 are all called `Status`",
            "--column status=2",
        ),
        ("Date,Status\n2026-01-05,no\n", "no column says what was asked", "--column what=NAME"),
    ] {
        let run = import(&notebook, &[], table).exits(2);
        assert!(run.err.contains("nothing was written") && run.err.contains(reason), "{}", run.err);
        assert!(run.err.contains(way_out), "{}", run.err);
        assert_eq!(asks(&notebook).len(), 0);
    }
    import(&notebook, &["--column", "status=3"], "Task,Status,Status,Date\nA,no,yes,2026-01-05\n").exits(0);
    assert_eq!(asks(&notebook)[0]["status"], "yes");
}

#[test]
fn a_row_that_cannot_be_read_is_told_and_the_rest_goes_in_or_none() {
    let table = "Company,Role,Applied,Result Date,Status\nA,Cook,2026-01-05,2026-01-01,Rejected\nB,Cook,soon,,Applied\nC,Cook,2026-01-06,,Applied\n,,2026-01-07,,Applied\n";
    let notebook = Notebook::new(">>> askbook.toml\n");
    let none = import(&notebook, &["--all-or-nothing"], table).exits(2);
    assert!(none.err.contains("3 rows cannot be read, so nothing was written"), "{}", none.err);
    assert_eq!(asks(&notebook).len(), 0);
    let rest = import(&notebook, &[], table).exits(1);
    for line in [
        "standard input, line 2, column `Result Date`: the answer of 2026-01-01 is before its ask of 2026-01-05",
        "standard input, line 3, column `Applied`: `soon` is no date with the year first",
        "standard input, line 5, column `Role`: nothing says what was asked",
    ] {
        assert!(rest.err.contains(line), "{}", rest.err);
    }
    assert!(rest.out.ends_with("1 record written on 1 page, 3 not read\n"), "{}", rest.out);
}

#[test]
fn bytes_of_any_encoding_are_read_and_named() {
    let table = "\u{feff}Task;Outcome;Date\r\nEin Gespräch über Käse;Absage;14.01.2026\r\n";
    let utf16: Vec<u8> = table.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let utf16_be: Vec<u8> = table.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let bare: Vec<u8> =
        table.trim_start_matches('\u{feff}').encode_utf16().flat_map(u16::to_le_bytes).collect();
    let latin: Vec<u8> = table.chars().skip(1).map(|char| char as u8).collect();
    for (bytes, name) in [
        (table.as_bytes().to_vec(), "UTF-8"),
        (utf16, "UTF-16LE"),
        (utf16_be, "UTF-16BE"),
        (bare, "UTF-16LE"),
        (latin, "windows-1252"),
    ] {
        let notebook = Notebook::new(">>> askbook.toml\n");
        let run = run(notebook.path(), &["import", "-"], &bytes).exits(0);
        assert!(run.out.contains(&format!("divided by semicolons, {name}\n")), "{}", run.out);
        let ask = &asks(&notebook)[0];
        assert_eq!(
            (&ask["title"], &ask["status"]),
            (&"Ein Gespräch über Käse".into(), &"no".into()),
            "{name}"
        );
    }
}

#[test]
fn what_is_no_table_is_told() {
    let notebook = Notebook::new(">>> askbook.toml\n");
    for (input, told) in [
        (
            &b"Task,Outcome,Date\nA,no,2026-01-05\nB,\"no,2026-01-06\nC,no,2026-01-07\n"[..],
            "standard input: line 3, column 2: the quote before `no,2026-01-06` is never closed",
        ),
        (b"", "there is nothing in it"),
        (b",,\nA,no,2026-01-05\n", "line 1: the header names no column"),
        (b"PK\x03\x04rest of a workbook", "this is a workbook, not text"),
        (b"[{\"a\":1}]", "this is no record of askbook: it has no `kind`"),
        (b"{\"kind\":", "line 1: this is no JSON"),
    ] {
        let run = run(notebook.path(), &["import", "-"], input).exits(2);
        assert!(run.err.contains(told), "{}", run.err);
    }
    let missing = run(notebook.path(), &["import", "missing.csv"], b"").exits(2);
    assert!(
        missing.err.contains("`missing.csv` cannot be read: No such file or directory"),
        "{}",
        missing.err
    );
    let encoding = run(notebook.path(), &["import", "-", "--encoding", "klingon"], b"a").exits(2);
    assert!(encoding.err.contains("there is no encoding `klingon`"), "{}", encoding.err);
}

/// The records of a notebook without file, line and id.
fn compared(notebook: &Notebook, kinds: &str) -> Vec<serde_json::Value> {
    let listed = run(notebook.path(), &["list", "--format", "jsonl", "--kind", kinds], b"").exits(0).out;
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
- #silence @bob
- #rest
- #review 2026-W12 It went well
- #lesson on its own
>>> 2026-04-02.md
- #yes re:acme they came back worth:1500EUR sting:0
- #no @lin
";

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
        assert_eq!(compared(&empty, "ask"), compared(&notebook, "ask"), "{arguments:?}\n{}", imported.out);
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
    let of = |folder: &Path| {
        let listed = run(folder, &["list", "--format", "jsonl"], b"").exits(0).out;
        let mut all: Vec<serde_json::Value> =
            listed.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        for value in &mut all {
            let fields = value.as_object_mut().expect("an object");
            for key in ["file", "line", "id"] {
                fields.remove(key);
            }
        }
        all
    };
    assert_eq!(of(empty.path()), of(&book));
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
        compared(notebook, "ask").iter().map(of).collect::<Vec<_>>()
    };
    assert_eq!(facts(&empty), facts(&notebook));
}

#[test]
fn a_todo_txt_becomes_plans_and_asks() {
    let notebook = Notebook::new(">>> askbook.toml\n");
    notebook.write(
        "todo.txt",
        "(A) 2026-01-02 Call the bank @phone +loan due:2026-01-09\nx 2026-01-05 2026-01-02 Ask for a window seat +travel\nx Undated\n\n# a comment\nPay fear:9 rent\n",
    );
    let run_in = |arguments: &[&str]| run(notebook.path(), arguments, b"");
    let told = run_in(&["import", "todo.txt"]).exits(1);
    assert!(told.err.contains("todo.txt, line 3: it is done, but no date says when"), "{}", told.err);
    assert!(told.out.contains("left out: line 5: a comment"), "{}", told.out);
    let page = |path: &str| std::fs::read_to_string(notebook.path().join(path)).expect(path);
    assert!(
        page("2026/2026-01-02.md")
            .contains("- #plan Call the bank #phone #loan due:2026-01-09\n  - priority: A\n")
    );
    assert!(page("2026/2026-01-05.md").contains("- #ask Ask for a window seat #travel\n"));
    assert_eq!(page("plans.md"), "# Plans\n\n- #plan Pay fear\\:9 rent\n");
    let again = run_in(&["import", "todo.txt"]).exits(1);
    assert!(again.out.contains("0 records written, 3 there already"), "{}", again.out);
}

#[test]
fn a_vault_gives_its_tasks_fields_and_tables() {
    let notebook = Notebook::new(">>> askbook.toml\n");
    notebook.write("vault/tasks.md", "- [ ] #task Ask Sam for the van 📅 2026-02-01 ➕ 2026-01-02 ⏫ #move\n- [x] #task Ask the neighbour #move ✅ 2026-01-03\n- [-] #task Called off\n> - [ ] Ask in a quote [due:: 2026-03-01] [p:: 1]\n```\n- [ ] not in code\n```\n");
    notebook.write("vault/2026-01-07.md", "- [x] Ask for a refund at [[Shop|the shop]]\n- [ ] Ask later\n");
    notebook.write("vault/table.md", "---\ntags: [x]\n---\n\n| Company | Role | Submitted | Response |\n|---|:--|---|---|\n| Atlas \\| Co | [SDE](https://jobs.example/1) | 2026-01-08 | Rejected |\n| Borea | Cook | Recruiter | |\n\n| a | b |\n|---|---|\n| 1 | 2 |\n");
    notebook.write("vault/items.md", "- A loan [date:: 2026-01-09] [status:: no] [who:: Bank]\n- A grant (date:: 2026-01-10) (status:: yes)\n");
    notebook.write("vault/pages/Acme.md", "---\ndate: 2026-01-11\nstatus: rejected\n---\nrole:: Cook\n");
    let told = run(notebook.path(), &["import", "vault", "--dry-run"], b"").exits(1);
    for line in [
        "- 2026-01-02 #plan Ask Sam for the van #move due:2026-02-01\n  - priority: high\n",
        "- 2026-01-03 #ask Ask the neighbour #move\n",
        "- #plan Ask in a quote due:2026-03-01\n  - p: 1\n",
        "- 2026-01-07 #ask Ask for a refund at the shop\n",
        "- 2026-01-08 #ask #no SDE (https://jobs.example/1) @Atlas-Co\n",
        "- 2026-01-09 #ask #no A loan @Bank\n",
        "- 2026-01-10 #ask #yes A grant\n",
        "- 2026-01-11 #ask #no ",
    ] {
        assert!(told.out.contains(line), "{line} is not in\n{}", told.out);
    }
    assert!(!told.out.contains("not in code"), "{}", told.out);
    assert!(
        told.out.contains("a task that was called off") && told.out.contains("this table was left out"),
        "{}",
        told.out
    );
    assert!(
        told.err.contains("table.md, line 8, column `Submitted`: `Recruiter` is no date"),
        "{}",
        told.err
    );
}

#[test]
fn a_notebook_of_months_gets_a_heading_for_each_day() {
    let notebook = Notebook::new(">>> askbook.toml\n[capture]\npage = \"%Y-%m.md\"\n");
    import(&notebook, &[], SHEET).exits(0);
    let page = std::fs::read_to_string(notebook.path().join("2026-01.md")).expect("the page");
    assert_eq!(
        page,
        "## 2026-01-05 Monday\n\n- #ask #no A refill\n\n## 2026-01-06 Tuesday\n\n- #ask A raise\n- #ask A raise\n"
    );
    assert_eq!(asks(&notebook).len(), 3);
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
        draft.fields.via = Some(expected.clone()).filter(|via| !via.is_empty());
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

#[test]
fn the_documents_table_and_rules_hold() {
    let document = std::fs::read_to_string("docs/exchange.md").expect("the document");
    let block = |word: &str| crate::support::blocks(&document, word).remove(0).text;
    let notebook = Notebook::new(">>> askbook.toml\n");
    let given = import(&notebook, &["--dry-run"], &block("csv")).exits(0).out;
    assert!(given.contains(&block("text")), "{given}");
    notebook.write("rules.toml", block("rules"));
    notebook.write(
        "t.csv",
        "Row,Task,Asked,Date,Outcome,Reply on,Ghosted\n1,First,Sam,03/04/2026,lol no,03/05/2026,no\n2,Second,,,Blocked,,yes\n3,Third,,,test,,\n4,Fourth,,03/06/2026,hm,,no\n",
    );
    let read =
        run(notebook.path(), &["import", "t.csv", "--rules", "rules.toml", "--dry-run"], b"").exits(0).out;
    for line in [
        "- 2026-03-04 #ask First #challenge @Sam via:in-person\n  - Outcome: lol no\n  - 2026-03-05 #no\n",
        "- 2026-03-02 #ask #silence Second #challenge via:in-person\n  - Outcome: Blocked\n",
        "- 2026-03-06 #ask Fourth #challenge via:in-person\n  - #step hm\n",
        "3 records would be written\n",
    ] {
        assert!(read.contains(line), "{line} is not in\n{read}");
    }
}

#[test]
fn what_cannot_be_read_in_a_vault_is_told() {
    let notebook = Notebook::new(">>> askbook.toml\n");
    notebook.write("vault/tasks.md", "- [x] Ask Sam for the van ✅ 2026-01-03\n");
    notebook.write("vault/latin.md", b"- [x] Ask for a refund \xe9\n");
    notebook.write("vault/items.md", "- A loan [date:: 2026-01-09] [status:: lol no]\n");
    notebook.write("vault/Acme.md", "---\ndate: 2026-01-11\nstatus: hmm\n---\nrole:: Cook\n");
    let told = run(notebook.path(), &["import", "vault", "--yes"], b"").exits(1);
    assert!(told.out.contains("1 record written") && told.out.contains("1 not read"), "{}", told.out);
    assert!(told.err.contains("latin.md, line 1: this file is not UTF-8"), "{}", told.err);
    for left_out in
        ["left out: items.md, line 1: this table", "left out: pages with fields, line 1: this table"]
    {
        assert!(told.out.contains(left_out), "{}", told.out);
    }
    assert_eq!(asks(&notebook).len(), 1);
    // What was typed wrong is told, not passed over.
    for (typed, says) in [("--dates", "there is no order of dates `xyz`"), ("--column", "has no `=`")] {
        let told = run(notebook.path(), &["import", "vault", typed, "xyz"], b"").exits(2);
        assert!(told.err.contains(says), "{}", told.err);
    }
}
