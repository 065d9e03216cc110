//! The other tables.

use super::*;

#[test]
fn silence_who_and_keys() {
    let config = good("[silence]\nafter = '3m'\n[silence.tags]\nJob = '6w'\n'job/größe' = '1D'\n");
    assert_eq!(config.silence.after, Wait::Months(3));
    assert_eq!(config.silence.tags["job"], Wait::Days(42));
    assert_eq!(config.silence.tags["job/größe"], Wait::Days(1));
    bad("silence.after = '60'", "config-value", "'60'");
    bad("silence.after = 60", "config-type", "60");
    bad("silence.tags = '60d'", "config-type", "'60d'");
    bad("[silence.tags]\njob = 'soon'", "config-value", "'soon'");
    bad("[silence.tags]\njob.remote = '4d'", "config-type", "job");
    bad("[silence.tags]\n4job = '4d'", "config-value", "4job");
    bad("[silence.tags]\nNo = '4d'", "config-value", "No");
    assert_eq!(fixed("[silence.tags]\n'#job' = '4d'"), "[silence.tags]\n\"job\" = '4d'");
    let twice = one("[silence.tags]\njob = '4d'\nJob = '5d'", "config-value", "Job");
    assert_eq!(twice.related.len(), 1);

    let config = good("[who.Acme]\nname = 'Acme Inc.'\n[who.'jane.doe']\n");
    assert_eq!(config.who["acme"].name.as_deref(), Some("Acme Inc."));
    assert_eq!(config.who["jane.doe"].name, None);
    bad("who.acme = 'Acme Inc.'", "config-type", "'Acme Inc.'");
    bad("who = 'me'", "config-type", "'me'");
    one("[who.acme]\nname = 1", "config-type", "1");
    one("[who.acme]\nname = ''", "config-value", "''");
    one("[who.acme]\nnmae = 'Acme'", "config-unknown", "nmae");
    bad("[who.'a b']", "config-value", "'a b'");
    assert_eq!(fixed("[who.\"@acme\"]"), "[who.acme]");
    let dotted = one("[who.jane.doe]\nname = 'Jane'", "config-unknown", "doe");
    assert_eq!(dotted.hint.as_deref(), Some("a name with a dot stands in quotes: `[who.\"jane.doe\"]`"));

    let config = good("[keys]\nSalary = 'number'\nmood = ['low', 'high']\nsince = 'Date'\nnote = 'text'\n");
    assert_eq!(config.keys.declared["salary"], DeclaredKind::Number);
    assert_eq!(config.keys.declared["mood"], DeclaredKind::OneOf(vec!["low".to_owned(), "high".to_owned()]));
    assert_eq!(config.keys.declared["since"], DeclaredKind::Date);
    assert_eq!(config.keys.declared["note"], DeclaredKind::Text);
    let own = bad("[keys]\nFear = 'number'", "config-value", "Fear");
    assert_eq!(own.message, "`fear` is a key of the format itself");
    bad("[keys]\n'a b' = 'text'", "config-value", "'a b'");
    bad("[keys]\n9to5 = 'text'", "config-value", "9to5");
    bad("[keys]\nmood = []", "config-value", "[]");
    bad("[keys]\nmood = ['a', '']", "config-value", "''");
    bad("[keys]\nmood = ['a', 2]", "config-type", "2");
    bad("[keys]\nmood = 5", "config-type", "5");
    assert_eq!(fixed("[keys]\npay = 'nubmer'"), "[keys]\npay = \"number\"");
    one("[keys]\npay = 'text'\nPay = 'text'", "config-value", "Pay");
}

#[test]
fn capture_check_care_minimums_and_git() {
    assert_eq!(good("capture.page = '%Y-%m.md'").capture.page, "%Y-%m.md");
    assert_eq!(good("capture.page = 'log.MARKDOWN'").capture.page, "log.MARKDOWN");
    for page in [
        "'%Q.md'",
        "'%Y.md%'",
        "'../%Y.md'",
        "'/%Y.md'",
        "'%Y.txt'",
        "'%Y/'",
        "'%H.md'",
        "'.x/%Y.md'",
        "'templates/%d.md'",
        "''",
        "'%Y%n.md'",
        "'.md'",
    ] {
        bad(&format!("capture.page = {page}"), "config-value", page);
    }
    bad("capture.page = 1", "config-type", "1");
    assert_eq!(good("capture.editor = 'code -w'").capture.editor, "code -w");
    bad("capture.editor = false", "config-type", "false");

    let config = good("check.allow = ['future-date', 'asked-again']");
    assert_eq!(config.allow, [Code::FutureDate, Code::AskedAgain]);
    let error = bad("check.allow = ['no-date']", "config-value", "'no-date'");
    assert_eq!(error.message, "`no-date` is an error, and errors cannot be allowed");
    bad("check.allow = ['everything']", "config-value", "'everything'");
    assert_eq!(fixed("check.allow = ['futur-date']"), "check.allow = [\"future-date\"]");
    bad("check.allow = 'future-date'", "config-type", "'future-date'");
    bad("check.allow = [3]", "config-type", "3");

    let config = good("[care]\nnotices = false\nagain_after = '1m'\n");
    assert_eq!(config.care, Care { notices: false, again_after: Wait::Months(1) });
    bad("care.notices = 0", "config-type", "0");
    bad("care.again_after = 'a while'", "config-value", "'a while'");

    let keys = [
        "rate",
        "compare",
        "no_yes_bound",
        "waiting",
        "forecast_weeks",
        "expect",
        "trend",
        "trend_weeks",
        "pairs",
        "load",
    ];
    for key in keys {
        assert_ne!(good(&format!("minimums.{key} = 7")).minimums, Minimums::default());
        bad(&format!("minimums.{key} = 0"), "config-value", "0");
        bad(&format!("minimums.{key} = true"), "config-type", "true");
    }
    assert!(good("git.commit = true").git_commit);
    assert_eq!(fixed("git.commit = 'yes'"), "git.commit = true");
}
