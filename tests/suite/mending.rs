//! The commands that change what is written, run as a person would: undone, tidied, mended, swept, edited.

use super::writing::{TODAY, leftovers};
use crate::support::command::{Notebook, command};
use std::fs;

#[test]
fn undo_restores_every_byte() {
    let notebook = Notebook::new("- #ask One @acme\r\n- #ask Two @acme");
    let before = notebook.text("2026-03-02.md");
    notebook.does(&["no", "--which", "one"]);
    assert_ne!(notebook.text("2026-03-02.md"), before);
    let list = notebook.does(&["undo", "--list"]);
    assert_eq!(list.out.lines().count(), 1, "{}", list.out);
    notebook.does(&["undo"]);
    assert_eq!(notebook.text("2026-03-02.md"), before);
    assert!(!notebook.path().join(TODAY).exists());
    let none = notebook.run(&["undo"]).exits(2);
    assert!(none.err.contains("no change to take back"), "{}", none.err);
    notebook.does(&["ask", "X", "--no"]);
    notebook.write(TODAY, "mine now\n");
    let changed = notebook.run(&["undo"]).exits(2);
    assert!(changed.err.contains("was changed since"), "{}", changed.err);
    assert_eq!(notebook.text(TODAY), "mine now\n");
}

#[cfg(unix)]
#[test]
fn mode_owner_and_links_are_kept() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let notebook = Notebook::new("");
    let target = notebook.write("elsewhere/page.txt", "- #ask A\n");
    fs::set_permissions(&target, fs::Permissions::from_mode(0o640)).expect("a mode");
    fs::create_dir_all(notebook.path().join("2026")).expect("a folder");
    symlink(&target, notebook.path().join(TODAY)).expect("a link");
    notebook.does(&["ask", "X", "--no"]);
    assert_eq!(fs::read_to_string(&target).expect("the page"), "- #ask A\n- #ask #no X\n");
    assert_eq!(fs::metadata(&target).expect("the page").permissions().mode() & 0o777, 0o640);
    assert!(fs::symlink_metadata(notebook.path().join(TODAY)).expect("the link").is_symlink());
    fs::set_permissions(&target, fs::Permissions::from_mode(0o440)).expect("a mode");
    let run = notebook.run(&["ask", "Y", "--no"]).exits(2);
    assert!(run.err.contains("read-only"), "{}", run.err);
    assert!(leftovers(notebook.path()).is_empty(), "{:?}", leftovers(notebook.path()));
}

#[test]
fn a_sweep_writes_a_silence_for_each_overdue_ask() {
    let notebook = Notebook::new("- #ask One @acme\n- #ask Two\n- #ask Three wait:9m ^three\n");
    let alone = notebook.run(&["sweep"]).exits(2);
    assert!(alone.err.contains("2 asks overdue") && alone.err.contains("--dry-run"), "{}", alone.err);
    let dry = notebook.does(&["sweep", "--dry-run"]);
    assert!(
        dry.out.contains("+- #silence @acme\n+- #silence re:two\n")
            && dry.out.ends_with("nothing was written\n"),
        "{}",
        dry.out
    );
    assert!(!notebook.path().join(TODAY).exists());
    notebook.does(&["sweep", "--yes"]);
    assert!(
        notebook.text(TODAY).ends_with("- #silence @acme\n- #silence re:two\n"),
        "{}",
        notebook.text(TODAY)
    );
    assert_eq!(notebook.does(&["sweep"]).out, "no ask is overdue\n");
    notebook.does(&["check", "--strict"]);
}

#[test]
fn tidy_spells_records_and_leaves_all_else() {
    let page = "Prose  with   blanks and Fear:7.\n\n- #Ask:  Acme  Fear:7 #job ODDS:30 @acme [size:: BIG] ^acme\n- #Ghosted re:acme\n* 2026-03-02   #no #ask x size:SMALL\n- #ask wrapped fear:1\n  over lines  #b #a WAIT:6W\n- #plan Key:value   stays  #t\n- #rest 2026-07-01–2026-07-14\n";
    let notebook = Notebook::new(page);
    let run = notebook.run(&["tidy", "--check"]).exits(1);
    assert_eq!(run.out, "2026-03-02.md\n");
    notebook.does(&["tidy"]);
    let now = notebook.text("2026-03-02.md");
    let wanted = "Prose  with   blanks and Fear:7.\n\n- #ask Acme  fear:7 #job odds:30% @acme [size:: BIG] ^acme\n- #silence re:acme\n* 2026-03-02 #ask #no x size:small\n- #ask wrapped fear:1\n  over lines #b #a wait:6w\n- #plan Key:value   stays #t\n- #rest 2026-07-01...2026-07-14\n";
    assert_eq!(now, wanted);
    assert_eq!(notebook.does(&["tidy"]).out, "all tidy\n");
    notebook.does(&["undo"]);
    assert_eq!(notebook.text("2026-03-02.md"), page);
}

#[test]
fn a_strange_record_is_left_and_the_others_are_tidied() {
    let notebook = Notebook::new("");
    // A marker that stands where it is none is not moved to where it would be one.
    let others: String = (0..2000).map(|number| format!("- #Ask Number {number}  fear:3 #job\n")).collect();
    notebook.write("2026-03-02.md", format!("- #ask Re:x #NO\n- #ask fear:3 #No #job\n{others}"));
    notebook.does(&["tidy"]);
    let tidied = others.replace("#Ask", "#ask").replace("  fear:3 #job", " #job fear:3");
    assert_eq!(notebook.text("2026-03-02.md"), format!("- #ask re:x #NO\n- #ask fear:3 #No #job\n{tidied}"));
    assert_eq!(notebook.does(&["tidy"]).out, "all tidy\n");
}

#[test]
fn tidy_is_done_at_once_where_several_things_are_amiss() {
    for (before, after) in [
        ("#no #Ask: ", "#ask #no "),
        ("- #No #Ask: a discount", "- #ask #no a discount"),
        ("- 2026-03-02   #Ask #No a discount", "- 2026-03-02 #ask #no a discount"),
        ("- #ask#ask   in the house", "- #ask#ask   in the house"),
        ("- 2026-03-02\t#NO #ASK. a discount", "- 2026-03-02 #ask #no a discount"),
    ] {
        let notebook = Notebook::new(before);
        notebook.does(&["tidy"]);
        assert_eq!(notebook.text("2026-03-02.md"), after, "{before}");
        assert_eq!(notebook.does(&["tidy"]).out, "all tidy\n", "{before}");
    }
}

#[test]
fn check_mends_what_is_beyond_doubt() {
    let notebook = Notebook::new("- #ask Acme ^acme\n- #no re:^acme sorry\n");
    let diff = notebook.run(&["check", "--fix", "--diff"]).exits(1);
    assert!(diff.out.contains("-- #no re:^acme sorry\n+- #no re:acme sorry\n"), "{}", diff.out);
    let fixed = notebook.does(&["check", "--fix"]);
    assert_eq!(fixed.err, "mended 1 place; `askbook undo` takes it back\n");
    assert_eq!(notebook.text("2026-03-02.md"), "- #ask Acme ^acme\n- #no re:acme sorry\n");
    notebook.does(&["check", "--strict"]);
}

#[cfg(unix)]
#[test]
fn an_editor_opens_the_line_and_what_it_did_is_checked() {
    use std::os::unix::fs::PermissionsExt;
    let notebook = Notebook::new("- #ask Acme ^acme\n- #ask The mill ^mill\n");
    let editor = notebook.write("bin/vim", "#!/bin/sh\necho \"$1\" > opened\ncat > \"$2.new\" <<'X'\n- #ask Acme ^acme\n- #ask The mill fear:11 ^mill\nX\nmv \"$2.new\" \"$2\"\nexit ${CODE:-0}\n");
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).expect("a program");
    let edit = |code: &str| {
        let mut command = command(notebook.path());
        command.args(["--today", "2026-06-30", "edit", "mill"]).env("VISUAL", &editor).env("CODE", code);
        command.output().expect("askbook runs")
    };
    let done = edit("0");
    assert_eq!(done.status.code(), Some(1));
    assert_eq!(notebook.text("opened"), "+2\n");
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(said.contains("bad-value") && said.contains("fear:11"), "{said}");
    let failed = edit("3");
    assert_eq!(failed.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&failed.stderr).contains("exit code 3"));
}

#[test]
fn a_doubtful_ask_is_left_out_of_a_sweep() {
    // Of two with one id, the second cannot be named.
    let asks = "- #ask A @a\n- #ask B ^same\n- #ask C ^same\n- #ask D @d\n- #ask E\n";
    let notebook = Notebook::new(asks);
    let dry = notebook.does(&["sweep", "--dry-run"]);
    assert!(
        dry.out.contains("left out: C (^same): ") && dry.out.contains("+- #silence re:same"),
        "{}",
        dry.out
    );
    let run = notebook.run(&["sweep", "--yes"]).exits(1);
    assert!(run.err.contains("left out: C (^same): "), "{}", run.err);
    assert!(run.out.starts_with("4 asks swept"), "{}", run.out);
    assert_eq!(notebook.text("2026/2026-06-30.md").matches("#silence").count(), 4);
    // What keeps all of them from being written is said once.
    let notebook = Notebook::new("- #ask A @a\n- #ask B @b\n");
    notebook.write("2026/2026-06-30.md", "<<<<<<< HEAD\n- #rest\n=======\n- #rest x\n>>>>>>> theirs\n");
    let run = notebook.run(&["sweep", "--yes"]).exits(2);
    assert_eq!(run.err.matches("there is a git conflict in this page").count(), 1, "{}", run.err);
}

#[test]
fn a_sweep_of_thousands_takes_no_longer_for_each() {
    let page: String =
        (0..3000).map(|number| format!("- #ask Ask {number} of them @who-{number}\n")).collect();
    let alike = "- #ask A discount\n".repeat(1500);
    let notebook = Notebook::new(&(page + &alike));
    let begun = std::time::Instant::now();
    let run = notebook.does(&["sweep", "--yes"]);
    println!("{:?}", begun.elapsed());
    assert!(run.out.starts_with("4500 asks swept"), "{}", run.out);
}
