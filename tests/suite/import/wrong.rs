//! Tables that cannot be read, or not surely: each is told with the rows and the way out.

use super::*;

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
        missing.err.contains("`missing.csv` cannot be read: no such file or directory"),
        "{}",
        missing.err
    );
    let encoding = run(notebook.path(), &["import", "-", "--encoding", "klingon"], b"a").exits(2);
    assert!(encoding.err.contains("there is no encoding `klingon`"), "{}", encoding.err);
}

#[test]
fn a_full_disk_leaves_the_notebook_whole() {
    use crate::support::small_disk::{fill, on_a_small_disk};
    let elsewhere = tempfile::tempdir().expect("a folder");
    let rows: String = (1..=28)
        .flat_map(|day| (0..40).map(move |at| format!("2026-03-{day:02},Ask {at} of {day},no\n")))
        .collect();
    let table = elsewhere.path().join("sheet.csv");
    std::fs::write(&table, format!("Date,Task,Outcome\n{rows}")).expect("a table");
    on_a_small_disk(|disk| {
        std::fs::write(disk.join("askbook.toml"), "").expect("a file");
        std::fs::create_dir_all(disk.join("2026")).expect("a folder");
        let page = disk.join("2026/2026-03-05.md");
        std::fs::write(&page, "Dear diary\n").expect("a page");
        let filler = fill(disk);
        let import = |rest: &[&str]| {
            let table = table.to_str().expect("UTF-8");
            let mut command = command(disk);
            command.env("ASKBOOK_STATE", elsewhere.path().join("state")).args(["--today", "2026-08-01"]);
            command.args(["import", table]).args(rest).stdin(Stdio::null()).output().expect("a run")
        };
        let full = import(&[]);
        let said = String::from_utf8_lossy(&full.stderr).into_owned();
        assert_eq!(full.status.code(), Some(2), "{said}");
        assert!(said.contains("no space left on device") && said.contains("nothing was changed"), "{said}");
        let pages = || {
            let pages = std::fs::read_dir(disk.join("2026")).expect("a folder");
            pages.map(|page| page.expect("a page").file_name()).collect::<Vec<_>>()
        };
        assert_eq!(pages(), ["2026-03-05.md"], "no page is left half done: {said}");
        assert_eq!(std::fs::read_to_string(&page).expect("the page"), "Dear diary\n");
        std::fs::remove_file(filler).expect("the filler");
        let done = import(&[]);
        let said = String::from_utf8_lossy(&done.stdout).into_owned();
        assert!(done.status.success() && said.contains("1120 records written on 28 pages"), "{said}");
        assert!(std::fs::read_to_string(&page).expect("the page").starts_with("Dear diary\n"));
    });
}
