//! The words that reports show of odd notebooks, and that every report fits a terminal.

use crate::support::command::{Notebook, run_in};
use std::fmt::Write;
use std::path::Path;
use unicode_width::UnicodeWidthStr;

/// A page of its own for each of `weeks` Mondays from 2026-01-05 on.
pub fn weekly(weeks: u64, line: impl Fn(u64) -> String) -> Notebook {
    let first = chrono::NaiveDate::from_ymd_opt(2026, 1, 5).expect("a day");
    let mut pages = String::new();
    for week in 0..weeks {
        let _ = writeln!(pages, ">>> {}.md\n{}", first + chrono::Days::new(week * 7), line(week));
    }
    Notebook::new(&pages)
}

#[track_caller]
pub fn says(notebook: &Notebook, arguments: &[&str], words: &[&str], never: &[&str]) {
    let out = notebook.run(arguments).exits(0).out;
    let flat = out.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in words {
        assert!(flat.contains(words), "{arguments:?} does not say `{words}`:\n{out}");
    }
    for words in never {
        assert!(!flat.contains(words), "{arguments:?} says `{words}`:\n{out}");
    }
}

#[test]
fn answers_without_an_ask_are_no_asks() {
    let notebook = Notebook::new("- #yes @nobody great\n- #no re:gone\n");
    says(&notebook, &["report"], &["No ask yet", "- #ask A discount"], &["%"]);
    says(&notebook, &["next"], &["Nothing is out there"], &[]);
}

#[test]
fn no_asks_at_all_are_a_line_to_begin_with_in_every_part() {
    for part in ["waiting", "forecast", "rates", "sting", "load", "balance"] {
        says(&Notebook::new(""), &["report", part], &["No ask yet"], &["NaN", "inf"]);
    }
    says(&Notebook::new(""), &["report", "year"], &["Nothing was asked"], &[]);
    says(&Notebook::new(""), &["review"], &["0 asks; no answer came.", "- #review 2026-W26"], &[]);
    says(&Notebook::new(""), &["compare", "2025", "2026"], &["cannot tell the two apart"], &[]);
}

#[test]
fn one_ask_gives_counts_and_no_figure() {
    let notebook = Notebook::new("- #ask One\n");
    says(&notebook, &["report"], &["1 ask", "1 open, 1 overdue", "No answer yet."], &["%"]);
    says(&notebook, &["report", "waiting"], &["told after 19 asks and 10 answers more"], &["Half"]);
    says(&notebook, &["next"], &["One (120 days out)", "#silence: either is fine"], &["answer later"]);
}

#[test]
fn two_hundred_asks_on_one_day_are_a_busy_day_and_no_pace() {
    let page: String =
        (0..200).map(|at| format!("- #ask #{} Ask {at}\n", if at % 4 == 0 { "yes" } else { "no" })).collect();
    let notebook = Notebook::new(&page);
    says(
        &notebook,
        &["report"],
        &["50 of 200 answered asks were a yes: 25 % (20 % to 31 %)", "there is no date yet"],
        &["NaN"],
    );
    says(
        &notebook,
        &["report", "waiting"],
        &["Half of the asks have an answer on the same day, open ones included."],
        &[],
    );
    says(&notebook, &["review", "2026-W10"], &["200 asks; 50 yeses and 150 noes came.", "and 195 more"], &[]);
}

#[test]
fn a_goal_reached_long_ago_is_celebrated_and_over() {
    let notebook = Notebook::new(
        ">>> askbook.toml\n[challenge]\ngoal = 2\nstart = 2026-01-01\nend = 2026-12-31\n>>> 2026-03-02.md\n- #ask #no A\n- #ask #no B\n- #ask #no C\n",
    );
    says(
        &notebook,
        &["report"],
        &["3 of 2 rejections", "The goal is reached. Well asked!"],
        &["behind", "even pace"],
    );
    says(&notebook, &["report", "forecast"], &["The goal is reached"], &["When the goal may be reached"]);
}

#[test]
fn an_end_in_the_past_is_told_without_reproach() {
    let notebook = Notebook::new(
        ">>> askbook.toml\n[challenge]\nname = \"Old\"\ngoal = 20\nstart = 2026-01-01\nend = 2026-03-31\n>>> 2026-03-02.md\n- #ask #no A\n",
    );
    says(
        &notebook,
        &["report"],
        &["The last one, Old, ended on 2026-03-31 with 1 of 20 rejections."],
        &["behind", "failed"],
    );
    says(
        &notebook,
        &["report", "forecast", "--challenge", "Old"],
        &["It ended on 2026-03-31 with 1 of 20 rejections. What was asked stays asked"],
        &["a day from here", "even pace", "still takes"],
    );
}

#[test]
fn a_challenge_is_named_in_any_case() {
    let notebook = Notebook::new(
        ">>> askbook.toml\n[challenge]\nname = \"Über die Brücke\"\ngoal = 20\n>>> 2026-03-02.md\n- #ask #no A\n",
    );
    says(&notebook, &["report", "--challenge", "über DIE brücke"], &["Über die Brücke"], &[]);
}

#[test]
fn asks_of_other_years_only_are_in_the_totals() {
    let notebook = Notebook::new(
        ">>> askbook.toml\n[challenge]\ngoal = 20\nstart = 2026-01-01\nend = 2026-12-31\n>>> 2024-03-02.md\n- #ask #no A\n- #ask #yes B\n",
    );
    says(
        &notebook,
        &["report"],
        &["0 of 20 rejections", "2 asks: 1 yes, 1 no", "move the date: it is yours"],
        &["late"],
    );
    says(&notebook, &["report", "year"], &["Nothing was asked"], &[]);
    says(&notebook, &["report", "year", "2024"], &["2 asks; 1 yes and 1 no came.", "2024-Q1"], &[]);
}

#[test]
fn a_week_of_rest_is_shown_as_rest() {
    let notebook = Notebook::new(
        ">>> 2026-06-15.md\n- #ask #no A\n- #ask B @b\n>>> 2026-06-22.md\n- #rest 2026-06-22...2026-06-28\n",
    );
    says(&notebook, &["report"], &["2026-06-22 0 7 days of rest"], &["streak", "chain"]);
    says(&notebook, &["review"], &["0 asks; no answer came.", "7 days of rest."], &["streak"]);
}

#[test]
fn ties_everywhere_are_no_trend() {
    let notebook = weekly(24, |_| "- #ask #no A fear:5 sting:5\n".to_owned());
    says(
        &notebook,
        &["report"],
        &[
            "It hurt about as much as you feared (24 noes).",
            "None of 24 answered asks was a yes so far.",
            "up to about 1 in 9",
        ],
        &["gone up", "gone down", "0 % (", "NaN"],
    );
    says(&notebook, &["report", "sting"], &["The trend is not clear"], &["NaN"]);
}

#[test]
fn sting_on_some_noes_only_is_told_of_those() {
    let notebook = weekly(24, |week| match week % 2 {
        0 => "- #ask #no A\n".to_owned(),
        _ => format!("- #ask #no A sting:{}\n", 9 - week / 3),
    });
    says(
        &notebook,
        &["report", "sting"],
        &["12 rated noes", "The sting of a no has gone down"],
        &["cure", "therapy"],
    );
}

#[test]
fn odds_of_0_and_of_100_are_odds() {
    let notebook = weekly(24, |week| match week % 2 {
        0 => "- #ask #no A odds:0\n".to_owned(),
        _ => "- #ask #yes A odds:100\n".to_owned(),
    });
    says(
        &notebook,
        &["report", "sting"],
        &["50 % on average; 50 % came, of 24 closed asks", "Brier score 0.000"],
        &["NaN"],
    );
}

#[test]
fn a_lower_minimum_tells_more() {
    let page = "- #ask #no A\n- #ask #yes B\n- #ask #no C\n";
    says(&Notebook::new(page), &["report"], &["a rate is told after 7 more answers"], &["%"]);
    let eager = Notebook::new(&format!(">>> askbook.toml\n[minimums]\nrate = 3\n>>> 2026-03-02.md\n{page}"));
    says(&eager, &["report"], &["1 of 3 answered asks was a yes: 33 %"], &[]);
}

#[test]
fn pace_that_is_off_is_nowhere() {
    let notebook = Notebook::new(
        ">>> askbook.toml\n[challenge]\nstart = 2026-01-01\nend = 2026-12-31\npace = false\n>>> 2026-03-02.md\n- #ask #no A\n",
    );
    says(
        &notebook,
        &["report"],
        &["1 of 1 000 rejections"],
        &["even pace", "behind", "a day from here", "pace of"],
    );
    says(&notebook, &["report", "forecast"], &["Pace is off"], &["even pace", "range"]);
}

#[test]
fn notices_are_a_number_and_a_choice_and_can_be_muted() {
    let mut pages = String::new();
    for day in 1..=30 {
        let asks = if day < 29 { 1 } else { 12 };
        let _ = writeln!(pages, ">>> 2026-06-{day:02}.md\n{}", "- #ask #no A @acme\n".repeat(asks));
    }
    let words = [
        "24 asks this week; your usual is 7. If that felt fine, carry on. If not, a rest day costs nothing here.",
        "An ask on each of the last 14 days.",
        "Asked this week after a clear no: @acme",
    ];
    says(&Notebook::new(&pages), &["report"], &words, &["burn", "too much", "should"]);
    let muted = format!(">>> askbook.toml\n[care]\nnotices = false\n{pages}");
    says(&Notebook::new(&muted), &["report"], &[], &["carry on", "clear no"]);
}

#[test]
fn noes_that_hurt_more_are_a_list_and_three_choices() {
    let stings = |stings: [u8; 10]| {
        let page: String = stings.map(|sting| format!("- #ask #no A sting:{sting}\n")).concat();
        format!(">>> 2026-06-28.md\n{page}")
    };
    let words = "The last ten noes stung 3 3 3 4 4 4 4 5 5 6. Easier asks for a while, a day of rest, or going on as you are: all three are fine.";
    let never = ["stop", "should", "broken", "too much"];
    let rising = stings([3, 3, 3, 4, 4, 4, 4, 5, 5, 6]);
    says(&Notebook::new(&rising), &["report"], &[words], &never);
    says(&Notebook::new(&stings([5, 4, 6, 4, 5, 5, 5, 5, 6, 4])), &["report"], &[], &["stung"]);
    let muted = format!(">>> askbook.toml\n[care]\nnotices = false\n{rising}");
    says(&Notebook::new(&muted), &["report"], &[], &["stung"]);
    // A week later it is no news.
    let later = Notebook::new(&rising);
    let out = run_in(later.path(), &["--today", "2026-07-05", "report"]).exits(0).out;
    assert!(!out.contains("stung"), "{out}");
}

#[test]
fn weeks_of_more_and_more_asks_are_offered_a_review() {
    let pages = ">>> 2026-06-08.md\n- #ask A\n>>> 2026-06-16.md\n- #ask B\n- #ask C\n>>> 2026-06-24.md\n- #ask D\n- #ask E\n- #ask F\n";
    let words = "1, 2, 3 asks in the last 3 weeks, and more each week. If you would like a look back, askbook review has one ready.";
    says(&Notebook::new(pages), &["report"], &[words], &["should", "missed", "forgot"]);
    let reviewed = Notebook::new(&format!("{pages}- #review 2026-W25 fine\n"));
    says(&reviewed, &["report"], &[], &["look back"]);
    let steady = Notebook::new(&format!("{pages}>>> 2026-06-15.md\n- #ask G\n"));
    says(&steady, &["report"], &[], &["look back"]);
    let muted = Notebook::new(&format!(">>> askbook.toml\n[care]\nnotices = false\n{pages}"));
    says(&muted, &["report"], &[], &["look back"]);
}

#[test]
fn a_trend_takes_the_weeks_that_the_notebook_says() {
    let page: String =
        (0..12).map(|at| format!("- 2026-06-{:02} #ask #no A sting:{}\n", at + 1, 9 - at / 2)).collect();
    says(
        &Notebook::new(&page),
        &["report", "sting"],
        &["12 rated noes so far; a trend needs 3 weeks of them."],
        &["gone down"],
    );
    let eager =
        Notebook::new(&format!(">>> askbook.toml\n[minimums]\ntrend_weeks = 1\n>>> journal.md\n{page}"));
    says(&eager, &["report", "sting"], &["The sting of a no has gone down"], &[]);
}

#[test]
fn asks_all_on_one_day_and_answers_far_from_it() {
    let page: String = (0..30).map(|at| format!("- #ask A{at} ^a{at}\n")).collect();
    let answers: String = (0..25).map(|at| format!("- 2026-03-{:02} #no re:a{at}\n", at + 3)).collect();
    let notebook = Notebook::new(&format!(">>> 2026-03-02.md\n{page}{answers}"));
    says(
        &notebook,
        &["report"],
        &["30 asks: 25 noes", "None of 25 answered asks was a yes so far."],
        &["NaN", "inf"],
    );
    says(&notebook, &["report", "waiting"], &["Half of the asks have an answer"], &["NaN"]);
    says(&notebook, &["report", "load"], &["2026-03-02 30", "1 of 17 complete weeks"], &["NaN"]);
}

#[test]
fn a_review_has_a_record_that_checks_clean() {
    let notebook =
        Notebook::new(">>> 2026-06-23.md\n- #ask #no A sting:2\n  - #lesson be brief\n- #plan B\n");
    let out = notebook.run(&["review"]).exits(0).out;
    assert!(
        out.contains("• A (sting 2)\n    taught: be brief") && out.contains("some day")
            || out.contains("2026-06-23: B"),
        "{out}"
    );
    let record = &out[out.find("- #review").expect("a record")..];
    notebook.write("2026-06-30.md", record);
    notebook.run(&["check", "--strict"]).exits(0);
    let listed = notebook.run(&["list", "--kind", "review", "--format", "jsonl"]).exits(0).out;
    assert!(listed.contains("2026-06-22...2026-06-28"), "{listed}");
}

#[test]
fn two_kinds_are_told_apart_only_where_the_counts_can() {
    let page: String = (0..45)
        .map(|at| format!("- #ask #{} A #b\n", if at < 9 { "yes" } else { "no" }))
        .chain((0..80).map(|at| format!("- #ask #{} B #a\n", if at < 4 { "yes" } else { "no" })))
        .collect();
    let notebook = Notebook::new(&page);
    says(
        &notebook,
        &["compare", "tag:a", "tag:b"],
        &["tag:b gets more yeses than tag:a: over 99 % likely"],
        &[],
    );
    says(&notebook, &["compare", "tag:a", "is:rejection"], &["76 asks are in both"], &["gets more"]);
    says(
        &notebook,
        &["report", "rates"],
        &["#b asks get more yeses than #a asks (9 of 45 against 4 of 80)"],
        &["best", "ranking"],
    );
}

#[test]
fn ratings_are_told_apart_only_where_most_are_higher() {
    let page = |differ: u64| {
        (0..24).fold(String::new(), |mut page, at: u64| {
            let (tag, add) = if at.is_multiple_of(2) { ("a", differ) } else { ("b", 0) };
            let _ = writeln!(page, "- #ask #no A #{tag} fear:{} sting:{}", 3 + at % 3 + add, 2 + at / 2 % 3);
            page
        })
    };
    let words = ["In tag:a, fear before asking was mostly higher than in tag:b."];
    says(&Notebook::new(&page(3)), &["compare", "tag:a", "tag:b"], &words, &["sting of a no was"]);
    let alike = ["These counts cannot tell the two apart."];
    says(&Notebook::new(&page(0)), &["compare", "tag:a", "tag:b"], &alike, &["mostly higher"]);
}

#[test]
fn a_curve_rests_on_little_only_where_few_asks_are_out_at_its_end() {
    let notebook = |asks: usize| {
        let page: String = (0..asks).map(|at| format!("- #ask A{at} ^a{at}\n")).collect();
        let answers: String = (0..12).map(|at| format!("- 2026-03-{:02} #no re:a{at}\n", at + 3)).collect();
        Notebook::new(&format!(">>> 2026-03-02.md\n{page}{answers}"))
    };
    let words = ["On the right few asks were ever out that long"];
    // On the day of the twelfth answer all others are out.
    says(&notebook(30), &["report", "waiting"], &words, &[]);
    says(&notebook(31), &["report", "waiting"], &["without answer"], &words);
}

#[test]
fn a_number_has_a_blank_between_its_thousands_wherever_it_is_told() {
    let answered: String =
        (0..2600).map(|at| format!("- #ask #{} A\n", if at % 2 == 0 { "yes" } else { "no" })).collect();
    let open: String = (0..1200).map(|at| format!("- #ask B{at} #job\n")).collect();
    let notebook = Notebook::new(&format!(
        ">>> askbook.toml\n[challenge]\nname = \"All\"\ngoal = 90000\nstart = 2026-01-01\nend = 2026-07-31\n>>> 2026-03-02.md\n{answered}{open}"
    ));
    let parts = ["", "waiting", "forecast", "rates", "load", "balance", "year"].map(|part| ["report", part]);
    for command in parts.iter().map(|part| &part[..]).chain([
        &["next"][..],
        &["review", "2026-W10"],
        &["compare", "2025", "2026"],
    ]) {
        let command: Vec<&str> = command.iter().copied().filter(|word| !word.is_empty()).collect();
        let out = notebook.run(&command).exits(0).out;
        // Years and the names of the asks are no counts.
        let words = out.split(|char: char| !char.is_alphanumeric() && char != '-');
        let run = words.filter(|word| word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_digit()));
        let run: Vec<&str> = run.filter(|word| !["2025", "2026"].contains(word)).collect();
        assert!(
            run.is_empty(),
            "{command:?}: {run:?}\n{}",
            out.lines().take(60).collect::<Vec<_>>().join("\n")
        );
    }
    says(&notebook, &["report"], &["An even pace would be at 76 840. 2 861.3 a day from here"], &[]);
    says(&notebook, &["review", "2026-03-02"], &["2026-03-02: 3 800 asks;"], &["2026-03-02 to"]);
}

/// Every report of the example.
const REPORTS: [&[&str]; 14] = [
    &["report"],
    &["report", "--by", "who"],
    &["report", "waiting"],
    &["report", "forecast"],
    &["report", "rates"],
    &["report", "sting"],
    &["report", "load"],
    &["report", "balance"],
    &["report", "year"],
    &["report", "year", "2025"],
    &["next"],
    &["review"],
    &["compare", "2025", "2026"],
    &["compare", "tag:job", "tag:discount"],
];

#[test]
fn no_report_is_wider_than_80_columns_or_coloured_where_it_is_piped() {
    for report in REPORTS {
        for sign in [&[][..], &["--ascii"]] {
            let all =
                [&["--notebook", "journal-template/example", "--today", "2026-07-06"], report, sign].concat();
            let run = run_in(Path::new("."), &all).exits(0);
            let wide: Vec<&str> = run.out.lines().filter(|line| line.width() > 80).collect();
            assert!(wide.is_empty(), "{all:?}: {wide:?}");
            assert!(!run.out.contains('\u{1b}') && run.err.is_empty(), "{all:?}");
            if !sign.is_empty() {
                let drawn = ['█', '░', '•', '●', '─', '│', '└', '…', '–'];
                assert!(!run.out.contains(drawn), "{all:?}:\n{}", run.out);
            }
        }
    }
}

#[test]
fn a_year_is_a_page_to_keep_and_its_charts_are_fenced() {
    let all = ["--notebook", "journal-template/example", "--today", "2026-07-06", "report"];
    let year = run_in(Path::new("."), &[&all[..], &["year", "2025", "--format", "md"]].concat()).exits(0).out;
    for words in [
        "# 2025 in review, 2026-07-06",
        "## Quarter by quarter",
        "| 2025-Q2 |",
        "## The bravest ask",
        "## What it taught",
    ] {
        assert!(year.contains(words), "{words}:\n{year}");
    }
    let sting = run_in(Path::new("."), &[&all[..], &["sting", "--format", "md"]].concat()).exits(0).out;
    assert!(sting.contains("```text\n") && sting.matches("```").count().is_multiple_of(2), "{sting}");
}
