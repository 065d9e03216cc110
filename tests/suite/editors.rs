//! Real editors against the real server, where they are installed: Debian's Neovim with its own client, Debian's Emacs
//! with eglot. `.ci/run` installs them.

use crate::support::command::Notebook;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const PAGES: &str = "\
>>> askbook.toml
>>> 2026-06-20.md
- #ask x
>>> 2026-06-25.md
- #lesson re:talk breathe
";

/// Whether a program is there; that it is not is said, so that nobody takes the test for one that was run.
fn is_there(program: &str, arguments: &[&str]) -> bool {
    let ran = Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status();
    let is_there = ran.is_ok_and(|status| status.success());
    if !is_there {
        println!("not run: {program} is not here; .ci/run installs it");
    }
    is_there
}

/// Runs an editor on a notebook, and asserts that its script came to its end.
fn drive(program: &str, arguments: &[&str]) {
    let notebook = Notebook::new(PAGES);
    let log = notebook.path().join("editor.log");
    let out = std::fs::File::create(&log).expect("a log");
    let mut child = Command::new(program)
        .args(arguments)
        .env("ASKBOOK", env!("CARGO_BIN_EXE_askbook"))
        .env("NOTEBOOK", notebook.path())
        .env("HOME", notebook.path())
        .env("XDG_STATE_HOME", notebook.path().join(".state"))
        .stdin(Stdio::null())
        .stderr(out.try_clone().expect("a log"))
        .stdout(out)
        .spawn()
        .expect("an editor");
    let end = Instant::now() + Duration::from_secs(120);
    let status = loop {
        match child.try_wait().expect("a status") {
            Some(status) => break Some(status),
            None if Instant::now() > end => break None,
            None => std::thread::sleep(Duration::from_millis(50)),
        }
    };
    let _ = child.kill();
    let said = std::fs::read_to_string(&log).expect("a log");
    assert!(status.is_some_and(|status| status.success()), "{program}: {status:?}\n{said}");
    assert!(said.contains(" done"), "{program} did not come to its end\n{said}");
}

#[test]
fn neovim_shows_completes_hovers_renames_and_mends() {
    if !is_there("nvim", &["--version"]) {
        return;
    }
    let script = format!("luafile {}", Path::new("tests/editors/neovim.lua").display());
    drive("nvim", &["--headless", "-u", "NONE", "-i", "NONE", "-n", "-c", &script]);
}

#[test]
fn emacs_with_eglot_shows_completes_hovers_renames_and_mends() {
    let find = "(progn (require 'package) (add-to-list 'package-directory-list \
                \"/usr/share/emacs/site-lisp/elpa\") (package-initialize) (require 'eglot))";
    if !is_there("emacs", &["-Q", "--batch", "--eval", find]) {
        return;
    }
    drive("emacs", &["-Q", "--batch", "-l", "tests/editors/eglot.el"]);
}

/// What Vim calls the words of a page that it colours.
#[test]
fn vim_colours_records() {
    let program = ["vim", "nvim"].into_iter().find(|program| is_there(program, &["--version"]));
    let Some(program) = program else { return };
    let notebook = Notebook::new(
        ">>> page.md\n- #ask Applied #job/remote @acme size:big via:\"a call\" ^acme\n  - 2026-03-20 #no x\nprose #ask\n",
    );
    let words = [
        (1, "#ask", "askbookMarker"),
        (1, "#job", "askbookTag"),
        (1, "@acme", "askbookWho"),
        (1, "size", "askbookKeyName"),
        (1, "big", "askbookKey"),
        (1, "\"a call", "askbookKey"),
        (1, "^acme", "askbookId"),
        (2, "2026", "askbookDate"),
        (2, "#no", "askbookMarker"),
        (3, "#ask", ""),
    ];
    let colours = std::fs::canonicalize("docs/editors/vim/askbook.vim").expect("the syntax file");
    let out = notebook.path().join("out");
    let probes: String = words
        .iter()
        .map(|(line, word, _)| {
            format!("call add(found, synIDattr(synID({line}, stridx(getline({line}), '{word}') + 1, 1), 'name'))\n")
        })
        .collect();
    let script = format!(
        "set nocompatible\nsyntax on\nset filetype=markdown\nsource {}\nlet found = []\n{probes}\
         call writefile(found, '{}')\nqall!\n",
        colours.display(),
        out.display()
    );
    let script = notebook.write("probe.vim", script);
    let page = notebook.path().join("page.md");
    let quiet: &[&str] = if program == "vim" { &["-es"] } else { &["--headless"] };
    Command::new(program)
        .args(quiet)
        .args(["-u", "NONE", "-i", "NONE", "-n"])
        .arg(&page)
        .arg("-S")
        .arg(&script)
        .stdin(Stdio::null())
        .status()
        .expect("an editor");
    let found = std::fs::read_to_string(&out).expect("what was found");
    let wanted: Vec<&str> = words.iter().map(|(_, _, name)| *name).collect();
    assert_eq!(found.split('\n').take(words.len()).collect::<Vec<_>>(), wanted);
}

/// Each snippet of the extension, filled in as it stands, is a record that nothing is wrong with.
#[test]
fn the_snippets_of_vs_code_are_sound() {
    let text = std::fs::read_to_string("docs/editors/vscode/snippets/askbook.json").expect("the snippets");
    let snippets: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let stop = filler();
    let mut count = 0;
    for (name, snippet) in snippets.as_object().expect("an object") {
        let body = snippet["body"].as_str().expect("a text");
        let filled = stop(body);
        if name == "A day" {
            assert_eq!(filled, "## 2026-03-02");
            continue;
        }
        let page = format!("- #ask Before ^id\n\n{}\n", filled.replace("^id", "^own").trim_start());
        let notebook = crate::support::notebook(&page, "2026-03-02");
        let wrong = crate::support::diagnostic_lines(&notebook);
        assert!(wrong.is_empty(), "{name}: {filled}: {wrong:?}");
        assert_eq!(notebook.book.record_count(), 2, "{name}: {filled}");
        count += 1;
    }
    assert!(count >= 9);
    for file in ["package.json", "syntaxes/askbook.tmLanguage.json"] {
        let text = std::fs::read_to_string(format!("docs/editors/vscode/{file}")).expect("a file");
        serde_json::from_str::<serde_json::Value>(&text).expect("JSON");
    }
}

/// Fills a snippet's stops in: `${1:words}` by the words, `${2|a,b|}` by the first choice, variables by a day's.
fn filler() -> impl Fn(&str) -> String {
    |body| {
        let mut filled = String::new();
        let mut rest = body;
        while let Some((before, after)) = rest.split_once("${") {
            filled.push_str(before);
            let (stop, after) = after.split_once('}').expect("a closed stop");
            filled.push_str(match stop {
                "CURRENT_YEAR" => "2026",
                "CURRENT_MONTH" => "03",
                "CURRENT_DATE" => "02",
                stop => match stop.split_once('|') {
                    Some((_, choices)) => choices.split([',', '|']).next().expect("a choice"),
                    None => stop.split_once(':').expect("words").1,
                },
            });
            rest = after;
        }
        filled + rest
    }
}
