//! Which ask each step, answer and lesson belongs to (format, section 4).

use super::ask::Event;
use super::candidates::{Candidates, Fit};
use super::grouped::Grouped;
use super::ids::Reference;
use super::plans::Plans;
use super::slot::Slot;
use super::whos::Named;
use super::{RecordId, Standing, View};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Day, Marker};
use crate::text::Span;

/// What belongs to what.
#[derive(Debug)]
pub(super) struct Linked {
    /// The records of the asks that count, in order of day and place.
    pub asks: Vec<u32>,
    /// The ask that each record makes.
    pub ask_ids: Vec<Slot>,
    /// For each record, the record of its ask or plan; of an ask, itself.
    pub targets: Vec<Slot>,
    /// The steps and answers of each ask, in order of day and place.
    pub events: Grouped<Event>,
    /// The lessons of each ask, in order of day and place.
    pub lessons: Grouped<RecordId>,
    /// The nearest record above that decides which ask a nested one belongs to.
    pub deciders: Vec<Slot>,
}

/// The records that count and the asks among them, in order of day and place.
pub(super) struct Order {
    records: Vec<(Day, u32)>,
    asks: Vec<u32>,
    /// The ask that each record makes.
    ask_ids: Vec<Slot>,
}

/// Puts the records in order of day and place.
pub(super) fn order(view: &View<'_>) -> Order {
    // A record that counts and is linked has a day; plans need none, and nothing here.
    let mut records: Vec<(Day, u32)> = view
        .records()
        .enumerate()
        .filter(|(_, record)| {
            record.marker != Marker::Plan && Standing::of(record, view.today()) == Standing::Counted
        })
        .filter_map(|(id, record)| Some((record.day?, id as u32)))
        .collect();
    records.sort_unstable();
    let is_ask = |id: u32| view.record(id as usize).marker == Marker::Ask;
    let asks: Vec<u32> = records.iter().map(|(_, id)| *id).filter(|id| is_ask(*id)).collect();
    let mut ask_ids = vec![Slot::NONE; view.len()];
    for (ask, id) in asks.iter().enumerate() {
        ask_ids[*id as usize] = Slot::of(ask);
    }
    Order { records, asks, ask_ids }
}

/// Links the records in order of day and place.
pub(super) fn link(
    view: &View<'_>,
    Order { records, asks, ask_ids }: Order,
    references: &[Reference],
    plans: &Plans,
    named: &Named,
    whos: usize,
    diagnostics: &mut Vec<Diagnostic>,
) -> Linked {
    let seekers = records.iter().map(|(_, id)| *id as usize).filter(|id| {
        let marker = view.record(*id).marker;
        matches!(marker, Marker::Step | Marker::Answer(_)) && references[*id] == Reference::None
    });
    let (deciders, candidates) =
        rayon::join(|| deciders(view, plans), || Candidates::new(&asks, named, whos, seekers));
    let mut linker = Linker {
        view,
        references,
        plans,
        asks: &asks,
        deciders,
        candidates,
        found: vec![Found::NotYet; view.len()],
        diagnostics,
    };
    let (mut events, mut lessons) = (Vec::new(), Vec::new());
    for (day, id) in records {
        let id = id as usize;
        let record = view.record(id);
        linker.candidates.reach(view, day);
        let event = |kind| Event { record: id, day, kind };
        let target = match record.marker {
            Marker::Ask => {
                if let (Some(answer), Some(ask)) = (record.on_the_spot, ask_ids[id].get()) {
                    linker.candidates.answer(ask, day, answer);
                    events.push((ask as u32, event(Marker::Answer(answer))));
                }
                continue;
            }
            Marker::Step | Marker::Answer(_) | Marker::Lesson => linker.resolve(id),
            Marker::Plan | Marker::Review | Marker::Rest => continue,
        };
        let Some(target) = target else { continue };
        if matches!(record.marker, Marker::Answer(_)) && linker.answers_before(id, target) {
            linker.found[id] = Found::Nothing;
            continue;
        }
        let Some(ask) = ask_ids[target].get() else { continue };
        match record.marker {
            Marker::Lesson => lessons.push((ask as u32, id)),
            Marker::Answer(answer) => {
                linker.candidates.answer(ask, day, answer);
                events.push((ask as u32, event(record.marker)));
            }
            _ => events.push((ask as u32, event(record.marker))),
        }
    }
    let deciders = linker.deciders;
    let mut targets: Vec<Slot> = linker.found.into_iter().map(|found| found.target().into()).collect();
    for id in &asks {
        targets[*id as usize] = Slot::of(*id as usize);
    }
    for (plan, ask) in &plans.ask_of {
        targets[*plan] = Slot::of(*ask);
    }
    let (events, lessons) = (Grouped::new(asks.len(), &events), Grouped::new(asks.len(), &lessons));
    Linked { asks, ask_ids, targets, events, lessons, deciders }
}

/// What a record was found to belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    NotYet,
    Nothing,
    Record(u32),
}

impl Found {
    fn target(self) -> Option<RecordId> {
        match self {
            Self::Record(id) => Some(id as usize),
            Self::NotYet | Self::Nothing => None,
        }
    }
}

/// For each record the nearest above it that is an ask, a step, an answer or a plan carried out; or else
/// the nearest plan.
fn deciders(view: &View<'_>, plans: &Plans) -> Vec<Slot> {
    let mut nearest: Vec<Slot> = Vec::with_capacity(view.len());
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
            nearest[above]
                .get()
                .filter(|far| !is_plan(above) || decides(*far))
                .or(is_plan(above).then_some(above))
        });
        nearest.push(found.into());
    }
    nearest
}

struct Linker<'v, 'f, 'd> {
    view: &'v View<'f>,
    references: &'v [Reference],
    plans: &'v Plans,
    asks: &'v [u32],
    deciders: Vec<Slot>,
    candidates: Candidates<'v>,
    found: Vec<Found>,
    diagnostics: &'d mut Vec<Diagnostic>,
}

impl Linker<'_, '_, '_> {
    /// The ask (or plan, for a lesson) that a step, answer or lesson belongs to.
    fn resolve(&mut self, id: RecordId) -> Option<RecordId> {
        // What is nested in a record that is not linked yet waits for it; the outermost comes first.
        let mut waiting = vec![id];
        while let Some(last) = waiting.last().copied() {
            if self.found[last] != Found::NotYet {
                waiting.pop();
                continue;
            }
            if let Some(around) = self.waits_for(last) {
                waiting.push(around);
                continue;
            }
            self.found[last] =
                self.decide(last).map_or(Found::Nothing, |target| Found::Record(target as u32));
            waiting.pop();
        }
        self.found[id].target()
    }

    /// The step or answer around a record that has to be linked before it.
    fn waits_for(&self, id: RecordId) -> Option<RecordId> {
        if self.references[id] != Reference::None {
            return None;
        }
        self.deciders[id].get().filter(|around| {
            let is_event = matches!(self.view.record(*around).marker, Marker::Step | Marker::Answer(_));
            is_event && self.view.counts(*around) && self.found[*around] == Found::NotYet
        })
    }

    fn decide(&mut self, id: RecordId) -> Option<RecordId> {
        let is_lesson = self.view.record(id).marker == Marker::Lesson;
        match self.references[id] {
            Reference::Unknown => return None,
            Reference::To(target) => return self.target(id, target as usize),
            Reference::None => {}
        }
        if let Some(around) = self.deciders[id].get() {
            let record = self.view.record(around);
            match record.marker {
                Marker::Ask => return Some(around),
                Marker::Plan => match self.plans.ask_of.get(&around) {
                    Some(ask) => return Some(*ask),
                    None if is_lesson => return Some(around),
                    None => {}
                },
                _ => {
                    let target = self.found[around].target();
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
        let name = record.re();
        let message =
            format!("`{}` is a plan that was not carried out yet", name.map_or("", |name| name.text));
        let hint = "write the ask first, `#ask re:…`, on or before this day";
        self.no_ask(id, message, name.map(|name| name.span), hint);
        if let (Some(told), Some(plan)) = (self.diagnostics.last_mut(), self.view.record(target).id()) {
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
        record.whos().first().map_or(record.marker_span(), |who| who.span)
    }

    fn by_who(&mut self, id: RecordId) -> Option<RecordId> {
        let record = self.view.record(id);
        let word = record.marker.word();
        if record.whos().is_empty() {
            let message = format!("this `#{word}` names no ask");
            self.no_ask(
                id,
                message,
                None,
                "name it, `re:id`, or name who was asked, `@who`; or nest this line under the ask",
            );
            return None;
        }
        let names = || {
            let names = record.who_names().iter().map(|who| format!("@{who}"));
            names.collect::<Vec<_>>().join(" and ")
        };
        match self.candidates.fit(id, record.marker) {
            Fit::One(ask) => Some(self.asks[ask] as usize),
            Fit::None { later } => {
                let message = format!("no ask to {} is open for this `#{word}`", names());
                let hint = match later {
                    true => "an ask was made, but only after this day: mend one of the two dates",
                    false => "write the ask, or name the one that is meant, `re:id`",
                };
                self.no_ask(id, message, None, hint);
                None
            }
            Fit::Several { some, more } => {
                let some: Vec<RecordId> = some.iter().map(|ask| self.asks[*ask] as usize).collect();
                let list = self.listed(&some, more);
                let message = format!("several asks to {} are open: {list}", names());
                let hint = self.several_hint(&some);
                let told = Diagnostic::new(Code::AmbiguousAsk, self.view.path(id), self.span_of(id), message)
                    .hint(hint);
                self.diagnostics.push(told);
                None
            }
        }
    }

    fn id_of(&self, ask: RecordId) -> Option<&str> {
        let own = self.view.record(ask).id();
        own.or_else(|| self.view.record(*self.plans.plan_of.get(&ask)?).id()).map(|name| name.text)
    }

    fn listed(&self, asks: &[RecordId], more: usize) -> String {
        let mut list: Vec<String> = asks
            .iter()
            .map(|ask| {
                let record = self.view.record(*ask);
                let day = record.day.map_or_else(String::new, |day: Day| day.to_string());
                match self.id_of(*ask) {
                    Some(id) => format!("`{id}` ({}, {day})", record.title()),
                    None => format!("one without an id ({}, {day})", record.title()),
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
        let span = answer.own_date().unwrap_or(answer.marker_span());
        let told = Diagnostic::new(Code::AnswerBeforeAsk, self.view.path(id), span, message)
            .hint("mend one of the two dates; until then the ask stays open")
            .related(self.view.path(ask), asked.marker_span(), "asked here");
        self.diagnostics.push(told);
        true
    }
}
