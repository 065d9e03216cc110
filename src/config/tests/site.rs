//! `[site]`.

use super::*;

#[test]
fn the_site() {
    let text = "[site]\ntitle = 'Asks'\nintro = '*Hi*'\nbase_url = 'https://a.org/x/'\nlanguage = 'pt-BR'\n\
        out = 'docs/./site'\nprivate_out = 'mine'\ngrain = 'day'\ntags = ['Job', 'job', 'café/x']\n\
        sections = ['weeks', 'count', 'weeks']\nindex = true\n";
    let expected = SiteConfig {
        title: "Asks".to_owned(),
        intro: "*Hi*".to_owned(),
        base_url: "https://a.org/x/".to_owned(),
        language: "pt-BR".to_owned(),
        out: "docs/site".to_owned(),
        private_out: "mine".to_owned(),
        by_day: true,
        tags: vec!["job".to_owned(), "café/x".to_owned()],
        sections: vec![Section::Weeks, Section::Count],
        index: true,
    };
    assert_eq!(good(text).site, expected);

    let bad = |line: &str, code: &str, words: &str| bad(&format!("[site]\n{line}\n"), code, words);
    bad("title = ''", "config-value", "''");
    bad("intro = []", "config-type", "[]");
    for url in ["'example.org'", "'https://'", "'ftp://a.org'", "'https://a b'"] {
        bad(&format!("base_url = {url}"), "config-value", url);
    }
    for language in ["'english language'", "'e'", "'en_GB'", "'en-'"] {
        bad(&format!("language = {language}"), "config-value", language);
    }
    bad("grain = 'month'", "config-value", "'month'");
    bad("tags = ['job', 'no way']", "config-value", "'no way'");
    bad("tags = ['private']", "config-value", "'private'");
    bad("tags = 'job'", "config-type", "'job'");
    bad("sections = ['count', 'pictures']", "config-value", "'pictures'");
    bad("sections = ['count', 1]", "config-type", "1");
    bad("index = 1", "config-type", "1");
    for out in ["'/var/www'", "'../site'", "'.'", "'a/..'", "''"] {
        bad(&format!("out = {out}"), "config-value", out);
        bad(&format!("private_out = {out}"), "config-value", out);
    }
    bad("out = 1", "config-type", "1");
}

#[test]
fn the_folders_of_the_two_sites_are_side_by_side() {
    let text = "[site]\nout = 'www'\nprivate_out = 'www'\n";
    let equal = one(text, "config-value", "'www'");
    assert_eq!(equal.place.span.start, 33);
    assert_eq!(equal.related[0].place.span.start, 13);
    assert_eq!(folders(text), ("www".to_owned(), "private-site".to_owned()));

    let inside = one("[site]\nout = 'www'\nprivate_out = 'WWW/mine'\n", "config-value", "'WWW/mine'");
    assert_eq!(inside.message, "the folders of the published and the private site lie in each other");
    one("[site]\nout = 'www/public'\nprivate_out = 'www'\n", "config-value", "'www'");
    good("[site]\nout = 'www'\nprivate_out = 'www-mine'\n");
    let text = "[site]\nout = 'private-site'\nprivate_out = './private-site'";
    let twice = bad(text, "config-value", "'./private-site'");
    assert_eq!(twice.message, "the published and the private site share the folder `private-site`");

    bad("site.out = 'private-site'", "config-value", "'private-site'");
    bad("site.private_out = 'public/mine'", "config-value", "'public/mine'");
}

#[test]
fn the_journal_is_not_in_a_folder_of_the_site() {
    let text = "journal = 'a/b'\nsite.out = 'a'\n";
    let found = one(text, "config-value", "'a'");
    assert_eq!(&text[found.related[0].place.span.range()], "'a/b'");
    assert_eq!(folders(text).0, "public");
    good("journal = 'a'\nsite.out = 'a/b'\n");
    one("journal = 'a'\nsite.private_out = 'A'\n", "config-value", "'A'");
    bad("journal = 'public/x'", "config-value", "'public/x'");
    bad("journal = 'public'\nsite.out = 'Public'\n", "config-value", "'Public'");
}

/// The folders of the published and the private site.
fn folders(text: &str) -> (String, String) {
    let site = load(text).config.site;
    (site.out, site.private_out)
}
