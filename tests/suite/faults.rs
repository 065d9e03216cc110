//! What no accident may do: a kill at any moment, many writers at once, a full disk, somebody who saves meanwhile.

use crate::support::command::{Notebook, command};
use crate::support::small_disk::{fill, on_a_small_disk};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// The state folder of a notebook of these tests.
fn state(notebook: &Notebook) -> std::path::PathBuf {
    notebook.path().with_extension("state")
}

fn askbook(notebook: &Notebook) -> Command {
    let mut command = command(notebook.path());
    command.env("ASKBOOK_STATE", state(notebook)).args(["--today", "2026-06-30"]).stdin(Stdio::null());
    command
}

fn does(notebook: &Notebook, arguments: &[&str]) {
    let output = askbook(notebook).args(arguments).output().expect("askbook runs");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

#[cfg(feature = "fail-points")]
fn pages(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(pages(&path));
        } else if path.extension().is_some_and(|extension| extension == "md") {
            found.push((path.to_string_lossy().into_owned(), fs::read(&path).expect("a page")));
        }
    }
    found.sort();
    found
}

fn many_at_once(each: usize) {
    let notebook = Notebook::new("");
    let folder = notebook.path().to_path_buf();
    let state = state(&notebook);
    let writers: Vec<_> = (0..8)
        .map(|writer| {
            let (folder, state) = (folder.clone(), state.clone());
            std::thread::spawn(move || {
                for number in 0..each {
                    let text = format!("Ask {number} of {writer}");
                    let mut command = command(&folder);
                    command.env("ASKBOOK_STATE", &state).args(["--today", "2026-06-30", "ask", &text]);
                    let output = command.stdin(Stdio::null()).output().expect("askbook runs");
                    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
                }
            })
        })
        .collect();
    for writer in writers {
        writer.join().expect("a writer");
    }
    let text = fs::read_to_string(folder.join("2026/2026-06-30.md")).expect("the page");
    let lines: Vec<&str> = text.lines().filter(|line| line.starts_with("- #ask Ask ")).collect();
    assert_eq!(lines.len(), 8 * each);
    let ids: BTreeSet<&str> =
        lines.iter().filter_map(|line| line.rsplit_once(" ^").map(|(_, id)| id)).collect();
    assert_eq!(ids.len(), 8 * each, "an id twice");
    does(&notebook, &["check", "--strict"]);
    assert!(!folder.join(".askbook.lock").exists());
}

#[test]
fn eight_writers_at_once_lose_nothing() {
    many_at_once(5);
}

#[test]
#[ignore = "long"]
fn eight_writers_append_a_hundred_each() {
    many_at_once(100);
}

#[test]
fn a_full_disk_changes_nothing() {
    let notebook = Notebook::new("");
    on_a_small_disk(|disk| full(disk, &notebook));
}

fn full(disk: &Path, notebook: &Notebook) {
    fs::write(disk.join("askbook.toml"), "").expect("a file");
    let page = disk.join("2026-03-02.md");
    fs::write(&page, format!("{}- #ask One ^one\n", "Prose.\n\n".repeat(30_000))).expect("a page");
    let before = fs::read(&page).expect("the page");
    let run = |state: &Path, arguments: &[&str]| {
        let mut command = command(disk);
        command
            .env("ASKBOOK_STATE", state)
            .args(["--today", "2026-06-30"])
            .args(arguments)
            .stdin(Stdio::null());
        command.output().expect("askbook runs")
    };
    // The log elsewhere, and on the full disk itself.
    for state in [state(notebook), disk.join("state")] {
        let filler = fill(disk);
        let output = run(&state, &["no", "^one", "sorry", "--in-place"]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.starts_with("askbook: "), "{said}");
        assert_eq!(fs::read(&page).expect("the page"), before, "{said}");
        fs::remove_file(&filler).expect("the filler");
    }
    let output = run(&state(notebook), &["no", "^one", "sorry", "--in-place"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(fs::read(&page).expect("the page").len(), before.len() + "\n  - 2026-06-30 #no sorry".len());
}

#[test]
fn what_somebody_saves_meanwhile_is_kept() {
    use askbook::author::{Line, ask, at_desk};
    use askbook::change::{Place, WriteError, write};
    use askbook::model::Marker;
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("notebook");
    let page = root.join("2026/2026-06-30.md");
    fs::create_dir_all(page.parent().expect("a parent")).expect("a folder");
    fs::write(root.join("askbook.toml"), "").expect("a file");
    fs::write(&page, "- #ask One\n").expect("a page");
    let place = Place { root, state: folder.path().join("state") };
    let today = crate::support::day("2026-06-30");
    // How often an editor saves between the reading and the writing.
    for (saves, says) in [(1, Ok("- #ask One\n- #ask X ^x\n- saved 0\n")), (100, Err("keeps saving"))] {
        fs::write(&page, "- #ask One\n").expect("a page");
        let mut count = 0;
        let written = write::<WriteError>(&place, today, ("ask", "now"), &mut (), |notebook| {
            let change =
                at_desk(notebook, |desk| ask(desk, Marker::Ask, &[Line::of("X")], None, today, None));
            if count < saves {
                let text = fs::read_to_string(&page).expect("the page");
                fs::write(&page, format!("{text}- saved {count}\n")).expect("a page");
                count += 1;
            }
            Ok(change.ok())
        });
        let text = fs::read_to_string(&page).expect("the page");
        match (written, says) {
            (Ok(Some(_)), Ok(wanted)) => assert_eq!(text, wanted),
            (Err(error), Err(wanted)) => {
                assert!(error.to_string().contains(wanted), "{error}");
                assert!(text.ends_with(&format!("- saved {}\n", count - 1)), "{text}");
            }
            (other, _) => panic!("{other:?}"),
        }
    }
}

#[cfg(feature = "fail-points")]
mod kills {
    use super::*;
    use askbook::disk::FAIL_POINTS;

    const BEFORE: &str = "- #ask One @acme\r\n- #ask Two @acme\r\n";

    /// A change of one page, of a new one, of two pages, and one taken back.
    const COMMANDS: [&[&str]; 5] = [
        &["no", "--which", "one", "--in-place"],
        &["ask", "Three"],
        &["no", "--which", "two"],
        &["undo"],
        &["rename", "who", "acme", "mill"],
    ];

    /// Kills each command at each point: the pages are the old ones or the new ones after the next command.
    fn kill_everywhere(rounds: usize) {
        let mut killed = 0;
        for round in 0..rounds {
            for point in FAIL_POINTS {
                for arguments in COMMANDS {
                    killed += usize::from(kill(point, arguments, round));
                }
            }
        }
        println!("killed {killed} times");
        assert!(killed >= rounds * 40, "{killed} kills alone");
    }

    fn kill(point: &str, arguments: &[&str], round: usize) -> bool {
        let notebook = Notebook::new("");
        notebook.write("2026-03-02.md", BEFORE);
        does(&notebook, &["ask", "Before it all", "--no"]);
        if round % 2 == 1 {
            does(&notebook, &["step", "--which", "one", "called"]);
        }
        let old = pages(notebook.path());
        let copy = copied(&notebook);
        does(&copy, arguments);
        let new: Vec<Vec<u8>> = pages(copy.path()).into_iter().map(|(_, bytes)| bytes).collect();
        let status = askbook(&notebook)
            .args(arguments)
            .env("ASKBOOK_FAIL_AT", point)
            .stderr(Stdio::null())
            .stdout(Stdio::null())
            .status()
            .expect("askbook runs");
        let was_killed = status.code().is_none();
        for (path, bytes) in pages(notebook.path()) {
            let was = old.iter().find(|(other, _)| *other == path).map(|(_, bytes)| bytes);
            assert!(
                was == Some(&bytes) || new.contains(&bytes),
                "{point} {arguments:?}: {path} is neither old nor new"
            );
        }
        // A reading command says so at most, and changes nothing.
        let left = pages(notebook.path());
        let log =
            fs::read_dir(state(&notebook)).expect("the state").next().expect("a log").expect("a log").path();
        let is_pending = log.join("pending.json").exists();
        let listed = askbook(&notebook).args(["list"]).output().expect("askbook runs");
        let said = String::from_utf8_lossy(&listed.stderr).into_owned();
        assert!(listed.status.success() && said.contains("was interrupted") == is_pending, "{point}: {said}");
        assert_eq!(pages(notebook.path()), left);
        // The next writing command works, and puts all right first.
        does(&notebook, &["ask", "After it all", "--no"]);
        does(&notebook, &["undo"]);
        let now: Vec<(String, Vec<u8>)> = pages(notebook.path());
        let contents: Vec<Vec<u8>> = now.iter().map(|(_, bytes)| bytes.clone()).collect();
        assert!(now == old || contents == new, "{point} {arguments:?}: half of it is there");
        does(&notebook, &["check"]);
        assert!(super::super::writing::leftovers(notebook.path()).is_empty(), "{point} {arguments:?}");
        was_killed
    }

    /// The same notebook in another folder, with the same log.
    fn copied(notebook: &Notebook) -> Notebook {
        let copy = Notebook::new("");
        does(&copy, &["ask", "So that there is a log", "--no"]);
        fs::remove_dir_all(copy.path().join("2026")).expect("the page of today");
        for (path, bytes) in pages(notebook.path()) {
            let below = Path::new(&path).strip_prefix(notebook.path()).expect("below").to_path_buf();
            copy.write(&below.to_string_lossy(), bytes);
        }
        let log = |notebook: &Notebook| {
            let entry =
                fs::read_dir(state(notebook)).expect("the state").next().expect("a log").expect("a log");
            entry.path()
        };
        let (from, to) = (log(notebook), log(&copy));
        fs::remove_dir_all(&to).expect("the log");
        fs::create_dir_all(&to).expect("the log");
        for entry in fs::read_dir(from).expect("the log") {
            let entry = entry.expect("an entry");
            fs::copy(entry.path(), to.join(entry.file_name())).expect("an entry");
        }
        copy
    }

    #[test]
    fn a_kill_at_any_moment_leaves_the_old_or_the_new() {
        kill_everywhere(2);
    }

    #[test]
    #[ignore = "long"]
    fn five_hundred_kills() {
        kill_everywhere(13);
    }
}

#[test]
fn a_log_entry_without_files_is_none() {
    let notebook = Notebook::new("");
    does(&notebook, &["ask", "X", "--no"]);
    let page = notebook.path().join("2026/2026-06-30.md");
    let log = folder_of_the_log(&notebook);
    let empty = r#"{"format":1,"command":"ask","when":"now","undoes":null,"files":[]}"#;
    fs::write(log.join("0000000002.json"), empty).expect("an entry");
    fs::write(log.join("pending.json"), empty).expect("an entry");
    let list = askbook(&notebook).args(["undo", "--list"]).output().expect("askbook runs");
    let said = String::from_utf8_lossy(&list.stdout).into_owned();
    assert!(list.status.success() && said.lines().count() == 1, "{said}");
    does(&notebook, &["undo"]);
    assert!(!page.exists());
}

/// The folder in which the log of a notebook's changes is.
fn folder_of_the_log(notebook: &Notebook) -> std::path::PathBuf {
    let found = walkdir::WalkDir::new(state(notebook)).into_iter().flatten();
    let entry = found.into_iter().find(|entry| entry.file_name() == "0000000001.json").expect("an entry");
    entry.path().parent().expect("a folder").to_path_buf()
}

#[test]
fn a_file_that_cannot_be_read_is_not_taken_for_one_that_was_removed() {
    let notebook = Notebook::new("");
    does(&notebook, &["ask", "X", "--no"]);
    let log = folder_of_the_log(&notebook);
    // A change that takes the page away broke off; where the page was, something stands that cannot be read.
    let page = notebook.path().join("2026/2026-06-30.md");
    fs::remove_file(&page).expect("the page");
    fs::create_dir(&page).expect("a folder");
    let pending = r##"{"format":1,"command":"undo","when":"now","undoes":1,"files":[{"path":"2026/2026-06-30.md","before":"- #ask #no X\n","after":null}]}"##;
    fs::write(log.join("pending.json"), pending).expect("an entry");
    let output = askbook(&notebook).args(["ask", "Y", "--no"]).output().expect("askbook runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("2026/2026-06-30.md: this cannot be written: is a directory"), "{said}");
    assert!(log.join("pending.json").exists() && log.join("0000000001.json").exists());
    fs::remove_dir(&page).expect("the folder");
    fs::write(&page, "- #ask #no X\n").expect("a page");
    does(&notebook, &["ask", "Y", "--no"]);
    assert!(!log.join("pending.json").exists());
}
