//! What stands around the asks of a diary.

use super::random::Random;

pub const TAGS: &[&str] = &["job", "job/remote", "help", "money", "café", "music", "sport", "学校"];

const PEOPLE: [&str; 8] = ["acme", "Lin", "o-brien", "müller", "dr.wu", "kim_lee", "ana", "björk"];

/// The names under which a person is known: one.
pub fn name_of(person: usize) -> &'static str {
    PEOPLE[person % PEOPLE.len()]
}

const WORDS: &[&str] = &[
    "the",
    "a",
    "of",
    "and",
    "to",
    "in",
    "was",
    "that",
    "it",
    "for",
    "on",
    "with",
    "letter",
    "morning",
    "asked",
    "said",
    "they",
    "walked",
    "home",
    "rain",
    "coffee",
    "again",
    "perhaps",
    "later",
    "quiet",
    "answer",
    "friend",
    "table",
    "window",
    "paper",
    "street",
    "hour",
    "small",
    "never",
    "always",
    "naïve",
    "café",
    "Straße",
    "über",
    "piñata",
    "smörgåsbord",
    "東京",
    "привет",
    "—",
    "…",
];
const OBJECTS: &[&str] = &[
    "a discount",
    "the window seat",
    "a raise",
    "feedback on the draft",
    "an interview",
    "a second chance",
    "the recipe",
    "a reference letter",
    "a week off",
    "their old piano",
    "ein Treffen",
    "une réponse",
];
const VERBS: &[&str] = &["Asked for", "Applied for", "Proposed", "Wrote about", "Called about", "Pitched"];

pub struct Prose;

impl Prose {
    /// The title of a record.
    pub fn title(&self, random: &mut Random, text: &mut String) {
        text.push_str(random.pick(VERBS));
        text.push(' ');
        text.push_str(random.pick(OBJECTS));
        for _ in 0..random.below(4) {
            text.push(' ');
            text.push_str(random.pick(WORDS));
        }
    }

    fn sentence(&self, random: &mut Random, text: &mut String) {
        let words = 6 + random.below(12);
        for at in 0..words {
            if at > 0 {
                text.push(' ');
            }
            let word = random.pick(WORDS);
            match random.below(60) {
                0 => text.extend(["*", word, "*"]),
                1 => text.extend(["**", word, "**"]),
                2 => text.extend(["`", word, "`"]),
                3 => text.extend(["[", word, "](https://example.org/", "x", ")"]),
                4 => text.extend(["[[", word, "]]"]),
                5 => text.extend(["\"", word, "\""]),
                _ => text.push_str(word),
            }
        }
        text.push_str(random.pick(&[".", ".", ".", "!", "?", " 🙂"]));
    }

    /// A paragraph with a blank line after it.
    pub fn paragraph(&self, random: &mut Random, text: &mut String) {
        for at in 0..2 + random.below(4) {
            if at > 0 {
                text.push(if random.below(3) == 0 { '\n' } else { ' ' });
            }
            self.sentence(random, text);
        }
        text.push_str("\n\n");
    }

    /// Any block.
    pub fn block(&self, random: &mut Random, text: &mut String) {
        match random.below(16) {
            0 | 1 => self.list(random, text, "- "),
            2 => self.list(random, text, "- [ ] "),
            3 => self.list(random, text, "1. "),
            4 => text.push_str("```sh\n# a comment\n- #ask no ask at all ^never\necho \"#no\"\n```\n\n"),
            5 => {
                text.push_str("> ");
                self.sentence(random, text);
                text.push_str("\n\n");
            }
            6 => {
                text.push_str("### ");
                self.sentence(random, text);
                text.push_str("\n\n");
            }
            7 => {
                text.push_str("Read about #");
                text.push_str(random.pick(TAGS));
                text.push(' ');
                self.sentence(random, text);
                text.push_str("\n\n");
            }
            _ => self.paragraph(random, text),
        }
    }

    fn list(&self, random: &mut Random, text: &mut String, bullet: &str) {
        for _ in 0..2 + random.below(4) {
            text.push_str(bullet);
            self.sentence(random, text);
            text.push('\n');
        }
        text.push('\n');
    }
}
