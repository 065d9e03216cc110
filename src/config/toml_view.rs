//! A parsed TOML text as tables and items that know their places.
//!
//! Knows nothing of what any key means.

use super::problems::{Problems, Unknown};
use crate::text::Span;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// One table. It remembers which keys it was asked for: all others are unknown.
pub(super) struct Table<'t> {
    path: String,
    items: Vec<Item<'t>>,
    asked: Vec<&'static str>,
}

/// One value: an entry of a table, or an element of a list.
#[derive(Clone, Copy)]
pub(super) struct Item<'t> {
    /// Its key, without quotes; an element has that of its list.
    pub name: &'t str,
    /// Where the key stands.
    pub key: Span,
    /// What it holds.
    pub value: &'t DeValue<'t>,
    /// Where the value stands; of a table under a `[header]`, that.
    pub span: Span,
}

impl<'t> Table<'t> {
    /// The table of the path `path`, such as `silence.tags`; the topmost has an empty one.
    pub fn new(path: impl Into<String>, table: &'t DeTable<'t>) -> Self {
        let mut items: Vec<Item<'t>> = table
            .iter()
            .map(|(key, value)| Item {
                name: key.get_ref(),
                key: span_of(key),
                value: value.get_ref(),
                span: span_of(value),
            })
            .collect();
        items.sort_by_key(|item| item.key);
        Self { path: path.into(), items, asked: Vec::new() }
    }

    /// A table that is not there: it knows its keys and has none.
    pub fn absent(path: impl Into<String>) -> Self {
        Self { path: path.into(), items: Vec::new(), asked: Vec::new() }
    }

    /// Its entries in order of place.
    pub fn items(&self) -> &[Item<'t>] {
        &self.items
    }

    /// The entry with this key, which the table knows from now on.
    pub fn item(&mut self, key: &'static str) -> Option<Item<'t>> {
        self.asked.push(key);
        self.items.iter().copied().find(|item| item.name == key)
    }

    /// The table under this key; an absent one if there is none, or something else.
    pub fn table(&mut self, key: &'static str, problems: &mut Problems) -> Table<'t> {
        let path = if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) };
        match self.item(key).and_then(|item| item.table(&path, problems)) {
            Some(table) => Table::new(path, table),
            None => Table::absent(path),
        }
    }

    /// Reads the entry with this key, if there is one, into `place`; what cannot be read leaves it as it was.
    /// Tells whether it was there and good.
    pub fn set<T>(
        &mut self,
        key: &'static str,
        place: &mut T,
        problems: &mut Problems,
        read: impl FnOnce(&Item<'t>, &mut Problems) -> Option<T>,
    ) -> bool {
        let value = self.item(key).and_then(|item| read(&item, problems));
        value.map(|value| *place = value).is_some()
    }

    /// Tells of the keys that nobody asked for.
    pub fn close(self, problems: &mut Problems) {
        problems.know(&self.path, &self.asked);
        for item in self.items.iter().filter(|item| !self.asked.contains(&item.name)) {
            problems.unknown(Unknown {
                level: self.path.clone(),
                name: item.name.to_owned(),
                span: item.key,
                is_table: item.is_table(),
                present: self.items.iter().map(|item| item.name.to_owned()).collect(),
            });
        }
    }
}

impl<'t> Item<'t> {
    /// Whether it is a table, or a list of tables under `[[headers]]`.
    pub fn is_table(&self) -> bool {
        match self.value {
            DeValue::Table(_) => true,
            DeValue::Array(list) => list.iter().any(|element| element.get_ref().is_table()),
            _ => false,
        }
    }

    /// The elements of a list, each with the list's key.
    pub fn elements(&self) -> Option<Vec<Item<'t>>> {
        let list = self.value.as_array()?;
        let item = |element: &'t Spanned<DeValue<'t>>| Item {
            value: element.get_ref(),
            span: span_of(element),
            ..*self
        };
        Some(list.iter().map(item).collect())
    }
}

fn span_of<T>(spanned: &Spanned<T>) -> Span {
    let range = spanned.span();
    Span::new(range.start, range.end)
}
