//! What is found wrong while a config is read, and which keys each table knows.
//!
//! Knows nothing of TOML.

use crate::diagnostic::{Code, Diagnostic, Grade, nearest, sort};
use crate::text::{Source, Span};
use std::collections::BTreeMap;

/// The problems of one config, collected while it is read.
pub(super) struct Problems<'s> {
    source: &'s Source,
    found: Vec<Diagnostic>,
    known: BTreeMap<String, Vec<&'static str>>,
    unknown: Vec<Unknown>,
}

/// A key that its table does not know. It is judged at the end, when all tables have told what they know.
pub(super) struct Unknown {
    /// The table's path, such as `silence.tags`; empty at the top.
    pub level: String,
    /// The key as it was meant, without quotes.
    pub name: String,
    /// The key alone.
    pub span: Span,
    /// Whether it is a table.
    pub is_table: bool,
    /// The keys that its table has already.
    pub present: Vec<String>,
}

impl<'s> Problems<'s> {
    /// None yet.
    pub fn new(source: &'s Source) -> Self {
        Self { source, found: Vec::new(), known: BTreeMap::new(), unknown: Vec::new() }
    }

    /// The text at `span`.
    pub fn text(&self, span: Span) -> &'s str {
        self.source.text.get(span.range()).unwrap_or_default()
    }

    /// A diagnostic, not yet told.
    pub fn at(&self, code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, &self.source.path, span, message)
    }

    /// `diagnostic` with another end in this file.
    pub fn related(&self, diagnostic: Diagnostic, span: Span, message: impl Into<String>) -> Diagnostic {
        diagnostic.related(&self.source.path, span, message)
    }

    /// Tells a diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Tells `config-value`. Always `None`, for readers to return.
    pub fn refuse<T>(
        &mut self,
        span: Span,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Option<T> {
        self.push(self.at(Code::ConfigValue, span, message).hint(hint));
        None
    }

    /// Tells `config-value` with `text` as what was likely meant.
    pub fn refuse_for<T>(&mut self, span: Span, message: impl Into<String>, text: &str) -> Option<T> {
        let hint = format!("type `{text}`");
        let title = format!("Change it to `{text}`");
        self.push(self.at(Code::ConfigValue, span, message).hint(hint).fix(Grade::Look, title, span, text));
        None
    }

    /// Tells `config-value` for a word that is none of `known`, with the nearest of them.
    pub fn refuse_word<T>(
        &mut self,
        span: Span,
        message: impl Into<String>,
        word: &str,
        known: &[&str],
    ) -> Option<T> {
        let diagnostic = self.at(Code::ConfigValue, span, message);
        let near = nearest(word, known.iter().copied(), 3);
        let diagnostic = match near.as_slice() {
            [] => diagnostic.hint(format!("it can be {}", listed(known))),
            [one] => diagnostic.hint(format!("did you mean `{one}`?")).fix(
                Grade::Look,
                format!("Change it to `{one}`"),
                span,
                format!("\"{one}\""),
            ),
            several => diagnostic.hint(format!("did you mean {}?", listed(several))),
        };
        self.push(diagnostic);
        None
    }

    /// Notes what a table knows.
    pub fn know(&mut self, level: &str, keys: &[&'static str]) {
        let known = self.known.entry(level.to_owned()).or_default();
        for key in keys {
            if !known.contains(key) {
                known.push(key);
            }
        }
    }

    /// Notes a key that its table does not know.
    pub fn unknown(&mut self, unknown: Unknown) {
        self.unknown.push(unknown);
    }

    /// Everything that was found, in order of place.
    pub fn settle(mut self) -> Vec<Diagnostic> {
        for unknown in std::mem::take(&mut self.unknown) {
            let diagnostic = self.judge(&unknown);
            self.found.push(diagnostic);
        }
        sort(&mut self.found);
        self.found
    }

    fn judge(&self, unknown: &Unknown) -> Diagnostic {
        let Unknown { level, name, span, .. } = unknown;
        let what = if unknown.is_table { "table" } else { "key" };
        let place = if level.is_empty() { "askbook.toml".to_owned() } else { format!("`[{level}]`") };
        let name = shown(name);
        let diagnostic =
            self.at(Code::ConfigUnknown, *span, format!("{place} has no {what} with the name `{name}`"));
        let known = self.known.get(level).map(Vec::as_slice).unwrap_or_default();
        let free = known.iter().copied().filter(|key| !unknown.present.iter().any(|has| has == key));
        let near = nearest(&name, free, 3);
        if let [one] = near.as_slice() {
            let title = format!("Rename it to `{one}`");
            return diagnostic.hint(format!("did you mean `{one}`?")).fix(Grade::Look, title, *span, *one);
        }
        if !near.is_empty() {
            return diagnostic.hint(format!("did you mean {}?", listed(&near)));
        }
        if unknown.is_table
            && let Some(who) = level.strip_prefix("who.")
        {
            return diagnostic.hint(format!("a name with a dot stands in quotes: `[who.\"{who}.{name}\"]`"));
        }
        let mut homes = self.known.iter().filter(|(_, keys)| keys.contains(&name.as_str()));
        match (homes.next(), homes.next()) {
            (Some((home, _)), None) if home.is_empty() => {
                diagnostic.hint(format!("`{name}` belongs above the first `[table]`"))
            }
            (Some((home, _)), None) => diagnostic.hint(format!("`{name}` belongs in `[{home}]`")),
            _ => diagnostic.hint(format!("it can be {}", listed(known))),
        }
    }
}

/// `names` in backticks, with commas and an `or` between them.
pub(super) fn listed(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}

/// A text of the writer's as a message may show it: in one line, not too long, with no backtick of its own.
pub(super) fn shown(text: &str) -> String {
    const LONGEST: usize = 60;
    let plain = |char: char| if char.is_control() || char == '`' { ' ' } else { char };
    let mut result: String = text.chars().take(LONGEST).map(plain).collect();
    if text.chars().nth(LONGEST).is_some() {
        result.push('…');
    }
    result
}
