//! The preview's server, asked in the ways of browsers and of those who mean harm.

use askbook::live::{Pages, Preview, Server};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

fn pages(front: &str) -> Pages {
    let page = format!("<html><body>{front}</body></html>");
    Pages::from([
        ("index.html".to_owned(), page.into_bytes()),
        ("weeks/index.html".to_owned(), b"<p>weeks".to_vec()),
        ("style.css".to_owned(), b"body{}".to_vec()),
    ])
}

fn server() -> Server {
    let address: SocketAddr = "127.0.0.1:0".parse().expect("an address");
    Server::start(address, Preview::new(pages("one"), None)).expect("a free port")
}

fn connect(server: &Server) -> TcpStream {
    let stream = TcpStream::connect(server.address()).expect("it listens");
    stream.set_read_timeout(Some(Duration::from_secs(10))).expect("a timeout");
    stream
}

/// The whole answer to a request written out in full.
fn raw(server: &Server, request: &str) -> String {
    let mut stream = connect(server);
    stream.write_all(request.as_bytes()).expect("sent");
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

fn get(server: &Server, target: &str) -> String {
    let port = server.address().port();
    raw(server, &format!("GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"))
}

fn code(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or("none")
}

#[test]
fn it_serves_what_was_built_and_nothing_else() {
    let server = server();
    let front = get(&server, "/");
    assert_eq!(code(&front), "200");
    assert!(front.contains("one<script src=\"/-askbook/live.js\""), "{front}");
    assert!(front.contains("Cache-Control: no-store") && front.contains("text/html"), "{front}");
    assert_eq!(code(&get(&server, "/weeks/?x=1")), "200");
    assert!(get(&server, "/style.css").contains("text/css"));
    assert!(get(&server, "/-askbook/live.js").contains("EventSource"));
    for target in ["/weeks", "/nothing", "/etc/passwd", "/Cargo.toml", "/askbook.toml", "/style.css/"] {
        assert_eq!(code(&get(&server, target)), "404", "{target}");
    }
    for target in [
        "/../Cargo.toml",
        "/../../../../etc/passwd",
        "/%2e%2e/Cargo.toml",
        "/%2E%2E%2FCargo.toml",
        "/..%2fCargo.toml",
        "/weeks/../index.html",
        "/weeks/%2e%2e/index.html",
        "/..%5cCargo.toml",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/%252e%252e/%00",
        "/%",
        "http://127.0.0.1/index.html",
    ] {
        let answer = get(&server, target);
        assert!(["400", "404"].contains(&code(&answer)), "{target}: {answer}");
        assert!(!answer.contains("[package]") && !answer.contains("root:"), "{target}: {answer}");
    }
}

#[test]
fn only_this_machine_is_answered_and_nothing_is_taken_in() {
    let server = server();
    let port = server.address().port();
    let ask = |host: &str| raw(&server, &format!("GET / HTTP/1.1\r\n{host}Connection: close\r\n\r\n"));
    assert_eq!(code(&ask(&format!("Host: localhost:{port}\r\n"))), "200");
    for host in [
        String::new(),
        "Host: evil.example\r\n".to_owned(),
        format!("Host: evil.example:{port}\r\n"),
        format!("Host: 127.0.0.1.evil.example:{port}\r\n"),
        format!("Host: 127.0.0.1:{}\r\n", port ^ 1),
        "Host: 127.0.0.1\r\n".to_owned(),
        format!("Host: 127.0.0.1:{port}\r\nHost: evil.example\r\n"),
    ] {
        let answer = ask(&host);
        assert_ne!(code(&answer), "200", "{host}: {answer}");
        assert!(!answer.contains("one<script"), "{host}: {answer}");
    }
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        let request = format!(
            "{method} / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        );
        let answer = raw(&server, &request);
        assert_eq!(code(&answer), "405", "{method}");
        assert!(answer.contains("\r\nAllow: GET, HEAD\r\n"), "{answer}");
    }
    assert!(server.address().ip().is_loopback());
}

/// The data of the next event.
fn event(browser: &mut impl BufRead) -> String {
    loop {
        let mut line = String::new();
        assert_ne!(browser.read_line(&mut line).expect("an event in time"), 0, "the events ended");
        if let Some(data) = line.strip_prefix("data: ") {
            return data.trim().to_owned();
        }
    }
}

fn listen(server: &Server) -> BufReader<TcpStream> {
    let port = server.address().port();
    let mut stream = connect(server);
    let request = format!("GET /-askbook/events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n");
    stream.write_all(request.as_bytes()).expect("sent");
    BufReader::new(stream)
}

#[test]
fn fifty_browsers_are_told_and_pages_are_served_meanwhile() {
    let server = server();
    let mut browsers: Vec<_> = (0..50).map(|_| listen(&server)).collect();
    let first: Vec<String> = browsers.iter_mut().map(event).collect();
    assert!(first.iter().all(|told| *told == first[0]), "{first:?}");
    assert!(first[0].ends_with("\"trouble\":null}"), "{}", first[0]);
    // Some leave, and nobody waits for them.
    browsers.truncate(40);
    let begun = Instant::now();
    server.show(Preview::new(pages("two"), None));
    for browser in &mut browsers {
        assert_ne!(event(browser), first[0]);
    }
    assert!(get(&server, "/").contains("two<script"));
    assert!(begun.elapsed() < Duration::from_secs(10), "nobody hangs");
    // What is wrong is told with the version of the pages that still stand.
    server.show(server.preview().troubled(Some("error: x\n  |".to_owned())));
    let told = event(&mut browsers[0]);
    assert!(told.contains("\"trouble\":\"error: x\\n  |\""), "{told}");
    assert!(get(&server, "/").contains("two<script"));
}

#[test]
fn the_same_pages_have_the_same_version() {
    let server = server();
    let before = event(&mut listen(&server));
    server.show(Preview::new(pages("one"), None));
    assert_eq!(event(&mut listen(&server)), before, "nothing is loaded again for nothing");
}

#[test]
fn only_the_head_is_sent_where_only_that_was_asked_for() {
    let server = server();
    let port = server.address().port();
    for (target, host, expected) in [
        ("/", "127.0.0.1", "200"),
        ("/nothing", "127.0.0.1", "404"),
        ("/../x", "127.0.0.1", "400"),
        ("/", "evil.example", "403"),
        ("/-askbook/events", "127.0.0.1", "200"),
    ] {
        let answer = raw(&server, &format!("HEAD {target} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n"));
        assert_eq!(code(&answer), expected, "{target}: {answer}");
        let body = answer.split_once("\r\n\r\n").expect("a head").1;
        assert!(body.is_empty(), "{target}: {body}");
    }
}

#[test]
fn a_browser_that_reads_nothing_keeps_nobody_waiting() {
    let server = server();
    let idle: Vec<_> = (0..3).map(|_| listen(&server)).collect();
    let mut other = listen(&server);
    event(&mut other);
    let begun = Instant::now();
    // More than the system keeps for a browser that does not read.
    for number in 0..4 {
        server.show(server.preview().troubled(Some(format!("{number}{}", "x".repeat(4_000_000)))));
    }
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    // And a new one is told what stands.
    server.show(server.preview().troubled(Some("now".to_owned())));
    assert!(event(&mut listen(&server)).contains("\"trouble\":\"now\""));
    drop(idle);
}

#[test]
fn a_request_that_only_drips_is_given_up() {
    let server = server();
    let mut dripping = connect(&server);
    dripping.write_all(b"GET / HT").expect("sent");
    let begun = Instant::now();
    // Less than the server's patience between two letters.
    while begun.elapsed() < Duration::from_secs(16) {
        std::thread::sleep(Duration::from_secs(1));
        if dripping.write_all(b"x").is_err() {
            return;
        }
    }
    panic!("it was waited for");
}
