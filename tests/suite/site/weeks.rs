//! In which month and year a week is told, and which of them have a page.

use super::build::stats;
use super::{page, site, written};
use crate::support::command::Notebook;

#[test]
fn days_show_only_where_the_grain_is_a_day() {
    let text = ">>> 2026-04-02.md\n- #ask #no One public:\"A story\"\n>>> 2026-03-30.md\n- #ask #yes Two";
    let notebook = Notebook::new(text);
    site(&notebook, &["--accept"]).exits(0);
    let by_week = written(&notebook.path().join("public"));
    for (name, bytes) in &by_week {
        let text = String::from_utf8_lossy(bytes);
        for day in ["2 April 2026", "2026-04-02"] {
            assert!(!text.contains(day), "{name} has {day}");
        }
    }
    // The week from 30 March is whole in April: nothing tells on which side of its end an ask was.
    let april = page(&notebook, "2026-04.html");
    assert!(april.contains("2 asks in the weeks") && april.contains("30 Mar 2026"), "{april}");
    assert!(!notebook.path().join("public/2026-03.html").exists());
    let notebook = Notebook::new(&format!(">>> askbook.toml\n[site]\ngrain = \"day\"\n{text}"));
    site(&notebook, &["--accept"]).exits(0);
    assert!(page(&notebook, "2026-04.html").contains("2 April 2026"));
    assert!(page(&notebook, "2026-03.html").contains("One ask in this month"));
    // Each month shows of the week what is in it.
    for (name, row) in [("2026-03.html", "30 Mar 2026"), ("2026-04.html", "1 Apr 2026")] {
        let row = format!("{row}</th><td class=\"n\">1</td>");
        assert!(page(&notebook, name).contains(&row), "{name}: {}", page(&notebook, name));
    }
}

#[test]
fn no_page_is_there_for_a_week_that_hangs_over_alone() {
    let january = ">>> 2026-01-02.md\n- #ask #no One\n";
    let months = |config: &str, text: &str| {
        let notebook = Notebook::new(&format!(">>> askbook.toml\n{config}{text}"));
        site(&notebook, &[]).exits(0);
        let files = written(&notebook.path().join("public")).into_iter().map(|(name, _)| name);
        files.filter(|name| name.starts_with("20")).collect::<Vec<_>>()
    };
    let challenge = "[challenge]\nstart = 2026-01-01\n";
    assert_eq!(months(challenge, january), ["2026-01.html", "2026.html"]);
    // 1 January 2022 is a Saturday: the week is in the month in which the challenge begins.
    let challenge = "[challenge]\nstart = 2022-01-01\nend = 2022-02-28\n";
    assert_eq!(months(challenge, ">>> 2022-01-02.md\n- #ask #no One\n"), ["2022-01.html", "2022.html"]);
    // By days, the month of a week that only begins in it has no page.
    let by_day = "[site]\ngrain = \"day\"\n";
    assert_eq!(months(by_day, ">>> 2026-03-01.md\n- #ask #no One\n"), ["2026-03.html", "2026.html"]);
}

#[test]
fn a_long_quiet_end_is_told_in_a_sentence() {
    let quiet = |lines: &str, last: &str, since: &str| {
        let notebook = Notebook::new(&format!(">>> notes.md\n{lines}"));
        site(&notebook, &[]).exits(0);
        let front = page(&notebook, "index.html");
        assert!(front.contains(since) && !front.contains("22 Jun 2026"), "{since}: {front}");
        let stats = stats(&notebook);
        let weeks = stats["weeks"].as_array().expect("weeks");
        assert_eq!(weeks.last().expect("a week")["start"], last);
        assert!(!notebook.path().join("public/2026-05.html").exists());
    };
    quiet(
        &("- 2026-03-02 #ask #no One\n".repeat(5) + "- 2026-04-06 #ask #yes Two\n"),
        "2026-04-06",
        "Quiet since April 2026.",
    );
    // An answer is no quiet, and what is private is not called quiet.
    let late =
        "- 2026-03-02 #ask #no A\n".repeat(5) + "- 2026-03-02 #ask One ^one\n- 2026-04-14 #no re:one\n";
    quiet(&late, "2026-04-13", "Quiet since April 2026.");
    let hidden = format!("{late}- 2026-06-22 #ask Two #private\n");
    quiet(&hidden, "2026-04-13", "Nothing is told of the weeks since April 2026.");
    // Some weeks are no long end.
    let notebook = Notebook::new(&"- 2026-06-08 #ask #no One\n".repeat(6));
    site(&notebook, &[]).exits(0);
    assert!(page(&notebook, "index.html").contains("22 Jun 2026"));
}

#[test]
fn sheets_of_many_years_link_to_the_months_of_their_own() {
    let journal = |years: std::ops::RangeInclusive<i32>| -> String {
        years.map(|year| format!(">>> {year}-06.md\n- {year}-03-02 #ask Tea #no\n")).collect()
    };
    let links = |page: &str, link: &str| page.contains(&format!("<a href=\"{link}\">"));
    let few = Notebook::new(&journal(2015..=2026));
    site(&few, &["--accept"]).exits(0);
    for name in ["index.html", "2016-03.html", "2016.html"] {
        assert!(links(&page(&few, name), "2025-03.html"), "{name}");
    }
    let many = Notebook::new(&journal(2014..=2026));
    site(&many, &["--accept"]).exits(0);
    for name in ["2016-03.html", "2016.html"] {
        let page = page(&many, name);
        assert!(links(&page, "2016-04.html") && links(&page, "2025.html"), "{name}");
        assert!(!links(&page, "2025-03.html"), "{name}");
    }
    assert!(links(&page(&many, "index.html"), "2025-03.html"));
}
