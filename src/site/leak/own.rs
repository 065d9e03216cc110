//! What own templates add to those that are built in. The words of the pages themselves are exempt in the output, since
//! nothing can be told by them; in the lines that a person wrote they are not.

use super::Hit;
use super::index::RUN;
use super::private::{Kind, Place, Private, runs};
use super::text::{self, Word};
use crate::site::engine::{BUILT_IN, OwnTemplate};
use std::collections::{BTreeSet, HashMap, HashSet};

pub(super) fn search(
    own: &[OwnTemplate],
    private: &Private,
    released: &[String],
    vocabulary: &HashSet<String>,
    hits: &mut BTreeSet<Hit>,
) {
    if own.is_empty() {
        return;
    }
    let known: HashSet<&str> = BUILT_IN.iter().flat_map(|(_, text)| text.lines().map(str::trim)).collect();
    let mut prose: Option<HashMap<Vec<&str>, Place>> = None;
    for template in own {
        let file = format!("templates/{}", template.name);
        let mut added = String::new();
        for line in template.text.lines() {
            if !known.contains(line.trim()) {
                added.push_str(line);
            }
            added.push('\n');
        }
        if added.trim().is_empty() {
            continue;
        }
        let prose = prose.get_or_insert_with(|| runs(private));
        for view in text::views(&added, true) {
            let exempt = covered(&view, released);
            for (from, window) in view.windows(RUN).enumerate() {
                if exempt[from..from + RUN].iter().all(|exempt| *exempt) {
                    continue;
                }
                let run: Vec<&str> = window.iter().map(|word| word.text.as_str()).collect();
                if let Some(record) = prose.get(&run) {
                    let output = Place { file: file.clone(), line: window[0].line };
                    let words = run.join(" ");
                    hits.insert(Hit { output, record: record.clone(), kind: Kind::Prose, words });
                    break;
                }
            }
            names(&view, &file, private, vocabulary, hits);
        }
    }
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

/// The whos in a released text: also those whose name is an ordinary word, where it is written as a name.
pub(super) fn names_in(
    text: &str,
    place: &Place,
    private: &Private,
    vocabulary: &HashSet<String>,
    hits: &mut BTreeSet<Hit>,
) {
    let view: Vec<Word> =
        text::words(&text::decoded(text)).into_iter().map(|word| Word { line: place.line, ..word }).collect();
    names(&view, &place.file, private, vocabulary, hits);
}

fn names(
    view: &[Word],
    file: &str,
    private: &Private,
    vocabulary: &HashSet<String>,
    hits: &mut BTreeSet<Hit>,
) {
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, word) in view.iter().enumerate() {
        places.entry(&word.text).or_default().push(at);
    }
    for ((kind, words), record) in &private.values {
        if *kind != Kind::Who {
            continue;
        }
        let Some(starts) = words.first().and_then(|first| places.get(first.as_str())) else { continue };
        let ordinary = words.iter().all(|word| vocabulary.contains(word) || is_ordinary(word));
        let found = starts.iter().find(|at| {
            let there = &view[**at..];
            there.len() >= words.len()
                && there
                    .iter()
                    .zip(words)
                    .all(|(there, word)| there.text == *word && (there.capital || !ordinary))
        });
        if let Some(at) = found {
            let output = Place { file: file.to_owned(), line: view[*at].line };
            hits.insert(Hit { output, record: record.clone(), kind: Kind::Who, words: words.join(" ") });
        }
    }
}

/// English words that are names, too.
fn is_ordinary(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "april",
        "art",
        "august",
        "bank",
        "bill",
        "bob",
        "boss",
        "christian",
        "dad",
        "dean",
        "doc",
        "drew",
        "faith",
        "frank",
        "friend",
        "gene",
        "grace",
        "grant",
        "guy",
        "hope",
        "hunter",
        "ivy",
        "jack",
        "joy",
        "june",
        "lily",
        "mark",
        "mason",
        "max",
        "may",
        "me",
        "miles",
        "mum",
        "mom",
        "nick",
        "olive",
        "pat",
        "peg",
        "ray",
        "rich",
        "rob",
        "robin",
        "rose",
        "ruby",
        "rusty",
        "school",
        "shop",
        "sky",
        "stew",
        "sue",
        "summer",
        "taylor",
        "target",
        "tony",
        "violet",
        "ward",
        "will",
        "work",
    ];
    WORDS.contains(&word)
}
