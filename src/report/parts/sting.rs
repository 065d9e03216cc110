//! Fear before, sting after, and the asker's own odds (statistics, section 5).

use crate::report::chart::{Chart, Dots};
use crate::report::minimums;
use crate::report::page::{Table, figure, text};
use crate::report::words::{capital, count, grouped, percent, short};
use crate::report::{Feeling, Page, Report};
use crate::stats::{Brier, Paired};

pub(super) fn sentences(report: &Report) -> Vec<String> {
    let feelings = &report.figures.feelings;
    // A trend looks at each pair of ratings.
    let (sting, fear) = rayon::join(
        || changed(&report.figures.sting, "The sting of a no", ["no", "noes"]),
        || changed(&report.figures.fear, "Fear before asking", ["ask", "asks"]),
    );
    let mut lines: Vec<String> = sting.into_iter().chain(fear).collect();
    lines.extend(feelings.fear_sting.as_ref().map(|paired| pairs(paired, feelings.fear_sting_n)));
    lines.extend(feelings.odds.as_ref().map(odds));
    lines
}

/// Ratings are from 0 to so many.
const SCALE: f64 = 10.0;
/// A trend is told by so many ratings.
const PER: f64 = 10.0;

/// A trend in words, only where it is clear.
fn changed(feeling: &Feeling, what: &str, [one, many]: [&str; 2]) -> Option<String> {
    let slope = feeling.slope().filter(|slope| slope.falls() || slope.rises());
    let Some(slope) = slope else { return since_start(feeling, what, many) };
    let direction = if slope.falls() { "has gone down" } else { "has gone up" };
    let per_ten = (slope.slope * PER).abs();
    let pace = match short(per_ten) {
        // Most of the ratings are the same.
        none if none == "0" => String::new(),
        // Nobody rates by more than the whole scale.
        _ if per_ten > SCALE => format!(": about {} with every {one} rated", short(per_ten / PER)),
        points => format!(": about {points} every ten {many} rated"),
    };
    let thirds = feeling.thirds().filter(|thirds| thirds.first_median != thirds.last_median);
    let thirds = thirds.map_or_else(String::new, |thirds| {
        format!(", from a median of {} to {}", short(thirds.first_median), short(thirds.last_median))
    });
    Some(format!("{what} {direction}{pace}{thirds}."))
}

/// That the first ratings of all and the last are clearly not alike, where the trend of the last ones says nothing.
fn since_start(feeling: &Feeling, what: &str, many: &str) -> Option<String> {
    let ends = feeling.ends().filter(|ends| ends.is_clear && ends.first_median != ends.last_median)?;
    Some(format!(
        "{what}: a median of {} in your first {} rated {many}, {} in the last {}.",
        short(ends.first_median),
        grouped(ends.n),
        short(ends.last_median),
        grouped(ends.n)
    ))
}

/// From `-POINT` to `POINT` fear and sting are about the same.
const POINT: f64 = 1.0;

/// Fear against sting on the same noes, of which there are so many in all.
fn pairs(pairs: &Paired, all: usize) -> String {
    let points = |value: f64| {
        if short(value) == "1" { "1 point".to_owned() } else { format!("{} points", short(value)) }
    };
    let of = of_all(pairs.n, all, "no", "noes");
    if pairs.low > 0.0 {
        let range = format!("{} to {}", short(pairs.low), short(pairs.high));
        format!("It hurt about {} less than you feared ({of}, range {range}).", points(pairs.mean))
    } else if pairs.high < 0.0 {
        let range = format!("{} to {}", short(-pairs.high), short(-pairs.low));
        format!("It hurt about {} more than you feared ({of}, range {range}).", points(-pairs.mean))
    } else if -POINT <= pairs.low && pairs.high <= POINT {
        format!("It hurt about as much as you feared ({of}).")
    } else {
        format!(
            "These ratings cannot tell whether it hurt less than you feared: fear less sting is {} on average ({of}, range {} to {}).",
            short(pairs.mean),
            short(pairs.low),
            short(pairs.high)
        )
    }
}

/// `200 noes`, or `the last 200 of 1 440 noes`.
fn of_all(looked_at: usize, all: usize, one: &str, many: &str) -> String {
    let all_of_them = count(all, one, many);
    if looked_at < all { format!("the last {} of {all_of_them}", grouped(looked_at)) } else { all_of_them }
}

fn odds(odds: &Brier) -> String {
    format!(
        "Your own odds of a yes: {} on average; {}, of {}.",
        percent(odds.predicted),
        // Never "0 %".
        if odds.came > 0.0 { format!("{} came", percent(odds.came)) } else { "none came yet".to_owned() },
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
                capital(&of_all(feeling.ratings.len(), feeling.n, one, many)),
                short(thirds.first_median),
                short(thirds.last_median),
                short(thirds.shift)
            ));
            if !slope.rises() && !slope.falls() {
                page.text("The trend is not clear: its range holds 0.");
            }
            if let Some(ends) = feeling.ends() {
                page.text(format!(
                    "The first {} of all against the last: median {} then, {} now.",
                    grouped(ends.n),
                    short(ends.first_median),
                    short(ends.last_median)
                ));
            }
        }
        _ => {
            let weeks = count(report.minimums.trend_weeks as usize, "week", "weeks");
            page.text(if feeling.missing > 0 {
                format!(
                    "{} so far; a trend needs {} more, over {weeks}.",
                    count(feeling.n, one, many),
                    grouped(feeling.missing)
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
    if feelings.fear_sting_n > 0 {
        page.heading("Feared and felt");
        page.text(match &feelings.fear_sting {
            Some(paired) => pairs(paired, feelings.fear_sting_n),
            None => format!(
                "{} with both ratings so far; a comparison needs {} more.",
                count(feelings.fear_sting_n, "no", "noes"),
                grouped(minimums::pairs(&report.minimums).saturating_sub(feelings.fear_sting_n))
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
                grouped((report.minimums.pairs as usize).saturating_sub(feelings.odds_n))
            ),
        });
        if let Some(brier) = &feelings.odds {
            page.text(format!(
                "Brier score {:.3}; always saying {} would have scored {:.3}. Lower is nearer.",
                brier.score,
                if brier.came > 0.0 { percent(brier.came) } else { "no".to_owned() },
                brier.base
            ));
        }
    }
}
