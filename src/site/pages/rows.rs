//! The rows of charts: answers with their counts, groups with their shares.

use super::say;
use crate::site::charts::{self, Bar, place};
use crate::site::shareable::{Group, Milestone, Shareable};
use crate::site::tally::Tally;
use crate::site::view::{CountRow, ShareRow};
use crate::site::words::Words;
use crate::stats::Interval;

/// Milestones that stand on a page at once.
const MILESTONES: usize = 8;

/// The answers with a bar each, as long as its share of all asks; those that nobody gave are left out. Where a smaller
/// yes is a yes, it is among them, and told as a part of them.
pub fn outcomes(tally: &Tally, partial_is_yes: bool, words: &Words) -> Vec<CountRow> {
    let (yes, _) = tally.answered(partial_is_yes);
    let rows = [
        ("no", tally.no),
        ("yes", yes),
        ("partial", tally.partial),
        ("silence", tally.silence),
        ("withdrawn", tally.withdrawn),
        ("open", tally.open),
    ];
    rows.into_iter()
        .filter(|(_, n)| *n > 0)
        .map(|(kind, n)| CountRow {
            label: words.text(if kind == "partial" && partial_is_yes { "partial_of_yes" } else { kind }),
            kind,
            n,
            at: place(n as f64 * 100.0 / tally.asks.max(1) as f64),
        })
        .collect()
}

/// The groups with their shares, and what their dots and bars show.
pub fn shares(groups: &[Group], model: &Shareable, words: &Words) -> (Vec<ShareRow>, String) {
    let bars = charts::bars(groups);
    let note = if bars.iter().all(Option::is_none) {
        say(words, "shares_few", Some(model.minimum), &[])
    } else {
        match model.answered.exact() {
            // Never "0 %".
            Some((share, _)) if model.answered.k > 0 => {
                say(words, "shares_note_all", None, &[("rate", words.percent(share))])
            }
            _ => words.text("shares_note"),
        }
    };
    let row = |(group, bar): (&Group, Option<Bar>)| {
        let name = match (&group.tag, group.word) {
            (Some(tag), _) => tag.as_str().to_owned(),
            (None, word) => words.text(word.unwrap_or("other")),
        };
        let share = &group.share;
        let of = say(words, "k_of_n", None, &[("k", words.number(share.k)), ("n", words.number(share.n))]);
        let none = || "–".to_owned();
        let (rate, range, text) = match share.exact() {
            // Never "0 %".
            Some((_, Interval { high, .. })) if share.k == 0 => {
                let up_to = say(words, "up_to", None, &[("high", words.percent(high))]);
                (words.text("none_yet"), up_to.clone(), format!("{of} · {up_to}"))
            }
            Some((rate, Interval { low, high })) => {
                let range = words.percent_range(low, high);
                (words.percent(rate), range.clone(), format!("{of} · {range}"))
            }
            None if share.n == 0 => {
                let key = if group.awaits { "no_answer_yet" } else { "no_answer" };
                (none(), none(), say(words, key, Some(group.asks), &[]))
            }
            None => (none(), none(), of.clone()),
        };
        let of = if share.n == 0 { none() } else { of };
        ShareRow { name, text, asks: group.asks, k: share.k, n: share.n, of, rate, range, bar }
    };
    (groups.iter().zip(bars).map(row).collect(), note)
}

/// The latest milestones, the newest first, and those before them.
pub fn milestones<'m>(
    told: impl DoubleEndedIterator<Item = &'m Milestone>,
) -> (Vec<Milestone>, Vec<Milestone>) {
    let mut latest: Vec<Milestone> = told.rev().cloned().collect();
    let earlier = latest.split_off(latest.len().min(MILESTONES));
    (latest, earlier)
}

/// How many of the answered asks were a yes, and the share with its range where there are enough; the same on the page
/// and in a chat.
pub fn rate(model: &Shareable, words: &Words) -> String {
    let (share, minimum) = (model.answered, model.minimum);
    let asks = say(words, "n_answered", Some(share.n), &[]);
    let mut values = vec![("k", words.number(share.k)), ("n", words.number(share.n)), ("asks", asks)];
    let key = match share.exact() {
        Some((rate, Interval { low, high })) => {
            let figures = [("rate", rate), ("low", low), ("high", high)];
            values.extend(figures.map(|(name, share)| (name, words.percent(share))));
            // Never "0 %".
            if share.k == 0 { "rate_zero" } else { "rate_text" }
        }
        None if share.n == 0 && model.awaits_first => "rate_none",
        None if share.n == 0 => "rate_unanswered",
        None => {
            values.push(("minimum", words.number(minimum)));
            "rate_few"
        }
    };
    // Of one ask, or one of several, was a yes; of several, two were. None of several was one.
    let is_one = share.n == 1 || share.k == 1 && key != "rate_zero";
    say(words, key, Some(if is_one { 1 } else { share.n }), &values)
}
