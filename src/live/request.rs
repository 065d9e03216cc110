//! One request of a browser, and one answer to it: as much of HTTP/1.1 as a preview needs.
//!
//! Written out here, since the small servers that were tried let a browser wait for ever behind others that keep their
//! connections: here each connection has a thread, one request and one answer.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// No request of a browser to a preview is longer.
const LONGEST: u64 = 32 * 1024;

/// A connection that is read or written until a time, however little goes through it at once.
pub(super) struct Timed<'s> {
    stream: &'s TcpStream,
    until: Instant,
}

impl<'s> Timed<'s> {
    /// For so long from now on.
    pub fn new(stream: &'s TcpStream, patience: Duration) -> Self {
        Self { stream, until: Instant::now() + patience }
    }

    fn left(&self) -> io::Result<Duration> {
        let left = self.until.checked_duration_since(Instant::now()).filter(|left| !left.is_zero());
        left.ok_or_else(|| io::ErrorKind::TimedOut.into())
    }
}

impl Read for Timed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.stream.set_read_timeout(Some(self.left()?))?;
        self.stream.read(buffer)
    }
}

impl Write for Timed<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream.set_write_timeout(Some(self.left()?))?;
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

/// What was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked {
    pub method: String,
    pub target: String,
    /// The `Host`; empty where there is none, or more than one.
    pub host: String,
}

/// Reads the head of a request; `None` if it is none.
///
/// # Errors
/// Whatever the system says, and when it takes longer than `patience`.
pub(super) fn read(stream: &TcpStream, patience: Duration) -> io::Result<Option<Asked>> {
    parse(&mut BufReader::new(Timed::new(stream, patience).take(LONGEST)))
}

fn parse(reader: &mut impl BufRead) -> io::Result<Option<Asked>> {
    let mut next = || -> io::Result<Option<String>> {
        let mut line = Vec::new();
        reader.read_until(b'\n', &mut line)?;
        let whole = line.ends_with(b"\n");
        let text = String::from_utf8(line).ok().filter(|_| whole);
        Ok(text.map(|text| text.trim_end_matches(['\r', '\n']).to_owned()))
    };
    let Some(first) = next()? else { return Ok(None) };
    let parts: Vec<&str> = first.split(' ').collect();
    let &[method, target, version] = parts.as_slice() else { return Ok(None) };
    if !version.starts_with("HTTP/1.") {
        return Ok(None);
    }
    let mut hosts = Vec::new();
    loop {
        let Some(line) = next()? else { return Ok(None) };
        if line.is_empty() {
            break;
        }
        let Some((name, value)) = line.split_once(':') else { return Ok(None) };
        if name.eq_ignore_ascii_case("host") {
            hosts.push(value.trim().to_owned());
        }
    }
    let host = if hosts.len() == 1 { hosts.remove(0) } else { String::new() };
    Ok(Some(Asked { method: method.to_owned(), target: target.to_owned(), host }))
}

/// Answers with a body, which is left out where only the head was asked for.
///
/// # Errors
/// Whatever the system says.
pub(super) fn answer(
    stream: &mut impl Write,
    code: u16,
    media_type: &str,
    body: &[u8],
    head_only: bool,
) -> io::Result<()> {
    let reason = match code {
        200 => "OK",
        400 => "Bad Request",
        403 => "Forbidden",
        405 => "Method Not Allowed",
        _ => "Not Found",
    };
    let allow = if code == 405 { "Allow: GET, HEAD\r\n" } else { "" };
    let head = format!(
        "HTTP/1.1 {code} {reason}\r\nContent-Type: {media_type}\r\nContent-Length: {}\r\n\
         Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n\
         Cross-Origin-Resource-Policy: same-origin\r\n{allow}Connection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes())?;
    if !head_only {
        stream.write_all(body)?;
    }
    stream.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Option<Asked> {
        parse(&mut text.as_bytes()).expect("no stream fails here")
    }

    #[test]
    fn a_request_has_a_method_a_target_and_one_host() {
        let asked =
            parsed("GET /a?b HTTP/1.1\r\nAccept: x\r\nhost:  localhost:1 \r\n\r\n").expect("a request");
        assert_eq!(
            (asked.method.as_str(), asked.target.as_str(), asked.host.as_str()),
            ("GET", "/a?b", "localhost:1")
        );
        assert_eq!(parsed("GET / HTTP/1.1\nHost: a\nHost: b\n\n").expect("a request").host, "");
    }

    #[test]
    fn what_is_no_request_is_none() {
        for text in [
            "",
            "\r\n",
            "GET /\r\n\r\n",
            "GET / HTTP/2\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a",
            "GET / HTTP/1.1\r\nx\r\n\r\n",
            "GET  / HTTP/1.1\r\n\r\n",
            "\u{16}\u{3}\u{1}\n",
        ] {
            assert_eq!(parsed(text), None, "{text:?}");
        }
    }
}
