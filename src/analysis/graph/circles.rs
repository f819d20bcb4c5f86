//! Which nodes and edges of a graph lie on circles: claims that lead back to where they came
//! from, and lineage that leads back to itself.

use std::collections::{BTreeSet, HashMap};

use super::{EdgeKind, Graph, NodeKey};
use crate::analysis::{
    circular::{self, By, Stop},
    origins::Cache,
};
use crate::domain::{
    ids::{ClaimId, LineageId},
    project::Project,
    ruling::Voice,
};

/// A way round: each stop with how it leads on.
type Way = Vec<(Stop, By)>;

/// The circles of a project.
#[derive(Debug, Clone, Default)]
pub struct Circles(Vec<Way>);

/// What of a graph lies on circles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OnCircles {
    /// Indices into [`Graph::nodes`].
    pub nodes: BTreeSet<usize>,
    /// Indices into [`Graph::edges`].
    pub edges: BTreeSet<usize>,
}

impl Circles {
    /// Finds them, each once.
    pub fn of(cache: &Cache) -> Self {
        let of_class = |claim| circular::of_class(cache, claim).unwrap_or_default();
        let circles = cache.classes().into_iter().flat_map(|(claim, _)| of_class(claim).circles);
        let mut ways: Vec<Way> = circles.map(|circle| circle.way).collect();
        ways.extend(circular::of_lineage(cache));
        ways.sort();
        ways.dedup();
        Self(ways)
    }

    /// Those of which every stop is a node, in words; each set of stops once.
    pub fn told(&self, project: &Project, graph: &Graph, most: usize) -> Vec<String> {
        let mut seen: BTreeSet<BTreeSet<&Stop>> = BTreeSet::new();
        let places = Places::of(graph);
        let shown = |way: &&Way| way.iter().all(|(stop, _)| !places.at(stop).is_empty());
        let ways = self.0.iter().filter(shown);
        let once = ways.filter(|way| seen.insert(way.iter().map(|(stop, _)| stop).collect()));
        once.take(most).map(|way| circular::tell(project, way, None)).collect()
    }

    /// What of a graph lies on them.
    pub fn on(&self, graph: &Graph) -> OnCircles {
        let mut found = OnCircles::default();
        if self.0.is_empty() {
            return found;
        }
        let places = Places::of(graph);
        for way in &self.0 {
            for (at, (stop, by)) in way.iter().enumerate() {
                let (from, to) = (places.at(stop), places.at(&way[(at + 1) % way.len()].0));
                found.edges.extend(places.between(graph, &from, &to, *by));
                found.nodes.extend(from);
            }
        }
        for at in &found.edges {
            found.nodes.extend([graph.edges[*at].from, graph.edges[*at].to]);
        }
        found
    }
}

/// What is looked up while circles are drawn into a graph.
struct Places<'a> {
    graph: &'a Graph,
    /// The articles that a work is.
    articles: HashMap<usize, Vec<usize>>,
    of_claim: HashMap<ClaimId, Vec<usize>>,
    of_lineage: HashMap<LineageId, usize>,
    /// The edges that tell who speaks in a work, by both ends.
    speaks: HashMap<usize, Vec<usize>>,
}

impl<'a> Places<'a> {
    fn of(graph: &'a Graph) -> Self {
        let mut places = Self {
            graph,
            articles: HashMap::new(),
            of_claim: HashMap::new(),
            of_lineage: HashMap::new(),
            speaks: HashMap::new(),
        };
        for (at, edge) in graph.edges.iter().enumerate() {
            if matches!(edge.kind, EdgeKind::StatedIn | EdgeKind::WrittenBy) {
                places.speaks.entry(edge.from).or_default().push(at);
                places.speaks.entry(edge.to).or_default().push(at);
            }
            match edge.lineage {
                Some(id) => {
                    places.of_lineage.insert(id, at);
                }
                None if edge.kind == EdgeKind::IsWork => {
                    places.articles.entry(edge.to).or_default().push(edge.from);
                }
                None => {
                    for claim in &edge.claims {
                        places.of_claim.entry(*claim).or_default().push(at);
                    }
                }
            }
        }
        places
    }

    /// The nodes at which a stop stands.
    fn at(&self, stop: &Stop) -> Vec<usize> {
        let node = |key| self.graph.position(key);
        match stop {
            Stop::Article(id) => node(NodeKey::Article(*id)).into_iter().collect(),
            Stop::Source(id) => node(NodeKey::Source(*id)).into_iter().collect(),
            Stop::Work(id) => {
                let work = node(NodeKey::Work(*id));
                let articles = work.and_then(|work| self.articles.get(&work));
                work.into_iter().chain(articles.into_iter().flatten().copied()).collect()
            }
            Stop::Party(voices) => voices
                .iter()
                .filter_map(|voice| match voice {
                    Voice::Source(id) => node(NodeKey::Source(*id)),
                    Voice::Work(id) => node(NodeKey::Work(*id)),
                })
                .collect(),
        }
    }

    /// The edges by which one stop leads to the next: one, or two with who speaks between.
    fn between(&self, graph: &Graph, from: &[usize], to: &[usize], by: By) -> Vec<usize> {
        let drawn = |at: usize| {
            let edge = &graph.edges[at];
            if edge.kind.runs_back() { (edge.to, edge.from) } else { (edge.from, edge.to) }
        };
        let joins = |at: &usize| {
            let (a, b) = drawn(*at);
            from.contains(&a) && to.contains(&b)
        };
        match by {
            By::Lineage(id, _) => self.of_lineage.get(&id).into_iter().copied().collect(),
            By::Evidence(_) => Vec::new(),
            By::Speaks => {
                let ends = |at: &usize| {
                    let edge = &graph.edges[*at];
                    (from.contains(&edge.from) && to.contains(&edge.to))
                        || (from.contains(&edge.to) && to.contains(&edge.from))
                };
                let edges = from.iter().filter_map(|node| self.speaks.get(node)).flatten();
                edges.copied().filter(ends).collect()
            }
            By::Chain(claim) => {
                let edges = self.of_claim.get(&claim).map_or(&[] as &[usize], Vec::as_slice);
                let direct: Vec<usize> = edges.iter().copied().filter(joins).collect();
                if !direct.is_empty() {
                    return direct;
                }
                let first = edges.iter().filter(|at| from.contains(&drawn(**at).0));
                let pairs = first.flat_map(|one| {
                    let between = drawn(*one).1;
                    let leads = move |other: &&usize| {
                        drawn(**other).0 == between && to.contains(&drawn(**other).1)
                    };
                    edges.iter().filter(leads).flat_map(move |other| [*one, *other])
                });
                pairs.collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{
        graph::{GraphOptions, build},
        origins::tests::make::{Make, make},
    };
    use crate::domain::lineage::LineageKind;

    fn drawn(m: &Make) -> (Graph, Circles) {
        let graph = build(&m.p, &GraphOptions::default());
        (graph, Circles::of(&Cache::of(&m.p, false)))
    }

    fn names(graph: &Graph, circles: &Circles) -> Vec<String> {
        let on = circles.on(graph).nodes;
        on.into_iter().map(|node| graph.nodes[node].label.clone()).collect()
    }

    #[test]
    fn articles_that_cite_each_other_are_on_a_circle_with_their_works() {
        let m = make()
            .article("a", "wa")
            .article("b", "wb")
            .claim("x", "a", &["@wb"])
            .claim("y", "b", &["@wa"])
            .claim("z", "b", &["anna@wc"])
            .same("x", "y");
        let (graph, circles) = drawn(&m);
        assert_eq!(names(&graph, &circles).len(), 4, "two articles and what they are");
        let on = circles.on(&graph);
        assert_eq!(on.edges.len(), 2);
        assert!(on.edges.iter().all(|at| graph.edges[*at].kind == EdgeKind::AttributedTo));
        let told = circles.told(&m.p, &graph, 9);
        assert_eq!(told, ["“wa” cites “wb”, “wb” cites “wa”"]);
    }

    #[test]
    fn a_way_through_who_speaks_in_a_work_is_marked_whole() {
        let m = make()
            .article("a", "wa")
            .article("b", "wb")
            .claim("x", "a", &["anna@wc > @wb"])
            .claim("y", "b", &["@wa"])
            .same("x", "y");
        let (graph, circles) = drawn(&m);
        let anna = graph.nodes.iter().position(|n| n.label == "anna").expect("a node");
        assert!(circles.on(&graph).nodes.contains(&anna));
    }

    #[test]
    fn lineage_that_leads_back_to_itself_is_a_circle() {
        let m = make()
            .claim("x", "a", &["anna > bob !"])
            .leads("anna", "bob", LineageKind::SuppliedBy)
            .leads("bob", "anna", LineageKind::SuppliedBy);
        let (graph, circles) = drawn(&m);
        let on = circles.on(&graph);
        let lineage = on.edges.iter().filter(|at| graph.edges[**at].lineage.is_some());
        assert_eq!(lineage.count(), 2);
    }

    #[test]
    fn a_project_without_circles_has_nothing_on_them() {
        let m = make().claim("x", "a", &["anna@wc > bob !"]);
        let (graph, circles) = drawn(&m);
        assert_eq!(circles.on(&graph), OnCircles::default());
        assert_eq!(circles.told(&m.p, &graph, 9), Vec::<String>::new());
    }
}
