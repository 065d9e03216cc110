//! A page of words, tables and charts, before it is drawn for a terminal or written as Markdown.
//!
//! Whoever makes a page puts in what people wrote just as it is: both ways of drawing make it harmless.

mod markdown;
mod terminal;

use super::chart::Chart;
use crate::model::Day;

/// How a page is drawn in a terminal.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Columns.
    pub width: usize,
    /// Whether colour may be used; nothing is said by colour alone.
    pub color: bool,
    /// Plain ASCII signs only.
    pub ascii: bool,
}

/// A page: its parts from top to bottom.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// The day that it tells of; only what is kept needs it.
    day: Option<Day>,
    blocks: Vec<Block>,
}

/// A part of a page.
#[derive(Debug, Clone)]
pub(super) enum Block {
    /// What the page is about.
    Title(String),
    Heading(String),
    /// A paragraph.
    Text(String),
    /// One of a list.
    Item(String),
    /// What belongs to the item before it.
    Under(String),
    Table(Table),
    Chart(Chart),
    /// Lines to copy, which are never wrapped.
    Source(String),
    /// What follows is another matter.
    Gap,
}

/// Rows with as many cells each as the table has columns.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    /// Empty where the rows speak for themselves in a terminal; in Markdown they are always there.
    pub head: Vec<&'static str>,
    /// Whether a terminal shows the head.
    pub show_head: bool,
    pub rows: Vec<Vec<Cell>>,
}

/// A cell of a table.
#[derive(Debug, Clone)]
pub(super) enum Cell {
    Text(String),
    /// Set to the right.
    Number(String),
    /// So many of at most so many; a terminal draws it, Markdown leaves it out.
    Bar(usize, usize),
}

impl Page {
    pub(super) fn titled(title: impl Into<String>) -> Self {
        Self { day: None, blocks: vec![Block::Title(title.into())] }
    }

    /// The same page, which tells of this day.
    pub(super) fn of(mut self, day: Day) -> Self {
        self.day = Some(day);
        self
    }

    pub(super) fn gap(&mut self) {
        self.blocks.push(Block::Gap);
    }

    pub(super) fn heading(&mut self, words: impl Into<String>) {
        self.blocks.push(Block::Heading(words.into()));
    }

    pub(super) fn text(&mut self, words: impl Into<String>) {
        self.blocks.push(Block::Text(words.into()));
    }

    pub(super) fn texts(&mut self, all: Vec<String>) {
        self.blocks.extend(all.into_iter().map(Block::Text));
    }

    pub(super) fn item(&mut self, words: impl Into<String>) {
        self.blocks.push(Block::Item(words.into()));
    }

    pub(super) fn under(&mut self, words: impl Into<String>) {
        self.blocks.push(Block::Under(words.into()));
    }

    pub(super) fn table(&mut self, table: Table) {
        if !table.rows.is_empty() {
            self.blocks.push(Block::Table(table));
        }
    }

    pub(super) fn chart(&mut self, chart: Chart) {
        self.blocks.push(Block::Chart(chart));
    }

    pub(super) fn source(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Source(text.into()));
    }
}

impl Table {
    /// A table whose head a terminal shows.
    pub fn headed(head: &[&'static str]) -> Self {
        Self { head: head.to_vec(), show_head: true, rows: Vec::new() }
    }

    /// A table whose rows speak for themselves in a terminal.
    pub fn plain(head: &[&'static str]) -> Self {
        Self { head: head.to_vec(), show_head: false, rows: Vec::new() }
    }

    pub fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// The same without its columns of bars.
    fn without_bars(&self) -> Self {
        let first = self.rows.first().map_or(&[][..], Vec::as_slice);
        let is_bar = |column: usize| matches!(first.get(column), Some(Cell::Bar(..)));
        fn kept<T: Clone>(of: &[T], is_bar: &dyn Fn(usize) -> bool) -> Vec<T> {
            of.iter().enumerate().filter(|(at, _)| !is_bar(*at)).map(|(_, one)| one.clone()).collect()
        }
        Self {
            head: kept(&self.head, &is_bar),
            show_head: self.show_head,
            rows: self.rows.iter().map(|row| kept(row, &is_bar)).collect(),
        }
    }
}

/// A cell of words.
pub(super) fn text(words: impl Into<String>) -> Cell {
    Cell::Text(words.into())
}

/// A cell with a number in it.
pub(super) fn figure(number: impl ToString) -> Cell {
    Cell::Number(number.to_string())
}
