//! A folder of pages, or one: its tasks, its tables and its fields.

use super::source::source_name;
use super::table::{meanings, typed_columns, typed_words};
use super::told::left_out;
use super::{Import, Reading};
use crate::cli::failure::Failure;
use crate::cli::writing::counted;
use crate::disk;
use crate::exchange::import::{self, Batch, Guess, Role, RowProblem, Rules, Table, drafts, guess};
use crate::list::plain;
use std::sync::Arc;

/// All pages of a folder.
pub(super) fn folder(typed: &Import) -> Result<Reading, Failure> {
    let walked = disk::Rules::new(&typed.source, ".", &disk::Skip::default()).walk();
    let mut found = Vec::new();
    let mut unread = walked.diagnostics;
    for entry in &walked.entries {
        let source = match disk::read_source(&entry.path(), &entry.name) {
            Ok(source) => source,
            Err(problem) => {
                unread.push(*problem);
                continue;
            }
        };
        let name = entry.name.rsplit('/').next().unwrap_or(&entry.name);
        let title = name.rsplit_once('.').map_or(name, |(title, _)| title);
        found.push((entry.name.to_string(), import::page(&source.text, title)));
    }
    if found.is_empty() && unread.is_empty() {
        let what = format!("`{}` holds no Markdown pages", typed.source.display());
        return Err(Failure::argument(what, "name the folder of the vault, or a file"));
    }
    let mut reading = vault(typed, found)?;
    reading.batch.failed.extend(unread.into_iter().map(|problem| {
        let (page, reason) = (Some(problem.place.file), problem.message);
        RowProblem { page, line: 1, column: None, reason }
    }));
    Ok(reading)
}

/// The tasks, tables and fields of pages.
pub(super) fn vault(typed: &Import, found: Vec<(String, import::Found)>) -> Result<Reading, Failure> {
    let mut all = Batch::default();
    let mut told = format!("{}: {}\n", source_name(typed), counted(found.len(), "page"));
    let (mut tasks, mut rows) = (0, 0);
    let mut fields: Vec<Vec<(String, String)>> = Vec::new();
    // The page of each of them, and whether it is private.
    let mut pages: Vec<(Arc<str>, bool)> = Vec::new();
    let (columns, words) = (typed_columns(typed)?, typed_words(typed, Rules::default())?);
    let mut read = String::new();
    for (name, page) in found {
        tasks += page.tasks.drafts.len();
        add(&mut all, page.tasks, &name, page.private);
        for table in page.tables {
            let guess = match guessed(&columns, words.clone(), &table) {
                Ok(guess) => guess,
                Err(reason) => {
                    all.left_out.push(table_left_out(Some(name.as_str().into()), &table, &reason));
                    continue;
                }
            };
            let batch = drafts(&table, &guess.rules);
            read.push_str(&told_table(&name, &table, &guess, &batch));
            rows += batch.drafts.len();
            add(&mut all, batch, &name, page.private);
        }
        if !page.fields.is_empty() {
            fields.push(page.fields);
            pages.push((name.into(), page.private));
        }
    }
    // Each row is known by the number of its page, until that is told.
    if let Some(table) = import::table_of((1..).zip(fields)) {
        match guessed(&columns, words, &table).and_then(|guess| of_asks(guess, !columns.is_empty())) {
            Ok(guess) => {
                let batch = drafts(&table, &guess.rules);
                read.push_str(&told_table(FIELDS, &table, &guess, &batch));
                rows += batch.drafts.len();
                add_fields(&mut all, batch, &pages);
            }
            Err(reason) => {
                let mut problem = table_left_out(Some(FIELDS.into()), &table, &reason);
                problem.line = 1;
                all.left_out.push(problem);
            }
        }
    }
    told.push_str(&format!("  {}, {} of tables and fields\n", counted(tasks, "task"), counted(rows, "row")));
    told.push_str(&read);
    told.push_str(&left_out(&all));
    Ok(Reading { told, batch: all, unsure: Vec::new(), keep: None })
}

/// How a table of a page is read.
fn told_table(page: &str, table: &Table, guess: &Guess, batch: &Batch) -> String {
    let columns =
        meanings(table, &guess.rules).into_iter().map(|(says, columns)| format!("{says} {columns}"));
    let mut told = format!("  {}: {}\n", plain(page), columns.collect::<Vec<_>>().join("; "));
    for remark in guess.remarks.iter().chain(&batch.remarks) {
        told.push_str(&format!("    {remark}\n"));
    }
    told
}

/// What the fields of several pages are called as a table.
const FIELDS: &str = "pages with fields";

/// The guess of a table, or the first reason why it is not sure.
fn guessed(columns: &[(&str, &str)], mut rules: Rules, table: &Table) -> Result<Guess, String> {
    for (role, column) in columns {
        rules.column(role, column, table)?;
    }
    let guess = guess(table, rules);
    match guess.unsure.first() {
        Some((reason, _)) => Err(reason.clone()),
        None => Ok(guess),
    }
}

/// The guess, if a field tells of an ask: most pages with a title and a date do not.
fn of_asks(guess: Guess, is_typed: bool) -> Result<Guess, String> {
    const TELLING: [Role; 9] = [
        Role::Who,
        Role::Status,
        Role::Stage,
        Role::History,
        Role::Answered,
        Role::Reply,
        Role::Fear,
        Role::Sting,
        Role::Odds,
    ];
    if is_typed || TELLING.into_iter().any(|role| guess.rules.columns.of(role).is_some()) {
        return Ok(guess);
    }
    Err("no field of theirs says of whom something was asked or what came of it; name one that does, such as `--column status=NAME`".to_owned())
}

fn table_left_out(page: Option<Arc<str>>, table: &Table, reason: &str) -> RowProblem {
    let line = table.rows.first().map_or(0, |row| row.line);
    RowProblem { page, line, column: None, reason: format!("this table was left out: {reason}") }
}

fn add(all: &mut Batch, mut batch: Batch, page: &str, is_private: bool) {
    let page: Arc<str> = page.into();
    for draft in &mut batch.drafts {
        draft.page = Some(page.clone());
        draft.private |= is_private;
    }
    for problem in batch.failed.iter_mut().chain(&mut batch.left_out) {
        problem.page = Some(page.clone());
    }
    extend(all, batch);
}

/// The same of fields, each row of which is of the page of its number.
fn add_fields(all: &mut Batch, mut batch: Batch, pages: &[(Arc<str>, bool)]) {
    let page = |line: &mut u64| {
        let page = usize::try_from(*line).ok().and_then(|line| pages.get(line.checked_sub(1)?));
        *line = 1;
        page
    };
    for draft in &mut batch.drafts {
        if let Some((name, is_private)) = page(&mut draft.line) {
            draft.page = Some(name.clone());
            draft.private |= is_private;
        }
    }
    for problem in batch.failed.iter_mut().chain(&mut batch.left_out) {
        problem.page = page(&mut problem.line).map(|(name, _)| name.clone());
    }
    extend(all, batch);
}

fn extend(all: &mut Batch, batch: Batch) {
    all.drafts.extend(batch.drafts);
    all.failed.extend(batch.failed);
    all.left_out.extend(batch.left_out);
}
