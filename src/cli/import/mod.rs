//! `askbook import`: what was typed, then the source read, shown, and written in the one safe way.

mod record;
mod source;
mod table;
mod told;
mod vault;

use super::asking::{confirm, is_asked};
use super::candidates;
use super::context::Context;
use super::failure::Failure;
use super::outcome::Outcome;
use super::words::folded_tag;
use super::{output, writing};
use crate::disk::{self, Existing};
use crate::exchange::import::{
    self, Batch, Draft, Pages, RowProblem, Rules, Seen, Sorted, block, decode, guess, is_own_csv, own_csv,
    own_json, pages, read_rules, read_table, sort_out,
};
use crate::model::{Day, KeyNames, Marker};
use crate::notebook::Notebook;
use clap::{Args, ValueEnum};
pub(super) use record::forget;
use record::{keep_seen, mark, record_of, seen, write_file};
use source::{bytes, kind_of, rules_path, source_name, text_of, told_of};
use std::path::{Path, PathBuf};
use table::{of_table, typed_dates, typed_rules};
use told::{complain, left_out, put, samples, unsure};
use vault::{folder, vault};
use writing::counted;

/// What the log of changes calls it.
pub(super) const COMMAND: &str = "import";

// `askbook import`
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// A table (CSV), an export of ours (CSV, JSON), a todo.txt, a page or a folder of pages; `-` is standard input
    #[arg(value_name = "FILE")]
    pub source: PathBuf,
    /// What it is; told by its name and its first lines otherwise
    #[arg(long, value_name = "KIND")]
    pub from: Option<Kind>,
    /// The rules file: read if it is there, else the guess is kept in it; FILE.rules.toml otherwise
    #[arg(long, value_name = "FILE")]
    pub rules: Option<PathBuf>,
    /// Show the records, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Do not ask whether the guess is right
    #[arg(long, short)]
    pub yes: bool,
    /// Write nothing if a row cannot be read
    #[arg(long)]
    pub all_or_nothing: bool,
    /// Bring back what was imported before and is no longer in the notebook
    #[arg(long)]
    pub again: bool,
    /// Which column says what, such as `who=Company` or `date=3`; several times
    #[arg(long, value_name = "ROLE=COLUMN")]
    pub column: Vec<String>,
    /// What a status means, such as `Blocked=open`; `*=open` is for all others; several times
    #[arg(long, value_name = "WORD=MEANING")]
    pub status: Vec<String>,
    /// How dates are written, in the order in which to try: ymd, dmy, mdy, named
    #[arg(long, value_name = "ORDER", value_delimiter = ',')]
    pub dates: Vec<String>,
    /// The day of rows that have none
    #[arg(long, value_name = "DATE")]
    pub date: Option<Day>,
    /// The day that is numbered 1, where days are numbered
    #[arg(long, value_name = "DATE")]
    pub first_day: Option<Day>,
    /// A tag for all of them; several times
    #[arg(long, value_name = "TAG", value_parser = folded_tag, add = candidates::tags())]
    pub tag: Vec<String>,
    /// The encoding, such as utf-8 or windows-1252
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// The sign that divides the cells
    #[arg(long, value_name = "SIGN")]
    pub delimiter: Option<char>,
}

/// What a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// A table
    Csv,
    /// What `askbook export` wrote as JSON
    Json,
    /// A todo.txt
    Todo,
    /// Tasks, fields and tables of a page, or of all pages in a folder
    Markdown,
}

/// What was read from the source, before the notebook is looked at.
struct Reading {
    /// What was found and how it is read, for people.
    told: String,
    batch: Batch,
    /// Why it is not sure, each with what to type.
    unsure: Vec<(String, String)>,
    /// The rules to be kept: where, and their text.
    keep: Option<(PathBuf, String)>,
}

pub(super) fn run(context: &Context, typed: &Import) -> Result<Outcome, Failure> {
    let notebook = context.open()?;
    let mut reading = read(context, typed, &notebook.config.keys)?;
    for draft in &mut reading.batch.drafts {
        typed.tag.iter().for_each(|tag| draft.tag(tag));
    }
    if !reading.unsure.is_empty() {
        output::print(&reading.told)?;
        return Err(unsure(&reading.unsure));
    }
    reading.told.push_str(&to_come(&reading.batch.drafts, context.today));
    let record = record_of(&context.place()?);
    let seen = if typed.again { Seen::default() } else { seen(&record) };
    if typed.dry_run {
        return dry_run(context, typed, &notebook, reading, &seen);
    }
    let sorted = sort_out(&reading.batch.drafts, &notebook.book, &seen);
    output::print(&reading.told)?;
    output::print(&samples(&reading.batch.drafts, &sorted, &notebook.config.keys, context))?;
    // Read again under the lock.
    drop(notebook);
    if typed.all_or_nothing && !reading.batch.failed.is_empty() {
        complain(&source_name(typed), &reading.batch.failed)?;
        let count = counted(reading.batch.failed.len(), "row");
        return Err(nothing(&format!("{count} cannot be read, so nothing was")));
    }
    let is_asked = is_asked(context) && !typed.yes && !sorted.fresh.is_empty();
    if is_asked {
        // What will be missing is a part of the question.
        complain(&source_name(typed), &reading.batch.failed)?;
        let mut question = format!("{} would be written", counted(sorted.fresh.len(), "record"));
        put(&mut question, sorted.already, "there already");
        put(&mut question, reading.batch.failed.len(), "not read");
        if !confirm(&format!("{question}. Is that right?"))? {
            let hint = "say it better: `--column`, `--status`, `--dates`, a rules file";
            return Err(Failure::argument("nothing was written", hint));
        }
    }
    let (written, mark, last) = write(context, typed, &reading.batch.drafts, &seen)?;
    let mut failed = reading.batch.failed.clone();
    failed.extend(last.failed.iter().cloned());
    keep(context, reading.keep)?;
    if !last.fresh.is_empty() {
        let mut seen = self::seen(&record);
        seen.add(last.fresh.iter().filter_map(|at| reading.batch.drafts.get(*at)), mark);
        keep_seen(context, &record, &seen);
    }
    let name = source_name(typed);
    complain(&name, if is_asked { &last.failed } else { &failed })?;
    complain(&name, &last.sorted.changed)?;
    complain(&name, &last.sorted.gone)?;
    let mut summary = format!("{} written", counted(last.fresh.len(), "record"));
    if written > 0 {
        summary.push_str(&format!(" on {}", counted(written, "page")));
    }
    put(&mut summary, last.sorted.already, "there already");
    put(&mut summary, last.sorted.changed.len(), "changed since, and not written over");
    put(&mut summary, last.sorted.gone.len(), "imported before (`--again` brings them back)");
    put(&mut summary, failed.len(), "not read");
    output::print(&format!("{summary}\n"))?;
    Ok(if failed.is_empty() { Outcome::Done } else { Outcome::Found })
}

/// What is said where some rows are bad and all or nothing is wanted.
fn nothing(what: &str) -> Failure {
    let hint = "mend them in the source, or import the rest without `--all-or-nothing`";
    Failure::argument(format!("{what} written"), hint)
}

/// What the last try of a write came to.
#[derive(Default)]
struct Last {
    sorted: Sorted,
    /// Those that were written, by their place among the drafts.
    fresh: Vec<usize>,
    failed: Vec<RowProblem>,
}

/// Writes what the notebook does not have; gives the number of pages and the mark of the change.
fn write(
    context: &Context,
    typed: &Import,
    all: &[Draft],
    seen: &Seen,
) -> Result<(usize, u64, Last), Failure> {
    let mut last = Last::default();
    let written = writing::write(context, COMMAND, |notebook| {
        let mut sorted = sort_out(all, &notebook.book, seen);
        let fresh = std::mem::take(&mut sorted.fresh);
        let new: Vec<&Draft> = fresh.iter().filter_map(|at| all.get(*at)).collect();
        let Pages { change, failed, lost } = crate::author::at_desk(notebook, |desk| pages(desk, &new));
        if typed.all_or_nothing && !failed.is_empty() {
            complain(&source_name(typed), &failed)?;
            return Err(nothing(&format!("{} cannot be kept, so nothing was", counted(failed.len(), "row"))));
        }
        let fresh = (0..).zip(fresh).filter(|(at, _)| !lost.contains(at)).map(|(_, at)| at).collect();
        last = Last { sorted, fresh, failed };
        Ok(Some(change))
    })?;
    let files = written.as_ref().map_or(&[][..], |written| &written.checked.files);
    let mark = mark(files.iter().map(|file| (&*file.path, Some(file.after.as_str()))));
    Ok((files.len(), mark, last))
}

fn dry_run(
    context: &Context,
    typed: &Import,
    notebook: &Notebook,
    reading: Reading,
    seen: &Seen,
) -> Result<Outcome, Failure> {
    let name = source_name(typed);
    let sorted = sort_out(&reading.batch.drafts, &notebook.book, seen);
    let fresh: Vec<&Draft> = sorted.fresh.iter().filter_map(|at| reading.batch.drafts.get(*at)).collect();
    let Pages { failed: unwritten, lost, .. } = crate::author::at_desk(notebook, |desk| pages(desk, &fresh));
    let mut text = reading.told;
    for (_, draft) in fresh.iter().enumerate().filter(|(at, _)| !lost.contains(at)) {
        text.push_str(&block(draft, true, &notebook.config.keys));
    }
    let mut failed = reading.batch.failed;
    failed.extend(unwritten);
    if typed.all_or_nothing && !failed.is_empty() {
        output::print(&text)?;
        complain(&name, &failed)?;
        return Err(nothing(&format!(
            "{} cannot be read, so nothing would be",
            counted(failed.len(), "row")
        )));
    }
    text.push_str(&format!("{} would be written", counted(fresh.len() - lost.len(), "record")));
    put(&mut text, sorted.already, "there already");
    put(&mut text, sorted.gone.len(), "imported before");
    put(&mut text, failed.len(), "not read");
    text.push('\n');
    output::print(&text)?;
    complain(&name, &failed)?;
    complain(&name, &sorted.changed)?;
    context.remark(notebook);
    Ok(if failed.is_empty() { Outcome::Done } else { Outcome::Found })
}

/// Reads the source, whatever it is.
fn read(context: &Context, typed: &Import, keys: &KeyNames) -> Result<Reading, Failure> {
    if typed.source.is_dir() {
        heeds_all(typed, "a folder of pages", &["--dates", "--column", "--status", "--date", "--first-day"])?;
        return folder(typed);
    }
    let bytes = bytes(&typed.source)?;
    let kind = typed.from.unwrap_or_else(|| kind_of(&typed.source, &bytes));
    let rules_path = rules_path(typed);
    let kept = match rules_path.as_deref().filter(|path| path.is_file()).filter(|_| kind == Kind::Csv) {
        Some(path) => Some((path.to_path_buf(), text_of(path, None)?.0)),
        None => None,
    };
    let told = |path: &Path, error: import::RulesError| {
        let what = format!("{}:{error}", path.display());
        Failure::argument(what, "mend the rules, or delete the file to have them guessed anew")
    };
    let head = match &kept {
        Some((path, text)) => read_rules(text, None).map_err(|error| told(path, error))?,
        None => Rules::default(),
    };
    let encoding = typed.encoding.as_deref().or(head.encoding.as_deref());
    let (text, found) = decode(&bytes, encoding)
        .map_err(|error| Failure::argument(told_of(&typed.source, &error), error.hint()))?;
    // A table of a hundred thousand rows is held once, not three times.
    drop(bytes);
    match kind {
        Kind::Csv => {
            let table = read_table(&text, typed.delimiter.or(head.delimiter))
                .map_err(|error| Failure::argument(told_of(&typed.source, &error), error.hint()))?;
            drop(text);
            if let Some(own) = is_own_csv(&table) {
                let heeded = ["--dates", "--encoding", "--delimiter"];
                heeds_all(typed, "an export of askbook", &heeded)?;
                let batch = own_csv(&table, own, keys, &typed_dates(typed)?);
                return Ok(simple(typed, "an export of askbook", batch));
            }
            let (rules, is_kept) = match &kept {
                Some((path, text)) => {
                    (read_rules(text, Some(&table)).map_err(|error| told(path, error))?, true)
                }
                None => (Rules::default(), false),
            };
            let rules = typed_rules(typed, rules, &table)?;
            let guess = guess(&table, rules);
            Ok(of_table(context, typed, &table, guess, found, rules_path.filter(|_| !is_kept)))
        }
        Kind::Json => {
            heeds_all(typed, "an export of askbook as JSON", &["--encoding"])?;
            let batch = own_json(&text, keys).map_err(|error| {
                Failure::argument(
                    told_of(&typed.source, &error),
                    "only what `askbook export` wrote is read as JSON",
                )
            })?;
            Ok(simple(typed, "an export of askbook", batch))
        }
        Kind::Todo => {
            heeds_all(typed, "a todo.txt", &["--encoding"])?;
            Ok(simple(typed, "a todo.txt", import::todo(&text)))
        }
        Kind::Markdown => {
            heeds_all(
                typed,
                "a page",
                &["--encoding", "--dates", "--column", "--status", "--date", "--first-day"],
            )?;
            let title =
                typed.source.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let found = vec![(source_name(typed), import::page(&text, &title))];
            vault(typed, found)
        }
    }
}

/// Refuses what was typed and says nothing of a source of this kind, rather than pass it over.
fn heeds_all(typed: &Import, kind: &str, heeded: &[&str]) -> Result<(), Failure> {
    let said = [
        (!typed.column.is_empty(), "--column"),
        (!typed.status.is_empty(), "--status"),
        (!typed.dates.is_empty(), "--dates"),
        (typed.date.is_some(), "--date"),
        (typed.first_day.is_some(), "--first-day"),
        (typed.encoding.is_some(), "--encoding"),
        (typed.delimiter.is_some(), "--delimiter"),
        (typed.rules.is_some(), "--rules"),
    ];
    match said.into_iter().find(|(is_typed, option)| *is_typed && !heeded.contains(option)) {
        Some((_, option)) => Err(Failure::argument(
            format!("`{option}` says nothing of {kind}"),
            "leave it out, or say with `--from` that it is something else",
        )),
        None => Ok(()),
    }
}

/// What is said of records whose day is still to come.
fn to_come(drafts: &[Draft], today: Day) -> String {
    let is_ahead = |draft: &&Draft| draft.day.is_some_and(|day| day > today) && draft.marker != Marker::Plan;
    let mut ahead = drafts.iter().flat_map(all_of).filter(is_ahead);
    let Some(first) = ahead.next() else { return String::new() };
    let day = first.day.map_or_else(String::new, |day| day.to_string());
    match 1 + ahead.count() {
        1 => format!(
            "  1 record is of a day to come, line {} of {day}: it does not count before\n",
            first.line
        ),
        count => format!(
            "  {count} records are of days to come, such as line {} of {day}: they do not count before\n",
            first.line
        ),
    }
}

/// A draft, and all that is nested in it.
fn all_of(draft: &Draft) -> Vec<&Draft> {
    std::iter::once(draft).chain(draft.nested.iter().flat_map(all_of)).collect()
}

fn simple(typed: &Import, kind: &str, batch: Batch) -> Reading {
    let mut told = format!("{}: {}, {kind}\n", source_name(typed), counted(batch.drafts.len(), "record"));
    batch.remarks.iter().for_each(|remark| told.push_str(&format!("  {remark}\n")));
    told.push_str(&left_out(&batch));
    Reading { told, batch, unsure: Vec::new(), keep: None }
}

/// Keeps the rules that were guessed, for the next time. The records are written: that their rules are not is worth a
/// remark, and no more.
fn keep(context: &Context, rules: Option<(PathBuf, String)>) -> Result<(), Failure> {
    let Some((path, text)) = rules else { return Ok(()) };
    match write_file(&path, &text, Existing::Keep) {
        Ok(()) => output::print(&format!(
            "the rules are kept in {}: change them, and import again\n",
            path.display()
        )),
        Err(error) => {
            let why = disk::plain(&error);
            context.say(&format!("the rules could not be kept in {}: {why}", path.display()));
            Ok(())
        }
    }
}
