#![allow(clippy::print_stdout, reason = "what was found is read with --nocapture")]
//! Whether the intervals hold what they promise: Wilson's computed exactly, the others on simulated notebooks.
//!
//! The numbers found are recorded in `docs/statistics.md`. The random numbers are drawn from a fixed seed, by tests
//! only, so each run finds the same.

use super::{Forecast, MannWhitney, Rate, Slope, Survival, Wait, sure_among};

/// The chance that the interval of k in n holds `p`, summed over all k.
fn wilson_coverage(n: u64, p: f64) -> f64 {
    let mut chance = (1.0 - p).powi(n as i32);
    let mut covered = 0.0;
    for k in 0..=n {
        let interval = Rate::new(k, n).wilson().unwrap();
        if interval.low <= p && p <= interval.high {
            covered += chance;
        }
        chance *= (n - k) as f64 / (k + 1) as f64 * (p / (1.0 - p));
    }
    covered
}

#[test]
fn wilson_covers_what_it_promises() {
    for n in [40, 100, 200] {
        let rates: Vec<f64> = (5..=500).map(|i| f64::from(i) / 1000.0).collect();
        let mean = rates.iter().map(|&p| wilson_coverage(n, p)).sum::<f64>() / rates.len() as f64;
        let least = |rates: &[f64]| {
            let from_one_percent = rates.iter().filter(|p| (0.01..=0.5).contains(*p));
            from_one_percent.map(|&p| wilson_coverage(n, p)).fold(1.0, f64::min)
        };
        let on_grid = least(&rates);

        // Coverage jumps where an interval ends, so what is truly least lies just beside an end. There Wilson's goes
        // a little under 90 % once: for n = 40 and rates from 1.34 to 1.38 %, between two tenths of a percent.
        let ends: Vec<f64> = (0..=n)
            .filter_map(|k| Rate::new(k, n).wilson())
            .flat_map(|interval| [interval.low, interval.high])
            .flat_map(|end| [end - 1e-9, end + 1e-9])
            .collect();
        let anywhere = least(&ends).min(on_grid);

        println!("wilson, n = {n}: mean {mean:.5}, least {on_grid:.4}, beside an end {anywhere:.4}");
        assert!((0.94..=0.97).contains(&mean), "n = {n}: {mean}");
        assert!(on_grid >= 0.90, "n = {n}: {on_grid}");
        assert!(anywhere >= if n == 40 { 0.894 } else { 0.90 }, "n = {n}: {anywhere}");
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014).
struct Random(u64);

impl Random {
    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Above 0 and below 1.
    fn uniform(&mut self) -> f64 {
        ((self.bits() >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    }

    fn exponential(&mut self, mean: f64) -> f64 {
        -mean * self.uniform().ln()
    }

    fn poisson(&mut self, mean: f64) -> u64 {
        let (mut count, mut time) = (0, self.exponential(1.0));
        while time < mean {
            count += 1;
            time += self.exponential(1.0);
        }
        count
    }

    fn one_of(&mut self, choices: &[u64]) -> u64 {
        choices[(self.bits() % choices.len() as u64) as usize]
    }
}

#[derive(Clone, Copy, Debug)]
enum Weeks {
    Steady,
    Overdispersed,
    Rest,
}

impl Weeks {
    fn draw(self, random: &mut Random, mean: f64) -> u64 {
        match self {
            Self::Steady => random.poisson(mean),
            Self::Overdispersed => {
                // Gamma of shape 4: the variance is m + m²/4.
                let factor = (0..4).map(|_| random.exponential(0.25)).sum::<f64>();
                random.poisson(mean * factor)
            }
            Self::Rest if random.uniform() < 0.15 => 0,
            Self::Rest => random.poisson(mean),
        }
    }
}

#[test]
fn the_forecast_holds_the_truth() {
    const NOTEBOOKS: u32 = 500;
    for kind in [Weeks::Steady, Weeks::Overdispersed, Weeks::Rest] {
        let mut random = Random(2026);
        let mut held = 0;
        for _ in 0..NOTEBOOKS {
            let mean = random.one_of(&[8, 10, 12, 14, 16, 18, 20]) as f64;
            let seen = random.one_of(&[4, 8, 12]);
            let weeks: Vec<u64> = (0..seen).map(|_| kind.draw(&mut random, mean)).collect();
            let remaining = 200 + random.bits() % 600;
            let [low, _, high] = Forecast::of(&weeks).unwrap().range(remaining);
            let (mut truth, mut total) = (0, 0);
            while total < remaining {
                total += kind.draw(&mut random, mean);
                truth += 1;
            }
            let early = low.is_none_or(|low| truth < low);
            let late = high.is_some_and(|high| truth > high);
            held += u32::from(!early && !late);
        }
        let share = f64::from(held) / f64::from(NOTEBOOKS);
        println!("forecast, {kind:?}: {share:.3}");
        assert!((0.75..=0.88).contains(&share), "{kind:?}: {share}");
    }
}

#[test]
fn survival_covers_its_truth() {
    const NOTEBOOKS: u32 = 2000;
    const MEAN: f64 = 20.0;
    for asks in [30, 60, 150] {
        for age in [5_u32, 10, 20, 40] {
            let mut random = Random(u64::from(age));
            let truth = (-f64::from(age) / MEAN).exp();
            let (mut held, mut tried) = (0, 0);
            for _ in 0..NOTEBOOKS {
                let waits: Vec<Wait> = (0..asks)
                    .map(|_| {
                        let answer = random.exponential(MEAN).ceil();
                        let today = (random.uniform() * 90.0).ceil();
                        Wait { days: answer.min(today) as u32, answered: answer <= today }
                    })
                    .collect();
                let curve = Survival::of(&waits);
                if curve.at_risk(age) < 10 {
                    continue;
                }
                if let Some(interval) = curve.step_at(age).map(|step| step.interval) {
                    tried += 1;
                    held += u32::from(interval.low <= truth && truth <= interval.high);
                }
            }
            if tried >= 500 {
                let share = f64::from(held) / f64::from(tried);
                println!("survival, {asks} asks at {age} days: {share:.3} of {tried}");
                assert!((0.92..=0.98).contains(&share), "{asks} {age}: {share}");
            }
        }
    }
}

/// Six tags and three sizes of one and the same rate, as a report compares them: a difference among them is none.
#[test]
fn differences_that_are_none_are_seldom_told() {
    const NOTEBOOKS: u32 = 400;
    for rate in [0.05, 0.1, 0.2, 0.35, 0.5] {
        let mut random = Random(2026);
        let (mut told, mut told_singly) = (0, 0);
        for _ in 0..NOTEBOOKS {
            let mut group = || {
                let n = 10 + random.bits() % 70;
                Rate::new((0..n).filter(|_| random.uniform() < rate).count() as u64, n)
            };
            let (tags, sizes) = ([(); 6].map(|()| group()), [(); 3].map(|()| group()));
            let highest = highest(&tags).max(highest(&sizes));
            told += u32::from(highest >= sure_among(15 + 3));
            told_singly += u32::from(highest >= 0.95);
        }
        let share = |told: u32| f64::from(told) / f64::from(NOTEBOOKS);
        println!(
            "differences at {rate}: {:.3}, at 0.95 for each pair {:.3}",
            share(told),
            share(told_singly)
        );
        assert!(share(told) <= 0.06, "{rate}: {}", share(told));
        assert!(share(told_singly) > 0.2, "{rate}: the test would see a bar that is too low");
    }
}

/// The highest chance of one being above another; 0 where all are much alike.
fn highest(groups: &[Rate]) -> f64 {
    let pairs = groups.iter().enumerate().flat_map(|(at, a)| groups[at + 1..].iter().map(move |b| (*a, *b)));
    // Closer than a standard error they are far from any bar, and the sums need not be made.
    let share = |rate: Rate| (rate.k() as f64 + 0.5) / (rate.n() as f64 + 1.0);
    let variance = |rate: Rate| share(rate) * (1.0 - share(rate)) / (rate.n() as f64 + 2.0);
    let pairs = pairs.filter(|(a, b)| (share(*a) - share(*b)).powi(2) > variance(*a) + variance(*b));
    let chance = |(a, b): (Rate, Rate)| a.chance_above(b);
    pairs.map(chance).map(|chance| chance.max(1.0 - chance)).fold(0.0, f64::max)
}

/// Ratings from 0 to 10 that only chance moves, most of them near the middle.
fn ratings(random: &mut Random, n: u64) -> Vec<f64> {
    (0..n).map(|_| ((0..3).map(|_| random.uniform()).sum::<f64>() / 3.0 * 11.0).floor()).collect()
}

#[test]
fn changes_that_are_none_are_seldom_told() {
    const NOTEBOOKS: u32 = 1000;
    for n in [10, 20, 60] {
        let mut random = Random(2026);
        let is_told = |slope: Slope| slope.rises() || slope.falls();
        let told =
            (0..NOTEBOOKS).filter(|_| Slope::of(&ratings(&mut random, n), 0.95).is_some_and(is_told)).count();
        let share = told as f64 / f64::from(NOTEBOOKS);
        println!("trend of {n}: {share:.3}");
        assert!(share <= 0.06, "{n}: {share}");
    }
}

#[test]
fn ratings_that_do_not_differ_are_seldom_told_apart() {
    const NOTEBOOKS: u32 = 1000;
    for n in [10, 30, 100] {
        let mut random = Random(2026);
        let mut differs = || {
            let (one, other) = (ratings(&mut random, n), ratings(&mut random, n));
            MannWhitney::of(&one, &other).is_some_and(|test| test.is_clear_among(2))
        };
        // Fear and sting, as a comparison looks at both.
        let told = (0..NOTEBOOKS).filter(|_| [differs(), differs()].contains(&true)).count();
        let share = told as f64 / f64::from(NOTEBOOKS);
        println!("ratings, {n} on each side: {share:.3}");
        assert!(share <= 0.06, "{n}: {share}");
    }
}
