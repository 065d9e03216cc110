//! Where things are: definitions, references, symbols, links, hints, colours.

use super::*;

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
fn links_lead_to_the_line_of_their_id_or_to_their_page() {
    let (_notebook, mut editor, _) = started(Columns::Utf16);
    let prose = "see [[2026-03-02#^acme-staff|that]]\nor [this](2026-03-02.md#^lin)\nor [[2026-03-02]]\n\
                 nor [[2026-03-01#^lin]]\n";
    editor.replace("2026-06-20.md", prose);
    for (line, leads) in [(0, Some(2)), (1, Some(5)), (2, Some(0)), (3, None)] {
        let place = editor.at("textDocument/definition", "2026-06-20.md", line, 14);
        assert_eq!(place["range"]["start"]["line"].as_u64(), leads, "line {line}: {place}");
        if leads.is_some() {
            assert_eq!(editor.file(place["uri"].as_str().expect("a uri")), "2026-03-02.md");
        }
    }
}

#[test]
fn the_colours_of_one_long_line_do_not_take_longer_by_its_square() {
    let notebook = Notebook::new(PAGES);
    let mut editor = Editor::start(notebook.path(), capabilities(Columns::Utf16));
    let page = format!("- #ask é {}", "@who #tag ".repeat(30_000));
    editor.open("2026-06-20.md", &page);
    let begun = std::time::Instant::now();
    let tokens = editor.of("textDocument/semanticTokens/full", "2026-06-20.md");
    assert_eq!(tokens["data"].as_array().expect("numbers").len(), 5 * 60_001);
    assert!(begun.elapsed() < std::time::Duration::from_secs(20), "{:?}", begun.elapsed());
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

    // Signs may be typed or not.
    for query in ["@acme", "#job", "^acme-staff", "job acme-staff"] {
        let found = editor.ask("workspace/symbol", json!({"query": query})).expect("symbols");
        assert_eq!(found[0]["name"], "#ask Applied for staff engineer at Acme", "{query}");
    }

    let links = editor.of("textDocument/documentLink", "2026-06-20.md");
    let targets: Vec<String> = links
        .as_array()
        .expect("a list")
        .iter()
        .map(|link| editor.file(link["target"].as_str().expect("a target")))
        .collect();
    assert_eq!(targets, ["2026-03-02.md#L3", "2026-03-02.md#L3", "2026-03-02.md#L3"]);

    let whole = json!({
        "textDocument": {"uri": editor.uri("2026-06-20.md")},
        "range": {"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}},
    });
    let hints = editor.ask("textDocument/inlayHint", whole.clone()).expect("hints");
    assert_eq!(hint_labels(&hints), ["10 days out", "no 2"]);
    let end = Columns::Utf16.of(page.lines().next().expect("a line"));
    assert_eq!(hints[0]["position"], json!({"line": 0, "character": end}));
    editor.notify(
        "workspace/didChangeConfiguration",
        json!({"settings": {"askbook": {"hints": {"daysOut": false}}}}),
    );
    let hints = editor.ask("textDocument/inlayHint", whole.clone()).expect("hints");
    assert_eq!(hint_labels(&hints), ["no 2"], "each can be switched off");
    editor.notify(
        "workspace/didChangeConfiguration",
        json!({"settings": {"hints": {"daysOut": true, "numbers": false}}}),
    );
    let hints = editor.ask("textDocument/inlayHint", whole).expect("hints");
    assert_eq!(hint_labels(&hints), ["10 days out"], "and on again, alone or under the server's name");

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

#[test]
fn hints_can_be_switched_off_from_the_start() {
    let notebook = Notebook::new(PAGES);
    let page = fs::read_to_string(notebook.path().join("2026-06-20.md")).expect("a page");
    for (options, left) in [
        (json!({"hints": {"numbers": false}}), vec!["10 days out"]),
        (json!({"hints": {"daysOut": false, "numbers": false}}), vec![]),
    ] {
        let workspace = Some(notebook.path());
        let mut editor =
            Editor::start_with(notebook.path(), capabilities(Columns::Utf16), workspace, options);
        editor.open("2026-06-20.md", &page);
        let whole = json!({
            "textDocument": {"uri": editor.uri("2026-06-20.md")},
            "range": {"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}},
        });
        let hints = editor.ask("textDocument/inlayHint", whole).expect("hints");
        assert_eq!(hint_labels(&hints), left);
    }
}

fn hint_labels(hints: &Value) -> Vec<&str> {
    let hints = hints.as_array().expect("a list").iter();
    hints.map(|hint| hint["label"].as_str().expect("a label")).collect()
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
