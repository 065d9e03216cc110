//! What is printed for machines fits the schemas of `docs/schema`.

use crate::support::command::{Notebook, run_in};
use jsonschema::Validator;
use serde_json::Value;
use std::path::Path;

fn schema(name: &str) -> Validator {
    let text = std::fs::read_to_string(format!("docs/schema/{name}.json")).expect("a schema");
    let schema: Value = serde_json::from_str(&text).expect("JSON");
    jsonschema::draft202012::meta::validate(&schema).expect("a schema that is one");
    jsonschema::validator_for(&schema).expect("a schema that can be used")
}

/// Asserts that each line of `text` fits, and gives how many there are.
#[track_caller]
fn fit(name: &str, text: &str) -> usize {
    let schema = schema(name);
    for line in text.lines() {
        let value: Value = serde_json::from_str(line).expect("JSON");
        let faults: Vec<String> =
            schema.iter_errors(&value).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
        assert!(faults.is_empty(), "{name}: {}\n{line}", faults.join("\n"));
    }
    text.lines().count()
}

fn example(arguments: &[&str]) -> String {
    let all = ["--notebook", "journal-template/example", "--today", "2026-07-06"];
    run_in(Path::new("."), &[&all, arguments].concat()).exits(0).out
}

const ODD: [&str; 4] = [
    "",
    "- #ask One\n",
    "- #plan Later due:2026-05-01 ^p\n- #ask #yes A worth:3EUR odds:0 @who via:x\n- #step/x @who call\n- #lesson re:p one\n- #rest\n- #review 2026-W01 fine\n",
    "- #ask A ^a\n  - 2026-03-20 #no\n  - 2026-04-20 #yes worth:1 sting:2\n  - #lesson asked twice public:\"words\"\n",
];

#[test]
fn reports_fit_their_schema() {
    assert_eq!(fit("report", &example(&["report", "--format", "json"])), 1);
    fit("report", &example(&["report", "--format", "json", "--by", "who", "--where", "tag:job"]));
    for page in ODD {
        fit("report", &Notebook::new(page).run(&["report", "--format", "json"]).exits(0).out);
    }
}

#[test]
fn a_report_without_a_key_does_not_fit() {
    let mut report: Value = serde_json::from_str(&example(&["report", "--format", "json"])).expect("JSON");
    assert!(schema("report").is_valid(&report));
    for key in ["milestones", "challenge", "needs"] {
        let taken = report.as_object_mut().expect("an object").remove(key).expect("the key");
        assert!(!schema("report").is_valid(&report), "without {key}");
        report[key] = taken;
    }
    report["rate"]["answered"]["rate"] = 2.into();
    assert!(!schema("report").is_valid(&report), "a rate of 2");
}

#[test]
fn lines_of_list_next_and_check_fit_their_schemas() {
    assert!(fit("list", &example(&["list", "--format", "jsonl", "--kind", "all"])) > 200);
    assert!(fit("next", &example(&["next", "--format", "jsonl"])) > 5);
    for page in ODD {
        let notebook = Notebook::new(page);
        fit("list", &notebook.run(&["list", "--format", "jsonl", "--kind", "all"]).exits(0).out);
        fit("next", &notebook.run(&["next", "--format", "jsonl"]).exits(0).out);
    }
    let wrong =
        Notebook::new("- #ask One ^x fear:11\n- #ask Two ^x\n- #no re:^y\n- #aks three\n- [x] #ask four\n");
    assert!(fit("check", &wrong.run(&["check", "--format", "jsonl"]).exits(1).out) >= 5);
}
