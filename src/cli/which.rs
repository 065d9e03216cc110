//! Which ask is meant: by what was typed, or picked from a list.

use super::asking::is_asked;
use super::context::Context;
use super::failure::Failure;
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

/// What a name leads to.
pub(super) enum Meant<T> {
    /// The one that is meant.
    One(T),
    /// Several, of which a person may pick one.
    Several(Choice<T>),
}

impl<T> Meant<T> {
    /// The one that is meant, or else is picked.
    pub(super) fn picked(self) -> Result<T, Failure> {
        match self {
            Self::One(one) => Ok(one),
            Self::Several(choice) => choice.pick(),
        }
    }
}

/// Several that fit a name.
pub(super) struct Choice<T> {
    what: String,
    lines: Vec<String>,
    of: Vec<T>,
}

impl<T> Choice<T> {
    /// The same choice between other names for them.
    pub(super) fn map<U>(self, name: impl FnMut(T) -> U) -> Choice<U> {
        Choice { what: self.what, lines: self.lines, of: self.of.into_iter().map(name).collect() }
    }

    /// Lets a person at a terminal pick one by typing.
    pub(super) fn pick(mut self) -> Result<T, Failure> {
        let picked = inquire::Select::new(&self.what, self.lines)
            .with_help_message("type to find, arrows to move, Enter to take, Esc to leave")
            .raw_prompt()
            .map_err(|_| Failure::argument("nothing was picked", "nothing was written"))?;
        Ok(self.of.swap_remove(picked.index))
    }

    /// What is said where nobody is there to pick one.
    fn unpicked(&self) -> Failure {
        let mut hint = "name it by @who, ^id or `--which WORDS`; these fit:".to_owned();
        for line in self.lines.iter().take(LISTED) {
            hint.push_str(&format!("\n    {line}"));
        }
        if self.lines.len() > LISTED {
            hint.push_str(&format!("\n    and {} more", self.lines.len() - LISTED));
        }
        Failure::argument(self.what.clone(), hint)
    }

    /// The choice, where somebody is there to make it.
    fn offered(self, context: &Context) -> Result<Meant<T>, Failure> {
        if is_asked(context) { Ok(Meant::Several(self)) } else { Err(self.unpicked()) }
    }
}

/// The ask that is meant; at a terminal, also several that fit.
pub(super) fn meant_ask(
    context: &Context,
    book: &Book,
    meant: &Which,
    marker: Marker,
) -> Result<Meant<AskId>, Failure> {
    let candidates = match which(book, meant, marker) {
        // An ask that nobody named is not taken unseen.
        Ok(ask) if *meant != Which::Any => return Ok(Meant::One(ask)),
        Ok(ask) => vec![ask],
        Err(WhichError::Several(asks)) => asks,
        Err(WhichError::None) => return Err(none(book, meant)),
    };
    let lines = candidates.iter().map(|ask| line(&book.ask(*ask))).collect();
    let what = match meant {
        Which::Any | Which::Exactly { .. } => "which ask is meant?".to_owned(),
        Which::Who(who) => format!("{} asks of @{who} fit", candidates.len()),
        Which::Id(id) => format!("{} asks have the id `{id}`", candidates.len()),
        Which::Words(words) => format!("{} asks are named by `{words}`", candidates.len()),
    };
    Choice { what, lines, of: candidates }.offered(context)
}

/// The one record of those found; at a terminal, also several of them.
pub(super) fn meant_record(
    context: &Context,
    book: &Book,
    found: Vec<RecordId>,
    none: &str,
    kind: &str,
) -> Result<Meant<RecordId>, Failure> {
    match found.as_slice() {
        [] => Err(Failure::argument(none, format!("`askbook list --kind {kind}` shows them"))),
        [one] => Ok(Meant::One(*one)),
        several => {
            let line = |record: &RecordId| {
                let record = book.record(*record);
                let id = record.id().as_ref().map_or(String::new(), |id| format!("  ^{}", id.text));
                format!("{}{id}", record.title())
            };
            let lines = several.iter().map(line).collect();
            Choice { what: format!("several {kind}s fit"), lines, of: found }.offered(context)
        }
    }
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
