//! `askbook ask`

use super::asking::{ask_line, confirm, input_lines, is_asked};
use super::candidates;
use super::context::Context;
use super::days::{past_day, with_due};
use super::failure::Failure;
use super::outcome::Outcome;
use super::output;
use super::which::{Choice, Meant, meant_record, named};
use super::words::AskFields;
use super::writing::{self, refused};
use super::written::{After, Before, receipt};
use crate::author::{self, Line, Said, asked_lately, at_desk, lessons_like};
use crate::book::{Book, RecordId};
use crate::model::{Answer, Day, Key, Marker, fold};
use crate::notebook::Notebook;
use clap::Args;

// `askbook ask`
#[derive(Debug, Args)]
pub(crate) struct Ask {
    /// What you asked; without it a line is asked for, or standard input is read, an ask a line
    #[arg(value_name = "TEXT")]
    pub text: Vec<String>,
    /// The day: 2026-03-02, yesterday, "last friday", "3 days ago"
    #[arg(long, short, value_name = "DAY")]
    pub date: Option<String>,
    #[command(flatten)]
    pub fields: AskFields,
    /// It was answered on the spot: no
    #[arg(long, group = "answer")]
    pub no: bool,
    /// It was answered on the spot: yes
    #[arg(long, group = "answer")]
    pub yes: bool,
    /// It was answered on the spot: a smaller yes
    #[arg(long, group = "answer")]
    pub partial: bool,
    /// No answer is expected
    #[arg(long, group = "answer")]
    pub silence: bool,
    /// You took it back at once
    #[arg(long, group = "answer")]
    pub withdrawn: bool,
    /// How much the answer hurt, 0 to 10
    #[arg(long, value_name = "0-10", requires = "answer")]
    pub sting: Option<String>,
    /// So many of them
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub times: Option<u16>,
    /// Carry out this plan: its id, @who or words of it
    #[arg(long, value_name = "WHICH", add = candidates::plans())]
    pub plan: Option<String>,
}

impl Ask {
    fn answer(&self) -> Option<Answer> {
        let flags = [self.yes, self.partial, self.no, self.silence, self.withdrawn];
        Answer::ALL.into_iter().zip(flags).find_map(|(answer, is_set)| is_set.then_some(answer))
    }
}

const EXAMPLE: &str = "askbook ask \"A discount at the café\" --no";

pub(super) fn run(context: &Context, typed: &Ask) -> Result<Outcome, Failure> {
    let texts = texts(context, typed)?;
    let mut confirmed = false;
    let mut pause = None;
    let mut remarks = String::new();
    let mut day = context.today;
    let mut before = None;
    // A person picks from a list while nothing is locked.
    let mut picked: Option<Said> = None;
    let mut choice: Option<Choice<Said>> = None;
    loop {
        let written = writing::write(context, "ask", |notebook| {
            let book = &notebook.book;
            day = past_day(context, &notebook.config, typed.date.as_deref(), Marker::Ask)?;
            let plan = match typed.plan.as_deref() {
                None => None,
                Some(words) => match meant_plan(context, book, words, picked.as_ref())? {
                    Meant::One(plan) => Some(plan),
                    Meant::Several(several) => {
                        choice = Some(several.map(|plan| Said::of(book.record(plan))));
                        return Ok(None);
                    }
                },
            };
            before = Some(Before::of(notebook));
            let lines = lines(book, typed, &texts, plan).into_iter();
            let lines: Vec<Line> =
                lines.map(|line| with_due(context, &notebook.config, line)).collect::<Result<_, _>>()?;
            let change =
                at_desk(notebook, |desk| author::ask(desk, Marker::Ask, &lines, typed.answer(), day, plan))
                    .map_err(|error| refused(error, EXAMPLE))?;
            let said = change.added.first().map(|added| added.said.clone());
            if let Some(lately) = said.as_ref().and_then(|said| again(notebook, said, day)) {
                if is_asked(context) && !confirmed {
                    pause = Some(lately);
                    return Ok(None);
                }
                if !confirmed {
                    context.say(&lately);
                }
            }
            remarks = said.map(|said| learned(book, &said) + &planned(book, &said, plan)).unwrap_or_default();
            Ok(Some(change))
        })?;
        let Some(written) = written else {
            if let Some(choice) = choice.take() {
                picked = Some(choice.pick()?);
                continue;
            }
            let lately = pause.take().unwrap_or_default();
            if !confirm(&format!("{lately}\nAsk again?"))? {
                output::print("nothing was written\n")?;
                return Ok(Outcome::Done);
            }
            confirmed = true;
            continue;
        };
        let after = before.take().map(|before| before.after(&written));
        let is_answered = typed.answer().is_some();
        let tally = after.as_ref().filter(|_| is_answered).map(After::tally).unwrap_or_default();
        output::print(&format!("{}{tally}{remarks}", receipt(&written, day)))?;
        if let Some(after) = after {
            after.say_problems(context);
        }
        return Ok(Outcome::Done);
    }
}

/// What was typed, an ask each.
fn texts(context: &Context, typed: &Ask) -> Result<Vec<String>, Failure> {
    let text = typed.text.join(" ");
    if !text.trim().is_empty() {
        return Ok(vec![text]);
    }
    if typed.plan.is_some() {
        // A plan has words of its own.
        return Ok(vec![String::new()]);
    }
    let lines = if is_asked(context) { vec![ask_line("What did you ask? ")?] } else { input_lines()? };
    if lines.iter().all(|line| line.is_empty()) {
        return Err(refused(author::LineError::Empty, EXAMPLE));
    }
    Ok(lines)
}

fn lines(book: &Book, typed: &Ask, texts: &[String], plan: Option<RecordId>) -> Vec<Line> {
    let one = |text: &String| {
        let mut line = typed.fields.line(text.clone());
        line.keys.extend(typed.sting.clone().map(|sting| (Key::Sting, sting)));
        if let Some(plan) = plan.filter(|_| text.trim().is_empty()) {
            let planned = book.record(plan);
            line.text = planned.title().to_string();
            line.tags.splice(0..0, planned.tags().iter().map(|tag| tag.to_string()));
            line.whos.splice(0..0, planned.whos().iter().map(|who| who.name.to_string()));
            line.size = line.size.or(planned.fields().size);
        }
        line
    };
    let times = usize::from(typed.times.unwrap_or(1));
    texts.iter().flat_map(|text| std::iter::repeat_n(one(text), times)).collect()
}

/// The plan that is meant, of those not carried out: by its words, or as it was picked.
fn meant_plan(
    context: &Context,
    book: &Book,
    words: &str,
    picked: Option<&Said>,
) -> Result<Meant<RecordId>, Failure> {
    let open: Vec<RecordId> = book.open_plans().collect();
    let is_picked = |plan: &RecordId| picked.is_some_and(|picked| Said::of(book.record(*plan)) == *picked);
    let id = fold(words.trim_start_matches("re:").trim_start_matches('^'));
    let has_id = |plan: &RecordId| book.record(*plan).id().is_some_and(|own| fold(own.text) == id);
    if let Some(plan) = open.iter().copied().find(is_picked).or_else(|| open.iter().copied().find(has_id)) {
        return Ok(Meant::One(plan));
    }
    let fits = |plan: &RecordId| {
        let record = book.record(*plan);
        match words.strip_prefix('@') {
            Some(who) => record.whos().iter().any(|other| fold(other.name) == fold(who)),
            None => {
                let title = record.title().to_lowercase();
                words.to_lowercase().split_whitespace().all(|word| title.contains(word))
            }
        }
    };
    let none = format!("no plan that was not carried out yet is named by `{words}`");
    meant_record(context, book, open.into_iter().filter(fits).collect(), &none, "plan")
}

/// What is said where the same who was asked, or answered, a short time ago.
fn again(notebook: &Notebook, said: &Said, day: Day) -> Option<String> {
    let book = &notebook.book;
    let last = &book.ask(asked_lately(book, &notebook.config, &said.whos, day)?);
    let ago = |on: Day| match (day - on).num_days() {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days => format!("{days} days ago"),
    };
    let answered = last.answered.filter(|on| *on <= day);
    let answer = last.status.zip(answered).map(|(answer, on)| match answer {
        Answer::Yes => format!("; the answer was yes, {}", ago(on)),
        Answer::No => format!("; the answer was no, {}", ago(on)),
        Answer::Partial => format!("; the answer was a smaller yes, {}", ago(on)),
        Answer::Silence => "; no answer came".to_owned(),
        Answer::Withdrawn => format!("; you took it back {}", ago(on)),
    });
    let whos: Vec<String> = said
        .whos
        .iter()
        .filter(|who| last.whos().iter().any(|other| fold(other) == fold(who)))
        .map(|who| format!("@{who}"))
        .collect();
    Some(format!(
        "{} was asked {} already: {} ({}){}",
        whos.join(" "),
        ago(last.day),
        last.title(),
        named(last),
        answer.unwrap_or_default()
    ))
}

/// What was learned from asks like this one.
fn learned(book: &Book, said: &Said) -> String {
    let lessons = lessons_like(book, said);
    if lessons.is_empty() {
        return String::new();
    }
    let mut text = "You learned before:\n".to_owned();
    for lesson in lessons {
        let record = book.record(lesson);
        let day = record.day.map_or(String::new(), |day| format!(" ({day})"));
        text.push_str(&format!("  {}{day}\n", record.title()));
    }
    text
}

/// The plan that the ask may have carried out, where that was not said.
fn planned(book: &Book, said: &Said, plan: Option<RecordId>) -> String {
    if plan.is_some() || said.re.is_some() {
        return String::new();
    }
    let fits = |plan: &RecordId| {
        let whos = book.record(*plan).whos();
        whos.iter().any(|who| said.whos.iter().any(|other| fold(other) == fold(who.name)))
    };
    let Some(plan) = book.open_plans().find(fits) else { return String::new() };
    let record = book.record(plan);
    let id = record.id().map(|id| id.text.to_owned());
    let who = record.whos().iter().next().map(|who| format!("@{}", who.name));
    let named = id.or(who).unwrap_or_default();
    format!(
        "You had planned: {}\n  if this was it: askbook undo, then askbook ask --plan {named}\n",
        record.title()
    )
}
