//! The settings of the site: `[site]`, and that its folders hold nothing else.

use super::names;
use super::path;
use super::problems::{Problems, shown};
use super::toml_view::{Item, Table};
use crate::diagnostic::Code;
use crate::text::Span;

/// How the published and the private site are made (format, sections 7 and 8).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteConfig {
    /// Its title; not empty.
    pub title: String,
    /// Markdown that is shown as it is; may be empty.
    pub intro: String,
    /// Where it is published, `http://…` or `https://…`, as it was written; empty if that is not known.
    pub base_url: String,
    /// Its language, as in HTML's `lang`.
    pub language: String,
    /// Folder of the published site, relative to the notebook, `/` between its parts; below the notebook, and
    /// neither the journal nor around it.
    pub out: String,
    /// Folder of the private site, likewise; neither in `out` nor around it.
    pub private_out: String,
    /// Whether days are shown, and not only weeks (`grain`).
    pub by_day: bool,
    /// Tags that may be named, folded, in the writer's order, each once.
    pub tags: Vec<String>,
    /// What a page shows, in this order, each once.
    pub sections: Vec<Section>,
    /// Whether search engines may index it.
    pub index: bool,
}

impl Default for SiteConfig {
    fn default() -> Self {
        Self {
            title: "My 1000 rejections".to_owned(),
            intro: String::new(),
            base_url: String::new(),
            language: "en".to_owned(),
            out: "public".to_owned(),
            private_out: "private-site".to_owned(),
            by_day: false,
            tags: Vec::new(),
            sections: Section::ALL.to_vec(),
            index: false,
        }
    }
}

/// A part of the site's first page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// How many so far.
    Count,
    /// How far the goal is.
    Progress,
    /// The days or weeks on which something was asked.
    Calendar,
    /// What came of the asks.
    Outcomes,
    /// The tags that may be named.
    Tags,
    /// Small, medium and big asks.
    Sizes,
    /// Round numbers, and when they were reached.
    Milestones,
    /// The records that may be shown.
    Stories,
    /// The lessons that may be shown.
    Lessons,
    /// Week by week.
    Weeks,
    /// How it is counted.
    Method,
}

impl Section {
    /// All of them, in the order that is the default.
    pub const ALL: [Self; 11] = [
        Self::Count,
        Self::Stories,
        Self::Lessons,
        Self::Progress,
        Self::Calendar,
        Self::Outcomes,
        Self::Tags,
        Self::Sizes,
        Self::Milestones,
        Self::Weeks,
        Self::Method,
    ];

    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Progress => "progress",
            Self::Calendar => "calendar",
            Self::Outcomes => "outcomes",
            Self::Tags => "tags",
            Self::Sizes => "sizes",
            Self::Milestones => "milestones",
            Self::Stories => "stories",
            Self::Lessons => "lessons",
            Self::Weeks => "weeks",
            Self::Method => "method",
        }
    }
}

/// Reads `[site]`. The journal's folder stands at `journal_span` if it is given, and is what
/// the site's folders must not hold.
pub(super) fn read(
    top: &mut Table,
    journal: &mut String,
    journal_span: Span,
    problems: &mut Problems,
) -> SiteConfig {
    let mut site = SiteConfig::default();
    let mut table = top.table("site", problems);
    table.set("title", &mut site.title, problems, Item::words);
    table.set("intro", &mut site.intro, problems, Item::text);
    table.set("base_url", &mut site.base_url, problems, base_url);
    table.set("language", &mut site.language, problems, language);
    let grains = [("week", false), ("day", true)];
    table.set("grain", &mut site.by_day, problems, |item, problems| item.word(&grains, problems));
    table.set("tags", &mut site.tags, problems, tags);
    table.set("sections", &mut site.sections, problems, sections);
    table.set("index", &mut site.index, problems, Item::flag);

    let out = table.set("out", &mut site.out, problems, path::folder);
    let private_out = table.set("private_out", &mut site.private_out, problems, path::folder);
    let span = |key: &str, good: bool| {
        table.items().iter().find(|item| good && item.name == key).map(|item| item.span)
    };
    let places = Places {
        out: span("out", out),
        private_out: span("private_out", private_out),
        journal: (!journal_span.is_empty()).then_some(journal_span),
    };
    folders(&mut site, journal, &places, problems);
    table.close(problems);
    site
}

/// Where the folders are given.
struct Places {
    out: Option<Span>,
    private_out: Option<Span>,
    journal: Option<Span>,
}

/// What is written must not be what is read, and what is private must not be in what is published.
fn folders(site: &mut SiteConfig, journal_folder: &mut String, places: &Places, problems: &mut Problems) {
    let default = SiteConfig::default();
    for (key, folder, default, place) in [
        ("out", &mut site.out, &default.out, places.out),
        ("private_out", &mut site.private_out, &default.private_out, places.private_out),
    ] {
        if !path::holds(folder, journal_folder) {
            continue;
        }
        let message = format!("`{key}` is the folder `{}`, and the journal is in it", shown(folder));
        const HINT: &str = "take a folder for the site alone";
        match (place, places.journal) {
            (Some(span), journal) => {
                let diagnostic = problems.at(Code::ConfigValue, span, message).hint(HINT);
                problems.push(match journal {
                    Some(journal) => problems.related(diagnostic, journal, "the journal is here"),
                    None => diagnostic,
                });
                folder.clone_from(default);
                if path::holds(default, journal_folder) {
                    ".".clone_into(journal_folder);
                }
            }
            (None, Some(span)) => {
                problems.refuse::<()>(span, message, "take another folder, or name another one for the site");
                ".".clone_into(journal_folder);
            }
            (None, None) => {}
        }
    }
    if !path::holds(&site.out, &site.private_out) && !path::holds(&site.private_out, &site.out) {
        return;
    }
    let message = if site.out == site.private_out {
        format!("the published and the private site share the folder `{}`", shown(&site.out))
    } else {
        "the folders of the published and the private site lie in each other".to_owned()
    };
    let (span, other) = match (places.private_out, places.out) {
        (Some(span), other) => (span, other),
        (None, other) => (other.unwrap_or_default(), None),
    };
    let diagnostic = problems.at(Code::ConfigValue, span, message).hint("take two folders side by side");
    problems.push(match other {
        Some(other) => problems.related(diagnostic, other, "the other is here"),
        None => diagnostic,
    });
    site.private_out = default.private_out;
    if path::holds(&site.out, &site.private_out) || path::holds(&site.private_out, &site.out) {
        site.out = default.out;
    }
}

fn base_url(item: &Item, problems: &mut Problems) -> Option<String> {
    let text = item.text(problems)?;
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let good = host.is_some_and(|host| !host.is_empty() && !host.starts_with('/'));
    if text.is_empty() || good && !text.contains(|char: char| char.is_whitespace() || char.is_control()) {
        return Some(text);
    }
    let message = format!("`{}` is no address of a site", shown(&text));
    problems.refuse(item.span, message, "type the whole address: `\"https://example.org/asks\"`")
}

fn language(item: &Item, problems: &mut Problems) -> Option<String> {
    let text = item.words(problems)?;
    let part =
        |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let first = text.split('-').next().unwrap_or_default();
    if text.split('-').all(part) && first.len() >= 2 && first.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return Some(text);
    }
    let message = format!("`{}` is no code of a language", shown(&text));
    problems.refuse(item.span, message, "type a code such as `\"en\"` or `\"pt-BR\"`")
}

fn tags(item: &Item, problems: &mut Problems) -> Option<Vec<String>> {
    let tags = item.list(problems, |element, problems| {
        let text = element.text(problems)?;
        names::tag(&text, element.span, problems)
    })?;
    Some(once(tags))
}

fn sections(item: &Item, problems: &mut Problems) -> Option<Vec<Section>> {
    let words = Section::ALL.map(|section| (section.word(), section));
    let sections = item.list(problems, |element, problems| element.word(&words, problems))?;
    Some(once(sections))
}

/// Each value once, where it comes first.
fn once<T: PartialEq>(values: Vec<T>) -> Vec<T> {
    let mut result = Vec::with_capacity(values.len());
    for value in values {
        if !result.contains(&value) {
            result.push(value);
        }
    }
    result
}
