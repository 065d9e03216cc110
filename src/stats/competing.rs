//! Which answer comes, and by when, where one answer shuts out the others (Aalen–Johansen).

use super::by_day::ByDay;
use std::ops::AddAssign;

/// A day on which an answer came, and what share of all asks had which answer after it.
#[derive(Clone, Debug, PartialEq)]
pub struct Incidence<const CAUSES: usize> {
    /// Days from the ask.
    pub day: u32,
    /// Asks that were out at least `day` days with no answer before it.
    pub at_risk: u64,
    /// The shares so far.
    pub outcomes: Outcomes<CAUSES>,
}

/// Shares of all asks, from 0 to 1, that together make 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcomes<const CAUSES: usize> {
    /// With each of the answers, by its code.
    pub shares: [f64; CAUSES],
    /// With no answer yet: the Kaplan–Meier curve of any answer.
    pub open: f64,
}

/// The cumulative incidence of each of `CAUSES` kinds of answer, at each day on which one came, in order. A wait is
/// its days and the code of its answer, from 0; `None` for one without an answer (censored). On one day answers come
/// before those lost from sight. A code out of range is an answer of no named kind: `open` falls by it, and the
/// shares then make less than 1. Empty where nothing was answered. The last item holds the shares in the end.
///
/// Source: Aalen and Johansen 1978, Scandinavian Journal of Statistics 5:141.
///
/// ```
/// use askbook::stats::aalen_johansen;
/// let days = aalen_johansen::<2>([(1, Some(0)), (2, Some(1)), (3, None), (4, Some(1))]);
/// assert_eq!(days.last().unwrap().outcomes.shares, [0.25, 0.75]);
/// ```
pub fn aalen_johansen<const CAUSES: usize>(
    waits: impl IntoIterator<Item = (u32, Option<usize>)>,
) -> Vec<Incidence<CAUSES>> {
    let mut by_day = ByDay::<Ended<CAUSES>>::default();
    let mut at_risk = 0;
    for (day, cause) in waits {
        at_risk += 1;
        let mut one = Ended { all: 1, answers: cause.is_some().into(), ..Ended::default() };
        if let Some(count) = cause.and_then(|cause| one.by_cause.get_mut(cause)) {
            *count = 1;
        }
        by_day.add(day, one);
    }
    let mut steps = Vec::new();
    let (mut open, mut shares) = (1.0, [0.0; CAUSES]);
    for (day, ended) in by_day.in_order() {
        if ended.answers > 0 {
            let out = at_risk as f64;
            for (share, count) in shares.iter_mut().zip(ended.by_cause) {
                *share += open * f64::from(count) / out;
            }
            open *= (at_risk - u64::from(ended.answers)) as f64 / out;
            steps.push(Incidence { day, at_risk, outcomes: Outcomes { shares, open } });
        }
        at_risk -= u64::from(ended.all);
    }
    steps
}

/// The waits that ended on one day.
#[derive(Clone, Copy, PartialEq)]
struct Ended<const CAUSES: usize> {
    all: u32,
    answers: u32,
    by_cause: [u32; CAUSES],
}

impl<const CAUSES: usize> AddAssign for Ended<CAUSES> {
    fn add_assign(&mut self, more: Self) {
        self.all += more.all;
        self.answers += more.answers;
        for (count, more) in self.by_cause.iter_mut().zip(more.by_cause) {
            *count += more;
        }
    }
}

impl<const CAUSES: usize> Default for Ended<CAUSES> {
    fn default() -> Self {
        Self { all: 0, answers: 0, by_cause: [0; CAUSES] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::survival::tests::D;
    use crate::stats::tests::prints;
    use crate::stats::{Survival, Wait};
    use proptest::prelude::*;

    #[test]
    fn vector() {
        let waits: Vec<(u32, Option<usize>)> = D
            .split_whitespace()
            .map(|word| {
                let days = word[..word.len() - 1].parse().unwrap();
                (days, word.ends_with('+').then_some(if [9, 21, 40].contains(&days) { 0 } else { 1 }))
            })
            .collect();
        let steps = aalen_johansen::<2>(waits);
        let last = steps.last().unwrap();
        assert_eq!((last.day, last.at_risk), (40, 4));
        prints(last.outcomes.shares[0], "0.241419");
        prints(last.outcomes.shares[1], "0.420455");
        prints(last.outcomes.open, "0.338126");
    }

    #[test]
    fn nothing_and_no_named_kind() {
        assert!(aalen_johansen::<3>([]).is_empty());
        assert!(aalen_johansen::<3>([(1, None)]).is_empty());
        assert_eq!(
            aalen_johansen::<1>([(1, Some(7)), (2, None)])[0].outcomes,
            Outcomes { shares: [0.0], open: 0.5 }
        );
    }

    proptest! {
        #[test]
        fn shares_make_one_and_open_is_kaplan_meier(
            waits in prop::collection::vec((0..40u32, prop::option::of(0..3usize)), 0..80),
        ) {
            let alike: Vec<Wait> =
                waits.iter().map(|&(days, cause)| Wait { days, answered: cause.is_some() }).collect();
            let curve = Survival::of(&alike);
            let steps = aalen_johansen::<3>(waits.iter().copied());
            prop_assert_eq!(steps.len(), curve.steps().len());
            for (step, alike) in steps.iter().zip(curve.steps()) {
                prop_assert_eq!((step.day, step.at_risk), (alike.day, alike.at_risk));
                prop_assert!((step.outcomes.open - alike.survival).abs() < 1e-12);
                prop_assert!((step.outcomes.shares.iter().sum::<f64>() + step.outcomes.open - 1.0).abs() < 1e-9);
            }
        }
    }
}
