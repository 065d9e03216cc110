//! A report for a terminal.

use super::chart::{bar, progress};
use super::counts::Group;
use super::standing::Standing;
use super::weeks::Stretch;
use super::words::{count, grouped, percent, short};
use super::{Look, Period, Report};
use crate::config::Goal;
use crate::list::{plain, shortened};
use anstyle::{AnsiColor, Style};
use std::collections::BTreeMap;
use unicode_width::UnicodeWidthStr;

/// How many groups a table shows.
const GROUPS: usize = 6;

impl Report {
    /// The report as text, no line wider than `look.width`.
    pub fn terminal(&self, look: Look) -> String {
        let mut page = Page { look, text: String::new() };
        if self.counts.all == 0 && self.counts.plans_open == 0 && self.counts.plans_done == 0 {
            page.line("No ask yet. Write a line in today's page, such as");
            page.line("- #ask A discount at the café #small fear:3");
            return page.text;
        }
        if let Some(standing) = &self.standing {
            page.standing(standing);
        }
        self.totals(&mut page);
        page.periods(&self.periods, self.period);
        self.sentences(&mut page);
        page.groups("By tag", &self.by_tag);
        page.groups("By size", &self.by_size);
        if let Some((name, groups)) = &self.by {
            page.groups(&format!("By {name}"), groups);
        }
        if !self.lessons.is_empty() {
            page.heading("Latest lessons");
            for (day, lesson) in &self.lessons {
                page.line(&format!("  {day}  {}", plain(lesson)));
            }
        }
        if !self.put_off.is_empty() {
            page.heading("Put off the longest");
            for plan in &self.put_off {
                let day = plan.day.map_or_else(|| "some day  ".to_owned(), |day| day.to_string());
                page.line(&format!("  {day}  {}", plain(&plan.title)));
            }
        }
        page.text
    }

    fn totals(&self, page: &mut Page) {
        let counts = &self.counts;
        let all = [
            (counts.yes, "yes", "yeses"),
            (counts.partial, "partial", "partials"),
            (counts.no, "no", "noes"),
            (counts.silence, "silence", "silences"),
            (counts.withdrawn, "withdrawn", "withdrawn"),
        ];
        let answers: Vec<String> = all
            .iter()
            .filter(|(number, ..)| *number > 0)
            .map(|(number, one, many)| count(*number, one, many))
            .collect();
        let mut line = count(counts.all, "ask", "asks");
        if !answers.is_empty() {
            line.push_str(&format!(": {}", answers.join(", ")));
        }
        page.line(&line);
        let mut open = format!("{} open", grouped(counts.open));
        if counts.overdue > 0 {
            open.push_str(&format!(", {} overdue (askbook list is:overdue)", grouped(counts.overdue)));
        }
        if counts.turnarounds > 0 {
            open.push_str(&format!("; {} turned into a yes", count(counts.turnarounds, "no", "noes")));
        }
        page.line(&open);
        let others = [
            (counts.lessons, "lesson", "lessons"),
            (counts.reviews, "review", "reviews"),
            (usize::try_from(counts.rest_days).unwrap_or(0), "day of rest", "days of rest"),
            (counts.plans_open, "plan put off", "plans put off"),
        ];
        let others: Vec<String> = others
            .iter()
            .filter(|(number, ..)| *number > 0)
            .map(|(number, one, many)| count(*number, one, many))
            .collect();
        if !others.is_empty() {
            page.line(&others.join(", "));
        }
    }

    /// One sentence for each figure that the data carry.
    fn sentences(&self, page: &mut Page) {
        let figures = &self.figures;
        let mut lines: Vec<String> = Vec::new();
        let minimum = u64::from(self.minimums.rate);
        if let Some((share, interval)) = figures
            .answered
            .share()
            .zip(figures.answered.wilson())
            .filter(|_| figures.answered.n() >= minimum)
        {
            let dash = if page.look.ascii { "-" } else { "–" };
            lines.push(format!(
                "{} of {} answered asks were a yes: {} ({}{dash}{}).",
                figures.answered.k(),
                figures.answered.n(),
                percent(share),
                format_args!("{:.0}", interval.low * 100.0),
                percent(interval.high),
            ));
            lines.push("While asks are open this is low: quick answers are mostly noes.".to_owned());
        }
        if let Some(bound) = figures.no_yes_bound {
            lines.push(format!("No yes yet; its chance could still be up to about 1 in {:.0}.", 1.0 / bound));
        }
        if figures.waiting_is_told {
            let median = figures.survival.median();
            if let Some(day) = median.day {
                let high = median.high.map_or_else(|| "not known".to_owned(), |high| high.to_string());
                let low = median.low.map_or_else(|| "0".to_owned(), |low| low.to_string());
                let when = match day {
                    0 => "on the same day".to_owned(),
                    1 => "after a day".to_owned(),
                    _ => format!("after {day} days"),
                };
                lines.push(format!(
                    "Half of the asks have an answer {when} (range {low} to {high}), open ones included."
                ));
            }
        }
        if let Some(expected) = &figures.expected {
            lines.push(format!(
                "The goal still takes about {} asks; of these {} to {} may be yeses.",
                grouped(usize::try_from(expected.asks).unwrap_or(usize::MAX)),
                expected.low,
                expected.high
            ));
        }
        if let Some(slope) = figures.sting.slope.as_ref().filter(|slope| slope.falls()) {
            lines
                .push(format!("The sting fades: {} less every 100 noes rated.", short(-slope.slope * 100.0)));
        }
        if let Some(pairs) = figures.fear_sting.as_ref().filter(|pairs| pairs.low > 0.0) {
            lines.push(format!("It hurt about {} points less than you feared.", short(pairs.mean)));
        }
        if !lines.is_empty() {
            page.heading("What the numbers say");
            for line in lines {
                page.line(&format!("  {line}"));
            }
        }
    }
}

/// The text of a report so far.
struct Page {
    look: Look,
    text: String,
}

impl Page {
    /// A line, cut to the width.
    fn line(&mut self, line: &str) {
        self.text.push_str(shortened(line, self.look.width, self.look.ascii).trim_end());
        self.text.push('\n');
    }

    fn styled(&self, text: &str, style: Style) -> String {
        if self.look.color { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    fn heading(&mut self, words: &str) {
        let words = self.styled(&shortened(words, self.look.width, self.look.ascii), Style::new().bold());
        self.text.push_str(&format!("\n{words}\n"));
    }

    fn standing(&mut self, standing: &Standing) {
        let name = shortened(&plain(&standing.name), self.look.width, self.look.ascii);
        let name = self.styled(&name, Style::new().bold());
        self.text.push_str(&format!("{name}\n"));
        let of = match standing.of {
            Goal::Asks => "asks",
            Goal::Rejections => "rejections",
        };
        let numbers =
            format!("{} of {} {of}", grouped(standing.count as usize), grouped(standing.goal as usize));
        let room = self.look.width.saturating_sub(numbers.width() + 3).clamp(10, 40);
        let drawn = progress(standing.count, standing.goal, room, self.look.ascii);
        let drawn = self.styled(&drawn, AnsiColor::Blue.on_default());
        self.text.push_str(&format!("{drawn}  {numbers}\n"));
        if standing.remaining == 0 {
            self.line("The goal is reached. Well asked!");
        } else if let (Some(par), Some(behind)) = (standing.par, standing.behind) {
            self.line(&pace_line(par, behind, standing));
        }
        if let Some(range) = standing.forecast
            && let [(_, Some(soon)), _, late] = range
        {
            let late =
                late.1.map_or_else(|| "no upper date yet".to_owned(), |day| day.format("%B %Y").to_string());
            self.line(&format!(
                "At the pace of the last weeks: between {} and {late}.",
                soon.format("%B %Y")
            ));
        }
        self.text.push('\n');
    }

    fn periods(&mut self, periods: &[Stretch], period: Period) {
        if periods.is_empty() {
            return;
        }
        let (word, format) = match period {
            Period::Day => ("Days", "%Y-%m-%d"),
            Period::Week => ("Weeks", "%Y-%m-%d"),
            Period::Month => ("Months", "%Y-%m"),
            Period::Quarter => ("Quarters", "%Y-%m"),
            Period::Year => ("Years", "%Y"),
        };
        self.heading(&format!("{word}: asks, and what came"));
        let most = periods.iter().map(|period| period.asks).max().unwrap_or(0);
        for period in periods {
            let mut came = Vec::new();
            if period.rejections > 0 {
                came.push(count(period.rejections, "rejection", "rejections"));
            }
            if period.yes > 0 {
                came.push(count(period.yes, "yes", "yeses"));
            }
            if period.rest > 0 {
                came.push(count(period.rest, "day of rest", "days of rest"));
            }
            let label = period.span.first.format(format).to_string();
            let drawn = bar(period.asks, most, 24, self.look.ascii);
            let gap = " ".repeat(24usize.saturating_sub(drawn.width()));
            self.line(&format!("  {label}  {:>3} {drawn}{gap}  {}", period.asks, came.join(", ")));
        }
    }

    fn groups(&mut self, title: &str, groups: &BTreeMap<String, Group>) {
        if groups.is_empty() {
            return;
        }
        self.heading(title);
        let mut sorted: Vec<(&String, &Group)> = groups.iter().collect();
        sorted.sort_by(|a, b| b.1.asks.cmp(&a.1.asks).then(a.0.cmp(b.0)));
        let most = sorted.first().map_or(0, |(_, group)| group.asks);
        for (name, group) in sorted.iter().take(GROUPS) {
            let name = shortened(&plain(name), 18, self.look.ascii);
            let pad = " ".repeat(18usize.saturating_sub(name.width()));
            let drawn = bar(group.asks, most, 20, self.look.ascii);
            let gap = " ".repeat(20usize.saturating_sub(drawn.width()));
            let came =
                if group.n > 0 { format!("{} of {} answered: yes", group.k, group.n) } else { String::new() };
            self.line(&format!("  {name}{pad} {:>4} {drawn}{gap}  {came}", group.asks));
        }
        if sorted.len() > GROUPS {
            self.line(&format!(
                "  and {} more (askbook report --format json has all)",
                sorted.len() - GROUPS
            ));
        }
    }
}

fn pace_line(par: f64, behind: f64, standing: &Standing) -> String {
    if behind.abs() < 0.5 {
        return format!("An even pace would be at {par:.0}, and there you are.");
    }
    if behind <= 0.0 {
        return format!("An even pace would be at {:.0}: you are {:.0} ahead.", par, -behind);
    }
    let needed = standing
        .needed_per_day
        .map_or_else(String::new, |needed| format!(" {} a day from here, or", short(needed)));
    format!("An even pace would be at {par:.0}.{needed} move the date: it is yours.")
}
