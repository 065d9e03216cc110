//! Which column says what: by its name, or else by what stands in it.

use super::dates::{Order, Settled, settle};
use super::meaning::Meaning;
use super::presets::PRESETS;
use super::role::{Cells, Role, is_date};
use super::rules::{ColumnRules, Rules};
use super::statuses::plain;
use super::table::{NOTHING, Table};
use crate::model::Answer;

/// What a cell that says yes or no to its header says.
pub(super) fn flag(cell: &str) -> Option<bool> {
    match cell.to_lowercase().as_str() {
        "true" | "yes" | "y" | "x" | "1" | "✓" | "✔" | "☑" | "✅" => Some(true),
        "wahr" | "ja" | "vrai" | "oui" | "verdadero" | "sí" | "vero" | "sì" => Some(true),
        "false" | "no" | "n" | "0" | "" | "☐" => Some(false),
        "falsch" | "nein" | "faux" | "non" | "falso" => Some(false),
        _ => None,
    }
}

/// The same of a column that is named for an answer: one that did not come is none.
pub(super) fn answer_flag(cell: &str) -> Option<bool> {
    if matches!(cell, "-" | "–" | "—") || cell.eq_ignore_ascii_case("n/a") {
        Some(false)
    } else {
        flag(cell)
    }
}

/// The rules that a table seems to follow, and why that is not sure.
#[derive(Debug, Clone)]
pub struct Guess {
    /// The rules.
    pub rules: Rules,
    /// The kind of table, in words, if it is one that is known.
    pub kind: Option<&'static str>,
    /// What has to be settled by hand, each with what to type. Empty if the guess is sure.
    pub unsure: Vec<(String, String)>,
    /// What was settled and by what.
    pub remarks: Vec<String>,
}

/// Guesses the rules of a table; `given` are those that were typed already.
pub fn guess(table: &Table, given: Rules) -> Guess {
    let names: Vec<String> = table.headers.iter().map(|name| plain(name)).collect();
    let mut guess = Guess { rules: given, kind: None, unsure: Vec::new(), remarks: Vec::new() };
    guess.rules.delimiter = Some(table.delimiter).filter(|sign| *sign != NOTHING);
    let preset = PRESETS
        .iter()
        .filter(|preset| preset.headers.iter().all(|header| names.iter().any(|name| name == header)))
        .max_by_key(|preset| preset.headers.len());
    // Whoever named a column has seen the names.
    if preset.is_none() && guess.rules.columns.roles().is_empty() {
        guess.unsure.extend(no_names(table, &names).or_else(|| one_name(table)));
    }
    if let Some(preset) = preset {
        guess.kind = Some(preset.about);
        guess.rules.preset.get_or_insert_with(|| preset.name.to_owned());
        for (role, header) in preset.columns {
            if let Some(column) = names.iter().position(|name| name == header) {
                guess.rules.columns.set_if_free(*role, column);
            }
        }
        for header in preset.ignored {
            if let Some(column) = names.iter().position(|name| name == header)
                && !guess.rules.columns.is_taken(column)
            {
                guess.rules.columns.ignored.push(column);
            }
        }
    }
    by_name(table, &names, &mut guess);
    by_content(table, &names, &mut guess);
    flags(table, &names, &mut guess);
    settle_dates(table, &mut guess);
    judge(table, &names, &mut guess);
    guess
}

fn by_name(table: &Table, names: &[String], guess: &mut Guess) {
    if guess.rules.first_day.is_some() {
        let numbered = |cell: &str| cell.ends_with(|char: char| char.is_ascii_digit()) && !is_date(cell);
        let days = ["day", "nr", "no", "number", "day nr", "day number"];
        let column = (0..names.len()).find(|column| {
            days.contains(&names[*column].as_str()) && Cells::of(table, *column).mostly(numbered)
        });
        if let Some(column) = column {
            guess.rules.columns.set_if_free(Role::Date, column);
        }
    }
    for (role, _) in Role::ALL {
        if guess.rules.columns.of(role).is_some() {
            continue;
        }
        let found = role.headers().iter().find_map(|header| {
            let fits = |column: &usize| {
                names[*column] == *header
                    && !guess.rules.columns.is_taken(*column)
                    && role.suits(&Cells::of(table, *column))
            };
            (0..names.len()).find(fits)
        });
        if let Some(column) = found {
            guess.rules.columns.set_if_free(role, column);
        }
    }
}

/// Columns whose names say nothing: by what stands in them.
fn by_content(table: &Table, names: &[String], guess: &mut Guess) {
    let free = |columns: &ColumnRules| {
        (0..table.headers.len()).filter(|column| !columns.is_taken(*column)).collect::<Vec<_>>()
    };
    if guess.rules.columns.of(Role::Date).is_none()
        && guess.rules.date.is_none()
        && guess.rules.first_day.is_none()
    {
        let dates: Vec<usize> = free(&guess.rules.columns)
            .into_iter()
            // The day of an answer is none of an ask.
            .filter(|column| answer_of(&names[*column]).is_none())
            .filter(|column| Cells::of(table, *column).mostly(is_date))
            .collect();
        if let [only] = dates.as_slice() {
            guess.rules.columns.set_if_free(Role::Date, *only);
        }
    }
    if guess.rules.columns.of(Role::Status).is_none() {
        let known = |cell: &str| Meaning::guess(cell).is_some();
        let statuses: Vec<usize> = free(&guess.rules.columns)
            .into_iter()
            .filter(|column| {
                let cells = Cells::of(table, *column);
                cells.mostly(known) && !cells.mostly(|cell| flag(cell).is_some())
            })
            .collect();
        if let [only] = statuses.as_slice() {
            guess.rules.columns.set_if_free(Role::Status, *only);
        }
    }
    if guess.rules.columns.of(Role::What).is_none() && guess.rules.columns.of(Role::Who).is_none() {
        // The column with the most letters that is no date and no status.
        let letters = |column: &usize| -> usize {
            Cells::of(table, *column)
                .each()
                .map(|cell| cell.chars().filter(|char| char.is_alphabetic()).count())
                .sum()
        };
        let longest = free(&guess.rules.columns)
            .into_iter()
            .filter(|column| !table.headers[*column].to_lowercase().contains("note"))
            .max_by_key(|column| (letters(column), std::cmp::Reverse(*column)));
        if let Some(column) = longest.filter(|column| letters(column) > 0) {
            guess.rules.columns.set_if_free(Role::What, column);
        }
    }
}

/// Columns of trues and falses, or of days, that are named for an answer.
fn flags(table: &Table, names: &[String], guess: &mut Guess) {
    let has_both =
        [["yes", "y"], ["no", "n"]].iter().all(|same| names.iter().any(|name| same.contains(&&**name)));
    for (column, name) in names.iter().enumerate() {
        if guess.rules.columns.is_taken(column) {
            continue;
        }
        let Some(answer) = answer_of(name) else { continue };
        // `No` is a number as a rule; and a yes below a `no` says nothing that is sure.
        let is_bare = matches!(name.as_str(), "yes" | "y" | "no" | "n");
        let is_mark = |cell: &str| {
            let is_number = cell.bytes().all(|byte| byte.is_ascii_digit());
            !matches!(cell.to_lowercase().as_str(), "yes" | "y" | "no" | "n") && (has_both || !is_number)
        };
        let is_flag =
            |cell: &str| (answer_flag(cell).is_some() || is_date(cell)) && (!is_bare || is_mark(cell));
        let cells = Cells::of(table, column);
        if cells.filled > 0 && cells.each().all(is_flag) {
            guess.rules.columns.flags.push((column, answer));
        } else if !is_bare && is_alone(&guess.rules.columns) {
            guess.unsure.extend(half_flags(table, column, answer, &is_flag));
        }
    }
    guess.rules.columns.flags.sort_by_key(|(column, _)| *column);
}

/// Whether no column says what became of an ask.
fn is_alone(columns: &ColumnRules) -> bool {
    [Role::Status, Role::Stage, Role::History].into_iter().all(|role| columns.of(role).is_none())
}

/// Why a column that is named for an answer may be one of flags, and is not surely.
fn half_flags(
    table: &Table,
    column: usize,
    answer: Answer,
    is_flag: &dyn Fn(&str) -> bool,
) -> Option<(String, String)> {
    let header = &table.headers[column];
    let filled = || table.rows.iter().filter(|row| !row.cell(column).is_empty());
    let other = filled().find(|row| !is_flag(row.cell(column)))?;
    // A dash alone makes no column of flags.
    let is_set = |cell: &str| is_flag(cell) && answer_flag(cell) != Some(false);
    filled().any(|row| is_set(row.cell(column))).then(|| {
        (
            format!(
                "some cells of `{header}` say yes, no or a day, and others do not: line {} `{}`",
                other.line,
                crate::list::shortened(other.cell(column), 40, false)
            ),
            format!(
                "write one of these into each; or say in a rules file what a yes means, `[flags]` and `\"{header}\" = \"{}\"`, and the others are notes",
                answer.word()
            ),
        )
    })
}

/// The answer that a column is named for.
fn answer_of(name: &str) -> Option<Answer> {
    match Meaning::guess(name) {
        _ if name == "got it" => Some(Answer::Yes),
        Some(Meaning::Answer(answer)) => Some(answer),
        _ => None,
    }
}

/// Why the first row seems to be no header: a day is in it, or what also stands below it as a status.
fn no_names(table: &Table, names: &[String]) -> Option<(String, String)> {
    let is_cell = |column: &usize| {
        let name = &names[*column];
        let same = |cell: &str| plain(cell) == *name;
        let is_status = |cell: &str| Meaning::guess(cell).is_some();
        let cells = Cells::of(table, *column);
        is_date(&table.headers[*column])
            || is_status(name) && (cells.each().any(same) || is_answer_word(name) && cells.mostly(is_status))
    };
    let column = (0..names.len()).find(is_cell)?;
    Some((
        format!("the first row seems to be no header: `{}` looks like a cell of a row", table.headers[column]),
        "write the names of the columns into a row above it, such as `date,what,status`; if they are its names, say so by naming one: `--column what=1`".to_owned(),
    ))
}

/// Why a list of one column seems to be a table of several: a sign stands equally often in each of its rows.
fn one_name(table: &Table) -> Option<(String, String)> {
    let count = |sign: char| {
        let mut counts = table.rows.iter().map(|row| row.cell(0).matches(sign).count());
        let first = counts.next().filter(|count| *count > 0 && table.rows.len() > 1)?;
        counts.all(|count| count == first).then_some(first)
    };
    let is_one = table.delimiter == NOTHING;
    let (sign, count) =
        [',', ';', '\t', '|'].into_iter().filter(|_| is_one).find_map(|sign| Some((sign, count(sign)?)))?;
    Some((
        format!(
            "the header has one name, `{}`, but `{}` stands {count} times in every row",
            table.headers[0],
            sign.escape_debug()
        ),
        "write the names of all columns into the first row; if it is a list of one column, say so: `--column what=1`".to_owned(),
    ))
}

/// Whether a header is a bare answer.
fn is_answer_word(name: &str) -> bool {
    matches!(name, "yes" | "y" | "no" | "n")
}

fn settle_dates(table: &Table, guess: &mut Guess) {
    if !guess.rules.dates.is_empty() {
        return;
    }
    let roles = [Role::Date, Role::Answered, Role::Due];
    let mut columns: Vec<usize> = roles.iter().filter_map(|role| guess.rules.columns.of(*role)).collect();
    columns.extend(guess.rules.columns.flags.iter().map(|(column, _)| *column));
    let mut orders: Vec<Order> = Vec::new();
    let mut open: Vec<(usize, Vec<(u64, String)>)> = Vec::new();
    let quoted = |cells: &[(u64, String)]| {
        cells.iter().map(|(line, text)| format!("line {line} `{text}`")).collect::<Vec<_>>().join(", ")
    };
    for column in columns {
        let name = &table.headers[column];
        match settle(table.rows.iter().map(|row| (row.line, row.cell(column)))) {
            Settled::As(order, by) => {
                if let Some((line, text)) = by {
                    guess.remarks.push(format!("`{name}` has {}: see line {line}, `{text}`", order.words()));
                }
                if !orders.contains(&order) {
                    orders.push(order);
                }
            }
            Settled::Either(cells) => open.push((column, cells)),
            Settled::Mixed(cells) => {
                let list: Vec<String> = cells
                    .iter()
                    .map(|(order, line, text)| format!("line {line} `{text}` has {}", order.words()))
                    .collect();
                let words: Vec<&str> = cells.iter().map(|(order, ..)| order.word()).collect();
                guess.unsure.push((
                    format!("the dates of `{name}` are written in several ways: {}", list.join(", ")),
                    format!(
                        "write them in one way in the sheet, or name the ways in the order in which to try them, such as `--dates {}`",
                        words.join(",")
                    ),
                ));
            }
            Settled::NoDates => {}
        }
    }
    for (column, cells) in open {
        let name = &table.headers[column];
        // Another column of the same sheet may say in which order its writer puts them.
        let told = orders.iter().any(|order| matches!(order, Order::DayFirst | Order::MonthFirst));
        if told {
            guess.remarks.push(format!("`{name}` is read like the other dates of this table"));
            continue;
        }
        guess.unsure.push((
            format!("the dates of `{name}` could have the day or the month first: {}", quoted(&cells)),
            "say which: `--dates dmy` or `--dates mdy`".to_owned(),
        ));
    }
    guess.rules.dates = orders;
}

/// What keeps the guess from being sure.
fn judge(table: &Table, names: &[String], guess: &mut Guess) {
    let columns = &guess.rules.columns;
    let twice = |column: usize| names.iter().filter(|name| **name == names[column]).count() > 1;
    for (role, name) in Role::ALL {
        if let Some(column) = columns.of(role).filter(|column| twice(*column) && !columns.by_number) {
            let same: Vec<String> = (0..names.len())
                .filter(|other| names[*other] == names[column])
                .map(|other| (other + 1).to_string())
                .collect();
            guess.unsure.push((
                format!(
                    "line 1: the columns {} are all called `{}`",
                    same.join(" and "),
                    table.headers[column]
                ),
                format!("name the one that is meant by its number: `--column {name}={}`", column + 1),
            ));
        }
    }
    let headers = || table.headers.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    if columns.of(Role::What).is_none() && columns.of(Role::Who).is_none() {
        guess.unsure.push((
            format!("no column says what was asked; there are {}", headers()),
            "name it: `--column what=NAME`".to_owned(),
        ));
    }
    let no_date = columns.of(Role::Date).is_none() && columns.of(Role::History).is_none();
    if no_date && guess.rules.date.is_none() && guess.rules.first_day.is_none() {
        guess.unsure.push((
            format!("no column says when; there are {}", headers()),
            "name it, `--column date=NAME`, or give all rows one day, `--date 2026-03-02`; for days that are numbered from 1, `--first-day 2026-03-02`".to_owned(),
        ));
    }
    if let Some(told) = unknown_statuses(table, &guess.rules) {
        guess.unsure.push(told);
    }
}

/// The statuses that nobody knows.
fn unknown_statuses(table: &Table, rules: &Rules) -> Option<(String, String)> {
    let column = rules.columns.of(Role::Status)?;
    let mut unknown: Vec<(&str, Vec<u64>)> = Vec::new();
    for row in &table.rows {
        let cell = row.cell(column);
        if cell.is_empty() || rules.meaning(cell).is_some() || rules.is_skipped(table, row) {
            continue;
        }
        match unknown.iter_mut().find(|(word, _)| *word == cell) {
            Some((_, lines)) => lines.push(row.line),
            None => unknown.push((cell, vec![row.line])),
        }
    }
    let (first, _) = unknown.first()?;
    let listed: Vec<String> = unknown
        .iter()
        .take(5)
        .map(|(word, lines)| {
            let some: Vec<String> = lines.iter().take(3).map(ToString::to_string).collect();
            let more = if lines.len() > 3 { ", …" } else { "" };
            format!("`{}` (line {}{more})", crate::list::shortened(word, 40, false), some.join(", "))
        })
        .collect();
    let more = if unknown.len() > 5 { format!(" and {} more", unknown.len() - 5) } else { String::new() };
    let words: Vec<&str> = Meaning::WORDS.iter().map(|(word, _)| *word).collect();
    Some((
        format!("nobody knows these words of `{}`: {}{more}", table.headers[column], listed.join(", ")),
        format!(
            "say what each means, one of {}: `--status \"{first}=no\"`; `--status \"*=open\"` is for all others, whose words are kept as notes",
            words.join(", ")
        ),
    ))
}
