//! Markers: the tags with which a record starts.

/// What a record says (format, section 3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Marker {
    /// An ask not made yet.
    Plan,
    /// An ask was made.
    Ask,
    /// Something moved.
    Step,
    /// An answer came, or none is expected any more.
    Answer(Answer),
    /// What was learned.
    Lesson,
    /// A reflection on a span of days.
    Review,
    /// A day off on purpose.
    Rest,
}

/// An answer, the strongest first: of several on one day the first in this order counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answer {
    /// The answer was yes.
    Yes,
    /// A smaller yes, or a counter-offer.
    Partial,
    /// The answer was no.
    No,
    /// No answer came and none is expected.
    Silence,
    /// The asker took the ask back.
    Withdrawn,
}

impl Answer {
    /// All five, the strongest first.
    pub const ALL: [Self; 5] = [Self::Yes, Self::Partial, Self::No, Self::Silence, Self::Withdrawn];

    /// Its word, without the sign.
    pub fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Partial => "partial",
            Self::No => "no",
            Self::Silence => "silence",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The answer that `word` (in any case, no alias) names.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.word().eq_ignore_ascii_case(word))
    }
}

impl Marker {
    /// Its word, without the sign.
    pub fn word(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Ask => "ask",
            Self::Step => "step",
            Self::Answer(answer) => answer.word(),
            Self::Lesson => "lesson",
            Self::Review => "review",
            Self::Rest => "rest",
        }
    }
}

/// Every marker and alias, in lower case, with what it says.
pub const MARKERS: [(&str, Marker); 14] = [
    ("plan", Marker::Plan),
    ("ask", Marker::Ask),
    ("step", Marker::Step),
    ("yes", Marker::Answer(Answer::Yes)),
    ("partial", Marker::Answer(Answer::Partial)),
    ("no", Marker::Answer(Answer::No)),
    ("silence", Marker::Answer(Answer::Silence)),
    ("withdrawn", Marker::Answer(Answer::Withdrawn)),
    ("lesson", Marker::Lesson),
    ("review", Marker::Review),
    ("rest", Marker::Rest),
    ("ghosted", Marker::Answer(Answer::Silence)),
    ("rejected", Marker::Answer(Answer::No)),
    ("accepted", Marker::Answer(Answer::Yes)),
];

/// The words of all kinds of records, each once: markers, no alias.
///
/// ```
/// let kinds: Vec<&str> = askbook::model::kinds().collect();
/// assert!(kinds.contains(&"silence") && !kinds.contains(&"ghosted"));
/// ```
pub fn kinds() -> impl Iterator<Item = &'static str> {
    MARKERS.iter().filter(|(name, marker)| marker.word() == *name).map(|(name, _)| *name)
}

/// Words that are no markers but forms of one, with the marker that was meant.
pub const NEAR_FORMS: [(&str, &[&str]); 10] = [
    ("ask", &["asks", "asked", "asking"]),
    ("plan", &["plans", "planned"]),
    ("step", &["steps", "stepped"]),
    ("no", &["noes", "nope", "reject", "rejects", "rejection"]),
    ("silence", &["silent", "silenced", "ghost", "ghosting"]),
    ("withdrawn", &["withdraw", "withdrew"]),
    ("lesson", &["lessons"]),
    ("review", &["reviews", "reviewed"]),
    ("rest", &["rests", "rested"]),
    ("yes", &["accept", "accepts", "acceptance"]),
];

/// The marker that `word` (without the sign, in any case) is.
///
/// ```
/// use askbook::model::{Answer, Marker, marker_of};
/// assert_eq!(marker_of("Ghosted"), Some(Marker::Answer(Answer::Silence)));
/// ```
pub fn marker_of(word: &str) -> Option<Marker> {
    MARKERS.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|(_, marker)| *marker)
}
