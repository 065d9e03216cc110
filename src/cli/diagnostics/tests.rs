use super::*;
use crate::diagnostic::{Code, Grade};
use crate::text::Span;
use proptest::prelude::*;
use std::time::{Duration, Instant};

const ASCII: Style = Style { color: false, ascii: true, width: 80 };

/// A page with a fault where `word` first stands.
fn fault(text: &str, word: &str) -> (Source, Diagnostic) {
    let source = Source::new("a.md", text.to_owned());
    let at = source.text.find(word).unwrap();
    let span = Span::new(at, at + word.len());
    let diagnostic = Diagnostic::new(Code::BadValue, &source.path, span, "`fear` goes from 0 to 10");
    (source, diagnostic)
}

fn draw(source: &Source, diagnostic: Diagnostic, style: Style) -> String {
    render(&[diagnostic], &|path| (path == &*source.path).then_some(source), Format::Human, style)
}

#[track_caller]
fn check(text: &str, word: &str, expected: &str) {
    let (source, diagnostic) = fault(text, word);
    assert_eq!(draw(&source, diagnostic, ASCII), expected);
}

/// Checks only what follows the title.
#[track_caller]
fn check_body(text: &str, word: &str, expected: &str) {
    check(text, word, &format!("error[bad-value]: `fear` goes from 0 to 10{expected}"));
}

#[test]
fn a_fault_is_shown_with_its_line_and_its_cure() {
    let (source, diagnostic) = fault("# Monday\n\n- #ask Acme fear:11 @acme\n", "fear:11");
    let diagnostic = diagnostic.hint("write a whole number from 0 to 10");
    let expected = "\
error[bad-value]: `fear` goes from 0 to 10
 --> a.md:3:13
  |
3 | - #ask Acme fear:11 @acme
  |             ^^^^^^^
  |
  = help: write a whole number from 0 to 10
";
    assert_eq!(draw(&source, diagnostic.clone(), ASCII), expected);
    let expected = "\
error[bad-value]: `fear` goes from 0 to 10
  ╭▸ a.md:3:13
  │
3 │ - #ask Acme fear:11 @acme
  │             ━━━━━━━
  │
  ╰ help: write a whole number from 0 to 10
";
    assert_eq!(draw(&source, diagnostic.clone(), Style::default()), expected);
    let colored = draw(&source, diagnostic, Style { color: true, ..ASCII });
    assert!(colored.contains("\u{1b}[0ma.md:3:13\n"), "{colored:?}");
}

#[test]
fn tabs_take_four_columns_and_count_as_one() {
    check_body(
        "\t- #ask\tAcme fear:11\n",
        "fear:11",
        "
 --> a.md:1:14
  |
1 |     - #ask    Acme fear:11
  |                    ^^^^^^^
",
    );
}

#[test]
fn every_line_end_makes_a_line() {
    for end in ["\n", "\r\n", "\r"] {
        let text = ["# Monday", "", "- #ask Acme fear:11", "b"].join(end);
        check_body(
            &text,
            "fear:11",
            "
 --> a.md:3:13
  |
3 | - #ask Acme fear:11
  |             ^^^^^^^
",
        );
    }
}

#[test]
fn carets_stand_under_wide_letters_and_emoji() {
    check_body(
        "- #ask 日本語 👨\u{200d}👩 ❤\u{fe0f} fear:11\n",
        "fear:11",
        "
 --> a.md:1:19
  |
1 | - #ask 日本語 👨👩 ❤ fear:11
  |                      ^^^^^^^
",
    );
    check_body(
        "- #ask via:日本 x\n",
        "via:日本",
        "
 --> a.md:1:8
  |
1 | - #ask via:日本 x
  |        ^^^^^^^^
",
    );
}

#[test]
fn combining_marks_take_no_column() {
    check_body(
        "- #ask cafe\u{301} fear:11\n",
        "fear:11",
        "
 --> a.md:1:14
  |
1 | - #ask cafe\u{301} fear:11
  |             ^^^^^^^
",
    );
}

#[test]
fn text_from_right_to_left_keeps_its_order() {
    check_body(
        "- #ask שלום fear:11 מחר\n",
        "fear:11",
        "
 --> a.md:1:13
  |
1 | - #ask שלום fear:11 מחר
  |             ^^^^^^^
",
    );
}

#[test]
fn a_long_line_is_cut_around_the_caret() {
    let text = format!("- #ask {}fear:11 {}\n", "word ".repeat(1000), "more ".repeat(1000));
    check_body(
        &text,
        "fear:11",
        "
 --> a.md:1:5008
  |
1 | ... word word word word word word fear:11 more more more more more more m...
  |                                   ^^^^^^^
",
    );
    let (source, diagnostic) = fault(&text, "fear:11");
    let drawn = draw(&source, diagnostic, Style { width: 40, ..ASCII });
    assert!(drawn.contains("1 | ... word word fear:11 more more m...\n"), "{drawn}");
}

#[test]
fn nothing_reaches_the_terminal_raw() {
    check_body(
        "- #ask \0\u{1b}[31m\u{9b}\u{202e} fear:11\u{7}\n",
        "fear:11",
        "
 --> a.md:1:17
  |
1 | - #ask ??[31m?? fear:11?
  |                 ^^^^^^^
",
    );
    let nothing = Source::new("a\u{1b}.md", "\0".repeat(5000));
    let diagnostic =
        Diagnostic::new(Code::NoDate, &nothing.path, Span::new(9, 10), "a \0\nfault").hint("\u{7}b");
    let drawn = draw(&nothing, diagnostic, Style::default());
    assert!(drawn.starts_with("error[no-date]: a ␀␊fault\n  ╭▸ a␛.md:1:10\n  │\n1 │ ␀␀␀␀␀␀␀␀␀␀"), "{drawn}");
    assert!(drawn.ends_with("╰ help: ␇b\n"), "{drawn}");
}

#[test]
fn the_end_of_the_text_has_its_place() {
    check_body(
        "- #ask fear:",
        "fear:",
        "
 --> a.md:1:8
  |
1 | - #ask fear:
  |        ^^^^^
",
    );
    let source = Source::new("a.md", "- #ask\n".to_owned());
    let diagnostic = Diagnostic::new(Code::NoDate, &source.path, Span::new(7, 7), "no date");
    let expected = "error[no-date]: no date\n --> a.md:2:1\n  |\n2 |\n  | ^\n";
    assert_eq!(draw(&source, diagnostic, ASCII), expected);
    let beyond = Diagnostic::new(Code::NoDate, &source.path, Span::new(100, 200), "no date");
    assert_eq!(draw(&source, beyond, ASCII), expected);
}

#[test]
fn a_whole_file_shows_only_its_path() {
    for text in ["", "- #ask\n"] {
        let source = Source::new("a.md", text.to_owned());
        let diagnostic = Diagnostic::new(Code::NotUtf8, &source.path, Span::default(), "not UTF-8");
        assert_eq!(draw(&source, diagnostic.clone(), ASCII), "error[not-utf8]: not UTF-8\n--> a.md\n");
        let short = render(&[diagnostic], &|_| None, Format::Short, ASCII);
        assert_eq!(short, "a.md:1:1: error[not-utf8]: not UTF-8\n");
    }
}

#[test]
fn a_fault_over_several_lines_is_held_together() {
    check_body(
        "- #ask via:\"video\n  call\" now\n",
        "via:\"video\n  call\"",
        "
 --> a.md:1:8
  |
1 |   - #ask via:\"video
  |  ________^
2 | |   call\" now
  | |_______^
",
    );
    let text = format!("<<<<<<< ours\n{}>>>>>>> theirs\n", "- line\n".repeat(50));
    check_body(
        &text,
        &text,
        "
 --> a.md:1:1
  |
1 | <<<<<<< ours
  | ^^^^^^^^^^^^ to line 52
",
    );
}

#[test]
fn other_ends_are_shown_where_they_are() {
    let here = Source::new(
        "a.md",
        format!("- #ask one ^acme\n\n- #ask two ^acme\n{}- #ask three ^acme\n", "x\n".repeat(300)),
    );
    let there = Source::new("b.md", "- #ask four ^acme\n".to_owned());
    let sources = |path: &str| match path {
        "a.md" => Some(&here),
        "b.md" => Some(&there),
        _ => None,
    };
    let ids: Vec<_> = here.text.match_indices("^acme").map(|(at, id)| Span::new(at, at + id.len())).collect();
    let diagnostic = Diagnostic::new(Code::DuplicateId, &here.path, ids[1], "`acme` is taken")
        .related(&here.path, ids[0], "first here")
        .related(&there.path, Span::new(12, 17), "and here")
        .related(&here.path, ids[2], "and far below")
        .related(&"gone.md".into(), Span::new(3, 4), "and in a file that is gone");
    let expected = "\
error[duplicate-id]: `acme` is taken
   --> a.md:3:12
    |
  1 | - #ask one ^acme
    |            ----- first here
  2 |
  3 | - #ask two ^acme
    |            ^^^^^
    |
   ::: b.md:1:13
    |
  1 | - #ask four ^acme
    |             ----- and here
    |
   ::: a.md:304:14
    |
304 | - #ask three ^acme
    |              ----- and far below
    |
    = note: gone.md: and in a file that is gone
";
    assert_eq!(render(std::slice::from_ref(&diagnostic), &sources, Format::Human, ASCII), expected);
    let expected = "a.md:3:12: error[duplicate-id]: `acme` is taken (see a.md:1:12, b.md:1:13, a.md:304:14, gone.md:1:1)\n";
    assert_eq!(render(&[diagnostic], &sources, Format::Short, ASCII), expected);
}

#[test]
fn ends_too_far_apart_on_one_line_are_shown_apart() {
    let source = Source::new("a.md", format!("- #ask fear:3 {}fear:7\n", "word ".repeat(100)));
    let diagnostic = Diagnostic::new(Code::RepeatedKey, &source.path, Span::new(514, 520), "`fear` twice")
        .related(&source.path, Span::new(7, 13), "the first");
    let expected = "\
error[repeated-key]: `fear` twice
 --> a.md:1:515
  |
1 | ...ord word word word word word word word word word word word word fear:7
  |                                                                    ^^^^^^
  |
 ::: a.md:1:8
  |
1 | - #ask fear:3 word word word word word word word word word word word w...
  |        ------ the first
";
    assert_eq!(draw(&source, diagnostic, ASCII), expected);
}

#[test]
fn severities_are_named() {
    let at = |code| Diagnostic::new(code, &"a.md".into(), Span::default(), "words");
    let all = [at(Code::NoDate), at(Code::FutureDate), at(Code::AskedAgain)];
    let expected = "\
error[no-date]: words
--> a.md

warning[future-date]: words
--> a.md

notice[asked-again]: words
--> a.md
";
    assert_eq!(render(&all, &|_| None, Format::Human, ASCII), expected);
    let expected = "\
::error file=a.md,title=no-date::words
::warning file=a.md,title=future-date::words
::notice file=a.md,title=asked-again::words
";
    assert_eq!(render(&all, &|_| None, Format::Github, ASCII), expected);
    assert_eq!(summary(&all), "1 error, 1 warning, 1 notice");
    assert_eq!(summary(&[all[0].clone(), all[0].clone(), all[1].clone()]), "2 errors, 1 warning");
    assert_eq!(summary(&[]), "no problems");
}

#[test]
fn json_has_the_keys_of_the_standard_in_their_order() {
    let (source, diagnostic) = fault("- né\n- #ask é fear:11\n", "fear:11");
    let sources = |_: &str| Some(&source);
    let plain = render(std::slice::from_ref(&diagnostic), &sources, Format::Jsonl, ASCII);
    let expected = concat!(
        r#"{"code":"bad-value","severity":"error","message":"`fear` goes from 0 to 10","hint":null,"file":"a.md","#,
        r#""line":2,"column":10,"end_line":2,"end_column":17,"related":[],"fix":null}"#,
        "\n"
    );
    assert_eq!(plain, expected);
    let full = diagnostic.hint("ten\u{9b}").related(&source.path, Span::new(2, 5), "here").fix(
        Grade::Look,
        "write 10",
        Span::new(21, 23),
        "10",
    );
    let expected = concat!(
        r#"{"code":"bad-value","severity":"error","message":"`fear` goes from 0 to 10","hint":"ten\u009b","file":"a.md","#,
        r#""line":2,"column":10,"end_line":2,"end_column":17,"#,
        r#""related":[{"file":"a.md","line":1,"column":3,"end_line":1,"end_column":5,"message":"here"}],"#,
        r#""fix":{"title":"write 10","safe":false,"edits":[{"line":2,"column":15,"end_line":2,"end_column":17,"text":"10"}]}}"#,
        "\n"
    );
    assert_eq!(render(&[full], &sources, Format::Jsonl, ASCII), expected);
}

#[test]
fn github_gets_its_escapes() {
    let source = Source::new("a,b:c%.md", "- #ask via:\"x\ny\"\n".to_owned());
    let one = Diagnostic::new(Code::BadValue, &source.path, Span::new(7, 11), "100%\rsure").hint("a: b,\nc");
    let two = Diagnostic::new(Code::BadValue, &source.path, Span::new(7, 16), "two lines");
    let expected = "\
::error file=a%2Cb%3Ac%25.md,line=1,col=8,endLine=1,endColumn=12,title=bad-value::100%25%0Dsure%0Aa: b,%0Ac
::error file=a%2Cb%3Ac%25.md,line=1,endLine=2,title=bad-value::two lines
";
    assert_eq!(render(&[one, two], &|_| Some(&source), Format::Github, ASCII), expected);
}

#[test]
fn endless_texts_take_no_endless_time() {
    // Twenty thousand faults, in one line and each in its own, all with the text's beginning as their other end.
    for end in [" ", "\n"] {
        let source = Source::new("a.md", format!("- #ask acme fear:11{end}").repeat(20_000));
        let faults: Vec<_> =
            source
                .text
                .match_indices("fear:11")
                .map(|(at, word)| {
                    Diagnostic::new(Code::BadValue, &source.path, Span::new(at, at + word.len()), "no")
                        .related(&source.path, Span::new(2, 6), "here")
                })
                .collect();
        let begun = Instant::now();
        let sources = |_: &str| Some(&source);
        for format in [Format::Short, Format::Jsonl, Format::Github] {
            assert_eq!(render(&faults, &sources, format, ASCII).lines().count(), faults.len());
        }
        // Drawing is slow without optimisation, so only the last are drawn.
        assert!(render(&faults[19_000..], &sources, Format::Human, ASCII).len() > 19_000);
        // What is quadratic takes minutes here, and a slow machine some seconds.
        assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", begun.elapsed());
    }
}

fn letters() -> impl Strategy<Value = String> {
    let common = ["a", " ", "\t", "\n", "\r", "\r\n", "#ask", ":", "0", "word word word word word "];
    let obeyed = ["\0", "\u{1b}[2J", "\u{7f}", "\u{9b}", "\u{85}", "\u{fdd0}7\u{fdd1}:1:2", "\u{feff}"];
    let wide = ["日", "👨\u{200d}👩", "e\u{301}", "ש", "\u{202e}", "\u{2028}", "\u{3000}", "\u{1160}"];
    let marks = ["\u{301}", "\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}"];
    let letter = prop_oneof![
        4 => prop::sample::select(common.to_vec()).prop_map(str::to_owned),
        2 => prop::sample::select(obeyed.to_vec()).prop_map(str::to_owned),
        2 => prop::sample::select(wide.to_vec()).prop_map(str::to_owned),
        2 => prop::sample::select(marks.to_vec()).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    (prop::collection::vec(letter, 0..60), 1..6usize).prop_map(|(parts, times)| parts.concat().repeat(times))
}

/// Any span; it may lie beyond the end or within characters, which no span should.
fn span(text: &str, ends: (usize, usize)) -> Span {
    let at = |end: usize| end % (text.len() + 3);
    Span::new(at(ends.0), at(ends.1))
}

/// Whether a drawn line shows one of the text: a number, then a bar.
fn is_of_journal(line: &str) -> bool {
    let rest = line.trim_start().trim_start_matches(|letter: char| letter.is_ascii_digit());
    rest.len() < line.trim_start().len() && (rest.starts_with(" | ") || rest.starts_with(" │ "))
}

fn columns(line: &str) -> usize {
    line.chars().filter_map(unicode_width::UnicodeWidthChar::width).sum()
}

proptest! {
    #[test]
    fn any_text_and_any_span_is_rendered(
        texts in (letters(), letters()),
        ends in prop::collection::vec((any::<usize>(), any::<usize>(), any::<bool>()), 1..5),
        words in letters(),
        width in 0..200usize,
        ascii in any::<bool>(),
    ) {
        let files = [Source::new("a.md", texts.0), Source::new("b\u{9b}.md", texts.1)];
        let sources = |path: &str| files.iter().find(|file| &*file.path == path);
        let mut places = ends.iter().map(|&(start, end, second)| {
            let file = &files[usize::from(second)];
            (&file.path, span(&file.text, (start, end)))
        });
        let (file, first) = places.next().unwrap();
        let diagnostic = Diagnostic::new(Code::BadValue, file, first, words.clone()).hint(words.clone());
        let diagnostic = places.fold(diagnostic, |told, (file, span)| told.related(file, span, words.clone()));
        let faults = [diagnostic.clone(), diagnostic.fix(Grade::Safe, words.clone(), first, words.clone())];
        for format in [Format::Human, Format::Short, Format::Jsonl, Format::Github] {
            for color in [false, true] {
                let page = render(&faults, &sources, format, Style { color, ascii, width });
                let raw = page.chars().any(|letter| letter.is_control() && letter != '\n' && !(color && letter == '\u{1b}'));
                prop_assert!(!raw, "{:?}", page);
                let stand_in = page.contains('\u{fdd0}') && format == Format::Human;
                prop_assert!(!stand_in, "{:?}", page);
                let widest = page.lines().filter(|line| is_of_journal(line)).map(columns).max();
                prop_assert!(color || widest <= Some(width.max(40)), "{:?}", page);
                if format != Format::Human {
                    prop_assert_eq!(page.lines().count(), 2);
                }
            }
        }
    }
}
