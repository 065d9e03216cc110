//! Pages of other note-taking programs: tasks of Obsidian Tasks, list items and pages with Dataview's fields,
//! and Markdown tables. Lines in code, in comments and in front matter are not read as tasks.

use super::columns::flag;
use super::escape::note_line;
use super::field::{Fields, bracketed, is_field};
use super::markup::unlinked;
use super::names::tag_name;
use super::table::{Table, TableRow, named_columns};
use super::task::{checkbox, task};
use super::{Batch, RowProblem};
use crate::text::line_texts;

/// What a page holds.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// Its tasks.
    pub tasks: Batch,
    /// Its tables, and its list items with fields as one table more.
    pub tables: Vec<Table>,
    /// The fields of the page itself, its title among them, if it has any.
    pub fields: Fields,
    /// All of it is private.
    pub private: bool,
}

/// Reads a page. `title` is its name without folder and ending, whose date, if it begins with one, is the day
/// of tasks that have none. What is nested under a task is its note.
pub fn page(text: &str, title: &str) -> Found {
    let mut found = Found::default();
    let page_day = crate::model::scan_day(&title.replace('_', "-")).and_then(|day| day.day());
    let (front, body_line) = front_matter(text);
    let mut fields: Fields = front;
    let mut closing: Option<Closing> = None;
    let mut items: Vec<(u64, Fields, String)> = Vec::new();
    // The tasks that a line may be nested under: the column of each, and its place unless it was left out.
    let mut above: Vec<(usize, Option<usize>)> = Vec::new();
    let lines: Vec<&str> = line_texts(text).collect();
    let mut at = body_line;
    while at < lines.len() {
        let line = lines[at];
        let number = at as u64 + 1;
        let bare = line.trim_start_matches([' ', '\t', '>']);
        at += 1;
        if let Some(open) = closing.take() {
            closing = Some(open).filter(|open| !open.is_at(bare));
            continue;
        }
        if let Some((open, ends)) = Closing::opened(bare) {
            closing = Some(open).filter(|_| !ends);
            continue;
        }
        if bare.trim().is_empty() {
            continue;
        }
        if let Some(table) = table_at(&lines, at - 1) {
            at += table.rows.len() + 1;
            found.tables.push(table);
            continue;
        }
        let column = line.len() - bare.len();
        while above.last().is_some_and(|(other, _)| *other >= column) {
            above.pop();
        }
        let item = list_item(bare);
        if let Some((state, words)) = item.and_then(checkbox) {
            let mut place = None;
            let tasks = &mut found.tasks;
            let problem = |reason: String| RowProblem { page: None, line: number, column: None, reason };
            match task(number, state, words, page_day) {
                Ok(Some(draft)) => {
                    place = Some(tasks.drafts.len());
                    tasks.drafts.push(draft);
                }
                Ok(None) => tasks.left_out.push(problem("a task that was called off".to_owned())),
                Err(reason) => tasks.failed.push(problem(reason)),
            }
            above.push((column, place));
        } else if let Some((_, place)) = above.last() {
            if let Some(draft) = place.and_then(|place| found.tasks.drafts.get_mut(place)) {
                draft.private |= bare.split_whitespace().any(is_private_tag);
                let line = note_line(item.unwrap_or(bare));
                draft.note = format!("{}\n- {line}", draft.note).trim_start().to_owned();
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
    found.private = fields.iter().any(|(key, value)| keeps_private(key, value));
    if !fields.is_empty() {
        found.fields = titled(fields, title);
    }
    found
}

/// What ends a block of lines that are not read: code, or a comment.
struct Closing(String);

impl Closing {
    /// The block that begins with a line, and whether it ends there, too.
    fn opened(line: &str) -> Option<(Self, bool)> {
        let sign: String = line.chars().take_while(|char| matches!(char, '`' | '~')).collect();
        if sign.len() >= 3 {
            return Some((Self(sign), false));
        }
        let (begin, end) =
            [("<!--", "-->"), ("%%", "%%")].into_iter().find(|(begin, _)| line.starts_with(begin))?;
        match line[begin.len()..].split_once(end) {
            // Words after a comment are words of the page.
            Some((_, after)) if !after.trim().is_empty() => None,
            inside => Some((Self(end.to_owned()), inside.is_some())),
        }
    }

    fn is_at(&self, line: &str) -> bool {
        if self.0.starts_with(['`', '~']) { line.starts_with(&self.0) } else { line.contains(&self.0) }
    }
}

/// The words of a list item, with bullets or with numbers.
fn list_item(line: &str) -> Option<&str> {
    let bulleted = ["- ", "* ", "+ "].iter().find_map(|bullet| line.strip_prefix(bullet));
    let numbered = || {
        let rest = line.trim_start_matches(|char: char| char.is_ascii_digit());
        [". ", ") "].iter().find_map(|sign| rest.strip_prefix(sign)).filter(|_| rest.len() < line.len())
    };
    bulleted.or_else(numbered).map(str::trim_start)
}

/// Whether a word keeps what it stands in private.
fn is_private_tag(word: &str) -> bool {
    word.starts_with('#') && tag_name(word).is_some_and(|tag| tag == "private")
}

/// Whether a field of a page keeps all of it private.
fn keeps_private(key: &str, value: &str) -> bool {
    match bare_name(key).as_str() {
        "private" => flag(value) != Some(false),
        "tags" | "tag" => value.split([',', ' ']).filter_map(tag_name).any(|tag| tag == "private"),
        _ => false,
    }
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
    let values = entries.into_iter().map(|(key, lines)| {
        let value = value(&lines);
        // The bare key keeps a page private, too.
        let is_bare = value.is_empty() && key.eq_ignore_ascii_case("private");
        (key, if is_bare { "true".to_owned() } else { value })
    });
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

/// List items with fields as rows of one table.
fn item_table(items: Vec<(u64, Fields, String)>) -> Option<Table> {
    table_of(items.into_iter().map(|(line, mut fields, words)| {
        let (words, targets) = unlinked(&words);
        fields.insert(0, ("what".to_owned(), words));
        fields.extend(targets.into_iter().map(|target| (LINK.to_owned(), target)));
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
    let mut headers = named_columns(header.iter().map(String::as_str));
    let rows = lines[at + 2..].iter().map_while(|line| cells(line)).map(|cells| {
        let (words, targets): (Vec<_>, Vec<_>) = cells.iter().map(|cell| unlinked(cell)).unzip();
        (words, targets.concat().join(", "))
    });
    let rows: Vec<(Vec<String>, String)> = rows.collect();
    let width = rows.iter().map(|(cells, _)| cells.len()).fold(headers.len(), usize::max);
    let has_links = rows.iter().any(|(_, targets)| !targets.is_empty());
    if has_links {
        headers.extend((headers.len()..width).map(|column| format!("column {}", column + 1)));
        headers.push(LINK.to_owned());
    }
    let rows = (at as u64 + 3..).zip(rows).map(|(line, (mut cells, targets))| {
        if has_links {
            cells.resize(width, String::new());
            cells.push(targets);
        }
        TableRow::new(line, cells)
    });
    let rows = rows.collect();
    Some(Table { headers, rows, delimiter: '|' })
}

/// The column of what the links of a row lead to.
const LINK: &str = "link";

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
