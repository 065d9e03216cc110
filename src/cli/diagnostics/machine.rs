//! Diagnostics as JSON (format, section 9), the keys in the order given there.

use super::places::Places;
use crate::diagnostic::{Diagnostic, Fix, Grade, Place, Related};
use crate::text::Edit;
use serde::Serialize;
use std::sync::Arc;

/// A diagnostic. Lines and columns count from 1, columns in Unicode scalar values, ends are exclusive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MachineForm<'d> {
    /// What kind of thing is wrong.
    pub code: &'static str,
    /// `error`, `warning` or `notice`.
    pub severity: &'static str,
    /// What is wrong.
    pub message: &'d str,
    /// What to type instead.
    pub hint: Option<&'d str>,
    /// Path relative to the notebook.
    pub file: &'d str,
    /// First line.
    pub line: u32,
    /// First column.
    pub column: u32,
    /// Line of the end.
    pub end_line: u32,
    /// Column of the end.
    pub end_column: u32,
    /// The other ends.
    pub related: Vec<RelatedForm<'d>>,
    /// A change that mends it.
    pub fix: Option<FixForm<'d>>,
}

/// Another place that a diagnostic concerns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RelatedForm<'d> {
    /// Path relative to the notebook.
    pub file: &'d str,
    /// First line.
    pub line: u32,
    /// First column.
    pub column: u32,
    /// Line of the end.
    pub end_line: u32,
    /// Column of the end.
    pub end_column: u32,
    /// What is there.
    pub message: &'d str,
}

/// A change in the diagnostic's file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FixForm<'d> {
    /// What it does.
    pub title: &'d str,
    /// Whether it may be made unseen.
    pub safe: bool,
    /// What is replaced.
    pub edits: Vec<EditForm<'d>>,
}

/// One replacement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EditForm<'d> {
    /// First line.
    pub line: u32,
    /// First column.
    pub column: u32,
    /// Line of the end.
    pub end_line: u32,
    /// Column of the end.
    pub end_column: u32,
    /// What stands there afterwards.
    pub text: &'d str,
}

/// `diagnostic` as it is handed to other programs.
pub fn machine_form<'d>(diagnostic: &'d Diagnostic, places: &mut Places<'_, '_>) -> MachineForm<'d> {
    let at = places.stretch(&diagnostic.place);
    MachineForm {
        code: diagnostic.code.name(),
        severity: diagnostic.severity().word(),
        message: &diagnostic.message,
        hint: diagnostic.hint.as_deref(),
        file: &diagnostic.place.file,
        line: at.start.line,
        column: at.start.column,
        end_line: at.end.line,
        end_column: at.end.column,
        related: diagnostic.related.iter().map(|other| related(other, places)).collect(),
        fix: diagnostic.fix.as_ref().map(|made| fix(made, &diagnostic.place.file, places)),
    }
}

/// `diagnostic` as one line of JSON, without a line end.
pub fn json_line(diagnostic: &Diagnostic, places: &mut Places<'_, '_>) -> String {
    // Strings and numbers always have a JSON form.
    let line = serde_json::to_string(&machine_form(diagnostic, places)).unwrap_or_default();
    // JSON leaves these as they are; a terminal would obey them. They stand nowhere but in strings.
    if !line.contains(is_late_control) {
        return line;
    }
    let escape =
        |letter| if is_late_control(letter) { format!("\\u{:04x}", letter as u32) } else { letter.into() };
    line.chars().map(escape).collect()
}

fn is_late_control(letter: char) -> bool {
    matches!(letter, '\u{7f}'..='\u{9f}')
}

fn related<'d>(other: &'d Related, places: &mut Places<'_, '_>) -> RelatedForm<'d> {
    let at = places.stretch(&other.place);
    RelatedForm {
        file: &other.place.file,
        line: at.start.line,
        column: at.start.column,
        end_line: at.end.line,
        end_column: at.end.column,
        message: &other.message,
    }
}

fn fix<'d>(fix: &'d Fix, file: &Arc<str>, places: &mut Places<'_, '_>) -> FixForm<'d> {
    let edits = fix.edits.iter().map(|made| edit(made, file, places)).collect();
    FixForm { title: &fix.title, safe: fix.grade == Grade::Safe, edits }
}

fn edit<'d>(edit: &'d Edit, file: &Arc<str>, places: &mut Places<'_, '_>) -> EditForm<'d> {
    let at = places.stretch(&Place { file: file.clone(), span: edit.span });
    EditForm {
        line: at.start.line,
        column: at.start.column,
        end_line: at.end.line,
        end_column: at.end.column,
        text: &edit.text,
    }
}
