//! What an editor offers to do for the writer: mend what is wrong, answer an ask, give it an id.

use super::page::Page;
use super::words::short;
use crate::author::{self, About, Desk, Line, at_desk};
use crate::book::{Ask, RecordId};
use crate::diagnostic::{Diagnostic, Grade};
use crate::model::{Answer, Key, Marker};
use crate::syntax::Record;
use crate::text::{Edit, Span};
use std::sync::Arc;

/// Something that can be done to the texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// What it does, as an imperative.
    pub title: String,
    /// What it is.
    pub kind: ActionKind,
    /// What it changes.
    pub changes: Vec<Change>,
}

/// Why an action is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ActionKind {
    /// It mends this; the grade says whether without a look.
    Mend(Box<Diagnostic>, Grade),
    /// It writes on.
    Write,
}

/// The edits of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its path, relative to the notebook.
    pub file: Arc<str>,
    /// Whether it is not there yet.
    pub is_new: bool,
    /// What is replaced.
    pub edits: Vec<Edit>,
}

/// What can be done about `span` of the page; `told` is what is wrong in the notebook.
pub fn actions(page: &Page<'_>, span: Span, told: &[Diagnostic]) -> Vec<Action> {
    let of_page = told.iter().filter(|told| told.place.file == page.source.path);
    let mut found: Vec<Action> =
        of_page.filter(|told| touch(told.place.span, span)).filter_map(mend).collect();
    if let Some(record) = page.record_at(span.start as usize) {
        found.extend(at_desk(page.notebook, |desk| written(page, desk, record)));
    }
    found
}

/// What can be written about a record: an answer to its open ask, the ask that carries out a plan, an id.
fn written(page: &Page<'_>, desk: &Desk<'_>, record: RecordId) -> Vec<Action> {
    let today = desk.today();
    let mut found = Vec::new();
    let mut offer = |title: String, change: author::Change| {
        // What would not say what it is meant to say is not offered.
        if !change.is_empty() && author::check(desk, &change).is_ok() {
            found.push(Action { title, kind: ActionKind::Write, changes: changes(desk, change) });
        }
    };
    let line = Line::default();
    match page.ask_of(record) {
        Some(ask) if ask.is_open() => {
            let about = short(ask.title(), 40);
            for answer in [Answer::No, Answer::Yes, Answer::Silence] {
                let marker = Marker::Answer(answer);
                let word = answer.word();
                let on_page = About { ask: ask.ask_id(), marker, line: line.clone() };
                let mut change = author::answer(desk, &[on_page], today);
                tick(page, &ask, &mut change);
                offer(format!("Answer {word} today: {about}"), change);
                if let Some(mut change) = author::nested(desk, ask.ask_id(), marker, &line, today) {
                    tick(page, &ask, &mut change);
                    offer(format!("Nest a {word} of today: {about}"), change);
                }
            }
        }
        Some(_) => {}
        None if page.notebook.book.record(record).marker == Marker::Plan => {
            let plan = page.notebook.book.record(record);
            let ask = carried_out(&plan);
            if let Ok(change) = author::ask(desk, Marker::Ask, &[ask], None, today, Some(record)) {
                offer(format!("Carry this plan out today: {}", short(plan.title(), 40)), change);
            }
        }
        None => {}
    }
    if let Some(ask) = page.ask_of(record).filter(|ask| ask.id().is_none()) {
        let (id, change) = author::give_id(desk, ask.ask_id(), &mut Default::default());
        offer(format!("Give it the id ^{id}"), change);
    }
    found
}

/// Ticks the box of an ask that gets an answer, which would disagree with it otherwise.
fn tick(page: &Page<'_>, ask: &Ask<'_>, change: &mut author::Change) {
    if let Some((' ', span)) = page.notebook.book.record(ask.record).checkbox() {
        let file = &page.notebook.book.file_of(ask.record).path;
        change.edit(file, Edit { span, text: "[x]".to_owned() });
    }
}

/// The ask that a plan becomes: the same words.
fn carried_out(plan: &Record<'_>) -> Line {
    let fields = plan.fields();
    let fear = fields.fear.map(|fear| (Key::Fear, fear.to_string()));
    let via = fields.via.map(|via| (Key::Via, via.to_owned()));
    Line {
        text: plan.title().to_owned(),
        tags: plan.tags().iter().map(str::to_owned).collect(),
        whos: plan.who_names().iter().map(str::to_owned).collect(),
        size: fields.size,
        keys: fear.into_iter().chain(via).collect(),
        public: None,
        private: plan.private,
        ..Line::default()
    }
}

/// The edits of a change, file by file.
pub(super) fn changes(desk: &Desk<'_>, change: author::Change) -> Vec<Change> {
    let files = change.files.into_iter().filter(|file| !file.edits.is_empty());
    files
        .map(|file| Change { is_new: desk.text(&file.path).is_none(), file: file.path, edits: file.edits })
        .collect()
}

fn touch(a: Span, b: Span) -> bool {
    a.start <= b.end && b.start <= a.end
}

fn mend(told: &Diagnostic) -> Option<Action> {
    let fix = told.fix.as_ref()?;
    Some(Action {
        title: sentence(&fix.title),
        kind: ActionKind::Mend(Box::new(told.clone()), fix.grade),
        changes: vec![Change { file: told.place.file.clone(), is_new: false, edits: fix.edits.clone() }],
    })
}

/// A title with a capital, as menus have it.
fn sentence(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
