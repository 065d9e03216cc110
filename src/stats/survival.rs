//! How long an answer takes, told from asks of which some are still open (Kaplan–Meier).

use super::by_day::ByDay;
use super::{Interval, Z95};
use std::ops::AddAssign;

/// One ask's wait: the days from the ask to its first real answer, or to where it was lost from sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// Days from the ask.
    pub days: u32,
    /// True for an answer; false for an ask that is open today, or was closed without one (censored).
    pub answered: bool,
}

/// A day on which an answer came, and the share of asks still without one after it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// Days from the ask.
    pub day: u32,
    /// Asks that were out at least `day` days with no answer before it.
    pub at_risk: u64,
    /// Answers on that day.
    pub answers: u64,
    /// S(day): the estimated share of asks without an answer after that day, 0 to 1.
    pub survival: f64,
    /// Greenwood's standard error of `survival`; `None` where that is 0, as the formula then divides by 0.
    pub se: Option<f64>,
    /// The interval of `survival` at 95 %: log-log, and where all asks still out were answered the exact one of so many.
    pub interval: Interval,
}

/// The median wait in days, with its 95 % interval. Each part is `None` where the curve does not come down to it:
/// the half of all asks were never seen answered, or the end is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MedianWait {
    /// The first day by which half of the asks have an answer.
    pub day: Option<u32>,
    /// The lower end.
    pub low: Option<u32>,
    /// The upper end.
    pub high: Option<u32>,
}

/// The chance that an open ask still gets an answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LaterAnswer {
    /// From 0 to 1.
    pub chance: f64,
    /// Asks that were out at least as long with no answer before: those it is taken from.
    pub at_risk: u64,
}

/// The Kaplan–Meier curve of a set of waits.
///
/// Source: Kaplan and Meier 1958, JASA 53:457; standard error by Greenwood 1926; log-log interval by Kalbfleisch
/// and Prentice 1980; interval of the median by Brookmeyer and Crowley 1982, Biometrics 38:29;
/// interval of an S of 0 by Clopper and Pearson 1934, Biometrika 26:404.
///
/// ```
/// use askbook::stats::{Survival, Wait};
/// let waits = [(3, true), (5, false), (6, true), (7, true), (8, false), (10, true), (12, true), (12, false)];
/// let curve = Survival::of(&waits.map(|(days, answered)| Wait { days, answered }));
/// assert_eq!(curve.at(3), 7.0 / 8.0);
/// assert_eq!(curve.median().day, Some(10));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Survival {
    asks: u64,
    answers: u64,
    /// Each day on which a wait ended, with how many asks were out at least so long with no answer before it.
    out: Vec<(u32, u64)>,
    steps: Vec<Step>,
}

/// Waits counted by their days, so that a million of them need little room.
#[derive(Clone, Debug, Default)]
pub struct Waits {
    asks: u64,
    by_day: ByDay<Ended>,
}

/// How many waits ended on a day, and how many of those in an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Ended {
    all: u32,
    answered: u32,
}

impl AddAssign for Ended {
    fn add_assign(&mut self, more: Self) {
        self.all += more.all;
        self.answered += more.answered;
    }
}

impl Waits {
    /// Counts one more.
    pub fn add(&mut self, wait: Wait) {
        self.asks += 1;
        self.by_day.add(wait.days, Ended { all: 1, answered: wait.answered.into() });
    }

    /// How many there are.
    pub fn asks(&self) -> u64 {
        self.asks
    }

    /// Their curve. On one day answers come before those lost from sight.
    pub fn curve(&self) -> Survival {
        let (mut steps, mut out) = (Vec::new(), Vec::new());
        let (mut at_risk, mut survival, mut greenwood) = (self.asks, 1.0, 0.0);
        let mut interval = Interval { low: 1.0, high: 1.0 };
        for (day, Ended { all, answered }) in self.by_day.in_order() {
            let (ended, answers) = (u64::from(all), u64::from(answered));
            out.push((day, at_risk));
            if answers > 0 {
                let (all, answered, left) = (at_risk as f64, answers as f64, (at_risk - answers) as f64);
                survival *= left / all;
                greenwood += answered / (all * left);
                interval = if left > 0.0 {
                    log_log(survival, greenwood)
                } else {
                    Interval { low: 0.0, high: interval.high * none_left(all) }
                };
                steps.push(Step {
                    day,
                    at_risk,
                    answers,
                    survival,
                    se: (survival > 0.0).then(|| survival * greenwood.sqrt()),
                    interval,
                });
            }
            at_risk -= ended;
        }
        Survival { asks: self.asks, answers: steps.iter().map(|step| step.answers).sum(), out, steps }
    }
}

impl Survival {
    /// The curve of `waits`, in any order.
    pub fn of(waits: &[Wait]) -> Self {
        let mut counted = Waits::default();
        waits.iter().for_each(|wait| counted.add(*wait));
        counted.curve()
    }

    /// How many waits the curve is drawn from.
    pub fn asks(&self) -> u64 {
        self.asks
    }

    /// How many of them ended in an answer.
    pub fn answers(&self) -> u64 {
        self.answers
    }

    /// The days with an answer, in order; there the curve steps down, and between them it is level.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The step that holds on `day`: the last on or before it; `None` before the first answer.
    pub fn step_at(&self, day: u32) -> Option<&Step> {
        let passed = self.steps.partition_point(|step| step.day <= day);
        self.steps.get(passed.checked_sub(1)?)
    }

    /// S(day): the share of asks without an answer after `day` days, from 1 down to 0.
    pub fn at(&self, day: u32) -> f64 {
        self.step_at(day).map_or(1.0, |step| step.survival)
    }

    /// How many asks were out at least `day` days with no answer before.
    pub fn at_risk(&self, day: u32) -> u64 {
        let shorter = self.out.partition_point(|(days, _)| *days < day);
        self.out.get(shorter).map_or(0, |(_, at_risk)| *at_risk)
    }

    /// The median: the first day with S ≤ ½. Its interval holds the days whose interval holds ½.
    pub fn median(&self) -> MedianWait {
        // The product of fractions that make ½ may miss it by the last bits.
        let half = 0.5 + 1e-10;
        let first =
            |low_enough: &dyn Fn(&Step) -> bool| self.steps.iter().find(|s| low_enough(s)).map(|s| s.day);
        MedianWait {
            day: first(&|step| step.survival <= half),
            low: first(&|step| step.interval.low <= half),
            high: first(&|step| step.interval.high <= half),
        }
    }

    /// The chance that an ask which is out `age` days without an answer gets one by the last day on which any
    /// came: 1 − S(last) / S(age). 0 past that day, which says only that none was seen so late. `None` if no
    /// answer was seen at all, or none of the asks was ever out that long without one.
    pub fn later_answer(&self, age: u32) -> Option<LaterAnswer> {
        let last = self.steps.last()?.survival;
        let now = self.at(age);
        let at_risk = self.at_risk(age);
        (now > 0.0 && at_risk > 0)
            .then(|| LaterAnswer { chance: (1.0 - last / now).clamp(0.0, 1.0), at_risk })
    }
}

/// The interval on the scale of ln(−ln S), which keeps it within 0 and 1; of a share between them.
fn log_log(survival: f64, greenwood: f64) -> Interval {
    let reach = Z95 * greenwood.sqrt() / -survival.ln();
    Interval { low: survival.powf(reach.exp()), high: survival.powf((-reach).exp()) }
}

/// How large the share of those who go on without an answer may be at 95 % where all `n` had one: 1 − 0.025^(1/n), the
/// exact bound of none of n. On the scale of ln(−ln S) an S of 0 has no interval at all, however many were answered.
///
/// Source: Clopper and Pearson 1934, Biometrika 26:404.
fn none_left(n: f64) -> f64 {
    // Through expm1, since 1 − 0.025^(1/n) cancels for large n.
    -(0.025_f64.ln() / n).exp_m1()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::stats::tests::prints;
    use proptest::prelude::*;

    /// Data D of the standard: days, `+` answered and `o` open.
    pub(in crate::stats) const D: &str =
        "1+ 2+ 2+ 3+ 5+ 5o 7+ 9+ 10o 12+ 14o 14+ 20o 21+ 30o 35o 40+ 45o 60o 60o";

    fn curve(waits: &str) -> Survival {
        let wait = |word: &str| Wait {
            days: word[..word.len() - 1].parse().unwrap(),
            answered: word.ends_with('+'),
        };
        Survival::of(&waits.split_whitespace().map(wait).collect::<Vec<_>>())
    }

    #[test]
    fn first_vector() {
        let curve = curve(D);
        assert_eq!((curve.asks(), curve.answers()), (20, 11));
        for (day, survival) in
            [(5, "0.75"), (7, "0.696429"), (14, "0.525974"), (21, "0.450835"), (40, "0.338126")]
        {
            prints(curve.at(day), survival);
        }
        let step = curve.step_at(14).unwrap();
        let interval = step.interval;
        assert_eq!((step.day, step.at_risk, step.answers), (14, 10, 1));
        prints(step.se.unwrap(), "0.116160");
        prints(interval.low, "0.2836");
        prints(interval.high, "0.7207");
        assert_eq!(curve.median(), MedianWait { day: Some(21), low: Some(5), high: None });
        for (age, chance) in [(10, "0.4740"), (14, "0.3571"), (21, "0.2500")] {
            prints(curve.later_answer(age).unwrap().chance, chance);
        }
        assert_eq!(curve.later_answer(14).unwrap().at_risk, 10);
    }

    #[test]
    fn second_vector() {
        let curve = curve("3+ 5o 6+ 7+ 8o 10+ 12+ 12o");
        assert_eq!(curve.at(3), 7.0 / 8.0);
        assert!((curve.at(6) - 35.0 / 48.0).abs() < 1e-15);
        prints(curve.at(7), "0.58333");
        assert_eq!(curve.median().day, Some(10));
    }

    #[test]
    fn nothing_one_and_none_answered() {
        assert_eq!(curve("").median(), MedianWait::default());
        assert_eq!((curve("").at(9), curve("").at_risk(0), curve("").later_answer(0)), (1.0, 0, None));
        assert_eq!((curve("5o 6o").steps(), curve("5o 6o").later_answer(3)), (&[][..], None));

        let one = curve("4+");
        let step = one.steps()[0];
        assert_eq!((step.survival, step.se, step.interval.low), (0.0, None, 0.0));
        prints(step.interval.high, "0.975");
        assert_eq!(one.median(), MedianWait { day: Some(4), low: Some(4), high: None });
        assert_eq!(one.later_answer(3).unwrap(), LaterAnswer { chance: 1.0, at_risk: 1 });
        assert_eq!(one.later_answer(4), None);
    }

    #[test]
    fn where_all_were_answered_the_median_has_an_end() {
        let all = |asks: usize| curve(&"31+ ".repeat(asks));
        let step = all(20).steps()[0];
        assert_eq!((step.survival, step.interval.low), (0.0, 0.0));
        prints(step.interval.high, "0.1684");
        assert_eq!(all(20).median(), MedianWait { day: Some(31), low: Some(31), high: Some(31) });
        // Five are too few to say so, six are enough.
        assert_eq!((all(5).median().high, all(6).median().high), (None, Some(31)));
        // What was seen before the last step bounds it too.
        let late = curve("1+ 1+ 1+ 9+ 9+ 9+ 9+");
        prints(late.steps()[0].interval.high, "0.8371");
        prints(late.steps()[1].interval.high, "0.5042");
        assert_eq!(late.median(), MedianWait { day: Some(9), low: Some(1), high: None });
    }

    #[test]
    fn half_is_half_in_any_number_of_steps() {
        for n in (2..400).step_by(2) {
            let waits: Vec<Wait> = (1..=n).map(|days| Wait { days, answered: true }).collect();
            assert_eq!(Survival::of(&waits).median().day, Some(n / 2));
        }
    }

    #[test]
    fn past_the_last_answer_nothing_was_seen() {
        assert_eq!(curve(D).later_answer(60).unwrap(), LaterAnswer { chance: 0.0, at_risk: 2 });
        assert_eq!(curve(D).later_answer(61), None);
    }

    proptest! {
        #[test]
        fn total(waits in prop::collection::vec((prop_oneof![0..30u32, any::<u32>()], any::<bool>()), 0..80), age: u32) {
            let waits: Vec<Wait> = waits.into_iter().map(|(days, answered)| Wait { days, answered }).collect();
            let curve = Survival::of(&waits);
            let mut last = 1.0;
            for step in curve.steps() {
                prop_assert!((0.0..last).contains(&step.survival));
                prop_assert!(0.0 <= step.interval.low && step.interval.low <= step.survival);
                prop_assert!(step.survival <= step.interval.high && step.interval.high <= 1.0);
                last = step.survival;
            }
            let median = curve.median();
            if let Some(day) = median.day {
                prop_assert!(median.low.is_some_and(|low| low <= day) && median.high.is_none_or(|high| day <= high));
            }
            for age in [age, age % 40] {
                prop_assert!(curve.later_answer(age).is_none_or(|later| (0.0..=1.0).contains(&later.chance)));
            }
        }
    }
}
