//! One spelling of records: the marker's case and aliases, the order of the fields at their end, the blanks
//! between these, the spelling of values. Nothing else: prose, foreign fields, wrapped lines and unknown
//! words keep their bytes.
//!
//! Pure: a text goes in, edits come out. They change no record's meaning, and tidying twice is tidying once.

mod spelling;

use crate::author::Said;
use crate::diagnostic::Code;
use crate::model::{Key, KeyNames, Marker, marker_of, parse_day_span};
use crate::syntax::{self, File, Record, Token, TokenKind};
use crate::text::{Edit, Source, Span, apply};
use spelling::spelled;

/// The edits that tidy a file; `below` is its path below the journal folder.
///
/// ```
/// use askbook::{model::KeyNames, text::{Source, apply}, tidy};
/// let source = Source::new("2026-03-02.md", "- #Ask:  Acme  Fear:7 #job ^acme".to_owned());
/// let edits = tidy::edits(&source, "2026-03-02.md", &KeyNames::default());
/// assert_eq!(apply(&source.text, &edits).unwrap(), "- #ask Acme #job fear:7 ^acme");
/// ```
pub fn edits(source: &Source, below: &str, keys: &KeyNames) -> Vec<Edit> {
    let before = syntax::parse(source, below, keys);
    let tokens = syntax::tokens(source, keys);
    let mut groups = Vec::new();
    let mut rest = tokens.as_slice();
    for (record, found) in before.records.iter().enumerate() {
        let end = rest.partition_point(|token| token.record as usize <= record);
        let (own, after) = rest.split_at(end);
        rest = after;
        let edits = of_record(&source.text, found, own);
        if !edits.is_empty() {
            groups.push(Group { record, edits });
        }
    }
    let trial = Trial { source, said: Said::all(&before), codes: codes(&before), below, keys };
    trial.sound(groups).into_iter().flat_map(|group| group.edits).collect()
}

/// What tidies one record.
struct Group {
    /// Its place among the records.
    record: usize,
    edits: Vec<Edit>,
}

/// What a file says before it is tidied, and how it is read again.
struct Trial<'t> {
    source: &'t Source,
    said: Vec<Said>,
    codes: Vec<Code>,
    below: &'t str,
    keys: &'t KeyNames,
}

/// What the file says once edits are made.
enum Outcome {
    /// The same.
    Same,
    /// These records say something else.
    Other(Vec<usize>),
    /// Something else, and none of the records alone is to blame.
    Strange,
}

impl Trial<'_> {
    /// The groups that change nothing of what the file says, also together. Some record may be stranger than was
    /// thought: it is left, and the others are tidied.
    fn sound(&self, mut groups: Vec<Group>) -> Vec<Group> {
        loop {
            match self.outcome(&groups) {
                Outcome::Same => return groups,
                Outcome::Other(records) if groups.iter().any(|group| records.contains(&group.record)) => {
                    groups.retain(|group| records.binary_search(&group.record).is_err());
                }
                _ => break,
            }
        }
        if groups.len() < 2 {
            return Vec::new();
        }
        let second = groups.split_off(groups.len() / 2);
        let mut both = self.sound(groups);
        let first = both.len();
        both.extend(self.sound(second));
        if !matches!(self.outcome(&both), Outcome::Same) {
            both.truncate(first);
        }
        both
    }

    fn outcome(&self, groups: &[Group]) -> Outcome {
        let edits: Vec<Edit> = groups.iter().flat_map(|group| group.edits.clone()).collect();
        let Ok(text) = apply(&self.source.text, &edits) else { return Outcome::Strange };
        let after = syntax::parse(&Source { text, ..self.source.clone() }, self.below, self.keys);
        let said = Said::all(&after);
        if said.len() != self.said.len() {
            return Outcome::Strange;
        }
        let others: Vec<usize> = (0..said.len()).filter(|at| said[*at] != self.said[*at]).collect();
        match others.is_empty() {
            false => Outcome::Other(others),
            true if codes(&after) == self.codes => Outcome::Same,
            true => Outcome::Strange,
        }
    }
}

/// The codes of all that is told of a file.
fn codes(file: &File) -> Vec<Code> {
    let mut codes: Vec<Code> = file.diagnostics.iter().map(|told| told.code).collect();
    codes.sort_unstable();
    codes
}

fn of_record(text: &str, record: Record<'_>, tokens: &[Token]) -> Vec<Edit> {
    let mut edits = Vec::new();
    let markers: Vec<&Token> = tokens.iter().filter(|token| token.kind == TokenKind::Marker).collect();
    edits.extend(after_date(text, record));
    let turned = order_of_markers(text, record, &markers);
    let mut words: Vec<&Token> = tokens.iter().filter(|token| is_field(text, token)).collect();
    words.sort_by_key(|token| token.span);
    let run = run_at_end(text, record.span, &words);
    let (inside, at_end) = words.split_at(words.len() - run.len());
    match turned {
        Some(edit) => edits.push(edit),
        None => edits.extend(markers.iter().filter_map(|token| spelled(text, token))),
    }
    edits.extend(inside.iter().filter_map(|token| spelled(text, token)));
    let tidy_run = in_order(text, at_end);
    match (at_end.first(), at_end.last()) {
        (Some(first), Some(last)) => {
            // The blanks before the run belong to it, down to one.
            let start = blank_before(text, first.span.start as usize);
            let span = Span::new(start, last.span.end as usize);
            let wanted = format!(" {tidy_run}");
            if text[span.range()] != wanted {
                edits.push(Edit { span, text: wanted });
            }
        }
        _ => edits.extend(at_end.iter().filter_map(|token| spelled(text, token))),
    }
    let run_start = at_end
        .first()
        .map_or(record.span.end as usize, |first| blank_before(text, first.span.start as usize));
    edits.extend(after_markers(text, record, &markers, run_start));
    edits
}

/// Whether a token is a word that may be moved. A marker that stands where it is none might become one elsewhere.
fn is_field(text: &str, token: &Token) -> bool {
    let is_kind = match token.kind {
        TokenKind::Tag => {
            let name = &text[token.name.range()];
            marker_of(name.split('/').next().unwrap_or(name)).is_none()
        }
        TokenKind::Who | TokenKind::Id | TokenKind::Key(..) | TokenKind::Declared(_) => true,
        _ => false,
    };
    is_kind && token.span.start < token.name.start.max(token.span.start + 1)
}

/// The words at the record's end, on its last line, that are nothing but fields.
fn run_at_end<'w, 't>(text: &str, span: Span, words: &'w [&'t Token]) -> &'w [&'t Token] {
    let mut end = span.end as usize;
    let mut first = words.len();
    while let Some(token) = first.checked_sub(1).map(|at| words[at]) {
        let start = token.span.start as usize;
        let blank = blank_before(text, start);
        let is_sign = matches!(text.as_bytes().get(start), Some(b'#' | b'@' | b'^'))
            || matches!(token.kind, TokenKind::Key(..) | TokenKind::Declared(_));
        if token.span.end as usize != end || blank == start || start <= span.start as usize || !is_sign {
            break;
        }
        first -= 1;
        end = blank;
    }
    // What begins its line has no blank of its own before it.
    while first < words.len()
        && text[..blank_before(text, words[first].span.start as usize)].ends_with(['\n', '\r'])
    {
        first += 1;
    }
    &words[first..]
}

/// Where the blanks that end at `at` begin.
fn blank_before(text: &str, at: usize) -> usize {
    text[..at].trim_end_matches([' ', '\t']).len()
}

/// The fields in their order: tags, whos, keys, declared keys, what may be shown, the id.
fn in_order(text: &str, words: &[&Token]) -> String {
    let mut sorted: Vec<&&Token> = words.iter().collect();
    sorted.sort_by_key(|token| rank(text, token));
    let words: Vec<String> = sorted
        .into_iter()
        .map(|token| {
            let mut word = text[token.span.range()].to_owned();
            if let Some(edit) = spelled(text, token) {
                let from = (edit.span.start - token.span.start) as usize;
                word.replace_range(from..from + edit.span.range().len(), &edit.text);
            }
            word
        })
        .collect();
    words.join(" ")
}

fn rank(text: &str, token: &Token) -> usize {
    match token.kind {
        TokenKind::Tag
            if matches!(text[token.name.range()].to_ascii_lowercase().as_str(), "public" | "private") =>
        {
            40
        }
        TokenKind::Who => 1,
        TokenKind::Key(key, _) => 10 + Key::ALL.iter().position(|other| *other == key).unwrap_or(0),
        TokenKind::Declared(_) => 30,
        TokenKind::Id => 50,
        _ => 0,
    }
}

/// One blank between a date and the marker after it.
fn after_date(text: &str, record: Record<'_>) -> Option<Edit> {
    let date = record.own_date()?;
    let span = Span { start: date.end, end: record.span.start };
    let between = &text[span.range()];
    (between != " " && between.chars().all(|char| matches!(char, ' ' | '\t')))
        .then(|| Edit { span, text: " ".to_owned() })
}

/// `#ask #no`, where it was written the other way round.
fn order_of_markers(text: &str, record: Record<'_>, markers: &[&Token]) -> Option<Edit> {
    let [first, second] = markers else { return None };
    let answer = record.on_the_spot?;
    let word = |token: &Token| marker_of(&text[token.name.range()]);
    let after = |token: &Token| &text[token.span.end as usize..];
    // A sign after the second is dropped anyway; one after the first, or a tag's part, would come to stand elsewhere.
    let bare =
        !after(first).starts_with(['/', ':', ',', '.', '!', '?', ';']) && !after(second).starts_with('/');
    let turned = word(first) != Some(Marker::Ask) && bare;
    let span = first.span.to(second.span);
    let wanted = format!("#ask #{}", answer.word());
    turned.then_some(Edit { span, text: wanted })
}

/// No sign and one blank between the last marker and the text; `...` in a span of days.
fn after_markers(text: &str, record: Record<'_>, markers: &[&Token], to: usize) -> Option<Edit> {
    let last = markers.last()?;
    let line = &text[last.span.end as usize..to.max(last.span.end as usize)];
    let tag = line.find(|char: char| char.is_whitespace() || ":,.!?;".contains(char)).unwrap_or(line.len());
    let from = last.span.end as usize + if line.starts_with('/') { tag } else { 0 };
    let rest = text.get(from..to)?;
    let sign = rest.starts_with([':', ',', '.', '!', '?', ';']);
    let after = &rest[usize::from(sign)..];
    let blanks = after.len() - after.trim_start_matches([' ', '\t']).len();
    let text_at = usize::from(sign) + blanks;
    let tail = &rest[text_at..];
    // A sign right at the marker might become a second marker, or a tag.
    if tail.starts_with(['\n', '\r']) || text_at == 0 && tail.starts_with(['#', '@', '^']) {
        return None;
    }
    let gap = if tail.is_empty() { "" } else { " " };
    let mut span = Span::new(from, from + text_at);
    let mut wanted = gap.to_owned();
    let word = tail.split_whitespace().next().unwrap_or_default();
    if matches!(record.marker, Marker::Review | Marker::Rest) && matches!(parse_day_span(word), Some(Some(_)))
    {
        let spelled = word.replace(['…', '–'], "...");
        let spelled = if spelled.contains("...") { spelled } else { spelled.replace("..", "...") };
        span.end += word.len() as u32;
        wanted.push_str(&spelled);
    }
    (text[span.range()] != wanted).then_some(Edit { span, text: wanted })
}
