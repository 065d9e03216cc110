//! The words of the pages: one table, so that a translation is one file.
//!
//! Knows nothing of templates or of what is counted.

use crate::diagnostic::nearest;
use crate::model::Day;
use crate::stats::Percent;
use chrono::Datelike;
use std::collections::BTreeMap;
use toml::{Table, Value};

/// The table that is built in.
pub const BUILT_IN: &str = include_str!("templates/words.toml");

/// Every text by its key; of two, the first is for exactly one.
#[derive(Debug, Clone)]
pub struct Words {
    lines: BTreeMap<String, Vec<String>>,
}

impl Words {
    /// Reads the built-in table, and over it another one, which may hold some of the keys.
    ///
    /// # Errors
    /// What is wrong with the other table: its syntax, or a key that there is not.
    pub fn read(own: Option<&str>) -> Result<Self, String> {
        let mut lines = BTreeMap::new();
        fill(&mut lines, BUILT_IN, false)?;
        if let Some(own) = own {
            fill(&mut lines, own, true)?;
        }
        Ok(Self { lines })
    }

    /// The text of `key`, for `count` things, with each `{name}` filled in; numbers are grouped.
    ///
    /// # Errors
    /// A key that there is not, with the nearest one.
    pub fn say(&self, key: &str, count: Option<i64>, values: &[(&str, String)]) -> Result<String, String> {
        let texts = self.lines.get(key).ok_or_else(|| {
            let near = nearest(key, self.lines.keys().map(String::as_str), 1);
            match near.first() {
                Some(near) => format!("there are no words `{key}`; did you mean `{near}`?"),
                None => format!("there are no words `{key}`"),
            }
        })?;
        let many = usize::from(count.is_some_and(|count| count != 1) && texts.len() > 1);
        let mut text = texts.get(many).cloned().unwrap_or_default();
        for (name, value) in values {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        if let Some(count) = count {
            text = text.replace("{n}", &self.number(count));
        }
        Ok(text)
    }

    /// The text of a key that is known to be there.
    pub fn text(&self, key: &str) -> String {
        self.lines.get(key).and_then(|texts| texts.first()).cloned().unwrap_or_default()
    }

    /// A whole number with its thousands apart.
    pub fn number(&self, number: i64) -> String {
        let digits = number.unsigned_abs().to_string();
        let mut text = if number < 0 { "−".to_owned() } else { String::new() };
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push_str(&self.text("thousands"));
            }
            text.push(digit);
        }
        text
    }

    /// A share from 0 to 1: `24 %`, `0.3 %`, `under 0.1 %`.
    pub fn percent(&self, share: f64) -> String {
        let (key, number) = match Percent::of(share) {
            Percent::About(number) => ("percent", number),
            Percent::Under(number) => ("percent_under", number.to_owned()),
            Percent::Over(number) => ("percent_over", number.to_owned()),
        };
        self.text(key).replace("{n}", &self.decimal(&number))
    }

    /// A range of shares in little room: `16–33 %`, `<0.1–1.9 %`.
    pub fn percent_range(&self, low: f64, high: f64) -> String {
        let short = |share: f64| match Percent::of(share) {
            Percent::About(number) => self.decimal(&number),
            Percent::Under(number) => format!("<{}", self.decimal(number)),
            Percent::Over(number) => format!(">{number}"),
        };
        self.text("percent_range").replace("{low}", &short(low)).replace("{high}", &short(high))
    }

    fn decimal(&self, number: &str) -> String {
        number.replace('.', &self.text("decimal"))
    }

    /// `2 March 2026`
    pub fn day(&self, day: Day) -> String {
        self.dated("day", "months", day)
    }

    /// `2 Mar`
    pub fn short_day(&self, day: Day) -> String {
        self.dated("short_day", "short_months", day)
    }

    /// `2 Mar 2026`, where there is little room
    pub fn short_date(&self, day: Day) -> String {
        self.dated("short_date", "short_months", day)
    }

    /// `March 2026`
    pub fn month(&self, day: Day) -> String {
        self.dated("month", "months", day)
    }

    /// `Mar`
    pub fn short_month(&self, month0: u32) -> String {
        self.of("short_months", month0 as usize)
    }

    fn of(&self, key: &str, at: usize) -> String {
        self.lines.get(key).and_then(|texts| texts.get(at)).cloned().unwrap_or_default()
    }

    fn dated(&self, key: &str, months: &str, day: Day) -> String {
        let mut rest = self.lines.get(key).and_then(|texts| texts.first()).map_or("", String::as_str);
        let months = self.lines.get(months).map_or(&[][..], Vec::as_slice);
        let month = months.get(day.month0() as usize).map_or("", String::as_str);
        let mut text = String::with_capacity(rest.len() + month.len());
        while let Some(at) = rest.find('{') {
            text.push_str(&rest[..at]);
            rest = &rest[at..];
            let names = ["{day}", "{month}", "{year}"];
            let name = names.into_iter().find(|name| rest.starts_with(name));
            match name {
                Some("{day}") => text.push_str(&day.day().to_string()),
                Some("{month}") => text.push_str(month),
                Some(_) => text.push_str(&day.year().to_string()),
                None => text.push('{'),
            }
            rest = &rest[name.map_or(1, str::len)..];
        }
        text.push_str(rest);
        text
    }
}

/// In which direction a language is written, by its tag: `ltr` or `rtl`.
pub fn direction(language: &str) -> &'static str {
    const LANGUAGES: [&str; 13] =
        ["ar", "arc", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "syr", "ug", "ur", "yi"];
    const SCRIPTS: [&str; 9] = ["adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "syrc", "thaa"];
    let language = language.to_lowercase();
    let mut parts = language.split(['-', '_']);
    let first = parts.next().unwrap_or_default();
    let is_rtl = match parts.find(|part| part.len() == 4 && part.chars().all(char::is_alphabetic)) {
        Some(script) => SCRIPTS.contains(&script),
        None => LANGUAGES.contains(&first),
    };
    if is_rtl { "rtl" } else { "ltr" }
}

fn fill(lines: &mut BTreeMap<String, Vec<String>>, text: &str, known_only: bool) -> Result<(), String> {
    let table: Table = toml::from_str(text).map_err(|error| error.to_string())?;
    for (key, value) in table {
        if known_only && !lines.contains_key(&key) {
            let near = nearest(&key, lines.keys().map(String::as_str), 1);
            let hint = near.first().map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            return Err(format!("there are no words `{key}`{hint}"));
        }
        let texts = match value {
            Value::String(text) => vec![text],
            Value::Array(texts) => {
                texts.into_iter().filter_map(|text| text.as_str().map(str::to_owned)).collect()
            }
            other => return Err(format!("`{key}` is a text, or two of them, and not {other}")),
        };
        let fewer = lines.get(&key).is_some_and(|before: &Vec<String>| before.len() > texts.len().max(2));
        if texts.is_empty() || fewer {
            return Err(format!("`{key}` has fewer texts than it needs"));
        }
        lines.insert(key, texts);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::direction;

    #[test]
    fn a_language_is_written_from_one_side() {
        for (language, told) in [
            ("en", "ltr"),
            ("ar", "rtl"),
            ("he-IL", "rtl"),
            ("az-Arab", "rtl"),
            ("ur-Latn-PK", "ltr"),
            ("", "ltr"),
        ] {
            assert_eq!(direction(language), told, "{language}");
        }
    }
}
