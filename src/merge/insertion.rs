//! Lines that both sides inserted at one place, in an order in which each keeps what it belongs to.

use super::lines::content;
use crate::model::scan_day;

/// How far in a line stands: what is nested deeper comes first, then the list's own items and prose, then
/// the headings that open other sections, the deepest first.
type Depth = i64;

/// Lines of which the first is the outermost.
#[derive(Debug)]
struct Part<'t> {
    depth: Depth,
    lines: Vec<&'t str>,
}

/// The lines of both, each line once but for the heading of one and the same section and what leads a page,
/// which both may have written.
pub(super) fn joined<'t>(ours: &[&'t str], theirs: &[&'t str]) -> Vec<&'t str> {
    if ours.is_empty() || theirs.is_empty() {
        return [ours, theirs].concat();
    }
    let same = ours
        .iter()
        .zip(theirs)
        .take_while(|(our, their)| is_frame(our) && content(our) == content(their))
        .count();
    if same > 0 {
        let mut lines = ours[..same].to_vec();
        lines.extend(joined(&ours[same..], &theirs[same..]));
        return lines;
    }
    let (mut ours, mut theirs) = (parts(ours), parts(theirs));
    let mut lines = Vec::new();
    ours.reverse();
    theirs.reverse();
    while let (Some(our), Some(their)) = (ours.last(), theirs.last()) {
        let shared = our.depth == their.depth
            && is_heading(our.lines[0])
            && content(our.lines[0]) == content(their.lines[0]);
        if shared {
            let (Some(our), Some(their)) = (ours.pop(), theirs.pop()) else { break };
            lines.push(our.lines[0]);
            lines.extend(joined(&our.lines[1..], &their.lines[1..]));
            continue;
        }
        let earlier = match (day(their.lines[0]), day(our.lines[0])) {
            (Some(their), Some(our)) => their < our,
            _ => false,
        };
        let theirs_first = their.depth > our.depth || their.depth == our.depth && earlier;
        let part = if theirs_first { theirs.pop() } else { ours.pop() };
        let part = part.map(|part| part.lines).unwrap_or_default();
        apart(&mut lines, &part);
        lines.extend(part);
    }
    for part in ours.into_iter().rev().chain(theirs.into_iter().rev()) {
        apart(&mut lines, &part.lines);
        lines.extend(part.lines);
    }
    lines
}

/// A heading keeps its blank line above.
fn apart<'t>(lines: &mut Vec<&'t str>, part: &[&'t str]) {
    let blank = lines.last().is_none_or(|line| content(line).trim().is_empty());
    if part.first().is_some_and(|line| is_heading(line)) && !blank {
        lines.push("\n");
    }
}

/// Cuts lines where one stands further out than all before it.
fn parts<'t>(lines: &[&'t str]) -> Vec<Part<'t>> {
    let mut parts: Vec<Part<'t>> = Vec::new();
    let mut fenced = false;
    for line in lines {
        let text = content(line);
        let blank = text.trim().is_empty();
        let fence = text.trim_start().starts_with("```") || text.trim_start().starts_with("~~~");
        let depth = depth(text);
        let opens = match parts.last() {
            None => true,
            Some(_) if fenced || blank => false,
            Some(last) => depth < last.depth || depth == last.depth && is_heading(text),
        };
        if opens {
            parts.push(Part { depth: if blank { 0 } else { depth }, lines: Vec::new() });
        }
        if let Some(last) = parts.last_mut() {
            // Blank lines at the beginning belong to what comes after them.
            if last.lines.iter().all(|line| content(line).trim().is_empty()) && !blank {
                last.depth = depth;
            }
            last.lines.push(line);
        }
        fenced ^= fence;
    }
    parts
}

fn depth(text: &str) -> Depth {
    if is_heading(text) {
        return -(7 - text.bytes().take_while(|byte| *byte == b'#').count() as Depth);
    }
    text.chars()
        .take_while(|char| matches!(char, ' ' | '\t'))
        .map(|char| if char == '\t' { 4 } else { 1 })
        .sum()
}

fn is_heading(line: &str) -> bool {
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    (1..=6).contains(&level) && line[level..].starts_with([' ', '\t'])
}

/// Whether a line is no record and no part of one: a heading, a blank line, front matter.
fn is_frame(line: &str) -> bool {
    let text = content(line);
    let begins_list =
        text.trim_start().starts_with(['-', '*', '+', '#']) && !is_heading(text) && text != "---";
    let number = text.trim_start().starts_with(|char: char| char.is_ascii_digit());
    !begins_list && !number && !text.starts_with([' ', '\t']) || text.trim().is_empty()
}

/// The first date of a heading or line.
fn day(line: &str) -> Option<crate::model::Day> {
    let at = line.find(|char: char| char.is_ascii_digit())?;
    scan_day(&line[at..])?.day()
}
