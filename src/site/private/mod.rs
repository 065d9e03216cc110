//! The private site: all of the journal, for its writer's eyes. It shares no type with the shareable one but counts.

mod cards;
mod days;
mod feelings;
mod groups;
mod journal;
mod links;
mod search;
mod sheets;

pub use cards::{AskCard, AskLink, Event};
pub use days::{JournalFile, Page};
pub use feelings::{FeelingRow, Median, Rating};
pub use groups::{Group, LessonGroup, Note};
pub use journal::{Journal, PageLink, Summary};

use super::engine::{Engine, OwnTemplate, TemplateError};
use super::policy::policy;
use super::variables::{Object, Variables};
use super::{FRONT, Files};
use crate::config::Challenge;
use crate::notebook::Notebook;
use links::Links;
use rayon::prelude::*;
use serde::Serialize;
use tera::Context;

/// What every private page has.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Common {
    /// Its title.
    pub title: String,
    /// Its file.
    pub file: String,
    /// The Content-Security-Policy.
    pub policy: String,
    /// The style sheet.
    pub style: String,
}

/// The bytes of an image, by its path below the notebook; `None` where it is not inside of it.
pub type Images<'a> = &'a (dyn Fn(&str) -> Option<Vec<u8>> + Sync);

/// Makes the private site of a notebook that has its texts.
///
/// # Errors
/// What is wrong in a template.
pub fn private(
    notebook: &Notebook,
    challenge: Option<&Challenge>,
    own: Vec<OwnTemplate>,
    images: Images<'_>,
) -> Result<Files, TemplateError> {
    let mut engine = Engine::new(own)?;
    let words = engine.words.clone();
    let links = Links::new(notebook, images);
    let cards: Vec<AskCard<'_>> =
        notebook.book.asks().map(|ask| cards::card(&notebook.book, ask, &links)).collect();
    let days = days::days(notebook, &cards, &links, &words);
    let journal = journal::journal(notebook, challenge, &cards, &days, &links, &words);
    engine.share("site", &journal.summary);
    let engine = &engine;
    let common = |title: &str, file: &str, scripts: bool| Common {
        title: title.to_owned(),
        file: file.to_owned(),
        policy: policy(&engine.style, scripts),
        style: engine.style.clone(),
    };
    let mut files = Files::default();
    let months = days.par_iter().map(|month| {
        let (page, pictures) = month.page(&links);
        let mut values = Context::new();
        values.insert("page", &common(&month.title, &month.file, false));
        values.insert("content", &page);
        Ok((engine.render("private/month.html", values)?, pictures))
    });
    let sheets = sheets::sheets(&journal, &words);
    let others = sheets.par_iter().with_max_len(1).map(|sheet| {
        let mut values = Context::new();
        values.insert("page", &common(&sheet.title, sheet.file, sheet.file == FRONT));
        sheet.values.iter().for_each(|(name, value)| value.put(name, &mut values));
        engine.render(sheet.template, values)
    });
    let (others, months) = rayon::join(|| others.collect::<Vec<_>>(), || months.collect::<Vec<_>>());
    for (month, made) in days.iter().zip(months) {
        let (page, pictures) = made?;
        files.put(month.file.clone(), page);
        pictures.into_iter().for_each(|(name, bytes)| files.put(name, bytes));
    }
    for (sheet, made) in sheets.iter().zip(others) {
        files.put(sheet.file, made?);
    }
    files.put("search.js", engine.text("private/search.js"));
    files.put("search-index.js", search::index(&cards, &words));
    files.put("icon.svg", engine.render("icon.svg", Context::new())?);
    files.put("robots.txt", "User-agent: *\nDisallow: /\n");
    Ok(files)
}

/// The variables that the private templates are given for a notebook that has its texts.
///
/// # Errors
/// None but those of the templates that are built in.
pub fn variables(notebook: &Notebook, challenge: Option<&Challenge>) -> Result<Variables, TemplateError> {
    let engine = Engine::new(Vec::new())?;
    let links = Links::new(notebook, &|_| None);
    let cards: Vec<AskCard<'_>> =
        notebook.book.asks().map(|ask| cards::card(&notebook.book, ask, &links)).collect();
    let days = days::days(notebook, &cards, &links, &engine.words);
    let journal = journal::journal(notebook, challenge, &cards, &days, &links, &engine.words);
    let mut found = Variables::new();
    let mut put = |template: &'static str, name: &str, value: &dyn Object| {
        value.names(name, found.entry(template).or_default());
    };
    put("private site", "site", &journal.summary);
    put("private/base.html", "page", &Common::default());
    for month in &days {
        put("private/month.html", "content", &month.page(&links).0);
    }
    for sheet in sheets::sheets(&journal, &engine.words) {
        sheet.values.iter().for_each(|(name, value)| put(sheet.template, name, *value));
    }
    Ok(found)
}
