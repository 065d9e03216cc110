//! What a command says of what it wrote: the count, what is wrong with it, what was planned; and days in words.

use crate::support::command::Notebook;
use crate::writing::TODAY;

const GOAL: &str =
    ">>> askbook.toml\n[[challenge]]\nname = \"Three\"\ngoal = 3\nstart = 2026-01-01\nend = 2026-12-31\n";

#[test]
fn yeses_and_noes_are_counted_alike_and_the_goal_is_told() {
    let notebook = Notebook::new(GOAL);
    let said = |arguments: &[&str]| notebook.does(arguments).out;
    assert!(said(&["ask", "A", "--no"]).ends_with("  rejection 1 of 3\n"));
    assert!(said(&["ask", "B", "--yes"]).ends_with("  yes 1, beside 1 of 3 rejections: well asked!\n"));
    notebook.does(&["ask", "C", "--who", "c"]);
    assert!(said(&["yes", "@c"]).ends_with("  yes 2, beside 1 of 3 rejections: well asked!\n"));
    assert!(
        said(&["ask", "D", "--partial"])
            .ends_with("  smaller yes 1, beside 1 of 3 rejections: well asked!\n")
    );
    assert!(said(&["ask", "E", "--no"]).ends_with("  rejection 2 of 3\n"));
    assert!(said(&["ask", "F", "--no"]).ends_with("  rejection 3 of 3: that is your goal, reached!\n"));
    assert!(said(&["ask", "G", "--no"]).ends_with("  rejection 4 of 3\n"));
    let notebook = Notebook::new("");
    assert!(notebook.does(&["ask", "B", "--yes"]).out.ends_with("  yes 1: well asked!\n"));
}

#[test]
fn what_is_wrong_with_a_record_is_said_when_it_is_written() {
    let notebook = Notebook::new("");
    for (text, told) in [
        ("foo re:nope", "error[unknown-id]: nothing has the id `nope`"),
        ("foo ^acme bar", "warning[misplaced-id]: `^acme` is not the last word of its record"),
    ] {
        let run = notebook.does(&["ask", text]);
        assert!(run.err.contains(told) && run.err.contains(&format!("- #ask {text}")), "{}", run.err);
        assert_eq!(run.err.matches("help:").count(), 1, "of other lines nothing is said: {}", run.err);
    }
    assert_eq!(notebook.does(&["ask", "Fine"]).err, "");
    let page = notebook.text(TODAY);
    for arguments in
        [&["ask", "^acme"][..], &["ask", "re:nope"], &["ask", "X", "--public="], &["plan", "^acme"]]
    {
        let run = notebook.run(arguments).exits(2);
        assert!(
            run.err.contains("no words to write down") || run.err.contains("say the words"),
            "{}",
            run.err
        );
    }
    assert_eq!(notebook.text(TODAY), page);
}

#[test]
fn an_earlier_answer_and_a_plan_of_the_same_who_are_told() {
    let notebook =
        Notebook::new("- #ask Coffee @kim ^coffee\n- #plan A mentor @kim ^mentor\n- #ask Tea @lin\n");
    notebook.does(&["no", "^coffee", "-d", "yesterday"]);
    let run = notebook.does(&["ask", "A walk", "--who", "kim"]);
    assert_eq!(
        run.err,
        "@kim was asked 120 days ago already: Coffee (@kim ^coffee); the answer was no, yesterday\n"
    );
    let planned =
        "You had planned: A mentor\n  if this was it: askbook undo, then askbook ask --plan mentor\n";
    assert!(run.out.ends_with(planned), "{}", run.out);
    notebook.does(&["undo"]);
    let run = notebook.does(&["ask", "--plan", "mentor"]);
    assert!(!run.out.contains("You had planned"), "{}", run.out);
    assert_eq!(notebook.does(&["ask", "Biscuits", "--who", "lin"]).err, "");
}

#[test]
fn a_rest_may_say_its_days_in_words() {
    let rests = |words: &[&str]| {
        let notebook = Notebook::new("");
        let run = notebook.run(&[&["rest"], words].concat());
        let pages = [TODAY, "2026/2026-07-01.md", "2026/2026-06-29.md"].into_iter();
        let found = pages.filter(|page| notebook.path().join(page).exists());
        (
            run.code,
            found.map(|page| format!("{page}: {}", notebook.text(page).lines().last().unwrap_or(""))).next(),
        )
    };
    // It is a Tuesday.
    for (words, page, line) in [
        (&["tomorrow"][..], "2026/2026-07-01.md", "- #rest"),
        (&["yesterday", "with", "a", "cold"], "2026/2026-06-29.md", "- #rest with a cold"),
        (&["this week"], TODAY, "- #rest 2026-W27"),
        (&["next", "week", "at the sea"], TODAY, "- #rest 2026-W28 at the sea"),
        (&["next month"], TODAY, "- #rest 2026-07"),
        (&["2026-W30"], TODAY, "- #rest 2026-W30"),
        (&["a", "slow", "day"], TODAY, "- #rest a slow day"),
        (&["3 days of nothing"], TODAY, "- #rest 3 days of nothing"),
        (
            &["-d", "yesterday", "tomorrow", "never", "comes"],
            "2026/2026-06-29.md",
            "- #rest tomorrow never comes",
        ),
    ] {
        assert_eq!(rests(words), (0, Some(format!("{page}: {line}"))), "{words:?}");
    }
    for words in [&["friday"][..], &["W11"], &["next", "friday"], &["1 april"], &["2026-W99"]] {
        assert_eq!(rests(words), (2, None), "{words:?}");
    }
}

#[test]
fn what_is_due_may_be_said_in_words() {
    for (arguments, line) in [
        (&["plan", "X due:friday", "--id", "x"][..], "- #plan X due:2026-07-03 ^x"),
        (&["plan", "X due:\"next week\" #job", "--id", "x"], "- #plan X due:2026-07-07 #job ^x"),
        (&["plan", "X", "--due", "tomorrow", "--id", "x"], "- #plan X due:2026-07-01 ^x"),
        (&["ask", "X", "--due", "in 3 days", "--no"], "- #ask #no X due:2026-07-03"),
        (&["plan", "X residue:friday", "--id", "x"], "- #plan X residue:friday ^x"),
    ] {
        let notebook = Notebook::new("");
        notebook.does(arguments);
        assert!(notebook.text(TODAY).ends_with(&format!("{line}\n")), "{}", notebook.text(TODAY));
    }
    for (due, says) in [("next friday", "may mean two days"), ("soon", "`soon` is no value for `due`")] {
        let run = Notebook::new("").run(&["plan", "X", "--due", due]).exits(2);
        assert!(run.err.contains(says), "{}", run.err);
    }
    let notebook = Notebook::new("");
    notebook.does(&["init", "new", "--goal", "5", "--until", "in 3 months"]);
    assert!(
        notebook.text("new/askbook.toml").contains("2026-09-30"),
        "{}",
        notebook.text("new/askbook.toml")
    );
    notebook.run(&["init", "other", "--until", "soon"]).exits(2);
}

#[test]
fn a_day_of_an_answer_that_cannot_be_is_told_as_that() {
    let notebook = Notebook::new("- #ask Coffee @kim\n");
    let run = notebook.run(&["no", "@kim", "-d", "tomorrow"]).exits(2);
    assert!(run.err.contains("an answer counts on the day it came"), "{}", run.err);
    let run = notebook.run(&["no", "@kim", "-d", "2026-03-01"]).exits(2);
    assert!(run.err.contains("say a later day with `--date`"), "{}", run.err);
    let run = notebook.run(&["ask", "X", "-d", "4 july"]).exits(2);
    assert!(run.err.contains("2025-07-04 or 2026-07-04"), "{}", run.err);
}

#[test]
fn words_stay_words_where_a_day_was_said_or_a_quote_holds_them() {
    let notebook = Notebook::new("");
    notebook.does(&["rest", "--date", "today", "Sun and sea"]);
    notebook.does(&["rest", "--date", "today", "W3 school off"]);
    notebook.does(&["ask", "Thing public:\"pay due:friday now\""]);
    notebook.does(&["ask", "Code `x due:friday y` due:tomorrow"]);
    let page = notebook.text(TODAY);
    for line in [
        "- #rest Sun and sea\n",
        "- #rest W3 school off\n",
        "- #ask Thing public:\"pay due:friday now\"",
        "- #ask Code `x due:friday y` due:2026-07-01",
    ] {
        assert!(page.contains(line), "{line}: {page}");
    }
    assert!(notebook.run(&["rest", "--date", "today", "2026-W60"]).exits(2).err.contains("no calendar"));
}
