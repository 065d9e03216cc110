//! The blocks of a file, as pulldown-cmark sees them: paragraphs with their inlines, list items,
//! sections, and what hides the other lines.
//!
//! The only reader of Markdown for records.

use super::record::DATE;
use crate::model::{DayText, scan_day};
use crate::text::Span;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// An inline of a paragraph with the bytes that it covers; ends of tags are left out, since a start covers all.
pub(super) type Inline<'a> = (Event<'a>, Range<usize>);

/// What a stretch of lines is, for lines that begin with a marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Region {
    /// Records are read here.
    Paragraph,
    Heading,
    Fenced,
    Indented,
    Quote,
    Table,
    Html,
    Footnote,
}

/// A paragraph in which records are read.
pub(super) struct Paragraph<'a, 'e> {
    pub span: Span,
    /// The number of its first line, from 1 on where the reading begins, if it is known.
    pub line: Option<u32>,
    /// The innermost list item that it stands in.
    pub item: Option<u32>,
    /// Whether nothing stands before it in that item.
    pub starts_item: bool,
    /// The date of the innermost section whose heading has exactly one.
    pub section: Option<(DayText, Span)>,
    /// Its inlines; none where it is plain.
    pub inlines: &'e [Inline<'a>],
    /// Where it is known to hold nothing but words and line ends: all of it but the box of a task.
    pub plain: Option<Span>,
    /// The list items up to here, by which the items around are found.
    pub items: &'e [Item],
}

/// A list item.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    pub parent: Option<u32>,
    pub span: Span,
}

/// The blocks of a file that outlive the walk.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// In order of place; none overlap.
    pub regions: Vec<(Span, Region)>,
    pub items: Vec<Item>,
}

impl Layout {
    /// What the byte at `offset` stands in, if a block covers it.
    pub fn region(&self, offset: usize) -> Option<(Span, Region)> {
        let after = self.regions.partition_point(|(span, _)| span.start as usize <= offset);
        let found = self.regions.get(after.checked_sub(1)?)?;
        found.0.contains(offset).then_some(*found)
    }

    /// Whether records are read at the byte at `offset`.
    pub fn is_read(&self, offset: usize) -> bool {
        matches!(self.region(offset), Some((_, Region::Paragraph)))
    }
}

/// pulldown-cmark over `text`, with the extensions of the format's section 1.
pub(super) fn parser(text: &str) -> Parser<'_> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_WIKILINKS;
    Parser::new_ext(text, options)
}

/// Goes over the blocks of `text` once and shows `visit` each paragraph in which records are read.
pub(super) fn walk<'a>(text: &'a str, visit: &mut dyn FnMut(Paragraph<'a, '_>)) -> Layout {
    let mut walk = Walk {
        text,
        visit,
        layout: Layout::default(),
        open: Vec::new(),
        hiders: Vec::new(),
        sections: Vec::new(),
        leaf: None,
        inlines: Vec::new(),
    };
    for (event, range) in parser(text).into_offset_iter() {
        walk.event(event, range);
    }
    walk.end_leaf();
    walk.layout
}

/// A block with inlines of its own.
struct Leaf {
    span: Span,
    kind: LeafKind,
}

#[derive(PartialEq)]
enum LeafKind {
    /// Between the start and the end of a paragraph.
    Paragraph,
    /// Straight in a tight list item: it ends where another block begins.
    Tight,
    Heading(HeadingLevel),
    /// Code, HTML or a table, whose insides are not looked at.
    Closed(TagEnd),
}

struct Walk<'a, 'v> {
    text: &'a str,
    visit: &'v mut dyn FnMut(Paragraph<'a, '_>),
    layout: Layout,
    /// The list items around, with whether something stands in each already.
    open: Vec<(u32, bool)>,
    /// The quotes and footnotes around.
    hiders: Vec<Region>,
    sections: Vec<(HeadingLevel, Option<(DayText, Span)>)>,
    leaf: Option<Leaf>,
    inlines: Vec<Inline<'a>>,
}

impl<'a> Walk<'a, '_> {
    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        if let Some(Leaf { kind: LeafKind::Closed(end), .. }) = &self.leaf {
            if event == Event::End(*end) {
                self.leaf = None;
            }
            return;
        }
        let span = Span::new(range.start, range.end);
        match event {
            Event::Start(Tag::Paragraph) => self.start_leaf(span, LeafKind::Paragraph),
            Event::Start(Tag::Heading { level, .. }) => self.start_leaf(span, LeafKind::Heading(level)),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => {
                self.closed(span, Region::Fenced, TagEnd::CodeBlock)
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                self.closed(span, Region::Indented, TagEnd::CodeBlock)
            }
            Event::Start(Tag::HtmlBlock) => self.closed(span, Region::Html, TagEnd::HtmlBlock),
            Event::Start(Tag::Table(_)) => self.closed(span, Region::Table, TagEnd::Table),
            Event::Start(Tag::BlockQuote(_)) => self.start_hider(Region::Quote),
            Event::Start(Tag::FootnoteDefinition(_)) => self.start_hider(Region::Footnote),
            Event::End(TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition) => {
                self.end_leaf();
                self.hiders.pop();
            }
            Event::Start(Tag::List(_)) => self.start_block(),
            Event::Start(Tag::Item) => {
                self.start_block();
                let parent = self.open.last().map(|(item, _)| *item);
                self.open.push((self.layout.items.len() as u32, false));
                self.layout.items.push(Item { parent, span });
            }
            Event::End(TagEnd::Item) => {
                self.end_leaf();
                self.open.pop();
            }
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::List(_)) => self.end_leaf(),
            Event::Rule => self.start_block(),
            Event::End(_) => {}
            inline => self.inline(inline, range),
        }
    }

    /// Something that is no tight paragraph begins: one that was open ends.
    fn start_block(&mut self) {
        self.end_leaf();
        if let Some((_, filled)) = self.open.last_mut() {
            *filled = true;
        }
    }

    fn start_hider(&mut self, hider: Region) {
        self.start_block();
        self.hiders.push(hider);
    }

    fn start_leaf(&mut self, span: Span, kind: LeafKind) {
        self.end_leaf();
        self.leaf = Some(Leaf { span, kind });
    }

    fn closed(&mut self, span: Span, region: Region, end: TagEnd) {
        self.start_block();
        // Fenced code is meant as code wherever it stands; the rest is hidden by what is around it.
        let hider = self.hiders.first().copied().filter(|_| region != Region::Fenced);
        self.layout.regions.push((span, hider.unwrap_or(region)));
        self.leaf = Some(Leaf { span, kind: LeafKind::Closed(end) });
    }

    fn inline(&mut self, event: Event<'a>, range: Range<usize>) {
        let span = Span::new(range.start, range.end);
        match &mut self.leaf {
            Some(leaf) if leaf.kind == LeafKind::Tight => leaf.span = leaf.span.to(span),
            // In a loose list the box of a task stands before the paragraph that it is told in.
            Some(leaf) if matches!(event, Event::TaskListMarker(_)) => leaf.span = leaf.span.to(span),
            Some(_) => {}
            None => {
                // No event covers the backslash of an escape, but the paragraph begins with it.
                let escaped = range.start > 0 && self.text.as_bytes()[range.start - 1] == b'\\';
                let start = range.start - usize::from(escaped);
                self.leaf = Some(Leaf { span: Span::new(start, range.end), kind: LeafKind::Tight });
            }
        }
        self.inlines.push((event, range));
    }

    fn end_leaf(&mut self) {
        let Some(leaf) = self.leaf.take() else { return };
        match leaf.kind {
            LeafKind::Closed(_) => return,
            LeafKind::Heading(level) => {
                self.layout
                    .regions
                    .push((leaf.span, self.hiders.first().copied().unwrap_or(Region::Heading)));
                if self.hiders.is_empty() && self.open.is_empty() {
                    self.sections.retain(|(other, _)| *other < level);
                    self.sections.push((level, only_date(self.text, leaf.span)));
                }
            }
            LeafKind::Paragraph | LeafKind::Tight => {
                let region = self.hiders.first().copied().unwrap_or(Region::Paragraph);
                self.layout.regions.push((leaf.span, region));
                if region == Region::Paragraph
                    && memchr::memchr(b'#', self.text[leaf.span.range()].as_bytes()).is_some()
                {
                    let (item, starts_item) =
                        self.open.last().map_or((None, false), |(item, filled)| (Some(*item), !filled));
                    let section = self.sections.iter().rev().find_map(|(_, date)| *date);
                    (self.visit)(Paragraph {
                        span: leaf.span,
                        line: None,
                        item,
                        starts_item,
                        section,
                        inlines: &self.inlines,
                        plain: None,
                        items: &self.layout.items,
                    });
                }
            }
        }
        self.inlines.clear();
        if let Some((_, filled)) = self.open.last_mut() {
            *filled = true;
        }
    }
}

/// The date of a heading that contains exactly one; the same one twice is one. Where there is none else, it is that in
/// the target of a link.
pub(super) fn only_date(text: &str, span: Span) -> Option<(DayText, Span)> {
    let heading = &text[span.range()];
    let only = if memchr::memchr(b'[', heading.as_bytes()).is_none() {
        only_among(heading, |_| true)
    } else {
        let seen = only_among(heading, |at| !is_in_target(heading, at));
        if seen == Only::Nothing { only_among(heading, |_| true) } else { seen }
    };
    match only {
        Only::One(day, at) => {
            let start = span.start as usize + at;
            Some((day, Span::new(start, start + DATE)))
        }
        Only::Nothing | Only::Several => None,
    }
}

/// What dates a heading has.
#[derive(PartialEq)]
enum Only {
    Nothing,
    /// This one, and where it begins.
    One(DayText, usize),
    Several,
}

/// The dates of a heading at the `wanted` places.
fn only_among(heading: &str, wanted: impl Fn(usize) -> bool) -> Only {
    let mut only = Only::Nothing;
    let mut at = 0;
    while let Some(digit) = heading.as_bytes()[at..].iter().position(u8::is_ascii_digit) {
        let start = at + digit;
        let Some(day) = scan_day(&heading[start..]) else {
            at = start + heading[start..].bytes().take_while(u8::is_ascii_digit).count();
            continue;
        };
        at = start + DATE;
        match only {
            _ if !wanted(start) => {}
            Only::One(_, first) if heading[first..first + DATE] == heading[start..at] => {}
            Only::One(..) | Only::Several => return Only::Several,
            Only::Nothing => only = Only::One(day, start),
        }
    }
    only
}

/// Whether a place of a heading is in the target of a link: `[words](target)`, `[[target|words]]`, `![[target]]`.
fn is_in_target(heading: &str, at: usize) -> bool {
    let (before, after) = heading.split_at(at);
    let in_link = before.rfind("](").is_some_and(|target| !before[target..].contains(')'));
    let wiki = before.rfind("[[").filter(|target| !before[*target..].contains([']', '|']));
    in_link
        || wiki.is_some_and(|target| {
            let rest = &after[..after.find("]]").unwrap_or(after.len())];
            before[..target].ends_with('!') || rest.contains('|')
        })
}
