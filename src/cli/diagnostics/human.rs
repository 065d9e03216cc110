//! Diagnostics with the lines that they are about, drawn by annotate-snippets.
//!
//! The library is handed only the lines that matter, already cut to the terminal's width and cleaned, because it
//! goes over all it is given, takes only LF for a line end, and has no bounds for letters of no width. So it could
//! not tell true columns, and the place after `-->` is put in afterwards.

use super::Style;
use super::excerpt::{self, Excerpt, clean};
use super::line::origin;
use super::places::{Places, Sheet};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::text::Span;
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::ops::Range;

/// Marks in one file that are further apart, in lines, are shown apart.
const NEAR: u32 = 100;
/// A mark over more lines than this is shown by its first.
const TALL: u32 = 6;
/// Columns that a line gets in the narrowest terminal.
const NARROWEST: usize = 20;
/// Wide enough that the library never cuts a line again.
const UNCUT: usize = 1_000_000;
/// Letters of a message that are shown.
const LONGEST_MESSAGE: usize = 1000;
/// Stand around the number of a place, in place of a path, until the library is done. They are no characters, and
/// cleaned away wherever a text has them.
const PLACE: [char; 2] = ['\u{fdd0}', '\u{fdd1}'];

/// `diagnostic` as rustc would show it, without a line end after the last line.
pub(super) fn render(diagnostic: &Diagnostic, places: &mut Places<'_, '_>, style: Style) -> String {
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Notice => Level::NOTE.with_name("notice"),
    };
    let title = level.primary_title(sentence(&diagnostic.message, style)).id(diagnostic.code.name());
    let mut group = Group::with_title(title);

    let mut marks = Vec::new();
    match Mark::new(&diagnostic.place, None, places) {
        Some(mark) => marks.push(mark),
        None => group = group.element(Origin::path(clean(&diagnostic.place.file, style.ascii))),
    }
    let mut notes = Vec::new();
    for other in &diagnostic.related {
        let message = sentence(&other.message, style);
        match Mark::new(&other.place, Some(message.clone()), places) {
            Some(mark) => marks.push(mark),
            None => notes.push(format!("{}: {message}", clean(&other.place.file, style.ascii))),
        }
    }

    let columns = columns(&marks, style);
    let mut origins = Vec::new();
    for view in views(marks, places, columns, style) {
        let Some(first) = view.first() else { continue };
        let Some(sheet) = places.sheet(&first.place.file) else { continue };
        let path = format!("{}{}{}", PLACE[0], origins.len(), PLACE[1]);
        group = group.element(snippet(&view, sheet, columns, style).path(path));
        origins.push(origin(&first.place, places, style.ascii));
    }
    group = group.elements(notes.into_iter().map(|note| Level::NOTE.message(note)));
    if let Some(hint) = &diagnostic.hint {
        let lines: Vec<_> = hint.lines().map(|line| sentence(line, style)).collect();
        group = group.element(Level::HELP.message(lines.join("\n")));
    }

    let renderer = if style.color { Renderer::styled() } else { Renderer::plain() };
    let decor = if style.ascii { DecorStyle::Ascii } else { DecorStyle::Unicode };
    let drawn = renderer.term_width(UNCUT).decor_style(decor).render(&[group]);
    put_origins(&drawn, &origins)
}

/// A place that is shown with a caret.
struct Mark {
    place: Place,
    /// The bytes that are underlined, without line ends at their end.
    bytes: Range<usize>,
    /// First and last line.
    lines: (u32, u32),
    /// What is there; `None` for the place of the fault itself, which the title tells.
    label: Option<String>,
    primary: bool,
}

impl Mark {
    /// `None` where a whole file is meant, or its text is not at hand.
    fn new(place: &Place, label: Option<String>, places: &mut Places<'_, '_>) -> Option<Self> {
        if place.span == Span::default() {
            return None;
        }
        let sheet = places.sheet(&place.file)?;
        let range = sheet.range(place.span);
        let kept = sheet.slice(range.clone()).trim_end_matches(['\r', '\n']).len();
        let mut bytes = range.start..range.start + kept;
        let first = sheet.line_of(bytes.start);
        let mut last = sheet.line_of(bytes.end);
        let primary = label.is_none();
        let mut label = label;
        if last - first >= TALL {
            bytes.end = sheet.line(first).end.max(bytes.start);
            let until = format!("to line {last}");
            label = Some(label.map_or(until.clone(), |label| format!("{label} ({until})")));
            last = first;
        }
        Some(Self { place: place.clone(), bytes, lines: (first, last), label, primary })
    }

    fn is_one_line(&self) -> bool {
        self.lines.0 == self.lines.1
    }

    fn covers(&self, line: u32) -> bool {
        (self.lines.0..=self.lines.1).contains(&line)
    }
}

/// The columns that are left for the lines of a text beside their numbers.
fn columns(marks: &[Mark], style: Style) -> usize {
    let highest = marks.iter().map(|mark| mark.lines.1).max().unwrap_or(1);
    let digits = highest.to_string().len();
    let side = if marks.iter().all(Mark::is_one_line) { 0 } else { 2 };
    style.width.saturating_sub(digits + 3 + side).clamp(NARROWEST, UNCUT / 10)
}

/// The marks that are shown in one piece of text each, the fault itself in the first.
fn views(marks: Vec<Mark>, places: &mut Places<'_, '_>, columns: usize, style: Style) -> Vec<Vec<Mark>> {
    let mut views: Vec<Vec<Mark>> = Vec::new();
    for mark in marks {
        let home = places.sheet(&mark.place.file).and_then(|sheet| {
            views.iter().position(|view| is_home(view, &mark, sheet, columns, style.ascii))
        });
        match home.and_then(|at| views.get_mut(at)) {
            Some(view) => view.push(mark),
            None => views.push(vec![mark]),
        }
    }
    views
}

/// Whether `mark` can be shown among those of `view`: in the same file, near, and uncut where the line is the same.
fn is_home(view: &[Mark], mark: &Mark, sheet: &Sheet<'_>, columns: usize, ascii: bool) -> bool {
    let same_file = view.iter().all(|other| other.place.file == mark.place.file);
    if !same_file || !mark.is_one_line() || !view.iter().all(Mark::is_one_line) {
        return false;
    }
    let line = mark.lines.0;
    let near = view.iter().all(|other| other.lines.0.abs_diff(line) <= NEAR);
    let focus = view.iter().filter(|other| other.lines.0 == line).fold(mark.bytes.clone(), |hull, other| {
        hull.start.min(other.bytes.start)..hull.end.max(other.bytes.end)
    });
    let alone = focus == mark.bytes;
    near && (alone || excerpt::fits(sheet.slice(focus), columns, ascii))
}

/// The lines that `view` is about, with their marks.
fn snippet(
    view: &[Mark],
    sheet: &Sheet<'_>,
    columns: usize,
    style: Style,
) -> Snippet<'static, Annotation<'static>> {
    let first = view.iter().map(|mark| mark.lines.0).min().unwrap_or(1);
    let last = view.iter().map(|mark| mark.lines.1).max().unwrap_or(first);
    let mut text = String::new();
    let mut spans = vec![0..0; view.len()];
    for number in first..=last {
        if number > first {
            text.push('\n');
        }
        let covered = |number| view.iter().any(|mark| mark.covers(number));
        // The library shows a single line between two with marks, and folds more.
        let shown = covered(number) || (covered(number - 1) && covered(number + 1));
        if !shown {
            continue;
        }
        let line = sheet.line(number);
        let excerpt =
            Excerpt::new(sheet.slice(line.clone()), focus(view, number, &line), columns, style.ascii);
        for (mark, span) in view.iter().zip(&mut spans) {
            if mark.lines.0 == number {
                span.start = text.len() + excerpt.at(mark.bytes.start.saturating_sub(line.start));
            }
            if mark.lines.1 == number {
                span.end = text.len() + excerpt.at(mark.bytes.end.saturating_sub(line.start));
            }
        }
        let shown = excerpt.text();
        // An empty last line would be none to the library.
        text += if shown.is_empty() { " " } else { &shown };
    }
    let annotations = view.iter().zip(spans).map(|(mark, span)| {
        let kind = if mark.primary { AnnotationKind::Primary } else { AnnotationKind::Context };
        kind.span(span).label(mark.label.clone())
    });
    Snippet::source(text).line_start(first as usize).annotations(annotations)
}

/// The bytes of a line that have to be seen: its marks, and of one that goes over several lines its ends.
fn focus(view: &[Mark], number: u32, line: &Range<usize>) -> Range<usize> {
    let within = |offset: usize| offset.clamp(line.start, line.end) - line.start;
    let ends = view.iter().filter_map(|mark| {
        let (start, end) = (within(mark.bytes.start), within(mark.bytes.end));
        match (mark.lines.0 == number, mark.lines.1 == number) {
            (true, true) => Some(start..end),
            (true, false) => Some(start..start),
            (false, true) => Some(end..end),
            (false, false) => None,
        }
    });
    ends.reduce(|hull, other| hull.start.min(other.start)..hull.end.max(other.end)).unwrap_or(0..0)
}

/// A text on one line, cut where it is longer than anyone reads.
fn sentence(text: &str, style: Style) -> String {
    let cut = text.char_indices().nth(LONGEST_MESSAGE).map(|(at, _)| at);
    let mut shown = clean(&text[..cut.unwrap_or(text.len())], style.ascii);
    if cut.is_some() {
        shown += excerpt::mark(style.ascii);
    }
    shown
}

/// Puts the true places where the library wrote the stand-in for a path, with a line and a column of its own.
fn put_origins(drawn: &str, origins: &[String]) -> String {
    let mut page = String::with_capacity(drawn.len());
    let mut rest = drawn;
    while let Some((before, after)) = rest.split_once(PLACE[0]) {
        page += before;
        let (number, after) = after.split_once(PLACE[1]).unwrap_or_default();
        page += number.parse().ok().and_then(|at: usize| origins.get(at)).map_or("", String::as_str);
        rest = after.trim_start_matches(|letter: char| letter == ':' || letter.is_ascii_digit());
    }
    page += rest;
    // An empty line of the journal leaves spaces after its number.
    let lines: Vec<_> = page.split('\n').map(|line| line.trim_end_matches(' ')).collect();
    lines.join("\n")
}
