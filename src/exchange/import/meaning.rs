//! What a status says of an ask, and the words for it in rules.

use crate::model::Answer;

/// What a status says of an ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// It was made, and nothing came yet.
    Open,
    /// Something moved.
    Step,
    /// It was answered.
    Answer(Answer),
    /// It was not made yet.
    Plan,
    /// It never will be: there is nothing to import.
    Skip,
}

impl Meaning {
    /// Every word that rules know, with what it means.
    pub const WORDS: [(&'static str, Self); 9] = [
        ("open", Self::Open),
        ("step", Self::Step),
        ("yes", Self::Answer(Answer::Yes)),
        ("partial", Self::Answer(Answer::Partial)),
        ("no", Self::Answer(Answer::No)),
        ("silence", Self::Answer(Answer::Silence)),
        ("withdrawn", Self::Answer(Answer::Withdrawn)),
        ("plan", Self::Plan),
        ("skip", Self::Skip),
    ];

    /// The meaning of a word of rules.
    pub fn of(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|(_, meaning)| *meaning)
    }

    /// Its word in rules.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, meaning)| *meaning == self).map_or("open", |(word, _)| word)
    }
}
