//! Names as a person may spell them: with or without accents, in one word or several, in the genitive.

use super::lexicon::Lexicon;
use super::ordinary::is_ordinary;
use super::private::Who;
use super::text::{self, Word};
use crate::model::unaccented;
use crate::notebook::Notebook;
use std::collections::HashMap;

/// The whos of a notebook by the letters of their names.
pub(super) struct Names {
    by_letters: HashMap<String, Vec<u32>>,
    /// How many bytes the longest has.
    longest: usize,
    /// Those in scripts that put no blank between words, by their letters.
    unparted: Vec<(String, u32)>,
}

impl Names {
    pub fn of(whos: &[Who]) -> Self {
        let mut names = Self { by_letters: HashMap::new(), longest: 0, unparted: Vec::new() };
        for (number, who) in (0..).zip(whos) {
            let letters = told_apart(&who.words.concat());
            names.longest = names.longest.max(letters.len());
            if letters.chars().any(stands_unparted) {
                names.unparted.push((letters.clone(), number));
            }
            names.by_letters.entry(letters).or_default().push(number);
        }
        names
    }

    /// The whos that are named from the first of these words on, each with the number of words that it takes there.
    pub fn beginning(&self, view: &[Word]) -> Vec<(u32, usize)> {
        let mut found = Vec::new();
        let mut joined = String::new();
        for (at, word) in view.iter().enumerate() {
            joined.push_str(&unaccented(&word.text));
            let letters = told_apart(&joined);
            if letters.len() > self.longest + 1 {
                break;
            }
            let own = self.by_letters.get(&letters);
            // `Annas`, `the Smiths`: of a name, if it is written as one.
            let genitive = letters.strip_suffix('s').filter(|_| view[0].capital);
            let genitive = genitive.and_then(|name| self.by_letters.get(name));
            let all = own.into_iter().chain(genitive).flatten();
            found.extend(all.map(|who| (*who, at + 1)));
        }
        if let Some(word) = view.first().filter(|word| word.text.chars().any(stands_unparted)) {
            let word = told_apart(&word.text);
            let there = self.unparted.iter().filter(|(name, _)| word.contains(name.as_str()));
            found.extend(there.map(|(_, who)| (*who, 1)));
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Words that a who may be meant by, though none that is surely its name: a part of it, or another ending.
pub struct Likenesses {
    lexicon: Lexicon,
    /// The letters of a part of a name, and the who.
    parts: Vec<(Vec<char>, String)>,
}

impl Likenesses {
    /// Those of the whos of a notebook.
    pub fn of(notebook: &Notebook) -> Self {
        let mut parts = Vec::new();
        let mut add = |who: &str, name: &str| {
            for word in text::words(name) {
                let letters: Vec<char> = unaccented(&word.text).chars().collect();
                if letters.len() >= LEAST && !letters.iter().all(|char| char.is_numeric()) {
                    parts.push((letters, who.to_owned()));
                }
            }
        };
        notebook.book.whos().for_each(|who| add(who, who));
        for (who, entry) in &notebook.config.who {
            [Some(who), entry.name.as_ref()].into_iter().flatten().for_each(|name| add(who, name));
        }
        parts.sort();
        parts.dedup();
        Self { lexicon: Lexicon::of_program(), parts }
    }

    /// The words of `text` that are written as names and are like a who's, or that are one's, each with that who.
    pub fn in_text(&self, text: &str) -> Vec<(String, &str)> {
        let mut found: Vec<(String, &str)> = Vec::new();
        for word in text.split(|char: char| !char.is_alphanumeric()) {
            let letters: Vec<char> = unaccented(word).chars().collect();
            let small: String = letters.iter().collect();
            let is_word = self.lexicon.is_own(&small) || is_ordinary(&small);
            // What is an ordinary word, or is written as one, is like a name only if it is the same.
            let is_name = word.starts_with(char::is_uppercase) && letters.len() >= LEAST && !is_word;
            let is_like = |part: &[char]| if is_name { are_alike(&letters, part) } else { letters == part };
            let like = self.parts.iter().filter(|(part, _)| is_like(part));
            for (_, who) in like {
                let pair = (word.to_owned(), who.as_str());
                if !found.contains(&pair) {
                    found.push(pair);
                }
            }
        }
        found
    }
}

/// How many letters a word has at least that is taken for a part of a name.
const LEAST: usize = 3;

/// Whether two words are the same but for their last two letters, and more than half the same at that.
fn are_alike(word: &[char], part: &[char]) -> bool {
    let same = word.iter().zip(part).take_while(|(a, b)| a == b).count();
    same >= LEAST && same + 2 >= word.len().max(part.len()) && 3 * same >= 2 * part.len().max(word.len())
}

/// The letters by which names are told apart: `ue` is the same as `ü`, which is the same as `u`, and so on.
fn told_apart(name: &str) -> String {
    let plain = unaccented(name);
    let mut letters = String::with_capacity(plain.len());
    let mut chars = plain.chars().peekable();
    while let Some(char) = chars.next() {
        letters.push(char);
        let second = match char {
            'a' => chars.peek().filter(|next| matches!(next, 'a' | 'e')),
            'o' | 'u' => chars.peek().filter(|next| **next == 'e'),
            _ => None,
        };
        if second.is_some() {
            chars.next();
        }
    }
    letters
}

/// Whether a character is of a script that puts no blank between words, or none before what ends them.
fn stands_unparted(char: char) -> bool {
    matches!(char, '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7a3}' | '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_have_the_same_letters() {
        for word in ["Müller-Ångström", "Mueller-Angström", "Muller-Aangstroem", "MULLER-ANGSTROM"] {
            assert_eq!(told_apart(word), "muller-angstrom", "{word}");
        }
    }
}
