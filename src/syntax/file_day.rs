//! The day, or the span of days, that a file's name gives (format, section 2, rule 5).

use crate::model::{Day, DaySpan, DayText, parse_day_span, read_day, scan_day};

/// What the name of a file says about days.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct FileDay {
    pub day: Option<Day>,
    /// The span that the whole name is; such a file has no day.
    pub span: Option<DaySpan>,
}

/// Reads the path of a file below the journal folder.
pub(super) fn file_day(below: &str) -> FileDay {
    let name = &below[memchr::memrchr(b'/', below.as_bytes()).map_or(0, |at| at + 1)..];
    let stem = &name[..memchr::memrchr(b'.', name.as_bytes()).unwrap_or(name.len())];
    if let Some(day) = read_day(stem) {
        return FileDay { day: day.day(), span: None };
    }
    if let Some(Some(span)) = parse_day_span(stem) {
        // `2026/03/2026.md` is a span; `2026/03/02.md` is none, since its name is too short for one.
        return FileDay { day: None, span: Some(span) };
    }
    FileDay { day: named_day(stem).or_else(|| folder_day(below, stem)), span: None }
}

/// `2026-03-02…`, `2026_03_02…` or `20260302…`, where no digit follows.
fn named_day(stem: &str) -> Option<Day> {
    if let Some(day) = scan_day(stem) {
        return day.day();
    }
    let bytes = stem.as_bytes();
    let underscored = bytes.get(4) == Some(&b'_') && bytes.get(7) == Some(&b'_');
    if underscored {
        let dashed: String =
            stem.char_indices().map(|(at, char)| if at == 4 || at == 7 { '-' } else { char }).collect();
        return scan_day(&dashed).and_then(DayText::day);
    }
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if digits == 8 {
        let dashed = format!("{}-{}-{}", &stem[..4], &stem[4..6], &stem[6..8]);
        return scan_day(&dashed).and_then(DayText::day);
    }
    None
}

/// `2026/03/02.md` at the end of the path.
fn folder_day(below: &str, stem: &str) -> Option<Day> {
    let mut parts = below.rsplit('/').skip(1);
    let (month, year) = (parts.next()?, parts.next()?);
    let shape = stem.len() == 2 && month.len() == 2 && year.len() == 4;
    if !shape {
        return None;
    }
    scan_day(&format!("{year}-{month}-{stem}")).and_then(DayText::day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(path: &str) -> Option<String> {
        file_day(path).day.map(|day| day.to_string())
    }

    #[test]
    fn names_that_give_a_day() {
        for path in
            ["2026-03-02.md", "2026_03_02 x.md", "a/20260302.md", "j/2026/03/02.md", "2026-03-02-x.md"]
        {
            assert_eq!(day(path).as_deref(), Some("2026-03-02"), "{path}");
        }
    }

    #[test]
    fn names_that_give_none() {
        for path in ["2026-02-30.md", "202603021.md", "2026-03-021.md", "notes.md", "x/03/02.md", "3/02.md"] {
            assert_eq!(day(path), None, "{path}");
        }
        let span = file_day("2026-07-01...2026-07-14.md");
        assert_eq!((span.day, span.span.is_some()), (None, true));
        assert!(file_day("2026-W10.md").span.is_some());
        assert!(file_day("2026-03-02.md").span.is_none());
    }
}
