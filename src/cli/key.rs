//! One keystroke, without Enter.

use super::failure::Failure;
use crossterm::event::{Event, KeyCode, KeyEventKind, KeyModifiers, read};
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

/// Takes the terminal back to lines, whatever happens.
struct Raw;

impl Drop for Raw {
    fn drop(&mut self) {
        // Where it cannot be, there is nothing left to be said on it.
        let _ = disable_raw_mode();
    }
}

/// Waits for a key: its letter in lower case, `\n` for Enter, ESC also for Ctrl-C and Ctrl-D.
pub(super) fn read_key() -> Result<char, Failure> {
    enable_raw_mode().map_err(Failure::Input)?;
    let _raw = Raw;
    loop {
        let Event::Key(key) = read().map_err(Failure::Input)? else { continue };
        if key.kind == KeyEventKind::Release {
            continue;
        }
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Char('c' | 'd') if control => return Ok('\u{1b}'),
            KeyCode::Char(char) if !control => return Ok(char.to_lowercase().next().unwrap_or(char)),
            KeyCode::Enter => return Ok('\n'),
            KeyCode::Esc => return Ok('\u{1b}'),
            _ => {}
        }
    }
}
