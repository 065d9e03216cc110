//! Challenges: what they are, how they are read, and that no two share a day.

use super::problems::{Problems, shown};
use super::toml_view::{Item, Table};
use crate::diagnostic::Code;
use crate::model::{Answer, Day, Marker, fold, marker_of};
use crate::text::Span;
use toml::de::DeValue;

/// A goal and the days on which it is pursued: `[challenge]` (format, section 7).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Challenge {
    /// What it is called; not empty.
    pub name: String,
    /// How many it takes, at least 1.
    pub goal: u32,
    /// Of what.
    pub of: Goal,
    /// Its first day; without one, all days up to its last.
    pub start: Option<Day>,
    /// Its last day, not before its first; without one, all days from its first on.
    pub end: Option<Day>,
    /// The answers that make an ask a rejection, the strongest first, each once; at least one.
    pub counts: Vec<Answer>,
    /// Whether anything is said of par, of being behind, of a forecast.
    pub pace: bool,
}

/// What a challenge counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Goal {
    /// Asks with an answer that counts, on the day of that answer.
    #[default]
    Rejections,
    /// Asks, on the day they were made.
    Asks,
}

impl Goal {
    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Rejections => "rejections",
            Self::Asks => "asks",
        }
    }
}

impl Challenge {
    /// Whether `day` is one of its days.
    ///
    /// ```
    /// let always = askbook::config::Challenge::default();
    /// assert!(always.holds(chrono::NaiveDate::MIN));
    /// ```
    pub fn holds(&self, day: Day) -> bool {
        self.start.is_none_or(|start| start <= day) && !self.is_over(day)
    }

    /// Whether its last day is before `day`.
    pub fn is_over(&self, day: Day) -> bool {
        self.end.is_some_and(|end| end < day)
    }
}

impl Default for Challenge {
    fn default() -> Self {
        Self {
            name: "My 1000 rejections".to_owned(),
            goal: 1000,
            of: Goal::Rejections,
            start: None,
            end: None,
            counts: vec![Answer::No, Answer::Silence],
            pace: true,
        }
    }
}

/// A challenge as it was read, with the places that messages need.
struct Draft {
    challenge: Challenge,
    /// Its header, or its first key.
    head: Span,
    name: Option<Span>,
    start: Option<Span>,
    end: Option<Span>,
    /// Whether its days are those that were written.
    sure: bool,
}

/// Reads `[challenge]` or several `[[challenge]]`: at least one, in order of their days, no two with a day in
/// common.
///
/// Of two that share days the later is told of. Then one with no `end` ends before the later one starts, and
/// otherwise the later one starts after the other's end; it is left out if no day is left to it.
pub(super) fn read(top: &mut Table, problems: &mut Problems) -> Vec<Challenge> {
    let item = top.item("challenge");
    let mut drafts: Vec<Draft> = match item.map(|item| (item, item.elements())) {
        Some((_, Some(elements))) => elements.iter().filter_map(|item| draft(item, problems)).collect(),
        Some((item, None)) => draft(&item, problems).into_iter().collect(),
        None => Vec::new(),
    };
    if drafts.is_empty() {
        fill(&mut Challenge::default(), Table::absent("challenge"), problems);
        return vec![Challenge::default()];
    }
    names(&drafts, problems);
    // Stable: of two that start together, the one that is written first.
    drafts.sort_by_key(|draft| draft.challenge.start);
    let mut kept: Vec<Draft> = Vec::new();
    for draft in drafts {
        match kept.pop() {
            None => kept.push(draft),
            Some(before) => kept.extend(apart(before, draft, problems)),
        }
    }
    kept.into_iter().map(|draft| draft.challenge).collect()
}

fn draft(item: &Item, problems: &mut Problems) -> Option<Draft> {
    let table = Table::new("challenge", item.table("challenge", problems)?);
    let header = problems.text(item.span).starts_with('[') || table.items().is_empty();
    let head = if header { item.span } else { table.items().first().map_or(item.span, |first| first.key) };
    let place = |key: &str| table.items().iter().find(|item| item.name == key).map(|item| item.span);
    let (name, start, end) = (place("name"), place("start"), place("end"));
    let mut challenge = Challenge::default();
    fill(&mut challenge, table, problems);
    let mut sure = start.is_some() == challenge.start.is_some() && end.is_some() == challenge.end.is_some();
    if let (Some(first), Some(last), Some(span)) = (challenge.start, challenge.end, end)
        && last < first
    {
        let hint = format!("type a day from `{first}` on");
        problems.refuse::<()>(span, "the challenge ends before it starts", hint);
        challenge.end = None;
        sure = false;
    }
    Some(Draft { challenge, head, name, start, end, sure })
}

fn fill(challenge: &mut Challenge, mut table: Table, problems: &mut Problems) {
    table.set("name", &mut challenge.name, problems, Item::words);
    table.set("goal", &mut challenge.goal, problems, Item::count);
    let goals = [Goal::Rejections, Goal::Asks].map(|goal| (goal.word(), goal));
    table.set("of", &mut challenge.of, problems, |item, problems| item.word(&goals, problems));
    table.set("start", &mut challenge.start, problems, |item, problems| item.day(problems).map(Some));
    table.set("end", &mut challenge.end, problems, |item, problems| item.day(problems).map(Some));
    table.set("counts", &mut challenge.counts, problems, counts);
    table.set("pace", &mut challenge.pace, problems, Item::flag);
    table.close(problems);
}

fn counts(item: &Item, problems: &mut Problems) -> Option<Vec<Answer>> {
    let mut answers = item.list(problems, answer)?;
    if answers.is_empty() {
        let hint = "name at least one answer: `[\"no\", \"silence\"]`";
        return problems.refuse(item.span, "no answer counts, so the goal cannot be reached", hint);
    }
    answers.sort();
    answers.dedup();
    Some(answers)
}

fn answer(item: &Item, problems: &mut Problems) -> Option<Answer> {
    if let DeValue::String(text) = item.value
        && Answer::of(text).is_none()
        && let Some(Marker::Answer(meant)) = marker_of(text.trim_start_matches('#'))
    {
        let message = format!("`{}` is no value of `{}`", shown(text), item.name);
        return problems.refuse_for(item.span, message, &format!("\"{}\"", meant.word()));
    }
    item.word(&Answer::ALL.map(|answer| (answer.word(), answer)), problems)
}

/// Several challenges have each a name of their own.
fn names(drafts: &[Draft], problems: &mut Problems) {
    if drafts.len() < 2 {
        return;
    }
    for (at, draft) in drafts.iter().enumerate() {
        let name = &draft.challenge.name;
        let Some(span) = draft.name else {
            let hint = "type `name = \"…\"` below its header";
            problems.refuse::<()>(draft.head, "one of several challenges has no name", hint);
            continue;
        };
        let same = |other: &&Draft| other.name.is_some() && fold(&other.challenge.name) == fold(name);
        if let Some(other) = drafts[..at].iter().find(same) {
            let message = format!("two challenges have the name `{}`", shown(name));
            let diagnostic =
                problems.at(Code::ConfigValue, span, message).hint("give each challenge a name of its own");
            let other = other.name.unwrap_or(other.head);
            problems.push(problems.related(diagnostic, other, "the other is here"));
        }
    }
}

/// Holds two challenges, sorted by their first days, apart.
fn apart(mut before: Draft, mut after: Draft, problems: &mut Problems) -> Vec<Draft> {
    let (start, end) = (after.challenge.start, before.challenge.end);
    let shared = match (start, end) {
        (Some(start), Some(end)) => start <= end,
        _ => true,
    };
    if !shared {
        return vec![before, after];
    }
    let next = end.and_then(|day| day.succ_opt());
    if before.sure && after.sure {
        let (one, other) = (shown(&after.challenge.name), shown(&before.challenge.name));
        let diagnostic = problems
            .at(
                Code::ConfigValue,
                after.start.unwrap_or(after.head),
                format!("the challenges `{one}` and `{other}` share days"),
            )
            .hint(match (next, start) {
                (Some(next), _) => format!(
                    "type `{next}`, the day after the other ends, or a later one; or let the other end sooner: an ask counts in one challenge"
                ),
                (None, Some(start)) => format!("give the other an `end` before `{start}`"),
                (None, None) => "give each challenge a `start` and an `end`".to_owned(),
            });
        let other = before.end.or(before.start).unwrap_or(before.head);
        problems.push(problems.related(diagnostic, other, "the other is here"));
    }
    if end.is_none() && start > before.challenge.start {
        before.challenge.end = start.and_then(|day| day.pred_opt());
        return vec![before, after];
    }
    after.challenge.start = next;
    if next.is_none() || after.challenge.end.is_some_and(|last| next > Some(last)) {
        return vec![before];
    }
    vec![before, after]
}
