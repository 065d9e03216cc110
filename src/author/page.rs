//! Where a new record goes on its page, and in which form: the page's own (format, section 7, `[capture]`).

use super::sections::{Heading, eol_at, headings, line_end, redated};
use super::{Added, Change, Desk, Said, Spot};
use crate::model::Day;
use crate::syntax::{File, Record, heading_day};
use crate::text::{Edit, Span, line_texts};
use std::collections::HashMap;
use std::sync::Arc;

/// A record to be put on a page.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Its words from the marker on.
    pub words: String,
    /// The record of the ask (or plan) that it must belong to, if it belongs to one.
    pub of: Option<Spot>,
}

/// The edits that put new records on the page of their day, in order.
///
/// What a page makes of a new line is tried: the first
/// form counts that is read as meant, or else the last, which the check of the change will refuse.
pub fn capture(desk: &Desk<'_>, drafts: &[Draft], day: Day) -> Change {
    let path = desk.config.page_of(day);
    let page = Page::new(desk, &path);
    let records: Vec<&str> = drafts.iter().map(|draft| draft.words.as_str()).collect();
    let said: Vec<Said> = records.iter().map(|words| said_alone(desk, &path, words, day)).collect();
    let mut change = Change::default();
    let mut edit = Edit { span: Span::default(), text: String::new() };
    // Each as often as it should be there, found among thousands at once.
    let mut wanted = tally(page.file.records.iter().map(Said::of));
    for one in &said {
        *wanted.entry(format!("{one:?}")).or_default() += 1;
    }
    for way in page.ways(desk, day) {
        edit = page.insertion(&way, &records, day);
        let mut text = page.text.to_owned();
        text.insert_str(edit.span.start as usize, &edit.text);
        let after = desk.parse(&path, &text);
        let is_whole = after.records.len() == page.file.records.len() + said.len();
        let as_meant = is_whole && {
            let after = tally(after.records.iter().map(Said::of));
            said.iter().map(|one| format!("{one:?}")).all(|one| after.get(&one) >= wanted.get(&one))
        };
        if as_meant {
            break;
        }
    }
    change.edit(&path, edit);
    let added = |(said, draft): (Said, &Draft)| Added { path: path.clone(), said, of: draft.of.clone() };
    change.added = said.into_iter().zip(drafts).map(added).collect();
    change
}

/// The edits that put a review, with its note, on the page of `day`.
pub fn review_page(desk: &Desk<'_>, words: &str, note: &[String], day: Day) -> Change {
    let mut change = capture(desk, &[Draft { words: words.to_owned(), of: None }], day);
    let Some(edit) = change.files.first_mut().and_then(|file| file.edits.first_mut()) else { return change };
    let Some(at) = edit.text.find(words) else { return change };
    let start = edit.text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let lead = &edit.text[start..at];
    let indent = " ".repeat(lead.len() - lead.trim_start().len() + marker_width(lead));
    let eol = eol_at(&edit.text, edit.text.len());
    let mut below = String::new();
    for line in note {
        below.push_str(&format!("{eol}{indent}- {}", super::one_line(line)));
    }
    edit.text.insert_str(at + words.len(), &below);
    change
}

/// How often each is there, written out in full.
fn tally(all: impl Iterator<Item = Said>) -> HashMap<String, usize> {
    let mut found = HashMap::new();
    all.for_each(|said| *found.entry(format!("{said:?}")).or_default() += 1);
    found
}

/// What a record says when nothing is around it.
pub(super) fn said_alone(desk: &Desk<'_>, path: &Arc<str>, words: &str, day: Day) -> Said {
    let file = desk.parse(path, &format!("- {day} {words}\n"));
    // Words that no marker begins make no record: then nothing is as it is meant, and the check says so.
    let none = || Said::of(desk.parse(path, "- 2000-01-01 #rest\n").records.get(0));
    file.records.iter().next().map_or_else(none, Said::of)
}

/// One way of putting a record on a page.
struct Way {
    /// Where, in bytes.
    at: usize,
    /// What stands before the bullet's line: blank lines, a heading.
    before: String,
    /// What stands before the marker.
    lead: String,
    /// The record begins with its date.
    dated: bool,
    /// A blank line between it and what is above.
    apart: bool,
    /// A blank line between it and what follows.
    closed: bool,
}

struct Page<'a> {
    text: &'a str,
    is_new: bool,
    file: File,
    eol: &'static str,
}

impl<'a> Page<'a> {
    fn new(desk: &Desk<'a>, path: &Arc<str>) -> Self {
        let source = desk.text(path);
        let text = source.map_or("", |source| source.text.as_str());
        let model = if source.is_some() { text } else { last_page(desk).unwrap_or_default() };
        let eol = eol_at(model, model.len());
        Self { text, is_new: source.is_none(), file: desk.parse(path, text), eol }
    }

    fn ways(&self, desk: &Desk<'_>, day: Day) -> Vec<Way> {
        let end = self.text.len();
        let top: Vec<Record<'_>> =
            self.file.records.iter().filter(|record| record.above().is_none()).collect();
        let (bullet, apart) = self.list_style(&top);
        let mut ways = Vec::new();
        let below = |record: Record<'_>| self.below(record, &top);
        if let Some(last) = top.iter().rfind(|record| record.day == Some(day)) {
            ways.push(Way { dated: last.own_date().is_some(), ..below(*last) });
            ways.push(Way { dated: true, ..below(*last) });
        }
        let headings = headings(self.text);
        let by_name = self.gives(desk, day);
        let at_end = || Way {
            at: end,
            before: String::new(),
            lead: bullet.clone(),
            dated: false,
            apart,
            closed: false,
        };
        let all_today = by_name && headings.iter().all(|heading| heading.day == day);
        if !(headings.is_empty() || all_today) {
            ways.push(self.in_section(&headings, day, &bullet, apart));
        }
        if self.is_new && by_name {
            let eol = self.eol;
            let before = day_heading(desk, day).map_or(String::new(), |line| format!("{line}{eol}{eol}"));
            ways.push(Way { before, ..at_end() });
        }
        if by_name {
            ways.push(at_end());
        }
        let page_has_days = desk.config.capture.page.contains('%');
        let own_dates = top.iter().any(|record| record.own_date().is_some());
        if headings.is_empty() && page_has_days && !own_dates {
            let (gap, eol) = (self.gap(end), self.eol);
            let before = format!("{gap}## {}{eol}{eol}", day.format("%Y-%m-%d %A"));
            ways.push(Way { before, apart: false, ..at_end() });
        }
        if newest_first(&top)
            && let Some(first) = top.first()
        {
            let at = self.line_start(first.marker_span().start as usize);
            ways.push(Way {
                at,
                dated: true,
                lead: self.lead_of(*first),
                closed: apart,
                apart: false,
                ..at_end()
            });
        }
        ways.push(Way { dated: true, ..at_end() });
        // After prose at the end, a list of its own.
        ways.push(Way { dated: true, apart: true, lead: "- ".to_owned(), ..at_end() });
        ways
    }

    /// The edit that puts `records` there in this way.
    fn insertion(&self, way: &Way, records: &[&str], day: Day) -> Edit {
        let above = &self.text[..way.at];
        // Where lines end in different ways, as the line above does.
        let line = above.trim_end_matches(['\n', '\r']).len();
        let eol = if line < above.len() { eol_at(self.text, line) } else { self.eol };
        let open = !above.is_empty() && !above.ends_with(['\n', '\r']);
        let mut text = if open { eol.to_owned() } else { String::new() };
        text.push_str(&way.before);
        let blank_above = above.is_empty() || self.ends_blank(above);
        let mut lead = way.lead.clone();
        if way.before.is_empty() && !blank_above && (way.apart || !self.goes_on(above, &lead)) {
            text.push_str(eol);
        }
        for (at, words) in records.iter().enumerate() {
            if at > 0 && way.apart {
                text.push_str(eol);
            }
            let date = if way.dated { format!("{day} ") } else { String::new() };
            text.push_str(&format!("{lead}{date}{words}{eol}"));
            lead = next_number(&lead);
        }
        if way.closed && way.at < self.text.len() {
            text.push_str(eol);
        }
        Edit { span: Span::new(way.at, way.at), text }
    }

    /// Whether what begins with `lead` goes on with what stands right above it: with its list, or with records that no
    /// bullet begins, which would be swallowed by a list or by prose.
    fn goes_on(&self, above: &str, lead: &str) -> bool {
        if lead.is_empty() {
            let end = above.trim_end().len();
            return self.file.records.iter().any(|record| {
                let own = &self.text[record.span.range()];
                record.item().is_none() && record.span.start as usize + own.trim_end().len() == end
            });
        }
        let sign = |line: &str| {
            let sign = line.trim_start().chars().next();
            sign.map(|sign| if sign.is_ascii_digit() { '1' } else { sign })
        };
        line_texts(above).last().is_some_and(|line| match bullet_of(line) {
            Some(bullet) => line.starts_with([' ', '\t']) || sign(&bullet) == sign(lead),
            None => line.starts_with([' ', '\t']),
        })
    }

    /// Right below a record with all that is nested in it, in its style.
    fn below(&self, record: Record<'_>, top: &[Record<'_>]) -> Way {
        let end = record.item().map_or(record.span.end, |item| {
            let inside = self.text[item.range()].trim_end();
            item.start + inside.len() as u32
        });
        let at = line_end(self.text, end.max(record.span.end) as usize);
        let (_, apart) = self.list_style(top);
        Way {
            at,
            before: String::new(),
            lead: next_number(&self.lead_of(record)),
            dated: record.own_date().is_some(),
            apart,
            closed: false,
        }
    }

    /// In the section of `day`, made where it belongs among the others if there is none.
    fn in_section(&self, headings: &[Heading], day: Day, bullet: &str, apart: bool) -> Way {
        let way = Way {
            at: self.text.len(),
            before: String::new(),
            lead: bullet.to_owned(),
            dated: false,
            apart,
            closed: false,
        };
        if let Some(own) = headings.iter().rfind(|heading| heading.day == day) {
            let body = self.text[own.body..own.end].trim_end();
            let at = line_end(self.text, own.body + body.len());
            let before = if body.is_empty() { self.eol.to_owned() } else { String::new() };
            return Way {
                at: at.min(own.end),
                before,
                closed: own.end < self.text.len() && body.is_empty(),
                ..way
            };
        }
        let ascending = headings.windows(2).all(|pair| pair[0].day <= pair[1].day);
        let next =
            headings.iter().find(|heading| if ascending { heading.day > day } else { heading.day < day });
        let model = headings.last().map_or_else(String::new, |last| last.line.clone());
        let line = redated(&model, day);
        let at = next.map_or(self.text.len(), |next| next.start);
        let (gap, eol) = (self.gap(at), self.eol);
        let before = format!("{gap}{line}{eol}{eol}");
        Way { at, before, closed: next.is_some(), apart: false, ..way }
    }

    /// The blank line that separates what is inserted at `at` from what is above.
    fn gap(&self, at: usize) -> String {
        let above = &self.text[..at];
        if above.is_empty() || self.ends_blank(above) { String::new() } else { self.eol.to_owned() }
    }

    fn ends_blank(&self, above: &str) -> bool {
        line_texts(above).last().is_none_or(|line| line.trim().is_empty())
    }

    /// Whether a line at the end of the page has this day by itself.
    fn gives(&self, desk: &Desk<'_>, day: Day) -> bool {
        let probe = desk.parse(&self.file.path, "- #rest");
        probe.records.iter().next().is_some_and(|record| record.day == Some(day) && !record.from_file_span)
            || self.file.records.is_empty() && {
                let (text, eol) = (self.text, self.eol);
                let text = format!("{text}{eol}{eol}- #rest");
                let probe = desk.parse(&self.file.path, &text);
                probe
                    .records
                    .iter()
                    .next()
                    .is_some_and(|record| record.day == Some(day) && !record.from_file_span)
            }
    }

    /// The lead of the list at the page's end, and whether its records stand apart.
    fn list_style(&self, top: &[Record<'_>]) -> (String, bool) {
        let lead = top.last().map_or_else(
            || {
                let full = line_texts(self.text).filter(|line| !line.trim().is_empty());
                let last = full.last().unwrap_or_default();
                bullet_of(last).filter(|_| !last.starts_with([' ', '\t'])).unwrap_or_else(|| "- ".to_owned())
            },
            |last| self.lead_of(*last),
        );
        let apart = match top {
            [.., before, last] => {
                let from = before.span.end as usize;
                let to = self.line_start(last.marker_span().start as usize).max(from);
                let between = &self.text[from..to];
                let blank = line_texts(between).skip(1).any(|line| line.trim().is_empty());
                blank && !between.contains('#')
            }
            _ => false,
        };
        (next_number(&lead), apart)
    }

    /// What stands before a record's marker on its line, without checkbox and date.
    fn lead_of(&self, record: Record<'_>) -> String {
        let start = self.line_start(record.marker_span().start as usize);
        let ends = [record.checkbox().map(|(_, span)| span.start), record.own_date().map(|span| span.start)];
        let end = ends.into_iter().flatten().min().unwrap_or(record.marker_span().start) as usize;
        let lead = &self.text[start..end];
        // A record that begins in a paragraph, or in an item whose bullet holds another, has no bullet to follow.
        match record.item() {
            Some(_) if bullet_of(lead).is_none() => "- ".to_owned(),
            _ => lead.to_owned(),
        }
    }

    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1)
    }
}

/// The heading with which a new page of a day begins, as the latest page has it.
fn day_heading(desk: &Desk<'_>, day: Day) -> Option<String> {
    let first = last_page(desk).and_then(|text| line_texts(text).find(|line| !line.trim().is_empty()));
    match first {
        None => Some(format!("# {}", day.format("%A %Y-%m-%d"))),
        Some(line) if line.starts_with('#') && heading_day(line).is_some() => Some(redated(line, day)),
        Some(_) => None,
    }
}

/// The text of the latest page of a day.
fn last_page<'a>(desk: &Desk<'a>) -> Option<&'a str> {
    let pages = desk.book.files.iter().rev();
    let named = |path: &str| {
        let name = path.rsplit('/').next().unwrap_or(path);
        name.bytes().filter(u8::is_ascii_digit).count() >= 8
    };
    pages
        .filter(|file| named(&file.path))
        .find_map(|file| desk.text(&file.path))
        .map(|source| source.text.as_str())
}

/// Whether the records go from the newest to the oldest.
fn newest_first(top: &[Record<'_>]) -> bool {
    let days: Vec<Day> =
        top.iter().filter(|record| record.own_date().is_some()).filter_map(|record| record.day).collect();
    days.len() > 1 && days.windows(2).all(|pair| pair[0] >= pair[1]) && days.first() != days.last()
}

/// The indent, bullet and blanks with which a line of a list begins.
pub(super) fn bullet_of(line: &str) -> Option<String> {
    let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
    let rest = &line[indent..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let length = match rest.as_bytes().get(digits)? {
        b'-' | b'*' | b'+' if digits == 0 => 1,
        b'.' | b')' if (1..=9).contains(&digits) => digits + 1,
        _ => return None,
    };
    let after = &rest[length..];
    let blanks = after.len() - after.trim_start_matches([' ', '\t']).len();
    (blanks > 0).then(|| line[..indent + length + blanks].to_owned())
}

/// The width of the bullet and the blanks in a lead.
fn marker_width(lead: &str) -> usize {
    bullet_of(lead).map_or(0, |bullet| bullet.trim_start().len())
}

/// The lead of the next item: a number goes up by one.
fn next_number(lead: &str) -> String {
    let digits: String = lead.trim_start().chars().take_while(char::is_ascii_digit).collect();
    match digits.parse::<u32>() {
        Ok(number) => lead.replacen(&digits, &(number + 1).to_string(), 1),
        Err(_) => lead.to_owned(),
    }
}
