//! Rows of a table → drafts of records, by rules.

use super::columns::flag;
use super::escape::note_line;
use super::role::Role;
use super::rules::Rules;
use super::statuses::Meaning;
use super::table::{Table, TableRow};
use super::{Batch, Draft, RowProblem, Values};
use crate::exchange::export::fused;
use crate::model::{Amount, Answer, Day, Marker, Size, is_letter, is_name_char, is_special};
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

struct Reader<'t> {
    table: &'t Table,
    rules: &'t Rules,
    row: &'t TableRow,
    /// Columns of which nothing is left to be said.
    used: Vec<usize>,
}

impl<'t> Reader<'t> {
    fn cell(&self, role: Role) -> &'t str {
        self.rules.columns.of(role).map_or("", |column| self.row.cell(column))
    }

    /// Notes that all that a column says of this row is said.
    fn said(&mut self, role: Role) {
        self.used.extend(self.rules.columns.of(role));
    }

    fn problem(&self, role: Role, reason: String) -> RowProblem {
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
    fn day(&mut self, role: Role) -> Result<Option<Day>, RowProblem> {
        let cell = self.cell(role);
        if cell.is_empty() {
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
        draft.tags = self.rules.tags.clone();
        let tags = self.cell(Role::Tags);
        let mut all_said = true;
        for tag in fused(tags).split([',', ';', '|']).map(str::trim).filter(|tag| !tag.is_empty()) {
            match tag_name(tag) {
                Some(tag) if !draft.tags.contains(&tag) => draft.tags.push(tag),
                Some(_) => {}
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
        fields.fear = self.cell(Role::Fear).parse().ok().filter(|number: &u8| *number <= 10);
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

    /// All that the history column tells: day, meaning and word, in order of day.
    fn history(&mut self) -> Vec<(Day, Option<Meaning>, String)> {
        let cell = self.cell(Role::History);
        let mut events = Vec::new();
        for entry in cell.split([';', '\n']).map(str::trim).filter(|entry| !entry.is_empty()) {
            let read = entry.rsplit_once('@').and_then(|(word, when)| {
                let day = self
                    .rules
                    .dates
                    .iter()
                    .find_map(|order| order.read(when))
                    .or_else(|| super::Order::YearFirst.read(when))?;
                Some((day, self.rules.meaning(word), word.trim().to_owned()))
            });
            match read {
                Some(event) => events.push(event),
                // What cannot be read stays a note as a whole.
                None => return Vec::new(),
            }
        }
        self.said(Role::History);
        events.sort_by_key(|(day, ..)| *day);
        events
    }

    /// Steps and the answer; tells whether the answer has no day of its own.
    fn life(
        &mut self,
        meaning: Meaning,
        day: Option<Day>,
        history: Vec<(Day, Option<Meaning>, String)>,
        draft: &mut Draft,
    ) -> Result<bool, RowProblem> {
        let line = self.row.line;
        let Some(asked) = day else { return Ok(false) };
        let mut answered = self.day(Role::Answered)?;
        for (day, what, word) in history.into_iter().filter(|(day, ..)| *day >= asked) {
            match what {
                Some(Meaning::Open | Meaning::Plan | Meaning::Skip) => {}
                Some(Meaning::Answer(answer)) if meaning == Meaning::Answer(answer) => {
                    answered = answered.or(Some(day))
                }
                Some(Meaning::Answer(answer)) => {
                    draft.nested.push(Draft::new(line, Marker::Answer(answer), Some(day), ""));
                }
                Some(Meaning::Step) | None => {
                    let words = super::statuses::plain(&word);
                    draft.nested.push(Draft::new(line, Marker::Step, Some(day), words));
                }
            }
        }
        let stage = self.cell(Role::Stage);
        let stage_step = !stage.is_empty()
            && !self.used.contains(&self.rules.columns.of(Role::Stage).unwrap_or(usize::MAX))
            && matches!(self.rules.meaning(stage), None | Some(Meaning::Step));
        if stage_step {
            draft.nested.push(Draft::new(line, Marker::Step, Some(asked), stage));
        }
        self.said(Role::Stage);
        let mut undated = false;
        match meaning {
            Meaning::Step if draft.nested.is_empty() => {
                let status = self.cell(Role::Status);
                let day = answered.take().filter(|day| *day >= asked).unwrap_or(asked);
                draft.nested.push(Draft::new(line, Marker::Step, Some(day), status));
            }
            Meaning::Answer(answer) => {
                if let Some(day) = answered.filter(|day| *day < asked) {
                    return Err(self.problem(
                        Role::Answered,
                        format!("the answer of {day} is before its ask of {asked}"),
                    ));
                }
                undated = answered.is_none() && answer != Answer::Silence;
                self.answer(answer, answered, asked, draft);
            }
            _ => {}
        }
        // In order of day; what comes on one day stays in its order.
        draft.nested.sort_by_key(|one| one.day);
        Ok(undated || meaning == Meaning::Answer(Answer::Silence) && answered.is_none())
    }

    fn answer(&mut self, answer: Answer, answered: Option<Day>, asked: Day, draft: &mut Draft) {
        let reply = fused(self.cell(Role::Reply)).to_owned();
        let sting = self.cell(Role::Sting).parse::<u8>().ok().filter(|sting| *sting <= 10);
        self.said(Role::Reply);
        if sting.is_some() {
            self.said(Role::Sting);
        }
        let day = answered.unwrap_or(asked);
        if day == asked && reply.is_empty() && draft.nested.is_empty() {
            draft.on_the_spot = Some(answer);
            if sting.is_some() {
                draft.fields.sting = sting;
            }
            return;
        }
        // An answer without a day comes after what is known to have happened before it.
        let day =
            answered.unwrap_or_else(|| draft.nested.iter().filter_map(|one| one.day).fold(day, Day::max));
        let mut came = Draft::new(self.row.line, Marker::Answer(answer), Some(day), reply);
        if sting.is_some() {
            came.fields.sting = sting;
        }
        draft.nested.push(came);
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
            let lines: Vec<&str> = cell.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
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

/// A name in the form of a who: `Gold Star Chili` is `Gold-Star-Chili`.
pub(super) fn who_name(text: &str) -> Option<String> {
    let mut name = String::new();
    for char in text.trim().chars() {
        if is_name_char(char) || char == '.' {
            name.push(char);
        } else if matches!(char, '\'' | '’') {
            // Lee's is Lees.
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    let name =
        name.trim_start_matches(|char: char| !char.is_alphanumeric()).trim_end_matches(['-', '.', '_']);
    (!name.is_empty()).then(|| name.to_owned())
}

/// Words in the form of a tag: `Data Science` is `data-science`; none where that is a word of the format.
pub(super) fn tag_name(text: &str) -> Option<String> {
    let mut name = String::new();
    for char in text.trim().trim_start_matches('#').to_lowercase().chars() {
        if is_name_char(char) || char == '/' {
            name.push(char);
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    let name = name.trim_end_matches(['-', '/']);
    (name.chars().next().is_some_and(is_letter) && !is_special(name)).then(|| name.to_owned())
}

/// An amount, also grouped: `$65,000`.
fn amount(cell: &str) -> Option<Amount> {
    let plain: String = cell.chars().filter(|char| !char.is_whitespace()).collect();
    Amount::parse(&plain).or_else(|| {
        let parts: Vec<&str> = plain.split(',').collect();
        let is_grouped = parts.len() > 1
            && parts[1..].iter().all(|part| part.chars().take_while(char::is_ascii_digit).count() == 3);
        is_grouped.then(|| Amount::parse(&parts.concat())).flatten()
    })
}
