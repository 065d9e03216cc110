//! The lines of a site, each read once: as its words by their numbers, in every way in which it may be read.
//!
//! Knows nothing of where a line stands. What is known of the lines of one look holds for the next.

use super::decode;
use super::lexicon::Lexicon;
use super::text;
use hashbrown::HashTable;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;
use xxhash_rust::xxh3::xxh3_64;

/// A text line by line, by the numbers of the lines: in each way to read it that differs.
pub(super) type Views = Vec<Arc<[u32]>>;

/// A word: its line, and how many words are before it there.
pub(super) type InLine = (u32, u32);

/// How a line reads, as its own text and decoded; and, of markup, with its tags taken for blanks and for nothing.
#[derive(Clone, Copy)]
struct Reading {
    lines: [u32; 4],
    /// Whether a tag goes on in the next line.
    in_tag: bool,
}

/// All lines that were met.
#[derive(Default)]
pub(super) struct Lines {
    /// How lines read, by whether they begin in a tag and whether one can end after them.
    readings: [HashTable<(Box<str>, Reading)>; 4],
    /// Every line once, as its words.
    words: Vec<Box<[u32]>>,
    /// For each line, where in it words tell something.
    telling: Vec<Box<[u32]>>,
    numbers: HashMap<Box<[u32]>, u32>,
    /// For each word, where it stands.
    places: Vec<Vec<InLine>>,
    /// The texts of this look and of the one before, by their digests and by whether they are markup.
    texts: HashMap<(u64, bool), Views>,
    before: HashMap<(u64, bool), Views>,
}

impl Lines {
    /// Begins a look. `used` of the lines stood in the texts of the one before.
    pub fn begin(&mut self, used: usize) {
        // Lines that are no more are kept as long as they are few.
        if self.words.len() > 2 * used {
            *self = Self::default();
        }
        self.before = std::mem::take(&mut self.texts);
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// The words of a line.
    pub fn words(&self, line: u32) -> &[u32] {
        &self.words[line as usize]
    }

    /// Where in a line words tell something.
    pub fn telling(&self, line: u32) -> &[u32] {
        &self.telling[line as usize]
    }

    /// Where a word stands.
    pub fn places_of(&self, word: u32) -> &[InLine] {
        self.places.get(word as usize).map_or(&[], Vec::as_slice)
    }

    /// Reads a text, unless it was read before.
    pub fn views(&mut self, lexicon: &mut Lexicon, text: &[u8], is_markup: bool) -> Views {
        let key = (xxh3_64(text), is_markup);
        let known = self.texts.get(&key).or_else(|| self.before.get(&key)).cloned();
        let views = known.unwrap_or_else(|| self.read(lexicon, &String::from_utf8_lossy(text), is_markup));
        self.texts.insert(key, views.clone());
        views
    }

    fn read(&mut self, lexicon: &mut Lexicon, text: &str, is_markup: bool) -> Views {
        let last = text.rfind('>').filter(|_| is_markup);
        let mut views: [Vec<u32>; 4] = Default::default();
        let (mut in_tag, mut at) = (false, 0);
        for line in text.split('\n') {
            at += line.len() + 1;
            let reading = self.reading(lexicon, line, in_tag, last.is_some_and(|last| last >= at));
            in_tag = reading.in_tag;
            views.iter_mut().zip(reading.lines).for_each(|(view, line)| view.push(line));
        }
        let count = if is_markup { 4 } else { 2 };
        let mut differing = Views::with_capacity(count);
        for view in views.into_iter().take(count) {
            if !differing.iter().any(|before| **before == *view) {
                differing.push(view.into());
            }
        }
        differing
    }

    fn reading(&mut self, lexicon: &mut Lexicon, line: &str, in_tag: bool, ends_later: bool) -> Reading {
        let state = usize::from(in_tag) * 2 + usize::from(ends_later);
        let digest = xxh3_64(line.as_bytes());
        if let Some((_, reading)) = self.readings[state].find(digest, |(known, _)| **known == *line) {
            return *reading;
        }
        let mut lines = [self.line(lexicon, line), 0, 0, 0];
        lines[1] = match decode::decoded(line) {
            Cow::Borrowed(_) => lines[0],
            Cow::Owned(decoded) => self.line(lexicon, &decoded),
        };
        let mut goes_on = in_tag;
        for (slot, instead) in lines[2..].iter_mut().zip([" ", ""]) {
            let mut bare = String::with_capacity(line.len());
            goes_on = text::line_without_tags(line, instead, in_tag, ends_later, &mut bare);
            *slot = self.line(lexicon, &decode::decoded(&bare));
        }
        let reading = Reading { lines, in_tag: goes_on };
        let entry = (line.into(), reading);
        self.readings[state].insert_unique(digest, entry, |(known, _)| xxh3_64(known.as_bytes()));
        reading
    }

    /// The number of a line with these words.
    fn line(&mut self, lexicon: &mut Lexicon, text: &str) -> u32 {
        let mut words = Vec::new();
        text::each_word(text, |word, _, _| words.push(lexicon.number(word)));
        if let Some(number) = self.numbers.get(words.as_slice()) {
            return *number;
        }
        let number = self.words.len() as u32;
        self.places.resize_with(lexicon.len(), Vec::new);
        for (at, word) in words.iter().enumerate() {
            self.places[*word as usize].push((number, at as u32));
        }
        let words = words.into_boxed_slice();
        let tells = |(at, word): (usize, &u32)| (!lexicon.is_plain(*word)).then_some(at as u32);
        self.telling.push(words.iter().enumerate().filter_map(tells).collect());
        self.words.push(words.clone());
        self.numbers.insert(words, number);
        number
    }
}
