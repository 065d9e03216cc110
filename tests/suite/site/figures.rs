//! The figures on the page are told as the reports tell them, and only where they are true.

use super::{page, site};
use crate::support::command::Notebook;
use std::fmt::Write;

/// The front page of a notebook without its marks, its words parted by one blank.
fn front(config: &str, lines: &str) -> String {
    let notebook = Notebook::new(&format!(">>> askbook.toml\n{config}\n>>> 2026-03-02.md\n{lines}"));
    site(&notebook, &[]).exits(0);
    let page = page(&notebook, "index.html");
    let text: String = page
        .split('<')
        .map(|part| part.split_once('>').map_or(part, |(_, text)| text))
        .collect::<Vec<_>>()
        .join(" ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn asks(answer: &str, days: u32, many: usize) -> String {
    (0..many).fold(String::new(), |mut lines, at| {
        let day = 2 + days;
        let _ = writeln!(
            lines,
            "- #ask A {answer}{at} ^{answer}{at}\n- 2026-03-{day:02} #{answer} re:{answer}{at}"
        );
        lines
    })
}

#[test]
fn a_share_is_called_low_only_where_noes_came_sooner() {
    let low = "It looks lower than it will likely be";
    let open = "- #ask Open\n";
    for (lines, is_low) in [
        (asks("no", 1, 8) + &asks("yes", 9, 4) + open, true),
        (asks("no", 1, 8) + &asks("yes", 9, 4), false),
        (asks("no", 9, 8) + &asks("yes", 1, 4) + open, false),
        (asks("yes", 9, 12) + open, false),
    ] {
        let front = front("", &lines);
        assert!(front.contains("the true share is likely between the two numbers"), "{front}");
        assert_eq!(front.contains(low), is_low, "{lines}");
    }
}

#[test]
fn no_yes_yet_is_never_a_share_of_0() {
    let front = front(
        "[site]\nsections = [\"outcomes\", \"sizes\"]",
        &("- #ask #no A size:small\n".repeat(20) + "- #ask A size:big\n"),
    );
    let told = [
        "None of 20 answered asks was a yes so far; up to 16 % fits.",
        "0 of 20 · up to 16 %",
        "none yet up to 16 %",
        "1 ask, no answer yet",
    ];
    for told in told {
        assert!(front.contains(told), "{told}: {front}");
    }
    assert!(!front.contains(" 0 %"), "{front}");
}

#[test]
fn a_goal_is_not_all_there_before_it_is_reached_and_one_month_is_told_once() {
    let pages = (0..100).fold(String::new(), |mut pages, day| {
        let first = chrono::NaiveDate::from_ymd_opt(2026, 3, 22).expect("a day");
        let _ = writeln!(pages, ">>> {}.md\n{}", first + chrono::Days::new(day), "- #ask #no A\n".repeat(30));
        pages
    });
    let notebook =
        Notebook::new(&format!(">>> askbook.toml\n[challenge]\ngoal = 3001\nstart = 2026-03-16\n{pages}"));
    site(&notebook, &[]).exits(0);
    let front = page(&notebook, "index.html");
    assert!(
        front.contains(">over 99\u{a0}%</progress>") && front.contains("3,001 comes in July 2026."),
        "{front}"
    );
    let stats = page(&notebook, "stats.json");
    assert!(stats.contains("\"share\": 99.0,"), "{stats}");
}

#[test]
fn smaller_yeses_are_among_the_yeses_where_they_are_ones() {
    let lines = ["yes", "partial", "no"].map(|answer| format!("- #ask #{answer} A\n").repeat(10)).concat();
    let apart = front("", &lines);
    assert!(apart.contains("10 yeses") && apart.contains("Yes 10 A smaller yes 10"), "{apart}");
    let among = front("partial = \"yes\"", &lines);
    assert!(among.contains("20 yeses") && among.contains("Yes 20 of them a smaller yes 10"), "{among}");
    assert!(among.contains("20 of 30 answered asks were a yes"), "{among}");
}

#[test]
fn the_share_of_a_goal_is_rounded_as_any_other() {
    for (goal, noes, told, share) in [
        (7, 1, "14\u{a0}%", "14.0"),
        (8, 1, "13\u{a0}%", "13.0"),
        (300, 1, "0.3\u{a0}%", "0.3"),
        (3000, 1, "under 0.1\u{a0}%", "0.1"),
        (2, 3, "100\u{a0}%", "100.0"),
    ] {
        let lines = "- #ask #no A\n".repeat(noes);
        let notebook = Notebook::new(&format!(
            ">>> askbook.toml\n[challenge]\ngoal = {goal}\n>>> 2026-03-02.md\n{lines}"
        ));
        site(&notebook, &[]).exits(0);
        let front = page(&notebook, "index.html");
        assert!(front.contains(&format!(">{told}</progress>")), "{goal}: {front}");
        let stats = page(&notebook, "stats.json");
        assert!(stats.contains(&format!("\"share\": {share},")), "{goal}: {stats}");
    }
}

#[test]
fn a_month_without_a_public_ask_is_not_called_one_without_an_ask() {
    let lines = "- 2026-04-06 #ask #no A\n- 2026-05-04 #ask #no B #private\n- 2026-06-01 #ask #no C\n";
    let notebook = Notebook::new(&format!(">>> notes.md\n{lines}"));
    site(&notebook, &[]).exits(0);
    let may = page(&notebook, "2026-05.html");
    assert!(may.contains("Nothing is told of this month.") && !may.contains("No ask in this month"), "{may}");
    notebook.write("notes.md", lines.replace("- 2026-05-04 #ask #no B #private\n", ""));
    site(&notebook, &[]).exits(0);
    assert!(page(&notebook, "2026-05.html").contains("No ask in this month"));
}

#[test]
fn no_answer_yet_is_said_only_where_one_may_still_come() {
    let none = "No ask stands as a yes, a smaller yes or a no.";
    assert!(front("", &"- #ask Open\n".repeat(6)).contains("No answer has come yet."));
    assert!(front("", &"- #ask #silence A\n".repeat(6)).contains(none));
    assert!(
        front(
            "",
            &("- #ask A ^a\n- 2026-03-03 #yes re:a\n- 2026-03-04 #silence re:a\n".to_owned()
                + &"- #ask Open\n".repeat(5))
        )
        .contains(none)
    );
}

#[test]
fn a_goal_that_is_reached_and_over_is_told_in_two_sentences() {
    let config = "[challenge]\ngoal = 1\nstart = 2026-02-01\nend = 2026-03-31";
    let front = front(config, "- #ask #no A\n");
    assert!(front.contains("The goal is reached. It ended in March 2026."), "{front}");
}

#[test]
fn the_place_of_a_private_notice_is_apart_from_its_words() {
    let notebook = Notebook::new(">>> notes.md\n- 2026-06-22 #ask A @ann\n- 2026-06-24 #ask B @ann\n");
    site(&notebook, &["--private"]).exits(0);
    let all = std::fs::read_to_string(notebook.path().join("private-site/index.html")).expect("a page");
    let words = "@ann was also asked 2 days before <span class=\"soft small\">(notes.md)</span>";
    assert!(all.contains(words), "{all}");
}

#[test]
fn an_empty_private_site_says_how_to_begin() {
    let notebook = Notebook::new("Only prose\n");
    site(&notebook, &["--private"]).exits(0);
    let page = |name: &str| {
        std::fs::read_to_string(notebook.path().join("private-site").join(name)).expect("a page")
    };
    for (name, told) in [
        ("index.html", "write it down with askbook ask"),
        ("asks.html", "Nothing has been asked yet."),
        ("people.html", "Nobody is named yet."),
        ("tags.html", "There are no tags yet."),
        ("lessons.html", "There are no lessons yet."),
        ("reviews.html", "Nothing is rated yet."),
        ("reviews.html", "There is no review yet."),
    ] {
        assert!(page(name).contains(told), "{name}: {told}");
    }
    assert!(!page("index.html").contains("search.js"));
}

#[test]
fn the_private_site_and_its_search_say_days_and_answers_alike() {
    let notebook =
        Notebook::new(">>> 2026-03-02.md\n- #ask #silence One\n>>> notes.md\n- #lesson Be early\n");
    site(&notebook, &["--private"]).exits(0);
    let page = |name: &str| {
        std::fs::read_to_string(notebook.path().join("private-site").join(name)).expect("a page")
    };
    assert!(page("2026-03.html").contains("Silence, the same day"), "{}", page("2026-03.html"));
    let index = page("search-index.js");
    assert!(index.contains("\"2 March 2026\",\"Silence\"") && index.contains("2026-03-02"), "{index}");
    assert!(page("index.html").contains("data-many=\"{n} asks found\""), "{}", page("index.html"));
    assert!(!page("lessons.html").contains(" · "), "{}", page("lessons.html"));
}

#[test]
fn what_dots_and_bars_show_is_said_once_and_the_share_of_all_is_marked() {
    let config = "[site]\ntags = [\"job\"]";
    let lines = "- #ask #yes A #job size:big\n".repeat(10) + &"- #ask #no B size:small\n".repeat(30);
    let told = front(config, &lines);
    let note = "The upright line is all asks together: 25 %.";
    assert_eq!(told.matches(note).count(), 1, "{told}");
    assert_eq!(told.matches("0 50 % 100 %").count(), 2, "{told}");
    let alone = front(&format!("{config}\nsections = [\"sizes\"]"), &lines);
    assert_eq!(alone.matches(note).count(), 1, "{alone}");
    let few = front(config, "- #ask #yes A size:big\n- #ask #no B size:small\n".repeat(3).as_str());
    assert!(few.contains("A share is shown from 10 answers on.") && !few.contains("50 %"), "{few}");
}
