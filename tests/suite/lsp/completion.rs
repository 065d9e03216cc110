//! What is offered where one types, and what a hover says.

use super::*;

#[test]
fn it_negotiates_positions_and_says_what_it_can_do() {
    for (columns, name) in [(Columns::Utf8, "utf-8"), (Columns::Utf16, "utf-16")] {
        let (_notebook, editor, _) = started(columns);
        let can = editor.server["capabilities"].clone();
        assert_eq!(can["positionEncoding"], name);
        for capability in ["hoverProvider", "renameProvider", "inlayHintProvider", "semanticTokensProvider"] {
            assert!(can.get(capability).is_some(), "{capability}");
        }
        assert_eq!(editor.end(), Some(0));
    }
}

#[test]
fn markers_come_with_a_line_to_fill_in() {
    let (_notebook, mut editor, page) = started(Columns::Utf16);
    let list = offered(&mut editor, &page, "- #n", Columns::Utf16);
    assert!(labels(&list).starts_with(&["#ask", "#ask …"]), "{list}");
    let filled = list["items"].as_array().expect("items").iter().find(|item| item["label"] == "#no …");
    let filled = filled.expect("a line");
    assert_eq!(filled["textEdit"]["newText"], "#no re:${1:id} ${2:what was said} sting:${3:3}");
    assert_eq!(filled["textEdit"]["range"]["start"]["character"], 2);
    // Below an ask no reference is needed, but a day is, or it would be the ask's.
    let nested = offered(&mut editor, &page, "- 2026-06-01 #ask x\n  - #n", Columns::Utf16);
    let filled = nested["items"].as_array().expect("items").iter().find(|item| item["label"] == "#no …");
    assert_eq!(
        filled.expect("a line")["textEdit"]["newText"],
        "2026-06-30 #no ${1:what was said} sting:${2:3}"
    );
    // A bullet is no date that was begun.
    assert_eq!(labels(&offered(&mut editor, &page, "-", Columns::Utf16)), Vec::<&str>::new());
    let in_code = offered(&mut editor, &page, "\n```\n- #n", Columns::Utf16);
    assert_eq!(labels(&in_code), Vec::<&str>::new(), "nothing is read in a fence");
}

#[test]
fn ids_whos_tags_keys_values_and_dates_complete() {
    for columns in [Columns::Utf8, Columns::Utf16] {
        let (_notebook, mut editor, page) = started(columns);
        let ids = offered(&mut editor, &page, "- #step re:", columns);
        assert_eq!(labels(&ids), ["talk"], "open asks only");
        let detail = ids["items"][0]["detail"].as_str().expect("a detail");
        assert!(detail.contains("Talk at the meetup") && detail.contains("10 days out"), "{detail}");
        let plans = offered(&mut editor, &page, "- #ask re:l", columns);
        assert_eq!(labels(&plans)[0], "lin", "a plan to carry out comes first");
        assert!(labels(&offered(&mut editor, &page, "- #ask x 😀 @", columns)).contains(&"@acme"));
        let tags = offered(&mut editor, &page, "- #ask x #j", columns);
        assert!(labels(&tags).contains(&"#job") && labels(&tags).contains(&"#talk/local"), "{tags}");
        let keys = offered(&mut editor, &page, "- #ask x fear:3 ", columns);
        assert!(labels(&keys).contains(&"size:") && labels(&keys).contains(&"room:"), "{keys}");
        assert!(!labels(&keys).contains(&"fear:") && !labels(&keys).contains(&"sting:"), "{keys}");
        let keys = offered(&mut editor, &page, "- #step Read the score: ", columns);
        assert!(labels(&keys).contains(&"re:"), "{keys}");
        assert_eq!(
            labels(&offered(&mut editor, &page, "- #ask x size:", columns)),
            ["small", "medium", "big"]
        );
        assert_eq!(labels(&offered(&mut editor, &page, "- #ask x room:h", columns)), ["home", "office"]);
        let due = offered(&mut editor, &page, "- #ask x due:", columns);
        assert_eq!(labels(&due)[..2], ["2026-06-30", "2026-07-01"]);
        assert_eq!(
            labels(&offered(&mut editor, &page, "- 2026", columns))[..2],
            ["2026-06-30", "2026-06-29"]
        );
        assert_eq!(labels(&offered(&mut editor, &page, "- #ask Call the mayor ^", columns)), ["^call-mayor"]);
    }
}

#[test]
fn hovers_tell_the_life_of_an_ask() {
    for columns in [Columns::Utf8, Columns::Utf16] {
        let (_notebook, mut editor, page) = started(columns);
        let (line, column) = find(&page, "re:acme-staff phone", columns);
        let hover = editor.at("textDocument/hover", "2026-06-20.md", line, column + 4);
        let text = hover["contents"]["value"].as_str().expect("Markdown");
        assert!(text.starts_with("**Applied for staff engineer at Acme**: no after 110 days"), "{text}");
        for part in ["@acme", "2026-03-02 asked", "step: phone screen", "(no 2)", "Lesson: tailor the CV"] {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert_eq!(hover["range"]["start"]["character"], column);
        let (line, column) = find(&page, "fear:4", columns);
        let hover = editor.at("textDocument/hover", "2026-06-20.md", line, column);
        assert!(hover["contents"]["value"].as_str().expect("Markdown").contains("from 0 to 10"), "{hover}");
        let (line, column) = find(&page, "Talk at", columns);
        let hover = editor.at("textDocument/hover", "2026-06-20.md", line, column);
        assert!(
            hover["contents"]["value"].as_str().expect("Markdown").contains("open, 10 days out"),
            "{hover}"
        );
        assert_eq!(editor.at("textDocument/hover", "2026-06-20.md", 4, 3), Value::Null, "prose has no life");
    }
}

#[test]
fn a_hover_tells_the_chance_of_a_later_answer_in_the_words_of_next() {
    let mut page = String::from("- 2026-06-20 #ask Open ^open\n");
    for ask in 1..=40 {
        let answered = 2 + ask % 28;
        page.push_str(&format!(
            "- 2026-03-01 #ask Ask {ask} ^a{ask}\n- 2026-04-{answered:02} #no re:a{ask}\n"
        ));
    }
    let notebook = Notebook::new(&format!(">>> askbook.toml\n>>> all.md\n{page}"));
    let mut editor = Editor::start(notebook.path(), capabilities(Columns::Utf16));
    editor.open("all.md", &page);
    let hover = editor.at("textDocument/hover", "all.md", 0, 20);
    let text = hover["contents"]["value"].as_str().expect("Markdown").replace('\\', "");
    let next = notebook.run(&["next"]).exits(0).out;
    let words = text.lines().find(|line| line.contains("still out after this age")).expect("a chance");
    let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(folded(&next).contains(&folded(words)), "{words}\n{next}");
}
