//! Own templates: ejected, changed, and what is said when one is wrong.

use super::{page, site};
use crate::support::command::Notebook;
use askbook::notebook::{Notebook as Read, Texts};
use askbook::site::Variables;

#[test]
fn an_ejected_template_is_changed_alone() {
    let notebook = Notebook::new("- #ask Something");
    let run = site(&notebook, &["--eject"]).exits(0);
    assert!(run.out.contains("templates are in templates"), "{}", run.out);
    let path = notebook.path().join("templates/404.html");
    let text = std::fs::read_to_string(&path).expect("ejected");
    std::fs::write(&path, text.replace("<p>", "<p class=\"mine\">")).expect("written");
    let again = site(&notebook, &["--eject"]).exits(0);
    assert!(
        again.out.starts_with("0 templates") && again.out.contains("were there already"),
        "{}",
        again.out
    );
    site(&notebook, &[]).exits(0);
    assert!(page(&notebook, "404.html").contains("class=\"mine\""));
    assert!(!page(&notebook, "index.html").contains("class=\"mine\""));
}

#[test]
fn an_error_has_its_place_and_the_nearest_name() {
    for (name, text, place, hint) in [
        (
            "front.html",
            "{% extends \"base.html\" %}\n{% block main %}{{ site.titel }}{% endblock %}",
            "templates/front.html:2:",
            "`title`",
        ),
        ("front.html", "line\n{{ sit.title }}", "templates/front.html:2:", "`site`"),
        ("month.html", "{{ page.stori }}", "templates/month.html:1:", "`stories`"),
        ("404.html", "a\nb {% if %}", "templates/404.html:2:", ""),
        ("404.html", "{% extends \"bse.html\" %}", "templates/404.html", "bse.html"),
        ("404.html", "{{ say(key=\"missin\") }}", "templates/404.html:1:", "`missing`"),
        ("words.toml", "hom = \"x\"", "templates/words.toml", "`home`"),
        ("words.toml", "home = ", "templates/words.toml", ""),
        ("robots.txt", "{{ nothing_like_it }}", "templates/robots.txt:1:", "page"),
    ] {
        let notebook = Notebook::new("- #ask Something");
        notebook.write(&format!("templates/{name}"), text);
        let run = site(&notebook, &[]).exits(2);
        assert!(run.err.contains(place) && run.err.contains(hint), "{name}: {}", run.err);
        assert!(!notebook.path().join("public").exists());
    }
}

#[test]
fn own_words_translate_the_pages() {
    let notebook = Notebook::new(&"- #ask #no Something\n".repeat(6));
    notebook.write("templates/words.toml", "outcomes = \"Was daraus wurde\"\nno = \"Nein\"\n");
    site(&notebook, &[]).exits(0);
    let page = page(&notebook, "index.html");
    assert!(page.contains("Was daraus wurde") && page.contains(">Nein<"));
}

#[test]
fn the_document_lists_the_variables_that_there_are() {
    let mut shareable = Variables::new();
    let mut private = Variables::new();
    for grain in ["week", "day"] {
        let folder = tempfile::tempdir().expect("a folder");
        let config = std::fs::read_to_string("journal-template/example/askbook.toml").expect("the example");
        let config = config.replace("[site]", &format!("[site]\ngrain = \"{grain}\""));
        std::fs::write(folder.path().join("askbook.toml"), config).expect("written");
        for (path, text) in crate::support::example_pages() {
            let path = folder.path().join(path.trim_start_matches("journal-template/example/"));
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            std::fs::write(path, format!("{text}\n- #lesson Ask #public\n")).expect("written");
        }
        // With these the goal is reached, so that there is no forecast: once with them, once without.
        if grain == "day" {
            std::fs::write(folder.path().join("journal/2026-06-30.md"), rated()).expect("written");
        }
        let notebook = Read::open(folder.path(), crate::support::day("2026-07-06"), Texts::Keep);
        let challenge = notebook.config.challenges.first();
        let add = |all: &mut Variables, found: Variables| {
            found.into_iter().for_each(|(template, names)| all.entry(template).or_default().extend(names));
        };
        add(&mut shareable, askbook::site::variables(&notebook, challenge).expect("templates"));
        add(&mut private, askbook::site::private::variables(&notebook, challenge).expect("templates"));
    }
    let before = std::fs::read_to_string("docs/site.md").expect("docs/site.md");
    let mut document = before.clone();
    for (fence, all) in [("```variables\n", shareable), ("```private-variables\n", private)] {
        let (start, rest) = document.split_once(fence).expect("the list");
        let (_, end) = rest.split_once("```\n").expect("its end");
        document = format!("{start}{fence}{}```\n{end}", listed(&all));
    }
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write("docs/site.md", document).expect("written");
    } else {
        assert_eq!(before, document, "UPDATE_DOCS=1 writes it anew");
    }
}

/// Ratings for a trend, asks for a notice, and one of whatever else is listed.
fn rated() -> String {
    let mut text = String::from("- #plan Some day\n- #review 2026-W26 A week\n- #rest\n");
    for day in 0..24 {
        text.push_str(&format!("- 2026-06-{:02} #ask #no Asked fear:5 sting:{}\n", day + 1, day % 5));
    }
    // More than in any week before, so that there is a notice.
    text.push_str(&"- 2026-07-06 #ask Asked\n".repeat(60));
    text.push_str("- 2026-07-06 #ask Asked\n  - #lesson It is only a question\n");
    text
}

fn listed(all: &Variables) -> String {
    let mut listed = String::new();
    for (template, names) in all {
        // A list that is empty in one notebook is full in another.
        let shown = names.iter().filter(|name| {
            !names.iter().any(|other| {
                other
                    .strip_prefix(name.as_str())
                    .is_some_and(|rest| rest.starts_with('.') || rest.starts_with("[]"))
            })
        });
        listed.push_str(&format!("{template}\n"));
        shown.for_each(|name| listed.push_str(&format!("  {name}\n")));
    }
    listed
}

#[test]
fn no_rule_of_the_style_sheet_is_meant_for_a_card_and_meets_a_sign() {
    let style = askbook::site::engine::built_in("style.css").expect("a style sheet");
    for kind in ["ask", "no", "yes", "partial", "silence", "withdrawn", "open", "lesson", "plan", "step"] {
        let alone = format!(".{kind}");
        let meets = style
            .split(['{', '}', ','])
            .map(str::trim)
            .any(|selector| selector.split_whitespace().last() == Some(alone.as_str()));
        assert!(!meets, "{alone}");
    }
}

#[test]
fn on_a_phone_every_second_month_has_its_name_and_none_stands_on_the_line() {
    let notebook = Notebook::new(&"- #ask #no One\n".repeat(6));
    site(&notebook, &[]).exits(0);
    let front = page(&notebook, "index.html");
    assert!(front.contains("{ .chart .second { display: none; } }"));
    for (at, month) in ["Jan", "Feb", "Mar", "Apr", "May", "Jun"].iter().enumerate() {
        let label = front
            .lines()
            .flat_map(|line| line.split("<text"))
            .find(|text| text.contains(&format!(">{month}<")) && text.contains("y=\"3.1em\""));
        let is_second = label.expect("a label").starts_with(" class=\"second\"");
        assert_eq!(is_second, at % 2 == 1, "{month}");
    }
    // The 0 is below its line, on which the other one begins.
    assert!(front.contains("y=\"100%\" dy=\"1.3em\">0<"), "{front}");
}

#[test]
fn a_small_share_is_no_none_and_a_large_one_not_all() {
    let answered = |yes: usize, no: usize| {
        let head = ">>> askbook.toml\n[site]\ntitle = \"T\"\n>>> 2026-03-02.md\n";
        let lines = "- #ask #yes One size:big\n".repeat(yes)
            + &"- #ask #no One size:big\n".repeat(no)
            + "- #ask One size:small\n";
        Notebook::new(&format!("{head}{lines}"))
    };
    for (yes, no, told, range) in [
        (1, 11, "1 of 12 answered asks was a yes: 8.3 % (1.5 % to 35 %).", "1.5–35 %"),
        (1, 299, "1 of 300 answered asks was a yes: 0.3 % (under 0.1 % to 1.9 %).", "&lt;0.1–1.9 %"),
        (299, 1, "299 of 300 answered asks were a yes: over 99 % (98 % to over 99 %).", "98–&gt;99 %"),
        (0, 3000, "None of 3,000 answered asks was a yes so far; up to 0.1 % fits.", "up to 0.1 %"),
    ] {
        let notebook = answered(yes, no);
        let plain = |text: String| text.replace('\u{a0}', " ");
        let report = plain(notebook.run(&["report", "--public"]).exits(0).out);
        assert!(report.contains(told), "{report}");
        site(&notebook, &["--accept"]).exits(0);
        let front = page(&notebook, "index.html");
        assert!(front.contains(&told.replace(" %", "\u{a0}%")), "{told}");
        assert!(front.contains(&range.replace(" %", "\u{a0}%")), "{range}");
        // The writer's own report says the same, but for a share of no yes.
        let own =
            notebook.run(&["report", "rates"]).exits(0).out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(yes == 0 || own.contains(told), "{own}");
    }
}

#[test]
fn a_range_is_explained_where_one_is_shown() {
    let explained = "luck plays a part in such counts";
    for (lines, told, is_explained) in [
        ("- #ask One\n".repeat(6), "No answer has come yet.", false),
        (
            "- #ask #no One\n".to_owned() + &"- #ask Open\n".repeat(5),
            "0 of 1 answered ask was a yes; a share is shown from 10",
            false,
        ),
        ("- #ask #no One\n".repeat(6), "0 of 6 answered asks were a yes; a share is shown from 10", false),
        (
            "- #ask #no One\n".repeat(10),
            "None of 10 answered asks was a yes so far; up to 28\u{a0}% fits.",
            true,
        ),
        ("- #ask #yes One\n".repeat(10), "10 of 10 answered asks were a yes: 100\u{a0}% (", true),
    ] {
        let notebook = Notebook::new(&lines);
        site(&notebook, &[]).exits(0);
        let front = page(&notebook, "index.html");
        assert!(front.contains(told), "{told}");
        assert_eq!(front.to_lowercase().contains(explained), is_explained, "{told}");
        assert_eq!(front.contains("Wilson"), is_explained, "{told}");
    }
}

#[test]
fn words_agree_with_a_goal_of_one() {
    for (of, told) in [("rejections", "of 1 no collected"), ("asks", "of 1 ask made")] {
        let notebook = Notebook::new(&format!(
            ">>> askbook.toml\n[challenge]\ngoal = 1\nof = \"{of}\"\n>>> 2026-03-02.md\n- #ask #no One\n"
        ));
        site(&notebook, &[]).exits(0);
        let front = page(&notebook, "index.html");
        assert!(front.contains(told), "{front}");
        assert!(!front.contains("1 things") && !front.contains("1 questions"), "{front}");
        let report = notebook.run(&["report", "--public"]).exits(0);
        assert!(report.out.contains(told), "{}", report.out);
    }
}

#[test]
fn a_public_report_has_plain_signs_where_that_is_wished() {
    let text =
        format!("{}- #ask #yes Another public:\"Más café – für zwei\"\n", "- #ask #no One\n".repeat(11));
    let notebook = Notebook::new(&text);
    for format in ["terminal", "md"] {
        let run = notebook.run(&["--ascii", "report", "--public", "--format", format]).exits(0);
        assert!(run.out.contains("Más café – für zwei"), "released words are as they are: {}", run.out);
        assert!(run.out.replace("Más café – für zwei", "").is_ascii(), "{}", run.out);
        assert!(run.out.contains("12 asks, 1 yes, 0 still out there"), "{}", run.out);
    }
}

#[test]
fn a_public_report_says_what_the_page_says() {
    let notebook = Notebook::new(
        ">>> askbook.toml\n[challenge]\ngoal = 10\n[site]\ntitle = \"Ten noes\"\n>>> 2026-03-02.md\n- #ask #no Told @qzxwho public:\"A story of one\"\n- #ask #yes Secret",
    );
    let run = notebook.run(&["report", "--public", "--format", "md"]).exits(0);
    for told in ["**Ten noes**", "**1** of 10 noes", "2 asks", "1 yes", "A story of one (a no)"] {
        assert!(run.out.contains(told), "{told}: {}", run.out);
    }
    assert!(!run.out.contains("qzxwho") && !run.out.contains("Secret"));
    let json = notebook.run(&["report", "--public", "--format", "json"]).exits(0);
    site(&notebook, &["--accept"]).exits(0);
    assert_eq!(json.out, page(&notebook, "stats.json"));
    notebook.write("2026-03-03.md", "- #ask x @lin public:\"Asked Lin\"");
    let run = notebook.run(&["report", "--public"]).exits(1);
    assert!(run.out.is_empty() && run.err.contains("`lin`"), "{}", run.err);
}
