//! Words as numbers, so that a diary can be held against a site without a copy of either.

use super::decode;
use super::text;
use crate::site::engine::BUILT_IN;
use hashbrown::HashTable;
use xxhash_rust::xxh3::xxh3_64;

/// Tells words apart, but for one pair in billions.
pub(super) type Digest = u32;

/// The words that are known, each with its number.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    numbers: HashTable<u32>,
    words: Vec<Box<str>>,
    /// The first so many are the program's own.
    own: u32,
    /// For each word, whether it says nothing by itself: the program's own, or a number.
    plain: Vec<bool>,
}

impl Lexicon {
    /// One that knows the words that the program itself says. A site that is made of them alone tells nothing.
    pub fn of_program() -> Self {
        let mut lexicon = Self::default();
        let mut bare = [String::new(), String::new()];
        for (_, built_in) in BUILT_IN {
            let last = built_in.rfind('>');
            let (mut in_tag, mut at) = (false, 0);
            for line in built_in.split('\n') {
                at += line.len() + 1;
                lexicon.add(line);
                let ends_later = last.is_some_and(|last| last >= at);
                let was_in_tag = in_tag;
                for (bare, instead) in bare.iter_mut().zip([" ", ""]) {
                    bare.clear();
                    in_tag = text::line_without_tags(line, instead, was_in_tag, ends_later, bare);
                    lexicon.add(bare);
                }
            }
        }
        // What code writes: the keys of stats.json, kinds of stories, names of files and schemes.
        const CODE: &str = "schema title upto asks progress weeks days months outcomes answered tags sizes milestones stories \
            lessons counts goal of count remaining share start end par forecast low high even range yes partial no silence \
            withdrawn open k n rate tag word complete name noes yeses active when week text kind ask plan step lesson review \
            rest true false null rejections week day html xml json svg png txt http https file none self sha256 default src \
            img style base uri form action stats robots card badge feed icon index askbook site urn T00 T00Z 00Z year";
        lexicon.add(CODE);
        lexicon.own = lexicon.words.len() as u32;
        lexicon.plain.fill(true);
        lexicon
    }

    fn add(&mut self, text: &str) {
        text::each_word(text, |word, _, _| {
            self.number(word);
        });
        if decode::is_encoded(text) {
            text::each_word(&decode::decoded(text), |word, _, _| {
                self.number(word);
            });
        }
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// The number of a word, if it is known.
    pub fn get(&self, word: &str) -> Option<u32> {
        self.look(word).ok()
    }

    /// The number of a word; the digest of one that is not known.
    pub fn look(&self, word: &str) -> Result<u32, Digest> {
        let digest = xxh3_64(word.as_bytes());
        let number = self.numbers.find(digest, |number| &*self.words[*number as usize] == word);
        number.copied().ok_or(digest as Digest)
    }

    /// The digests of the words that are known since there were `before` of them.
    pub fn learned(&self, before: usize) -> Vec<Digest> {
        self.words[before..].iter().map(|word| xxh3_64(word.as_bytes()) as Digest).collect()
    }

    /// The number of a word, which is known from here on.
    pub fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.get(word) {
            return number;
        }
        let number = self.words.len() as u32;
        self.words.push(word.into());
        self.plain.push(is_number(word));
        let words = &self.words;
        self.numbers.insert_unique(xxh3_64(word.as_bytes()), number, |number| {
            xxh3_64(words[*number as usize].as_bytes())
        });
        number
    }

    /// The word of a number.
    pub fn word(&self, number: u32) -> &str {
        &self.words[number as usize]
    }

    /// Several words as they are told.
    pub fn told(&self, numbers: &[u32]) -> String {
        numbers.iter().map(|number| self.word(*number)).collect::<Vec<_>>().join(" ")
    }

    /// Whether a word says nothing by itself.
    pub fn is_plain(&self, number: u32) -> bool {
        self.plain[number as usize]
    }

    /// Whether a word is the program's own.
    pub fn is_own(&self, word: &str) -> bool {
        self.get(word).is_some_and(|number| number < self.own)
    }
}

/// Whether a word is digits alone.
pub(super) fn is_number(word: &str) -> bool {
    word.chars().all(char::is_numeric)
}
