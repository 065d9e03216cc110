//! The commands that write, run as a person would: what stands on the page afterwards, and every other byte.

use crate::support::command::Notebook;
use std::fs;
use std::path::Path;

/// The page of the day on which `Notebook::run` writes.
pub const TODAY: &str = "2026/2026-06-30.md";

#[test]
fn an_ask_makes_its_page() {
    let notebook = Notebook::new("");
    fs::remove_file(notebook.path().join("2026-03-02.md")).expect("the empty page");
    let run = notebook.does(&["ask", "Applied at Acme #job @acme fear:7"]);
    assert_eq!(notebook.text(TODAY), "# Tuesday 2026-06-30\n\n- #ask Applied at Acme #job @acme fear:7\n");
    assert_eq!(
        run.out,
        "Tuesday 2026-06-30  2026/2026-06-30.md:3\n  - #ask Applied at Acme #job @acme fear:7\n"
    );
}

#[test]
fn flags_say_the_fields() {
    let notebook = Notebook::new("");
    notebook.does(&[
        "ask",
        "A discount",
        "--tag",
        "small",
        "--who",
        "cafe",
        "--fear",
        "3",
        "--size",
        "small",
        "--odds",
        "30",
        "--via",
        "in person",
        "--public=Asked a café",
        "--private",
        "--no",
    ]);
    let line = "- #ask #no A discount #small @cafe size:small fear:3 odds:30% via:\"in person\" public:\"Asked a café\" #private\n";
    assert!(notebook.text(TODAY).ends_with(line), "{}", notebook.text(TODAY));
    notebook.does(&["check", "--strict"]);
}

#[test]
fn a_new_record_follows_its_page() {
    // The page before, and after `ask X --no`.
    let pages = [
        ("- #ask A\n", "- #ask A\n- #ask #no X\n"),
        ("* #ask A", "* #ask A\n* #ask #no X\n"),
        ("- #ask A\r\n\r\n- #rest\r\n", "- #ask A\r\n\r\n- #rest\r\n\r\n- #ask #no X\r\n"),
        ("\u{feff}- #ask A\n", "\u{feff}- #ask A\n- #ask #no X\n"),
        ("1. #ask A\n2. #rest\n", "1. #ask A\n2. #rest\n3. #ask #no X\n"),
        ("- Asks\n  - #ask A\n- Notes\n", "- Asks\n  - #ask A\n  - #ask #no X\n- Notes\n"),
        ("- #ask A  \n", "- #ask A  \n- #ask #no X\n"),
        (
            "- #ask A\n  A note.\n\n  More.\n\nProse.\n",
            "- #ask A\n  A note.\n\n  More.\n- #ask #no X\n\nProse.\n",
        ),
        ("# Tuesday\n\nProse", "# Tuesday\n\nProse\n\n- #ask #no X\n"),
        ("#ask A\n#rest\n", "#ask A\n#rest\n#ask #no X\n"),
        ("---\ndate: 2026-06-30\n---\n", "---\ndate: 2026-06-30\n---\n\n- #ask #no X\n"),
        ("```\ncode\n```\n", "```\ncode\n```\n\n- #ask #no X\n"),
        ("- [ ] #ask A\n", "- [ ] #ask A\n- #ask #no X\n"),
        ("- milk\n- eggs\n", "- milk\n- eggs\n- #ask #no X\n"),
        ("2026-06-28 #ask A @a\n\n- milk\n", "2026-06-28 #ask A @a\n\n- milk\n\n#ask #no X\n"),
        ("* 2026-06-28 #ask A @a\n\n- milk\n", "* 2026-06-28 #ask A @a\n\n- milk\n\n* #ask #no X\n"),
        ("2026-06-28 #ask A @a\n\nProse.\n", "2026-06-28 #ask A @a\n\nProse.\n\n#ask #no X\n"),
    ];
    for (before, after) in pages {
        let notebook = Notebook::new("");
        notebook.write(TODAY, before);
        notebook.does(&["ask", "X", "--no"]);
        assert_eq!(notebook.text(TODAY), after, "{before:?}");
    }
}

#[test]
fn a_long_file_keeps_a_new_record_out_of_a_list() {
    let notebook = Notebook::new(">>> askbook.toml\n[capture]\npage = \"journal.md\"\n");
    let page = "2026-06-28 #ask Applied @acme\n\n- milk\n- eggs\n";
    notebook.write("journal.md", page);
    notebook.does(&["ask", "New one", "--no"]);
    assert_eq!(notebook.text("journal.md"), format!("{page}\n2026-06-30 #ask #no New one\n"));
    notebook.does(&["ask", "Newer", "--no"]);
    let both = format!("{page}\n2026-06-30 #ask #no New one\n\n2026-06-30 #ask #no Newer\n");
    assert_eq!(notebook.text("journal.md"), both);
}

#[test]
fn a_page_a_month_and_one_long_file() {
    let month = Notebook::new(">>> askbook.toml\n[capture]\npage = \"%Y-%m.md\"\n");
    month.does(&["ask", "One", "--no", "-d", "2026-06-02"]);
    month.does(&["ask", "Three", "--no", "-d", "2026-06-04"]);
    month.does(&["ask", "Two", "--no", "-d", "2026-06-03"]);
    month.does(&["ask", "More", "--no", "-d", "2026-06-02"]);
    assert_eq!(
        month.text("2026-06.md"),
        "## 2026-06-02 Tuesday\n\n- #ask #no One\n- #ask #no More\n\n## 2026-06-03 Wednesday\n\n- #ask #no Two\n\n## 2026-06-04 Thursday\n\n- #ask #no Three\n"
    );
    let long = Notebook::new(">>> askbook.toml\n[capture]\npage = \"journal.md\"\n");
    long.does(&["ask", "One", "--no", "-d", "2026-06-02"]);
    long.does(&["ask", "Two", "--no", "-d", "2026-06-03"]);
    assert_eq!(long.text("journal.md"), "- 2026-06-02 #ask #no One\n- 2026-06-03 #ask #no Two\n");
    month.does(&["check", "--strict"]);
    long.does(&["check", "--strict"]);
}

#[test]
fn a_page_with_carriage_returns_alone_is_written_and_told_as_it_is() {
    let notebook = Notebook::new("");
    notebook.write(TODAY, "# Tuesday\r\rProse.\r\r- #rest\r");
    let run = notebook.does(&["ask", "X", "--no"]);
    assert_eq!(notebook.text(TODAY), "# Tuesday\r\rProse.\r\r- #rest\r- #ask #no X\r");
    assert!(run.out.contains("2026/2026-06-30.md:6\n  - #ask #no X\n"), "{}", run.out);
}

#[test]
fn an_id_is_made_of_the_letters_without_their_accents() {
    let notebook = Notebook::new("");
    for title in ["Čapek novel", "Šárka's Łódź", "Ďábel"] {
        notebook.does(&["ask", title]);
    }
    let text = notebook.text(TODAY);
    for id in ["^capek-novel", "^sarkas-lodz", "^dabel"] {
        assert!(text.contains(id), "{id} in {text}");
    }
}

#[test]
fn pages_that_hide_a_record_are_refused_and_left() {
    let pages = [
        "```\n- #ask A\n",
        "<!-- hidden\n",
        "- #ask A\n<<<<<<< ours\n- #ask B\n=======\n- #ask C\n>>>>>>> theirs\n",
    ];
    for page in pages {
        let notebook = Notebook::new("");
        notebook.write(TODAY, page);
        let run = notebook.run(&["ask", "X", "--no"]).exits(2);
        assert!(run.err.starts_with("askbook: 2026/2026-06-30.md: "), "{}", run.err);
        assert_eq!(notebook.text(TODAY), page);
    }
}

#[test]
fn a_page_that_is_not_read_is_not_written() {
    let notebook = Notebook::new(">>> askbook.toml\nignore = [\"2026/**\"]\n");
    let run = notebook.run(&["ask", "X", "--no"]).exits(2);
    assert!(run.err.contains("2026/2026-06-30.md: this is not read"), "{}", run.err);
    assert!(!notebook.path().join(TODAY).exists());
    let latin = Notebook::new("");
    latin.write(TODAY, [b'-', b' ', 0xe9]);
    let run = latin.run(&["ask", "X", "--no"]).exits(2);
    assert!(run.err.contains("UTF-8"), "{}", run.err);
    assert_eq!(fs::read(latin.path().join(TODAY)).expect("the page"), [b'-', b' ', 0xe9]);
}

#[test]
fn any_words_are_one_record() {
    let long = "x".repeat(10_000);
    let texts = [
        "two\nlines\r\nand\tmore",
        "a \"quote\" #42 ^up @ home",
        "bell\u{7} \u{1b}[1m",
        &long,
        "`code",
        "<b>",
        "# x",
        "*",
        "[a]: b",
        "ends in \\",
        "#tag",
        "- 5 %",
        "\u{202e}abc",
    ];
    let notebook = Notebook::new("");
    for text in texts {
        notebook.does(&["ask", "--no", "--", text]);
    }
    let listed = notebook.does(&["list", "--format", "jsonl"]);
    assert_eq!(listed.out.lines().count(), texts.len(), "{}", notebook.text(TODAY));
    assert!(!notebook.text(TODAY).contains('\u{1b}'));
    let nothing = notebook.run(&["ask", "  \n "]);
    assert_eq!(nothing.code, 2, "{}", nothing.err);
}

#[test]
fn what_cannot_be_read_is_not_written() {
    let notebook = Notebook::new("- #ask A ^a\n");
    for (text, says) in [
        ("X fear:11", "`11` is no value"),
        ("X ^a", "another's already"),
        ("X fear:1 fear:2", "twice"),
        ("2026-03-01 #ask Four", "`--date 2026-03-01`"),
        ("* 2026-03-01 Four", "`--date 2026-03-01`"),
        ("Applied #no", "`\\#no` if none is meant"),
    ] {
        let run = notebook.run(&["ask", text]).exits(2);
        assert!(run.err.contains(says), "{}", run.err);
        assert!(!notebook.path().join(TODAY).exists());
    }
}

#[test]
fn answers_find_their_ask() {
    let notebook = Notebook::new(
        "- #ask Applied at Acme @acme\n- #ask The mill ^mill\n- #ask Something else @lin\n- #ask And more @lin\n",
    );
    notebook.does(&["no", "@acme", "form letter", "--sting", "3"]);
    notebook.does(&["step", "mill", "called"]);
    notebook.does(&["yes", "--which", "mill", "they will"]);
    notebook.does(&["silence", "--which", "and more"]);
    notebook.does(&["lesson", "@acme", "tailor the CV"]);
    let page = notebook.text(TODAY);
    assert_eq!(
        page,
        "- #no @acme form letter sting:3\n- #step re:mill called\n- #yes re:mill they will\n- #silence re:more\n- #lesson re:acme tailor the CV\n"
    );
    assert_eq!(
        notebook.text("2026-03-02.md"),
        "- #ask Applied at Acme @acme ^acme\n- #ask The mill ^mill\n- #ask Something else @lin\n- #ask And more @lin ^more\n"
    );
    notebook.does(&["check", "--strict", "--allow", "asked-again"]);
    let several = notebook.run(&["no"]).exits(2);
    assert!(several.err.contains("Something else  @lin"), "{}", several.err);
    let unknown = notebook.run(&["no", "@acmee"]).exits(2);
    assert!(unknown.err.contains("did you mean `@acme`?"), "{}", unknown.err);
    let early = notebook.run(&["no", "@lin", "-d", "2026-01-01"]).exits(2);
    assert!(early.err.contains("is before the ask itself"), "{}", early.err);
}

#[test]
fn an_answer_may_stand_under_its_ask() {
    let notebook = Notebook::new("- #ask A ^a\n\n  A note.\n- #ask B ^b\n\n  - nested\n");
    notebook.does(&["no", "^a", "sorry", "--in-place"]);
    notebook.does(&["step", "^b", "--in-place", "wrote again"]);
    assert_eq!(
        notebook.text("2026-03-02.md"),
        "- #ask A ^a\n\n  A note.\n  - 2026-06-30 #no sorry\n- #ask B ^b\n\n  - nested\n  - 2026-06-30 #step wrote again\n"
    );
    notebook.does(&["check", "--strict"]);
    // A page with several ends of line keeps each where it is.
    for (before, after) in [
        ("- #ask A ^a\n- #ask B ^b\r\n", "- #ask A ^a\n  - 2026-06-30 #no sorry\n- #ask B ^b\r\n"),
        ("- #ask A ^a\r\n- #ask B ^b\n", "- #ask A ^a\r\n  - 2026-06-30 #no sorry\r\n- #ask B ^b\n"),
        ("- #ask B ^b\r- #ask A ^a", "- #ask B ^b\r- #ask A ^a\r  - 2026-06-30 #no sorry"),
    ] {
        let notebook = Notebook::new(before);
        notebook.does(&["no", "^a", "sorry", "--in-place"]);
        assert_eq!(notebook.text("2026-03-02.md"), after, "{before:?}");
    }
}

#[test]
fn an_answer_stands_under_its_ask_in_lists_of_any_depth() {
    // What the page says before, and from where on there is something new.
    for (before, new) in [
        ("- Job\n\t- #ask A ^a\n\t\t- note\n", "\t\t- 2026-06-30 #no sorry\n"),
        ("- Job\n\t- #ask A ^a\n", "\t\t- 2026-06-30 #no sorry\n"),
        ("-\t#ask A ^a\n", "    - 2026-06-30 #no sorry\n"),
        ("- Job\n\t- x\n- #ask A ^a\n", "\t- 2026-06-30 #no sorry\n"),
        ("- Work\n    - #ask A ^a\n", "      - 2026-06-30 #no sorry\n"),
        ("- Work\n    - #ask A ^a\n        - note\n", "        - 2026-06-30 #no sorry\n"),
        ("100. #ask A ^a\n", "     - 2026-06-30 #no sorry\n"),
        ("- - #ask A ^a\n", "    - 2026-06-30 #no sorry\n"),
        ("- [ ] #ask A ^a\n", "  - 2026-06-30 #no sorry\n"),
    ] {
        let notebook = Notebook::new("");
        notebook.write("2026-03-02.md", before);
        let run = notebook.does(&["no", "^a", "sorry", "--in-place"]);
        assert_eq!((notebook.text("2026-03-02.md"), run.err.as_str()), (format!("{before}{new}"), ""));
    }
    let notebook = Notebook::new("");
    notebook.write("2026-03-02.md", "#ask A ^a\n");
    let run = notebook.does(&["no", "^a", "sorry", "--in-place"]);
    assert!(run.err.contains("not under the ask"), "{}", run.err);
    assert!(notebook.text(TODAY).ends_with("- #no re:a sorry\n"));
}

#[test]
fn a_page_with_several_ends_of_line_gets_the_one_of_the_place() {
    for (before, after) in [
        ("- #ask A\n- #ask B\r\n", "- #ask A\n- #ask B\r\n- #ask #no X\r\n"),
        ("- #ask A\r\n- #ask B\n", "- #ask A\r\n- #ask B\n- #ask #no X\n"),
    ] {
        let notebook = Notebook::new("");
        notebook.write(TODAY, before);
        notebook.does(&["ask", "X", "--no"]);
        assert_eq!(notebook.text(TODAY), after);
    }
}

#[test]
fn a_second_ask_of_a_who_leaves_earlier_answers_where_they_are() {
    let notebook = Notebook::new("");
    notebook.does(&["ask", "One", "--who", "acme"]);
    notebook.does(&["no", "@acme"]);
    let again = notebook.does(&["ask", "Two", "--who", "acme"]);
    assert_eq!(again.err, "@acme was asked today already: One (@acme); the answer was no, today\n");
    notebook.does(&["check", "--strict"]);
    let listed = notebook.does(&["list", "is:open", "--format", "md"]);
    assert!(listed.out.contains("Two") && !listed.out.contains("One"), "{}", listed.out);
}

#[test]
fn plans_are_carried_out() {
    let notebook = Notebook::new("- #plan Ask Prof. Lin @lin #study fear:9\n");
    notebook.does(&["ask", "--plan", "@lin"]);
    assert_eq!(notebook.text("2026-03-02.md"), "- #plan Ask Prof. Lin @lin #study fear:9 ^prof-lin\n");
    assert!(notebook.text(TODAY).ends_with("- #ask re:prof-lin Ask Prof. Lin #study @lin\n"));
    notebook.does(&["plan", "The dean", "--fear", "8"]);
    notebook.does(&["rest", "2026-W27", "by the sea"]);
    assert!(notebook.text(TODAY).ends_with("- #plan The dean fear:8 ^dean\n- #rest 2026-W27 by the sea\n"));
    notebook.does(&["check", "--strict"]);
}

#[test]
fn days_are_said_back() {
    let notebook = Notebook::new("");
    let run = notebook.does(&["ask", "X", "--no", "-d", "last friday"]);
    assert!(run.out.starts_with("Friday 2026-06-26  2026/2026-06-26.md:"), "{}", run.out);
    let next = notebook.run(&["ask", "X", "-d", "next friday"]).exits(2);
    assert!(next.err.contains("2026-07-03 or 2026-07-10"), "{}", next.err);
    let later = notebook.run(&["ask", "X", "-d", "2026-07-01"]).exits(2);
    assert!(later.err.contains("still to come"), "{}", later.err);
}

#[test]
fn what_may_lie_ahead_is_not_guessed_to_lie_behind() {
    let notebook = Notebook::new("");
    for (words, says) in [("friday", "2026-06-26 or 2026-07-03"), ("1 april", "2026-04-01 or 2027-04-01")] {
        let run = notebook.run(&["plan", "Ask Lin", "--date", words]).exits(2);
        assert!(run.err.contains(says), "{}", run.err);
        notebook.does(&["ask", "Something", "--date", words]);
    }
    let run = notebook.run(&["ask", "Something", "--date", "1850-01-01"]).exits(2);
    assert!(run.err.contains("before the year 1900"), "{}", run.err);
    notebook.does(&["plan", "Ask Lin", "--date", "1 april 2027"]);
    assert_eq!(notebook.text("2027/2027-04-01.md"), "# Thursday 2027-04-01\n\n- #plan Ask Lin ^lin\n");
}

/// The files that a write may leave when it is killed.
pub fn leftovers(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if path.is_dir() {
            found.extend(leftovers(&path));
        } else if name.starts_with(".askbook") {
            found.push(name);
        }
    }
    found
}

#[test]
fn what_was_written_is_committed_with_counts_alone() {
    let notebook =
        Notebook::new(">>> askbook.toml\n[git]\ncommit = true\n>>> 2026-03-02.md\n- #ask One @acme ^one\n");
    let git = |words: &[&str]| {
        let mut command = std::process::Command::new("git");
        let output = command.current_dir(notebook.path()).args(words).output().expect("git runs");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let without = notebook.does(&["rest"]);
    assert!(without.err.contains("no git repository"), "{}", without.err);
    git(&["init", "-q"]);
    git(&["config", "user.name", "A"]);
    git(&["config", "user.email", "a@b.c"]);
    git(&["add", "-A"]);
    git(&["commit", "-qm", "base"]);
    notebook.write("other.md", "staged by hand\n");
    git(&["add", "other.md"]);
    notebook.does(&["ask", "A secret", "--no"]);
    notebook.does(&["no", "^one", "sorry"]);
    assert_eq!(git(&["log", "-2", "--format=%s"]), "journal: 1 answer\njournal: 1 ask, 1 answer\n");
    assert_eq!(git(&["status", "--porcelain"]), "A  other.md\n");
    notebook.write(TODAY, "mine\n");
    let other = notebook.does(&["ask", "Another", "--no"]);
    assert!(other.err.contains("other changes that are not committed"), "{}", other.err);
    assert_eq!(git(&["log", "-1", "--format=%s"]), "journal: 1 answer\n");
}

#[test]
fn settings_with_a_fault_stop_what_writes() {
    let notebook =
        Notebook::new(">>> askbook.toml\nweek_starts = \"tuesday\"\n>>> 2026-03-02.md\n- #ask A ^a\n");
    let run = notebook.run(&["ask", "X", "--no"]).exits(2);
    assert!(run.err.contains("week_starts"), "{}", run.err);
    let nowhere = tempfile::tempdir().expect("a folder");
    let none = crate::support::command::run_in(nowhere.path(), &["ask", "X"]);
    assert!(none.code == 2 && none.err.contains("no notebook here"), "{}", none.err);
}

#[test]
fn a_review_is_written_with_its_prompts_once() {
    let notebook = Notebook::new(">>> 2026-06-24.md\n- #ask #no A discount sting:2\n");
    let run = notebook.run(&["review", "--write"]).exits(0);
    assert!(run.out.contains("#review 2026-W26 1 ask"), "{}", run.out);
    let page = fs::read_to_string(notebook.path().join("2026/2026-06-30.md")).expect("today's page");
    assert!(
        page.starts_with("- #review 2026-W26 1 ask") && page.contains("\n  - What the noes taught:\n"),
        "{page}"
    );
    let again = notebook.run(&["review", "--write"]).exits(2);
    assert!(
        again.err.contains("have a review already") && again.err.contains("2026/2026-06-30.md:1"),
        "{}",
        again.err
    );
    assert_eq!(notebook.run(&["check"]).out, "no problems\n");
}

#[cfg(unix)]
#[test]
fn the_commands_of_the_guide_run_in_their_order() {
    let guide = fs::read_to_string("docs/writing.md").expect("the guide");
    let notebook = Notebook::new("");
    let blocks = crate::support::blocks(&guide, "sh");
    // What is set up for two devices takes a clone.
    let lines = blocks.iter().flat_map(|block| block.text.lines()).filter(|line| !line.contains("git-setup"));
    let mut run = 0;
    for line in lines {
        let script = format!("askbook() {{ \"$ASKBOOK\" --today 2026-06-30 \"$@\"; }}\n{line}");
        let mut shell = std::process::Command::new("sh");
        shell.args(["-c", &script]).current_dir(notebook.path()).stdin(std::process::Stdio::null());
        shell.env("ASKBOOK", env!("CARGO_BIN_EXE_askbook")).env("EDITOR", "true").env_remove("VISUAL");
        shell.env("ASKBOOK_STATE", notebook.path().join(".state")).env_remove("ASKBOOK_NOTEBOOK");
        let output = shell.output().expect("a shell");
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
        run += 1;
    }
    assert!(run > 10, "{run} commands");
}
