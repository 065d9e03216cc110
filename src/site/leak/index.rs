//! What would be written, as an index of its words.

use super::private::Place;
use super::text::{self, Word};
use std::collections::{HashMap, HashSet};

/// How many words of a prose text in a row tell it.
pub(super) const RUN: usize = 4;

/// A text of the output: a view of a file.
struct Stream {
    file: usize,
    words: Vec<(u32, u32)>,
    /// Words of a released text, which are exempt but for a who.
    released: Vec<bool>,
    /// Words that are exempt for everything.
    exempt: Vec<bool>,
}

/// All words that would be written.
pub(super) struct Index<'v> {
    vocabulary: &'v HashSet<String>,
    files: Vec<String>,
    numbers: HashMap<String, u32>,
    /// For each word, whether it says nothing by itself: the program's own, or a number.
    plain: Vec<bool>,
    streams: Vec<Stream>,
    /// Where each word stands: the stream and the place in it.
    places: Vec<Vec<(u32, u32)>>,
    runs: HashMap<[u32; RUN], (u32, u32)>,
}

impl<'v> Index<'v> {
    pub fn new(vocabulary: &'v HashSet<String>) -> Self {
        Self {
            vocabulary,
            files: Vec::new(),
            numbers: HashMap::new(),
            plain: Vec::new(),
            streams: Vec::new(),
            places: Vec::new(),
            runs: HashMap::new(),
        }
    }

    /// Adds a file, and its name.
    pub fn add_file(&mut self, name: &str, bytes: &[u8]) {
        self.add(name, name, false);
        if name.ends_with(".png") {
            for chunk in png_words(bytes) {
                self.add(name, &chunk, false);
            }
            return;
        }
        let is_markup = [".html", ".svg", ".xml"].iter().any(|end| name.ends_with(end));
        self.add(name, &String::from_utf8_lossy(bytes), is_markup);
    }

    /// Adds a text that is in a file.
    pub fn add(&mut self, name: &str, text: &str, is_markup: bool) {
        self.files.push(name.to_owned());
        for view in text::views(text, is_markup) {
            self.stream(view);
        }
    }

    fn stream(&mut self, view: Vec<Word>) {
        let at = self.streams.len() as u32;
        let mut words = Vec::with_capacity(view.len());
        for word in view {
            let number = self.number(word.text);
            self.places[number as usize].push((at, words.len() as u32));
            words.push((number, word.line));
        }
        let none = vec![false; words.len()];
        self.streams.push(Stream { file: self.files.len() - 1, released: none.clone(), exempt: none, words });
    }

    fn number(&mut self, word: String) -> u32 {
        if let Some(number) = self.numbers.get(&word) {
            return *number;
        }
        let number = self.plain.len() as u32;
        self.plain.push(self.vocabulary.contains(&word) || is_number(&word));
        self.places.push(Vec::new());
        self.numbers.insert(word, number);
        number
    }

    /// Exempts each place where one of these texts stands: for everything, or for all but whos.
    pub fn release(&mut self, texts: &[String], wholly: bool) {
        for text in texts {
            for view in text::views(text, false) {
                let Some(numbers) = self.numbers_of(view.iter().map(|word| word.text.as_str())) else {
                    continue;
                };
                for (stream, at) in self.all_places(&numbers) {
                    let stream = &mut self.streams[stream as usize];
                    let range = at as usize..at as usize + numbers.len();
                    stream.released[range.clone()].fill(true);
                    if wholly {
                        stream.exempt[range].fill(true);
                    }
                }
            }
        }
        self.runs = self.all_runs();
    }

    fn numbers_of<'w>(&self, words: impl Iterator<Item = &'w str>) -> Option<Vec<u32>> {
        words.map(|word| self.numbers.get(word).copied()).collect()
    }

    fn all_places(&self, numbers: &[u32]) -> Vec<(u32, u32)> {
        let Some(first) = numbers.first() else { return Vec::new() };
        let fits = |(stream, at): &&(u32, u32)| {
            let words = &self.streams[*stream as usize].words[*at as usize..];
            words.len() >= numbers.len()
                && words.iter().zip(numbers).all(|((word, _), number)| word == number)
        };
        self.places[*first as usize].iter().filter(fits).copied().collect()
    }

    fn all_runs(&self) -> HashMap<[u32; RUN], (u32, u32)> {
        let mut runs = HashMap::new();
        for (at, stream) in self.streams.iter().enumerate() {
            for (from, window) in stream.words.windows(RUN).enumerate() {
                let released = &stream.released[from..from + RUN];
                // Words of the pages beside released ones tell nothing more than those.
                if window
                    .iter()
                    .zip(released)
                    .all(|((word, _), released)| *released || self.plain[*word as usize])
                {
                    continue;
                }
                let mut run = [0; RUN];
                run.iter_mut().zip(window).for_each(|(slot, (word, _))| *slot = *word);
                runs.entry(run).or_insert((at as u32, from as u32));
            }
        }
        runs
    }

    /// Where these words stand in a row, if they say anything and are not released there. A who is told in a released
    /// text, too.
    pub fn find(&self, words: &[String], is_who: bool) -> Option<Place> {
        let numbers = self.numbers_of(words.iter().map(String::as_str))?;
        if numbers.is_empty() || numbers.iter().all(|number| self.plain[*number as usize]) {
            return None;
        }
        let told = |(stream, at): &(u32, u32)| {
            let stream = &self.streams[*stream as usize];
            let range = *at as usize..*at as usize + numbers.len();
            let hidden = if is_who { &stream.exempt[range] } else { &stream.released[range] };
            !hidden.iter().all(|hidden| *hidden)
        };
        self.all_places(&numbers).into_iter().find(told).map(|place| self.place(place))
    }

    /// A run of words in a row that stands in the output: where in `words`, and where there.
    pub fn find_run(&self, words: &[Word]) -> Option<(usize, Place)> {
        let mut run = [0; RUN];
        let mut known = 0;
        for (at, word) in words.iter().enumerate() {
            let Some(number) = self.numbers.get(&word.text) else {
                known = 0;
                continue;
            };
            run.rotate_left(1);
            run[RUN - 1] = *number;
            known += 1;
            if known >= RUN
                && let Some(place) = self.runs.get(&run)
            {
                return Some((at + 1 - RUN, self.place(*place)));
            }
        }
        None
    }

    fn place(&self, (stream, at): (u32, u32)) -> Place {
        let stream = &self.streams[stream as usize];
        let line = stream.words.get(at as usize).map_or(1, |(_, line)| *line);
        Place { file: self.files[stream.file].clone(), line }
    }
}

/// Whether a word is digits alone.
pub(super) fn is_number(word: &str) -> bool {
    word.chars().all(char::is_numeric)
}

/// What a picture says besides its pixels.
fn png_words(bytes: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = bytes.get(8..).unwrap_or_default();
    while let Some(head) = rest.get(..8) {
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        let kind = &head[4..8];
        let Some(data) = rest.get(8..8 + length) else {
            found.push(String::from_utf8_lossy(rest).into_owned());
            break;
        };
        if !matches!(
            kind,
            b"IHDR" | b"PLTE" | b"IDAT" | b"IEND" | b"sRGB" | b"gAMA" | b"cHRM" | b"pHYs" | b"tRNS"
        ) {
            found.push(String::from_utf8_lossy(data).into_owned());
        }
        rest = rest.get(12 + length..).unwrap_or_default();
    }
    found
}
