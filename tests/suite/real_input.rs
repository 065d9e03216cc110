//! What people's own editors write: each form with the records, and the places of what is wrong.

use crate::support::{day, diagnostic_lines, notebook, record_lines};
use askbook::notebook::{Notebook, Texts};
use std::fs;
use std::path::Path;

/// What a page gives: its records, then its diagnostics.
fn given(page: &str) -> String {
    let notebook = notebook(page, "2026-03-30");
    let mut lines = record_lines(&notebook.book);
    lines.extend(diagnostic_lines(&notebook));
    lines.join("\n")
}

#[test]
fn an_obsidian_daily_note() {
    let page = "---\ntags: [daily]\naliases:\n  - a day\n---\n## Tasks\n- [ ] #task Buy milk ⏫ 📅 2026-04-01\n- [x] Call mum ✅ 2026-03-02\n\n> [!todo] Callout\n> - [ ] #ask not mine\n\n- [ ] #ask Residency at [[Villa Rosa|the villa]] #writing @villa [fear:: 6] ^villa\n\t- note with ![[image.png]] and %%comment%%\n\t- [[2026-03-01#^other|see]]\n";
    assert_eq!(
        given(page),
        "ask 2026-03-02 \"Residency at the villa\" id=villa tags=writing who=villa fear=6\nwarning hidden-record 11:9-11:13"
    );
}

#[test]
fn a_logseq_journal() {
    let page = ">>> journals/2026_03_02.md\n- TODO write letters\n- [[Work]]\n\t- #ask Applied at Acme #job @acme ^acme\n\t  id:: 65f1c0de\n\t  collapsed:: true\n\t\t- #step/phone ten minutes\n\t- DONE something #[[two words]]\n- ```\n  #ask in a fence\n  ```";
    let title = "Applied at Acme job acme ^acme id:: 65f1c0de collapsed:: true";
    assert_eq!(
        given(page),
        format!(
            "ask 2026-03-02 \"{title}\" tags=job who=acme\nstep 2026-03-02 \"ten minutes\" tags=phone of=\"{title}\"\nwarning misplaced-id 3:36-3:41"
        )
    );
}

#[test]
fn a_page_from_github_with_a_table_a_footnote_and_a_comment() {
    let page = "# Log\n\n| #ask | b |\n|--|--|\n| x | #no |\n\nText[^n].\n\n[^n]: #yes in a footnote\n\n<!-- #ask hidden on purpose? -->\n\n- [x] #ask #no ~~old~~ **new** fear:3 sting:1\n";
    assert_eq!(
        given(page),
        "ask 2026-03-02 \"old new\" fear=3 status=no answered=2026-03-02 sting=1 number=1\nwarning hidden-record 3:3-3:7\nwarning hidden-record 5:7-5:10\nwarning hidden-record 9:7-9:11"
    );
}

#[test]
fn carets_count_letters_behind_emoji_right_to_left_text_and_combining_marks() {
    let page = "- #ask 👩‍💻 שלום e\u{301}te\u{301} fear:11\r\n- #ask مرحبا @acme sting:3\r\n";
    assert_eq!(
        given(page),
        "ask 2026-03-02 \"👩‍💻 שלום e\u{301}te\u{301}\"\nask 2026-03-02 \"مرحبا\" who=acme\nerror bad-value 1:23-1:30\nwarning misplaced-key 2:20-2:27"
    );
}

#[test]
fn every_line_end_and_a_byte_order_mark() {
    for page in [
        "\u{feff}- #ask One\r\n- #ask Two fear:x\r\n",
        "- #ask One\r- #ask Two fear:x\r",
        "- #ask One\n- #ask Two fear:x",
    ] {
        assert_eq!(given(page), "ask 2026-03-02 \"One\"\nask 2026-03-02 \"Two\"\nerror bad-value 2:12-2:18");
    }
}

#[test]
fn a_line_of_ten_thousand_letters() {
    let page = format!("- #ask {} fear:11 ^long\n", "wort ".repeat(2_000));
    let notebook = notebook(&page, "2026-03-30");
    assert_eq!(notebook.book.ask(0).id(), Some("long"));
    assert_eq!(diagnostic_lines(&notebook), ["error bad-value 1:10009-1:10016"]);
}

#[test]
fn two_hundred_levels_of_nesting() {
    let page: String =
        (0..200).map(|level| format!("{}- #ask Level {level}\n", "  ".repeat(level))).collect();
    assert_eq!(notebook(&page, "2026-03-30").book.asks().len(), 200);
}

#[test]
fn a_line_of_a_hundred_thousand_levels() {
    for sign in ["- ", "7) "] {
        let page = format!("{}2026-03-02 #ask Deep\n", sign.repeat(100_000));
        assert_eq!(notebook(&page, "2026-03-30").book.asks().len(), 1, "{sign}");
    }
}

#[test]
fn an_empty_page_and_one_of_nuls() {
    assert_eq!(given(""), "");
    assert_eq!(given(&"\0".repeat(5_000)), "");
}

#[test]
fn many_records_where_naive_code_is_slow() {
    let stacked: String = std::iter::once("- #ask One @acme ^a\n".to_owned())
        .chain((0..20_000).map(|at| format!("  #lesson {at}\n")))
        .collect();
    assert_eq!(notebook(&stacked, "2026-03-30").book.ask(0).lessons().len(), 20_000);
    let one_who: String = (0..20_000).map(|at| format!("- #ask {at} @acme\n- #no @acme\n")).collect();
    let book = notebook(&one_who, "2026-03-30").book;
    assert_eq!(book.asks().len(), 20_000);
    assert_eq!(book.diagnostics.len(), 20_000, "each answer fits all of the asks of its day");
    let unknown: String = (0..20_000).map(|at| format!("- #no re:nothing-{at}\n")).collect();
    assert_eq!(notebook(&unknown, "2026-03-30").book.diagnostics.len(), 20_000);
    let signs = format!("- #ask {}\n", "[fear:: \" #a @b ^c ".repeat(5_000));
    assert_eq!(notebook(&signs, "2026-03-30").book.asks().len(), 1);
}

#[test]
fn the_vaults_of_strangers_hold_no_error() {
    let vaults = Path::new("../shared/real/vaults");
    let Ok(entries) = fs::read_dir(vaults) else {
        println!("{} is not here: no stranger's vault was read", vaults.display());
        return;
    };
    for entry in entries {
        let vault = entry.expect("an entry").path();
        let notebook = Notebook::open(&vault, day("2026-06-30"), Texts::Keep);
        assert!(notebook.book.files.len() > 10, "{}", vault.display());
        let told = notebook.diagnostics();
        assert!(told.is_empty(), "{}: {told:?}", vault.display());
    }
}

#[test]
#[ignore = "takes a file of 300 MB; .ci/run --long"]
fn one_file_of_300_megabytes_is_read_like_any_other() {
    let page: String = (0..1_000).map(|at| format!("Prose about the day, with a #tag and more of it.\n\n- #ask Ask {at} #job @who{at} fear:3\n  - a note\n\n{}", "word ".repeat(40))).collect();
    let folder = tempfile::tempdir().expect("a folder");
    let times = 300_000_000 / page.len() + 1;
    fs::write(folder.path().join("2026-03-02.md"), page.repeat(times)).expect("a page");
    let notebook = Notebook::open(folder.path(), day("2026-06-30"), Texts::Drop);
    assert_eq!(notebook.book.asks().len(), 1_000 * times);
    assert_eq!(notebook.error_count(), 0);
}
