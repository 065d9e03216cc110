//! What a column may say of a record: the names by which it is known, and the cells that it can hold.

use super::dates::Order;
use super::table::Table;

/// What a column says of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// What was asked.
    What,
    /// Who was asked.
    Who,
    /// The day of the ask.
    Date,
    /// What became of it.
    Status,
    /// The day of the answer.
    Answered,
    /// Tags, divided by commas or semicolons.
    Tags,
    /// The way in which it was asked.
    Via,
    /// When to act again.
    Due,
    /// An amount.
    Worth,
    /// Small, medium or big.
    Size,
    /// 0 to 10, before asking.
    Fear,
    /// The asker's own odds.
    Odds,
    /// 0 to 10, after the answer.
    Sting,
    /// The words of the answer.
    Reply,
    /// What was learned.
    Lesson,
    /// How far it got: a status where it is one, else a step.
    Stage,
    /// All that happened: `applied@2026-03-02; rejected@2026-03-20`.
    History,
    /// Whether it is kept out of what is published.
    Private,
}

impl Role {
    /// Every role with its name in rules.
    pub const ALL: [(Self, &'static str); 18] = [
        (Self::What, "what"),
        (Self::Who, "who"),
        (Self::Date, "date"),
        (Self::Status, "status"),
        (Self::Answered, "answered"),
        (Self::Tags, "tags"),
        (Self::Via, "via"),
        (Self::Due, "due"),
        (Self::Worth, "worth"),
        (Self::Size, "size"),
        (Self::Fear, "fear"),
        (Self::Odds, "odds"),
        (Self::Sting, "sting"),
        (Self::Reply, "reply"),
        (Self::Lesson, "lesson"),
        (Self::Stage, "stage"),
        (Self::History, "history"),
        (Self::Private, "private"),
    ];

    /// Its name in rules.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(role, _)| *role == self).map_or("", |(_, name)| name)
    }

    /// The headers by which it is known, the likeliest first.
    pub(super) fn headers(self) -> &'static [&'static str] {
        match self {
            Self::What => &[
                "what",
                "what i asked",
                "what i asked for",
                "ask",
                "the ask",
                "task",
                "request",
                "rejection",
                "challenge",
                "attempt",
                "job title",
                "job position",
                "piece",
                "story",
                "story title",
                "poem",
                "manuscript",
                "work",
                "title",
                "role",
                "position",
                "job",
                "submission",
                "project",
                "activity",
                "question",
                "item",
                "description",
                "poste",
                "titel",
                "stelle",
                "name",
                "idea",
            ],
            Self::Who => &[
                "who",
                "asked",
                "who i asked",
                "asked who",
                "whom",
                "person",
                "company",
                "company name",
                "publisher",
                "magazine",
                "market",
                "journal",
                "publication",
                "press",
                "venue",
                "agent",
                "agency",
                "editor",
                "employer",
                "organisation",
                "organization",
                "recipient",
                "client",
                "firm",
                "entreprise",
                "firma",
                "empresa",
                "contact",
            ],
            Self::Date => &[
                "date",
                "date asked",
                "asked on",
                "ask date",
                "date applied",
                "applied date",
                "applied on",
                "applied at",
                "application date",
                "date of application",
                "date submitted",
                "submitted date",
                "submission date",
                "submitted on",
                "submitted",
                "date sent",
                "sent on",
                "sent",
                "date queried",
                "query date",
                "first contact date",
                "applied",
                "date added",
                "day",
                "when",
                "datum",
                "date de candidature",
                "fecha",
            ],
            Self::Status => &[
                "status",
                "outcome",
                "result",
                "response",
                "answer",
                "application status",
                "decision",
                "state",
                "list",
                "verdict",
                "statut",
                "reponse",
                "réponse",
                "estado",
                "ergebnis",
                "antwort",
            ],
            Self::Answered => &[
                "answered",
                "date answered",
                "answered on",
                "answer date",
                "result date",
                "date of result",
                "response date",
                "date of response",
                "responded",
                "responded on",
                "date responded",
                "reply date",
                "date of reply",
                "date outcome",
                "outcome date",
                "decision date",
                "date of decision",
                "rejection date",
                "date rejected",
                "rejected on",
                "date returned",
                "returned",
                "date closed",
                "closed date",
                "closed",
                "date of answer",
                "date response",
            ],
            Self::Tags => &["tags", "tag", "labels", "label", "category", "categories", "genre"],
            Self::Via => &[
                "via",
                "method",
                "channel",
                "how",
                "medium",
                "submission method",
                "applied via",
                "kanal",
                "canal",
            ],
            Self::Due => &[
                "due",
                "due date",
                "follow up",
                "follow up date",
                "follow up on",
                "followup",
                "next action date",
                "reminder",
                "reminder date",
                "remind me",
                "relance prevue",
            ],
            Self::Worth => &["worth", "amount", "offer amount"],
            Self::Size => &["size"],
            Self::Fear => &["fear", "fear before", "fear level", "nervousness", "anxiety"],
            Self::Odds => &["odds", "my odds", "chance", "likelihood"],
            Self::Sting => &["sting", "hurt", "pain"],
            Self::Reply => &["reply", "what they said", "feedback", "their answer"],
            Self::Lesson => &["lesson", "lessons", "learned", "what i learned", "takeaway", "lesson learned"],
            Self::Stage => &["stage", "stade entretien", "phase"],
            Self::History => &["status log", "history", "timeline", "events", "log"],
            Self::Private => &["private", "is private", "privat", "privé", "privado"],
        }
    }

    /// Whether a column of this role can hold these cells at all.
    pub(super) fn suits(self, cells: &Cells<'_>) -> bool {
        match self {
            // A name that says so, and dates in half of its cells.
            Self::Date | Self::Answered | Self::Due => {
                cells.each().filter(|cell| is_date(cell)).count() * 2 >= cells.filled
            }
            Self::History => {
                cells.mostly(|cell| cell.contains('@') && cell.bytes().any(|byte| byte.is_ascii_digit()))
            }
            Self::Fear | Self::Sting => cells.mostly(|cell| cell.parse::<f64>().is_ok()),
            Self::Who | Self::What => !cells.mostly(is_date),
            Self::Status => !cells.mostly(is_date) && !cells.mostly(|cell| cell.parse::<f64>().is_ok()),
            _ => true,
        }
    }
}

/// The cells of a column that are not empty.
pub(super) struct Cells<'t> {
    table: &'t Table,
    column: usize,
    pub filled: usize,
}

impl<'t> Cells<'t> {
    pub fn of(table: &'t Table, column: usize) -> Self {
        let filled = table.rows.iter().filter(|row| !row.cell(column).is_empty()).count();
        Self { table, column, filled }
    }

    pub fn each(&self) -> impl Iterator<Item = &'t str> + use<'t> {
        let column = self.column;
        self.table.rows.iter().map(move |row| row.cell(column)).filter(|cell| !cell.is_empty())
    }

    /// Whether most of them, and at least one, are like this.
    pub fn mostly(&self, like: impl Fn(&str) -> bool) -> bool {
        let alike = self.each().filter(|cell| like(cell)).count();
        alike > 0 && alike * 2 > self.filled
    }
}

pub(super) fn is_date(cell: &str) -> bool {
    Order::ALL.iter().any(|order| order.read(cell).is_some())
}
