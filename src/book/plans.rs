//! Plans and the asks that carry them out (format, section 4).

use super::ids::Reference;
use super::slot::Slot;
use super::{RecordId, View};
use crate::model::Marker;
use std::collections::HashMap;

/// The ask that carries out each plan, and the plan that each ask carries out.
#[derive(Debug, Default)]
pub(super) struct Plans {
    pub ask_of: HashMap<RecordId, RecordId>,
    pub plan_of: HashMap<RecordId, RecordId>,
}

/// Finds, for each plan, the first ask in order of day and place that refers to it or is nested below it.
pub(super) fn carried_out(view: &View<'_>, references: &[Reference]) -> Plans {
    let mut plans = Plans::default();
    if !view.records().any(|record| record.marker == Marker::Plan) {
        return plans;
    }
    let nested = nearest_plans(view);
    let mut asks: Vec<(RecordId, RecordId)> = (0..view.len())
        .filter(|id| view.record(*id).marker == Marker::Ask && view.counts(*id))
        .filter_map(|id| {
            let plan = match references[id] {
                Reference::To(target) => {
                    Some(target as usize).filter(|target| view.record(*target).marker == Marker::Plan)
                }
                Reference::Unknown => None,
                Reference::None => nested[id].get(),
            };
            plan.map(|plan| (id, plan))
        })
        .collect();
    asks.sort_by_key(|(id, _)| (view.record(*id).day, *id));
    for (ask, plan) in asks {
        if let std::collections::hash_map::Entry::Vacant(entry) = plans.ask_of.entry(plan) {
            entry.insert(ask);
            plans.plan_of.insert(ask, plan);
        }
    }
    plans
}

/// The nearest plan that each record is nested below.
fn nearest_plans(view: &View<'_>) -> Vec<Slot> {
    let mut nearest: Vec<Slot> = Vec::with_capacity(view.len());
    for id in 0..view.len() {
        let found = view.above(id).and_then(|above| {
            if view.record(above).marker == Marker::Plan { Some(above) } else { nearest[above].get() }
        });
        nearest.push(found.into());
    }
    nearest
}
