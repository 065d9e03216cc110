//! The picture that a shared link shows: the card's template, drawn with the one font that is built in.

use super::charts::place;
use super::engine::{Engine, TemplateError};
use super::shareable::{Headline, Shareable};
use super::words::Words;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use serde::Serialize;
use tera::Context;

/// Gentium Basic Bold, by SIL International, under the SIL Open Font License (beside it).
const FONT: &[u8] = include_bytes!("fonts/GenBasB.ttf");
const FAMILY: &str = "Gentium Basic";

/// Its file.
pub const CARD: &str = "card.png";
/// Its size in pixels.
const SIZE: (u32, u32) = (1200, 630);
/// Letters of the title that fit.
const TITLE: usize = 44;
/// Width of the whole bar.
const BAR: f64 = 1040.0;

/// What the card shows.
#[derive(Debug, Clone, Serialize)]
pub struct Card {
    /// The site's title, cut where it is long.
    pub title: String,
    /// The count.
    pub value: String,
    /// What is counted.
    pub label: String,
    /// How long the bar is, in pixels; empty where there is no goal.
    pub share: String,
    /// The name of the font.
    pub font: &'static str,
}

/// What the card of a model shows.
pub fn card(model: &Shareable, words: &Words) -> Card {
    let whole = model.title.as_str();
    let title = if whole.chars().count() > TITLE {
        format!("{}…", whole.chars().take(TITLE - 1).collect::<String>())
    } else {
        whole.to_owned()
    };
    let (value, label, share) = match model.headline() {
        Headline::Progress(progress) => {
            let goal = [("goal", words.number(progress.goal))];
            let label =
                words.say(&format!("card_{}", progress.of), Some(progress.goal), &goal).unwrap_or_default();
            let share = place((BAR * progress.share / 100.0).max(32.0));
            (words.number(progress.count), label, share)
        }
        Headline::Asks(asks) => {
            let label = words.say("card_none", Some(asks), &[]).unwrap_or_default();
            (words.number(asks), label, String::new())
        }
        Headline::Nothing => Default::default(),
    };
    Card { title, value, label, share, font: FAMILY }
}

/// The card as a drawing, in which its words can be looked for.
///
/// # Errors
/// What is wrong in its template.
pub fn drawing(engine: &Engine, model: &Shareable) -> Result<String, TemplateError> {
    let mut values = Context::new();
    values.insert("page", &card(model, &engine.words));
    engine.render("card.svg", values)
}

/// The bytes of a drawing's picture.
///
/// # Errors
/// What is wrong in the drawing.
pub fn draw(drawing: &str) -> Result<Vec<u8>, TemplateError> {
    let wrong =
        |message: String| TemplateError { name: "card.svg".to_owned(), place: None, message, hint: None };
    let mut options = Options { font_family: FAMILY.to_owned(), ..Options::default() };
    options.fontdb_mut().load_font_data(FONT.to_vec());
    // No picture of the disk gets in.
    options.image_href_resolver.resolve_string = Box::new(|_, _| None);
    let tree = Tree::from_str(drawing, &options).map_err(|error| wrong(error.to_string()))?;
    let mut pixels =
        Pixmap::new(SIZE.0, SIZE.1).ok_or_else(|| wrong("there is no room to draw it".to_owned()))?;
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| wrong(error.to_string()))
}
