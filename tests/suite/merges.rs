//! Two devices, one file: real `git merge` with the driver.

use crate::support::command::{Notebook, command};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

fn git(folder: &Path, words: &[&str]) -> bool {
    let mut command = Command::new("git");
    command.current_dir(folder).args(["-c", "user.name=A", "-c", "user.email=a@b.c"]).args(words);
    let output = command.output().expect("git runs");
    output.status.success()
}

/// A notebook in a repository, set up, with one page committed.
fn repository(page: &str) -> Notebook {
    let notebook = Notebook::new(">>> askbook.toml\njournal = \"journal\"\n");
    notebook.write("journal/2026.md", page);
    // What a template says is for those who have not set the driver up.
    notebook.write(".gitattributes", "*.md merge=union\n");
    assert!(git(notebook.path(), &["init", "-q", "-b", "main"]));
    notebook.run(&["git-setup"]).exits(0);
    assert!(git(notebook.path(), &["add", "-A"]) && git(notebook.path(), &["commit", "-qm", "base"]));
    notebook
}

/// Merges two versions of the page, grown from `base`; `None` where git says that there is a conflict.
fn merged(base: &str, ours: &str, theirs: &str) -> Option<String> {
    let notebook = repository(base);
    let folder = notebook.path();
    let path = folder.join("journal/2026.md");
    assert!(git(folder, &["checkout", "-qb", "theirs"]));
    fs::write(&path, theirs).expect("the page");
    git(folder, &["commit", "-qam", "theirs"]);
    assert!(git(folder, &["checkout", "-q", "main"]));
    fs::write(&path, ours).expect("the page");
    git(folder, &["commit", "-qam", "ours"]);
    let clean = git(folder, &["merge", "-q", "--no-edit", "theirs"]);
    clean.then(|| fs::read_to_string(&path).expect("the page"))
}

/// How often each line that begins a record stands in a text.
fn records(text: &str) -> BTreeMap<String, i64> {
    let mut found = BTreeMap::new();
    for line in text.lines().filter(|line| line.trim_start().starts_with("- ")) {
        *found.entry(line.trim().to_owned()).or_default() += 1;
    }
    found
}

fn record() -> impl Strategy<Value = String> {
    let kinds = prop::sample::select(vec![
        "#ask A discount",
        "#ask #no Coffee",
        "#rest",
        "#plan The dean",
        "#lesson breathe",
        "#ask At the mill\n  - a note",
    ]);
    (kinds, 0..3u8).prop_map(|(kind, number)| match kind.split_once('\n') {
        Some((first, note)) => format!("- {first} {number}\n{note} {number}\n"),
        None => format!("- {kind} {number}\n"),
    })
}

/// What a device appends: records in the last section, and new sections.
fn appended() -> impl Strategy<Value = String> {
    let section = (1..4u8, prop::collection::vec(record(), 1..4))
        .prop_map(|(day, records)| format!("\n## 2026-04-0{day}\n\n{}", records.concat()));
    (prop::collection::vec(record(), 0..4), prop::collection::vec(section, 0..3))
        .prop_map(|(records, sections)| records.concat() + &sections.concat())
}

fn merges(pairs: u32) {
    let base = "# Two devices\n\n## 2026-03-02\n\n- #ask Acme ^acme\n- #ask The bank ^bank\n";
    let mut runner = TestRunner::new(Config { cases: pairs, failure_persistence: None, ..Config::default() });
    let pair = (appended(), appended(), any::<bool>());
    let checked = runner.run(&pair, |(ours, theirs, nested)| {
        let ours_base = if nested {
            base.replace("^acme\n", "^acme\n  - 2026-03-05 #no sorry\n")
        } else {
            base.to_owned()
        };
        let (ours, theirs) = (ours_base + &ours, format!("{base}{theirs}"));
        let text = merged(base, &ours, &theirs);
        prop_assert!(text.is_some(), "a conflict\n--- ours\n{ours}--- theirs\n{theirs}");
        let text = text.unwrap_or_default();
        let (was, our, their, now) = (records(base), records(&ours), records(&theirs), records(&text));
        for line in our.keys().chain(their.keys()) {
            let of = |found: &BTreeMap<String, i64>| found.get(line).copied().unwrap_or(0);
            prop_assert_eq!(of(&now), of(&our) + of(&their) - of(&was), "{}\n--- merged\n{}", line, text);
        }
        Ok(())
    });
    checked.expect("every pair merges");
}

/// A page that both sides made.
fn both_made(ours: &str, theirs: &str) -> String {
    let notebook = repository("- 2026-03-02 #ask Acme ^acme\n");
    let folder = notebook.path();
    let page = folder.join("journal/2026-06-30.md");
    for (branch, text) in [("theirs", theirs), ("main", ours)] {
        assert!(git(
            folder,
            &["checkout", "-q", "-B", branch, if branch == "main" { "main" } else { "HEAD" }]
        ));
        fs::write(&page, text).expect("the page");
        assert!(git(folder, &["add", "-A"]) && git(folder, &["commit", "-qm", branch]));
    }
    assert!(git(folder, &["merge", "-q", "--no-edit", "theirs"]));
    fs::read_to_string(&page).expect("the page")
}

#[test]
fn two_alike_appends_both_stand_unless_the_pages_are_alike_as_a_whole() {
    const ALIKE: &str = "- #ask #no A discount\n";
    let heading = "# Tuesday 2026-06-30\n\n";
    let apart = both_made(&format!("{heading}{ALIKE}"), &format!("{heading}{ALIKE}- #rest\n"));
    assert_eq!((apart.matches(ALIKE).count(), apart.matches("- #rest\n").count()), (2, 1), "{apart}");
    // The one case that docs/writing.md names: git asks no driver where both sides are the same bytes.
    let whole = both_made(&format!("{heading}{ALIKE}"), &format!("{heading}{ALIKE}"));
    assert_eq!(
        whole.matches(ALIKE).count(),
        1,
        "git asks the driver now: say so in docs/writing.md\n{whole}"
    );
    let said = repository("").does(&["git-setup"]).out;
    assert!(said.contains("alike to the last byte") && said.lines().all(|line| line.len() <= 80), "{said}");
}

#[test]
fn random_pairs_of_appends_merge_and_lose_nothing() {
    merges(50);
}

#[test]
#[ignore = "long"]
fn a_thousand_random_pairs_merge() {
    merges(1000);
}

#[test]
fn what_belongs_to_an_ask_stays_with_it() {
    let base = "- 2026-03-02 #ask A\n";
    let text = merged(
        base,
        "- 2026-03-02 #ask A\n- 2026-03-03 #ask B\n",
        "- 2026-03-02 #ask A\n  - 2026-03-04 #no sorry\n",
    );
    assert_eq!(text.as_deref(), Some("- 2026-03-02 #ask A\n  - 2026-03-04 #no sorry\n- 2026-03-03 #ask B\n"));
    let text = merged(
        "# 2026-03-02\n\n- #ask A",
        "# 2026-03-02\n\n- #ask A\n- #ask B\n",
        "# 2026-03-02\n\n- #ask A\n- #ask C",
    );
    assert_eq!(text.as_deref(), Some("# 2026-03-02\n\n- #ask A\n- #ask B\n- #ask C"));
    // Alike to the letter, on both sides. (Where the whole pages are alike, git asks no driver.)
    let alike = merged(
        base,
        "- 2026-03-02 #ask A\n- 2026-03-03 #ask B\n",
        "- 2026-03-02 #ask A\n- 2026-03-03 #ask B\n- 2026-03-03 #rest\n",
    );
    let both = "- 2026-03-02 #ask A\n- 2026-03-03 #ask B\n- 2026-03-03 #ask B\n- 2026-03-03 #rest\n";
    assert_eq!(alike.as_deref(), Some(both));
}

#[test]
fn every_kind_of_line_end_ends_a_line() {
    for eol in ["\n", "\r\n", "\r"] {
        let page = |lines: &[&str]| lines.join(eol) + eol;
        let (a, b, c) = ("- 2026-03-02 #ask A", "- 2026-03-03 #ask B", "- 2026-03-04 #ask C");
        let text = merged(&page(&[a]), &page(&[a, b]), &page(&[a, c]));
        assert_eq!(text, Some(page(&[a, b, c])), "{eol:?}");
    }
}

#[test]
fn thousands_of_lines_that_either_side_changed_are_merged() {
    let page = |ours: &str, theirs: &str| -> String {
        let words = |number| if number % 2 == 0 { ours } else { theirs };
        (0..3000).map(|number| format!("- 2026-03-02 #ask Ask {number} of {}\n", words(number))).collect()
    };
    let text = merged(&page("x", "x"), &page("y", "x"), &page("x", "z"));
    assert!(text == Some(page("y", "z")));
}

#[test]
fn a_record_changed_on_both_sides_is_a_conflict() {
    assert_eq!(merged("- 2026-03-02 #ask A\n", "- 2026-03-02 #ask A ^x\n", "- 2026-03-02 #ask A ^y\n"), None);
    let text = merged(
        "- 2026-03-02 #ask A\n- 2026-03-02 #ask B\n",
        "- 2026-03-02 #ask A ^x\n- 2026-03-02 #ask B\n",
        "- 2026-03-02 #ask A\n- 2026-03-02 #ask B ^y\n",
    );
    assert_eq!(text.as_deref(), Some("- 2026-03-02 #ask A ^x\n- 2026-03-02 #ask B ^y\n"));
}

#[test]
fn a_merge_by_lines_that_hides_a_record_is_for_a_person_to_look_at() {
    let notebook = repository("- 2026-03-02 #ask A\n\nwords\n\nmore words\n");
    let write = |name: &str, text: &str| {
        let path = notebook.path().join(name);
        fs::write(&path, text).expect("a version");
        path.display().to_string()
    };
    let base = write("base", "- 2026-03-02 #ask A\n\nwords\n\nmore words\n");
    // A code block that does not end hides what the other side appends.
    let ours = write("ours", "- 2026-03-02 #ask A\n\n```\nwords\n\nmore words\n");
    let theirs = write("theirs", "- 2026-03-02 #ask A\n\nwords\n\nmore words\n\n- 2026-03-03 #ask B\n");
    let run = notebook.run(&["merge-driver", &base, &ours, &theirs, "7", "journal/2026.md"]).exits(1);
    assert!(run.err.contains("journal/2026.md: merged line by line"), "{}", run.err);
    let text = fs::read_to_string(ours).expect("the merged page");
    assert!(text.contains("```\nwords") && text.contains("#ask B") && !text.contains("<<<<"), "{text}");
}

#[test]
fn blocks_that_begin_alike_keep_their_beginnings() {
    let base = "# 2026-03-02\n\n- #ask Zero\n";
    let blocks = [
        ("```\n", "```\n"),
        ("<!-- todo\n", "-->\n"),
        ("$$\n", "$$\n"),
        ("~~~~\n", "~~~~\n"),
        ("%%\n", "%%\n"),
    ];
    for (opens, ends) in blocks {
        let side = |name: &str| {
            format!("\n{opens}# letter {name}\n{ends}\nEvening {name}.\nIt was good.\n\n- #ask Of {name}\n")
        };
        let text = merged(base, &(base.to_owned() + &side("A")), &(base.to_owned() + &side("B")));
        let rest = side("B");
        assert_eq!(text, Some(format!("{base}{}{rest}", side("A"))), "{opens}");
    }
    // A paragraph that is the same as a whole may stand once; one that only begins alike may not.
    let with = |last: &str| format!("{base}\nHow did it go?\n\nThe day began\n{last}\n");
    let text = merged(base, &with("well."), &with("badly."));
    let wanted = format!("{base}\nHow did it go?\n\nThe day began\nwell.\n\nThe day began\nbadly.\n");
    assert_eq!(text, Some(wanted));
    let fronted = |rest: &str| format!("---\ntags:\n  - diary\n---\n\n{rest}");
    let text = both_made(&fronted("- #ask A\n"), &fronted("- #ask B\n"));
    assert_eq!(text, fronted("- #ask A\n- #ask B\n"));
}

#[test]
fn what_belongs_to_a_line_that_the_other_side_took_away_is_a_conflict() {
    let base = "- 2026-03-02 #ask A @a\n- 2026-03-02 #ask B @b\n";
    let note = format!("{base}  - they were rude\n");
    let without = "- 2026-03-02 #ask A @a\n";
    for (ours, theirs) in [(without, note.as_str()), (note.as_str(), without)] {
        assert_eq!(merged(base, ours, theirs), None);
    }
    let other = "- 2026-03-02 #ask A @a\n- 2026-03-02 #ask C @c\n";
    assert_eq!(merged(base, other, &note), None);
    // Its words are still about B; and a record of its own needs nothing above it.
    let answered = base.replace("#ask B", "#ask #no B");
    assert_eq!(merged(base, &answered, &note), Some(format!("{answered}  - they were rude\n")));
    let text = merged(base, without, &format!("{base}- 2026-03-02 #ask C\n"));
    assert_eq!(text.as_deref(), Some("- 2026-03-02 #ask A @a\n- 2026-03-02 #ask C\n"));
    // A section that is no longer there.
    let base = "# Job\n\n- 2026-03-02 #ask A\n\n# Home\n";
    let ours = "# Job\n\n- 2026-03-02 #ask A\n";
    assert_eq!(merged(base, ours, &format!("{base}\n- 2026-03-02 #ask B\n")), None);
}

#[test]
fn another_end_of_the_lines_is_kept() {
    let base = "- 2026-03-02 #ask A\r\n- 2026-03-02 #ask B\r\n";
    let text = merged(base, &base.replace("\r\n", "\n"), &format!("{base}- 2026-03-03 #ask C\r\n"));
    assert_eq!(text.as_deref(), Some("- 2026-03-02 #ask A\n- 2026-03-02 #ask B\n- 2026-03-03 #ask C\n"));
}

#[test]
fn a_page_stays_private_whichever_side_made_it_so() {
    const PRIVATE: &str = "---\nprivate: true\n---\n\n- 2026-03-02 #ask B\n";
    let begins = |text: &str| text.starts_with("---\nprivate: true\n---\n");
    for (ours, theirs) in [("- 2026-03-02 #ask A\n", PRIVATE), (PRIVATE, "- 2026-03-02 #ask A\n")] {
        let text = both_made(ours, theirs);
        assert!(begins(&text) && records(&text).len() == 2, "{text}");
    }
    let text = merged(
        "- 2026-03-02 #ask A\n",
        "- 2026-03-01 #ask C\n- 2026-03-02 #ask A\n",
        "---\nprivate: true\n---\n\n- 2026-03-02 #ask A\n",
    );
    assert!(text.as_deref().is_some_and(begins), "{text:?}");
    // Taken out on one side, it is out; and two blocks that both sides began with are for a person to look at.
    let page = |front: &str, rest: &str| format!("---\n{front}\n---\n\n- 2026-03-02 #ask A\n{rest}");
    let text = merged(
        &page("title: x\nprivate: true", ""),
        &page("title: x", ""),
        &page("title: x\nprivate: true", "- 2026-03-02 #ask B\n"),
    );
    assert_eq!(text, Some(page("title: x", "- 2026-03-02 #ask B\n")));
    let plain = "- 2026-03-02 #ask A\n";
    assert_eq!(merged(plain, &page("title: x", ""), &page("private: true", "")), None);
}

#[test]
fn git_setup_needs_a_repository() {
    let run = Notebook::new("").run(&["git-setup"]);
    let inside_one = command(Path::new(".")).args(["--version"]).output().is_ok();
    assert!(inside_one && run.code == 2 && run.err.contains("no git repository"), "{}", run.err);
}

#[test]
fn git_calls_the_driver_whatever_the_folder_is_called() {
    for folder in ["journal", "my [notes]", "a*b?", "back\\slash", "\"q\" é"] {
        let toml = folder.replace('\\', "\\\\").replace('"', "\\\"");
        let notebook = Notebook::new("");
        notebook.write("askbook.toml", format!("journal = \"{toml}\"\n"));
        notebook.write(&format!("{folder}/2026.MD"), "- #ask A\n");
        assert!(git(notebook.path(), &["init", "-q", "-b", "main"]));
        notebook.does(&["git-setup"]);
        let mut command = Command::new("git");
        command.current_dir(notebook.path()).args(["check-attr", "-z", "merge", "--"]);
        let output = command.arg(format!("{folder}/2026.MD")).output().expect("git runs");
        assert!(String::from_utf8_lossy(&output.stdout).ends_with("merge\0askbook\0"), "{folder}");
    }
}
