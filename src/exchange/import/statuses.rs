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
    /// assert_eq!((Meaning::guess("lol no"), Meaning::guess("rejected or ghosted")), (None, None));
    /// ```
    pub fn guess(status: &str) -> Option<Self> {
        let words = plain(status);
        if let Some((meaning, _)) = KNOWN.iter().find(|(_, known)| known.contains(&words.as_str())) {
            return Some(*meaning);
        }
        // Longer ones say the same with more words.
        let unsure = |word: &str| matches!(word, "not" | "yet" | "if" | "maybe" | "almost" | "or");
        if words.split(' ').any(unsure) || status.contains('?') {
            return None;
        }
        let begins = |start: &str| words.starts_with(start);
        let numbered = words.trim_end_matches(|char: char| char.is_ascii_digit() || char == ' ');
        if numbered != words
            && KNOWN.iter().any(|(meaning, known)| *meaning == Self::Step && known.contains(&numbered))
        {
            return Some(Self::Step);
        }
        if begins("didn t ") || begins("did not ") || begins("never applied") {
            Some(Self::Skip)
        } else if begins("no response") || begins("no reply") || begins("no answer") || begins("ghosted") {
            Some(Self::Answer(Answer::Silence))
        } else if words.split(' ').any(|word| matches!(word, "rejected" | "rejection" | "declined"))
            && !words.contains("offer")
        {
            Some(Self::Answer(Answer::No))
        } else if begins("withdrew") || begins("withdrawn") {
            Some(Self::Answer(Answer::Withdrawn))
        } else if begins("interview") || begins("phone screen") {
            Some(Self::Step)
        } else {
            None
        }
    }
}

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
