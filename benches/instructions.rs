//! Instructions of the main path on the small corpus, counted by valgrind: `cargo bench --bench instructions`.
#![allow(missing_docs, dead_code, clippy::unwrap_used)]

mod generate;

use askbook::notebook::from_texts;
use gungraun::{library_benchmark, library_benchmark_group, main};
use std::hint::black_box;

fn pages() -> Vec<(String, String)> {
    let size = generate::SIZES[0];
    let mut diary = generate::Diary::new(size);
    (0..size.files).map(|page| diary.page(page)).collect()
}

#[library_benchmark(setup = pages)]
fn read_and_link(pages: Vec<(String, String)>) -> usize {
    // This thread alone: only its instructions are counted.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build().unwrap();
    pool.install(|| black_box(from_texts(&pages, generate::TODAY.parse().unwrap())).book.asks().len())
}

library_benchmark_group!(name = main_path; benchmarks = read_and_link);
main!(library_benchmark_groups = main_path);
