//! `askbook serve`: the real program, asked as a browser asks.

use crate::support::command::{Notebook, command};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::time::Duration;

const PAGES: &str = "\
>>> askbook.toml
>>> 2026-03-02.md
- #ask Asked for a @discount fear:3
- #ask #no Something nobody may read
";

struct Serve {
    child: Child,
    address: String,
    said: String,
}

impl Serve {
    fn start(notebook: &Notebook, arguments: &[&str]) -> Self {
        let mut child = command(notebook.path())
            .args(["--today", "2026-06-30", "serve", "--port", "0"])
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("askbook serve");
        let mut said = String::new();
        let output = child.stdout.as_mut().expect("a pipe");
        BufReader::new(output).read_line(&mut said).expect("an address");
        let address =
            said.split("http://").nth(1).expect("an address").trim().trim_end_matches('/').to_owned();
        Self { child, address, said }
    }

    fn connect(&self, target: &str) -> TcpStream {
        let port = self.address.rsplit(':').next().expect("a port");
        let mut stream = TcpStream::connect(format!("127.0.0.1:{port}")).expect("it listens");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a timeout");
        write!(stream, "GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n").expect("sent");
        stream
    }

    fn get(&self, target: &str) -> String {
        let mut answer = Vec::new();
        self.connect(target).read_to_end(&mut answer).expect("an answer");
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn events(&self) -> BufReader<TcpStream> {
        BufReader::new(self.connect("/-askbook/events"))
    }
}

impl Drop for Serve {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The version and the trouble of the next event that is not as the one before.
fn event(events: &mut impl BufRead, before: &mut String) -> (String, Option<String>) {
    loop {
        let mut line = String::new();
        assert_ne!(events.read_line(&mut line).expect("an event in time"), 0, "the events ended");
        let Some(data) = line.strip_prefix("data: ") else { continue };
        if data != before {
            data.clone_into(before);
            let told: serde_json::Value = serde_json::from_str(data).expect("JSON");
            let text = |key: &str| told[key].as_str().map(str::to_owned);
            return (text("version").expect("a version"), text("trouble"));
        }
    }
}

#[test]
fn a_save_is_shown_and_what_is_wrong_is_shown_over_the_page() {
    let notebook = Notebook::new(PAGES);
    let serve = Serve::start(&notebook, &[]);
    let front = serve.get("/");
    assert!(front.starts_with("HTTP/1.1 200"), "{front}");
    assert!(front.contains("/-askbook/live.js") && front.contains("connect-src 'self'"), "{front}");
    assert!(!front.contains("nobody may read"), "the shareable page shows no words");
    let (mut events, mut last) = (serve.events(), String::new());
    let (first, trouble) = event(&mut events, &mut last);
    assert_eq!(trouble, None);
    notebook.write("2026-03-03.md", "- #ask #no One more\n");
    let (second, trouble) = event(&mut events, &mut last);
    assert!(second != first && trouble.is_none(), "{second} {trouble:?}");
    notebook.write("2026-03-03.md", "- #ask #no One more\n- #no re:nope\n");
    let (third, trouble) = event(&mut events, &mut last);
    let trouble = trouble.expect("an error");
    assert!(trouble.contains("error[unknown-id]") && trouble.contains("━━━━━━━"), "{trouble}");
    assert_eq!(third, second, "an answer to nothing counts nothing, so the page is the same");
    notebook.write("2026-03-03.md", "- #ask #no One more\n");
    // A save in place may be seen while the file is empty; what stands in the end is shown in the end.
    let mut shown = event(&mut events, &mut last);
    if shown.0 != second {
        shown = event(&mut events, &mut last);
    }
    assert_eq!(shown, (second, None));
    // Settings that are no TOML leave the page that stood.
    notebook.write("askbook.toml", "[challenge\n");
    let (_, trouble) = event(&mut events, &mut last);
    assert!(trouble.expect("an error").contains("config-syntax"));
    assert!(serve.get("/").starts_with("HTTP/1.1 200"));
}

#[test]
fn a_template_that_is_wrong_or_gives_something_away_leaves_the_page_that_stood() {
    let notebook = Notebook::new(PAGES);
    let serve = Serve::start(&notebook, &[]);
    let (mut events, mut last) = (serve.events(), String::new());
    let (first, _) = event(&mut events, &mut last);
    notebook.write("templates/404.html", "{{ no_such_thing }}");
    let (version, trouble) = event(&mut events, &mut last);
    assert_eq!(version, first);
    assert!(trouble.expect("an error").contains("404.html"));
    notebook.write("templates/404.html", "<p>Something nobody may read</p>");
    let (version, trouble) = event(&mut events, &mut last);
    assert_eq!(version, first);
    let trouble = trouble.expect("a leak");
    assert!(trouble.contains("would hold what is private") && trouble.contains("2026-03-02.md"), "{trouble}");
    assert!(!serve.get("/nothing").contains("nobody may read"));
}

#[test]
fn the_private_pages_are_for_this_machine_alone() {
    let notebook = Notebook::new(PAGES);
    let serve = Serve::start(&notebook, &["--private"]);
    assert!(serve.said.contains("for your own eyes"), "{}", serve.said);
    assert!(serve.address.starts_with("127.0.0.1:"), "{}", serve.address);
    assert!(serve.get("/asks.html").contains("nobody may read"), "the whole journal");
    let refused = notebook.run(&["serve", "--private", "--bind", "0.0.0.0"]).exits(2);
    assert!(refused.err.contains("cannot be used with"), "{}", refused.err);
    let taken =
        notebook.run(&["serve", "--port", serve.address.rsplit(':').next().expect("a port")]).exits(2);
    assert!(taken.err.contains("name another port"), "{}", taken.err);
}

#[test]
fn others_are_shown_the_page_and_no_line_of_the_journal() {
    let notebook = Notebook::new(PAGES);
    notebook.write("2026-03-03.md", "- #no re:secret-word\n");
    let mut serve = Serve::start(&notebook, &["--bind", "0.0.0.0"]);
    let (_, trouble) = event(&mut serve.events(), &mut String::new());
    assert_eq!(trouble.as_deref(), Some("1 error: askbook check"));
    assert!(!serve.get("/").contains("secret-word"));
    let mut warning = String::new();
    let stderr = serve.child.stderr.take().expect("a pipe");
    BufReader::new(stderr).read_line(&mut warning).expect("a warning");
    assert!(warning.contains("others on this network can see"), "{warning}");
}
