//! The open asks, and what to do about each.

use super::fact::ask_of;
use super::facts::Facts;
use super::waiting::{Curves, Later};
use crate::book::{Book, RecordId};
use crate::model::Day;

/// An open ask.
#[derive(Debug, Clone)]
pub struct NextAsk {
    /// The record that makes it.
    pub record: RecordId,
    /// Its id.
    pub id: Option<String>,
    /// What was asked.
    pub title: String,
    /// The day on which it was made.
    pub date: Day,
    /// Days out.
    pub days: i64,
    /// When to act again.
    pub due: Option<Day>,
    /// Whether it is longer without a sign of life than its wait.
    pub overdue: bool,
    /// The day of its last sign of life.
    pub last_sign: Day,
    /// The chance that it is still answered.
    pub later: Option<Later>,
}

/// What to do about an open ask, the most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Todo {
    /// Its day to act again has come.
    Due,
    /// It has been quiet for longer than its wait.
    Overdue,
    /// Its day to act again lies ahead.
    Ahead,
    /// Nothing, for now.
    Out,
}

impl NextAsk {
    /// What to do about it.
    pub fn todo(&self, today: Day) -> Todo {
        match self.due {
            Some(due) if due <= today => Todo::Due,
            _ if self.overdue => Todo::Overdue,
            Some(_) => Todo::Ahead,
            None => Todo::Out,
        }
    }
}

/// The open asks, by what to do first: due, overdue, due later, then the longest out.
pub(super) fn open(book: &Book, facts: &Facts<'_>, curves: &Curves) -> Vec<NextAsk> {
    let mut open: Vec<NextAsk> = facts
        .kept()
        .filter(|fact| fact.status.is_none())
        .map(|fact| {
            let ask = ask_of(book, fact);
            NextAsk {
                record: ask.record,
                id: ask.id().map(str::to_owned),
                title: ask.title().to_string(),
                date: ask.day,
                days: ask.days(),
                due: ask.due,
                overdue: ask.overdue,
                last_sign: ask.last_sign,
                later: curves.later(facts, fact),
            }
        })
        .collect();
    open.sort_by_key(|ask| {
        let todo = ask.todo(book.today);
        let due = ask.due.filter(|_| matches!(todo, Todo::Due | Todo::Ahead));
        (todo, due, ask.date, ask.record)
    });
    open
}
