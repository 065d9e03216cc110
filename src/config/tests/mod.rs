//! Every key with a good and a bad value: the code, the words that it points at, the value that holds.

mod challenges;
mod faults;
mod site;
mod tables;

use super::*;
use crate::diagnostic::Grade;
use crate::model::{Answer, DeclaredKind};
use crate::text::{Source, apply};

fn load(text: &str) -> Loaded {
    read(&Source::new("askbook.toml", text.to_owned()))
}

/// The config of a text without problems.
fn good(text: &str) -> Config {
    let loaded = load(text);
    assert_eq!(loaded.diagnostics, [], "{text}");
    assert!(!loaded.syntax_broken);
    loaded.config
}

/// Each problem of a text as its code and the words that it points at.
fn problems(text: &str) -> Vec<(&'static str, String)> {
    let words = |diagnostic: &Diagnostic| text[diagnostic.place.span.range()].to_owned();
    load(text).diagnostics.iter().map(|found| (found.code.name(), words(found))).collect()
}

/// A text with one problem, whose key has its default and so leaves the config as it is by default.
#[track_caller]
fn bad(text: &str, code: &str, words: &str) -> Diagnostic {
    let diagnostic = one(text, code, words);
    assert_eq!(load(text).config, Config::default(), "{text}");
    diagnostic
}

/// A text with one problem.
#[track_caller]
fn one(text: &str, code: &str, words: &str) -> Diagnostic {
    assert_eq!(problems(text), [(code, words.to_owned())], "{text}");
    let diagnostic = load(text).diagnostics.remove(0);
    assert!(diagnostic.hint.is_some(), "{diagnostic:?}");
    assert!(!diagnostic.message.ends_with('.') && !diagnostic.message.contains('\n'), "{diagnostic:?}");
    assert_eq!(&*diagnostic.place.file, "askbook.toml");
    diagnostic
}

/// What the fix of a text's only problem makes of it.
#[track_caller]
fn fixed(text: &str) -> String {
    let loaded = load(text);
    let [diagnostic] = loaded.diagnostics.as_slice() else { panic!("{:?}", loaded.diagnostics) };
    let fix = diagnostic.fix.as_ref().expect("a fix");
    assert_eq!(fix.grade, Grade::Look);
    apply(text, &fix.edits).expect("edits that fit")
}

fn day(text: &str) -> Option<Day> {
    Some(text.parse().expect("a day"))
}

#[test]
fn an_empty_text_is_the_defaults() {
    assert_eq!(good(""), Config::default());
    assert_eq!(good("[challenge]\n[silence]\n[silence.tags]\n[who]\n[keys]\n[site]\n"), Config::default());
    let config = good("");
    assert_eq!((config.challenges.len(), config.challenges[0].goal), (1, 1000));
    assert_eq!(config.challenges[0].counts, [Answer::No, Answer::Silence]);
    assert_eq!(load("").journal_span, Span::default());
}

#[test]
fn the_example_of_the_format_is_read() {
    let config = good(include_str!("example.toml"));
    let mut expected = Config { journal: "journal".to_owned(), ..Config::default() };
    expected.ignore = vec!["drafts/**".to_owned()];
    expected.challenges[0].start = day("2026-01-01");
    expected.challenges[0].end = day("2026-12-31");
    expected.silence.tags.insert("job".to_owned(), Wait::Days(45));
    expected.who.insert("acme".to_owned(), WhoEntry { name: Some("Acme Inc.".to_owned()) });
    expected.keys.declared.insert("salary".to_owned(), DeclaredKind::Number);
    expected.allow = vec![Code::CheckboxDisagrees];
    expected.site.tags = vec!["job".to_owned()];
    assert_eq!(config, expected);
}

#[test]
fn keys_at_the_top() {
    good("format = 1");
    bad("format = 2", "config-value", "2");
    bad("format = \"1\"", "config-type", "\"1\"");
    assert_eq!(good("journal = './my/journal/'").journal, "my/journal");
    assert_eq!(good("journal = 'a/../b'").journal, "b");
    let loaded = load("week_starts = 'monday'\njournal = 'notes' # here\n");
    assert_eq!(loaded.journal_span, Span::new(33, 40));
    for journal in ["'/home/me'", "'../journal'", "''", "'C:/journal'", "'~/journal'", "'a\\b'"] {
        bad(&format!("journal = {journal}"), "config-value", journal);
    }
    bad("journal = true", "config-type", "true");
    assert_eq!(good("ignore = ['*.bak', '!keep/**', 'a b/']").ignore.len(), 3);
    bad("ignore = ['ok', 'a{b']", "config-value", "'a{b'");
    bad("ignore = ['[z-a]']", "config-value", "'[z-a]'");
    bad("ignore = ['#drafts']", "config-value", "'#drafts'");
    bad("ignore = ['ok', '']", "config-value", "''");
    bad("ignore = [1]", "config-type", "1");
    bad("ignore = 'drafts/**'", "config-type", "'drafts/**'");
    assert_eq!(fixed("ignore = 'drafts/**'"), "ignore = ['drafts/**']");
    assert_eq!(good("week_starts = 'Sunday'").week_starts, WeekStart::Sunday);
    let tuesday = bad("week_starts = 'tuesday'", "config-value", "'tuesday'");
    assert_eq!(tuesday.message, "`tuesday` is no value of `week_starts`");
    assert_eq!(tuesday.hint.as_deref(), Some("it can be `monday` or `sunday`"));
    assert_eq!(fixed("week_starts = 'mondy'"), "week_starts = \"monday\"");
    bad("week_starts = 1", "config-type", "1");
    assert_eq!(good("day_ends = '04:30'").day_ends, NaiveTime::from_hms_opt(4, 30, 0).expect("a time"));
    for time in ["'24:00'", "'4'", "'4:5'", "'04:00:00'", "'+4:00'", "''"] {
        bad(&format!("day_ends = {time}"), "config-value", time);
    }
    assert_eq!(fixed("day_ends = '4:00'"), "day_ends = \"04:00\"");
    bad("day_ends = 4", "config-type", "4");
    bad("day_ends = 04:00:00", "config-type", "04:00:00");
    assert_eq!(fixed("day_ends = 04:00"), "day_ends = \"04:00\"");
    assert!(good("partial = 'yes'").partial_is_yes);
    bad("partial = 'maybe'", "config-value", "'maybe'");
    assert_eq!(fixed("partial = true"), "partial = \"yes\"");
}
