//! A table: the rules that were typed, guessed or kept, and what becomes of its rows.

use super::source::source_name;
use super::told::left_out;
use super::{Import, Reading};
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::writing::counted;
use crate::exchange::import::{Batch, Guess, NOTHING, Order, Rules, Table, drafts};
use crate::list::{plain, shortened};
use std::path::PathBuf;

/// Rules with what was typed.
pub(super) fn typed_rules(typed: &Import, rules: Rules, table: &Table) -> Result<Rules, Failure> {
    let mut rules = typed_words(typed, rules)?;
    for (role, column) in typed_columns(typed)? {
        rules
            .column(role, column, table)
            .map_err(|error| Failure::argument(error, "see docs/exchange.md"))?;
    }
    Ok(rules)
}

/// The roles and columns that were typed.
pub(super) fn typed_columns(typed: &Import) -> Result<Vec<(&str, &str)>, Failure> {
    let unclear =
        |text: &str| Failure::argument(format!("`--column {text}` has no `=`"), "write it as `what=Task`");
    typed.column.iter().map(|text| text.split_once('=').ok_or_else(|| unclear(text))).collect()
}

/// The orders of dates that were typed.
pub(super) fn typed_dates(typed: &Import) -> Result<Vec<Order>, Failure> {
    let unknown = |word: &str| {
        Failure::argument(format!("there is no order of dates `{word}`"), "there are ymd, dmy, mdy and named")
    };
    typed.dates.iter().map(|word| Order::of(word).ok_or_else(|| unknown(word))).collect()
}

/// Rules with what was typed of all but columns, which holds of any table.
pub(super) fn typed_words(typed: &Import, mut rules: Rules) -> Result<Rules, Failure> {
    for pair in &typed.status {
        let (word, meaning) = pair.rsplit_once('=').ok_or_else(|| {
            Failure::argument(format!("`--status {pair}` has no `=`"), "write it as `Blocked=open`")
        })?;
        rules.status(word, meaning).map_err(|error| Failure::argument(error, "see docs/exchange.md"))?;
    }
    if !typed.dates.is_empty() {
        rules.dates = typed_dates(typed)?;
    }
    rules.date = typed.date.or(rules.date);
    rules.first_day = typed.first_day.or(rules.first_day);
    for tag in &typed.tag {
        if !rules.tags.contains(tag) {
            rules.tags.push(tag.clone());
        }
    }
    rules.encoding = typed.encoding.clone().or(rules.encoding);
    Ok(rules)
}

/// What each column says, those that are notes last.
pub(super) fn meanings(table: &Table, rules: &Rules) -> Vec<(&'static str, String)> {
    let header = |column: usize| plain(&table.headers[column]);
    let roles = rules.columns.roles().iter().map(|(role, column)| (role.name(), header(*column)));
    let flags = rules.columns.flags.iter();
    let flags =
        flags.map(|(column, answer)| (answer.word(), format!("{} (where it is true)", header(*column))));
    let is_filled = |column: &usize| table.rows.iter().any(|row| !row.cell(*column).is_empty());
    let noted: Vec<String> = (0..table.headers.len())
        .filter(|column| !rules.columns.is_taken(*column) && is_filled(column))
        .map(header)
        .collect();
    let noted = (!noted.is_empty()).then(|| ("note", noted.join(", ")));
    roles.chain(flags).chain(noted).collect()
}

/// What a table is and how it is read, and the drafts if that is sure.
pub(super) fn of_table(
    context: &Context,
    typed: &Import,
    table: &Table,
    guess: Guess,
    encoding: &str,
    keep: Option<PathBuf>,
) -> Reading {
    let divided = match table.delimiter {
        ',' => "divided by commas".to_owned(),
        ';' => "divided by semicolons".to_owned(),
        '\t' => "divided by tabs".to_owned(),
        NOTHING => "one column".to_owned(),
        other => format!("divided by `{other}`"),
    };
    let kind = guess.kind.unwrap_or("a table");
    let name = source_name(typed);
    let mut told = format!("{name}: {kind}, {}, {divided}, {encoding}\n", counted(table.rows.len(), "row"));
    for (says, columns) in meanings(table, &guess.rules) {
        told.push_str(&format!("  {says:9} {}\n", shortened(&columns, 200, context.ascii)));
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
