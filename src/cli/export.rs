//! `askbook export`

use super::context::Context;
use super::failure::Failure;
use super::outcome::Outcome;
use super::output;
use crate::book::AskId;
use crate::config::CONFIG_FILE;
use crate::disk::{self, Existing, WholeFile};
use crate::exchange::export::{
    self, Framing, Names, Notes, Pages, Selection, Shape, ask_columns, record_columns, separated,
};
use crate::list::{Kinds, Row, fits, markdown};
use crate::notebook::Notebook;
use crate::query;
use clap::{Args, ValueEnum};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

// `askbook export`
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// Only asks that fit this query, such as `tag:job`, with all that belongs to them
    pub query: Vec<String>,
    /// As what to write it
    #[arg(long, value_name = "FORMAT")]
    pub format: ExportFormat,
    /// The file, or for Parquet the folder; standard output otherwise
    #[arg(long, value_name = "PATH")]
    pub out: Option<PathBuf>,
    /// Write over what `--out` names
    #[arg(long, requires = "out")]
    pub force: bool,
    /// CSV: one row an event, and every other record too, so that nothing is lost; Parquet on standard output: events
    #[arg(long)]
    pub events: bool,
    /// JSON: only these kinds of records, as for `list`; everything otherwise
    #[arg(long, value_name = "KINDS", value_delimiter = ',')]
    pub kind: Vec<String>,
    /// Parquet: a folder for each year
    #[arg(long, value_name = "BY", requires = "out")]
    pub partition: Option<Partition>,
    /// Calendar: with titles and whos; without it only words that you released with `public:"…"` go in
    #[arg(long)]
    pub names: bool,
    /// Calendar: to-dos instead of all-day events
    #[arg(long)]
    pub todos: bool,
}

/// As what an export is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// For spreadsheets
    Csv,
    /// One JSON array
    Json,
    /// One JSON object a line
    Jsonl,
    /// A database with views
    Sqlite,
    /// Columns, for DuckDB, Polars, pandas and Spark
    Parquet,
    /// A calendar of due dates and of asks that are overdue
    Ics,
    /// A Markdown table
    Md,
}

/// How an export is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Partition {
    /// By the year of the ask, or of the event
    Year,
}

/// What was typed, and what it means.
#[derive(Clone, Copy)]
struct Task<'t> {
    typed: &'t Export,
    kinds: &'t Kinds,
}

pub(super) fn run(context: &Context, typed: &Export) -> Result<Outcome, Failure> {
    fit(typed)?;
    let kinds = if typed.kind.is_empty() { Kinds::all() } else { super::reading::kinds(&typed.kind)? };
    let task = Task { typed, kinds: &kinds };
    let notebook = context.open()?;
    let query = super::reading::query(context, &notebook, &query::from_args(&typed.query))?;
    let asks: Vec<AskId> =
        (0..notebook.book.asks().len()).filter(|ask| fits(&notebook.book, Row::Ask(*ask), &query)).collect();
    let selection = Selection {
        book: &notebook.book,
        keys: &notebook.config.keys,
        asks: &asks,
        is_whole: query.is_empty(),
    };
    if let Some(target) = typed.out.as_ref().filter(|_| typed.force) {
        spare_pages(&notebook, target)?;
    }
    let mut pages = DiskPages { root: &notebook.root, last: None };
    let mut notes = Notes::new(&mut pages);
    match &typed.out {
        Some(target) if typed.format == ExportFormat::Parquet && is_folder(target) => {
            folder(typed, selection, &mut notes, target)?;
        }
        Some(target) => file(task, selection, &mut notes, target)?,
        None => standard_output(task, selection, &mut notes)?,
    }
    context.remark(&notebook);
    Ok(Outcome::Done)
}

/// Whether options and format go together.
fn fit(typed: &Export) -> Result<(), Failure> {
    let format = typed.format;
    let is_json = matches!(format, ExportFormat::Json | ExportFormat::Jsonl);
    let misplaced = [
        (
            typed.events && !matches!(format, ExportFormat::Csv | ExportFormat::Parquet),
            "--events",
            "csv or parquet",
        ),
        (!typed.kind.is_empty() && !is_json, "--kind", "json or jsonl"),
        (typed.partition.is_some() && format != ExportFormat::Parquet, "--partition", "parquet"),
        (typed.names && format != ExportFormat::Ics, "--names", "ics"),
        (typed.todos && format != ExportFormat::Ics, "--todos", "ics"),
    ];
    if let Some((_, option, home)) = misplaced.into_iter().find(|(wrong, ..)| *wrong) {
        let what = format!("`{option}` goes with `--format {home}`");
        return Err(Failure::argument(what, "leave it out, or name another format"));
    }
    let missing = match format {
        ExportFormat::Sqlite if !cfg!(feature = "sqlite") => Some("sqlite"),
        ExportFormat::Parquet if !cfg!(feature = "parquet") => Some("parquet"),
        _ => None,
    };
    match missing {
        Some(feature) => Err(Failure::argument(
            format!("this build has no {feature}"),
            format!("build it with `cargo install --features {feature}`"),
        )),
        None => Ok(()),
    }
}

/// Refuses to write onto a page of the notebook or its settings, whatever leads there.
fn spare_pages(notebook: &Notebook, target: &Path) -> Result<(), Failure> {
    let Ok(full) = target.canonicalize() else { return Ok(()) };
    let pages = notebook.book.files.iter().map(|file| &*file.path).chain([CONFIG_FILE]);
    let is_it = |page: &str| notebook.root.join(page).canonicalize().is_ok_and(|page| page == full);
    match pages.into_iter().find(|page| is_it(page)) {
        Some(page) => {
            let what = format!("`{}` is `{page}` of the notebook, and was kept", target.display());
            Err(Failure::argument(what, "name another file: an export is written over nothing of the diary"))
        }
        None => Ok(()),
    }
}

/// Whether a Parquet export becomes a folder with asks and events.
fn is_folder(target: &Path) -> bool {
    target.extension().is_none_or(|extension| extension != "parquet") || target.is_dir()
}

fn standard_output(task: Task<'_>, selection: Selection<'_>, notes: &mut Notes<'_>) -> Result<(), Failure> {
    let is_binary = matches!(task.typed.format, ExportFormat::Sqlite | ExportFormat::Parquet);
    if is_binary && io::IsTerminal::is_terminal(&io::stdout()) {
        let what = "this format is not for reading on a terminal";
        return Err(Failure::argument(what, "name a file, `--out FILE`, or send it into a pipe"));
    }
    output::stream(|out| {
        if task.typed.format == ExportFormat::Sqlite {
            let mut made = WholeFile::nowhere()?;
            database(selection, notes, made.path())?;
            return io::copy(made.as_file_mut(), out).map(drop);
        }
        write(task, selection, notes, out)
    })
}

fn file(
    task: Task<'_>,
    selection: Selection<'_>,
    notes: &mut Notes<'_>,
    target: &Path,
) -> Result<(), Failure> {
    let told = |error: io::Error| not_written(target, &error);
    let mut whole = WholeFile::begin(target, existing(task.typed)).map_err(told)?;
    if task.typed.format == ExportFormat::Sqlite {
        match whole.path() {
            Some(path) => database(selection, notes, path).map_err(told)?,
            None => {
                let mut made = WholeFile::nowhere().map_err(told)?;
                database(selection, notes, made.path()).map_err(told)?;
                io::copy(made.as_file_mut(), whole.writer()).map_err(told)?;
            }
        }
    } else {
        let mut out = BufWriter::with_capacity(1 << 16, whole.writer());
        write(task, selection, notes, &mut out).and_then(|()| out.flush()).map_err(told)?;
    }
    whole.finish().map_err(told)
}

/// Asks and events, each in a file of its own, or in one for each year.
#[cfg(feature = "parquet")]
fn folder(
    typed: &Export,
    selection: Selection<'_>,
    notes: &mut Notes<'_>,
    target: &Path,
) -> Result<(), Failure> {
    use chrono::Datelike;
    let told = |error: io::Error| not_written(target, &error);
    let whole = disk::WholeFolder::begin(target, existing(typed), "parquet").map_err(told)?;
    let asks = ask_columns(selection.keys);
    let events = export::event_columns();
    let book = selection.book;
    if typed.partition.is_none() {
        let out = whole.file("asks.parquet").map_err(told)?;
        export::parquet("asks", &asks, selection.ask_rows(notes), out).map_err(told)?;
        let out = whole.file("events.parquet").map_err(told)?;
        export::parquet("events", &events, export::happenings(selection, |_| true, notes), out)
            .map_err(told)?;
        return whole.finish().map_err(told);
    }
    // The asks are in order of day, so those of a year stand together.
    for of_year in selection.asks.chunk_by(|a, b| book.ask(*a).day.year() == book.ask(*b).day.year()) {
        let Some(year) = of_year.first().map(|ask| book.ask(*ask).day.year()) else { continue };
        let out = whole.file(&format!("asks/year={year}/asks.parquet")).map_err(told)?;
        let selection = Selection { asks: of_year, ..selection };
        export::parquet("asks", &asks, selection.ask_rows(notes), out).map_err(told)?;
    }
    let happened = selection.asks.iter().flat_map(|ask| book.ask(*ask).events());
    let years: std::collections::BTreeSet<i32> = happened.map(|event| event.day.year()).collect();
    for year in years {
        let out = whole.file(&format!("events/year={year}/events.parquet")).map_err(told)?;
        let rows = export::happenings(selection, |event| event.day.year() == year, notes);
        export::parquet("events", &events, rows, out).map_err(told)?;
    }
    whole.finish().map_err(told)
}

#[cfg(not(feature = "parquet"))]
fn folder(_: &Export, _: Selection<'_>, _: &mut Notes<'_>, target: &Path) -> Result<(), Failure> {
    Err(not_written(target, &io::ErrorKind::Unsupported.into()))
}

/// Writes what is written from its first byte to its last.
fn write(
    task: Task<'_>,
    selection: Selection<'_>,
    notes: &mut Notes<'_>,
    out: &mut (dyn Write + Send),
) -> io::Result<()> {
    let Task { typed, kinds } = task;
    match typed.format {
        ExportFormat::Csv if typed.events => {
            separated(&record_columns(selection.keys), export::entries(selection, notes), out)
        }
        ExportFormat::Csv => separated(&ask_columns(selection.keys), selection.ask_rows(notes), out),
        ExportFormat::Json => export::json(selection, kinds, Framing::Array, notes, out),
        ExportFormat::Jsonl => export::json(selection, kinds, Framing::Lines, notes, out),
        ExportFormat::Ics => {
            let shape = if typed.todos { Shape::Todos } else { Shape::Events };
            let names = if typed.names { Names::Show } else { Names::Hide };
            export::calendar(selection, shape, names, out)
        }
        ExportFormat::Md => {
            let rows: Vec<Row> = selection.asks.iter().map(|ask| Row::Ask(*ask)).collect();
            out.write_all(markdown(selection.book, &rows).as_bytes())
        }
        ExportFormat::Parquet => columns(typed, selection, notes, out),
        ExportFormat::Sqlite => Err(io::Error::other("a database is written as a file")),
    }
}

#[cfg(feature = "parquet")]
fn columns(
    typed: &Export,
    selection: Selection<'_>,
    notes: &mut Notes<'_>,
    out: &mut (dyn Write + Send),
) -> io::Result<()> {
    if typed.events {
        let rows = export::happenings(selection, |_| true, notes);
        export::parquet("events", &export::event_columns(), rows, out)
    } else {
        export::parquet("asks", &ask_columns(selection.keys), selection.ask_rows(notes), out)
    }
}

#[cfg(not(feature = "parquet"))]
fn columns(_: &Export, _: Selection<'_>, _: &mut Notes<'_>, _: &mut (dyn Write + Send)) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(feature = "sqlite")]
fn database(selection: Selection<'_>, notes: &mut Notes<'_>, path: &Path) -> io::Result<()> {
    export::sqlite(selection, notes, path).map_err(|error| io::Error::other(error.to_string()))
}

#[cfg(not(feature = "sqlite"))]
fn database(_: Selection<'_>, _: &mut Notes<'_>, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

fn existing(typed: &Export) -> Existing {
    if typed.force { Existing::Replace } else { Existing::Keep }
}

fn not_written(target: &Path, error: &io::Error) -> Failure {
    let path = target.display();
    match error.kind() {
        io::ErrorKind::AlreadyExists => {
            let hint = "name another one, or write over it with `--force`";
            Failure::argument(format!("`{path}` is there already, and was kept"), hint)
        }
        io::ErrorKind::DirectoryNotEmpty => {
            let hint = "name another folder: only one with nothing but `.parquet` files is written over";
            Failure::argument(format!("`{path}` holds other files, and was kept"), hint)
        }
        io::ErrorKind::IsADirectory => {
            Failure::argument(format!("`{path}` is a folder"), "name a file in it")
        }
        _ => {
            let hint = "nothing was put there; see that the folder exists, may be written to and has room";
            Failure::argument(format!("`{path}` cannot be written: {}", disk::plain(error)), hint)
        }
    }
}

/// The pages of a notebook on the disk, the last one kept.
struct DiskPages<'r> {
    root: &'r Path,
    last: Option<(String, Option<String>)>,
}

impl Pages for DiskPages<'_> {
    fn page(&mut self, path: &str) -> Option<&str> {
        if self.last.as_ref().is_none_or(|(last, _)| last != path) {
            let read = disk::read_source(&self.root.join(path), &path.into());
            self.last = Some((path.to_owned(), read.ok().map(|source| source.text)));
        }
        self.last.as_ref().and_then(|(_, text)| text.as_deref())
    }
}
