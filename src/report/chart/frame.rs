//! The frame around a chart: the scale at its left, the one below it.

/// A field of signs, its rows from top to bottom, with what stands around it.
pub(super) struct Frame {
    /// The signs.
    pub cells: Vec<Vec<char>>,
    /// What stands at the left of rows, by their number from the top.
    pub left: Vec<(usize, String)>,
    /// What stands below columns, by their number: each begins there, or ends at the right edge. The same words stand
    /// there once.
    pub below: Vec<(usize, String)>,
}

impl Frame {
    /// A field of blanks.
    pub fn new(width: usize, height: usize) -> Self {
        Self { cells: vec![vec![' '; width]; height], left: Vec::new(), below: Vec::new() }
    }

    /// Sets a sign where there is none of more weight; outside the field nothing.
    pub fn set(&mut self, column: usize, row: usize, sign: char) {
        if let Some(cell) = self.cells.get_mut(row).and_then(|row| row.get_mut(column)) {
            *cell = sign;
        }
    }

    /// Its lines.
    pub fn lines(&self, ascii: bool) -> Vec<String> {
        let (side, corner, floor) = if ascii { ('|', '+', '-') } else { ('│', '└', '─') };
        let margin = self.left.iter().map(|(_, words)| words.chars().count()).max().unwrap_or(0);
        let width = self.cells.first().map_or(0, Vec::len);
        let mut lines = Vec::new();
        for (at, row) in self.cells.iter().enumerate() {
            let words = self.left.iter().find(|(row, _)| *row == at).map_or("", |(_, words)| words);
            let pad = " ".repeat(margin - words.chars().count());
            lines.push(format!("{pad}{words} {side}{}", row.iter().collect::<String>()));
        }
        lines.push(format!("{} {corner}{}", " ".repeat(margin), floor.to_string().repeat(width)));
        let mut below = String::new();
        for (at, (column, words)) in self.below.iter().enumerate() {
            if self.below[..at].iter().any(|(_, before)| before == words) {
                continue;
            }
            let start = (*column).min(width.saturating_sub(words.chars().count()));
            let used = below.chars().count();
            // Words that would touch those before them are left out.
            if start < used + usize::from(used > 0) {
                continue;
            }
            below.push_str(&" ".repeat(start - used));
            below.push_str(words);
        }
        lines.push(format!("{}  {below}", " ".repeat(margin)));
        lines
    }
}

/// The widest and the highest that a chart is drawn.
pub(super) const WIDEST: usize = 66;
pub(super) const HEIGHT: usize = 10;

/// Signs of eight heights, or of two where only ASCII is.
pub(super) fn column(frame: &mut Frame, at: usize, share: f64, ascii: bool) {
    const PARTS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let height = frame.cells.len();
    let eighths = (share.clamp(0.0, 1.0) * height as f64 * 8.0).round() as usize;
    for row in 0..height {
        let here = eighths.saturating_sub(row * 8).min(8);
        let sign = match (ascii, here) {
            (true, 0..=1) => ' ',
            (true, 2..=4) => '.',
            (true, _) => '#',
            (false, part) => PARTS[part],
        };
        if sign != ' ' {
            frame.set(at, height - 1 - row, sign);
        }
    }
}
