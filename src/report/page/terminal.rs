//! A page for a terminal: no line is wider than it, and nothing on it is taken for a command.

use super::{Block, Cell, Look, Page, Table};
use crate::list::{plain, shortened};
use crate::report::chart::{Chart, bar};
use anstyle::Style;
use std::borrow::Cow;
use unicode_width::UnicodeWidthStr;

/// Columns by which what stands below a heading is set in.
const INDENT: usize = 2;
/// Columns of a bar, where there is room.
const BAR: usize = 24;
/// The narrowest column of words, and the narrowest bar.
const LEAST: usize = 6;

impl Page {
    /// The page as text.
    pub fn terminal(&self, look: Look) -> String {
        let mut screen = Screen { look, indent: 0, text: String::new() };
        let mut before: Option<&Block> = None;
        for block in &self.blocks {
            screen.gap(before, block);
            screen.block(block);
            before = Some(block);
        }
        screen.text
    }
}

struct Screen {
    look: Look,
    indent: usize,
    text: String,
}

impl Screen {
    /// An empty line between things that are apart.
    fn gap(&mut self, before: Option<&Block>, block: &Block) {
        let together = matches!(
            (before, block),
            (None | Some(Block::Title(_) | Block::Heading(_) | Block::Gap), _)
                | (Some(Block::Chart(Chart::Progress { .. })), Block::Text(_))
                | (Some(Block::Text(_)), Block::Text(_))
                | (Some(Block::Item(_) | Block::Under(_)), Block::Item(_) | Block::Under(_))
                | (Some(Block::Text(_)), Block::Item(_))
                | (Some(Block::Table(_) | Block::Item(_)), Block::Text(_))
        );
        if !together || matches!(block, Block::Heading(_)) && before.is_some() {
            self.text.push('\n');
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Title(words) => {
                self.indent = 0;
                self.bold(words);
            }
            Block::Heading(words) => {
                self.indent = 0;
                self.bold(words);
                self.indent = INDENT;
            }
            Block::Text(words) => self.wrapped(words, "", 0),
            Block::Item(words) => self.wrapped(words, if self.look.ascii { "- " } else { "• " }, 2),
            Block::Under(words) => self.wrapped(words, "  ", 2),
            Block::Table(table) => self.table(table),
            Block::Chart(chart) => {
                let look = Look { width: self.look.width.saturating_sub(self.indent), ..self.look };
                for line in chart.draw(look) {
                    self.line(&line);
                }
            }
            Block::Gap => {}
            // To be copied: as it is, but for what a terminal would obey.
            Block::Source(text) => {
                for line in text.lines() {
                    self.text.push_str(&plain(line));
                    self.text.push('\n');
                }
            }
        }
    }

    fn signs(&self, words: &str) -> String {
        let words = plain(words);
        if self.look.ascii {
            words.replace('–', "-").replace('…', "...").replace('≥', ">=")
        } else {
            words
        }
    }

    fn bold(&mut self, words: &str) {
        let words = shortened(&self.signs(words), self.look.width, self.look.ascii);
        let style = Style::new().bold();
        let words = if self.look.color { format!("{style}{words}{style:#}") } else { words };
        self.text.push_str(&words);
        self.text.push('\n');
    }

    /// A line, set in and cut to the width.
    fn line(&mut self, line: &str) {
        let line = format!("{}{line}", " ".repeat(self.indent));
        self.text.push_str(shortened(&line, self.look.width, self.look.ascii).trim_end());
        self.text.push('\n');
    }

    /// Words on as many lines as they take, the first after `sign`, the others set in by as much.
    fn wrapped(&mut self, words: &str, sign: &str, hang: usize) {
        let room = self.look.width.saturating_sub(self.indent + hang).max(LEAST);
        let words = self.signs(words);
        let (mut line, mut first) = (String::new(), true);
        for word in pieces(&words) {
            if !line.is_empty() && line.width() + 1 + word.width() > room {
                self.hung(&line, sign, hang, first);
                (line, first) = (String::new(), false);
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(&word);
        }
        if !line.is_empty() {
            self.hung(&line, sign, hang, first);
        }
    }

    fn hung(&mut self, line: &str, sign: &str, hang: usize, first: bool) {
        let before = if first { sign.to_owned() } else { " ".repeat(hang) };
        self.line(&format!("{before}{line}"));
    }

    fn table(&mut self, table: &Table) {
        let Some((table, widths)) = self.fitting(table) else { return self.stacked(table) };
        if table.show_head {
            let cells = table.head.iter().zip(first_row(&table)).map(|(name, cell)| match cell {
                Cell::Number(_) => Cell::Number((*name).to_owned()),
                _ => Cell::Text((*name).to_owned()),
            });
            self.row(&cells.collect::<Vec<_>>(), &widths);
        }
        for row in &table.rows {
            self.row(row, &widths);
        }
    }

    /// A table and the columns of each of its columns; it loses its bars where there is no room for them, which say what
    /// the numbers say. `None` if it has no room even so.
    fn fitting<'t>(&self, table: &'t Table) -> Option<(Cow<'t, Table>, Vec<usize>)> {
        if let Some(widths) = self.widths(table) {
            return Some((Cow::Borrowed(table), widths));
        }
        let bare = table.without_bars();
        let widths = self.widths(&bare)?;
        Some((Cow::Owned(bare), widths))
    }

    /// A table with each row on lines of its own: what it is about, then the rest with the names of the columns.
    fn stacked(&mut self, table: &Table) {
        for row in &table.rows {
            let mut cells = row.iter().zip(&table.head);
            if let Some((Cell::Text(words) | Cell::Number(words), _)) = cells.next() {
                self.wrapped(words, "", 0);
            }
            let rest = cells.filter_map(|(cell, name)| match cell {
                Cell::Number(words) if !words.is_empty() => Some(format!("{name} {words}")),
                Cell::Text(words) if !words.is_empty() && table.show_head => Some(format!("{name} {words}")),
                Cell::Text(words) if !words.is_empty() => Some(words.clone()),
                _ => None,
            });
            self.wrapped(&rest.collect::<Vec<_>>().join(", "), "  ", 2);
        }
    }

    fn row(&mut self, row: &[Cell], widths: &[usize]) {
        let ascii = self.look.ascii;
        let cells = row.iter().zip(widths).map(|(cell, width)| {
            let (words, right) = match cell {
                Cell::Text(words) => (shortened(&self.signs(words), *width, ascii), false),
                Cell::Number(words) => (self.signs(words), true),
                Cell::Bar(value, most) => (bar(*value, *most, *width, ascii), false),
            };
            let pad = " ".repeat(width.saturating_sub(words.width()));
            if right { pad + &words } else { words + &pad }
        });
        let line = cells.collect::<Vec<_>>().join("  ");
        self.line(&line);
    }

    /// The columns of each column: as wide as its widest cell, but that bars, and the words that a row is about, are
    /// narrower where there is no room. `None` if that is not enough: nothing else is cut.
    fn widths(&self, table: &Table) -> Option<Vec<usize>> {
        let first = first_row(table);
        let mut widths: Vec<usize> = (0..first.len())
            .map(|column| {
                let cells = table.rows.iter().filter_map(|row| row.get(column));
                let head = table.head.get(column).filter(|_| table.show_head).map_or(0, |name| name.width());
                let widest = cells.map(|cell| match cell {
                    Cell::Text(words) | Cell::Number(words) => plain(words).width(),
                    Cell::Bar(..) => BAR,
                });
                widest.max().unwrap_or(0).max(head)
            })
            .collect();
        let room = self.look.width.saturating_sub(self.indent + 2 * first.len().saturating_sub(1));
        let bars = (0..first.len()).filter(|at| matches!(first[*at], Cell::Bar(..)));
        let about = matches!(first.first(), Some(Cell::Text(_))).then_some(0);
        for at in bars.chain(about) {
            let over = widths.iter().sum::<usize>().saturating_sub(room);
            widths[at] -= over.min(widths[at].saturating_sub(LEAST));
        }
        (widths.iter().sum::<usize>() <= room).then_some(widths)
    }
}

/// The words of a text; a number stays in one piece, though a blank parts its thousands, and so does it with its unit.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match pieces.last_mut().filter(|before| is_one_number(before, word) || has_unit(before, word)) {
            Some(before) => {
                before.push(' ');
                before.push_str(word);
            }
            None => pieces.push(word.to_owned()),
        }
    }
    pieces
}

/// Units that stay with their number, beside the codes of currencies.
const UNITS: [&str; 7] = ["%", "day", "days", "week", "weeks", "point", "points"];

/// Whether a word is the unit of the number at the end of what stands before it.
fn has_unit(before: &str, word: &str) -> bool {
    let unit = word.trim_end_matches(['.', ',', ';', ':', ')']);
    let is_currency = unit.len() == 3 && unit.bytes().all(|byte| byte.is_ascii_uppercase());
    before.ends_with(|sign: char| sign.is_ascii_digit()) && (is_currency || UNITS.contains(&unit))
}

/// Whether a word goes on with the number at the end of what stands before it: three digits after one to three.
fn is_one_number(before: &str, word: &str) -> bool {
    let digits = |chars: &mut dyn Iterator<Item = char>| chars.take_while(char::is_ascii_digit).count();
    (1..=3).contains(&digits(&mut before.chars().rev())) && digits(&mut word.chars()) == 3
}

fn first_row(table: &Table) -> &[Cell] {
    table.rows.first().map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::super::{figure, text};
    use super::*;

    #[test]
    fn a_narrow_table_loses_its_bars_and_then_its_columns_and_never_a_figure() {
        let mut table = Table::headed(&["tag", "asks", "", "rate"]);
        table.row([text("conference"), figure(12), Cell::Bar(12, 30), text("8.3 % (1.5 % to 35 %)")]);
        table.row([text("job"), figure(30), Cell::Bar(30, 30), text("")]);
        let mut page = Page::titled("T");
        page.table(table);
        let at = |width: usize| page.terminal(Look { width, color: false, ascii: true });
        assert!(at(80).contains('#') && at(80).contains("conference    12  "), "{}", at(80));
        assert!(
            !at(40).contains('#') && at(40).contains("conference    12  8.3 % (1.5 % to 35 %)"),
            "{}",
            at(40)
        );
        let told = "T\nconference\n  asks 12, rate 8.3 %\n  (1.5 % to 35 %)\njob\n  asks 30\n";
        assert_eq!(at(24), told);
    }

    #[test]
    fn a_line_never_ends_inside_of_a_number() {
        let words = "Of all 12 345 678 asks 1 002 were kept, in 2026 100 of them";
        for width in 12..70 {
            let mut page = Page::titled("T");
            page.text(words);
            let text = page.terminal(Look { width, color: false, ascii: false });
            let lines: Vec<&str> = text.lines().skip(1).collect();
            assert_eq!(lines.join(" "), words);
            for whole in ["12 345 678", "1 002"] {
                assert!(lines.iter().any(|line| line.contains(whole)), "{width}: {text}");
            }
            assert!(lines.iter().all(|line| line.width() <= width), "{width}: {text}");
        }
        // A unit stays with its number, a word does not.
        assert_eq!(
            pieces("0 % without, 16 % to 1 000 EUR, after 12 days. 3 asks"),
            ["0 %", "without,", "16 %", "to", "1 000 EUR,", "after", "12 days.", "3", "asks"]
        );
        // A year is no part of a number.
        assert_eq!(pieces("in 2026 100 asks"), ["in", "2026", "100", "asks"]);
    }
}
