//! The rules file of an import: which column says what, and what its words mean (`docs/exchange.md`).

use super::dates::Order;
use super::meaning::Meaning;
use super::role::Role;
use super::statuses::plain;
use super::table::{Table, TableRow};
use crate::diagnostic::nearest;
use crate::model::{Answer, Day, DayText, fold, is_special, is_tag, read_day};
use crate::text::LineIndex;
use std::fmt::{self, Write};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Which column of a table says what. Columns count from 0.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ColumnRules {
    roles: Vec<(Role, usize)>,
    /// Columns that are left out.
    pub ignored: Vec<usize>,
    /// Columns of trues and falses, each with the answer that a true means.
    pub flags: Vec<(usize, Answer)>,
    /// They were named by their numbers, so that two of one name are no riddle.
    pub by_number: bool,
}

impl ColumnRules {
    /// The column of a role.
    pub fn of(&self, role: Role) -> Option<usize> {
        self.roles.iter().find(|(other, _)| *other == role).map(|(_, column)| *column)
    }

    /// Gives a role a column, in the place of any it had.
    pub fn set(&mut self, role: Role, column: usize) {
        self.roles.retain(|(other, taken)| *other != role && *taken != column);
        self.roles.push((role, column));
        self.roles.sort();
    }

    /// Gives a role a column, if neither has one yet.
    pub fn set_if_free(&mut self, role: Role, column: usize) {
        if self.of(role).is_none() && !self.is_taken(column) {
            self.set(role, column);
        }
    }

    /// Whether a column says something of its own, or is left out.
    pub fn is_taken(&self, column: usize) -> bool {
        self.roles.iter().any(|(_, taken)| *taken == column)
            || self.ignored.contains(&column)
            || self.flags.iter().any(|(taken, _)| *taken == column)
    }

    /// The columns with their roles, in order of role.
    pub fn roles(&self) -> &[(Role, usize)] {
        &self.roles
    }
}

/// How a table is read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rules {
    /// The kind of table.
    pub preset: Option<String>,
    /// The sign that divides cells.
    pub delimiter: Option<char>,
    /// The encoding of its bytes.
    pub encoding: Option<String>,
    /// Which column says what.
    pub columns: ColumnRules,
    /// In which orders dates are read: the first that fits a cell.
    pub dates: Vec<Order>,
    /// Statuses that mean something of their own here.
    pub statuses: Vec<(String, Meaning)>,
    /// What any other status means that is not known.
    pub others: Option<Meaning>,
    /// Tags of every record.
    pub tags: Vec<String>,
    /// The way in which all were asked, where no column says it.
    pub via: Option<String>,
    /// The day of rows that have none.
    pub date: Option<Day>,
    /// The day that is numbered 1.
    pub first_day: Option<Day>,
    /// Rows with one of these words in this column are left out.
    pub skip: Vec<(usize, Vec<String>)>,
}

impl Rules {
    /// What a status means.
    pub fn meaning(&self, status: &str) -> Option<Meaning> {
        let own = self.statuses.iter().find(|(word, _)| plain(word) == plain(status));
        own.map(|(_, meaning)| *meaning).or_else(|| Meaning::guess(status)).or(self.others)
    }

    /// Whether a row is left out.
    pub fn is_skipped(&self, _table: &Table, row: &TableRow) -> bool {
        self.skip.iter().any(|(column, words)| {
            let cell = row.cell(*column);
            words.iter().any(|word| word.trim().eq_ignore_ascii_case(cell))
        })
    }

    /// Takes in one `WORD=MEANING`.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn status(&mut self, word: &str, meaning: &str) -> Result<(), String> {
        let meaning = Meaning::of(meaning.trim()).ok_or_else(|| {
            let words: Vec<&str> = Meaning::WORDS.iter().map(|(word, _)| *word).collect();
            format!("`{meaning}` is no meaning of a status; there are {}", words.join(", "))
        })?;
        match word.trim() {
            "*" => self.others = Some(meaning),
            word => self.statuses.push((word.to_owned(), meaning)),
        }
        Ok(())
    }

    /// Takes in one `ROLE=COLUMN`, the column by its header or by its number from 1.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn column(&mut self, role: &str, column: &str, table: &Table) -> Result<(), String> {
        let place = column_of(column, table)?;
        if role.trim() == "ignore" {
            self.columns.ignored.push(place);
            return Ok(());
        }
        let found = Role::ALL.iter().find(|(_, name)| name.eq_ignore_ascii_case(role.trim()));
        let (role, _) = found.ok_or_else(|| {
            unknown("role of a column", role.trim(), Role::ALL.iter().map(|(_, name)| *name))
        })?;
        self.columns.by_number |= column.trim().parse::<usize>().is_ok();
        self.columns.set(*role, place);
        Ok(())
    }

    /// The rules as a file, with the headers of `table`.
    pub fn render(&self, table: &Table, name: &str) -> String {
        let mut text = format!("# How `askbook import` reads {name}; see docs/exchange.md.\n");
        let quoted = |words: &str| toml::Value::from(words).to_string();
        let list = |words: &[String]| words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(", ");
        let header = |column: usize| {
            let name = &table.headers[column];
            let same = table.headers.iter().filter(|other| plain(other) == plain(name)).count();
            if same > 1 { (column + 1).to_string() } else { quoted(name) }
        };
        let mut put = |line: String| {
            // Writing into a string cannot fail.
            let _ = writeln!(text, "{line}");
        };
        if let Some(preset) = &self.preset {
            put(format!("preset = {}", quoted(preset)));
        }
        if let Some(delimiter) = self.delimiter {
            put(format!("delimiter = {}", quoted(&delimiter.to_string())));
        }
        if let Some(encoding) = &self.encoding {
            put(format!("encoding = {}", quoted(encoding)));
        }
        if !self.dates.is_empty() {
            let words: Vec<String> = self.dates.iter().map(|order| order.word().to_owned()).collect();
            put(format!("dates = [{}]", list(&words)));
        }
        if !self.tags.is_empty() {
            put(format!("tags = [{}]", list(&self.tags)));
        }
        if let Some(via) = &self.via {
            put(format!("via = {}", quoted(via)));
        }
        if let Some(date) = self.date {
            put(format!("date = {date}"));
        }
        if let Some(day) = self.first_day {
            put(format!("first_day = {day}"));
        }
        put("\n[columns]".to_owned());
        for (role, column) in self.columns.roles() {
            put(format!("{} = {}", role.name(), header(*column)));
        }
        if !self.columns.ignored.is_empty() {
            let names: Vec<String> = self.columns.ignored.iter().map(|column| header(*column)).collect();
            put(format!("ignore = [{}]", names.join(", ")));
        }
        if !self.columns.flags.is_empty() {
            put("\n[flags]".to_owned());
            for (column, answer) in &self.columns.flags {
                put(format!("{} = {}", header(*column), quoted(answer.word())));
            }
        }
        if !self.statuses.is_empty() || self.others.is_some() {
            put("\n[status]".to_owned());
            for (word, meaning) in &self.statuses {
                put(format!("{} = {}", quoted(word), quoted(meaning.word())));
            }
            if let Some(meaning) = self.others {
                put(format!("\"*\" = {}", quoted(meaning.word())));
            }
        }
        if !self.skip.is_empty() {
            put("\n[skip]".to_owned());
            for (column, words) in &self.skip {
                put(format!("{} = [{}]", header(*column), list(words)));
            }
        }
        text
    }
}

/// A column by its header or by its number from 1.
fn column_of(column: &str, table: &Table) -> Result<usize, String> {
    let wanted = plain(column);
    if let Some(found) = table.headers.iter().position(|name| plain(name) == wanted) {
        return Ok(found);
    }
    match column.trim().parse::<usize>() {
        Ok(number) if (1..=table.headers.len()).contains(&number) => Ok(number - 1),
        _ => Err(unknown("column", column, table.headers.iter().map(String::as_str))),
    }
}

fn unknown<'n>(what: &str, name: &str, known: impl Iterator<Item = &'n str> + Clone) -> String {
    match nearest(name, known.clone(), 1).first() {
        Some(near) => format!("there is no {what} `{name}`; did you mean `{near}`?"),
        None => {
            let all: Vec<String> = known.map(|name| format!("`{name}`")).collect();
            format!("there is no {what} `{name}`; there are {}", all.join(", "))
        }
    }
}

/// What is wrong in a rules file, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RulesError {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// What is wrong, and what to type.
    pub message: String,
}

impl fmt::Display for RulesError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}: {}", self.line, self.column, self.message)
    }
}

/// Reads a rules file for `table`; without one only what comes before a table can be read, its delimiter
/// and its encoding.
///
/// # Errors
/// The first thing that is wrong, with its place.
pub fn read_rules(text: &str, table: Option<&Table>) -> Result<Rules, RulesError> {
    let index = LineIndex::new(text);
    let told = |at: usize, message: String| {
        let place = index.position(text, at as u32);
        RulesError { line: place.line, column: place.column, message }
    };
    let document = DeTable::parse(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        told(at, format!("this is no TOML: {}", error.message()))
    })?;
    let mut rules = Rules::default();
    for (key, value) in document.get_ref() {
        let read = read_entry(&mut rules, key.get_ref(), value, table);
        read.map_err(|(at, message)| told(at.unwrap_or(key.span().start), message))?;
    }
    // In order of the table, whatever the order of the file: of several flags that are set the first counts.
    rules.columns.flags.sort_by_key(|(column, _)| *column);
    Ok(rules)
}

type Told = (Option<usize>, String);

const KEYS: [&str; 12] = [
    "preset",
    "delimiter",
    "encoding",
    "dates",
    "tags",
    "via",
    "date",
    "first_day",
    "columns",
    "flags",
    "status",
    "skip",
];

fn read_entry(
    rules: &mut Rules,
    key: &str,
    value: &Spanned<DeValue<'_>>,
    table: Option<&Table>,
) -> Result<(), Told> {
    match key {
        "preset" => rules.preset = Some(text(value)?.to_owned()),
        "encoding" => rules.encoding = Some(text(value)?.to_owned()),
        "via" => rules.via = Some(text(value)?.to_owned()),
        "delimiter" => {
            let sign = text(value)?;
            let mut chars = sign.chars();
            rules.delimiter = match (chars.next(), chars.next()) {
                (Some(char), None) if char.is_ascii() => Some(char),
                _ => {
                    return Err((
                        Some(value.span().start),
                        format!("`{sign}` is no delimiter; write one sign, such as \";\""),
                    ));
                }
            };
        }
        "dates" => {
            for (at, word) in texts(value)? {
                let order = Order::of(&word).ok_or_else(|| {
                    (Some(at), unknown("order of dates", &word, Order::ALL.iter().map(|order| order.word())))
                })?;
                rules.dates.push(order);
            }
        }
        "tags" => {
            for (at, tag) in texts(value)? {
                let tag = fold(tag.trim_start_matches('#'));
                let is_said = matches!(&*tag, "public" | "private");
                if !is_tag(&tag) || is_special(&tag) && !is_said {
                    let expects = "a tag is a letter, then letters, digits, `-`, `_` or `/`";
                    return Err((Some(at), format!("`{tag}` is no tag; {expects}")));
                }
                rules.tags.push(tag);
            }
        }
        "date" => rules.date = Some(day(value)?),
        "first_day" => rules.first_day = Some(day(value)?),
        "columns" | "flags" | "status" | "skip" => {
            let DeValue::Table(entries) = value.get_ref() else {
                return Err((Some(value.span().start), format!("`{key}` is a table: write `[{key}]`")));
            };
            for (name, value) in entries {
                let read = read_inner(rules, key, name.get_ref(), value, table);
                read.map_err(|(at, message)| (at.or(Some(name.span().start)), message))?;
            }
        }
        _ => return Err((None, unknown("key", key, KEYS.into_iter()))),
    }
    Ok(())
}

fn read_inner(
    rules: &mut Rules,
    key: &str,
    name: &str,
    value: &Spanned<DeValue<'_>>,
    table: Option<&Table>,
) -> Result<(), Told> {
    let at = Some(value.span().start);
    if key == "status" {
        return rules.status(name, text(value)?).map_err(|message| (at, message));
    }
    // The columns have no meaning before there is a table.
    let Some(table) = table else { return Ok(()) };
    match key {
        "columns" => {
            for (at, column) in texts(value)? {
                rules.column(name, &column, table).map_err(|message| {
                    let of_role = message.contains("role of a column");
                    ((!of_role).then_some(at), message)
                })?;
            }
        }
        "flags" => {
            let column = column_of(name, table).map_err(|message| (None, message))?;
            let word = text(value)?;
            let answer = Answer::of(word).ok_or_else(|| {
                (at, unknown("answer", word, Answer::ALL.iter().map(|answer| answer.word())))
            })?;
            rules.columns.flags.push((column, answer));
        }
        _ => {
            let column = column_of(name, table).map_err(|message| (None, message))?;
            rules.skip.push((column, texts(value)?.into_iter().map(|(_, word)| word).collect()));
        }
    }
    Ok(())
}

fn text<'v>(value: &'v Spanned<DeValue<'_>>) -> Result<&'v str, Told> {
    match value.get_ref() {
        DeValue::String(text) => Ok(text),
        _ => Err((Some(value.span().start), "this takes words in quotes".to_owned())),
    }
}

/// A text, a number, or a list of them, each with its place.
fn texts(value: &Spanned<DeValue<'_>>) -> Result<Vec<(usize, String)>, Told> {
    match value.get_ref() {
        DeValue::String(text) => Ok(vec![(value.span().start, text.to_string())]),
        DeValue::Integer(number) => Ok(vec![(value.span().start, number.to_string())]),
        DeValue::Array(list) => {
            let mut all = Vec::new();
            for element in list {
                all.extend(texts(element)?);
            }
            Ok(all)
        }
        _ => Err((Some(value.span().start), "this takes words in quotes, or a list of them".to_owned())),
    }
}

fn day(value: &Spanned<DeValue<'_>>) -> Result<Day, Told> {
    let written = match value.get_ref() {
        DeValue::Datetime(date) => date.to_string(),
        DeValue::String(text) => text.to_string(),
        _ => String::new(),
    };
    let read = read_day(&written).and_then(DayText::day);
    read.ok_or_else(|| (Some(value.span().start), "this takes a date, such as 2026-03-02".to_owned()))
}
