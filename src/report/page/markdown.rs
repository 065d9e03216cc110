//! A page as Markdown; what users wrote is escaped, so that it is neither a table's cell nor a record.

use super::{Block, Cell, Look, Page, Table};
use crate::list::escaped;

/// Charts on a page are as wide as this.
const LOOK: Look = Look { width: 72, color: false, ascii: false };

impl Page {
    /// The page as Markdown.
    pub fn markdown(&self) -> String {
        let mut text = String::new();
        let mut in_list = false;
        for block in &self.blocks {
            if matches!(block, Block::Gap) {
                continue;
            }
            let is_list = matches!(block, Block::Item(_) | Block::Under(_));
            if !(text.is_empty() || in_list && is_list) {
                text.push('\n');
            }
            in_list = is_list;
            match (block, self.day) {
                (Block::Title(words), Some(day)) => text.push_str(&format!("# {}, {day}\n", escaped(words))),
                _ => text.push_str(&markdown(block)),
            }
        }
        text
    }
}

fn markdown(block: &Block) -> String {
    match block {
        Block::Title(words) => format!("# {}\n", escaped(words)),
        Block::Heading(words) => format!("## {}\n", escaped(words)),
        Block::Text(words) => format!("{}\n", escaped(words)),
        Block::Item(words) => format!("- {}\n", escaped(words)),
        Block::Under(words) => format!("  {}\n", escaped(words)),
        Block::Table(table) => rows(table),
        Block::Chart(chart) => fenced("text", &chart.draw(LOOK).join("\n")),
        Block::Gap => String::new(),
        Block::Source(text) => fenced("markdown", text.trim_end()),
    }
}

/// In a fence that is longer than any in it. Nothing in a fenced block is a record.
fn fenced(language: &str, text: &str) -> String {
    let longest = text.split(|char| char != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let text: String = text.lines().map(|line| format!("{}\n", line.trim_end())).collect();
    format!("{fence}{language}\n{text}{fence}\n")
}

fn rows(table: &Table) -> String {
    let first = table.rows.first().map_or(&[][..], Vec::as_slice);
    let shown = |cell: &&Cell| !matches!(cell, Cell::Bar(..));
    let names: Vec<&str> = first
        .iter()
        .enumerate()
        .filter(|(_, cell)| shown(cell))
        .map(|(at, _)| table.head.get(at).copied().unwrap_or_default())
        .collect();
    let lines =
        first.iter().filter(shown).map(|cell| if matches!(cell, Cell::Number(_)) { "---:" } else { "---" });
    let mut text = format!("| {} |\n|{}|\n", names.join(" | "), lines.collect::<Vec<_>>().join("|"));
    for row in &table.rows {
        let cells = row.iter().filter(shown).map(|cell| match cell {
            Cell::Text(words) | Cell::Number(words) => escaped(words),
            Cell::Bar(..) => String::new(),
        });
        text.push_str(&format!("| {} |\n", cells.collect::<Vec<_>>().join(" | ")));
    }
    text
}
