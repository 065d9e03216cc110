//! What a change does to files, as a unified diff.

use crate::author::{Checked, CheckedFile};
use crate::text::changes;
use similar::udiff::UnifiedHunkHeader;
use similar::{DiffTag, group_diff_ops};

/// So many lines that are the same are shown around.
const AROUND: usize = 1;

/// The diff of every file of a change.
pub(super) fn diff(checked: &Checked) -> String {
    checked.files.iter().map(of_file).collect()
}

fn of_file(file: &CheckedFile) -> String {
    unified(&file.path, file.before.as_deref(), &file.after)
}

/// The diff of two texts of a file.
pub(super) fn unified(path: &str, before: Option<&str>, after: &str) -> String {
    let from = if before.is_some() { format!("a/{path}") } else { "/dev/null".to_owned() };
    let old: Vec<&str> = before.unwrap_or_default().split_inclusive('\n').collect();
    let new: Vec<&str> = after.split_inclusive('\n').collect();
    let mut text = String::new();
    for hunk in group_diff_ops(changes(&old, &new), AROUND) {
        if text.is_empty() {
            text = format!("--- {from}\n+++ b/{path}\n");
        }
        text.push_str(&format!("{}\n", UnifiedHunkHeader::new(&hunk)));
        for op in &hunk {
            for (tag, lines) in
                [(DiffTag::Delete, &old[op.old_range()]), (DiffTag::Insert, &new[op.new_range()])]
            {
                let sign = match op.tag() {
                    DiffTag::Equal if tag == DiffTag::Insert => continue,
                    DiffTag::Equal => ' ',
                    _ if tag == DiffTag::Delete => '-',
                    _ => '+',
                };
                lines.iter().for_each(|line| push(&mut text, sign, line));
            }
        }
    }
    text
}

fn push(text: &mut String, sign: char, line: &str) {
    text.push(sign);
    text.push_str(line);
    if !line.ends_with('\n') {
        text.push_str("\n\\ No newline at end of file\n");
    }
}
