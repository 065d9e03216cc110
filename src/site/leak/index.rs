//! What would be written, as an index of its words.
//!
//! The pages of a site are alike: most of their lines stand on every page. So each line is looked at once, and a page
//! is a row of lines.

use super::lexicon::Lexicon;
use super::lines::{InLine, Lines};
use super::private::Place;
use super::text;
use std::collections::HashMap;
use std::sync::Arc;

/// How many words of a prose text in a row tell it.
pub(super) const RUN: usize = 4;

/// Words in a row, by their numbers.
pub(super) type Run = [u32; RUN];

/// Where a word stands: in which text, and how many words are before it there.
type At = (u32, u32);

/// A text of the output: a view of a file.
struct Stream {
    file: usize,
    /// Its lines.
    lines: Arc<[u32]>,
    /// For each line, how many words are before it.
    starts: Vec<u32>,
    /// Words of released texts, which are exempt but for a who.
    released: Stretches,
    /// Words that are exempt for everything.
    exempt: Stretches,
}

/// All words that would be written.
pub(super) struct Index<'l> {
    known: &'l mut Lines,
    files: Vec<String>,
    /// For each line, the streams and how many lines are before it there.
    stands: Vec<Vec<At>>,
    streams: Vec<Stream>,
    runs: HashMap<Run, At>,
}

impl<'l> Index<'l> {
    /// One of nothing, which keeps what it learns of lines in `known`.
    pub fn new(known: &'l mut Lines) -> Self {
        Self { known, files: Vec::new(), stands: Vec::new(), streams: Vec::new(), runs: HashMap::new() }
    }

    /// How many different lines there are.
    pub fn line_count(&self) -> usize {
        self.stands.iter().filter(|stands| !stands.is_empty()).count()
    }

    /// Adds a file, and its name.
    pub fn add_file(&mut self, lexicon: &mut Lexicon, name: &str, bytes: &[u8]) {
        self.add(lexicon, name, name, false);
        if name.ends_with(".png") {
            for chunk in png_words(bytes) {
                self.add(lexicon, name, &chunk, false);
            }
            return;
        }
        let is_markup = [".html", ".svg", ".xml"].iter().any(|end| name.ends_with(end));
        self.add_bytes(lexicon, name, bytes, is_markup);
    }

    /// Adds a text that is in a file.
    pub fn add(&mut self, lexicon: &mut Lexicon, name: &str, text: &str, is_markup: bool) {
        self.add_bytes(lexicon, name, text.as_bytes(), is_markup);
    }

    fn add_bytes(&mut self, lexicon: &mut Lexicon, name: &str, bytes: &[u8], is_markup: bool) {
        self.files.push(name.to_owned());
        let views = self.known.views(lexicon, bytes, is_markup);
        self.stands.resize_with(self.known.len(), Vec::new);
        views.into_iter().for_each(|view| self.stream(view));
    }

    fn stream(&mut self, lines: Arc<[u32]>) {
        let number = self.streams.len() as u32;
        let mut starts = Vec::with_capacity(lines.len());
        let mut words = 0;
        for (at, line) in lines.iter().enumerate() {
            starts.push(words);
            words += self.known.words(*line).len() as u32;
            self.stands[*line as usize].push((number, at as u32));
        }
        let (released, exempt) = (Stretches::default(), Stretches::default());
        self.streams.push(Stream { file: self.files.len() - 1, lines, starts, released, exempt });
    }

    /// Exempts each place where one of these texts stands: for everything, or for all but whos.
    pub fn release(&mut self, lexicon: &Lexicon, texts: &[String], wholly: bool) {
        for text in texts {
            for view in text::written(text) {
                let numbers: Option<Vec<u32>> = view.iter().map(|word| lexicon.get(&word.text)).collect();
                let Some(numbers) = numbers else { continue };
                for (stream, at) in self.all_places(&numbers) {
                    let stream = &mut self.streams[stream as usize];
                    let stretch = (at, at + numbers.len() as u32);
                    stream.released.add(stretch);
                    if wholly {
                        stream.exempt.add(stretch);
                    }
                }
            }
        }
    }

    /// Notes the runs of words that tell something, once all is added and released.
    pub fn seal(&mut self) {
        let mut runs = HashMap::new();
        for stream in &mut self.streams {
            stream.released.join();
            stream.exempt.join();
        }
        for (number, stream) in self.streams.iter().enumerate() {
            for (line, start) in stream.lines.iter().zip(&stream.starts) {
                for at in self.known.telling(*line).iter().map(|at| start + at) {
                    // Words of the pages beside released ones tell nothing more than those.
                    if stream.released.hold((at, at + 1)) {
                        continue;
                    }
                    let first = at.saturating_sub(RUN as u32 - 1);
                    let around: Vec<u32> = self.words_from(stream, first).take(2 * RUN - 1).collect();
                    for (from, run) in (first..=at).zip(around.windows(RUN)) {
                        if let Ok(run) = Run::try_from(run) {
                            runs.entry(run).or_insert((number as u32, from));
                        }
                    }
                }
            }
        }
        self.runs = runs;
    }

    /// All places where these words stand in a row, in order.
    fn all_places(&self, numbers: &[u32]) -> Vec<At> {
        let places_of = |number: u32| -> &[InLine] { self.known.places_of(number) };
        // Of the words the rarest, since few lines have it.
        let rarest = (0..numbers.len()).min_by_key(|at| places_of(numbers[*at]).len());
        let Some(before) = rarest else { return Vec::new() };
        let mut found = Vec::new();
        for (line, at) in places_of(numbers[before]) {
            for (stream, row) in &self.stands[*line as usize] {
                let there = &self.streams[*stream as usize];
                let start = (there.starts[*row as usize] + at).checked_sub(before as u32);
                found.extend(
                    start.filter(|start| self.reads(there, *start, numbers)).map(|start| (*stream, start)),
                );
            }
        }
        found.sort_unstable();
        found
    }

    /// Whether a stream has these words from there on.
    fn reads(&self, stream: &Stream, start: u32, numbers: &[u32]) -> bool {
        let mut words = self.words_from(stream, start);
        numbers.iter().all(|number| words.next() == Some(*number))
    }

    fn words_from(&self, stream: &Stream, start: u32) -> impl Iterator<Item = u32> {
        let first = stream.line_at(start);
        let skipped = stream.starts.get(first).map_or(0, |before| start - before) as usize;
        let lines = stream.lines.get(first..).unwrap_or_default();
        lines.iter().flat_map(|line| self.known.words(*line).iter().copied()).skip(skipped)
    }

    /// Where these words stand in a row, if they say anything and are not released there. A who is told in a released
    /// text, too.
    pub fn find(&self, numbers: &[u32], is_who: bool) -> Option<Place> {
        let is_told = |(stream, at): &At| {
            let stream = &self.streams[*stream as usize];
            let hidden = if is_who { &stream.exempt } else { &stream.released };
            !hidden.hold((*at, *at + numbers.len() as u32))
        };
        self.all_places(numbers).into_iter().find(is_told).map(|place| self.place(place))
    }

    /// Where a run of words stands that tells something.
    pub fn find_run(&self, run: &Run) -> Option<Place> {
        self.runs.get(run).map(|place| self.place(*place))
    }

    fn place(&self, (stream, at): At) -> Place {
        let stream = &self.streams[stream as usize];
        Place { file: self.files[stream.file].clone(), line: stream.line_at(at) as u32 + 1 }
    }
}

impl Stream {
    /// The line, from 0, in which a word stands.
    fn line_at(&self, at: u32) -> usize {
        self.starts.partition_point(|start| *start <= at).saturating_sub(1)
    }
}

/// Stretches of words, from the first to before the last.
#[derive(Default)]
struct Stretches(Vec<(u32, u32)>);

impl Stretches {
    fn add(&mut self, stretch: (u32, u32)) {
        self.0.push(stretch);
    }

    /// Makes one of those that touch.
    fn join(&mut self) {
        self.0.sort_unstable();
        let mut joined: Vec<(u32, u32)> = Vec::with_capacity(self.0.len());
        for (from, to) in self.0.drain(..) {
            match joined.last_mut() {
                Some(last) if from <= last.1 => last.1 = last.1.max(to),
                _ => joined.push((from, to)),
            }
        }
        self.0 = joined;
    }

    /// Whether every word from `from` to before `to` is in one; after [`Stretches::join`].
    fn hold(&self, (from, to): (u32, u32)) -> bool {
        let after = self.0.partition_point(|stretch| stretch.0 <= from);
        after.checked_sub(1).is_some_and(|at| to <= self.0[at].1)
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The index's own look at a text, word by word, as it is meant.
    fn plainly(text: &str, wanted: &[&str]) -> bool {
        let words = text::words(text);
        let found =
            |window: &[text::Word]| window.iter().zip(wanted).all(|(word, wanted)| word.text == *wanted);
        words.windows(wanted.len()).any(found)
    }

    #[test]
    fn words_are_found_across_lines_and_pages() {
        let mut lexicon = Lexicon::of_program();
        let mut lines = Lines::default();
        let mut index = Index::new(&mut lines);
        let pages =
            ["ulp ank\nulp\n\nank brod\n", "ank brod ulp\nulp ank\nulp\n\nbrod", "<p>ul<b>p</b> &#97;nk</p>"];
        for (at, page) in pages.iter().enumerate() {
            index.add(&mut lexicon, &format!("{at}.html"), page, true);
        }
        index.seal();
        for wanted in [
            &["ulp"][..],
            &["ank", "ulp"],
            &["ulp", "ank", "brod"],
            &["ank", "ulp", "ank", "brod"],
            &["brod", "ulp", "ulp", "ank", "ulp", "brod"],
            &["ank", "ank"],
            &["brod", "ank"],
        ] {
            let numbers: Vec<u32> = wanted.iter().filter_map(|word| lexicon.get(word)).collect();
            let file = index.find(&numbers, false).map(|place| place.file);
            let plain = pages.iter().position(|page| plainly(page, wanted)).map(|at| format!("{at}.html"));
            assert_eq!(file, plain, "{wanted:?}");
            if let Ok(run) = Run::try_from(numbers.as_slice()) {
                assert_eq!(index.find_run(&run).map(|place| place.file), plain, "{wanted:?}");
            }
        }
        let place =
            index.find(&[lexicon.get("ulp").expect("a word"), lexicon.get("ank").expect("a word")], false);
        assert_eq!(place, Some(Place { file: "0.html".to_owned(), line: 1 }));
    }

    #[test]
    fn stretches_that_touch_are_one() {
        let mut stretches = Stretches::default();
        [(7, 9), (1, 3), (3, 5), (2, 4)].into_iter().for_each(|stretch| stretches.add(stretch));
        stretches.join();
        let held = [(1, 5), (2, 4), (7, 9)].map(|stretch| stretches.hold(stretch));
        let not_held = [(0, 2), (4, 6), (5, 6), (4, 8), (9, 10)].map(|stretch| stretches.hold(stretch));
        assert_eq!((held, not_held), ([true; 3], [false; 5]));
    }
}
