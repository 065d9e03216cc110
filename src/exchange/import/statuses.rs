//! What the words of a status column mean.

use super::meaning::Meaning;
use super::status_words::{BEGINNINGS, BY_ME, ENDS, KNOWN, UNSURE};
use crate::model::Answer;

impl Meaning {
    /// What a status of somebody's sheet means, if that is plain.
    ///
    /// ```
    /// use askbook::{exchange::import::Meaning, model::Answer};
    /// assert_eq!(Meaning::guess("Not selected"), Some(Meaning::Answer(Answer::No)));
    /// assert_eq!(Meaning::guess("Rejected for budget"), Some(Meaning::Answer(Answer::No)));
    /// assert_eq!((Meaning::guess("lol no"), Meaning::guess("rejected, then hired")), (None, None));
    /// ```
    pub fn guess(status: &str) -> Option<Self> {
        let words = plain(status);
        if let Some((meaning, _)) = KNOWN.iter().find(|(_, known)| known.contains(&words.as_str())) {
            return Some(*meaning);
        }
        // Longer ones say the same with more words.
        let each = || words.split(' ');
        if each().any(|word| UNSURE.contains(&word)) || status.contains('?') || begins(&words, BY_ME) {
            return None;
        }
        let numbered = words.trim_end_matches(|char: char| char.is_ascii_digit() || char == ' ');
        if numbered != words
            && KNOWN.iter().any(|(meaning, known)| *meaning == Self::Step && known.contains(&numbered))
        {
            return Some(Self::Step);
        }
        if let Some((meaning, _)) = BEGINNINGS.iter().find(|(_, known)| begins(&words, known)) {
            return Some(*meaning);
        }
        if ["didn t", "did not", "never"].iter().any(|start| begins(&words, &[start])) {
            return None;
        }
        // Words that say how it ended: of two that differ nobody knows which one counts.
        let mut ends = ENDS.iter().filter(|(_, known)| each().any(|word| known.contains(&word)));
        let (end, other) = (ends.next().map(|(end, _)| *end), ends.next());
        let is_step = begins(&words, &["interview", "phone screen"]);
        match end {
            _ if other.is_some() => None,
            None if is_step => Some(Self::Step),
            Some(Answer::No) if is_step && !each().any(|word| word.starts_with("reject")) => None,
            Some(Answer::No) => Some(Self::Answer(Answer::No)),
            Some(Answer::Silence) if begins(&words, &["ghosted"]) => Some(Self::Answer(Answer::Silence)),
            Some(Answer::Withdrawn) if begins(&words, &["withdrew", "withdrawn"]) => {
                Some(Self::Answer(Answer::Withdrawn))
            }
            _ => None,
        }
    }
}

/// Whether a status begins with one of these words, whole.
fn begins(words: &str, starts: &[&str]) -> bool {
    let begins = |start: &&str| {
        words.strip_prefix(*start).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    starts.iter().any(begins)
}

/// A status in lower case, its words divided by single blanks: also `applicationRejected` and `on_hold`.
pub(super) fn plain(status: &str) -> String {
    let mut spaced = String::with_capacity(status.len() + 4);
    let mut was_lower = false;
    for char in status.chars() {
        if char.is_uppercase() && was_lower {
            spaced.push(' ');
        }
        was_lower = char.is_lowercase();
        spaced.push(if char.is_alphanumeric() { char } else { ' ' });
    }
    spaced.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a record that means this says all that a word of a status says. One with more in it, and one that was not known,
/// is kept; a step has its own words.
pub(super) fn is_plain(meaning: Meaning, word: &str) -> bool {
    let own = plain(word);
    let known: &[&str] = match meaning {
        Meaning::Answer(Answer::Yes) => &["yes", "y", "accepted"],
        Meaning::Answer(Answer::Partial) => &["partial"],
        Meaning::Answer(Answer::No) => &["no", "n", "rejected", "rejection"],
        Meaning::Answer(Answer::Silence) => &["silence", "ghosted"],
        Meaning::Answer(Answer::Withdrawn) => &["withdrawn", "withdrew"],
        Meaning::Open => &["open", "applied", "submitted", "sent", "pending", "asked"],
        Meaning::Plan | Meaning::Skip => &["plan"],
        Meaning::Step => &[],
    };
    known.contains(&own.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longer_statuses_mean_what_they_say_or_nothing() {
        let silence = Some(Meaning::Answer(Answer::Silence));
        let no = Some(Meaning::Answer(Answer::No));
        let withdrawn = Some(Meaning::Answer(Answer::Withdrawn));
        for (status, meaning) in [
            ("Didn't hear back", silence),
            ("Did not hear back", silence),
            ("Didn't respond", silence),
            ("No response to application", silence),
            ("Ghosted after 3 weeks", silence),
            ("Didn't get the job", no),
            ("Rejected after interview", no),
            ("Interview - rejected", no),
            ("Didn't apply", Some(Meaning::Skip)),
            ("Withdrew after a talk", withdrawn),
            ("Interview 2", Some(Meaning::Step)),
            ("Interview on Monday", Some(Meaning::Step)),
            ("never rejected", None),
            ("Rejected - appeal accepted", None),
            ("interviewed and hired", None),
            ("Interview - offer accepted", None),
            ("Interview cancelled", None),
            ("ghosted then hired", None),
            ("No response needed", None),
            ("Didn't decide", None),
            ("I declined", None),
            ("Rejected, but invited to try again", None),
        ] {
            assert_eq!(Meaning::guess(status), meaning, "{status}");
        }
    }
}
