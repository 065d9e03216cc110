//! The example journal with its dates moved to the present.

use crate::model::{Day, scan_day};
use chrono::{Datelike, Days, NaiveDate, Weekday};
use regex::{Captures, Regex};

/// The files with every date moved by the same whole number of weeks, so that weekdays stay true and the
/// journal reaches `today`; pages of later days are left out. Its last week has a page a day, so it ends
/// on `today`.
pub(super) fn to_end_on(files: &[(String, String)], today: Day) -> Vec<(String, String)> {
    let Some(last) = files.iter().filter_map(|(path, _)| page_day(path)).max() else { return files.to_vec() };
    let days = (today - last).num_days();
    let weeks = days.div_euclid(7) + i64::from(days.rem_euclid(7) > 0);
    files
        .iter()
        .map(|(path, text)| (moved_path(path, weeks), moved(text, weeks)))
        .filter(|(path, _)| page_day(path).is_none_or(|day| day <= today))
        .collect()
}

/// The day of a page by its name.
fn page_day(path: &str) -> Option<Day> {
    scan_day(path.rsplit('/').next()?)?.day()
}

fn shifted(day: Day, weeks: i64) -> Option<Day> {
    let days = Days::new(weeks.unsigned_abs() * 7);
    if weeks < 0 { day.checked_sub_days(days) } else { day.checked_add_days(days) }
}

fn moved(text: &str, weeks: i64) -> String {
    let Ok(dates) = Regex::new(r"\b([0-9]{4})-(?:W([0-9]{2})|([0-9]{2})-([0-9]{2}))\b") else {
        return text.to_owned();
    };
    dates
        .replace_all(text, |found: &Captures<'_>| {
            let number = |group: usize| found.get(group).and_then(|part| part.as_str().parse::<u32>().ok());
            let year = number(1).unwrap_or_default() as i32;
            let then = match (number(2), number(3), number(4)) {
                (Some(week), _, _) => NaiveDate::from_isoywd_opt(year, week, Weekday::Mon),
                (_, Some(month), Some(day)) => NaiveDate::from_ymd_opt(year, month, day),
                _ => None,
            };
            match then.and_then(|day| shifted(day, weeks)) {
                Some(day) if number(2).is_some() => {
                    format!("{}-W{:02}", day.iso_week().year(), day.iso_week().week())
                }
                Some(day) => day.to_string(),
                None => found[0].to_owned(),
            }
        })
        .into_owned()
}

/// A path with its dates moved; a folder named for the year of a page follows the page.
fn moved_path(path: &str, weeks: i64) -> String {
    let moved = moved(path, weeks);
    let mut parts: Vec<&str> = moved.split('/').collect();
    let Some(year) = parts.last().and_then(|name| name.get(..4)).map(str::to_owned) else { return moved };
    let count = parts.len();
    let is_year = |part: &str| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    if count >= 2 && is_year(parts[count - 2]) && is_year(&year) {
        parts[count - 2] = &year;
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_move_by_weeks_and_pages_after_today_are_left_out() {
        let file = |path: &str, text: &str| (path.to_owned(), text.to_owned());
        let files = [
            file("journal/2025/2025-12-29.md", "# Monday 2025-12-29\n\n- #review 2025-W52\n"),
            file("journal/2026/2026-01-01.md", "- #ask One due:2026-01-05\n"),
        ];
        let today = NaiveDate::from_ymd_opt(2026, 1, 7).expect("a day");
        let moved = to_end_on(&files, today);
        assert_eq!(
            moved,
            [file("journal/2026/2026-01-05.md", "# Monday 2026-01-05\n\n- #review 2026-W01\n")]
        );
        let later = NaiveDate::from_ymd_opt(2026, 1, 8).expect("a day");
        assert_eq!(
            to_end_on(&files, later)[1],
            file("journal/2026/2026-01-08.md", "- #ask One due:2026-01-12\n")
        );
    }
}
