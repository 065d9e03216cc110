//! What holds of every edit, of any journal: all bytes outside it stay, all other records say what they said.

use crate::properties::{journal, mutated};
use crate::support::day;
use askbook::author::{self, About, Line, Names, Said, at_desk, check};
use askbook::change::{self, Place, WriteError};
use askbook::model::{Answer, KeyNames, Marker, Wait};
use askbook::notebook::{Notebook, from_texts};
use askbook::text::{Edit, Source, apply};
use askbook::{syntax, tidy};
use proptest::prelude::*;
use std::fs;

const PAGE: &str = "2026-06-30.md";

fn read(text: &str) -> Notebook {
    from_texts(
        &[
            (PAGE.to_owned(), text.to_owned()),
            ("askbook.toml".to_owned(), "[capture]\npage = \"%Y-%m-%d.md\"\n".to_owned()),
        ],
        day("2026-06-30"),
    )
}

fn said(text: &str) -> Vec<Said> {
    Said::all(&syntax::parse(&Source::new(PAGE, text.to_owned()), PAGE, &KeyNames::default()))
}

/// Whether `after` is `before` but for the bytes of the edits.
fn only_there(before: &str, after: &str, edits: &[Edit]) -> bool {
    let mut sorted = edits.to_vec();
    sorted.sort();
    let (mut at, mut now) = (0, 0);
    for edit in sorted {
        let kept = &before[at..edit.span.start as usize];
        if after.get(now..now + kept.len()) != Some(kept) {
            return false;
        }
        now += kept.len() + edit.text.len();
        at = edit.span.end as usize;
    }
    after.get(now..) == Some(&before[at..])
}

fn any_page() -> impl Strategy<Value = String> {
    prop_oneof![journal(), mutated()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn tidy_twice_is_tidy_once_and_means_the_same(text in any_page()) {
        let source = Source::new(PAGE, text);
        let edits = tidy::edits(&source, PAGE, &KeyNames::default());
        let after = apply(&source.text, &edits).expect("edits that fit");
        prop_assert_eq!(said(&after), said(&source.text), "{}", after);
        prop_assert!(only_there(&source.text, &after, &edits));
        let again = tidy::edits(&Source::new(PAGE, after.clone()), PAGE, &KeyNames::default());
        prop_assert!(again.is_empty(), "{:?}\n{}", again, after);
    }

    #[test]
    fn capture_leaves_every_other_byte_and_record(text in any_page(), no in any::<bool>()) {
        let notebook = read(&text);
        let before = notebook.source(PAGE).map(|source| source.text.clone()).unwrap_or_default();
        let spot = no.then_some(Answer::No);
        let lines = [Line::of("A discount #small fear:3")];
        at_desk(&notebook, |desk| {
            let change = author::ask(desk, Marker::Ask, &lines, spot, day("2026-06-30"), None).expect("a sound line");
            let Ok(checked) = check(desk, &change) else { return Ok(()) };
            let after = checked.files[0].after.trim_start_matches('\u{feff}');
            prop_assert!(only_there(&before, after, &change.files[0].edits), "{}", after);
            let mut now = said(after);
            let at = now.iter().position(|one| *one == change.added[0].said);
            prop_assert!(at.is_some(), "{}", after);
            let was = said(&before);
            now.remove(at.unwrap_or_default());
            // One that was alike already may stand on either side of the new one.
            prop_assert!(now == was || now.len() == was.len() && now.iter().all(|one| was.contains(one)), "{}", after);
            Ok(())
        })?;
    }

    #[test]
    fn answers_waits_and_names_leave_every_other_record(text in any_page(), which in 0..4u8) {
        let notebook = read(&text);
        at_desk(&notebook, |desk| {
            let book = desk.book;
            let last = book.asks().len().checked_sub(1);
            let change = match (which, last) {
                (0, Some(ask)) => author::with_wait(desk, ask, Wait::Days(30)),
                (1, Some(ask)) => match author::nested(desk, ask, Marker::Step, &Line::of("called"), day("2026-06-30")) {
                    Some(change) => change,
                    None => return Ok(()),
                },
                (2, Some(ask)) => {
                    let about = [About { ask, marker: Marker::Answer(Answer::No), line: Line::of("sorry") }];
                    author::answer(desk, &about, day("2026-06-30"))
                }
                (3, _) => match author::rename(desk, Names::Who, "acme", "mill") {
                    Ok(change) => change,
                    Err(_) => return Ok(()),
                },
                _ => return Ok(()),
            };
            let Ok(checked) = check(desk, &change) else { return Ok(()) };
            for (file, edits) in checked.files.iter().zip(&change.files) {
                let source = notebook.source(&file.path).map(|source| source.text.clone()).unwrap_or_default();
                let kept = only_there(&source, file.after.trim_start_matches('\u{feff}'), &edits.edits);
                prop_assert!(kept, "{}", file.after);
            }
            let touched = change.altered.len();
            let (was, now) = (said(&notebook.source(PAGE).expect("the page").text), said(checked.files[0].after.trim_start_matches('\u{feff}')));
            let gone = was.iter().filter(|one| !now.contains(one)).count();
            prop_assert!(gone <= touched, "{} of {}", gone, touched);
            Ok(())
        })?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 25, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn undo_restores_every_byte_of_any_page(text in any_page(), command in 0..3u8) {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().join("notebook");
        fs::create_dir_all(&root).expect("a folder");
        fs::write(root.join("askbook.toml"), "[capture]\npage = \"%Y-%m-%d.md\"\n").expect("a file");
        fs::write(root.join(PAGE), &text).expect("a page");
        let place = Place { root: root.clone(), state: folder.path().join("state") };
        let today = day("2026-06-30");
        let written = change::write::<WriteError>(&place, today, ("test", "now"), &mut (), |notebook| {
            Ok(Some(at_desk(notebook, |desk| match command {
                0 => author::ask(desk, Marker::Ask, &[Line::of("X")], None, today, None).expect("a sound line"),
                1 => author::rename(desk, Names::Who, "acme", "mill").unwrap_or_default(),
                _ => {
                    let mut change = author::Change::default();
                    for edit in desk.text(PAGE).map(|source| tidy::edits(source, PAGE, &desk.config.keys)).unwrap_or_default() {
                        change.edit(&PAGE.into(), edit);
                    }
                    change
                }
            })))
        });
        match written {
            Ok(Some(_)) => {
                prop_assert!(fs::read(root.join(PAGE)).expect("the page") != text.as_bytes());
                change::undo(&place, "now", &mut ()).expect("undone");
            }
            Ok(None) | Err(WriteError::Broken(_)) => {}
            Err(other) => prop_assert!(false, "{other:?}"),
        }
        prop_assert_eq!(fs::read(root.join(PAGE)).expect("the page"), text.into_bytes());
    }
}
