//! A report as one JSON object; its keys and their meaning are fixed (statistics, section 8).

use super::minimums::{pairs, waiting_answers};
use super::next::ask_json;
use super::{Feeling, Figures, Group, Milestone, Next, Notice, Report, Stage, Standing, Stretch};
use crate::list::number;
use crate::stats::Rate;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

impl Report {
    /// The report as JSON, with what is out there.
    pub fn json(&self, next: &Next) -> Value {
        let counts = &self.counts;
        let figures = &self.figures;
        let mut object = json!({
            "schema": 1,
            "today": self.today.to_string(),
            "needs": Value::Object(self.needs()),
            "challenge": self.standing.as_ref().map(challenge),
            "asks": {
                "all": counts.all, "open": counts.open, "overdue": counts.overdue, "yes": counts.yes, "partial": counts.partial,
                "no": counts.no, "silence": counts.silence, "withdrawn": counts.withdrawn, "turnarounds": counts.turnarounds,
            },
            "plans": {"open": counts.plans_open, "done": counts.plans_done},
            "rejections": counts.rejections,
            "lessons": counts.lessons,
            "reviews": counts.reviews,
            "rest_days": counts.rest_days,
            "rate": {
                "answered": self.rate(figures.answered), "closed": self.rate(figures.closed), "all": self.rate(figures.all),
                "no_yes_bound": figures.no_yes_bound.map(number),
            },
            "waiting": waiting(figures),
            "next": next.asks.iter().map(ask_json).collect::<Vec<_>>(),
            "expect": {
                "asks": figures.expected.as_ref().map(|expected| expected.asks),
                "mean": figures.expected.as_ref().map(|expected| number(expected.mean)),
                "low": figures.expected.as_ref().map(|expected| expected.low),
                "high": figures.expected.as_ref().map(|expected| expected.high),
                "yes_in_next_10": figures.yes_in_next_10.map(number),
            },
            "fear": feeling(&figures.fear),
            "sting": feeling(&figures.sting),
            "fear_sting": {
                "n": figures.feelings.fear_sting_n,
                "mean": figures.feelings.fear_sting.as_ref().map(|pairs| number(pairs.mean)),
                "sd": figures.feelings.fear_sting.as_ref().map(|pairs| number(pairs.sd)),
                "low": figures.feelings.fear_sting.as_ref().map(|pairs| number(pairs.low)),
                "high": figures.feelings.fear_sting.as_ref().map(|pairs| number(pairs.high)),
            },
            "odds": {
                "n": figures.feelings.odds_n,
                "predicted": figures.feelings.odds.as_ref().map(|odds| number(odds.predicted)),
                "came": figures.feelings.odds.as_ref().map(|odds| number(odds.came)),
                "brier": figures.feelings.odds.as_ref().map(|odds| number(odds.score)),
                "base_brier": figures.feelings.odds.as_ref().map(|odds| number(odds.base)),
            },
            "weeks": self.weeks.iter().map(week).collect::<Vec<_>>(),
            "by_tag": self.groups(&self.by_tag),
            "by_size": self.groups(&self.by_size),
            "by_via": self.groups(&self.by_via),
            "stages": self.stages.iter().map(stage).collect::<Vec<_>>(),
            "worth": self.worth.iter().map(|(currency, sum)| (currency.clone(), number(*sum))).collect::<Map<_, _>>(),
            "milestones": self.milestones.iter().map(milestone).collect::<Vec<_>>(),
            "notices": self.notices.iter().map(notice).collect::<Vec<_>>(),
        });
        if let (Some((name, groups)), Some(object)) = (&self.by, object.as_object_mut()) {
            object.insert("by".to_owned(), json!({"name": name, "groups": self.groups(groups)}));
        }
        object
    }

    fn rate(&self, rate: Rate) -> Value {
        let told = rate.n() >= u64::from(self.minimums.rate);
        let interval = rate.wilson().filter(|_| told);
        json!({
            "k": rate.k(),
            "n": rate.n(),
            "rate": rate.share().filter(|_| told).map(number),
            "low": interval.as_ref().map(|interval| number(interval.low)),
            "high": interval.as_ref().map(|interval| number(interval.high)),
        })
    }

    fn groups(&self, groups: &BTreeMap<String, Group>) -> Value {
        let object: Map<String, Value> = groups
            .iter()
            .map(|(name, group)| {
                let mut value = Map::new();
                value.insert("asks".to_owned(), json!(group.asks));
                if let Value::Object(rate) = self.rate(group.rate()) {
                    value.extend(rate);
                }
                (name.clone(), Value::Object(value))
            })
            .collect();
        Value::Object(object)
    }

    /// What each figure that is not told still needs, by its path.
    fn needs(&self) -> Map<String, Value> {
        let mut needs = Map::new();
        let mut put = |path: &str, missing: &[(&str, u64)]| {
            let missing: Map<String, Value> = missing
                .iter()
                .filter(|(_, count)| *count > 0)
                .map(|(name, count)| ((*name).to_owned(), json!(count)))
                .collect();
            if !missing.is_empty() {
                needs.insert(path.to_owned(), Value::Object(missing));
            }
        };
        let figures = &self.figures;
        let minimums = &self.minimums;
        let short = |minimum: u32, have: u64| u64::from(minimum).saturating_sub(have);
        put("rate.answered", &[("answered", short(minimums.rate, figures.answered.n()))]);
        put("rate.closed", &[("closed", short(minimums.rate, figures.closed.n()))]);
        put("rate.all", &[("asks", short(minimums.rate, figures.all.n()))]);
        if let Some(noes) = figures.noes_without_yes {
            put("rate.no_yes_bound", &[("noes", short(minimums.no_yes_bound, noes))]);
        }
        let survival = &figures.waiting.survival;
        put(
            "waiting",
            &[
                ("asks", short(minimums.waiting, survival.asks())),
                ("answers", waiting_answers(minimums).saturating_sub(survival.answers())),
            ],
        );
        put("expect", &[("closed", short(minimums.expect, figures.closed_in_all.n()))]);
        for (path, feeling) in [("fear", &figures.fear), ("sting", &figures.sting)] {
            put(path, &[("rated", feeling.missing as u64), ("days", feeling.missing_days)]);
        }
        let missing = pairs(minimums).saturating_sub(figures.feelings.fear_sting_n) as u64;
        put("fear_sting", &[("pairs", missing)]);
        put("odds", &[("pairs", short(minimums.pairs, figures.feelings.odds_n as u64))]);
        if let Some((weeks, counted)) = self.standing.as_ref().and_then(|standing| standing.forecast_needs) {
            put("challenge.forecast", &[("weeks", weeks.into()), ("counted", counted.into())]);
        }
        needs
    }
}

fn challenge(standing: &Standing) -> Value {
    json!({
        "name": standing.name,
        "goal": standing.goal,
        "of": standing.of.word(),
        "start": standing.start.map(|day| day.to_string()),
        "end": standing.end.map(|day| day.to_string()),
        "count": standing.count,
        "remaining": standing.remaining,
        "par": standing.par.map(number),
        "behind": standing.behind.map(number),
        "needed_per_day": standing.needed_per_day.map(number),
        "forecast": standing.forecast.map(|range| json!({
            "weeks": range.map(|(weeks, _)| weeks),
            "dates": range.map(|(_, date)| date.map(|date| date.to_string())),
        })),
    })
}

fn waiting(figures: &Figures) -> Value {
    let survival = &figures.waiting.survival;
    let told = figures.waiting.told;
    let median = told.then(|| survival.median());
    let steps: Vec<Value> = survival
        .steps()
        .iter()
        .filter(|_| told)
        .map(|step| {
            json!({
                "day": step.day, "at_risk": step.at_risk, "answers": step.answers, "survival": number(step.survival),
                "low": number(step.interval.low), "high": number(step.interval.high),
            })
        })
        .collect();
    json!({
        "asks": survival.asks(),
        "answers": survival.answers(),
        "median": median.as_ref().and_then(|median| median.day),
        "median_low": median.as_ref().and_then(|median| median.low),
        "median_high": median.as_ref().and_then(|median| median.high),
        "steps": if told { Value::Array(steps) } else { Value::Null },
        "outcomes": figures.waiting.outcomes.as_ref().map(|outcomes| json!({
            "yes": number(outcomes.shares[0]), "partial": number(outcomes.shares[1]), "no": number(outcomes.shares[2]),
            "open": number(outcomes.open),
        })),
    })
}

fn feeling(feeling: &Feeling) -> Value {
    let thirds = feeling.thirds();
    let slope = feeling.slope();
    json!({
        "n": feeling.n,
        "first_median": thirds.map(|thirds| number(thirds.first_median)),
        "last_median": thirds.map(|thirds| number(thirds.last_median)),
        "shift": thirds.map(|thirds| number(thirds.shift)),
        "slope": slope.map(|slope| number(slope.slope)),
        "slope_low": slope.map(|slope| number(slope.low)),
        "slope_high": slope.map(|slope| number(slope.high)),
    })
}

fn week(week: &Stretch) -> Value {
    json!({"start": week.span.first.to_string(), "asks": week.asks, "rejections": week.rejections, "yes": week.yes, "rest": week.rest})
}

fn stage(stage: &Stage) -> Value {
    json!({"name": stage.name, "asks": stage.asks, "median_days": stage.median_days.map(number)})
}

fn milestone(milestone: &Milestone) -> Value {
    json!({"date": milestone.day.to_string(), "what": milestone.what()})
}

fn notice(notice: &Notice) -> Value {
    json!({"kind": notice.kind, "message": notice.message})
}
