//! What the figures need of one ask.

use crate::book::{Ask, AskId, Book, Event, RecordId};
use crate::config::Config;
use crate::model::{Answer, Day, Marker, Size, days_between};
use crate::stats::Wait;
use crate::syntax::Record;

/// One ask, as far as figures go.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Fact {
    pub ask: u32,
    /// Whether it is one of the notebook's asks that are meant, on whatever day, whatever the report is about.
    pub known: bool,
    /// Whether the report is about asks like it, on whatever day.
    pub fits: bool,
    /// Whether the report is about it.
    pub kept: bool,
    pub day: Day,
    pub status: Option<Answer>,
    pub answered: Option<Day>,
    /// From the ask to its answer, or to today while it is open.
    pub days: u32,
    /// From the ask to its first real answer, or to where it was lost from sight.
    pub wait: u32,
    /// The last real answer, that in which it ends: yes, partial or no, of several on one day the strongest.
    pub came: Option<Answer>,
    pub size: Option<Size>,
    pub fear: Option<u8>,
    pub sting: Option<u8>,
    pub rejection: bool,
    pub turnaround: bool,
    pub overdue: bool,
    /// Whether it is a yes to this notebook.
    pub yes: bool,
    /// Whether anything moved before or after its answer.
    pub has_steps: bool,
}

/// What a fact says of whether its ask is meant.
#[derive(Debug, Clone, Copy)]
pub(super) struct Meant {
    pub known: bool,
    pub fits: bool,
    pub kept: bool,
}

impl Fact {
    /// Of an ask with its record and that of its answer.
    pub fn of(
        config: &Config,
        ask: Ask<'_>,
        record: &Record<'_>,
        answer: Option<&Record<'_>>,
        meant: Meant,
    ) -> Self {
        let events = ask.events();
        let days = u32::try_from(ask.days()).unwrap_or(0);
        let (came, wait) = waited(ask, events, days);
        Self {
            ask: ask.ask_id() as u32,
            known: meant.known,
            fits: meant.fits,
            kept: meant.kept,
            day: ask.day,
            status: ask.status,
            answered: ask.answered,
            days,
            wait,
            came,
            size: record.size(),
            fear: record.fear(),
            sting: answer.and_then(|answer| answer.sting()),
            rejection: ask.rejection,
            turnaround: ask.turnaround,
            overdue: ask.overdue,
            yes: ask.status.is_some_and(|answer| config.is_yes(answer)),
            has_steps: events.len() > usize::from(ask.status.is_some()),
        }
    }

    pub fn is_answered(&self) -> bool {
        matches!(self.status, Some(Answer::Yes | Answer::Partial | Answer::No))
    }

    /// No, or silence.
    pub fn is_refused(&self) -> bool {
        matches!(self.status, Some(Answer::No | Answer::Silence))
    }

    pub fn is_closed(&self) -> bool {
        self.is_answered() || self.status == Some(Answer::Silence)
    }

    pub fn waited(&self) -> Wait {
        Wait { days: self.wait, answered: self.came.is_some() }
    }
}

/// In which yes, partial or no an ask ends, and the days to the first of its real answers; or else to where the ask is
/// censored: a silence or withdrawal, or today. `days` are those to its answer, or to today.
fn waited(ask: Ask<'_>, events: &[Event], days: u32) -> (Option<Answer>, u32) {
    let is_real = |answer: &Answer| matches!(answer, Answer::Yes | Answer::Partial | Answer::No);
    if events.len() <= 1 {
        return (ask.status.filter(is_real), days);
    }
    let mut real = answers(events).filter(|(_, answer)| is_real(answer));
    let Some((first, came)) = real.next() else { return (None, days) };
    let came = real.fold((first, came), |(last, strongest), (day, answer)| {
        (day, if day == last { strongest.min(answer) } else { answer })
    });
    (Some(came.1), u32::try_from(days_between(ask.day, first)).unwrap_or(0))
}

/// The answers among `events`, in their order, each with its day.
fn answers(events: &[Event]) -> impl Iterator<Item = (Day, Answer)> {
    events.iter().filter_map(|event| match event.kind {
        Marker::Answer(answer) => Some((event.day, answer)),
        _ => None,
    })
}

/// What counted on each day on which answers came, in order: of several on one day the strongest, wherever it stands.
pub(super) fn answers_by_day(events: &[Event]) -> Vec<(Day, Answer)> {
    let mut by_day: Vec<(Day, Answer)> = Vec::new();
    for (day, answer) in answers(events) {
        match by_day.last_mut().filter(|(last, _)| *last == day) {
            Some((_, strongest)) => *strongest = answer.min(*strongest),
            None => by_day.push((day, answer)),
        }
    }
    by_day
}

/// The ask of a fact.
pub(super) fn ask_of<'b>(book: &'b Book, fact: &Fact) -> Ask<'b> {
    let id: AskId = fact.ask as usize;
    book.ask(id)
}

/// The record that makes the ask of a fact.
pub(super) fn record_of(book: &Book, fact: &Fact) -> RecordId {
    ask_of(book, fact).record
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_look_at_few_bytes_an_ask() {
        assert!(size_of::<Fact>() <= 40, "{}", size_of::<Fact>());
    }
}
