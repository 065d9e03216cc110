//! The private site: all of the journal, for its writer's eyes. It shares no type with the shareable one but counts.

mod journal;
mod links;
mod text;

pub use journal::{AskCard, Event, Group, Journal, Note, Page};

use super::engine::{Engine, OwnTemplate, TemplateError};
use super::policy::policy;
use super::{FRONT, Files};
use crate::config::Challenge;
use crate::notebook::Notebook;
use links::Links;
use serde::Serialize;
use serde_json::json;
use tera::Context;

/// What every private page has.
#[derive(Debug, Clone, Serialize)]
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
pub type Images<'a> = &'a dyn Fn(&str) -> Option<Vec<u8>>;

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
    let mut links = Links::new(notebook, images);
    let journal = journal::journal(notebook, challenge, &mut links, &words);
    let mut files = Files::default();
    for (name, bytes) in links.into_images() {
        files.put(name, bytes);
    }
    let common = |title: String, file: &str, scripts: bool, engine: &Engine| Common {
        title,
        file: file.to_owned(),
        policy: policy(&engine.style, scripts),
        style: engine.style.clone(),
    };
    // The pages of days are long, and are given to their own template alone.
    let Journal { pages, whos, tags, lessons, reviews, asks, .. } = &journal;
    engine.share("site", &journal.summary);
    for page in pages {
        let mut values = Context::new();
        values.insert("page", &common(page.title.clone(), &page.file, false, &engine));
        values.insert("content", page);
        files.put(page.file.clone(), engine.render("private/month.html", values)?);
    }
    let groups = [("people.html", "private_people", whos), ("tags.html", "private_tags", tags)];
    for (file, title, groups) in groups {
        let mut values = Context::new();
        values.insert("page", &common(words.text(title), file, false, &engine));
        values.insert("groups", groups);
        files.put(file, engine.render("private/groups.html", values)?);
    }
    let mut values = Context::new();
    values.insert("page", &common(words.text("private_lessons"), "lessons.html", false, &engine));
    values.insert("groups", lessons);
    files.put("lessons.html", engine.render("private/lessons.html", values)?);
    let mut values = Context::new();
    values.insert("page", &common(words.text("private_reviews"), "reviews.html", false, &engine));
    values.insert("reviews", reviews);
    values.insert("feelings", &journal.feelings);
    files.put("reviews.html", engine.render("private/reviews.html", values)?);
    let mut values = Context::new();
    values.insert("page", &common(words.text("private_asks"), "asks.html", false, &engine));
    values.insert("asks", asks);
    files.put("asks.html", engine.render("private/asks.html", values)?);

    files.put("search.js", engine.text("private/search.js"));
    files.put("search-index.js", index(asks));
    files.put("icon.svg", engine.render("icon.svg", Context::new())?);
    files.put("robots.txt", "User-agent: *\nDisallow: /\n");
    let mut values = Context::new();
    values.insert("page", &common(journal.summary.title.clone(), FRONT, true, &engine));
    values.insert("open", &journal.open);
    values.insert("plans", &journal.plans);
    values.insert("notices", &journal.notices);
    files.put(FRONT, engine.render("private/front.html", values)?);
    Ok(files)
}

/// The index of the search, as a script: nothing can be fetched from the disk.
fn index(asks: &[AskCard]) -> String {
    let rows: Vec<_> = asks
        .iter()
        .map(|ask| {
            let mut text = vec![ask.title.clone(), ask.status.to_owned(), ask.day.to_string()];
            text.extend(ask.id.clone());
            text.extend(ask.tags.iter().map(|tag| format!("#{tag}")));
            text.extend(ask.whos.iter().map(|who| format!("@{who}")));
            text.extend(ask.events.iter().map(|event| event.title.clone()));
            text.extend(ask.lessons.iter().cloned());
            json!([ask.title, ask.url, ask.day.to_string(), ask.status, text.join(" ").to_lowercase()])
        })
        .collect();
    let rows = serde_json::Value::Array(rows).to_string();
    // Nothing in it may end a script or a line of one.
    let rows = rows.replace("</", "<\\/").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    format!("window.askbookIndex = {rows};\n")
}
