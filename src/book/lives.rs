//! The life of each ask: its answers, its signs of life, its wait (format, section 6).

use super::ask::{Ask, Event, Public};
use super::link::Linked;
use super::plans::Plans;
use super::{RecordId, View};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Answer, Day, Marker, covers, fold};
use crate::text::Span;
use std::collections::HashMap;

/// Tells the life of every ask that counts.
pub(super) fn live(
    view: &View<'_>,
    linked: &Linked,
    plans: &Plans,
    config: &Config,
    whos: &HashMap<String, Box<str>>,
    private: &[bool],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Ask> {
    let today = view.today();
    linked
        .asks
        .iter()
        .enumerate()
        .filter_map(|(ask, id)| {
            let day = view.record(*id).day?;
            let mut life = begin(view, *id, day, plans, whos, private[*id]);
            life.lessons.clone_from(&linked.lessons[ask]);
            let mut days = AnswerDays::default();
            for event in &linked.events[ask] {
                happen(view, &mut life, &mut days, *event, diagnostics);
            }
            end(view, &mut life, &days, config, today);
            Some(life)
        })
        .collect()
}

fn begin(
    view: &View<'_>,
    id: RecordId,
    day: Day,
    plans: &Plans,
    whos: &HashMap<String, Box<str>>,
    private: bool,
) -> Ask {
    let record = view.record(id);
    let fields = &record.fields;
    let plan_id = || view.record(*plans.plan_of.get(&id)?).id.as_ref();
    Ask {
        record: id,
        id: record.id.as_ref().or_else(plan_id).map(|name| name.text.clone()),
        day,
        title: record.title.clone(),
        tags: record.tags.clone(),
        whos: record.whos.iter().map(|who| whos.get(&fold(&who.name)).unwrap_or(&who.name).clone()).collect(),
        size: fields.size,
        fear: fields.fear,
        odds: fields.odds,
        via: fields.via.clone(),
        worth: fields.worth.clone(),
        due: fields.due,
        keys: fields.declared.clone(),
        re: record.re.as_ref().map(|name| name.text.clone()),
        private,
        public: Public::of(record),
        status: None,
        answered: None,
        overdue: false,
        patience: day,
        last_sign: day,
        days: 0,
        sting: None,
        events: Vec::new(),
        lessons: Vec::new(),
        number: None,
        rejection: false,
        turnaround: false,
        answer_record: None,
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
    life: &mut Ask,
    days: &mut AnswerDays,
    id: RecordId,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let record = view.record(id);
    let Some(day) = record.day else { return };
    let answer = if id == life.record { record.on_the_spot } else { record.answer() };
    life.events.push(Event { record: id, day, kind: answer.map_or(Marker::Step, Marker::Answer) });
    let Some(answer) = answer else {
        life.due = record.fields.due.or(life.due);
        life.last_sign = life.last_sign.max(day);
        return;
    };
    match days.0.last_mut() {
        Some(last) if last.day == day => {
            if answer < last.strongest.0 {
                last.strongest = (answer, id);
            }
            let first = view.record(last.first);
            let message =
                format!("a second answer to `{}` on {day}; the strongest of the day counts", life.title);
            diagnostics.push(
                Diagnostic::new(Code::TwoAnswers, view.path(id), answer_span(view, id), message)
                    .hint("keep the one that came, or give one of them its own day")
                    .related(view.path(last.first), first.marker_span, "the first is here"),
            );
        }
        _ => days.0.push(AnswerDay { day, first: id, strongest: (answer, id) }),
    }
}

fn answer_span(view: &View<'_>, id: RecordId) -> Span {
    view.record(id).marker_span
}

fn end(view: &View<'_>, life: &mut Ask, days: &AnswerDays, config: &Config, today: Day) {
    if let Some(last) = days.0.last() {
        let (answer, id) = last.strongest;
        let record = view.record(id);
        life.status = Some(answer);
        life.answered = Some(last.day);
        life.answer_record = Some(id);
        life.days = (last.day - life.day).num_days();
        life.sting = record.fields.sting;
        life.worth = record.fields.worth.clone().or(life.worth.take());
        let earlier = &days.0[..days.0.len() - 1];
        let was_refused = earlier.iter().any(|day| matches!(day.strongest.0, Answer::No | Answer::Silence));
        life.turnaround = was_refused && matches!(answer, Answer::Yes | Answer::Partial);
    } else {
        life.days = (today - life.day).num_days();
    }
    life.patience = patience(view, life, config);
    life.overdue = life.status.is_none() && life.patience <= today;
}

/// The day on which the wait since the last sign of life is over.
fn patience(view: &View<'_>, life: &Ask, config: &Config) -> Day {
    if let Some(wait) = view.record(life.record).fields.wait {
        return wait.after(life.last_sign);
    }
    let by_tag = config
        .silence
        .tags
        .iter()
        .filter(|(wanted, _)| life.tags.iter().any(|tag| covers(wanted, tag)))
        .map(|(_, wait)| wait.after(life.last_sign))
        .min();
    by_tag.unwrap_or_else(|| config.silence.after.after(life.last_sign))
}
