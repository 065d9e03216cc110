//! Keys that are not known, text that is no TOML, and what holds for any text.

use super::*;
use proptest::prelude::*;

#[test]
fn an_unknown_key_is_told_with_the_nearest() {
    let hint = |text: &str, words: &str| bad(text, "config-unknown", words).hint.unwrap_or_default();
    assert_eq!(hint("jurnal = 'x'", "jurnal"), "did you mean `journal`?");
    assert_eq!(hint("[chalenge]\ngoal = 5", "chalenge"), "did you mean `challenge`?");
    assert_eq!(hint("[[challange]]\ngoal = 5", "challange"), "did you mean `challenge`?");
    assert_eq!(hint("[silence.tag]\njob = '4d'", "tag"), "did you mean `tags`?");
    assert_eq!(hint("challenge.gaol = 5", "gaol"), "did you mean `goal`?");
    assert_eq!(hint("site = {titel = 'x'}", "titel"), "did you mean `title`?");
    assert_eq!(hint("'week-starts' = 'monday'", "'week-starts'"), "did you mean `week_starts`?");
    assert_eq!(hint("goal = 5", "goal"), "`goal` belongs in `[challenge]`");
    assert_eq!(hint("[git]\njournal = 'x'", "journal"), "`journal` belongs above the first `[table]`");
    assert_eq!(hint("[git]\npush = true", "push"), "it can be `commit`");
    assert_eq!(hint("[check]\ntags = true", "tags"), "it can be `allow`");
    assert_eq!(fixed("[challenge]\ngaol = 5"), "[challenge]\ngoal = 5");
    assert_eq!(fixed("'week-starts' = 'sunday'"), "week_starts = 'sunday'");

    let found = bad("[chalenge]\ngoal = 5", "config-unknown", "chalenge");
    assert_eq!(found.message, "askbook.toml has no table with the name `chalenge`");
    let found = bad("[git]\ncomit = true", "config-unknown", "comit");
    assert_eq!(found.message, "`[git]` has no key with the name `comit`");
}

#[test]
fn a_key_that_is_there_already_is_not_proposed() {
    let found = one("[site]\ntitle = 'a'\ntitel = 'b'", "config-unknown", "titel");
    assert_eq!(found.fix, None);
}

#[test]
fn all_problems_are_told_in_order_of_place() {
    let text = "journal = 1\n[site]\ngrain = 'x'\nfoo = 1\n[challenge]\ngoal = 0\nname = 'mine'\n";
    let codes: Vec<&str> = problems(text).into_iter().map(|(code, _)| code).collect();
    assert_eq!(codes, ["config-type", "config-value", "config-unknown", "config-value"]);
    assert_eq!(load(text).config.challenges[0].name, "mine");
}

#[test]
fn tables_that_are_none() {
    for table in ["who", "keys", "silence", "capture", "care", "check", "minimums", "git", "site"] {
        bad(&format!("{table} = 5"), "config-type", "5");
        bad(&format!("[[{table}]]"), "config-type", &format!("[[{table}]]"));
    }
    let found = bad("[[site]]", "config-type", "[[site]]");
    assert_eq!(found.message, "`site` is a table, not several tables");
    assert_eq!(found.hint.as_deref(), Some("type `[site]` on a line of its own, and its keys below"));
}

/// A text that is no TOML: the words pointed at and the message.
#[track_caller]
fn broken(text: &str, words: &str, message: &str) {
    let loaded = load(text);
    assert!(loaded.syntax_broken);
    let [found] = loaded.diagnostics.as_slice() else { panic!("{:?}", loaded.diagnostics) };
    assert_eq!(found.code, Code::ConfigSyntax);
    assert_eq!((&text[found.place.span.range()], found.message.as_str()), (words, message), "{text}");
}

#[test]
fn text_that_is_no_toml() {
    broken("format = 1\nformat = 1", "format", "`format` is here a second time");
    broken("[site]\n[site]", "site", "`site` is here a second time");
    broken("[challenge]\n[[challenge]]", "challenge", "`challenge` is here a second time");
    broken("journal = notes", "notes", "the value `notes` has no quotes");
    broken("journal = “notes”", "“notes”", "the value `“notes”` has no quotes");
    broken("challenge.pace = True", "True", "`True` is no value");
    broken("journal =\n", "", "a value is missing here");
    broken("journal \"x\"\n", "", "a `=` and a value are missing here");
    broken("journal: 'x'\n", ":", "`:` cannot stand in a key without quotes");
    broken("[who.@acme]\n", "@", "`@` cannot stand in a key without quotes");
    broken("challenge.start = 2026-02-30", "2026-02-30", "`2026-02-30` is no day of the calendar");
    broken("day_ends = 4:00", "4:00", "`4:00` is no time");
    broken("<<<<<<< HEAD\n", "<<<<<<<", "a git conflict is left here");
    broken("[site\n", "", "the TOML breaks off here: unclosed table, expected `]`");
    broken("ignore = ['a'\n", "", "the TOML breaks off here: unclosed array, expected `]`");
    assert_eq!(fixed("journal = “my notes” \n"), "journal = \"my notes\" \n");
    assert_eq!(fixed("challenge.pace = True\n"), "challenge.pace = true\n");
}

#[test]
fn what_a_fault_of_syntax_leaves_is_read() {
    let loaded = load("journal = 'notes'\n[site\ntitle = 'x'\n[[[\ngaol = 1\n");
    assert!(loaded.syntax_broken);
    assert_eq!((loaded.config.journal.as_str(), loaded.diagnostics.len()), ("notes", 1));
}

/// Lines that are nearly those of a config.
const LINES: [&str; 36] = [
    "[challenge]",
    "[[challenge]]",
    "[[challenge]]",
    "[silence.tags]",
    "[silence]",
    "[who.é]",
    "[who.'é']",
    "[who]",
    "[site]",
    "site.out = 'a'",
    "out = 'public'",
    "private_out = 'public/a'",
    "name = 'b'",
    "name = \"é\\u00e9",
    "start = 2026-01-01",
    "start = 2026-01-15",
    "start = 9999-12-31",
    "end = 2026-01-31",
    "end = 2025-12-31",
    "end = 2026-02-30",
    "journal = 'a'",
    "journal = é",
    "[[site]]",
    "[site.x]",
    "[[site.x.y]]",
    "challenge.goal = 1",
    "challenge = [{start = 9999-12-31}, {}]",
    "a.b.c = [",
    "]",
    "ignore = ['[', '\\']",
    "page = '%'",
    "[capture]",
    "'''",
    "\"\"\"",
    "\u{feff}",
    "}",
];

/// Holds a text to what holds for any.
fn sound(text: &str) {
    let source = Source::new("askbook.toml", text.to_owned());
    let loaded = read(&source);
    for found in &loaded.diagnostics {
        assert!(source.text.get(found.place.span.range()).is_some(), "{text:?} {found:?}");
        assert!(!found.message.contains('\n') && !found.message.ends_with('.'), "{found:?}");
        assert_eq!(found.code == Code::ConfigSyntax, loaded.syntax_broken);
        if let Some(fix) = &found.fix {
            apply(&source.text, &fix.edits).expect("edits that fit");
        }
    }
    let challenges = &loaded.config.challenges;
    assert!(!challenges.is_empty());
    assert!(challenges.is_sorted_by_key(|challenge| challenge.start));
    for pair in challenges.windows(2) {
        assert!(pair[0].end.is_some() && pair[0].end < pair[1].start, "{text:?}");
    }
    for challenge in challenges {
        assert!(challenge.end.is_none_or(|end| challenge.start.is_none_or(|start| start <= end)), "{text:?}");
    }
    let (out, private_out) = (&loaded.config.site.out, &loaded.config.site.private_out);
    assert!(out != private_out && out != &loaded.config.journal && private_out != &loaded.config.journal);
}

proptest! {
    #[test]
    fn reading_is_total(text in "\\PC*") {
        sound(&text);
    }

    #[test]
    fn reading_toml_like_text_is_total(text in "[a-c\\[\\]{}=.,'\"\\n 0-9é#-]{0,40}") {
        sound(&text);
    }

    #[test]
    fn reading_lines_is_total(lines in prop::collection::vec(prop::sample::select(&LINES[..]), 0..9)) {
        sound(&lines.join("\n"));
    }
}
