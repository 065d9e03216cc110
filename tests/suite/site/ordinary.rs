//! Ordinary notebooks build clean: a check that cries wolf is switched off.

use super::{page, site};
use crate::support::command::{Notebook, Run, command};

const ORDINARY: [&str; 31] = [
    "- #ask Applied @mark",
    "- #ask Applied @may #job via:email ^may",
    "- #ask #no Applied @ibm size:small",
    "- #ask Applied ^applied\n- #no re:applied no",
    "- #ask Asks and noes @yes #no-idea",
    "- #ask Week by week, how it is counted @week #counted",
    "- #ask What came of them? @title ^main\n- #silence re:main",
    "- #ask A yes is a bonus. Names and words of the journal stay in the journal.",
    "- #ask Style @style #css via:html ^svg",
    "- #ask Open @open @a @b @x",
    "- #ask The big count @jan @feb @mar @june",
    "- #plan Ask for more ^more\n- #ask Asked for more re:more @sun",
    "- #ask Paid worth:1200 @visa\n  - 2026-01-01 to 2026-12-31",
    "- #ask #yes On 6 July 2026 in the week of 29 June 2026 @week-2026",
    ">>> askbook.toml\n[site]\ntitle = \"Asking Graz\"\ntags = [\"graz\"]\n>>> 2026-03-02.md\n- #ask Something #graz @mine",
    ">>> askbook.toml\n[site]\nbase_url = \"https://jane.example.org/asks\"\n>>> 2026-03-02.md\n- #ask See https://jane.example.org/asks @jane",
    ">>> askbook.toml\n[site]\nintro = \"I ask **everybody** for [things](https://example.org/things).\"\n>>> 2026-03-02.md\n- #ask I ask everybody for things @bo",
    "- #ask Asked for a raise #public\n- #ask Asked for a raise",
    "- #ask #no Asked for the moon public:\"Asked for the moon\"\n  - Asked for the moon, again and again.",
    "- #ask #yes Free tea @teahouse public:\"Free tea, just for asking\" via:\"just for asking\"",
    "- #review The first week. #public\n- #rest 2026-W10 #public",
    ">>> index.md\n- 2026-03-02 #ask Home\n>>> style/2026-03-03.md\n- #ask feed",
    ">>> 2026-03-02.md\n---\ntitle: Ask\ntags: [asks]\n---\n- #ask card @card #badge",
    "- #ask #partial Asked @you about \"it\" & <that> #public ^one-day",
    "- #ask #no Asked the baker's boy for yesterday's bread rolls #public",
    "- #ask #no Asked for a \"friends and family\" rate at the hotel #public",
    "- #ask #no Asked for fish & chips without the chips > or the fish #public",
    "- #ask #no Asked them public:\"The R&D team's \\\"open\\\" day for three quiet weeks\"",
    ">>> askbook.toml\n[challenge]\nname = \"The shy writer's \\\"hundred\\\" brave noes\"\n[site]\ntitle = \"The shy writer's \\\"hundred\\\" brave noes\"\n>>> 2026-03-02.md\n- #ask One",
    ">>> askbook.toml\n[site]\nintro = \"It's what I'd \\\"never\\\" do & now I do it.\"\n>>> 2026-03-02.md\n- #ask It's what I'd \"never\" do & now I do it.",
    "- #ask Asked no one for an umbrella at the market #public\n- #ask Something @noone @mark @new @maria",
];

#[test]
fn ordinary_notebooks_build_clean() {
    for text in ORDINARY {
        let notebook = Notebook::new(text);
        let run = site(&notebook, &["--accept"]);
        assert_eq!(run.code, 0, "{text}\n{}{}", run.out, run.err);
        assert!(page(&notebook, "index.html").contains("</html>"));
    }
}

#[test]
fn ejected_templates_build_what_the_built_in_ones_do() {
    for text in &ORDINARY[..8] {
        let notebook = Notebook::new(text);
        site(&notebook, &["--accept"]).exits(0);
        let before = super::written(&notebook.path().join("public"));
        site(&notebook, &["--eject"]).exits(0);
        site(&notebook, &["--accept"]).exits(0);
        assert!(before == super::written(&notebook.path().join("public")), "{text}");
    }
}

#[test]
fn the_example_builds_clean_and_says_each_released_text() {
    let out = tempfile::tempdir().expect("a folder");
    let folder = out.path().join("site");
    let output = command(std::path::Path::new("."))
        .env("ASKBOOK_STATE", out.path().join("state"))
        .args([
            "--notebook",
            "journal-template/example",
            "--today",
            "2026-07-06",
            "site",
            "--accept",
            "--out",
        ])
        .arg(&folder)
        .output()
        .expect("askbook runs");
    Run::of(output).exits(0);
    let front = std::fs::read_to_string(folder.join("index.html")).expect("the front page");
    for told in ["A hundred noes", "Asked the cinema for the big poster", ">79<", "Some are private"] {
        assert_eq!(front.contains(told), told != "Some are private", "{told}");
    }
}
