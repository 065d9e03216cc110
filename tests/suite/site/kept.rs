//! A preview that keeps what it made says at all times what a new build says.

use crate::support::day;
use askbook::site;
use askbook::site::engine::OwnTemplate;
use askbook::workspace::Workspace;
use proptest::prelude::*;
use std::fs;

const NAMES: [&str; 4] = ["2026-03-02.md", "2026-03-09.md", "2026-05-01.md", "harbour-wall.md"];

/// Words that pages hold to themselves until a record releases them, whole or in parts.
const PAGES: [&str; 10] = [
    "The old lamp by the harbour wall\n",
    "- 2026-03-03 #ask Two public:\"lamp by the harbour\" #yes\n",
    "- 2026-03-04 #ask Tea for 10010 via:harbour\n- 2026-04-04 #yes @lin\n",
    "- 2026-03-04 #ask Tea @lin public:\"Borrowed from Lin\"\n- 2026-04-04 #no @lin\n",
    "---\nplace: the wall\n---\nSee [the old lamp](https://example.org/harbour) by <b>the</b> har<i>bour</i>\n",
    "- 2026-03-05 #ask The old lamp ^lamp #public\n  - #lesson public:\"the old wall is by the sea\"\n",
    "borrowed &lt;from&gt; lin, the o\u{ad}ld lamp, née Größe, mail lin@harbour.example 3001 times\n",
    "- 2026-03-06 #ask Größe #borrowed/lamp public:\"née Größe, 3001 times\"\n",
    "[[harbour|old lamp by]] and ![x](old/harbour.png)\n\n# the sea wall\n",
    "",
];

/// Words that an own template says, and nobody released.
const SAID: [&str; 5] = ["", "See harbour", "the old lamp by", "3001 times Größe", "lin@harbour.example"];

fn template(words: &str) -> Vec<OwnTemplate> {
    let text = format!("{{% extends \"base.html\" %}}{{% block main %}}<p>{words}</p>{{% endblock %}}");
    let own = OwnTemplate { name: "404.html".to_owned(), text };
    if words.is_empty() { Vec::new() } else { vec![own] }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn a_preview_that_keeps_what_it_made_says_what_a_new_build_says(
        changes in prop::collection::vec((0..NAMES.len(), 0..PAGES.len(), 0..SAID.len()), 2..7)
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("askbook.toml"), "journal = \".\"\n").expect("settings");
        let mut workspace = Workspace::open(folder.path(), day("2026-06-30"));
        let mut kept = site::Kept::default();
        for (name, page, said) in changes {
            workspace.set_text(NAMES[name], PAGES[page].to_owned());
            let notebook = workspace.notebook();
            let again = site::preview(notebook, None, template(SAID[said]), &mut kept).expect("templates");
            let anew = site::shareable(notebook, None, template(SAID[said])).expect("templates");
            prop_assert_eq!(again.hits, anew.hits);
            let pages = |files: &site::Files| -> Vec<(String, Vec<u8>)> {
                let pages = files.iter().filter(|(name, _)| *name != "card.png");
                pages.map(|(name, bytes)| (name.to_owned(), bytes.to_owned())).collect()
            };
            prop_assert_eq!(pages(&again.files), pages(&anew.files));
        }
    }
}
