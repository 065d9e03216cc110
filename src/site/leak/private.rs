//! What is private in a notebook, and where.

use super::index::{Index, Run};
use super::lexicon::{Digest, Lexicon};
use super::names::Names;
use super::scan::{Scan, Suspects, says};
use super::text::{self, Word};
use super::{Hit, Home};
use crate::config::CONFIG_FILE;
use crate::config::SiteConfig;
use crate::model::fold;
use crate::notebook::Notebook;
use crate::site::released::{Released, Releases};
use crate::text::Source;
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// A line of a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Its path.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
}

/// What is private.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

/// What of a notebook might stand in a site.
#[derive(Default)]
pub(super) struct Private {
    /// Whether what was found is kept from one look to the next.
    lasts: bool,
    /// That of each journal file's records and of its page, for as long as its text and the words in it that are known
    /// are the same.
    files: HashMap<Arc<str>, Scanned>,
    /// The words that were known when they were looked through.
    known: usize,
    config: Suspects,
    /// The files in order of path.
    order: Vec<Arc<str>>,
}

struct Scanned {
    source: Arc<Source>,
    records: Suspects,
    page: Suspects,
    /// Its words that are not known.
    unknown: Box<[Digest]>,
}

impl Private {
    /// One that keeps what it found from one look to the next.
    pub fn lasting() -> Self {
        Self { lasts: true, ..Self::default() }
    }

    /// Looks through the notebook with the words that `lexicon` knows. One that lasts looks only through what changed,
    /// and through texts with a word that was not known before.
    pub fn scan(&mut self, lexicon: &Lexicon, notebook: &Notebook, releases: &Releases) {
        let named: HashSet<&str> = releases.tags.iter().map(Released::as_str).collect();
        let mut before = std::mem::take(&mut self.files);
        let learned = lexicon.learned(std::mem::replace(&mut self.known, lexicon.len()));
        if self.lasts {
            let says = |scanned: &Scanned, word| scanned.unknown.binary_search(word).is_ok();
            before.retain(|_, scanned| !learned.iter().any(|word| says(scanned, word)));
        } else if !learned.is_empty() {
            before.clear();
        }
        let config = &notebook.config;
        let numbers: HashMap<&str, usize> =
            notebook.book.files.iter().enumerate().map(|(at, file)| (&*file.path, at)).collect();
        let pages = notebook.sources.iter().filter(|source| &*source.path != CONFIG_FILE);
        self.order = pages.clone().map(|source| source.path.clone()).collect();
        let (same, new): (Vec<_>, Vec<_>) = pages.partition(|source| {
            before.get(&source.path).is_some_and(|scanned| Arc::ptr_eq(&scanned.source, source))
        });
        let scan = |source: &Arc<Source>| {
            let mut scan = if self.lasts { Scan::noting(lexicon) } else { Scan::new(lexicon) };
            if let Some(file) = numbers.get(&*source.path) {
                scan.records(&notebook.book, notebook.book.records_in(*file), &named);
            }
            let records = scan.found();
            scan.page(source, &config.journal);
            let page = scan.found();
            Scanned { source: source.clone(), records, page, unknown: scan.unknown() }
        };
        let scanned: Vec<Scanned> = new.par_iter().with_min_len(16).map(|source| scan(source)).collect();
        let kept = same.into_iter().filter_map(|source| before.remove(&source.path));
        self.files = kept.chain(scanned).map(|scanned| (scanned.source.path.clone(), scanned)).collect();
        self.config = config_texts(lexicon, notebook);
    }

    /// All that might stand in a site, by file: what records say first, then the config, then the pages.
    fn suspects(&self) -> impl Iterator<Item = (&str, &Suspects)> {
        let files = || self.order.iter().filter_map(|path| Some((&**path, self.files.get(path)?)));
        let records = files().map(|(path, scanned)| (path, &scanned.records));
        let pages = files().map(|(path, scanned)| (path, &scanned.page));
        records.chain([(CONFIG_FILE, &self.config)]).chain(pages)
    }

    /// Looks for each of it in the output.
    pub fn search(&self, index: &Index<'_>, lexicon: &Lexicon, hits: &mut BTreeSet<Hit>) {
        let mut seen = HashSet::new();
        for (file, suspects) in self.suspects() {
            for value in &suspects.values {
                if seen.insert((value.kind, &*value.words))
                    && let Some(output) = index.find(&value.words, false)
                {
                    let record = Place { file: file.to_owned(), line: value.line };
                    hits.insert(Hit {
                        output,
                        home: Home::Site,
                        record,
                        kind: value.kind,
                        words: lexicon.told(&value.words),
                    });
                }
            }
            for runs in &suspects.prose {
                let found = runs.iter().find_map(|(run, line)| Some((run, line, index.find_run(run)?)));
                if let Some((run, line, output)) = found {
                    let record = Place { file: file.to_owned(), line: *line };
                    hits.insert(Hit {
                        output,
                        home: Home::Site,
                        record,
                        kind: Kind::Prose,
                        words: lexicon.told(run),
                    });
                }
            }
        }
    }

    /// The runs of the prose, each where it stands first.
    pub fn runs(&self) -> HashMap<Run, Place> {
        let mut runs = HashMap::new();
        for (file, suspects) in self.suspects() {
            for (run, line) in suspects.prose.iter().flatten() {
                runs.entry(*run).or_insert_with(|| Place { file: file.to_owned(), line: *line });
            }
        }
        runs
    }
}

/// What the config says beside its settings, and in those that are told by their words. Whos are not among it.
fn config_texts(lexicon: &Lexicon, notebook: &Notebook) -> Suspects {
    let config = &notebook.config;
    let lines = Lines::of(notebook);
    let mut scan = Scan::new(lexicon);
    for key in config.keys.declared.keys() {
        scan.value(Kind::Value, key, lines.line(key));
    }
    for challenge in &config.challenges {
        let line = lines.line(&challenge.name);
        scan.short(&challenge.name, line);
        scan.prose(&challenge.name, Some(line));
    }
    if let Some(source) = notebook.source(CONFIG_FILE) {
        comments(&mut scan, source, &config.site);
    }
    scan.found()
}

/// What is said beside the settings.
fn comments(scan: &mut Scan<'_>, source: &Source, site: &SiteConfig) {
    for (at, line) in source.text.lines().enumerate() {
        if let Some((_, comment)) = line.split_once('#') {
            // A `#` in a text for the page begins no comment.
            let end = comment.trim_end().trim_end_matches(['"', '\'']);
            if [&site.intro, &site.title, &site.base_url].iter().any(|text| text.contains(end))
                && !end.is_empty()
            {
                continue;
            }
            let number = at as u32 + 1;
            scan.short(comment, number);
            scan.codes(comment, number);
            scan.prose(comment, Some(number));
        }
    }
}

/// The config's lines, folded.
struct Lines(Vec<String>);

impl Lines {
    fn of(notebook: &Notebook) -> Self {
        let source = notebook.source(CONFIG_FILE);
        Self(source.map(|source| source.text.lines().map(fold).collect()).unwrap_or_default())
    }

    /// The first line, from 1, that has these words.
    fn line(&self, words: &str) -> u32 {
        let words = fold(words);
        self.0.iter().position(|line| line.contains(&words)).map_or(1, |at| at as u32 + 1)
    }
}

/// The whos of a notebook with their names, each as its words, and where it stands first.
pub(super) struct Whos {
    all: Vec<Who>,
    names: Names,
}

/// A who.
pub(super) struct Who {
    pub words: Vec<String>,
    pub place: Place,
}

impl Whos {
    pub fn of(notebook: &Notebook) -> Self {
        let book = &notebook.book;
        let mut all: Vec<Who> = Vec::new();
        let mut known: HashSet<Vec<String>> = HashSet::new();
        let mut add = |name: &str, place: &dyn Fn() -> Place| {
            for view in text::views(name) {
                let words: Vec<String> = view.into_iter().map(|word| word.text).collect();
                if words.iter().any(|word| says(word)) && known.insert(words.clone()) {
                    all.push(Who { words, place: place() });
                }
            }
        };
        let mut seen = HashSet::new();
        for id in 0..book.record_count() {
            let record = book.record(id);
            for who in record.whos().iter().filter(|who| seen.insert(who.name)) {
                add(who.name, &|| Place { file: book.file_of(id).path.to_string(), line: record.line });
            }
        }
        let lines = Lines::of(notebook);
        for (who, entry) in &notebook.config.who {
            for name in [Some(who), entry.name.as_ref()].into_iter().flatten() {
                add(name, &|| Place { file: CONFIG_FILE.to_owned(), line: lines.line(name) });
            }
        }
        let names = Names::of(&all);
        Self { all, names }
    }

    /// Those that are named from the first of these words on, however they are spelled, each with the number of words
    /// that it takes there.
    pub fn beginning(&self, view: &[Word]) -> impl Iterator<Item = (&Who, usize)> {
        self.names.beginning(view).into_iter().map(|(who, words)| (&self.all[who as usize], words))
    }

    /// Looks for each of them in the output.
    pub fn search(&self, index: &Index<'_>, lexicon: &Lexicon, hits: &mut BTreeSet<Hit>) {
        for who in &self.all {
            let numbers: Option<Vec<u32>> = who.words.iter().map(|word| lexicon.get(word)).collect();
            let Some(numbers) = numbers.filter(|all| all.iter().any(|word| !lexicon.is_plain(*word))) else {
                continue;
            };
            if let Some(output) = index.find(&numbers, true) {
                let (record, words) = (who.place.clone(), who.words.join(" "));
                hits.insert(Hit { output, home: Home::Site, record, kind: Kind::Who, words });
            }
        }
    }
}
