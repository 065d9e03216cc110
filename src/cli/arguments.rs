//! What may be typed: the commands. What each of them takes stands in its file.

use super::answer::Answering;
use super::global::Global;
use clap::{CommandFactory, Parser, Subcommand};
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

/// The commands. What each of them takes is put together when it is called, or its help is; a doc comment there would take
/// the place of the one here.
#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub(crate) enum Command {
    /// Make a notebook: settings, a first page, how to write a line
    #[command(
        before_help = "Example: askbook init my-asks --goal 50 --until 2027-12-31 --of asks\n         See docs/tutorial.md"
    )]
    Init(super::init::Init),
    /// Make an example notebook to look around in, and print its report
    #[command(before_help = "Example: askbook demo\n         See docs/tutorial.md")]
    Demo(super::demo::Demo),
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
    Check(super::check::Check),
    /// List asks (or other records) that fit a query
    #[command(before_help = "Example: askbook list tag:job is:open fear:6..10\n         See docs/query.md")]
    List(super::list::List),
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
    Report(super::report::Report),
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
    Explain(super::explain::Explain),
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

/// The whole command, for completions and manual pages.
pub fn command() -> clap::Command {
    Arguments::command()
}
