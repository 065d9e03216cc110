//! What reports say of their figures is true of the notebook that they tell of.

use super::report_words::{says, weekly};
use crate::support::command::{Notebook, run_in};
use serde_json::Value;
use std::fmt::Write;

/// So many asks of one kind on 2026-01-05, each answered after so many days.
fn answered(name: &str, tags: &str, answer: &str, days: u64, many: usize) -> String {
    let first = chrono::NaiveDate::from_ymd_opt(2026, 1, 5).expect("a day");
    let day = first + chrono::Days::new(days);
    (0..many).fold(String::new(), |mut lines, at| {
        let _ = writeln!(lines, "- {first} #ask A {tags} ^{name}{at}\n- {day} #{answer} re:{name}{at}");
        lines
    })
}

fn page(lines: &str) -> Notebook {
    Notebook::new(&format!(">>> journal.md\n{lines}"))
}

fn with_config(config: &str, lines: &str) -> Notebook {
    Notebook::new(&format!(">>> askbook.toml\n{config}\n>>> journal.md\n{lines}"))
}

/// The report for machines.
fn json(notebook: &Notebook, arguments: &[&str]) -> Value {
    let out = notebook.run(&[&["report", "--format", "json"], arguments].concat()).exits(0).out;
    serde_json::from_str(&out).expect("JSON")
}

#[test]
fn a_kind_that_was_answered_on_one_day_may_be_answered_sooner() {
    let lines = answered("s", "size:small", "no", 0, 20) + &answered("b", "size:big", "no", 31, 20);
    let compare = ["compare", "size:small", "size:big"];
    let words = ["size:small is answered sooner than size:big.", "0 (0 to 0) 31 (31 to 31)"];
    says(&page(&lines), &compare, &words, &["end not reached"]);
    // An ask that is open makes it no less firm.
    let open = "- 2026-01-05 #ask A size:small\n- 2026-01-05 #ask A size:big\n";
    says(&page(&(lines + open)), &compare, &words[..1], &[]);
}

#[test]
fn a_rate_is_called_low_only_where_noes_came_sooner() {
    let low = ["While asks are open this is low: noes came sooner than yeses so far."];
    let open = "- 2026-01-06 #ask Open\n";
    let (noes, yeses) = (|days| answered("n", "", "no", days, 8), |days| answered("y", "", "yes", days, 5));
    says(&page(&(noes(1) + &yeses(9) + open)), &["report"], &low, &[]);
    for lines in
        [noes(1) + &yeses(9), noes(9) + &yeses(1) + open, yeses(9) + &yeses(9).replace("y", "z") + open]
    {
        says(&page(&lines), &["report"], &["answered asks were a yes"], &["this is low"]);
    }
    // Of a kind it is told by the asks of that kind.
    let lines = noes(1).replace("#ask", "#ask #a") + &yeses(9).replace("#ask", "#ask #b") + open;
    says(&page(&lines), &["report"], &low, &[]);
    says(&page(&lines), &["report", "--where", "tag:b"], &[], &low);
}

#[test]
fn an_ask_ends_in_its_last_answer_and_its_wait_with_its_first() {
    let minimums = "[minimums]\nwaiting = 1\nrate = 1\n";
    let later = "- 2026-03-02 #ask A ^a\n- 2026-03-03 #no re:a\n- 2026-03-12 #yes re:a\n";
    let notebook = with_config(minimums, later);
    says(
        &notebook,
        &["report"],
        &["1 ask: 1 yes", "after a day", "By day 1, with the open ones weighed in: a yes for 100 %"],
        &["a no for"],
    );
    // Of two on one day the strongest counts, whichever is written first.
    for [first, second] in [["no", "partial"], ["partial", "no"]] {
        let lines =
            format!("- 2026-03-02 #ask A ^a\n- 2026-03-03 #{first} re:a\n- 2026-03-03 #{second} re:a\n");
        let outcomes = &json(&with_config(minimums, &lines), &[])["waiting"]["outcomes"];
        assert_eq!((&outcomes["partial"], &outcomes["no"]), (&1.into(), &0.into()), "{first} {second}");
    }
    // What is given up after an answer was answered all the same.
    let gone = "- 2026-03-02 #ask A ^a\n- 2026-03-03 #no re:a\n- 2026-03-09 #silence re:a\n";
    let outcomes = json(&with_config(minimums, gone), &[])["waiting"]["outcomes"].clone();
    assert_eq!((&outcomes["no"], &outcomes["open"]), (&1.into(), &0.into()));
}

#[test]
fn a_day_with_a_yes_and_a_no_is_a_yes_wherever_it_is_looked_at() {
    for [first, second] in [["no", "yes"], ["yes", "no"]] {
        let page = format!(
            ">>> 2026-06-22.md\n- #ask A @dee ^a\n- #{first} re:a\n- #{second} re:a\n>>> 2026-06-29.md\n- #ask B @dee\n"
        );
        says(
            &Notebook::new(&page),
            &["report"],
            &["Asked again this week: @dee (7 days after"],
            &["clear no"],
        );
        let turned = format!(
            ">>> journal.md\n- 2026-06-01 #ask A ^a\n- 2026-06-02 #{first} re:a\n- 2026-06-02 #{second} re:a\n- 2026-06-05 #no re:a\n- 2026-06-09 #yes re:a\n"
        );
        says(
            &Notebook::new(&turned),
            &["report", "year"],
            &["A: no on 2026-06-05, yes on 2026-06-09, 4 days later"],
            &[],
        );
    }
}

#[test]
fn many_ratings_are_counted_all_and_the_last_of_them_looked_at() {
    let first = chrono::NaiveDate::from_ymd_opt(2026, 1, 5).expect("a day");
    let lines = (0..1440).fold(String::new(), |mut lines, at| {
        let day = first + chrono::Days::new(at / 12);
        let sting = 8 - (at.saturating_sub(1240)) / 40;
        let _ = writeln!(lines, "- {day} #ask #no A fear:9 sting:{sting}");
        lines
    });
    let notebook = page(&lines);
    says(
        &notebook,
        &["report", "sting"],
        &[
            "The sting of a no has gone down",
            "The last 200 of 1 440 rated noes: median",
            "(the last 200 of 1 440 noes, range",
        ],
        &["a trend needs", "1 440 rated noes so far"],
    );
    says(&notebook, &["compare", "2026", "2025"], &["9 (last 200 of 1 440)"], &[]);
    let report = json(&notebook, &[]);
    assert_eq!((&report["sting"]["n"], &report["fear_sting"]["n"]), (&1440.into(), &1440.into()));
    // Of the last 200 pairs alone: of all of them fear would be nearer to sting.
    assert_eq!(report["fear_sting"]["mean"], 3.0, "{}", report["fear_sting"]);
}

#[test]
fn a_challenge_that_ended_has_no_pace_and_no_forecast() {
    let lines = (0..80).fold(String::new(), |mut lines, at| {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 1, 5).expect("a day") + chrono::Days::new(at);
        let _ = writeln!(lines, "- {day} #ask #{} A", if at % 5 == 0 { "yes" } else { "no" });
        lines
    });
    let config =
        |goal| format!("[challenge]\nname = \"C\"\ngoal = {goal}\nstart = 2026-01-01\nend = 2026-03-31\n");
    let never = ["pace", "may be reached", "still takes", "80 % range", "A date can be told"];
    let ended = with_config(&config(100), &lines);
    let words = ["It ended on 2026-03-31 with 64 of 100 rejections."];
    for report in [&["report", "forecast", "--challenge", "C"][..], &["report", "--challenge", "C"]] {
        says(&ended, report, &words, &never);
    }
    let report = json(&ended, &["--challenge", "C"]);
    for key in ["forecast", "par", "behind", "needed_per_day"] {
        assert_eq!(report["challenge"][key], Value::Null, "{key}");
    }
    assert_eq!((&report["expect"]["asks"], report["needs"].get("challenge.forecast")), (&Value::Null, None));
    let reached = with_config(&config(50), &lines);
    let words = ["It ended on 2026-03-31 with 64 of 50 rejections: the goal is reached. Well asked!"];
    says(&reached, &["report", "--challenge", "C"], &words, &never);
    // On the way to its end a goal that is reached has no forecast either.
    let all = ["--today", "2026-03-30", "report", "--format", "json"];
    let report: Value = serde_json::from_str(&run_in(reached.path(), &all).exits(0).out).expect("JSON");
    assert_eq!(report["challenge"]["forecast"], Value::Null);
    assert!(report["challenge"]["par"].is_number());
}

#[test]
fn a_date_takes_what_complete_weeks_brought() {
    let lines = (0..19).fold(String::new(), |mut lines, at| {
        let day =
            chrono::NaiveDate::from_ymd_opt(2026, 6, 1).expect("a day") + chrono::Days::new(at * 28 / 19);
        let _ = writeln!(lines, "- {day} #ask #no A");
        lines
    });
    let config = "[challenge]\ngoal = 100\nstart = 2026-06-01\nend = 2026-12-31\n";
    let forecast = ["report", "forecast"];
    says(
        &with_config(config, &(lines.clone() + "- 2026-06-30 #ask #no This week\n")),
        &forecast,
        &["20 of 100 rejections", "A date can be told after 1 rejection more in complete weeks."],
        &[],
    );
    says(
        &with_config(&config.replace("2026-06-01", "2026-06-15"), &lines),
        &forecast,
        &["told after 2 complete weeks more and 11 rejections more in complete weeks."],
        &[],
    );
    // What is needed is never told as less: 14 weeks of 7.1 would be 99.4.
    let lines = (0..28).fold(String::new(), |mut lines, at| {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 6, 1).expect("a day") + chrono::Days::new(at);
        let _ = writeln!(lines, "- {day} #ask #no A");
        lines
    });
    let config = "[challenge]\ngoal = 128\nstart = 2026-06-01\nend = 2026-10-04\n";
    says(&with_config(config, &lines), &forecast, &["7.2 a week would do it"], &[]);
}

#[test]
fn fear_and_sting_are_about_the_same_only_where_the_range_is_narrow() {
    let felt = |pairs: &[(u8, u8)]| {
        let lines: String = pairs
            .iter()
            .map(|(fear, sting)| format!("- 2026-06-01 #ask #no A fear:{fear} sting:{sting}\n"))
            .collect();
        page(&lines)
    };
    let wide = [(9, 1), (2, 8), (10, 0), (3, 6), (9, 1), (5, 5), (8, 2), (1, 4), (9, 3), (5, 5), (6, 2)];
    says(
        &felt(&wide),
        &["report"],
        &[
            "These ratings cannot tell whether it hurt less than you feared: fear less sting is 2.7 on average (11 noes, range -0.9 to 6.3).",
        ],
        &["about as much"],
    );
    let narrow = [(5, 5), (5, 4), (4, 5), (6, 6), (3, 3), (5, 5), (4, 4), (6, 5), (5, 6), (4, 4)];
    says(
        &felt(&narrow),
        &["report"],
        &["It hurt about as much as you feared (10 noes)."],
        &["cannot tell whether"],
    );
}

#[test]
fn no_yes_yet_is_never_0_percent() {
    let notebook = page(&"- 2026-06-01 #ask #no A size:small odds:20\n".repeat(20));
    let reports: [&[&str]; 6] = [
        &["report"],
        &["report", "rates"],
        &["report", "sting"],
        &["report", "year"],
        &["report", "--public"],
        &["compare", "size:small", "size:big"],
    ];
    for report in reports {
        says(&notebook, report, &[], &[" 0 %"]);
    }
    says(&notebook, reports[3], &["None of 20 answered asks was a yes so far; up to 16 % fits."], &[]);
    says(&notebook, reports[5], &["as a rate none yet, up to 16 %"], &[]);
    says(&notebook, reports[2], &["20 % on average; none came yet, of 20 closed asks."], &[]);
}

#[test]
fn partials_that_are_yeses_are_told_as_a_part_of_them() {
    let lines =
        ["yes", "partial", "no"].map(|answer| format!("- 2026-06-22 #ask #{answer} A\n").repeat(10)).concat();
    let lines = lines + "- 2026-06-22 #ask W ^w\n- 2026-06-23 #withdrawn re:w\n";
    let among = with_config("partial = \"yes\"\n", &lines);
    says(
        &among,
        &["report"],
        &["31 asks: 20 yeses, 10 of them partial, 10 noes, 1 withdrawn"],
        &["10 partials"],
    );
    for report in [&["report", "year"][..], &["review"]] {
        says(&among, report, &["31 asks; 20 yeses, 10 of them partial, and 10 noes came."], &[]);
    }
    let rows = ["yes 0 20 of them partial 0 10 no 0 10 silence 0 0 withdrawn 0 1"];
    says(&among, &["compare", "2025", "2026"], &rows, &[]);
    assert_eq!(json(&among, &[])["asks"]["yes"], 10);
    let apart = page(&lines);
    says(&apart, &["report"], &["31 asks: 10 yeses, 10 partials, 10 noes"], &["of them partial"]);
    says(&apart, &["compare", "2025", "2026"], &["yes 0 10 partial 0 10 no 0 10"], &[]);
    let one = with_config("partial = \"yes\"\n", "- 2026-06-22 #ask #partial A\n");
    says(&one, &["report"], &["1 ask: 1 yes, a partial one"], &[]);
}

#[test]
fn the_longest_wait_is_over_with_the_first_answer() {
    let lines = "- 2026-03-02 #ask A ^a\n- 2026-03-12 #no re:a\n- 2026-05-01 #yes re:a\n- 2026-03-02 #ask B ^b\n- 2026-03-22 #no re:b\n";
    let words = ["2026-03-22: the longest wait that was answered so far (20 days)"];
    says(&page(lines), &["report", "year"], &words, &["60 days"]);
}

#[test]
fn sentences_are_true_at_the_lowest_minimums() {
    let names = [
        "rate",
        "compare",
        "no_yes_bound",
        "waiting",
        "forecast_weeks",
        "expect",
        "trend",
        "trend_weeks",
        "pairs",
        "load",
    ];
    let config = names.iter().fold("[minimums]\n".to_owned(), |config, name| format!("{config}{name} = 1\n"));
    let one = with_config(&config, "- 2026-06-01 #ask #no A fear:4 sting:3 odds:10\n");
    says(
        &one,
        &["report"],
        &[
            "The one answered ask was not a yes so far. No yes yet in 1 no; the chance of one could still be up to 95 %.",
        ],
        &["1 in 1", "None of 1"],
    );
    says(
        &one,
        &["report", "sting"],
        &[
            "1 rated no so far; a trend needs 2 more, over 1 week.",
            "1 no with both ratings so far; a comparison needs 1 more.",
        ],
        &["needs 0"],
    );
    assert_eq!(json(&one, &[])["needs"]["fear_sting"]["pairs"], 1);
    let rated = weekly(3, |week| format!("- #ask #yes A\n- #ask #no A fear:4 sting:{}\n", 6 - week));
    rated.write("askbook.toml", &config);
    says(&rated, &["report", "sting"], &["3 rated noes: median 6 in the first third"], &["a trend needs"]);
    let yes = with_config(&config, "- 2026-06-01 #ask #yes A\n");
    says(&yes, &["report"], &["1 of 1 answered ask was a yes: 100 %"], &[]);
}

#[test]
fn a_review_of_a_past_week_waits_for_no_week_to_come() {
    let notebook = weekly(20, |_| "- #ask #no A\n".to_owned());
    says(
        &notebook,
        &["review", "2026-W03"],
        &["1 ask; fewer than 4 complete weeks came before it, so what is usual cannot be told."],
        &["can be told after"],
    );
    says(&notebook, &["review", "2026-W10"], &["1 ask; your usual week has 1."], &["fewer than"]);
}

#[test]
fn a_year_has_a_row_for_a_rest_before_the_first_ask() {
    let notebook = page("- 2026-02-10 #rest\n- 2026-04-17 #ask A\n");
    says(&notebook, &["report", "year"], &["1 day of rest.", "2026-Q1 0 1 day of rest 2026-Q2 1"], &[]);
    // A rest of another year is none of its records.
    let notebook = page("- 2025-02-10 #rest\n- 2026-04-17 #ask A\n");
    says(&notebook, &["report", "year"], &["0 days of rest.", "2026-Q2 1"], &["2026-Q1"]);
}

#[test]
fn a_step_before_its_ask_is_in_no_median() {
    let lines = "- 2026-02-17 #ask A ^a\n- 2026-02-16 #step/call re:a\n- 2026-02-18 #step/offer re:a\n- 2026-02-15 #step/offer re:a\n";
    let notebook = page(lines);
    says(&notebook, &["report", "balance"], &["call 1 –", "offer 1 1"], &["-1"]);
    assert_eq!(json(&notebook, &[])["stages"][0]["median_days"], Value::Null);
}

#[test]
fn who_was_asked_thrice_on_a_day_was_not_asked_twice() {
    for (asks, words) in [(2, "@dee (twice on one day)"), (3, "@dee (3 times on one day)")] {
        let page = format!(">>> 2026-06-29.md\n{}", "- #ask A @dee\n".repeat(asks));
        says(&Notebook::new(&page), &["report"], &[words], &[]);
    }
}

#[test]
fn the_axis_of_a_curve_has_each_day_once() {
    let lines = "- 2026-06-01 #ask #no A\n".repeat(15) + &answered("b", "", "no", 1, 10);
    let out = page(&lines).run(&["report", "waiting"]).exits(0).out;
    assert_eq!((out.matches("day 0").count(), out.matches("day 1\n").count()), (1, 1), "{out}");
    let rated = page(&"- 2026-06-01 #ask #no A sting:3\n".repeat(3)).run(&["report", "sting"]).exits(0).out;
    assert_eq!(rated.matches("2026-06-01").count(), 1, "{rated}");
}

#[test]
fn a_half_of_a_percent_goes_up() {
    let lines = "- 2026-06-01 #ask #yes A\n".repeat(5) + &"- 2026-06-01 #ask #no A\n".repeat(35);
    says(&page(&lines), &["report"], &["5 of 40 answered asks were a yes: 13 %"], &[]);
}

#[test]
fn a_chance_is_never_told_as_sure() {
    let lines = |tag: &str, answer: &str| format!("- 2026-06-01 #ask #{answer} A #{tag}\n").repeat(200);
    let notebook = page(&(lines("a", "yes") + &lines("b", "no")));
    let words = ["over 99 % likely"];
    says(&notebook, &["compare", "tag:a", "tag:b"], &words, &["100 % likely"]);
    says(&notebook, &["report"], &["#a asks get more yeses than #b asks", words[0]], &["100 % likely"]);
    let sure = page(&lines("a", "yes"));
    says(&sure, &["report"], &["A yes among the next ten asks: over 99 % likely"], &["100 % likely"]);
}
