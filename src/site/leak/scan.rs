//! What is private in a journal file, as far as all of its words are known: nothing else can stand in a site.

use super::decode;
use super::index::{RUN, Run};
use super::lexicon::{Digest, Lexicon, is_number};
use super::private::Kind;
use super::text;
use crate::book::{Book, RecordId};
use crate::model::DeclaredValue;
use crate::syntax::front_matter_span;
use crate::text::Source;
use regex::Regex;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// A value that is told by all of its words.
pub(super) struct Value {
    pub kind: Kind,
    pub words: Box<[u32]>,
    /// The line, from 1.
    pub line: u32,
}

/// What of a text might stand in a site.
#[derive(Default)]
pub(super) struct Suspects {
    pub values: Vec<Value>,
    /// For each prose text, its runs, each with its line.
    pub prose: Vec<Vec<(Run, u32)>>,
}

/// The words that are known, and those that were looked for in vain, if these are noted.
struct Known<'l> {
    lexicon: &'l Lexicon,
    unknown: Option<Vec<Digest>>,
}

impl Known<'_> {
    fn get(&mut self, word: &str) -> Option<u32> {
        match (self.lexicon.look(word), &mut self.unknown) {
            (Ok(number), _) => Some(number),
            (Err(digest), Some(unknown)) => {
                unknown.push(digest);
                None
            }
            (Err(_), None) => None,
        }
    }
}

/// Looks through texts with the words that a lexicon knows.
pub(super) struct Scan<'l> {
    known: Known<'l>,
    found: Suspects,
    numbers: Vec<u32>,
}

impl<'l> Scan<'l> {
    /// One that notes the words that it looks for in vain.
    pub fn noting(lexicon: &'l Lexicon) -> Self {
        let known = Known { lexicon, unknown: Some(Vec::new()) };
        Self { known, ..Self::new(lexicon) }
    }

    pub fn new(lexicon: &'l Lexicon) -> Self {
        let known = Known { lexicon, unknown: None };
        Self { known, found: Suspects::default(), numbers: Vec::new() }
    }

    /// What was found since this was called last.
    pub fn found(&mut self) -> Suspects {
        std::mem::take(&mut self.found)
    }

    /// The words that were looked for in vain, in order, if they were noted. As long as none of them is known, the same
    /// text gives the same.
    pub fn unknown(self) -> Box<[Digest]> {
        let mut unknown = self.known.unknown.unwrap_or_default();
        unknown.sort_unstable();
        unknown.dedup();
        unknown.into()
    }

    /// A short value, in each way to read it.
    pub fn value(&mut self, kind: Kind, value: &str, line: u32) {
        self.words_of(kind, value, line);
        if decode::is_encoded(value) {
            self.words_of(kind, &decode::decoded(value), line);
        }
    }

    fn words_of(&mut self, kind: Kind, value: &str, line: u32) {
        let (known, numbers) = (&mut self.known, &mut self.numbers);
        numbers.clear();
        let (mut all_known, mut says_something, mut tells) = (true, false, false);
        text::each_word(value, |word, _, _| {
            says_something |= says(word);
            match known.get(word) {
                Some(number) => {
                    tells |= !known.lexicon.is_plain(number);
                    numbers.push(number);
                }
                None => all_known = false,
            }
        });
        if all_known && says_something && tells {
            self.found.values.push(Value { kind, words: numbers.as_slice().into(), line });
        }
    }

    /// A text of a few words is told by all of them; a longer one by each run.
    pub fn short(&mut self, text: &str, line: u32) {
        let mut count = 0;
        text::each_word(text, |_, _, _| count += 1);
        if (2..RUN).contains(&count) {
            self.value(Kind::Prose, text, line);
        }
    }

    /// A text that is told by each run of its words, all of it in one line of the journal, or from its first on.
    pub fn prose(&mut self, text: &str, line: Option<u32>) {
        let mut runs = Runs::default();
        text::each_word(text, |word, at, _| {
            runs.next_tells(&mut self.known, word, line.unwrap_or(at));
        });
        self.keep(runs);
    }

    fn keep(&mut self, runs: Runs) {
        if !runs.found.is_empty() {
            self.found.prose.push(runs.found);
        }
    }

    /// What records say in their own words. Whos are not among it.
    pub fn records(&mut self, book: &Book, ids: Range<RecordId>, named: &HashSet<&str>) {
        for id in ids {
            let record = book.record(id);
            let line = record.line;
            for name in record.id().into_iter().chain(record.re()) {
                self.value(Kind::Id, name.text, line);
            }
            for tag in record.tags() {
                for part in tag.split('/').filter(|part| !named.contains(part)) {
                    self.value(Kind::Tag, part, line);
                }
            }
            let fields = record.fields();
            if let Some(via) = fields.via {
                self.value(Kind::Value, via, line);
            }
            if let Some(worth) = fields.worth.filter(|worth| worth.currency.is_some()) {
                self.value(Kind::Value, &worth.to_string(), line);
            }
            for (_, value) in fields.declared {
                if let DeclaredValue::Text(words) = value {
                    self.value(Kind::Value, words, line);
                }
            }
            self.short(record.title(), line);
            self.prose(record.title(), Some(line));
            if let Some(words) = fields.public {
                self.prose(words, Some(line));
            }
        }
    }

    /// All of a page: its name, its links, its addresses, its front matter, its prose.
    pub fn page(&mut self, source: &Source, journal: &str) {
        let name = source.path.strip_prefix(journal).unwrap_or(&source.path).trim_start_matches('/');
        for part in name.split('/') {
            let stem = part.rsplit_once('.').map_or(part, |(stem, _)| stem);
            self.value(Kind::File, stem, 1);
        }
        let mut runs = Runs::default();
        let front_lines = source.text[front_matter_span(&source.text).range()].lines().count();
        let mut page_tells = false;
        for (at, line) in source.text.lines().enumerate() {
            let number = at as u32 + 1;
            let is_front = at < front_lines;
            let fence = is_front && (at == 0 || at + 1 == front_lines);
            let tells = self.line(line, number, &mut runs);
            // An address ends at a mark, in the middle of what else is a word.
            if tells || !line.is_ascii() {
                self.emails(line, number);
            }
            page_tells |= tells;
            if tells {
                self.links(line, number);
                if is_front && !fence {
                    let value = line.split_once([':', '=']).map_or(line, |(_, value)| value);
                    let value = value.trim().trim_matches(['"', '\'', '[', ']', '-', ' ']);
                    self.value(Kind::Value, value, number);
                } else if !fence && line.trim_start().starts_with('#') {
                    self.short(line, number);
                }
                self.codes(line, number);
            }
        }
        self.keep(runs);
        // A reader sees a text without its tags and the targets of its links.
        if page_tells || self.tells_unseen(&source.text) {
            let seen = text::without_tags(&without_targets(&source.text), "");
            if seen.len() != source.text.len() {
                self.prose(&decode::decoded(&seen), None);
            }
        }
    }

    /// Whether words that are one only without what stands between them might tell something.
    fn tells_unseen(&mut self, text: &str) -> bool {
        let has_target = |line: &&str| line.contains("](") || line.contains("[[");
        text.contains('<')
            || (text.contains("](") || text.contains("[["))
                && text.lines().filter(has_target).any(|line| {
                    let mut tells = false;
                    text::each_word(&decode::decoded(&without_targets(line)), |word, _, _| {
                        let number = self.known.get(word);
                        tells |= number.is_some_and(|number| !self.known.lexicon.is_plain(number));
                    });
                    tells
                })
    }

    /// Reads on in the prose of a page; whether a value in this line could stand in a site. Every value is cut out of
    /// its line where words end, so if no word of the line tells anything, no value does.
    fn line(&mut self, line: &str, number: u32, runs: &mut Runs) -> bool {
        if decode::is_encoded(line) {
            text::each_word(&decode::decoded(line), |word, _, _| {
                runs.next_tells(&mut self.known, word, number);
            });
            return true;
        }
        let mut tells = false;
        text::each_word(line, |word, _, _| tells |= runs.next_tells(&mut self.known, word, number));
        tells
    }

    /// E-mail addresses.
    fn emails(&mut self, line: &str, number: u32) {
        static EMAIL: LazyLock<Option<Regex>> =
            LazyLock::new(|| Regex::new(r"[\p{L}\p{N}._%+\-]+@[\p{L}\p{N}\-]+(?:\.[\p{L}\p{N}\-]+)+").ok());
        if may_be_email(line)
            && let Some(email) = EMAIL.as_ref()
        {
            for found in email.find_iter(line) {
                self.value(Kind::Email, found.as_str(), number);
            }
        }
    }

    /// Links, and the names of pictures.
    fn links(&mut self, line: &str, number: u32) {
        static LINK: LazyLock<Option<Regex>> = LazyLock::new(|| {
            Regex::new(r"\[\[([^\]|]+)|\]\(\s*<?([^)>\s]+)|(?:^|\s)\[[^\]]+\]:\s*<?(\S+)|\b[a-z][a-z0-9+.\-]*://([^\s<>)\]]+)").ok()
        });
        if (line.contains('[') || line.contains("://"))
            && let Some(link) = LINK.as_ref()
        {
            for found in
                link.captures_iter(line).flat_map(|found| (1..=4).filter_map(move |at| found.get(at)))
            {
                let target = found.as_str().trim_end_matches(['.', ',', ';', ':', '!', '?']);
                self.value(Kind::Link, target, number);
                let last = found.as_str().rsplit('/').next().unwrap_or_default();
                if let Some((stem, _)) = last.rsplit_once('.').filter(|(_, end)| is_picture(end)) {
                    self.value(Kind::Link, stem, number);
                }
            }
        }
    }

    /// Words that are letters and digits at once are codes, and told by themselves.
    pub fn codes(&mut self, line: &str, number: u32) {
        const CODE_LETTERS: usize = 5;
        if !line.bytes().any(|byte| byte.is_ascii_digit()) {
            return;
        }
        for word in text::words(line) {
            let mixed = word.text.chars().any(char::is_alphabetic) && word.text.chars().any(char::is_numeric);
            if mixed && word.text.chars().count() >= CODE_LETTERS {
                self.value(Kind::Value, &word.text, number);
            }
        }
    }
}

/// Reads a prose text word by word, and keeps each run of known words that is not all plain.
struct Runs {
    found: Vec<(Run, u32)>,
    run: Run,
    lines: [u32; RUN],
    /// How many known words there are in a row.
    known: usize,
    /// How many words ago the last one was that tells something.
    since: usize,
}

impl Default for Runs {
    fn default() -> Self {
        Self { found: Vec::new(), run: [0; RUN], lines: [0; RUN], known: 0, since: RUN }
    }
}

impl Runs {
    /// Reads a word; whether it is known and tells something.
    fn next_tells(&mut self, known: &mut Known<'_>, word: &str, line: u32) -> bool {
        let Some(number) = known.get(word) else {
            self.known = 0;
            return false;
        };
        self.run = [self.run[1], self.run[2], self.run[3], number];
        self.lines = [self.lines[1], self.lines[2], self.lines[3], line];
        self.known += 1;
        let tells = !known.lexicon.is_plain(number);
        self.since = if tells { 0 } else { self.since + 1 };
        if self.known >= RUN && self.since < RUN {
            self.found.push((self.run, self.lines[0]));
        }
        tells
    }
}

/// Whether a value of this one word says anything: not one that is digits alone, or a single sign.
pub(super) fn says(word: &str) -> bool {
    // No sign has more than four bytes.
    !is_number(word) && (word.len() > 4 || word.chars().count() > 1)
}

/// Whether an `@` stands where one of an address may, after something.
fn may_be_email(line: &str) -> bool {
    line.match_indices('@').any(|(at, _)| {
        let before = line[..at].bytes().next_back();
        before.is_some_and(|byte| {
            byte.is_ascii_alphanumeric()
                || matches!(byte, b'.' | b'_' | b'%' | b'+' | b'-')
                || !byte.is_ascii()
        })
    })
}

fn is_picture(end: &str) -> bool {
    ["png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "bmp", "heic"]
        .iter()
        .any(|known| end.eq_ignore_ascii_case(known))
}

/// `text` without `](…)` and without what a wiki link shows no one.
fn without_targets(text: &str) -> String {
    static TARGET: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"\]\([^)\n]*\)|\[\[[^\]|\n]*\|").ok());
    TARGET.as_ref().map_or_else(|| text.to_owned(), |target| target.replace_all(text, "").into_owned())
}
