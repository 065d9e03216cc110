//! What is private in a notebook, and where.

use super::Hit;
use super::index::{Index, RUN, is_number};
use super::text::{self, Word};
use crate::book::{Book, RecordId};
use crate::config::SiteConfig;
use crate::disk::CONFIG_FILE;
use crate::model::{DeclaredValue, fold};
use crate::notebook::Notebook;
use crate::site::released::Releases;
use crate::text::Source;
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::LazyLock;

/// A line of a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Its path.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
}

/// What is private.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A who, or its name in the config.
    Who,
    /// An id.
    Id,
    /// An e-mail address.
    Email,
    /// A link, or the name of a picture.
    Link,
    /// A value of `via`, of a declared key or of front matter.
    Value,
    /// A tag that was not named.
    Tag,
    /// The name of a file or folder.
    File,
    /// Words in a row of any text.
    Prose,
}

impl Kind {
    /// What it is called.
    pub fn word(self) -> &'static str {
        match self {
            Self::Who => "a who",
            Self::Id => "an id",
            Self::Email => "an e-mail address",
            Self::Link => "a link",
            Self::Value => "a value",
            Self::Tag => "a tag that is not named in `[site] tags`",
            Self::File => "a file's name",
            Self::Prose => "words",
        }
    }
}

/// All that is private in a notebook.
pub(super) struct Private {
    /// Short values, each as its words, with what it is and where it stands first.
    pub values: BTreeMap<(Kind, Vec<String>), Place>,
    /// Prose: the words of each text in a row.
    pub prose: Vec<(String, Vec<Word>)>,
}

impl Private {
    pub fn of(notebook: &Notebook, releases: &Releases) -> Self {
        let mut private = Self { values: BTreeMap::new(), prose: Vec::new() };
        private.records(&notebook.book, releases);
        private.config(notebook);
        for source in &notebook.sources {
            if &*source.path == CONFIG_FILE {
                private.comments(source, &notebook.config.site);
            } else {
                private.page(source, &notebook.config.journal);
            }
        }
        private
    }

    /// Looks for each of it in the output.
    pub fn search(&self, index: &Index<'_>, hits: &mut BTreeSet<Hit>) {
        for ((kind, words), record) in &self.values {
            if let Some(output) = index.find(words, *kind == Kind::Who) {
                hits.insert(Hit { output, record: record.clone(), kind: *kind, words: words.join(" ") });
            }
        }
        for (file, words) in &self.prose {
            if let Some((at, output)) = index.find_run(words) {
                let run: Vec<&str> = words[at..at + RUN].iter().map(|word| word.text.as_str()).collect();
                let record = Place { file: file.clone(), line: words[at].line };
                hits.insert(Hit { output, record, kind: Kind::Prose, words: run.join(" ") });
            }
        }
    }

    fn add(&mut self, kind: Kind, value: &str, place: &Place) {
        for view in text::views(value, false) {
            let words: Vec<String> = view.into_iter().map(|word| word.text).collect();
            let says_nothing = words.iter().all(|word| is_number(word) || word.chars().count() < 2);
            if !says_nothing {
                self.values.entry((kind, words)).or_insert_with(|| place.clone());
            }
        }
    }

    /// A text of a few words is told by all of them; a longer one by each run.
    fn short(&mut self, text: &str, place: &Place) {
        let count = text::words(text).len();
        if (2..RUN).contains(&count) {
            self.add(Kind::Prose, text, place);
        }
    }

    fn records(&mut self, book: &Book, releases: &Releases) {
        let named: HashSet<&str> =
            releases.tags.iter().map(super::super::released::Released::as_str).collect();
        for id in 0..book.record_count() {
            let place = place_of(book, id);
            let record = book.record(id);
            for who in record.whos().iter() {
                self.add(Kind::Who, who.name, &place);
            }
            for name in record.id().into_iter().chain(record.re()) {
                self.add(Kind::Id, name.text, &place);
            }
            for tag in record.tags() {
                for part in tag.split('/').filter(|part| !named.contains(part)) {
                    self.add(Kind::Tag, part, &place);
                }
            }
            let fields = record.fields();
            if let Some(via) = fields.via {
                self.add(Kind::Value, via, &place);
            }
            if let Some(worth) = fields.worth.filter(|worth| worth.currency.is_some()) {
                self.add(Kind::Value, &worth.to_string(), &place);
            }
            for (_, value) in fields.declared {
                if let DeclaredValue::Text(words) = value {
                    self.add(Kind::Value, words, &place);
                }
            }
            self.short(record.title(), &place);
            let title = text::words(record.title());
            self.prose.push((place.file.clone(), at_line(title, place.line)));
            if let Some(words) = fields.public {
                let words = text::words(words);
                self.prose.push((place.file.clone(), at_line(words, place.line)));
            }
        }
    }

    fn config(&mut self, notebook: &Notebook) {
        let config = &notebook.config;
        let source = notebook.source(CONFIG_FILE);
        let line = |value: &str| {
            let lines = source.map(|source| source.text.lines()).into_iter().flatten();
            let found = lines.enumerate().find(|(_, line)| fold(line).contains(&fold(value)));
            found.map_or(1, |(at, _)| at as u32 + 1)
        };
        let place = |value: &str| Place { file: CONFIG_FILE.to_owned(), line: line(value) };
        for (who, entry) in &config.who {
            self.add(Kind::Who, who, &place(who));
            if let Some(name) = &entry.name {
                self.add(Kind::Who, name, &place(name));
            }
        }
        for key in config.keys.declared.keys() {
            self.add(Kind::Value, key, &place(key));
        }
        for challenge in &config.challenges {
            self.short(&challenge.name, &place(&challenge.name));
            let words = at_line(text::words(&challenge.name), line(&challenge.name));
            self.prose.push((CONFIG_FILE.to_owned(), words));
        }
    }

    /// What is said beside the settings.
    fn comments(&mut self, source: &Source, site: &SiteConfig) {
        for (at, line) in source.text.lines().enumerate() {
            if let Some((_, comment)) = line.split_once('#') {
                // A `#` in a text for the page begins no comment.
                let end = comment.trim_end().trim_end_matches(['"', '\'']);
                if [&site.intro, &site.title, &site.base_url].iter().any(|text| text.contains(end))
                    && !end.is_empty()
                {
                    continue;
                }
                let place = Place { file: CONFIG_FILE.to_owned(), line: at as u32 + 1 };
                self.short(comment, &place);
                self.codes(comment, &place);
                self.prose.push((place.file, at_line(text::words(comment), place.line)));
            }
        }
    }

    /// All of a page: its name, its links, its addresses, its front matter, its prose.
    fn page(&mut self, source: &Source, journal: &str) {
        static EMAIL: LazyLock<Option<Regex>> =
            LazyLock::new(|| Regex::new(r"[\p{L}\p{N}._%+\-]+@[\p{L}\p{N}\-]+(?:\.[\p{L}\p{N}\-]+)+").ok());
        static LINK: LazyLock<Option<Regex>> = LazyLock::new(|| {
            Regex::new(r"\[\[([^\]|]+)|\]\(\s*<?([^)>\s]+)|(?:^|\s)\[[^\]]+\]:\s*<?(\S+)|\b[a-z][a-z0-9+.\-]*://([^\s<>)\]]+)").ok()
        });
        let file = source.path.to_string();
        let name = file.strip_prefix(journal).unwrap_or(&file).trim_start_matches('/');
        for part in name.split('/') {
            let stem = part.rsplit_once('.').map_or(part, |(stem, _)| stem);
            self.add(Kind::File, stem, &Place { file: file.clone(), line: 1 });
        }
        let mut in_front = false;
        for (at, line) in source.text.lines().enumerate() {
            let place = Place { file: file.clone(), line: at as u32 + 1 };
            if line.contains('@')
                && let Some(email) = EMAIL.as_ref()
            {
                for found in email.find_iter(line) {
                    self.add(Kind::Email, found.as_str(), &place);
                }
            }
            if (line.contains('[') || line.contains("://"))
                && let Some(link) = LINK.as_ref()
            {
                for found in
                    link.captures_iter(line).flat_map(|found| (1..=4).filter_map(move |at| found.get(at)))
                {
                    self.add(
                        Kind::Link,
                        found.as_str().trim_end_matches(['.', ',', ';', ':', '!', '?']),
                        &place,
                    );
                    let last = found.as_str().rsplit('/').next().unwrap_or_default();
                    if let Some((stem, _)) = last.rsplit_once('.').filter(|(_, end)| is_picture(end)) {
                        self.add(Kind::Link, stem, &place);
                    }
                }
            }
            let fence = matches!(line.trim_end(), "---" | "+++");
            if fence && (at == 0 || in_front) {
                in_front = at == 0;
            } else if in_front {
                let value = line.split_once([':', '=']).map_or(line, |(_, value)| value);
                self.add(Kind::Value, value.trim().trim_matches(['"', '\'', '[', ']', '-', ' ']), &place);
            } else if line.trim_start().starts_with('#') {
                self.short(line, &place);
            }
            self.codes(line, &place);
        }
        let words = text::words(&text::decoded(&source.text));
        self.prose.push((file.clone(), words));
        // A reader sees a text without the targets of its links.
        let seen = text::without_tags(&without_targets(&source.text), "");
        if seen.len() != source.text.len() {
            self.prose.push((file, text::words(&text::decoded(&seen))));
        }
    }

    /// Words that are letters and digits at once are codes, and told by themselves.
    fn codes(&mut self, line: &str, place: &Place) {
        const CODE_LETTERS: usize = 5;
        if !line.bytes().any(|byte| byte.is_ascii_digit()) {
            return;
        }
        for word in text::words(line) {
            let mixed = word.text.chars().any(char::is_alphabetic) && word.text.chars().any(char::is_numeric);
            if mixed && word.text.chars().count() >= CODE_LETTERS {
                self.add(Kind::Value, &word.text, place);
            }
        }
    }
}

fn is_picture(end: &str) -> bool {
    ["png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "bmp", "heic"]
        .iter()
        .any(|known| end.eq_ignore_ascii_case(known))
}

/// `text` without `](…)` and without what a wiki link shows no one.
fn without_targets(text: &str) -> String {
    static TARGET: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"\]\([^)\n]*\)|\[\[[^\]|\n]*\|").ok());
    TARGET.as_ref().map_or_else(|| text.to_owned(), |target| target.replace_all(text, "").into_owned())
}

fn place_of(book: &Book, id: RecordId) -> Place {
    Place { file: book.file_of(id).path.to_string(), line: book.record(id).line }
}

/// Words that all stand in one line.
fn at_line(words: Vec<Word>, line: u32) -> Vec<Word> {
    words.into_iter().map(|word| Word { line, ..word }).collect()
}

/// Runs of the prose, for a search the other way round.
pub(super) fn runs(private: &Private) -> HashMap<Vec<&str>, Place> {
    let mut runs = HashMap::new();
    for (file, words) in &private.prose {
        for window in words.windows(RUN) {
            let run: Vec<&str> = window.iter().map(|word| word.text.as_str()).collect();
            if !run.iter().all(|word| is_number(word)) {
                runs.entry(run).or_insert_with(|| Place { file: file.clone(), line: window[0].line });
            }
        }
    }
    runs
}
