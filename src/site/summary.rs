//! The shareable site in a few lines, for a chat: from the same model, so that it cannot tell more.

use super::pages;
use super::shareable::Shareable;
use super::words::Words;
use crate::config::Section;
use crate::list::escaped;
use crate::report::capital;

/// Stories that are told.
const TOLD: usize = 5;
/// Signs of the bar.
const BAR: i64 = 20;

/// The summary; with Markdown's signs, or plain. With `ascii` what the program says has plain signs only; released words
/// are as they were written.
pub(super) fn summary(model: &Shareable, words: &Words, markdown: bool, ascii: bool) -> String {
    let signs = |text: String| if ascii { plain_signs(&text) } else { text };
    let (full_sign, empty_sign, between) = if ascii { ("#", "-", ", ") } else { ("▓", "░", " · ") };
    let plain = |text: &str| if markdown { escaped(text) } else { text.to_owned() };
    let bold = |text: &str| if markdown { format!("**{}**", escaped(text)) } else { text.to_owned() };
    let say =
        |key: &str, n: i64, values: &[(&str, String)]| words.say(key, Some(n), values).unwrap_or_default();
    let mut text = format!("{}\n", bold(model.title.as_str()));
    let mut put = |line: String| text.push_str(&format!("\n{line}\n"));
    if model.shows(Section::Count) {
        if let Some(progress) = &model.progress {
            let of =
                say(&format!("of_{}", progress.of), progress.goal, &[("goal", words.number(progress.goal))]);
            let full = progress.count.min(progress.goal) * BAR / progress.goal.max(1);
            let bar = full_sign.repeat(full as usize) + &empty_sign.repeat((BAR - full) as usize);
            let ended = progress.end.filter(|_| progress.ended);
            let ended = ended.map(|end| say("ended", 0, &[("month", words.month(end))]));
            let ended = ended.map(|words| format!("{between}{words}")).unwrap_or_default();
            put(signs(format!("{} {of} {bar}{ended}", bold(&words.number(progress.count)))));
        }
        let stats = [("n_asks", model.asks), ("n_yeses", model.yeses()), ("n_open", model.outcomes.open)];
        put(signs(stats.map(|(key, n)| say(key, n, &[])).join(between)));
    }
    if model.shows(Section::Outcomes) && model.answered.rate.is_some() {
        put(signs(pages::rate(model, words)));
    }
    if model.shows(Section::Weeks)
        && let Some(week) = model.weeks.iter().rev().find(|week| week.complete)
    {
        let totals = [
            ("asks", say("n_asks", week.asks, &[])),
            ("noes", say("n_noes", week.noes, &[])),
            ("yeses", say("n_yeses", week.yeses, &[])),
        ];
        let of_week = say("week_of", 0, &[("day", words.day(week.start))]);
        put(signs(format!("{}: {}", capital(&of_week), say("feed_summary", 0, &totals))));
    }
    let told = model.stories.iter().filter(|_| model.shows(Section::Stories));
    let lessons = model.lessons.iter().filter(|_| model.shows(Section::Lessons));
    let lines: Vec<String> = told
        .take(TOLD)
        .chain(lessons.take(TOLD))
        .map(|told| {
            let kind = words.text(&format!("story_{}", told.kind));
            format!("- {} ({kind})\n", plain(told.text.as_str()))
        })
        .collect();
    if !lines.is_empty() {
        put(lines.concat().trim_end().to_owned());
    }
    if !model.base_url.is_empty() {
        put(model.base_url.clone());
    }
    text
}

/// The signs that the table of words has beside letters, as ASCII has them.
fn plain_signs(text: &str) -> String {
    text.replace('\u{a0}', " ").replace(['–', '−'], "-").replace('…', "...")
}
