//! Diagnostics as `askbook check` prints them: for people, one a line, as JSON, as GitHub's annotations.
//!
//! Owns how a diagnostic looks, and knows nothing of what makes one.

mod excerpt;
mod human;
mod line;
mod machine;
mod places;

pub use machine::{EditForm, FixForm, MachineForm, RelatedForm, json_line, machine_form};
pub use places::{Places, Stretch};

use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Source;

/// How diagnostics are written (`check --format`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Format {
    /// With the lines and carets
    #[default]
    Human,
    /// One line each
    Short,
    /// One JSON object a line
    Jsonl,
    /// GitHub's annotations
    Github,
}

/// How it may look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// With terminal colours.
    pub color: bool,
    /// Lines are drawn in ASCII; the writer's own text stays as it is.
    pub ascii: bool,
    /// Columns of the terminal. Lines of the journal are cut to it, messages are not.
    pub width: usize,
}

impl Default for Style {
    fn default() -> Self {
        Self { color: false, ascii: false, width: 80 }
    }
}

/// All `diagnostics`, in the order given. `sources` finds a file's text by its path; where it has none, only the
/// path is shown. What is written is fit for a terminal, whatever bytes the texts hold.
///
/// ```
/// use askbook::cli::diagnostics::{Format, Style, render};
/// use askbook::diagnostic::{Code, Diagnostic};
/// use askbook::text::{Source, Span};
///
/// let source = Source::new("a.md", "- #ask Acme fear:11\n".to_owned());
/// let fault = Diagnostic::new(Code::BadValue, &source.path, Span::new(12, 19), "`fear` is at most 10");
/// let text = render(&[fault], &|path| (path == "a.md").then_some(&source), Format::Short, Style::default());
/// assert_eq!(text, "a.md:1:13: error[bad-value]: `fear` is at most 10\n");
/// ```
pub fn render<'a>(
    diagnostics: &[Diagnostic],
    sources: &dyn Fn(&str) -> Option<&'a Source>,
    format: Format,
    style: Style,
) -> String {
    let mut places = Places::new(sources);
    let mut page = String::new();
    for diagnostic in diagnostics {
        match format {
            Format::Human => {
                if !page.is_empty() {
                    page.push('\n');
                }
                page += &human::render(diagnostic, &mut places, style);
            }
            Format::Short => page += &line::short(diagnostic, &mut places, style.ascii),
            Format::Jsonl => page += &json_line(diagnostic, &mut places),
            Format::Github => page += &line::github(diagnostic, &mut places),
        }
        page.push('\n');
    }
    page
}

/// How many there are of each severity, in words.
///
/// ```
/// assert_eq!(askbook::cli::diagnostics::summary(&[]), "no problems");
/// ```
pub fn summary(diagnostics: &[Diagnostic]) -> String {
    let parts = [Severity::Error, Severity::Warning, Severity::Notice].into_iter().filter_map(|severity| {
        let count = diagnostics.iter().filter(|diagnostic| diagnostic.severity() == severity).count();
        let plural = if count == 1 { "" } else { "s" };
        (count > 0).then(|| format!("{count} {}{plural}", severity.word()))
    });
    let parts: Vec<_> = parts.collect();
    if parts.is_empty() { "no problems".to_owned() } else { parts.join(", ") }
}

#[cfg(test)]
mod tests;
