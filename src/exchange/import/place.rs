//! Drafts → the change of the notebook that writes them, each on the page of its day.

use super::block::block;
use super::escape::folded;
use super::{Draft, RowProblem};
use crate::author::{Added, Change, Desk, FileEdits, Said, eol_at, id_words};
use crate::model::{Day, FIRST_YEAR, Marker, fold};
use crate::text::{Edit, Span, line_texts};
use chrono::Datelike;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt::Write;
use std::sync::Arc;

/// The page of plans that have no day.
const PLANS: &str = "plans.md";

/// A change that writes drafts.
#[derive(Debug, Default)]
pub struct Pages {
    /// The change.
    pub change: Change,
    /// Drafts that would not be read again as they are meant.
    pub failed: Vec<RowProblem>,
    /// Their places among the drafts.
    pub lost: BTreeSet<usize>,
}

/// A draft as it is written, and its place among those that were given.
type Placed<'d> = (usize, Cow<'d, Draft>);

/// The change that writes `drafts` on the pages of their days, in their order.
pub fn pages(desk: &Desk<'_>, drafts: &[&Draft]) -> Pages {
    let mut by_page: BTreeMap<Arc<str>, Vec<Placed<'_>>> = BTreeMap::new();
    for placed in flattened(desk, drafts) {
        let page = placed.1.day.map_or_else(|| desk.config.in_journal(PLANS), |day| desk.config.page_of(day));
        by_page.entry(page).or_default().push(placed);
    }
    let mut pages = Pages::default();
    for (path, mut drafts) in by_page {
        drafts.sort_by_key(|(_, draft)| draft.day);
        let said = said(desk, &path, &mut drafts, &mut pages);
        if drafts.is_empty() {
            continue;
        }
        let edit = insertion(desk, &path, &drafts);
        pages.change.files.push(FileEdits { path: path.clone(), edits: vec![edit] });
        pages.change.added.extend(said.into_iter().map(|said| Added { path: path.clone(), said, of: None }));
    }
    pages
}

/// What the records of the drafts say, read again from what will be written. A draft of which that is
/// something else is taken out and told.
fn said(desk: &Desk<'_>, path: &Arc<str>, drafts: &mut Vec<Placed<'_>>, pages: &mut Pages) -> Vec<Said> {
    let read = |text: &str| Said::all(&desk.parse(path, text));
    // All of a page at once, and one by one only where that is not as it is meant.
    let whole: String = drafts.iter().map(|(_, draft)| block(draft, true, &desk.config.keys)).collect();
    let all_said = read(&whole);
    let expected: usize = drafts.iter().map(|(_, draft)| count(draft)).sum();
    let mut rest = all_said.iter();
    if all_said.len() == expected && drafts.iter().all(|(_, draft)| is_said(draft, &mut rest)) {
        return all_said;
    }
    let mut all = Vec::new();
    drafts.retain(|(at, draft)| {
        let said = read(&block(draft, true, &desk.config.keys));
        let is_meant = is_said(draft, &mut said.iter()) && said.len() == count(draft);
        if is_meant {
            all.extend(said);
        } else {
            let reason = match slip(draft) {
                Some(day) => format!(
                    "`{}` cannot be written: {day} is before {FIRST_YEAR}, which is taken for a slip",
                    draft.title
                ),
                None => format!("`{}` cannot be written so that it is read again as it is", draft.title),
            };
            pages.failed.push(RowProblem {
                page: draft.page.clone(),
                line: draft.line,
                column: None,
                reason,
            });
            pages.lost.insert(*at);
        }
        is_meant
    });
    all
}

/// A day that no record takes.
fn slip(draft: &Draft) -> Option<Day> {
    let own = [draft.day, draft.fields.due].into_iter().flatten().find(|day| day.year() < FIRST_YEAR);
    own.or_else(|| draft.nested.iter().find_map(slip))
}

fn count(draft: &Draft) -> usize {
    1 + draft.nested.iter().map(count).sum::<usize>()
}

/// Whether the next records are the draft and what is nested in it.
fn is_said<'s>(draft: &Draft, said: &mut impl Iterator<Item = &'s Said>) -> bool {
    let is_this = said.next().is_some_and(|said| {
        let whos = |who: &&String| said.whos.iter().any(|other| fold(other) == fold(who));
        said.marker == draft.marker
            && said.on_the_spot == draft.on_the_spot
            && said.day == draft.day
            && said.title == folded(&draft.title)
            && draft.whos.iter().all(|who| whos(&who))
            && said.tags.iter().map(|tag| fold(tag)).collect::<BTreeSet<_>>()
                == draft.tags.iter().map(|tag| fold(tag)).collect()
    });
    is_this && draft.nested.iter().all(|nested| is_said(nested, said))
}

/// The edit that puts the blocks on their page: a new one, or below all that is there.
fn insertion(desk: &Desk<'_>, path: &Arc<str>, drafts: &[Placed<'_>]) -> Edit {
    let source = desk.text(path);
    let old = source.map_or("", |source| source.text.as_str());
    let keys = &desk.config.keys;
    let mut text = String::new();
    if source.is_some() {
        let ends = old.is_empty() || old.ends_with(['\n', '\r']);
        let is_blank = line_texts(old).last().is_none_or(|line| line.trim().is_empty());
        text.push_str(if ends { "" } else { "\n" });
        text.push_str(if is_blank { "" } else { "\n" });
        // Whatever headings are above, each record says its own day.
        drafts.iter().for_each(|(_, draft)| text.push_str(&block(draft, true, keys)));
    } else {
        let mut last = None;
        for (_, draft) in drafts {
            if last != Some(draft.day) {
                let by_name = draft.day.is_some_and(|day| gives(desk, path, day));
                let gap = if text.is_empty() { "" } else { "\n" };
                let heading = match draft.day {
                    Some(day) if by_name => format!("# {}", day.format("%A %Y-%m-%d")),
                    Some(day) => format!("## {}", day.format("%Y-%m-%d %A")),
                    None => "# Plans".to_owned(),
                };
                // Writing into a string cannot fail.
                let _ = write!(text, "{gap}{heading}\n\n");
                last = Some(draft.day);
            }
            text.push_str(&block(draft, false, keys));
        }
    }
    let mut text = match eol_at(old, old.len()) {
        "\n" => text,
        eol => text.replace('\n', eol),
    };
    text.shrink_to_fit();
    Edit { span: Span::new(old.len(), old.len()), text }
}

/// Whether a page gives its records this day by its name.
fn gives(desk: &Desk<'_>, path: &Arc<str>, day: Day) -> bool {
    let probe = desk.parse(path, "- #rest\n");
    let mut records = probe.records.iter();
    records.next().is_some_and(|record| record.day == Some(day) && !record.from_file_span)
}

/// The drafts with what is to be written apart beside them, referring to them by ids.
fn flattened<'d>(desk: &Desk<'_>, drafts: &[&'d Draft]) -> Vec<Placed<'d>> {
    let mut ids = Ids { desk, taken: HashSet::new(), next: HashMap::new(), renamed: HashMap::new() };
    // Ids that the source defines come first, so that none that is made here meets one of them.
    for draft in drafts {
        ids.reserve(draft);
    }
    let is_plain = |draft: &Draft| draft.id.is_none() && draft.re.is_none() && !has_apart(draft);
    if drafts.iter().all(|draft| is_plain(draft)) {
        return (0..).zip(drafts).map(|(at, draft)| (at, Cow::Borrowed(*draft))).collect();
    }
    let mut flat = Vec::with_capacity(drafts.len());
    let mut parts = Vec::new();
    for (at, draft) in drafts.iter().enumerate() {
        ids.flatten((*draft).clone(), &mut parts);
        flat.extend(parts.drain(..).map(|part| (at, Cow::Owned(part))));
    }
    if drafts.iter().any(|draft| has_apart(draft)) {
        // In the order of the source, which decides between records of one day.
        flat.sort_by_key(|(_, draft): &Placed<'_>| draft.line);
    }
    flat
}

fn has_apart(draft: &Draft) -> bool {
    draft.nested.iter().any(|nested| nested.apart || has_apart(nested))
}

struct Ids<'d, 'a> {
    desk: &'d Desk<'a>,
    taken: HashSet<String>,
    /// For words that many ids begin with, the number from which on one may be free.
    next: HashMap<String, u64>,
    /// Ids that mean another record here already.
    renamed: HashMap<String, String>,
}

impl Ids<'_, '_> {
    fn is_free(&self, id: &str) -> bool {
        !self.taken.contains(&fold(id)) && self.desk.book.by_id(id).is_none()
    }

    fn free(&mut self, base: &str) -> String {
        let mut number = self.next.get(&fold(base)).copied().unwrap_or(1);
        let numbered = |number: u64| if number == 1 { base.to_owned() } else { format!("{base}-{number}") };
        while !self.is_free(&numbered(number)) {
            number += 1;
        }
        let id = numbered(number);
        self.next.insert(fold(base), number + 1);
        self.taken.insert(fold(&id));
        id
    }

    fn reserve(&mut self, draft: &Draft) {
        if let Some(id) = &draft.id {
            if self.desk.book.by_id(id).is_some() {
                let new = self.free(id);
                self.renamed.insert(fold(id), new);
            } else {
                self.taken.insert(fold(id));
            }
        }
        draft.nested.iter().for_each(|nested| self.reserve(nested));
    }

    /// Takes out what is to be written apart, each referring to this id.
    fn apart(&mut self, id: &str, nested: &mut Vec<Draft>, flat: &mut Vec<Draft>) {
        let (apart, within): (Vec<Draft>, Vec<Draft>) =
            std::mem::take(nested).into_iter().partition(|one| one.apart);
        *nested = within;
        for mut other in apart {
            other.re = Some(id.to_owned());
            other.apart = false;
            flat.push(other);
        }
    }

    fn flatten(&mut self, mut draft: Draft, flat: &mut Vec<Draft>) {
        let renamed = |id: &mut Option<String>, ids: &Self| {
            if let Some(new) = id.as_ref().and_then(|id| ids.renamed.get(&fold(id))) {
                *id = Some(new.clone());
            }
        };
        renamed(&mut draft.id, self);
        renamed(&mut draft.re, self);
        let (apart, within): (Vec<Draft>, Vec<Draft>) =
            std::mem::take(&mut draft.nested).into_iter().partition(|nested| nested.apart);
        if !apart.is_empty() {
            // An ask that carries out a plan by its id is known by that id, too.
            let by_plan = draft.re.clone().filter(|_| draft.id.is_none() && draft.is_plans);
            let id = match by_plan.or_else(|| draft.id.clone()) {
                Some(id) => id,
                None => {
                    let base = base(&draft);
                    let id = self.free(&base);
                    draft.id = Some(id.clone());
                    id
                }
            };
            for mut other in apart {
                other.re = Some(id.clone());
                other.apart = false;
                flat.push(other);
            }
        }
        for mut nested in within {
            if nested.marker == Marker::Ask && nested.nested.iter().any(|one| one.apart) {
                // An ask under its plan keeps its place, and is known by the plan's id; what happened to it is written apart.
                let by_plan = nested.id.is_none() && nested.re.is_none() && draft.marker == Marker::Plan;
                if let Some(id) = draft.id.clone().filter(|_| by_plan) {
                    self.apart(&id, &mut nested.nested, flat);
                    draft.nested.push(nested);
                    continue;
                }
                let mut own = Vec::new();
                self.flatten(nested, &mut own);
                let kept = own.iter().position(|one| one.marker == Marker::Ask);
                if let Some(at) = kept {
                    draft.nested.push(own.remove(at));
                }
                flat.extend(own);
            } else {
                renamed(&mut nested.id, self);
                renamed(&mut nested.re, self);
                draft.nested.push(nested);
            }
        }
        flat.push(draft);
    }
}

/// The words of an id: of who was asked, or else the first of the title.
fn base(draft: &Draft) -> String {
    let whos = draft.whos.first().map(String::as_str);
    let said = whos.into_iter().chain([draft.title.as_str()]).map(id_words).find(|id| !id.is_empty());
    said.unwrap_or_else(|| "ask".to_owned())
}
