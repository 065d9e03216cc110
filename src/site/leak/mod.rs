//! The last look at a shareable site before it is written: is anything private in any byte of it?
//!
//! The model of the pages cannot hold a private word, so this finds what own templates say, whos in released texts,
//! and whatever a mistake in this program let through. It knows nothing of how the pages were made.

mod decode;
mod index;
mod lexicon;
mod lines;
mod names;
mod ordinary;
mod own;
mod private;
mod scan;
mod text;

pub use names::Likenesses;
pub use private::{Kind, Place};

use super::Files;
use super::engine::OwnTemplate;
use super::released::Releases;
use crate::config::Config;
use crate::notebook::Notebook;
use index::Index;
use lexicon::Lexicon;
use lines::Lines;
use own::{Added, Told};
use private::{Private, Whos};
use std::collections::BTreeSet;

/// Something private in what would be published.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// The file that has it.
    pub output: Place,
    /// Whose file that is.
    pub home: Home,
    /// Where it is private.
    pub record: Place,
    /// What it is.
    pub kind: Kind,
    /// The words.
    pub words: String,
}

/// Whose file the words were found in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Home {
    /// A file of the site that would be written.
    Site,
    /// A file of the notebook, by its path there: an own template, the settings, or a page with a released text.
    Notebook,
}

/// The look for leaks. One that is kept looks only through those files again that changed since.
pub struct Check {
    lexicon: Lexicon,
    lines: Lines,
    /// How many of the lines stood in the site that was looked at last.
    used: usize,
    private: Private,
    added: Added,
}

impl Default for Check {
    fn default() -> Self {
        let (private, added) = (Private::default(), Added::default());
        Self { lexicon: Lexicon::of_program(), lines: Lines::default(), used: 0, private, added }
    }
}

impl Check {
    /// One for a preview, which looks again and again: it knows the smaller numbers beforehand, since no count that
    /// becomes another should have it look through pages anew.
    pub fn lasting() -> Self {
        const NUMBERS: u32 = 10_000;
        let private = Private::lasting();
        let mut check = Self { private, ..Self::default() };
        (0..NUMBERS).for_each(|number| {
            check.lexicon.number(&number.to_string());
        });
        check
    }

    /// Looks for everything private of `notebook`, which has its texts, in `files`. No hit: the site may be written.
    pub fn leaks(
        &mut self,
        notebook: &Notebook,
        releases: &Releases,
        files: &Files,
        own: &[OwnTemplate],
    ) -> Vec<Hit> {
        let mut hits = BTreeSet::new();
        self.lines.begin(self.used);
        let mut index = Index::new(&mut self.lines);
        let lexicon = &mut self.lexicon;
        let add = || {
            for (name, bytes) in files.iter() {
                index.add_file(lexicon, name, bytes);
            }
            for (name, words) in files.said() {
                index.add(lexicon, name, words, true);
            }
        };
        let ((), whos) = rayon::join(add, || Whos::of(notebook));
        let released = words_of(releases);
        index.release(&self.lexicon, &exempt(&notebook.config, releases), true);
        index.release(&self.lexicon, &released, false);
        index.seal();
        self.used = index.line_count();

        whos.search(&index, &self.lexicon, &mut hits);
        self.private.scan(&self.lexicon, notebook, releases);
        self.private.search(&index, &self.lexicon, &mut hits);

        let told = Told { whos: &whos, lexicon: &self.lexicon };
        self.added.search(own, notebook, releases, &told, &released, &mut hits);
        released_whos(releases, notebook, &told, &mut hits);
        hits.into_iter().collect()
    }
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

/// A who in a released text is told even where its name is a word of the pages, if it is written as a name.
fn released_whos(releases: &Releases, notebook: &Notebook, told: &Told<'_>, hits: &mut BTreeSet<Hit>) {
    let book = &notebook.book;
    for story in &releases.stories {
        let record = book.record(story.record);
        let place = Place { file: book.file_of(story.record).path.to_string(), line: record.line };
        told.names_in(story.text.as_str(), &place, hits);
    }
    let config = Place { file: crate::config::CONFIG_FILE.to_owned(), line: 1 };
    told.names_in(releases.title.as_str(), &config, hits);
    told.names_in(releases.intro.as_str(), &config, hits);
}
