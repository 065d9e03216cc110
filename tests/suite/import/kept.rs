//! What belongs to no record of a source is kept and told, and what is private stays so.

use super::*;

#[test]
fn a_flag_that_a_spreadsheet_wrote_anew_is_read_or_refused() {
    let other = Notebook::new("- #ask One #private\n- #ask Two\n");
    let own = run(other.path(), &["export", "--format", "csv"], b"").exits(0).out;
    for (anew, is_private) in [("WAHR", true), ("yes", true), ("x", true), ("TRUE", true), ("FALSCH", false)]
    {
        let notebook = Notebook::new(">>> askbook.toml\n");
        import(&notebook, &[], &own.replace(",true,", &format!(",{anew},"))).exits(0);
        let privates: Vec<_> = asks(&notebook).iter().map(|ask| ask["private"] == true).collect();
        assert_eq!(privates, [is_private, false], "{anew}");
    }
    let notebook = Notebook::new(">>> askbook.toml\n");
    let told = import(&notebook, &[], &own.replacen(",true,", ",perhaps,", 1)).exits(1);
    assert!(
        told.err.contains("column `private`: `perhaps` says neither yes nor no; write `true` or `false`"),
        "{}",
        told.err
    );
    assert_eq!(asks(&notebook).len(), 1);
}

#[test]
fn an_export_without_its_flags_is_told() {
    let other = Notebook::new("- #ask One #private\n");
    let export = |format: &str| run(other.path(), &["export", "--format", format], b"").exits(0).out;
    for own in [
        export("csv").replace(",private,", ",hidden,"),
        export("jsonl").replace("\"private\":", "\"hidden\":"),
    ] {
        let notebook = Notebook::new(">>> askbook.toml\n");
        let told = import(&notebook, &[], &own).exits(0);
        assert!(
            told.out.contains("`private` is missing here, so nothing comes in as private"),
            "{}",
            told.out
        );
    }
    let notebook = Notebook::new(">>> askbook.toml\n");
    let told = import(&notebook, &[], &export("csv")).exits(0);
    assert!(!told.out.contains("is missing here"), "{}", told.out);
}

#[test]
fn the_days_of_an_export_may_be_written_anew() {
    let other = Notebook::new(">>> 2026-03-02.md\n- #ask One\n");
    let own = run(other.path(), &["export", "--format", "csv"], b"").exits(0).out;
    let anew = own.replace(",2026-03-02,", ",02.03.2026,");
    let notebook = Notebook::new(">>> askbook.toml\n");
    import(&notebook, &[], &anew).exits(1);
    import(&notebook, &["--dates", "dmy"], &anew).exits(0);
    assert_eq!(asks(&notebook)[0]["date"], "2026-03-02");
    // What would be passed over is refused.
    for (typed, kind) in [
        (&["--status", "Blocked=open"][..], "an export of askbook"),
        (&["--date", "2026-01-01"], "an export of askbook"),
        (&["--dates", "dmy", "--from", "todo"], "a todo.txt"),
        (&["--delimiter", ";", "--from", "json"], "an export of askbook as JSON"),
        (&["--encoding", "utf-8", "--from", "json"], ""),
    ] {
        let told = import(&notebook, typed, &own).exits(2);
        let says = format!("`{}` says nothing of {kind}", typed[0]);
        assert_eq!(told.err.contains(&says), !kind.is_empty(), "{typed:?}\n{}", told.err);
    }
}

#[test]
fn asks_as_json_lines_keep_their_answers() {
    const PAGES: &str = "\
>>> 2026-03-02.md
- #ask Applied at Acme @acme worth:0.000001 ^acme
- #ask #no A discount sting:3
- #ask A loan worth:300000000000000000000000
>>> 2026-03-09.md
- #step re:acme a call
- #no @acme form letter sting:5
  - #lesson write less
";
    let other = Notebook::new(PAGES);
    let facts = |notebook: &Notebook| {
        let names = ["date", "title", "status", "answered", "sting", "lessons", "events", "worth"];
        asks(notebook).iter().map(|ask| names.map(|name| ask[name].clone())).collect::<Vec<_>>()
    };
    for arguments in [
        &["export", "--format", "jsonl", "--kind", "ask"][..],
        &["export", "--format", "jsonl", "--kind", "ask,no"],
        &["export", "--format", "jsonl"],
        &["list", "--format", "jsonl"],
        &["list", "--format", "jsonl", "--kind", "all"],
    ] {
        let lines = run(other.path(), arguments, b"").exits(0).out;
        let notebook = Notebook::new(">>> askbook.toml\n");
        let told = import(&notebook, &[], &lines).exits(0);
        assert_eq!(told.out.contains("notes are not in what `askbook list` prints"), arguments[0] == "list");
        assert_eq!(facts(&notebook), facts(&other), "{arguments:?}");
        let all = run(notebook.path(), &["list", "--kind", "all", "--format", "jsonl"], b"").exits(0).out;
        assert_eq!(all.lines().count(), 6, "{arguments:?}\n{all}");
    }
}

#[test]
fn an_ask_finds_its_plan_or_stands_alone() {
    let other = Notebook::new(
        ">>> 2026-03-02.md\n- #plan Ask Lin ^lin\n- #plan Ask the choir ^choir\n  - 2026-03-05 #ask Asked the choir\n\
         - 2026-03-06 #ask re:lin Wrote to Lin\n>>> 2026-03-09.md\n- #no re:lin\n- #yes re:choir\n",
    );
    let facts = |notebook: &Notebook| {
        asks(notebook)
            .iter()
            .map(|ask| ["id", "title", "status"].map(|name| ask[name].clone()))
            .collect::<Vec<_>>()
    };
    for arguments in [
        &["list", "--format", "jsonl"][..],
        &["list", "--format", "jsonl", "--kind", "all"],
        &["export", "--format", "jsonl", "--kind", "ask"],
        &["export", "--format", "jsonl"],
        &["export", "--format", "csv"],
    ] {
        let own = run(other.path(), arguments, b"").exits(0).out;
        let notebook = Notebook::new(">>> askbook.toml\n");
        import(&notebook, &[], &own).exits(0);
        assert_eq!(facts(&notebook), facts(&other), "{arguments:?}");
        assert_eq!(run(notebook.path(), &["check"], b"").exits(0).out, "no problems\n", "{arguments:?}");
        let page = notebook.text("2026/2026-03-06.md");
        assert!(!page.contains("re:lin ^lin"), "{page}");
    }
}

#[test]
fn a_column_that_somebody_added_to_an_export_is_a_note() {
    let other = Notebook::new("- #ask One\n- #ask Two\n");
    for format in [&["csv"][..], &["csv", "--events"]] {
        let own = run(other.path(), &[&["export", "--format"], format].concat(), b"").exits(0).out;
        let moods = ["Mood", "", "low #no"];
        let more: String = own.lines().zip(moods).map(|(line, mood)| format!("{line},{mood}\n")).collect();
        let notebook = Notebook::new(">>> askbook.toml\n");
        import(&notebook, &[], &more).exits(0);
        assert!(
            notebook.text("2026/2026-03-02.md").ends_with("- #ask One\n- #ask Two\n  - Mood: low \\#no\n")
        );
    }
}

#[test]
fn what_belongs_to_no_ask_comes_in_once() {
    let other =
        Notebook::new("- #ask One @bob\n>>> 2026-03-09.md\n- #no @eve a letter\n- #step re:nobody a call\n");
    for format in [&["csv", "--events"][..], &["jsonl"]] {
        let own = run(other.path(), &[&["export", "--format"], format].concat(), b"").exits(0).out;
        let notebook = Notebook::new(">>> askbook.toml\n");
        import(&notebook, &[], &own).exits(0);
        // On a new laptop there is no record of what was imported.
        std::fs::remove_dir_all(notebook.path().join(".state")).expect("the state");
        let again = import(&notebook, &[], &own).exits(0);
        assert!(again.out.ends_with("0 records written, 3 there already\n"), "{}", again.out);
    }
}

#[test]
fn an_ask_under_its_plan_keeps_the_id_of_it() {
    let other = Notebook::new(
        ">>> 2026-03-02.md\n- #plan Ask the choir ^choir\n  - 2026-03-05 #ask Asked the choir\n>>> 2026-03-09.md\n- #no re:choir\n",
    );
    for format in [&["csv", "--events"][..], &["jsonl"]] {
        let own = run(other.path(), &[&["export", "--format"], format].concat(), b"").exits(0).out;
        let notebook = Notebook::new(">>> askbook.toml\n");
        import(&notebook, &[], &own).exits(0);
        let ask = &asks(&notebook)[0];
        assert_eq!((&ask["id"], &ask["status"]), (&"choir".into(), &"no".into()), "{format:?}");
        assert_eq!(run(notebook.path(), &["check"], b"").exits(0).out, "no problems\n");
    }
}

#[test]
fn what_an_undo_took_back_comes_in_again() {
    let notebook = Notebook::new(">>> askbook.toml\n");
    import(&notebook, &[], SHEET).exits(0);
    let more = format!("{SHEET}One more,no,2026-01-07\n");
    import(&notebook, &[], &more).exits(0);
    run(notebook.path(), &["undo"], b"").exits(0);
    let again = import(&notebook, &[], &more).exits(0);
    assert!(again.out.ends_with("1 record written on 1 page, 3 there already\n"), "{}", again.out);
    run(notebook.path(), &["undo"], b"").exits(0);
    run(notebook.path(), &["undo"], b"").exits(0);
    let all = import(&notebook, &[], &more).exits(0);
    assert!(all.out.ends_with("4 records written on 3 pages\n"), "{}", all.out);
}

#[test]
fn a_dry_run_promises_no_more_than_the_run() {
    let notebook = Notebook::new(">>> askbook.toml\n");
    let table = format!("{SHEET}Long ago,no,1850-01-07\n");
    let dry = import(&notebook, &["--dry-run"], &table).exits(1);
    assert!(dry.out.ends_with("3 records would be written, 1 not read\n"), "{}", dry.out);
    let wet = import(&notebook, &[], &table).exits(1);
    assert!(wet.out.ends_with("3 records written on 2 pages, 1 not read\n"), "{}", wet.out);
    assert_eq!(dry.err, wet.err);
    let all = import(&notebook, &["--dry-run", "--all-or-nothing"], &table).exits(2);
    assert!(all.err.contains("1 row cannot be read, so nothing would be written"), "{}", all.err);
    assert!(dry.err.contains("`Long ago` cannot be written: 1850-01-07 is before 1900"), "{}", dry.err);
}

#[test]
fn kept_rules_read_a_table_as_the_guess_did() {
    let notebook = Notebook::new(">>> askbook.toml\n");
    notebook.write("t.csv", "Task,Date,Rejected,Accepted\nA,2026-01-01,yes,yes\nB,2026-01-02,,yes\n");
    let read = || run(notebook.path(), &["import", "t.csv", "--dry-run"], b"").exits(0).out;
    let guessed = read();
    assert!(guessed.contains("#ask #no A\n  - Accepted: yes\n"), "{guessed}");
    run(notebook.path(), &["import", "t.csv"], b"").exits(0);
    run(notebook.path(), &["undo"], b"").exits(0);
    assert!(notebook.path().join("t.rules.toml").exists());
    assert_eq!(read(), guessed);
}
