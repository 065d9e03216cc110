//! Which ask each step, answer and lesson belongs to (format, section 4).

use super::candidates::{Candidates, Fit};
use super::ids::Reference;
use super::plans::Plans;
use super::{AskId, RecordId, View};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Day, Marker};
use crate::text::Span;
use std::collections::HashMap;

/// What belongs to what.
#[derive(Debug, Default)]
pub(super) struct Linked {
    /// The records of the asks that count, in order of day and place.
    pub asks: Vec<RecordId>,
    ask_ids: HashMap<RecordId, AskId>,
    /// For each record, the record of its ask or plan; of an ask, itself.
    pub targets: Vec<Option<RecordId>>,
    /// The steps and answers of each ask, in order of day and place.
    pub events: Vec<Vec<RecordId>>,
    /// The lessons of each ask, in order of day and place.
    pub lessons: Vec<Vec<RecordId>>,
    /// The nearest record above that decides which ask a nested one belongs to.
    pub deciders: Vec<Option<RecordId>>,
    plans: HashMap<RecordId, RecordId>,
}

impl Linked {
    /// The ask that a record makes or belongs to; of a plan, the one that carried it out.
    pub fn ask_of(&self, id: RecordId) -> Option<AskId> {
        let target = self.targets[id]?;
        self.ask_ids.get(&target).or_else(|| self.ask_ids.get(self.plans.get(&target)?)).copied()
    }

    /// The plan, not carried out, that a lesson is about.
    pub fn plan_of(&self, id: RecordId) -> Option<RecordId> {
        self.targets[id].filter(|target| {
            *target != id && !self.plans.contains_key(target) && !self.ask_ids.contains_key(target)
        })
    }
}

/// Links the records in order of day and place.
pub(super) fn link(
    view: &View<'_>,
    references: &[Reference],
    plans: &Plans,
    diagnostics: &mut Vec<Diagnostic>,
) -> Linked {
    let mut asks: Vec<RecordId> =
        (0..view.len()).filter(|id| view.record(*id).marker == Marker::Ask && view.counts(*id)).collect();
    asks.sort_by_key(|id| (view.record(*id).day, *id));
    let mut linker = Linker {
        view,
        references,
        plans,
        deciders: deciders(view, plans),
        candidates: Candidates::new(view, &asks),
        found: vec![None; view.len()],
        diagnostics,
    };
    let mut order: Vec<RecordId> = (0..view.len()).filter(|id| view.counts(*id)).collect();
    order.sort_by_key(|id| (view.record(*id).day, *id));
    let mut linked = Linked {
        events: vec![Vec::new(); asks.len()],
        lessons: vec![Vec::new(); asks.len()],
        ..Linked::default()
    };
    linked.ask_ids = asks.iter().enumerate().map(|(ask, id)| (*id, ask)).collect();
    linked.plans = plans.ask_of.clone();
    for id in order {
        let record = view.record(id);
        let Some(day) = record.day else { continue };
        linker.candidates.reach(day);
        let target = match record.marker {
            Marker::Ask => {
                if let Some(answer) = record.on_the_spot {
                    linker.candidates.answer(id, day, answer);
                    linked.events[linked.ask_ids[&id]].push(id);
                }
                continue;
            }
            Marker::Step | Marker::Answer(_) | Marker::Lesson => linker.resolve(id),
            Marker::Plan | Marker::Review | Marker::Rest => continue,
        };
        let Some(target) = target else { continue };
        if matches!(record.marker, Marker::Answer(_)) && linker.answers_before(id, target) {
            linker.found[id] = Some(None);
            continue;
        }
        let Some(ask) = linked.ask_ids.get(&target).copied() else { continue };
        match record.marker {
            Marker::Lesson => linked.lessons[ask].push(id),
            Marker::Answer(answer) => {
                linker.candidates.answer(asks[ask], day, answer);
                linked.events[ask].push(id);
            }
            _ => linked.events[ask].push(id),
        }
    }
    linked.deciders = linker.deciders;
    linked.targets = linker.found.into_iter().map(Option::flatten).collect();
    for id in &asks {
        linked.targets[*id] = Some(*id);
    }
    for (plan, ask) in &plans.ask_of {
        linked.targets[*plan] = Some(*ask);
    }
    linked.asks = asks;
    linked
}

/// For each record the nearest above it that is an ask, a step, an answer or a plan carried out; or else
/// the nearest plan.
fn deciders(view: &View<'_>, plans: &Plans) -> Vec<Option<RecordId>> {
    let mut nearest: Vec<Option<RecordId>> = Vec::with_capacity(view.len());
    for id in 0..view.len() {
        let decides = |above: RecordId| match view.record(above).marker {
            Marker::Ask | Marker::Step | Marker::Answer(_) => true,
            Marker::Plan => plans.ask_of.contains_key(&above),
            Marker::Lesson | Marker::Review | Marker::Rest => false,
        };
        let is_plan = |above: RecordId| view.record(above).marker == Marker::Plan;
        let found = view.above(id).and_then(|above| {
            if decides(above) {
                return Some(above);
            }
            // A plan put off decides only where nothing around it does.
            nearest[above].filter(|far| !is_plan(above) || decides(*far)).or(is_plan(above).then_some(above))
        });
        nearest.push(found);
    }
    nearest
}

struct Linker<'v, 'f, 'd> {
    view: &'v View<'f>,
    references: &'v [Reference],
    plans: &'v Plans,
    deciders: Vec<Option<RecordId>>,
    candidates: Candidates<'v, 'f>,
    /// What each record was found to belong to; the outer `None` where it was not looked at yet.
    found: Vec<Option<Option<RecordId>>>,
    diagnostics: &'d mut Vec<Diagnostic>,
}

impl Linker<'_, '_, '_> {
    /// The ask (or plan, for a lesson) that a step, answer or lesson belongs to.
    fn resolve(&mut self, id: RecordId) -> Option<RecordId> {
        // What is nested in a record that is not linked yet waits for it; the outermost comes first.
        let mut waiting = vec![id];
        while let Some(last) = waiting.last().copied() {
            if self.found[last].is_some() {
                waiting.pop();
                continue;
            }
            if let Some(around) = self.waits_for(last) {
                waiting.push(around);
                continue;
            }
            self.found[last] = Some(self.decide(last));
            waiting.pop();
        }
        self.found[id].flatten()
    }

    /// The step or answer around a record that has to be linked before it.
    fn waits_for(&self, id: RecordId) -> Option<RecordId> {
        if self.references[id] != Reference::None {
            return None;
        }
        self.deciders[id].filter(|around| {
            let is_event = matches!(self.view.record(*around).marker, Marker::Step | Marker::Answer(_));
            is_event && self.view.counts(*around) && self.found[*around].is_none()
        })
    }

    fn decide(&mut self, id: RecordId) -> Option<RecordId> {
        let is_lesson = self.view.record(id).marker == Marker::Lesson;
        match self.references[id] {
            Reference::Unknown => return None,
            Reference::To(target) => return self.target(id, target),
            Reference::None => {}
        }
        if let Some(around) = self.deciders[id] {
            let record = self.view.record(around);
            match record.marker {
                Marker::Ask => return Some(around),
                Marker::Plan => match self.plans.ask_of.get(&around) {
                    Some(ask) => return Some(*ask),
                    None if is_lesson => return Some(around),
                    None => {}
                },
                _ => {
                    let target = self.found[around].flatten();
                    if target.is_none() && !is_lesson && self.view.counts(around) {
                        let message = format!(
                            "the `#{}` around this belongs to no ask, so this does not either",
                            record.marker.word()
                        );
                        self.no_ask(id, message, None, "name the ask that is meant, `re:id`");
                    }
                    return target;
                }
            }
        }
        if is_lesson { None } else { self.by_who(id) }
    }

    /// What a reference to `target` means.
    fn target(&mut self, id: RecordId, target: RecordId) -> Option<RecordId> {
        if self.view.record(target).marker == Marker::Ask {
            return Some(target);
        }
        if let Some(ask) = self.plans.ask_of.get(&target) {
            return Some(*ask);
        }
        if self.view.record(id).marker == Marker::Lesson {
            return Some(target);
        }
        let record = self.view.record(id);
        let name = record.re.as_ref();
        let message =
            format!("`{}` is a plan that was not carried out yet", name.map_or("", |name| &name.text));
        let hint = "write the ask first, `#ask re:…`, on or before this day";
        self.no_ask(id, message, name.map(|name| name.span), hint);
        if let (Some(told), Some(plan)) = (self.diagnostics.last_mut(), self.view.record(target).id.as_ref())
        {
            *told = told.clone().related(self.view.path(target), plan.span, "the plan");
        }
        None
    }

    fn no_ask(&mut self, id: RecordId, message: String, span: Option<Span>, hint: &str) {
        let span = span.unwrap_or_else(|| self.span_of(id));
        self.diagnostics.push(Diagnostic::new(Code::NoAsk, self.view.path(id), span, message).hint(hint));
    }

    /// The first who of a record, or else its marker.
    fn span_of(&self, id: RecordId) -> Span {
        let record = self.view.record(id);
        record.whos.first().map_or(record.marker_span, |who| who.span)
    }

    fn by_who(&mut self, id: RecordId) -> Option<RecordId> {
        let record = self.view.record(id);
        let word = record.marker.word();
        if record.whos.is_empty() {
            let message = format!("this `#{word}` names no ask");
            self.no_ask(
                id,
                message,
                None,
                "name it, `re:id`, or name who was asked, `@who`; or nest this line under the ask",
            );
            return None;
        }
        let names = record.whos.iter().map(|who| format!("@{}", who.name)).collect::<Vec<_>>().join(" and ");
        match self.candidates.fit(record) {
            Fit::One(ask) => Some(ask),
            Fit::None { later } => {
                let message = format!("no ask to {names} is open for this `#{word}`");
                let hint = match later {
                    true => "an ask was made, but only after this day: mend one of the two dates",
                    false => "write the ask, or name the one that is meant, `re:id`",
                };
                self.no_ask(id, message, None, hint);
                None
            }
            Fit::Several { some, more } => {
                let list = self.listed(&some, more);
                let message = format!("several asks to {names} are open: {list}");
                let hint = self.several_hint(&some);
                let told = Diagnostic::new(Code::AmbiguousAsk, self.view.path(id), self.span_of(id), message)
                    .hint(hint);
                self.diagnostics.push(told);
                None
            }
        }
    }

    fn id_of(&self, ask: RecordId) -> Option<&str> {
        let own = self.view.record(ask).id.as_ref();
        own.or_else(|| self.view.record(*self.plans.plan_of.get(&ask)?).id.as_ref()).map(|name| &*name.text)
    }

    fn listed(&self, asks: &[RecordId], more: usize) -> String {
        let mut list: Vec<String> = asks
            .iter()
            .map(|ask| {
                let record = self.view.record(*ask);
                let day = record.day.map_or_else(String::new, |day: Day| day.to_string());
                match self.id_of(*ask) {
                    Some(id) => format!("`{id}` ({}, {day})", record.title),
                    None => format!("one without an id ({}, {day})", record.title),
                }
            })
            .collect();
        if more > 0 {
            list.push(format!("and {more} more"));
        }
        list.join(", ")
    }

    fn several_hint(&self, asks: &[RecordId]) -> String {
        match asks.iter().find_map(|ask| self.id_of(*ask)) {
            Some(id) => format!("say which: `re:{id}`, for instance"),
            None => "put an `^id` at the end of the ask that is meant, and `re:id` here".to_owned(),
        }
    }

    /// Tells where an answer is dated before its ask, which may lie in the future, and so answers nothing.
    fn answers_before(&mut self, id: RecordId, ask: RecordId) -> bool {
        let (answer, asked) = (self.view.record(id), self.view.record(ask));
        let (Some(came), Some(made)) = (answer.day, asked.day) else { return false };
        if came >= made {
            return false;
        }
        let message = format!("this answer is dated {came}, before its ask on {made}");
        let span = answer.own_date.unwrap_or(answer.marker_span);
        let told = Diagnostic::new(Code::AnswerBeforeAsk, self.view.path(id), span, message)
            .hint("mend one of the two dates; until then the ask stays open")
            .related(self.view.path(ask), asked.marker_span, "asked here");
        self.diagnostics.push(told);
        true
    }
}
