//! What came of the ask of a row: its history, its stage, its answer. What no record says stays a note.

use super::meaning::Meaning;
use super::role::Role;
use super::row::Reader;
use super::statuses::{is_plain, plain};
use super::{Draft, Order, RowProblem};
use crate::exchange::export::fused;
use crate::model::{Answer, Day, Marker, scale};

/// Something that happened on a day.
pub(super) struct Entry {
    pub day: Day,
    pub meaning: Option<Meaning>,
    pub word: String,
    /// It as a line of a note.
    pub text: String,
}

/// What is known of an ask before its life is read.
#[derive(Clone, Copy)]
pub(super) struct Known {
    pub meaning: Meaning,
    pub asked: Day,
    /// The day that a flag says of the answer.
    pub flagged: Option<Day>,
}

impl Known {
    /// The answer that it came to.
    fn last(&self) -> Option<Meaning> {
        Some(self.meaning).filter(|meaning| matches!(meaning, Meaning::Answer(_)))
    }
}

impl Reader<'_> {
    /// All that the history column tells, in order of day; nothing where a part of it cannot be read, and all is a note.
    pub fn history(&mut self) -> Vec<Entry> {
        let cell = self.cell(Role::History);
        let Some(column) = self.rules.columns.of(Role::History) else { return Vec::new() };
        let entries = cell.split([';', '\n']).map(str::trim).filter(|entry| !entry.is_empty());
        let read = entries.map(|entry| {
            let (word, when) = entry.rsplit_once('@')?;
            let orders = self.rules.dates.iter().chain(&[Order::YearFirst]);
            let day = orders.into_iter().find_map(|order| order.read(when))?;
            let text = format!("{}: {entry}", self.header(column));
            Some(Entry { day, meaning: self.rules.meaning(word), word: word.trim().to_owned(), text })
        });
        let mut events: Vec<Entry> = read.collect::<Option<_>>().unwrap_or_default();
        events.sort_by_key(|entry| entry.day);
        events
    }

    /// Steps and the answer; tells whether the answer has no day of its own.
    pub fn life(
        &mut self,
        known: Known,
        history: Vec<Entry>,
        flags: Vec<Entry>,
        draft: &mut Draft,
    ) -> Result<bool, RowProblem> {
        let Known { meaning, asked, flagged } = known;
        let dated = self.day(Role::Answered)?;
        if !history.is_empty() {
            self.said(Role::History);
        }
        let mut entries = history;
        entries.extend(flags);
        entries.sort_by_key(|entry| entry.day);
        let answered = flagged.or(dated).or_else(|| day_of_the_last(&known, &entries));
        for entry in entries {
            if !self.happened(&entry, &known, answered, draft) {
                self.untold.push(entry.text);
            }
        }
        self.stage(asked, draft);
        let undated = match meaning {
            Meaning::Step => {
                let on = dated.filter(|day| *day >= asked);
                if self.step(on.unwrap_or(asked), draft) && on.is_some() {
                    self.said(Role::Answered);
                }
                false
            }
            Meaning::Answer(answer) => {
                if let Some(day) = answered.filter(|day| *day < asked) {
                    return Err(self.problem(
                        Role::Answered,
                        format!("the answer of {day} is before its ask of {asked}"),
                    ));
                }
                if dated.is_some() && dated == answered {
                    self.said(Role::Answered);
                }
                self.answer(answer, answered, asked, draft);
                answered.is_none()
            }
            _ => false,
        };
        // In order of day; what comes on one day stays in its order.
        draft.nested.sort_by_key(|one| one.day);
        Ok(undated)
    }

    /// Puts what happened on a day under the ask, if a record says all of it.
    fn happened(&self, entry: &Entry, known: &Known, answered: Option<Day>, draft: &mut Draft) -> bool {
        let line = self.row.line;
        if entry.day < known.asked {
            return false;
        }
        let words = plain(&entry.word);
        let is_status = words == plain(self.cell(Role::Status));
        match entry.meaning {
            Some(Meaning::Open | Meaning::Plan | Meaning::Skip) => {
                entry.day == known.asked && is_plain(Meaning::Open, &words)
            }
            Some(answer @ Meaning::Answer(_)) if known.last() == Some(answer) => {
                // The answer itself is written where all is known of it.
                answered == Some(entry.day) && (is_status || is_plain(answer, &words))
            }
            Some(Meaning::Answer(answer)) => {
                // An answer that another one followed; none that would take the place of what the status says.
                let comes_before = answered.is_none_or(|day| entry.day <= day);
                let counts = match known.last() {
                    Some(_) => comes_before,
                    None => self.cell(Role::Status).is_empty(),
                };
                if counts {
                    let title = if is_plain(Meaning::Answer(answer), &words) { String::new() } else { words };
                    draft.nested.push(Draft::new(line, Marker::Answer(answer), Some(entry.day), title));
                }
                counts
            }
            Some(Meaning::Step) | None => {
                draft.nested.push(Draft::new(line, Marker::Step, Some(entry.day), words));
                true
            }
        }
    }

    /// The stage as a step, unless it is a status, or says what the status does.
    fn stage(&mut self, asked: Day, draft: &mut Draft) {
        let (stage, status) = (self.cell(Role::Stage), self.cell(Role::Status));
        let is_used = self.rules.columns.of(Role::Stage).is_some_and(|column| self.used.contains(&column));
        if stage.is_empty() || is_used {
            return;
        }
        let is_said = match self.rules.meaning(stage) {
            None | Some(Meaning::Step) => {
                if !has_step(draft, stage) {
                    draft.nested.push(Draft::new(self.row.line, Marker::Step, Some(asked), stage));
                }
                true
            }
            Some(Meaning::Open) => is_plain(Meaning::Open, stage),
            Some(_) => plain(stage) == plain(status),
        };
        if is_said {
            self.said(Role::Stage);
        }
    }

    /// The status as a step; tells whether it was written. With other steps there, it says how far they led, and is a note.
    fn step(&mut self, day: Day, draft: &mut Draft) -> bool {
        let status = self.cell(Role::Status);
        if has_step(draft, status) {
            self.said(Role::Status);
        }
        if status.is_empty() || !draft.nested.is_empty() {
            return false;
        }
        draft.nested.push(Draft::new(self.row.line, Marker::Step, Some(day), status));
        self.said(Role::Status);
        true
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

/// The day on which the answer came that the ask came to: the first entry that says it, of those after all other answers.
fn day_of_the_last(known: &Known, entries: &[Entry]) -> Option<Day> {
    let last = known.last()?;
    let of_answers = || entries.iter().filter(|entry| entry.day >= known.asked);
    let is_other =
        |entry: &&Entry| matches!(entry.meaning, Some(Meaning::Answer(_))) && entry.meaning != Some(last);
    let other = of_answers().filter(is_other).map(|entry| entry.day).max();
    let mut same = of_answers().filter(|entry| entry.meaning == Some(last)).map(|entry| entry.day);
    same.clone().find(|day| other.is_none_or(|other| *day >= other)).or_else(|| same.next())
}

/// Whether a step of an ask has these words.
fn has_step(draft: &Draft, words: &str) -> bool {
    draft.nested.iter().any(|one| one.marker == Marker::Step && plain(&one.title) == plain(words))
}
