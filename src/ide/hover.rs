//! What is told of the thing under the pointer, in Markdown: an ask's life, or what a key takes.

use super::page::Page;
use super::page::referred;
use super::words::{days, number, plain, short, state, whos};
use crate::book::{Ask, RecordId};
use crate::model::{Marker, fold};
use crate::report::{self, Scope};
use crate::syntax::TokenKind;
use crate::text::Span;

/// A text shown beside a stretch of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hover {
    /// What it is about.
    pub span: Span,
    /// Markdown.
    pub text: String,
}

/// Of several earlier asks to one who so many are listed.
const EARLIER: usize = 5;

/// What is told of the thing at `offset`: of a key what it takes; of a reference or a record the life of its ask.
pub fn hover(page: &Page<'_>, offset: usize) -> Option<Hover> {
    let token = page.token_at(offset);
    if let Some(token) = &token {
        if let Some(target) = referred(page, token) {
            return Some(Hover { span: token.span, text: told(page, target)? });
        }
        let in_name = token.name.contains(offset);
        match token.kind {
            TokenKind::Key(key, _) if in_name => {
                let text = format!("`{}`, on {}: {}", key.name(), key.home(), key.expects());
                return Some(Hover { span: token.span, text });
            }
            TokenKind::Declared(_) if in_name => {
                let kind = page.keys().declared.get(&fold(page.slice(token.name)))?;
                let text =
                    format!("`{}`, a key of this notebook: {}", page.slice(token.name), kind.expects());
                return Some(Hover { span: token.span, text });
            }
            _ => {}
        }
    }
    let id = page.record_at(offset)?;
    let span = token.map_or(page.notebook.book.record(id).span, |token| token.span);
    Some(Hover { span, text: told(page, id)? })
}

fn told(page: &Page<'_>, id: RecordId) -> Option<String> {
    let book = &page.notebook.book;
    if let Some(ask) = page.ask_of(id) {
        return Some(life(page, &ask));
    }
    let plan = book.link(id).plan.unwrap_or(id);
    let record = book.record(plan);
    (record.marker == Marker::Plan).then(|| {
        let due = record.due().map_or(String::new(), |due| format!(", due {due}"));
        format!("**{}**: planned{due}\n", plain(record.title()))
    })
}

fn life(page: &Page<'_>, ask: &Ask<'_>) -> String {
    let book = &page.notebook.book;
    let mut text = format!("**{}**: {}\n", plain(ask.title()), state(ask));
    let about = about(ask);
    if !about.is_empty() {
        text.push_str(&format!("\n{about}\n"));
    }
    text.push_str(&format!("\n- {} asked\n", ask.day));
    for event in ask.events() {
        let record = book.record(event.record);
        let word = event.kind.word();
        let title = if event.record == ask.record { "" } else { record.title() };
        let said = if title.is_empty() { String::new() } else { format!(": {}", plain(&short(title, 80))) };
        let numbered = number(ask).filter(|_| ask.answer_record() == Some(event.record));
        let numbered = numbered.map_or(String::new(), |number| format!(" ({number})"));
        let strong = if event.kind == Marker::Step { word.to_owned() } else { format!("**{word}**") };
        text.push_str(&format!("- {} {strong}{said}{numbered}\n", event.day));
    }
    if ask.is_open() {
        text.push_str(&match ask.overdue {
            true => format!(
                "\nOverdue since {}: if no answer is expected any more, write `#silence`.\n",
                ask.patience
            ),
            false => format!("\nOverdue from {} on.\n", ask.patience),
        });
        text.push_str(&chance(page, ask));
        if let Some(due) = ask.due {
            text.push_str(&format!("\nTo act on: {due}.\n"));
        }
    }
    if ask.turnaround {
        text.push_str("\nA no or a silence that turned around.\n");
    }
    for lesson in ask.lessons() {
        text.push_str(&format!("\nLesson: {}\n", plain(book.record(*lesson).title())));
    }
    text.push_str(&earlier(page, ask));
    text
}

/// The chance of a later answer, in the words of `askbook next`; nothing where the asks do not carry it.
fn chance(page: &Page<'_>, ask: &Ask<'_>) -> String {
    let scope = Scope::whole(None);
    let next = report::next(&page.notebook.book, &page.notebook.config, &scope, false);
    let later = next.asks.iter().find(|next| next.record == ask.record).and_then(|next| next.later.as_ref());
    later.map_or(String::new(), |later| format!("\n{}\n", plain(&report::later(later))))
}

/// Whos, tags and values of an ask on one line.
fn about(ask: &Ask<'_>) -> String {
    let mut parts: Vec<String> = Vec::new();
    if !ask.whos().is_empty() {
        parts.push(plain(&whos(ask)));
    }
    parts.extend(ask.tags().iter().map(|tag| plain(&format!("#{tag}"))));
    parts.extend(ask.size().map(|size| size.word().to_owned()));
    parts.extend(ask.fear().map(|fear| format!("fear {fear}")));
    parts.extend(ask.odds().map(|odds| format!("odds {odds}%")));
    parts.extend(ask.via().map(|via| plain(&format!("via {via}"))));
    parts.extend(ask.sting().map(|sting| format!("sting {sting}")));
    parts.join(" · ")
}

/// The earlier asks to each who, the latest first.
fn earlier(page: &Page<'_>, ask: &Ask<'_>) -> String {
    let book = &page.notebook.book;
    let mut text = String::new();
    for who in ask.whos() {
        let wanted = fold(who);
        let others: Vec<Ask<'_>> = book
            .asks()
            .filter(|other| (other.day, other.record) < (ask.day, ask.record))
            .filter(|other| other.whos().iter().any(|who| fold(who) == wanted))
            .collect();
        if others.is_empty() {
            continue;
        }
        text.push_str(&format!("\nAsked {} before:\n\n", plain(&format!("@{who}"))));
        for other in others.iter().rev().take(EARLIER) {
            text.push_str(&format!(
                "- {} {}: {}\n",
                other.day,
                plain(&short(other.title(), 60)),
                state(other)
            ));
        }
        if others.len() > EARLIER {
            text.push_str(&format!("- and {} earlier\n", others.len() - EARLIER));
        }
        if let Some(last) = others.last() {
            text.push_str(&format!("\nThe last was {} before.\n", days((ask.day - last.day).num_days())));
        }
    }
    text
}
