//! Rejections and their numbers, by challenge (format, section 6).

use super::{Event, Life};
use crate::config::{Challenge, Config};
use crate::model::Day;

/// The asks that have an answer, in order of its day and place, in which `events` are.
pub(super) fn answered(lives: &[Life], events: &[(u32, Event)]) -> Vec<u32> {
    let counting =
        events.iter().filter(|(ask, event)| lives[*ask as usize].answer_record() == Some(event.record));
    counting.map(|(ask, _)| *ask).collect()
}

/// Marks the rejections and numbers them within the challenge that holds their day. `answered` are the asks that
/// have an answer, in order of its day and place.
pub(super) fn number(lives: &mut [Life], answered: &[u32], config: &Config) {
    let mut counts = vec![0; config.challenges.len()];
    let mut last: Option<(Day, Judged<'_>)> = None;
    for ask in answered {
        let life = &mut lives[*ask as usize];
        let (Some(answer), Some(day)) = (life.status, life.answered) else { continue };
        // Many answers come on one day.
        let judged = match last {
            Some((same, judged)) if same == day => judged,
            _ => Judged::on(day, config),
        };
        last = Some((day, judged));
        life.rejection = judged.by.is_some_and(|challenge| challenge.counts.contains(&answer));
        if let Some(holder) = judged.holder.filter(|_| life.rejection) {
            counts[holder] += 1;
            life.number = Some(counts[holder]);
        }
    }
}

/// How the answers of one day are judged.
#[derive(Clone, Copy)]
struct Judged<'c> {
    /// The challenge that holds the day.
    holder: Option<usize>,
    /// The challenge whose `counts` say what a rejection is.
    by: Option<&'c Challenge>,
}

impl<'c> Judged<'c> {
    fn on(day: Day, config: &'c Config) -> Self {
        let holder = config.challenges.iter().position(|challenge| challenge.holds(day));
        let by = config.challenges.get(holder.unwrap_or_else(|| nearest_challenge(config, day)));
        Self { holder, by }
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
