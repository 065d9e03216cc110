//! What a build writes, and what it leaves alone.

use super::{page, site, written};
use crate::support::command::{Notebook, Run, command};
use serde_json::Value;
use std::fs;

pub const CONFIG: &str =
    ">>> askbook.toml\n[challenge]\ngoal = 10\n[site]\ntitle = \"Ten noes\"\ntags = [\"job\"]\n";

pub fn stats(notebook: &Notebook) -> Value {
    serde_json::from_str(&page(notebook, "stats.json")).expect("JSON")
}

#[test]
fn the_same_input_gives_the_same_bytes_and_nothing_is_written_twice() {
    let text = format!(
        "{CONFIG}>>> 2026-03-02.md\n- #ask #no One #job\n- #ask Two public:\"A second one\"\n>>> 2026-05-11.md\n- #ask #yes Three"
    );
    let notebook = Notebook::new(&text);
    site(&notebook, &["--accept"]).exits(0);
    let public = notebook.path().join("public");
    let first = written(&public);
    let times = |files: &[(String, Vec<u8>)]| -> Vec<_> {
        files
            .iter()
            .map(|(name, _)| {
                fs::metadata(public.join(name)).and_then(|there| there.modified()).expect("a time")
            })
            .collect()
    };
    let before = times(&first);
    let run = site(&notebook, &["--format", "json"]).exits(0);
    let told: Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!((&told["changed"], &told["written"]), (&Value::from(0), &Value::from(true)), "{told}");
    assert_eq!(told["files"], Value::from(first.len() - 1));
    assert!(first == written(&public) && before == times(&first), "something was written again");

    for threads in ["1", "2", "7"] {
        let other = Notebook::new(&text);
        let output = command(other.path())
            .env("ASKBOOK_STATE", other.path().join(".state"))
            .env("LC_ALL", "de_DE.UTF-8")
            .env("TZ", "Pacific/Kiritimati")
            .args(["--today", "2026-06-30", "--threads", threads, "site", "--accept"])
            .output()
            .expect("askbook runs");
        Run::of(output).exits(0);
        assert!(first == written(&other.path().join("public")), "{threads} threads");
    }
}

#[test]
fn what_is_newly_released_is_looked_at() {
    let notebook = Notebook::new("- #ask #no One public:\"First words\"");
    let run = site(&notebook, &[]).exits(1);
    assert!(
        run.err.contains("First words")
            && run.err.contains("2026-03-02.md:1")
            && run.err.contains("--accept"),
        "{}",
        run.err
    );
    assert!(!notebook.path().join("public").exists());
    site(&notebook, &["--accept"]).exits(0);
    site(&notebook, &[]).exits(0);
    notebook.write("2026-03-03.md", "- #ask Two #public");
    let run = site(&notebook, &[]).exits(1);
    assert!(run.err.contains("Two") && !run.err.contains("First words"), "{}", run.err);
    let run = site(&notebook, &["--format", "json"]).exits(1);
    let told: Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!(told["newly_released"], serde_json::json!(["Two"]));
    site(&notebook, &["--accept"]).exits(0);
    // What was taken back and comes again is new again.
    notebook.write("2026-03-03.md", "- #ask Two");
    site(&notebook, &[]).exits(0);
    assert!(!page(&notebook, "index.html").contains("Two"));
    notebook.write("2026-03-03.md", "- #ask Two #public");
    site(&notebook, &[]).exits(1);
    // What is remembered holds no word, and nobody else looks into it.
    for (name, bytes) in written(&notebook.path().join(".state")) {
        assert!(!String::from_utf8_lossy(&bytes).contains("First"), "{name}");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let folder =
            fs::read_dir(notebook.path().join(".state")).expect("state").next().expect("one").expect("one");
        assert_eq!(folder.metadata().expect("there").permissions().mode() & 0o777, 0o700);
    }
}

#[test]
fn a_failed_check_leaves_the_old_site_as_it_was() {
    let notebook = Notebook::new("- #ask #no Something @qzxwho");
    site(&notebook, &[]).exits(0);
    let before = written(&notebook.path().join("public"));
    notebook.write("2026-03-03.md", "- #ask #no More");
    notebook.write("templates/404.html", "qzxwho");
    site(&notebook, &[]).exits(1);
    assert!(before == written(&notebook.path().join("public")));
}

#[test]
fn files_of_others_stay_and_old_pages_go() {
    let notebook = Notebook::new(">>> 2026-05-04.md\n- #ask One\n>>> 2026-06-01.md\n- #ask Two");
    site(&notebook, &[]).exits(0);
    let public = notebook.path().join("public");
    assert!(public.join("2026-05.html").exists());
    notebook.write("public/CNAME", "example.org");
    notebook.write("public/pictures/me.jpg", "x");
    // What an interrupted build may leave.
    notebook.write("public/.index.html.askbook-tmp", "half");
    fs::remove_file(notebook.path().join("2026-05-04.md")).expect("removed");
    let run = site(&notebook, &[]).exits(0);
    assert!(run.out.contains("public/CNAME") && run.out.contains("public/pictures/me.jpg"), "{}", run.out);
    assert!(public.join("CNAME").exists() && !public.join("2026-05.html").exists());
    assert!(!public.join(".index.html.askbook-tmp").exists());
}

#[test]
fn private_asks_are_in_the_grand_totals_alone() {
    let text = format!(
        "{CONFIG}>>> 2026-03-02.md\n{}- #ask #no Hidden #job #private size:big\n- #ask #yes Also #private\n- #ask #no More\n",
        "- #ask #no Open #job\n".repeat(5)
    );
    let notebook = Notebook::new(&text);
    site(&notebook, &[]).exits(0);
    let stats = stats(&notebook);
    assert_eq!((&stats["asks"], &stats["progress"]["count"]), (&Value::from(8), &Value::from(7)));
    assert_eq!((&stats["outcomes"]["no"], &stats["outcomes"]["yes"]), (&Value::from(6), &Value::from(0)));
    assert_eq!(stats["tags"][0]["asks"], 5);
    // Of one size, or one tag, nothing is told that is not told of all.
    assert_eq!(stats["sizes"].as_array().map(Vec::len), Some(0));
    assert_eq!(stats["weeks"][0]["asks"], 6);
    assert!(page(&notebook, "index.html").contains("Some asks are private"));
}

#[test]
fn tags_need_a_name_and_five_asks() {
    let text = format!(
        "{}>>> 2026-03-02.md\n{}{}{}",
        CONFIG.replace("[\"job\"]", "[\"job\", \"rare\"]"),
        "- #ask #no A #job\n".repeat(5),
        "- #ask #no B #rare\n".repeat(4),
        "- #ask #no C #secret\n".repeat(9)
    );
    let notebook = Notebook::new(&text);
    site(&notebook, &[]).exits(0);
    let stats = stats(&notebook);
    let tags: Vec<(&Value, &Value)> =
        stats["tags"].as_array().expect("tags").iter().map(|tag| (&tag["tag"], &tag["asks"])).collect();
    assert_eq!(tags, [(&Value::from("job"), &Value::from(5)), (&Value::Null, &Value::from(13))]);
}

#[test]
fn sections_rule_every_file() {
    let text = ">>> askbook.toml\n[site]\nsections = [\"count\"]\n>>> 2026-03-02.md\n- #ask #no One public:\"A story of one\"\n";
    let notebook = Notebook::new(text);
    site(&notebook, &["--accept"]).exits(0);
    for (name, bytes) in written(&notebook.path().join("public")) {
        assert!(!String::from_utf8_lossy(&bytes).contains("A story of one"), "{name}");
        assert!(!name.starts_with("2026"), "{name}");
    }
    let stats = stats(&notebook);
    assert!(stats["asks"] == 1 && stats["weeks"].is_null() && stats["outcomes"].is_null());
    // Nor does a count stand where no section tells it, on a badge or in what a search engine is told.
    let notebook = Notebook::new(&text.replace("[\"count\"]", "[\"stories\"]"));
    site(&notebook, &["--accept"]).exits(0);
    for (name, bytes) in written(&notebook.path().join("public")) {
        assert!(name != "badge.svg" && !String::from_utf8_lossy(&bytes).contains("of 1,000 noes"), "{name}");
    }
    // Months and years show what came of their asks only where it is shown at all.
    for (sections, shown) in
        [("[\"count\", \"weeks\"]", false), ("[\"count\", \"weeks\", \"outcomes\"]", true)]
    {
        let notebook = Notebook::new(&text.replace("[\"count\"]", sections));
        site(&notebook, &["--accept"]).exits(0);
        for name in ["2026.html", "2026-03.html"] {
            assert_eq!(
                page(&notebook, name).contains("An ask is counted here when it was made"),
                shown,
                "{name}"
            );
        }
    }
}

#[test]
fn a_page_stands_on_its_day_and_with_all_its_words_on_the_private_site() {
    let notebook = Notebook::new(
        ">>> 20260304.md\nWords of the fourth\n>>> 2026/04/05.md\nWords of April\n\
         >>> front.md\n---\ndate: 2026-05-06\n---\nWords of May\n\
         >>> 2026-03-07.md\n---\n\n- #ask #no Above the rule\n\nWords between rules\n\n---\n\nWords below\n",
    );
    site(&notebook, &["--private"]).exits(0);
    let page = |name: &str| {
        std::fs::read_to_string(notebook.path().join("private-site").join(name)).unwrap_or_default()
    };
    for (name, words) in [
        ("2026-03.html", "Words of the fourth"),
        ("2026-04.html", "Words of April"),
        ("2026-05.html", "Words of May"),
        ("2026-03.html", "Words between rules"),
        ("2026-03.html", "Words below"),
    ] {
        assert!(page(name).contains(words), "{name}: {words}");
    }
    assert!(!page("2026-05.html").contains("date: 2026-05-06"));
}

#[test]
fn every_page_is_closed_to_scripts_strangers_and_search_engines() {
    let notebook = Notebook::new("- #ask #no One");
    site(&notebook, &[]).exits(0);
    let files = written(&notebook.path().join("public"));
    let pages: Vec<_> = files.iter().filter(|(name, _)| name.ends_with(".html")).collect();
    assert!(pages.len() >= 4);
    for (name, bytes) in pages {
        let text = String::from_utf8_lossy(bytes);
        let policy = text
            .split("http-equiv=\"Content-Security-Policy\" content=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next());
        let policy = policy.expect(name).replace("&#39;", "'").replace("&#x27;", "'");
        assert!(
            policy.starts_with("default-src 'none'; style-src 'sha256-") && !policy.contains("unsafe"),
            "{name}: {policy}"
        );
        assert!(
            text.contains("noindex")
                && text.contains("<html lang=\"en\" dir=\"ltr\">")
                && !text.contains("<script"),
            "{name}"
        );
        assert!(!text.contains("og:image"), "{name}: no address, no card");
        for link in ["src=\"http", "href=\"http", "url(", "@import"] {
            assert!(!text.contains(link), "{name}: {link}");
        }
    }
    let open = Notebook::new(
        ">>> askbook.toml\n[site]\nindex = true\nlanguage = \"pt-BR\"\n>>> 2026-03-02.md\n- #ask One",
    );
    site(&open, &[]).exits(0);
    let front = page(&open, "index.html");
    assert!(!front.contains("noindex") && front.contains("lang=\"pt-BR\" dir=\"ltr\""));
    assert!(page(&open, "robots.txt").contains("Allow: /"));
}

#[test]
fn feed_and_pictures_are_well_formed_and_ids_stay() {
    let text = format!(
        "{CONFIG}base_url = \"https://example.org/n&o\"\n>>> 2026-03-02.md\n- #ask #no One #job\n- #ask #yes A < B public:\"A < B & C\"\n"
    );
    let notebook = Notebook::new(&text);
    site(&notebook, &["--accept"]).exits(0);
    for (name, bytes) in written(&notebook.path().join("public")) {
        if ![".xml", ".svg"].iter().any(|end| name.ends_with(end)) {
            continue;
        }
        let mut reader = quick_xml::Reader::from_reader(bytes.as_slice());
        reader.config_mut().check_end_names = true;
        loop {
            match reader.read_event() {
                Ok(quick_xml::events::Event::Eof) => break,
                Ok(_) => {}
                Err(error) => panic!("{name}: {error}"),
            }
        }
    }
    let ids = |feed: &str| -> Vec<String> {
        feed.lines().filter(|line| line.starts_with("<id>")).map(str::to_owned).collect()
    };
    let before = ids(&page(&notebook, "feed.xml"));
    assert!(
        before.contains(&"<id>https://example.org/n&amp;o/feed.xml#week-2026-03-02</id>".to_owned()),
        "{before:?}"
    );
    notebook.write("2026-06-23.md", "- #ask #no Late");
    site(&notebook, &[]).exits(0);
    let after = ids(&page(&notebook, "feed.xml"));
    assert!(before.iter().all(|id| after.contains(id)), "{before:?}\n{after:?}");
    assert!(after.len() > 10, "{after:?}");
    // Without an address, an id is made of what the page shows: another title makes another, the same the same.
    let id_of = |config: &str| {
        notebook.write("askbook.toml", config);
        site(&notebook, &["--accept"]).exits(0);
        let ids = ids(&page(&notebook, "feed.xml"));
        assert!(ids.iter().all(|id| id.starts_with("<id>urn:uuid:") && id.len() == 54), "{ids:?}");
        let mut apart = ids.clone();
        apart.sort();
        apart.dedup();
        assert_eq!(apart.len(), ids.len(), "{ids:?}");
        ids[0].clone()
    };
    let ten = "[challenge]\nname = \"Ten\"\ngoal = 10\n[site]\ntitle = \"Ten noes\"\n";
    assert_eq!(id_of(ten), id_of(&ten.replace("name = \"Ten\"", "name = \"Another\"")));
    assert_ne!(id_of(ten), id_of(&ten.replace("Ten noes", "Other noes")));
}

#[test]
fn a_thousand_asks_weigh_at_most_100_kb() {
    let mut text = String::from(
        ">>> askbook.toml\n[challenge]\ngoal = 1000\nstart = 2025-07-01\nend = 2026-06-30\n[site]\ntags = [\"job\", \"art\", \"shop\"]\n",
    );
    let start: chrono::NaiveDate = "2025-07-01".parse().expect("a date");
    let answers = ["#no", "#yes", "#silence", "", "#partial", "#withdrawn", "#no", "#no"];
    for at in 0..1000usize {
        let day = start + chrono::Days::new(at as u64 * 365 / 1000);
        if at == 0 || day != start + chrono::Days::new((at as u64 - 1) * 365 / 1000) {
            text.push_str(&format!(">>> {day}.md\n"));
        }
        let tag = ["job", "art", "shop", "other"][at % 4];
        let size = ["small", "medium", "big"][at % 3];
        let told = if at % 40 == 0 {
            format!(" public:\"Asked for the thing with number {at}\"")
        } else {
            String::new()
        };
        text.push_str(&format!(
            "- #ask {} Ask number {at} of the year #{tag} size:{size}{told}\n",
            answers[at % 8]
        ));
    }
    let notebook = Notebook::new(&text);
    site(&notebook, &["--accept"]).exits(0);
    let front = page(&notebook, "index.html");
    assert!(front.len() <= 100_000, "{} bytes", front.len());
    assert!(front.contains("Asked for the thing with number 960"));
}

#[test]
fn the_recipe_for_publishing_pushes_the_site_alone() {
    let git = |folder: &std::path::Path, arguments: &[&str]| {
        let output = std::process::Command::new("git")
            .current_dir(folder)
            .args(["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"])
            .args(arguments)
            .output()
            .expect("git runs");
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let notebook = Notebook::new("- #ask #no Something @qzxwho public:\"A story of a no\"");
    notebook.write(".gitignore", "/public/\n/private-site/\n/.state/\n");
    let remote = tempfile::tempdir().expect("a folder");
    git(remote.path(), &["init", "--quiet", "--bare"]);
    git(notebook.path(), &["init", "--quiet"]);
    git(notebook.path(), &["add", "."]);
    git(notebook.path(), &["commit", "--quiet", "-m", "diary"]);
    // The steps of docs/publish.md.
    let public = notebook.path().join("public");
    fs::create_dir(&public).expect("made");
    git(&public, &["init", "--quiet"]);
    git(&public, &["remote", "add", "origin", remote.path().to_str().expect("UTF-8")]);
    for _ in 0..2 {
        site(&notebook, &["--accept"]).exits(0);
        git(&public, &["add", "--all"]);
        git(&public, &["commit", "--quiet", "--allow-empty", "-m", "The page"]);
        git(&public, &["push", "--quiet", "origin", "HEAD:main"]);
        notebook.write("2026-03-09.md", "- #ask #no More");
    }
    let files = git(remote.path(), &["ls-tree", "-r", "--name-only", "main"]);
    assert!(files.contains("index.html") && !files.contains(".md"), "{files}");
    let all = git(remote.path(), &["log", "-p", "main"]);
    assert!(all.contains("A story of a no") && !all.contains("qzxwho"));
    assert!(!git(notebook.path(), &["ls-files"]).contains("public/"));
}

#[test]
fn the_private_site_says_so_on_every_page_and_holds_the_journal() {
    let notebook = Notebook::new(
        ">>> 2026-03-02.md\n# Monday\n\nSome **bold** prose, see [[2026-03-03]] and [[2026-03-03#^acme]], [out](https://example.org).\n\n- #ask One @lin #job\n  - ![me](pictures/me.png) ![out](../secret.png) ![way out](../../secret.png) ![far](https://example.org/x.png)\n>>> 2026-03-03.md\n- #ask Two <script>alert(1)</script> @lin fear:7 ^acme\n- #no re:acme form letter sting:3\n  - #lesson tailor it\n- #review A good week {{ 7*7 }} {% include 'x' %}\n>>> plans.md\n- #plan Some day",
    );
    notebook.write("pictures/me.png", "not a picture, and copied as it is");
    let outside = tempfile::tempdir().expect("a folder");
    fs::write(outside.path().join("secret.png"), "secret").expect("written");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(
            outside.path().join("secret.png"),
            notebook.path().join("pictures/link.png"),
        )
        .expect("a link");
        notebook.write("2026-03-04.md", "![link](pictures/link.png)\n\n- #ask Three");
    }
    let run = site(&notebook, &["--private"]).exits(0);
    assert!(run.out.contains("Keep them to yourself"), "{}", run.out);
    let files = written(&notebook.path().join("private-site"));
    let text = |name: &str| {
        let file = files.iter().find(|(own, _)| own == name).unwrap_or_else(|| panic!("{name} in {files:?}"));
        String::from_utf8_lossy(&file.1).into_owned()
    };
    for (name, bytes) in &files {
        let text = String::from_utf8_lossy(bytes);
        assert!(
            !name.ends_with(".html") || text.contains("Never publish it") && text.contains("noindex"),
            "{name}"
        );
        assert!(!text.contains("<script>alert") && text != "secret", "{name}");
    }
    let month = text("2026-03.html");
    for told in [
        "<strong>bold</strong>",
        "href=\"https://example.org\"",
        "href=\"2026-03.html#ask-2\"",
        "tailor it",
        "sting:3",
        "{{ 7*7 }}",
        "people.html#n-",
    ] {
        assert!(month.contains(told), "{told}: {month}");
    }
    assert_eq!(files.iter().filter(|(name, _)| name.starts_with("images/")).count(), 1);
    assert_eq!(month.matches("<img").count(), 1, "{month}");
    assert!(text("people.html").contains("@lin") && text("lessons.html").contains("tailor it"));
    assert!(text("undated.html").contains("Some day") && text("reviews.html").contains("A good week"));
    assert!(text("search-index.js").contains("@lin") && text("index.html").contains("search.js"));
    assert!(!text("search-index.js").contains("</script"));
}

#[test]
#[ignore = "the browser tests were not run: .ci/run runs them, with what they need"]
fn the_browser_tests() {
    let program = env!("CARGO_BIN_EXE_askbook");
    let run = std::process::Command::new("node")
        .args(["tests/browser/run.mjs", program])
        .output()
        .expect("node runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

#[test]
fn a_preview_that_keeps_what_it_made_says_what_a_new_build_says() {
    use askbook::site::engine::OwnTemplate;
    let notebook = Notebook::new(
        ">>> 2026-03-02.md\nThe old lamp by the harbour wall\n\n- #ask Borrow a lamp @lin via:harbour #no\n>>> 2026-04-03.md\n- #ask Two #public #yes ^two\n  - #lesson be early",
    );
    let mut workspace =
        askbook::workspace::Workspace::open(notebook.path(), crate::support::day("2026-06-30"));
    let mut kept = askbook::site::Kept::default();
    let page = |words: &str| OwnTemplate {
        name: "404.html".to_owned(),
        text: format!("{{% extends \"base.html\" %}}{{% block main %}}<p>{words}</p>{{% endblock %}}"),
    };
    let steps: [(&str, &str, Vec<OwnTemplate>, bool); 7] = [
        ("2026-03-09.md", "- #ask Three\n- #no\n", vec![], false),
        ("2026-03-09.md", "- #ask Three\n", vec![page("See harbour")], true),
        ("2026-04-03.md", "- #ask Two public:\"lamp by the harbour\" #yes\n", vec![], false),
        ("2026-04-03.md", "- #ask Two public:\"Borrowed from Lin\" #yes\n", vec![], true),
        ("2026-04-03.md", "- #ask Two public:\"Borrowed\" #yes\n", vec![page("The old lamp by")], true),
        ("2026-05-01.md", "- #ask Four via:borrowed\n", vec![], false),
        ("2026-03-02.md", "nothing\n", vec![page("The old lamp by")], false),
    ];
    for (at, (path, text, own, leaks)) in steps.into_iter().enumerate() {
        let path = format!("journal/{path}");
        let path = if notebook.path().join("journal").is_dir() { path } else { path.replace("journal/", "") };
        workspace.set_text(&path, text.to_owned());
        let notebook = workspace.notebook();
        let again = askbook::site::preview(notebook, None, own.clone(), &mut kept).expect("templates");
        let anew = askbook::site::shareable(notebook, None, own).expect("templates");
        assert_eq!(again.hits, anew.hits, "step {at}");
        assert_eq!(!anew.hits.is_empty(), leaks, "step {at}: {:?}", anew.hits);
        for (name, bytes) in anew.files.iter().filter(|(name, _)| *name != "card.png") {
            let same = again.files.iter().any(|(other, made)| other == name && made == bytes);
            assert!(same, "step {at}: {name}");
        }
    }
}
