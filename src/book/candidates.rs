//! The asks that a step or answer may mean by its whos (format, section 4, rule 3).

use super::grouped::Grouped;
use super::open_asks::{self, OpenAsks};
use super::whos::Named;
use super::{AskId, RecordId, View};
use crate::model::{Answer, Day, Marker};
use std::cell::OnceCell;
use std::collections::{BTreeSet, btree_set};

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
    Open,
    Silent,
    Refused,
    Other,
}

/// The asks to a who that are no longer open, in order, by the state that it is in: [`State::Silent`] or [`State::Refused`].
type Closed = [BTreeSet<u32>; 2];

/// The asks by their whos and by what became of them up to a day. Days only go forward. Asks are known
/// by their number, which is in order of day and place.
pub(super) struct Candidates<'v> {
    named: &'v Named,
    /// The records of all asks, and how many of them were made up to the day reached.
    asks: &'v [u32],
    reached: usize,
    /// The day reached.
    day: Option<Day>,
    open: OpenAsks<'v>,
    /// For each who that some record looks for, its place in `closed`.
    sought: Vec<u32>,
    closed: Vec<Closed>,
    /// For each of those whos, all asks to them; found when it is first asked for.
    all: OnceCell<Grouped<u32>>,
    /// The last answer so far of each ask, with its day.
    answers: Vec<Option<(Day, Answer)>>,
}

/// How many asks a message lists.
const LISTED: usize = 4;
/// In place of a place in `closed` for a who that nothing looks for.
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
        let mut closed = Vec::new();
        for who in seekers.flat_map(|seeker| named.of(seeker)) {
            let place = &mut sought[*who as usize];
            if *place == NOT_SOUGHT {
                *place = closed.len() as u32;
                closed.push(Closed::default());
            }
        }
        let (open, all, answers) = (OpenAsks::new(named, whos), OnceCell::new(), vec![None; asks.len()]);
        Self { named, asks, reached: 0, day: None, open, sought, closed, all, answers }
    }

    /// Takes in the asks made up to `day`, wherever they stand.
    pub fn reach(&mut self, view: &View<'_>, day: Day) {
        if self.day == Some(day) {
            return;
        }
        self.day = Some(day);
        while let Some(ask) = self.asks.get(self.reached) {
            let gist = view.gist(*ask as usize);
            if gist.day.is_none_or(|made| made > day) {
                break;
            }
            if gist.has_whos {
                self.open.open(self.reached, *ask as usize);
            }
            self.reached += 1;
        }
    }

    /// Notes an answer to an ask that has whos. Answers come in order of day and place, but for those that had to wait
    /// for a record around them.
    pub fn answer(&mut self, ask: AskId, day: Day, answer: Answer) {
        let before = self.answers[ask];
        let now = match before {
            Some((on, _)) if on > day => return,
            Some((on, strongest)) if on == day => strongest.min(answer),
            _ => answer,
        };
        self.answers[ask] = Some((day, now));
        let from = before.map_or(State::Open, |(_, answer)| state(answer));
        if from == State::Open {
            self.open.close(self.asks[ask] as usize);
        }
        for who in self.named.of(self.asks[ask] as usize) {
            let Some(closed) = self.closed.get_mut(self.sought[*who as usize] as usize) else { continue };
            if let Some(set) = from.closed().map(|at| &mut closed[at]) {
                set.remove(&(ask as u32));
            }
            if let Some(set) = state(now).closed().map(|at| &mut closed[at]) {
                set.insert(ask as u32);
            }
        }
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
        Fit::None { later: self.asked_later(whos) }
    }

    /// Whether all of them are asked after the day reached.
    fn asked_later(&self, whos: &[u32]) -> bool {
        let set = |who: &u32| self.sought[*who as usize];
        let all = self.all.get_or_init(|| {
            let asks = self.asks.iter().zip(0..);
            let whos =
                asks.flat_map(|(id, ask)| self.named.of(*id as usize).iter().map(move |who| (set(who), ask)));
            let sought: Vec<(u32, u32)> = whos.filter(|(set, _)| *set != NOT_SOUGHT).collect();
            Grouped::new(self.closed.len(), &sought)
        });
        let later = whos.iter().map(|who| {
            let asks = all.of(set(who) as usize);
            &asks[asks.partition_point(|ask| (*ask as usize) < self.reached)..]
        });
        let rarest = later.min_by_key(|asks| asks.len()).unwrap_or_default();
        rarest.iter().any(|ask| self.has_all(*ask, whos))
    }

    fn has_all(&self, ask: u32, whos: &[u32]) -> bool {
        let asked = self.named.of(self.asks[ask as usize] as usize);
        whos.iter().all(|who| asked.contains(who))
    }

    /// The asks in one of these states that have all these whos.
    fn among(&self, whos: &[u32], states: &[State]) -> Fit {
        let mut found = None;
        for state in states {
            for ask in self.fitting(whos, *state) {
                if found.is_some() {
                    return self.several(whos, states);
                }
                found = Some(ask as usize);
            }
        }
        found.map_or(Fit::None { later: false }, Fit::One)
    }

    /// The first few of several.
    fn several(&self, whos: &[u32], states: &[State]) -> Fit {
        let mut some: Vec<AskId> = Vec::new();
        let mut more = 0;
        for state in states {
            let mut rest = self.fitting(whos, *state);
            let room = LISTED.saturating_sub(some.len());
            let before = some.len();
            some.extend(rest.by_ref().take(room).map(|ask| ask as usize));
            let taken = some.len() - before;
            more += match whos {
                [who] => self.count(*who, *state) - taken,
                _ => rest.count(),
            };
        }
        some.sort_unstable();
        Fit::Several { some, more }
    }

    /// The asks in a state that have all these whos; those to the who with the fewest are gone through.
    fn fitting<'w>(&'w self, whos: &'w [u32], state: State) -> impl Iterator<Item = u32> + use<'w, 'v> {
        let rarest = whos.iter().copied().min_by_key(|who| self.count(*who, state));
        let asks = match (rarest, state.closed()) {
            (None, _) => Asks::None,
            (Some(who), None) => Asks::Open(self.open.of(who)),
            (Some(who), Some(at)) => Asks::Closed(self.closed_to(who)[at].iter()),
        };
        asks.filter(move |ask| whos.len() == 1 || self.has_all(*ask, whos))
    }

    fn count(&self, who: u32, state: State) -> usize {
        state.closed().map_or_else(|| self.open.count(who), |at| self.closed_to(who)[at].len())
    }

    fn closed_to(&self, who: u32) -> &Closed {
        &self.closed[self.sought[who as usize] as usize]
    }
}

/// Goes over the asks to a who.
enum Asks<'c> {
    None,
    Open(open_asks::Iter<'c>),
    Closed(btree_set::Iter<'c, u32>),
}

impl Iterator for Asks<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        match self {
            Self::None => None,
            Self::Open(asks) => asks.next(),
            Self::Closed(asks) => asks.next().copied(),
        }
    }
}

impl State {
    /// The place of its set in [`Closed`].
    fn closed(self) -> Option<usize> {
        match self {
            Self::Silent => Some(0),
            Self::Refused => Some(1),
            Self::Open | Self::Other => None,
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
