//! The flags by which the fields of a new record are typed.

use super::candidates;
use crate::author::{Line, Names};
use crate::model::{Key, Size, fold};
use clap::{Args, ValueEnum};

// Fields of a record as flags: in a shell `#` begins a comment.
#[derive(Debug, Clone, Args)]
pub(crate) struct Fields {
    /// A tag, without its sign; may be given several times
    #[arg(long, value_name = "TAG", value_parser = tag, add = candidates::tags())]
    pub tag: Vec<String>,
    /// The key `public`: its title may be shown; or these words only
    #[arg(long, value_name = "WORDS", num_args = 0..=1, require_equals = true, value_parser = shown)]
    pub public: Option<Option<String>>,
    /// Keep it out of all that is published
    #[arg(long)]
    pub private: bool,
}

// Fields of asks and plans.
#[derive(Debug, Clone, Args)]
pub(crate) struct AskFields {
    #[command(flatten)]
    pub fields: Fields,
    /// Who is asked, without the sign; may be given several times
    #[arg(long, value_name = "WHO", value_parser = who, add = candidates::whos())]
    pub who: Vec<String>,
    /// How much you fear it, 0 to 10
    #[arg(long, value_name = "0-10")]
    pub fear: Option<String>,
    /// How big it is
    #[arg(long, value_name = "SIZE")]
    pub size: Option<SizeName>,
    /// Your own guess at a yes, in percent
    #[arg(long, value_name = "PERCENT")]
    pub odds: Option<String>,
    /// The way: email, phone, in-person, …
    #[arg(long, value_name = "WAY")]
    pub via: Option<String>,
    /// When to act again: 2026-03-02, friday, "next week"
    #[arg(long, value_name = "DATE")]
    pub due: Option<String>,
    /// Its id; one is made where it is needed
    #[arg(long, value_name = "ID", value_parser = id)]
    pub id: Option<String>,
}

/// Names that would be read as something else are not written down.
fn tag(typed: &str) -> Result<String, String> {
    match typed.trim_start_matches('#') {
        // These two are written as a tag is.
        sign if matches!(fold(sign).as_str(), "public" | "private") => Ok(fold(sign)),
        name => named(Names::Tag, name),
    }
}

/// The same in the form in which tags are compared.
pub(crate) fn folded_tag(typed: &str) -> Result<String, String> {
    tag(typed).map(|name| fold(&name))
}

/// The words that may be shown: without any, nothing would be.
fn shown(typed: &str) -> Result<String, String> {
    match typed.trim() {
        "" => Err("say the words after the sign; or `--public` alone, if the title may be shown".to_owned()),
        _ => Ok(typed.to_owned()),
    }
}

fn who(typed: &str) -> Result<String, String> {
    named(Names::Who, typed.trim_start_matches('@'))
}

fn id(typed: &str) -> Result<String, String> {
    named(Names::Id, typed.trim_start_matches('^'))
}

fn named(names: Names, name: &str) -> Result<String, String> {
    names.may_have(name).map(|()| name.to_owned()).map_err(str::to_owned)
}

/// How big an ask is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SizeName {
    Small,
    Medium,
    Big,
}

impl From<SizeName> for Size {
    fn from(name: SizeName) -> Self {
        match name {
            SizeName::Small => Self::Small,
            SizeName::Medium => Self::Medium,
            SizeName::Big => Self::Big,
        }
    }
}

impl Fields {
    /// A record of this text with these fields.
    pub fn line(&self, text: String) -> Line {
        Line {
            text,
            tags: self.tag.clone(),
            public: self.public.clone(),
            private: self.private,
            ..Line::default()
        }
    }
}

impl AskFields {
    /// A record of this text with these fields.
    pub fn line(&self, text: String) -> Line {
        let typed =
            [(Key::Fear, &self.fear), (Key::Odds, &self.odds), (Key::Via, &self.via), (Key::Due, &self.due)];
        let odds = |key: Key, value: &String| match key {
            Key::Odds if !value.ends_with('%') => format!("{value}%"),
            _ => value.clone(),
        };
        Line {
            whos: self.who.clone(),
            size: self.size.map(Size::from),
            keys: typed
                .into_iter()
                .filter_map(|(key, value)| Some((key, odds(key, value.as_ref()?))))
                .collect(),
            id: self.id.clone(),
            ..self.fields.line(text)
        }
    }
}
