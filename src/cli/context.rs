//! What the global options mean: which notebook, which day, how output looks.

use super::diagnostics::{self, Style};
use super::failure::Failure;
use super::global::{Global, When};
use super::{output, state};
use crate::change::{Place, is_interrupted};
use crate::config::{CONFIG_FILE, Challenge};
use crate::diagnostic::{Code, did_you_mean};
use crate::disk;
use crate::model::{Day, fold};
use crate::notebook::{Notebook, Reading, Stage, Texts};
use crate::syntax::Way;
use crate::text::Source;
use chrono::{NaiveDateTime, NaiveTime};
use std::io::IsTerminal;
use std::path::PathBuf;

/// The width of a terminal that does not tell.
const WIDTH: usize = 80;

/// The world of one run, in the form of arguments.
pub(crate) struct Context {
    notebook: Option<PathBuf>,
    /// The folder in which the command was started.
    pub folder: PathBuf,
    /// The computer's date, or `--today`.
    pub today: Day,
    /// Whether standard output takes colour.
    pub color: bool,
    /// Whether standard output is read by a person at a terminal.
    pub is_terminal: bool,
    /// Columns of the terminal.
    pub width: usize,
    /// Plain signs only.
    pub ascii: bool,
    /// No remarks on standard error.
    pub quiet: bool,
    #[cfg(any(feature = "lsp", feature = "serve"))]
    named_today: Option<Day>,
    challenge: Option<String>,
    threads: Option<u16>,
    way: Way,
    /// The computer's time; none where the day was typed.
    clock: Option<NaiveDateTime>,
}

impl Context {
    pub fn of(global: Global) -> Result<Self, Failure> {
        let folder = std::env::current_dir().map_err(|error| {
            Failure::argument(
                format!("this folder cannot be read: {}", crate::disk::plain(&error)),
                "start in another one",
            )
        })?;
        let is_terminal = std::io::stdout().is_terminal();
        let color = match global.color {
            When::Always => true,
            When::Never => false,
            When::Auto => anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never,
        };
        let clock = chrono::Local::now().naive_local();
        Ok(Self {
            notebook: global.notebook,
            folder,
            #[cfg(any(feature = "lsp", feature = "serve"))]
            named_today: global.today,
            today: global.today.unwrap_or_else(|| clock.date()),
            color,
            is_terminal,
            width: size().0,
            ascii: global.ascii,
            quiet: global.quiet,
            challenge: global.challenge,
            threads: global.threads,
            way: if global.no_fast_path { Way::Long } else { Way::Short },
            clock: global.today.is_none().then_some(clock),
        })
    }

    /// Tells the day from now on: `--today`, or the computer's date whenever it is asked.
    #[cfg(any(feature = "lsp", feature = "serve"))]
    pub fn clock(&self) -> Box<dyn Fn() -> Day + Send> {
        match self.named_today {
            Some(day) => Box::new(move || day),
            None => Box::new(|| chrono::Local::now().date_naive()),
        }
    }

    /// Today for who writes: until `day_ends` it is still yesterday.
    pub fn today_until(&self, day_ends: NaiveTime) -> Day {
        match self.clock {
            Some(clock) if clock.time() < day_ends => self.today.pred_opt().unwrap_or(self.today),
            _ => self.today,
        }
    }

    /// The time, for people.
    pub fn now(&self) -> String {
        self.clock.map_or_else(|| self.today.to_string(), |clock| clock.format("%Y-%m-%d %H:%M").to_string())
    }

    /// Says a line on standard error, unless it is to be quiet.
    pub fn say(&self, line: &str) {
        if !self.quiet {
            output::remark(line);
        }
    }

    /// Lets what follows run on as many threads as were asked for, this one among them: one that waits while others
    /// work would have to be started and given memory of its own.
    ///
    /// # Errors
    /// Where so many cannot be started.
    pub fn share_work(&self) -> Result<(), Failure> {
        let pool = |threads: usize| {
            rayon::ThreadPoolBuilder::new().num_threads(threads).use_current_thread().build_global()
        };
        match self.threads {
            Some(threads) => pool(threads.into()).map_err(|error| {
                Failure::argument(
                    format!("{threads} threads cannot be started: {error}"),
                    "name a smaller number",
                )
            }),
            None => {
                // One for each core; where the system grants no other, this one alone, which has been started.
                let _ = pool(0).or_else(|_| pool(1));
                Ok(())
            }
        }
    }

    /// The folder of the notebook: the one named, or the nearest above.
    pub fn root(&self) -> Result<PathBuf, Failure> {
        match &self.notebook {
            Some(named) if named.is_dir() => Ok(named.clone()),
            Some(named) => Err(Failure::NoFolder(named.display().to_string())),
            None => disk::find_notebook(&self.folder).ok_or(Failure::NoNotebook),
        }
    }

    /// The notebook's folder, and the log of its changes.
    pub fn place(&self) -> Result<Place, Failure> {
        state::place(self.root()?)
    }

    /// Reads the notebook for `check`, which has something to say of any.
    pub fn open_any(&self) -> Result<Notebook, Failure> {
        let reading = Reading { texts: Texts::Keep, way: self.way, reached: &|_| {} };
        Ok(Notebook::read(&self.root()?, self.today, &reading))
    }

    /// Reads the notebook for a reading command, which needs to know what its writer wants.
    pub fn open(&self) -> Result<Notebook, Failure> {
        self.open_told(&|_| {})
    }

    /// The same; `reached` is called after each stage.
    pub fn open_told(&self, reached: &(dyn Fn(Stage) + Sync)) -> Result<Notebook, Failure> {
        let root = self.root()?;
        let reading = Reading { texts: Texts::Drop, way: self.way, reached };
        let notebook = Notebook::read(&root, self.today, &reading);
        if !notebook.config_broken {
            return Ok(notebook);
        }
        let notebook = Notebook::open(&root, self.today, Texts::Keep);
        let problems: Vec<_> = notebook
            .diagnostics()
            .into_iter()
            .filter(|told| {
                &*told.place.file == CONFIG_FILE
                    && matches!(told.code, Code::ConfigSyntax | Code::NotUtf8 | Code::Unreadable)
            })
            .collect();
        Err(Failure::BrokenConfig(self.render(&notebook, &problems)))
    }

    /// Diagnostics as a person reads them, on standard error.
    pub fn render(&self, notebook: &Notebook, problems: &[crate::diagnostic::Diagnostic]) -> String {
        self.rendered(&|path| notebook.source(path), problems)
    }

    /// The same of texts that no notebook holds.
    pub fn rendered<'s>(
        &self,
        source: &dyn Fn(&str) -> Option<&'s Source>,
        problems: &[crate::diagnostic::Diagnostic],
    ) -> String {
        let style = Style { color: false, ascii: self.ascii, width: self.width };
        diagnostics::render(problems, source, diagnostics::Format::Human, style)
    }

    /// The challenge that was named, or the one that holds today.
    pub fn challenge<'n>(&self, notebook: &'n Notebook) -> Result<Option<&'n Challenge>, Failure> {
        let all = &notebook.config.challenges;
        let Some(name) = &self.challenge else {
            return Ok(all.iter().find(|challenge| challenge.holds(self.today)));
        };
        let found = all.iter().find(|challenge| fold(&challenge.name) == fold(name));
        let names: Vec<&str> = all.iter().map(|challenge| challenge.name.as_str()).collect();
        found.map(Some).ok_or_else(|| {
            let hint = did_you_mean(name, names.iter().copied(), || {
                let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
                format!("it has {}", names.join(", "))
            });
            Failure::argument(format!("this notebook has no challenge `{name}`"), hint)
        })
    }

    /// The challenge of the pages: the one that was named, or the one that holds today. Where none holds, the one that
    /// ended last, so that what was done stays on the page.
    #[cfg(feature = "site")]
    pub fn site_challenge<'n>(&self, notebook: &'n Notebook) -> Result<Option<&'n Challenge>, Failure> {
        // They are in order of their days.
        let ended = || notebook.config.challenges.iter().rfind(|challenge| challenge.is_over(self.today));
        Ok(self.challenge(notebook)?.or_else(ended))
    }

    /// The one line that a reading command says of a notebook with errors.
    pub fn remark(&self, notebook: &Notebook) {
        // A reading command puts nothing right; where there is no log, nothing was begun.
        if self.place().is_ok_and(|place| is_interrupted(&place)) {
            self.say("a change was interrupted: the next command that writes puts it right");
        }
        let errors = notebook.error_count();
        if errors > 0 {
            let problems = if errors == 1 { "problem" } else { "problems" };
            self.say(&format!("{errors} {problems}: askbook check"));
        }
    }
}

/// Columns and lines of the terminal, as large as it is now; many lines where it does not tell.
pub(super) fn size() -> (usize, usize) {
    let (width, height) = terminal_size::terminal_size()
        .map_or((WIDTH, usize::MAX), |(width, height)| (usize::from(width.0), usize::from(height.0)));
    (width.max(20), height)
}
