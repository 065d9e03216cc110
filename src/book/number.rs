//! Rejections and their numbers, by challenge (format, section 6).

use super::{AskId, Life, RecordId};
use crate::config::Config;
use crate::model::Day;

/// Marks the rejections among `asks` and numbers them within the challenge that holds their day.
pub(super) fn number(asks: &mut [Life], config: &Config) {
    let answers = asks.iter().enumerate();
    let answers = answers.filter_map(|(ask, life)| Some((life.answered?, life.answer_record()?, ask)));
    let mut order: Vec<(Day, RecordId, AskId)> = answers.collect();
    order.sort_unstable();
    let mut counts = vec![0; config.challenges.len()];
    for (.., ask) in order {
        let ask = &mut asks[ask];
        let (Some(answer), Some(day)) = (ask.status, ask.answered) else { continue };
        let holder = config.challenges.iter().position(|challenge| challenge.holds(day));
        let judge = holder.unwrap_or_else(|| nearest_challenge(config, day));
        ask.rejection =
            config.challenges.get(judge).is_some_and(|challenge| challenge.counts.contains(&answer));
        if let Some(holder) = holder.filter(|_| ask.rejection) {
            counts[holder] += 1;
            ask.number = Some(counts[holder]);
        }
    }
}

/// Whose `counts` say what a rejection is on a day outside every challenge: the last that began before
/// it, or else the first of all.
fn nearest_challenge(config: &Config, day: Day) -> usize {
    config
        .challenges
        .iter()
        .rposition(|challenge| challenge.start.is_none_or(|start| start <= day))
        .unwrap_or(0)
}
