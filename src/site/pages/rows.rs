//! The rows of charts: answers with their counts, groups with their shares.

use super::say;
use crate::site::charts::{self, Bar, place};
use crate::site::shareable::Group;
use crate::site::tally::Tally;
use crate::site::view::{CountRow, ShareRow};
use crate::site::words::Words;

/// How many letters of a name fit beside its numbers.
const LABEL: usize = 22;

/// The answers with a bar each, as long as its share of all asks; those that nobody gave are left out.
pub fn outcomes(tally: &Tally, words: &Words) -> Vec<CountRow> {
    let rows = [
        ("no", tally.no),
        ("yes", tally.yes),
        ("partial", tally.partial),
        ("silence", tally.silence),
        ("withdrawn", tally.withdrawn),
        ("open", tally.open),
    ];
    rows.into_iter()
        .filter(|(_, n)| *n > 0)
        .map(|(kind, n)| CountRow {
            label: words.text(kind),
            kind,
            n,
            at: place(n as f64 * 100.0 / tally.asks.max(1) as f64),
        })
        .collect()
}

pub fn shares(groups: &[Group], words: &Words) -> Vec<ShareRow> {
    let bars = charts::bars(groups);
    let row = |(group, bar): (&Group, Option<Bar>)| {
        let name = match (&group.tag, group.word) {
            (Some(tag), _) => tag.as_str().to_owned(),
            (None, word) => words.text(word.unwrap_or("other")),
        };
        let label = if name.chars().count() > LABEL {
            format!("{}…", name.chars().take(LABEL - 1).collect::<String>())
        } else {
            name.clone()
        };
        let share = &group.share;
        let of = say(words, "k_of_n", None, &[("k", words.number(share.k)), ("n", words.number(share.n))]);
        let rate = share.rate.map_or_else(|| "–".to_owned(), percent);
        let range = share
            .low
            .zip(share.high)
            .map_or_else(|| "–".to_owned(), |(low, high)| format!("{low:.0}–{high:.0}\u{a0}%"));
        let text = if share.rate.is_some() { format!("{of} · {range}") } else { of };
        ShareRow { label, name, text, asks: group.asks, k: share.k, n: share.n, rate, range, bar }
    };
    groups.iter().zip(bars).map(row).collect()
}

/// A share with its sign, which no line break parts.
pub fn percent(share: f64) -> String {
    format!("{share:.0}\u{a0}%")
}
