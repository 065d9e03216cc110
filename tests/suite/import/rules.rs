//! The rules of a table: kept, read again, wrong; and those of the documentation.

use super::*;

#[test]
fn the_rules_are_kept_beside_the_table_and_read_again() {
    let notebook = Notebook::new(">>> askbook.toml\n");
    notebook.write("mine.csv", "Task,Outcome,Date,Where\nFirst,meh,03/04/2026,café\n");
    let arguments = ["import", "mine.csv", "--status", "meh=partial", "--dates", "dmy", "--tag", "small"];
    let run_in = |arguments: &[&str]| run(notebook.path(), arguments, b"");
    run_in(&arguments).exits(0);
    let rules = std::fs::read_to_string(notebook.path().join("mine.rules.toml")).expect("the rules");
    assert_eq!(
        rules,
        "# How `askbook import` reads mine.csv; see docs/exchange.md.\npreset = \"rejections\"\ndelimiter = \",\"\ndates = [\"dmy\"]\ntags = [\"small\"]\n\n[columns]\nwhat = \"Task\"\ndate = \"Date\"\nstatus = \"Outcome\"\n\n[status]\nmeh = \"partial\"\n"
            .replace("meh = \"partial\"", "\"meh\" = \"partial\"")
    );
    notebook
        .write("mine.csv", "Task,Outcome,Date,Where\nFirst,meh,03/04/2026,café\nSecond,meh,05/04/2026,\n");
    let again = run_in(&["import", "mine.csv"]).exits(0);
    assert!(again.out.ends_with("1 record written on 1 page, 1 there already\n"), "{}", again.out);
    let all = asks(&notebook);
    assert_eq!(
        (&all[1]["date"], &all[1]["status"], &all[1]["tags"][0]),
        (&"2026-04-05".into(), &"partial".into(), &"small".into())
    );
}

#[test]
fn two_columns_of_one_name_are_kept_by_their_numbers() {
    use askbook::exchange::import::{read_rules, read_table};
    let table = read_table("what,Rejected,Rejected\nOne,x,yes\n", None).expect("a table");
    let rules = read_rules("[flags]\n3 = \"no\"\n[skip]\n2 = [\"x\"]\n", Some(&table)).expect("rules");
    let kept = rules.render(&table, "t.csv");
    assert_eq!(read_rules(&kept, Some(&table)).expect("rules"), rules, "{kept}");
}

#[test]
fn a_fault_in_the_rules_is_told_with_its_place() {
    let notebook = Notebook::new(">>> askbook.toml\n");
    notebook.write("t.csv", "Task,Outcome,Date\nFirst,no,2026-01-05\n");
    for (rules, told) in [
        ("dates = [\"dym\"]", "r.toml:1:10: there is no order of dates `dym`; did you mean `dmy`?"),
        ("[columns]\nwhat = \"Taks\"", "r.toml:2:8: there is no column `Taks`; did you mean `Task`?"),
        (
            "[columns]\nwhta = \"Task\"",
            "r.toml:2:1: there is no role of a column `whta`; did you mean `what`?",
        ),
        ("[status]\nmeh = \"nope\"", "r.toml:2:7: `nope` is no meaning of a status"),
        ("delimeter = \";\"", "r.toml:1:1: there is no key `delimeter`; did you mean `delimiter`?"),
        ("tags = [\"two words\"]", "r.toml:1:9: `two words` is no tag"),
        ("tags = [\"ask\"]", "r.toml:1:9: `ask` is no tag"),
        ("date = 2026-02-30", "r.toml:1:"),
        ("[columns", "r.toml:1:"),
    ] {
        notebook.write("r.toml", rules);
        let run = run(notebook.path(), &["import", "t.csv", "--rules", "r.toml"], b"").exits(2);
        assert!(run.err.contains(told), "{rules}\n{}", run.err);
    }
}

#[test]
fn the_documents_table_and_rules_hold() {
    let document = std::fs::read_to_string("docs/exchange.md").expect("the document");
    let block = |word: &str| crate::support::blocks(&document, word).remove(0).text;
    let notebook = Notebook::new(">>> askbook.toml\n");
    let given = import(&notebook, &["--dry-run"], &block("csv")).exits(0).out;
    assert!(given.contains(&block("text")), "{given}");
    notebook.write("rules.toml", block("rules"));
    notebook.write(
        "t.csv",
        "Row,Task,Asked,Date,Outcome,Reply on,Ghosted\n1,First,Sam,03/04/2026,lol no,03/05/2026,no\n2,Second,,,Blocked,,yes\n3,Third,,,test,,\n4,Fourth,,03/06/2026,hm,,no\n",
    );
    let read =
        run(notebook.path(), &["import", "t.csv", "--rules", "rules.toml", "--dry-run"], b"").exits(0).out;
    for line in [
        "- 2026-03-04 #ask First #challenge @Sam via:in-person\n  - Outcome: lol no\n  - 2026-03-05 #no\n",
        "- 2026-03-02 #ask #silence Second #challenge via:in-person\n  - Outcome: Blocked\n",
        "- 2026-03-06 #ask Fourth #challenge via:in-person\n  - #step hm\n",
        "3 records would be written\n",
    ] {
        assert!(read.contains(line), "{line} is not in\n{read}");
    }
}
