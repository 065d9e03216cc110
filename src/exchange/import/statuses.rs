//! What the words of a status column mean.

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

/// Words that may turn a status into another one.
const UNSURE: &[&str] = &[
    "not",
    "yet",
    "if",
    "maybe",
    "almost",
    "nearly",
    "or",
    "but",
    "unless",
    "until",
    "likely",
    "probably",
    "expected",
    "expecting",
    "needed",
    "required",
    "necessary",
    "appeal",
    "appealed",
    "appealing",
    "overturned",
    "reversed",
    "reconsidered",
    "reconsidering",
    "pending",
    "waiting",
    "resubmit",
    "resubmitted",
    "longer",
    "cannot",
    "nobody",
    "none",
    "avoided",
];

/// Who says so declined or rejected something.
const BY_ME: &[&str] = &["i", "we", "declined by me", "rejected by me"];

/// How an ask may have ended, and words that say so among others.
const ENDS: &[(Answer, &[&str])] = &[
    (Answer::No, &["rejected", "rejection", "declined", "refused", "denied", "failed"]),
    (
        Answer::Yes,
        &[
            "accepted",
            "acceptance",
            "offer",
            "offered",
            "offers",
            "hired",
            "won",
            "approved",
            "granted",
            "successful",
            "success",
            "yes",
            "published",
        ],
    ),
    (Answer::Silence, &["ghosted", "silence", "unresponsive"]),
    (Answer::Withdrawn, &["withdrew", "withdrawn", "withdraw", "cancelled", "canceled", "retracted"]),
];

/// How longer statuses begin that mean one thing however they go on.
const BEGINNINGS: &[(Meaning, &[&str])] = &[
    (
        Meaning::Skip,
        &[
            "didn t apply",
            "didn t ask",
            "didn t send",
            "didn t submit",
            "did not apply",
            "did not ask",
            "did not send",
            "did not submit",
            "never applied",
            "never asked",
            "never sent",
            "never submitted",
        ],
    ),
    (
        Meaning::Answer(Answer::Silence),
        &[
            "didn t hear",
            "didn t respond",
            "didn t reply",
            "didn t answer",
            "didn t get back",
            "never heard",
            "never responded",
            "never replied",
            "never answered",
            "never got back",
            "no response to",
            "no response after",
            "no response from",
            "no response received",
            "no response since",
            "no response in",
            "no reply to",
            "no reply after",
            "no reply from",
            "no reply received",
            "no reply since",
            "no answer to",
            "no answer after",
            "no answer from",
            "no answer since",
        ],
    ),
    (
        Meaning::Answer(Answer::No),
        &["didn t get the job", "didn t get it", "didn t get in", "didn t make it"],
    ),
];

const KNOWN: [(Meaning, &[&str]); 9] = [
    (
        Meaning::Open,
        &[
            "open",
            "pending",
            "applied",
            "submitted",
            "sent",
            "waiting",
            "in progress",
            "active",
            "under review",
            "in review",
            "received",
            "queried",
            "awaiting",
            "awaiting response",
            "awaiting reply",
            "asked",
            "contacted",
            "application submitted",
            "application sent",
            "applied for",
            "out",
            "no response yet",
            "not yet answered",
            "submission sent",
            "requested",
            "pending response",
            "en attente",
            "envoyé",
            "envoyée",
            "candidature envoyée",
            "postulé",
            "offen",
            "gesendet",
            "beworben",
            "enviado",
            "enviada",
            "pendiente",
        ],
    ),
    (
        Meaning::Step,
        &[
            "step",
            "interview",
            "interviewing",
            "interviewed",
            "phone screen",
            "phone interview",
            "initial screen",
            "screen",
            "screening",
            "first interview",
            "second interview",
            "final interview",
            "technical interview",
            "onsite",
            "on site",
            "assessment",
            "test task",
            "take home",
            "final round",
            "second round",
            "shortlisted",
            "longlisted",
            "short list",
            "full request",
            "partial request",
            "full requested",
            "held",
            "held for consideration",
            "revise and resubmit",
            "negotiating",
            "negotiation",
            "follow up sent",
            "followed up",
            "waitlisted",
            "waitlist",
            "recruiter outreach",
            "entretien",
            "vorstellungsgespräch",
            "entrevista",
        ],
    ),
    (
        Meaning::Answer(Answer::Yes),
        &[
            "yes",
            "accepted",
            "acceptance",
            "offer",
            "offered",
            "offer received",
            "offer accepted",
            "accepted offer",
            "offer extended",
            "declined offer",
            "offer declined",
            "hired",
            "won",
            "success",
            "successful",
            "approved",
            "granted",
            "published",
            "got it",
            "y",
            "they said yes",
            "said yes",
            "accepté",
            "acceptée",
            "angenommen",
            "zusage",
            "aceptado",
            "aceptada",
        ],
    ),
    (
        Meaning::Answer(Answer::Partial),
        &[
            "partial",
            "partially",
            "partial yes",
            "counter offer",
            "counteroffer",
            "counter",
            "smaller yes",
            "compromise",
        ],
    ),
    (
        Meaning::Answer(Answer::No),
        &[
            "no",
            "n",
            "rejected",
            "rejection",
            "reject",
            "declined",
            "denied",
            "refused",
            "not selected",
            "turned down",
            "nope",
            "unsuccessful",
            "application rejected",
            "form rejection",
            "personal rejection",
            "tiered rejection",
            "higher tier rejection",
            "not interested",
            "they said no",
            "said no",
            "not accepted",
            "did not get the job",
            "did not get it",
            "pass",
            "passed on",
            "closed rejected",
            "refusé",
            "refusée",
            "refus",
            "abgelehnt",
            "absage",
            "rechazado",
            "rechazada",
        ],
    ),
    (
        Meaning::Answer(Answer::Silence),
        &[
            "silence",
            "ghosted",
            "no response",
            "no reply",
            "no answer",
            "ignored",
            "application ignored",
            "unresponsive",
            "never responded",
            "never heard back",
            "not heard back",
            "did not hear back",
            "did not respond",
            "did not reply",
            "did not answer",
            "expired",
            "closed no response",
            "nothing",
            "sans réponse",
            "keine antwort",
            "sin respuesta",
        ],
    ),
    (
        Meaning::Answer(Answer::Withdrawn),
        &[
            "withdrawn",
            "withdrew",
            "i withdrew",
            "withdraw",
            "retracted",
            "cancelled",
            "canceled",
            "application withdrawn",
            "withdrew application",
            "retiré",
            "retirée",
            "zurückgezogen",
            "retirado",
        ],
    ),
    (
        Meaning::Plan,
        &[
            "plan",
            "planned",
            "wishlist",
            "wish list",
            "saved",
            "bookmarked",
            "draft",
            "drafted",
            "drafting",
            "to apply",
            "need to apply",
            "ready",
            "ready to apply",
            "ready to send",
            "ready to submit",
            "todo",
            "to do",
            "to submit",
            "to ask",
            "not applied",
            "not applied yet",
            "not submitted",
            "not sent",
            "not started",
            "not asked yet",
            "researching",
            "interested",
            "on hold",
            "idea",
            "backlog",
            "applying",
            "preparing",
            "prêt à envoyer",
            "prêt à postuler",
            "à envoyer",
            "à postuler",
            "geplant",
            "pendiente de enviar",
        ],
    ),
    (
        Meaning::Skip,
        &["skip", "skipped", "not applying", "didn t apply", "did not apply", "missed deadline", "not asked"],
    ),
];

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
