//! A notebook read whole: disk → config → records → book → what is wrong.
//!
//! The one place where these are put together; knows nothing of a terminal, of the clock or of the
//! environment.

use crate::book::Book;
use crate::check;
use crate::config::{self, CONFIG_FILE, Config};
use crate::diagnostic::{self, Code, Diagnostic, Severity};
use crate::disk::{self, Entry, Reader, Rules, Skip, Walked};
use crate::model::Day;
use crate::syntax::{self, File, Memory, Way};
use crate::text::{Page, Source, Span};
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a folder says, as it stood on one day.
#[derive(Debug)]
pub struct Notebook {
    /// The folder with `askbook.toml`.
    pub root: PathBuf,
    /// Its settings, with the default in place of each that is wrong.
    pub config: Config,
    /// Its records, linked.
    pub book: Book,
    /// The texts, if they were asked for: the config's first, then the journal files in order of path.
    pub sources: Vec<Arc<Source>>,
    /// How long the journal files are together, in bytes.
    pub bytes: u64,
    /// What was wrong with the config, with folders and with files as a whole.
    pub loading: Vec<Diagnostic>,
    /// The config is no TOML, so that nothing is known of what its writer wants.
    pub config_broken: bool,
}

/// What a notebook is put together from.
#[derive(Default)]
pub(crate) struct Parts {
    pub root: PathBuf,
    pub config: Config,
    pub config_broken: bool,
    /// What the journal files say.
    pub files: Vec<Arc<File>>,
    /// The texts that are kept, in the order of [`Notebook::sources`].
    pub sources: Vec<Arc<Source>>,
    /// How long the journal files are together.
    pub bytes: u64,
    /// All that was wrong on the way, allowed or not.
    pub loading: Vec<Diagnostic>,
}

/// Whether the texts outlive the reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Texts {
    /// They are kept, for carets.
    Keep,
    /// They are let go, so that a large notebook needs little memory.
    Drop,
}

/// How a notebook is read.
pub struct Reading<'r> {
    /// Whether the texts outlive the reading.
    pub texts: Texts,
    /// How its pages are read.
    pub way: Way,
    /// Called when a stage is over.
    pub reached: &'r (dyn Fn(Stage) + Sync),
}

/// A stage of reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The settings are read and the files found.
    Found,
    /// The files are read.
    Read,
    /// Their records are linked.
    Linked,
}

/// Which files of the notebook at `root` are read.
pub(crate) fn rules(root: &Path, config: &Config) -> Rules {
    let skip = Skip {
        folders: vec![config.site.out.clone(), config.site.private_out.clone()],
        ignore: config.ignore.clone(),
    };
    Rules::new(root, &config.journal, &skip)
}

/// The settings of a notebook, and how its files are found.
#[derive(Debug)]
pub(crate) struct Settings {
    pub config: Config,
    pub source: Option<Arc<Source>>,
    /// What is wrong with them.
    pub problems: Vec<Diagnostic>,
    pub broken: bool,
    pub rules: Rules,
}

impl Settings {
    /// Reads the settings of the notebook at `root` from its `askbook.toml`, if it has one.
    pub fn read(root: &Path, source: Option<Result<Arc<Source>, Box<Diagnostic>>>) -> Self {
        let mut problems = Vec::new();
        let (mut config, mut journal_span, mut broken, mut kept) =
            (Config::default(), Span::default(), false, None);
        match source {
            None => {}
            Some(Err(problem)) => {
                broken = true;
                problems.push(*problem);
            }
            Some(Ok(source)) => {
                let loaded = config::read(&source);
                (config, journal_span, broken) = (loaded.config, loaded.journal_span, loaded.syntax_broken);
                problems.extend(loaded.diagnostics);
                kept = Some(source);
            }
        }
        if !root.join(&config.journal).is_dir() && !broken {
            let message = format!("there is no folder `{}`", config.journal);
            problems.push(
                Diagnostic::new(Code::ConfigValue, &CONFIG_FILE.into(), journal_span, message)
                    .hint("make it, or name the folder with your journal files, relative to this file"),
            );
        }
        let rules = rules(root, &config);
        Self { config, source: kept, problems, broken, rules }
    }

    /// The journal files; none where there is no folder for them.
    pub fn walk(&self, root: &Path) -> Walked {
        if root.join(&self.config.journal).is_dir() { self.rules.walk() } else { Walked::default() }
    }
}

impl Notebook {
    /// Reads the notebook at `root`, as it stood on `today`. Whatever cannot be read is told, and the
    /// rest is read.
    pub fn open(root: &Path, today: Day, texts: Texts) -> Self {
        Self::read(root, today, &Reading { texts, way: Way::Short, reached: &|_| {} })
    }

    /// Reads a notebook as [`Notebook::open`] does, in a way of one's own.
    pub fn read(root: &Path, today: Day, reading: &Reading<'_>) -> Self {
        let mut settings = Settings::read(root, config_source(root));
        let Walked { entries, diagnostics } = settings.walk(root);
        (reading.reached)(Stage::Found);
        let mut loading = std::mem::take(&mut settings.problems);
        loading.extend(diagnostics);
        let config = settings.config;
        let read: Vec<Read> = entries
            .into_par_iter()
            .with_min_len(16)
            .map_init(Default::default, |memory, entry| read(&entry, &config, reading, memory))
            .collect();
        let mut files = Vec::with_capacity(read.len());
        let mut sources: Vec<Arc<Source>> = Vec::new();
        sources.extend(settings.source.filter(|_| reading.texts == Texts::Keep));
        let mut bytes = 0;
        for one in read {
            match one {
                Ok((file, source, length)) => {
                    files.push(file);
                    sources.extend(source);
                    bytes += length as u64;
                }
                Err(problem) => loading.push(*problem),
            }
        }
        (reading.reached)(Stage::Read);
        let (root, config_broken) = (root.to_path_buf(), settings.broken);
        let notebook =
            Self::assembled(Parts { root, config, config_broken, files, sources, bytes, loading }, today);
        (reading.reached)(Stage::Linked);
        notebook
    }

    /// Links the records of what was read, as it stood on `today`.
    pub(crate) fn assembled(parts: Parts, today: Day) -> Self {
        let Parts { root, config, config_broken, files, sources, bytes, mut loading } = parts;
        loading.retain(|told| !config.allow.contains(&told.code));
        let book = Book::build(files, &config, today);
        Self { root, config, book, sources, bytes, loading, config_broken }
    }

    /// All that is wrong, sorted by file and place.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let mut all = check::check(&self.book, &self.config);
        all.extend(self.loading.iter().cloned());
        diagnostic::sort(&mut all);
        all
    }

    /// How many errors there are.
    pub fn error_count(&self) -> usize {
        let is_error = |told: &&Diagnostic| told.severity() == Severity::Error;
        self.loading.iter().filter(is_error).count() + check::count_errors(&self.book)
    }

    /// Whether a file of this path relative to the notebook is read as a page, there or not.
    pub fn reads(&self, path: &str) -> bool {
        rules(&self.root, &self.config).entry(path).is_some()
    }

    /// The text of a file, by its path relative to the notebook, if texts were kept.
    pub fn source(&self, path: &str) -> Option<&Source> {
        // The settings come first where they are there, then the pages in order of path.
        let settings = self.sources.first().filter(|first| &*first.path == CONFIG_FILE);
        if path == CONFIG_FILE {
            return settings.map(|source| &**source);
        }
        let pages = &self.sources[usize::from(settings.is_some())..];
        let found = pages.binary_search_by(|source| (*source.path).cmp(path));
        found.ok().map(|at| &*pages[at])
    }
}

/// The bytes of the journal files among `sources`.
pub(crate) fn length(sources: &[Arc<Source>]) -> u64 {
    let journal = sources.iter().filter(|source| &*source.path != CONFIG_FILE);
    journal.map(|source| source.text.len() as u64).sum()
}

/// What a journal file says, its text if it is kept, and its length in bytes.
type Read = Result<(Arc<File>, Option<Arc<Source>>, usize), Box<Diagnostic>>;

fn read(entry: &Entry, config: &Config, reading: &Reading<'_>, memory: &mut (Reader, Memory)) -> Read {
    let (reader, memory) = memory;
    let mut parse =
        |page: Page<'_>| Arc::new(syntax::parse_page(page, entry.below(), &config.keys, reading.way, memory));
    match reading.texts {
        Texts::Keep => {
            let source = reader.source(entry)?;
            let (file, length) = (parse(source.page()), source.text.len());
            Ok((file, Some(Arc::new(source)), length))
        }
        Texts::Drop => {
            let text = reader.page(entry)?;
            Ok((parse(Page { path: &entry.name, text }), None, text.len()))
        }
    }
}

pub(crate) fn config_source(root: &Path) -> Option<Result<Arc<Source>, Box<Diagnostic>>> {
    let path = root.join(CONFIG_FILE);
    let name: Arc<str> = CONFIG_FILE.into();
    path.exists().then(|| disk::read_source(&path, &name).map(Arc::new))
}

/// Reads a notebook from texts, for tests and for what has no folder: `askbook.toml` if it is among the
/// files, and journal files by their path relative to the notebook.
pub fn from_texts(files: &[(String, String)], today: Day) -> Notebook {
    let mut parts = Parts::default();
    let mut journal: Vec<Source> = Vec::new();
    for (path, text) in files {
        let source = Source::new(path.as_str(), text.clone());
        if path == CONFIG_FILE {
            let loaded = config::read(&source);
            parts.config_broken = loaded.syntax_broken;
            parts.loading.extend(loaded.diagnostics);
            parts.config = loaded.config;
            parts.sources.push(Arc::new(source));
        } else {
            journal.push(source);
        }
    }
    journal.sort_by(|a, b| a.path.as_bytes().cmp(b.path.as_bytes()));
    let config = &parts.config;
    parts.files = journal
        .par_iter()
        .map(|source| Arc::new(syntax::parse(source, config.below(&source.path), &config.keys)))
        .collect();
    parts.sources.extend(journal.into_iter().map(Arc::new));
    parts.bytes = length(&parts.sources);
    Notebook::assembled(parts, today)
}
