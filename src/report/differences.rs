//! Which kind of ask truly gets more yeses than another, as far as counts can tell (statistics, section 1).

use super::facts::Facts;
use crate::config::Minimums;
use crate::stats::{Rate, sure_among};

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
    /// The chance that it is so, from 0.95 on; from more where it was found among many pairs.
    pub chance: f64,
}

/// From this chance on one pair that was asked for is called different.
const SURE: f64 = 0.95;
/// How many tags are compared: the more pairs, the surer each must be.
const TAGS: usize = 6;

/// The differences between sizes, and between the tags with the most answers; the clearest first.
///
/// Nobody asked for one of these pairs: the report looks at all, in both directions. So the bar rises with their
/// number, and where no kind differs in truth, at most about one notebook in twenty is told of a difference.
pub(super) fn differences(facts: &Facts<'_>, minimums: &Minimums) -> Vec<Difference> {
    let mut pairs = Vec::new();
    let sizes = facts.by_size().map(|(size, group)| (format!("{} asks", size.word()), group.rate()));
    for (at, a) in sizes.iter().enumerate() {
        pairs.extend(sizes[at + 1..].iter().map(|b| (a.clone(), b.clone())));
    }
    let groups = facts.by_tag();
    let mut tags: Vec<u32> = (0..groups.len() as u32).collect();
    tags.retain(|tag| groups[*tag as usize].n >= minimums.compare.into());
    tags.sort_by_key(|tag| (std::cmp::Reverse(groups[*tag as usize].n), facts.tag_names()[*tag as usize]));
    tags.truncate(TAGS);
    let shared = shared(facts, &tags);
    let named =
        |tag: u32| (format!("#{} asks", facts.tag_names()[tag as usize]), groups[tag as usize].rate());
    for (i, a) in tags.iter().enumerate() {
        for (j, b) in tags.iter().enumerate().skip(i + 1) {
            // The chance is of two rates that have nothing to do with each other.
            if !shared[i][j] {
                pairs.push((named(*a), named(*b)));
            }
        }
    }
    pairs.retain(|(a, b)| is_comparable(a.1, b.1, minimums));
    let bar = sure_among(pairs.len());
    let apart = pairs.iter().filter(|(a, b)| !a.1.is_near(b.1, bar));
    let mut found: Vec<Difference> =
        apart.map(|(a, b)| more_and_less(a, b)).filter(|found| found.chance >= bar).collect();
    found.sort_by(|a, b| b.chance.total_cmp(&a.chance).then_with(|| a.more.cmp(&b.more)));
    found
}

/// Which two of `tags` an answered ask has both of.
fn shared(facts: &Facts<'_>, tags: &[u32]) -> [[bool; TAGS]; TAGS] {
    let mut shared = [[false; TAGS]; TAGS];
    for own in facts.answered_lists() {
        for (i, a) in tags.iter().enumerate().filter(|(_, tag)| own.contains(tag)) {
            for (j, _) in tags.iter().enumerate().filter(|(_, tag)| *tag != a && own.contains(tag)) {
                shared[i][j] = true;
            }
        }
    }
    shared
}

/// The difference of two groups that were asked for, if it can be told.
pub(super) fn difference(a: &(String, Rate), b: &(String, Rate), minimums: &Minimums) -> Option<Difference> {
    let found = is_comparable(a.1, b.1, minimums).then(|| more_and_less(a, b))?;
    (found.chance >= SURE).then_some(found)
}

fn is_comparable(a: Rate, b: Rate, minimums: &Minimums) -> bool {
    a.n().min(b.n()) >= u64::from(minimums.compare)
}

/// Which of two is likely the higher, and how likely.
fn more_and_less(a: &(String, Rate), b: &(String, Rate)) -> Difference {
    let chance = a.1.chance_above(b.1);
    let (more, less, chance) = if chance >= 0.5 { (a, b, chance) } else { (b, a, 1.0 - chance) };
    Difference { more: more.0.clone(), more_rate: more.1, less: less.0.clone(), less_rate: less.1, chance }
}
