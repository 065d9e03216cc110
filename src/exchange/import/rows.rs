//! Rows of a table → drafts of records, by rules. What came of an ask is in `life`.

use super::columns::{answer_flag, flag};
use super::escape::note_line;
use super::life::{Entry, Known};
use super::meaning::Meaning;
use super::names::{amount, tag_name, who_name};
use super::role::{Role, is_date};
use super::row::Reader;
use super::rules::Rules;
use super::statuses::is_plain;
use super::table::Table;
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
        let reader = Reader { table, rules, row, used: Vec::new(), untold: Vec::new() };
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

/// What the flags of a row say.
struct Flagged {
    answer: Answer,
    /// The day that stands where a flag would.
    day: Option<Day>,
    /// What others say that came on days of their own.
    others: Vec<Entry>,
}

impl Reader<'_> {
    fn read(mut self) -> Result<Read, RowProblem> {
        let flagged = self.flags()?;
        let meaning = match &flagged {
            Some(flagged) => self.flagged(flagged.answer)?,
            None => self.meaning()?,
        };
        if meaning == Meaning::Skip {
            let status = self.cell(Role::Status);
            let word = if status.is_empty() { self.cell(Role::Stage) } else { status };
            return Ok(Read::Skip(word.to_owned()));
        }
        let history = self.history();
        let day = self.day(Role::Date)?;
        let day = day.or_else(|| history.first().map(|entry| entry.day)).or(self.rules.date);
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
        draft.private |= self.is_private();
        let undated = match day.filter(|_| marker == Marker::Ask) {
            Some(asked) => {
                let known =
                    Known { meaning, asked, flagged: flagged.as_ref().and_then(|flagged| flagged.day) };
                self.life(
                    known,
                    history,
                    flagged.map_or_else(Vec::new, |flagged| flagged.others),
                    &mut draft,
                )?
            }
            None => false,
        };
        self.lesson(&mut draft);
        draft.note = self.note();
        // A hundred thousand of them are held at a time.
        draft.nested.shrink_to_fit();
        draft.whos.shrink_to_fit();
        Ok(Read::Draft(Box::new(draft), undated))
    }

    /// Whether it is kept private: whatever the cell says, unless that is a no.
    fn is_private(&mut self) -> bool {
        let said = flag(self.cell(Role::Private));
        if said.is_some() {
            self.said(Role::Private);
        }
        said != Some(false)
    }

    /// The answer that a flag says, with its day where it is one; and the flags that say that something else happened on a
    /// day of its own. One of several without days is a note.
    fn flags(&mut self) -> Result<Option<Flagged>, RowProblem> {
        let mut set = Vec::new();
        for (column, answer) in &self.rules.columns.flags {
            let cell = self.row.cell(*column);
            match answer_flag(cell) {
                Some(true) => set.push((*column, *answer, None)),
                Some(false) => self.used.push(*column),
                None if is_date(cell) => {
                    let day = self.read_day(cell).ok_or_else(|| self.no_date(Some(*column), cell))?;
                    set.push((*column, *answer, Some(day)));
                }
                // Other words say something, but nobody knows what.
                None => {}
            }
        }
        let first = set.iter().enumerate().max_by_key(|(at, (.., day))| (*day, std::cmp::Reverse(*at)));
        let Some((chosen, &(_, answer, day))) = first else { return Ok(None) };
        let mut others = Vec::new();
        for (at, (column, other, on)) in set.into_iter().enumerate() {
            if at != chosen && on.is_none() {
                continue;
            }
            self.used.push(column);
            if let Some(on) = on.filter(|_| at != chosen) {
                let word = self.table.headers[column].clone();
                let text = format!("{word}: {}", self.row.cell(column));
                others.push(Entry { day: on, meaning: Some(Meaning::Answer(other)), word, text });
            }
        }
        Ok(Some(Flagged { answer, day, others }))
    }

    /// The meaning of a row with a flag, if its status does not say that something else came.
    fn flagged(&mut self, answer: Answer) -> Result<Meaning, RowProblem> {
        let meaning = Meaning::Answer(answer);
        let status = self.cell(Role::Status);
        match self.rules.meaning(status).filter(|_| !status.is_empty()) {
            Some(Meaning::Answer(other)) if other != answer => {
                let reason =
                    format!("the status `{status}` is a {}, and a flag says {}", other.word(), answer.word());
                return Err(self.problem(Role::Status, reason));
            }
            Some(said) if said == meaning && is_plain(meaning, status) => self.said(Role::Status),
            _ => {}
        }
        Ok(meaning)
    }

    /// What the status and the stage say together.
    fn meaning(&mut self) -> Result<Meaning, RowProblem> {
        let status = self.cell(Role::Status);
        let stage = self.cell(Role::Stage);
        if status.is_empty() {
            self.said(Role::Status);
            let Some(meaning) = self.rules.meaning(stage).filter(|_| !stage.is_empty()) else {
                return Ok(Meaning::Open);
            };
            if is_plain(meaning, stage) {
                self.said(Role::Stage);
            }
            return Ok(meaning);
        }
        let Some(meaning) = self.rules.meaning(status) else {
            let reason =
                format!("nobody knows the status `{status}`; say what it means: `--status \"{status}=no\"`");
            return Err(self.problem(Role::Status, reason));
        };
        let is_open = matches!(meaning, Meaning::Open | Meaning::Step);
        if let Some(Meaning::Answer(answer)) =
            self.rules.meaning(stage).filter(|_| is_open && !stage.is_empty())
        {
            let reason = format!(
                "`{stage}` is a {}, and the status `{status}` is none; mend one, or name the column that counts, `--column status=NAME`",
                answer.word()
            );
            return Err(self.problem(Role::Stage, reason));
        }
        if is_plain(meaning, status) {
            self.said(Role::Status);
        }
        Ok(meaning)
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
        self.untold.iter().for_each(|text| note.push_str(&format!("- {}\n", note_line(text))));
        note.trim_end().to_owned()
    }
}
