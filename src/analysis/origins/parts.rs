//! What is behind the figures of a class: every number opened into its members.

use std::collections::{HashMap, HashSet};

use super::{
    chokepoints::chokepoints,
    depth::{Depth, depths},
    figures::{self, Figures},
    register::{NONE, Party, Register},
    strands::{Fate, Strands},
    voices,
};
use crate::domain::{
    chain::ChainEnd,
    ids::{ArticleId, ChainId, ClaimId, WorkId},
    ruling::Voice,
};

/// A chain of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChainRef {
    /// The claim.
    pub claim: ClaimId,
    /// Its chain.
    pub chain: ChainId,
}

/// One step of attribution: who answers for it, and in which work.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Step {
    /// The sources, or the work without authors, in order; nobody if empty.
    pub party: Vec<Voice>,
    /// The work.
    pub work: Option<WorkId>,
}

/// An article with the works and parties of a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The article.
    pub article: ArticleId,
    /// The way from the article outwards; empty for its own voice.
    pub steps: Vec<Step>,
    /// The chains that say so, in order.
    pub chains: Vec<ChainRef>,
    /// The article's other way on: the articles here through which it continues.
    pub continues: Vec<ArticleId>,
    /// Whether it leads back to an article that it came through, and stops there.
    pub returns: bool,
    /// Whether nobody looked further.
    pub not_followed: bool,
    /// Whether it can be read otherwise.
    pub doubtful: bool,
    /// Whether it comes from a claim that says more.
    pub entailed: bool,
    /// Hops to the last voice, continued.
    pub depth: Depth,
}

/// Somebody with whom chains end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastVoice {
    /// Who: sources, or a work without authors; nobody if empty.
    pub party: Vec<Voice>,
    /// The chains that end so, in order.
    pub chains: Vec<ChainRef>,
    /// Whether one of them ends as its origin.
    pub origin: bool,
    /// Whether all of them are doubtful.
    pub doubtful: bool,
    /// Voices of the same group hang together: each depends on another of the group.
    pub group: usize,
    /// Whether it is one of those that make *at most*.
    pub counted: bool,
    /// Whether it is one of those that make *shown*.
    pub shown: bool,
}

/// What every continued chain goes through.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Chokepoint {
    /// A party.
    Party(Vec<Voice>),
    /// A work.
    Work(WorkId),
}

/// All that is known of the origins of a class.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origins {
    /// The claims of the class, in order, those included that can have no origin.
    pub claims: Vec<ClaimId>,
    /// The claims that say more, in order: their chains count, too.
    pub entailing: Vec<ClaimId>,
    /// The numbers.
    pub figures: Figures,
    /// The citations, by article and way.
    pub citations: Vec<Citation>,
    /// The works, in order.
    pub works: Vec<WorkId>,
    /// The named last voices, in order.
    pub voices: Vec<LastVoice>,
    /// The last voices that nobody can name.
    pub unnamed: Vec<LastVoice>,
    /// What every continued chain goes through, if there are two citations.
    pub chokepoints: Vec<Chokepoint>,
    /// Whether there was time to try all that might be one.
    pub chokepoints_complete: bool,
    /// Hops to the last voice on the shortest and the longest way.
    pub depth: Option<Depth>,
}

/// Opens the figures of a class, which were counted before.
pub(crate) fn open(strands: &Strands<'_>, figures: Figures) -> Origins {
    let fates = figures::all_hold(strands);
    let register = &strands.model.register;
    let depth_of = depths(strands, &fates);
    let mut citations: Vec<Citation> = figures::citations(strands, &fates)
        .iter()
        .map(|members| citation(strands, &fates, members, &depth_of))
        .collect();
    citations.sort_by(|a, b| (a.article, &a.steps).cmp(&(b.article, &b.steps)));
    let mut unnamed: Vec<LastVoice> = figures::unnamed(strands, &fates)
        .into_iter()
        .map(|(party, of)| LastVoice {
            party: register.voices(party),
            chains: refs(strands, &of),
            origin: of.iter().any(|at| strands.list[*at].chain.end == ChainEnd::Origin),
            doubtful: of.iter().all(|at| strands.list[*at].doubtful()),
            group: 0,
            counted: false,
            shown: false,
        })
        .collect();
    unnamed.sort_by(|a, b| (&a.party, &a.chains).cmp(&(&b.party, &b.chains)));
    let chokes = chokepoints(strands, &fates);
    let parties = chokes.parties.iter().map(|atoms| {
        let mut voices: Vec<_> = atoms.iter().map(|atom| register.voice(*atom)).collect();
        voices.sort_unstable();
        Chokepoint::Party(voices)
    });
    let mut points: Vec<Chokepoint> = parties.collect();
    points.extend(chokes.works.iter().filter_map(|w| work(register, *w)).map(Chokepoint::Work));
    points.sort();
    let mut works: Vec<WorkId> =
        figures::works(strands, &fates).iter().filter_map(|w| work(register, *w)).collect();
    works.sort_unstable();
    let own = strands.scope[0];
    let claims_of = |class: &u32| {
        let slots = strands.model.members(*class).iter();
        slots.filter_map(|slot| strands.model.reading(*slot)).map(|reading| reading.claim)
    };
    let mut entailing: Vec<ClaimId> = strands.scope[1..].iter().flat_map(claims_of).collect();
    entailing.sort_unstable();
    Origins {
        claims: claims_of(&own).collect(),
        entailing,
        figures,
        citations,
        works,
        voices: last_voices(strands, &fates),
        unnamed,
        chokepoints: points,
        chokepoints_complete: chokes.complete,
        depth: depth_of.iter().flatten().copied().reduce(|a, b| Depth {
            shortest: a.shortest.min(b.shortest),
            longest: a.longest.max(b.longest),
        }),
    }
}

fn work(register: &Register, atom: u32) -> Option<WorkId> {
    if atom == NONE {
        return None;
    }
    match register.voice(atom) {
        Voice::Work(id) => Some(id),
        Voice::Source(_) => None,
    }
}

fn refs(strands: &Strands<'_>, of: &[usize]) -> Vec<ChainRef> {
    let chains = of.iter().map(|at| &strands.list[*at]);
    let mut refs: Vec<ChainRef> =
        chains.map(|s| ChainRef { claim: s.reading.claim, chain: s.chain.id }).collect();
    refs.sort_unstable();
    refs
}

fn citation(
    strands: &Strands<'_>,
    fates: &[Fate],
    members: &[usize],
    depth_of: &[Option<Depth>],
) -> Citation {
    let register = &strands.model.register;
    let first = &strands.list[members[0]];
    let steps = first
        .steps(register)
        .map(|(party, at)| Step { party: register.voices(party), work: work(register, at) });
    let mut continues: Vec<ArticleId> = members
        .iter()
        .flat_map(|at| strands.targets(&strands.list[*at]))
        .map(|node| register.article(strands.article_of(*node)).id)
        .collect();
    continues.sort_unstable();
    continues.dedup();
    let depths = members.iter().filter_map(|at| depth_of[*at]);
    Citation {
        article: register.article(first.reading.article).id,
        steps: steps.collect(),
        chains: refs(strands, members),
        continues,
        returns: members.iter().any(|at| fates[*at].returns),
        not_followed: figures::is_open(strands, fates, members),
        doubtful: members.iter().all(|at| strands.list[*at].doubtful()),
        entailed: members.iter().all(|at| strands.list[*at].class != strands.scope[0]),
        depth: depths
            .reduce(|a, b| Depth {
                shortest: a.shortest.min(b.shortest),
                longest: a.longest.max(b.longest),
            })
            .unwrap_or_default(),
    }
}

fn last_voices(strands: &Strands<'_>, fates: &[Fate]) -> Vec<LastVoice> {
    let register = &strands.model.register;
    let mut ways = voices::ways(strands, fates);
    // Of several largest choices the same one is shown each time.
    ways.sort_by_cached_key(|way| {
        let mut set: Vec<Voice> = way.speaks.set.iter().map(|a| register.voice(*a)).collect();
        set.sort_unstable();
        (register.voices(way.party), set)
    });
    let counted: HashSet<usize> = voices::at_most(&ways, register).chosen.into_iter().collect();
    let shown = voices::shown(&ways, strands.model).chosen;
    let sets: Vec<_> = ways.iter().map(|way| way.speaks.clone()).collect();
    let mut group_of = vec![0; ways.len()];
    for (group, members) in super::packing::groups(&sets).into_iter().enumerate() {
        for at in members {
            group_of[at] = group;
        }
    }
    let mut of_party: HashMap<Party, (Vec<usize>, Vec<usize>)> = HashMap::new();
    for (at, way) in ways.iter().enumerate() {
        of_party.entry(way.party).or_default().0.push(at);
    }
    for (at, strand) in strands.list.iter().enumerate() {
        let fate = fates[at];
        if fate.alive
            && (fate.ends || fate.returns)
            && let Some((_, of)) = of_party.get_mut(&strand.last_party(register))
        {
            of.push(at);
        }
    }
    let mut voices: Vec<LastVoice> = of_party
        .into_iter()
        .map(|(party, (all, of))| LastVoice {
            party: register.voices(party),
            chains: refs(strands, &of),
            origin: all.iter().any(|at| ways[*at].origin),
            doubtful: of.iter().all(|at| strands.list[*at].doubtful()),
            group: group_of[all[0]],
            counted: all.iter().any(|at| counted.contains(at)),
            shown: all.iter().any(|at| shown.contains(at)),
        })
        .collect();
    voices.sort_by(|a, b| a.party.cmp(&b.party));
    renumber(&mut voices);
    voices
}

/// Numbers the groups in the order of the voices.
fn renumber(voices: &mut [LastVoice]) {
    let mut numbers: HashMap<usize, usize> = HashMap::new();
    for voice in voices {
        let next = numbers.len();
        voice.group = *numbers.entry(voice.group).or_insert(next);
    }
}
