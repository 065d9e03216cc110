//! Text → a table: which sign divides the cells, where a quote is not closed, what the columns are called.

use std::fmt;

/// A table with a header.
#[derive(Debug, Clone)]
pub struct Table {
    /// The names of its columns, each as it stands; a nameless one is `column N`.
    pub headers: Vec<String>,
    /// Its rows.
    pub rows: Vec<TableRow>,
    /// The sign that divides cells.
    pub delimiter: char,
}

/// A row.
#[derive(Debug, Clone)]
pub struct TableRow {
    /// The line on which it begins, from 1.
    pub line: u64,
    cells: csv::StringRecord,
}

impl TableRow {
    /// A row of these cells.
    pub fn new(line: u64, cells: impl IntoIterator<Item = String>) -> Self {
        Self { line, cells: cells.into_iter().collect::<Vec<_>>().into() }
    }

    /// A cell without blanks around it; empty where the row is shorter.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).unwrap_or_default().trim()
    }

    /// How many cells it has.
    pub fn width(&self) -> usize {
        self.cells.len()
    }
}

/// Why a text is no table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableError {
    /// Nothing is in it.
    Empty,
    /// This sign cannot divide cells.
    Sign(char),
    /// The reader of CSV gave up, in these words.
    Unreadable(String),
    /// The first row names no column.
    NoHeader(u64),
    /// A quote opens on this line, in this column (from 1), and is never closed.
    Unclosed {
        /// The line, from 1.
        line: u64,
        /// The column, from 1.
        column: usize,
        /// What stands after the quote.
        text: String,
    },
}

impl fmt::Display for TableError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(out, "there is nothing in it"),
            Self::Sign(sign) => write!(out, "`{}` cannot divide cells", sign.escape_debug()),
            Self::Unreadable(told) => write!(out, "this cannot be read as a table: {told}"),
            Self::NoHeader(line) => write!(out, "line {line}: the header names no column"),
            Self::Unclosed { line, column, text } => {
                write!(out, "line {line}, column {column}: the quote before `{text}` is never closed")
            }
        }
    }
}

impl TableError {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Empty => "export the sheet again",
            Self::Sign(_) => {
                "name a sign of ASCII that is no quote and ends no line, such as `;`; for others, replace them in the table first"
            }
            Self::Unreadable(_) => "name its sign and its encoding, `--delimiter` and `--encoding`",
            Self::NoHeader(_) => {
                "write the names of the columns into its first row, such as `what,who,date,status`"
            }
            Self::Unclosed { .. } => {
                "put a `\"` where the cell ends, or write a quote inside a cell twice, `\"\"`"
            }
        }
    }
}

/// Reads a table. The delimiter is found out unless it is named.
///
/// # Errors
/// Where nothing is in it, a quote is never closed, or no column has a name.
pub fn read_table(text: &str, named: Option<char>) -> Result<Table, TableError> {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err(TableError::Empty);
    }
    let (text, skipped, told) = without_sep_line(text);
    let delimiter = named.or(told).unwrap_or_else(|| sniffed(text));
    if !delimiter.is_ascii() || matches!(delimiter, '"' | '\n' | '\r') {
        return Err(TableError::Sign(delimiter));
    }
    unclosed(text, delimiter, skipped)?;
    let mut reader = reader(text, delimiter);
    let mut headers: Option<(u64, csv::StringRecord)> = None;
    let mut rows = Vec::new();
    let mut record = csv::StringRecord::new();
    let mut lines = LineCount { text, at: 0, line: 1 + skipped };
    while reader.read_record(&mut record).map_err(|error| TableError::Unreadable(error.to_string()))? {
        let line = lines.at(record.position().map_or(0, csv::Position::byte) as usize);
        if headers.is_none() {
            headers = Some((line, record.clone()));
        } else if record.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push(TableRow { line, cells: record.clone() });
        }
    }
    let (line, headers) = headers.ok_or(TableError::Empty)?;
    if headers.iter().all(|name| name.trim().is_empty()) {
        return Err(TableError::NoHeader(line));
    }
    Ok(Table { headers: named_columns(headers.iter()), rows, delimiter })
}

/// Counts lines up to places that only go forward.
struct LineCount<'t> {
    text: &'t str,
    at: usize,
    line: u64,
}

impl LineCount<'_> {
    /// The line of the first byte at or after `place` that ends no line.
    fn at(&mut self, place: usize) -> u64 {
        let bytes = self.text.as_bytes();
        while let Some(byte) =
            bytes.get(self.at).filter(|byte| self.at < place || matches!(byte, b'\n' | b'\r'))
        {
            let ends = *byte == b'\n' || *byte == b'\r' && bytes.get(self.at + 1) != Some(&b'\n');
            self.line += u64::from(ends);
            self.at += 1;
        }
        self.line
    }
}

/// The names of columns, with one for each that has none.
pub(super) fn named_columns<'n>(names: impl Iterator<Item = &'n str>) -> Vec<String> {
    let name = |(at, name): (usize, &str)| {
        let words = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if words.is_empty() { format!("column {}", at + 1) } else { words }
    };
    names.enumerate().map(name).collect()
}

fn reader(text: &str, delimiter: char) -> csv::Reader<&[u8]> {
    let delimiter = u8::try_from(delimiter).unwrap_or(b',');
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes())
}

/// Excel's own first line, `sep=;`, says the delimiter and is no row.
fn without_sep_line(text: &str) -> (&str, u64, Option<char>) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    match first.trim_end().strip_prefix("sep=").map(|sign| (sign.chars().next(), sign.chars().count())) {
        Some((Some(sign), 1)) => (rest, 1, Some(sign)),
        _ => (text, 0, None),
    }
}

/// What divides the cells of a table of one column: a sign that no text has, so that its commas are its words' own.
pub const NOTHING: char = '\u{1f}';

/// The sign that gives the most rows of the header's own width; none where the header has one name.
fn sniffed(text: &str) -> char {
    const SAMPLE: usize = 50;
    let score = |delimiter: char| {
        let mut widths =
            reader(text, delimiter).into_records().take(SAMPLE).filter_map(Result::ok).map(|row| row.len());
        let header = widths.next().unwrap_or(1);
        let (same, all) =
            widths.fold((0, 0), |(same, all), width| (same + usize::from(width == header), all + 1));
        if header < 2 { (0, 0) } else { ((same + 1) * 1000 / (all + 1), header) }
    };
    // Of two that do equally well the first is meant.
    let best = [',', ';', '\t', '|'].into_iter().rev().max_by_key(|sign| score(*sign));
    best.filter(|sign| score(*sign).1 > 1).unwrap_or(NOTHING)
}

/// Goes over the quotes as the reader will, and tells of one that is never closed.
fn unclosed(text: &str, delimiter: char, skipped: u64) -> Result<(), TableError> {
    let (mut line, mut column) = (1 + skipped, 1);
    let (mut at_start, mut opened) = (true, None);
    let mut chars = text.char_indices().peekable();
    while let Some((at, char)) = chars.next() {
        match (opened, char) {
            // Two of them are one that belongs to the cell.
            (Some(_), '"') if chars.next_if(|(_, next)| *next == '"').is_some() => {}
            (Some(_), '"') => opened = None,
            (None, '"') if at_start => opened = Some((line, column, at + 1)),
            (None, char) if char == delimiter => column += 1,
            (None, '\n') => column = 1,
            _ => {}
        }
        at_start = opened.is_none() && (char == delimiter || char == '\n' || char == '\r');
        line += u64::from(char == '\n');
    }
    match opened {
        None => Ok(()),
        Some((line, column, at)) => {
            let text: String = text[at..].chars().take_while(|char| !char.is_control()).take(20).collect();
            Err(TableError::Unclosed { line, column, text })
        }
    }
}
