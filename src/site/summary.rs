//! The shareable site in a few lines, for a chat: from the same model, so that it cannot tell more.

use super::shareable::Shareable;
use super::words::Words;
use crate::config::Section;
use crate::list::escaped;

/// Stories that are told.
const TOLD: usize = 5;
/// Signs of the bar.
const BAR: i64 = 20;

/// The summary; with Markdown's signs, or plain.
pub(super) fn summary(model: &Shareable, words: &Words, markdown: bool) -> String {
    let plain = |text: &str| if markdown { escaped(text) } else { text.to_owned() };
    let bold = |text: &str| if markdown { format!("**{}**", escaped(text)) } else { text.to_owned() };
    let say =
        |key: &str, n: i64, values: &[(&str, String)]| words.say(key, Some(n), values).unwrap_or_default();
    let mut text = format!("{}\n", bold(model.title.as_str()));
    let mut put = |line: String| text.push_str(&format!("\n{line}\n"));
    if model.shows(Section::Count) {
        if let Some(progress) = &model.progress {
            let of = say(&format!("of_{}", progress.of), 0, &[("goal", words.number(progress.goal))]);
            let full = progress.count.min(progress.goal) * BAR / progress.goal.max(1);
            let bar = "▓".repeat(full as usize) + &"░".repeat((BAR - full) as usize);
            put(format!("{} {of} {bar}", bold(&words.number(progress.count))));
        }
        let stats =
            [("n_asks", model.asks), ("n_yeses", model.outcomes.yes), ("n_open", model.outcomes.open)];
        put(stats.map(|(key, n)| say(key, n, &[])).join(" · "));
    }
    if model.shows(Section::Outcomes)
        && let (Some(rate), Some(low), Some(high)) =
            (model.answered.rate, model.answered.low, model.answered.high)
    {
        let percent = |share: f64| format!("{share:.0} %");
        let values = [
            ("k", words.number(model.answered.k)),
            ("n", words.number(model.answered.n)),
            ("rate", percent(rate)),
            ("low", percent(low)),
            ("high", percent(high)),
        ];
        // No count of its own: `n` is among the values.
        put(words.say("rate_text", None, &values).unwrap_or_default());
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
        put(format!("{of_week}: {}", say("feed_summary", 0, &totals)));
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
