//! Numbers in words.

use crate::config::Goal;
use crate::model::{Day, DaySpan, WeekStart};
use crate::stats::{Percent, Rate, halves_up};
use chrono::Datelike;

/// `1 ask`, `2 asks`.
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

/// `20 yeses`; where partials are yeses, `20 yeses, 10 of them partial`, and where they are not, `10 yeses` and
/// `10 partials`. What there is none of is left out.
pub(super) fn yeses(yes: usize, partial: usize, partial_is_yes: bool) -> Vec<String> {
    if partial_is_yes && partial > 0 {
        let all = count(yes + partial, "yes", "yeses");
        return vec![match (yes, partial) {
            (0, 1) => format!("{all}, a partial one"),
            (0, 2) => format!("{all}, both partial"),
            (0, _) => format!("{all}, all partial"),
            _ => format!("{all}, {} of them partial", grouped(partial)),
        }];
    }
    let counted = [(yes, "yes", "yeses"), (partial, "partial", "partials")];
    let some = counted.iter().filter(|(number, ..)| *number > 0);
    some.map(|(number, one, many)| count(*number, one, many)).collect()
}

/// A number with a blank between its thousands.
pub(super) fn grouped(number: usize) -> String {
    parted(&number.to_string())
}

fn parted(digits: &str) -> String {
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

/// The same for the counts of figures.
pub(super) fn many(number: u64) -> String {
    grouped(usize::try_from(number).unwrap_or(usize::MAX))
}

/// A share as whole percent, with a decimal where it is small. What is not all is never called 100 %.
pub(super) fn percent(share: f64) -> String {
    match Percent::of(share) {
        Percent::About(number) => format!("{number} %"),
        Percent::Under(number) => format!("under {number} %"),
        Percent::Over(number) => format!("over {number} %"),
    }
}

/// A chance as percent. What is worked out is never sure, though the last digits may round it to 1.
pub(super) fn likely(chance: f64) -> String {
    percent(chance.min(1.0 - 1e-9))
}

/// `24 % (16 % to 33 %)`: a rate with its range. Where there is no yes it is never "0 %".
pub(super) fn rate_in_percent(rate: Rate) -> Option<String> {
    let (share, interval) = rate.share().zip(rate.wilson())?;
    if rate.k() == 0 {
        return Some(format!("none yet, up to {}", percent(interval.high)));
    }
    Some(format!("{} ({} to {})", percent(share), percent(interval.low), percent(interval.high)))
}

/// How many of the answered were a yes, with the range of the rate, as report, year and page say it. `so_far` where there
/// never was one.
pub(super) fn rate_of_answered(rate: Rate, so_far: bool) -> Option<String> {
    if rate.k() == 0 {
        let high = rate.wilson()?.high;
        return Some(format!("{}; up to {} fits.", none_of_answered(rate, so_far), percent(high)));
    }
    Some(format!("{}: {}.", of_answered(rate), rate_in_percent(rate)?))
}

/// That none of the answered was a yes.
pub(super) fn none_of_answered(rate: Rate, so_far: bool) -> String {
    let so_far = if so_far { " so far" } else { "" };
    match rate.n() {
        1 => format!("The one answered ask was not a yes{so_far}"),
        n => format!("None of {} answered asks was a yes{so_far}", many(n)),
    }
}

/// `1 of 3 answered asks was a yes`
pub(super) fn of_answered(rate: Rate) -> String {
    let was = if rate.k() == 1 || rate.n() == 1 { "was" } else { "were" };
    let asks = count(usize::try_from(rate.n()).unwrap_or(usize::MAX), "answered ask", "answered asks");
    format!("{} of {asks} {was} a yes", many(rate.k()))
}

/// `1 of 10 rejections`
pub(super) fn of_goal(number: u32, goal: u32, of: Goal) -> String {
    let (one, more) = match of {
        Goal::Asks => ("ask", "asks"),
        Goal::Rejections => ("rejection", "rejections"),
    };
    format!("{} of {}", grouped(number as usize), count(goal as usize, one, more))
}

/// A number with at most one decimal, and a blank between its thousands.
pub(super) fn short(number: f64) -> String {
    let text = format!("{:.1}", halves_up(number.abs(), 1));
    let (digits, decimal) = text.split_once('.').unwrap_or((&text, "0"));
    let decimal = if decimal == "0" { String::new() } else { format!(".{decimal}") };
    let text = format!("{}{decimal}", parted(digits));
    if number < 0.0 && text != "0" { format!("-{text}") } else { text }
}

/// The same without decimals, of a number that is not below 0.
pub(super) fn whole(number: f64) -> String {
    parted(&format!("{:.0}", halves_up(number, 0)))
}

/// A chance in words that anybody understands: `about 1 in 3`.
pub(super) fn chance(chance: f64) -> &'static str {
    const KNOWN: [(f64, &str); 13] = [
        (0.05, "about 1 in 20"),
        (0.1, "about 1 in 10"),
        (0.2, "about 1 in 5"),
        (0.25, "about 1 in 4"),
        (1.0 / 3.0, "about 1 in 3"),
        (0.4, "about 2 in 5"),
        (0.5, "about half"),
        (0.6, "about 3 in 5"),
        (2.0 / 3.0, "about 2 in 3"),
        (0.75, "about 3 in 4"),
        (0.8, "about 4 in 5"),
        (0.9, "about 9 in 10"),
        // An estimate of 1 rests on few: it is never called all.
        (1.0, "most"),
    ];
    if chance <= 0.0 {
        return "none";
    }
    if chance < 0.035 {
        return "fewer than 1 in 20";
    }
    let distance = |known: &(f64, &'static str)| (known.0 - chance).abs();
    KNOWN.iter().min_by(|a, b| distance(a).total_cmp(&distance(b))).map_or("some", |(_, words)| words)
}

/// `a, b and c`; where one of them has a comma of its own, `a, b, and c`.
pub(super) fn join(items: impl Iterator<Item = String>) -> String {
    let mut items: Vec<String> = items.collect();
    match (items.pop(), items.is_empty()) {
        (Some(last), true) => last,
        (Some(last), false) if items.iter().any(|item| item.contains(',')) => {
            format!("{}, and {last}", items.join(", "))
        }
        (Some(last), false) => format!("{} and {last}", items.join(", ")),
        (None, _) => String::new(),
    }
}

/// `March 2026`.
pub(super) fn month(day: Day) -> String {
    day.format("%B %Y").to_string()
}

/// `12 days`.
pub(super) fn days(number: i64) -> String {
    count(usize::try_from(number).unwrap_or(0), "day", "days")
}

/// With a capital first letter.
pub(crate) fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A span as a record may name it, in the shortest way.
pub(super) fn span_name(span: DaySpan, week_starts: WeekStart) -> String {
    let (year, month) = (span.first.year(), span.first.month());
    let week = span.first.iso_week();
    if DaySpan::year(year) == Some(span) {
        format!("{year:04}")
    } else if DaySpan::month(year, month) == Some(span) {
        format!("{year:04}-{month:02}")
    } else if week_starts == WeekStart::Monday && WeekStart::Monday.week_of(span.first) == span {
        format!("{:04}-W{:02}", week.year(), week.week())
    } else if span.days() == 1 {
        span.first.to_string()
    } else {
        span.to_string()
    }
}
