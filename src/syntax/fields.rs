//! The keys of a record: where they belong and what they may say (format, section 5).

use super::days::can_be_meant;
use super::records::Values;
use super::words::KeyWord;
use crate::diagnostic::{Code, Diagnostic, Grade, nearest, one_letter_off};
use crate::model::{
    Amount, Answer, Day, DayText, DeclaredKind, Key, KeyNames, Marker, NamedKey, Size, Wait, fold, is_id,
    read_day, scale,
};
use crate::text::{Page, Span};
use std::borrow::Cow;

/// Collects the keys of one record.
pub(super) struct FieldReader<'s, 'k, 't> {
    pub source: Page<'s>,
    pub keys: &'k KeyNames,
    pub marker: Marker,
    pub on_the_spot: Option<Answer>,
    pub values: Values<'t>,
    /// The value of `re` with its word.
    pub re: Option<(Cow<'t, str>, Span)>,
    pub problems: Vec<Diagnostic>,
    /// The format's keys that it has, a bit each, and the others.
    seen_own: u16,
    seen: Vec<NamedKey<'k>>,
}

impl<'s, 'k, 't> FieldReader<'s, 'k, 't> {
    pub fn new(source: Page<'s>, keys: &'k KeyNames, marker: Marker, on_the_spot: Option<Answer>) -> Self {
        Self {
            source,
            keys,
            marker,
            on_the_spot,
            values: Values::default(),
            re: None,
            problems: Vec::new(),
            seen_own: 0,
            seen: Vec::new(),
        }
    }

    fn problem(&self, code: Code, word: &KeyWord<'_, '_>, message: String) -> Diagnostic {
        Diagnostic::new(code, self.source.path, word.span, message)
    }

    fn name(&self, word: &KeyWord<'_, '_>) -> &'s str {
        &self.source.text[word.name.range()]
    }

    /// Reads a word with a known key, or sees whether one was meant.
    pub fn read(&mut self, word: &KeyWord<'t, 'k>) {
        let Some(key) = word.key else { return self.unknown(word) };
        let name = self.name(word);
        if let NamedKey::Own(own) = key {
            let on_answer = self.on_the_spot.is_some_and(|answer| own.belongs_on(Marker::Answer(answer)));
            if !own.belongs_on(self.marker) && !on_answer {
                let message = format!("`{name}` does not belong on a `#{}`", self.marker.word());
                let problem = self.problem(Code::MisplacedKey, word, message).hint(format!(
                    "`{}` is for {}",
                    own.name(),
                    own.home()
                ));
                self.problems.push(problem);
                return;
            }
        }
        if self.has_seen(key) {
            let message = format!("`{name}` is given twice; the first counts");
            let problem = self.problem(Code::RepeatedKey, word, message).hint("keep one of them");
            self.problems.push(problem);
            return;
        }
        if word.unclosed {
            let message = format!("the quote that opens the value of `{name}` is never closed");
            let problem = self.problem(Code::BadValue, word, message).hint("put a `\"` where the value ends");
            self.problems.push(problem);
        } else if word.value.is_empty() {
            let message = format!("`{name}:` has nothing after it");
            let hint = format!(
                "give it a value, with no blank after the colon; or write `{name}\\:` if no key is meant"
            );
            let problem = self.problem(Code::EmptyValue, word, message).hint(hint);
            self.problems.push(problem);
        } else if !self.set(key, word) {
            let problem = self.bad_value(key, word);
            self.problems.push(problem);
        }
    }

    /// Whether the key was there before; from now on it was.
    fn has_seen(&mut self, key: NamedKey<'k>) -> bool {
        let NamedKey::Own(own) = key else {
            let is_there = self.seen.contains(&key);
            self.seen.push(key);
            return is_there;
        };
        let bit = 1 << own as u16;
        let is_there = self.seen_own & bit != 0;
        self.seen_own |= bit;
        is_there
    }

    /// Whether the record has a key for the words that may be shown, and no such words.
    pub fn lacks_public_words(&self) -> bool {
        let is_there = self.seen_own & 1 << Key::Public as u16 != 0;
        is_there && self.values.public.as_ref().is_none_or(|words| words.trim().is_empty())
    }

    /// Sets the value; `false` if it does not fit.
    fn set(&mut self, key: NamedKey<'k>, word: &KeyWord<'t, 'k>) -> bool {
        let value = &*word.value;
        fn put<T>(slot: &mut Option<T>, value: Option<T>) -> bool {
            *slot = value;
            slot.is_some()
        }
        match key {
            NamedKey::Declared(name, kind) => match kind.parse(value) {
                Some(value) => {
                    self.values.declared.push((name.into(), value));
                    true
                }
                None => false,
            },
            NamedKey::Own(Key::Size) => put(&mut self.values.size, Size::of(value)),
            NamedKey::Own(Key::Fear) => put(&mut self.values.fear, scale(value)),
            NamedKey::Own(Key::Sting) => put(&mut self.values.sting, scale(value)),
            NamedKey::Own(Key::Odds) => put(&mut self.values.odds, odds(value)),
            NamedKey::Own(Key::Via) => put(&mut self.values.via, Some(word.value.clone())),
            NamedKey::Own(Key::Public) => put(&mut self.values.public, Some(word.value.clone())),
            NamedKey::Own(Key::Worth) => put(&mut self.values.worth, Amount::parse(value)),
            NamedKey::Own(Key::Due) => put(&mut self.values.due, due(value)),
            NamedKey::Own(Key::Wait) => put(&mut self.values.wait, Wait::parse(value)),
            NamedKey::Own(Key::Re) => {
                put(&mut self.re, is_id(value).then(|| (word.value.clone(), word.span)))
            }
        }
    }

    fn bad_value(&self, key: NamedKey<'_>, word: &KeyWord<'_, '_>) -> Diagnostic {
        let (name, expects) = match key {
            NamedKey::Own(key) => (key.name(), key.expects().to_owned()),
            NamedKey::Declared(name, kind) => (name, kind.expects()),
        };
        let value = &word.value;
        let message = format!("`{value}` is no value for `{name}`");
        let problem = self.problem(Code::BadValue, word, message);
        let words: Vec<&str> = match key {
            NamedKey::Own(Key::Size) => Size::ALL.iter().map(|size| size.word()).collect(),
            NamedKey::Declared(_, DeclaredKind::OneOf(words)) => words.iter().map(String::as_str).collect(),
            _ => Vec::new(),
        };
        if let Some(meant) = nearest(value, words, 1).first() {
            let title = format!("write `{name}:{meant}`");
            return problem.hint(format!("did you mean `{meant}`? It takes {expects}")).fix(
                Grade::Look,
                title,
                word.value_span,
                *meant,
            );
        }
        if key == NamedKey::Own(Key::Re) && value.strip_prefix('^').is_some_and(is_id) {
            let id = value.trim_start_matches('^');
            return problem
                .hint(format!("write `re:{id}`: the `^` stands only where the id is defined"))
                .fix(Grade::Safe, format!("write `re:{id}`"), word.value_span, id);
        }
        problem.hint(format!("write {expects}"))
    }

    /// A word whose name is one letter off a key, with a value that fits that key.
    fn unknown(&mut self, word: &KeyWord<'t, 'k>) {
        let name = fold(self.name(word));
        let own = Key::ALL
            .into_iter()
            .filter(|key| !matches!(key, Key::Re | Key::Via))
            .map(|key| (key.name(), NamedKey::Own(key)));
        let declared =
            self.keys.declared.iter().map(|(name, kind)| (name.as_str(), NamedKey::Declared(name, kind)));
        let meant =
            own.chain(declared).find(|(known, key)| one_letter_off(&name, known) && fits(*key, &word.value));
        if let Some((known, _)) = meant {
            let written = self.name(word).to_owned();
            let problem = self
                .problem(Code::UnknownKey, word, format!("`{written}` is no key, so this is read as text"))
                .hint(format!("did you mean `{known}`?"))
                .fix(Grade::Look, format!("write `{known}`"), word.name, known);
            self.problems.push(problem);
        }
    }
}

fn fits(key: NamedKey<'_>, value: &str) -> bool {
    !value.is_empty()
        && match key {
            NamedKey::Declared(_, kind) => kind.parse(value).is_some(),
            NamedKey::Own(Key::Size) => Size::of(value).is_some(),
            NamedKey::Own(Key::Fear | Key::Sting) => scale(value).is_some(),
            NamedKey::Own(Key::Odds) => odds(value).is_some(),
            NamedKey::Own(Key::Worth) => Amount::parse(value).is_some(),
            NamedKey::Own(Key::Due) => due(value).is_some(),
            NamedKey::Own(Key::Wait) => Wait::parse(value).is_some(),
            NamedKey::Own(Key::Re | Key::Via | Key::Public) => true,
        }
}

fn due(value: &str) -> Option<Day> {
    read_day(value).and_then(DayText::day).filter(can_be_meant)
}

/// A percentage from 0 to 100, the sign left out or not.
fn odds(value: &str) -> Option<f64> {
    let digits = value.strip_suffix('%').unwrap_or(value);
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    digits.parse().ok().filter(|number| plain && (0.0..=100.0).contains(number))
}
