//! Places where nothing can be written: what is said, and that nothing was changed.
//!
//! Tests may run as root, whom no mode stops: some of these take what stops root too, where the machine has it, and
//! say so where it has not.

use crate::support::command::{Notebook, command};
use crate::support::small_disk::{fill, on_a_small_disk};
use crate::writing::leftovers;
use askbook::change::WriteError;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

const PAGE: &str = "- #ask One @acme\n";

/// Runs an answer in `folder` that must fail, saying `says`, and leave the page as it was.
#[track_caller]
fn refuses(folder: &Path, arguments: &[&str], says: &str) {
    let mut program = command(folder);
    program.args(["--today", "2026-06-30", "no", "@acme"]).args(arguments).stdin(Stdio::null());
    let output = program.output().expect("askbook runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.starts_with("askbook: ") && said.contains(says) && said.contains("\n  help: "), "{said}");
    assert_eq!(fs::read_to_string(folder.join("2026-03-02.md")).expect("the page"), PAGE);
    assert!(leftovers(folder).is_empty(), "{:?}", leftovers(folder));
}

/// Whether the machine did this.
fn did(program: &str, arguments: &[&str], path: &Path) -> bool {
    let output = Command::new(program).args(arguments).arg(path).output();
    output.is_ok_and(|output| output.status.success())
}

#[test]
fn a_file_stands_where_a_folder_should_and_a_folder_where_the_page_should() {
    let notebook = Notebook::new(PAGE);
    notebook.write("2026", "not a folder\n");
    refuses(notebook.path(), &[], "2026/2026-06-30.md: this cannot be written: not a directory");
    fs::remove_file(notebook.path().join("2026")).expect("the file");
    fs::create_dir_all(notebook.path().join("2026/2026-06-30.md")).expect("a folder");
    refuses(notebook.path(), &[], "2026/2026-06-30.md: this is not read as a page of the journal");
}

#[test]
fn the_log_of_changes_has_no_place() {
    let notebook = Notebook::new(PAGE);
    let state = notebook.write("state.txt", "a file\n");
    let mut program = command(notebook.path());
    program.args(["--today", "2026-06-30", "no", "@acme"]).env("ASKBOOK_STATE", &state);
    let output = program.output().expect("askbook runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("the log of changes in") && said.contains("ASKBOOK_STATE"), "{said}");
    assert!(!notebook.path().join("2026").exists());
}

#[test]
fn a_page_or_a_folder_that_may_not_change_is_left() {
    let notebook = Notebook::new(PAGE);
    let page = notebook.path().join("2026-03-02.md");
    fs::create_dir_all(notebook.path().join("2026")).expect("a folder");
    let cases: [(&Path, &[&str], &str); 3] = [
        (&page, &["--in-place"], "2026-03-02.md: this cannot be written: operation not permitted"),
        (&notebook.path().join("2026"), &[], "2026/2026-06-30.md: this cannot be written"),
        (notebook.path(), &[], "the notebook's folder cannot be written to"),
    ];
    for (path, arguments, says) in cases {
        if !did("chattr", &["+i"], path) {
            println!("nothing can be made immutable here: not tested");
            return;
        }
        let result = std::panic::catch_unwind(|| refuses(notebook.path(), arguments, says));
        assert!(did("chattr", &["-i"], path), "it can be changed again");
        result.expect("it refuses");
    }
}

#[test]
fn a_disk_that_is_read_only_can_be_read() {
    let notebook = Notebook::new(PAGE);
    let path = notebook.path();
    let bound = Command::new("mount").arg("--bind").args([path, path]).output();
    if !bound.is_ok_and(|output| output.status.success()) {
        println!("no folder may be mounted here: not tested");
        return;
    }
    let result = std::panic::catch_unwind(|| {
        if did("mount", &["-o", "remount,ro,bind"], path) {
            refuses(path, &[], "the notebook's folder cannot be written to: read-only file system");
            assert_eq!(notebook.run(&["list", "--format", "md"]).exits(0).err, "");
        }
    });
    did("umount", &[], path);
    result.expect("the disk");
}

#[test]
fn a_change_that_is_half_made_and_cannot_be_put_back_does_not_say_that_nothing_changed() {
    let error = WriteError::Half("2026-03-02.md".into(), std::io::Error::other("disk full"));
    let said = format!("{error}\n{}", error.hint());
    assert!(said.starts_with(
        "2026-03-02.md: this cannot be written, and not all of the change could be put back: disk full"
    ));
    assert!(
        said.contains("the next command that writes puts all of it back")
            && !said.contains("nothing was changed")
    );
}

#[cfg(unix)]
#[test]
fn somebody_elses_folder_is_refused_by_name() {
    use std::os::unix::fs::PermissionsExt;
    let notebook = Notebook::new(PAGE);
    let open =
        |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("a mode");
    open(notebook.path(), 0o755);
    let state = notebook.path().with_extension("state");
    fs::create_dir_all(&state).expect("a folder");
    open(&state, 0o777);
    // Somebody else, if this process may become that; the program lies where only its owner may look, perhaps.
    let program = notebook.write("askbook", fs::read(env!("CARGO_BIN_EXE_askbook")).expect("the program"));
    open(&program, 0o755);
    let run = |state: &Path| {
        let mut other = Command::new("setpriv");
        other.args(["--reuid", "65534", "--clear-groups"]).arg(&program).current_dir(notebook.path());
        other.args(["--today", "2026-06-30", "no", "@acme"]).env("ASKBOOK_STATE", state).stdin(Stdio::null());
        other.output()
    };
    match run(&state) {
        Ok(output) if output.status.code() == Some(2) => {
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(said.contains("the notebook's folder cannot be written to: permission denied"), "{said}");
            assert!(!notebook.path().join("2026").exists());
        }
        _ => println!("nobody else can be had here: not tested"),
    }
    let _ = fs::remove_dir_all(&state);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_synced_can_be_written_to() {
    use std::os::unix::fs::PermissionsExt;
    let notebook = Notebook::new(PAGE);
    let open =
        |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("a mode");
    open(notebook.path(), 0o777);
    let state = notebook.path().with_extension("state");
    fs::create_dir_all(&state).expect("a folder");
    open(&state, 0o777);
    let program = notebook.write("askbook", fs::read(env!("CARGO_BIN_EXE_askbook")).expect("the program"));
    open(&program, 0o755);
    let closed = notebook.path().join("closed");
    fs::create_dir(&closed).expect("a folder");
    open(&closed, 0o000);
    let as_other: &[&str] = match fs::read_dir(&closed) {
        // Nothing is closed to root: somebody else, if this process may become that.
        Ok(_) => &["setpriv", "--reuid", "65534", "--clear-groups"],
        Err(_) => &["env"],
    };
    let asks = |words: &str| {
        let mut other = Command::new(as_other[0]);
        other.args(&as_other[1..]).arg(&program).current_dir(notebook.path()).stdin(Stdio::null());
        other.args(["--today", "2026-06-30", "ask", words, "--no"]).env("ASKBOOK_STATE", &state);
        let output = other.output();
        output.map(|output| (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned()))
    };
    if !asks("X").is_ok_and(|(code, _)| code == Some(0)) {
        println!("nobody else can be had here: not tested");
        return;
    }
    let log = fs::read_dir(&state).expect("a folder").flatten().next().expect("the log").path();
    // Files can be made in it, but it cannot be opened: so neither can it be synced.
    open(&log, 0o300);
    let (code, said) = asks("Y").expect("askbook runs");
    open(&log, 0o700);
    assert_eq!(code, Some(0), "{said}");
    assert!(notebook.text("2026/2026-06-30.md").contains("- #ask #no Y\n"));
    let _ = fs::remove_dir_all(&state);
}

#[cfg(unix)]
#[test]
fn a_page_that_would_stand_behind_a_link_or_is_no_file_is_refused() {
    use std::os::unix::fs::symlink;
    let notebook = Notebook::new(PAGE);
    let elsewhere = tempfile::tempdir().expect("a folder");
    let folder = notebook.path().join("2026");
    symlink(elsewhere.path(), &folder).expect("a link");
    refuses(
        notebook.path(),
        &[],
        "2026/2026-06-30.md: `2026` is a link to a folder, and nothing behind it is read",
    );
    assert_eq!(fs::read_dir(elsewhere.path()).expect("the folder").count(), 0);
    fs::remove_file(&folder).expect("the link");
    // What gives bytes for ever, and what waits for somebody to write.
    let page = folder.join("2026-06-30.md");
    fs::create_dir(&folder).expect("a folder");
    symlink("/dev/zero", &page).expect("a link");
    refuses(notebook.path(), &[], "2026/2026-06-30.md: this cannot be written: it is no file");
    fs::remove_file(&page).expect("the link");
    if did("mkfifo", &[], &page) {
        refuses(notebook.path(), &[], "2026/2026-06-30.md: this cannot be written: it is no file");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_page_whose_name_is_no_text_is_told() {
    use std::os::unix::ffi::OsStrExt;
    let notebook = Notebook::new("");
    let odd = std::ffi::OsStr::from_bytes(b"caf\xe9.md");
    fs::write(notebook.path().join(odd), "- 2026-03-02 #ask One @acme ^one\n").expect("a page");
    let run = notebook.run(&["no", "^one", "--in-place"]).exits(2);
    assert!(run.err.contains(".md: the name of this file is not UTF-8"), "{}", run.err);
    notebook.does(&["no", "^one"]);
}

#[test]
fn a_notebook_that_is_made_on_a_full_disk_is_made_whole_the_next_time() {
    on_a_small_disk(|disk| {
        let folder = disk.join("notebook");
        fs::create_dir(&folder).expect("a folder");
        let filler = fill(disk);
        let run = |code: i32| {
            let mut program = command(disk);
            program.args(["--today", "2026-06-30", "init", "notebook", "--goal", "10"]).stdin(Stdio::null());
            let output = program.output().expect("askbook runs");
            assert_eq!(output.status.code(), Some(code), "{}", String::from_utf8_lossy(&output.stderr));
        };
        run(2);
        let files =
            || walkdir::WalkDir::new(&folder).into_iter().flatten().filter(|one| one.file_type().is_file());
        assert_eq!(files().count(), 0);
        fs::remove_file(filler).expect("the filler");
        run(0);
        assert!(files().count() > 2 && files().all(|file| file.metadata().expect("a file").len() > 0));
    });
}
