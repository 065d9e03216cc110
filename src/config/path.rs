//! Paths as a config names them: folders of the notebook, and the page where new records go.
//!
//! All by the text alone: knows nothing of what is on a disk.

use super::problems::{Problems, shown};
use super::toml_view::Item;
use chrono::NaiveDate;
use chrono::format::{Item as Piece, StrftimeItems};
use std::fmt::Write;

/// Reads a folder of the notebook. What comes back is relative to it, has `/` between its parts and neither
/// `.` nor `..` among them; it is `.` for the notebook itself.
pub(super) fn folder(item: &Item, problems: &mut Problems) -> Option<String> {
    let text = item.words(problems)?;
    match tidy(&text) {
        Ok(path) => Some(path),
        Err(Fault::Backslash) => {
            let quoted = format!("\"{}\"", text.replace('\\', "/"));
            let message = format!("`{}` has `\\` between its parts", shown(&text));
            problems.refuse_for(item.span, message, &quoted)
        }
        Err(fault) => {
            let message = format!("`{}` {}", shown(&text), fault.words("the notebook"));
            problems.refuse(
                item.span,
                message,
                "type a path below the folder of askbook.toml: `\"some/folder\"`",
            )
        }
    }
}

/// Whether the folder `outer` is `inner` or holds it. Both as [`folder`] gives them; compared without regard to
/// case, as many disks do.
pub(super) fn holds(outer: &str, inner: &str) -> bool {
    let (outer, inner) = (outer.to_lowercase(), inner.to_lowercase());
    outer == "." || inner.strip_prefix(&outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Reads the page of new records: a path below the journal folder in chrono's terms, which gives each day a
/// file that the notebook reads.
pub(super) fn page(item: &Item, problems: &mut Problems) -> Option<String> {
    const HINT: &str = "type a path below the journal folder: `\"%Y/%Y-%m-%d.md\"`";
    let text = item.words(problems)?;
    let mut refuse = |why: &str| problems.refuse(item.span, format!("`{}` {why}", shown(&text)), HINT);
    if StrftimeItems::new(&text).any(|piece| matches!(piece, Piece::Error)) {
        return refuse("has a `%` that chrono does not know");
    }
    let Some(path) = example_page(&text) else {
        return refuse("needs a time, and a record has only a day");
    };
    let Ok(tidied) = tidy(&path).map_err(|fault| refuse(&fault.words("the journal folder"))) else {
        return None;
    };
    let unread =
        |part: &str| part.starts_with('.') || ["node_modules", "target", "templates"].contains(&part);
    if tidied.split('/').any(unread) {
        return refuse("lies where the journal is not read");
    }
    let name = path.rsplit('/').next().unwrap_or_default().to_lowercase();
    if ![".md", ".markdown"].iter().any(|ending| name.len() > ending.len() && name.ends_with(ending)) {
        return refuse("is no journal file, as it does not end in `.md`");
    }
    Some(text)
}

/// The page of some day.
fn example_page(page: &str) -> Option<String> {
    let day = NaiveDate::from_ymd_opt(2026, 12, 31)?;
    let mut path = String::new();
    write!(path, "{}", day.format(page)).ok()?;
    Some(path)
}

enum Fault {
    Absolute,
    Leaves,
    Backslash,
    Control,
}

impl Fault {
    fn words(&self, place: &str) -> String {
        match self {
            Self::Absolute => "is an absolute path".to_owned(),
            Self::Leaves => format!("leaves {place}"),
            Self::Backslash => "has `\\` between its parts".to_owned(),
            Self::Control => "has a sign that no path should have".to_owned(),
        }
    }
}

fn tidy(path: &str) -> Result<String, Fault> {
    let bytes = path.as_bytes();
    let drive = bytes.first().is_some_and(u8::is_ascii_alphabetic) && bytes.get(1) == Some(&b':');
    if drive || path.starts_with(['/', '\\']) || path == "~" || path.starts_with("~/") {
        return Err(Fault::Absolute);
    }
    if path.contains('\\') {
        return Err(Fault::Backslash);
    }
    if path.contains(char::is_control) {
        return Err(Fault::Control);
    }
    let mut parts = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop().ok_or(Fault::Leaves)?;
            }
            part => parts.push(part),
        }
    }
    Ok(if parts.is_empty() { ".".to_owned() } else { parts.join("/") })
}
