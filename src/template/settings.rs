//! What a person sets out to do, filled into the template's `askbook.toml`.

use crate::config::Goal;
use crate::model::{Answer, Day};
use chrono::{Days, Months, NaiveDate};

/// The settings that `init` asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// How many.
    pub goal: u32,
    /// By when; a year from the start otherwise.
    pub until: Option<Day>,
    /// Of what.
    pub of: Goal,
    /// What counts as a rejection.
    pub counts: Vec<Answer>,
    /// Whether a page may be made of it; if not, its settings are there as comments.
    pub page: bool,
}

impl Default for Settings {
    fn default() -> Self {
        let counts = vec![Answer::No, Answer::Silence];
        // Far below the format's default: nobody should begin with a thousand without meaning to.
        Self { goal: 10, until: None, of: Goal::Rejections, counts, page: true }
    }
}

impl Settings {
    /// The last day of a challenge that begins on `start`.
    pub fn end(&self, start: Day) -> Day {
        let a_year =
            || start.checked_add_months(Months::new(12)).and_then(|next| next.checked_sub_days(Days::new(1)));
        self.until.or_else(a_year).unwrap_or(NaiveDate::MAX)
    }

    /// `config` with these settings in place of the template's, its comments kept.
    pub(super) fn fill(&self, config: &str, start: Day) -> String {
        let name = match self.of {
            Goal::Asks => format!("My {} asks", self.goal),
            Goal::Rejections => format!("My {} rejections", self.goal),
        };
        let of = match self.of {
            Goal::Asks => "asks",
            Goal::Rejections => "rejections",
        };
        let counts: Vec<String> = self.counts.iter().map(|answer| format!("\"{}\"", answer.word())).collect();
        let values = [
            ("name", format!("\"{name}\"")),
            ("goal", self.goal.to_string()),
            ("of", format!("\"{of}\"")),
            ("start", start.to_string()),
            ("end", self.end(start).to_string()),
            ("counts", format!("[{}]", counts.join(", "))),
            ("title", format!("\"{name}\"")),
        ];
        let mut filled = String::with_capacity(config.len());
        let mut in_site = false;
        for line in config.split_inclusive('\n') {
            if line.starts_with('[') {
                in_site = line.starts_with("[site]");
            }
            if in_site && !self.page {
                filled.push_str("# ");
            }
            let key = line.split('=').next().unwrap_or_default().trim_end();
            match values.iter().find(|(name, _)| *name == key) {
                Some((_, value)) => filled.push_str(&replaced(line, value)),
                None => filled.push_str(line),
            }
        }
        filled
    }
}

/// A line `key = value  # comment` with another value.
fn replaced(line: &str, value: &str) -> String {
    let Some((key, rest)) = line.split_once('=') else { return line.to_owned() };
    match rest.split_once('#') {
        Some((old, comment)) => {
            let room = old.trim_end_matches('\n').len().max(value.len() + 2);
            format!("{key}={:room$}#{comment}", format!(" {value} "))
        }
        None => format!("{key}= {value}\n"),
    }
}
