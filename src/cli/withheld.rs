//! Why nothing was published.

use super::context::Context;
use super::failure::Failure;
use super::output;
use super::site::{SiteFormat, shown};
use crate::book::{Book, Public, RecordId};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::notebook::Notebook;
use crate::site::leak::{Hit, Home};
use crate::site::released::{Releases, Story};
use serde_json::json;
use std::path::Path;

/// Tells what has to be mended before anything is published, if there is anything: what keeps something private may stand in
/// a page that cannot be read, or be written where it keeps nothing; and what is shown of a record may be what went wrong in it.
pub(super) fn faults(context: &Context, format: SiteFormat, notebook: &Notebook) -> Result<bool, Failure> {
    let mut found = notebook.diagnostics();
    found.retain(|told| is_grave(notebook, told));
    if found.is_empty() {
        return Ok(false);
    }
    if format == SiteFormat::Json {
        let faults: Vec<_> = found
            .iter()
            .map(|told| json!({"file": &*told.place.file, "code": told.code.name(), "message": told.message}))
            .collect();
        output::print(&format!("{}\n", json!({"written": false, "faults": faults})))?;
        return Ok(true);
    }
    output::remark(&format!(
        "{}askbook: nothing was written, and what was published before stands as it is\n  \
         help: mend this first: what is private may hang on it; a page that is none of\n        \
         the journal can be named under `ignore` in `askbook.toml`",
        context.render(notebook, &found)
    ));
    Ok(true)
}

/// Tells which released texts name somebody by an `@` that is not read as a who, or have a comment, if any do.
pub(super) fn names(format: SiteFormat, notebook: &Notebook, releases: &Releases) -> Result<bool, Failure> {
    let book = &notebook.book;
    let found: Vec<&Story> =
        releases.stories.iter().filter(|story| story.names_somebody() || story.has_comment()).collect();
    if found.is_empty() {
        return Ok(false);
    }
    let place = |story: &Story| (book.file_of(story.record).path.clone(), book.record(story.record).line);
    if format == SiteFormat::Json {
        let texts = found.iter().map(|story| {
            let (file, line) = place(story);
            json!({"file": &*file, "line": line, "text": story.text.as_str()})
        });
        let texts: Vec<_> = texts.collect();
        output::print(&format!("{}\n", json!({"written": false, "names": texts})))?;
        return Ok(true);
    }
    let mut text =
        String::from("askbook: nothing was written: released texts name somebody, or have a comment\n");
    for story in found {
        let (file, line) = place(story);
        text.push_str(&format!("  {file}:{line}: {}\n", story.text.as_str()));
    }
    text.push_str(
        "  help: put a blank before the `@`, so that it is left out; take `%%…%%` out, which\n        \
         is text here; or release other words, public:\"…\"",
    );
    output::remark(&text);
    Ok(true)
}

/// Whether nothing may be published while this is told, of a record or beside all.
fn is_grave(notebook: &Notebook, told: &Diagnostic) -> bool {
    let is_of_words = matches!(
        told.code,
        Code::BadValue
            | Code::RepeatedKey
            | Code::EmptyValue
            | Code::MisplacedKey
            | Code::MisplacedId
            | Code::UnknownKey
    );
    match told.code {
        Code::NotUtf8
        | Code::Unreadable
        | Code::ConflictMarker
        | Code::MisplacedPrivate
        | Code::UnclosedFence => true,
        _ if !is_of_words && told.severity() != Severity::Error => false,
        _ => record_of(&notebook.book, told).is_some_and(|id| {
            let is_public = Public::of(&notebook.book.record(id)) != Public::No;
            notebook.book.link(id).private || is_public && is_of_words
        }),
    }
}

/// The record of which something is told.
fn record_of(book: &Book, told: &Diagnostic) -> Option<RecordId> {
    let offset = told.place.span.start;
    let records = book.records_in(book.file_at(&told.place.file)?);
    let (mut low, mut high) = (records.start, records.end);
    while low < high {
        let middle = low + (high - low) / 2;
        if book.record(middle).span.start <= offset {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    let id = low.checked_sub(1).filter(|id| records.contains(id))?;
    (offset <= book.record(id).span.end).then_some(id)
}

/// Tells what is private and would have been published.
pub(super) fn leaks(
    context: &Context,
    format: SiteFormat,
    folder: &Path,
    hits: &[Hit],
) -> Result<(), Failure> {
    if format == SiteFormat::Json {
        let hits: Vec<_> = hits
            .iter()
            .map(|hit| {
                json!({"kind": hit.kind.word(), "words": hit.words,
                    "output": {"file": hit.output.file, "line": hit.output.line},
                    "record": {"file": hit.record.file, "line": hit.record.line}})
            })
            .collect();
        return output::print(&format!("{}\n", json!({"written": false, "leaks": hits})));
    }
    const SHOWN: usize = 20;
    let mut text =
        String::from("askbook: nothing was written: what would be published holds what is private\n");
    for hit in hits.iter().take(SHOWN) {
        let output = match hit.home {
            Home::Site => shown(context, &folder.join(&hit.output.file)),
            Home::Notebook => hit.output.file.clone(),
        };
        text.push_str(&format!(
            "  {output}:{}: `{}`, {} of {}:{}\n",
            hit.output.line,
            hit.words,
            hit.kind.word(),
            hit.record.file,
            hit.record.line
        ));
    }
    if hits.len() > SHOWN {
        text.push_str(&format!("  and {} more\n", hits.len() - SHOWN));
    }
    text.push_str(
        "  help: release other words on the record, public:\"…\", or take these out of your templates or of `[site]`",
    );
    output::remark(&text);
    Ok(())
}
