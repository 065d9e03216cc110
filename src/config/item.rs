//! How single values are read: texts, numbers, days, waits, words, lists, and what is said where the type is
//! another.

use super::problems::{Problems, listed, shown};
use super::toml_view::Item;
use crate::diagnostic::{Code, Grade};
use crate::model::{Day, DayText, Wait, read_day};
use chrono::NaiveTime;
use toml::de::{DeTable, DeValue};

impl<'t> Item<'t> {
    /// Any text, an empty one too.
    pub fn text(&self, problems: &mut Problems) -> Option<String> {
        match self.value {
            DeValue::String(text) => Some(text.to_string()),
            _ => self.wrong_type("text in quotes", self.quoted(problems), "`\"…\"`", problems),
        }
    }

    /// A text with more than white space in it.
    pub fn words(&self, problems: &mut Problems) -> Option<String> {
        let text = self.text(problems)?;
        if text.trim().is_empty() {
            return problems.refuse(
                self.span,
                format!("`{}` is empty", self.name),
                "write it between the quotes, or take the line out",
            );
        }
        Some(text)
    }

    /// `true` or `false`.
    pub fn flag(&self, problems: &mut Problems) -> Option<bool> {
        let meant = match self.value {
            DeValue::Boolean(flag) => return Some(*flag),
            DeValue::String(text) => match text.to_ascii_lowercase().as_str() {
                "true" | "yes" | "on" => Some("true".to_owned()),
                "false" | "no" | "off" => Some("false".to_owned()),
                _ => None,
            },
            _ => None,
        };
        self.wrong_type("`true` or `false`", meant, "`true` or `false`", problems)
    }

    /// A whole number from 1 on.
    pub fn count(&self, problems: &mut Problems) -> Option<u32> {
        let number = match self.value {
            DeValue::Integer(number) => i128::from_str_radix(number.as_str(), number.radix()).ok(),
            value => {
                let meant = value.as_str().and_then(|text| text.trim().parse::<u32>().ok());
                let meant = meant.filter(|number| *number > 0).map(|number| number.to_string());
                return self.wrong_type("a whole number", meant, "`10`", problems);
            }
        };
        if number.is_some_and(|number| number < 1) {
            let message = format!("`{}` is at least 1", self.name);
            return problems.refuse(self.span, message, "type a whole number from 1 on");
        }
        let Some(count) = number.and_then(|number| u32::try_from(number).ok()) else {
            let message = format!("`{}` is at most {}", self.name, u32::MAX);
            return problems.refuse(self.span, message, "type a smaller number");
        };
        Some(count)
    }

    /// A day: TOML's own date.
    pub fn day(&self, problems: &mut Problems) -> Option<Day> {
        const EXAMPLE: &str = "`2026-01-01`";
        match self.value {
            DeValue::Datetime(when) => {
                let date = when.date.map(|date| date.to_string());
                match &date {
                    Some(date) if when.time.is_none() && when.offset.is_none() => {
                        read_day(date).and_then(DayText::day)
                    }
                    _ => self.wrong_type("a date", date, EXAMPLE, problems),
                }
            }
            DeValue::String(text) => {
                let bare = read_day(text).is_some().then(|| text.to_string());
                self.wrong_type("a date without quotes", bare, EXAMPLE, problems)
            }
            _ => self.wrong_type("a date", None, EXAMPLE, problems),
        }
    }

    /// A length of time: `14d`, `6w`, `3m`.
    pub fn wait(&self, problems: &mut Problems) -> Option<Wait> {
        let DeValue::String(text) = self.value else {
            return self.wrong_type("a length of time in quotes", None, "`\"14d\"`", problems);
        };
        let wait = Wait::parse(text);
        if wait.is_none() {
            let message = format!("`{}` is no length of time", shown(text));
            let hint = "type days, weeks or months: `\"14d\"`, `\"6w\"` or `\"3m\"`";
            return problems.refuse(self.span, message, hint);
        }
        wait
    }

    /// A time of day in whole minutes: `04:00`.
    pub fn time(&self, problems: &mut Problems) -> Option<NaiveTime> {
        let DeValue::String(text) = self.value else {
            let bare = self.quoted(problems).filter(|text| read_time(text.trim_matches('"')).is_some());
            return self.wrong_type("a time in quotes", bare, "`\"04:00\"`", problems);
        };
        let time = read_time(text);
        if time.is_none() {
            let message = format!("`{}` is no time of the day", shown(text));
            return match read_time(&format!("0{text}")) {
                Some(_) => problems.refuse_for(self.span, message, &format!("\"0{text}\"")),
                None => problems.refuse(self.span, message, "type hours and minutes: `\"04:00\"`"),
            };
        }
        time
    }

    /// One of `words`, in any case.
    pub fn word<T: Copy>(&self, words: &[(&'static str, T)], problems: &mut Problems) -> Option<T> {
        let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let text = match self.value {
            DeValue::String(text) => text,
            value => {
                let meant = value.as_bool().map(|flag| if flag { "yes" } else { "no" });
                let meant = meant.filter(|word| known.contains(word)).map(|word| format!("\"{word}\""));
                let example = known.first().map(|word| format!("`\"{word}\"`")).unwrap_or_default();
                return self.wrong_type(&format!("{} in quotes", listed(&known)), meant, &example, problems);
            }
        };
        let found = words.iter().find(|(word, _)| word.eq_ignore_ascii_case(text));
        let Some((_, value)) = found else {
            let message = format!("`{}` is no value of `{}`", shown(text), self.name);
            return problems.refuse_word(self.span, message, text, &known);
        };
        Some(*value)
    }

    /// A list, each element as `read` has it. One bad element and the whole list is none.
    pub fn list<T>(
        &self,
        problems: &mut Problems,
        mut read: impl FnMut(&Item<'t>, &mut Problems) -> Option<T>,
    ) -> Option<Vec<T>> {
        let Some(elements) = self.elements() else {
            let one = self.value.is_str().then(|| format!("[{}]", problems.text(self.span)));
            return self.wrong_type("a list in brackets", one, "`[\"…\"]`", problems);
        };
        // All are read, so that all problems are told at once.
        let read: Vec<Option<T>> = elements.iter().map(|element| read(element, problems)).collect();
        read.into_iter().collect()
    }

    /// A table, whose header is `[path]`.
    pub fn table(&self, path: &str, problems: &mut Problems) -> Option<&'t DeTable<'t>> {
        match self.value {
            DeValue::Table(table) => Some(table),
            _ => {
                let hint = format!("type `[{path}]` on a line of its own, and its keys below");
                let message = format!("`{}` is a table, not {}", self.name, self.kind());
                problems.push(problems.at(Code::ConfigType, self.span, message).hint(hint));
                None
            }
        }
    }

    /// Tells `config-type`: `takes` in words, the text that was
    /// `meant` where that is plain, else an `example` in backticks.
    pub fn wrong_type<T>(
        &self,
        takes: &str,
        meant: Option<String>,
        example: &str,
        problems: &mut Problems,
    ) -> Option<T> {
        let message = format!("`{}` takes {takes}, not {}", self.name, self.kind());
        let diagnostic = problems.at(Code::ConfigType, self.span, message);
        problems.push(match meant {
            Some(text) => diagnostic.hint(format!("type `{text}`")).fix(
                Grade::Look,
                format!("Change it to `{text}`"),
                self.span,
                text,
            ),
            None => diagnostic.hint(format!("type {example}")),
        });
        None
    }

    /// What stands there, in quotes, where it is a single plain word.
    fn quoted(&self, problems: &Problems) -> Option<String> {
        let plain = !matches!(self.value, DeValue::String(_) | DeValue::Array(_) | DeValue::Table(_));
        plain.then(|| format!("\"{}\"", problems.text(self.span)))
    }

    /// The type of what stands there, in words.
    fn kind(&self) -> &'static str {
        match self.value {
            DeValue::String(_) => "text",
            DeValue::Integer(_) => "a whole number",
            DeValue::Float(_) => "a number with decimals",
            DeValue::Boolean(_) => "`true` or `false`",
            DeValue::Datetime(when) => match (when.date, when.time) {
                (Some(_), Some(_)) => "a date with a time",
                (Some(_), None) => "a date",
                _ => "a time",
            },
            DeValue::Array(_) if self.is_table() => "several tables",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        }
    }
}

/// Reads `HH:MM`, from `00:00` to `23:59`.
fn read_time(text: &str) -> Option<NaiveTime> {
    let (hour, minute) = text.split_once(':')?;
    let two = |part: &str| -> Option<u32> {
        let digits = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        if digits { part.parse().ok() } else { None }
    };
    NaiveTime::from_hms_opt(two(hour)?, two(minute)?, 0)
}
