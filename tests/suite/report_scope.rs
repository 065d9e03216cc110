//! Reports of some days or some asks: what is told of them, and what of all that the asker did.

use super::report_words::{says, weekly};
use crate::support::command::Notebook;

#[test]
fn a_report_of_some_days_knows_what_came_before_them() {
    let notebook = weekly(25, |week| {
        format!(
            "- #ask #{} A{week} #t{} @w{} fear:3\n",
            if week % 5 == 0 { "yes" } else { "no" },
            week % 3,
            week % 4
        )
    });
    notebook.write("2026-06-29.md", "- #ask #yes B #t1 @w1 fear:2\n- #ask #no C #fresh @newcomer fear:9\n");
    let since = ["report", "--since", "2026-06-22"];
    says(
        &notebook,
        &since,
        &[
            "To celebrate this week • The bravest ask so far (fear 9) Well asked!",
            "Weeks: asks, and what came 2026-06-22 1",
        ],
        &["first ask", "first no", "first yes", "2026-06-15"],
    );
    let load = ["report", "load", "--since", "2026-06-08"];
    says(
        &notebook,
        &load,
        &["2 asks; your usual week has 1.", "3 of 3 complete weeks had an ask"],
        &["2026-06-01 1"],
    );
    let new = "New this month: 1 kind of ask, 1 person or organisation.";
    for scope in [&["--since", "2026-06-29"][..], &["--until", "2026-06-29"], &["--where", "tag:t1"], &[]] {
        says(&notebook, &[&["report", "balance"], scope].concat(), &[new], &[]);
    }
    let of_kind = ["report", "--where", "tag:t1"];
    says(&notebook, &of_kind, &["1 ask of this kind; your usual week has 0."], &["first ask", "bravest"]);
    let json = notebook.run(&["report", "--since", "2026-06-01", "--format", "json"]).exits(0).out;
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let what: Vec<&str> = json["milestones"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|one| one["what"].as_str())
        .collect();
    assert_eq!(what, ["the bravest ask so far (fear 9)"]);
    let weeks: Vec<&str> =
        json["weeks"].as_array().expect("a list").iter().filter_map(|one| one["start"].as_str()).collect();
    assert_eq!(weeks, ["2026-06-01", "2026-06-08", "2026-06-15", "2026-06-22"]);
}

#[test]
fn a_report_up_to_a_day_ends_on_it() {
    let notebook = weekly(25, |_| "- #ask #no A\n- 2026-03-25 #rest\n".to_owned());
    let until = ["report", "load", "--until", "2026-03-31"];
    says(
        &notebook,
        &until,
        &["12 of 12 complete weeks had an ask; 1 day of rest."],
        &["2026-03-30", "This week"],
    );
    says(&notebook, &["report", "--until", "2026-03-31"], &["2026-03-30 1"], &["2026-04-06", "This week"]);
    let from = ["report", "--since", "2026-03-25", "--period", "month"];
    says(&notebook, &from, &["2026-03 1", "2026-04 4"], &["2026-02"]);
}

#[test]
fn what_is_next_of_a_query_that_no_open_ask_fits_is_no_rest() {
    let notebook = Notebook::new("- #ask A #job\n- #ask B #job\n- #ask #no C #gone\n");
    let words = ["No open ask fits", "2 asks are open, but none of them is one of those that are meant."];
    says(&notebook, &["next", "tag:gone"], &words, &["rest", "Nothing is out there"]);
    let one = Notebook::new("- #ask A #job\n");
    says(&one, &["next", "tag:gone"], &["1 ask is open, but it is none of those"], &["rest"]);
    let none = Notebook::new("- #ask #no C #gone\n");
    says(&none, &["next", "tag:gone"], &["Nothing is out there", "A good moment to rest"], &[]);
}

#[test]
fn a_span_in_review_is_shown_in_periods_that_suit_it_and_no_day_outside_it() {
    let notebook = weekly(25, |_| "- #ask #no A\n- #ask #yes B\n".to_owned());
    let year = |span| ["report", "year", span];
    let never = ["Quarter by quarter", "2026-Q2"];
    let weeks =
        ["8 asks; 4 yeses and 4 noes came.", "Week by week", "2026-04-01 0", "2026-04-06 2", "2026-04-27 2"];
    says(&notebook, &year("2026-04"), &weeks, &[&never[..], &["2026-03-30"]].concat());
    let months = ["Month by month", "2026-04 8", "2026-05 8", "2026-06 8"];
    says(&notebook, &year("2026-Q2"), &months, &[&never[..], &["2026-07", "2026-03"]].concat());
    let part = ["8 asks;", "Month by month", "2026-03 6", "2026-04 2"];
    says(&notebook, &year("2026-03-10...2026-04-12"), &part, &never);
    let days = ["2 asks;", "Day by day", "2026-04-06 2"];
    says(&notebook, &year("2026-W15"), &days, &[&never[..], &["fullest"]].concat());
    says(&notebook, &year("2026-04-06"), &["2 asks;"], &["by day", "by week"]);
    says(&notebook, &year("2026"), &["Quarter by quarter", "2026-Q1 26", "2026-Q2 24"], &["2026-Q3"]);
    says(&notebook, &year("2022...2026"), &["Year by year", "2026 50"], &["2025 0"]);
    notebook.write("2026-01-07.md", "- #rest\n");
    let since = ["report", "year", "2026", "--since", "2026-06-01"];
    says(&notebook, &since, &["8 asks;", "0 days of rest", "2026-Q2 8"], &["2026-Q1"]);
}

#[test]
fn a_yes_on_other_days_is_not_forgotten() {
    let noes = "- #ask #no A #b\n".repeat(24);
    let notebook = Notebook::new(&format!(">>> 2026-03-02.md\n- #ask #yes A\n>>> 2026-06-01.md\n{noes}"));
    let words = ["None of 24 answered asks was a yes. No yes in 24 noes;"];
    for scope in [["--since", "2026-05"], ["--where", "tag:b"]] {
        says(&notebook, &[&["report", "rates"], &scope[..]].concat(), &words, &["yet in", "so far"]);
    }
    let none = Notebook::new(&format!(">>> 2026-06-01.md\n{noes}"));
    says(&none, &["report"], &["was a yes so far. No yes yet in 24 noes;"], &[]);
}
