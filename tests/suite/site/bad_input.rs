//! Bad input: harmless text, or a clear error.

use super::build::stats;
use super::{page, site, written};
use crate::support::command::{Notebook, Run, command};
use std::fs;

fn all(notebook: &Notebook, folder: &str) -> String {
    let files = written(&notebook.path().join(folder));
    files.into_iter().map(|(_, bytes)| String::from_utf8_lossy(&bytes).into_owned()).collect()
}

#[test]
fn markup_and_templates_in_texts_stay_text() {
    for told in [
        "<script>alert(1)</script>",
        "{{ 1234567 * 10 }}",
        "{% include 'x' %}",
        "\"><img src=x onerror=alert(1)>",
        "a]]>b",
        "</title><b>",
    ] {
        let text = format!("- #ask x #yes\n\n- #review {told} #public\n");
        let notebook = Notebook::new(&text);
        site(&notebook, &["--accept"]).exits(0);
        let everything = all(&notebook, "public");
        assert!(!everything.contains("<script") && !everything.contains("<img"), "{told}");
        assert!(!everything.contains("12345670"), "{told}");
        let quoted = told.replace('\\', "\\\\").replace('"', "\\\"");
        notebook.write("2026-03-03.md", format!("- #ask x public:\"{quoted}\""));
        site(&notebook, &["--accept"]).exits(0);
        let front = page(&notebook, "index.html");
        assert!(!front.contains(told) || !told.contains('<'), "{told}");
        let escaped = told.replace('&', "&amp;").replace('<', "&lt;");
        let start: String =
            escaped.chars().take_while(|char| !matches!(char, '>' | '"' | '\'' | '/')).collect();
        assert!(front.contains(&start), "{told}: {start}");
    }
}

#[test]
fn a_tag_with_signs_of_markup_is_escaped_everywhere() {
    // No tag can hold them, and so no config can name one; a title can.
    let refused = Notebook::new(">>> askbook.toml\n[site]\ntags = [\"a&b<c>\"]\n>>> 2026-03-02.md\n- #ask x");
    let run = site(&refused, &[]).exits(2);
    assert!(run.err.contains("a&b<c>"), "{}", run.err);
    let notebook = Notebook::new(&format!(
        ">>> askbook.toml\n[site]\ntitle = \"a&b<c>\"\ntags = [\"a\"]\n>>> 2026-03-02.md\n{}",
        "- #ask #no x #a&b<c>\n".repeat(5)
    ));
    site(&notebook, &[]).exits(0);
    for (name, bytes) in written(&notebook.path().join("public")) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(name == "stats.json" || !text.contains("b<c>"), "{name}");
    }
    assert!(page(&notebook, "feed.xml").contains("a&amp;b&lt;c&gt;"));
}

#[test]
fn links_with_tricks_lead_nowhere() {
    let intro = "[a](javascript:alert(1)) [b](JaVa&#115;cript:alert(1)) [c](data:text/html;base64,eA==) [d](&#x6a;avascript&colon;x) \
        <javascript:alert(1)> ![e](https://tracker.example/p.gif) [f](//evil.example) [g](https://example.org/fine)";
    let notebook = Notebook::new(&format!(
        ">>> askbook.toml\n[site]\nintro = '''{intro}'''\n>>> 2026-03-02.md\n- #ask x"
    ));
    site(&notebook, &[]).exits(0);
    let front = page(&notebook, "index.html");
    let section = front
        .split("class=\"intro text\" dir=\"auto\">")
        .nth(1)
        .and_then(|rest| rest.split("</section>").next())
        .expect("an intro");
    assert_eq!(section.matches("href=").count(), 1, "{section}");
    assert!(section.contains("href=\"https://example.org/fine\"") && !section.contains("<img"), "{section}");
}

#[test]
fn a_long_word_and_a_title_from_right_to_left_are_shown() {
    let long = "x".repeat(5000);
    let notebook =
        Notebook::new(&format!("- #ask One public:\"{long}\"\n- #ask Two public:\"ביקשתי עבודה\""));
    site(&notebook, &["--accept"]).exits(0);
    let front = page(&notebook, "index.html");
    assert!(front.contains(&long) && front.contains("<p dir=\"auto\">ביקשתי עבודה</p>"));
    assert!(front.contains("overflow-wrap: anywhere"));
}

#[test]
fn a_bad_folder_is_refused_with_a_reason() {
    let text = ">>> askbook.toml\njournal = \"journal\"\n>>> journal/2026-03-02.md\n- #ask x\n>>> other/letter.txt\nDear\n>>> file\nx";
    for (out, told) in [
        ("journal", "the folder of the journal"),
        (".", "the folder of the journal"),
        ("..", "the folder of the journal"),
        ("journal/site", "the folder of the journal"),
        ("other", "files that askbook did not write"),
        ("file", "no folder"),
        ("private-site", "for the private site"),
        ("private-site/x", "for the private site"),
        ("/proc/askbook", "cannot be written"),
    ] {
        let notebook = Notebook::new(text);
        let before = written(notebook.path());
        let run = site(&notebook, &["--out", out]).exits(2);
        assert!(run.err.contains(told) && run.err.contains("help:"), "{out}: {}", run.err);
        assert!(before == written(notebook.path()), "{out}: something was written");
    }
}

#[test]
fn neither_site_is_built_over_the_other() {
    let notebook = Notebook::new("- #ask x");
    site(&notebook, &["--out", "a"]).exits(0);
    site(&notebook, &["--private", "--out", "b"]).exits(0);
    let before = written(notebook.path());
    for (arguments, told) in [
        (["--private", "--out", "a"], "is a shareable site"),
        (["--private", "--out", "a/deep"], "is a shareable site"),
        (["--format=human", "--out", "b"], "is a private site"),
        (["--format=human", "--out", "b/deep"], "is a private site"),
        (["--private", "--out", "public"], "for the shareable site"),
    ] {
        let run = site(&notebook, &arguments).exits(2);
        assert!(run.err.contains(told), "{arguments:?}: {}", run.err);
    }
    assert!(before == written(notebook.path()));
}

#[cfg(unix)]
#[test]
fn a_disk_that_runs_full_leaves_whole_files() {
    let notebook = Notebook::new("- #ask #no x");
    site(&notebook, &[]).exits(0);
    let before = written(&notebook.path().join("public"));
    notebook.write("2026-03-03.md", "- #ask #no y");
    // No file may grow beyond 8 kB, and the signal for it is not heeded, as on a full disk.
    let output = std::process::Command::new("sh")
        .current_dir(notebook.path())
        .env("ASKBOOK_STATE", notebook.path().join(".state"))
        .args([
            "-c",
            "trap '' XFSZ; ulimit -f 8; exec \"$0\" --today 2026-06-30 site",
            env!("CARGO_BIN_EXE_askbook"),
        ])
        .output()
        .expect("sh runs");
    let run = Run::of(output).exits(2);
    assert!(run.err.contains("cannot be written") && run.err.contains("disk"), "{}", run.err);
    let after = written(&notebook.path().join("public"));
    let names = |files: &[(String, Vec<u8>)]| files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&before), names(&after));
    for (name, bytes) in &after {
        assert!(!name.ends_with(".html") || bytes.ends_with(b"</html>\n"), "{name} is cut");
    }
    site(&notebook, &[]).exits(0);
}

#[cfg(unix)]
#[test]
fn a_link_in_the_folder_is_not_followed_out() {
    let notebook = Notebook::new("- #ask x");
    let outside = tempfile::tempdir().expect("a folder");
    fs::write(outside.path().join("mine"), "mine").expect("written");
    site(&notebook, &[]).exits(0);
    let front = notebook.path().join("public/index.html");
    fs::remove_file(&front).expect("removed");
    std::os::unix::fs::symlink(outside.path().join("mine"), &front).expect("a link");
    site(&notebook, &[]).exits(0);
    assert_eq!(fs::read_to_string(outside.path().join("mine")).expect("there"), "mine");
    assert!(fs::symlink_metadata(&front).expect("there").is_file());
}

#[cfg(unix)]
#[test]
fn what_lies_behind_a_link_is_not_taken_away() {
    let notebook = Notebook::new("- #ask x");
    let victim = tempfile::tempdir().expect("a folder");
    fs::write(victim.path().join("old.html"), "mine").expect("written");
    site(&notebook, &[]).exits(0);
    let public = notebook.path().join("public");
    let list = public.join(askbook::disk::LIST);
    let names = fs::read_to_string(&list).expect("the list");
    fs::write(&list, format!("{names}sub/old.html\ngone/old.html\n")).expect("written");
    std::os::unix::fs::symlink(victim.path(), public.join("sub")).expect("a link");
    let run = site(&notebook, &[]).exits(0);
    assert!(run.out.contains("left alone:\n  public/sub\n"), "{}", run.out);
    assert_eq!(fs::read_to_string(victim.path().join("old.html")).expect("there"), "mine");
    assert!(!fs::read_to_string(&list).expect("the list").contains("old.html"));
}

#[cfg(unix)]
#[test]
fn a_link_to_the_same_bytes_is_replaced_by_the_page_once() {
    let notebook = Notebook::new("- #ask x");
    let outside = tempfile::tempdir().expect("a folder");
    site(&notebook, &[]).exits(0);
    let front = notebook.path().join("public/index.html");
    let copy = outside.path().join("copy.html");
    fs::rename(&front, &copy).expect("moved");
    std::os::unix::fs::symlink(&copy, &front).expect("a link");
    let run = site(&notebook, &[]).exits(0);
    assert!(run.out.contains(", 1 of them changed"), "{}", run.out);
    assert!(fs::symlink_metadata(&front).expect("there").is_file() && copy.is_file());
    let run = site(&notebook, &[]).exits(0);
    assert!(run.out.contains(", 0 of them changed"), "{}", run.out);
}

#[test]
fn a_fault_of_the_config_stops_it() {
    let notebook = Notebook::new(">>> askbook.toml\n[site]\ntitel = \"x\"\n>>> 2026-03-02.md\n- #ask x");
    let run = site(&notebook, &[]).exits(2);
    assert!(run.err.contains("titel") && run.err.contains("title"), "{}", run.err);
    let output =
        command(notebook.path()).args(["site", "--accept", "--private"]).output().expect("askbook runs");
    Run::of(output).exits(2);
}

#[test]
fn nothing_is_published_while_what_keeps_private_may_be_lost() {
    let notebook = Notebook::new("- #ask One @acme #public ^a");
    site(&notebook, &["--accept"]).exits(0);
    let before = all(&notebook, "public");
    let conflict = "<<<<<<< HEAD\n- #no re:a #private\n=======\n- #no re:a Two #private\n>>>>>>> laptop\n";
    notebook.write("2026-03-09.md", conflict);
    let run = site(&notebook, &["--accept"]).exits(1);
    assert!(run.err.contains("conflict-marker") && run.err.contains("nothing was written"), "{}", run.err);
    assert!(site(&notebook, &["--format", "json"]).exits(1).out.contains("\"code\":\"conflict-marker\""));
    assert_eq!(all(&notebook, "public"), before);
    assert!(notebook.run(&["report", "--public"]).exits(1).out.is_empty());
    // It is no danger to pages for oneself.
    site(&notebook, &["--private"]).exits(0);
    fs::write(notebook.path().join("2026-03-09.md"), b"- #no re:a Caf\xe9 #private\n").expect("written");
    assert!(site(&notebook, &["--accept"]).exits(1).err.contains("not-utf8"));
    notebook.write("askbook.toml", "ignore = [\"2026-03-09.md\"]");
    site(&notebook, &["--accept"]).exits(0);
    for page in [
        "- #ask #no One #public ^a\n  - #private\n",
        "# Monday #private\n\n- #ask #no One #public\n",
        "- #ask #no One #public ^a\n- #lesson re:aa x #private\n",
        "- #ask #no One #public ^a\n- #lesson re:^a x #private\n",
        "- #ask #no One #public ^a\n- #lesson re: a x #private\n",
        "- #ask One #public\n- #no x #private\n",
        "- #ask One #public\n\n```\n- #no x #private\n",
        "- #ask #no Told her ^mum what #public\n",
        "- #ask #no Told mum fear: 9 #public\n",
    ] {
        let notebook = Notebook::new(page);
        let run = site(&notebook, &["--accept"]).exits(1);
        assert!(run.err.contains("nothing was written"), "{page}: {}", run.err);
        assert!(!notebook.path().join("public").exists(), "{page}");
    }
    // Neither an answer that is lost elsewhere, nor a key of no importance, is a danger.
    for page in ["- #ask One #public\n- #no @nobody\n", "- #ask #no One ^one #public\n- #ask Two fear:11\n"] {
        site(&Notebook::new(page), &["--accept"]).exits(0);
    }
}

#[test]
fn an_at_sign_that_names_nobody_is_not_published() {
    for words in [
        "@anna,@bob",
        "[[@Mum Smith]]",
        "[@anna](people/anna.md)",
        "`@anna`",
        "x—@anna",
        "＠mum",
        "cc:@eve",
        "@@anna",
        "%% that was mum %%",
    ] {
        let notebook = Notebook::new(&format!("- #ask #no Told {words} today #public"));
        let run = site(&notebook, &["--accept"]).exits(1);
        assert!(run.err.contains("name somebody") || run.err.contains("private"), "{words}: {}", run.err);
        assert!(!notebook.path().join("public").exists(), "{words}");
    }
    let notebook = Notebook::new("- #ask #no Met @anna at 5 @ the café #public");
    site(&notebook, &["--accept"]).exits(0);
    assert!(page(&notebook, "index.html").contains("Met someone at 5 @ the café"));
}

#[test]
fn a_forecast_tells_nothing_of_the_weeks_of_private_asks() {
    let pages = |private: &str| {
        let weeks =
            [("2026-05-25", 5), ("2026-06-01", 5), ("2026-06-08", 6), ("2026-06-15", 5), ("2026-06-22", 5)];
        let lines = weeks.map(|(day, count)| format!("- {day} #ask #no A thing\n").repeat(count));
        format!(
            ">>> askbook.toml\n[challenge]\ngoal = 100\n>>> a.md\n{}>>> p.md\n- {private} #ask #no Doctor #private\n",
            lines.concat()
        )
    };
    let forecast = |private: &str| {
        let notebook = Notebook::new(&pages(private));
        site(&notebook, &[]).exits(0);
        stats(&notebook)["progress"].clone()
    };
    let first = forecast("2026-05-20");
    assert!(first["forecast"]["low"].is_string(), "{first}");
    for private in ["2026-05-27", "2026-06-29", "2026-01-05"] {
        assert_eq!(forecast(private), first, "{private}");
    }
}
