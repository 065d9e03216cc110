//! Tables that are known by their headers.

use super::role::Role;

/// A table of a known kind.
pub(super) struct Preset {
    /// What it is called in rules.
    pub name: &'static str,
    /// What it is, in words.
    pub about: &'static str,
    /// The headers that all have to be there, in lower case.
    pub headers: &'static [&'static str],
    /// What its columns say; all others are notes.
    pub columns: &'static [(Role, &'static str)],
}

/// The known kinds; of several that fit the one with the most headers is meant.
pub(super) const PRESETS: [Preset; 6] = [
    Preset {
        name: "rejections",
        about: "a plain rejection sheet",
        headers: &["task", "outcome"],
        columns: &[(Role::What, "task"), (Role::Status, "outcome")],
    },
    Preset {
        name: "chill-subs",
        about: "a table of Chill Subs",
        headers: &["title", "publisher", "method", "date submitted", "result date", "status"],
        columns: &[
            (Role::What, "title"),
            (Role::Who, "publisher"),
            (Role::Via, "method"),
            (Role::Date, "date submitted"),
            (Role::Answered, "result date"),
            (Role::Status, "status"),
        ],
    },
    Preset {
        name: "subbub",
        about: "a table of SubBub",
        headers: &["piece", "market", "submitted", "status"],
        columns: &[
            (Role::What, "piece"),
            (Role::Who, "market"),
            (Role::Date, "submitted"),
            (Role::Answered, "responded"),
            (Role::Status, "status"),
        ],
    },
    Preset {
        name: "jobsync",
        about: "a table of JobSync",
        headers: &["job title", "company", "source", "status", "date applied", "due date"],
        columns: &[
            (Role::What, "job title"),
            (Role::Who, "company"),
            (Role::Date, "date applied"),
            (Role::Status, "status"),
            (Role::Due, "due date"),
        ],
    },
    Preset {
        name: "huntr",
        about: "a table like Huntr's",
        headers: &["title", "company", "list", "date applied"],
        columns: &[
            (Role::What, "title"),
            (Role::Who, "company"),
            (Role::Date, "date applied"),
            (Role::Status, "list"),
        ],
    },
    Preset {
        name: "teal",
        about: "a table like Teal's",
        headers: &["job position", "company", "status", "date applied", "excitement"],
        columns: &[
            (Role::What, "job position"),
            (Role::Who, "company"),
            (Role::Date, "date applied"),
            (Role::Status, "status"),
            (Role::Due, "follow up"),
        ],
    },
];
