//! Lines that both sides inserted at one place, in an order in which each keeps what it belongs to.

use super::lines::{content, split};
use crate::author::eol_at;
use crate::model::scan_day;
use crate::syntax;

/// How far in a line stands: what is nested deeper comes first, then the list's own items and prose, then
/// the headings that open other sections, the deepest first.
type Depth = i64;

/// Lines of which the first is the outermost.
#[derive(Debug)]
struct Part<'t> {
    depth: Depth,
    lines: Vec<&'t str>,
}

/// The lines of both. What leads them, and is the same on both sides as a whole, stands once: blank lines, headings,
/// paragraphs, and lines that at the beginning of a page are its front matter.
pub(super) fn joined<'t>(ours: &[&'t str], theirs: &[&'t str]) -> Vec<&'t str> {
    if ours.is_empty() || theirs.is_empty() {
        return [ours, theirs].concat();
    }
    let same = shared(ours, theirs);
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

/// How many lines both begin with that stand for both: whole blocks alone, since the same line may begin two that differ.
fn shared(ours: &[&str], theirs: &[&str]) -> usize {
    let front = |lines: &[&str]| {
        let text: String = lines.concat();
        let front = &text[syntax::front_matter_span(&text).range()];
        split(front).len()
    };
    let is_same = |(our, their): &(&&str, &&str)| content(our) == content(their);
    let alike = ours.iter().zip(theirs).take_while(is_same).count();
    let both_front = if is_rule(ours[0]) && is_rule(theirs[0]) { front(ours) } else { 0 };
    if both_front > 0 && both_front == front(theirs) && both_front <= alike {
        return both_front;
    }
    let frame = ours[..alike].iter().take_while(|line| is_frame(line)).count();
    let ends_whole = |count: &usize| {
        let ended = |side: &[&str]| side.get(*count).is_none_or(|next| is_blank(next) || is_heading(next));
        let last = ours[*count - 1];
        is_blank(last) || is_heading(last) || ended(ours) && ended(theirs)
    };
    (1..=frame).rev().find(ends_whole).unwrap_or(0)
}

/// A heading keeps its blank line above, and a paragraph or block becomes no part of what stands above it.
fn apart<'t>(lines: &mut Vec<&'t str>, part: &[&'t str]) {
    let Some(first) = part.first() else { return };
    let begins_block = is_heading(first) || !(is_blank(first) || is_listed(content(first)));
    let is_open = match lines.last() {
        None => is_heading(first),
        Some(last) => !is_blank(last),
    };
    if begins_block && is_open {
        lines.push(eol_at(first, content(first).len()));
    }
}

/// Cuts lines where one stands further out than all before it.
fn parts<'t>(lines: &[&'t str]) -> Vec<Part<'t>> {
    let mut parts: Vec<Part<'t>> = Vec::new();
    let mut block = None;
    for line in lines {
        let text = content(line);
        let blank = is_blank(line);
        let depth = depth(text);
        let opens = match parts.last() {
            None => true,
            Some(_) if block.is_some() || blank => false,
            Some(last) => depth < last.depth || depth == last.depth && is_heading(text),
        };
        if opens {
            parts.push(Part { depth: if blank { 0 } else { depth }, lines: Vec::new() });
        }
        if let Some(last) = parts.last_mut() {
            // Blank lines at the beginning belong to what comes after them.
            if last.lines.iter().all(|line| is_blank(line)) && !blank {
                last.depth = depth;
            }
            last.lines.push(line);
        }
        block = Block::after(block, text.trim());
    }
    parts
}

/// A block in which a line is no heading and no item.
#[derive(Debug, Clone, Copy)]
enum Block {
    /// Code, fenced by so many of these.
    Fence(char, usize),
    /// `<!--`, `$$` or `%%`: what ends it.
    Until(&'static str),
}

/// What begins a block, and what ends it.
const BLOCKS: [(&str, &str); 3] = [("<!--", "-->"), ("$$", "$$"), ("%%", "%%")];

impl Block {
    /// The block in which the line after this one stands.
    fn after(before: Option<Self>, line: &str) -> Option<Self> {
        let fence = fence(line);
        match before {
            None => {
                let opened = BLOCKS.into_iter().find(|(opens, _)| line.starts_with(opens));
                let open = opened.filter(|(opens, ends)| !line[opens.len()..].contains(ends));
                fence
                    .map(|(sign, count, _)| Self::Fence(sign, count))
                    .or(open.map(|(_, ends)| Self::Until(ends)))
            }
            Some(Self::Fence(sign, count)) => {
                let ends =
                    fence.is_some_and(|(other, many, is_bare)| other == sign && many >= count && is_bare);
                before.filter(|_| !ends)
            }
            Some(Self::Until(ends)) => before.filter(|_| !line.contains(ends)),
        }
    }
}

/// The sign of a fence, how many there are, and whether nothing follows.
fn fence(line: &str) -> Option<(char, usize, bool)> {
    let sign = line.chars().next().filter(|sign| matches!(sign, '`' | '~'))?;
    let rest = line.trim_start_matches(sign);
    let count = line.len() - rest.len();
    (count >= 3).then(|| (sign, count, rest.trim().is_empty()))
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

pub(super) fn is_heading(line: &str) -> bool {
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    (1..=6).contains(&level) && line[level..].starts_with([' ', '\t'])
}

pub(super) fn is_blank(line: &str) -> bool {
    content(line).trim().is_empty()
}

fn is_rule(line: &str) -> bool {
    content(line).trim_end() == "---"
}

/// Whether a line is an item of a list, or a record without a bullet, or stands further in.
fn is_listed(text: &str) -> bool {
    let begins = text.trim_start();
    let is_item = begins.starts_with(['-', '*', '+', '#']) && !is_heading(text) && !is_rule(text);
    is_item || begins.starts_with(|char: char| char.is_ascii_digit()) || text.starts_with([' ', '\t'])
}

/// Whether a line is no record and no part of one, and opens no block: a heading, a blank line, a paragraph.
fn is_frame(line: &str) -> bool {
    let text = content(line);
    is_blank(line) || !is_listed(text) && !text.starts_with(['`', '~', '<', '$', '%', '>', '|', ':'])
}

/// Whether lines that were inserted belong to the line above them, which is not theirs alone: they stand further in, or
/// are words that no blank line parts from it.
pub(super) fn hangs(lines: &[&str]) -> bool {
    let Some(first) = lines.iter().find(|line| !is_blank(line)).map(|line| content(line)) else {
        return false;
    };
    !is_heading(first) && (first.starts_with([' ', '\t']) || !is_listed(first) && !is_blank(lines[0]))
}

/// Whether lines that were inserted are a list's own items or begin sections, and so are told from what stands above.
pub(super) fn stands(lines: &[&str]) -> bool {
    let first = lines.iter().find(|line| !is_blank(line)).map(|line| content(line));
    first.is_none_or(|first| is_heading(first) || is_listed(first) && !first.starts_with([' ', '\t']))
}

/// The first date of a heading or line.
fn day(line: &str) -> Option<crate::model::Day> {
    let at = line.find(|char: char| char.is_ascii_digit())?;
    scan_day(&line[at..])?.day()
}
