//! The text behind `askbook explain` and `docs/diagnostics.md`: for every code what it is, what was done with
//! the text, and an example with its cure.

mod config;
mod errors;
mod warnings;

use super::Code;
use std::fmt::Write as _;

/// The file that an example is about where it names none; its name gives its records their day.
pub const EXAMPLE_PAGE: &str = "2026-03-02.md";

/// Columns that an explanation is wrapped to.
const WIDTH: usize = 80;

/// What a code means.
#[derive(Debug, Clone, Copy)]
pub struct Explanation {
    /// One sentence: what it is.
    pub what: &'static str,
    /// What the tool did with the text, why that matters, and what to do.
    pub why: &'static str,
    /// A small notebook that has the problem; see [`example_files`].
    pub wrong: &'static str,
    /// The same, mended: a notebook with nothing to say about.
    pub right: &'static str,
    /// Whether the examples are notebooks; else they are prose, for what no text can show.
    pub runnable: bool,
}

/// The explanation of a code.
///
/// ```
/// use askbook::diagnostic::{Code, explain};
/// assert!(explain(Code::BadValue).wrong.contains("fear:11"));
/// ```
pub fn explain(code: Code) -> &'static Explanation {
    match code {
        Code::NotUtf8 => &errors::NOT_UTF8,
        Code::Unreadable => &errors::UNREADABLE,
        Code::ConflictMarker => &errors::CONFLICT_MARKER,
        Code::NoDate => &errors::NO_DATE,
        Code::BadDate => &errors::BAD_DATE,
        Code::MarkerClash => &errors::MARKER_CLASH,
        Code::UnknownId => &errors::UNKNOWN_ID,
        Code::DuplicateId => &errors::DUPLICATE_ID,
        Code::NoAsk => &errors::NO_ASK,
        Code::AmbiguousAsk => &errors::AMBIGUOUS_ASK,
        Code::AnswerBeforeAsk => &errors::ANSWER_BEFORE_ASK,
        Code::BadValue => &errors::BAD_VALUE,
        Code::RepeatedKey => &errors::REPEATED_KEY,
        Code::ConfigSyntax => &config::SYNTAX,
        Code::ConfigUnknown => &config::UNKNOWN,
        Code::ConfigType => &config::TYPE,
        Code::ConfigValue => &config::VALUE,
        Code::BadFrontMatter => &warnings::BAD_FRONT_MATTER,
        Code::ConflictCopy => &warnings::CONFLICT_COPY,
        Code::HiddenRecord => &warnings::HIDDEN_RECORD,
        Code::UnclosedFence => &warnings::UNCLOSED_FENCE,
        Code::MisplacedMarker => &warnings::MISPLACED_MARKER,
        Code::UnknownMarker => &warnings::UNKNOWN_MARKER,
        Code::MisplacedPrivate => &warnings::MISPLACED_PRIVATE,
        Code::MisplacedDate => &warnings::MISPLACED_DATE,
        Code::MisplacedId => &warnings::MISPLACED_ID,
        Code::MisplacedKey => &warnings::MISPLACED_KEY,
        Code::UnknownKey => &warnings::UNKNOWN_KEY,
        Code::EmptyValue => &warnings::EMPTY_VALUE,
        Code::TwoAnswers => &warnings::TWO_ANSWERS,
        Code::FutureDate => &warnings::FUTURE_DATE,
        Code::CheckboxDisagrees => &warnings::CHECKBOX_DISAGREES,
        Code::UndatedAnswer => &warnings::UNDATED_ANSWER,
        Code::AskedAgain => &warnings::ASKED_AGAIN,
    }
}

/// The files of an example, with their texts. A line `>>> NAME` begins a file; what stands before the first
/// such line is [`EXAMPLE_PAGE`].
///
/// ```
/// let files = askbook::diagnostic::example_files("- #ask\n>>> askbook.toml\nformat = 1\n");
/// assert_eq!(files, [("2026-03-02.md", "- #ask\n".to_owned()), ("askbook.toml", "format = 1\n".to_owned())]);
/// ```
pub fn example_files(example: &str) -> Vec<(&str, String)> {
    let mut files = Vec::new();
    for line in example.split_inclusive('\n') {
        if let Some(name) = line.strip_prefix(">>> ") {
            files.push((name.trim_end(), String::new()));
            continue;
        }
        if files.is_empty() {
            files.push((EXAMPLE_PAGE, String::new()));
        }
        if let Some((_, text)) = files.last_mut() {
            text.push_str(line);
        }
    }
    files
}

/// A code's explanation as plain text of at most 80 columns.
pub fn render_explanation(code: Code) -> String {
    let explanation = explain(code);
    let mut page = format!("{}[{code}]\n\n", code.severity().word());
    for text in [explanation.what, explanation.why] {
        page += &wrap(text);
        page.push('\n');
    }
    for (title, example) in [("Wrong:", explanation.wrong), ("Right:", explanation.right)] {
        page += title;
        page.push('\n');
        if explanation.runnable {
            for (name, text) in example_files(example) {
                // Writing to a string cannot fail.
                let _ = writeln!(page, "\n  {name}");
                page += &indented(&text);
            }
        } else {
            page.push('\n');
            page += &indented(example);
        }
        page.push('\n');
    }
    page.truncate(page.trim_end().len());
    page.push('\n');
    page
}

/// The Markdown of `docs/diagnostics.md`: a table of all codes, then a section for each.
pub fn catalogue() -> String {
    let mut page = String::from(INTRO);
    for &code in Code::ALL {
        let what = explain(code).what.replace('|', "\\|");
        let _ = writeln!(page, "| [`{code}`](#{code}) | {} | {what} |", code.severity().word());
    }
    for &code in Code::ALL {
        let explanation = explain(code);
        let severity = code.severity().word();
        let _ = write!(page, "\n## {code}\n\n*{severity}* · {}\n\n{}\n", explanation.what, explanation.why);
        for (title, example) in [("Wrong", explanation.wrong), ("Right", explanation.right)] {
            if !explanation.runnable {
                let _ = write!(page, "\n{title}: {example}");
                continue;
            }
            for (at, (name, text)) in example_files(example).into_iter().enumerate() {
                let title = if at == 0 { title } else { "and" };
                let kind = name.rsplit('.').next().unwrap_or_default();
                // The longest fence in an example has three backticks.
                let _ = write!(page, "\n{title}, in `{name}`:\n\n````{kind}\n{text}````\n");
            }
        }
    }
    page
}

const INTRO: &str = "\
# Diagnostics

What `askbook check` and the editor may say about a notebook. `askbook explain CODE` prints one of these in the
terminal. This page is made from the same table: `ASKBOOK_BLESS=1 cargo test --test diagnostics_doc` writes it.

An *error* means that something does not count as it was meant, a *warning* that something is likely to be a
slip, and a *notice* that something is worth a glance. Whatever is wrong, the rest of the notebook is read.
`check` ends with exit code 1 where it found an error, with `--strict` also for a warning. Warnings and notices
that a notebook does not want are named under `allow` in the `[check]` part of `askbook.toml`; errors cannot be
allowed.

| code | severity | what it says |
|---|---|---|
";

/// Words broken into lines of at most `WIDTH` columns. The texts of the table are written in letters of one column.
fn wrap(text: &str) -> String {
    let mut wrapped = String::new();
    let mut column = 0;
    for word in text.split_whitespace() {
        let width = word.chars().count();
        if column > 0 && column + 1 + width > WIDTH {
            wrapped.push('\n');
            column = 0;
        }
        if column > 0 {
            wrapped.push(' ');
            column += 1;
        }
        wrapped += word;
        column += width;
    }
    wrapped.push('\n');
    wrapped
}

/// Every line that is not empty moved in by four spaces.
fn indented(text: &str) -> String {
    let lines =
        text.lines().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("    {line}\n") });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_explanation_fits_eighty_columns() {
        for &code in Code::ALL {
            for line in render_explanation(code).lines() {
                assert!(line.chars().count() <= WIDTH, "{code}: {line}");
                assert_eq!(line, line.trim_end(), "{code}");
            }
        }
    }

    #[test]
    fn an_explanation_reads_well() {
        let expected = "\
error[no-date]

Nothing says on which day this record happened.

Order, counts and waiting times all hang on the day, so the record is left out
until it has one. Put a date before its marker, or into a heading above it, the
front matter or the name of the file.

Wrong:

  ideas.md
    - #ask Asked Acme for a demo

Right:

  ideas.md
    - 2026-03-02 #ask Asked Acme for a demo
";
        assert_eq!(render_explanation(Code::NoDate), expected);
    }

    #[test]
    fn an_example_names_its_files() {
        let files = example_files(explain(Code::ConflictCopy).wrong);
        let names: Vec<_> = files.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, [EXAMPLE_PAGE, "2026-03-02 (laptop's conflicted copy 2026-03-03).md"]);
        assert!(example_files("").is_empty());
    }
}
