//! The asks that a step or answer may mean by its whos (format, section 4, rule 3).

use super::{RecordId, View};
use crate::model::{Answer, Day, Marker, fold};
use crate::syntax::Record;
use std::collections::{BTreeSet, HashMap};

/// What the whos of a record fit.
#[derive(Debug)]
pub(super) enum Fit {
    /// This ask.
    One(RecordId),
    /// No ask; `later` where one was made after the record's day.
    None { later: bool },
    /// Several; the first few, and how many more.
    Several { some: Vec<RecordId>, more: usize },
}

/// What has become of an ask up to a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum State {
    Open,
    Silent,
    Refused,
    Other,
}

/// The asks made up to a day by their whos and their state. Days only go forward.
pub(super) struct Candidates<'v, 'f> {
    view: &'v View<'f>,
    /// All asks in order of day, and how many of them are in the sets.
    asks: Vec<RecordId>,
    reached: usize,
    by_who: HashMap<(String, State), BTreeSet<(Day, RecordId)>>,
    /// The answer so far of each ask that has one, with its day.
    answers: HashMap<RecordId, (Day, Answer)>,
}

/// How many asks a message lists.
const LISTED: usize = 4;

impl<'v, 'f> Candidates<'v, 'f> {
    pub fn new(view: &'v View<'f>, asks: &[RecordId]) -> Self {
        Self { view, asks: asks.to_vec(), reached: 0, by_who: HashMap::new(), answers: HashMap::new() }
    }

    /// Takes in the asks made up to `day`, wherever they stand.
    pub fn reach(&mut self, day: Day) {
        while let Some(ask) = self.asks.get(self.reached).copied() {
            let Some(made) = self.view.record(ask).day.filter(|made| *made <= day) else { break };
            self.reached += 1;
            self.place(ask, made, None, Some(State::Open));
        }
    }

    fn place(&mut self, ask: RecordId, made: Day, from: Option<State>, to: Option<State>) {
        for who in &self.view.record(ask).whos {
            let who = fold(&who.name);
            if let Some(set) = from.and_then(|state| self.by_who.get_mut(&(who.clone(), state))) {
                set.remove(&(made, ask));
            }
            if let Some(state) = to {
                self.by_who.entry((who, state)).or_default().insert((made, ask));
            }
        }
    }

    /// Notes an answer to an ask; answers come in order of day and place.
    pub fn answer(&mut self, ask: RecordId, day: Day, answer: Answer) {
        let Some(made) = self.view.record(ask).day else { return };
        let before = self.answers.get(&ask).copied();
        let now = match before {
            Some((on, strongest)) if on == day => strongest.min(answer),
            _ => answer,
        };
        self.answers.insert(ask, (day, now));
        let from = before.map_or(State::Open, |(_, answer)| state(answer));
        self.place(ask, made, Some(from), Some(state(now)));
    }

    /// The ask that `record` means by its whos.
    pub fn fit(&self, record: &Record) -> Fit {
        let whos: Vec<String> = record.whos.iter().map(|who| fold(&who.name)).collect();
        let turned = matches!(record.marker, Marker::Answer(Answer::Yes | Answer::Partial));
        let states: [&[State]; 2] =
            [&[State::Open], if turned { &[State::Silent, State::Refused] } else { &[State::Silent] }];
        for states in states {
            match self.among(&whos, states) {
                Fit::None { .. } => {}
                fit => return fit,
            }
        }
        let later = self.asks[self.reached..].iter().any(|ask| self.has_all(*ask, &whos));
        Fit::None { later }
    }

    fn has_all(&self, ask: RecordId, whos: &[String]) -> bool {
        let asked = &self.view.record(ask).whos;
        whos.iter().all(|who| asked.iter().any(|other| fold(&other.name) == *who))
    }

    fn among(&self, whos: &[String], states: &[State]) -> Fit {
        let mut some: Vec<(Day, RecordId)> = Vec::new();
        let mut more = 0;
        for state in states {
            // The who with the fewest asks is gone through.
            let sets: Option<Vec<_>> =
                whos.iter().map(|who| self.by_who.get(&(who.clone(), *state))).collect();
            let Some(rarest) = sets.and_then(|sets| sets.into_iter().min_by_key(|set| set.len())) else {
                continue;
            };
            let mut rest = rarest.iter().filter(|(_, ask)| whos.len() == 1 || self.has_all(*ask, whos));
            let room = LISTED.saturating_sub(some.len());
            let taken: Vec<_> = rest.by_ref().take(room).copied().collect();
            more += if whos.len() == 1 { rarest.len() - taken.len() } else { rest.count() };
            some.extend(taken);
        }
        some.sort_unstable();
        match some.as_slice() {
            [] => Fit::None { later: false },
            [(_, one)] if more == 0 => Fit::One(*one),
            _ => Fit::Several { some: some.iter().map(|(_, ask)| *ask).collect(), more },
        }
    }
}

fn state(answer: Answer) -> State {
    match answer {
        Answer::Silence => State::Silent,
        Answer::No => State::Refused,
        Answer::Yes | Answer::Partial | Answer::Withdrawn => State::Other,
    }
}
