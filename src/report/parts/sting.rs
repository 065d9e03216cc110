//! Fear before, sting after, and the asker's own odds (statistics, section 5).

use crate::report::chart::{Chart, Dots};
use crate::report::page::{Table, figure, text};
use crate::report::words::{count, grouped, percent, short};
use crate::report::{Feeling, Page, Report};
use crate::stats::{Brier, Paired};

pub(super) fn sentences(report: &Report) -> Vec<String> {
    let feelings = &report.figures.feelings;
    // A trend looks at each pair of ratings.
    let (sting, fear) = rayon::join(
        || changed(&report.figures.sting, "The sting of a no", "noes"),
        || changed(&report.figures.fear, "Fear before asking", "asks"),
    );
    let mut lines: Vec<String> = sting.into_iter().chain(fear).collect();
    lines.extend(feelings.fear_sting.as_ref().map(pairs));
    lines.extend(feelings.odds.as_ref().map(odds));
    lines
}

/// A trend in words, only where it is clear.
fn changed(feeling: &Feeling, what: &str, of: &str) -> Option<String> {
    let slope = feeling.slope().filter(|slope| slope.falls() || slope.rises())?;
    let direction = if slope.falls() { "has gone down" } else { "has gone up" };
    let per_ten = short((slope.slope * 10.0).abs());
    let thirds = feeling.thirds().map_or_else(String::new, |thirds| {
        format!(", from a median of {} to {}", short(thirds.first_median), short(thirds.last_median))
    });
    Some(format!("{what} {direction}: about {per_ten} every ten {of} rated{thirds}."))
}

fn pairs(pairs: &Paired) -> String {
    let points = |value: f64| {
        if short(value) == "1" { "1 point".to_owned() } else { format!("{} points", short(value)) }
    };
    let of = count(pairs.n, "no", "noes");
    if pairs.low > 0.0 {
        let range = format!("{} to {}", short(pairs.low), short(pairs.high));
        format!("It hurt about {} less than you feared ({of}, range {range}).", points(pairs.mean))
    } else if pairs.high < 0.0 {
        let range = format!("{} to {}", short(-pairs.high), short(-pairs.low));
        format!("It hurt about {} more than you feared ({of}, range {range}).", points(-pairs.mean))
    } else {
        format!("It hurt about as much as you feared ({of}).")
    }
}

fn odds(odds: &Brier) -> String {
    format!(
        "Your own odds of a yes: {} on average; {} came, of {}.",
        percent(odds.predicted),
        percent(odds.came),
        count(odds.n, "closed ask", "closed asks")
    )
}

pub(super) fn page(report: &Report) -> Page {
    let feelings = &report.figures.feelings;
    let mut page = Page::titled("Fear and sting, as you rated them");
    let sentences = sentences(report);
    if report.figures.sting.n == 0 && report.figures.fear.n == 0 && feelings.odds_n == 0 {
        page.text(
            "Nothing is rated yet. fear:6 on an ask and sting:3 on a no are all it takes, if you like.",
        );
        return page;
    }
    page.texts(if sentences.is_empty() {
        vec!["No clear change, and none is needed: the ratings are there to look at.".to_owned()]
    } else {
        sentences
    });
    rated(&mut page, report, "Sting of noes and silences", &report.figures.sting, ["rated no", "rated noes"]);
    sizes(&mut page, report);
    rated(&mut page, report, "Fear before asking", &report.figures.fear, ["rated ask", "rated asks"]);
    fear_and_sting(&mut page, report);
    page
}

/// Dots, with what they say or what they still need.
fn rated(page: &mut Page, report: &Report, title: &str, feeling: &Feeling, [one, many]: [&str; 2]) {
    if feeling.n == 0 {
        return;
    }
    page.heading(title);
    let slope = feeling.slope();
    page.chart(Chart::Dots(Dots { ratings: feeling.ratings.clone(), slope: slope.map(|slope| slope.slope) }));
    match (feeling.thirds(), slope) {
        (Some(thirds), Some(slope)) => {
            page.text(format!(
                "{}: median {} in the first third, {} in the last; the typical change is {}.",
                count(feeling.n, one, many),
                short(thirds.first_median),
                short(thirds.last_median),
                short(thirds.shift)
            ));
            if !slope.rises() && !slope.falls() {
                page.text("The trend is not clear: its range holds 0.");
            }
        }
        _ => {
            let weeks = count(report.minimums.trend_weeks as usize, "week", "weeks");
            let missing = (report.minimums.trend as usize).saturating_sub(feeling.n);
            page.text(if missing > 0 {
                format!(
                    "{} so far; a trend needs {} more, over {weeks}.",
                    count(feeling.n, one, many),
                    grouped(missing)
                )
            } else {
                format!("{} so far; a trend needs {weeks} of them.", count(feeling.n, one, many))
            });
        }
    }
}

/// Easier asks lower the sting with no change in the person, so each size is shown apart.
fn sizes(page: &mut Page, report: &Report) {
    let rated = report.figures.feelings.sting_by_size.iter().filter(|(_, feeling)| feeling.n > 0);
    let mut table = Table::headed(&["size", "rated", "first third", "last third", "trend"]);
    for (size, feeling) in rated {
        let median = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), short);
        let thirds = feeling.thirds();
        let trend = match feeling.slope() {
            None => "too few yet",
            Some(slope) if slope.falls() => "down",
            Some(slope) if slope.rises() => "up",
            Some(_) => "not clear",
        };
        table.row([
            text(size.word()),
            figure(grouped(feeling.n)),
            figure(median(thirds.map(|thirds| thirds.first_median))),
            figure(median(thirds.map(|thirds| thirds.last_median))),
            text(trend),
        ]);
    }
    if !table.rows.is_empty() {
        page.table(table);
        page.text("Easier asks hurt less without anything else having changed, so each size is apart.");
    }
}

fn fear_and_sting(page: &mut Page, report: &Report) {
    let feelings = &report.figures.feelings;
    let needs = |have: usize| (report.minimums.pairs as usize).saturating_sub(have);
    if feelings.fear_sting_n > 0 {
        page.heading("Feared and felt");
        page.text(match &feelings.fear_sting {
            Some(paired) => pairs(paired),
            None => format!(
                "{} with both ratings so far; a comparison needs {} more.",
                count(feelings.fear_sting_n, "no", "noes"),
                grouped(needs(feelings.fear_sting_n))
            ),
        });
    }
    if feelings.odds_n > 0 {
        page.heading("Your odds");
        page.text(match &feelings.odds {
            Some(brier) => odds(brier),
            None => format!(
                "{} with odds so far; a comparison needs {} more.",
                count(feelings.odds_n, "closed ask", "closed asks"),
                grouped(needs(feelings.odds_n))
            ),
        });
        if let Some(brier) = &feelings.odds {
            page.text(format!(
                "Brier score {:.3}; always saying {} would have scored {:.3}. Lower is nearer.",
                brier.score,
                percent(brier.came),
                brier.base
            ));
        }
    }
}
