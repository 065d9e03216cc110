//! What the figures need of each ask, read off the book in one pass.
//!
//! A notebook may hold a million asks, and some twenty figures look at all of them. They look at these small
//! values, which lie side by side, and not at the asks themselves.

use super::calendar::Calendar;
use super::groups::SIZES;
use super::said::{self, Few};
use super::tags::{Tags, Vias};
use super::weeks::is_yes;
use super::{Group, Scope};
use crate::book::{Ask, AskId, Book, Event, RecordId};
use crate::config::Config;
use crate::model::{Amount, Answer, Day, Marker, Size, days_between};
use crate::stats::Wait;
use crate::syntax::Record;

/// One ask, as far as figures go.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Fact {
    pub ask: u32,
    /// Whether the report is about it.
    pub kept: bool,
    pub day: Day,
    pub status: Option<Answer>,
    pub answered: Option<Day>,
    /// From the ask to its answer, or to today while it is open.
    pub days: u32,
    /// From the ask to its first real answer, or to where it was lost from sight.
    pub wait: u32,
    /// The first real answer: yes, partial or no.
    pub came: Option<Answer>,
    pub size: Option<Size>,
    pub fear: Option<u8>,
    pub sting: Option<u8>,
    pub rejection: bool,
    pub turnaround: bool,
    pub overdue: bool,
    /// Whether it is a yes to this notebook.
    pub yes: bool,
    /// Whether anything moved before or after its answer.
    pub has_steps: bool,
}

/// All asks of a book, in order of day and place.
pub(super) struct Facts<'b> {
    book: &'b Book,
    all: Vec<Fact>,
    tags: Tags<'b>,
    vias: Vias,
    few: Few<'b>,
    groups: Groups,
}

/// The asks that the report is about, by what they have in common.
#[derive(Default)]
struct Groups {
    by_tag: Vec<Group>,
    by_via: Vec<Group>,
    by_size: [Group; SIZES.len()],
}

impl Fact {
    /// Of an ask with its record and that of its answer.
    pub fn of(
        config: &Config,
        ask: Ask<'_>,
        record: &Record<'_>,
        answer: Option<&Record<'_>>,
        kept: bool,
    ) -> Self {
        let events = ask.events();
        let days = u32::try_from(ask.days()).unwrap_or(0);
        let (came, wait) = waited(ask, events, days);
        Self {
            ask: ask.ask_id() as u32,
            kept,
            day: ask.day,
            status: ask.status,
            answered: ask.answered,
            days,
            wait,
            came,
            size: record.size(),
            fear: record.fear(),
            sting: answer.and_then(|answer| answer.sting()),
            rejection: ask.rejection,
            turnaround: ask.turnaround,
            overdue: ask.overdue,
            yes: ask.status.is_some_and(|answer| is_yes(config, answer)),
            has_steps: events.len() > usize::from(ask.status.is_some()),
        }
    }

    pub fn is_answered(&self) -> bool {
        matches!(self.status, Some(Answer::Yes | Answer::Partial | Answer::No))
    }

    /// No, or silence.
    pub fn is_refused(&self) -> bool {
        matches!(self.status, Some(Answer::No | Answer::Silence))
    }

    pub fn is_closed(&self) -> bool {
        self.is_answered() || self.status == Some(Answer::Silence)
    }

    pub fn waited(&self) -> Wait {
        Wait { days: self.wait, answered: self.came.is_some() }
    }
}

impl<'b> Facts<'b> {
    pub fn read(book: &'b Book, config: &Config, scope: &Scope<'_>) -> Self {
        let (all, said) = said::read(book, config, scope);
        let (mut tags, mut vias, mut few) = (Tags::with_room(all.len()), Vias::default(), Few::default());
        for stretch in said {
            tags.add(&stretch);
            vias.add(&stretch);
            few.append(stretch.few);
        }
        let groups = Groups::of(&all, &tags, &vias);
        Self { book, all, tags, vias, few, groups }
    }

    /// Each tag, also those around nested ones.
    pub fn tag_names(&self) -> &[&'b str] {
        self.tags.names()
    }

    /// Each way of asking, folded.
    pub fn via_names(&self) -> &[String] {
        self.vias.names()
    }

    /// How many asks the book has, whatever the report is about.
    pub fn asks_in_all(&self) -> usize {
        self.all.len()
    }

    /// The asks that the report is about.
    pub fn kept(&self) -> impl DoubleEndedIterator<Item = &Fact> + Clone {
        self.all.iter().filter(|fact| fact.kept)
    }

    /// Those of them that have an answer, in order of its day and place.
    pub fn answered(&self) -> impl DoubleEndedIterator<Item = &Fact> + Clone {
        self.all_answered().filter(|fact| fact.kept)
    }

    fn all_answered(&self) -> impl DoubleEndedIterator<Item = &Fact> + Clone {
        self.book.answered().map(|ask| &self.all[ask])
    }

    /// What the report is about, by day.
    pub fn calendar(&self) -> Calendar {
        Calendar::of(self.kept(), self.answered())
    }

    /// All of the book by day, whatever the report is about.
    pub fn whole_calendar(&self) -> Calendar {
        Calendar::of(self.all.iter(), self.all_answered())
    }

    /// Whether the report is about all asks.
    pub fn are_all_kept(&self) -> bool {
        self.all.iter().all(|fact| fact.kept)
    }

    /// The tags of an ask, each once, those around a nested one after it.
    pub fn tags(&self, fact: &Fact) -> &[u32] {
        self.tags.listed(self.tags.list_of(fact.ask))
    }

    /// How many tags were first asked with on this day or later.
    pub fn new_tags(&self, since: Day) -> usize {
        let mut seen = vec![false; self.tags.lists()];
        let mut known = vec![false; self.tag_names().len()];
        let mut new = 0;
        for fact in self.kept() {
            let list = self.tags.list_of(fact.ask);
            if std::mem::replace(&mut seen[list], true) {
                continue;
            }
            for tag in self.tags.listed(list) {
                if !std::mem::replace(&mut known[*tag as usize], true) && fact.day >= since {
                    new += 1;
                }
            }
        }
        new
    }

    /// The asks that are meant by each tag.
    pub fn by_tag(&self) -> &[Group] {
        &self.groups.by_tag
    }

    /// The asks that are meant by each way of asking.
    pub fn by_via(&self) -> &[Group] {
        &self.groups.by_via
    }

    /// The asker's own odds of the asks that are meant, from 0 to 1, and whether they were a yes.
    pub fn odds(&self) -> &[(f64, bool)] {
        &self.few.odds
    }

    /// What the yeses that are meant were worth.
    pub fn worth(&self) -> &[&'b Amount] {
        &self.few.worth
    }

    /// The asks that are meant by size.
    pub fn by_size(&self) -> [(Size, Group); SIZES.len()] {
        std::array::from_fn(|at| (SIZES[at], self.groups.by_size[at]))
    }

    /// The tags that answered asks have together.
    pub fn answered_lists(&self) -> Vec<&[u32]> {
        let mut is_there = vec![false; self.tags.lists()];
        for fact in self.kept().filter(|fact| fact.is_answered()) {
            is_there[self.tags.list_of(fact.ask)] = true;
        }
        let lists = is_there.iter().enumerate().filter(|(_, is_there)| **is_there);
        lists.map(|(list, _)| self.tags.listed(list)).collect()
    }
}

impl Groups {
    fn of(all: &[Fact], tags: &Tags<'_>, vias: &Vias) -> Self {
        let mut lists = vec![Group::default(); tags.lists()];
        let mut groups = Self {
            by_tag: vec![Group::default(); tags.names().len()],
            by_via: vec![Group::default(); vias.names().len()],
            by_size: Default::default(),
        };
        for fact in all.iter().filter(|fact| fact.kept) {
            lists[tags.list_of(fact.ask)].add(fact);
            if let Some(at) = SIZES.iter().position(|size| fact.size == Some(*size)) {
                groups.by_size[at].add(fact);
            }
        }
        for (list, group) in lists.iter().enumerate() {
            tags.listed(list).iter().for_each(|tag| groups.by_tag[*tag as usize].join(group));
        }
        for (fact, via) in vias.given().iter().map(|(ask, via)| (&all[*ask as usize], via)) {
            if fact.kept {
                groups.by_via[*via].add(fact);
            }
        }
        groups
    }
}

/// The first yes, partial or no of an ask, and the days to it; or else to where the ask is censored: a silence
/// or withdrawal, or today. `days` are those to its answer, or to today.
fn waited(ask: Ask<'_>, events: &[Event], days: u32) -> (Option<Answer>, u32) {
    let is_real = |answer: Answer| matches!(answer, Answer::Yes | Answer::Partial | Answer::No);
    if events.len() <= 1 {
        return (ask.status.filter(|answer| is_real(*answer)), days);
    }
    let first = events.iter().find_map(|event| match event.kind {
        Marker::Answer(answer) if is_real(answer) => Some((event.day, answer)),
        _ => None,
    });
    first.map_or((None, days), |(day, answer)| {
        (Some(answer), u32::try_from(days_between(ask.day, day)).unwrap_or(0))
    })
}

/// The ask of a fact.
pub(super) fn ask_of<'b>(book: &'b Book, fact: &Fact) -> Ask<'b> {
    let id: AskId = fact.ask as usize;
    book.ask(id)
}

/// The record that makes the ask of a fact.
pub(super) fn record_of(book: &Book, fact: &Fact) -> RecordId {
    ask_of(book, fact).record
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_look_at_few_bytes_an_ask() {
        assert!(size_of::<Fact>() <= 40, "{}", size_of::<Fact>());
    }
}
