//! One word of a query → what must fit: `tag:job`, `fear:6..10`, `@acme`, a text.

use super::Context;
use super::error::QueryError;
use super::span::{Bounds, read};
use super::term::{DayField, Field, Has, Is, Range, Status, Term, WordField, fields};
use crate::diagnostic::nearest;
use crate::model::{Answer, DeclaredKind, Marker, Size, fold, kinds, marker_of};
use crate::text::Span;

/// Reads one word of a query as what must fit.
pub(super) fn term(
    word: &str,
    is_quoted: bool,
    span: Span,
    context: &Context<'_>,
) -> Result<Term, QueryError> {
    if is_quoted {
        return Ok(Term::Text(word.to_lowercase()));
    }
    let name = |sign| word.strip_prefix(sign).filter(|name| !name.is_empty());
    if let Some(tag) = name('#') {
        return Ok(Term::Tag(fold(tag)));
    }
    if let Some(who) = name('@') {
        return Ok(Term::Who(fold(who)));
    }
    if let Some(id) = name('^') {
        return Ok(Term::Id(fold(id)));
    }
    if let Some(at) = word.find([':', '<', '>', '=']) {
        let name = word[..at].to_lowercase();
        let signs = word[at..].chars().take_while(|char| matches!(char, ':' | '<' | '>' | '=')).count();
        let (sign, value) = (&word[at..at + signs], &word[at + signs..]);
        // Where quotes were taken off, a place in the word is none in the query: then all of it is meant.
        let part = |from: usize, to: usize| match word.len() == span.range().len() {
            true => Span::new(span.start as usize + from, span.start as usize + to),
            false => span,
        };
        if at == 0 && value.is_empty() && matches!(sign, "<" | ">" | "=" | "<=" | ">=" | "==") {
            let message = format!("`{sign}` stands apart from what it compares");
            let hint = "write it with no blank, such as `fear>5`; in double quotes it is a text";
            return Err(QueryError::new(span, message, hint));
        }
        let value_span = part(at + signs, word.len());
        let known = fields().any(|field| field == name) || context.keys.declared.contains_key(&name);
        if known {
            return field(&name, sign, value, value_span, context);
        }
        let declared = context.keys.declared.keys().map(String::as_str);
        if let Some(near) = nearest(&name, fields().chain(declared), 1).first().filter(|_| name.len() > 2) {
            let hint = format!("did you mean `{near}`? In double quotes it is a text");
            return Err(QueryError::new(part(0, at), format!("there is no field `{name}`"), hint));
        }
        return Ok(Term::Text(word.to_lowercase()));
    }
    match read(word, context.today, context.week_starts) {
        Some(Ok(bounds)) => Ok(Term::Day(DayField::Date, bounds)),
        Some(Err(error)) => Err(QueryError { span, ..error }),
        None => Ok(Term::Text(word.to_lowercase())),
    }
}

/// The field that a bare word, which is a text, may have been meant for: `is:open` for `open`.
///
/// ```
/// use askbook::query::meant;
/// assert_eq!(meant("Noes").as_deref(), Some("status:no"));
/// assert_eq!(meant("acme"), None);
/// ```
pub fn meant(word: &str) -> Option<String> {
    let word = fold(word);
    if Is::of(&word).is_some() {
        return Some(format!("is:{word}"));
    }
    if Size::of(&word).is_some() {
        return Some(format!("size:{word}"));
    }
    let one = word.strip_suffix("es").filter(|one| matches!(*one, "no" | "yes")).unwrap_or(&word);
    match marker_of(one)? {
        Marker::Answer(answer) => Some(format!("status:{}", answer.word())),
        marker => Some(format!("kind:{}", marker.word())),
    }
}

fn field(name: &str, sign: &str, value: &str, span: Span, context: &Context<'_>) -> Result<Term, QueryError> {
    if value.is_empty() {
        let hint = format!("write a value with no blank before it, such as `{name}:…`");
        return Err(QueryError::new(span, format!("`{name}` has no value"), hint));
    }
    if let Some(field) = Field::of(name) {
        return range(name, sign, value, span).map(|range| Term::Number(field, range));
    }
    if let Some(DeclaredKind::Number) = context.keys.declared.get(name) {
        return range(name, sign, value, span).map(|range| Term::KeyNumber(name.to_owned(), range));
    }
    if let Some(field) = DayField::of(name) {
        return days(sign, value, span, context).map(|bounds| Term::Day(field, bounds));
    }
    if let Some(DeclaredKind::Date) = context.keys.declared.get(name) {
        return days(sign, value, span, context).map(|bounds| Term::KeyDay(name.to_owned(), bounds));
    }
    if !matches!(sign, ":" | "=") {
        let hint = format!("write `{name}:{value}`");
        return Err(QueryError::new(
            span,
            format!("`{name}` is no number, so `{sign}` says nothing of it"),
            hint,
        ));
    }
    let folded = fold(value);
    let Some(field) = WordField::of(name) else { return Ok(Term::KeyText(name.to_owned(), folded)) };
    Ok(match field {
        WordField::Tag => Term::Tag(folded.trim_start_matches('#').to_owned()),
        WordField::Who => Term::Who(folded.trim_start_matches('@').to_owned()),
        WordField::Id => Term::Id(folded.trim_start_matches('^').to_owned()),
        WordField::Via => Term::Via(folded),
        WordField::Kind => kind(&folded, span)?,
        WordField::Status => status(&folded, span)?,
        WordField::Size => match Size::of(value) {
            Some(size) => Term::Size(size),
            None => return Err(unknown("size", value, span, &Size::ALL.map(Size::word))),
        },
        WordField::Is => Term::Is(Is::of(&folded).ok_or_else(|| unknown("is", value, span, Is::WORDS))?),
        WordField::Has => Term::Has(Has::of(&folded).ok_or_else(|| unknown("has", value, span, Has::WORDS))?),
    })
}

fn unknown(name: &str, value: &str, span: Span, known: &[&str]) -> QueryError {
    let hint = match nearest(value, known.iter().copied(), 1).first() {
        Some(near) => format!("did you mean `{name}:{near}`?"),
        None => format!("there are {}", known.join(", ")),
    };
    QueryError::new(span, format!("`{value}` is nothing that `{name}` can be"), hint)
}

fn kind(value: &str, span: Span) -> Result<Term, QueryError> {
    let known: Vec<&str> = kinds().collect();
    if known.contains(&value) {
        Ok(Term::Kind(value.to_owned()))
    } else {
        Err(unknown("kind", value, span, &known))
    }
}

fn status(value: &str, span: Span) -> Result<Term, QueryError> {
    Ok(Term::Status(match value {
        "answered" => Status::Answered,
        "closed" => Status::Closed,
        "open" | "planned" | "done" => Status::Exactly(value.to_owned()),
        // An answer by its word, or by an alias of it.
        _ => match marker_of(value) {
            Some(Marker::Answer(answer)) => Status::Exactly(answer.word().to_owned()),
            _ => {
                let others = ["open", "answered", "closed", "planned", "done"];
                let known: Vec<&str> = others.into_iter().chain(Answer::ALL.map(Answer::word)).collect();
                return Err(unknown("status", value, span, &known));
            }
        },
    }))
}

fn range(name: &str, sign: &str, value: &str, span: Span) -> Result<Range, QueryError> {
    let plain = |text: &str| -> Option<f64> {
        let digits = text.strip_suffix('%').unwrap_or(text);
        let shape = digits
            .bytes()
            .enumerate()
            .all(|(at, byte)| byte.is_ascii_digit() || byte == b'.' || at == 0 && byte == b'-');
        digits.parse().ok().filter(|_| shape)
    };
    let bad = || {
        let hint = format!("write `{name}:5`, `{name}:3..7`, `{name}:5..`, `{name}:..5` or `{name}>5`");
        QueryError::new(span, format!("`{value}` is no number"), hint)
    };
    let all = Range { low: f64::NEG_INFINITY, high: f64::INFINITY, strict_low: false, strict_high: false };
    if let Some((low, high)) =
        value.split_once("...").or_else(|| value.split_once("..")).filter(|_| sign == ":")
    {
        let end = |text: &str, open: f64| if text.is_empty() { Some(open) } else { plain(text) };
        let (Some(low), Some(high)) = (end(low, all.low), end(high, all.high)) else { return Err(bad()) };
        let hint = "write the smaller number first";
        return if low <= high {
            Ok(Range { low, high, ..all })
        } else {
            Err(QueryError::new(span, format!("`{value}` ends before it starts"), hint))
        };
    }
    let number = plain(value).ok_or_else(bad)?;
    match sign {
        ":" | "=" | "==" => Ok(Range { low: number, high: number, ..all }),
        ">" | ":>" => Ok(Range { low: number, strict_low: true, ..all }),
        ">=" | ":>=" => Ok(Range { low: number, ..all }),
        "<" | ":<" => Ok(Range { high: number, strict_high: true, ..all }),
        "<=" | ":<=" => Ok(Range { high: number, ..all }),
        _ => Err(bad()),
    }
}

fn days(sign: &str, value: &str, span: Span, context: &Context<'_>) -> Result<Bounds, QueryError> {
    let bounds = super::parse_span(value, context.today, context.week_starts)
        .map_err(|error| QueryError { span, ..error })?;
    match sign {
        ":" | "=" => Ok(bounds),
        ">=" => Ok(Bounds { first: bounds.first, last: None }),
        "<=" => Ok(Bounds { first: None, last: bounds.last }),
        ">" => Ok(Bounds { first: bounds.last.and_then(|day| day.succ_opt()), last: None }),
        "<" => Ok(Bounds { first: None, last: bounds.first.and_then(|day| day.pred_opt()) }),
        _ => Err(QueryError::new(
            span,
            format!("`{sign}` says nothing of days"),
            "write `date:2026-03` or `date>=2026-03-02`",
        )),
    }
}
