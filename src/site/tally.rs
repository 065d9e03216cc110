//! Counts of asks by what came of them. Numbers only.

use crate::book::Ask;
use crate::model::Answer;
use serde::Serialize;

/// Asks by their answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// All of them.
    pub asks: i64,
    /// Answered with a yes.
    pub yes: i64,
    /// Answered with a smaller yes.
    pub partial: i64,
    /// Answered with a no.
    pub no: i64,
    /// Not answered, and given up.
    pub silence: i64,
    /// Taken back.
    pub withdrawn: i64,
    /// Without an answer so far.
    pub open: i64,
}

impl Tally {
    /// Counts one ask.
    pub fn add(&mut self, ask: &Ask<'_>) {
        self.asks += 1;
        let slot = match ask.status {
            Some(Answer::Yes) => &mut self.yes,
            Some(Answer::Partial) => &mut self.partial,
            Some(Answer::No) => &mut self.no,
            Some(Answer::Silence) => &mut self.silence,
            Some(Answer::Withdrawn) => &mut self.withdrawn,
            None => &mut self.open,
        };
        *slot += 1;
    }

    /// How many of the answered asks were a yes: `k` of `n`.
    pub fn answered(&self, partial_is_yes: bool) -> (i64, i64) {
        let yes = self.yes + if partial_is_yes { self.partial } else { 0 };
        (yes, self.yes + self.partial + self.no)
    }
}
