//! Tables that are known by their headers.

use super::role::Role;

/// A table of a known kind.
pub(super) struct Preset {
    /// What it is called in rules.
    pub name: &'static str,
    /// What it is, in words.
    pub about: &'static str,
    /// The headers that all have to be there, in lower case and with blanks between words.
    pub headers: &'static [&'static str],
    /// What its columns say; all others are notes.
    pub columns: &'static [(Role, &'static str)],
    /// Columns that say nothing that the others do not.
    pub ignored: &'static [&'static str],
}

/// The known kinds; of several that fit the one with the most headers is meant.
pub(super) const PRESETS: [Preset; 8] = [
    Preset {
        name: "rejections",
        about: "a plain rejection sheet",
        headers: &["task", "outcome"],
        columns: &[(Role::What, "task"), (Role::Status, "outcome")],
        ignored: &[],
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
        ignored: &[],
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
        ignored: &[],
    },
    // As `src/app/api/jobs/export/route.ts` of JobSync writes it.
    Preset {
        name: "jobsync",
        about: "a table of JobSync",
        headers: &["applied date", "company", "job title", "job source", "status"],
        columns: &[
            (Role::What, "job title"),
            (Role::Who, "company"),
            (Role::Date, "applied date"),
            (Role::Status, "status"),
        ],
        ignored: &["index", "applied"],
    },
    // No export of these was at hand. The headers are those that programs which read them look for.
    Preset {
        name: "huntr",
        about: "a table like Huntr's",
        headers: &["title", "company", "list"],
        columns: &[
            (Role::What, "title"),
            (Role::Who, "company"),
            (Role::Date, "date applied"),
            (Role::Status, "list"),
        ],
        ignored: &[],
    },
    Preset {
        name: "huntr",
        about: "a table like Huntr's",
        headers: &["job title", "employer", "list"],
        columns: &[
            (Role::What, "job title"),
            (Role::Who, "employer"),
            (Role::Date, "date applied"),
            (Role::Status, "list"),
        ],
        ignored: &[],
    },
    Preset {
        name: "huntr",
        about: "a table like Huntr's",
        headers: &["title", "company name", "list name"],
        columns: &[(Role::What, "title"), (Role::Who, "company name"), (Role::Status, "list name")],
        ignored: &[],
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
        ignored: &[],
    },
];
