//! What asks say that figures go by, read in one pass a stretch of asks, the stretches side by side.

use super::fact::{Fact, Meant};
use super::scope::Scope;
use crate::book::{AskId, Book, Spelled};
use crate::config::Config;
use crate::model::{Amount, Answer};
use rayon::prelude::*;

/// What the asks of a stretch say beside their [`Fact`]s.
#[derive(Default)]
pub(super) struct Said<'b> {
    /// The tags of asks; those that are tagged alike share one list.
    pub lists: Spelled<'b>,
    /// The list of each ask.
    pub tagged: Vec<u32>,
    /// The ways of asking, as they are spelled.
    pub vias: Spelled<'b>,
    /// The way of each ask that names one.
    pub ways: Vec<(u32, u32)>,
    pub few: Few<'b>,
}

/// What few asks say; only those that the report is about.
#[derive(Default)]
pub(super) struct Few<'b> {
    /// The odds, from 0 to 1, that the asker gave an ask that is closed, and whether it was a yes.
    pub odds: Vec<(f64, bool)>,
    /// What the yeses were worth.
    pub worth: Vec<&'b Amount>,
}

/// Each stretch has so many asks, or else is the last.
const ASKS: usize = 8192;
/// There are at most so many stretches: what each finds anew has to be put together.
const STRETCHES: usize = 16;

/// The facts of all asks, and what each stretch of them says, in order.
pub(super) fn read<'b>(book: &'b Book, config: &Config, scope: &Scope<'_>) -> (Vec<Fact>, Vec<Said<'b>>) {
    // Their memory is given by the system on all cores, too.
    let room = (0..book.asks().len()).into_par_iter().with_min_len(ASKS).map(|_| Fact::default());
    let mut facts: Vec<Fact> = room.collect();
    let length = facts.len().div_ceil(STRETCHES).max(ASKS);
    let stretches = facts.par_chunks_mut(length).enumerate();
    let said = stretches.map(|(at, facts)| {
        let mut said = Said { tagged: Vec::with_capacity(facts.len()), ..Said::default() };
        for (ask, fact) in (at * length..).zip(facts) {
            *fact = said.add(book, config, scope, ask);
        }
        said
    });
    let said = said.collect();
    (facts, said)
}

impl<'b> Said<'b> {
    /// Takes in the next ask.
    fn add(&mut self, book: &'b Book, config: &Config, scope: &Scope<'_>, id: AskId) -> Fact {
        let ask = book.ask(id);
        let record = book.record(ask.record);
        let answer = ask.answer_record().map(|answer| book.record(answer));
        let known = (scope.keep)(id);
        let fits = known && (scope.fits)(id);
        let meant = Meant { known, fits, kept: fits && scope.holds(ask.day) };
        let fact = Fact::of(config, ask, &record, answer.as_ref(), meant);
        self.tagged.push(self.lists.number(record.tags().text()) as u32);
        if let Some(via) = record.via() {
            self.ways.push((fact.ask, self.vias.number(via) as u32));
        }
        if !fact.kept {
            return fact;
        }
        if fact.status.is_some_and(|answer| answer != Answer::Withdrawn) {
            self.few.odds.extend(record.odds().map(|odds| (odds / 100.0, fact.yes)));
        }
        if fact.yes {
            self.few.worth.extend(answer.and_then(|answer| answer.worth()).or_else(|| record.worth()));
        }
        fact
    }
}

impl<'b> Few<'b> {
    /// Adds what the asks after these say.
    pub fn append(&mut self, more: Self) {
        self.odds.extend(more.odds);
        self.worth.extend(more.worth);
    }
}
