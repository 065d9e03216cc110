//! The first ten minutes: `init` with its questions, the hook, the snippets, the demo, and every document that
//! shows a terminal.

use crate::support::command::{Notebook, run_in};
use crate::support::walkthrough;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// All files below a folder, with their bytes.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("below").to_path_buf();
                found.insert(name, fs::read(&path).expect("a file"));
            }
        }
    }
    found
}

#[test]
fn every_document_that_shows_a_terminal_shows_what_is_printed() {
    let mut documents = vec![PathBuf::from("README.md")];
    documents.extend(fs::read_dir("docs").expect("docs").map(|entry| entry.expect("an entry").path()));
    documents.retain(|path| {
        path.extension().is_some_and(|end| end == "md")
            && walkthrough::is_walkthrough(&fs::read_to_string(path).expect("a document"))
    });
    documents.sort();
    assert!(documents.len() >= 6, "{documents:?}");
    for path in documents {
        walkthrough::holds(&path);
    }
}

#[test]
fn the_demo_of_a_day_is_the_same_to_the_byte() {
    let folder = tempfile::tempdir().expect("a folder");
    let make = |name: &str| {
        let printed = run_in(folder.path(), &["demo", name, "--today", "2026-11-25"]).exits(0).out;
        (printed.replace(name, "NAME"), files(&folder.path().join(name)))
    };
    let (one, two) = (make("demo-one"), make("demo-two"));
    assert!(one.1.len() > 100 && one == two);
    // Made anew also by somebody who stands in it.
    let inside = folder.path().join("demo-one");
    run_in(&inside, &["demo", ".", "--today", "2026-11-25"]).exits(0);
    assert!(files(&inside) == one.1);
    let refused = {
        fs::remove_file(folder.path().join("demo-one/README.md")).expect("a file");
        run_in(folder.path(), &["demo", "demo-one"]).exits(2)
    };
    assert!(refused.err.contains("nothing was changed"), "{}", refused.err);
}

#[test]
fn the_mistake_that_the_demo_proposes_is_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = run_in(folder.path(), &["demo", "--today", "2026-11-25"]).exits(0);
    assert!(run.out.lines().all(|line| line.chars().count() <= 80), "{}", run.out);
    let line = run.out.lines().find(|line| line.contains("#aks")).expect("a mistake to make").trim();
    let demo = folder.path().join("askbook-demo");
    let page = demo.join("journal/2026/2026-11-25.md");
    let before = fs::read_to_string(&page).expect("today's page");
    fs::write(&page, format!("{before}{line}\n")).expect("a page");
    let check = run_in(&demo, &["check", "--today", "2026-11-25"]).exits(0);
    assert!(check.out.contains("unknown-marker") && check.out.contains("`#ask`"), "{}", check.out);
}

/// Runs `askbook init` on a terminal of its own, with these lines typed.
#[cfg(target_os = "linux")]
fn init_on_a_terminal(folder: &Path, typed: &str) -> Option<(String, Option<i32>)> {
    let command = format!("{} --today 2026-11-25 init book", env!("CARGO_BIN_EXE_askbook"));
    let mut child = Command::new("script")
        .args(["-qec", &command, "/dev/null"])
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    child.stdin.take().expect("a pipe").write_all(typed.as_bytes()).expect("typed");
    let output = child.wait_with_output().expect("an end");
    Some((String::from_utf8_lossy(&output.stdout).into_owned(), output.status.code()))
}

#[cfg(target_os = "linux")]
#[test]
fn init_asks_three_questions_on_a_terminal() {
    let cases = [
        ("\n\n\n", ["goal   = 10 ", "of     = \"rejections\"", "end    = 2027-11-24", "# [site]"]),
        (
            "no\n50 asks by 2026-12-31\ny\n",
            ["goal   = 50 ", "of     = \"asks\"", "end    = 2026-12-31", "\n[site]"],
        ),
        (
            "lots\nboth\nmany\n20\nperhaps\nyes\n",
            ["goal   = 20 ", "counts = [\"no\", \"silence\"]", "end    = 2027-11-24", "\n[site]"],
        ),
    ];
    for (typed, expected) in cases {
        let folder = tempfile::tempdir().expect("a folder");
        let Some((shown, code)) = init_on_a_terminal(folder.path(), typed) else {
            println!("there is no `script` here: no terminal was tried");
            return;
        };
        assert_eq!(code, Some(0), "{shown}");
        for question in
            ["What is a rejection to you?", "Start small: ten is fine", "May a page", "What to do next"]
        {
            assert!(shown.contains(question), "{question}: {shown}");
        }
        // What is typed is not shown by a pipe, so a question may follow its predecessor's prompt.
        let mut shown_parts = shown.lines().flat_map(|line| line.split("] "));
        assert!(shown_parts.all(|part| part.trim_end().chars().count() <= 80), "{shown}");
        let config = fs::read_to_string(folder.path().join("book/askbook.toml")).expect("the config");
        for line in expected {
            assert!(config.contains(line), "{line:?} is not in\n{config}");
        }
        let check = run_in(&folder.path().join("book"), &["check", "--today", "2026-11-25"]).exits(0);
        assert_eq!(check.out, "no problems\n");
    }
}

#[test]
fn the_last_words_of_init_are_five_lines() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = run_in(folder.path(), &["init", "book", "--today", "2026-11-25"]).exits(0);
    assert_eq!(run.out.lines().count(), 5, "{}", run.out);
    assert!(run.out.contains("The diary stays private"), "{}", run.out);
}

#[test]
fn a_new_notebook_is_clean_also_where_its_pages_lie_beside_the_settings() {
    let folder = tempfile::tempdir().expect("a folder");
    let here = run_in(folder.path(), &["init", ".", "--today", "2026-11-25"]).exits(0);
    assert!(here.out.contains("in this folder. What") && !here.out.contains("`cd "), "{}", here.out);
    let config = fs::read_to_string(folder.path().join("askbook.toml")).expect("the config");
    let config = config.replace("journal = \"journal\"", "journal = \".\"");
    fs::write(folder.path().join("askbook.toml"), config).expect("the config");
    let check = run_in(folder.path(), &["check", "--today", "2026-11-25"]).exits(0);
    assert_eq!(check.out, "no problems\n");
}

#[test]
fn the_settings_of_a_new_notebook_show_every_one_that_the_standard_has() {
    let standard = fs::read_to_string("docs/format.md").expect("the standard");
    let section = standard.split("## 7 askbook.toml").nth(1).expect("section 7");
    let config = fs::read_to_string("journal-template/askbook.toml").expect("the template");
    let shown: Vec<&str> = config
        .lines()
        .filter_map(|line| line.trim_start_matches("# ").split_once('='))
        .map(|(key, _)| key.trim())
        .collect();
    let name = regex::Regex::new("`(?:\\[[^`]*\\] )?([a-z_]+)`").expect("a pattern");
    let rows = section.lines().filter(|line| line.starts_with("| `")).take_while(|line| line.contains(" | "));
    let keys: Vec<String> = rows
        .filter_map(|line| line.split('|').nth(1))
        .flat_map(|cell| name.captures_iter(cell).map(|found| found[1].to_owned()).collect::<Vec<_>>())
        .collect();
    assert!(keys.len() > 30, "{keys:?}");
    for key in keys {
        assert!(shown.contains(&key.as_str()), "{key} is not in journal-template/askbook.toml");
    }
}

#[test]
fn nothing_that_init_writes_publishes_anything() {
    let folder = tempfile::tempdir().expect("a folder");
    run_in(folder.path(), &["init", "--today", "2026-11-25"]).exits(0);
    for (path, text) in files(folder.path()) {
        let name = path.to_string_lossy().to_lowercase();
        assert!(
            !name.contains("workflow") && !name.contains(".github") && !name.contains("gitlab"),
            "{name}"
        );
        let text = String::from_utf8(text).expect("UTF-8").to_lowercase();
        assert!(!text.contains("git push") && !text.contains("gh-pages"), "{name}");
    }
}

#[test]
fn a_disk_that_cannot_be_written_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("file"), "").expect("a file");
    for command in ["init", "demo"] {
        let run = run_in(folder.path(), &[command, "file/book"]).exits(2);
        assert!(run.err.contains("file/book") && run.err.contains("help: "), "{}", run.err);
    }
}

#[test]
fn the_snippets_write_lines_that_check_clean() {
    let text = fs::read_to_string("journal-template/.vscode/askbook.code-snippets").expect("snippets");
    let snippets: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let vim = fs::read_to_string("journal-template/snippets/vim.snippets").expect("snippets");
    let bodies = snippets
        .as_object()
        .expect("an object")
        .values()
        .map(|snippet| snippet["body"].as_str().expect("a body"));
    let lines: Vec<&str> = bodies.chain(vim.lines().filter(|line| line.starts_with("- "))).collect();
    assert!(lines.len() >= 10, "{lines:?}");
    let choice = regex::Regex::new(r"\$\{[0-9]+\|([^,|]+)[^}]*\}").expect("a pattern");
    let default = regex::Regex::new(r"\$\{[0-9]+:([^}]+)\}").expect("a pattern");
    for (at, line) in lines.iter().enumerate() {
        let line = line.replace("$CURRENT_YEAR", "2026").replace("${CURRENT_YEAR}", "2026");
        let line = default.replace_all(&choice.replace_all(&line, "$1"), "$1").into_owned();
        assert!(!line.contains('$'), "{line}");
        let asked = if line.contains("re:id") { "- 2026-03-01 #ask Before ^id\n" } else { "" };
        let notebook = Notebook::new(&format!("{asked}{line}\n"));
        let check = notebook.run(&["check"]).exits(0);
        assert_eq!(check.out, "no problems\n", "{at}: {line}");
        assert_ne!(notebook.run(&["list", "--kind", "all"]).out, "", "{line}");
    }
}

#[test]
fn the_hook_warns_of_what_is_committed_and_never_blocks() {
    let folder = tempfile::tempdir().expect("a folder");
    let program = Path::new(env!("CARGO_BIN_EXE_askbook")).parent().expect("a folder");
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default());
    let git = |arguments: &[&str]| {
        let output = Command::new("git")
            .args(["-c", "user.name=a", "-c", "user.email=a@b.example"])
            .args(arguments)
            .current_dir(folder.path())
            .env("PATH", &path)
            .env("HOME", folder.path())
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env_remove("ASKBOOK_NOTEBOOK")
            .output()
            .expect("git");
        let err = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{arguments:?}: {err}");
        err
    };
    // In a folder of the repository, with a space in its name: the harder place.
    run_in(folder.path(), &["init", "my book", "--today", "2026-03-02"]).exits(0);
    git(&["init", "--quiet"]);
    git(&["config", "core.hooksPath", "my book/.githooks"]);
    git(&["add", "--all"]);
    assert_eq!(git(&["commit", "--quiet", "-m", "one"]), "");
    let page = folder.path().join("my book/journal/2026/2026-03-02.md");
    let write = |text: &str| fs::write(&page, text).expect("a page");
    write("- #ask One fear:11\n");
    git(&["add", "--all"]);
    write("- #ask One fear:1\n");
    let told = git(&["commit", "--quiet", "-m", "two"]);
    assert!(told.contains("bad-value") && told.contains("journal/2026/2026-03-02.md:1:12"), "{told}");
    git(&["add", "--all"]);
    write("- #ask One fear:12\n");
    assert_eq!(git(&["commit", "--quiet", "-m", "three"]), "", "what is committed is fine");
    let left = fs::read_dir(folder.path().join(".git")).expect("a folder");
    assert!(left.flatten().all(|entry| !entry.file_name().to_string_lossy().contains("askbook")));
}

#[test]
fn completions_know_the_ids_and_whos_of_the_notebook() {
    let notebook =
        Notebook::new("- #ask One @acme ^first-ask\n- #ask Two #job @lin\n- #plan Three ^some-day\n");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = notebook.run(&["completions", shell]).exits(0).out;
        assert!(script.contains("ASKBOOK_COMPLETE") && script.contains("askbook"), "{shell}: {script}");
    }
    let complete = |words: &[&str]| {
        let output = crate::support::command::command(notebook.path())
            .env("ASKBOOK_COMPLETE", "fish")
            .arg("--")
            .arg("askbook")
            .args(words)
            .output()
            .expect("askbook runs");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    assert!(complete(&["li"]).contains("list"));
    assert!(complete(&["list", "@"]).contains("@acme"));
    assert!(complete(&["list", "id:f"]).contains("id:first-ask"));
    assert!(complete(&["explain", "no-"]).contains("no-ask"));
    assert!(complete(&["no", "@l"]).contains("@lin"));
    assert!(complete(&["yes", "fir"]).contains("first-ask"));
    assert!(complete(&["ask", "--plan", ""]).contains("some-day"));
    for (words, name) in [
        (&["rename", "id", "f"][..], "first-ask"),
        (&["rename", "id", "^f"], "^first-ask"),
        (&["rename", "id", "so"], "some-day"),
        (&["rename", "who", "a"], "acme"),
        (&["rename", "who", "@a"], "@acme"),
        (&["rename", "who", "acme", "l"], "lin"),
        (&["rename", "tag", "j"], "job"),
        (&["ask", "--who", "l"], "lin"),
        (&["ask", "--tag", "j"], "job"),
        (&["plan", "--tag", "#j"], "#job"),
        (&["edit", "^f"], "^first-ask"),
        (&["edit", "@a"], "@acme"),
        (&["no", "^f"], "^first-ask"),
        (&["next", "@a"], "@acme"),
        (&["compare", "tag:j"], "tag:job"),
    ] {
        let offered = complete(words);
        let offered: Vec<&str> = offered.lines().filter_map(|line| line.split('\t').next()).collect();
        assert!(offered.contains(&name), "{words:?}: {offered:?}");
    }
    assert!(!complete(&["rename", "id", "a"]).contains("acme"));
    assert!(!complete(&["rename", "id", "first-ask", "so"]).contains("some-day"));
    assert!(!complete(&["explain", "no-"]).contains("two-answers"));
}

#[test]
fn there_is_a_manual_page_for_every_command() {
    let notebook = Notebook::new("");
    assert!(notebook.run(&["man"]).exits(0).out.contains(".TH askbook 1"));
    notebook.run(&["man", "--out", "pages"]).exits(0);
    for command in askbook::cli::command().get_subcommands().filter(|command| command.get_name() != "help") {
        let path = notebook.path().join(format!("pages/askbook-{}.1", command.get_name()));
        let page = fs::read_to_string(&path).expect("a manual page");
        assert!(page.contains("Example: askbook "), "{}", path.display());
    }
}
