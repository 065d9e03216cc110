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

/// A notebook of this many pages, a change of all of them, and somebody who appends a line to the last page once `begun`
/// says so; the pages afterwards, and what came of the change.
fn appended_during(
    pages: usize,
    begun: impl Fn(&Path, &Path) -> bool + Sync,
) -> (Vec<String>, Result<Option<askbook::change::Written>, askbook::change::WriteError>) {
    use askbook::author::Change;
    use askbook::change::{Place, WriteError, write};
    use askbook::text::{Edit, Span};
    let folder = tempfile::tempdir().expect("a folder");
    let (root, state) = (folder.path().join("notebook"), folder.path().join("state"));
    fs::create_dir_all(&root).expect("a folder");
    fs::write(root.join("askbook.toml"), "").expect("a file");
    let name = |number: usize| format!("2026-03-02-{number:03}.md");
    for number in 0..pages {
        fs::write(root.join(name(number)), "- #ask One\n").expect("a page");
    }
    let place = Place { root: root.clone(), state: state.clone() };
    let written = std::thread::scope(|scope| {
        scope.spawn(|| {
            let until = std::time::Instant::now() + std::time::Duration::from_secs(20);
            while !begun(&root, &state) && std::time::Instant::now() < until {}
            use std::io::Write;
            let page = root.join(name(pages - 1));
            let mut last = fs::OpenOptions::new().append(true).open(page).expect("the page");
            last.write_all(b"saved meanwhile\n").expect("a line");
        });
        write::<WriteError>(&place, crate::support::day("2026-06-30"), ("tidy", "now"), &mut (), |notebook| {
            let mut change = Change::default();
            for source in notebook.sources.iter().filter(|source| source.text.starts_with("- ")) {
                let text = "\nA note.\n".to_owned();
                change
                    .edit(&source.path, Edit { span: Span::new(source.text.len(), source.text.len()), text });
            }
            Ok(Some(change))
        })
    });
    assert!(
        !walkdir::WalkDir::new(&state).into_iter().flatten().any(|one| one.file_name() == "pending.json")
    );
    ((0..pages).map(|number| fs::read_to_string(root.join(name(number))).expect("a page")).collect(), written)
}

#[test]
fn a_line_that_is_saved_while_other_pages_are_written_is_kept() {
    let first_is_written = |root: &Path, _: &Path| {
        fs::read_to_string(root.join("2026-03-02-000.md")).is_ok_and(|text| text.len() > 11)
    };
    let (pages, written) = appended_during(200, first_is_written);
    assert!(written.expect("a change").is_some());
    let (last, others) = pages.split_last().expect("pages");
    // Appended before its page was written, and the change made anew; or after it.
    let wanted = ["- #ask One\nsaved meanwhile\n\nA note.\n", "- #ask One\n\nA note.\nsaved meanwhile\n"];
    assert!(wanted.contains(&last.as_str()), "{last}");
    assert!(others.iter().all(|text| text == "- #ask One\n\nA note.\n"), "{others:?}");
}

#[test]
fn a_line_that_is_saved_while_the_log_is_written_is_kept() {
    let is_noted = |_: &Path, state: &Path| state.join("pending.json").exists();
    let (pages, written) = appended_during(1, is_noted);
    assert!(written.expect("a change").is_some());
    assert!(pages[0].contains("saved meanwhile") && pages[0].matches("A note.").count() == 1, "{pages:?}");
}

#[test]
fn a_file_that_is_not_as_it_was_read_is_not_replaced() {
    use askbook::disk::{replace, replace_unchanged};
    let folder = tempfile::tempdir().expect("a folder");
    let page = folder.path().join("page.md");
    let does = |before: Option<&str>, bytes: &str| {
        replace_unchanged(&page, before.map(str::as_bytes), bytes.as_bytes()).expect("an answer")
    };
    assert!(!does(Some("old"), "new") && !page.exists());
    assert!(does(None, "new") && !does(None, "newer") && !does(Some("old"), "newer"));
    assert_eq!(fs::read_to_string(&page).expect("the page"), "new");
    assert!(does(Some("new"), "newer"));
    replace(&page, b"newest").expect("the page");
    assert_eq!(fs::read_to_string(&page).expect("the page"), "newest");
    assert!(super::writing::leftovers(folder.path()).is_empty());
}

#[test]
fn what_was_changed_since_an_interruption_is_named_and_left() {
    let notebook = Notebook::new("");
    does(&notebook, &["ask", "X", "--no"]);
    let log = folder_of_the_log(&notebook);
    notebook.write("a.md", "new\n");
    notebook.write("b.md", "mine\n");
    let file = |name: &str| format!(r#"{{"path":"{name}","before":"old\n","after":"new\n"}}"#);
    let pending = format!(
        r#"{{"format":1,"command":"tidy","when":"now","undoes":null,"files":[{},{}]}}"#,
        file("a.md"),
        file("b.md")
    );
    fs::write(log.join("pending.json"), pending).expect("an entry");
    let output = askbook(&notebook).args(["ask", "Y", "--no"]).output().expect("askbook runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("but for what somebody has changed since, which is left as it is: b.md"), "{said}");
    assert_eq!((notebook.text("a.md"), notebook.text("b.md")), ("old\n".to_owned(), "mine\n".to_owned()));
}

#[cfg(unix)]
#[test]
fn a_page_keeps_who_may_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let notebook = Notebook::new("");
    let page = notebook.write("2026/2026-06-30.md", "- #ask One\n");
    fs::set_permissions(&page, fs::Permissions::from_mode(0o640)).expect("a mode");
    // Not every file system has attributes.
    let has_attributes = xattr::set(&page, "user.askbook.test", b"kept").is_ok();
    does(&notebook, &["ask", "X", "--no"]);
    assert_eq!(fs::metadata(&page).expect("the page").permissions().mode() & 0o777, 0o640);
    if has_attributes {
        let value = xattr::get(&page, "user.askbook.test").expect("the attribute");
        assert_eq!(value.as_deref(), Some(&b"kept"[..]));
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
