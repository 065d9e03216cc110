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
        Self::start_with(notebook, arguments, &[])
    }

    fn start_with(notebook: &Notebook, arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        let mut child = command(notebook.path())
            .args(["--today", "2026-06-30", "serve", "--port", "0"])
            .args(arguments)
            .envs(environment.iter().copied())
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
fn what_is_wrong_from_the_start_is_shown_on_a_page_of_its_own_and_told_in_the_terminal() {
    let leaking = "- #ask #no A public:\"to acme\" @acme\n";
    let broken = "x = [\n";
    for (name, text, mended, told) in [
        ("2026-03-03.md", leaking, "- #ask #no A\n", "would hold what is private"),
        ("askbook.toml", broken, "", "error[config-syntax]"),
    ] {
        let notebook = Notebook::new(PAGES);
        notebook.write(name, text);
        let mut serve = Serve::start(&notebook, &[]);
        let mut stderr = BufReader::new(serve.child.stderr.take().expect("a pipe"));
        let mut line = String::new();
        stderr.read_line(&mut line).expect("what is wrong");
        assert!(line.contains(told), "{line}");
        let page = serve.get("/");
        assert!(page.contains("text/html") && page.contains("Not shown yet"), "{page}");
        let (mut events, mut last) = (serve.events(), String::new());
        let (first, trouble) = event(&mut events, &mut last);
        assert!(page.contains(&format!("/-askbook/live.js\" data-version=\"{first}\"")), "{page}");
        assert!(trouble.expect("what is wrong").contains(told));
        notebook.write(name, mended);
        // The version of before is left, so that the browser loads the page.
        while event(&mut events, &mut last).0 == first {}
        assert!(serve.get("/").starts_with("HTTP/1.1 200"));
        while !line.starts_with("mended") {
            line.clear();
            assert_ne!(stderr.read_line(&mut line).expect("a line"), 0, "nothing was told");
        }
    }
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
    // What is printed is answered on this machine.
    assert!(serve.address.starts_with("127.0.0.1:"), "{}", serve.address);
}

#[test]
fn others_are_shown_no_line_of_a_template_and_no_name_of_a_challenge() {
    let notebook = Notebook::new(PAGES);
    let settings = "[[challenge]]\nname = \"Quit my job\"\nstart = 2026-01-01\nend = 2026-12-31\n";
    notebook.write("askbook.toml", settings);
    let refused = notebook.run(&["serve", "--challenge", "Quit"]).exits(2);
    assert!(refused.err.contains("Quit my job"), "who typed it is told: {}", refused.err);
    let serve = Serve::start(&notebook, &["--bind", "0.0.0.0", "--challenge", "Quit my job"]);
    let (mut events, mut last) = (serve.events(), String::new());
    assert_eq!(event(&mut events, &mut last).1, None);
    let told = Some("the page cannot be made: askbook site says why");
    notebook.write("templates/404.html", "{{ no_such_thing }} secret");
    assert_eq!(event(&mut events, &mut last).1.as_deref(), told);
    std::fs::remove_dir_all(notebook.path().join("templates")).expect("gone");
    assert_eq!(event(&mut events, &mut last).1, None);
    notebook.write("askbook.toml", settings.replace("Quit", "Leave"));
    assert_eq!(event(&mut events, &mut last).1.as_deref(), told);
}

#[test]
fn a_folder_that_goes_is_told_and_waited_for() {
    let notebook = Notebook::new(PAGES);
    let serve = Serve::start(&notebook, &[]);
    let (mut events, mut last) = (serve.events(), String::new());
    assert_eq!(event(&mut events, &mut last).1, None);
    let away = notebook.path().with_extension("away");
    std::fs::rename(notebook.path(), &away).expect("away");
    let (_, trouble) = event(&mut events, &mut last);
    assert!(trouble.expect("it is gone").ends_with("is gone; waiting for it to come back"));
    std::fs::rename(&away, notebook.path()).expect("back");
    assert_eq!(event(&mut events, &mut last).1, None);
}

#[test]
fn fifty_browsers_are_told_of_a_save_and_odd_requests_are_refused() {
    let notebook = Notebook::new(PAGES);
    notebook.write("secret.txt", "not for the web");
    let serve = Serve::start(&notebook, &[]);
    let mut browsers: Vec<_> = (0..50).map(|_| (serve.events(), String::new())).collect();
    for (events, last) in &mut browsers {
        assert_eq!(event(events, last).1, None);
    }
    let pages: Vec<_> = (0..50).map(|_| serve.connect("/")).collect();
    for mut page in pages {
        let mut answer = String::new();
        page.read_to_string(&mut answer).expect("a page");
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    }
    for target in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e%2fsecret.txt",
        "/..%5csecret.txt",
        "/%252e%252e/secret.txt",
        "/secret.txt",
        "/askbook.toml",
        "/2026-03-02.md",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/etc/passwd",
        "http://127.0.0.1/etc/passwd",
    ] {
        let answer = serve.get(target);
        let code = answer.split(' ').nth(1).expect("a code");
        assert!(["400", "404"].contains(&code), "{target}: {answer}");
        assert!(!answer.contains("not for the web") && !answer.contains("root:"), "{target}: {answer}");
    }
    let port = serve.address.rsplit(':').next().expect("a port");
    for host in ["evil.example", "evil.example:80", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example"] {
        let mut stream = TcpStream::connect(format!("127.0.0.1:{port}")).expect("it listens");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a timeout");
        write!(stream, "GET / HTTP/1.1\r\nHost: {host}\r\n\r\n").expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        assert!(answer.starts_with("HTTP/1.1 4") && !answer.contains("<html"), "{host}: {answer}");
    }
    notebook.write("2026-03-03.md", "- #ask #no One more\n");
    for (events, last) in &mut browsers {
        assert_eq!(event(events, last).1, None);
    }
}

/// What a browser is started with: a program of that name on the way, that writes down what it was given.
#[cfg(target_os = "linux")]
#[test]
fn the_front_page_is_opened_where_that_is_wished() {
    use std::os::unix::fs::PermissionsExt;
    let notebook = Notebook::new(PAGES);
    let bin = tempfile::tempdir().expect("a folder");
    let opener = bin.path().join("xdg-open");
    std::fs::write(&opener, "#!/bin/sh\necho \"$1\" >> \"$(dirname \"$0\")/opened\"\n").expect("a script");
    std::fs::set_permissions(&opener, std::fs::Permissions::from_mode(0o755)).expect("it can be run");
    let path = format!("{}:{}", bin.path().display(), std::env::var("PATH").unwrap_or_default());
    let opened = |lines: usize| {
        for _ in 0..400 {
            let text = std::fs::read_to_string(bin.path().join("opened")).unwrap_or_default();
            if text.lines().count() == lines {
                return text.lines().last().map(str::to_owned);
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        None
    };
    let serve = Serve::start_with(&notebook, &["--open"], &[("PATH", &path)]);
    assert_eq!(opened(1), Some(format!("http://{}/", serve.address)));
    assert!(serve.get("/").starts_with("HTTP/1.1 200"), "and it goes on");
    let run = command(notebook.path())
        .args(["--today", "2026-06-30", "site", "--open"])
        .env("PATH", &path)
        .stdin(Stdio::null())
        .output()
        .expect("askbook site");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let page = opened(2).expect("a page");
    let front = notebook.path().canonicalize().expect("a path").join("public/index.html");
    assert!(front.is_file() && page.ends_with("public/index.html"), "{page}");
}
