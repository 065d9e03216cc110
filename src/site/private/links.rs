//! Where the writer's links, tags and pictures lead on the private site.

use super::Images;
use crate::book::AskId;
use crate::model::{Day, fold, is_letter, is_name_char};
use crate::notebook::Notebook;
use crate::site::markdown::{self, Targets};
use std::collections::{BTreeMap, HashMap, HashSet};
use xxhash_rust::xxh3::xxh3_64;

/// Pictures that run nothing when they are opened by themselves.
const PICTURES: [&str; 6] = ["png", "jpg", "jpeg", "gif", "webp", "avif"];
/// The page of what has no day.
const UNDATED: &str = "undated.html";

/// Pictures by their file on the site.
pub type Pictures = BTreeMap<String, Vec<u8>>;

/// All places of the private site.
pub struct Links<'n> {
    images: Images<'n>,
    /// Day and page of each journal file.
    files: HashMap<&'n str, (Option<Day>, String)>,
    /// Journal files by their name without its end, folded; the first of several.
    by_name: HashMap<String, &'n str>,
    asks: Vec<String>,
    ids: HashMap<String, AskId>,
    tags: HashSet<&'n str>,
    whos: HashSet<String>,
}

impl<'n> Links<'n> {
    pub fn new(notebook: &'n Notebook, images: Images<'n>) -> Self {
        let book = &notebook.book;
        let mut files = HashMap::new();
        let mut by_name = HashMap::new();
        for file in &book.files {
            let name = file.path.rsplit('/').next().unwrap_or(&file.path);
            let day = file.day.or_else(|| file.records.iter().filter_map(|record| record.day).min());
            let page = day.map_or_else(|| UNDATED.to_owned(), |day| day.format("%Y-%m.html").to_string());
            files.insert(&*file.path, (day, page));
            let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
            by_name.entry(fold(stem)).or_insert(&*file.path);
        }
        let mut links = Self {
            images,
            files,
            by_name,
            asks: Vec::new(),
            ids: HashMap::new(),
            tags: HashSet::new(),
            whos: HashSet::new(),
        };
        for (id, ask) in book.asks().enumerate() {
            let page = links.place_of(&book.file_of(ask.record).path).1;
            links.asks.push(format!("{page}#ask-{}", id + 1));
            links.ids.extend(ask.id().map(|name| (fold(name), id)));
            links.tags.extend(ask.tags().iter());
            links.whos.extend(ask.whos().into_iter().map(fold));
        }
        links
    }

    /// Day and page of a journal file.
    pub fn place_of(&self, path: &str) -> (Option<Day>, &str) {
        self.files.get(path).map_or((None, UNDATED), |(day, page)| (*day, page))
    }

    /// The page and anchor of an ask.
    pub fn ask_url(&self, ask: AskId) -> String {
        self.asks.get(ask).cloned().unwrap_or_default()
    }

    /// The anchor of a journal file.
    pub fn anchor_of(&self, path: &str) -> String {
        format!("file-{:016x}", xxh3_64(path.as_bytes()))
    }

    /// The anchor of a tag or who.
    pub fn anchor(&self, name: &str) -> String {
        format!("n-{:016x}", xxh3_64(fold(name).as_bytes()))
    }

    /// A journal file's text as HTML, and the pictures that were met.
    pub fn render(&self, path: &str, text: &str, pictures: &mut Pictures) -> String {
        markdown::render(text, 3, &mut Here { links: self, path, pictures })
    }

    fn url_of(&self, path: &str) -> String {
        format!("{}#{}", self.place_of(path).1, self.anchor_of(path))
    }
}

/// The places as a journal file names them.
struct Here<'h> {
    links: &'h Links<'h>,
    /// The file that is being rendered.
    path: &'h str,
    pictures: &'h mut Pictures,
}

impl Here<'_> {
    /// A path relative to the file that is rendered, from the notebook on; `None` where it leads out.
    fn below(&self, target: &str) -> Option<String> {
        let target = decoded(target);
        let mut parts: Vec<&str> = self.path.split('/').collect();
        parts.pop();
        for part in target.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                _ => parts.push(part),
            }
        }
        Some(parts.join("/"))
    }
}

impl Targets for Here<'_> {
    fn link(&mut self, target: &str, is_wiki: bool) -> Option<String> {
        let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
        if let Some(id) = anchor.strip_prefix('^')
            && let Some(ask) = self.links.ids.get(&fold(id))
        {
            return Some(self.links.ask_url(*ask));
        }
        if file.is_empty() {
            return None;
        }
        let near = self.below(file)?;
        let named = |ends: &[&str]| {
            ends.iter()
                .map(|end| format!("{near}{end}"))
                .find(|path| self.links.files.contains_key(path.as_str()))
        };
        if let Some(path) = named(&["", ".md", ".markdown"]) {
            return Some(self.links.url_of(&path));
        }
        // A wiki link names a file wherever it lies.
        let last = file.rsplit('/').next().unwrap_or(file);
        let stem = last.strip_suffix(".md").unwrap_or(last);
        let path = self.links.by_name.get(&fold(stem)).filter(|_| is_wiki)?;
        Some(self.links.url_of(path))
    }

    fn image(&mut self, target: &str) -> Option<String> {
        let file = target.split(['?', '#']).next().unwrap_or(target);
        let end = file.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase())?;
        if !PICTURES.contains(&end.as_str()) {
            return None;
        }
        let near = self.below(file);
        let candidates = near.into_iter().chain([decoded(file).trim_start_matches('/').to_owned()]);
        let bytes = candidates
            .filter(|path| !path.split('/').any(|part| part == ".."))
            .find_map(|path| (self.links.images)(&path))?;
        let name = format!("images/{:016x}.{end}", xxh3_64(&bytes));
        self.pictures.entry(name.clone()).or_insert(bytes);
        Some(name)
    }

    fn words(&mut self, text: &str) -> Option<String> {
        if !text.contains(['#', '@']) {
            return None;
        }
        let mut html = String::new();
        let mut rest = text;
        let mut found = false;
        while let Some(at) = rest.find(['#', '@']) {
            let before = rest[..at].chars().next_back();
            let sign = &rest[at..=at];
            let is_tag = sign == "#";
            let name: String = rest[at + 1..]
                .chars()
                .take_while(|char| is_name_char(*char) || if is_tag { *char == '/' } else { *char == '.' })
                .collect();
            let name = name.trim_end_matches(['/', '.']);
            let begins =
                name.chars().next().is_some_and(|char| is_letter(char) || !is_tag && char.is_numeric());
            let apart = before.is_none_or(|char| !is_name_char(char));
            let folded = fold(name);
            let (known, page) = if is_tag {
                (self.links.tags.contains(folded.as_str()), "tags.html")
            } else {
                (self.links.whos.contains(&folded), "people.html")
            };
            escape(&rest[..at], &mut html);
            if apart && begins && known {
                html.push_str(&format!("<a href=\"{page}#{}\">{sign}", self.links.anchor(name)));
                escape(name, &mut html);
                html.push_str("</a>");
                found = true;
            } else {
                escape(sign, &mut html);
                escape(name, &mut html);
            }
            rest = &rest[at + 1 + name.len()..];
        }
        escape(rest, &mut html);
        found.then_some(html)
    }
}

/// A target without percent-encoding.
fn decoded(target: &str) -> String {
    let mut bytes = Vec::with_capacity(target.len());
    let raw = target.as_bytes();
    let mut at = 0;
    while at < raw.len() {
        let hex = (raw[at] == b'%').then(|| target.get(at + 1..at + 3)).flatten();
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                at += 3;
            }
            None => {
                bytes.push(raw[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn escape(text: &str, html: &mut String) {
    for char in text.chars() {
        match char {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            other => html.push(other),
        }
    }
}
