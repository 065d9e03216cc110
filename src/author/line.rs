//! The words of a new record, from what was typed and from flags.

use super::days::{DayError, parse_day_ahead};
use crate::model::{Answer, Day, Key, Marker, Size, is_id, marker_of};

/// A new record: what was typed, and what flags say besides.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// The words as typed, keys, tags and whos among them.
    pub text: String,
    /// Tags without their sign.
    pub tags: Vec<String>,
    /// Whos without their sign.
    pub whos: Vec<String>,
    /// How big it is.
    pub size: Option<Size>,
    /// Keys with their values, in any order.
    pub keys: Vec<(Key, String)>,
    /// `#public`, or with words `public:"…"`.
    pub public: Option<Option<String>>,
    /// `#private`
    pub private: bool,
    /// The span of a review or rest, as written.
    pub span: Option<String>,
    /// The id that it defines.
    pub id: Option<String>,
}

impl Line {
    /// A record of these words alone.
    pub fn of(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// The same with dates in the place of words that say when something is due: `due:friday`, `due:"next week"`.
    ///
    /// # Errors
    /// Where such words may mean two days: the words, and which.
    pub fn with_due(mut self, today: Day) -> Result<Self, (String, DayError)> {
        for (_, value) in self.keys.iter_mut().filter(|(key, _)| *key == Key::Due) {
            *value = due(value, today)?;
        }
        let mut text = String::new();
        let mut rest = self.text.as_str();
        while let Some(at) = rest.find("due:") {
            let (before, after) = rest.split_at(at + "due:".len());
            text.push_str(before);
            let so_far = &self.text[..self.text.len() - after.len() - "due:".len()];
            let is_quoted = ['"', '`'].iter().any(|quote| so_far.matches(*quote).count() % 2 == 1);
            let begins_word = !is_quoted && before[..at].chars().next_back().is_none_or(char::is_whitespace);
            let (whole, value) = match after.strip_prefix('"').and_then(|inside| inside.split_once('"')) {
                Some((inside, _)) => (inside.len() + 2, inside),
                None => {
                    let end = after.find(char::is_whitespace).unwrap_or(after.len());
                    (end, &after[..end])
                }
            };
            match begins_word.then(|| due(value, today)).transpose()? {
                Some(day) if day != value => text.push_str(&day),
                _ => text.push_str(&after[..whole]),
            }
            rest = &after[whole..];
        }
        self.text = text + rest;
        Ok(self)
    }

    /// The record from its marker on: `#ask #no A discount size:small fear:3 ^discount`.
    pub fn words(&self, marker: Marker, on_the_spot: Option<Answer>) -> String {
        let (text, typed_id) = split_id(&one_line(&self.text));
        let mut words = vec![format!("#{}", marker.word())];
        words.extend(on_the_spot.map(|answer| format!("#{}", answer.word())));
        words.extend(self.span.clone());
        if !text.is_empty() {
            words.push(text);
        }
        words.extend(self.tags.iter().map(|tag| format!("#{}", tag.trim_start_matches('#'))));
        words.extend(self.whos.iter().map(|who| format!("@{}", who.trim_start_matches('@'))));
        words.extend(self.size.map(|size| format!("size:{}", size.word())));
        for key in Key::ALL {
            for (_, value) in self.keys.iter().filter(|(other, _)| *other == key) {
                words.push(format!("{}:{}", key.name(), quoted(&one_line(value))));
            }
        }
        match &self.public {
            Some(Some(shown)) => words.push(format!("public:{}", in_quotes(&one_line(shown)))),
            Some(None) => words.push("#public".to_owned()),
            None => {}
        }
        if self.private {
            words.push("#private".to_owned());
        }
        words.extend(typed_id.or_else(|| self.id.clone()).map(|id| format!("^{id}")));
        words.join(" ")
    }
}

/// The date that words say; the words where they say none, which will be told.
fn due(words: &str, today: Day) -> Result<String, (String, DayError)> {
    match parse_day_ahead(words, today) {
        Ok(day) => Ok(day.to_string()),
        Err(error @ DayError::Either(..)) => Err((words.to_owned(), error)),
        Err(_) => Ok(words.to_owned()),
    }
}

/// `text` on one line: what breaks or controls lines becomes a blank, and blanks at the ends go.
///
/// ```
/// assert_eq!(askbook::author::one_line(" two\r\nlines\u{0} "), "two lines");
/// ```
pub fn one_line(text: &str) -> String {
    let breaks = |char: char| char.is_control() || matches!(char, '\u{2028}' | '\u{2029}');
    let mut line = String::with_capacity(text.len());
    for part in text.split(breaks).map(str::trim).filter(|part| !part.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(part);
    }
    line
}

/// What was typed, without the bullet and the marker of a whole line of a page: who copies one means its words.
pub(super) fn unmarked(text: &str, marker: Marker) -> &str {
    let text = text.trim();
    let line = text.strip_prefix(['-', '*', '+']).map_or(text, str::trim_start);
    let (first, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let is_marked = first.strip_prefix('#').and_then(marker_of) == Some(marker);
    if is_marked { rest.trim_start() } else { text }
}

/// The text and the id that its last word defines.
fn split_id(text: &str) -> (String, Option<String>) {
    let (rest, last) = text.rsplit_once(char::is_whitespace).unwrap_or(("", text));
    match last.strip_prefix('^').filter(|id| is_id(id)) {
        Some(id) => (rest.trim_end().to_owned(), Some(id.to_owned())),
        None => (text.to_owned(), None),
    }
}

/// A value, in quotes where it needs them.
fn quoted(value: &str) -> String {
    let plain = !value.is_empty()
        && !value.contains(char::is_whitespace)
        && !value.starts_with(['"', '“', '”', '„'])
        && !value.ends_with([',', '.', ';', ':', '!', '?']);
    if plain { value.to_owned() } else { in_quotes(value) }
}

fn in_quotes(value: &str) -> String {
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}
