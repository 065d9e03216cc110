//! What comes to mind when something is asked: lessons of asks like it, and the same who asked lately.

use super::Said;
use crate::book::{Ask, AskId, Book, RecordId};
use crate::config::Config;
use crate::model::{Day, fold};

/// How many lessons come back.
const LESSONS: usize = 3;

/// The lessons of asks like this one: first of the same whos, then of those with the most tags in common;
/// the newest first.
pub fn lessons_like(book: &Book, said: &Said) -> Vec<RecordId> {
    let likeness = |ask: &Ask<'_>| {
        let who = ask.whos().iter().any(|who| said.whos.iter().any(|other| fold(other) == fold(who)));
        let tags = ask.tags().iter().filter(|tag| said.tags.iter().any(|own| **own == **tag)).count();
        (who, tags)
    };
    let mut found: Vec<((bool, usize), Option<Day>, RecordId)> = book
        .asks()
        .map(|ask| (likeness(&ask), ask))
        .filter(|((who, tags), _)| *who || *tags > 0)
        .flat_map(|(like, ask)| {
            ask.lessons().iter().map(move |lesson| (like, book.record(*lesson).day, *lesson))
        })
        .collect();
    found.sort_by(|a, b| b.cmp(a));
    found.into_iter().take(LESSONS).map(|(_, _, lesson)| lesson).collect()
}

/// The ask by which one of these whos was asked, on or before `day`, less than `again_after` ago; or that was answered
/// since then.
pub fn asked_lately(book: &Book, config: &Config, whos: &[Box<str>], day: Day) -> Option<AskId> {
    if !config.care.notices {
        return None;
    }
    let same = |ask: &Ask<'_>| ask.whos().iter().any(|who| whos.iter().any(|other| fold(other) == fold(who)));
    let last = (0..book.asks().len()).rev().find(|ask| book.ask(*ask).day <= day && same(&book.ask(*ask)))?;
    let asked = &book.ask(last);
    let sign = asked.answered.filter(|on| *on <= day).map_or(asked.day, |on| on.max(asked.day));
    (config.care.again_after.after(sign) > day).then_some(last)
}
