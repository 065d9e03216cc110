//! `askbook site`: the notebook as static pages. The shareable site shows counts, and no word that its writer did not
//! release; the private one shows everything, to its writer alone.
//!
//! The two are different types: no template of the shareable site is ever given the journal. Knows nothing of the disk,
//! of the clock or of a terminal.

#[cfg(feature = "cards")]
mod card;
mod charts;
pub mod engine;
mod feed;
pub mod leak;
mod markdown;
mod pages;
mod policy;
pub mod private;
pub mod released;
pub mod shareable;
mod stats;
mod summary;
mod tally;
mod variables;
mod view;
pub mod words;

use crate::config::Challenge;
use crate::model::WeekStart;
use crate::notebook::Notebook;
use engine::{Engine, OwnTemplate, TemplateError};
use leak::Hit;
use pages::KeptMonths;
use released::Releases;
use std::collections::BTreeMap;
pub use variables::Variables;

/// The front page.
pub const FRONT: &str = "index.html";

/// The files of a site, by their path below its folder.
#[derive(Debug, Clone, Default)]
pub struct Files {
    files: BTreeMap<String, Vec<u8>>,
    /// Words that are drawn in a picture.
    said: BTreeMap<String, String>,
}

impl Files {
    /// Adds a file.
    pub fn put(&mut self, name: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        let mut bytes = bytes.into();
        // A page grew as it was filled in, up to twice its length.
        bytes.shrink_to_fit();
        self.files.insert(name.into(), bytes);
    }

    /// Says which words are drawn in a file.
    pub fn say(&mut self, name: &str, words: impl Into<String>) {
        self.said.insert(name.to_owned(), words.into());
    }

    /// All files, in order of path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }

    /// The words drawn in pictures, by file.
    pub fn said(&self) -> impl Iterator<Item = (&str, &str)> {
        self.said.iter().map(|(name, words)| (name.as_str(), words.as_str()))
    }

    /// The files by their path.
    pub fn into_pages(self) -> BTreeMap<String, Vec<u8>> {
        self.files
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

/// A shareable site before it is written.
pub struct Built {
    /// Its files.
    pub files: Files,
    /// What is released in it.
    pub releases: Releases,
    /// What must not be in it, and is. Where there is any, it must not be written.
    pub hits: Vec<Hit>,
}

/// Makes the shareable site of a notebook that has its texts, and looks for leaks in it.
///
/// # Errors
/// What is wrong in a template.
pub fn shareable(
    notebook: &Notebook,
    challenge: Option<&Challenge>,
    own: Vec<OwnTemplate>,
) -> Result<Built, TemplateError> {
    let mut kept = Kept { engine: None, check: leak::Check::default(), months: KeptMonths::new() };
    make(notebook, challenge, own, &mut kept, true)
}

/// What is kept from one build of a preview to the next, so that it has to do what changed and no more.
pub struct Kept {
    engine: Option<Engine>,
    check: leak::Check,
    months: KeptMonths,
}

impl Default for Kept {
    fn default() -> Self {
        Self { engine: None, check: leak::Check::lasting(), months: KeptMonths::new() }
    }
}

/// Makes the shareable site as [`shareable()`] does, for a preview: the card is left as a drawing among [`Files::said`],
/// and [`picture`] makes it when somebody looks.
///
/// # Errors
/// What is wrong in a template.
pub fn preview(
    notebook: &Notebook,
    challenge: Option<&Challenge>,
    own: Vec<OwnTemplate>,
    kept: &mut Kept,
) -> Result<Built, TemplateError> {
    make(notebook, challenge, own, kept, false)
}

/// The picture of a drawing among [`Files::said`]; none without the feature `cards`.
pub fn picture(drawing: &str) -> Option<Vec<u8>> {
    #[cfg(feature = "cards")]
    return card::draw(drawing).ok();
    #[cfg(not(feature = "cards"))]
    return Some(drawing).and(None);
}

fn make(
    notebook: &Notebook,
    challenge: Option<&Challenge>,
    own: Vec<OwnTemplate>,
    kept: &mut Kept,
    #[cfg_attr(not(feature = "cards"), expect(unused_variables))] with_picture: bool,
) -> Result<Built, TemplateError> {
    let mut engine = match kept.engine.take().filter(|engine| engine.own == own) {
        Some(engine) => engine,
        None => Engine::new(own)?,
    };
    let releases = released::releases(notebook, &engine.words.text("someone"));
    let model = shareable::shareable(notebook, challenge, &releases);
    let monday = notebook.config.week_starts == WeekStart::Monday;
    #[cfg_attr(not(feature = "cards"), expect(unused_mut))]
    let mut files = pages::render(&mut engine, &model, monday, &mut kept.months)?;
    #[cfg(feature = "cards")]
    {
        let drawing = card::drawing(&engine, &model)?;
        if with_picture {
            files.put(card::CARD, card::draw(&drawing)?);
        }
        files.say(card::CARD, drawing);
    }
    let hits = kept.check.leaks(notebook, &releases, &files, &engine.own);
    kept.engine = Some(engine);
    Ok(Built { files, releases, hits })
}

/// How the shareable summary is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SummaryForm {
    /// Lines for reading.
    Plain,
    /// Markdown, for a chat.
    Markdown,
    /// What `stats.json` holds.
    Json,
}

/// The shareable site in a few lines, with plain signs only if `ascii`, and with the same look for leaks.
///
/// # Errors
/// What is wrong in the notebook's own table of words.
pub fn summary(
    notebook: &Notebook,
    challenge: Option<&Challenge>,
    own: Vec<OwnTemplate>,
    form: SummaryForm,
    ascii: bool,
) -> Result<(String, Vec<Hit>), TemplateError> {
    let engine = Engine::new(own)?;
    let releases = released::releases(notebook, &engine.words.text("someone"));
    let model = shareable::shareable(notebook, challenge, &releases);
    let text = match form {
        SummaryForm::Json => stats::stats(&model),
        SummaryForm::Plain => summary::summary(&model, &engine.words, false, ascii),
        SummaryForm::Markdown => summary::summary(&model, &engine.words, true, ascii),
    };
    let mut files = Files::default();
    files.put("report", text.as_bytes());
    let hits = leak::Check::default().leaks(notebook, &releases, &files, &engine.own);
    Ok((text, hits))
}

/// The variables that the shareable templates are given for a notebook that has its texts.
///
/// # Errors
/// None but those of the templates that are built in.
pub fn variables(notebook: &Notebook, challenge: Option<&Challenge>) -> Result<Variables, TemplateError> {
    let engine = Engine::new(Vec::new())?;
    let releases = released::releases(notebook, &engine.words.text("someone"));
    Ok(variables::variables(&engine, &shareable::shareable(notebook, challenge, &releases)))
}
