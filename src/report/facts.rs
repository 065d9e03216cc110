//! What the figures need of each ask, read off the book in one pass.
//!
//! A notebook may hold a million asks, and some twenty figures look at all of them. They look at these small
//! values, which lie side by side, and not at the asks themselves.

use super::calendar::Calendar;
use super::fact::Fact;
use super::group::Group;
use super::said::{self, Few};
use super::scope::Scope;
use super::tags::{Tags, Vias};
use crate::book::Book;
use crate::config::Config;
use crate::model::{Amount, Day, Size};

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
    by_size: [Group; Size::ALL.len()],
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

    /// The asks that are meant, on whatever day and of whatever kind: the asker's whole history.
    pub fn known(&self) -> impl DoubleEndedIterator<Item = &Fact> + Clone {
        self.all.iter().filter(|fact| fact.known)
    }

    /// Those of them that have an answer, in order of its day and place.
    pub fn known_answered(&self) -> impl DoubleEndedIterator<Item = &Fact> + Clone {
        self.all_answered().filter(|fact| fact.known)
    }

    fn all_answered(&self) -> impl DoubleEndedIterator<Item = &Fact> + Clone {
        self.book.answered().map(|ask| &self.all[ask])
    }

    /// What the report is about, by day.
    pub fn calendar(&self) -> Calendar {
        Calendar::of(self.kept(), self.answered())
    }

    /// The asks like those that the report is about, on whatever day, by day.
    pub fn fitting_calendar(&self) -> Calendar {
        let fits = |fact: &&Fact| fact.fits;
        Calendar::of(self.all.iter().filter(fits), self.all_answered().filter(fits))
    }

    /// The asker's whole history by day.
    pub fn known_calendar(&self) -> Calendar {
        Calendar::of(self.known(), self.known_answered())
    }

    /// All of the book by day, whatever the report is about.
    pub fn whole_calendar(&self) -> Calendar {
        Calendar::of(self.all.iter(), self.all_answered())
    }

    /// Whether all asks of the book are in the asker's history.
    pub fn are_all_known(&self) -> bool {
        self.all.iter().all(|fact| fact.known)
    }

    /// Whether the report is about all of the asker's history, but perhaps only some of its days.
    pub fn do_all_fit(&self) -> bool {
        self.all.iter().all(|fact| fact.fits == fact.known)
    }

    /// The tags of an ask, each once, those around a nested one after it.
    pub fn tags(&self, fact: &Fact) -> &[u32] {
        self.tags.listed(self.tags.list_of(fact.ask))
    }

    /// How many tags were first asked with on this day or later, of the asker's whole history.
    pub fn new_tags(&self, since: Day) -> usize {
        let mut seen = vec![false; self.tags.lists()];
        let mut known = vec![false; self.tag_names().len()];
        let mut new = 0;
        for fact in self.known() {
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
    pub fn by_size(&self) -> [(Size, Group); Size::ALL.len()] {
        std::array::from_fn(|at| (Size::ALL[at], self.groups.by_size[at]))
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
            if let Some(at) = Size::ALL.iter().position(|size| fact.size == Some(*size)) {
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
