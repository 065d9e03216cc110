//! What is no protocol: where the next message can be found the server goes on, and else it says why it ends.

use super::*;
use crate::support::command::command;
use std::io::Write;
use std::process::{Output, Stdio};

#[test]
fn half_a_pair_of_utf16_is_read_as_a_sign_and_what_is_no_message_is_logged() {
    let (_notebook, mut editor, _) = started(Columns::Utf16);
    let uri = editor.uri("2026-06-20.md");
    editor.raw(&format!(
        "{{\"method\":\"textDocument/didChange\",\"params\":{{\"textDocument\":{{\"uri\":\"{uri}\",\"version\":2}},\
         \"contentChanges\":[{{\"text\":\"- #ask \\ud83d x fear:11\"}}]}}}}"
    ));
    for body in ["", "{", "{}", "[{\"id\":1,\"method\":\"shutdown\"}]", "null"] {
        editor.raw(body);
    }
    editor.settle();
    assert_eq!(editor.text("2026-06-20.md"), "- #ask \u{fffd} x fear:11");
    assert_eq!(editor.told["2026-06-20.md"].last().expect("a problem")["range"]["start"]["character"], 11);
    let logs = editor.said.iter().filter(|message| message["method"] == "window/logMessage");
    assert_eq!(logs.count(), 5);
    let again = editor.ask("initialize", json!({})).expect_err("it has begun");
    assert_eq!(
        (&again["code"], &again["message"]),
        (&json!(-32600), &json!("the session has begun already"))
    );
    assert_eq!(editor.end(), Some(0));
}

/// Runs the server on these bytes.
fn served(bytes: &[u8]) -> Output {
    let notebook = Notebook::new(PAGES);
    let mut child = command(notebook.path())
        .arg("lsp")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("askbook lsp");
    // It may end before it has read all.
    let _ = child.stdin.take().expect("a pipe").write_all(bytes);
    child.wait_with_output().expect("it ends")
}

fn framed(bodies: &[&str]) -> String {
    bodies.iter().map(|body| format!("Content-Length: {}\r\n\r\n{body}", body.len())).collect()
}

#[test]
fn it_says_why_it_ends() {
    let begun = framed(&["{\"id\":1,\"method\":\"initialize\",\"params\":{}}"]);
    for (rest, why) in [
        ("Content-Length: 99999999999999\r\n\r\n{}", "a message of 99999999999999 bytes"),
        ("Content-Length: many\r\n\r\n{}", "`many` is no length"),
        ("hello\r\n", "`hello` is no line of a head"),
        ("Content-Length: 9\r\n\r\n{}", "it ends within a message"),
        ("", "the editor left without a `shutdown`"),
    ] {
        let ended = served(format!("{begun}{rest}").as_bytes());
        let said = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert_eq!(ended.status.code(), Some(2), "{said}");
        assert!(said.contains(why), "{rest}: {said}");
        assert_eq!(said.contains("did not speak"), !rest.is_empty(), "{said}");
    }
}

#[test]
fn before_it_begins_requests_are_refused_in_plain_words() {
    let bodies = framed(&["{\"id\":1,\"method\":\"shutdown\"}", "[]", "{\"method\":\"exit\"}"]);
    let ended = served(bodies.as_bytes());
    let said = String::from_utf8_lossy(&ended.stdout).into_owned();
    assert_eq!(ended.status.code(), Some(2));
    assert!(said.contains("-32002") && said.contains("shutdown came before `initialize`"), "{said}");
    assert!(said.contains("no single message"), "{said}");
}
