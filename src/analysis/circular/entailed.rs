//! The circles of classes that many others entail. All that may be on a circle is found once
//! for all of them; each then looks only at that, and where nothing of it is added the circles
//! are those of the class that says more.

use std::collections::HashSet;
use std::rc::Rc;

use super::{Circularity, is_single_root, round};
use crate::analysis::{
    lineage::Edge,
    origins::{
        Figures,
        flow::{Flow, Marks, Rows},
        model::Model,
        strands::{Discounted, Strands},
    },
    quick_hash::QuickMap,
};
use crate::domain::ids::{ChainId, ClaimId};

/// Up to so many classes each is looked at by itself.
const FEW: usize = 24;

/// The most claims on ways round that are looked at for one class, the nearest ones, where few
/// classes have to be looked at, and where very many.
const MOST: [usize; 2] = [64, 1_024];

/// How many claims on ways round are looked at for all classes, if that is enough.
const ALL: usize = 512 * 1_024;

/// The most edges of lineage with conditions of which it is told apart which of them hold.
const MOST_CONDITIONS: usize = 1_024;

/// What was found for one of these classes.
#[derive(Debug, Clone)]
struct Found {
    circles: Option<Rc<Circularity>>,
    several_articles: bool,
}

/// What may lie on circles: some claims, as far as their chains are left.
struct Turning {
    claims: HashSet<ClaimId>,
    left: HashSet<ChainId>,
}

/// The circles of all classes that many others entail.
#[derive(Debug, Default)]
pub(crate) struct Entailed(QuickMap<u32, Found>);

impl Entailed {
    /// Looks at all of them, without what is discounted.
    pub fn of(model: &Model, discounted: &Discounted) -> Self {
        Self::of_more_than(FEW, model, discounted)
    }

    /// Looks at those that hang together with more than so many.
    pub fn of_more_than(few: usize, model: &Model, discounted: &Discounted) -> Self {
        let wanted: Vec<u32> = (0..model.class_numbers() as u32)
            .filter(|class| model.more_than(*class).next().is_some())
            .collect();
        let mut found = Self::default();
        if wanted.len() < few {
            return found;
        }
        for flow in Flow::of(model, &wanted) {
            if flow.knots.iter().map(Vec::len).sum::<usize>() > few {
                found.look(model, &flow, discounted);
            }
        }
        found
    }

    /// The circles of a class that was looked at. `None`: look at it by itself.
    pub fn circularity(&self, class: u32, figures: &Figures) -> Option<Circularity> {
        let found = self.0.get(&class)?;
        let circles = found.circles.as_ref();
        Some(Circularity {
            single_root: is_single_root(figures, 1 + usize::from(found.several_articles)),
            ..circles.map_or_else(Circularity::default, |circles| (**circles).clone())
        })
    }

    fn look(&mut self, model: &Model, flow: &Flow, discounted: &Discounted) {
        let mut all: Vec<u32> = flow.knots.iter().flatten().copied().collect();
        all[1..].sort_unstable();
        let strands = Strands::of_scope(model, all, discounted).left();
        let left: HashSet<ChainId> = strands.list.iter().map(|strand| strand.chain.id).collect();
        let turning = Turning { claims: round::may_turn(&strands), left };
        // The smallest and the greatest number of an article, and whether something may turn.
        let mut own = vec![(u32::MAX, 0_u32, false); flow.len()];
        let mut knot_of: QuickMap<u32, usize> = QuickMap::default();
        for (knot, classes) in flow.knots.iter().enumerate() {
            knot_of.extend(classes.iter().map(|class| (*class, knot)));
        }
        for strand in &strands.list {
            let (reading, own) = (strand.reading, &mut own[knot_of[&strand.class]]);
            own.0 = own.0.min(reading.article);
            own.1 = own.1.max(reading.article);
            own.2 |= turning.claims.contains(&reading.claim);
        }
        let adds: Vec<bool> = own.iter().map(|own| own.2).collect();
        let reach = flow.spread(own, |here, more| {
            *here = (here.0.min(more.0), here.1.max(more.1), here.2 || more.2);
        });
        let conditions = if turning.claims.is_empty() { None } else { conditions(model, flow) };
        let as_before = |knot: usize, before: &[u32]| match (&conditions, before) {
            (Some(rows), [one]) => rows.of(knot as u32) == rows.of(*one),
            _ => false,
        };
        let anew = adds.iter().filter(|adds| **adds).count();
        let most = (ALL / anew.max(1)).clamp(MOST[0], MOST[1]);
        let mut circles: Vec<Option<Rc<Circularity>>> = Vec::with_capacity(flow.len());
        for (knot, classes) in flow.knots.iter().enumerate() {
            let before = flow.before(knot as u32).iter().copied();
            let before: Vec<u32> = before.filter(|b| circles[*b as usize].is_some()).collect();
            let here = if !reach[knot].2 {
                None
            } else if !adds[knot] && as_before(knot, &before) {
                circles[before[0] as usize].clone()
            } else {
                Some(Rc::new(circles_of(model, classes[0], &turning, most)))
            };
            let several_articles = reach[knot].0 < reach[knot].1;
            for class in classes {
                let circles = here.clone();
                self.0.insert(*class, Found { circles, several_articles });
            }
            circles.push(here);
        }
    }
}

/// Which lineage that holds only at times or for certain claims may hold in the scope of each
/// knot. `None` if there is too much of it to tell.
fn conditions(model: &Model, flow: &Flow) -> Option<Rows> {
    let edges: Vec<&Edge> = model.ancestry.conditional().take(MOST_CONDITIONS + 1).collect();
    if edges.len() > MOST_CONDITIONS {
        return None;
    }
    let mut marks = Marks::default();
    for (knot, classes) in flow.knots.iter().enumerate().filter(|_| !edges.is_empty()) {
        let mut scope = classes.clone();
        scope[1..].sort_unstable();
        let strands = Strands::of_scope(model, scope, &[]);
        let moments = round::moments(&strands);
        for (bit, edge) in edges.iter().enumerate() {
            if edge.has_dates() && moments.iter().any(|moment| edge.held(*moment)) {
                marks.put(2 * bit as u32, knot as u32);
            }
            if edge.is_about(|claim| strands.is_about(claim)) {
                marks.put(2 * bit as u32 + 1, knot as u32);
            }
        }
    }
    Some(flow.rows(&marks))
}

/// The circles of a class, with what may be on one: of so many claims, those that are nearest.
fn circles_of(model: &Model, class: u32, turning: &Turning, most: usize) -> Circularity {
    let turns = |class: u32| {
        let readings = model.members(class).iter().filter_map(|slot| model.reading(*slot));
        readings.filter(|reading| turning.claims.contains(&reading.claim)).count()
    };
    let mut scope = vec![class];
    let mut known: HashSet<u32> = scope.iter().copied().collect();
    let (mut at, mut seen) = (0, turns(class));
    while let Some(here) = scope.get(at).copied() {
        at += 1;
        for more in model.more_than(here).filter(|more| known.insert(*more)) {
            seen += turns(more);
            if seen <= most {
                scope.push(more);
            }
        }
        if seen > most {
            break;
        }
    }
    scope[1..].sort_unstable();
    // When something was said may matter for lineage, whoever said it.
    let all = model.ancestry.conditional().any(Edge::has_dates);
    let strands = Strands::of_some(model, scope, &[], |reading, chain| {
        (all || turning.claims.contains(&reading.claim)) && turning.left.contains(&chain.id)
    });
    let mut found = Circularity::default();
    round::find(&strands, false, &mut found);
    found.tidy(false);
    found
}
