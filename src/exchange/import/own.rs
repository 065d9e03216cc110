//! What `askbook export` wrote, read back: CSV, with events or without. JSON is in `json`.

use super::columns::flag;
use super::escape::note_line;
use super::table::{Table, TableRow};
use super::{Batch, Draft, Order, RowProblem, Values};
use crate::exchange::export::{ask_columns, fused, record_columns};
use crate::exchange::lessons::parted;
use crate::model::{
    Amount, Answer, Day, DayText, KeyNames, Marker, NamedKey, Size, Wait, marker_of, parse_day_span,
    read_day, scale,
};
use std::collections::{HashMap, HashSet};

/// What a file of our own is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Own {
    /// One row an ask.
    Asks,
    /// One row a record.
    Records,
}

/// Whether a table was written by `askbook export`.
pub fn is_own_csv(table: &Table) -> Option<Own> {
    let has = |names: &[&str]| names.iter().all(|name| table.headers.iter().any(|header| header == name));
    if has(&["record", "kind", "of", "date", "title", "span", "file", "line"]) {
        Some(Own::Records)
    } else if has(&["ask", "date", "title", "status", "answered", "rejection", "turnaround", "file", "line"])
    {
        Some(Own::Asks)
    } else {
        None
    }
}

/// Reads a table of our own; `dates` are the ways besides our own in which a spreadsheet may have written its days anew.
pub fn own_csv(table: &Table, own: Own, keys: &KeyNames, dates: &[Order]) -> Batch {
    let columns: HashMap<&str, usize> =
        table.headers.iter().enumerate().map(|(at, name)| (name.as_str(), at)).collect();
    let mut batch = Batch::default();
    let mut records = Vec::new();
    let strange = strange(table);
    let noted = |draft: &mut Draft, row: &TableRow| {
        for column in &strange {
            let cell = fused(row.cell(*column));
            if !cell.is_empty() {
                let line = note_line(&format!("{}: {cell}", table.headers[*column]));
                draft.note = format!("{}\n- {line}", draft.note).trim().to_owned();
            }
        }
    };
    for row in &table.rows {
        let cell = |name: &str| columns.get(name).map_or("", |column| fused(row.cell(*column)));
        let declared = columns.keys().filter_map(|name| name.strip_prefix("key.")).collect::<Vec<_>>();
        let get = |name: &str| cell(name).to_owned();
        let read = Reader {
            line: row.line,
            get: &get,
            list: &|name| cell(name).split_whitespace().map(str::to_owned).collect(),
            keys,
            declared,
            dates,
        };
        match own {
            Own::Asks => match read.ask() {
                Ok(mut draft) => {
                    noted(&mut draft, row);
                    batch.drafts.push(draft);
                }
                Err(problem) => batch.failed.push(problem),
            },
            Own::Records => match read.record(cell("kind")) {
                Ok(mut draft) => {
                    noted(&mut draft, row);
                    let number = |name: &str| cell(name).parse::<u64>().ok();
                    records.push(Record {
                        number: number("record").unwrap_or(row.line),
                        of: number("of"),
                        draft,
                    });
                }
                Err(problem) => batch.failed.push(problem),
            },
        }
    }
    if !columns.contains_key("private") {
        batch.remarks.push(NOT_PRIVATE.to_owned());
    }
    if own == Own::Records {
        batch.drafts = assembled(records);
    } else {
        batch
            .remarks
            .push("steps are not in this table: `askbook export --format csv --events` has them".to_owned());
    }
    batch
}

/// What is said where somebody took out what keeps private.
pub(super) const NOT_PRIVATE: &str =
    "`private` is missing here, so nothing comes in as private; `--tag private` makes all of it so";

/// Columns that no export writes: somebody added them, and they are notes.
fn strange(table: &Table) -> Vec<usize> {
    let keys = KeyNames::default();
    let of_asks = ask_columns(&keys).into_iter().map(|column| column.name);
    let of_records = record_columns(&keys).into_iter().map(|column| column.name);
    let own: HashSet<_> = of_asks.chain(of_records).collect();
    let is_strange = |name: &String| !name.starts_with("key.") && !own.contains(name.as_str());
    (0..table.headers.len()).filter(|column| is_strange(&table.headers[*column])).collect()
}

/// A record that was read, and the record that it belongs to.
pub(super) struct Record {
    pub number: u64,
    pub of: Option<u64>,
    pub draft: Draft,
}

/// Puts what belongs to an ask or plan under it; each is written on its own day, in the order of the source.
pub(super) fn assembled(records: Vec<Record>) -> Vec<Draft> {
    let places: HashMap<u64, usize> =
        records.iter().enumerate().map(|(at, record)| (record.number, at)).collect();
    let owners: Vec<Option<usize>> = records.iter().map(|record| places.get(&record.of?).copied()).collect();
    let numbers: Vec<u64> = records.iter().map(|record| record.number).collect();
    let mut drafts: Vec<Option<Draft>> = records.into_iter().map(|record| Some(record.draft)).collect();
    // From the last to the first, so that what is below a record is there when that is moved.
    for at in (0..drafts.len()).rev() {
        let Some(owner) = owners[at].filter(|owner| *owner != at) else {
            drafts[at].iter_mut().for_each(alone);
            continue;
        };
        let Some(mut draft) = drafts[at].take() else { continue };
        let Some(target) = drafts.get_mut(owner).and_then(Option::as_mut) else {
            drafts[at] = Some(draft);
            continue;
        };
        match draft.marker {
            Marker::Answer(answer)
                if target.marker == Marker::Ask
                    && numbers[at] == numbers[owner] + 1
                    && draft.day == target.day
                    && draft.title == target.title
                    && draft.note.is_empty() =>
            {
                target.on_the_spot = Some(answer);
                if draft.fields.sting.is_some() {
                    target.fields.edit().sting = draft.fields.sting;
                }
            }
            Marker::Ask => {
                // Where it refers to its plan by an id, it stands by itself; else it stands under it.
                if draft.re.is_some() {
                    draft.is_plans = true;
                    if draft.id == target.id {
                        draft.id = None;
                    }
                    drafts[at] = Some(draft);
                } else {
                    if draft.id == target.id {
                        draft.id = None;
                    }
                    target.nested.insert(0, draft);
                }
            }
            _ => {
                draft.apart = true;
                target.nested.insert(0, draft);
            }
        }
    }
    drafts.into_iter().flatten().collect()
}

/// An ask without its plan has the plan's id as its own, and refers to nothing.
fn alone(draft: &mut Draft) {
    if draft.marker == Marker::Ask && draft.id.is_some() && draft.id == draft.re {
        draft.re = None;
    }
}

/// The cells of one row by their names.
pub(super) struct Reader<'r> {
    pub line: u64,
    pub get: &'r dyn Fn(&str) -> String,
    pub list: &'r dyn Fn(&str) -> Vec<String>,
    pub keys: &'r KeyNames,
    pub declared: Vec<&'r str>,
    /// How days may be written besides our own way: a spreadsheet may have written them anew.
    pub dates: &'r [Order],
}

impl Reader<'_> {
    fn problem(&self, column: &str, reason: String) -> RowProblem {
        RowProblem { page: None, line: self.line, column: Some(column.to_owned()), reason }
    }

    fn value<T>(&self, name: &str, read: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>, RowProblem> {
        let cell = (self.get)(name);
        if cell.is_empty() {
            return Ok(None);
        }
        read(&cell).map(Some).ok_or_else(|| self.problem(name, format!("`{cell}` is no value of `{name}`")))
    }

    fn day(&self, name: &str) -> Result<Option<Day>, RowProblem> {
        let typed = |cell: &str| self.dates.iter().find_map(|order| order.read(cell));
        self.value(name, |cell| read_day(cell).and_then(DayText::day).or_else(|| typed(cell)))
    }

    /// A flag as any spreadsheet may have spelled it anew. A word that nobody knows is not taken for a no.
    fn flag(&self, name: &str) -> Result<bool, RowProblem> {
        let cell = (self.get)(name);
        flag(&cell).ok_or_else(|| {
            self.problem(name, format!("`{cell}` says neither yes nor no; write `true` or `false`"))
        })
    }

    pub(super) fn record(&self, kind: &str) -> Result<Draft, RowProblem> {
        let marker =
            marker_of(kind).ok_or_else(|| self.problem("kind", format!("`{kind}` is no kind of record")))?;
        let day = self.day("date")?;
        if day.is_none() && marker != Marker::Plan {
            return Err(self.problem("date", "no day".to_owned()));
        }
        let mut draft = Draft::new(self.line, marker, day, (self.get)("title"));
        let text = |name: &str| Some((self.get)(name)).filter(|text| !text.is_empty());
        draft.tags = (self.list)("tags");
        draft.whos = (self.list)("who");
        draft.span = self.value("span", |cell| parse_day_span(cell).flatten())?;
        draft.re = text("re");
        draft.id = text("id").filter(|_| matches!(marker, Marker::Ask | Marker::Plan));
        draft.private = self.flag("private")?;
        let public = text("public_words");
        draft.public = public.is_some() || self.flag("public")?;
        draft.note = (self.get)("note");
        let amount = (self.get)("worth");
        let mut values = Values {
            size: self.value("size", Size::of)?,
            fear: self.value("fear", scale)?,
            odds: self.value("odds", |cell| cell.parse().ok())?,
            via: text("via"),
            worth: self.value("worth", |_| Amount::parse(&(amount.clone() + &(self.get)("currency"))))?,
            due: self.day("due")?,
            wait: self.value("wait", Wait::parse)?,
            sting: self.value("sting", scale)?,
            public,
            declared: Vec::new(),
        };
        for name in &self.declared {
            let cell = (self.get)(&format!("key.{name}"));
            if cell.is_empty() {
                continue;
            }
            match self.keys.find(name) {
                Some(NamedKey::Declared(name, kind)) => {
                    let value = kind.parse(&cell).ok_or_else(|| {
                        self.problem(&format!("key.{name}"), format!("`{cell}` is not {}", kind.expects()))
                    })?;
                    values.declared.push((name.to_owned(), value));
                }
                // A key that this notebook does not declare is kept as a note.
                _ => {
                    let line = note_line(&format!("{name}: {cell}"));
                    draft.note = format!("{}\n- {line}", draft.note).trim().to_owned();
                }
            }
        }
        values.declared.sort_by(|(a, _), (b, _)| a.cmp(b));
        draft.fields = values.into();
        Ok(draft)
    }

    /// An ask of the flat table, with its answer and its lessons under it.
    fn ask(&self) -> Result<Draft, RowProblem> {
        let mut draft = self.record("ask")?;
        alone(&mut draft);
        let status = (self.get)("status");
        let sting = draft.fields.sting;
        if sting.is_some() {
            draft.fields.edit().sting = None;
        }
        let answer = match status.as_str() {
            "open" | "" => None,
            word => Some(
                Answer::of(word).ok_or_else(|| self.problem("status", format!("`{word}` is no status")))?,
            ),
        };
        let answered = self.day("answered")?.or(draft.day);
        if let Some(answer) = answer {
            if answered == draft.day {
                draft.on_the_spot = Some(answer);
                draft.fields.edit().sting = sting;
            } else {
                let mut came = Draft::new(self.line, Marker::Answer(answer), answered, "");
                if sting.is_some() {
                    came.fields.edit().sting = sting;
                }
                draft.nested.push(came);
            }
        }
        for lesson in parted(&(self.get)("lessons")) {
            let day = if answer.is_some() { answered } else { draft.day };
            draft.nested.push(Draft::new(self.line, Marker::Lesson, day, lesson));
        }
        Ok(draft)
    }
}
