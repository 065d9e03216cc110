//! Rows of a table → drafts of records, by rules. What came of an ask is in `life`.

use super::columns::flag;
use super::escape::note_line;
use super::names::{amount, tag_name, who_name};
use super::role::Role;
use super::rules::Rules;
use super::statuses::Meaning;
use super::table::{Table, TableRow};
use super::{Batch, Draft, RowProblem, Values};
use crate::exchange::export::fused;
use crate::model::{Answer, Day, Marker, Size, scale};
use crate::text::line_texts;
use std::collections::HashMap;

/// Reads every row by the rules.
pub fn drafts(table: &Table, rules: &Rules) -> Batch {
    let mut batch = Batch::default();
    let mut undated = 0;
    let mut skipped: HashMap<String, (u64, usize)> = HashMap::new();
    for row in &table.rows {
        if rules.is_skipped(table, row) {
            let entry = skipped.entry("a rule leaves it out".to_owned()).or_insert((row.line, 0));
            entry.1 += 1;
            continue;
        }
        let reader = Reader { table, rules, row, used: Vec::new() };
        match reader.read() {
            Ok(Read::Draft(draft, answer_is_undated)) => {
                undated += usize::from(answer_is_undated);
                batch.drafts.push(*draft);
            }
            Ok(Read::Skip(word)) => {
                let entry = skipped.entry(format!("`{word}`: nothing was asked")).or_insert((row.line, 0));
                entry.1 += 1;
            }
            Err(problem) => batch.failed.push(problem),
        }
    }
    if undated > 0 {
        batch.remarks.push(match undated {
            1 => "1 answer has no day, and is put on the day of its ask".to_owned(),
            several => format!("{several} answers have no day, and are put on the days of their asks"),
        });
    }
    let mut skipped: Vec<_> = skipped.into_iter().collect();
    skipped.sort_by_key(|(_, (line, _))| *line);
    batch.left_out = skipped
        .into_iter()
        .map(|(reason, (line, count))| RowProblem {
            page: None,
            line,
            column: None,
            reason: if count == 1 { reason } else { format!("{reason} ({count} rows)") },
        })
        .collect();
    batch
}

enum Read {
    /// A record, and whether its answer has no day of its own.
    Draft(Box<Draft>, bool),
    /// A status that says that nothing was asked.
    Skip(String),
}

/// One row, while it is read.
pub(super) struct Reader<'t> {
    table: &'t Table,
    pub rules: &'t Rules,
    pub row: &'t TableRow,
    /// Columns of which nothing is left to be said.
    pub used: Vec<usize>,
}

impl<'t> Reader<'t> {
    /// What the column of a role says; nothing where it says that there is nothing, `N/A`.
    pub fn cell(&self, role: Role) -> &'t str {
        let cell = self.rules.columns.of(role).map_or("", |column| self.row.cell(column));
        // What a status of `N/A` means is for the rules to say.
        let is_nothing = role != Role::Status && role != Role::Stage && cell.eq_ignore_ascii_case("n/a");
        if is_nothing { "" } else { cell }
    }

    /// Notes that all that a column says of this row is said.
    pub fn said(&mut self, role: Role) {
        self.used.extend(self.rules.columns.of(role));
    }

    pub fn problem(&self, role: Role, reason: String) -> RowProblem {
        let column = self.rules.columns.of(role).map(|column| self.table.headers[column].clone());
        RowProblem { page: None, line: self.row.line, column, reason }
    }

    fn read(mut self) -> Result<Read, RowProblem> {
        let meaning = self.meaning()?;
        if meaning == Meaning::Skip {
            return Ok(Read::Skip(self.cell(Role::Status).to_owned()));
        }
        let history = self.history();
        let day = self.day(Role::Date)?;
        let day = day.or_else(|| history.first().map(|(day, ..)| *day)).or(self.rules.date);
        let marker = if meaning == Meaning::Plan { Marker::Plan } else { Marker::Ask };
        if day.is_none() && marker == Marker::Ask {
            let reason = "no day; write one, or leave the row out with a `[skip]` rule".to_owned();
            return Err(self.problem(Role::Date, reason));
        }
        let (what, who) = (fused(self.cell(Role::What)), fused(self.cell(Role::Who)));
        if what.is_empty() && who.is_empty() {
            return Err(self.problem(Role::What, "nothing says what was asked".to_owned()));
        }
        let mut draft = Draft::new(self.row.line, marker, day, if what.is_empty() { who } else { what });
        self.said(Role::What);
        if what.is_empty() {
            self.said(Role::Who);
        }
        self.whos(who, &mut draft);
        self.values(&mut draft)?;
        let undated =
            if marker == Marker::Ask { self.life(meaning, day, history, &mut draft)? } else { false };
        self.lesson(&mut draft);
        draft.note = self.note();
        // A hundred thousand of them are held at a time.
        draft.nested.shrink_to_fit();
        draft.whos.shrink_to_fit();
        Ok(Read::Draft(Box::new(draft), undated))
    }

    /// What the status, the flags and the stage say together.
    fn meaning(&mut self) -> Result<Meaning, RowProblem> {
        let flagged =
            self.rules.columns.flags.iter().find(|(column, _)| flag(self.row.cell(*column)) == Some(true));
        self.used.extend(self.rules.columns.flags.iter().map(|(column, _)| *column));
        let status = self.cell(Role::Status);
        let stage = self.cell(Role::Stage);
        if let Some((_, answer)) = flagged {
            return Ok(Meaning::Answer(*answer));
        }
        if status.is_empty() {
            self.said(Role::Status);
            return Ok(match self.rules.meaning(stage) {
                Some(meaning) if !stage.is_empty() => {
                    if matches!(meaning, Meaning::Open) {
                        self.said(Role::Stage);
                    }
                    meaning
                }
                _ => Meaning::Open,
            });
        }
        let Some(meaning) = self.rules.meaning(status) else {
            let reason =
                format!("nobody knows the status `{status}`; say what it means: `--status \"{status}=no\"`");
            return Err(self.problem(Role::Status, reason));
        };
        // A plain word is said by the record; one with more in it, and one that was not known, is kept.
        let own = super::statuses::plain(status);
        let is_plain = match meaning {
            Meaning::Answer(answer) => {
                let alias: &[&str] = match answer {
                    Answer::Yes => &["yes", "y", "accepted"],
                    Answer::Partial => &["partial"],
                    Answer::No => &["no", "n", "rejected", "rejection"],
                    Answer::Silence => &["silence", "ghosted"],
                    Answer::Withdrawn => &["withdrawn", "withdrew"],
                };
                alias.contains(&own.as_str())
            }
            Meaning::Open => {
                matches!(own.as_str(), "open" | "applied" | "submitted" | "sent" | "pending" | "asked")
            }
            // The step has its words.
            Meaning::Step => true,
            Meaning::Plan | Meaning::Skip => own == "plan",
        };
        if is_plain {
            self.said(Role::Status);
        }
        Ok(meaning)
    }

    /// The day in a column; `None` where the cell is empty.
    pub fn day(&mut self, role: Role) -> Result<Option<Day>, RowProblem> {
        let cell = self.cell(role);
        if cell.is_empty() {
            self.said(role);
            return Ok(None);
        }
        let numbered = self.rules.first_day.filter(|_| role == Role::Date).and_then(|first| {
            let digits = cell.trim_start_matches(|char: char| !char.is_ascii_digit());
            let number: u64 = digits.parse().ok()?;
            first.checked_add_days(chrono::Days::new(number.checked_sub(1)?))
        });
        let read = numbered.or_else(|| self.rules.dates.iter().find_map(|order| order.read(cell)));
        if read.is_none() {
            let orders: Vec<&str> = self.rules.dates.iter().map(|order| order.words()).collect();
            let how =
                if orders.is_empty() { String::new() } else { format!(" with {}", orders.join(" or ")) };
            return Err(self.problem(role, format!("`{cell}` is no date{how}")));
        }
        self.said(role);
        Ok(read)
    }

    fn whos(&mut self, who: &str, draft: &mut Draft) {
        if who.is_empty() {
            self.said(Role::Who);
            return;
        }
        let name = who_name(who);
        // The name as it stands is kept where the who does not show it whole.
        if name
            .as_deref()
            .is_some_and(|name| name.replace('-', " ").eq_ignore_ascii_case(&who.replace('-', " ")))
        {
            self.said(Role::Who);
        }
        draft.whos.extend(name);
    }

    fn values(&mut self, draft: &mut Draft) -> Result<(), RowProblem> {
        let is_ask = draft.marker == Marker::Ask;
        self.rules.tags.iter().for_each(|tag| draft.tag(tag));
        let tags = self.cell(Role::Tags);
        let mut all_said = true;
        for tag in fused(tags).split([',', ';', '|']).map(str::trim).filter(|tag| !tag.is_empty()) {
            match tag_name(tag) {
                Some(tag) => draft.tag(&tag),
                None => all_said = false,
            }
        }
        if all_said {
            self.said(Role::Tags);
        }
        let mut fields = Values::default();
        let via = fused(self.cell(Role::Via));
        fields.via = Some(via).filter(|via| !via.is_empty()).or(self.rules.via.as_deref()).map(str::to_owned);
        fields.due = self.day(Role::Due)?;
        fields.size = Size::of(self.cell(Role::Size));
        fields.fear = scale(self.cell(Role::Fear));
        let odds = self.cell(Role::Odds);
        fields.odds =
            odds.trim_end_matches('%').trim().parse().ok().filter(|odds| (0.0..=100.0).contains(odds));
        fields.worth = Some(self.cell(Role::Worth)).filter(|_| is_ask).and_then(amount);
        let read = [
            (Role::Via, true),
            (Role::Size, fields.size.is_some()),
            (Role::Fear, fields.fear.is_some()),
            (Role::Odds, fields.odds.is_some()),
            (Role::Worth, fields.worth.is_some()),
        ];
        for (role, _) in read.into_iter().filter(|(_, read)| *read) {
            self.said(role);
        }
        draft.fields = fields.into();
        Ok(())
    }

    fn lesson(&mut self, draft: &mut Draft) {
        let lesson = fused(self.cell(Role::Lesson));
        if !lesson.is_empty() && draft.marker == Marker::Ask {
            let day = draft.answer().map(|(_, day)| day).or(draft.day);
            draft.nested.push(Draft::new(self.row.line, Marker::Lesson, day, lesson));
            self.said(Role::Lesson);
        }
    }

    /// Whatever no record says yet, one line for each column.
    fn note(&self) -> String {
        let mut note = String::new();
        for column in 0..self.row.width().max(self.table.headers.len()) {
            let cell = fused(self.row.cell(column));
            if cell.is_empty() || self.used.contains(&column) || self.rules.columns.ignored.contains(&column)
            {
                continue;
            }
            let name =
                self.table.headers.get(column).cloned().unwrap_or_else(|| format!("column {}", column + 1));
            let lines: Vec<&str> = line_texts(cell).map(str::trim).filter(|line| !line.is_empty()).collect();
            let is_note =
                matches!(super::statuses::plain(&name).as_str(), "notes" | "note" | "comments" | "comment");
            match lines.as_slice() {
                [one] if is_note => note.push_str(&format!("- {}\n", note_line(one))),
                [one] => note.push_str(&format!("- {}\n", note_line(&format!("{name}: {one}")))),
                several if is_note => {
                    several.iter().for_each(|line| note.push_str(&format!("- {}\n", note_line(line))));
                }
                several => {
                    note.push_str(&format!("- {}\n", note_line(&format!("{name}:"))));
                    several.iter().for_each(|line| note.push_str(&format!("  - {}\n", note_line(line))));
                }
            }
        }
        note.trim_end().to_owned()
    }
}
