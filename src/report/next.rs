//! `askbook next`: what is out there, and what to do about it.

use super::facts::Facts;
use super::open::{NextAsk, Todo, open};
use super::waiting::{Curves, Later};
use super::words::{chance, count, days, join, many};
use super::{Page, Scope};
use crate::book::{Book, RecordId};
use crate::config::Config;
use crate::list::number;
use crate::model::Day;
use serde_json::{Value, json};

/// What is out there, what to do first at the top.
pub struct Next {
    today: Day,
    /// The plans that are due, the longest first.
    pub plans: Vec<DuePlan>,
    /// The open asks.
    pub asks: Vec<NextAsk>,
    /// How many other asks are open, where none that is meant is.
    others: usize,
}

/// A plan whose day to act has come.
#[derive(Debug, Clone)]
pub struct DuePlan {
    /// Its record.
    pub record: RecordId,
    /// Its id.
    pub id: Option<String>,
    /// What is to be asked.
    pub title: String,
    /// Its day.
    pub day: Option<Day>,
    /// When to act.
    pub due: Day,
}

/// What is out there among the asks that are meant, and the plans that are due if `with_plans`.
pub fn next(book: &Book, config: &Config, scope: &Scope<'_>, with_plans: bool) -> Next {
    let facts = Facts::read(book, config, scope);
    let curves = Curves::of(&facts, &config.minimums);
    let plans = if with_plans { due_plans(book) } else { Vec::new() };
    let asks = open(book, &facts, &curves);
    // Only where there is none is it of interest how many there are else.
    let others = if asks.is_empty() { book.asks().filter(|ask| ask.is_open()).count() } else { 0 };
    Next { today: book.today, plans, asks, others }
}

fn due_plans(book: &Book) -> Vec<DuePlan> {
    let mut plans: Vec<DuePlan> = book
        .open_plans()
        .filter_map(|id| {
            let record = book.record(id);
            Some(DuePlan {
                record: id,
                id: record.id().map(|name| name.text.to_string()),
                title: record.title().to_string(),
                day: record.day,
                due: record.due().filter(|due| *due <= book.today)?,
            })
        })
        .collect();
    plans.sort_by_key(|plan| (plan.due, plan.record));
    plans
}

impl Next {
    /// As a page.
    pub fn page(&self) -> Page {
        if self.asks.is_empty() && self.plans.is_empty() {
            if self.others > 0 {
                return self.none_fits();
            }
            let mut page = Page::titled("Nothing is out there");
            page.text("No ask is open. A good moment to rest, or to ask.");
            return page.of(self.today);
        }
        let mut page = Page::titled("What is out there");
        page.text(self.sentence());
        for (todo, heading) in [
            (Todo::Due, "Due"),
            (Todo::Overdue, "Quiet for longer than their wait"),
            (Todo::Ahead, "Due later"),
            (Todo::Out, "Out there: nothing to do"),
        ] {
            let asks: Vec<&NextAsk> = self.asks.iter().filter(|ask| ask.todo(self.today) == todo).collect();
            let plans: &[DuePlan] = if todo == Todo::Due { &self.plans } else { &[] };
            if asks.is_empty() && plans.is_empty() {
                continue;
            }
            page.heading(heading);
            for plan in plans {
                page.item(with_id(format!("{} (a plan)", plan.title), plan.id.as_deref()));
                page.under(due_words(plan.due, self.today));
            }
            for ask in asks {
                let out = if ask.days == 0 {
                    "out since today".to_owned()
                } else {
                    format!("{} out", days(ask.days))
                };
                page.item(with_id(format!("{} ({out})", ask.title), ask.id.as_deref()));
                let words = [self.what_to_do(ask, todo), ask.later.as_ref().map(later)];
                let words: Vec<String> = words.into_iter().flatten().collect();
                if !words.is_empty() {
                    page.under(words.join(" "));
                }
            }
        }
        page.of(self.today)
    }

    /// What is said where asks are open, but none of those that are meant.
    fn none_fits(&self) -> Page {
        let mut page = Page::titled("No open ask fits");
        let open =
            count(self.others, "ask is open, but it is none", "asks are open, but none of them is one");
        page.text(format!("{open} of those that are meant."));
        page.of(self.today)
    }

    fn sentence(&self) -> String {
        let of = |todo| self.asks.iter().filter(|ask| ask.todo(self.today) == todo).count();
        let parts = [
            (of(Todo::Due), ["due", "due"]),
            (of(Todo::Overdue), ["quiet for longer than its wait", "quiet for longer than their wait"]),
            (of(Todo::Ahead), ["due later", "due later"]),
        ];
        let parts = parts.iter().filter(|(number, _)| *number > 0);
        let parts = join(parts.map(|(number, [one, many])| count(*number, one, many)));
        let plans = count(self.plans.len(), "plan is due", "plans are due");
        let asks = count(self.asks.len(), "open ask", "open asks");
        let asks = if parts.is_empty() { asks } else { format!("{asks}: {parts}") };
        if self.plans.is_empty() { format!("{asks}.") } else { format!("{asks}. {}.", plans) }
    }

    fn what_to_do(&self, ask: &NextAsk, todo: Todo) -> Option<String> {
        match todo {
            Todo::Due | Todo::Ahead => ask.due.map(|due| due_words(due, self.today)),
            Todo::Overdue => Some(format!(
                "No sign for {}. A short word to them, or a #silence: either is fine.",
                days((self.today - ask.last_sign).num_days())
            )),
            Todo::Out => None,
        }
    }

    /// One JSON object a line: the plans that are due first, then the open asks.
    pub fn json_lines(&self, book: &Book) -> String {
        let place = |record: RecordId| (book.file_of(record).path.to_string(), book.record(record).line);
        let plans = self.plans.iter().map(|plan| {
            let (file, line) = place(plan.record);
            json!({
                "kind": "plan", "todo": "due", "id": plan.id, "title": plan.title,
                "date": plan.day.map(|day| day.to_string()), "days": null, "due": plan.due.to_string(), "overdue": false,
                "later_answer": null, "later_from": null, "later_of": null, "file": file, "line": line,
            })
        });
        let asks = self.asks.iter().map(|ask| {
            let (file, line) = place(ask.record);
            let mut object = ask_json(ask);
            if let Value::Object(keys) = &mut object {
                keys.insert("kind".to_owned(), "ask".into());
                keys.insert("todo".to_owned(), ask.todo(self.today).word().into());
                keys.insert("later_of".to_owned(), ask.later.as_ref().map(|later| later.of).into());
                keys.insert("file".to_owned(), file.into());
                keys.insert("line".to_owned(), line.into());
            }
            object
        });
        plans.chain(asks).map(|object| format!("{object}\n")).collect()
    }
}

impl Todo {
    /// Its word for machines.
    pub fn word(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Overdue => "overdue",
            Self::Ahead => "ahead",
            Self::Out => "out",
        }
    }
}

/// An open ask as reports write it for machines.
pub(super) fn ask_json(ask: &NextAsk) -> Value {
    json!({
        "id": ask.id,
        "title": ask.title,
        "date": ask.date.to_string(),
        "days": ask.days,
        "due": ask.due.map(|day| day.to_string()),
        "overdue": ask.overdue,
        "later_answer": ask.later.as_ref().map(|later| number(later.chance)),
        "later_from": ask.later.as_ref().and_then(|later| later.tag.as_deref()),
    })
}

fn with_id(words: String, id: Option<&str>) -> String {
    id.map_or_else(|| words.clone(), |id| format!("{words} re:{id}"))
}

fn due_words(due: Day, today: Day) -> String {
    match (due - today).num_days() {
        0 => "Due today.".to_owned(),
        1 => "Due tomorrow.".to_owned(),
        ahead if ahead > 0 => format!("Due on {due}, in {}.", days(ahead)),
        ago => format!("Due since {due}, {} ago.", days(-ago)),
    }
}

/// The chance of a later answer in words that suggest nothing, and whose asks it is taken from.
pub fn later(later: &Later) -> String {
    let tag = later.tag.as_ref().map_or_else(String::new, |tag| format!("#{tag} "));
    // That none was answered yet says little of those that are out still.
    if later.chance == 0.0 {
        return match later.out {
            1 => format!("The one {tag}ask that was still out after this age has no answer so far."),
            out => {
                format!("Of the {} {tag}asks still out after this age none has an answer so far.", many(out))
            }
        };
    }
    let from = match later.out {
        1 => format!("one {tag}ask that was"),
        out => format!("{} {tag}asks that were", many(out)),
    };
    format!(
        "Estimated from the {from} still out after this age: {} get an answer later.",
        chance(later.chance)
    )
}
