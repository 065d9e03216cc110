//! Another name for an id, a who or a tag: what it reaches, and what it leaves alone.

use crate::support::command::Notebook;

#[test]
fn rename_reaches_references_and_links() {
    let notebook = Notebook::new(
        "- #ask Acme @acme #job ^acme\n  - #step [[2026-03-02#^acme]] called\n- #no re:acme sorry\n\nSee [there](2026-03-02.md#^acme), not ^acme.\n- #ask Other #job/remote @acme. ^other\n",
    );
    let taken = notebook.run(&["rename", "id", "acme", "other"]).exits(2);
    assert!(taken.err.contains("would become one"), "{}", taken.err);
    notebook.does(&["rename", "id", "^acme", "mill"]);
    notebook.does(&["rename", "who", "@acme", "the-mill"]);
    notebook.does(&["rename", "tag", "#job", "work"]);
    assert_eq!(
        notebook.text("2026-03-02.md"),
        "- #ask Acme @the-mill #work ^mill\n  - #step [[2026-03-02#^mill]] called\n- #no re:mill sorry\n\nSee [there](2026-03-02.md#^mill), not ^acme.\n- #ask Other #work/remote @the-mill. ^other\n"
    );
    let unknown = notebook.run(&["rename", "id", "mil", "x"]).exits(2);
    assert!(unknown.err.contains("did you mean `^mill`?"), "{}", unknown.err);
    notebook.run(&["rename", "tag", "work", "no"]).exits(2);
}

#[test]
fn a_tag_is_renamed_however_long_another_case_makes_it() {
    let notebook = Notebook::new("- #ask A #İstanbul\n- #ask B #i\u{307}stanbul/food\n- #ask C #istanbul\n");
    notebook.does(&["rename", "tag", "İstanbul", "ankara"]);
    assert_eq!(
        notebook.text("2026-03-02.md"),
        "- #ask A #ankara\n- #ask B #ankara/food\n- #ask C #istanbul\n"
    );
    notebook.does(&["rename", "tag", "ankara", "İzmir"]);
    notebook.does(&["rename", "tag", "i\u{307}zmir/food", "i\u{307}zmir//food"]);
    assert_eq!(
        notebook.text("2026-03-02.md"),
        "- #ask A #İzmir\n- #ask B #i\u{307}zmir//food\n- #ask C #istanbul\n"
    );
}

#[test]
fn rename_follows_links_to_the_page_of_the_id_and_no_others() {
    let notebook = Notebook::new(
        ">>> 2026-03-02.md\n- #ask A cake ^cake\n\nSee [[#^cake]].\n\
         >>> Recipes.md\nButter ^cake\n\nOurs: [[#^cake]], [[Recipes#^cake]], [[2026-03-02#^cakes]], `[[2026-03-02#^cake]]`\n\n\
         ```\n[[2026-03-02#^cake]]\n```\n\n[[2026-03-02#^cake|words]] ![[2026-03-02#^cake]] [x](../2026-03-02.md#%5Ecake \"t\") [y][def]\n\n\
         | a |\n|---|\n| [[2026-03-02#^cake\\|b]] |\n\n[def]: 2026-03-02.md#^cake\n\n<a href=\"2026-03-02.md#^cake\">z</a>\n",
    );
    let theirs = notebook.text("Recipes.md");
    notebook.does(&["rename", "id", "cake", "torte"]);
    assert_eq!(notebook.text("2026-03-02.md"), "- #ask A cake ^torte\n\nSee [[#^torte]].\n");
    let (kept, renamed) = theirs.split_at(theirs.find("[[2026-03-02#^cake|words").unwrap_or(0));
    let renamed = renamed.replace("#^cake", "#^torte").replace("#%5Ecake", "#%5Etorte");
    assert_eq!(notebook.text("Recipes.md"), format!("{kept}{renamed}"));
}

#[test]
fn rename_tells_pages_of_one_name_apart_by_their_folders() {
    let notebook = Notebook::new(
        ">>> 2026/11/02.md\n- #ask A @b ^acme\n>>> 2026/10/02.md\nA quote ^acme\n>>> 2026/11/03.md\n---\nrelated: \"[[11/02#^acme]]\"\n---\n\
         See [the quote](../10/02.md#^acme), [[2026/10/02#^acme]], [it](02.md#^acme \"[[x#^acme]]\") and [[2026/11/02#^acme]].\n",
    );
    notebook.does(&["rename", "id", "acme", "bank"]);
    assert_eq!(
        notebook.text("2026/11/03.md"),
        "---\nrelated: \"[[11/02#^bank]]\"\n---\n\
         See [the quote](../10/02.md#^acme), [[2026/10/02#^acme]], [it](02.md#^bank \"[[x#^acme]]\") and [[2026/11/02#^bank]].\n"
    );
}

#[test]
fn a_link_leads_to_the_page_that_stands_where_it_says() {
    // Its own folder has a page of this name, with a line of its own.
    let theirs =
        "[x](02.md#^acme) [y](./02.md#^acme) [[02#^acme]] [z](../11/02.md#^acme) [w](/2026/11/02.md#^acme)\n";
    let notebook = Notebook::new(&format!(
        ">>> 2026/11/02.md\n- #ask A @b ^acme\n>>> 2026/10/02.md\nA quote ^acme\n>>> 2026/10/03.md\n{theirs}"
    ));
    notebook.does(&["rename", "id", "acme", "bank"]);
    let wanted = theirs.replace("11/02.md#^acme", "11/02.md#^bank");
    assert_eq!(notebook.text("2026/10/03.md"), wanted);
}

#[test]
fn an_id_that_nothing_defines_and_a_page_that_cannot_be_read_rename_nothing() {
    let notebook = Notebook::new("- #ask Acme ^acme\n- #no re:acmee sorry\n");
    let run = notebook.run(&["rename", "id", "acmee", "mill"]).exits(2);
    assert!(run.err.contains("no record of this notebook has the id `^acmee`"), "{}", run.err);
    assert!(run.err.contains("did you mean `^acme`?"), "{}", run.err);
    notebook.write("latin.md", b"- #no re:acme caf\xe9\n");
    let run = notebook.run(&["rename", "id", "acme", "mill"]).exits(2);
    assert!(run.err.contains("nothing was renamed: latin.md may hold the name too"), "{}", run.err);
    notebook.write("askbook.toml", "ignore = [\"latin.md\"]\n");
    notebook.does(&["rename", "id", "acme", "mill"]);
    assert_eq!(notebook.text("2026-03-02.md"), "- #ask Acme ^mill\n- #no re:acmee sorry\n");
}

#[test]
fn two_whos_that_become_one_leave_every_answer_with_its_ask() {
    let notebook = Notebook::new(
        ">>> 2026-03-02.md\n- #ask Alpha @jo\n- #ask Beta @jo.smith\n>>> 2026-03-05.md\n- #no @jo.smith sorry\n",
    );
    let run = notebook.run(&["rename", "who", "jo", "jo.smith"]).exits(2);
    assert!(run.err.contains("2026-03-05.md:1 would then belong to another ask"), "{}", run.err);
    notebook.does(&["rename", "who", "jo.smith", "smith"]);
    assert_eq!(notebook.text("2026-03-05.md"), "- #no @smith sorry\n");
    // A slip in an answer is mended so.
    let notebook =
        Notebook::new(">>> 2026-03-02.md\n- #ask Alpha @acme\n>>> 2026-03-05.md\n- #no @acmee sorry\n");
    notebook.does(&["rename", "who", "acmee", "acme"]);
    notebook.does(&["check", "--strict"]);
}
