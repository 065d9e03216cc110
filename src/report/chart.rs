//! Bars for a terminal.

/// A bar of `value` of `most`, `width` columns long at most.
pub(super) fn bar(value: usize, most: usize, width: usize, ascii: bool) -> String {
    if most == 0 || value == 0 {
        return String::new();
    }
    if ascii {
        return "#".repeat((value * width).div_ceil(most).min(width));
    }
    const PARTS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let eighths = (value * width * 8).div_ceil(most).min(width * 8);
    format!("{}{}", "█".repeat(eighths / 8), PARTS[eighths % 8])
}

/// A bar with its empty part shown.
pub(super) fn progress(value: u32, most: u32, width: usize, ascii: bool) -> String {
    let full = (u64::from(value.min(most)) * width as u64 / u64::from(most.max(1))) as usize;
    let (on, off) = if ascii { ("#", "-") } else { ("█", "░") };
    format!("{}{}", on.repeat(full), off.repeat(width - full))
}
