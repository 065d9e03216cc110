//! What changes a page: names, fixes, spelling, answers. The editor makes the edits; the server writes nothing.

use super::*;

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
fn where_one_thing_is_meant_it_can_be_written() {
    let (_notebook, mut editor, _) = started(Columns::Utf16);
    for (line, title, text) in [
        ("- #no re:acme-staf no", "Write `re:acme-staff`", "acme-staff"),
        ("- #no @mettup no", "Write `@meetup`", "@meetup"),
        ("- #no ^talk said no", "Write `re:talk`", "re:talk"),
    ] {
        editor.replace("2026-06-20.md", &format!("- #ask Talk @meetup ^talk\n{line}\n"));
        let place = json!({"line": 1, "character": 8});
        let params = json!({
            "textDocument": {"uri": editor.uri("2026-06-20.md")}, "range": {"start": place, "end": place},
            "context": {"diagnostics": [], "only": ["quickfix"]},
        });
        let actions = editor.ask("textDocument/codeAction", params).expect("actions");
        assert_eq!(actions[0]["title"], title);
        assert_eq!(actions[0]["edit"]["documentChanges"][0]["edits"][0]["newText"], text);
    }
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
                let edits = change["edits"].as_array().expect("edits").iter();
                (file, edits.map(|edit| edit["newText"].as_str().expect("a text")).collect())
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
    // The box of an ask is ticked along with its answer.
    editor.replace("2026-06-20.md", "- [ ] #ask Talk @meetup ^talk\n");
    let offered = offers(&mut editor, "2026-06-20.md", 0);
    let ticked = |title: &str| {
        let (_, edits) = offered.iter().find(|(other, _)| other.starts_with(title)).expect("an offer");
        edits.iter().any(|(file, text)| file == "2026-06-20.md" && text.contains("[x]"))
    };
    assert!(ticked("Answer no today") && ticked("Nest a yes of today"), "{offered:?}");
    assert!(!notebook.path().join("2026").exists(), "the server writes no file");
}
