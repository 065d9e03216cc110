//! Pages of other note-taking programs: tasks of Obsidian Tasks, list items and pages with Dataview's fields,
//! and Markdown tables. Lines in code and in front matter are not read as tasks.

use super::names::tag_name;
use super::table::{Table, TableRow, named_columns};
use super::{Batch, Draft, Order, RowProblem};
use crate::model::{Day, Marker, is_name_char};
use crate::text::line_texts;

/// Names with their values, in the order in which they stand.
pub type Fields = Vec<(String, String)>;

/// What a page holds.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// Its tasks.
    pub tasks: Batch,
    /// Its tables, and its list items with fields as one table more.
    pub tables: Vec<Table>,
    /// The fields of the page itself, its title among them, if it has any.
    pub fields: Fields,
}

/// Reads a page. `title` is its name without folder and ending, whose date, if it begins with one, is the day
/// of tasks that have none.
pub fn page(text: &str, title: &str) -> Found {
    let mut found = Found::default();
    let page_day = crate::model::scan_day(&title.replace('_', "-")).and_then(|day| day.day());
    let (front, body_line) = front_matter(text);
    let mut fields: Fields = front;
    let mut fence: Option<String> = None;
    let mut items: Vec<(u64, Fields, String)> = Vec::new();
    let lines: Vec<&str> = line_texts(text).collect();
    let mut at = body_line;
    while at < lines.len() {
        let line = lines[at];
        let number = at as u64 + 1;
        let bare = line.trim_start_matches([' ', '\t', '>']);
        at += 1;
        let sign: String = bare.chars().take_while(|char| matches!(char, '`' | '~')).collect();
        match &fence {
            Some(open) if bare.starts_with(open.as_str()) => {
                fence = None;
                continue;
            }
            None if sign.len() >= 3 => {
                fence = Some(sign);
                continue;
            }
            Some(_) => continue,
            None => {}
        }
        if let Some(table) = table_at(&lines, at - 1) {
            at += table.rows.len() + 1;
            found.tables.push(table);
            continue;
        }
        let item =
            ["- ", "* ", "+ "].iter().find_map(|bullet| bare.strip_prefix(bullet)).map(str::trim_start);
        if let Some((state, words)) = item.and_then(checkbox) {
            match task(number, state, words, page_day) {
                Ok(Some(draft)) => found.tasks.drafts.push(draft),
                Ok(None) => {
                    let reason = "a task that was called off".to_owned();
                    found.tasks.left_out.push(RowProblem { page: None, line: number, column: None, reason });
                }
                Err(reason) => {
                    found.tasks.failed.push(RowProblem { page: None, line: number, column: None, reason })
                }
            }
        } else if let Some(words) = item {
            let (inline, rest) = bracketed(words);
            if !inline.is_empty() {
                items.push((number, inline, rest));
            }
        } else if let Some((key, value)) = bare.split_once(":: ").filter(|(key, _)| is_field(key)) {
            fields.push((key.trim().to_owned(), value.trim().to_owned()));
        } else {
            fields.extend(bracketed(bare).0);
        }
    }
    found.tables.extend(item_table(items));
    if !fields.is_empty() {
        found.fields = titled(fields, title);
    }
    found
}

/// The fields of a page after its title: its own, or else its name. A name that says something else is kept.
fn titled(mut fields: Fields, name: &str) -> Fields {
    let own = fields.iter().position(|(key, _)| bare_name(key) == "title");
    let title = match own {
        Some(at) => fields.remove(at).1,
        None => name.to_owned(),
    };
    if title != name {
        fields.push(("page".to_owned(), name.to_owned()));
    }
    fields.insert(0, ("title".to_owned(), title));
    fields
}

/// The entries of YAML front matter, and the index of the first line after it. Values are taken as they are written: a
/// parser of YAML would make `4.0` of `04`, and `false` of `no`.
fn front_matter(text: &str) -> (Fields, usize) {
    let lines: Vec<&str> = line_texts(text).collect();
    let is_fence = |line: &&str| line.trim_end() == "---";
    if !lines.first().is_some_and(is_fence) {
        return (Vec::new(), 0);
    }
    let Some(length) = lines[1..].iter().position(is_fence) else { return (Vec::new(), 0) };
    let mut entries: Vec<(String, Vec<&str>)> = Vec::new();
    for line in &lines[1..=length] {
        match (entry(line), entries.last_mut()) {
            (Some((key, value)), _) => entries.push((key.to_owned(), vec![value])),
            (None, Some((_, below))) => below.push(line),
            (None, None) => {}
        }
    }
    let values = entries.into_iter().map(|(key, lines)| (key, value(&lines)));
    // How a page looks says nothing of it.
    let says = |(key, value): &(String, String)| {
        !value.is_empty() && !matches!(key.as_str(), "cssclasses" | "cssclass")
    };
    (values.filter(says).collect(), length + 2)
}

/// The key of an entry, with what stands beside it.
fn entry(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let begins =
        !line.starts_with([' ', '\t', '-', '#']) && (value.is_empty() || value.starts_with([' ', '\t']));
    let key = key.trim_matches(['"', '\'']);
    (begins && !key.is_empty()).then_some((key, value.trim()))
}

/// A value from the line of its key and those below it: a list with commas, words as they stand.
fn value(lines: &[&str]) -> String {
    let Some((first, below)) = lines.split_first() else { return String::new() };
    let first = uncommented(first);
    let below = below.iter().map(|line| line.trim()).filter(|line| !line.is_empty());
    if first.starts_with(['|', '>']) && first.len() <= 3 {
        return below.collect::<Vec<_>>().join(if first.starts_with('|') { "\n" } else { " " });
    }
    let list = |items: &mut dyn Iterator<Item = &str>| {
        let items = items.map(|item| unquoted(uncommented(item.trim()))).filter(|item| !item.is_empty());
        items.collect::<Vec<_>>().join(", ")
    };
    if first.is_empty() {
        return list(
            &mut below
                .map(|line| line.strip_prefix("- ").unwrap_or(line))
                .filter(|line| !line.starts_with('#')),
        );
    }
    let all = std::iter::once(first).chain(below).collect::<Vec<_>>().join(" ");
    match all.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')) {
        Some(inner) if !inner.starts_with('[') => list(&mut inner.split(',')),
        _ => unquoted(&all).to_owned(),
    }
}

/// A value without the remark after it.
fn uncommented(value: &str) -> &str {
    match value.chars().next() {
        Some('#') => "",
        Some(quote @ ('"' | '\'')) => {
            let end = value[1..].find(quote).map(|end| end + 2);
            end.filter(|end| value[*end..].trim_start().starts_with('#')).map_or(value, |end| &value[..end])
        }
        _ => value.split_once(" #").map_or(value, |(value, _)| value.trim_end()),
    }
}

fn unquoted(value: &str) -> &str {
    let inside = |quote| value.strip_prefix(quote).and_then(|value| value.strip_suffix(quote));
    inside('"').or_else(|| inside('\'')).unwrap_or(value)
}

fn is_field(key: &str) -> bool {
    let key = key.trim_matches(['*', '_', ' ']);
    !key.is_empty() && key.len() <= 40 && key.chars().all(|char| is_name_char(char) || char == ' ')
}

/// The sign of a checkbox and the words after it.
fn checkbox(item: &str) -> Option<(char, &str)> {
    let mut chars = item.strip_prefix('[')?.chars();
    let sign = chars.next()?;
    chars.as_str().strip_prefix("] ").map(|words| (sign, words.trim()))
}

/// The signs of Obsidian Tasks, and the names of Dataview's fields, before a date.
const DATES: [(&str, &str); 6] = [
    ("📅", "due"),
    ("✅", "completion"),
    ("➕", "created"),
    ("⏳", "scheduled"),
    ("🛫", "start"),
    ("❌", "cancelled"),
];

/// Other signs of Obsidian Tasks.
const SIGNS: [(&str, &str); 5] =
    [("🔺", "highest"), ("⏫", "high"), ("🔼", "medium"), ("🔽", "low"), ("⏬", "lowest")];

/// A task as a draft; `None` where it was called off.
fn task(number: u64, state: char, words: &str, page_day: Option<Day>) -> Result<Option<Draft>, String> {
    if state == '-' {
        return Ok(None);
    }
    let is_done = matches!(state, 'x' | 'X');
    let (fields, rest) = bracketed(words);
    let mut text = rest;
    let mut dates: Vec<(&str, Day)> = Vec::new();
    let mut notes: Vec<String> = Vec::new();
    for (sign, name) in DATES {
        while let Some(at) = text.find(sign) {
            let after = text[at + sign.len()..].trim_start_matches(['\u{fe0f}', ' ']);
            let day = crate::model::scan_day(after).and_then(|day| day.day());
            let Some(day) = day else { break };
            let end = text.len() - after.len() + 10;
            text.replace_range(at..end, "");
            dates.push((name, day));
        }
    }
    for (name, value) in &fields {
        let known = DATES.iter().find(|(_, known)| known == name).map(|(_, known)| *known);
        match known.zip(Order::YearFirst.read(value)) {
            Some((known, day)) => dates.push((known, day)),
            None => notes.push(format!("- {}", super::escape::note_line(&format!("{name}: {value}")))),
        }
    }
    for (sign, name) in SIGNS {
        if text.contains(sign) {
            text = text.replace(sign, "");
            notes.push(format!("- priority: {name}"));
        }
    }
    let of = |wanted: &str| dates.iter().find(|(name, _)| *name == wanted).map(|(_, day)| *day);
    let marker = if is_done { Marker::Ask } else { Marker::Plan };
    let day = if is_done { of("completion").or(page_day) } else { of("created").or(page_day) };
    if is_done && day.is_none() {
        return Err("it is done, but no date says when".to_owned());
    }
    let mut draft = Draft::new(number, marker, day, "");
    if let Some(due) = of("due") {
        draft.fields.edit().due = Some(due);
    }
    for (name, day) in &dates {
        if matches!(*name, "scheduled" | "start") {
            notes.push(format!("- {name}: {day}"));
        }
    }
    let mut title = Vec::new();
    for word in text.split_whitespace() {
        let tag = word.strip_prefix('#').filter(|name| name.chars().next().is_some_and(char::is_alphabetic));
        match tag.and_then(tag_name) {
            // What marks every task says nothing of this one.
            Some(tag) if tag == "task" => {}
            Some(tag) => draft.tag(&tag),
            None => title.push(word),
        }
    }
    draft.title = unlinked(&title.join(" "));
    if draft.title.is_empty() {
        return if draft.tags.is_empty() { Err("it has no words".to_owned()) } else { Ok(Some(draft)) };
    }
    draft.note = notes.join("\n");
    Ok(Some(draft))
}

/// The fields `[key:: value]` and `(key:: value)` of a line, and the line without them.
fn bracketed(line: &str) -> (Fields, String) {
    let mut fields = Vec::new();
    let mut rest = String::new();
    let mut from = 0;
    while let Some(at) = line[from..].find(['[', '(']).map(|at| from + at) {
        let closing = if line[at..].starts_with('[') { ']' } else { ')' };
        let inner = line[at + 1..].find(closing).map(|end| &line[at + 1..at + 1 + end]);
        let field = inner.and_then(|inner| inner.split_once("::")).filter(|(key, _)| is_field(key));
        match (field, inner) {
            (Some((key, value)), Some(inner)) => {
                rest.push_str(&line[from..at]);
                fields.push((key.trim().to_owned(), value.trim().to_owned()));
                from = at + inner.len() + 2;
            }
            _ => {
                rest.push_str(&line[from..=at]);
                from = at + 1;
            }
        }
    }
    rest.push_str(&line[from..]);
    (fields, rest.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// List items with fields as rows of one table.
fn item_table(items: Vec<(u64, Fields, String)>) -> Option<Table> {
    table_of(items.into_iter().map(|(line, mut fields, words)| {
        fields.insert(0, ("what".to_owned(), unlinked(&words)));
        (line, fields)
    }))
}

/// Rows of fields as a table, its columns in the order in which they first come. Fields that are called alike in any
/// case are one; of several in one row all values stand in the cell.
pub fn table_of(rows: impl Iterator<Item = (u64, Fields)>) -> Option<Table> {
    let rows: Vec<_> = rows.collect();
    let is = |name: &str, header: &str| bare_name(name) == bare_name(header);
    let mut headers: Vec<String> = Vec::new();
    for (name, _) in rows.iter().flat_map(|(_, fields)| fields) {
        if !headers.iter().any(|header| is(name, header)) {
            headers.push(name.clone());
        }
    }
    let rows: Vec<TableRow> = rows
        .iter()
        .map(|(line, fields)| {
            let cell = |header: &String| {
                let values = fields.iter().filter(|(name, _)| is(name, header));
                values.map(|(_, value)| value.as_str()).collect::<Vec<_>>().join(", ")
            };
            TableRow::new(*line, headers.iter().map(cell))
        })
        .collect();
    (!rows.is_empty()).then_some(Table { headers, rows, delimiter: '|' })
}

/// A field's name in any case and emphasis.
fn bare_name(name: &str) -> String {
    name.trim_matches(['*', '_', ' ']).to_lowercase()
}

/// The table that begins on this line.
fn table_at(lines: &[&str], at: usize) -> Option<Table> {
    let header = cells(lines.get(at)?)?;
    let rule = cells(lines.get(at + 1)?)?;
    let is_rule = |cell: &String| {
        let dashes = cell.trim_matches(':');
        !dashes.is_empty() && dashes.bytes().all(|byte| byte == b'-')
    };
    if rule.len() != header.len() || !rule.iter().all(is_rule) {
        return None;
    }
    let rows: Vec<TableRow> = lines[at + 2..]
        .iter()
        .map_while(|line| cells(line))
        .enumerate()
        .map(|(row, cells)| {
            TableRow::new((at + 3 + row) as u64, cells.into_iter().map(|cell| unlinked(&cell)))
        })
        .collect();
    Some(Table { headers: named_columns(header.iter().map(String::as_str)), rows, delimiter: '|' })
}

/// The cells of a line of a table; `\|` is a sign of a cell.
fn cells(line: &str) -> Option<Vec<String>> {
    let line = line.trim();
    if !line.contains('|') {
        return None;
    }
    let inner = line.strip_prefix('|').unwrap_or(line);
    let mut cells = vec![String::new()];
    let mut chars = inner.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '\\' if chars.next_if_eq(&'|').is_some() => {
                if let Some(last) = cells.last_mut() {
                    last.push('|');
                }
            }
            '|' => cells.push(String::new()),
            char => {
                if let Some(last) = cells.last_mut() {
                    last.push(char);
                }
            }
        }
    }
    if inner.ends_with('|') && cells.last().is_some_and(String::is_empty) {
        cells.pop();
    }
    Some(cells.into_iter().map(|cell| cell.trim().to_owned()).collect())
}

/// Links as their words, a target on the web after them in brackets; emphasis without its signs.
fn unlinked(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('[') {
        plain.push_str(&rest[..at]);
        let link = &rest[at..];
        if let Some((inner, after)) = link.strip_prefix("[[").and_then(|link| link.split_once("]]")) {
            plain.push_str(inner.rsplit('|').next().unwrap_or(inner));
            rest = after;
        } else if let Some((words, after)) = link[1..].split_once("](")
            && !words.contains('[')
            && let Some((target, after)) = after.split_once(')')
        {
            plain.push_str(words);
            if target.contains("://") && target != words {
                plain.push_str(&format!(" ({target})"));
            }
            rest = after;
        } else {
            plain.push('[');
            rest = &link[1..];
        }
    }
    plain.push_str(rest);
    plain.replace("**", "").replace("__", "").replace('`', "").trim().to_owned()
}
