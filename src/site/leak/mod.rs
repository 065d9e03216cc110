//! The last look at a shareable site before it is written: is anything private in any byte of it?
//!
//! The model of the pages cannot hold a private word, so this finds what own templates say, whos in released texts,
//! and whatever a mistake in this program let through. It knows nothing of how the pages were made.

mod index;
mod own;
mod private;
mod text;

pub use private::{Kind, Place};

use super::Files;
use super::engine::{BUILT_IN, OwnTemplate};
use super::released::Releases;
use crate::config::Config;
use crate::notebook::Notebook;
use index::Index;
use private::Private;
use std::collections::{BTreeSet, HashSet};

/// Something private in what would be published.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// The file of the site, or the own template, that has it.
    pub output: Place,
    /// Where it is private.
    pub record: Place,
    /// What it is.
    pub kind: Kind,
    /// The words.
    pub words: String,
}

/// Looks for everything private of `notebook` in `files`. No hit: the site may be written.
pub fn leaks(notebook: &Notebook, releases: &Releases, files: &Files, own: &[OwnTemplate]) -> Vec<Hit> {
    let vocabulary = vocabulary();
    let private = Private::of(notebook, releases);
    let mut hits = BTreeSet::new();

    let mut index = Index::new(&vocabulary);
    for (name, bytes) in files.iter() {
        index.add_file(name, bytes);
    }
    for (name, words) in files.said() {
        index.add(name, words, true);
    }
    index.release(&exempt(&notebook.config, releases), true);
    let released = words_of(releases);
    index.release(&released, false);
    private.search(&index, &mut hits);

    own::search(own, &private, &released, &vocabulary, &mut hits);
    released_whos(releases, notebook, &private, &vocabulary, &mut hits);
    hits.into_iter().collect()
}

/// What the writer typed into the config for the page alone: no who of the journal is meant by it.
fn exempt(config: &Config, releases: &Releases) -> Vec<String> {
    let site = &config.site;
    let tags = releases.tags.iter().map(|tag| tag.as_str().to_owned());
    tags.chain([site.base_url.clone(), site.language.clone()]).filter(|text| !text.is_empty()).collect()
}

/// The texts that are exempt where they stand, but for a who in them.
fn words_of(releases: &Releases) -> Vec<String> {
    let stories = releases.stories.iter().map(|story| story.text.as_str().to_owned());
    let mut texts: Vec<String> = stories.collect();
    texts.push(releases.title.as_str().to_owned());
    // Markdown, so piece by piece as it stands on the page.
    texts.extend(text::pieces(releases.intro.as_str()));
    texts
}

/// The words that the program itself says. A site that is made of them alone tells nothing.
fn vocabulary() -> HashSet<String> {
    let mut words = HashSet::new();
    for (_, built_in) in BUILT_IN {
        for view in text::views(built_in, true) {
            words.extend(view.into_iter().map(|word| word.text));
        }
    }
    // What code writes: the keys of stats.json, kinds of stories, names of files and schemes.
    const CODE: &str = "schema title upto asks progress weeks days months outcomes answered tags sizes milestones stories \
        lessons counts goal of count remaining share start end par forecast low high even range yes partial no silence \
        withdrawn open k n rate tag word complete name noes yeses active when week text kind ask plan step lesson review \
        rest true false null rejections week day html xml json svg png txt http https file none self sha256 default src \
        img style base uri form action stats robots card badge feed icon index askbook site urn T00 T00Z 00Z year";
    words.extend(text::words(CODE).into_iter().map(|word| word.text));
    words
}

/// A who in a released text is told even where its name is a word of the pages, if it is written as a name.
fn released_whos(
    releases: &Releases,
    notebook: &Notebook,
    private: &Private,
    vocabulary: &HashSet<String>,
    hits: &mut BTreeSet<Hit>,
) {
    let book = &notebook.book;
    for story in &releases.stories {
        let record = book.record(story.record);
        let place = Place { file: book.file_of(story.record).path.to_string(), line: record.line };
        own::names_in(story.text.as_str(), &place, private, vocabulary, hits);
    }
    let config = Place { file: crate::disk::CONFIG_FILE.to_owned(), line: 1 };
    own::names_in(releases.title.as_str(), &config, private, vocabulary, hits);
    own::names_in(releases.intro.as_str(), &config, private, vocabulary, hits);
}
