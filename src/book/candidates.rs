//! The asks that a step or answer may mean by its whos (format, section 4, rule 3).

use super::whos::Named;
use super::{AskId, RecordId, View};
use crate::model::{Answer, Day, Marker};
use std::collections::BTreeSet;

/// What the whos of a record fit.
#[derive(Debug)]
pub(super) enum Fit {
    /// This ask.
    One(AskId),
    /// No ask; `later` where one was made after the record's day.
    None { later: bool },
    /// Several; the first few, and how many more.
    Several { some: Vec<AskId>, more: usize },
}

/// What has become of an ask up to a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Ahead,
    Open,
    Silent,
    Refused,
    Other,
}

/// How many states asks are looked for in.
const SOUGHT: usize = 4;

/// The asks by their whos and by what became of them up to a day. Days only go forward. Asks are known
/// by their number, which is in order of day and place.
pub(super) struct Candidates<'v> {
    named: &'v Named,
    /// The records of all asks, and how many of them were made up to the day reached.
    asks: &'v [u32],
    reached: usize,
    /// For each who that some record looks for, its place in `sets`.
    sought: Vec<u32>,
    sets: Vec<[BTreeSet<u32>; SOUGHT]>,
    /// The last answer so far of each ask, with its day.
    answers: Vec<Option<(Day, Answer)>>,
}

/// How many asks a message lists.
const LISTED: usize = 4;
/// In place of a place in `sets` for a who that nothing looks for.
const NOT_SOUGHT: u32 = u32::MAX;

impl<'v> Candidates<'v> {
    /// `seekers` are the records that may look for an ask by their whos.
    pub fn new(
        asks: &'v [u32],
        named: &'v Named,
        whos: usize,
        seekers: impl Iterator<Item = RecordId>,
    ) -> Self {
        let mut sought = vec![NOT_SOUGHT; whos];
        let mut sets = Vec::new();
        for who in seekers.flat_map(|seeker| named.of(seeker)) {
            let place = &mut sought[*who as usize];
            if *place == NOT_SOUGHT {
                *place = sets.len() as u32;
                sets.push(<[BTreeSet<u32>; SOUGHT]>::default());
            }
        }
        let answers = vec![None; asks.len()];
        let mut candidates = Self { named, asks, reached: 0, sought, sets, answers };
        for ask in 0..asks.len() {
            candidates.place(ask, None, State::Ahead);
        }
        candidates
    }

    /// Takes in the asks made up to `day`, wherever they stand.
    pub fn reach(&mut self, view: &View<'_>, day: Day) {
        while let Some(ask) = self.asks.get(self.reached) {
            if view.record(*ask as usize).day.is_none_or(|made| made > day) {
                break;
            }
            self.place(self.reached, Some(State::Ahead), State::Open);
            self.reached += 1;
        }
    }

    fn place(&mut self, ask: AskId, from: Option<State>, to: State) {
        for who in self.named.of(self.asks[ask] as usize) {
            let Some(sets) = self.sets.get_mut(self.sought[*who as usize] as usize) else { continue };
            if let Some(set) = from.and_then(|state| sets.get_mut(state as usize)) {
                set.remove(&(ask as u32));
            }
            if let Some(set) = sets.get_mut(to as usize) {
                set.insert(ask as u32);
            }
        }
    }

    /// Notes an answer to an ask; answers come in order of day and place.
    pub fn answer(&mut self, ask: AskId, day: Day, answer: Answer) {
        let before = self.answers[ask];
        let now = match before {
            Some((on, strongest)) if on == day => strongest.min(answer),
            _ => answer,
        };
        self.answers[ask] = Some((day, now));
        let from = before.map_or(State::Open, |(_, answer)| state(answer));
        self.place(ask, Some(from), state(now));
    }

    /// The ask that a record with this marker means by its whos.
    pub fn fit(&self, id: RecordId, marker: Marker) -> Fit {
        let whos = self.named.of(id);
        let turned = matches!(marker, Marker::Answer(Answer::Yes | Answer::Partial));
        let states: [&[State]; 2] =
            [&[State::Open], if turned { &[State::Silent, State::Refused] } else { &[State::Silent] }];
        for states in states {
            match self.among(whos, states) {
                Fit::None { .. } => {}
                fit => return fit,
            }
        }
        Fit::None { later: !matches!(self.among(whos, &[State::Ahead]), Fit::None { .. }) }
    }

    fn has_all(&self, ask: u32, whos: &[u32]) -> bool {
        let asked = self.named.of(self.asks[ask as usize] as usize);
        whos.iter().all(|who| asked.contains(who))
    }

    fn among(&self, whos: &[u32], states: &[State]) -> Fit {
        let mut some: Vec<u32> = Vec::new();
        let mut more = 0;
        for state in states {
            // The who with the fewest asks is gone through.
            let sets =
                whos.iter().map(|who| &self.sets[self.sought[*who as usize] as usize][*state as usize]);
            let Some(rarest) = sets.min_by_key(|set| set.len()) else { continue };
            let mut rest = rarest.iter().filter(|ask| whos.len() == 1 || self.has_all(**ask, whos));
            let room = LISTED.saturating_sub(some.len());
            let taken: Vec<u32> = rest.by_ref().take(room).copied().collect();
            more += if whos.len() == 1 { rarest.len() - taken.len() } else { rest.count() };
            some.extend(taken);
        }
        some.sort_unstable();
        match some.as_slice() {
            [] => Fit::None { later: false },
            [one] if more == 0 => Fit::One(*one as usize),
            _ => Fit::Several { some: some.iter().map(|ask| *ask as usize).collect(), more },
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
