//! Each sentence of a report says what is counted, of whom and up to when: no more, no less.

use super::report_words::{says, weekly};
use crate::support::command::{Notebook, run_in};
use std::fmt::Write;

fn with_config(config: &str, lines: &str) -> Notebook {
    Notebook::new(&format!(">>> askbook.toml\n{config}\n>>> journal.md\n{lines}"))
}

fn page(lines: &str) -> Notebook {
    with_config("", lines)
}

/// So many days from 2026-01-01 on, a line for each.
fn daily(days: u64, line: impl Fn(chrono::NaiveDate) -> String) -> String {
    let first = chrono::NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day");
    (0..days).fold(String::new(), |mut lines, day| {
        let _ = writeln!(lines, "{}", line(first + chrono::Days::new(day)));
        lines
    })
}

#[test]
fn the_usual_week_knows_the_weeks_before_the_challenge() {
    let notebook = weekly(25, |_| "- #ask #no A\n- #ask #no B\n".to_owned());
    notebook.write("2026-06-29.md", "- #ask #no C\n".repeat(9));
    let started = "[challenge]\ngoal = 100\nstart = 2026-06-22\nend = 2026-12-31\n";
    for config in ["", started] {
        notebook.write("askbook.toml", config);
        let usual = "This week so far: 9 asks; your usual week has 2.";
        says(&notebook, &["report"], &[usual, "9 asks this week; your usual is 2."], &["fewer than"]);
        says(
            &notebook,
            &["review", "2026-W27"],
            &["9 asks that week; your usual is 2."],
            &["fewer than 4 complete weeks"],
        );
    }
    // A date is about the challenge's own weeks.
    says(&notebook, &["report", "forecast"], &["A date can be told after 3 complete weeks more"], &[]);
    says(&notebook, &["report", "load"], &["1 of 1 complete week had an ask"], &[]);
}

#[test]
fn a_later_answer_is_told_as_an_estimate_and_from_how_many() {
    let lines = daily(9, |day| format!("- {day} #ask #no N"))
        + "- 2026-01-01 #ask Slow ^s\n- 2026-01-31 #no re:s\n"
        + &daily(12, |day| format!("- {} #ask Open", day + chrono::Days::new(20)));
    let out = |today: &str, notebook: &Notebook| {
        let run = run_in(notebook.path(), &["--today", today, "next"]).exits(0).out;
        run.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    // Thirteen were not answered on their first day: twelve are open, and one was answered later.
    let notebook = page(&lines.replace("2026-02-01 #ask Open\n", "2026-02-01 #ask Today\n"));
    let told = out("2026-02-01", &notebook);
    let words = "Today (out since today) Estimated from the 13 asks that were still out after this age: most get an answer later.";
    assert!(told.contains(words) && !told.contains("got an answer later"), "{told}");
    let one =
        with_config("[minimums]\nwaiting = 1\n", "- 2026-01-01 #ask #no A #job\n- 2026-01-05 #ask B #job\n");
    let told = out("2026-01-09", &one);
    assert!(
        told.contains("The one #job ask that was still out after this age has no answer so far."),
        "{told}"
    );
}

/// What the report says on a day, with one blank between two words.
fn report_on(notebook: &Notebook, today: &str) -> String {
    let run = run_in(notebook.path(), &["--today", today, "report"]).exits(0).out;
    run.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_lies_beyond_a_challenge_is_told_as_that() {
    let config = |goal: u32| {
        format!(
            "[[challenge]]\nname = \"A\"\nend = 2026-01-31\n[[challenge]]\nname = \"B\"\nstart = 2026-02-01\nend = 2026-02-28\ngoal = {goal}\n"
        )
    };
    let lines = daily(10, |day| format!("- {day} #ask #no N")) + "- 2026-02-03 #ask #no N\n";
    let notebook = with_config(&config(1), &lines);
    let told = report_on(&notebook, "2026-02-05");
    assert!(told.contains("In all, 11 asks: 11 noes"), "{told}");
    let told = report_on(&notebook, "2026-03-05");
    let words = "The last one, B, ended on 2026-02-28 with 1 of 1 rejection. Well asked! Another one is a [[challenge]]";
    assert!(told.contains(words), "{told}");
    let told = report_on(&with_config(&config(5), &lines), "2026-03-05");
    assert!(told.contains("with 1 of 5 rejections. Another one"), "{told}");
}

#[test]
fn a_date_far_ahead_is_none_and_a_heavy_time_asks_for_no_more() {
    let lines = daily(60, |day| format!("- {day} #ask #no N"));
    let config = |goal: u32| format!("[challenge]\ngoal = {goal}\nstart = 2026-01-01\nend = 2026-12-31\n");
    let told = report_on(&with_config(&config(1_000_000), &lines), "2026-03-01");
    assert!(told.contains("it takes more than 10 years. A smaller goal is a goal, too."), "{told}");
    // Sixty days without one of rest.
    assert!(told.contains("The date may move: it is yours.") && !told.contains("a day from here"), "{told}");
}

#[test]
fn a_week_with_a_rest_is_held_against_no_other() {
    let asks = daily(40, |day| format!("- {day} #ask #no N"));
    let told = report_on(&page(&(asks + "- 2026-02-09 #rest 2026-02-09...2026-02-11\n")), "2026-02-10");
    assert!(told.contains("This week so far: 1 ask, 2 days of rest.") && !told.contains("usual"), "{told}");
}

#[test]
fn what_is_due_and_plans_for_a_day_to_come_are_counted() {
    let lines = "- 2026-01-01 #ask A due:2026-02-01\n- 2026-01-01 #plan B due:2026-02-01\n- 2026-03-01 #plan C\n- 2026-01-01 #plan D\n";
    let told = report_on(&page(lines), "2026-02-01");
    assert!(told.contains("1 open, 2 due (askbook next) 2 plans put off, 1 plan ahead"), "{told}");
}

#[test]
fn what_the_goal_still_takes_goes_by_its_own_counts() {
    let winter = "[[challenge]]\nname = \"One\"\nend = 2026-01-31\ncounts = [\"no\", \"silence\"]\n";
    let counts = |answers: &str| {
        format!("{winter}[[challenge]]\nname = \"Two\"\nstart = 2026-02-01\ncounts = {answers}\ngoal = 5\n")
    };
    let noes = daily(20, |day| format!("- {day} #ask #no N"));
    says(&with_config(&counts("[\"yes\"]"), &noes), &["report"], &["0 of 5"], &["still takes"]);
    // Where yeses are counted, how many of them are yeses is no second figure.
    let half = noes.clone() + &noes.replace("#no", "#yes");
    says(
        &with_config(&counts("[\"yes\"]"), &half),
        &["report"],
        &["The goal still takes about 10 asks. A yes"],
        &["of them may be"],
    );
    says(
        &with_config(&counts("[\"no\", \"partial\"]"), &half),
        &["report"],
        &["The goal still takes about 10 asks; 2 to 8 of them may be yeses."],
        &[],
    );
}

#[test]
fn no_answer_yet_is_said_only_where_one_may_still_come_and_none_did() {
    let open = "- 2026-06-01 #ask Open\n";
    says(&page(open), &["report"], &["No answer yet."], &[]);
    let closed = "- 2026-06-01 #ask #silence A\n- 2026-06-02 #ask #withdrawn B\n";
    let over = "- 2026-06-01 #ask C ^c\n- 2026-06-03 #yes re:c\n- 2026-06-05 #silence re:c\n";
    for lines in [closed.to_owned(), over.to_owned(), over.to_owned() + open] {
        says(&page(&lines), &["report"], &["No ask stands as a yes, a partial or a no."], &["No answer yet"]);
    }
}

#[test]
fn what_turned_around_is_told_as_that_and_once() {
    let turned = [("no", "yes"), ("silence", "yes"), ("no", "partial")];
    let lines = turned.iter().enumerate().fold(String::new(), |mut lines, (at, (first, then))| {
        let _ = writeln!(
            lines,
            "- 2026-06-01 #ask A ^a{at}\n- 2026-06-02 #{first} re:a{at}\n- 2026-06-23 #{then} re:a{at}"
        );
        lines
    });
    let notebook = page(&lines);
    let never = ["became a yes", "into a yes"];
    says(&notebook, &["report"], &["0 open; 3 turned around after a no or a silence"], &never);
    let once = ["and 3 asks that turned around after a no or a silence. Well asked!"];
    says(&notebook, &["review", "2026-W26"], &once, &never);
    let once = ["2026-06-23: 3 asks that turned around after a no or a silence"];
    says(&notebook, &["report", "year"], &once, &never);
    says(&notebook, &["compare", "2025", "2026"], &["turned around 0 3"], &never);
    // The yes of a day outranks its no, which is forgotten.
    let same = page(
        "- 2026-06-01 #ask A ^a\n- 2026-06-02 #no re:a\n- 2026-06-02 #yes re:a\n- 2026-06-09 #yes re:a\n",
    );
    says(&same, &["report"], &["1 yes"], &["turned around"]);
}

#[test]
fn a_goal_of_one_is_one() {
    for (of, one) in [("rejections", "rejection"), ("asks", "ask")] {
        let goal = format!("[challenge]\nname = \"One\"\ngoal = 1\nof = \"{of}\"\nstart = 2026-01-01\n");
        let notebook = with_config(&goal, "- 2026-01-05 #ask #no A\n");
        let told = format!("1 of 1 {one}");
        says(&notebook, &["report"], &[&told], &[&format!("1 of 1 {one}s")]);
        says(&notebook, &["report", "forecast"], &[&format!("{told}. The goal is reached.")], &[]);
        notebook.write("askbook.toml", format!("{goal}end = 2026-05-31\n"));
        let ended = format!("The last one, One, ended on 2026-05-31 with {told}");
        says(&notebook, &["report"], &[&format!("{ended}.")], &[]);
        says(&notebook, &["report", "forecast"], &[&format!("{ended}:")], &[]);
        let named = ["report", "--challenge", "one"];
        says(&notebook, &named, &[&format!("It ended on 2026-05-31 with {told}: the goal is reached.")], &[]);
    }
}

#[test]
fn a_trend_never_leaves_the_scale() {
    let stings = [10, 10, 9, 8, 6, 4, 3, 2, 0, 0];
    let lines = (0..).zip(stings).fold(String::new(), |mut lines, (at, sting)| {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 1, 3).expect("a day") + chrono::Days::new(at * 3);
        let _ = writeln!(lines, "- {day} #ask #no N sting:{sting}");
        lines
    });
    says(
        &page(&lines),
        &["report"],
        &["has gone down: about 1.3 with every no rated, from a median of 10 to 0."],
        &["13.3"],
    );
}

#[test]
fn a_review_asks_only_what_there_was() {
    let questions = |notebook: &Notebook| -> String {
        (1..=12).map(|week| notebook.run(&["review", &format!("2026-W{week:02}")]).exits(0).out).collect()
    };
    let (no, ask) = ("Which no was kinder", "Which ask would you make again");
    let told = questions(&page("- 2026-06-01 #rest\n"));
    assert!(!told.contains(no) && !told.contains(ask) && !told.contains("made asking easier"), "{told}");
    let told = questions(&page("- 2026-01-01 #ask #partial A\n"));
    assert!(!told.contains(no) && told.contains(ask), "{told}");
    assert!(questions(&page("- 2026-01-01 #ask #no A\n")).contains(no));
}

#[test]
fn yeses_that_are_partial_are_told_in_whole_sentences() {
    let told = |answers: &[&str]| {
        let lines: String = answers.iter().map(|answer| format!("- 2026-06-23 #ask #{answer} A\n")).collect();
        with_config("partial = \"yes\"\n", &lines)
    };
    for (answers, words) in [
        (&["partial"][..], "1 yes, a partial one"),
        (&["partial", "partial"], "2 yeses, both partial"),
        (&["partial", "partial", "partial"], "3 yeses, all partial"),
        (&["yes", "partial"], "2 yeses, 1 of them partial"),
    ] {
        let notebook = told(answers);
        says(&notebook, &["report", "year"], &[&format!("; {words}, came.")], &[]);
        let record =
            format!("- #review 2026-W26 {} asks, {words} - What", answers.len()).replace(" 1 asks", " 1 ask");
        says(&notebook, &["review", "2026-W26"], &[&format!("; {words}, came."), &record], &[]);
    }
    says(&told(&["yes", "partial", "no"]), &["report", "year"], &["1 of them partial, and 1 no came."], &[]);
}

#[test]
fn nothing_is_cut_or_torn_at_80_columns() {
    let many = "- 2026-06-22 #rest 2026-06-22...2026-06-27\n".to_owned()
        + &"- 2026-06-23 #ask #no A size:big\n- 2026-06-23 #ask #yes B size:small\n".repeat(11);
    let notebook = with_config("[minimums]\nwaiting = 1\n", &many);
    says(&notebook, &["report"], &["11 rejections, 11 yeses, 6 days of rest"], &["…"]);
    let few = with_config(
        "[minimums]\nwaiting = 1\n",
        "- 2026-06-23 #ask #no A size:big\n- 2026-06-23 #ask #no B size:small\n",
    );
    says(
        &few,
        &["compare", "size:big", "size:small"],
        &["half answered by day 0 (0 or more) 0 (0 or more)"],
        &["…"],
    );
    let lines = "- 2026-01-01 #ask A ^a\n- 2026-01-01 #ask B ^b\n- 2026-01-01 #ask C ^c\n- 2026-01-01 #ask D ^d\n\
                 - 2026-01-02 #yes re:a\n- 2026-01-03 #no re:b\n- 2026-01-04 #no re:c\n- 2026-03-03 #no re:d\n";
    let report = with_config("[minimums]\nwaiting = 1\n", lines).run(&["report"]).exits(0).out;
    assert!(report.contains("0 % without"), "{report}");
    assert!(!report.lines().any(|line| line.trim_start().starts_with('%')), "{report}");
}

#[test]
fn the_scale_of_a_chart_stands_where_its_columns_end() {
    let notebook =
        with_config("[challenge]\ngoal = 3\n", "- 2026-06-01 #ask #no A\n- 2026-06-11 #ask #no B\n");
    let chart = notebook.run(&["report", "forecast"]).exits(0).out;
    let middle = chart.lines().find(|line| line.trim_start().starts_with("1 │")).expect("a middle");
    // The first column, of one, ends there.
    assert!(middle.contains("1 │▃"), "{chart}");
}
