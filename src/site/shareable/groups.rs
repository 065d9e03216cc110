//! Asks by tag and by size. A tag that was not named in the config, or has few asks, is among the others.

use super::super::released::{Released, Releases};
use super::super::tally::Tally;
use crate::book::Ask;
use crate::config::Config;
use crate::model::{Size, covers};
use crate::stats::{Interval, Rate, halves_up};
use serde::Serialize;

/// Asks that a tag needs, to be named.
const NAMED_FROM: i64 = 5;

/// `k` of `n`, with the share and its range where there are enough.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Share {
    /// Yeses.
    pub k: i64,
    /// Answered asks.
    pub n: i64,
    /// The share in percent; none below the minimum.
    pub rate: Option<f64>,
    /// Lower end of its range, in percent.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
}

impl Share {
    /// Of `k` yeses in `n` answers, told from `minimum` answers on.
    pub fn of(k: i64, n: i64, minimum: u32) -> Self {
        let rate = Rate::new(k.unsigned_abs(), n.unsigned_abs());
        let told = n >= i64::from(minimum);
        let percent = |share: f64| halves_up(share * 100.0, 1);
        let interval = rate.wilson().filter(|_| told);
        Self {
            k,
            n,
            rate: rate.share().filter(|_| told).map(percent),
            low: interval.as_ref().map(|interval| percent(interval.low)),
            high: interval.as_ref().map(|interval| percent(interval.high)),
        }
    }

    /// The share and its range from 0 to 1, not rounded; none below the minimum.
    pub fn exact(self) -> Option<(f64, Interval)> {
        self.rate?;
        let rate = Rate::new(self.k.unsigned_abs(), self.n.unsigned_abs());
        rate.share().zip(rate.wilson())
    }
}

/// A group of asks.
#[derive(Debug, Clone, Serialize)]
pub struct Group {
    /// A tag that may be named; none for what has a word of its own.
    pub tag: Option<Released>,
    /// The key of its word otherwise: `small`, `other` …
    pub word: Option<&'static str>,
    /// How many asks.
    pub asks: i64,
    /// Whether one of them may still be answered.
    #[serde(skip)]
    pub(crate) awaits: bool,
    /// Yeses of the answered ones.
    pub share: Share,
}

pub(super) fn by_tag(asks: &[&Ask<'_>], config: &Config, releases: &Releases) -> Vec<Group> {
    let has = |ask: &Ask<'_>, tag: &Released| ask.tags().iter().any(|own| covers(tag.as_str(), own));
    let mut named = Vec::new();
    for tag in &releases.tags {
        let tally = tally(asks.iter().copied().filter(|ask| has(ask, tag)));
        if tally.asks >= NAMED_FROM {
            named.push((tag, tally));
        }
    }
    let other = tally(asks.iter().copied().filter(|ask| !named.iter().any(|(tag, _)| has(ask, tag))));
    named.sort_by(|(a, one), (b, two)| two.asks.cmp(&one.asks).then(a.cmp(b)));
    let mut groups: Vec<Group> =
        named.into_iter().map(|(tag, tally)| group(Some(tag.clone()), None, tally, config)).collect();
    if other.asks > 0 && !groups.is_empty() {
        groups.push(group(None, Some("other"), other, config));
    }
    compared(groups)
}

pub(super) fn by_size(asks: &[&Ask<'_>], config: &Config) -> Vec<Group> {
    let sizes = [
        (Some(Size::Small), "small"),
        (Some(Size::Medium), "medium"),
        (Some(Size::Big), "big"),
        (None, "no_size"),
    ];
    let mut tallies = sizes.map(|(size, word)| (size, word, Tally::default()));
    for ask in asks {
        let size = ask.size();
        let slots = tallies.iter_mut().filter(|(of, ..)| *of == size);
        slots.for_each(|(.., tally)| tally.add(ask));
    }
    let groups: Vec<Group> = tallies
        .into_iter()
        .filter(|(.., tally)| tally.asks > 0)
        .map(|(_, word, tally)| group(None, Some(word), tally, config))
        .collect();
    compared(groups)
}

/// One group alone says again what is said of all asks.
fn compared(groups: Vec<Group>) -> Vec<Group> {
    if groups.len() < 2 { Vec::new() } else { groups }
}

fn tally<'a>(asks: impl Iterator<Item = &'a Ask<'a>>) -> Tally {
    let mut tally = Tally::default();
    asks.for_each(|ask| tally.add(ask));
    tally
}

fn group(tag: Option<Released>, word: Option<&'static str>, tally: Tally, config: &Config) -> Group {
    let (k, n) = tally.answered(config.partial_is_yes);
    let share = Share::of(k, n, config.minimums.rate);
    Group { tag, word, asks: tally.asks, awaits: tally.open > 0, share }
}
