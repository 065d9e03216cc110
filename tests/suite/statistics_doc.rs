//! Runs the worked examples of `docs/statistics.md`.

use askbook::report::{Report, Scope, build};
use askbook::stats::{
    Brier, Forecast, Load, MannKendall, MannWhitney, MedianWait, Pace, Paired, Rate, Slope, Survival, Thirds,
    Wait, aalen_johansen, asks_to_go, at_least_one, expect, no_yes_bound, rising_sting, significant,
    sure_among,
};
use std::collections::BTreeSet;

const PAGE: &str = include_str!("../../docs/statistics.md");

/// Every figure that the page must have an example of.
const FIGURES: [&str; 29] = [
    "wilson",
    "higher",
    "sure-among",
    "shrunk",
    "no-yes",
    "survival",
    "median-wait",
    "later-answer",
    "outcomes",
    "ends",
    "par",
    "forecast",
    "limit",
    "done-within",
    "asks-to-go",
    "expect",
    "one-yes",
    "thirds",
    "trend",
    "mann-kendall",
    "paired",
    "odds",
    "load",
    "rising-sting",
    "stage",
    "worth",
    "size",
    "mann-whitney",
    "significant",
];

#[test]
fn every_worked_example_gives_what_is_printed() {
    let run = check(PAGE).unwrap_or_else(|problems| panic!("{problems}"));
    let missing: Vec<_> = FIGURES.iter().filter(|figure| !run.contains(**figure)).collect();
    assert!(missing.is_empty(), "no example of {missing:?}");
}

#[test]
fn a_page_without_examples_fails() {
    assert!(check("# A page\n\n```\nwilson 1 10 -> 0 0\n```\n").is_err());
    assert!(check("```stats\n```\n").is_err());
}

#[test]
fn a_wrong_example_fails() {
    let page = |line: &str| check(&format!("```stats\n{line}\n```\n"));
    assert!(page("wilson 17 103 -> 0.1057 0.2485").is_ok());
    for wrong in [
        "wilson 17 103 -> 0.1058 0.2485",
        "wilson 17 103 -> 0.1057",
        "wilson 17 103 -> 0.1057 0.2485 1",
        "wilson 17 103 -> none none",
        "wilson 17 103",
        "wilson 17 x -> 0.1057 0.2485",
        "wilson 17 -> 0.1057 0.2485",
        "wilsom 17 103 -> 0.1057 0.2485",
    ] {
        assert!(page(wrong).is_err(), "{wrong}");
    }
}

/// The names of the figures that were run, or what is wrong with the page.
fn check(page: &str) -> Result<BTreeSet<String>, String> {
    let mut run = BTreeSet::new();
    let mut problems = Vec::new();
    for (number, line) in examples(page) {
        match check_example(line) {
            Ok(figure) => {
                run.insert(figure);
            }
            Err(problem) => problems.push(format!("line {number}: {line}\n    {problem}")),
        }
    }
    if run.is_empty() && problems.is_empty() {
        problems.push("no worked example found".to_owned());
    }
    if problems.is_empty() { Ok(run) } else { Err(problems.join("\n")) }
}

/// The lines of the fenced blocks that are marked `stats`, with their numbers.
fn examples(page: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut inside = false;
    page.lines().enumerate().filter_map(move |(index, line)| {
        if line.starts_with("```") {
            inside = !inside && line.trim_end() == "```stats";
            return None;
        }
        (inside && !line.trim().is_empty()).then_some((index + 1, line))
    })
}

fn check_example(line: &str) -> Result<String, String> {
    let (input, expected) = line.split_once(" -> ").ok_or("no arrow")?;
    let mut words = input.split_whitespace();
    let figure = words.next().ok_or("no figure")?;
    let expected: Vec<&str> = expected.split_whitespace().collect();
    let results = compute(figure, &words.collect::<Vec<_>>())?;
    if results.len() != expected.len() {
        return Err(format!("it gives {} results", results.len()));
    }
    let printed: Vec<String> =
        results.iter().zip(&expected).map(|(result, like)| result.print(like)).collect();
    if printed == expected { Ok(figure.to_owned()) } else { Err(format!("it gives {}", printed.join(" "))) }
}

enum Value {
    Number(f64),
    Word(&'static str),
}

impl Value {
    /// As it reads with the decimals of `like`.
    fn print(&self, like: &str) -> String {
        let decimals = like.split_once('.').map_or(0, |(_, digits)| digits.len());
        match self {
            Self::Number(number) => format!("{number:.decimals$}"),
            Self::Word(word) => (*word).to_owned(),
        }
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Self {
        Self::Number(number as f64)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Word("none"), Into::into)
    }
}

fn notice(said: bool) -> Value {
    Value::Word(if said { "notice" } else { "quiet" })
}

const NONE: &str = "the figure does not exist for this input";

fn compute(figure: &str, words: &[&str]) -> Result<Vec<Value>, String> {
    // What comes before the joining word, and what after; all is after where there is none.
    let join = words.iter().position(|word| ["of", "after", "against"].contains(word));
    let (first, rest) = join.map_or((&[][..], words), |at| (&words[..at], &words[at + 1..]));

    Ok(match figure {
        "wilson" => {
            let [k, n] = numbers(rest)?;
            let interval = Rate::new(k, n).wilson().ok_or(NONE)?;
            vec![interval.low.into(), interval.high.into()]
        }
        "higher" => {
            let [k1, n1, k2, n2] = numbers(rest)?;
            vec![Rate::new(k2, n2).chance_above(Rate::new(k1, n1)).into()]
        }
        "sure-among" => {
            let [pairs] = numbers(rest)?;
            vec![sure_among(pairs).into()]
        }
        "shrunk" => {
            let [k, n, all_k, all_n] = numbers(rest)?;
            vec![Rate::new(k, n).shrunk(Rate::new(all_k, all_n)).into()]
        }
        "no-yes" => {
            let [noes] = numbers(rest)?;
            vec![no_yes_bound(noes).into()]
        }
        "survival" => {
            let [day] = numbers(first)?;
            let curve = Survival::of(&waits(rest)?);
            let step = curve.step_at(day).ok_or(NONE)?;
            vec![step.survival.into(), step.se.into(), step.interval.low.into(), step.interval.high.into()]
        }
        "median-wait" => {
            let MedianWait { day, low, high } = Survival::of(&waits(rest)?).median();
            [day, low, high].map(|day| day.map(f64::from).into()).into()
        }
        "later-answer" => {
            let [age] = numbers(first)?;
            let later = Survival::of(&waits(rest)?).later_answer(age).ok_or(NONE)?;
            vec![later.chance.into(), later.at_risk.into()]
        }
        "outcomes" => {
            let cause = |kind| match kind {
                'y' => Ok(Some(0)),
                'n' => Ok(Some(1)),
                'o' => Ok(None),
                _ => Err(format!("`{kind}` is none of y, n, o")),
            };
            let waits: Vec<_> = days(rest)?
                .into_iter()
                .map(|(days, kind)| Ok((days, cause(kind)?)))
                .collect::<Result<_, String>>()?;
            let steps = aalen_johansen::<2>(waits.iter().copied());
            let last = &steps.last().ok_or(NONE)?.outcomes;
            vec![last.shares[0].into(), last.shares[1].into(), last.open.into()]
        }
        "par" => {
            let [day, days, count, goal] = numbers(rest)?;
            let [count, goal] = [count, goal].map(|count: i64| count.unsigned_abs());
            let pace = Pace::on(day, days, count, goal).ok_or(NONE)?;
            vec![pace.par.into(), pace.behind.into(), pace.days_behind.into(), pace.needed_per_day.into()]
        }
        "forecast" => {
            let [remaining] = numbers(first)?;
            let forecast = Forecast::of(&list(rest)?).ok_or(NONE)?;
            forecast.range(remaining).map(|weeks| weeks.map(f64::from).into()).into()
        }
        "limit" => vec![Forecast::of(&list(rest)?).ok_or(NONE)?.limit().into()],
        "done-within" => {
            let [weeks, remaining] = numbers(first)?;
            let forecast = Forecast::of(&list(rest)?).ok_or(NONE)?;
            let needed = Forecast::needed_per_week(u64::from(remaining), weeks);
            vec![forecast.done_within(u64::from(remaining), weeks).into(), needed.into()]
        }
        "asks-to-go" => {
            let [remaining, closed, rejections] = numbers(rest)?;
            vec![asks_to_go(remaining, closed, rejections).into()]
        }
        "expect" => {
            let [k, n, asks] = numbers(rest)?;
            let expected = expect(Rate::new(k, n), asks);
            let (low, high) = (expected.map(|yeses| yeses.low), expected.map(|yeses| yeses.high));
            vec![expected.map(|yeses| yeses.mean).into(), low.into(), high.into()]
        }
        "one-yes" => {
            let [k, n, asks] = numbers(rest)?;
            vec![at_least_one(Rate::new(k, n), asks).into()]
        }
        "thirds" => {
            let thirds = Thirds::of(&list(rest)?).ok_or(NONE)?;
            vec![thirds.first_median.into(), thirds.last_median.into(), thirds.shift.into()]
        }
        "trend" => {
            let [percent] = numbers::<f64, 1>(first)?;
            let slope = Slope::of(&list(rest)?, percent / 100.0).ok_or(NONE)?;
            let direction = match (slope.rises(), slope.falls()) {
                (true, _) => "rising",
                (_, true) => "falling",
                _ => "unclear",
            };
            vec![slope.slope.into(), slope.low.into(), slope.high.into(), Value::Word(direction)]
        }
        "mann-kendall" => {
            let test = MannKendall::of(&list(rest)?).ok_or(NONE)?;
            vec![(test.s as f64).into(), test.variance.into(), test.z.into()]
        }
        "paired" => {
            let pairs: Vec<_> = list(first)?.into_iter().zip(list(rest)?).collect();
            let paired = Paired::of(&pairs).ok_or(NONE)?;
            vec![paired.mean.into(), paired.sd.into(), paired.low.into(), paired.high.into()]
        }
        "odds" => {
            let came: Vec<u8> = list(rest)?;
            let odds: Vec<_> = list(first)?.into_iter().zip(came.into_iter().map(|came| came == 1)).collect();
            let brier = Brier::of(&odds).ok_or(NONE)?;
            vec![brier.predicted.into(), brier.came.into(), brier.score.into(), brier.base.into()]
        }
        "load" => {
            let [week] = numbers(first)?;
            let load = Load::of(week, &list(rest)?).ok_or(NONE)?;
            vec![load.median.into(), load.mad.into(), load.z.into(), notice(load.heavy)]
        }
        "rising-sting" => vec![notice(rising_sting(&list(rest)?).is_some())],
        "mann-whitney" => {
            let test = MannWhitney::of(&list(first)?, &list(rest)?).ok_or(NONE)?;
            let said = Value::Word(match test.is_clear_among(2) {
                true if test.z > 0.0 => "higher",
                true => "lower",
                false => "quiet",
            });
            vec![test.u.into(), test.variance.into(), test.z.into(), said]
        }
        "ends" => vec![ends(rest.first().ok_or("no answer")?)?.into()],
        "stage" | "worth" | "size" => balance(figure, rest.first().ok_or("no name")?)?,
        "significant" => {
            let [digits, value] = numbers::<f64, 2>(rest)?;
            vec![significant(value, digits as usize).into()]
        }
        _ => return Err("unknown figure".to_owned()),
    })
}

/// A report of one of the journals on the page.
fn report(info: &str, config: &str) -> Result<Report, String> {
    let mut journals = crate::support::blocks(PAGE, "journal").into_iter();
    let journal = journals.find(|block| block.info == info).ok_or(format!("no `{info}`"))?.text;
    let notebook = crate::support::notebook(&format!("{config}{journal}"), "2026-06-30");
    let scope = Scope::whole(None);
    Ok(build(&notebook.book, &notebook.config, &scope))
}

/// The share of the asks of the journal on outcomes that end in an answer.
fn ends(answer: &str) -> Result<f64, String> {
    let report = report("journal outcomes", ">>> askbook.toml\n[minimums]\nwaiting = 1\n")?;
    let outcomes = report.figures.waiting.outcomes.ok_or(NONE)?;
    let at = ["yes", "partial", "no"].iter().position(|word| *word == answer);
    at.map(|at| outcomes.shares[at]).ok_or(format!("`{answer}` is no answer"))
}

/// What the report counts of the journal on balance.
fn balance(figure: &str, name: &str) -> Result<Vec<Value>, String> {
    let report = report("journal", "")?;
    let group = || {
        report.by_size.get(name).map(|group| vec![(group.asks as u64).into(), group.k.into(), group.n.into()])
    };
    let stage = || report.stages.iter().find(|stage| stage.name == name);
    match figure {
        "stage" => stage().map(|stage| vec![(stage.asks as u64).into(), stage.median_days.into()]),
        "worth" => report.worth.get(name).map(|sum| vec![(*sum).into()]),
        _ => group(),
    }
    .ok_or(format!("the journal has no `{name}`"))
}

fn list<T: std::str::FromStr>(words: &[&str]) -> Result<Vec<T>, String> {
    words.iter().map(|word| word.parse().map_err(|_| format!("`{word}` is no number"))).collect()
}

fn numbers<T: std::str::FromStr, const N: usize>(words: &[&str]) -> Result<[T; N], String> {
    list(words)?.try_into().map_err(|_| format!("{N} numbers are needed"))
}

/// `7+`: days, and how they ended.
fn days(words: &[&str]) -> Result<Vec<(u32, char)>, String> {
    let wait = |word: &&str| {
        let kind = word.chars().next_back()?;
        Some((word.strip_suffix(kind)?.parse().ok()?, kind))
    };
    words.iter().map(|word| wait(word).ok_or(format!("`{word}` is no wait"))).collect()
}

fn waits(words: &[&str]) -> Result<Vec<Wait>, String> {
    let wait = |(days, kind)| match kind {
        '+' => Ok(Wait { days, answered: true }),
        'o' => Ok(Wait { days, answered: false }),
        _ => Err(format!("`{kind}` is neither + nor o")),
    };
    days(words)?.into_iter().map(wait).collect()
}
