//! The life of each ask: its answers, its signs of life, its wait (format, section 6).

use super::ask::{Event, Life};
use super::link::Linked;
use super::slot::Slot;
use super::{AskId, RecordId, View};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Answer, Day, Marker, covers};
use rayon::prelude::*;

/// Tells the life of every ask that counts; `asks` are their records.
pub(super) fn live(
    view: &View<'_>,
    asks: &[u32],
    linked: &Linked,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Life> {
    let all = || asks.par_iter().enumerate().with_min_len(ASKS);
    let live = |(ask, id): (AskId, &u32)| life(view, *id as usize, linked.events.of(ask), config);
    let tell = |(ask, id): (AskId, &u32)| two_answers(view, *id as usize, linked.events.of(ask));
    let several = |(ask, _): &(AskId, &u32)| linked.events.of(*ask).len() > 1;
    let (lives, told) = rayon::join(
        || all().map(live).collect(),
        || all().filter(several).flat_map_iter(tell).collect::<Vec<_>>(),
    );
    diagnostics.extend(told);
    lives
}

/// As many asks are looked at at once.
const ASKS: usize = 1024;

fn life(view: &View<'_>, id: RecordId, events: &[Event], config: &Config) -> Life {
    let gist = view.gist(id);
    // Only records with a day count.
    let day = gist.day.unwrap_or_default();
    let own_due = due(view, id);
    let mut life = Life {
        record: id,
        day,
        answered: None,
        patience: day,
        last_sign: day,
        due: own_due,
        status: None,
        overdue: false,
        rejection: false,
        turnaround: false,
        number: None,
        answer_record: Slot::NONE,
    };
    let mut was_refused = false;
    for event in events {
        match event.kind {
            Marker::Answer(answer) => answered(&mut life, &mut was_refused, event, answer),
            _ => {
                // What the ask says is later than what a step says that is dated before it.
                let is_later = event.day >= day || own_due.is_none();
                life.due = due(view, event.record).filter(|_| is_later).or(life.due);
                life.last_sign = life.last_sign.max(event.day);
            }
        }
    }
    life.turnaround = was_refused && matches!(life.status, Some(Answer::Yes | Answer::Partial));
    life.patience = patience(view, &life, config);
    life.overdue = life.is_open() && life.patience <= view.today;
    life
}

/// Takes in one more answer: the last day's strongest counts. Of the days before it, whether one was refused is kept.
fn answered(life: &mut Life, was_refused: &mut bool, event: &Event, answer: Answer) {
    if life.answered == Some(event.day) {
        if life.status.is_some_and(|strongest| strongest <= answer) {
            return;
        }
    } else {
        *was_refused |= matches!(life.status, Some(Answer::No | Answer::Silence));
    }
    life.status = Some(answer);
    life.answered = Some(event.day);
    life.answer_record = Slot::of(event.record);
}

/// When to act again, as a record says.
fn due(view: &View<'_>, id: RecordId) -> Option<Day> {
    if view.gist(id).waits { view.record(id).due() } else { None }
}

/// Tells of each answer of an ask that is not the first of its day.
fn two_answers<'e>(
    view: &'e View<'_>,
    ask: RecordId,
    events: &'e [Event],
) -> impl Iterator<Item = Diagnostic> + use<'e> {
    let mut first: Option<&Event> = None;
    let answers = events.iter().filter(|event| matches!(event.kind, Marker::Answer(_)));
    answers.filter_map(move |event| {
        let first = match first {
            Some(first) if first.day == event.day => first,
            _ => {
                first = Some(event);
                return None;
            }
        };
        let message = format!(
            "a second answer to `{}` on {}; the strongest of the day counts",
            view.record(ask).title(),
            event.day
        );
        let span = view.record(event.record).marker_span();
        let told = Diagnostic::new(Code::TwoAnswers, view.path(event.record), span, message)
            .hint("keep the one that came, or give one of them its own day")
            .related(view.path(first.record), view.record(first.record).marker_span(), "the first is here");
        Some(told)
    })
}

/// The day on which the wait since the last sign of life is over.
fn patience(view: &View<'_>, life: &Life, config: &Config) -> Day {
    if view.gist(life.record).waits
        && let Some(wait) = view.record(life.record).wait()
    {
        return wait.after(life.last_sign);
    }
    let waits = &config.silence.tags;
    if waits.is_empty() {
        return config.silence.after.after(life.last_sign);
    }
    let record = view.record(life.record);
    let by_tag = waits
        .iter()
        .filter(|(wanted, _)| record.tags().iter().any(|tag| covers(wanted, tag)))
        .map(|(_, wait)| wait.after(life.last_sign))
        .min();
    by_tag.unwrap_or_else(|| config.silence.after.after(life.last_sign))
}
