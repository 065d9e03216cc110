//! The journal as its pages show it: words, names, days and all.

use super::links::Links;
use super::text;
use crate::book::{Ask, AskId, Book, RecordId};
use crate::config::Challenge;
use crate::diagnostic::Severity;
use crate::model::{Answer, Day, DeclaredValue, Marker, fold};
use crate::notebook::Notebook;
use crate::report::{self, Feeling, Period, Scope};
use crate::site::charts::place;
use crate::site::words::Words;
use chrono::Datelike;
use serde::Serialize;
use std::collections::BTreeMap;

/// All of the journal.
#[derive(Debug, Clone)]
pub struct Journal {
    /// What every page may say.
    pub summary: Summary,
    /// Pages of days, a month each, and one of what has no day.
    pub pages: Vec<Page>,
    /// Every ask, the latest first.
    pub asks: Vec<AskCard>,
    /// The open asks, what to do first at the top.
    pub open: Vec<AskCard>,
    /// Plans that were not carried out.
    pub plans: Vec<Note>,
    /// Notices.
    pub notices: Vec<Note>,
    /// Whos with their asks.
    pub whos: Vec<Group>,
    /// Tags with their asks.
    pub tags: Vec<Group>,
    /// Lessons by the tags of their asks.
    pub lessons: Vec<LessonGroup>,
    /// Reviews, the latest first.
    pub reviews: Vec<Note>,
    /// Fear and sting.
    pub feelings: Vec<FeelingRow>,
}

/// What every page may say.
#[derive(Debug, Clone, Serialize)]
pub struct Summary {
    /// `[site] title`
    pub title: String,
    /// `[site] language`
    pub language: String,
    /// Today.
    pub upto: Day,
    /// The count of the challenge.
    pub count: Option<i64>,
    /// Its goal.
    pub goal: Option<i64>,
    /// `rejections` or `asks`
    pub of: Option<&'static str>,
    /// All asks.
    pub asks: i64,
    /// Yeses.
    pub yes: i64,
    /// Open asks.
    pub open: i64,
    /// Pages of days, the latest first.
    pub pages: Vec<PageLink>,
}

/// A link to a page of days.
#[derive(Debug, Clone, Serialize)]
pub struct PageLink {
    /// Its title.
    pub title: String,
    /// Its file.
    pub file: String,
}

/// A page of days.
#[derive(Debug, Clone, Serialize)]
pub struct Page {
    /// Its title.
    pub title: String,
    /// Its file.
    pub file: String,
    /// The journal files that are on it, in order of their days.
    pub days: Vec<JournalFile>,
}

/// A journal file.
#[derive(Debug, Clone, Serialize)]
pub struct JournalFile {
    /// Its anchor.
    pub anchor: String,
    /// Its first day, if it has one.
    pub day: Option<Day>,
    /// Its path.
    pub path: String,
    /// Its text as HTML.
    pub html: String,
    /// The asks that are made in it.
    pub asks: Vec<AskCard>,
}

/// An ask with its life.
#[derive(Debug, Clone, Serialize)]
pub struct AskCard {
    /// Its anchor.
    pub anchor: String,
    /// Where its card is.
    pub url: String,
    /// What was asked.
    pub title: String,
    /// Its id.
    pub id: Option<String>,
    /// The day on which it was made.
    pub day: Day,
    /// `open`, or the answer.
    pub status: &'static str,
    /// From the ask to its answer, or to today.
    pub days: i64,
    /// Longer without a sign of life than its wait.
    pub overdue: bool,
    /// When to act again.
    pub due: Option<Day>,
    /// Its tags.
    pub tags: Vec<String>,
    /// Who was asked.
    pub whos: Vec<String>,
    /// Size, fear, odds, way, worth and declared keys, as they were written.
    pub facts: Vec<String>,
    /// Steps and answers.
    pub events: Vec<Event>,
    /// What was learned.
    pub lessons: Vec<String>,
    /// The rejection's number.
    pub number: Option<i64>,
    /// Kept out of what is published.
    pub private: bool,
}

/// A step or an answer.
#[derive(Debug, Clone, Serialize)]
pub struct Event {
    /// Its day.
    pub day: Day,
    /// `step`, or the answer.
    pub kind: &'static str,
    /// What was written.
    pub title: String,
    /// How much it hurt.
    pub sting: Option<i64>,
}

/// A line with a day.
#[derive(Debug, Clone, Serialize)]
pub struct Note {
    /// What it says.
    pub text: String,
    /// Its day.
    pub day: Option<Day>,
    /// What it is about, in words; may be empty.
    pub about: String,
}

/// Asks that have something in common.
#[derive(Debug, Clone, Serialize)]
pub struct Group {
    /// Its anchor.
    pub anchor: String,
    /// With its sign.
    pub name: String,
    /// The name in full, from the config.
    pub full: String,
    /// Its asks, the latest first.
    pub asks: Vec<AskLink>,
}

/// A link to an ask.
#[derive(Debug, Clone, Serialize)]
pub struct AskLink {
    /// What was asked.
    pub title: String,
    /// Where its card is.
    pub url: String,
    /// Its day.
    pub day: Day,
    /// `open`, or the answer.
    pub status: &'static str,
}

/// Lessons of asks with a tag.
#[derive(Debug, Clone, Serialize)]
pub struct LessonGroup {
    /// The tag with its sign; empty for lessons without.
    pub name: String,
    /// The lessons.
    pub lessons: Vec<Note>,
}

/// How fear or sting went.
#[derive(Debug, Clone, Serialize)]
pub struct FeelingRow {
    /// The key of its word.
    pub word: &'static str,
    /// How many are rated.
    pub n: i64,
    /// Median of the first third; empty below the minimum.
    pub first: String,
    /// Median of the last third.
    pub last: String,
}

pub(super) fn journal(
    notebook: &Notebook,
    challenge: Option<&Challenge>,
    links: &mut Links<'_>,
    words: &Words,
) -> Journal {
    let book = &notebook.book;
    let keep = |_: AskId| true;
    let scope = Scope { challenge, since: None, until: None, period: Period::Week, by: None, keep: &keep };
    let report = report::build(book, &notebook.config, &scope);
    let cards: Vec<AskCard> = book.asks().map(|ask| card(book, ask, links)).collect();
    let pages = pages(notebook, &cards, links, words);
    let mut open: Vec<AskCard> = cards.iter().filter(|card| card.status == "open").cloned().collect();
    open.sort_by_key(|card| (!card.overdue, card.due.is_none(), card.due, card.day));
    let standing = report.standing.as_ref();
    let summary = Summary {
        title: notebook.config.site.title.clone(),
        language: notebook.config.site.language.clone(),
        upto: book.today,
        count: standing.map(|standing| i64::from(standing.count)),
        goal: standing.map(|standing| i64::from(standing.goal)),
        of: standing.map(|standing| standing.of.word()),
        asks: report.counts.all as i64,
        yes: report.counts.yes as i64,
        open: report.counts.open as i64,
        pages: pages
            .iter()
            .rev()
            .map(|page| PageLink { title: page.title.clone(), file: page.file.clone() })
            .collect(),
    };
    let note = |id: RecordId, about: String| {
        let record = book.record(id);
        Note { text: record.title().to_owned(), day: record.day, about }
    };
    let plans = book.counted(|marker| marker == Marker::Plan);
    let reviews = book.counted(|marker| marker == Marker::Review);
    let full = |who: &str| {
        let entry = notebook.config.who.get(&fold(who));
        entry.and_then(|entry| entry.name.clone()).unwrap_or_default()
    };
    let mut asks = cards.clone();
    asks.reverse();
    Journal {
        summary,
        pages,
        open,
        plans: plans
            .into_iter()
            .filter(|id| book.link(*id).ask.is_none())
            .map(|id| note(id, String::new()))
            .collect(),
        notices: notices(notebook),
        whos: groups(&asks, "@", links, |card| card.whos.clone(), full),
        tags: groups(&asks, "#", links, |card| card.tags.clone(), |_| String::new()),
        lessons: lessons(book),
        reviews: reviews
            .into_iter()
            .rev()
            .map(|id| {
                let span = book.span_of(id);
                let about = span.map(|span| format!("{} – {}", words.day(span.first), words.day(span.last)));
                note(id, about.unwrap_or_default())
            })
            .collect(),
        feelings: vec![
            feeling("private_fear", &report.figures.fear),
            feeling("private_sting", &report.figures.sting),
        ],
        asks,
    }
}

fn feeling(word: &'static str, feeling: &Feeling) -> FeelingRow {
    let median = |value: Option<f64>| value.map(place).unwrap_or_default();
    FeelingRow {
        word,
        n: feeling.n as i64,
        first: median(feeling.thirds.as_ref().map(|thirds| thirds.first_median)),
        last: median(feeling.thirds.as_ref().map(|thirds| thirds.last_median)),
    }
}

fn status(answer: Option<Answer>) -> &'static str {
    answer.map_or("open", Answer::word)
}

fn card(book: &Book, ask: Ask<'_>, links: &Links<'_>) -> AskCard {
    let id = ask.ask_id();
    let mut facts = Vec::new();
    facts.extend(ask.size().map(|size| format!("size:{}", size.word())));
    facts.extend(ask.fear().map(|fear| format!("fear:{fear}")));
    facts.extend(ask.odds().map(|odds| format!("odds:{}%", place(odds))));
    facts.extend(ask.via().map(|via| format!("via:{via}")));
    facts.extend(ask.worth().map(|worth| format!("worth:{worth}")));
    facts.extend(ask.keys().iter().map(|(name, value)| match value {
        DeclaredValue::Number(number) => format!("{name}:{}", place(*number)),
        DeclaredValue::Text(text) => format!("{name}:{text}"),
        DeclaredValue::Date(day) => format!("{name}:{day}"),
    }));
    let events = ask
        .events()
        .iter()
        .map(|event| {
            let record = book.record(event.record);
            Event {
                day: event.day,
                kind: event.kind.word(),
                // The ask's own title stands above already.
                title: if event.record == ask.record { String::new() } else { record.title().to_owned() },
                sting: record.fields().sting.map(i64::from),
            }
        })
        .collect();
    AskCard {
        anchor: format!("ask-{}", id + 1),
        url: links.ask_url(id),
        title: ask.title().to_owned(),
        id: ask.id().map(str::to_owned),
        day: ask.day,
        status: status(ask.status),
        days: ask.days(),
        overdue: ask.overdue,
        due: ask.due.filter(|_| ask.status.is_none()),
        tags: ask.tags().iter().map(ToString::to_string).collect(),
        whos: ask.whos().into_iter().map(str::to_owned).collect(),
        facts,
        events,
        lessons: ask.lessons().iter().map(|lesson| book.record(*lesson).title().to_owned()).collect(),
        number: ask.number.map(i64::from),
        private: ask.private(),
    }
}

fn pages(notebook: &Notebook, cards: &[AskCard], links: &mut Links<'_>, words: &Words) -> Vec<Page> {
    let book = &notebook.book;
    let mut asks_of: BTreeMap<&str, Vec<AskCard>> = BTreeMap::new();
    for (ask, card) in book.asks().zip(cards) {
        asks_of.entry(&book.file_of(ask.record).path).or_default().push(card.clone());
    }
    let mut pages: BTreeMap<String, Page> = BTreeMap::new();
    for file in &book.files {
        let Some(source) = notebook.source(&file.path) else { continue };
        let (day, page_file) = links.place_of(&file.path);
        let title = day.map_or_else(|| words.text("private_undated"), |day| words.month(day));
        let html = links.render(&file.path, text::body(&source.text));
        let page = pages
            .entry(day.map_or_else(String::new, |day| format!("{:04}-{:02}", day.year(), day.month())))
            .or_insert_with(|| Page { title, file: page_file, days: Vec::new() });
        page.days.push(JournalFile {
            anchor: links.anchor_of(&file.path),
            day,
            path: file.path.to_string(),
            html,
            asks: asks_of.remove(&*file.path).unwrap_or_default(),
        });
    }
    for page in pages.values_mut() {
        page.days.sort_by(|a, b| (a.day, &a.path).cmp(&(b.day, &b.path)));
    }
    pages.into_values().collect()
}

fn groups(
    asks: &[AskCard],
    sign: &str,
    links: &Links<'_>,
    names: impl Fn(&AskCard) -> Vec<String>,
    full: impl Fn(&str) -> String,
) -> Vec<Group> {
    let mut groups: BTreeMap<String, Group> = BTreeMap::new();
    for ask in asks {
        for name in names(ask) {
            let group = groups.entry(fold(&name)).or_insert_with(|| Group {
                anchor: links.anchor(&name),
                name: format!("{sign}{name}"),
                full: full(&name),
                asks: Vec::new(),
            });
            group.asks.push(AskLink {
                title: ask.title.clone(),
                url: ask.url.clone(),
                day: ask.day,
                status: ask.status,
            });
        }
    }
    let mut groups: Vec<Group> = groups.into_values().collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.asks.len()));
    groups
}

fn lessons(book: &Book) -> Vec<LessonGroup> {
    let mut groups: BTreeMap<(bool, String), Vec<Note>> = BTreeMap::new();
    for id in book.counted(|marker| marker == Marker::Lesson).into_iter().rev() {
        let record = book.record(id);
        let ask = book.link(id).ask.map(|ask| book.ask(ask));
        let note = Note {
            text: record.title().to_owned(),
            day: record.day,
            about: ask.map(|ask| ask.title().to_owned()).unwrap_or_default(),
        };
        let mut tags: Vec<String> = record.tags().iter().map(ToString::to_string).collect();
        tags.extend(
            ask.into_iter().flat_map(|ask| ask.tags().iter().map(ToString::to_string).collect::<Vec<_>>()),
        );
        tags.sort();
        tags.dedup();
        if tags.is_empty() {
            groups.entry((true, String::new())).or_default().push(note.clone());
        }
        for tag in tags {
            groups.entry((false, format!("#{tag}"))).or_default().push(note.clone());
        }
    }
    groups.into_iter().map(|((_, name), lessons)| LessonGroup { name, lessons }).collect()
}

/// What the checks would have the writer know: notices alone, since errors are for `check`.
fn notices(notebook: &Notebook) -> Vec<Note> {
    if !notebook.config.care.notices {
        return Vec::new();
    }
    notebook
        .diagnostics()
        .into_iter()
        .filter(|told| told.severity() == Severity::Notice)
        .map(|told| Note { text: told.message.clone(), day: None, about: told.place.file.to_string() })
        .collect()
}
