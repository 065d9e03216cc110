//! A report as a Markdown page.

use super::Report;
use super::counts::Group;
use super::weeks::Stretch;
use super::words::{count, percent};
use crate::list::escaped;
use std::collections::BTreeMap;

impl Report {
    /// The report as Markdown; what users wrote is escaped, so that it is neither a table's cell nor a record.
    pub fn markdown(&self) -> String {
        let mut page = String::new();
        let title =
            self.standing.as_ref().map_or_else(|| "Asks".to_owned(), |standing| escaped(&standing.name));
        page.push_str(&format!("# {title}, {}\n\n", self.today));
        if let Some(standing) = &self.standing {
            page.push_str(&format!("**{} of {} {}**", standing.count, standing.goal, standing.of.word()));
            if let Some(par) = standing.par {
                page.push_str(&format!("; an even pace would be at {par:.0}"));
            }
            page.push_str(".\n\n");
        }
        let counts = &self.counts;
        page.push_str(&format!(
            "| {} | open | overdue | yes | partial | no | silence | withdrawn |\n|---|---|---|---|---|---|---|---|\n| {} | {} | {} | {} | {} | {} | {} | {} |\n",
            "asks", counts.all, counts.open, counts.overdue, counts.yes, counts.partial, counts.no, counts.silence, counts.withdrawn
        ));
        let rate = self.figures.answered;
        if let Some((share, interval)) =
            rate.share().zip(rate.wilson()).filter(|_| rate.n() >= u64::from(self.minimums.rate))
        {
            page.push_str(&format!(
                "\n{} of {} answered asks were a yes: {} ({} to {}).\n",
                rate.k(),
                rate.n(),
                percent(share),
                percent(interval.low),
                percent(interval.high)
            ));
        }
        periods(&mut page, &self.periods);
        groups(&mut page, "By tag", &self.by_tag);
        groups(&mut page, "By size", &self.by_size);
        if let Some((name, by)) = &self.by {
            groups(&mut page, &format!("By {}", escaped(name)), by);
        }
        if !self.lessons.is_empty() {
            page.push_str("\n## Latest lessons\n\n");
            for (day, lesson) in &self.lessons {
                page.push_str(&format!("- {day}: {}\n", escaped(lesson)));
            }
        }
        if !self.put_off.is_empty() {
            page.push_str("\n## Put off the longest\n\n");
            for plan in &self.put_off {
                let day = plan.day.map_or_else(|| "some day".to_owned(), |day| day.to_string());
                page.push_str(&format!("- {day}: {}\n", escaped(&plan.title)));
            }
        }
        page.push_str(&format!(
            "\n{}, {}, {}.\n",
            count(counts.lessons, "lesson", "lessons"),
            count(counts.reviews, "review", "reviews"),
            count(usize::try_from(counts.rest_days).unwrap_or(0), "day of rest", "days of rest"),
        ));
        page
    }
}

fn periods(page: &mut String, periods: &[Stretch]) {
    if periods.is_empty() {
        return;
    }
    page.push_str(
        "\n## The last weeks\n\n| from | asks | rejections | yeses | days of rest |\n|---|---|---|---|---|\n",
    );
    for period in periods {
        page.push_str(&format!(
            "| {} | {} | {} | {} | {} |\n",
            period.span.first, period.asks, period.rejections, period.yes, period.rest
        ));
    }
}

fn groups(page: &mut String, title: &str, groups: &BTreeMap<String, Group>) {
    if groups.is_empty() {
        return;
    }
    page.push_str(&format!("\n## {title}\n\n| | asks | yes of answered |\n|---|---|---|\n"));
    for (name, group) in groups {
        page.push_str(&format!("| {} | {} | {} of {} |\n", escaped(name), group.asks, group.k, group.n));
    }
}
