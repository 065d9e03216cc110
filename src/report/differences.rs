//! Which kind of ask truly gets more yeses than another, as far as counts can tell (statistics, section 1).

use super::facts::{Fact, Facts};
use super::groups::{Group, SIZES};
use crate::config::Minimums;
use crate::stats::Rate;

/// A group of asks that gets more yeses than another.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// What is higher: `#job asks`, `big asks`.
    pub more: String,
    /// Its yeses of the answered.
    pub more_rate: Rate,
    /// What is lower.
    pub less: String,
    /// Its yeses of the answered.
    pub less_rate: Rate,
    /// The chance that it is so, from 0.95 on.
    pub chance: f64,
}

/// From this chance on it is said.
pub(super) const SURE: f64 = 0.95;
/// How many tags are compared: among many pairs one looks clear by luck.
const TAGS: usize = 6;

/// The differences between sizes, and between the tags with the most answers; the clearest first.
pub(super) fn differences(facts: &Facts<'_>, minimums: &Minimums) -> Vec<Difference> {
    let mut found = Vec::new();
    let sizes = SIZES.map(|size| {
        let mut group = Group::default();
        facts.kept().filter(|fact| fact.size == Some(size)).for_each(|fact| group.add(fact));
        (format!("{} asks", size.word()), group.rate())
    });
    for (at, a) in sizes.iter().enumerate() {
        found.extend(sizes[at + 1..].iter().filter_map(|b| difference(a, b, minimums)));
    }
    let groups = facts.by_tag();
    let mut tags: Vec<u32> = (0..groups.len() as u32).collect();
    tags.retain(|tag| groups[*tag as usize].n >= minimums.compare.into());
    tags.sort_by_key(|tag| (std::cmp::Reverse(groups[*tag as usize].n), facts.tag_names[*tag as usize]));
    tags.truncate(TAGS);
    let shared = shared(facts, &tags);
    let named = |tag: u32| (format!("#{} asks", facts.tag_names[tag as usize]), groups[tag as usize].rate());
    for (i, a) in tags.iter().enumerate() {
        for (j, b) in tags.iter().enumerate().skip(i + 1) {
            // The chance is of two rates that have nothing to do with each other.
            if !shared[i][j] {
                found.extend(difference(&named(*a), &named(*b), minimums));
            }
        }
    }
    found.sort_by(|a, b| b.chance.total_cmp(&a.chance).then_with(|| a.more.cmp(&b.more)));
    found
}

/// Which two of `tags` an answered ask has both of.
fn shared(facts: &Facts<'_>, tags: &[u32]) -> [[bool; TAGS]; TAGS] {
    let mut shared = [[false; TAGS]; TAGS];
    let answered = facts.kept().filter(|fact: &&Fact| fact.is_answered());
    for fact in answered {
        let own = facts.tags(fact);
        if own.len() < 2 {
            continue;
        }
        for (i, a) in tags.iter().enumerate().filter(|(_, tag)| own.contains(tag)) {
            for (j, _) in tags.iter().enumerate().filter(|(_, tag)| *tag != a && own.contains(tag)) {
                shared[i][j] = true;
            }
        }
    }
    shared
}

/// The difference of two groups, if it can be told.
pub(super) fn difference(a: &(String, Rate), b: &(String, Rate), minimums: &Minimums) -> Option<Difference> {
    if a.1.n().min(b.1.n()) < u64::from(minimums.compare) {
        return None;
    }
    let chance = a.1.chance_above(b.1);
    let (more, less, chance) = if chance >= 0.5 { (a, b, chance) } else { (b, a, 1.0 - chance) };
    (chance >= SURE).then(|| Difference {
        more: more.0.clone(),
        more_rate: more.1,
        less: less.0.clone(),
        less_rate: less.1,
        chance,
    })
}
