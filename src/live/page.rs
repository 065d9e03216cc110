//! The pages of a preview, as they are served: each with the script that reloads it.

use std::collections::BTreeMap;
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, OnceLock};

/// Pages by their paths, `/` between the parts.
pub type Pages = BTreeMap<String, Vec<u8>>;

/// Where the script of the preview and its events are; no page of a site begins so.
pub(super) const SCRIPT: &str = "-askbook/live.js";
pub(super) const EVENTS: &str = "-askbook/events";
/// The page that stands for a missing one.
pub(super) const MISSING: &str = "404.html";
/// What stands for every page as long as none could be made.
const WAITING: &str = include_str!("waiting.html");

/// What browsers are shown.
#[derive(Debug, Clone, Default)]
pub struct Preview {
    pages: Arc<Pages>,
    drawn: Arc<BTreeMap<String, Drawn>>,
    /// What is wrong, as text with carets; shown over the page.
    trouble: Option<String>,
    version: u64,
}

/// A file that takes long to make, and is made when it is asked for first.
pub struct Drawn {
    draw: Box<dyn Fn() -> Option<Vec<u8>> + Send + Sync>,
    made: OnceLock<Option<Vec<u8>>>,
}

impl Drawn {
    /// One that `draw` makes.
    pub fn new(draw: impl Fn() -> Option<Vec<u8>> + Send + Sync + 'static) -> Self {
        Self { draw: Box::new(draw), made: OnceLock::new() }
    }
}

impl fmt::Debug for Drawn {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Drawn").field("made", &self.made.get().is_some()).finish()
    }
}

impl Preview {
    /// Pages, and what is wrong with what they were made of.
    pub fn new(mut pages: Pages, trouble: Option<String>) -> Self {
        // The version is that of the contents, so that a browser reloads only what became another.
        let mut hasher = DefaultHasher::new();
        pages.hash(&mut hasher);
        let version = hasher.finish();
        for (name, bytes) in &mut pages {
            if name.ends_with(".html")
                && let Ok(text) = std::str::from_utf8(bytes)
            {
                *bytes = with_script(text, version).into_bytes();
            }
        }
        Self { pages: Arc::new(pages), drawn: Arc::default(), trouble, version }
    }

    /// What is shown as long as no page could be made: one that says so, has what is wrong over it, and goes when there
    /// are pages.
    pub fn waiting() -> Self {
        Self::new(Pages::from([(MISSING.to_owned(), WAITING.into())]), None)
    }

    /// The same with files that are made when they are asked for.
    #[must_use]
    pub fn with_drawn(self, drawn: BTreeMap<String, Drawn>) -> Self {
        Self { drawn: Arc::new(drawn), ..self }
    }

    /// The same pages with something wrong.
    #[must_use]
    pub fn troubled(&self, trouble: Option<String>) -> Self {
        Self { trouble, ..self.clone() }
    }

    /// The page at a path.
    pub fn page(&self, path: &str) -> Option<&[u8]> {
        if let Some(page) = self.pages.get(path) {
            return Some(page);
        }
        let drawn = self.drawn.get(path)?;
        drawn.made.get_or_init(|| (drawn.draw)()).as_deref()
    }

    /// What an event tells: the version, and what is wrong.
    pub(super) fn event(&self) -> String {
        let trouble = self.trouble.as_deref().map_or("null".to_owned(), quoted);
        format!("data: {{\"version\":\"{:016x}\",\"trouble\":{trouble}}}\n\n", self.version)
    }
}

/// A page with the script at its end, and a policy that lets it run.
fn with_script(text: &str, version: u64) -> String {
    let script = format!("<script src=\"/{SCRIPT}\" data-version=\"{version:016x}\"></script>");
    let text = allowed(text);
    match text.rfind("</body>") {
        Some(at) => format!("{}{script}{}", &text[..at], &text[at..]),
        None => format!("{text}{script}"),
    }
}

/// A page's policy with this preview's script and events allowed, and nothing else.
fn allowed(text: &str) -> String {
    const META: &str = "http-equiv=\"Content-Security-Policy\" content=\"";
    let Some(start) = text.find(META).map(|at| at + META.len()) else { return text.to_owned() };
    let Some(end) = text[start..].find('"').map(|length| start + length) else { return text.to_owned() };
    let policy = &text[start..end];
    let scripts = if policy.contains("script-src") { "" } else { "; script-src 'self'" };
    format!("{}{policy}{scripts}; connect-src 'self'{}", &text[..start], &text[end..])
}

/// A text as JSON writes it.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for char in text.chars() {
        match char {
            '"' | '\\' => quoted.extend(['\\', char]),
            '\n' => quoted.push_str("\\n"),
            char if char.is_control() => quoted.push_str(&format!("\\u{:04x}", u32::from(char))),
            char => quoted.push(char),
        }
    }
    quoted.push('"');
    quoted
}

/// What kind of file a path names.
pub(super) fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("xml") => "application/xml; charset=utf-8",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("gif") => "image/gif",
        Some("webp") => "image/webp",
        Some("ico") => "image/x-icon",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_gets_its_script_and_a_policy_that_lets_it_run() {
        let page = "<head><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\"></head><body>x</body>";
        let pages =
            Pages::from([("index.html".to_owned(), page.into()), ("a.css".to_owned(), "</body>".into())]);
        let preview = Preview::new(pages, None);
        let shown = std::str::from_utf8(preview.page("index.html").expect("a page")).expect("text");
        assert!(shown.contains("default-src 'none'; script-src 'self'; connect-src 'self'\""), "{shown}");
        assert!(shown.ends_with("></script></body>"), "{shown}");
        assert_eq!(preview.page("a.css"), Some(&b"</body>"[..]));
    }

    #[test]
    fn a_page_stands_for_those_that_could_not_be_made_yet() {
        let waiting = Preview::waiting();
        let shown = std::str::from_utf8(waiting.page(MISSING).expect("a page")).expect("text");
        assert!(shown.contains("; script-src 'self'; connect-src 'self'\""), "{shown}");
        assert!(shown.contains(&format!("data-version=\"{:016x}\"", waiting.version)), "{shown}");
        assert_ne!(Preview::new(Pages::new(), None).version, waiting.version);
    }

    #[test]
    fn an_event_is_one_line_of_json() {
        let preview = Preview::default().troubled(Some("a \"b\"\n\\\u{1b}".to_owned()));
        let event = preview.event();
        assert_eq!(event.matches('\n').count(), 2);
        assert!(event.contains("\"trouble\":\"a \\\"b\\\"\\n\\\\\\u001b\""), "{event}");
    }
}
