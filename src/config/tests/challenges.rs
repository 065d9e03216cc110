//! Challenges: each key, and that no two share a day.

use super::*;

#[test]
fn a_challenge() {
    let text = "[challenge]\nname = 'Café'\ngoal = 0x64\nof = 'asks'\nstart = 2026-01-01\n\
        end = 2026-01-31\ncounts = ['silence', 'no', 'partial', 'no']\npace = false\n";
    let expected = Challenge {
        name: "Café".to_owned(),
        goal: 100,
        of: Goal::Asks,
        start: day("2026-01-01"),
        end: day("2026-01-31"),
        counts: vec![Answer::Partial, Answer::No, Answer::Silence],
        pace: false,
    };
    let config = good(text);
    assert_eq!(config.challenges, [expected]);
    assert!(config.challenge_of(day("2026-01-31").expect("a day")).is_some());
    assert!(config.challenge_of(day("2026-02-01").expect("a day")).is_none());

    let bad = |line: &str, code: &str, words: &str| bad(&format!("[challenge]\n{line}\n"), code, words);
    bad("name = ' '", "config-value", "' '");
    bad("name = 5", "config-type", "5");
    bad("goal = 0", "config-value", "0");
    bad("goal = -3", "config-value", "-3");
    bad("goal = 5_000_000_000", "config-value", "5_000_000_000");
    bad("goal = 99999999999999999999999999999999999999999", "config-value", &"9".repeat(41));
    bad("goal = 10.5", "config-type", "10.5");
    bad("goal = '100'", "config-type", "'100'");
    assert_eq!(fixed("[challenge]\ngoal = '100'"), "[challenge]\ngoal = 100");
    bad("of = 'yeses'", "config-value", "'yeses'");
    bad("start = 2026-01-01T10:00:00", "config-type", "2026-01-01T10:00:00");
    bad("start = 10:00:00", "config-type", "10:00:00");
    bad("start = '2026-02-30'", "config-type", "'2026-02-30'");
    bad("start = 'January'", "config-type", "'January'");
    bad("end = 2026", "config-type", "2026");
    bad("counts = ['no', 'never']", "config-value", "'never'");
    bad("counts = []", "config-value", "[]");
    bad("counts = 'no'", "config-type", "'no'");
    bad("counts = ['no', 1]", "config-type", "1");
    bad("pace = 'no'", "config-type", "'no'");
    assert_eq!(fixed("challenge.pace = 'no'"), "challenge.pace = false");
    assert_eq!(fixed("challenge.counts = ['no', 'ghosted']"), "challenge.counts = ['no', \"silence\"]");
    super::bad("challenge = 100", "config-type", "100");
}

#[test]
fn a_challenge_that_ends_before_it_starts_has_no_end() {
    let text = "[challenge]\nstart = 2026-05-01\nend = 2026-04-30\n";
    one(text, "config-value", "2026-04-30");
    let challenge = load(text).config.challenges.remove(0);
    assert_eq!((challenge.start, challenge.end), (day("2026-05-01"), None));
}

/// The days of each challenge, as they are held apart.
fn days(text: &str) -> Vec<(Option<Day>, Option<Day>)> {
    load(text).config.challenges.iter().map(|challenge| (challenge.start, challenge.end)).collect()
}

#[test]
fn several_challenges_are_sorted_and_need_names_of_their_own() {
    let text = "[[challenge]]\nname = 'b'\nstart = 2026-07-01\n[[challenge]]\nname = 'a'\nend = 2026-06-30\n";
    let names: Vec<String> = good(text).challenges.into_iter().map(|challenge| challenge.name).collect();
    assert_eq!(names, ["a", "b"]);
    assert_eq!(good("challenge = []").challenges.len(), 1);
    good("[[challenge]]\ngoal = 5\n");

    let text = "[[challenge]]\nend = 2026-06-30\n[[challenge]]\nname = 'b'\nstart = 2026-07-01\n";
    one(text, "config-value", "[[challenge]]");
    let text =
        "[[challenge]]\nname = 'B'\nend = 2026-06-30\n[[challenge]]\nname = \"b\"\nstart = 2026-07-01\n";
    let same = one(text, "config-value", "\"b\"");
    assert_eq!(&text[same.related[0].place.span.range()], "'B'");
    one("challenge = [{end = 2026-06-30}, {name = 'b', start = 2026-07-01}]", "config-value", "end");
}

#[test]
fn challenges_that_share_days_are_held_apart() {
    let first = "[[challenge]]\nname = 'a'\nstart = 2026-01-01\nend = 2026-06-30\n";
    let text = format!("[[challenge]]\nname = 'b'\nstart = 2026-06-30\n{first}");
    let found = one(&text, "config-value", "2026-06-30");
    assert_eq!(found.place.span.start, 33);
    assert_eq!(found.message, "the challenges `b` and `a` share days");
    assert_eq!(
        found.hint.as_deref(),
        Some(
            "type `2026-07-01`, the day after the other ends, or a later one; or let the other end sooner: an ask counts in one challenge"
        )
    );
    assert_eq!(&text[found.related[0].place.span.range()], "2026-06-30");
    assert_ne!(found.related[0].place, found.place);
    assert_eq!(days(&text), [(day("2026-01-01"), day("2026-06-30")), (day("2026-07-01"), None)]);

    let text = format!("{first}[[challenge]]\nname = 'in'\nstart = 2026-02-01\nend = 2026-03-01\n");
    one(&text, "config-value", "2026-02-01");
    assert_eq!(days(&text).len(), 1);

    let text = "[[challenge]]\nname = 'open'\n[[challenge]]\nname = 'b'\nstart = 2026-02-01\n";
    one(text, "config-value", "2026-02-01");
    assert_eq!(days(text), [(None, day("2026-01-31")), (day("2026-02-01"), None)]);

    let text = "[[challenge]]\nname = 'a'\n[[challenge]]\nname = 'b'\n";
    assert_eq!(one(text, "config-value", "[[challenge]]").place.span.start, 25);
    assert_eq!(days(text), [(None, None)]);
    one("challenge = [{name = 'a'}, {name = 'b'}]", "config-value", "name");
}

#[test]
fn a_bad_date_does_not_make_challenges_share_days() {
    let text = "[[challenge]]\nname = 'a'\nend = 'June'\n[[challenge]]\nname = 'b'\nstart = 2026-07-01\n";
    one(text, "config-type", "'June'");
    assert_eq!(days(text), [(None, day("2026-06-30")), (day("2026-07-01"), None)]);
}
