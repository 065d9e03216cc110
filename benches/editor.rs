//! Types into a notebook as an editor does, and measures how long the server takes:
//! `cargo bench --bench editor -- FOLDER PAGE TODAY`, of a corpus that `--bench corpus` wrote, say.
#![allow(missing_docs)]

use serde_json::{Value, json};
use std::error::Error;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

type Outcome<T> = Result<T, Box<dyn Error>>;

const KEYSTROKES: usize = 300;

fn main() -> Outcome<()> {
    let arguments: Vec<String> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let [folder, page, today] = arguments.as_slice() else {
        println!("which? a folder, a page in it, a day");
        // Run without arguments, as `cargo bench` does, it has nothing to do.
        return Ok(());
    };
    let folder = std::fs::canonicalize(folder)?;
    let mut session = Session::start(&folder, today)?;
    let text = std::fs::read_to_string(folder.join(page))?;
    let uri = format!("file://{}", folder.join(page).display());
    let open = json!({"textDocument": {"uri": uri, "languageId": "markdown", "version": 0, "text": text}});
    let begun = Instant::now();
    session.notify("textDocument/didOpen", open)?;
    session.until(|message| {
        message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == json!(uri)
    })?;
    println!("first load and diagnostics of the page: {:?}", begun.elapsed());

    let line = text.matches('\n').count();
    let last = text.rsplit('\n').next().unwrap_or_default().encode_utf16().count();
    let typed = "\n- #no re:nothing fear:11 said so ".chars().cycle();
    let mut at = json!({"line": line, "character": last});
    let (mut told, mut completed, mut hovered) = (Vec::new(), Vec::new(), Vec::new());
    let (mut row, mut column) = (line, last);
    for (version, letter) in (1..).zip(typed).take(KEYSTROKES) {
        let begun = Instant::now();
        let change = json!({
            "textDocument": {"uri": uri, "version": version},
            "contentChanges": [{"range": {"start": at, "end": at}, "text": letter.to_string()}],
        });
        session.notify("textDocument/didChange", change)?;
        session.until(|message| {
            message["method"] == "textDocument/publishDiagnostics"
                && message["params"]["version"] == json!(version)
        })?;
        told.push(begun.elapsed());
        (row, column) = if letter == '\n' { (row + 1, 0) } else { (row, column + 1) };
        at = json!({"line": row, "character": column});
        let place = json!({"textDocument": {"uri": uri}, "position": at});
        let begun = Instant::now();
        session.ask("textDocument/completion", place.clone())?;
        completed.push(begun.elapsed());
        let begun = Instant::now();
        session.ask("textDocument/hover", place)?;
        hovered.push(begun.elapsed());
    }
    print_row("diagnostics of a keystroke", told);
    print_row("completion", completed);
    print_row("hover", hovered);
    if let Ok(status) = std::fs::read_to_string(format!("/proc/{}/status", session.child.id())) {
        let peak = status.lines().find(|line| line.starts_with("VmHWM"));
        println!("memory at its peak: {}", peak.unwrap_or_default().trim_start_matches("VmHWM:").trim());
    }
    session.child.kill()?;
    session.child.wait()?;
    Ok(())
}

fn print_row(what: &str, mut times: Vec<Duration>) {
    times.sort();
    let at = |part: f64| times[((times.len() - 1) as f64 * part) as usize];
    println!("{what}: median {:?}, 95 % {:?}, longest {:?}", at(0.5), at(0.95), at(1.0));
}

struct Session {
    child: Child,
    output: BufReader<std::process::ChildStdout>,
    next: u64,
}

impl Session {
    fn start(folder: &Path, today: &str) -> Outcome<Self> {
        let mut child = Command::new(env!("CARGO_BIN_EXE_askbook"))
            .args(["--today", today, "lsp"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let output = BufReader::new(child.stdout.take().ok_or("no pipe")?);
        let mut session = Self { child, output, next: 0 };
        let root = format!("file://{}", folder.display());
        let capabilities = json!({
            "workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}},
            "textDocument": {"completion": {"completionItem": {"snippetSupport": true}}},
        });
        session
            .ask("initialize", json!({"processId": null, "rootUri": root, "capabilities": capabilities}))?;
        session.notify("initialized", json!({}))?;
        Ok(session)
    }

    fn send(&mut self, message: &Value) -> Outcome<()> {
        let body = message.to_string();
        let input = self.child.stdin.as_mut().ok_or("no pipe")?;
        write!(input, "Content-Length: {}\r\n\r\n{body}", body.len())?;
        input.flush()?;
        Ok(())
    }

    fn notify(&mut self, method: &str, params: Value) -> Outcome<()> {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}))
    }

    fn ask(&mut self, method: &str, params: Value) -> Outcome<()> {
        self.next += 1;
        let id = json!(self.next);
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}))?;
        self.until(|message| message["id"] == id && message.get("method").is_none())
    }

    /// Reads messages up to one that is wanted.
    fn until(&mut self, is_wanted: impl Fn(&Value) -> bool) -> Outcome<()> {
        loop {
            let mut length = 0;
            loop {
                let mut line = String::new();
                if self.output.read_line(&mut line)? == 0 {
                    return Err("the server ended".into());
                }
                match line.trim_end().strip_prefix("Content-Length: ") {
                    Some(digits) => length = digits.parse()?,
                    None if line.trim_end().is_empty() => break,
                    None => {}
                }
            }
            let mut body = vec![0; length];
            self.output.read_exact(&mut body)?;
            if is_wanted(&serde_json::from_slice(&body)?) {
                return Ok(());
            }
        }
    }
}
