//! What a change does to files, as a unified diff.

use crate::author::{Checked, CheckedFile};
use similar::TextDiff;

/// The diff of every file of a change.
pub(super) fn diff(checked: &Checked) -> String {
    checked.files.iter().map(of_file).collect()
}

fn of_file(file: &CheckedFile) -> String {
    unified(&file.path, file.before.as_deref(), &file.after)
}

/// The diff of two texts of a file.
pub(super) fn unified(path: &str, before: Option<&str>, after: &str) -> String {
    let old = if before.is_some() { format!("a/{path}") } else { "/dev/null".to_owned() };
    TextDiff::from_lines(before.unwrap_or_default(), after)
        .unified_diff()
        .context_radius(1)
        .header(&old, &format!("b/{path}"))
        .to_string()
}
