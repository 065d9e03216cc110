//! Which requests are answered: those that name this machine as their host, and something that was built.

use std::net::IpAddr;

/// Whether the value of a `Host` header names this machine by its number or as `localhost`, and so did not come by a
/// name that somebody else made to lead here.
pub(super) fn is_ours(host: &str, port: u16, bound: IpAddr) -> bool {
    let (name, named_port) = match host.rsplit_once(':') {
        Some((name, digits)) if !name.ends_with(':') && (!name.contains(':') || name.ends_with(']')) => {
            (name, digits.parse().ok())
        }
        _ => (host, Some(80)),
    };
    let bare = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
    let is_here = match bare.parse::<IpAddr>() {
        Ok(number) if bound.is_unspecified() => !number.is_unspecified(),
        Ok(number) => number.is_loopback() && bound.is_loopback() || number == bound,
        Err(_) => name.eq_ignore_ascii_case("localhost"),
    };
    is_here && named_port == Some(port)
}

/// What a request's target asks for: the path in the table of pages. `None` for what no page can have: no path at all,
/// one with `..` or a backslash in it, however it is encoded.
pub(super) fn wanted(target: &str) -> Option<String> {
    let path = target.split(['?', '#']).next().unwrap_or(target);
    let path = decoded(path.strip_prefix('/')?)?;
    let is_odd = |part: &str| part == ".." || part == ".";
    if path.contains(['\\', '\0']) || path.starts_with('/') || path.split('/').any(is_odd) {
        return None;
    }
    let is_folder = path.is_empty() || path.ends_with('/');
    Some(if is_folder { format!("{path}index.html") } else { path })
}

/// A path without its percent signs; decoded once, as a browser encodes it once.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let high = char::from(rest.next()?).to_digit(16)?;
            let low = char::from(rest.next()?).to_digit(16)?;
            bytes.push((high * 16 + low) as u8);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    #[test]
    fn only_this_machine_is_a_host() {
        let here = IpAddr::V4(Ipv4Addr::LOCALHOST);
        for host in ["127.0.0.1:8765", "localhost:8765", "LOCALHOST:8765", "[::1]:8765", "127.0.0.2:8765"] {
            assert!(is_ours(host, 8765, here), "{host}");
        }
        for host in [
            "evil.example:8765",
            "127.0.0.1",
            "127.0.0.1:80",
            "localhost.evil.example:8765",
            "",
            ":8765",
            "192.168.1.2:8765",
            "127.0.0.1:8765:8765",
            "::1:8765",
            "0.0.0.0:8765",
        ] {
            assert!(!is_ours(host, 8765, here), "{host}");
        }
        let everywhere = IpAddr::V4(Ipv4Addr::UNSPECIFIED);
        assert!(is_ours("192.168.1.2:8765", 8765, everywhere));
        assert!(!is_ours("evil.example:8765", 8765, everywhere));
        assert!(is_ours("localhost", 80, here));
    }

    #[test]
    fn only_paths_of_pages_are_wanted() {
        assert_eq!(wanted("/").as_deref(), Some("index.html"));
        assert_eq!(wanted("/a/?q=../x").as_deref(), Some("a/index.html"));
        assert_eq!(wanted("/caf%C3%A9.html#x").as_deref(), Some("café.html"));
        for target in [
            "/../x",
            "/%2e%2e/x",
            "/a/%2E%2E/%2e%2e/x",
            "/..%5cx",
            "/..\\x",
            "//etc/passwd",
            "/%2fetc/passwd",
            "http://127.0.0.1/x",
            "*",
            "",
            "/%",
            "/%zz",
            "/%ff",
            "/a%00",
            "/./x",
        ] {
            assert_eq!(wanted(target), None, "{target}");
        }
    }
}
