//! `askbook.toml` (format, section 7): typed values with their defaults, and what is wrong in the text.
//!
//! Text goes in, values and diagnostics come out. Knows nothing of the disk: whether the journal's folder
//! is there, its caller finds out, and says so at [`Loaded::journal_span`].

mod challenge;
mod item;
mod names;
mod path;
mod problems;
mod read;
mod site;
mod syntax;
#[cfg(test)]
mod tests;
mod toml_view;

pub use challenge::{Challenge, Goal};
pub use read::read;
pub use site::{Section, SiteConfig};

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Answer, Day, KeyNames, Wait, WeekStart};
use crate::text::Span;
use chrono::NaiveTime;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

/// The name of the file that makes a folder a notebook.
pub const CONFIG_FILE: &str = "askbook.toml";

/// What a config's text says: the values, and what is wrong with it.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The values. A key with a problem has its default, or, after a fault of syntax, what could be saved.
    pub config: Config,
    /// What is wrong, in order of place: `config-syntax` alone, or any of the other `config-` codes.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether the text is no TOML, after which most commands do not go on (format, section 7).
    pub syntax_broken: bool,
    /// Where the value of `journal` stands; empty at 0 if it is not given.
    pub journal_span: Span,
}

/// A notebook's settings (format, section 7).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Folder of journal files, relative to the notebook: `/` between its parts, no `.` or `..` in it,
    /// `.` for the notebook itself.
    pub journal: String,
    /// Globs of paths below the journal folder that are not read, as in a .gitignore; each is one that the
    /// `ignore` crate takes.
    pub ignore: Vec<String>,
    /// The day on which a week starts.
    pub week_starts: WeekStart,
    /// The time, in whole minutes, before which what is captured belongs to yesterday.
    pub day_ends: NaiveTime,
    /// Whether a partial counts as a yes.
    pub partial_is_yes: bool,
    /// The challenges in order of their days. At least one; no two share a day.
    pub challenges: Vec<Challenge>,
    /// When an open ask is overdue.
    pub silence: Silence,
    /// What is said of whos, by their folded name.
    pub who: BTreeMap<String, WhoEntry>,
    /// The keys that the notebook declares, by their folded name.
    pub keys: KeyNames,
    /// Where new records go.
    pub capture: Capture,
    /// Warnings and notices that the notebook does not want; no error is among them.
    pub allow: Vec<Code>,
    /// The notices of care.
    pub care: Care,
    /// From how many on a figure is shown.
    pub minimums: Minimums,
    /// Whether what a command wrote is committed.
    pub git_commit: bool,
    /// The published and the private site.
    pub site: SiteConfig,
}

impl Config {
    /// The challenge that holds `day`: one at most.
    pub fn challenge_of(&self, day: Day) -> Option<&Challenge> {
        self.challenges.iter().find(|challenge| challenge.holds(day))
    }

    /// Whether an answer is a yes to this notebook: a partial one is where `partial = "yes"`.
    pub fn is_yes(&self, answer: Answer) -> bool {
        answer == Answer::Yes || answer == Answer::Partial && self.partial_is_yes
    }

    /// The path of a file below the journal folder, by its path relative to the notebook.
    pub fn below<'p>(&self, path: &'p str) -> &'p str {
        path.strip_prefix(self.journal.as_str()).and_then(|rest| rest.strip_prefix('/')).unwrap_or(path)
    }

    /// The path relative to the notebook of a file below the journal folder.
    pub fn in_journal(&self, below: &str) -> Arc<str> {
        if self.journal == "." { below.into() } else { format!("{}/{below}", self.journal).into() }
    }

    /// The page of `day`, relative to the notebook.
    pub fn page_of(&self, day: Day) -> Arc<str> {
        let mut below = String::new();
        // A pattern that is none was told when the config was read.
        if write!(below, "{}", day.format(&self.capture.page)).is_err() {
            below = day.format("%Y/%Y-%m-%d.md").to_string();
        }
        self.in_journal(&below)
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            journal: ".".to_owned(),
            ignore: Vec::new(),
            week_starts: WeekStart::Monday,
            day_ends: NaiveTime::MIN,
            partial_is_yes: false,
            challenges: vec![Challenge::default()],
            silence: Silence::default(),
            who: BTreeMap::new(),
            keys: KeyNames::default(),
            capture: Capture::default(),
            allow: Vec::new(),
            care: Care::default(),
            minimums: Minimums::default(),
            git_commit: false,
            site: SiteConfig::default(),
        }
    }
}

/// After how long without a sign an ask is overdue (format, section 6): `[silence]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silence {
    /// For asks that no tag below matches.
    pub after: Wait,
    /// For asks with a tag, by its folded name; a nested tag matches its first part too.
    pub tags: BTreeMap<String, Wait>,
}

impl Default for Silence {
    fn default() -> Self {
        Self { after: Wait::Days(60), tags: BTreeMap::new() }
    }
}

/// What is said of one who: `[who.acme]`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WhoEntry {
    /// The name in full.
    pub name: Option<String>,
}

/// Where new records go: `[capture]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capture {
    /// A file below the journal folder, in chrono's terms for a day: `%Y/%Y-%m-%d.md`.
    pub page: String,
    /// The editor's command; empty: that of `$VISUAL` or `$EDITOR`.
    pub editor: String,
}

impl Default for Capture {
    fn default() -> Self {
        Self { page: "%Y/%Y-%m-%d.md".to_owned(), editor: String::new() }
    }
}

/// The notices of care: `[care]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Care {
    /// Whether there are any.
    pub notices: bool,
    /// Asking the same who sooner gets a notice.
    pub again_after: Wait,
}

impl Default for Care {
    fn default() -> Self {
        Self { notices: true, again_after: Wait::Days(14) }
    }
}

/// From how many on a figure is shown, each at least 1 (standard of the figures): `[minimums]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Minimums {
    /// Answered asks, for a rate.
    pub rate: u32,
    /// Answered asks on each side, for a comparison.
    pub compare: u32,
    /// Noes, for a bound while there is no yes.
    pub no_yes_bound: u32,
    /// Asks, for times of response.
    pub waiting: u32,
    /// Complete weeks, for a forecast.
    pub forecast_weeks: u32,
    /// Closed asks, for yeses to expect.
    pub expect: u32,
    /// Rated records, for a trend in words.
    pub trend: u32,
    /// Weeks between the first rating and the last, for a trend in words.
    pub trend_weeks: u32,
    /// Pairs, for fear against sting and odds against outcome.
    pub pairs: u32,
    /// Weeks before it, for a notice that a week was heavy.
    pub load: u32,
}

impl Default for Minimums {
    fn default() -> Self {
        Self {
            rate: 10,
            compare: 10,
            no_yes_bound: 20,
            waiting: 20,
            forecast_weeks: 4,
            expect: 20,
            trend: 10,
            trend_weeks: 3,
            pairs: 10,
            load: 4,
        }
    }
}
