//! The writer's Markdown as HTML that is never live: raw HTML is shown as text, links lead to `http`, `https`,
//! `mailto` or a page beside, and images are those that the caller allows.

use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, html};

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
    let mut shown = Shown { top, targets, links: Vec::new(), images: Vec::new(), in_code: false };
    let mut page = String::with_capacity(text.len() * 3 / 2);
    html::push_html(&mut page, Parser::new_ext(text, options).filter_map(|event| shown.event(event)));
    page
}

/// Makes of each event what is shown of it.
struct Shown<'t> {
    /// The level of the highest headings.
    top: usize,
    targets: &'t mut dyn Targets,
    /// The links and images around, and whether each leads anywhere: else it is shown by its words alone.
    links: Vec<bool>,
    images: Vec<bool>,
    in_code: bool,
}

impl Shown<'_> {
    fn event<'e>(&mut self, event: Event<'e>) -> Option<Event<'e>> {
        Some(match event {
            Event::Html(raw) | Event::InlineHtml(raw) => Event::Text(raw),
            Event::Start(tag) => Event::Start(self.start(tag)?),
            Event::End(tag) => Event::End(self.end(tag)?),
            Event::Text(words) if !self.in_code && self.links.is_empty() && self.images.is_empty() => {
                match self.targets.words(&words) {
                    Some(html) => Event::InlineHtml(html.into()),
                    None => Event::Text(words),
                }
            }
            other => other,
        })
    }

    fn start<'e>(&mut self, tag: Tag<'e>) -> Option<Tag<'e>> {
        Some(match tag {
            // Its paragraphs are the text that was raw HTML.
            Tag::HtmlBlock => Tag::Paragraph,
            Tag::Heading { level, .. } => self.heading(level),
            Tag::Link { link_type, dest_url, title, id } => {
                let target = self.link(link_type, &dest_url);
                self.links.push(target.is_some());
                let link_type = if link_type == LinkType::Email { LinkType::Email } else { LinkType::Inline };
                Tag::Link { link_type, dest_url: target?.into(), title, id }
            }
            Tag::Image { dest_url, title, id, .. } => {
                let file =
                    if scheme(&dest_url) == Scheme::None { self.targets.image(&dest_url) } else { None };
                self.images.push(file.is_some());
                Tag::Image { link_type: LinkType::Inline, dest_url: file?.into(), title, id }
            }
            Tag::CodeBlock(kind) => {
                self.in_code = true;
                Tag::CodeBlock(kind)
            }
            other => other,
        })
    }

    fn end(&mut self, tag: TagEnd) -> Option<TagEnd> {
        match tag {
            TagEnd::HtmlBlock => Some(TagEnd::Paragraph),
            TagEnd::Heading(level) => Some(self.heading(level).to_end()),
            TagEnd::Link => self.links.pop().filter(|leads| *leads).map(|_| tag),
            TagEnd::Image => self.images.pop().filter(|leads| *leads).map(|_| tag),
            TagEnd::CodeBlock => {
                self.in_code = false;
                Some(tag)
            }
            other => Some(other),
        }
    }

    /// Where a link leads, if anywhere.
    fn link(&mut self, link_type: LinkType, target: &str) -> Option<String> {
        let is_wiki = matches!(link_type, LinkType::WikiLink { .. });
        match scheme(target) {
            _ if link_type == LinkType::Email => Some(target.to_owned()),
            Scheme::Allowed => Some(target.to_owned()),
            Scheme::None => self.targets.link(target, is_wiki),
            Scheme::Refused => None,
        }
    }

    fn heading(&self, level: HeadingLevel) -> Tag<'static> {
        let level =
            HeadingLevel::try_from((level as usize + self.top - 1).min(6)).unwrap_or(HeadingLevel::H6);
        Tag::Heading { level, id: None, classes: Vec::new(), attrs: Vec::new() }
    }
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
