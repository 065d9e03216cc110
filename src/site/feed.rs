//! The Atom feed: a total for each complete week, and the milestones.

use super::shareable::{Shareable, TURNAROUND};
use super::words::Words;
use crate::config::Section;
use crate::model::Day;
use chrono::Days;
use serde::Serialize;
use sha2::{Digest, Sha256};

/// Weeks in the feed, so that it stays short.
const WEEKS: usize = 26;

/// The feed.
#[derive(Debug, Clone, Serialize)]
pub struct Feed {
    /// The same for ever: the site's address, or else a name.
    pub id: String,
    /// The time of the latest entry.
    pub updated: String,
    /// The entries, the latest first.
    pub entries: Vec<Entry>,
}

/// An entry.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    /// The same for ever.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it says.
    pub text: String,
    /// When its week was over.
    pub updated: String,
    /// The page of its month.
    pub file: String,
}

pub(super) fn feed(model: &Shareable, words: &Words) -> Feed {
    let base = match model.base_url.as_str() {
        "" => own_name(model),
        address => format!("{address}/feed.xml"),
    };
    let id = |name: String| match model.base_url.as_str() {
        "" => urn(&[&base, &name]),
        _ => format!("{base}#{name}"),
    };
    let say =
        |key: &str, n: i64, values: &[(&str, String)]| words.say(key, Some(n), values).unwrap_or_default();
    let month_of = |week: Day| {
        let month = model.months.iter().find(|month| month.weeks.contains(&week));
        month.map_or_else(|| super::FRONT.to_owned(), |month| format!("{}.html", month.name))
    };
    let mut entries: Vec<(Day, u8, Entry)> = Vec::new();
    if model.shows(Section::Weeks) {
        for week in model.weeks.iter().rev().filter(|week| week.complete).take(WEEKS) {
            let values = [
                ("asks", say("n_asks", week.asks, &[])),
                ("noes", say("n_noes", week.noes, &[])),
                ("yeses", say("n_yeses", week.yeses, &[])),
            ];
            let entry = Entry {
                id: id(format!("week-{}", week.start)),
                title: say("feed_week", week.asks, &[("day", words.day(week.start))]),
                text: say("feed_summary", 0, &values),
                updated: over(week.start),
                file: month_of(week.start),
            };
            entries.push((week.start, 0, entry));
        }
    }
    if model.shows(Section::Milestones) {
        for milestone in &model.milestones {
            let is_turned = milestone.word == TURNAROUND;
            // What turned around in a week is one entry, however many there are.
            let of_week = model
                .milestones
                .iter()
                .filter(|other| is_turned && other.word == TURNAROUND && other.week == milestone.week);
            let n = if is_turned { of_week.map(|other| other.n).sum() } else { milestone.n };
            let title = say(milestone.word, n, &[]);
            let named = if is_turned { 1 } else { n };
            let kind = milestone.word.trim_start_matches("milestone_");
            let entry = Entry {
                id: id(format!("{kind}-{named}-{}", milestone.week)),
                text: title.clone(),
                title,
                updated: over(milestone.week),
                file: super::FRONT.to_owned(),
            };
            entries.push((milestone.week, 1, entry));
        }
    }
    entries.sort_by(|a, b| (b.0, b.1).cmp(&(a.0, a.1)).then_with(|| a.2.id.cmp(&b.2.id)));
    let mut entries: Vec<Entry> = entries.into_iter().map(|(_, _, entry)| entry).collect();
    // Several milestones of one kind in a week have one id each all the same.
    entries.dedup_by(|later, earlier| later.id == earlier.id);
    let updated = entries.first().map_or_else(|| over(model.upto), |entry| entry.updated.clone());
    Feed { id: base, updated, entries }
}

/// A name for the site where its address is not known: made of what its pages show, its title and the month in which the
/// challenge begins.
fn own_name(model: &Shareable) -> String {
    let start = model.progress.as_ref().and_then(|progress| progress.start);
    let start = start.map(|start| start.to_string()).unwrap_or_default();
    urn(&["askbook", model.title.as_str(), &start])
}

/// A UUID of version 8 that is the same for the same texts (RFC 9562, section 5.8).
fn urn(texts: &[&str]) -> String {
    let hash = Sha256::digest(texts.join("\n").as_bytes());
    let mut hex: String = hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    hex.replace_range(12..13, "8");
    hex.replace_range(16..17, "8");
    format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

/// The moment after a week.
fn over(week: Day) -> String {
    let day = week.checked_add_days(Days::new(7)).unwrap_or(week);
    format!("{day}T00:00:00Z")
}
