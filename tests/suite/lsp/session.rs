//! A session: what is told, what is followed on the disk, what becomes of requests that are wrong.

use super::*;

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
    let asked = editor.said.iter().find(|message| message["method"] == "client/registerCapability");
    let watchers =
        &asked.expect("what is to be watched")["params"]["registrations"][0]["registerOptions"]["watchers"];
    let globs: Vec<&str> =
        watchers.as_array().expect("a list").iter().filter_map(|one| one["globPattern"].as_str()).collect();
    // Pages are read in any case, and each is told of.
    assert_eq!(globs, ["**/*.[mM][dD]", "**/*.[mM][aA][rR][kK][dD][oO][wW][nN]", "**/askbook.toml"]);
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
    editor.notify("textDocument/didChange", json!(7));
    editor.settle();
    assert_eq!(editor.text("2026-06-20.md"), page);
    // Of a range with swapped ends it is plain what is meant.
    let start = json!({"line": 0, "character": 2});
    let end = json!({"line": 0, "character": 0});
    editor.change("2026-06-20.md", json!([{"range": {"start": start, "end": end}, "text": "* "}]));
    assert_eq!(editor.text("2026-06-20.md"), format!("* {}", &page[2..]));
    // A whole text is what it says, numbered or not.
    let unnumbered = json!({"uri": editor.uri("2026-06-20.md"), "version": null});
    let whole = json!({"textDocument": unnumbered, "contentChanges": [{"text": "y"}]});
    editor.notify("textDocument/didChange", whole);
    assert_eq!(editor.text("2026-06-20.md"), "y");
    let logs = editor.said.iter().filter(|message| message["method"] == "window/logMessage").count();
    assert_eq!(logs, 3);
    assert_eq!(editor.end(), Some(0));
}

#[test]
fn a_change_that_cannot_be_made_leaves_nothing_said_until_the_whole_text_comes() {
    let (_notebook, mut editor, page) = started(Columns::Utf16);
    editor.replace("2026-06-20.md", &format!("{page}- #no re:nobody\n"));
    editor.settle();
    assert_eq!(editor.codes("2026-06-20.md"), ["unknown-id"]);
    let start = json!({"line": 0.5, "character": 0});
    let end = json!({"line": 1, "character": 0});
    editor.change("2026-06-20.md", json!([{"range": {"start": start, "end": end}, "text": "x"}]));
    let part = json!({"start": end, "end": end});
    editor.change("2026-06-20.md", json!([{"range": part, "text": "x"}]));
    editor.settle();
    // What the editor shows by now is not known: nothing is said of it, and nothing done to it.
    assert_eq!(editor.of("askbook/text", "2026-06-20.md"), Value::Null);
    assert_eq!(editor.codes("2026-06-20.md"), Vec::<String>::new());
    assert_eq!(editor.at("textDocument/hover", "2026-06-20.md", 2, 4), Value::Null);
    let rename = json!({
        "textDocument": {"uri": editor.uri("2026-03-02.md")},
        "position": {"line": 2, "character": 75}, "newName": "acme",
    });
    assert_eq!(editor.ask("textDocument/rename", rename), Ok(Value::Null));
    let shown: Vec<&Value> =
        editor.said.iter().filter(|message| message["method"] == "window/showMessage").collect();
    assert_eq!(shown.len(), 1, "it is told once");
    assert!(shown[0]["params"]["message"].as_str().expect("words").contains("Close and open it again"));
    editor.replace("2026-06-20.md", "- #no re:no-one\n");
    editor.settle();
    assert_eq!(editor.text("2026-06-20.md"), "- #no re:no-one\n");
    assert_eq!(editor.codes("2026-06-20.md"), ["unknown-id"]);
}

#[cfg(feature = "fail-points")]
#[test]
fn a_request_that_panics_is_answered_with_an_error_and_the_server_lives() {
    let (_notebook, mut editor, page) = started(Columns::Utf16);
    for _ in 0..3 {
        let error = editor.ask("askbook/fail", json!({})).expect_err("an error");
        assert_eq!(error["code"], -32603, "an internal error");
        assert_eq!(error["message"], "askbook failed at askbook/fail, and goes on");
    }
    editor.notify("askbook/fail", json!({}));
    // All that was known is still known, and what is typed next is read.
    let (line, column) = find(&page, "acme-staff form", Columns::Utf16);
    assert_ne!(editor.at("textDocument/hover", "2026-06-20.md", line, column), Value::Null);
    editor.replace("2026-06-20.md", "- #no re:nobody\n");
    editor.settle();
    assert_eq!(editor.codes("2026-06-20.md"), ["unknown-id"]);
    let logs: Vec<&Value> =
        editor.said.iter().filter(|message| message["method"] == "window/logMessage").collect();
    assert_eq!(logs.len(), 1);
    assert_eq!(logs[0]["params"]["message"], "askbook failed at askbook/fail, and goes on");
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
    comes(&mut editor, "2026-06-20.md", &["unknown-id", "unknown-id"]);
}

/// Waits until these codes are told of a file.
fn comes(editor: &mut Editor, file: &str, codes: &[&str]) {
    for _ in 0..40 {
        std::thread::sleep(std::time::Duration::from_millis(250));
        editor.settle();
        if editor.codes(file) == codes {
            return;
        }
    }
    panic!("what is on the disk was not seen: {:?}", editor.told);
}

#[test]
fn a_notebook_comes_and_goes_under_an_editor_that_watches_no_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = folder.path().join("askbook.toml");
    fs::write(folder.path().join("2026-03-01.md"), "- #no re:x\n").expect("a file");
    let mut editor = Editor::start(folder.path(), json!({}));
    // Nothing is open: the editor's folder is enough.
    fs::write(&settings, "").expect("a file");
    comes(&mut editor, "2026-03-01.md", &["unknown-id"]);
    editor.open("2026-03-02.md", "- #ask Applied ^x\n");
    comes(&mut editor, "2026-03-01.md", &["answer-before-ask"]);
    fs::remove_file(&settings).expect("gone");
    comes(&mut editor, "2026-03-01.md", &[]);
    fs::write(&settings, "").expect("back");
    comes(&mut editor, "2026-03-01.md", &["answer-before-ask"]);
}

#[test]
fn folders_come_and_go_in_a_session() {
    let (notebook, mut editor, _) = started(Columns::Utf16);
    let other = notebook.path().parent().expect("a parent").join("other");
    fs::create_dir_all(&other).expect("a folder");
    fs::write(other.join("askbook.toml"), "").expect("a file");
    fs::write(other.join("2026-03-01.md"), "- #no re:x\n").expect("a file");
    let folders = editor.server["capabilities"]["workspace"]["workspaceFolders"].clone();
    assert_eq!(folders, json!({"supported": true, "changeNotifications": true}));
    let page = editor.uri("../other/2026-03-01.md").replace("/../other", "");
    let page = page.replace(&*notebook.path().file_name().expect("a name").to_string_lossy(), "other");
    let folder = json!([{"uri": page.trim_end_matches("/2026-03-01.md"), "name": "other"}]);
    let mut change = |added: &Value, removed: &Value| {
        let event = json!({"added": added, "removed": removed});
        editor.notify("workspace/didChangeWorkspaceFolders", json!({"event": event}));
        editor.settle();
        editor.codes(&page)
    };
    assert_eq!(change(&folder, &json!([])), ["unknown-id"]);
    assert_eq!(change(&json!([]), &folder), Vec::<String>::new());
    fs::remove_dir_all(other).expect("gone");
}
