//! How long each stage takes on the small corpus: `cargo bench --bench stages`.
#![allow(missing_docs, dead_code, clippy::unwrap_used)]

mod generate;

use askbook::book::Book;
use askbook::config::Config;
use askbook::list::{Kinds, ids, rows};
use askbook::model::{Day, KeyNames};
use askbook::notebook::{Notebook, from_texts};
use askbook::report::{Scope, build, next};
use askbook::syntax::{Memory, Way, parse_page};
use askbook::text::Source;
use divan::Bencher;
use divan::counter::BytesCount;

fn main() {
    divan::main();
}

fn today() -> Day {
    generate::TODAY.parse().unwrap()
}

fn pages() -> Vec<(String, String)> {
    let size = generate::SIZES[0];
    let mut diary = generate::Diary::new(size);
    (0..size.files).map(|page| diary.page(page)).collect()
}

fn notebook() -> Notebook {
    from_texts(&pages(), today())
}

fn parse(bencher: Bencher<'_, '_>, way: Way) {
    let sources: Vec<Source> = pages().into_iter().map(|(path, text)| Source::new(path, text)).collect();
    let keys = KeyNames::default();
    let mut memory = Memory::default();
    bencher
        .counter(BytesCount::new(sources.iter().map(|source| source.text.len()).sum::<usize>()))
        .bench_local(move || -> usize {
            sources
                .iter()
                .map(|source| parse_page(source.page(), &source.path, &keys, way, &mut memory).records.len())
                .sum()
        });
}

#[divan::bench]
fn read_pages_the_short_way(bencher: Bencher<'_, '_>) {
    parse(bencher, Way::Short);
}

#[divan::bench]
fn read_pages_the_long_way(bencher: Bencher<'_, '_>) {
    parse(bencher, Way::Long);
}

#[divan::bench]
fn link_records(bencher: Bencher<'_, '_>) {
    let files = notebook().book.files;
    let config = Config::default();
    bencher.bench(|| Book::build(files.clone(), &config, today()).asks().len());
}

#[divan::bench]
fn check(bencher: Bencher<'_, '_>) {
    let notebook = notebook();
    bencher.bench(|| notebook.diagnostics().len());
}

#[divan::bench]
fn count_a_report(bencher: Bencher<'_, '_>) {
    let notebook = notebook();
    let scope = Scope::whole(None);
    bencher.bench_local(|| {
        let open = next(&notebook.book, &notebook.config, &scope, false);
        build(&notebook.book, &notebook.config, &scope).json(&open).to_string().len()
    });
}

#[divan::bench]
fn list_ids(bencher: Bencher<'_, '_>) {
    let notebook = notebook();
    bencher.bench(|| ids(&notebook.book, &rows(&notebook.book, &Kinds::asks())).len());
}
