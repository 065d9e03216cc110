//! `askbook import`

use super::context::Context;
use super::failure::Failure;
use super::{Outcome, output, writing};
use crate::disk::{self, Existing, WholeFile};
use crate::exchange::import::{
    self, Batch, Draft, Guess, Order, Pages, RowProblem, Rules, Seen, Sorted, Table, block, decode, drafts,
    guess, is_own_csv, own_csv, own_json, pages, read_rules, read_table, sort_out,
};
use crate::list::{plain, shortened};
use crate::model::{Day, KeyNames};
use crate::notebook::Notebook;
use clap::{Args, ValueEnum};
use std::io::{IsTerminal, Read, Write};
use std::path::{Path, PathBuf};

/// `askbook import`
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
    #[arg(long, value_name = "TAG")]
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
    let reading = read(context, typed, &notebook.config.keys)?;
    if !reading.unsure.is_empty() {
        output::print(&reading.told)?;
        return Err(unsure(&reading.unsure));
    }
    let place = writing::place(context)?;
    let record = place.state.join("imported");
    let seen = if typed.again { Seen::default() } else { seen(&record) };
    if typed.dry_run {
        return dry_run(context, &notebook, reading, &seen, &source_name(typed));
    }
    let sorted = sort_out(&reading.batch.drafts, &notebook.book, &seen);
    output::print(&reading.told)?;
    output::print(&samples(&reading.batch.drafts, &sorted, &notebook.config.keys, context))?;
    // Read again under the lock.
    drop(notebook);
    if typed.all_or_nothing && !reading.batch.failed.is_empty() {
        complain(&source_name(typed), &reading.batch.failed)?;
        let what =
            format!("{} cannot be read, so nothing was written", counted(reading.batch.failed.len(), "row"));
        return Err(Failure::argument(
            what,
            "mend them in the source, or import the rest without `--all-or-nothing`",
        ));
    }
    let is_asked = std::io::stdin().is_terminal() && context.is_terminal && !typed.yes;
    if is_asked && !sorted.fresh.is_empty() && !writing::confirm("Is that right?", true)? {
        let hint = "say it better with `--column`, `--status` and `--dates`, or in a rules file";
        return Err(Failure::argument("nothing was written", hint));
    }
    let (written, last) = write(context, typed, &reading.batch.drafts, &seen)?;
    let mut failed = reading.batch.failed.clone();
    failed.extend(last.failed.iter().cloned());
    keep(context, reading.keep)?;
    if !last.fresh.is_empty() {
        let mut seen = self::seen(&record);
        seen.add(last.fresh.iter().filter_map(|at| reading.batch.drafts.get(*at)));
        keep_seen(context, &record, &seen);
    }
    let name = source_name(typed);
    complain(&name, &failed)?;
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

fn put(summary: &mut String, count: usize, what: &str) {
    if count > 0 {
        summary.push_str(&format!(", {count} {what}"));
    }
}

/// What the last try of a write came to.
#[derive(Default)]
struct Last {
    sorted: Sorted,
    /// Those that were written, by their place among the drafts.
    fresh: Vec<usize>,
    failed: Vec<RowProblem>,
}

/// Writes what the notebook does not have; gives the number of pages.
fn write(context: &Context, typed: &Import, all: &[Draft], seen: &Seen) -> Result<(usize, Last), Failure> {
    let mut last = Last::default();
    let written = writing::write(context, "import", |notebook| {
        let mut sorted = sort_out(all, &notebook.book, seen);
        let fresh = std::mem::take(&mut sorted.fresh);
        let new: Vec<&Draft> = fresh.iter().filter_map(|at| all.get(*at)).collect();
        let Pages { change, failed } = crate::author::at_desk(notebook, |desk| pages(desk, &new));
        if typed.all_or_nothing && !failed.is_empty() {
            complain(&source_name(typed), &failed)?;
            let what = format!("{} cannot be written, so nothing was", counted(failed.len(), "row"));
            return Err(Failure::argument(
                what,
                "mend them in the source, or import the rest without `--all-or-nothing`",
            ));
        }
        let lost: Vec<u64> = failed.iter().map(|problem| problem.line).collect();
        let is_written = |at: &usize| all.get(*at).is_some_and(|draft| !lost.contains(&draft.line));
        let fresh = fresh.into_iter().filter(is_written).collect();
        last = Last { sorted, fresh, failed };
        Ok(Some(change))
    })?;
    Ok((written.map_or(0, |written| written.checked.files.len()), last))
}

fn dry_run(
    context: &Context,
    notebook: &Notebook,
    reading: Reading,
    seen: &Seen,
    name: &str,
) -> Result<Outcome, Failure> {
    let sorted = sort_out(&reading.batch.drafts, &notebook.book, seen);
    let mut text = reading.told;
    for draft in sorted.fresh.iter().filter_map(|at| reading.batch.drafts.get(*at)) {
        text.push_str(&block(draft, true, &notebook.config.keys));
    }
    text.push_str(&format!("{} would be written", counted(sorted.fresh.len(), "record")));
    put(&mut text, sorted.already, "there already");
    put(&mut text, sorted.gone.len(), "imported before");
    put(&mut text, reading.batch.failed.len(), "not read");
    text.push('\n');
    output::print(&text)?;
    complain(name, &reading.batch.failed)?;
    complain(name, &sorted.changed)?;
    context.remark(notebook);
    Ok(if reading.batch.failed.is_empty() { Outcome::Done } else { Outcome::Found })
}

/// Reads the source, whatever it is.
fn read(context: &Context, typed: &Import, keys: &KeyNames) -> Result<Reading, Failure> {
    if typed.source.is_dir() {
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
                let batch = own_csv(&table, own, keys);
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
            let batch = own_json(&text, keys).map_err(|error| {
                Failure::argument(
                    told_of(&typed.source, &error),
                    "only what `askbook export` wrote is read as JSON",
                )
            })?;
            Ok(simple(typed, "an export of askbook", batch))
        }
        Kind::Todo => Ok(simple(typed, "a todo.txt", with_tags(import::todo(&text), typed))),
        Kind::Markdown => {
            let title =
                typed.source.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let found = vec![(source_name(typed), import::page(&text, &title))];
            vault(typed, found)
        }
    }
}

/// All pages of a folder.
fn folder(typed: &Import) -> Result<Reading, Failure> {
    let walked = disk::Rules::new(&typed.source, ".", &disk::Skip::default()).walk();
    let mut found = Vec::new();
    for entry in &walked.entries {
        // A page that cannot be read is told below, with the others that walking found.
        let Ok(source) = disk::read_source(&entry.path, &entry.name) else { continue };
        let name = entry.name.rsplit('/').next().unwrap_or(&entry.name);
        let title = name.rsplit_once('.').map_or(name, |(title, _)| title);
        found.push((entry.name.to_string(), import::page(&source.text, title)));
    }
    if found.is_empty() {
        let what = format!("`{}` holds no Markdown pages", typed.source.display());
        return Err(Failure::argument(what, "name the folder of the vault, or a file"));
    }
    vault(typed, found)
}

/// The tasks, tables and fields of pages.
fn vault(typed: &Import, found: Vec<(String, import::Found)>) -> Result<Reading, Failure> {
    let mut all = Batch::default();
    let mut told = format!("{}: {}\n", source_name(typed), counted(found.len(), "page"));
    let (mut tasks, mut rows) = (0, 0);
    let mut fields: Vec<(u64, Vec<(String, String)>)> = Vec::new();
    for (name, page) in found {
        tasks += page.tasks.drafts.len();
        add(&mut all, page.tasks, &name);
        for table in page.tables {
            let rules = typed_rules(typed, Rules::default(), &table).unwrap_or_default();
            let guess = guess(&table, rules);
            if let Some((reason, _)) = guess.unsure.first() {
                let line = table.rows.first().map_or(0, |row| row.line);
                let reason = format!("this table was left out: {reason}");
                all.left_out.push(RowProblem {
                    page: Some(name.as_str().into()),
                    line,
                    column: None,
                    reason,
                });
                continue;
            }
            let batch = drafts(&table, &guess.rules);
            rows += batch.drafts.len();
            add(&mut all, batch, &name);
        }
        if !page.fields.is_empty() {
            fields.push((1, page.fields));
        }
    }
    if let Some(table) = import::table_of(fields.into_iter()) {
        let rules = typed_rules(typed, Rules::default(), &table).unwrap_or_default();
        let guess = guess(&table, rules);
        if guess.unsure.is_empty() {
            let batch = drafts(&table, &guess.rules);
            rows += batch.drafts.len();
            add(&mut all, batch, "pages with fields");
        }
    }
    told.push_str(&format!("  {}, {} of tables and fields\n", counted(tasks, "task"), counted(rows, "row")));
    told.push_str(&left_out(&all));
    Ok(Reading { told, batch: with_tags(all, typed), unsure: Vec::new(), keep: None })
}

fn add(all: &mut Batch, mut batch: Batch, page: &str) {
    let page: std::sync::Arc<str> = page.into();
    batch.drafts.iter_mut().for_each(|draft| draft.page = Some(page.clone()));
    for problem in batch.failed.iter_mut().chain(&mut batch.left_out) {
        problem.page = Some(page.clone());
    }
    all.drafts.extend(batch.drafts);
    all.failed.extend(batch.failed);
    all.left_out.extend(batch.left_out);
}

fn with_tags(mut batch: Batch, typed: &Import) -> Batch {
    for draft in &mut batch.drafts {
        for tag in &typed.tag {
            let tag = tag.trim_start_matches('#').to_lowercase();
            if !draft.tags.contains(&tag) {
                draft.tags.push(tag);
            }
        }
    }
    batch
}

fn simple(typed: &Import, kind: &str, batch: Batch) -> Reading {
    let mut told = format!("{}: {}, {kind}\n", source_name(typed), counted(batch.drafts.len(), "record"));
    batch.remarks.iter().for_each(|remark| told.push_str(&format!("  {remark}\n")));
    told.push_str(&left_out(&batch));
    Reading { told, batch, unsure: Vec::new(), keep: None }
}

/// Rules with what was typed.
fn typed_rules(typed: &Import, mut rules: Rules, table: &Table) -> Result<Rules, Failure> {
    for pair in &typed.column {
        let (role, column) = pair.split_once('=').ok_or_else(|| {
            Failure::argument(format!("`--column {pair}` has no `=`"), "write it as `what=Task`")
        })?;
        rules
            .column(role, column, table)
            .map_err(|error| Failure::argument(error, "see docs/exchange.md"))?;
    }
    for pair in &typed.status {
        let (word, meaning) = pair.rsplit_once('=').ok_or_else(|| {
            Failure::argument(format!("`--status {pair}` has no `=`"), "write it as `Blocked=open`")
        })?;
        rules.status(word, meaning).map_err(|error| Failure::argument(error, "see docs/exchange.md"))?;
    }
    if !typed.dates.is_empty() {
        rules.dates.clear();
    }
    for word in &typed.dates {
        let order = Order::of(word).ok_or_else(|| {
            Failure::argument(
                format!("there is no order of dates `{word}`"),
                "there are ymd, dmy, mdy and named",
            )
        })?;
        rules.dates.push(order);
    }
    rules.date = typed.date.or(rules.date);
    rules.first_day = typed.first_day.or(rules.first_day);
    rules.tags.extend(typed.tag.iter().map(|tag| tag.trim_start_matches('#').to_owned()));
    rules.encoding = typed.encoding.clone().or(rules.encoding);
    Ok(rules)
}

/// What a table is and how it is read, and the drafts if that is sure.
fn of_table(
    context: &Context,
    typed: &Import,
    table: &Table,
    guess: Guess,
    encoding: &str,
    keep: Option<PathBuf>,
) -> Reading {
    let divided = match table.delimiter {
        ',' => "commas".to_owned(),
        ';' => "semicolons".to_owned(),
        '\t' => "tabs".to_owned(),
        other => format!("`{other}`"),
    };
    let kind = guess.kind.unwrap_or("a table");
    let name = source_name(typed);
    let mut told =
        format!("{name}: {kind}, {}, divided by {divided}, {encoding}\n", counted(table.rows.len(), "row"));
    for (role, column) in guess.rules.columns.roles() {
        told.push_str(&format!("  {:9} {}\n", role.name(), plain(&table.headers[*column])));
    }
    for (column, answer) in &guess.rules.columns.flags {
        told.push_str(&format!(
            "  {:9} {} (where it is true)\n",
            answer.word(),
            plain(&table.headers[*column])
        ));
    }
    let is_filled = |column: &usize| table.rows.iter().any(|row| !row.cell(*column).is_empty());
    let noted: Vec<String> = (0..table.headers.len())
        .filter(|column| !guess.rules.columns.is_taken(*column) && is_filled(column))
        .map(|column| plain(&table.headers[column]))
        .collect();
    if !noted.is_empty() {
        told.push_str(&format!("  {:9} {}\n", "note", shortened(&noted.join(", "), 200, context.ascii)));
    }
    guess.remarks.iter().for_each(|remark| told.push_str(&format!("  {remark}\n")));
    if !guess.unsure.is_empty() {
        return Reading { told, batch: Batch::default(), unsure: guess.unsure, keep: None };
    }
    let batch = drafts(table, &guess.rules);
    batch.remarks.iter().for_each(|remark| told.push_str(&format!("  {remark}\n")));
    told.push_str(&left_out(&batch));
    let keep = keep.map(|path| (path, guess.rules.render(table, &name)));
    Reading { told, batch, unsure: Vec::new(), keep }
}

/// What was left out on purpose.
fn left_out(batch: &Batch) -> String {
    const SHOWN: usize = 5;
    let mut text = String::new();
    for problem in batch.left_out.iter().take(SHOWN) {
        text.push_str(&format!("  left out: {}\n", told_line(problem)));
    }
    if batch.left_out.len() > SHOWN {
        text.push_str(&format!("  left out: {} more\n", batch.left_out.len() - SHOWN));
    }
    text
}

fn told_line(problem: &RowProblem) -> String {
    let page = problem.page.as_ref().map_or_else(String::new, |page| format!("{page}, "));
    let column = problem.column.as_ref().map_or_else(String::new, |column| format!(", column `{column}`"));
    plain(&format!("{page}line {}{column}: {}", problem.line, problem.reason))
}

/// Three of the records, as they will be written.
fn samples(all: &[Draft], sorted: &Sorted, keys: &KeyNames, context: &Context) -> String {
    if sorted.fresh.is_empty() {
        return String::new();
    }
    let mut text = "for instance\n".to_owned();
    for draft in sorted.fresh.iter().take(3).filter_map(|at| all.get(*at)) {
        for line in block(draft, true, keys).lines().filter(|line| !line.is_empty()) {
            text.push_str(&format!(
                "  {}\n",
                shortened(&plain(line), context.width.max(80) - 2, context.ascii)
            ));
        }
    }
    text
}

/// Says each row that something is to be said of, on standard error.
fn complain(name: &str, problems: &[RowProblem]) -> Result<(), Failure> {
    for problem in problems {
        let name = if problem.page.is_some() { String::new() } else { format!("{name}, ") };
        output::complain(&format!("{name}{}", told_line(problem))).map_err(Failure::Output)?;
    }
    Ok(())
}

fn unsure(reasons: &[(String, String)]) -> Failure {
    let (last, first) = match reasons.split_last() {
        Some(parts) => parts,
        None => return Failure::argument("nothing was written", ""),
    };
    let mut what = "nothing was written, since the guess is not sure".to_owned();
    for (reason, hint) in first {
        what.push_str(&format!("\n  {}\n  help: {hint}", plain(reason)));
    }
    what.push_str(&format!("\n  {}", plain(&last.0)));
    Failure::argument(what, last.1.clone())
}

/// Keeps the rules that were guessed, for the next time.
fn keep(context: &Context, rules: Option<(PathBuf, String)>) -> Result<(), Failure> {
    let Some((path, text)) = rules else { return Ok(()) };
    match write_file(&path, &text, Existing::Keep) {
        Ok(()) => output::print(&format!(
            "the rules are kept in {}: change them, and import again\n",
            path.display()
        )),
        Err(error) if context.quiet => {
            let _ = error;
            Ok(())
        }
        Err(error) => {
            // The records are written: that their rules are not is worth a remark, and no more.
            let _ = output::complain(&format!("the rules could not be kept in {}: {error}", path.display()));
            Ok(())
        }
    }
}

fn keep_seen(context: &Context, path: &Path, seen: &Seen) {
    let written = path
        .parent()
        .map_or(Ok(()), disk::make_folder)
        .and_then(|()| write_file(path, &seen.render(), Existing::Replace));
    if let Err(error) = written
        && !context.quiet
    {
        // What is in the notebook is known by itself; this is only for what will have been changed there.
        let _ = output::complain(&format!("the record of what was imported could not be kept: {error}"));
    }
}

fn write_file(path: &Path, text: &str, existing: Existing) -> std::io::Result<()> {
    let mut whole = WholeFile::begin(path, existing)?;
    whole.writer().write_all(text.as_bytes())?;
    whole.finish()
}

fn seen(path: &Path) -> Seen {
    let text = disk::read_bytes(path).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    text.map_or_else(Seen::default, |text| Seen::parse(&text))
}

fn rules_path(typed: &Import) -> Option<PathBuf> {
    let beside = || (!is_stdin(&typed.source)).then(|| typed.source.with_extension("rules.toml"));
    typed.rules.clone().or_else(beside)
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn source_name(typed: &Import) -> String {
    if is_stdin(&typed.source) { "standard input".to_owned() } else { typed.source.display().to_string() }
}

fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    if is_stdin(path) {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map_err(|error| {
            Failure::argument(format!("standard input cannot be read: {error}"), "name a file instead")
        })?;
        return Ok(bytes);
    }
    disk::read_bytes(path).map_err(|error| {
        let words = error.to_string();
        let words = words.split(" (os error").next().unwrap_or(&words).to_owned();
        Failure::argument(
            format!("`{}` cannot be read: {words}", path.display()),
            "name a file, or `-` for standard input",
        )
    })
}

fn text_of(path: &Path, encoding: Option<&str>) -> Result<(String, &'static str), Failure> {
    decode(&bytes(path)?, encoding).map_err(|error| Failure::argument(told_of(path, &error), error.hint()))
}

fn told_of(path: &Path, error: &dyn std::fmt::Display) -> String {
    if is_stdin(path) { format!("standard input: {error}") } else { format!("{}: {error}", path.display()) }
}

/// What a file is, by its name and its first bytes.
fn kind_of(path: &Path, bytes: &[u8]) -> Kind {
    let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let first = bytes.iter().copied().find(|byte| !byte.is_ascii_whitespace());
    match ending {
        "json" | "jsonl" | "ndjson" => Kind::Json,
        "md" | "markdown" => Kind::Markdown,
        "txt" if name.ends_with("todo.txt") || name.ends_with("done.txt") => Kind::Todo,
        "csv" | "tsv" => Kind::Csv,
        _ if matches!(first, Some(b'{' | b'[')) => Kind::Json,
        _ => Kind::Csv,
    }
}

fn counted(count: usize, word: &str) -> String {
    writing::counted(count, word)
}
