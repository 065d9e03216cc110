//! Messages as they come over a pipe: each with a head that says how long it is, and JSON.
//!
//! Read here and not by the crate that has the types of messages, since that one takes whatever it does not understand
//! for the end of the session, and as much memory as a head asks for.

use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use serde_json::{Map, Value};
use std::io::{self, BufRead, Read};

/// A head is a few short lines.
const LONGEST_HEAD: u64 = 16 * 1024;
/// No page is so long.
const LONGEST: u64 = 512 * 1024 * 1024;

/// What came whole.
#[derive(Debug)]
pub(super) enum Came {
    Message(Message),
    /// It is no message; what comes after it can be read all the same.
    Odd(Odd),
}

/// What is no message.
#[derive(Debug)]
pub(super) struct Odd {
    /// What is wrong with it.
    pub why: String,
    /// The answer, if it asked for one.
    pub refusal: Option<Response>,
}

/// Where a message begins cannot be told any more; why.
pub(super) type Broken = String;

/// Reads what comes next; `None` where nothing does.
///
/// # Errors
/// When nothing after it could be understood.
pub(super) fn read(input: &mut impl BufRead) -> Result<Option<Came>, Broken> {
    let failed = |error: io::Error| format!("it cannot be read: {error}");
    let mut head = input.take(LONGEST_HEAD);
    let mut length = None;
    let mut begun = false;
    loop {
        let mut line = Vec::new();
        head.read_until(b'\n', &mut line).map_err(failed)?;
        if line.is_empty() && !begun {
            return Ok(None);
        }
        if !line.ends_with(b"\n") {
            let why = if head.limit() == 0 { "a head that does not end" } else { "it ends in a head" };
            return Err(why.to_owned());
        }
        begun = true;
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end();
        if line.is_empty() {
            break;
        }
        let Some((name, value)) = line.split_once(':') else {
            return Err(format!("`{}` is no line of a head", short(line)));
        };
        if name.eq_ignore_ascii_case("content-length") {
            let value = value.trim();
            length = Some(value.parse().map_err(|_| format!("`{}` is no length", short(value)))?);
        }
    }
    let Some(length) = length else { return Err("a head without `Content-Length`".to_owned()) };
    if length > LONGEST {
        return Err(format!("a message of {length} bytes, and the longest that is read has {LONGEST}"));
    }
    // As much memory as comes, not as much as was said.
    let mut body = Vec::new();
    let came = input.take(length).read_to_end(&mut body).map_err(failed)?;
    if (came as u64) < length {
        return Err("it ends within a message".to_owned());
    }
    Ok(Some(came_whole(&body)))
}

fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

fn came_whole(body: &[u8]) -> Came {
    // What is no UTF-8 is read with the sign that stands for it.
    let text = String::from_utf8_lossy(body);
    let value = serde_json::from_str(&text).or_else(|error| match without_halves(&text) {
        Some(whole) => serde_json::from_str(&whole),
        None => Err(error),
    });
    let why = match value {
        Ok(Value::Object(fields)) => return message(fields),
        Ok(_) => "what came is no single message".to_owned(),
        Err(error) => format!("what came is no JSON: {error}"),
    };
    Came::Odd(Odd { why, refusal: None })
}

/// A message of these fields.
fn message(mut fields: Map<String, Value>) -> Came {
    let mut take = |name: &str| fields.remove(name).unwrap_or_default();
    let (id, method, params) = (take("id"), take("method"), take("params"));
    let named: Option<RequestId> = serde_json::from_value(id.clone()).ok();
    let (why, refuse) = match (method, named) {
        (Value::String(method), None) if id.is_null() => {
            return Came::Message(Message::Notification(Notification { method, params }));
        }
        (Value::String(method), Some(id)) => {
            return Came::Message(Message::Request(Request { id, method, params }));
        }
        (Value::String(method), None) => {
            (format!("the id of a {} is neither a text nor a whole number of 32 bits", short(&method)), None)
        }
        (Value::Null, Some(id)) if fields.contains_key("result") || fields.contains_key("error") => {
            let result = fields.remove("result").unwrap_or_default();
            return Came::Message(Message::Response(Response::new_ok(id, result)));
        }
        (_, id) => ("what came names no method".to_owned(), id),
    };
    let refusal = refuse.map(|id| Response::new_err(id, ErrorCode::InvalidRequest as i32, why.clone()));
    Came::Odd(Odd { why, refusal })
}

/// JSON with U+FFFD for each half of a pair of UTF-16 that has lost its other half: a unit for a unit, so that columns
/// stay. `None` where there is none.
fn without_halves(json: &str) -> Option<String> {
    let mut whole = String::with_capacity(json.len());
    let mut found = false;
    let mut rest = json;
    while let Some(at) = rest.find('\\') {
        whole.push_str(&rest[..at]);
        rest = &rest[at..];
        let next = rest.get(6..).and_then(unit);
        let (text, length) = match (unit(rest), next) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => (&rest[..12], 12),
            (Some(0xD800..=0xDFFF), _) => {
                found = true;
                ("\\ufffd", 6)
            }
            _ => {
                let length = 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
                (&rest[..length], length)
            }
        };
        whole.push_str(text);
        rest = &rest[length..];
    }
    whole.push_str(rest);
    found.then_some(whole)
}

/// The unit of UTF-16 that `\u` and four digits at the start of `json` name.
fn unit(json: &str) -> Option<u16> {
    let digits = json.strip_prefix("\\u")?.get(..4)?;
    let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hex.then(|| u16::from_str_radix(digits, 16).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn came(bytes: &[u8]) -> Result<Option<Came>, Broken> {
        read(&mut &*bytes)
    }

    fn framed(body: &[u8]) -> Vec<u8> {
        [format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes(), body].concat()
    }

    fn odd(body: &str) -> Odd {
        match came(&framed(body.as_bytes())) {
            Ok(Some(Came::Odd(odd))) => odd,
            other => panic!("{body}: {other:?}"),
        }
    }

    #[test]
    fn a_lost_half_of_a_pair_is_one_sign_and_whole_pairs_stay() {
        for (json, text) in [
            (r#""a\ud83d""#, "a\u{fffd}"),
            (r#""\ude00b""#, "\u{fffd}b"),
            (r#""\ud83d\ud83d\ude00""#, "\u{fffd}😀"),
            (r#""\\ud83d \ud83dx\ud83d\u0041""#, "\\ud83d \u{fffd}x\u{fffd}A"),
        ] {
            let whole = without_halves(json).expect("a half");
            assert_eq!(serde_json::from_str::<String>(&whole).expect("JSON"), text, "{json}");
        }
        for json in [r#""\\ud83d""#, r#""\ud83d\ude00""#, r#""\ud8é""#, "\\", "\"\\u\""] {
            assert_eq!(without_halves(json), None, "{json}");
        }
    }

    #[test]
    fn what_is_no_message_is_told_and_refused_where_it_asked() {
        for (body, why) in [
            ("", "no JSON"),
            ("{\"a\":", "no JSON"),
            ("[]", "no single message"),
            ("{}", "names no method"),
            ("{\"id\":1.5,\"method\":\"x\"}", "the id of a x"),
        ] {
            let odd = odd(body);
            assert!(odd.why.contains(why) && odd.refusal.is_none(), "{body}: {odd:?}");
        }
        assert!(odd("{\"id\":7,\"method\":8}").refusal.is_some());
        let request = came(&framed(b"{\"id\":\"a\",\"method\":\"x\"}"));
        assert!(matches!(request, Ok(Some(Came::Message(Message::Request(_))))), "{request:?}");
        let note = came(&framed(b"{\"id\":null,\"method\":\"\xff\"}"));
        assert!(matches!(note, Ok(Some(Came::Message(Message::Notification(_))))), "{note:?}");
        let answer = came(b"content-length:20\n\n{\"id\":1,\"error\":{}}  ");
        assert!(matches!(answer, Ok(Some(Came::Message(Message::Response(_))))), "{answer:?}");
    }

    #[test]
    fn where_the_next_message_begins_cannot_be_told_after_a_broken_head() {
        for (text, why) in [
            ("x\r\n", "`x` is no line"),
            ("Content-Length: a\r\n\r\n", "`a` is no length"),
            ("Content-Length: -1\r\n\r\n", "`-1` is no length"),
            ("Content-Length: 99999999999999\r\n\r\n{}", "a message of 99999999999999 bytes"),
            ("Content-Length: 9\r\n\r\n{}", "ends within a message"),
            ("Content-Length: 9\r\n", "ends in a head"),
            ("a: b\r\n\r\n", "without `Content-Length`"),
        ] {
            let told = came(text.as_bytes()).expect_err(text);
            assert!(told.contains(why), "{text:?}: {told}");
        }
        let long = "a: b\r\n".repeat(5000);
        assert!(came(long.as_bytes()).expect_err("too long").contains("does not end"));
        assert!(matches!(came(b""), Ok(None)));
    }
}
