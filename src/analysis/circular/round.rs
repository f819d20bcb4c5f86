//! Finds the ways round in a class.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::{By, Circle, Circularity, Spot, Stop};
use crate::analysis::{
    components::Arrows,
    origins::{
        reading::ReadHop,
        register::{Atom, NONE, Register},
        strands::{Strand, Strands},
    },
};
use crate::domain::{
    ids::{ClaimId, WorkId},
    ruling::Voice,
    time::PartialDate,
};

/// What joins spots in one class.
#[derive(Default)]
struct Web {
    spots: Vec<Spot>,
    number: HashMap<Spot, u32>,
    joins: BTreeMap<(u32, u32), By>,
    /// Who speaks at a spot.
    speakers: BTreeSet<(Atom, u32)>,
    moments: Vec<Option<PartialDate>>,
}

impl Web {
    fn spot(&mut self, spot: Spot) -> u32 {
        *self.number.entry(spot).or_insert_with(|| {
            self.spots.push(spot);
            self.spots.len() as u32 - 1
        })
    }

    /// Joins two spots; of several reasons the smallest is told.
    fn join(&mut self, from: u32, to: u32, by: By) -> bool {
        if from == to {
            return false;
        }
        let known = self.joins.entry((from, to)).or_insert(by);
        *known = by.min(*known);
        true
    }
}

/// The circles, and what evidence leads back to.
pub(super) fn find(strands: &Strands<'_>, lineage_alone: bool, found: &mut Circularity) {
    let evidence = evidence(strands);
    if evidence.is_empty() && is_plain(strands, lineage_alone) {
        return;
    }
    let mut web = Web::default();
    chains(strands, &mut web);
    lineage(strands, &mut web, false);
    // What evidence rests on is followed, but is no citation and makes no circle of its own.
    let evidence: Vec<(u32, u32, By)> = evidence
        .into_iter()
        .map(|(article, work, by)| {
            let article = web.spot(Spot::of_article(strands, article));
            (article, web.spot(Spot::Work(work)), by)
        })
        .collect();
    let arrows = Arrows::new(web.spots.len(), web.joins.keys().copied().collect());
    let components = arrows.components();
    let mut members: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (at, component) in components.of.iter().enumerate() {
        members.entry(*component).or_default().push(at as u32);
    }
    for (component, spots) in members.iter().filter(|(_, spots)| spots.len() > 1) {
        // Of all shortest ways round, the one that begins with the smallest name.
        let mut starts: Vec<(Stop, u32)> =
            spots.iter().map(|s| (stop(strands, web.spots[*s as usize]), *s)).collect();
        starts.sort();
        let inside = |node: u32| components.of[node as usize] == *component;
        let tries = starts.iter().take(TRIES);
        let ways = tries.filter_map(|(_, start)| arrows.shortest(*start, *start, inside));
        let Some(way) = ways.min_by_key(Vec::len) else { continue };
        found.circles.push(circle(strands, &web, spots, &way));
    }
    for (article, work, by) in evidence {
        if article == work || components.of[article as usize] == components.of[work as usize] {
            continue;
        }
        if let Some(way) = arrows.shortest(work, article, |_| true)
            && let Some(id) = articles_at(strands, web.spots[article as usize]).first()
        {
            let mut told = vec![(stop(strands, web.spots[article as usize]), by)];
            told.extend(steps(strands, &web, &way, false));
            found.confirmed_by_evidence.push((*id, told));
        }
    }
    found.confirmed_by_evidence.sort();
    found.confirmed_by_evidence.dedup_by_key(|(article, _)| *article);
}

/// The claims that may have a part in a way round through some of these strands: those that
/// touch a spot from which a chain or evidence leads away and back.
pub(super) fn may_turn(strands: &Strands<'_>) -> HashSet<ClaimId> {
    let mut web = Web::default();
    chains(strands, &mut web);
    // More is joined here than for any one class, never less.
    lineage(strands, &mut web, true);
    for (article, work, by) in evidence(strands) {
        let article = web.spot(Spot::of_article(strands, article));
        let work = web.spot(Spot::Work(work));
        web.join(article, work, by);
    }
    let arrows = Arrows::new(web.spots.len(), web.joins.keys().copied().collect());
    let components = arrows.components();
    let mut turns = vec![false; components.count];
    for ((from, to), by) in &web.joins {
        let (from, to) = (components.of[*from as usize], components.of[*to as usize]);
        turns[from as usize] |= from == to && matches!(by, By::Chain(_) | By::Evidence(_));
    }
    if !turns.contains(&true) {
        return HashSet::new();
    }
    let on = |spot: Spot| {
        let at = web.number.get(&spot);
        at.is_some_and(|at| turns[components.of[*at as usize] as usize])
    };
    let touches = |strand: &Strand<'_>| {
        let register = &strands.model.register;
        let spot = |hop: &ReadHop| match hop.work {
            NONE => Spot::Party(hop.party(register)),
            work => Spot::Work(work),
        };
        on(Spot::of_article(strands, strand.reading.article))
            || strand.hops.iter().any(|hop| on(spot(hop)))
    };
    strands.list.iter().filter(|strand| touches(strand)).map(|s| s.reading.claim).collect()
}

/// When what these strands tell was said.
pub(super) fn moments(strands: &Strands<'_>) -> Vec<Option<PartialDate>> {
    let mut web = Web::default();
    chains(strands, &mut web);
    web.moments
}

/// From how many spots of a circle the shortest way round is looked for.
const TRIES: usize = 32;

/// The most spots for which it is worth while to look before the web is made.
const FEW: usize = 64;

/// Whether it can be seen at a glance that there is no way round: neither the chains nor what
/// lineage may join lead from a spot back to it by way of a chain, nor, if that matters, by
/// lineage alone.
fn is_plain(strands: &Strands<'_>, lineage_alone: bool) -> bool {
    let register = &strands.model.register;
    let ancestry = &strands.model.ancestry;
    let mut spots: Vec<Spot> = Vec::new();
    let mut joins: Vec<u64> = Vec::new();
    let mut voices: Vec<(usize, Atom)> = Vec::new();
    for strand in &strands.list {
        let own = register.article(strand.reading.article).work;
        let start =
            (Spot::of_article(strands, strand.reading.article), own, register.answers_for(own));
        let hops = strand.hops.iter().map(|hop| {
            let party = hop.party(register);
            let spot = if hop.work == NONE { Spot::Party(party) } else { Spot::Work(hop.work) };
            (spot, hop.work, party)
        });
        let mut before: Option<usize> = None;
        for (spot, work, party) in std::iter::once(start).chain(hops) {
            if matches!(spot, Spot::Party(party) if party.is_nobody()) {
                continue;
            }
            let at = spots.iter().position(|s| *s == spot).unwrap_or_else(|| {
                spots.push(spot);
                joins.push(0);
                spots.len() - 1
            });
            if spots.len() > FEW {
                return false;
            }
            if let Some(before) = before.filter(|b| *b != at) {
                joins[before] |= 1 << at;
            }
            before = Some(at);
            let members = register.members(&party).iter().copied();
            let atoms = members.chain(Some(work).filter(|w| *w != NONE));
            voices.extend(atoms.filter(|a| ancestry.knows(*a)).map(|a| (at, a)));
        }
    }
    let chains = joins.clone();
    for (from, atom) in &voices {
        for (to, other) in &voices {
            if from != to && ancestry.may_reach(*atom, *other) {
                joins[*from] |= 1 << to;
            }
        }
        if lineage_alone && ancestry.may_reach(*atom, *atom) {
            return false;
        }
    }
    // Spread what can be reached until nothing is new (Warshall).
    for through in 0..joins.len() {
        let on = joins[through];
        for row in &mut joins {
            if *row & (1 << through) != 0 {
                *row |= on;
            }
        }
    }
    let back = |from: usize, to: usize| joins[to] & (1 << from) != 0;
    let mut ways = (0..spots.len()).flat_map(|a| (0..spots.len()).map(move |b| (a, b)));
    !ways.any(|(a, b)| chains[a] & (1 << b) != 0 && back(a, b))
}

fn evidence(strands: &Strands<'_>) -> Vec<(u32, Atom, By)> {
    let mut found = Vec::new();
    for strand in &strands.list {
        let by = By::Evidence(strand.reading.claim);
        let works = strand.reading.evidence.iter();
        found.extend(works.map(|work| (strand.reading.article, *work, by)));
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn chains(strands: &Strands<'_>, web: &mut Web) {
    let register = &strands.model.register;
    for strand in &strands.list {
        let article = register.article(strand.reading.article);
        let by = By::Chain(strand.reading.claim);
        let mut at = web.spot(Spot::of_article(strands, strand.reading.article));
        for author in register.members(&register.answers_for(article.work)) {
            web.speakers.insert((*author, at));
        }
        web.moments.push(register.date(article.work).or(article.published));
        for hop in strand.hops {
            let party = hop.party(register);
            if party.is_nobody() {
                continue;
            }
            let next = if hop.work == NONE {
                web.spot(Spot::Party(party))
            } else {
                web.spot(Spot::Work(hop.work))
            };
            for member in register.members(&party) {
                web.speakers.insert((*member, next));
            }
            web.moments.push(hop.said.or(register.date(hop.work)).or(article.published));
            web.join(at, next, by);
            at = next;
        }
    }
    web.moments.sort_unstable();
    web.moments.dedup();
}

/// Lineage from what is met to what else is met. `authors`: also from those who wrote what it
/// leads to, if somebody else speaks there.
fn lineage(strands: &Strands<'_>, web: &mut Web, authors: bool) {
    let ancestry = &strands.model.ancestry;
    if ancestry.is_empty() {
        return;
    }
    let register = &strands.model.register;
    let mut starts: Vec<(u32, Atom)> = web.speakers.iter().map(|(who, at)| (*at, *who)).collect();
    for (at, spot) in web.spots.iter().enumerate() {
        if let Spot::Work(work) = spot {
            starts.push((at as u32, *work));
        }
    }
    let ranks: Vec<u32> = starts.iter().filter_map(|(_, atom)| ancestry.rank(*atom)).collect();
    // Lineage that leads on to nothing that is met can't lead back.
    let Some(lowest) = ranks.iter().min().copied() else { return };
    let moments = std::mem::take(&mut web.moments);
    let mut seen: HashSet<(u32, Atom)> = starts.iter().copied().collect();
    let mut open = starts;
    while let Some((at, atom)) = open.pop() {
        for edge in ancestry.from(atom) {
            // That a work has authors is told by who speaks at it.
            let Some((id, kind)) = edge.record else { continue };
            // What was merged into what it depended on is no circle by that.
            if edge.to == atom {
                continue;
            }
            let leads_on = ancestry.rank(edge.to).is_some_and(|rank| rank >= lowest);
            let held = moments.iter().any(|moment| edge.held(*moment));
            if !leads_on || !held || !edge.is_about(|claim| strands.is_about(claim)) {
                continue;
            }
            let spot = match register.voice(edge.to) {
                Voice::Work(_) => Spot::Work(edge.to),
                Voice::Source(_) => Spot::Source(edge.to),
            };
            let known = web.number.contains_key(&spot);
            let to = web.spot(spot);
            web.join(at, to, By::Lineage(id, kind));
            if seen.insert((to, edge.to)) {
                open.push((to, edge.to));
            }
            if (authors || !known)
                && let Spot::Work(work) = spot
            {
                let authors = register.answers_for(work);
                for author in register.members(&authors) {
                    if seen.insert((to, *author)) {
                        open.push((to, *author));
                    }
                }
            }
        }
    }
    // Who lineage leads to speaks where they speak.
    let sources: Vec<(u32, Atom)> = web
        .spots
        .iter()
        .enumerate()
        .filter_map(|(at, spot)| match spot {
            Spot::Source(atom) => Some((at as u32, *atom)),
            _ => None,
        })
        .collect();
    for (at, atom) in sources {
        let first = (atom, 0);
        let places: Vec<u32> = web
            .speakers
            .range(first..)
            .take_while(|(who, _)| *who == atom)
            .map(|(_, place)| *place)
            .collect();
        for place in places {
            web.join(at, place, By::Speaks);
        }
    }
}

fn stop(strands: &Strands<'_>, spot: Spot) -> Stop {
    let register = &strands.model.register;
    match spot {
        Spot::Article(article) => Stop::Article(register.article(article).id),
        Spot::Party(party) => Stop::Party(register.voices(party)),
        Spot::Work(atom) | Spot::Source(atom) => match register.voice(atom) {
            Voice::Work(id) => Stop::Work(id),
            Voice::Source(id) => Stop::Source(id),
        },
    }
}

fn articles_at(strands: &Strands<'_>, spot: Spot) -> Vec<crate::domain::ids::ArticleId> {
    let register: &Register = &strands.model.register;
    let speaks = |number: u32| strands.list.iter().any(|s| s.reading.article == number);
    let mut articles: Vec<_> = match spot {
        Spot::Article(article) => vec![article],
        Spot::Work(work) => {
            register.articles_of(work).iter().copied().filter(|a| speaks(*a)).collect()
        }
        _ => Vec::new(),
    };
    articles.sort_unstable();
    articles.into_iter().map(|article| register.article(article).id).collect()
}

fn steps(strands: &Strands<'_>, web: &Web, way: &[u32], closed: bool) -> Vec<(Stop, By)> {
    let mut told = Vec::with_capacity(way.len());
    for (place, at) in way.iter().enumerate() {
        let next = match way.get(place + 1) {
            Some(next) => *next,
            None if closed => way[0],
            None => break,
        };
        let by = web.joins.get(&(*at, next)).copied().unwrap_or(By::Speaks);
        told.push((stop(strands, web.spots[*at as usize]), by));
    }
    told
}

fn circle(strands: &Strands<'_>, web: &Web, spots: &[u32], way: &[u32]) -> Circle {
    let way = steps(strands, web, way, true);
    // It begins with an article, if there is one, so that it is told as it was read.
    let is_article = |stop: &Stop| match stop {
        Stop::Article(_) => true,
        Stop::Work(id) => {
            let register = &strands.model.register;
            register.work(*id).is_some_and(|work| !register.articles_of(work).is_empty())
        }
        _ => false,
    };
    let first = way
        .iter()
        .enumerate()
        .min_by_key(|(_, (stop, _))| (!is_article(stop), stop.clone()))
        .map_or(0, |(at, _)| at);
    let mut turned = way[first..].to_vec();
    turned.extend_from_slice(&way[..first]);
    let on: Vec<Spot> = spots.iter().map(|s| web.spots[*s as usize]).collect();
    let mut articles: Vec<_> = on.iter().flat_map(|spot| articles_at(strands, *spot)).collect();
    articles.sort_unstable();
    articles.dedup();
    let mut works: Vec<WorkId> = on
        .iter()
        .filter_map(|spot| match stop(strands, *spot) {
            Stop::Work(id) => Some(id),
            _ => None,
        })
        .collect();
    works.sort_unstable();
    let inside = |(from, to): &(u32, u32)| spots.contains(from) && spots.contains(to);
    let mut joins = web.joins.iter().filter(|(ends, _)| inside(ends));
    let lineage_alone = !joins.any(|(_, by)| matches!(by, By::Chain(_)));
    Circle { way: turned, articles, works, lineage_alone }
}
