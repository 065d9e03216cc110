//! Front matter: the block of YAML or TOML with which a file may begin (format, section 1).

use super::begin::{lead, marker_at};
use super::hidden::told;
use super::private::{head_names_private, names_private, tail_names_private};
use super::{Way, front_lines};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{DayText, scan_day};
use crate::text::{Page, Span, lines};
use regex::Regex;
use serde_json::Value;
use std::sync::LazyLock;

/// What the front matter of a file says, and where it stands.
#[derive(Debug, Default)]
pub(super) struct FrontMatter {
    /// The block with both of its fences; empty where there is none.
    pub span: Span,
    /// The same, also where it holds no mapping and so is Markdown.
    pub block: Span,
    /// The value of `date`, with its place.
    pub date: Option<(DayText, Span)>,
    /// Whether the file is private, which a broken block makes it too.
    pub private: bool,
    /// Whether it has the key, whatever that says.
    names_private: bool,
    pub problems: Vec<Diagnostic>,
}

/// Reads the front matter of a file, if it has any.
pub(super) fn front_matter(source: Page<'_>, way: Way) -> FrontMatter {
    let text = source.text;
    // Most pages begin with a heading or with words.
    if text.starts_with(|char: char| char == '#' || char.is_ascii_alphanumeric()) {
        return FrontMatter::default();
    }
    let mut all = lines(text);
    let Some(opening) = all.next() else { return FrontMatter::default() };
    let fence = text[opening.range()].trim_end();
    if fence != "---" && fence != "+++" {
        return meant(source, FrontMatter::default(), opening);
    }
    let mut inner: Option<Span> = None;
    for line in all {
        if text[line.range()].trim_end() == fence {
            let block = Span::new(0, line.end as usize);
            let inner = inner.unwrap_or_default();
            let text = &text[inner.range()];
            let short = if fence == "+++" || way == Way::Long { None } else { front_lines::values(text) };
            let mapping = match short {
                Some(values) => Mapping::Is(values),
                None if fence == "+++" => toml_mapping(text),
                None => yaml_mapping(text),
            };
            let found = FrontMatter { block, ..read(source, mapping, block, inner, opening) };
            return meant(source, found, opening);
        }
        inner = Some(inner.map_or(line, |before| before.to(line)));
    }
    meant(source, FrontMatter::default(), opening)
}

/// Front matter that keeps no page private although it was meant to does so, and is told.
fn meant(source: Page<'_>, found: FrontMatter, opening: Span) -> FrontMatter {
    let text = source.text;
    let is_meant = if found.block.is_empty() {
        head_names_private(text)
    } else {
        let (inside, after) = text.split_at(found.block.end as usize);
        !found.names_private && names_private(inside) || tail_names_private(after)
    };
    if found.private || !is_meant {
        return found;
    }
    let message = "`private` stands here, but not as the front matter of a page says it";
    let problem = Diagnostic::new(Code::BadFrontMatter, source.path, opening, message).hint(
        "write a first line `---`, `private: true` on a line of its own, and `---` below; until then the page is private",
    );
    let problems = std::iter::once(problem).chain(found.problems).collect();
    FrontMatter { private: true, problems, ..found }
}

fn read(source: Page<'_>, mapping: Mapping, span: Span, inner: Span, opening: Span) -> FrontMatter {
    match mapping {
        Mapping::Is(values) => {
            let date = values.date.and_then(|words| {
                Some((scan_day(&words)?, date_span(&source.text[inner.range()], inner, &words[..10])))
            });
            let private = values.private.iter().any(|words| !says_no(words));
            let names_private = !values.private.is_empty();
            let problems = hidden(source, inner);
            FrontMatter { span, date, private, names_private, problems, ..FrontMatter::default() }
        }
        Mapping::Broken(reason) => {
            let message = format!("this front matter cannot be read: {reason}");
            let problem = Diagnostic::new(Code::BadFrontMatter, source.path, opening, message)
                .hint("mend it, or take it out; until then the file gives no date and is private");
            FrontMatter { span, private: true, problems: vec![problem], ..FrontMatter::default() }
        }
        Mapping::IsNot => FrontMatter::default(),
    }
}

/// What is told of list items that begin with a marker and are in a block, where YAML takes the rest for a comment.
fn hidden(source: Page<'_>, inner: Span) -> Vec<Diagnostic> {
    let text = source.text;
    let marker = |line: Span| {
        let (from, to) = (inner.start + line.start, inner.start + line.end);
        let at = lead(text, from as usize, to as usize).at;
        let is_item = text[from as usize..at].contains('-') && text.as_bytes().get(at) == Some(&b'#');
        if is_item { marker_at(text, at) } else { None }
    };
    let found = lines(&text[inner.range()]).filter_map(marker);
    found.map(|word| told(source, word.span, "front matter")).collect()
}

/// What the keys say that mean something here, as it is written.
#[derive(Debug, Default)]
pub(super) struct Values {
    pub date: Option<String>,
    /// Of each spelling of the key, in capitals or not.
    pub private: Vec<String>,
}

enum Mapping {
    Is(Values),
    Broken(String),
    IsNot,
}

fn values(map: impl IntoIterator<Item = (String, Value)>) -> Mapping {
    let mut values = Values::default();
    for (key, value) in map {
        match key.to_lowercase().as_str() {
            "date" => values.date = Some(plain(&value)),
            "private" => values.private.push(plain(&value)),
            _ => {}
        }
    }
    Mapping::Is(values)
}

fn yaml_mapping(text: &str) -> Mapping {
    static BEGINS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r#"^(?:"[^"]*"|'[^']*'|[^\s\-#>|&*!%@`"'\[{][^:\n]*|-[^\s:][^:\n]*)\s*:(?:\s|$)"#).ok()
    });
    let first = lines(text).map(|line| &text[line.range()]).find(|line| {
        let line = line.trim();
        !line.is_empty() && !line.starts_with('#')
    });
    let begins = |line: &str| BEGINS.as_ref().is_some_and(|begins| begins.is_match(line));
    // `off` and `n` are words: of what says no, the format knows two.
    let options = serde_saphyr::options! { strict_booleans: true };
    match serde_saphyr::from_str_with_options::<Value>(text, options) {
        Ok(Value::Object(map)) => values(map),
        Ok(_) => Mapping::IsNot,
        Err(error) if first.is_some_and(|line| begins(line.trim_start())) => {
            let words = error.to_string();
            Mapping::Broken(
                words.lines().next().unwrap_or("not YAML").trim_start_matches("error: ").to_owned(),
            )
        }
        Err(_) => Mapping::IsNot,
    }
}

fn toml_mapping(text: &str) -> Mapping {
    static BEGINS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r#"^(?:\[{1,2}[^\]\n]+\]{1,2}|(?:[A-Za-z0-9_.-]+|"[^"]*"|'[^']*')\s*=)"#).ok()
    });
    let first = lines(text)
        .map(|line| text[line.range()].trim())
        .find(|line| !line.is_empty() && !line.starts_with('#'));
    match text.parse::<toml::Table>() {
        Ok(table) if table.is_empty() => Mapping::IsNot,
        Ok(table) => values(table.into_iter().map(|(key, value)| (key, toml_value(value)))),
        Err(error)
            if first.is_some_and(|line| BEGINS.as_ref().is_some_and(|begins| begins.is_match(line))) =>
        {
            Mapping::Broken(error.message().lines().next().unwrap_or("not TOML").to_owned())
        }
        Err(_) => Mapping::IsNot,
    }
}

fn toml_value(value: toml::Value) -> Value {
    match value {
        toml::Value::Boolean(value) => Value::Bool(value),
        toml::Value::String(value) => Value::String(value),
        toml::Value::Datetime(value) => Value::String(value.to_string()),
        other => Value::String(other.to_string()),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(words) => words.trim().to_owned(),
        other => other.to_string(),
    }
}

/// Only `false` and `no` leave a file as open as it was.
fn says_no(words: &str) -> bool {
    let words = words.to_lowercase();
    words == "false" || words == "no"
}

/// Where the date stands: the first such text on a line that begins with `date`, at best where no blank is before it.
fn date_span(text: &str, inner: Span, date: &str) -> Span {
    let offset = inner.start as usize;
    let on_line = |blanks: &[char]| {
        let begins = |line: &str| line.trim_start_matches(blanks).to_lowercase().starts_with("date");
        let mut found = lines(text).filter(|line| begins(&text[line.range()]));
        found.find_map(|line| text[line.range()].find(date).map(|at| line.start as usize + at))
    };
    on_line(&['"', '\''])
        .or_else(|| on_line(&['"', '\'', ' ']))
        .or_else(|| text.find(date))
        .map_or(inner, |at| Span::new(offset + at, offset + at + date.len()))
}
