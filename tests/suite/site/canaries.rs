//! Forty notebooks, each with something private in another place: it is in no byte of a shareable site, and where an own
//! template puts it there, the leak check alone catches it.

use super::{site, written};
use crate::support::command::Notebook;

/// Released texts with a who that is spelled in another way.
const SPELLED: &[&str] = &[
    "Asked José for it #public\n- #ask Else @jose",
    "Asked Jose for it #public\n- #ask Else @josé",
    "Asked Müller for it #public\n- #ask Else @mueller",
    "Asked Mueller for it #public\n- #ask Else @müller",
    "Asked Müller for it #public\n- #ask Else @muller",
    "Asked Łukasz for it #public\n- #ask Else @lukasz",
    "Asked at Ａｃｍｅ #public\n- #ask Else @acme",
    "Asked in the Straße #public\n- #ask Else @strasse",
    "田中さんに頼んだ #public\n- #ask Else @田中",
    "지민에게 물었다 #public\n- #ask Else @지민",
    "Annas Chefin gefragt #public\n- #ask Else @anna",
    "Asked the Smiths #public\n- #ask Else @smith",
    "Asked Acme Corp #public\n- #ask Else @AcmeCorp",
    "Asked AcmeCorp #public\n- #ask Else @acme-corp",
    "Asked O’Brien #public\n- #ask Else @obrien",
    "Asked J.P.Morgan #public\n- #ask Else @jp-morgan",
    "Asked Angstroem #public\n- #ask Else @Ångström",
    "Asked Mueller-Angström #public\n- #ask Else @Müller-Ångström",
    "Asked Freunde der Kunst und der Musik Zürich for cake #public\n- #ask Else @freunde-der-kunst-und-der-musik-zuerich",
    "Asked at the Société des Amis de la Maison d'Or #public\n- #ask Else @societe-des-amis-de-la-maison-d-or",
];

#[test]
fn a_who_is_found_however_it_is_spelled() {
    for text in SPELLED {
        let notebook = Notebook::new(&format!("- #ask #no {text}"));
        let run = site(&notebook, &["--accept"]);
        assert_eq!(run.code, 1, "{text}\n{}{}", run.out, run.err);
        assert!(run.err.contains("a who"), "{text}\n{}{}", run.out, run.err);
    }
}

#[test]
fn what_is_like_a_who_is_pointed_out_and_left_to_the_writer() {
    let notebook = Notebook::new(
        ">>> askbook.toml\n[who.annam]\nname = \"Anna Müller\"\n>>> 2026-03-02.md\n\
         - #ask #no Asked Anna and Mullers for it, and Marie #public\n- #ask Else @annam @acme-corp @анна\n\
         - #ask #no Спросил Анну #public\n- #ask #no Asked the people of Acme #public\n- #ask #no Asked an aunt #public\n\
         - #ask #no Told april everything #public\n- #ask Else @april",
    );
    let run = site(&notebook, &["--accept"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let pointed: Vec<&str> = run.err.lines().filter(|line| line.contains("look:")).map(str::trim).collect();
    let look = |word: &str, who: &str| format!("look: does `{word}` tell who @{who} is?");
    let all = [
        look("Anna", "annam"),
        look("Mullers", "annam"),
        look("Анну", "анна"),
        look("Acme", "acme-corp"),
        look("april", "april"),
    ];
    assert_eq!(pointed, all, "{}", run.err);
}

/// Where it hides, the notebook, and what an own template would say: one word where a word is told by itself, else words
/// in a row.
const CANARIES: &[(&str, &str, &str)] = &[
    ("title", "- #ask Offered qzxkidney to a stranger in town", "offered qzxkidney to a stranger"),
    ("short title", "- #ask Donate qzxkidney", "donate qzxkidney"),
    ("note", "- #ask Something\n  - they want my qzxkidney by Friday noon", "want my qzxkidney by Friday"),
    (
        "nested note",
        "- #ask Something\n  - more\n    - the qzxkidney must be fresh too",
        "the qzxkidney must be fresh",
    ),
    (
        "prose",
        "Today I thought about my qzxkidney a lot.\n\n- #ask Something",
        "thought about my qzxkidney a",
    ),
    (
        "wrapped prose",
        "Today I thought about\nmy qzxkidney a lot.\n\n- #ask Something",
        "about my qzxkidney a lot",
    ),
    ("who", "- #ask Something @qzxwho", "qzxwho"),
    ("who in a sentence", "- #ask Wrote to @qzxwho about it", "qzxwho"),
    ("who with a dot", "- #ask Something @qzx.who", "qzx.who"),
    ("who of a step", "- #ask Something ^a\n- #step re:a spoke with @qzxwho", "qzxwho"),
    ("who of a plan", "- #plan Some day @qzxwho", "qzxwho"),
    (
        "name of a who",
        ">>> askbook.toml\n[who.acme]\nname = \"Qzxname Inc.\"\n>>> 2026-03-02.md\n- #ask Something @acme",
        "Qzxname Inc.",
    ),
    (
        "key of a who",
        ">>> askbook.toml\n[who.qzxwho]\nname = \"Somebody\"\n>>> 2026-03-02.md\n- #ask Something",
        "qzxwho",
    ),
    ("id", "- #ask Something ^qzxid", "qzxid"),
    ("id of two words", "- #ask Something ^qzx-kidney", "qzx-kidney"),
    ("reference", "- #ask Something ^qzxid\n- #no re:qzxid form letter", "qzxid"),
    ("lesson", "- #ask Something\n  - #lesson never offer a qzxkidney by post", "never offer a qzxkidney by"),
    ("lesson on its own", "- #lesson never offer a qzxkidney by post", "never offer a qzxkidney by"),
    ("review", "- #review a week of the qzxkidney and of noes", "week of the qzxkidney and"),
    ("rest", "- #rest to let the qzxkidney heal a bit", "let the qzxkidney heal a"),
    (
        "step",
        "- #ask Something ^a\n- #step re:a they measured the qzxkidney in Graz",
        "they measured the qzxkidney in",
    ),
    (
        "answer",
        "- #ask Something ^a\n- #no re:a the qzxkidney was too old already",
        "the qzxkidney was too old",
    ),
    ("plan", "- #plan Offer a qzxkidney to my sister", "offer a qzxkidney to my"),
    ("link", "- #ask Something, see https://qzxhost.example/jobs/list", "qzxhost.example/jobs/list"),
    (
        "target of a link",
        "- #ask Something, see [this](https://example.org/qzxjobs)",
        "https://example.org/qzxjobs",
    ),
    ("wiki link", "- #ask Something with [[Qzxkidney Clinic]]", "Qzxkidney Clinic"),
    (
        "words of a link",
        "- #ask Something\n\nSee [the qzxkidney clinic at night](https://example.org).",
        "the qzxkidney clinic at night",
    ),
    ("image name", "- #ask Something\n\n![](pictures/qzxscan.png)", "qzxscan.png"),
    (
        "alt text",
        "- #ask Something\n\n![the qzxkidney in its best light](a.png)",
        "the qzxkidney in its best",
    ),
    ("e-mail address", "- #ask Something, to qzxmail@example.org", "qzxmail@example.org"),
    ("front matter", ">>> 2026-03-02.md\n---\nmood: qzxmood\n---\n- #ask Something", "qzxmood"),
    ("file name", ">>> qzxfile.md\n- 2026-03-02 #ask Something", "qzxfile"),
    ("folder name", ">>> qzxfolder/2026-03-02.md\n- #ask Something", "qzxfolder"),
    ("tag", "- #ask Something #qzxtag", "qzxtag"),
    (
        "nested tag",
        ">>> askbook.toml\n[site]\ntags = [\"job\"]\n>>> 2026-03-02.md\n- #ask Something #job/qzxtag",
        "qzxtag",
    ),
    (
        "declared key",
        ">>> askbook.toml\n[keys]\npiece = \"text\"\n>>> 2026-03-02.md\n- #ask Something piece:\"Qzxpiece in C\"",
        "Qzxpiece in C",
    ),
    (
        "name of a key",
        ">>> askbook.toml\n[keys]\nqzxkey = \"number\"\n>>> 2026-03-02.md\n- #ask Something qzxkey:3",
        "qzxkey",
    ),
    ("via", "- #ask Something via:qzxpigeon", "qzxpigeon"),
    ("worth", "- #ask #yes Something worth:48211CHF", "48211CHF"),
    ("heading", "# Qzxkidney day\n\n- 2026-03-02 #ask Something", "Qzxkidney day"),
    (
        "private record",
        "- #ask Told qzxnobody of the whole plan #private #public",
        "told qzxnobody of the whole",
    ),
    (
        "private words",
        "- #ask Something #private public:\"Told qzxnobody of the plan\"",
        "told qzxnobody of the plan",
    ),
    (
        "private file",
        ">>> 2026-03-02.md\n---\nprivate: true\n---\n- #ask Told qzxnobody of the plan #public",
        "told qzxnobody of the plan",
    ),
    ("future record", "- 2026-09-01 #ask Told qzxnobody of the plan #public", "told qzxnobody of the plan"),
    (
        "comment of the config",
        ">>> askbook.toml\n# ask the qzxkidney clinic again\n>>> 2026-03-02.md\n- #ask Something",
        "the qzxkidney clinic again",
    ),
    (
        "name of the challenge",
        ">>> askbook.toml\n[challenge]\nname = \"Qzxkidney or bust\"\n>>> 2026-03-02.md\n- #ask Something",
        "Qzxkidney or bust",
    ),
    ("hidden by a quote", "- #ask Something\n\n> the qzxkidney said to me", "the qzxkidney said to me"),
    ("code", "- #ask Something\n\n```\nthe qzxkidney said to me\n```", "the qzxkidney said to me"),
    ("code of a booking", "- #ask Something\n  - booked as QZX7731K", "QZX7731K"),
];

/// What all canaries have in them, in lower case.
const SIGNS: [&str; 3] = ["qzx", "48211", "7731k"];

#[test]
fn no_canary_is_in_any_byte() {
    assert!(CANARIES.len() >= 40, "{}", CANARIES.len());
    for (place, text, _) in CANARIES {
        let notebook = Notebook::new(text);
        site(&notebook, &["--accept"]).exits(0);
        let files = written(&notebook.path().join("public"));
        assert!(files.len() >= 8, "{place}");
        for (name, bytes) in files {
            let text = String::from_utf8_lossy(&bytes).to_lowercase();
            for sign in SIGNS {
                assert!(!text.contains(sign) && !name.contains(sign), "{place}: {name} has `{sign}`");
            }
        }
    }
}

#[test]
fn the_leak_check_alone_catches_each() {
    for (place, text, told) in CANARIES {
        let notebook = Notebook::new(text);
        // A page as a person would write it, with the words in the middle of markup.
        let own = format!(
            "{{% extends \"base.html\" %}}{{% block main %}}<p class=\"x\">{told}</p>{{% endblock %}}"
        );
        notebook.write("templates/404.html", own);
        let run = site(&notebook, &["--accept"]);
        assert_eq!(run.code, 1, "{place}: {}{}", run.out, run.err);
        assert!(run.err.contains("404.html:") && run.err.contains("public:\"…\""), "{place}: {}", run.err);
        let record = if text.contains(">>> askbook.toml") { "" } else { ".md:" };
        assert!(run.err.contains(record), "{place}: {}", run.err);
        assert!(!notebook.path().join("public").exists(), "{place}: something was written");
    }
}

#[test]
fn disguises_are_seen_through() {
    for told in [
        "&#113;zxwho",
        "&#x71;&#x7A;xwho",
        "%71zxwho",
        "QZXWHO",
        "qzx&shy;who",
        "qz<b>xw</b>ho",
        "<a href=\"https://example.org/?q=qzx%77ho\">x</a>",
        "<svg><title>qzxwho</title></svg>",
        "{{ \"qzx\" ~ \"who\" }}",
        "{{ \"ohwxzq\" | reverse }}",
        "<!-- qzxwho -->",
        "x-qzxwho-y",
        "“qzxwho”",
    ] {
        let notebook = Notebook::new("- #ask Something @qzxwho");
        let own = format!("{{% extends \"base.html\" %}}{{% block main %}}<p>{told}</p>{{% endblock %}}");
        notebook.write("templates/404.html", own);
        site(&notebook, &["--accept"]).exits(1);
    }
}

#[test]
fn style_words_and_unused_templates_are_searched_too() {
    for (name, text) in [
        ("style.css", "body { color: red } /* for qzxwho */"),
        ("words.toml", "home = \"All about qzxwho\""),
        ("badge.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><desc>qzxwho</desc></svg>"),
        ("feed.xml", "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>qzxwho</title></feed>"),
        ("robots.txt", "# qzxwho"),
    ] {
        let notebook = Notebook::new("- #ask Something @qzxwho");
        notebook.write(&format!("templates/{name}"), text);
        let run = site(&notebook, &["--accept"]);
        assert_eq!(run.code, 1, "{name}: {}{}", run.out, run.err);
    }
}

#[test]
fn a_who_in_a_released_text_is_told_and_its_other_words_are_not() {
    let notebook = Notebook::new("- #ask Something @lin public:\"Asked Lin to be my mentor\"");
    let run = site(&notebook, &["--accept"]).exits(1);
    assert!(run.err.contains("`lin`, a who of 2026-03-02.md:1"), "{}", run.err);
    // A page is named by its path in the notebook, whatever its ending; a file of the site by where it would be.
    let page =
        Notebook::new(">>> 2026-03-02.markdown\n- #ask Something @lin public:\"Asked Lin to be my mentor\"");
    let run = site(&page, &["--accept"]).exits(1);
    assert!(run.err.contains("\n  2026-03-02.markdown:1: `lin`"), "{}", run.err);
    assert!(run.err.contains("\n  public/2026-03.html:"), "{}", run.err);
    // Also where the name is a word of the pages.
    let notebook = Notebook::new("- #ask Something @may\n- #ask Other public:\"Asked May to dance\"");
    site(&notebook, &["--accept"]).exits(1);
    let notebook = Notebook::new(
        "- #ask Something @may via:post ^dance\n- #ask Other public:\"It may well dance by post\"",
    );
    site(&notebook, &["--accept"]).exits(0);
    // An `@who` of a title becomes someone.
    let notebook = Notebook::new("- #ask Asked @lin for a walk with @Lin, twice @lin #public");
    site(&notebook, &["--accept"]).exits(0);
    let page = super::page(&notebook, "index.html");
    assert!(page.contains("Asked someone for a walk with someone, twice"), "{page}");
}

#[test]
fn what_is_released_is_exempt_where_it_stands_and_nowhere_else() {
    let told = "Asked a stranger for his umbrella today";
    let notebook = Notebook::new(&format!("- #ask x public:\"{told}\"\n- #ask {told}, and got wet anyway"));
    site(&notebook, &["--accept"]).exits(0);
    let own =
        format!("{{% extends \"base.html\" %}}{{% block main %}}<p>{told}, and got wet</p>{{% endblock %}}");
    notebook.write("templates/404.html", own);
    let run = site(&notebook, &["--accept"]).exits(1);
    assert!(run.err.contains("2026-03-02.md:2"), "{}", run.err);
}
