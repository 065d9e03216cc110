//! The codes of diagnostics and their severities (format, section 9).

use std::fmt;

/// How grave a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something does not count as it was meant.
    Error,
    /// Something is likely to be a slip.
    Warning,
    /// Worth a glance.
    Notice,
}

impl Severity {
    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Notice => "notice",
        }
    }
}

macro_rules! codes {
    ($($severity:ident { $($code:ident = $name:literal,)* })*) => {
        /// What kind of thing is wrong.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = concat!("`", $name, "`")] $code,)*)*
        }

        impl Code {
            /// Every code, errors first.
            pub const ALL: &'static [Self] = &[$($(Self::$code,)*)*];

            /// The name by which people know it.
            pub fn name(self) -> &'static str {
                match self { $($(Self::$code => $name,)*)* }
            }

            /// How grave it is.
            pub fn severity(self) -> Severity {
                match self { $($(Self::$code => Severity::$severity,)*)* }
            }
        }
    };
}

codes! {
    Error {
        NotUtf8 = "not-utf8",
        Unreadable = "unreadable",
        ConflictMarker = "conflict-marker",
        NoDate = "no-date",
        BadDate = "bad-date",
        MarkerClash = "marker-clash",
        UnknownId = "unknown-id",
        DuplicateId = "duplicate-id",
        NoAsk = "no-ask",
        AmbiguousAsk = "ambiguous-ask",
        AnswerBeforeAsk = "answer-before-ask",
        BadValue = "bad-value",
        RepeatedKey = "repeated-key",
        ConfigSyntax = "config-syntax",
        ConfigUnknown = "config-unknown",
        ConfigType = "config-type",
        ConfigValue = "config-value",
    }
    Warning {
        BadFrontMatter = "bad-front-matter",
        ConflictCopy = "conflict-copy",
        HiddenRecord = "hidden-record",
        UnclosedFence = "unclosed-fence",
        MisplacedMarker = "misplaced-marker",
        UnknownMarker = "unknown-marker",
        MisplacedPrivate = "misplaced-private",
        MisplacedDate = "misplaced-date",
        MisplacedId = "misplaced-id",
        MisplacedKey = "misplaced-key",
        UnknownKey = "unknown-key",
        EmptyValue = "empty-value",
        TwoAnswers = "two-answers",
        FutureDate = "future-date",
    }
    Notice {
        CheckboxDisagrees = "checkbox-disagrees",
        UndatedAnswer = "undated-answer",
        AskedAgain = "asked-again",
    }
}

impl Code {
    /// The code of this name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}
