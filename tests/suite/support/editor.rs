//! A scripted editor: the real `askbook lsp` over pipes, and what it said.

use super::command::command;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// An answer that does not come within this time never comes.
const PATIENCE: Duration = Duration::from_secs(60);

/// An editor with one server.
pub struct Editor {
    root: PathBuf,
    child: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    next: u64,
    versions: BTreeMap<String, i32>,
    /// The last diagnostics of each file, by its path in the notebook.
    pub told: BTreeMap<String, Vec<Value>>,
    /// What the server said of itself.
    pub server: Value,
    /// Requests and logs of the server.
    pub said: Vec<Value>,
}

/// How columns are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Columns {
    Utf8,
    Utf16,
}

impl Columns {
    pub fn of(self, text: &str) -> usize {
        match self {
            Self::Utf8 => text.len(),
            Self::Utf16 => text.encode_utf16().count(),
        }
    }
}

/// The capabilities of a modern editor.
pub fn capabilities(columns: Columns) -> Value {
    let encodings = match columns {
        Columns::Utf8 => json!(["utf-8", "utf-16"]),
        Columns::Utf16 => json!(["utf-16"]),
    };
    json!({
        "general": {"positionEncodings": encodings},
        "workspace": {
            "workspaceEdit": {"documentChanges": true, "resourceOperations": ["create", "rename", "delete"]},
            "didChangeWatchedFiles": {"dynamicRegistration": true},
        },
        "textDocument": {
            "completion": {"completionItem": {"snippetSupport": true}},
            "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix", "refactor"]}}},
            "publishDiagnostics": {"relatedInformation": true},
        },
    })
}

impl Editor {
    /// Starts the server with `folder` as the workspace.
    pub fn start(folder: &Path, capabilities: Value) -> Self {
        Self::start_with(folder, capabilities, Some(folder), Value::Null)
    }

    pub fn start_with(folder: &Path, capabilities: Value, workspace: Option<&Path>, options: Value) -> Self {
        let mut child = command(folder)
            .args(["--today", "2026-06-30", "lsp"])
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::null())
            .spawn()
            .expect("askbook lsp");
        let input = child.stdin.take();
        let mut output = BufReader::new(child.stdout.take().expect("a pipe"));
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            while let Some(message) = read(&mut output) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        let mut editor = Self {
            root: folder.to_path_buf(),
            child,
            input,
            messages,
            next: 0,
            versions: BTreeMap::new(),
            told: BTreeMap::new(),
            server: Value::Null,
            said: Vec::new(),
        };
        let root = workspace.map_or(Value::Null, |workspace| json!(uri(workspace)));
        let params = json!({
            "processId": null, "rootUri": root, "capabilities": capabilities, "initializationOptions": options,
        });
        editor.server = editor.ask("initialize", params).expect("the server begins");
        editor.notify("initialized", json!({}));
        editor
    }

    pub fn uri(&self, file: &str) -> String {
        uri(&self.root.join(file))
    }

    /// The path in the notebook that a URI names.
    pub fn file(&self, uri_text: &str) -> String {
        let root = format!("{}/", uri(&self.root));
        uri_text.strip_prefix(&root).unwrap_or(uri_text).replace("%20", " ")
    }

    fn send(&mut self, message: &Value) {
        self.raw(&message.to_string());
    }

    /// Sends what may be no message.
    pub fn raw(&mut self, body: &str) {
        let input = self.input.as_mut().expect("a pipe");
        write!(input, "Content-Length: {}\r\n\r\n{body}", body.len()).expect("the server listens");
        input.flush().expect("the server listens");
    }

    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Asks, and waits for the answer: the result, or the error.
    pub fn ask(&mut self, method: &str, params: Value) -> Result<Value, Value> {
        self.next += 1;
        let id = self.next;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        loop {
            let message = self.messages.recv_timeout(PATIENCE).expect("an answer in time");
            if message["id"] == json!(id) && message.get("method").is_none() {
                return match message.get("error") {
                    Some(error) => Err(error.clone()),
                    None => Ok(message["result"].clone()),
                };
            }
            if message["method"] == "textDocument/publishDiagnostics" {
                let file = self.file(message["params"]["uri"].as_str().expect("a uri"));
                let all = message["params"]["diagnostics"].as_array().expect("a list").clone();
                self.told.insert(file, all);
            } else {
                self.said.push(message);
            }
        }
    }

    /// Waits until all that was sent is taken in and all that is wrong is told.
    pub fn settle(&mut self) {
        // What is wrong is told after the answer to the first, and before that to the second.
        for _ in 0..2 {
            self.ask("workspace/symbol", json!({"query": "nothing-has-this-name"})).expect("an answer");
        }
    }

    /// Asks about a place: line and column from 0.
    pub fn at(&mut self, method: &str, file: &str, line: usize, column: usize) -> Value {
        let params = json!({
            "textDocument": {"uri": self.uri(file)},
            "position": {"line": line, "character": column},
        });
        self.ask(method, params).expect("an answer")
    }

    /// Asks about a file.
    pub fn of(&mut self, method: &str, file: &str) -> Value {
        let params = json!({"textDocument": {"uri": self.uri(file)}});
        self.ask(method, params).expect("an answer")
    }

    pub fn open(&mut self, file: &str, text: &str) {
        self.versions.insert(file.to_owned(), 1);
        let document = json!({"uri": self.uri(file), "languageId": "markdown", "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}));
    }

    pub fn close(&mut self, file: &str) {
        let params = json!({"textDocument": {"uri": self.uri(file)}});
        self.notify("textDocument/didClose", params);
    }

    /// Changes a text: a range with its new text, or the whole.
    pub fn change(&mut self, file: &str, changes: Value) {
        let version = self.versions.get_mut(file).expect("an open file");
        *version += 1;
        let document = json!({"uri": uri(&self.root.join(file)), "version": *version});
        self.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
    }

    pub fn replace(&mut self, file: &str, text: &str) {
        self.change(file, json!([{"text": text}]));
    }

    /// Tells that a file changed on the disk: 1 made, 2 changed, 3 taken away.
    pub fn disk(&mut self, file: &str, kind: u8) {
        let changes = json!([{"uri": self.uri(file), "type": kind}]);
        self.notify("workspace/didChangeWatchedFiles", json!({"changes": changes}));
    }

    /// The text that the server holds.
    pub fn text(&mut self, file: &str) -> String {
        self.of("askbook/text", file).as_str().expect("a text").to_owned()
    }

    /// The codes told of a file.
    pub fn codes(&self, file: &str) -> Vec<String> {
        let all = self.told.get(file).map_or(&[][..], Vec::as_slice);
        all.iter().map(|told| told["code"].as_str().expect("a code").to_owned()).collect()
    }

    /// Ends the session as the protocol wants it; gives the exit code.
    pub fn end(mut self) -> Option<i32> {
        self.ask("shutdown", Value::Null).expect("an answer");
        let refused = self.ask("workspace/symbol", json!({"query": ""}));
        assert!(refused.is_err(), "nothing is answered after shutdown");
        self.notify("exit", Value::Null);
        self.input = None;
        self.child.wait().expect("the server ends").code()
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        self.input = None;
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn uri(path: &Path) -> String {
    format!("file://{}", path.display().to_string().replace(' ', "%20"))
}

/// The next message; anything else on the pipe is a failure.
fn read(output: &mut impl BufRead) -> Option<Value> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let line = line.trim_end();
        if line.is_empty() {
            break;
        }
        let (name, value) = line.split_once(": ").unwrap_or_else(|| panic!("no header: {line:?}"));
        if name == "Content-Length" {
            length = value.parse::<usize>().ok();
        }
    }
    let mut body = vec![0; length.expect("a length")];
    output.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).expect("JSON"))
}
