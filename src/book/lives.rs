//! The life of each ask: its answers, its signs of life, its wait (format, section 6).

use super::ask::{Event, Life};
use super::link::Linked;
use super::slot::Slot;
use super::{RecordId, View};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Answer, Day, Marker, covers};

/// Tells the life of every ask that counts.
pub(super) fn live(
    view: &View<'_>,
    linked: &Linked,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Life> {
    let mut lives = Vec::with_capacity(linked.asks.len());
    let mut days = AnswerDays::default();
    for (ask, id) in linked.asks.iter().enumerate() {
        let id = *id as usize;
        // Only records with a day count.
        let Some(day) = view.record(id).day else { continue };
        let mut life = begin(view, id, day);
        days.0.clear();
        for event in linked.events.of(ask) {
            happen(view, &mut life, &mut days, event, diagnostics);
        }
        end(view, &mut life, &days, config);
        lives.push(life);
    }
    lives
}

fn begin(view: &View<'_>, id: RecordId, day: Day) -> Life {
    Life {
        record: id,
        day,
        answered: None,
        patience: day,
        last_sign: day,
        due: view.record(id).due(),
        status: None,
        overdue: false,
        rejection: false,
        turnaround: false,
        number: None,
        answer_record: Slot::NONE,
    }
}

/// The answers of an ask by day: each day's first in place and its strongest.
#[derive(Default)]
struct AnswerDays(Vec<AnswerDay>);

struct AnswerDay {
    day: Day,
    first: RecordId,
    strongest: (Answer, RecordId),
}

fn happen(
    view: &View<'_>,
    life: &mut Life,
    days: &mut AnswerDays,
    event: &Event,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Event { record: id, day, kind } = *event;
    let Marker::Answer(answer) = kind else {
        life.due = view.record(id).due().or(life.due);
        life.last_sign = life.last_sign.max(day);
        return;
    };
    match days.0.last_mut() {
        Some(last) if last.day == day => {
            if answer < last.strongest.0 {
                last.strongest = (answer, id);
            }
            let first = view.record(last.first);
            let message = format!(
                "a second answer to `{}` on {day}; the strongest of the day counts",
                view.record(life.record).title()
            );
            diagnostics.push(
                Diagnostic::new(Code::TwoAnswers, view.path(id), view.record(id).marker_span(), message)
                    .hint("keep the one that came, or give one of them its own day")
                    .related(view.path(last.first), first.marker_span(), "the first is here"),
            );
        }
        _ => days.0.push(AnswerDay { day, first: id, strongest: (answer, id) }),
    }
}

fn end(view: &View<'_>, life: &mut Life, days: &AnswerDays, config: &Config) {
    if let Some(last) = days.0.last() {
        let (answer, id) = last.strongest;
        life.status = Some(answer);
        life.answered = Some(last.day);
        life.answer_record = Slot::of(id);
        let earlier = &days.0[..days.0.len() - 1];
        let was_refused = earlier.iter().any(|day| matches!(day.strongest.0, Answer::No | Answer::Silence));
        life.turnaround = was_refused && matches!(answer, Answer::Yes | Answer::Partial);
    }
    life.patience = patience(view, life, config);
    life.overdue = life.status.is_none() && life.patience <= view.today();
}

/// The day on which the wait since the last sign of life is over.
fn patience(view: &View<'_>, life: &Life, config: &Config) -> Day {
    let record = view.record(life.record);
    if let Some(wait) = record.wait() {
        return wait.after(life.last_sign);
    }
    let by_tag = config
        .silence
        .tags
        .iter()
        .filter(|(wanted, _)| record.tags().iter().any(|tag| covers(wanted, tag)))
        .map(|(_, wait)| wait.after(life.last_sign))
        .min();
    by_tag.unwrap_or_else(|| config.silence.after.after(life.last_sign))
}
