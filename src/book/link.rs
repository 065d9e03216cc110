//! Which ask each step, answer and lesson belongs to (format, section 4).

use super::ask::Event;
use super::candidates::{Candidates, Fit};
use super::gist::Gist;
use super::grouped::Grouped;
use super::ids::Reference;
use super::near_whos::NearWhos;
use super::plans::Plans;
use super::slot::Slot;
use super::whos::{Named, Whos};
use super::{AskId, RecordId, View};
use crate::diagnostic::{Code, Diagnostic, Grade};
use crate::model::{Answer, Day, Marker};
use crate::text::Span;
use std::collections::HashMap;

/// What belongs to what.
#[derive(Debug)]
pub(super) struct Linked {
    /// For each record, the record of its ask or plan; of an ask, itself.
    pub targets: Vec<Slot>,
    /// The steps and answers of each ask, in order of day and place.
    pub events: Grouped<Event>,
    /// The same of all asks together, each with its ask.
    pub in_order: Vec<(u32, Event)>,
    /// The lessons of each ask, in order of day and place.
    pub lessons: Grouped<RecordId>,
    /// The nearest record above that decides which ask a nested one belongs to.
    pub deciders: Vec<Slot>,
}

/// The records that count and the asks among them, in order of day and place.
pub(super) struct Order {
    records: Vec<u32>,
    /// The records of the asks.
    pub asks: Vec<u32>,
    /// The ask that each record makes.
    pub ask_ids: Vec<Slot>,
}

/// Puts the records in order of day and place.
pub(super) fn order(view: &View<'_>) -> Order {
    // A record that counts and is linked has a day; plans need none, and nothing here.
    let counts = |gist: &Gist| gist.counts && gist.marker != Marker::Plan;
    let mut records: Vec<u32> = Vec::with_capacity(view.len());
    (0..).zip(view.gists).filter(|(_, gist)| counts(gist)).for_each(|(id, _)| records.push(id));
    // A diary's pages follow each other, and so mostly does what is written on them.
    let day = |id: &u32| view.gist(*id as usize).day;
    if !records.is_sorted_by_key(day) {
        records.sort_by_key(day);
    }
    let is_ask = |id: &u32| view.gist(*id as usize).marker == Marker::Ask;
    let asks: Vec<u32> = records.iter().copied().filter(is_ask).collect();
    let mut ask_ids = vec![Slot::NONE; view.len()];
    for (ask, id) in asks.iter().enumerate() {
        ask_ids[*id as usize] = Slot::of(ask);
    }
    Order { records, asks, ask_ids }
}

/// Links the records in order of day and place.
pub(super) fn link(
    view: &View<'_>,
    Order { records, asks, ask_ids }: &Order,
    references: &[Reference],
    plans: &Plans,
    named: &Named,
    whos: &Whos,
    diagnostics: &mut Vec<Diagnostic>,
) -> Linked {
    let deciders = deciders(view, plans);
    let seekers = records.iter().map(|id| *id as usize).filter(|id| {
        let is_alone = deciders[*id].get().is_none_or(|around| view.gist(around).marker == Marker::Plan);
        view.gist(*id).is_event() && references[*id] == Reference::NONE && is_alone
    });
    let candidates = Candidates::new(asks, named, whos.len(), seekers);
    let mut linker = Linker {
        view,
        references,
        plans,
        asks,
        ask_ids,
        deciders,
        candidates,
        near: NearWhos::new(whos, named, asks),
        found: vec![Found::NOT_YET; view.len()],
        chain: Vec::new(),
        early: HashMap::new(),
        waits: HashMap::new(),
        events: Vec::new(),
        lessons: Vec::new(),
        diagnostics,
    };
    for id in records {
        let id = *id as usize;
        let Some(day) = view.gist(id).day else { continue };
        linker.candidates.reach(view, day);
        linker.take(id, day);
    }
    let Linker { deciders, mut events, mut lessons, .. } = linker;
    // What waited for a record of a later day came after it.
    if !events.is_sorted_by_key(|(_, event)| (event.day, event.record)) {
        events.sort_by_key(|(_, event)| (event.day, event.record));
    }
    let in_order = |(_, id): &(u32, RecordId)| (view.gist(*id).day, *id);
    if !lessons.is_sorted_by_key(in_order) {
        lessons.sort_by_key(in_order);
    }
    let mut targets: Vec<Slot> = linker.found.into_iter().map(|found| found.target().into()).collect();
    for id in asks {
        targets[*id as usize] = Slot::of(*id as usize);
    }
    for (plan, ask) in &plans.ask_of {
        targets[*plan] = Slot::of(*ask);
    }
    let lessons = Grouped::new(asks.len(), &lessons);
    Linked { targets, events: Grouped::new(asks.len(), &events), in_order: events, lessons, deciders }
}

/// What a record belongs to, when its turn comes.
enum Resolved {
    /// This ask or plan.
    To(RecordId),
    Nothing,
    /// What this record around it will belong to, whose turn comes later.
    After(RecordId),
}

/// What a record was found to belong to, in four bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Found(u32);

impl Found {
    const NOTHING: Self = Self(u32::MAX);
    const NOT_YET: Self = Self(u32::MAX - 1);

    fn target(self) -> Option<RecordId> {
        (self.0 < Self::NOT_YET.0).then_some(self.0 as usize)
    }
}

impl From<Option<RecordId>> for Found {
    fn from(target: Option<RecordId>) -> Self {
        target.map_or(Self::NOTHING, |id| Self(id as u32))
    }
}

/// For each record the nearest above it that is an ask, a step, an answer or a plan carried out; or else
/// the nearest plan.
fn deciders(view: &View<'_>, plans: &Plans) -> Vec<Slot> {
    let mut nearest: Vec<Slot> = Vec::with_capacity(view.len());
    for gist in view.gists {
        let decides = |above: RecordId| match view.gist(above).marker {
            Marker::Ask | Marker::Step | Marker::Answer(_) => true,
            Marker::Plan => plans.ask_of.contains_key(&above),
            Marker::Lesson | Marker::Review | Marker::Rest => false,
        };
        let is_plan = |above: RecordId| view.gist(above).marker == Marker::Plan;
        let found = gist.above.get().and_then(|above| {
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
    ask_ids: &'v [Slot],
    deciders: Vec<Slot>,
    candidates: Candidates<'v>,
    near: NearWhos<'v>,
    found: Vec<Found>,
    /// A record and those around it that have to be linked before it; empty but while it is resolved.
    chain: Vec<RecordId>,
    /// The records of earlier days that are nested in one that its whos link on its own day.
    early: HashMap<RecordId, Vec<RecordId>>,
    /// The record that each of those around them waits for, too.
    waits: HashMap<RecordId, RecordId>,
    events: Vec<(u32, Event)>,
    lessons: Vec<(u32, RecordId)>,
    diagnostics: &'d mut Vec<Diagnostic>,
}

impl Linker<'_, '_, '_> {
    /// Links the next record in order, and what waited for it.
    fn take(&mut self, id: RecordId, day: Day) {
        let Gist { marker, on_the_spot, .. } = *self.view.gist(id);
        match marker {
            Marker::Ask => {
                if let (Some(answer), Some(ask)) = (on_the_spot, self.ask_ids[id].get()) {
                    self.answered(id, ask, day, answer);
                    self.events.push((ask as u32, Event { record: id, day, kind: Marker::Answer(answer) }));
                }
            }
            Marker::Step | Marker::Answer(_) | Marker::Lesson => match self.resolve(id) {
                Resolved::To(target) => self.belongs(id, target, day),
                Resolved::Nothing => {}
                Resolved::After(around) => self.early.entry(around).or_default().push(id),
            },
            Marker::Plan | Marker::Review | Marker::Rest => {}
        }
        if self.early.is_empty() {
            return;
        }
        for early in self.early.remove(&id).unwrap_or_default() {
            if let Some(day) = self.view.gist(early).day {
                self.take(early, day);
            }
        }
    }

    /// A step, answer or lesson belongs to an ask; or a lesson to a plan.
    fn belongs(&mut self, id: RecordId, target: RecordId, day: Day) {
        let Some(ask) = self.ask_ids[target].get() else { return };
        let kind = self.view.gist(id).marker;
        match kind {
            Marker::Lesson => return self.lessons.push((ask as u32, id)),
            Marker::Answer(answer) => self.answered(target, ask, day, answer),
            _ => {}
        }
        self.events.push((ask as u32, Event { record: id, day, kind }));
    }

    fn answered(&mut self, record: RecordId, ask: AskId, day: Day, answer: Answer) {
        if self.view.gist(record).has_whos {
            self.candidates.answer(ask, day, answer);
        }
    }

    /// The ask (or plan, for a lesson) that a step, answer or lesson belongs to.
    fn resolve(&mut self, id: RecordId) -> Resolved {
        // What is nested in a record that is not linked yet is linked after it; the outermost comes first.
        self.chain.push(id);
        while let Some(last) = self.chain.last().copied() {
            if self.found[last] == Found::NOT_YET {
                let waits = self.waits.get(&last).copied();
                if let Some(later) = waits.filter(|later| self.found[*later] == Found::NOT_YET) {
                    return self.after(later);
                }
                if let Some(around) = self.waits_for(last) {
                    self.chain.push(around);
                    continue;
                }
                if last != id && self.seeks_by_who(last) {
                    return self.after(last);
                }
                let target = self.decide(last).filter(|target| !self.answers_before(last, *target));
                self.found[last] = target.into();
            }
            self.chain.pop();
        }
        self.found[id].target().map_or(Resolved::Nothing, Resolved::To)
    }

    /// All records of the chain wait for this one, whose turn comes later.
    fn after(&mut self, later: RecordId) -> Resolved {
        self.waits
            .extend(self.chain.drain(..).filter(|waiting| *waiting != later).map(|waiting| (waiting, later)));
        Resolved::After(later)
    }

    /// Whether its whos tell what a step or answer belongs to, among the asks that are open when its turn comes.
    fn seeks_by_who(&self, id: RecordId) -> bool {
        let decides = |around: RecordId| match self.view.gist(around).marker {
            Marker::Plan => self.plans.ask_of.contains_key(&around),
            _ => true,
        };
        self.references[id] == Reference::NONE && !self.deciders[id].get().is_some_and(decides)
    }

    /// The step or answer around a record that has to be linked before it.
    fn waits_for(&self, id: RecordId) -> Option<RecordId> {
        if self.references[id] != Reference::NONE {
            return None;
        }
        self.deciders[id].get().filter(|around| {
            let gist = self.view.gist(*around);
            gist.is_event() && gist.counts && self.found[*around] == Found::NOT_YET
        })
    }

    fn decide(&mut self, id: RecordId) -> Option<RecordId> {
        let is_lesson = self.view.gist(id).marker == Marker::Lesson;
        if self.references[id] != Reference::NONE {
            return self.references[id].target().and_then(|target| self.target(id, target));
        }
        if let Some(around) = self.deciders[id].get() {
            let gist = self.view.gist(around);
            match gist.marker {
                Marker::Ask => return Some(around),
                Marker::Plan => match self.plans.ask_of.get(&around) {
                    Some(ask) => return Some(*ask),
                    None if is_lesson => return Some(around),
                    None => {}
                },
                _ => {
                    let target = self.found[around].target();
                    if target.is_none() && !is_lesson {
                        let why = if gist.counts { "belongs to no ask" } else { "is not counted" };
                        let word = gist.marker.word();
                        let message =
                            format!("the `#{word}` around this {why}, so this belongs to no ask either");
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
        if self.view.gist(target).marker == Marker::Ask {
            return Some(target);
        }
        if let Some(ask) = self.plans.ask_of.get(&target) {
            return Some(*ask);
        }
        if self.view.gist(id).marker == Marker::Lesson {
            return Some(target);
        }
        let record = self.view.record(id);
        let name = record.re();
        let message =
            format!("`{}` is a plan that was not carried out yet", name.map_or("", |name| name.text));
        let hint = match self.view.gist(id).marker {
            Marker::Answer(Answer::Withdrawn) => {
                "nothing was asked yet: to give the plan up, take its line out, or the `#` from `#plan`"
            }
            _ => "write the ask first, `#ask re:…`, on or before this day",
        };
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
        let gist = self.view.gist(id);
        let word = gist.marker.word();
        if !gist.has_whos {
            let message = format!("this `#{word}` names no ask");
            self.no_ask(id, message, None, &self.nameless_hint(gist.marker));
            return None;
        }
        let names = || {
            let names = self.view.record(id).who_names().iter().map(|who| format!("@{who}"));
            names.collect::<Vec<_>>().join(" and ")
        };
        match self.candidates.fit(id, gist.marker) {
            Fit::One(ask) => Some(self.asks[ask] as usize),
            Fit::None { later } => {
                let message = format!("no ask to {} is open for this `#{word}`", names());
                let whos = self.view.record(id).who_names();
                let near = if later { None } else { self.near.of(whos) };
                let hint = match near {
                    Some(near) => format!("did you mean `@{near}`? Or write the ask"),
                    None if later => {
                        "an ask was made, but only after this day: mend one of the two dates".to_owned()
                    }
                    None => "write the ask, or name the one that is meant, `re:id`".to_owned(),
                };
                self.no_ask(id, message, None, &hint);
                if let (Some(told), Some(near)) = (self.diagnostics.last_mut(), near) {
                    let (title, span) = (format!("write `@{near}`"), told.place.span);
                    *told = told.clone().fix(Grade::Look, title, span, format!("@{near}"));
                }
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

    /// What to write where a record names no ask.
    fn nameless_hint(&self, marker: Marker) -> String {
        let name = "name it, `re:id`, or name who was asked, `@who`; or nest this line under the ask";
        match marker {
            Marker::Answer(_) => {
                format!("{name}; or begin with `#ask #{}`, if the ask is written nowhere else", marker.word())
            }
            _ => name.to_owned(),
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
        if !matches!(self.view.gist(id).marker, Marker::Answer(_)) {
            return false;
        }
        let (Some(came), Some(made)) = (self.view.gist(id).day, self.view.gist(ask).day) else {
            return false;
        };
        if came >= made {
            return false;
        }
        let (answer, asked) = (self.view.record(id), self.view.record(ask));
        let message = format!("this answer is dated {came}, before its ask on {made}");
        let span = answer.own_date().unwrap_or(answer.marker_span());
        let told = Diagnostic::new(Code::AnswerBeforeAsk, self.view.path(id), span, message)
            .hint("mend one of the two dates; until then the ask stays open")
            .related(self.view.path(ask), asked.marker_span(), "asked here");
        self.diagnostics.push(told);
        true
    }
}
