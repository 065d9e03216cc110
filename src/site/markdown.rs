//! The writer's Markdown as HTML that is never live: raw HTML is shown as text, links lead to `http`, `https`,
//! `mailto` or a page beside, and images are those that the caller allows.

use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, html};

/// Where links and images of a text may lead.
pub trait Targets {
    /// Where a relative link leads on the site; `None` where there is no such page.
    fn link(&mut self, target: &str, is_wiki: bool) -> Option<String>;
    /// The file on the site with this image; `None` where it may not be shown.
    fn image(&mut self, target: &str) -> Option<String>;
    /// Words outside of links as HTML, where some of them lead somewhere; `None` where none does.
    fn words(&mut self, _text: &str) -> Option<String> {
        None
    }
}

/// Nothing but links that lead out: for what is shared.
pub struct Outside;

impl Targets for Outside {
    fn link(&mut self, target: &str, is_wiki: bool) -> Option<String> {
        (!is_wiki).then(|| target.to_owned())
    }

    fn image(&mut self, _target: &str) -> Option<String> {
        None
    }
}

/// Renders `text`. Headings begin at level `top`.
pub fn render(text: &str, top: usize, targets: &mut dyn Targets) -> String {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_WIKILINKS;
    // How many links and images around are shown by their words alone.
    let mut links: Vec<bool> = Vec::new();
    let mut images: Vec<bool> = Vec::new();
    let mut events = Vec::new();
    let mut in_code = false;
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Html(raw) | Event::InlineHtml(raw) => events.push(Event::Text(raw)),
            // Its paragraphs are the text that was raw HTML.
            Event::Start(Tag::HtmlBlock) => events.push(Event::Start(Tag::Paragraph)),
            Event::End(TagEnd::HtmlBlock) => events.push(Event::End(TagEnd::Paragraph)),
            Event::Start(Tag::Heading { level, .. }) => {
                events.push(Event::Start(heading(level as usize + top - 1)));
            }
            Event::End(TagEnd::Heading(level)) => {
                events.push(Event::End(heading(level as usize + top - 1).to_end()));
            }
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let is_wiki = matches!(link_type, LinkType::WikiLink { .. });
                let email = matches!(link_type, LinkType::Email);
                let target = match scheme(&dest_url) {
                    _ if email => Some(dest_url.to_string()),
                    Scheme::Allowed => Some(dest_url.to_string()),
                    Scheme::None => targets.link(&dest_url, is_wiki),
                    Scheme::Refused => None,
                };
                links.push(target.is_some());
                if let Some(target) = target {
                    let link_type = if email { LinkType::Email } else { LinkType::Inline };
                    events.push(Event::Start(Tag::Link { link_type, dest_url: target.into(), title, id }));
                }
            }
            Event::End(TagEnd::Link) => {
                if links.pop() == Some(true) {
                    events.push(Event::End(TagEnd::Link));
                }
            }
            Event::Start(Tag::Image { dest_url, title, id, .. }) => {
                let file = match scheme(&dest_url) {
                    Scheme::None => targets.image(&dest_url),
                    _ => None,
                };
                images.push(file.is_some());
                if let Some(file) = file {
                    let dest_url: CowStr<'_> = file.into();
                    events.push(Event::Start(Tag::Image {
                        link_type: LinkType::Inline,
                        dest_url,
                        title,
                        id,
                    }));
                }
            }
            Event::End(TagEnd::Image) => {
                if images.pop() == Some(true) {
                    events.push(Event::End(TagEnd::Image));
                }
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                in_code = true;
                events.push(Event::Start(Tag::CodeBlock(kind)));
            }
            Event::End(TagEnd::CodeBlock) => {
                in_code = false;
                events.push(Event::End(TagEnd::CodeBlock));
            }
            Event::Text(words) if !in_code && links.is_empty() && images.is_empty() => {
                let linked = targets.words(&words);
                events.push(linked.map_or(Event::Text(words), |html| Event::InlineHtml(html.into())));
            }
            other => events.push(other),
        }
    }
    let mut page = String::with_capacity(text.len() * 3 / 2);
    html::push_html(&mut page, events.into_iter());
    page
}

fn heading(level: usize) -> Tag<'static> {
    let level =
        pulldown_cmark::HeadingLevel::try_from(level.min(6)).unwrap_or(pulldown_cmark::HeadingLevel::H6);
    Tag::Heading { level, id: None, classes: Vec::new(), attrs: Vec::new() }
}

/// What a link's target begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scheme {
    /// `http`, `https`, `mailto`.
    Allowed,
    /// It is relative.
    None,
    /// Any other, or a target that a browser may take for another host.
    Refused,
}

/// Browsers drop blanks and control signs in a scheme, so they are dropped here too.
fn scheme(target: &str) -> Scheme {
    let bare: String = target
        .chars()
        .filter(|char| !char.is_control() && !char.is_whitespace() && *char != '\u{ad}')
        .collect();
    let end = bare.find(['/', '?', '#', '\\']).unwrap_or(bare.len());
    match bare[..end].split_once(':') {
        Some((name, _)) => match name.to_ascii_lowercase().as_str() {
            "http" | "https" | "mailto" if !target.starts_with(char::is_whitespace) => Scheme::Allowed,
            _ => Scheme::Refused,
        },
        None if bare.starts_with("//") || bare.starts_with('\\') || bare.starts_with("/\\") => {
            Scheme::Refused
        }
        None => Scheme::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared(text: &str) -> String {
        render(text, 2, &mut Outside)
    }

    #[test]
    fn raw_html_is_text() {
        let page = shared("<script>alert(1)</script>\n\nand <b onclick=x>so</b> on\n");
        assert!(!page.contains("<script") && !page.contains("<b "), "{page}");
        assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{page}");
    }

    #[test]
    fn only_harmless_schemes_lead_anywhere() {
        for target in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java&#115;cript:alert(1)",
            "java&Tab;script:alert(1)",
            "&#106;avascript&colon;alert(1)",
            "data:text/html,x",
            "DATA:text/html;base64,eA==",
            "vbscript:x",
            "file:///etc/passwd",
            "//evil.example/x",
            "\\\\\\\\evil.example",
        ] {
            let page = shared(&format!("[word]({target}) ![alt]({target}) <{target}>\n"));
            assert!(!page.contains("href"), "{target}: {page}");
            assert!(!page.contains("src"), "{target}: {page}");
            assert!(page.contains("word"), "{target}: {page}");
        }
        for target in ["https://example.org/a?b=c", "mailto:a@example.org", "2026-03.html#x"] {
            assert!(shared(&format!("[word]({target})\n")).contains("<a href="), "{target}");
        }
    }
}
