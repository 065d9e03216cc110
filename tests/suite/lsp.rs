//! `askbook lsp`, driven over pipes by a scripted editor.

use crate::support::command::Notebook;
use crate::support::editor::{Columns, Editor, capabilities};
use serde_json::{Value, json};
use std::fs;

const PAGES: &str = "\
>>> askbook.toml
[silence]
after = \"60d\"
[keys]
room = [\"home\", \"office\"]
>>> 2026-03-02.md
# Monday

- #ask Applied for staff engineer at Acme #job @acme size:big fear:7 ^acme-staff
  - Found through Jane's newsletter.
- #ask #no 🎉 A discount at the café size:small fear:3 sting:0
- #plan Ask Prof. Lin to be my mentor @lin fear:9 ^lin
>>> 2026-06-20.md
- #ask é́😀 Talk at the meetup #talk/local @meetup fear:4 ^talk
- #step re:acme-staff phone screen
- #no re:acme-staff form letter sting:3
  - #lesson tailor the CV
- see [[2026-03-02#^acme-staff]] again
";

fn started(columns: Columns) -> (Notebook, Editor, String) {
    let notebook = Notebook::new(PAGES);
    let mut editor = Editor::start(notebook.path(), capabilities(columns));
    let page = fs::read_to_string(notebook.path().join("2026-06-20.md")).expect("a page");
    editor.open("2026-06-20.md", &page);
    (notebook, editor, page)
}

/// Line and column (from 0) just before a piece of text.
fn find(text: &str, piece: &str, columns: Columns) -> (usize, usize) {
    let at = text.find(piece).unwrap_or_else(|| panic!("no {piece:?}"));
    let line = text[..at].matches('\n').count();
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    (line, columns.of(&text[start..at]))
}

fn labels(list: &Value) -> Vec<&str> {
    list["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|item| item["label"].as_str().expect("a label"))
        .collect()
}

/// Types `typed` at the end of the page and gives what is offered there; the page is as before afterwards.
fn offered(editor: &mut Editor, page: &str, typed: &str, columns: Columns) -> Value {
    let text = format!("{page}{typed}");
    editor.replace("2026-06-20.md", &text);
    let line = text.matches('\n').count();
    let column = columns.of(text.rsplit('\n').next().expect("a line"));
    let list = editor.at("textDocument/completion", "2026-06-20.md", line, column);
    editor.replace("2026-06-20.md", page);
    list
}

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
    let words = text.lines().find(|line| line.contains("still open at this age")).expect("a chance");
    let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(folded(&next).contains(&folded(words)), "{words}\n{next}");
}

#[test]
fn it_goes_from_answers_to_asks_and_back() {
    let (_notebook, mut editor, page) = started(Columns::Utf16);
    let (line, column) = find(&page, "tailor", Columns::Utf16);
    let place = editor.at("textDocument/definition", "2026-06-20.md", line, column);
    assert_eq!(editor.file(place["uri"].as_str().expect("a uri")), "2026-03-02.md");
    assert_eq!(place["range"]["start"]["line"], 2);
    let params = json!({
        "textDocument": {"uri": editor.uri("2026-03-02.md")},
        "position": {"line": 2, "character": 4},
        "context": {"includeDeclaration": false},
    });
    let places = editor.ask("textDocument/references", params).expect("places");
    let lines: Vec<u64> = places
        .as_array()
        .expect("a list")
        .iter()
        .map(|place| place["range"]["start"]["line"].as_u64().expect("a line"))
        .collect();
    assert_eq!(lines, [1, 2, 3], "its step, its answer and its lesson");
}

#[test]
fn symbols_links_hints_and_colours() {
    let (_notebook, mut editor, page) = started(Columns::Utf16);
    let symbols = editor.of("textDocument/documentSymbol", "2026-06-20.md");
    let names: Vec<&str> = symbols
        .as_array()
        .expect("a list")
        .iter()
        .map(|symbol| symbol["name"].as_str().expect("a name"))
        .collect();
    assert_eq!(names, ["#ask é́😀 Talk at the meetup", "#step phone screen", "#no form letter"]);
    assert_eq!(symbols[2]["children"][0]["name"], "#lesson tailor the CV");

    let found = editor.ask("workspace/symbol", json!({"query": "mentor @lin"})).expect("symbols");
    assert_eq!(found[0]["name"], "#plan Ask Prof. Lin to be my mentor");

    let links = editor.of("textDocument/documentLink", "2026-06-20.md");
    let targets: Vec<String> = links
        .as_array()
        .expect("a list")
        .iter()
        .map(|link| editor.file(link["target"].as_str().expect("a target")))
        .collect();
    assert_eq!(targets, ["2026-03-02.md#L3", "2026-03-02.md#L3", "2026-03-02.md"]);

    let whole = json!({
        "textDocument": {"uri": editor.uri("2026-06-20.md")},
        "range": {"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}},
    });
    let hints = editor.ask("textDocument/inlayHint", whole.clone()).expect("hints");
    let texts: Vec<&str> = hints
        .as_array()
        .expect("a list")
        .iter()
        .map(|hint| hint["label"].as_str().expect("a label"))
        .collect();
    assert_eq!(texts, ["10 days out", "no 2"]);
    let end = Columns::Utf16.of(page.lines().next().expect("a line"));
    assert_eq!(hints[0]["position"], json!({"line": 0, "character": end}));
    editor.notify(
        "workspace/didChangeConfiguration",
        json!({"settings": {"askbook": {"hints": {"daysOut": false}}}}),
    );
    let hints = editor.ask("textDocument/inlayHint", whole).expect("hints");
    assert_eq!(hints.as_array().expect("a list").len(), 1, "each can be switched off");

    let tokens = editor.of("textDocument/semanticTokens/full", "2026-06-20.md");
    let legend = editor.server["capabilities"]["semanticTokensProvider"]["legend"]["tokenTypes"].clone();
    let coloured = coloured(&page, &tokens, &legend);
    assert_eq!(
        coloured[..7],
        [
            "keyword #ask",
            "enumMember #talk/local",
            "class @meetup",
            "property fear",
            "string 4",
            "variable ^talk",
            "keyword #step"
        ]
    );
}

/// The words that semantic tokens cover, each with its type.
fn coloured(page: &str, tokens: &Value, legend: &Value) -> Vec<String> {
    let data: Vec<usize> = tokens["data"]
        .as_array()
        .expect("numbers")
        .iter()
        .map(|number| number.as_u64().expect("a number") as usize)
        .collect();
    let (mut line, mut column) = (0, 0);
    data.chunks(5)
        .map(|token| {
            column = if token[0] == 0 { column + token[1] } else { token[1] };
            line += token[0];
            let units: Vec<u16> = page.lines().nth(line).expect("a line").encode_utf16().collect();
            let word = String::from_utf16(&units[column..column + token[2]]).expect("whole characters");
            format!("{} {word}", legend[token[3]].as_str().expect("a type"))
        })
        .collect()
}

#[test]
fn names_are_changed_everywhere() {
    for columns in [Columns::Utf8, Columns::Utf16] {
        let (_notebook, mut editor, page) = started(columns);
        let (line, column) = find(&page, "acme-staff form", columns);
        let range = editor.at("textDocument/prepareRename", "2026-06-20.md", line, column);
        assert_eq!(range["start"]["character"], column);
        let mut rename = |name: &str| {
            let params = json!({
                "textDocument": {"uri": editor.uri("2026-06-20.md")},
                "position": {"line": line, "character": column}, "newName": name,
            });
            editor.ask("textDocument/rename", params)
        };
        let edit = rename("acme").expect("edits");
        let counts: Vec<usize> = edit["documentChanges"]
            .as_array()
            .expect("changes")
            .iter()
            .map(|change| change["edits"].as_array().expect("edits").len())
            .collect();
        assert_eq!(counts, [1, 3], "the id, two references and a link");
        assert!(rename("talk").is_err(), "two records would have one id");
        assert!(rename("a b").is_err());
    }
}

#[test]
fn quick_fixes_are_those_of_check() {
    let (_notebook, mut editor, page) = started(Columns::Utf16);
    editor.replace("2026-06-20.md", &format!("{page}- #step re:^talk called\n- #aks again\n"));
    editor.settle();
    assert_eq!(editor.codes("2026-06-20.md"), ["no-ask", "bad-value", "unknown-marker"]);
    let params = json!({
        "textDocument": {"uri": editor.uri("2026-06-20.md")},
        "range": {"start": {"line": 5, "character": 0}, "end": {"line": 6, "character": 9}},
        "context": {"diagnostics": [], "only": ["quickfix"]},
    });
    let actions = editor.ask("textDocument/codeAction", params).expect("actions");
    let titles: Vec<(&str, bool)> = actions
        .as_array()
        .expect("a list")
        .iter()
        .map(|action| (action["title"].as_str().expect("a title"), action["isPreferred"] == true))
        .collect();
    assert_eq!(titles, [("Write `re:talk`", true), ("Write `#ask`", false)]);
    assert_eq!(actions[0]["edit"]["documentChanges"][0]["edits"][0]["newText"], "talk");
    assert_eq!(actions[0]["diagnostics"][0]["code"], "bad-value");
}

#[test]
fn records_are_spelt_as_tidy_spells_them() {
    let (notebook, mut editor, page) = started(Columns::Utf16);
    let untidy = format!("{page}- #Ask:  😀 Again  Fear:7 #job ^again\n\nprose  stays\n- #NO  re:again\n");
    editor.replace("2026-06-20.md", &untidy);
    let options = json!({"tabSize": 2, "insertSpaces": true});
    let document = json!({"uri": editor.uri("2026-06-20.md")});
    let params = json!({"textDocument": document, "options": options});
    let edits = editor.ask("textDocument/formatting", params).expect("edits");
    notebook.write("2026-06-20.md", applied(&untidy, &edits));
    notebook.run(&["tidy", "--check"]).exits(0);
    let start = json!({"line": 8, "character": 0});
    let end = json!({"line": 8, "character": 5});
    let params = json!({"textDocument": document, "options": options, "range": {"start": start, "end": end}});
    let some = editor.ask("textDocument/rangeFormatting", params).expect("edits");
    let tidied = applied(&untidy, &some);
    assert!(tidied.contains("- #no re:again") && tidied.contains("#Ask:  😀"), "{tidied}");
}

/// A text with the protocol's edits in it, the last first.
fn applied(text: &str, edits: &Value) -> String {
    let offset = |place: &Value| {
        let (line, column) =
            (place["line"].as_u64().expect("a line"), place["character"].as_u64().expect("a column"));
        let start: usize = text.split_inclusive('\n').take(line as usize).map(str::len).sum();
        let units: Vec<u16> = text[start..].encode_utf16().take(column as usize).collect();
        start + String::from_utf16(&units).expect("whole characters").len()
    };
    let mut edits: Vec<(usize, usize, &str)> = edits
        .as_array()
        .expect("a list")
        .iter()
        .map(|edit| {
            let range = &edit["range"];
            (offset(&range["start"]), offset(&range["end"]), edit["newText"].as_str().expect("a text"))
        })
        .collect();
    edits.sort_unstable();
    let mut tidied = text.to_owned();
    for (start, end, new) in edits.into_iter().rev() {
        tidied.replace_range(start..end, new);
    }
    tidied
}

/// What is offered at a line, by its title, with the text that each would write and where.
fn offers(editor: &mut Editor, file: &str, line: usize) -> Vec<(String, Vec<(String, String)>)> {
    let at = json!({"line": line, "character": 4});
    let params = json!({
        "textDocument": {"uri": editor.uri(file)},
        "range": {"start": at, "end": at},
        "context": {"diagnostics": [], "only": ["refactor"]},
    });
    let actions = editor.ask("textDocument/codeAction", params).expect("actions");
    let edits = |action: &Value| -> Vec<(String, String)> {
        let changes = action["edit"]["documentChanges"].as_array().expect("changes").iter();
        changes
            .filter(|change| change.get("textDocument").is_some())
            .map(|change| {
                let file = editor.file(change["textDocument"]["uri"].as_str().expect("a uri"));
                (file, change["edits"][0]["newText"].as_str().expect("a text").to_owned())
            })
            .collect()
    };
    let actions = actions.as_array().expect("a list");
    actions
        .iter()
        .map(|action| (action["title"].as_str().expect("a title").to_owned(), edits(action)))
        .collect()
}

#[test]
fn asks_are_answered_plans_carried_out_and_ids_given() {
    let (notebook, mut editor, page) = started(Columns::Utf16);
    editor.replace("2026-06-20.md", &page.replace(" ^talk", ""));
    let offered = offers(&mut editor, "2026-06-20.md", 0);
    let find = |title: &str| {
        let found = offered.iter().find(|(other, _)| other.starts_with(title));
        found.unwrap_or_else(|| panic!("no {title:?} in {offered:?}")).1.clone()
    };
    // Today has no page yet: it is made, by the editor.
    let (file, text) = find("Answer no today").remove(0);
    assert_eq!((file.as_str(), text.trim()), ("2026/2026-06-30.md", "- #no @meetup"));
    let (file, text) = find("Nest a silence of today").remove(0);
    assert_eq!((file.as_str(), text.as_str()), ("2026-06-20.md", "\n  - 2026-06-30 #silence"));
    assert_eq!(find("Give it the id ^e-talk-meetup")[0].1, " ^e-talk-meetup");
    assert!(offered.iter().any(|(title, _)| title.starts_with("Answer yes today")));
    let offered = offers(&mut editor, "2026-03-02.md", 5);
    let carried = &offered[0].1[0];
    assert_eq!(offered[0].0, "Carry this plan out today: Ask Prof. Lin to be my mentor");
    assert_eq!(carried.1.trim(), "- #ask re:lin Ask Prof. Lin to be my mentor @lin fear:9");
    assert_eq!(offers(&mut editor, "2026-03-02.md", 2), [], "what is answered needs no answer");
    assert!(!notebook.path().join("2026").exists(), "the server writes no file");
}

#[test]
fn an_id_defined_twice_is_told_with_the_other_place() {
    let (_notebook, mut editor, page) = started(Columns::Utf16);
    editor.replace("2026-06-20.md", &page.replace("^talk", "^lin"));
    editor.settle();
    let told = &editor.told["2026-06-20.md"][0];
    assert_eq!(told["code"], "duplicate-id");
    let other = &told["relatedInformation"][0]["location"];
    assert_eq!(editor.file(other["uri"].as_str().expect("a uri")), "2026-03-02.md");
    assert_eq!(other["range"]["start"]["line"], 5);
    assert!(told["codeDescription"]["href"].as_str().expect("a link").ends_with("#duplicate-id"));
}

#[test]
fn it_follows_the_disk_and_the_settings() {
    let (notebook, mut editor, page) = started(Columns::Utf16);
    editor.settle();
    assert!(editor.said.iter().any(|message| message["method"] == "client/registerCapability"));
    assert_eq!(editor.codes("2026-06-20.md"), Vec::<String>::new());
    // A page changes under the server's feet, and a reference loses its end.
    notebook.write("2026-03-02.md", "- #ask Applied\n");
    editor.disk("2026-03-02.md", 2);
    editor.settle();
    assert_eq!(editor.codes("2026-06-20.md"), ["unknown-id", "unknown-id"]);
    notebook.write("more/2026-03-03.md", "- #ask Applied ^acme-staff\n- #no @nobody\n");
    editor.disk("more/2026-03-03.md", 1);
    editor.settle();
    assert_eq!(editor.codes("2026-06-20.md"), Vec::<String>::new());
    assert_eq!(editor.codes("more/2026-03-03.md"), ["no-ask"]);
    fs::remove_file(notebook.path().join("more/2026-03-03.md")).expect("gone");
    editor.disk("more/2026-03-03.md", 3);
    editor.settle();
    assert_eq!(editor.codes("more/2026-03-03.md"), Vec::<String>::new());
    assert_eq!(editor.codes("2026-06-20.md"), ["unknown-id", "unknown-id"]);
    // What is open counts as it is open; closed, as it is on the disk.
    notebook.write("2026-06-20.md", "- #asked x\n");
    editor.disk("2026-06-20.md", 2);
    editor.settle();
    assert_eq!(editor.text("2026-06-20.md"), page);
    assert_eq!(editor.codes("2026-06-20.md"), ["unknown-id", "unknown-id"]);
    editor.close("2026-06-20.md");
    editor.settle();
    assert_eq!(editor.codes("2026-06-20.md"), ["unknown-marker"]);
    // The settings, in the editor and then on the disk.
    let settings = "ignore = [\"2026-06*\"]\n";
    editor.open("askbook.toml", "ignore = 3\n");
    editor.settle();
    assert_eq!(editor.codes("askbook.toml"), ["config-type"]);
    editor.replace("askbook.toml", settings);
    editor.settle();
    assert_eq!(editor.codes("askbook.toml"), Vec::<String>::new());
    assert_eq!(editor.codes("2026-06-20.md"), Vec::<String>::new(), "it is ignored now");
    editor.close("askbook.toml");
    editor.settle();
    assert_eq!(editor.codes("2026-06-20.md"), ["unknown-marker"]);
    notebook.write("askbook.toml", settings);
    editor.disk("askbook.toml", 2);
    editor.settle();
    assert_eq!(editor.codes("2026-06-20.md"), Vec::<String>::new());
}

#[test]
fn a_file_opened_alone_is_read_with_its_notebook() {
    let notebook = Notebook::new(PAGES);
    let page = fs::read_to_string(notebook.path().join("2026-06-20.md")).expect("a page");
    let mut editor = Editor::start_with(notebook.path(), capabilities(Columns::Utf8), None, Value::Null);
    editor.open("2026-06-20.md", &page);
    editor.settle();
    assert_eq!(editor.codes("2026-06-20.md"), Vec::<String>::new(), "the other page was found");
}

#[test]
fn a_file_without_a_notebook_is_read_by_itself() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("2026-03-01.md"), "- #ask other ^x\n").expect("a file");
    let mut editor = Editor::start(folder.path(), capabilities(Columns::Utf16));
    editor.open("2026-03-02.md", "- #ask Applied @acme\n- #no re:x\n");
    editor.settle();
    assert_eq!(editor.codes("2026-03-02.md"), ["unknown-id"]);
    // A notebook grows around it.
    fs::write(folder.path().join("askbook.toml"), "").expect("a file");
    editor.disk("askbook.toml", 1);
    editor.settle();
    assert_eq!(editor.codes("2026-03-02.md"), Vec::<String>::new());
    // And goes again.
    fs::remove_file(folder.path().join("askbook.toml")).expect("gone");
    editor.disk("askbook.toml", 3);
    editor.settle();
    assert_eq!(editor.codes("2026-03-02.md"), ["unknown-id"]);
}

#[test]
fn what_is_wrong_is_answered_and_the_server_lives() {
    let (_notebook, mut editor, page) = started(Columns::Utf16);
    assert_eq!(editor.ask("textDocument/hover", json!({"no": 1})).expect_err("an error")["code"], -32602);
    assert_eq!(editor.ask("askbook/nothing", json!({})).expect_err("an error")["code"], -32601);
    let lost = json!({"textDocument": {"uri": "untitled:1"}, "position": {"line": 0, "character": 0}});
    assert_eq!(editor.ask("textDocument/hover", lost), Ok(Value::Null));
    assert_eq!(editor.at("textDocument/hover", "2026-06-20.md", 4_000_000, 4_000_000), Value::Null);
    // Changes out of order, or to what is not open, change nothing.
    let stale = json!({"uri": editor.uri("2026-06-20.md"), "version": 1});
    editor
        .notify("textDocument/didChange", json!({"textDocument": stale, "contentChanges": [{"text": "x"}]}));
    let closed = json!({"uri": editor.uri("2026-03-02.md"), "version": 9});
    editor
        .notify("textDocument/didChange", json!({"textDocument": closed, "contentChanges": [{"text": "x"}]}));
    let start = json!({"line": 3, "character": 0});
    let end = json!({"line": 1, "character": 0});
    editor.change("2026-06-20.md", json!([{"range": {"start": start, "end": end}, "text": "x"}]));
    editor.notify("textDocument/didChange", json!(7));
    editor.settle();
    assert_eq!(editor.text("2026-06-20.md"), page);
    let logs = editor.said.iter().filter(|message| message["method"] == "window/logMessage").count();
    assert_eq!(logs, 4);
    assert_eq!(editor.end(), Some(0));
}

#[test]
fn an_editor_that_only_knows_the_basics_is_served_too() {
    let notebook = Notebook::new(PAGES);
    let mut editor = Editor::start(notebook.path(), json!({}));
    let page = fs::read_to_string(notebook.path().join("2026-06-20.md")).expect("a page");
    editor.open("2026-06-20.md", &page);
    editor.settle();
    let list = offered(&mut editor, &page, "- #n", Columns::Utf16);
    let filled = list["items"].as_array().expect("items").iter().find(|item| item["label"] == "#no …");
    assert_eq!(filled.expect("a line")["textEdit"]["newText"], "#no re:id what was said sting:3");
    let (line, column) = find(&page, "acme-staff form", Columns::Utf16);
    let params = json!({
        "textDocument": {"uri": editor.uri("2026-06-20.md")},
        "position": {"line": line, "character": column}, "newName": "acme",
    });
    let edit = editor.ask("textDocument/rename", params).expect("edits");
    assert_eq!(edit["changes"].as_object().expect("changes").len(), 2);
    // It watches no files, so the server looks itself, every two seconds.
    notebook.write("2026-03-02.md", "- #ask Applied\n");
    for _ in 0..40 {
        std::thread::sleep(std::time::Duration::from_millis(250));
        editor.settle();
        if editor.codes("2026-06-20.md").len() == 2 {
            return;
        }
    }
    panic!("a change on the disk was not seen: {:?}", editor.told);
}
