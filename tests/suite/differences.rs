//! Reports of answers that are nothing but luck tell no kinds apart, and those of kinds that differ still do.

use crate::support::notebook;
use askbook::report::{Difference, Scope, build};
use std::fmt::Write;

/// Steps of a linear congruence (Knuth's MMIX), so that each run draws the same.
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

fn differences(page: &str) -> Vec<Difference> {
    let notebook = notebook(page, "2026-06-30");
    let scope = Scope::whole(None);
    build(&notebook.book, &notebook.config, &scope).differences
}

/// 300 asks of ten kinds and three sizes, one in four of them a yes whatever it is.
fn lucky(seed: u64) -> String {
    let mut random = Random(seed);
    let mut page = String::new();
    for _ in 0..300 {
        let answer = if random.below(4) == 0 { "yes" } else { "no" };
        let size = ["small", "medium", "big"][random.below(3) as usize];
        let _ = writeln!(page, "- #ask #{answer} A #kind-{} size:{size}", random.below(10));
    }
    page
}

#[test]
fn luck_is_seldom_told_as_a_difference() {
    const NOTEBOOKS: u64 = 60;
    let told = (0..NOTEBOOKS).filter(|seed| !differences(&lucky(*seed)).is_empty()).count();
    // With 95 % for each of the 18 pairs it would be about 40 of them.
    assert!(told <= 3, "{told} of {NOTEBOOKS}");
}

#[test]
fn what_differs_much_is_told_among_many_pairs_too() {
    let mut page = lucky(1);
    for (tag, yes) in [("easy", 30), ("hard", 2)] {
        for at in 0..60 {
            let _ = writeln!(page, "- #ask #{} A #{tag}", if at < yes { "yes" } else { "no" });
        }
    }
    let found = differences(&page);
    let told = found.iter().find(|found| found.more == "#easy asks" && found.less == "#hard asks");
    assert!(told.is_some_and(|told| told.chance > 0.9999), "{found:?}");
}
