//! What may be typed.

use super::answer::Answering;
use super::complete::candidates;
use crate::model::Day;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// A plain-text journal for people who ask: collect the noes, and see the yeses come.
#[derive(Debug, Parser)]
#[command(
    name = "askbook",
    version,
    max_term_width = 80,
    arg_required_else_help = false,
    before_help = "Example: askbook demo\n         See docs/README.md"
)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options of every command.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options of every command")]
pub(crate) struct Global {
    /// The notebook's folder; otherwise the nearest one above with an askbook.toml
    #[arg(long, global = true, value_name = "DIR", env = "ASKBOOK_NOTEBOOK")]
    pub notebook: Option<PathBuf>,
    /// Read the notebook as it stood on this day, YYYY-MM-DD
    #[arg(long, global = true, value_name = "DATE", value_parser = parse_day)]
    pub today: Option<Day>,
    /// The challenge that is meant, by its name
    #[arg(long, global = true, value_name = "NAME", add = candidates::challenges())]
    pub challenge: Option<String>,
    /// When to use colour; NO_COLOR is heeded
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: When,
    /// Draw with plain ASCII signs
    #[arg(long, global = true)]
    pub ascii: bool,
    /// Say nothing on standard error but failures
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// How many threads read the files; all cores otherwise
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// Read every page through the whole Markdown parser, to compare: the same comes of it, more slowly
    #[arg(long, global = true)]
    pub no_fast_path: bool,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    Auto,
    Always,
    Never,
}

/// The commands. What each of them takes is put together when it is called, or its help is; a doc comment there would take
/// the place of the one here.
#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub(crate) enum Command {
    /// Make a notebook: settings, a first page, how to write a line
    #[command(
        before_help = "Example: askbook init my-asks --goal 50 --until 2027-12-31 --of asks\n         See docs/tutorial.md"
    )]
    Init(Init),
    /// Make an example notebook to look around in, and print its report
    #[command(before_help = "Example: askbook demo\n         See docs/tutorial.md")]
    Demo(Demo),
    /// Write down an ask, answered on the spot or not
    #[command(
        before_help = "Example: askbook ask --no \"A discount at the café\" --tag small --fear 3\n         See docs/writing.md"
    )]
    Ask(super::ask::Ask),
    /// Write down that the answer was no
    #[command(before_help = "Example: askbook no ^judge form letter --sting 3\n         See docs/writing.md")]
    No(Answering),
    /// Write down that the answer was yes
    #[command(before_help = "Example: askbook yes ^judge\n         See docs/writing.md")]
    Yes(Answering),
    /// Write down a smaller yes, or a counter-offer
    #[command(
        before_help = "Example: askbook partial ^judge only the first round\n         See docs/writing.md"
    )]
    Partial(Answering),
    /// Write down that no answer is expected any more
    #[command(before_help = "Example: askbook silence ^judge\n         See docs/writing.md")]
    Silence(Answering),
    /// Write down that you took an ask back
    #[command(before_help = "Example: askbook withdrawn ^judge\n         See docs/writing.md")]
    Withdrawn(Answering),
    /// Write down that something moved: an interview, a follow-up
    #[command(
        before_help = "Example: askbook step ^judge wrote again -d yesterday\n         See docs/writing.md"
    )]
    Step(Answering),
    /// Write down what was learned, from one ask or on its own
    #[command(
        before_help = "Example: askbook lesson ^judge ask whoever decides\n         See docs/writing.md"
    )]
    Lesson(Answering),
    /// Write down an ask that is still to be made
    #[command(
        before_help = "Example: askbook plan \"Ask Prof. Lin to be my mentor\" --fear 9\n         See docs/writing.md"
    )]
    Plan(super::plan::Plan),
    /// Write down a day off on purpose: it breaks no streak
    #[command(before_help = "Example: askbook rest 2026-W10\n         See docs/writing.md")]
    Rest(super::plan::Rest),
    /// Go through the asks that are overdue: silence, wait, followed up, answered
    #[command(before_help = "Example: askbook sweep --dry-run\n         See docs/writing.md")]
    Sweep(super::sweep::Sweep),
    /// Open an ask, or today's page, in your editor, and check it afterwards
    #[command(before_help = "Example: askbook edit judge\n         See docs/writing.md")]
    Edit(super::edit::Edit),
    /// Spell records in one way, and leave all else
    #[command(before_help = "Example: askbook tidy --diff\n         See docs/writing.md")]
    Tidy(super::tidy::Tidy),
    /// Give an id, a who or a tag another name, everywhere
    #[command(before_help = "Example: askbook rename id judge prize-judge\n         See docs/writing.md")]
    Rename(super::rename::Rename),
    /// Let git merge journal files record by record, in this clone
    #[command(name = "git-setup", before_help = "Example: askbook git-setup\n         See docs/writing.md")]
    GitSetup,
    /// Merge two versions of a journal file, as git asks for it
    #[command(
        name = "merge-driver",
        before_help = "Example: askbook merge-driver base.md ours.md theirs.md\n         See docs/writing.md"
    )]
    MergeDriver(super::merge_driver::MergeDriver),
    /// Take back the last change that a command made
    #[command(before_help = "Example: askbook undo --list\n         See docs/writing.md")]
    Undo(super::undo::Undo),
    /// Say what is wrong in the notebook, where, and what to type instead
    #[command(before_help = "Example: askbook check journal/2026\n         See docs/diagnostics.md")]
    Check(Check),
    /// List asks (or other records) that fit a query
    #[command(before_help = "Example: askbook list tag:job is:open fear:6..10\n         See docs/query.md")]
    List(List),
    /// Read asks from a spreadsheet, an export, a todo.txt or a vault of notes
    #[command(
        before_help = "Example: askbook export --format csv | askbook import - --dry-run\n         See docs/exchange.md"
    )]
    Import(super::import::Import),
    /// Write the notebook for spreadsheets, databases, calendars and other programs
    #[command(
        before_help = "Example: askbook export --format csv --out asks.csv\n         See docs/exchange.md"
    )]
    Export(super::export::Export),
    /// Say where the challenge stands
    #[command(
        before_help = "Example: askbook report --by tag --since 2026-01-01\n         See docs/statistics.md"
    )]
    Report(Report),
    /// Serve an editor, which starts it: errors as you type, completions, hovers
    #[cfg(feature = "lsp")]
    #[command(before_help = "Example: askbook lsp\n         See docs/editors.md")]
    Lsp,
    /// Show the site in a browser, made again on every save
    #[cfg(feature = "serve")]
    #[command(before_help = "Example: askbook serve --open\n         See docs/editors.md")]
    Serve(super::serve::Serve),
    /// Check on every save, and say where the challenge stands
    #[cfg(feature = "serve")]
    #[command(before_help = "Example: askbook watch\n         See docs/editors.md")]
    Watch(super::watch::Watch),
    /// Make a page worth sharing, that cannot leak
    #[cfg(feature = "site")]
    #[command(before_help = "Example: askbook site --accept\n         See docs/site.md")]
    Site(super::site::Site),
    /// Say what is out there, and what to do about it first
    #[command(before_help = "Example: askbook next tag:job\n         See docs/statistics.md")]
    Next(super::next::Next),
    /// Look back on a week: asks, answers, what the noes taught, one question
    #[command(before_help = "Example: askbook review 2026-W26\n         See docs/statistics.md")]
    Review(super::review::Review),
    /// Set two kinds of asks, or two spans of days, side by side
    #[command(before_help = "Example: askbook compare tag:job tag:writing\n         See docs/statistics.md")]
    Compare(super::compare::Compare),
    /// Explain a diagnostic: what, why, a wrong and a right example
    #[command(before_help = "Example: askbook explain no-ask\n         See docs/diagnostics.md")]
    Explain(Explain),
    /// Print the standard of the journal format
    #[command(before_help = "Example: askbook format | less\n         See docs/format.md")]
    Format,
    /// Print completions for a shell
    #[command(before_help = "Example: askbook completions bash\n         See docs/install.md")]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page, or write one a command into a folder
    #[command(
        before_help = "Example: askbook man --out ~/.local/share/man/man1\n         See docs/install.md"
    )]
    Man {
        /// The folder
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
}

// `askbook check`
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Say only what concerns these files and folders; the whole notebook is read all the same
    pub paths: Vec<PathBuf>,
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: CheckFormat,
    /// Exit with 1 on warnings too
    #[arg(long)]
    pub strict: bool,
    /// Leave out this warning or notice; may be given several times
    #[arg(long, value_name = "CODE", add = candidates::codes())]
    pub allow: Vec<String>,
    /// Say nothing but this code; may be given several times
    #[arg(long, value_name = "CODE", conflicts_with = "allow", add = candidates::codes())]
    pub only: Vec<String>,
    /// Mend what can be mended without doubt
    #[arg(long)]
    pub fix: bool,
    /// Show what --fix would change
    #[arg(long, requires = "fix")]
    pub diff: bool,
}

/// How diagnostics are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    /// With the lines and carets
    Human,
    /// One line each
    Short,
    /// One JSON object a line
    Jsonl,
    /// GitHub's annotations
    Github,
}

// `askbook list`
#[derive(Debug, Args)]
pub(crate) struct List {
    /// What to list, such as `tag:job is:open`; everything otherwise
    #[arg(add = candidates::query())]
    pub query: Vec<String>,
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: ListFormat,
    /// Which records: ask, plan, step, answer, yes, no, …, lesson, review, rest, all; several with commas
    #[arg(long, value_name = "KINDS", value_delimiter = ',', default_value = "ask")]
    pub kind: Vec<String>,
    /// In which order
    #[arg(long, value_name = "COLUMN", default_value = "date")]
    pub sort: crate::list::Column,
    /// In the reverse order
    #[arg(long)]
    pub reverse: bool,
    /// At most so many
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
}

/// How a list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// Columns, as wide as the terminal
    Table,
    /// One JSON object a line
    Jsonl,
    /// For spreadsheets
    Csv,
    /// A Markdown table
    Md,
    /// The ids, one a line
    Ids,
}

// `askbook report`
#[derive(Debug, Args)]
pub(crate) struct Report {
    /// One part in depth; everything in short otherwise
    pub part: Option<PartName>,
    /// Of `report year`: which year, or another span; this year otherwise
    pub span: Option<String>,
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "terminal")]
    pub format: ReportFormat,
    /// Only asks from this day on: a date or a span, such as 2026-Q1
    #[arg(long, value_name = "DAY")]
    pub since: Option<String>,
    /// Only asks up to this day: a date or a span
    #[arg(long, value_name = "DAY")]
    pub until: Option<String>,
    /// What one bar stands for
    #[arg(long, value_name = "PERIOD", default_value = "week")]
    pub period: PeriodName,
    /// A table by tag, size, via, who or a declared key
    #[arg(long, value_name = "WHAT")]
    pub by: Option<String>,
    /// Only asks that fit this query
    #[arg(long = "where", value_name = "QUERY", add = candidates::query())]
    pub filter: Option<String>,
    /// Say on standard error how long each stage of reading took
    #[arg(long)]
    pub timings: bool,
    /// What the shareable page says, and no word more: for a chat
    #[cfg(feature = "site")]
    #[arg(long, conflicts_with_all = ["part", "since", "until", "period", "by", "filter", "timings"])]
    pub public: bool,
}

/// A part of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PartName {
    /// How long answers take
    Waiting,
    /// When the goal may be reached
    Forecast,
    /// Yeses, of how many
    Rates,
    /// Fear before, sting after, your own odds
    Sting,
    /// Week by week
    Load,
    /// What you ask, of whom and how
    Balance,
    /// A year in review
    Year,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// For reading here
    Terminal,
    /// A Markdown page
    Md,
    /// One JSON object
    Json,
}

/// A stretch of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PeriodName {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

// `askbook init`
#[derive(Debug, Args)]
pub(crate) struct Init {
    /// The folder; this one otherwise
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// How many; ten otherwise: start small
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub goal: Option<u32>,
    /// The last day: 2026-12-31, friday, "in 3 months"; a year from today otherwise
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
    /// What fills the bar
    #[arg(long, value_name = "WHAT")]
    pub of: Option<GoalName>,
    /// What is a rejection to you; several with commas
    #[arg(long, value_name = "ANSWERS", value_delimiter = ',')]
    pub counts: Vec<CountsName>,
    /// With the example journal in it, its dates moved so that it ends today
    #[arg(long, conflicts_with_all = ["goal", "until", "of", "counts"])]
    pub example: bool,
}

impl Init {
    /// Whether a setting was typed, so that nothing is left to be asked.
    pub fn any_setting(&self) -> bool {
        self.goal.is_some() || self.until.is_some() || self.of.is_some() || !self.counts.is_empty()
    }
}

/// What a goal is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum GoalName {
    Rejections,
    Asks,
}

/// An answer that may count as a rejection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CountsName {
    No,
    Silence,
    Partial,
    Withdrawn,
}

// `askbook demo`
#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// The folder; askbook-demo in this one otherwise
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
}

// `askbook explain`
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// The code, such as `no-ask`; a list of all otherwise
    #[arg(add = candidates::codes())]
    pub code: Option<String>,
}

/// The whole command, for completions and manual pages.
pub fn command() -> clap::Command {
    Arguments::command()
}

fn parse_day(text: &str) -> Result<Day, String> {
    match crate::model::read_day(text) {
        Some(day) => day.day().ok_or_else(|| "no calendar has this date".to_owned()),
        None => Err("write a date as YYYY-MM-DD, such as 2026-03-02".to_owned()),
    }
}
