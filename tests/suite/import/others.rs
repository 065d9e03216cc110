//! Sources that are no tables: todo.txt, pages, folders of pages.

use super::*;

#[test]
fn a_todo_txt_becomes_plans_and_asks() {
    let notebook = Notebook::new(">>> askbook.toml\n");
    notebook.write(
        "todo.txt",
        "(A) 2026-01-02 Call the bank @phone +loan due:2026-01-09\nx 2026-01-05 2026-01-02 Ask for a window seat +travel\nx Undated\n\n# a comment\nPay fear:9 rent\n",
    );
    let run_in = |arguments: &[&str]| run(notebook.path(), arguments, b"");
    let told = run_in(&["import", "todo.txt"]).exits(1);
    assert!(told.err.contains("todo.txt, line 3: it is done, but no date says when"), "{}", told.err);
    assert!(told.out.contains("left out: line 5: a comment"), "{}", told.out);
    let page = |path: &str| std::fs::read_to_string(notebook.path().join(path)).expect(path);
    assert!(
        page("2026/2026-01-02.md")
            .contains("- #plan Call the bank #phone #loan due:2026-01-09\n  - priority: A\n")
    );
    assert!(page("2026/2026-01-05.md").contains("- #ask Ask for a window seat #travel\n"));
    assert_eq!(page("plans.md"), "# Plans\n\n- #plan Pay fear\\:9 rent\n");
    let again = run_in(&["import", "todo.txt"]).exits(1);
    assert!(again.out.contains("0 records written, 3 there already"), "{}", again.out);
}

#[test]
fn a_vault_gives_its_tasks_fields_and_tables() {
    let notebook = Notebook::new(">>> askbook.toml\n");
    notebook.write("vault/tasks.md", "- [ ] #task Ask Sam for the van 📅 2026-02-01 ➕ 2026-01-02 ⏫ #move\n- [x] #task Ask the neighbour #move ✅ 2026-01-03\n- [-] #task Called off\n> - [ ] Ask in a quote [due:: 2026-03-01] [p:: 1]\n```\n- [ ] not in code\n```\n");
    notebook.write("vault/2026-01-07.md", "- [x] Ask for a refund at [[Shop|the shop]]\n- [ ] Ask later\n");
    notebook.write("vault/table.md", "---\ntags: [x]\n---\n\n| Company | Role | Submitted | Response |\n|---|:--|---|---|\n| Atlas \\| Co | [SDE](https://jobs.example/1) | 2026-01-08 | Rejected |\n| Borea | Cook | Recruiter | |\n\n| a | b |\n|---|---|\n| 1 | 2 |\n");
    notebook.write("vault/items.md", "- A loan [date:: 2026-01-09] [status:: no] [who:: Bank]\n- A grant (date:: 2026-01-10) (status:: yes)\n");
    notebook.write("vault/pages/Acme.md", "---\ndate: 2026-01-11\nstatus: rejected\n---\nrole:: Cook\n");
    let told = run(notebook.path(), &["import", "vault", "--dry-run"], b"").exits(1);
    for line in [
        "- 2026-01-02 #plan Ask Sam for the van #move due:2026-02-01\n  - priority: high\n",
        "- 2026-01-03 #ask Ask the neighbour #move\n",
        "- #plan Ask in a quote due:2026-03-01\n  - p: 1\n",
        "- 2026-01-07 #ask Ask for a refund at the shop\n  - link: Shop\n",
        "- 2026-01-08 #ask #no SDE @Atlas-Co\n  - Company: Atlas | Co\n  - link: https://jobs.example/1\n",
        "- 2026-01-09 #ask #no A loan @Bank\n",
        "- 2026-01-10 #ask #yes A grant\n",
        "- 2026-01-11 #ask #no ",
    ] {
        assert!(told.out.contains(line), "{line} is not in\n{}", told.out);
    }
    assert!(!told.out.contains("not in code"), "{}", told.out);
    assert!(
        told.out.contains("a task that was called off") && told.out.contains("this table was left out"),
        "{}",
        told.out
    );
    assert!(
        told.err.contains("table.md, line 8, column `Submitted`: `Recruiter` is no date"),
        "{}",
        told.err
    );
}

#[test]
fn a_notebook_of_months_gets_a_heading_for_each_day() {
    let notebook = Notebook::new(">>> askbook.toml\n[capture]\npage = \"%Y-%m.md\"\n");
    import(&notebook, &[], SHEET).exits(0);
    let page = std::fs::read_to_string(notebook.path().join("2026-01.md")).expect("the page");
    assert_eq!(
        page,
        "## 2026-01-05 Monday\n\n- #ask #no A refill\n\n## 2026-01-06 Tuesday\n\n- #ask A raise\n- #ask A raise\n"
    );
    assert_eq!(asks(&notebook).len(), 3);
}

#[test]
fn what_cannot_be_read_in_a_vault_is_told() {
    let notebook = Notebook::new(">>> askbook.toml\n");
    notebook.write("vault/tasks.md", "- [x] Ask Sam for the van ✅ 2026-01-03\n");
    notebook.write("vault/latin.md", b"- [x] Ask for a refund \xe9\n");
    notebook.write("vault/items.md", "- A loan [date:: 2026-01-09] [status:: lol no]\n");
    notebook.write("vault/Acme.md", "---\ndate: 2026-01-11\nstatus: hmm\n---\nrole:: Cook\n");
    let told = run(notebook.path(), &["import", "vault", "--yes"], b"").exits(1);
    assert!(told.out.contains("1 record written") && told.out.contains("1 not read"), "{}", told.out);
    assert!(told.err.contains("latin.md, line 1: this file is not UTF-8"), "{}", told.err);
    for left_out in
        ["left out: items.md, line 1: this table", "left out: pages with fields, line 1: this table"]
    {
        assert!(told.out.contains(left_out), "{}", told.out);
    }
    assert_eq!(asks(&notebook).len(), 1);
    // What was typed wrong is told, not passed over.
    for (typed, says) in [("--dates", "there is no order of dates `xyz`"), ("--column", "has no `=`")] {
        let told = run(notebook.path(), &["import", "vault", typed, "xyz"], b"").exits(2);
        assert!(told.err.contains(says), "{}", told.err);
    }
}

#[test]
fn the_front_matter_of_a_vault_is_kept_whole() {
    let notebook = Notebook::new(">>> askbook.toml\n");
    notebook.write(
        "vault/Acme.md",
        "---\ntitle: Staff engineer at Acme\ndate: 2026-01-05\nstatus: rejected\ntags: [job, remote]\nfear: 7 # of ten\n\
         feedback: |\n  line one\n  line two\nlinks:\n  - https://acme.example/1\n---\n",
    );
    notebook.write("vault/two.md", "Title:: A title of its own\n**Date**:: 2026-01-06\nstatus:: rejected\n");
    run(notebook.path(), &["import", "vault", "--yes"], b"").exits(0);
    let page = |path: &str| std::fs::read_to_string(notebook.path().join(path)).expect(path);
    assert_eq!(
        page("2026/2026-01-05.md"),
        "# Monday 2026-01-05\n\n- #ask Staff engineer at Acme #job #remote fear:7\n  - links: https://acme.example/1\n  \
         - page: Acme\n  - #no line one line two\n"
    );
    assert_eq!(
        page("2026/2026-01-06.md"),
        "# Tuesday 2026-01-06\n\n- #ask #no A title of its own\n  - page: two\n"
    );
    // Values stand as they were written, also where a parser of YAML would read something else, or nothing.
    notebook.write(
        "third/Beta.md",
        "---\ntitle: Ask: a loan\ncompany: \"Beta\"\nstatus: no\ndate: 2026-03-05\nphone: +4915112345678\nref: 0123 # ours\nprice: 1.10\n\
         followup: no\ntags: [job, n]\ncontacts:\n  - Jane 555-1234\n  - 'Jo # 2'\nwords: >\n  they were\n  kind\ntpl: {{date}}\n---\n",
    );
    run(notebook.path(), &["import", "third", "--yes"], b"").exits(0);
    let third = page("2026/2026-03-05.md");
    for line in [
        "- #ask #no Ask: a loan #job #n @Beta\n",
        "  - phone: +4915112345678\n",
        "  - ref: 0123\n",
        "  - price: 1.10\n",
        "  - followup: no\n",
        "  - contacts: Jane 555-1234, Jo # 2\n",
        "  - words: they were kind\n",
        "  - tpl: {{date}}\n",
    ] {
        assert!(third.contains(line), "{line} is not in\n{third}");
    }
    // Pages with no more than a title and a date are no asks, unless somebody says so.
    notebook.write("blog/post.md", "---\ntitle: A post\ndate: 2026-01-07\ntags: [words]\n---\nWords.\n");
    let told = run(notebook.path(), &["import", "blog"], b"");
    assert!(
        told.out.contains("0 records written") && told.out.contains("--column status=NAME"),
        "{}",
        told.out
    );
    run(notebook.path(), &["import", "blog", "--column", "what=title"], b"").exits(0);
    assert_eq!(
        page("2026/2026-01-07.md"),
        "# Wednesday 2026-01-07\n\n- #ask A post #words\n  - page: post\n"
    );
}

#[test]
fn a_typed_tag_is_one_tag_however_it_is_written() {
    let csv = "what,who,date,status,tags\nOne,a,2026-03-02,no,job\n";
    let table = "| what | who | date | status |\n|---|---|---|---|\n| Two | b | 2026-03-02 | no |\n";
    let notebook = Notebook::new(">>> askbook.toml\n");
    notebook.write("vault/table.md", table);
    notebook.write("vault/tasks.md", "- [x] Three #job ✅ 2026-03-02\n");
    let typed = ["--tag", "#Job", "--tag", "job", "--yes"];
    import(&notebook, &typed, csv).exits(0);
    run(notebook.path(), &[&["import", "vault"][..], &typed[..]].concat(), b"").exits(0);
    let other = Notebook::new("- #ask Four @c ^four\n");
    let own = run(other.path(), &["export", "--format", "csv"], b"").exits(0).out;
    import(&notebook, &typed, &own).exits(0);
    let tags: Vec<_> = asks(&notebook).iter().map(|ask| ask["tags"].clone()).collect();
    assert_eq!(tags, vec![serde_json::json!(["job"]); 4]);
    let wrong = import(&notebook, &["--tag", "two words"], csv).exits(2);
    assert!(wrong.err.contains("a tag begins with a letter"), "{}", wrong.err);
    // The two that are no tags say what they say of a record.
    let private = Notebook::new(">>> askbook.toml\n");
    import(&private, &["--tag", "private"], csv).exits(0);
    assert_eq!(asks(&private)[0]["private"], true);
}

#[test]
fn a_line_that_is_not_written_is_no_line_of_another_page() {
    let notebook = Notebook::new(">>> askbook.toml\n");
    // A year before 1900 is a slip, which no page takes as a day.
    notebook.write("vault/A.md", "- [x] Ask a ✅ 1850-03-02\n");
    notebook.write("vault/B.md", "- [x] Ask b ✅ 2026-03-03\n");
    let run_in = || run(notebook.path(), &["import", "vault", "--yes"], b"");
    let told = run_in().exits(1);
    assert!(told.err.starts_with("A.md, line 1: `Ask a` cannot be written"), "{}", told.err);
    assert!(told.out.ends_with("1 record written on 1 page, 1 not read\n"), "{}", told.out);
    std::fs::remove_dir_all(notebook.path().join("2026")).expect("the page");
    let again = run_in().exits(1);
    assert!(again.out.contains("1 imported before"), "{}", again.out);
}

#[test]
fn what_comes_to_a_page_has_its_line_ends() {
    let table = "what,who,date,status\nOne,a,2026-03-02,no\n";
    for eol in ["\n", "\r\n", "\r"] {
        let notebook = Notebook::new(">>> askbook.toml\n");
        let page = "# Monday 2026-03-02\n\nProse.\n".replace('\n', eol);
        notebook.write("2026/2026-03-02.md", &page);
        import(&notebook, &[], table).exits(0);
        let added = "\n- 2026-03-02 #ask #no One @a\n".replace('\n', eol);
        assert_eq!(notebook.text("2026/2026-03-02.md"), page + &added);
    }
}

#[test]
fn many_asks_to_one_have_ids_in_the_order_of_their_rows() {
    let other = Notebook::new("- #ask One @Müller\n- #ask Two @Muller\n");
    other.write("2026-03-05.md", "- #no @Muller\n- #no @Müller\n");
    let exported = run(other.path(), &["export", "--format", "json"], b"").exits(0).out;
    let notebook = Notebook::new(">>> askbook.toml\n");
    import(&notebook, &["--from", "json", "--yes"], &exported).exits(0);
    let ids: Vec<_> = asks(&notebook).iter().map(|ask| ask["id"].clone()).collect();
    assert_eq!(ids, ["muller", "muller-2"]);
}

#[test]
fn a_vault_loses_no_words_and_keeps_what_is_private() {
    let notebook = Notebook::new(">>> askbook.toml\n");
    notebook.write(
        "vault/tasks.md",
        "- [x] Ask [Sam](people/Sam.md) about 2**10 and `__init__` \u{2705} 2026-01-03 \u{2795} 2026-01-01\n  - a remark of 2**3\n    more of it\n  key:: value\n\
         1. [x] A numbered one \u{2705} 2026-01-04\n<!--\n- [ ] in a comment\n-->\n%% - [ ] in another %%\n- [ ] After it\n",
    );
    notebook.write(
        "vault/private.md",
        "---\nprivate: true\ntitle: A diary\n---\n- [x] Ask quietly \u{2705} 2026-01-05\n",
    );
    notebook.write("vault/bare.md", "---\nprivate:\n---\n- [x] Ask more quietly \u{2705} 2026-01-07\n");
    notebook.write("vault/below.md", "- [x] Ask all alone \u{2705} 2026-01-08\n  - a word #private\n");
    notebook.write("vault/Acme.md", "---\ndate: 2026-01-06\nstatus: rejected\n---\n");
    notebook.write("vault/Borea.md", "---\ndate: soon\nstatus: rejected\n---\n");
    let told = run(notebook.path(), &["import", "vault", "--yes"], b"").exits(1);
    let page = |path: &str| std::fs::read_to_string(notebook.path().join(path)).expect(path);
    assert_eq!(
        page("2026/2026-01-03.md"),
        "# Saturday 2026-01-03\n\n- #ask Ask Sam about 2\\*\\*10 and \\_\\_init\\_\\_\n  - created: 2026-01-01\n  - link: people/Sam.md\n\
         \x20 - a remark of 2\\*\\*3\n  - more of it\n  - key:: value\n"
    );
    assert!(page("2026/2026-01-04.md").ends_with("- #ask A numbered one\n"));
    assert!(page("2026/2026-01-05.md").ends_with("- #ask Ask quietly #private\n"));
    assert!(page("2026/2026-01-07.md").ends_with("- #ask Ask more quietly #private\n"));
    assert!(page("2026/2026-01-08.md").ends_with("- #ask Ask all alone #private\n  - a word \\#private\n"));
    assert_eq!(page("plans.md"), "# Plans\n\n- #plan After it\n");
    // Of a table of a page as much is said as of any other, and each fault with its page.
    assert!(
        told.out.contains(
            "pages with fields: what title; date date; status status; private private; note page\n"
        ),
        "{}",
        told.out
    );
    assert!(told.out.contains("    1 answer has no day, and is put on the day of its ask\n"), "{}", told.out);
    assert!(told.err.contains("Borea.md, line 1, column `date`: `soon` is no date"), "{}", told.err);
}

#[test]
fn a_todo_txt_keeps_the_names_of_a_sentence() {
    let notebook = Notebook::new(">>> askbook.toml\n");
    notebook.write(
        "todo.txt",
        "@home Ask @bob about the +garage sale @phone +spring\nx 2026-01-05 2026-01-02 Ask for a seat\n2026-01-03 2026-01-04 is the day to ask\n",
    );
    let told = run(notebook.path(), &["import", "todo.txt", "--dry-run"], b"").exits(0).out;
    for line in [
        "- #plan Ask bob about the garage sale #home #bob #garage #phone #spring\n",
        "- 2026-01-05 #ask Ask for a seat\n  - created: 2026-01-02\n",
        "- 2026-01-03 #plan 2026-01-04 is the day to ask\n",
    ] {
        assert!(told.contains(line), "{line} is not in\n{told}");
    }
}
