//! Templates: those built in, and in their place those of the notebook, file by file. The only user of Tera.

use super::words::Words;
use crate::diagnostic::nearest;
use crate::model::Day;
use serde::Serialize;
use std::fmt;
use std::sync::Arc;
use tera::{Context, ErrorKind, Kwargs, State, Tera, TeraResult, Value};

/// The table of words, which is no template.
pub const WORDS: &str = "words.toml";
/// The style sheet, which stands inside every page.
pub const STYLE: &str = "style.css";

macro_rules! built_in {
    ($($name:literal),* $(,)?) => {
        /// The templates that are built in, the table of words and the style sheet among them, by name.
        pub const BUILT_IN: &[(&str, &str)] = &[$(($name, include_str!(concat!("templates/", $name)))),*];
    };
}

built_in!(
    "404.html",
    "badge.svg",
    "base.html",
    "card.svg",
    "feed.xml",
    "front.html",
    "icon.svg",
    "month.html",
    "parts.html",
    "private/asks.html",
    "private/base.html",
    "private/front.html",
    "private/groups.html",
    "private/lessons.html",
    "private/month.html",
    "private/parts.html",
    "private/reviews.html",
    "private/search.js",
    "robots.txt",
    "style.css",
    "words.toml",
    "year.html",
);

/// A template of the notebook's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnTemplate {
    /// Its name: the path below `templates`.
    pub name: String,
    /// Its text.
    pub text: String,
}

impl OwnTemplate {
    /// What is built in under the same name.
    pub fn built_in(&self) -> Option<&'static str> {
        BUILT_IN.iter().find(|(name, _)| *name == self.name).map(|(_, text)| *text)
    }
}

/// What is wrong in a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateError {
    /// Its name.
    pub name: String,
    /// The line, from 1, and the column, from 1, where they are known.
    pub place: Option<(usize, usize)>,
    /// What is wrong.
    pub message: String,
    /// The nearest name that there is.
    pub hint: Option<String>,
}

impl fmt::Display for TemplateError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "templates/{}", self.name)?;
        if let Some((line, column)) = self.place {
            write!(out, ":{line}:{column}")?;
        }
        write!(out, ": {}", self.message)?;
        self.hint.as_ref().map_or(Ok(()), |hint| write!(out, "\n  help: {hint}"))
    }
}

impl std::error::Error for TemplateError {}

/// The templates, ready to be filled in.
pub struct Engine {
    tera: Tera,
    /// The words of the pages.
    pub words: Arc<Words>,
    /// The style sheet.
    pub style: String,
    /// The templates that are not built in.
    pub own: Vec<OwnTemplate>,
}

impl Engine {
    /// Reads the templates. Those of `own` stand in for what is built in under their names.
    ///
    /// # Errors
    /// What is wrong in the first that is wrong.
    pub fn new(own: Vec<OwnTemplate>) -> Result<Self, TemplateError> {
        let text = |name: &str| own.iter().find(|one| one.name == name).map(|one| one.text.as_str());
        let words = Words::read(text(WORDS)).map_err(|message| TemplateError {
            name: WORDS.to_owned(),
            place: None,
            message,
            hint: None,
        })?;
        let words = Arc::new(words);
        // Nothing in it may end the element that it stands in.
        let style = text(STYLE).or(built_in(STYLE)).unwrap_or_default().replace("</", "<\\/");
        let mut tera = Tera::default();
        register(&mut tera, &words);
        // Everything that could be markup is escaped, whatever its name.
        tera.autoescape_on(vec![".html", ".htm", ".xml", ".svg"]);
        let mut templates: Vec<(&str, &str)> = BUILT_IN
            .iter()
            .filter(|(name, _)| is_template(name))
            .map(|(name, built_in)| (*name, text(name).unwrap_or(built_in)))
            .collect();
        let known = |name: &str| BUILT_IN.iter().any(|(built_in, _)| *built_in == name);
        templates.extend(
            own.iter()
                .filter(|one| !known(&one.name) && is_template(&one.name))
                .map(|one| (one.name.as_str(), one.text.as_str())),
        );
        tera.add_raw_templates(templates).map_err(|error| told(&error, "base.html"))?;
        Ok(Self { tera, words, style, own })
    }

    /// Keeps a value for every page, under this name.
    pub fn share(&mut self, name: &'static str, value: &impl Serialize) {
        self.tera.global_context().insert(name, value);
    }

    /// A file that is taken as it is.
    pub fn text(&self, name: &str) -> String {
        let own = self.own.iter().find(|one| one.name == name).map(|one| one.text.as_str());
        own.or(built_in(name)).unwrap_or_default().to_owned()
    }

    /// Fills in a template. `values` stand beside what is shared.
    ///
    /// # Errors
    /// A variable that there is not, and whatever else is wrong in it.
    pub fn render(&self, template: &str, values: Context) -> Result<String, TemplateError> {
        self.tera.render(template, &values).map_err(|error| told(&error, template))
    }
}

/// Whether a file is filled in, and not taken as it is.
fn is_template(name: &str) -> bool {
    !matches!(name, WORDS | STYLE) && !name.ends_with(".js")
}

/// A template that is built in.
pub fn built_in(name: &str) -> Option<&'static str> {
    BUILT_IN.iter().find(|(built_in, _)| *built_in == name).map(|(_, text)| *text)
}

fn register(tera: &mut Tera, words: &Arc<Words>) {
    let table = words.clone();
    tera.register_function("say", move |kwargs: Kwargs, _: &State| -> TeraResult<String> {
        let key = kwargs.must_get::<&str>("key")?;
        let count = kwargs.get::<i64>("n").ok().flatten();
        let mut values = Vec::new();
        for (name, value) in kwargs.iter() {
            let name = name.to_string();
            if name != "key" {
                values.push((name, said(&table, value)));
            }
        }
        let values: Vec<(&str, String)> =
            values.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
        table.say(key, count, &values).map_err(tera::Error::message)
    });
    let table = words.clone();
    tera.register_filter("number", move |number: i64, _: Kwargs, _: &State| table.number(number));
    type Dated = fn(&Words, Day) -> String;
    let dated: [(&str, Dated); 4] = [
        ("day", Words::day),
        ("short_day", Words::short_day),
        ("short_date", Words::short_date),
        ("month", Words::month),
    ];
    for (name, written) in dated {
        let table = words.clone();
        tera.register_filter(name, move |date: &str, _: Kwargs, _: &State| -> TeraResult<String> {
            let day = date.parse().map_err(|_| tera::Error::message(format!("`{date}` is no date")))?;
            Ok(written(&table, day))
        });
    }
}

/// A value as the words say it: whole numbers grouped, dates in full.
fn said(words: &Words, value: &Value) -> String {
    if let Some(number) = value.as_i64() {
        return words.number(number);
    }
    if let Some(number) = value.as_f64() {
        return if number.fract() == 0.0 {
            words.number(number as i64)
        } else {
            super::charts::place(number)
        };
    }
    match value.as_str() {
        Some(text) => match text.parse::<Day>() {
            Ok(day) if text.len() == 10 => words.day(day),
            _ => text.to_owned(),
        },
        None => value.to_string(),
    }
}

fn told(error: &tera::Error, template: &str) -> TemplateError {
    let error = deepest(error);
    let whole = |name: &str, message: String| TemplateError {
        name: name.to_owned(),
        place: None,
        message,
        hint: None,
    };
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let (message, hint) = split(report.message());
            let span = report.span();
            TemplateError {
                name: if report.filename().is_empty() { template } else { report.filename() }.to_owned(),
                place: Some((span.start_line, span.start_col + 1)),
                message,
                hint,
            }
        }
        ErrorKind::MissingParent { current, .. } => whole(current, error.to_string()),
        _ => whole(template, error.to_string()),
    }
}

/// The error that another one wraps tells the place.
fn deepest(error: &tera::Error) -> &tera::Error {
    let mut error = error;
    while let Some(source) =
        std::error::Error::source(error).and_then(|source| source.downcast_ref::<tera::Error>())
    {
        error = source;
    }
    error
}

/// The message without its list of all names, and the nearest of them.
fn split(message: &str) -> (String, Option<String>) {
    let lists = [" Available variables: ", " Available fields: "];
    let Some((message, names)) = lists.iter().find_map(|list| message.split_once(list)) else {
        return (message.to_owned(), None);
    };
    let names: Vec<&str> = names.split(", ").collect();
    let wanted = message.split('`').nth(1).unwrap_or_default();
    let hint = match nearest(wanted, names.iter().copied(), 1).first() {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there are {}", names.join(", ")),
    };
    (message.trim_end_matches('.').to_owned(), Some(hint))
}
