//! `askbook watch`, while files change in the ways in which editors change them.

use crate::support::command::{Notebook, command};
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_secs(20);

struct Watch {
    child: Child,
    lines: Receiver<String>,
}

impl Watch {
    fn start(notebook: &Notebook, arguments: &[&str]) -> Self {
        let mut child = command(notebook.path().parent().expect("a parent"))
            .args(["--today", "2026-06-30", "--notebook"])
            .arg(notebook.path())
            .arg("watch")
            .args(arguments)
            .stdout(Stdio::piped())
            .spawn()
            .expect("askbook watch");
        let output = BufReader::new(child.stdout.take().expect("a pipe"));
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in output.lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        Self { child, lines }
    }

    /// Waits for a line with these words.
    fn says(&self, words: &str) {
        let end = Instant::now() + PATIENCE;
        let mut seen = Vec::new();
        loop {
            match self.lines.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(line) if line.contains(words) => return,
                Ok(line) => seen.push(line),
                Err(_) => panic!("never said {words:?}, but\n{}", seen.join("\n")),
            }
        }
    }

    /// How many times the challenge is told until nothing is said for a while.
    fn paints(&self) -> usize {
        let mut count = 0;
        loop {
            match self.lines.recv_timeout(Duration::from_secs(1)) {
                Ok(line) => count += usize::from(line.starts_with("My 1000 rejections")),
                Err(RecvTimeoutError::Timeout) => return count,
                Err(RecvTimeoutError::Disconnected) => panic!("it ended"),
            }
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn it_checks_on_every_save_however_it_is_saved() {
    let notebook = Notebook::new(">>> 2026-03-02.md\n- #ask One @acme\n>>> askbook.toml\n");
    let watch = Watch::start(&notebook, &[]);
    watch.says("My 1000 rejections: 0 of 1000");
    watch.says("1 ask, 0 yeses, 0 rejections, 1 open, 1 overdue");
    // In place.
    notebook.write("2026-03-02.md", "- #ask One @acme\n- #no @acme sting:11\n");
    watch.says("`11` is no value for `sting`");
    watch.says("1 error");
    // By rename, as careful editors do.
    let draft = notebook.write(".2026-03-02.md.swp", "- #ask One @acme\n- #no @acme sting:1\n");
    fs::rename(draft, notebook.path().join("2026-03-02.md")).expect("renamed");
    watch.says("no problems");
    watch.says("My 1000 rejections: 1 of 1000");
    // A new folder with a page, and gone again.
    notebook.write("2026/04/2026-04-01.md", "- #ask Two #no\n- #ask #no Two\n");
    watch.says("My 1000 rejections: 2 of 1000");
    fs::remove_dir_all(notebook.path().join("2026")).expect("gone");
    watch.says("My 1000 rejections: 1 of 1000");
    // Other settings.
    notebook.write("askbook.toml", "[challenge]\ngoal = 50\nname = \"Fifty\"\n");
    watch.says("Fifty: 1 of 50");
}

#[test]
fn a_burst_of_saves_is_one_and_what_changes_nothing_is_none() {
    let notebook = Notebook::new(">>> 2026-03-02.md\n- #ask One\n>>> askbook.toml\n");
    let watch = Watch::start(&notebook, &[]);
    assert_eq!(watch.paints(), 1);
    for count in 1..=50 {
        notebook.write("2026-03-02.md", "- #ask #no One more\n".repeat(count));
    }
    watch.says("My 1000 rejections: 50 of 1000");
    assert!(watch.paints() <= 2, "a burst is not fifty changes");
    notebook.write("notes.txt", "nothing to count");
    notebook.write("public/index.html", "a site");
    // Saved as it was.
    notebook.write("2026-03-02.md", "- #ask #no One more\n".repeat(50));
    assert_eq!(watch.paints(), 0);
}

#[test]
fn a_folder_that_goes_and_comes_back_is_followed() {
    let notebook = Notebook::new(">>> 2026-03-02.md\n- #ask One\n>>> askbook.toml\n");
    let watch = Watch::start(&notebook, &[]);
    watch.says("1 ask");
    let away = notebook.path().with_extension("away");
    fs::rename(notebook.path(), &away).expect("away");
    watch.says("is gone; waiting for it to come back");
    fs::rename(&away, notebook.path()).expect("back");
    watch.says("1 ask");
    notebook.write("2026-03-03.md", "- #ask Two\n");
    watch.says("2 asks");
    // Another folder in its place, as a sync tool makes one.
    fs::remove_dir_all(notebook.path()).expect("gone");
    watch.says("is gone");
    notebook.write("askbook.toml", "");
    notebook.write("2026-03-04.md", "- #ask Three\n- #ask Four\n- #ask Five\n");
    watch.says("3 asks");
}

#[cfg(unix)]
#[test]
fn a_command_is_run_after_each_change_and_may_write_beside() {
    let notebook = Notebook::new(">>> 2026-03-02.md\n- #ask One\n>>> askbook.toml\n");
    let script = format!("echo run $ASKBOOK_ERRORS; date > {}/public.txt; false", notebook.path().display());
    let watch = Watch::start(&notebook, &["--exec", &script]);
    watch.says("run 0");
    notebook.write("2026-03-02.md", "- #no One\n");
    watch.says("run 1");
    assert_eq!(watch.paints(), 0, "what it wrote is no change of the journal");
}

#[test]
fn a_copy_of_a_sync_tool_is_told_when_it_comes_and_let_go_when_it_goes() {
    let notebook = Notebook::new(">>> 2026-03-02.md\n- #ask One\n>>> askbook.toml\n");
    let watch = Watch::start(&notebook, &[]);
    watch.says("no problems");
    let copy = notebook.write("2026-03-02.sync-conflict-20260302-1.md", "- #ask One\n");
    watch.says("a sync tool left this copy");
    watch.says("1 warning");
    fs::remove_file(copy).expect("gone");
    watch.says("no problems");
}
