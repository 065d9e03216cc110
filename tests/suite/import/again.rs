//! What came in already does not come in again, and what came in can be taken back.

use super::*;

#[test]
fn nothing_comes_in_twice_and_a_changed_row_is_told() {
    let notebook = Notebook::new(">>> askbook.toml\n");
    let first = import(&notebook, &[], SHEET).exits(0);
    assert!(first.out.ends_with("3 records written on 2 pages\n"), "{}", first.out);
    assert_eq!(asks(&notebook).len(), 3, "two that are alike are two");
    let again = import(&notebook, &[], SHEET).exits(0);
    assert!(again.out.ends_with("0 records written, 3 there already\n"), "{}", again.out);
    let changed = SHEET.replacen("pending", "yes", 1) + "One more,no,2026-01-07\n";
    let told = import(&notebook, &[], &changed).exits(0);
    assert!(
        told.out.ends_with(
            "1 record written on 1 page, 3 there already, 1 changed since, and not written over\n"
        ),
        "{}",
        told.out
    );
    assert!(
        told.err.contains("standard input, line 3: `A raise` is `yes` of 2026-01-06 now, and open in the notebook; the record at 2026/2026-01-06.md:"),
        "{}",
        told.err
    );
    // On a new laptop there is no record of what was imported: the notebook itself is enough.
    std::fs::remove_dir_all(notebook.path().join(".state")).expect("the state");
    let elsewhere = import(&notebook, &[], SHEET).exits(0);
    assert!(elsewhere.out.ends_with("0 records written, 3 there already\n"), "{}", elsewhere.out);
    assert_eq!(asks(&notebook).len(), 4);
}

#[test]
fn what_was_taken_out_of_the_notebook_stays_out_until_it_is_wanted() {
    let notebook = Notebook::new(">>> askbook.toml\n");
    import(&notebook, &[], SHEET).exits(0);
    std::fs::remove_file(notebook.path().join("2026/2026-01-05.md")).expect("a page");
    let told = import(&notebook, &[], SHEET).exits(0);
    assert!(told.err.contains("line 2: `A refill` was imported before"), "{}", told.err);
    assert_eq!(asks(&notebook).len(), 2);
    import(&notebook, &["--again"], SHEET).exits(0);
    assert_eq!(asks(&notebook).len(), 3);
}

#[test]
fn an_import_can_be_undone_and_a_page_keeps_its_bytes() {
    let page = "# Monday 2026-01-05\r\n\r\nProse.  \r\n\r\n- #ask Mine\r\n";
    let notebook = Notebook::new(">>> askbook.toml\n");
    notebook.write("2026/2026-01-05.md", page);
    import(&notebook, &[], SHEET).exits(0);
    let text = std::fs::read_to_string(notebook.path().join("2026/2026-01-05.md")).expect("the page");
    assert!(text.starts_with(page), "{text:?}");
    assert!(text.ends_with("\r\n- 2026-01-05 #ask #no A refill\r\n"), "{text:?}");
    assert_eq!(run(notebook.path(), &["check"], b"").exits(0).out, "no problems\n");
    run(notebook.path(), &["undo"], b"").exits(0);
    assert_eq!(std::fs::read_to_string(notebook.path().join("2026/2026-01-05.md")).expect("the page"), page);
    assert_eq!(asks(&notebook).len(), 1);
}
