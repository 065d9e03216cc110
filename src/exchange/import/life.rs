//! What came of the ask of a row: its history, its stage, its answer.

use super::role::Role;
use super::rows::Reader;
use super::statuses::{Meaning, plain};
use super::{Draft, Order, RowProblem};
use crate::exchange::export::fused;
use crate::model::{Answer, Day, Marker, scale};

impl Reader<'_> {
    /// All that the history column tells: day, meaning and word, in order of day.
    pub fn history(&mut self) -> Vec<(Day, Option<Meaning>, String)> {
        let cell = self.cell(Role::History);
        let mut events = Vec::new();
        for entry in cell.split([';', '\n']).map(str::trim).filter(|entry| !entry.is_empty()) {
            let read = entry.rsplit_once('@').and_then(|(word, when)| {
                let day = self
                    .rules
                    .dates
                    .iter()
                    .find_map(|order| order.read(when))
                    .or_else(|| Order::YearFirst.read(when))?;
                Some((day, self.rules.meaning(word), word.trim().to_owned()))
            });
            match read {
                Some(event) => events.push(event),
                // What cannot be read stays a note as a whole.
                None => return Vec::new(),
            }
        }
        self.said(Role::History);
        events.sort_by_key(|(day, ..)| *day);
        events
    }

    /// Steps and the answer; tells whether the answer has no day of its own.
    pub fn life(
        &mut self,
        meaning: Meaning,
        day: Option<Day>,
        history: Vec<(Day, Option<Meaning>, String)>,
        draft: &mut Draft,
    ) -> Result<bool, RowProblem> {
        let line = self.row.line;
        let Some(asked) = day else { return Ok(false) };
        let mut answered = self.day(Role::Answered)?;
        for (day, what, word) in history.into_iter().filter(|(day, ..)| *day >= asked) {
            match what {
                Some(Meaning::Open | Meaning::Plan | Meaning::Skip) => {}
                Some(Meaning::Answer(answer)) if meaning == Meaning::Answer(answer) => {
                    answered = answered.or(Some(day))
                }
                Some(Meaning::Answer(answer)) => {
                    draft.nested.push(Draft::new(line, Marker::Answer(answer), Some(day), ""));
                }
                Some(Meaning::Step) | None => {
                    let words = plain(&word);
                    draft.nested.push(Draft::new(line, Marker::Step, Some(day), words));
                }
            }
        }
        let stage = self.cell(Role::Stage);
        let stage_step = !stage.is_empty()
            && !self.used.contains(&self.rules.columns.of(Role::Stage).unwrap_or(usize::MAX))
            && matches!(self.rules.meaning(stage), None | Some(Meaning::Step));
        if stage_step {
            draft.nested.push(Draft::new(line, Marker::Step, Some(asked), stage));
        }
        self.said(Role::Stage);
        let mut undated = false;
        match meaning {
            Meaning::Step if draft.nested.is_empty() => {
                let status = self.cell(Role::Status);
                let day = answered.take().filter(|day| *day >= asked).unwrap_or(asked);
                draft.nested.push(Draft::new(line, Marker::Step, Some(day), status));
            }
            Meaning::Answer(answer) => {
                if let Some(day) = answered.filter(|day| *day < asked) {
                    return Err(self.problem(
                        Role::Answered,
                        format!("the answer of {day} is before its ask of {asked}"),
                    ));
                }
                undated = answered.is_none() && answer != Answer::Silence;
                self.answer(answer, answered, asked, draft);
            }
            _ => {}
        }
        // In order of day; what comes on one day stays in its order.
        draft.nested.sort_by_key(|one| one.day);
        Ok(undated || meaning == Meaning::Answer(Answer::Silence) && answered.is_none())
    }

    fn answer(&mut self, answer: Answer, answered: Option<Day>, asked: Day, draft: &mut Draft) {
        let reply = fused(self.cell(Role::Reply)).to_owned();
        let sting = scale(self.cell(Role::Sting));
        self.said(Role::Reply);
        if sting.is_some() {
            self.said(Role::Sting);
        }
        let day = answered.unwrap_or(asked);
        if day == asked && reply.is_empty() && draft.nested.is_empty() {
            draft.on_the_spot = Some(answer);
            if sting.is_some() {
                draft.fields.edit().sting = sting;
            }
            return;
        }
        // An answer without a day comes after what is known to have happened before it.
        let day =
            answered.unwrap_or_else(|| draft.nested.iter().filter_map(|one| one.day).fold(day, Day::max));
        let mut came = Draft::new(self.row.line, Marker::Answer(answer), Some(day), reply);
        if sting.is_some() {
            came.fields.edit().sting = sting;
        }
        draft.nested.push(came);
    }
}
