//! What every page has: its title, its style, its links to months and years.

use super::say;
use crate::config::Section;
use crate::site::engine::Engine;
use crate::site::policy::policy;
use crate::site::shareable::{Headline, Shareable};
use crate::site::view::{Common, Link, YearLinks};
use crate::site::words::Words;
use chrono::Datelike;

/// Of up to so many years the sheets of all months and years link to each month; of more, which nobody reads through,
/// to those of their own year.
const LINKED_YEARS: usize = 12;

pub fn common(engine: &Engine, model: &Shareable, words: &Words) -> Common {
    let months = if model.shows(Section::Weeks) { model.years.as_slice() } else { &[] };
    let months = months
        .iter()
        .rev()
        .map(|year| YearLinks {
            label: year.year.to_string(),
            file: format!("{}.html", year.year),
            months: model
                .months
                .iter()
                .filter(|month| month.start.year() == year.year)
                .map(|month| Link {
                    label: words.short_month(month.start.month0()),
                    file: format!("{}.html", month.name),
                })
                .collect(),
        })
        .collect();
    Common {
        title: model.title.as_str().to_owned(),
        description: description(model, words),
        root: String::new(),
        policy: policy(&engine.style, false),
        style: engine.style.clone(),
        card: card_address(model),
        months,
    }
}

/// What is a page's own, with what every page has alike.
pub fn filled(own: Common, common: &Common) -> Common {
    let Common { root, policy, style, card, .. } = common;
    let (root, policy, style, card) = (root.clone(), policy.clone(), style.clone(), card.clone());
    Common { root, policy, style, card, ..own }
}

/// The links of a sheet of this year.
pub fn links_of(years: &[YearLinks], year: i32) -> Vec<YearLinks> {
    if years.len() <= LINKED_YEARS {
        return years.to_vec();
    }
    let own = year.to_string();
    let links = |links: &YearLinks| YearLinks {
        label: links.label.clone(),
        file: links.file.clone(),
        months: if links.label == own { links.months.clone() } else { Vec::new() },
    };
    years.iter().map(links).collect()
}

/// Where the card is, for those who show it: they need the whole address.
fn card_address(model: &Shareable) -> String {
    if cfg!(feature = "cards") && !model.base_url.is_empty() {
        format!("{}/card.png", model.base_url)
    } else {
        String::new()
    }
}

/// What the site is, in a line: for search engines and cards.
fn description(model: &Shareable, words: &Words) -> String {
    match model.headline() {
        Headline::Progress(progress) => {
            let key = format!("of_{}", progress.of);
            let goal = [("goal", words.number(progress.goal))];
            format!("{} {}", words.number(progress.count), say(words, &key, Some(progress.goal), &goal))
        }
        Headline::Asks(asks) => {
            format!("{} {}", words.number(asks), say(words, "asks_so_far", Some(asks), &[]))
        }
        Headline::Nothing => model.title.as_str().to_owned(),
    }
}
