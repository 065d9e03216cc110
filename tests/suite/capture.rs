//! Days, many asks at once, standard input, and what a page keeps when it is written.

use crate::support::command::{Notebook, command};
use crate::writing::TODAY;
use std::fs;
use std::io::Write;
use std::process::{Command, Output, Stdio};

/// Runs the program with this on its standard input.
fn fed(mut program: Command, input: &[u8]) -> Output {
    let mut running = program
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("askbook starts");
    // A program that does not read its input is no failure of this.
    let _ = running.stdin.take().expect("an input").write_all(input);
    running.wait_with_output().expect("askbook runs")
}

fn with_today(notebook: &Notebook, arguments: &[&str]) -> Command {
    let mut program = command(notebook.path());
    program.args(["--today", "2026-06-30"]).args(arguments);
    program
}

#[test]
fn a_day_ends_when_the_notebook_says() {
    // A time zone in which it is a little after two in the morning; its sign is the other way round.
    let hour = chrono::Utc::now().format("%H").to_string().parse::<i64>().expect("an hour");
    let zone = format!("LOC{:+}", hour - 2);
    let local = || chrono::Utc::now().naive_utc() - chrono::TimeDelta::hours(hour - 2);
    for (day_ends, days_ago) in [("00:00", 0), ("01:30", 0), ("04:00", 1)] {
        let notebook = Notebook::new(&format!(">>> askbook.toml\nday_ends = \"{day_ends}\"\n"));
        let before = local().date();
        let mut program = command(notebook.path());
        let output =
            program.args(["ask", "A discount", "--no"]).env("TZ", &zone).output().expect("askbook runs");
        if before != local().date() {
            continue;
        }
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let day = before - chrono::TimeDelta::days(days_ago);
        assert!(said.starts_with(&day.format("%A %Y-%m-%d").to_string()), "{day_ends}: {said}");
        assert!(notebook.path().join(day.format("%Y/%Y-%m-%d.md").to_string()).exists(), "{day_ends}");
    }
}

#[test]
fn each_line_of_standard_input_is_as_many_asks_as_is_said() {
    let notebook = Notebook::new("");
    let input = b"A discount #small\n\n   \r\nA seat by the window\r\n";
    let output = fed(with_today(&notebook, &["ask", "--no", "--times", "15", "--fear", "2"]), input);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let page = notebook.text(TODAY);
    assert_eq!(page.matches("- #ask #no A discount #small fear:2\n").count(), 15, "{page}");
    assert_eq!(page.matches("- #ask #no A seat by the window fear:2\n").count(), 15, "{page}");
    assert_eq!(page.matches("#ask").count(), 30);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("  and 27 more\n") && said.contains("  rejection 30 of 1000\n"), "{said}");
    notebook.does(&["undo"]);
    assert!(!notebook.path().join(TODAY).exists(), "all of them were one change");
    let empty = fed(with_today(&notebook, &["ask", "--times", "3"]), b"\n \n");
    assert_eq!(empty.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&empty.stderr).contains("there are no words to write down"));
    let none = notebook.run(&["ask", "A", "--times", "0"]);
    assert_eq!(none.code, 2, "{}", none.err);
}

#[test]
fn a_name_that_would_be_read_as_another_is_refused() {
    let notebook = Notebook::new("");
    for (flag, name, says) in [
        ("--tag", "two words", "a tag begins with a letter"),
        ("--tag", "job,remote", "a tag begins with a letter"),
        ("--tag", "42", "a tag begins with a letter"),
        ("--tag", "No", "markers, `public` and `private` are no tags"),
        ("--who", "Ann Lee", "a who begins with a letter or digit"),
        ("--who", "a@b.c", "a who begins with a letter or digit"),
        ("--id", "a b", "an id is made of ASCII letters"),
        ("--id", "café", "an id is made of ASCII letters"),
    ] {
        let run = notebook.run(&["ask", "X", flag, name]).exits(2);
        assert!(run.err.contains(says), "{}", run.err);
    }
    assert!(!notebook.path().join(TODAY).exists());
    notebook.does(&["ask", "X", "--tag", "#job/remote", "--tag", "private", "--who", "@a.b", "--id", "^x-1"]);
    assert!(notebook.text(TODAY).ends_with("- #ask X #job/remote #private @a.b ^x-1\n"));
}

#[test]
fn tidy_reads_standard_input_and_shows_what_it_would_do() {
    let notebook = Notebook::new("- #Ask  Acme\n");
    let tidy = |arguments: &[&str], input: &[u8]| fed(with_today(&notebook, arguments), input);
    let crooked = b"\xef\xbb\xbfProse  stays.\r\n\r\n- #Ask:  Acme  Fear:7 #job\r\n- 5 %";
    let done = tidy(&["tidy", "-"], crooked);
    assert_eq!(
        (done.status.code(), String::from_utf8_lossy(&done.stdout).into_owned()),
        (Some(0), "\u{feff}Prose  stays.\r\n\r\n- #ask Acme #job fear:7\r\n- 5 %".to_owned())
    );
    assert_eq!(tidy(&["tidy", "-"], &done.stdout).stdout, done.stdout);
    assert_eq!(tidy(&["tidy", "-", "--check"], crooked).status.code(), Some(1));
    assert_eq!(tidy(&["tidy", "-", "--check"], &done.stdout).status.code(), Some(0));
    let shown = tidy(&["tidy", "-", "--diff"], b"- #Ask A\n");
    assert!(String::from_utf8_lossy(&shown.stdout).contains("-- #Ask A\n+- #ask A\n"));
    assert_eq!(tidy(&["tidy", "-"], b"\xff\xfe").status.code(), Some(2));
    assert_eq!(tidy(&["tidy", "-"], b"").stdout, b"");

    let diff = notebook.does(&["tidy", "--diff"]);
    assert!(
        diff.out.contains("2026-03-02.md") && diff.out.contains("-- #Ask  Acme\n+- #ask Acme\n"),
        "{}",
        diff.out
    );
    assert_eq!(notebook.text("2026-03-02.md"), "- #Ask  Acme\n", "showing writes nothing");
    let log = notebook.run(&["undo"]).exits(2);
    assert!(log.err.contains("no change to take back"), "{}", log.err);
}

#[test]
fn tabs_and_other_indents_are_followed() {
    for (before, after) in [
        ("-\tAsks\n\t-\t#ask A ^a\n", "-\tAsks\n\t-\t#ask A ^a\n\t-\t#ask #no X\n"),
        ("- Asks\n\t- #ask A ^a\n\t\t- a note\n", "- Asks\n\t- #ask A ^a\n\t\t- a note\n\t- #ask #no X\n"),
        ("- Asks\n    - #ask A ^a\n", "- Asks\n    - #ask A ^a\n    - #ask #no X\n"),
        ("1) Asks\n   * #ask A ^a\n", "1) Asks\n   * #ask A ^a\n   * #ask #no X\n"),
    ] {
        let notebook = Notebook::new("");
        notebook.write(TODAY, before);
        notebook.does(&["ask", "X", "--no"]);
        assert_eq!(notebook.text(TODAY), after, "{before:?}");
        notebook.does(&["check", "--strict"]);
    }
    // An answer below its ask, where tabs indent.
    let outline = Notebook::new("-\tAsks\n\t-\t#ask A ^a\n\t\t-\ta note\n");
    outline.does(&["no", "^a", "sorry", "--in-place"]);
    let page = outline.text("2026-03-02.md");
    assert!(
        page.starts_with("-\tAsks\n\t-\t#ask A ^a\n\t\t-\ta note\n\t\t- 2026-06-30 #no sorry"),
        "{page:?}"
    );
    outline.does(&["check", "--strict"]);
}

#[cfg(unix)]
#[test]
fn a_write_keeps_mode_and_owner_and_a_new_page_has_the_usual_ones() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
    let notebook = Notebook::new("- #ask A ^a\n");
    let page = notebook.path().join("2026-03-02.md");
    // Only root gives files away; anybody has the rest.
    let given = chown(&page, Some(65_534), Some(65_533)).is_ok();
    fs::set_permissions(&page, fs::Permissions::from_mode(0o664)).expect("a mode");
    let was = fs::metadata(&page).expect("the page");
    notebook.does(&["no", "^a", "--in-place"]);
    let now = fs::metadata(&page).expect("the page");
    assert_ne!(was.ino(), now.ino(), "it was replaced");
    assert_eq!((was.uid(), was.gid(), was.mode()), (now.uid(), now.gid(), now.mode()), "given away: {given}");
    notebook.does(&["undo"]);
    let back = fs::metadata(&page).expect("the page");
    assert_eq!((was.uid(), was.gid(), was.mode()), (back.uid(), back.gid(), back.mode()));
    // A new page has the mode of any file that is made here.
    notebook.does(&["rest"]);
    let other = fs::metadata(notebook.write("other.md", "")).expect("a file");
    assert_eq!(fs::metadata(notebook.path().join(TODAY)).expect("the page").mode(), other.mode());
}

#[cfg(unix)]
#[test]
fn the_log_is_bounded_and_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let notebook = Notebook::new("");
    let state = notebook.path().with_extension("state");
    let log = || {
        let log = fs::read_dir(&state).expect("the state").next().expect("a log").expect("a log").path();
        let sizes = fs::read_dir(&log).expect("the log").map(|entry| entry.expect("an entry").metadata());
        let sizes: Vec<u64> = sizes.map(|data| data.expect("its size").len()).collect();
        (log, sizes)
    };
    let rest = || {
        let mut program = with_today(&notebook, &["rest"]);
        assert!(program.env("ASKBOOK_STATE", &state).output().expect("askbook runs").status.success());
    };
    // Entries of two megabytes and more: a page before and after.
    notebook.write(TODAY, format!("{}\n", "x".repeat(2_000_000)));
    for _ in 0..7 {
        rest();
    }
    let (folder, sizes) = log();
    assert!(sizes.len() < 7 && sizes.iter().sum::<u64>() <= 20_000_000, "{sizes:?}");
    assert_eq!(fs::metadata(&folder).expect("the log").permissions().mode() & 0o777, 0o700);
    // Of many small ones the last two hundred.
    rest();
    let newest = fs::read_dir(&folder).expect("the log").map(|entry| entry.expect("an entry").path()).max();
    let newest = newest.expect("an entry");
    let number: u64 = newest.file_stem().and_then(|stem| stem.to_str()?.parse().ok()).expect("a number");
    for at in 1..=250 {
        fs::write(folder.join(format!("{:010}.json", number + at)), "{}").expect("an entry");
    }
    notebook.write(TODAY, "");
    rest();
    assert_eq!(log().1.len(), 200);
    let _ = fs::remove_dir_all(&state);
}

#[test]
fn a_whole_line_of_a_page_is_taken_for_its_words() {
    let notebook = Notebook::new("");
    let output = fed(
        with_today(&notebook, &["ask"]),
        b"- #ask A window seat #small\n#ASK #no A raise\n- no bullet's words\n",
    );
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let page = notebook.text(TODAY);
    let asks: Vec<&str> = page.lines().filter(|line| line.starts_with("- ")).collect();
    assert_eq!(asks[0], "- #ask A window seat #small ^window-seat", "{page}");
    assert_eq!(asks[1], "- #ask #no A raise", "{page}");
    assert!(asks[2].starts_with("- #ask - no bullet's words"), "{page}");
    let nothing = fed(with_today(&notebook, &["ask"]), b"- #ask\n");
    assert_eq!(nothing.status.code(), Some(2));
    assert_eq!(notebook.text(TODAY), page);
}
