//! Fear before and sting after, and the asker's own odds (statistics, section 5).

use super::fact::Fact;
use super::facts::Facts;
use super::minimums::trend_days;
use crate::config::Minimums;
use crate::model::{Day, Size};
use crate::stats::{Brier, LATEST, Paired, Slope, Thirds};

/// Confidence of the trends.
const CONFIDENCE: f64 = 0.95;

/// How fear or sting changed.
#[derive(Debug, Clone)]
pub struct Feeling {
    /// How many ratings, at most the last 200.
    pub n: usize,
    /// The ratings, 0 to 10, in order of their days.
    pub ratings: Vec<(Day, f64)>,
    /// Whether the first and the last are far enough apart for a trend.
    pub long: bool,
    /// Whether that and their number are enough.
    told: bool,
}

/// What was felt, beside fear and sting on the whole.
#[derive(Debug, Clone)]
pub struct Feelings {
    /// Sting by size, since easier asks lower the sting with no change in the person.
    pub sting_by_size: Vec<(Size, Feeling)>,
    /// How many noes and silences have fear and sting.
    pub fear_sting_n: usize,
    /// Fear less sting.
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
        let fitting = refused.iter().rev().filter(|fact| fits(fact));
        let latest = fitting.filter_map(|fact| Some((fact.answered?, f64::from(fact.sting?)))).take(LATEST);
        feeling(latest.collect(), minimums)
    };
    let fears = facts.kept().rev().filter_map(|fact| Some((fact.day, f64::from(fact.fear?)))).take(LATEST);
    let pairs: Vec<(f64, f64)> =
        refused.iter().filter_map(|fact| Some((f64::from(fact.fear?), f64::from(fact.sting?)))).collect();
    let enough = |pairs: usize| pairs >= minimums.pairs as usize;
    let felt = Feelings {
        sting_by_size: Size::ALL.map(|size| (size, stings(&|fact| fact.size == Some(size)))).into(),
        fear_sting_n: pairs.len(),
        fear_sting: Paired::of(&pairs).filter(|_| enough(pairs.len())),
        odds_n: facts.odds().len(),
        odds: Brier::of(facts.odds()).filter(|_| enough(facts.odds().len())),
    };
    (feeling(fears.collect(), minimums), stings(&|_| true), felt)
}

/// What the latest ratings say; they come the newest first.
fn feeling(mut ratings: Vec<(Day, f64)>, minimums: &Minimums) -> Feeling {
    ratings.reverse();
    let apart = ratings.first().zip(ratings.last()).map_or(0, |(a, b)| (b.0 - a.0).num_days());
    let long = apart.unsigned_abs() >= trend_days(minimums);
    let told = long && ratings.len() >= minimums.trend as usize;
    Feeling { n: ratings.len(), long, told, ratings }
}

impl Feeling {
    /// Medians of the first and last third, where the minimum is met.
    pub fn thirds(&self) -> Option<Thirds> {
        Thirds::of(&self.values()).filter(|_| self.told)
    }

    /// The trend, where the minimum is met. It looks at each pair of ratings, so it is found when it is asked for.
    pub fn slope(&self) -> Option<Slope> {
        if self.told { Slope::of(&self.values(), CONFIDENCE) } else { None }
    }

    fn values(&self) -> Vec<f64> {
        self.ratings.iter().map(|(_, value)| *value).collect()
    }
}
