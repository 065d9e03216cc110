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
    let low = "While asks are open the share is low";
    let open = "- #ask Open\n";
    for (lines, is_low) in [
        (asks("no", 1, 8) + &asks("yes", 9, 4) + open, true),
        (asks("no", 1, 8) + &asks("yes", 9, 4), false),
        (asks("no", 9, 8) + &asks("yes", 1, 4) + open, false),
        (asks("yes", 9, 12) + open, false),
    ] {
        let front = front("", &lines);
        assert!(front.contains("is where the share would be in 19 of 20"), "{front}");
        assert_eq!(front.contains(low), is_low, "{lines}");
    }
}

#[test]
fn no_yes_yet_is_never_a_share_of_0() {
    let front =
        front("[site]\nsections = [\"outcomes\", \"sizes\"]", &"- #ask #no A size:small\n".repeat(20));
    let told = [
        "0 of 20 answered asks were a yes: none yet, up to 16 %.",
        "0 of 20 · up to 16 %",
        "none yet up to 16 %",
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
    assert!(front.contains(">99.9 %</progress>") && front.contains("3,001 comes in July 2026."), "{front}");
    let stats = page(&notebook, "stats.json");
    assert!(stats.contains("\"share\": 99.9,"), "{stats}");
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
