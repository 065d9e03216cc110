//! What own templates add to those that are built in. The words of the pages themselves are exempt in the output, since
//! nothing can be told by them; in the lines that a person wrote they are not.

use super::decode;
use super::index::{RUN, Run};
use super::lexicon::Lexicon;
use super::ordinary::is_ordinary;
use super::private::{Kind, Place, Private, Whos};
use super::text::{self, Word};
use super::{Hit, Home};
use crate::notebook::Notebook;
use crate::site::engine::{BUILT_IN, OwnTemplate};
use crate::site::released::Releases;
use std::collections::{BTreeSet, HashSet};

/// What own templates add, and the journal's runs of the same words.
#[derive(Default)]
pub(super) struct Added {
    lexicon: Lexicon,
    private: Private,
}

impl Added {
    pub fn search(
        &mut self,
        own: &[OwnTemplate],
        notebook: &Notebook,
        releases: &Releases,
        told: &Told<'_>,
        released: &[String],
        hits: &mut BTreeSet<Hit>,
    ) {
        let views: Vec<(String, Vec<Word>)> = own
            .iter()
            .filter_map(|template| Some((format!("templates/{}", template.name), added(template)?)))
            .flat_map(|(file, added)| all_views(&added).into_iter().map(move |view| (file.clone(), view)))
            .collect();
        if views.is_empty() {
            return;
        }
        let mut numbered = Vec::with_capacity(views.len());
        for (_, view) in &views {
            numbered.push(view.iter().map(|word| self.lexicon.number(&word.text)).collect::<Vec<u32>>());
        }
        self.private.scan(&self.lexicon, notebook, releases);
        let prose = self.private.runs();
        for ((file, view), numbers) in views.iter().zip(&numbered) {
            let exempt = covered(view, released);
            let runs = numbers.windows(RUN).enumerate();
            let found = runs
                .filter(|(from, _)| !exempt[*from..from + RUN].iter().all(|exempt| *exempt))
                .find_map(|(from, run)| Some((from, run, prose.get(&Run::try_from(run).ok()?)?)));
            if let Some((from, run, record)) = found {
                let output = Place { file: file.clone(), line: view[from].line };
                let words = self.lexicon.told(run);
                hits.insert(Hit {
                    output,
                    home: Home::Notebook,
                    record: record.clone(),
                    kind: Kind::Prose,
                    words,
                });
            }
            told.names(view, file, hits);
        }
    }
}

/// The lines of a template that are not built in, with the others left empty.
fn added(template: &OwnTemplate) -> Option<String> {
    let known: HashSet<&str> = BUILT_IN.iter().flat_map(|(_, text)| text.lines().map(str::trim)).collect();
    let mut added = String::new();
    for line in template.text.lines() {
        if !known.contains(line.trim()) {
            added.push_str(line);
        }
        added.push('\n');
    }
    (!added.trim().is_empty()).then_some(added)
}

/// The ways in which markup may be read: as it stands, decoded, and with its tags taken for blanks and for nothing.
fn all_views(text: &str) -> Vec<Vec<Word>> {
    let mut views = text::views(text);
    for instead in [" ", ""] {
        let view = text::words(&decode::decoded(&text::without_tags(text, instead)));
        if !views.contains(&view) {
            views.push(view);
        }
    }
    views
}

/// For each word, whether it is one of a released text that stands there whole.
fn covered(view: &[Word], released: &[String]) -> Vec<bool> {
    let mut covered = vec![false; view.len()];
    for text in released {
        let words = text::words(text);
        if words.is_empty() {
            continue;
        }
        for (from, there) in view.windows(words.len()).enumerate() {
            if there.iter().zip(&words).all(|(there, word)| there.text == word.text) {
                covered[from..from + words.len()].fill(true);
            }
        }
    }
    covered
}

/// Looks for whos in what a person wrote, where the words of the pages are not exempt.
pub(super) struct Told<'t> {
    pub whos: &'t Whos,
    pub lexicon: &'t Lexicon,
}

impl Told<'_> {
    /// The whos in a released text: also those whose name is an ordinary word, where it is written as a name.
    pub fn names_in(&self, text: &str, place: &Place, hits: &mut BTreeSet<Hit>) {
        let words = text::words(&decode::decoded(text));
        let view: Vec<Word> = words.into_iter().map(|word| Word { line: place.line, ..word }).collect();
        self.names(&view, &place.file, hits);
    }

    fn names(&self, view: &[Word], file: &str, hits: &mut BTreeSet<Hit>) {
        let mut found = HashSet::new();
        for (at, word) in view.iter().enumerate() {
            for (who, length) in self.whos.beginning(&view[at..]) {
                let there = &view[at..at + length];
                let as_its_words = there.len() == who.words.len();
                let is_own = |word: &String| self.lexicon.is_own(word) || is_ordinary(word);
                let is_name = if who.words.iter().all(is_own) {
                    there.iter().all(|there| there.capital)
                } else {
                    // Words that make a name only together may be other words.
                    as_its_words || there.len() == 1 || word.capital
                };
                if is_name && found.insert(&who.words) {
                    let output = Place { file: file.to_owned(), line: word.line };
                    let (record, words) = (who.place.clone(), who.words.join(" "));
                    hits.insert(Hit { output, home: Home::Notebook, record, kind: Kind::Who, words });
                }
            }
        }
    }
}
