//! What the reading of a page keeps at hand: the records so far, and memory that the next page uses again.

use super::days::Dated;
use super::plain::Items;
use super::record::NONE;
use super::records::Records;
use super::title::Titles;
use super::words::Word;
use crate::model::{Words, folded, is_special};
use crate::text::Span;

/// What the reading of one page needs, and that of the next may use again.
#[derive(Default)]
pub struct Memory {
    /// The records of the page so far.
    pub(super) records: Records,
    /// The list items of the page, while it is gone over in the short way.
    pub(super) items: Items,
    /// The list item of each record.
    pub(super) item_of: Vec<Option<u32>>,
    /// The last record that stands straight in each list item, or [`NONE`].
    pub(super) last_in: Vec<u32>,
    /// For each record, the nearest at or above it that has a date of its own, and what it says.
    pub(super) dated: Vec<Option<Dated>>,
    /// The words of the record that is read.
    pub(super) words: Vec<Word>,
    pub(super) said: Said,
    pub(super) titles: Titles,
    pub(super) far: Far,
}

impl Memory {
    /// Lets go of the page before, and keeps the room.
    pub(super) fn clear(&mut self) {
        self.records.clear();
        self.item_of.clear();
        self.last_in.clear();
        self.dated.clear();
    }

    /// The last record that stands straight in a list item.
    pub(super) fn last_in(&self, item: u32) -> Option<u32> {
        self.last_in.get(item as usize).copied().filter(|last| *last != NONE)
    }

    /// The next record stands straight in this list item, or in none.
    pub(super) fn place(&mut self, item: Option<u32>) {
        if let Some(item) = item {
            let needed = (item as usize + 1).max(self.last_in.len());
            self.last_in.resize(needed, NONE);
            self.last_in[item as usize] = self.records.len() as u32;
        }
        self.item_of.push(item);
    }
}

/// Tags that were found to be far from every marker: a diary has the same ones again and again. Each is kept in mind
/// at a place that its length and its ends tell, until another takes it.
#[derive(Default)]
pub(super) struct Far(Vec<String>);

impl Far {
    const PLACES: usize = 128;

    fn place(tag: &str) -> usize {
        let of = |byte: Option<&u8>| byte.map_or(0, |byte| usize::from(*byte));
        let (first, last) = (of(tag.as_bytes().first()), of(tag.as_bytes().last()));
        (tag.len() * 49 + first * 7 + last) % Self::PLACES
    }

    pub fn contains(&self, tag: &str) -> bool {
        self.0.get(Self::place(tag)).is_some_and(|known| known == tag)
    }

    pub fn insert(&mut self, tag: &str) {
        if self.0.is_empty() {
            self.0.resize(Self::PLACES, String::new());
        }
        self.0[Self::place(tag)] = tag.to_owned();
    }
}

/// What the tags and whos of a record say.
#[derive(Default)]
pub(super) struct Said {
    pub tags: String,
    pub whos: String,
    pub who_starts: Vec<u32>,
    pub private: bool,
    pub public: bool,
}

impl Said {
    pub fn clear(&mut self) {
        self.tags.clear();
        self.whos.clear();
        self.who_starts.clear();
        (self.private, self.public) = (false, false);
    }

    /// Adds the tag behind a marker.
    pub fn tag_part(&mut self, tag: &str) {
        let tag = tag.trim_matches('/');
        if !tag.is_empty() && (matches!(tag, "private" | "public") || !is_special(tag)) {
            self.tag(tag);
        }
    }

    /// Adds a tag that is no marker.
    pub fn tag(&mut self, tag: &str) {
        // What is below `#private` is `#private`, too.
        self.private |= tag.starts_with("private/");
        match if tag.ends_with('/') { tag.trim_end_matches('/') } else { tag } {
            "private" => self.private = true,
            "public" => self.public = true,
            tag if !self.tags.is_empty() && Words::new(&self.tags).contains(tag) => {}
            tag => {
                self.tags.push_str(tag);
                self.tags.push(' ');
            }
        }
    }

    pub fn who(&mut self, name: &str, span: Span) {
        if self.whos.is_empty() || !Words::new(&self.whos).iter().any(|known| folded(known) == folded(name)) {
            self.whos.push_str(name);
            self.whos.push(' ');
            self.who_starts.push(span.start);
        }
    }
}
