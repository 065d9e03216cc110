//! What a disk may hold: each gets a clear message with its place, and nothing else is lost.

use crate::support::command::Notebook;
use std::fs;

/// The lines of `check --format short`, with the exit code.
fn check(notebook: &Notebook) -> (Vec<String>, i32) {
    let run = notebook.run(&["check", "--format", "short"]);
    (run.out.lines().map(str::to_owned).collect(), run.code)
}

#[test]
fn a_file_that_is_not_utf8_is_told_with_its_byte() {
    let notebook = Notebook::new(">>> 2026-03-02.md\n- #ask Read ^read\n");
    notebook.write("2026-03-03.md", b"- #ask caf\xe9\n");
    let (lines, code) = check(&notebook);
    assert_eq!(code, 1);
    assert!(
        lines[0].starts_with("2026-03-03.md:1:1: error[not-utf8]") && lines[0].contains("offset 10"),
        "{lines:?}"
    );
    assert_eq!(notebook.run(&["list", "--format", "ids"]).out, "read\n");
}

#[cfg(unix)]
#[test]
fn links_to_files_are_followed_and_loops_and_lost_ones_are_told() {
    use std::os::unix::fs::symlink;
    let notebook = Notebook::new(">>> real/2026-03-02.md\n- #ask Read ^read\n");
    let at = |name: &str| notebook.path().join(name);
    symlink("loop.md", at("loop.md")).expect("a link");
    symlink("gone.md", at("lost.md")).expect("a link");
    symlink("real", at("folder.md")).expect("a link");
    symlink("real", at("again")).expect("a link");
    symlink("real/2026-03-02.md", at("2026-03-04 linked.md")).expect("a link");
    let (lines, code) = check(&notebook);
    assert_eq!(code, 1);
    assert!(lines.iter().any(|line| line.starts_with("loop.md:1:1: error[unreadable]")), "{lines:?}");
    assert!(lines.iter().any(|line| line.starts_with("lost.md:1:1: error[unreadable]")), "{lines:?}");
    assert!(
        lines.iter().any(|line| line.contains("duplicate-id")),
        "the linked page is read, too: {lines:?}"
    );
    assert_eq!(lines.len(), 3, "{lines:?}");
}

#[cfg(unix)]
#[test]
fn a_pipe_named_like_a_page_does_not_hang() {
    let notebook = Notebook::new(">>> 2026-03-02.md\n- #ask Read ^read\n");
    let made = std::process::Command::new("mkfifo").arg(notebook.path().join("pipe.md")).status();
    if made.is_ok_and(|status| status.success()) {
        assert_eq!(check(&notebook), (Vec::new(), 0));
    }
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission_is_told_and_the_rest_is_read() {
    use std::os::unix::fs::PermissionsExt;
    let notebook =
        Notebook::new(">>> closed/2026-03-02.md\n- #ask Hidden\n>>> 2026-03-03.md\n- #ask Read ^read\n");
    let closed = notebook.path().join("closed");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).expect("permissions");
    let readable = fs::read_dir(&closed).is_ok();
    let (lines, code) = check(&notebook);
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).expect("permissions");
    if readable {
        println!("permissions do not bind this user: not tested");
        return;
    }
    assert_eq!(code, 1);
    assert!(lines[0].starts_with("closed:1:1: error[unreadable]"), "{lines:?}");
    assert_eq!(notebook.run(&["list", "--format", "ids", "--quiet"]).out, "read\n");
}

#[test]
fn what_is_no_journal_file_is_not_read() {
    let notebook = Notebook::new(
        ">>> askbook.toml\nignore = [\"drafts/**\", \"*.old.md\"]\n>>> .hidden/2026-03-02.md\n- #ask A ^a\n>>> node_modules/2026-03-02.md\n- #ask B ^b\n>>> templates/2026-03-02.md\n- #ask C ^c\n>>> public/2026-03-02.md\n- #ask D ^d\n>>> inner/askbook.toml\n>>> inner/2026-03-02.md\n- #ask E ^e\n>>> drafts/2026-03-02.md\n- #ask F ^f\n>>> 2026-03-02.old.md\n- #ask G ^g\n>>> 2026-03-02 (Jane's conflicted copy 2026-03-05).md\n- #ask H ^h\n>>> 2026-03-03.MD\n- #ask Read ^read\n",
    );
    assert_eq!(notebook.run(&["list", "--format", "ids"]).exits(0).out, "read\n");
    let (lines, code) = check(&notebook);
    assert_eq!((lines.len(), code), (1, 0), "{lines:?}");
    assert!(lines[0].contains("warning[conflict-copy]"), "{lines:?}");
}

#[test]
fn a_conflict_hides_no_record_around_it_and_keeps_a_private_page_private() {
    let page = "---\n<<<<<<< HEAD\nprivate: true\n=======\nmood: fine\n>>>>>>> x\n---\n- #ask Read ^read\n";
    let notebook = Notebook::new(page);
    let (lines, code) = check(&notebook);
    assert_eq!(code, 1);
    assert!(lines[0].starts_with("2026-03-02.md:2:1: error[conflict-marker]"), "{lines:?}");
    let json = notebook.run(&["list", "--format", "jsonl", "--quiet"]).exits(0);
    assert!(json.out.contains("\"id\":\"read\"") && json.out.contains("\"private\":true"), "{}", json.out);
}

#[test]
fn two_files_that_claim_one_id_are_told_at_both_ends() {
    let notebook = Notebook::new(">>> 2026-03-02.md\n- #ask One ^x\n>>> 2026-03-03.md\n- #ask Two ^x\n");
    let human = notebook.run(&["check"]).exits(1).out;
    assert!(
        human.contains("2026-03-03.md:1:12")
            && human.contains("2026-03-02.md")
            && human.contains("first defined here"),
        "{human}"
    );
}

#[test]
fn every_bad_config_has_its_place_and_the_rest_is_read() {
    let cases = [
        ("weekstarts = \"monday\"", "1:1: error[config-unknown]"),
        ("journal = 3", "1:11: error[config-type]"),
        ("[challenge]\ngoal = 0", "2:8: error[config-value]"),
        ("[challenge]\nstart = 2026-02-01\nend = 2026-01-01", "3:7: error[config-value]"),
        (
            "[[challenge]]\nname = \"a\"\nend = 2026-06-30\n[[challenge]]\nname = \"b\"\nstart = 2026-06-30",
            "6:9: error[config-value]",
        ),
        ("journal = \"nowhere\"", "1:11: error[config-value]"),
    ];
    for (config, expected) in cases {
        let notebook =
            Notebook::new(&format!(">>> askbook.toml\n{config}\n>>> 2026-03-02.md\n- #ask Read ^read\n"));
        let (lines, code) = check(&notebook);
        assert_eq!(code, 1, "{config}");
        assert!(lines[0].starts_with(&format!("askbook.toml:{expected}")), "{config}: {lines:?}");
        let list = notebook.run(&["list", "--format", "ids"]).exits(0);
        assert_eq!(list.err, "1 problem: askbook check\n", "{config}");
    }
}
