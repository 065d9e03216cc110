//! Why nothing was published.

use super::context::Context;
use super::failure::Failure;
use super::output;
use super::site::{SiteFormat, progress, shown};
use crate::diagnostic::{Code, Diagnostic};
use crate::notebook::Notebook;
use crate::site::leak::{Hit, Home};
use serde_json::json;
use std::path::Path;

/// Tells which pages cannot be read, if there are any: what keeps something private may stand in them.
pub(super) fn unread(context: &Context, format: SiteFormat, notebook: &Notebook) -> Result<bool, Failure> {
    let is_unread =
        |told: &Diagnostic| matches!(told.code, Code::NotUtf8 | Code::Unreadable | Code::ConflictMarker);
    let mut found = notebook.diagnostics();
    found.retain(is_unread);
    if found.is_empty() {
        return Ok(false);
    }
    if format == SiteFormat::Json {
        let pages = found.iter().map(|told| json!({"file": &*told.place.file, "code": told.code.name()}));
        let pages: Vec<_> = pages.collect();
        output::print(&format!("{}\n", json!({"written": false, "unread": pages})))?;
        return Ok(true);
    }
    progress(&format!(
        "{}askbook: nothing was written: what cannot be read may be what keeps something private\n  \
         help: mend it; or name the page under `ignore` in `askbook.toml`, if it is none of the journal",
        context.render(notebook, &found)
    ));
    Ok(true)
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
    progress(&text);
    Ok(())
}
