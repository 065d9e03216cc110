//! The challenge on the page: its number, its bar and its line, also when it is over.

use super::{page, site};
use crate::support::command::Notebook;

#[test]
fn number_bar_and_line_are_of_the_challenge_and_the_line_says_what_is_not_in_it() {
    let head = ">>> askbook.toml\n[challenge]\ngoal = 9\nstart = 2026-03-04\n[site]\ntitle = \"T\"\n>>> 2026-03-02.md\n";
    let private = "Private ones are in the big count alone";
    for (lines, count, line, is_told) in [
        ("- #ask #no Before\n- 2026-03-04 #ask #no In\n", 1, 1, false),
        ("- 2026-03-05 #ask #no Hidden #private\n- 2026-03-04 #ask #no In\n", 2, 1, true),
    ] {
        let notebook = Notebook::new(&format!("{head}{lines}{}", "- 2026-03-06 #ask Open\n".repeat(4)));
        site(&notebook, &[]).exits(0);
        let front = page(&notebook, "index.html");
        assert!(front.contains(&format!("<b>{count}</b><span>of 9 noes")), "{lines}");
        assert!(front.contains(&format!("<progress value=\"{count}\" max=\"9\"")), "{lines}");
        assert!(front.contains(&format!("over time: {line} by now.")), "{lines}");
        assert_eq!(front.matches(private).count(), if is_told { 2 } else { 0 }, "{lines}");
    }
}

#[test]
fn the_challenge_that_ended_last_stays_on_the_page() {
    let ended = "[[challenge]]\nname = \"Old\"\ngoal = 10\nend = 2026-01-01\n\
                 [[challenge]]\nname = \"Spring\"\ngoal = 10\nstart = 2026-03-01\nend = 2026-05-31\n";
    let next = "[[challenge]]\nname = \"Autumn\"\nstart = 2026-09-01\n";
    let lines = ">>> 2026-03-02.md\n- #ask #no One\n- #ask #no Two\n>>> 2026-06-20.md\n- #ask #no Late\n";
    let notebook = Notebook::new(&format!(">>> askbook.toml\n{ended}{next}{lines}"));
    let told = "Spring ended on 2026-05-31: the pages show where\nAutumn begins on 2026-09-01\n";
    assert_eq!(site(&notebook, &[]).exits(0).err, told);
    let front = page(&notebook, "index.html");
    for told in
        ["<b>2</b><span>of 10 noes", "every ask on the way was a win", "ended in May 2026", "2 by now"]
    {
        assert!(front.contains(told), "{told}");
    }
    for pressing in ["8 to go", "An even pace would be", "even pace", "comes between", "comes in"] {
        assert!(!front.contains(pressing), "{pressing}");
    }
    let report = notebook.run(&["report", "--public"]).exits(0);
    assert!(
        report.out.contains("2 of 10 noes") && report.out.contains("ended in May 2026"),
        "{}",
        report.out
    );
    // Where the goal was reached, that is said.
    notebook.write("askbook.toml", ended.replace("goal = 10", "goal = 2"));
    assert_eq!(site(&notebook, &[]).exits(0).err, "Spring ended on 2026-05-31: the pages show where\n");
    let front = page(&notebook, "index.html");
    assert!(front.contains("The goal is reached.") && front.contains("ended in May 2026"));
    // One that is to come is not shown before it begins, unless it is named.
    notebook.write("askbook.toml", next);
    assert_eq!(site(&notebook, &[]).exits(0).err, "Autumn begins on 2026-09-01\n");
    assert!(page(&notebook, "index.html").contains("<b>3</b><span>asks made so far"));
}

/// The milestones of the front page and the titles of the feed.
fn milestones(notebook: &Notebook) -> (Vec<(String, i64)>, String) {
    site(notebook, &[]).exits(0);
    let stats: serde_json::Value = serde_json::from_str(&page(notebook, "stats.json")).expect("JSON");
    let told = stats["milestones"].as_array().expect("a list").iter();
    let told = told.map(|told| {
        (told["word"].as_str().expect("a word").to_owned(), told["n"].as_i64().expect("a number"))
    });
    (told.collect(), page(notebook, "feed.xml"))
}

#[test]
fn the_goal_is_a_milestone_where_the_challenge_reached_it_and_nowhere_else() {
    let notebook = |config: &str, lines: &str| {
        Notebook::new(&format!(">>> askbook.toml\n[challenge]\n{config}>>> notes.md\n{lines}"))
    };
    let goal = |n: i64| ("milestone_goal".to_owned(), n);
    let before = "- 2026-02-02 #ask #no A\n".repeat(10) + "- 2026-03-02 #ask #no Now\n";
    for of in ["rejections", "asks"] {
        let config = format!("goal = 10\nof = \"{of}\"\nstart = 2026-03-01\n");
        let (told, feed) = milestones(&notebook(&config, &before));
        assert!(!told.contains(&goal(10)) && !feed.contains("The goal of"), "{told:?}");
        let (told, feed) =
            milestones(&notebook(&format!("goal = 1\nof = \"{of}\"\nstart = 2026-03-01\n"), &before));
        assert!(told.contains(&goal(1)) && feed.contains("The goal of 1"), "{told:?}");
    }
    // A goal that is no round number is one, too; one that is, is told once.
    let three = "- 2026-02-02 #ask #no A\n".repeat(3);
    let (told, feed) = milestones(&notebook("goal = 3\n", &three));
    assert!(told.contains(&goal(3)) && feed.contains("The goal of 3"), "{told:?}");
    let (told, _) = milestones(&notebook("goal = 10\n", &before));
    assert!(told.contains(&goal(10)) && !told.contains(&("milestone_noes".to_owned(), 10)), "{told:?}");
    // When private asks were made is told by nothing.
    let hidden = three.replacen("#no A", "#no A #private", 1) + "- 2026-04-02 #ask #no Last\n";
    let (told, _) = milestones(&notebook("goal = 3\n", &hidden));
    assert!(!told.contains(&goal(3)), "{told:?}");
}

#[test]
fn what_turned_around_in_a_week_is_told_once() {
    let turned = |id: &str, first: &str, then: &str| {
        format!("- 2026-03-02 #ask A ^{id}\n- 2026-03-03 #{first} re:{id}\n- 2026-03-24 #{then} re:{id}\n")
    };
    let lines = turned("a", "no", "yes") + &turned("b", "silence", "yes") + &turned("c", "no", "partial");
    let words = "3 asks that turned around after a no or a silence";
    for config in ["", "[site]\ngrain = \"day\"\n"] {
        let notebook = Notebook::new(&format!(">>> askbook.toml\n{config}>>> notes.md\n{lines}"));
        let (told, feed) = milestones(&notebook);
        assert!(told.contains(&("milestone_turnaround".to_owned(), 3)), "{told:?}");
        assert_eq!(feed.matches(&format!("<title>{words}</title>")).count(), 1, "{feed}");
        let front = page(&notebook, "index.html");
        assert_eq!(front.matches(words).count(), 1, "{front}");
        assert!(!front.contains("became a yes"), "{front}");
    }
}

#[test]
fn the_line_ends_today_and_the_even_pace_begins_and_ends_with_the_challenge() {
    // Twenty days, of which ten are over; the first is a Sunday.
    let head = "[challenge]\ngoal = 20\nof = \"asks\"\nstart = 2026-06-21\nend = 2026-07-10\n";
    let lines = "- 2026-06-21 #ask One\n".to_owned()
        + &"- 2026-06-25 #ask Two\n".repeat(9)
        + &"- 2026-06-30 #ask Three\n".repeat(2);
    let drawn = |config: &str| {
        let notebook = Notebook::new(&format!(">>> askbook.toml\n{head}{config}>>> notes.md\n{lines}"));
        site(&notebook, &[]).exits(0);
        let front = page(&notebook, "index.html");
        let points = |class: &str| {
            let start = front.split(&format!("class=\"{class}\" points=\"")).nth(1);
            start.and_then(|rest| rest.split('"').next()).expect(class).to_owned()
        };
        assert_eq!(points("par"), "0,1000 1000,0");
        for told in [">12 today<", ">goal: 20<", "even pace would be at 10"] {
            assert!(front.contains(told), "{told}: {front}");
        }
        (points("rise"), front)
    };
    // By weeks there is a point after each week and none between.
    let (rise, front) = drawn("");
    assert_eq!(rise, "0,1000 50,950 400,500 500,400");
    assert!(front.contains("start: June 2026") && front.contains("end: July 2026"), "{front}");
    let (rise, front) = drawn("[site]\ngrain = \"day\"\n");
    assert_eq!(rise, "0,1000 50,950 200,950 250,500 450,500 500,400");
    assert!(front.contains("start: 21 June 2026") && front.contains("end: 10 July 2026"), "{front}");
}

#[test]
fn what_is_many_years_away_has_no_date() {
    let weeks = (0..20).fold(String::new(), |mut lines, week| {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 2, 2).expect("a day") + chrono::Days::new(week * 7);
        lines.push_str(&format!("- {day} #ask #no A\n"));
        lines
    });
    let told = |goal: u32| {
        let notebook =
            Notebook::new(&format!(">>> askbook.toml\n[challenge]\ngoal = {goal}\n>>> notes.md\n{weeks}"));
        site(&notebook, &[]).exits(0);
        (page(&notebook, "index.html"), page(&notebook, "stats.json"))
    };
    let (near, stats) = told(40);
    assert!(near.contains("If the coming weeks are like the last ones, 40 comes"), "{near}");
    assert!(near.contains("likely range") && !stats.contains("\"forecast\": null"), "{stats}");
    let (far, stats) = told(100_000);
    assert!(far.contains("At the pace of the last weeks 100,000 is many years away."), "{far}");
    assert!(!far.contains("likely range") && stats.contains("\"forecast\": null"), "{stats}");
}

#[test]
fn a_page_tells_the_latest_milestones_and_folds_the_rest() {
    let lines: String = (1..=9)
        .map(|at| format!("- 2026-03-0{at} #ask A ^a{at}\n- 2026-04-0{at} #silence re:a{at}\n- 2026-05-0{at} #yes re:a{at}\n"))
        .collect();
    let notebook =
        Notebook::new(&format!(">>> askbook.toml\n[site]\ngrain = \"day\"\n>>> notes.md\n{lines}"));
    site(&notebook, &[]).exits(0);
    for name in ["index.html", "2026.html"] {
        let page = page(&notebook, name);
        let (shown, folded) = page.split_once("earlier milestones</summary>").expect("earlier ones");
        let (_, shown) = shown.split_once("<ul class=\"marks\">").expect("milestones");
        assert_eq!(shown.matches("<li>").count(), 8, "{name}: {shown}");
        assert!(shown.contains("9 May 2026") && folded.contains("The first ask"), "{name}");
    }
}

#[test]
fn what_is_over_is_told_as_over_and_a_year_that_is_not_is_so_far() {
    let lines = ">>> 2025-12-02.md\n- #ask #no One\n>>> 2026-03-02.md\n- #ask #no Two\n";
    let notebook =
        Notebook::new(&format!(">>> askbook.toml\n[challenge]\ngoal = 5\nend = 2026-05-31\n{lines}"));
    site(&notebook, &[]).exits(0);
    let front = page(&notebook, "index.html");
    assert!(front.contains("Somebody collected noes on purpose") && front.contains(">2 at the end<"));
    assert!(page(&notebook, "2026.html").contains("<h1>2026 so far</h1>"));
    assert!(page(&notebook, "2025.html").contains("<h1>2025 in review</h1>"));
}

#[test]
fn while_there_are_few_asks_the_page_says_so() {
    let config = ">>> askbook.toml\n[challenge]\ngoal = 1000\nstart = 2026-01-01\nend = 2026-12-31\n";
    let lines = "- #ask One public:\"A free coffee\"\n".to_owned() + &"- #ask More\n".repeat(4);
    let notebook = Notebook::new(&format!("{config}>>> 2026-06-29.md\n{lines}"));
    site(&notebook, &["--accept"]).exits(0);
    let front = page(&notebook, "index.html");
    for told in ["5 asks so far.", "of 1,000 noes collected", "A free coffee", "The first ask"] {
        assert!(front.contains(told), "{told}: {front}");
    }
    for drawn in ["at a glance", "What came of them"] {
        assert!(front.contains(drawn), "{drawn}: {front}");
    }
    notebook.write("2026-06-30.md", "- #ask One more\n");
    site(&notebook, &[]).exits(0);
    let front = page(&notebook, "index.html");
    assert!(!front.contains("asks so far."), "{front}");
}
