//! Which ask is meant: by what was typed, or picked from a list.

use super::context::Context;
use super::failure::Failure;
use super::writing;
use crate::author::{Which, WhichError, open_asks, which};
use crate::book::{Ask, AskId, Book, RecordId};
use crate::diagnostic::nearest;
use crate::model::{Marker, fold};

/// How many candidates an error lists.
const LISTED: usize = 8;

/// Splits the words of an answer into which ask is meant and the text.
pub(super) fn split(book: &Book, words: &[String], named: Option<&str>) -> (Which, String) {
    if let Some(named) = named {
        return (Which::Words(named.to_owned()), words.join(" "));
    }
    // The words may have been typed as one argument or as several.
    let all = words.join(" ");
    let (first, rest) = all.trim().split_once(char::is_whitespace).unwrap_or((all.trim(), ""));
    let rest = rest.trim().to_owned();
    let is_ask = |id: &str| book.by_id(id).is_some_and(|record| book.link(record).ask.is_some());
    if let Some(who) = first.strip_prefix('@').filter(|who| !who.is_empty()) {
        (Which::Who(who.trim_end_matches(',').to_owned()), rest)
    } else if let Some(id) = first.strip_prefix('^').or_else(|| first.strip_prefix("re:")) {
        (Which::Id(id.to_owned()), rest)
    } else if is_ask(first) {
        (Which::Id(first.to_owned()), rest)
    } else {
        (Which::Any, all)
    }
}

/// The one ask that is meant; picked from a list at a terminal where several fit.
pub(super) fn one_ask(
    context: &Context,
    book: &Book,
    meant: &Which,
    marker: Marker,
) -> Result<AskId, Failure> {
    let candidates = match which(book, meant, marker) {
        // An ask that nobody named is not taken unseen.
        Ok(ask) if *meant != Which::Any => return Ok(ask),
        Ok(ask) => vec![ask],
        Err(WhichError::Several(asks)) => asks,
        Err(WhichError::None) => return Err(none(book, meant)),
    };
    let lines: Vec<String> = candidates.iter().map(|ask| line(&book.ask(*ask))).collect();
    let what = match meant {
        Which::Any | Which::Exactly { .. } => "which ask is meant?".to_owned(),
        Which::Who(who) => format!("{} asks of @{who} fit", candidates.len()),
        Which::Id(id) => format!("{} asks have the id `{id}`", candidates.len()),
        Which::Words(words) => format!("{} asks are named by `{words}`", candidates.len()),
    };
    Ok(candidates[pick(context, &lines, &what)?])
}

/// The one record of several, picked from a list where need be.
pub(super) fn one_record(
    context: &Context,
    book: &Book,
    found: &[RecordId],
    none: &str,
    kind: &str,
) -> Result<RecordId, Failure> {
    match found {
        [] => Err(Failure::argument(none, format!("`askbook list --kind {kind}` shows them"))),
        [one] => Ok(*one),
        several => {
            let lines: Vec<String> = several
                .iter()
                .map(|record| {
                    let record = book.record(*record);
                    let id = record.id().as_ref().map_or(String::new(), |id| format!("  ^{}", id.text));
                    format!("{}{id}", record.title())
                })
                .collect();
            Ok(several[pick(context, &lines, &format!("several {kind}s fit"))?])
        }
    }
}

/// Lets a person pick a line by typing; without a person, an error that lists them.
fn pick(context: &Context, lines: &[String], what: &str) -> Result<usize, Failure> {
    if !writing::is_asked(context) {
        let mut hint = "name it by @who, ^id or `--which WORDS`; these fit:".to_owned();
        for line in lines.iter().take(LISTED) {
            hint.push_str(&format!("\n    {line}"));
        }
        if lines.len() > LISTED {
            hint.push_str(&format!("\n    and {} more", lines.len() - LISTED));
        }
        return Err(Failure::argument(what, hint));
    }
    let picked = inquire::Select::new(what, lines.to_vec())
        .with_help_message("type to find, arrows to move, Enter to take, Esc to leave")
        .raw_prompt()
        .map_err(|_| Failure::argument("nothing was picked", "nothing was written"))?;
    Ok(picked.index)
}

fn none(book: &Book, meant: &Which) -> Failure {
    match meant {
        Which::Any | Which::Exactly { .. } => {
            Failure::argument("no ask is open", "name an answered one by its id: `^id`")
        }
        Which::Who(who) => {
            let hint = match nearest(who, book.whos(), 1).first() {
                Some(near) if fold(near) != fold(who) => format!("did you mean `@{near}`?"),
                _ => format!("`askbook list who:{who}` shows all asks of theirs"),
            };
            Failure::argument(format!("no ask of @{who} is open"), hint)
        }
        Which::Id(id) => {
            let mut ids: Vec<&str> = book.asks().filter_map(|ask| ask.id()).collect();
            ids.sort_unstable();
            let hint = match nearest(id, ids, 1).first() {
                Some(near) => format!("did you mean `^{near}`?"),
                None => "`askbook list --format ids` shows all ids".to_owned(),
            };
            Failure::argument(format!("no ask has the id `{id}`"), hint)
        }
        Which::Words(words) => Failure::argument(
            format!("no ask that is meant is named by `{words}`"),
            match open_asks(book).len() {
                1 => "1 ask is open: `askbook list is:open`".to_owned(),
                open => format!("{open} asks are open: `askbook list is:open`"),
            },
        ),
    }
}

/// An ask on a line.
fn line(ask: &Ask<'_>) -> String {
    format!("{}  {}  {}", ask.day, ask.title(), named(ask))
}

/// How an ask may be named: by its id and whos.
pub(super) fn named(ask: &Ask<'_>) -> String {
    let id = ask.id().as_ref().map(|id| format!("^{id}"));
    let whos = ask.whos();
    let names = whos.iter().map(|who| format!("@{who}")).chain(id);
    let names = names.collect::<Vec<_>>().join(" ");
    if names.is_empty() { ask.day.to_string() } else { names }
}
