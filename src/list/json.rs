//! Asks and other records as JSON (format, section 9).

use super::Row;
use crate::book::{Ask, Book, Public, RecordId};
use crate::model::{Amount, DeclaredValue, Marker};
use crate::syntax::Record;
use serde_json::{Map, Value, json};

/// One JSON object for a row, on one line.
pub fn json_line(book: &Book, row: Row) -> String {
    object(book, row).to_string()
}

/// One JSON object for a row, its keys in the order of the format's section 9.
pub fn object(book: &Book, row: Row) -> Value {
    match row {
        Row::Ask(ask) => ask_object(book, book.ask(ask)),
        Row::Record(id) => record_object(book, id),
    }
}

fn ask_object(book: &Book, ask: Ask<'_>) -> Value {
    let fields = book.record(ask.record).fields();
    let events: Vec<Value> = ask
        .events()
        .iter()
        .map(|event| json!({"date": event.day.to_string(), "kind": event.kind.word(), "title": book.record(event.record).title()}))
        .collect();
    let lessons: Vec<&str> = ask.lessons().iter().map(|lesson| book.record(*lesson).title()).collect();
    json!({
        "kind": "ask",
        "id": ask.id(),
        "date": ask.day.to_string(),
        "title": ask.title(),
        "tags": ask.tags().to_vec(),
        "who": ask.whos(),
        "size": fields.size.map(|size| size.word()),
        "fear": fields.fear,
        "odds": fields.odds.map(number),
        "via": fields.via,
        "worth": ask.worth().map(worth),
        "due": ask.due.map(|day| day.to_string()),
        "keys": declared(fields.declared),
        "re": ask.re(),
        "private": ask.private(),
        "public": public(&ask.public()),
        "status": ask.status.map_or("open", |answer| answer.word()),
        "answered": ask.answered.map(|day| day.to_string()),
        "overdue": ask.overdue,
        "days": ask.days(),
        "sting": ask.sting(),
        "events": events,
        "lessons": lessons,
        "number": ask.number,
        "turnaround": ask.turnaround,
        "file": book.file_of(ask.record).path.as_ref(),
        "line": book.record(ask.record).line,
    })
}

fn record_object(book: &Book, id: RecordId) -> Value {
    let record = book.record(id);
    let link = book.link(id);
    let mut object = Map::new();
    let mut put = |key: &str, value: Value| object.insert(key.to_owned(), value);
    put("kind", json!(record.marker.word()));
    if record.marker == Marker::Plan {
        put("id", json!(record.id().map(|id| id.text)));
    }
    put("date", json!(record.day.map(|day| day.to_string())));
    put("title", json!(record.title()));
    put("tags", json!(record.tags().to_vec()));
    put("who", json!(record.who_names().iter().map(|who| book.who(who)).collect::<Vec<_>>()));
    own_keys(&record, &mut put);
    put("keys", declared(record.fields().declared));
    put("private", json!(link.private));
    put("public", public(&Public::of(&record)));
    if let Some(span) = book.span_of(id) {
        put("span", json!(span.to_string()));
    }
    match record.marker {
        Marker::Plan => put("status", json!(if link.ask.is_some() { "done" } else { "planned" })),
        Marker::Step | Marker::Answer(_) | Marker::Lesson => put("ask", belongs_to(book, id)),
        _ => None,
    };
    put("file", json!(book.file_of(id).path.as_ref()));
    put("line", json!(record.line));
    Value::Object(object)
}

/// The keys of the format that such a record may have.
fn own_keys(record: &Record<'_>, put: &mut impl FnMut(&str, Value) -> Option<Value>) {
    use crate::model::Key;
    let fields = record.fields();
    for key in Key::ALL.into_iter().filter(|key| key.belongs_on(record.marker)) {
        let value = match key {
            Key::Size => json!(fields.size.map(|size| size.word())),
            Key::Fear => json!(fields.fear),
            Key::Odds => json!(fields.odds.map(number)),
            Key::Via => json!(fields.via),
            Key::Worth => json!(fields.worth.map(worth)),
            Key::Due => json!(fields.due.map(|day| day.to_string())),
            Key::Re => json!(record.re().map(|name| name.text)),
            Key::Sting => json!(fields.sting),
            // `wait` is on asks only; `public` stands beside `private`.
            Key::Wait | Key::Public => continue,
        };
        put(key.name(), value);
    }
}

/// The ask, or the plan not carried out, that a step, answer or lesson belongs to.
fn belongs_to(book: &Book, id: RecordId) -> Value {
    let link = book.link(id);
    if let Some(ask) = link.ask.map(|ask| book.ask(ask)) {
        return json!({"kind": "ask", "id": ask.id(), "date": ask.day.to_string(), "title": ask.title()});
    }
    let Some(plan) = link.plan.map(|plan| book.record(plan)).filter(|plan| plan.marker == Marker::Plan)
    else {
        return Value::Null;
    };
    let id = plan.id().map(|id| id.text);
    json!({"kind": "plan", "id": id, "date": plan.day.map(|day| day.to_string()), "title": plan.title()})
}

/// A number as JSON, whole where it is, with 10 significant digits.
pub fn number(value: f64) -> Value {
    let value = crate::stats::significant(value, 10);
    if value.fract() == 0.0 && value.abs() < 1e15 { json!(value as i64) } else { json!(value) }
}

fn worth(amount: &Amount) -> Value {
    json!({"amount": number(amount.amount), "currency": amount.currency})
}

fn public(public: &Public<'_>) -> Value {
    match public {
        Public::No => Value::Null,
        Public::Title => Value::Bool(true),
        Public::Words(words) => json!(words),
    }
}

fn declared(values: &[(Box<str>, DeclaredValue)]) -> Value {
    let mut sorted: Vec<_> = values.iter().collect();
    sorted.sort_by(|a, b| a.0.cmp(&b.0));
    let object: Map<String, Value> = sorted
        .into_iter()
        .map(|(name, value)| {
            let value = match value {
                DeclaredValue::Number(value) => number(*value),
                DeclaredValue::Text(words) => json!(words),
                DeclaredValue::Date(day) => json!(day.to_string()),
            };
            (name.to_string(), value)
        })
        .collect();
    Value::Object(object)
}
