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

/// Finds, for each plan, the first ask in order of day and place that refers to it, or that it is the nearest plan around.
pub(super) fn carried_out(view: &View<'_>, references: &[Reference]) -> Plans {
    let mut plans = Plans::default();
    if !view.gists.iter().any(|gist| gist.marker == Marker::Plan) {
        return plans;
    }
    let nested = nearest_plans(view);
    let mut asks: Vec<(RecordId, RecordId)> = (0..view.len())
        .filter(|id| view.gist(*id).marker == Marker::Ask && view.gist(*id).counts)
        .filter_map(|id| {
            // Asked once more, of an ask that it refers to, it carries out the plan around it all the same.
            let referred = references[id].target().filter(|target| view.gist(*target).marker == Marker::Plan);
            referred.or(nested[id].get()).map(|plan| (id, plan))
        })
        .collect();
    asks.sort_by_key(|(id, _)| (view.gist(*id).day, *id));
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
    for gist in view.gists {
        let found = gist.above.get().and_then(|above| {
            if view.gist(above).marker == Marker::Plan { Some(above) } else { nearest[above].get() }
        });
        nearest.push(found.into());
    }
    nearest
}
