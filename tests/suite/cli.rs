//! The commands, run as a person would run them: what they print, where, and their exit codes.

use crate::support::command::{Notebook, command, run_in};
use std::io::Read;
use std::process::Stdio;

const TWO_ASKS: &str = "\
- #ask Applied at Acme #job @acme fear:7 ^acme
  - 2026-03-20 #no form letter sting:3
- #ask #yes A discount at the café size:small
";

#[test]
fn a_clean_notebook_passes_its_check() {
    let run = Notebook::new(TWO_ASKS).run(&["check"]).exits(0);
    assert_eq!((run.out.as_str(), run.err.as_str()), ("no problems\n", ""));
}

#[test]
fn check_tells_every_problem_and_exits_with_1() {
    let notebook = Notebook::new("- #ask One fear:11\n- #yes re:nobody\n>>> 2026-03-03.md\n- #aks Two\n");
    let run = notebook.run(&["check", "--format", "short"]).exits(1);
    let lines: Vec<&str> = run.out.lines().collect();
    assert_eq!(lines.len(), 3, "{}", run.out);
    assert!(lines[0].starts_with("2026-03-02.md:1:12: error[bad-value]:"), "{}", lines[0]);
    assert!(lines[1].starts_with("2026-03-02.md:2:8: error[unknown-id]:"), "{}", lines[1]);
    assert!(lines[2].starts_with("2026-03-03.md:1:3: warning[unknown-marker]:"), "{}", lines[2]);
}

#[test]
fn warnings_fail_a_strict_check_alone() {
    let notebook = Notebook::new("- #aks One\n");
    notebook.run(&["check"]).exits(0);
    notebook.run(&["check", "--strict"]).exits(1);
    notebook.run(&["check", "--strict", "--allow", "unknown-marker"]).exits(0);
}

#[test]
fn allow_and_only_choose_codes() {
    let notebook = Notebook::new("- #aks One\n- #ask Two size:huge\n");
    let only = notebook.run(&["check", "--only", "unknown-marker", "--format", "short"]).exits(0);
    assert!(only.out.contains("unknown-marker") && !only.out.contains("bad-value"), "{}", only.out);
    let error = notebook.run(&["check", "--allow", "bad-value"]).exits(2);
    assert!(error.err.contains("errors cannot be allowed"), "{}", error.err);
    let typo = notebook.run(&["check", "--only", "unknown-maker"]).exits(2);
    assert!(typo.err.contains("did you mean `unknown-marker`?"), "{}", typo.err);
}

#[test]
fn check_of_a_path_reads_the_whole_notebook_and_tells_what_concerns_it() {
    let notebook = Notebook::new(
        ">>> a/2026-03-02.md\n- #ask One ^x\n>>> b/2026-03-03.md\n- #ask Two ^x\n>>> c/2026-03-04.md\n- #ask Three fear:x\n",
    );
    let of_a = notebook.run(&["check", "--format", "short", "a"]).exits(1);
    assert!(of_a.out.contains("duplicate-id") && !of_a.out.contains("bad-value"), "{}", of_a.out);
    let of_c = notebook.run(&["check", "--format", "short", "c/2026-03-04.md"]).exits(1);
    assert!(!of_c.out.contains("duplicate-id") && of_c.out.contains("bad-value"), "{}", of_c.out);
    let nowhere = notebook.run(&["check", "d"]).exits(2);
    assert!(nowhere.err.contains("there is no `d`"), "{}", nowhere.err);
    let outside = notebook.run(&["check", "/"]).exits(2);
    assert!(outside.err.contains("is not in this notebook"), "{}", outside.err);
}

#[test]
fn check_writes_json_lines_and_annotations() {
    let notebook = Notebook::new("- #ask One ^x\n- #ask Two ^x\n");
    let json = notebook.run(&["check", "--format", "jsonl"]).exits(1);
    let line: serde_json::Value =
        serde_json::from_str(json.out.lines().next().expect("a line")).expect("JSON");
    let keys = ["code", "severity", "file", "line", "column", "end_line", "end_column"];
    let given: Vec<String> = keys.iter().map(|key| line[key].to_string()).collect();
    assert_eq!(given, ["\"duplicate-id\"", "\"error\"", "\"2026-03-02.md\"", "2", "12", "2", "14"]);
    let related = &line["related"][0];
    assert_eq!((related["line"].as_i64(), related["column"].as_i64()), (Some(1), Some(12)));
    let github = notebook.run(&["check", "--format", "github"]).exits(1);
    assert!(
        github.out.starts_with(
            "::error file=2026-03-02.md,line=2,col=12,endLine=2,endColumn=14,title=duplicate-id::"
        ),
        "{}",
        github.out
    );
}

#[test]
fn fix_with_diff_shows_the_safe_changes_and_writes_nothing() {
    let notebook = Notebook::new("- #ask One ^x\n- #no re:^x\n");
    let run = notebook.run(&["check", "--fix", "--diff"]).exits(1);
    assert_eq!(
        run.out,
        "--- a/2026-03-02.md\n+++ b/2026-03-02.md\n@@ -1,2 +1,2 @@\n - #ask One ^x\n-- #no re:^x\n+- #no re:x\n"
    );
    let page = std::fs::read_to_string(notebook.path().join("2026-03-02.md")).expect("the page");
    assert_eq!(page, "- #ask One ^x\n- #no re:^x\n");
}

#[test]
fn a_reading_command_says_in_one_line_that_there_are_problems() {
    let notebook = Notebook::new("- #ask One fear:11\n- #ask Two\n- #no @nobody\n");
    let run = notebook.run(&["list", "--format", "jsonl"]).exits(0);
    assert_eq!(run.out.lines().count(), 2);
    assert_eq!(run.err, "2 problems: askbook check\n");
    assert_eq!(notebook.run(&["list", "--quiet"]).exits(0).err, "");
}

#[test]
fn without_a_notebook_every_command_exits_with_2() {
    let folder = tempfile::tempdir().expect("a folder");
    for command in [&["check"][..], &["list"], &["report"], &[]] {
        let run = run_in(folder.path(), command).exits(2);
        assert!(run.err.contains("no notebook here") && run.err.contains("--notebook DIR"), "{}", run.err);
    }
    // A folder that is named outright needs no askbook.toml.
    let path = folder.path().to_str().expect("UTF-8");
    run_in(folder.path(), &["list", "--notebook", path]).exits(0);
    let missing = run_in(folder.path(), &["list", "--notebook", "nowhere"]).exits(2);
    assert!(missing.err.contains("`nowhere` is no folder"), "{}", missing.err);
}

#[test]
fn the_notebook_is_found_from_a_folder_below_and_by_the_environment() {
    let notebook = Notebook::new(">>> deep/er/2026-03-02.md\n- #ask One ^one\n");
    let below = run_in(&notebook.path().join("deep/er"), &["list", "--format", "ids"]).exits(0);
    assert_eq!(below.out, "one\n");
    let elsewhere = tempfile::tempdir().expect("a folder");
    let output = command(elsewhere.path())
        .env("ASKBOOK_NOTEBOOK", notebook.path())
        .args(["list", "--format", "ids"])
        .output();
    assert_eq!(output.expect("askbook runs").stdout, b"one\n");
}

#[test]
fn a_config_that_is_no_toml_stops_all_but_check() {
    let notebook = Notebook::new(">>> askbook.toml\ngoal = = 3\n>>> 2026-03-02.md\n- #ask One\n");
    let list = notebook.run(&["list"]).exits(2);
    assert!(list.err.contains("config-syntax") && list.out.is_empty(), "{}", list.err);
    let check = notebook.run(&["check", "--format", "short"]).exits(1);
    assert!(check.out.starts_with("askbook.toml:1:"), "{}", check.out);
}

#[test]
fn any_other_config_error_lets_reading_commands_go_on() {
    let notebook =
        Notebook::new(">>> askbook.toml\n[challenge]\ngaol = 3\n>>> 2026-03-02.md\n- #ask One ^one\n");
    let list = notebook.run(&["list", "--format", "ids"]).exits(0);
    assert_eq!((list.out.as_str(), list.err.as_str()), ("one\n", "1 problem: askbook check\n"));
    let check = notebook.run(&["check"]).exits(1);
    assert!(
        check.out.contains("askbook.toml:2:1") && check.out.contains("did you mean `goal`?"),
        "{}",
        check.out
    );
}

#[test]
fn a_journal_folder_that_is_missing_is_told_at_its_name() {
    let notebook = Notebook::new(">>> askbook.toml\njournal = \"diary\"\n");
    let check = notebook.run(&["check", "--format", "short"]).exits(1);
    assert!(check.out.starts_with("askbook.toml:1:11: error[config-value]:"), "{}", check.out);
}

#[test]
fn today_turns_the_clock_back() {
    let notebook = Notebook::new(TWO_ASKS);
    let open =
        run_in(notebook.path(), &["list", "is:open", "--format", "ids", "--today", "2026-03-10"]).exits(0);
    assert_eq!(open.out, "acme\n");
    let before = run_in(notebook.path(), &["list", "--today", "2026-03-01"]).exits(0);
    assert_eq!(before.out, "");
    let bad = run_in(notebook.path(), &["list", "--today", "2026-02-30"]).exits(2);
    assert!(bad.err.contains("no calendar has this date"), "{}", bad.err);
}

#[test]
fn list_filters_sorts_and_limits() {
    let notebook = Notebook::new("- #ask B fear:2 ^b\n- #ask A fear:9 ^a\n- #ask C ^c\n- #plan P ^p\n");
    let ids = |arguments: &[&str]| {
        let mut all = vec!["list", "--format", "ids"];
        all.extend(arguments);
        notebook.run(&all).exits(0).out.lines().map(str::to_owned).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(ids(&[]), "b a c");
    assert_eq!(ids(&["--sort", "title"]), "a b c");
    assert_eq!(ids(&["--sort", "fear", "--reverse"]), "a b c");
    assert_eq!(ids(&["--limit", "1"]), "b");
    assert_eq!(ids(&["fear:5.."]), "a");
    assert_eq!(ids(&["--kind", "plan"]), "p");
    assert_eq!(ids(&["--kind", "all"]), "b a c p");
    let typo = notebook.run(&["list", "--kind", "plam"]).exits(2);
    assert!(typo.err.contains("did you mean `plan`?"), "{}", typo.err);
    let query = notebook.run(&["list", "sizee:big"]).exits(2);
    assert!(query.err.contains("^") && query.err.contains("size"), "{}", query.err);
}

#[test]
fn a_rejection_outside_every_challenge_is_one() {
    let notebook = Notebook::new(
        ">>> askbook.toml\n[challenge]\nstart = 2026-03-01\n>>> 2026.md\n- 2026-02-02 #ask #no Early\n- 2026-03-02 #ask #no Late\n- 2026-03-03 #ask Open\n",
    );
    let numbers = |query: &str| -> Vec<serde_json::Value> {
        let run = notebook.does(&["list", "--format", "jsonl", query]);
        let lines = run.out.lines();
        lines
            .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON")["number"].clone())
            .collect()
    };
    assert_eq!(numbers("is:rejection"), [serde_json::Value::Null, 1.into()]);
    assert_eq!(numbers("not is:rejection"), [serde_json::Value::Null]);
}

#[test]
fn a_list_for_spreadsheets_holds_no_formula() {
    let notebook = Notebook::new("- #ask =HYPERLINK(1) ^a\n");
    let run = notebook.run(&["list", "--format", "csv"]).exits(0);
    assert!(run.out.contains(",'=HYPERLINK(1),"), "{}", run.out);
}

#[test]
fn what_is_piped_has_no_colour_and_what_is_forced_has() {
    let notebook = Notebook::new("- #aks One\n");
    assert!(!notebook.run(&["check"]).out.contains('\u{1b}'));
    assert!(notebook.run(&["check", "--color", "always"]).out.contains('\u{1b}'));
    assert!(!notebook.run(&["report"]).out.contains('\u{1b}'));
}

#[test]
fn control_signs_in_a_title_do_not_reach_the_terminal() {
    let notebook = Notebook::new("- #ask Red \u{1b}[31m alert\u{7} \u{202e}gnitset\n");
    for command in [&["list"][..], &["list", "--format", "md"], &["report"], &["check"]] {
        let run = notebook.run(command).exits(0);
        assert!(!run.out.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{command:?}: {:?}", run.out);
    }
}

#[test]
fn a_pipe_that_closes_early_is_quiet() {
    let page: String = (0..20_000).map(|at| format!("- #ask Ask number {at}\n")).collect();
    let notebook = Notebook::new(&page);
    let mut child = command(notebook.path())
        .args(["list", "--format", "jsonl", "--today", "2026-06-30"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("askbook runs");
    let mut first = [0; 10];
    child.stdout.take().expect("a pipe").read_exact(&mut first).expect("ten bytes");
    let output = child.wait_with_output().expect("askbook ends");
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn threads_change_no_byte() {
    let text: String = (1..=28)
        .map(|day| {
            format!(">>> 2026-02-{day:02}.md\n- #ask Ask {day} @who{day} ^a{day}\n- #no re:a{}\n", day / 2)
        })
        .collect();
    let notebook = Notebook::new(&text);
    for command in
        [&["list", "--format", "jsonl", "--kind", "all"][..], &["check"], &["report", "--format", "json"]]
    {
        let one: Vec<&str> = command.iter().copied().chain(["--threads", "1"]).collect();
        let many: Vec<&str> = command.iter().copied().chain(["--threads", "8"]).collect();
        let (one, many) = (notebook.run(&one), notebook.run(&many));
        assert_eq!((one.out, one.code), (many.out, many.code));
    }
}

#[test]
fn explain_and_format_print_what_is_built_in() {
    let notebook = Notebook::new("");
    let one = notebook.run(&["explain", "no-ask"]).exits(0);
    assert!(
        one.out.contains("no-ask") && one.out.lines().all(|line| line.chars().count() <= 80),
        "{}",
        one.out
    );
    let typo = notebook.run(&["explain", "noask"]).exits(2);
    assert!(typo.err.contains("did you mean `no-ask`?"), "{}", typo.err);
    let standard = std::fs::read_to_string("docs/format.md").expect("docs/format.md");
    assert_eq!(notebook.run(&["format"]).exits(0).out, standard);
}

#[test]
fn a_date_in_another_spelling_is_told_how_to_write_it() {
    for date in ["24/11/2026", "24.11.", "2026-3-2"] {
        let notebook = Notebook::new(&format!("- {date} #ask One\n- and #ask Two\n"));
        let run = notebook.run(&["check"]).exits(0);
        assert!(
            run.out.contains("write the date as YYYY-MM-DD: `- 2026-03-02 #ask …`"),
            "{date}: {}",
            run.out
        );
        assert!(run.out.contains("put it at the start of a line of its own"), "{date}: {}", run.out);
    }
}
