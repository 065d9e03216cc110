//! Own templates: ejected, changed, and what is said when one is wrong.

use super::{page, site};
use crate::support::command::Notebook;

#[test]
fn an_ejected_template_is_changed_alone() {
    let notebook = Notebook::new("- #ask Something");
    let run = site(&notebook, &["--eject"]).exits(0);
    assert!(run.out.contains("templates are in templates"), "{}", run.out);
    let path = notebook.path().join("templates/404.html");
    let text = std::fs::read_to_string(&path).expect("ejected");
    std::fs::write(&path, text.replace("<p>", "<p class=\"mine\">")).expect("written");
    let again = site(&notebook, &["--eject"]).exits(0);
    assert!(
        again.out.starts_with("0 templates") && again.out.contains("were there already"),
        "{}",
        again.out
    );
    site(&notebook, &[]).exits(0);
    assert!(page(&notebook, "404.html").contains("class=\"mine\""));
    assert!(!page(&notebook, "index.html").contains("class=\"mine\""));
}

#[test]
fn an_error_has_its_place_and_the_nearest_name() {
    for (name, text, place, hint) in [
        (
            "front.html",
            "{% extends \"base.html\" %}\n{% block main %}{{ site.titel }}{% endblock %}",
            "templates/front.html:2:",
            "`title`",
        ),
        ("front.html", "line\n{{ sit.title }}", "templates/front.html:2:", "`site`"),
        ("month.html", "{{ page.stori }}", "templates/month.html:1:", "`stories`"),
        ("404.html", "a\nb {% if %}", "templates/404.html:2:", ""),
        ("404.html", "{% extends \"bse.html\" %}", "templates/404.html", "bse.html"),
        ("404.html", "{{ say(key=\"missin\") }}", "templates/404.html:1:", "`missing`"),
        ("words.toml", "hom = \"x\"", "templates/words.toml", "`home`"),
        ("words.toml", "home = ", "templates/words.toml", ""),
        ("robots.txt", "{{ nothing_like_it }}", "templates/robots.txt:1:", "page"),
    ] {
        let notebook = Notebook::new("- #ask Something");
        notebook.write(&format!("templates/{name}"), text);
        let run = site(&notebook, &[]).exits(2);
        assert!(run.err.contains(place) && run.err.contains(hint), "{name}: {}", run.err);
        assert!(!notebook.path().join("public").exists());
    }
}

#[test]
fn own_words_translate_the_pages() {
    let notebook = Notebook::new("- #ask #no Something");
    notebook.write("templates/words.toml", "outcomes = \"Was daraus wurde\"\nno = \"Nein\"\n");
    site(&notebook, &[]).exits(0);
    let page = page(&notebook, "index.html");
    assert!(page.contains("Was daraus wurde") && page.contains(">Nein<"));
}
