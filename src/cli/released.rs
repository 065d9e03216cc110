//! What is newly released is looked at by a human before it is published, and remembered outside of the notebook.

use super::asking::{is_allowed, is_asked};
use super::context::Context;
use super::failure::Failure;
use super::output;
use super::site::{Site, SiteFormat};
use crate::disk;
use crate::notebook::Notebook;
use crate::site::leak::Likenesses;
use crate::site::released::Releases;
use serde_json::json;
use std::collections::BTreeSet;
use xxhash_rust::xxh3::xxh3_128;

/// What was released at the last build, in the state folder.
const RELEASED: &str = "released";

/// Shows what is newly released, and has a human look at it. `None`: it is not to be published. Otherwise what is
/// released now, to be remembered.
pub(super) fn accepted(
    context: &Context,
    typed: &Site,
    notebook: &Notebook,
    releases: &Releases,
) -> Result<Option<String>, Failure> {
    let seen = |text: &str| format!("{:032x}", xxh3_128(text.as_bytes()));
    let texts: BTreeSet<&str> = releases.stories.iter().map(|story| story.text.as_str()).collect();
    let now: BTreeSet<String> = texts.iter().map(|text| seen(text)).collect();
    // Where nothing can be remembered, all is new.
    let state = context.place().ok().map(|place| place.state.join(RELEASED));
    let remembered = state.and_then(|path| disk::read_bytes(&path).ok()).unwrap_or_default();
    let remembered = String::from_utf8_lossy(&remembered).into_owned();
    let before: BTreeSet<&str> = remembered.lines().collect();
    let new: Vec<_> = releases
        .stories
        .iter()
        .filter(|story| !before.contains(seen(story.text.as_str()).as_str()))
        .collect();
    let record: String = now.iter().map(|line| format!("{line}\n")).collect();
    if new.is_empty() {
        return Ok(Some(record));
    }
    if typed.format == SiteFormat::Json && !typed.accept {
        let new: Vec<_> = new.iter().map(|story| story.text.as_str()).collect();
        output::print(&format!("{}\n", json!({"written": false, "newly_released": new})))?;
        return Ok(None);
    }
    let mut list = String::from("Newly released, and not public before:\n");
    let likenesses = Likenesses::of(notebook);
    for story in &new {
        let record = notebook.book.record(story.record);
        let file = &notebook.book.file_of(story.record).path;
        list.push_str(&format!("  {}\n    {file}:{}\n", story.text.as_str(), record.line));
        for (word, who) in likenesses.in_text(story.text.as_str()) {
            list.push_str(&format!("    look: does `{word}` tell who @{who} is?\n"));
        }
    }
    if typed.accept {
        if typed.format == SiteFormat::Human && !context.quiet {
            output::remark(list.trim_end());
        }
        return Ok(Some(record));
    }
    if !is_asked(context) {
        list.push_str(
            "askbook: nothing was written\n  help: look at each; `askbook site --accept` publishes them",
        );
        output::remark(&list);
        return Ok(None);
    }
    if is_allowed(&format!("{list}Publish them?"))? {
        return Ok(Some(record));
    }
    output::print("Nothing was written.\n")?;
    Ok(None)
}

pub(super) fn remember(context: &Context, released: &str) -> Result<(), Failure> {
    let Ok(place) = context.place() else { return Ok(()) };
    let path = place.state.join(RELEASED);
    let kept =
        disk::make_private_folder(&place.state).and_then(|()| disk::replace(&path, released.as_bytes()));
    kept.map_err(|error| {
        let why = disk::plain(&error);
        let what = format!("the site is in place, but `{}` cannot be written: {why}", path.display());
        Failure::argument(
            what,
            "until then every released text counts as new; name another folder in ASKBOOK_STATE",
        )
    })
}
