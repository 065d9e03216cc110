//! Fear before and sting after, and the asker's own odds (statistics, section 5).

use super::fact::Fact;
use super::facts::Facts;
use super::minimums::{self, trend_days, trend_ratings};
use crate::config::Minimums;
use crate::model::{Day, Size};
use crate::stats::{Brier, LATEST, MannWhitney, Paired, Slope, Thirds, median};

/// Confidence of the trends.
const CONFIDENCE: f64 = 0.95;

/// How fear or sting changed.
#[derive(Debug, Clone)]
pub struct Feeling {
    /// How many ratings there are in all.
    pub n: usize,
    /// The last 200 of them, 0 to 10, in order of their days: those that are looked at.
    pub ratings: Vec<(Day, f64)>,
    /// Where there are more: of the first third of all of them at most as many, in order.
    first: Vec<f64>,
    /// How many ratings more a trend takes.
    pub missing: usize,
    /// How many days more between the first rating and the last it takes.
    pub missing_days: u64,
}

/// The first ratings of all against the last ones.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ends {
    /// How many there are at each end.
    pub n: usize,
    /// The median of the first ones.
    pub first_median: f64,
    /// The median of the last ones.
    pub last_median: f64,
    /// Whether ratings of one end are clearly mostly higher than those of the other.
    pub is_clear: bool,
}

/// What was felt, beside fear and sting on the whole.
#[derive(Debug, Clone)]
pub struct Feelings {
    /// Sting by size, since easier asks lower the sting with no change in the person.
    pub sting_by_size: Vec<(Size, Feeling)>,
    /// How many noes and silences have fear and sting.
    pub fear_sting_n: usize,
    /// Fear less sting, of the last 200 of them.
    pub fear_sting: Option<Paired>,
    /// How many closed asks have odds.
    pub odds_n: usize,
    /// The asker's own odds against what came.
    pub odds: Option<Brier>,
}

/// Fear, sting, and the rest of what was felt, of the asks that are meant.
pub(super) fn feelings(facts: &Facts<'_>, minimums: &Minimums) -> (Feeling, Feeling, Feelings) {
    let refused: Vec<&Fact> =
        facts.answered().filter(|fact| fact.is_refused() && fact.sting.is_some()).collect();
    let stings = |fits: &dyn Fn(&Fact) -> bool| {
        let fitting = refused.iter().filter(|fact| fits(fact));
        feeling(fitting.filter_map(|fact| Some((fact.answered?, fact.sting?))), minimums)
    };
    let fears = facts.kept().filter_map(|fact| Some((fact.day, fact.fear?)));
    let both = refused.iter().filter_map(|fact| Some((f64::from(fact.fear?), f64::from(fact.sting?))));
    let pairs: Vec<(f64, f64)> = both.collect();
    let latest = &pairs[pairs.len().saturating_sub(LATEST)..];
    let felt = Feelings {
        sting_by_size: Size::ALL.map(|size| (size, stings(&|fact| fact.size == Some(size)))).into(),
        fear_sting_n: pairs.len(),
        fear_sting: Paired::of(latest).filter(|_| pairs.len() >= minimums::pairs(minimums)),
        odds_n: facts.odds().len(),
        odds: Brier::of(facts.odds()).filter(|_| facts.odds().len() >= minimums.pairs as usize),
    };
    (feeling(fears, minimums), stings(&|_| true), felt)
}

/// What ratings say, in order of their days. There must be enough of all; then the last of them are looked at.
fn feeling(ratings: impl DoubleEndedIterator<Item = (Day, u8)> + Clone, minimums: &Minimums) -> Feeling {
    let n = ratings.clone().count();
    let (first, last) = (ratings.clone().next(), ratings.clone().next_back());
    let days = first.zip(last).map_or(0, |((first, _), (last, _))| (last - first).num_days()).unsigned_abs();
    let mut latest: Vec<(Day, f64)> =
        ratings.clone().rev().take(LATEST).map(|(day, value)| (day, f64::from(value))).collect();
    latest.reverse();
    let first = if n > LATEST { (n / 3).min(LATEST) } else { 0 };
    Feeling {
        n,
        ratings: latest,
        first: ratings.take(first).map(|(_, value)| f64::from(value)).collect(),
        missing: trend_ratings(minimums).saturating_sub(n),
        missing_days: trend_days(minimums).saturating_sub(days),
    }
}

impl Feeling {
    /// Medians of the first and last third, where the minimum is met.
    pub fn thirds(&self) -> Option<Thirds> {
        Thirds::of(&self.values()).filter(|_| self.is_told())
    }

    /// The trend, where the minimum is met. It looks at each pair of ratings, so it is found when it is asked for.
    pub fn slope(&self) -> Option<Slope> {
        if self.is_told() { Slope::of(&self.values(), CONFIDENCE) } else { None }
    }

    /// The first ratings of all against the last ones, where there are more than a trend looks at.
    pub fn ends(&self) -> Option<Ends> {
        let values = self.values();
        let (first, last) = (&self.first, &values[values.len().saturating_sub(self.first.len())..]);
        // Two feelings are looked at.
        let is_clear = MannWhitney::of(first, last)?.is_clear_among(2);
        let ends =
            Ends { n: first.len(), first_median: median(first)?, last_median: median(last)?, is_clear };
        Some(ends).filter(|_| self.is_told())
    }

    fn is_told(&self) -> bool {
        self.missing == 0 && self.missing_days == 0
    }

    fn values(&self) -> Vec<f64> {
        self.ratings.iter().map(|(_, value)| *value).collect()
    }
}
