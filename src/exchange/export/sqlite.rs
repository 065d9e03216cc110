//! A database: tables with foreign keys, and views for the usual questions.

use super::asks::AskRow;
use super::cell::{Cell, Column, Kind};
use super::{Notes, Selection, ask_columns, event_columns, happenings};
use crate::book::RecordId;
use crate::model::Marker;
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, ToSql, params, params_from_iter};
use std::path::Path;

/// Why a database could not be written.
pub type SqlError = rusqlite::Error;

/// What stands beside asks and events.
const TABLES: &str = "
CREATE TABLE ask_tags (ask INTEGER NOT NULL REFERENCES asks, tag TEXT NOT NULL, PRIMARY KEY (ask, tag)) STRICT, WITHOUT ROWID;
CREATE TABLE ask_whos (ask INTEGER NOT NULL REFERENCES asks, who TEXT NOT NULL, PRIMARY KEY (ask, who)) STRICT, WITHOUT ROWID;
CREATE TABLE lessons (lesson INTEGER PRIMARY KEY, ask INTEGER REFERENCES asks, date TEXT NOT NULL, title TEXT NOT NULL, tags TEXT, note TEXT, private INTEGER NOT NULL, file TEXT NOT NULL, line INTEGER NOT NULL) STRICT;
CREATE TABLE plans (plan INTEGER PRIMARY KEY, id TEXT, date TEXT, title TEXT NOT NULL, tags TEXT, who TEXT, size TEXT, fear INTEGER, odds REAL, due TEXT, ask INTEGER REFERENCES asks, note TEXT, private INTEGER NOT NULL, file TEXT NOT NULL, line INTEGER NOT NULL) STRICT;
CREATE TABLE reviews (review INTEGER PRIMARY KEY, date TEXT NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL, title TEXT NOT NULL, note TEXT, private INTEGER NOT NULL, file TEXT NOT NULL, line INTEGER NOT NULL) STRICT;
CREATE TABLE rests (rest INTEGER PRIMARY KEY, date TEXT NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL, title TEXT NOT NULL, note TEXT, private INTEGER NOT NULL, file TEXT NOT NULL, line INTEGER NOT NULL) STRICT;
";

/// Questions that are asked again and again.
const VIEWS: &str = "
CREATE INDEX events_of_ask ON events (ask);
CREATE INDEX asks_of_tag ON ask_tags (tag);
CREATE INDEX asks_of_who ON ask_whos (who);
CREATE VIEW standing AS SELECT count(*) AS asks, coalesce(sum(status = 'open'), 0) AS open, coalesce(sum(overdue), 0) AS overdue, coalesce(sum(status = 'yes'), 0) AS yes, coalesce(sum(status = 'partial'), 0) AS partial, coalesce(sum(status = 'no'), 0) AS no, coalesce(sum(status = 'silence'), 0) AS silence, coalesce(sum(status = 'withdrawn'), 0) AS withdrawn, coalesce(sum(turnaround), 0) AS turnarounds, coalesce(sum(rejection), 0) AS rejections FROM asks;
CREATE VIEW rates AS SELECT 'answered' AS of, sum(status = 'yes') AS yes, count(*) AS n FROM asks WHERE status IN ('yes', 'partial', 'no') UNION ALL SELECT 'closed', sum(status = 'yes'), count(*) FROM asks WHERE status IN ('yes', 'partial', 'no', 'silence') UNION ALL SELECT 'all', sum(status = 'yes'), count(*) FROM asks;
CREATE VIEW by_tag AS SELECT tag, count(*) AS asks, sum(status = 'yes') AS yes, sum(status IN ('yes', 'partial', 'no')) AS answered, sum(rejection) AS rejections FROM ask_tags JOIN asks USING (ask) GROUP BY tag ORDER BY tag;
CREATE VIEW by_who AS SELECT ask_whos.who AS who, count(*) AS asks, sum(status = 'yes') AS yes, sum(status IN ('yes', 'partial', 'no')) AS answered, max(date) AS last FROM ask_whos JOIN asks USING (ask) GROUP BY ask_whos.who ORDER BY ask_whos.who;
CREATE VIEW by_month AS SELECT substr(date, 1, 7) AS month, count(*) AS asks, sum(status = 'yes') AS yes, sum(rejection) AS rejections FROM asks GROUP BY month ORDER BY month;
CREATE VIEW waiting AS SELECT ask, date, days, overdue, due, title, who FROM asks WHERE status = 'open' ORDER BY date, ask;
CREATE VIEW answer_times AS SELECT ask, date, answered, days, status FROM asks WHERE status IN ('yes', 'partial', 'no') ORDER BY days, ask;
";

/// Writes the database into the file at `path`, which is new or empty.
///
/// # Errors
/// Whatever SQLite says, of a full disk for instance.
pub fn sqlite(selection: Selection<'_>, notes: &mut Notes<'_>, path: &Path) -> Result<(), SqlError> {
    let book = selection.book;
    let mut database = Connection::open(path)?;
    // The file is a new one that is put in place when it is whole, so nothing has to be rolled back.
    database.execute_batch(
        "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -32768; PRAGMA foreign_keys = ON;",
    )?;
    let asks = ask_columns(selection.keys);
    let events = event_columns();
    database.execute_batch(&table("asks", "ask", &asks))?;
    database.execute_batch(&table("events", "event", &events))?;
    database.execute_batch(TABLES)?;
    let work = database.transaction()?;
    {
        let mut ask = work.prepare(&insert("asks", asks.len()))?;
        let mut tag = work.prepare("INSERT INTO ask_tags VALUES (?, ?)")?;
        let mut who = work.prepare("INSERT INTO ask_whos VALUES (?, ?)")?;
        for number in selection.asks {
            let row = AskRow::new(book, *number, notes);
            ask.execute(params_from_iter(asks.iter().map(|column| column.cell(&row))))?;
            let key = *number as i64 + 1;
            for name in row.ask().tags() {
                tag.execute(params![key, name])?;
            }
            for name in row.ask().whos() {
                who.execute(params![key, name])?;
            }
        }
        let mut event = work.prepare(&insert("events", events.len()))?;
        for row in happenings(selection, |_| true, notes) {
            event.execute(params_from_iter(events.iter().map(|column| column.cell(&row))))?;
        }
    }
    others(&work, selection, notes)?;
    work.commit()?;
    database.execute_batch(VIEWS)?;
    database.close().map_err(|(_, error)| error)
}

/// Lessons, plans, reviews and days of rest.
fn others(work: &Connection, selection: Selection<'_>, notes: &mut Notes<'_>) -> Result<(), SqlError> {
    let book = selection.book;
    let kinds = |marker| matches!(marker, Marker::Lesson | Marker::Plan | Marker::Review | Marker::Rest);
    for id in book.counted(kinds).into_iter().filter(|id| selection.holds(*id)) {
        other(work, selection, id, notes)?;
    }
    Ok(())
}

fn other(
    work: &Connection,
    selection: Selection<'_>,
    id: RecordId,
    notes: &mut Notes<'_>,
) -> Result<(), SqlError> {
    let book = selection.book;
    let record = book.record(id);
    let (link, fields) = (book.link(id), record.fields());
    let day = |day: Option<crate::model::Day>| day.map(|day| day.to_string());
    let note = Some(notes.of(book, id)).filter(|note| !note.is_empty());
    let ask = link.ask.map(|ask| ask as i64 + 1);
    let tags = Some(record.tags().to_vec().join(" ")).filter(|tags| !tags.is_empty());
    let (file, line) = (&*book.file_of(id).path, record.line);
    match record.marker {
        Marker::Lesson => {
            let sql = "INSERT INTO lessons VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)";
            work.prepare_cached(sql)?.execute(params![
                ask,
                day(record.day),
                record.title(),
                tags,
                note,
                link.private,
                file,
                line
            ])?;
        }
        Marker::Plan => {
            let whos: Vec<&str> = record.who_names().iter().map(|who| book.who(who)).collect();
            let sql = "INSERT INTO plans VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
            work.prepare_cached(sql)?.execute(params![
                record.id().map(|id| id.text),
                day(record.day),
                record.title(),
                tags,
                Some(whos.join(" ")).filter(|whos| !whos.is_empty()),
                fields.size.map(|size| size.word()),
                fields.fear,
                fields.odds,
                day(fields.due),
                ask,
                note,
                link.private,
                file,
                line
            ])?;
        }
        marker => {
            let Some(span) = book.span_of(id) else { return Ok(()) };
            let table = if marker == Marker::Review { "reviews" } else { "rests" };
            work.prepare_cached(&format!("INSERT INTO {table} VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)"))?
                .execute(params![
                    day(record.day),
                    day(Some(span.first)),
                    day(Some(span.last)),
                    record.title(),
                    note,
                    link.private,
                    file,
                    line
                ])?;
        }
    }
    Ok(())
}

fn table<R>(name: &str, key: &str, columns: &[Column<R>]) -> String {
    let columns: Vec<String> = columns
        .iter()
        .map(|column| {
            let name = format!("\"{}\"", column.name);
            let kind = match column.kind {
                Kind::Integer | Kind::Flag => "INTEGER",
                Kind::Real => "REAL",
                Kind::Text | Kind::Day => "TEXT",
            };
            let rule = match (column.name == key, &*column.name, column.kind) {
                (true, ..) => " PRIMARY KEY",
                (_, "ask", _) => " NOT NULL REFERENCES asks",
                (_, _, Kind::Flag) => " NOT NULL",
                _ if column.always => " NOT NULL",
                _ => "",
            };
            format!("{name} {kind}{rule}")
        })
        .collect();
    format!("CREATE TABLE {name} ({}) STRICT;", columns.join(", "))
}

fn insert(table: &str, columns: usize) -> String {
    format!("INSERT INTO {table} VALUES ({})", vec!["?"; columns].join(", "))
}

impl ToSql for Cell<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Empty => ToSqlOutput::Owned(Value::Null),
            Self::Integer(number) => ToSqlOutput::Owned(Value::Integer(*number)),
            Self::Real(number) => ToSqlOutput::Owned(Value::Real(*number)),
            Self::Flag(flag) => ToSqlOutput::Owned(Value::Integer((*flag).into())),
            Self::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Self::Day(day) => ToSqlOutput::Owned(Value::Text(day.to_string())),
        })
    }
}
