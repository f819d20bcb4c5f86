//! What the view asks for, and the drawing that a thread makes of it. A frame shows the last
//! drawing until the next one is there.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use egui::Context;

use crate::{
    analysis::{
        graph::{
            Graph, GraphOptions, NodeKey, build,
            circles::{Circles, OnCircles},
            layout::{Layout, Options, PlaceKey, Point, Sort, lay_out},
        },
        origins::{Cache, Discount},
    },
    app::tasks::{Answer, Later},
    domain::{
        ids::{AnalystId, ArticleId, ClaimId},
        project::Project,
    },
};

/// How many circles are told in words.
const MOST_TOLD: usize = 12;

/// Which part of a project is drawn.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Part {
    /// Only this article.
    pub article: Option<ArticleId>,
    /// Only the class of this claim.
    pub class: Option<ClaimId>,
    /// Only claims with this tag.
    pub tag: Option<String>,
    /// Only what this analyst recorded.
    pub analyst: Option<AnalystId>,
    /// Only a node and what is joined to it.
    pub around: Option<NodeKey>,
}

impl Part {
    /// Whether anything is left out by a filter. The neighbourhood of a node is none.
    pub fn is_filtered(&self) -> bool {
        *self != Self { around: self.around, ..Self::default() }
    }
}

/// What is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Question {
    pub part: Part,
    /// Whether alleged lineage is drawn and counts for circles.
    pub alleged: bool,
    /// How many of each group are drawn by themselves.
    pub opened: BTreeMap<Sort, usize>,
    /// How often it was asked to be arranged anew.
    pub anew: u32,
    /// What is taken to be wrong: what nothing remains of is pale.
    pub discount: Discount,
}

/// A drawing, ready to be painted.
#[derive(Debug, Default)]
pub struct Drawn {
    /// The graph.
    pub graph: Graph,
    /// Where its nodes stand.
    pub layout: Layout,
    /// What of it lies on circles.
    pub circles: OnCircles,
    /// The circles in words.
    pub told: Vec<String>,
    /// The corners of what each line covers.
    pub boxes: Vec<[Point; 2]>,
    /// Whether each line lies on a circle, and each place.
    round: (Vec<bool>, Vec<bool>),
    /// All tags of the project's claims, in order.
    pub tags: Vec<String>,
    /// What it is of.
    pub(super) part: Part,
    /// What remains of it without what is discounted; all, if nothing is.
    remains: Option<Remains>,
}

/// What remains of a drawing where something is discounted.
#[derive(Debug)]
struct Remains {
    /// Whether anything of each line remains.
    lines: Vec<bool>,
    /// Whether anything of each place remains, and how many chains still end there.
    places: Vec<(bool, u32)>,
}

impl Remains {
    fn of(drawn: &Drawn, left: &Graph, discount: &Discount) -> Self {
        let (graph, layout) = (&drawn.graph, &drawn.layout);
        let key = |graph: &Graph, edge: usize| {
            let edge = &graph.edges[edge];
            let [from, to] = [edge.from, edge.to].map(|node| graph.nodes[node].key);
            (from, to, edge.kind, edge.lineage, edge.link)
        };
        let edges: HashSet<_> = (0..left.edges.len()).map(|edge| key(left, edge)).collect();
        let lines = layout.lines.iter();
        let lines = lines.map(|line| line.edges.iter().any(|e| edges.contains(&key(graph, *e))));
        let places = layout.places.iter().map(|place| {
            let keys = place.nodes.iter().map(|node| graph.nodes[*node].key);
            let there = keys
                .filter(|key| !key.is_discounted(discount))
                .filter_map(|key| left.position(key));
            let last: Vec<u32> = there.map(|node| left.nodes[node].last).collect();
            (!last.is_empty(), last.iter().sum())
        });
        Self { lines: lines.collect(), places: places.collect() }
    }
}

impl Drawn {
    /// A drawing of a laid-out graph.
    pub(super) fn new(graph: Graph, layout: Layout, circles: OnCircles) -> Self {
        let boxes = layout.lines.iter().map(|line| {
            let mut points = line.curves.iter().flatten();
            let first = points.next().copied().unwrap_or_default();
            points.fold([first, first], |[low, high], p| {
                [[low[0].min(p[0]), low[1].min(p[1])], [high[0].max(p[0]), high[1].max(p[1])]]
            })
        });
        let lines = layout.lines.iter();
        let lines = lines.map(|line| line.edges.iter().any(|edge| circles.edges.contains(edge)));
        let places = layout.places.iter();
        let places =
            places.map(|place| place.nodes.iter().any(|node| circles.nodes.contains(node)));
        Self {
            boxes: boxes.collect(),
            round: (lines.collect(), places.collect()),
            graph,
            layout,
            circles,
            told: Vec::new(),
            tags: Vec::new(),
            part: Part::default(),
            remains: None,
        }
    }

    /// Whether anything of a line remains without what is discounted.
    pub fn line_remains(&self, line: usize) -> bool {
        self.remains.as_ref().is_none_or(|r| r.lines.get(line).copied().unwrap_or_default())
    }

    /// Whether anything of a place remains without what is discounted.
    pub fn place_remains(&self, place: usize) -> bool {
        self.remains.as_ref().is_none_or(|r| r.places.get(place).is_some_and(|(any, _)| *any))
    }

    /// How many chains end at a place, without those that are discounted.
    pub fn ending(&self, place: usize) -> u32 {
        match &self.remains {
            Some(remains) => remains.places.get(place).map_or(0, |(_, last)| *last),
            None => self.layout.places.get(place).map_or(0, |place| place.last),
        }
    }

    /// Whether a line lies on a circle.
    pub fn is_round(&self, line: usize) -> bool {
        self.round.0.get(line).copied().unwrap_or_default()
    }

    /// Whether a place lies on a circle.
    pub fn is_on_circle(&self, place: usize) -> bool {
        self.round.1.get(place).copied().unwrap_or_default()
    }

    /// The place at which a node stands, by its key; in a group, too.
    pub fn find(&self, key: NodeKey) -> Option<usize> {
        self.layout
            .position(PlaceKey::Node(key))
            .or_else(|| self.layout.place_of(self.graph.position(key)?))
    }
}

/// What a thread keeps between two drawings.
#[derive(Debug, Default)]
struct Kept {
    origins: Option<Cache>,
    alleged: bool,
    circles: Option<(Project, Circles)>,
}

impl Kept {
    fn cache(&mut self, project: &Project, alleged: bool) -> &Cache {
        if self.alleged != alleged {
            *self = Self { alleged, ..Self::default() };
        }
        let cache = self.origins.get_or_insert_with(|| Cache::new(alleged));
        cache.update(project);
        cache
    }

    fn draw(&mut self, project: &Project, question: &Question, before: Option<&Layout>) -> Drawn {
        let part = &question.part;
        let cache = self.cache(project, question.alleged);
        let only = part.class.map(|claim| class_of(cache, claim));
        let fresh = match &self.circles {
            Some((of, _)) if of.same_but_sessions(project) => None,
            _ => self.origins.as_ref().map(|cache| (project.clone(), Circles::of(cache))),
        };
        if fresh.is_some() {
            self.circles = fresh;
        }
        let options = GraphOptions {
            claims: false,
            alleged: question.alleged,
            articles: part.article.into_iter().collect(),
            only,
            tag: part.tag.clone(),
            analyst: part.analyst,
            without: Discount::default(),
        };
        let mut graph = build(project, &options);
        let discount = &question.discount;
        let left = (!discount.is_empty())
            .then(|| build(project, &GraphOptions { without: discount.clone(), ..options }));
        if let Some(centre) = part.around.and_then(|key| graph.position(key)) {
            graph = graph.part(&with_works(&graph, centre));
        }
        let layout = lay_out(
            &graph,
            &Options { opened: question.opened.clone(), ..Options::default() },
            before,
        );
        let (circles, told) = match &self.circles {
            Some((_, found)) => (found.on(&graph), found.told(project, &graph, MOST_TOLD)),
            None => (OnCircles::default(), Vec::new()),
        };
        let tags: BTreeSet<&String> = project.claims().flat_map(|(_, claim)| &claim.tags).collect();
        let tags = tags.into_iter().cloned().collect();
        let mut drawn =
            Drawn { told, tags, part: part.clone(), ..Drawn::new(graph, layout, circles) };
        drawn.remains = left.map(|left| Remains::of(&drawn, &left, discount));
        drawn
    }
}

/// The claims that say the same as a claim or more.
fn class_of(cache: &Cache, claim: ClaimId) -> HashSet<ClaimId> {
    let origins = cache.origins(claim, &Discount::default()).unwrap_or_default();
    origins.claims.into_iter().chain(origins.entailing).chain([claim]).collect()
}

/// A node and what is joined to it; an article with the work that it is counts as one.
fn with_works(graph: &Graph, centre: usize) -> BTreeSet<usize> {
    use crate::analysis::graph::EdgeKind::IsWork;
    let same: BTreeSet<usize> = graph
        .edges
        .iter()
        .filter(|edge| edge.kind == IsWork && (edge.from == centre || edge.to == centre))
        .flat_map(|edge| [edge.from, edge.to])
        .chain([centre])
        .collect();
    let near: BTreeSet<usize> = same.iter().flat_map(|node| graph.neighbourhood(*node)).collect();
    // Who is an article is shown as the article.
    let articles = graph.edges.iter().filter(|e| e.kind == IsWork && near.contains(&e.to));
    articles.map(|edge| edge.from).chain(near.iter().copied()).collect()
}

/// The drawing that follows the project and what is asked.
#[derive(Debug, Default)]
pub(super) struct Follow {
    shown: Option<(Project, Question, Arc<Drawn>)>,
    /// The last drawing of everything, which a filter leaves and comes back to.
    whole: Option<Arc<Drawn>>,
    kept: Kept,
    away: Option<Later<(Kept, Project, Question, Drawn)>>,
    /// Whether a thread was lost: it is not tried again.
    lost: bool,
}

impl Follow {
    /// The last drawing.
    pub fn last(&self) -> Option<&Arc<Drawn>> {
        self.shown.as_ref().map(|(_, _, drawn)| drawn)
    }

    /// Whether the drawing is one of this project and answers this.
    pub fn is_current(&self, project: &Project, question: &Question) -> bool {
        let shown = self.shown.as_ref();
        shown.is_some_and(|(of, asked, _)| asked == question && of.same_but_sessions(project))
    }

    /// Follows the project and the question.
    pub fn follow(&mut self, ctx: &Context, project: &Project, question: &Question) {
        match self.away.as_ref().map(Later::look) {
            Some(Answer::Waiting) => return,
            Some(Answer::Ready((kept, of, asked, drawn))) => {
                let drawn = Arc::new(drawn);
                if drawn.part == Part::default() {
                    self.whole = Some(Arc::clone(&drawn));
                }
                self.kept = kept;
                self.shown = Some((of, asked, drawn));
            }
            Some(Answer::Lost) => self.lost = true,
            None => {}
        }
        self.away = None;
        if self.lost || self.is_current(project, question) {
            return;
        }
        let before = self.before(question);
        let mut kept = std::mem::take(&mut self.kept);
        let (project, question) = (project.clone(), question.clone());
        self.away = Later::start("Drawing the graph", ctx, move || {
            let before = before.as_ref().map(|drawn| &drawn.layout);
            let drawn = kept.draw(&project, &question, before);
            (kept, project, question, drawn)
        });
        self.lost = self.away.is_none();
    }

    /// The drawing whose order the next one keeps: one of the same part.
    fn before(&self, question: &Question) -> Option<Arc<Drawn>> {
        let (_, asked, drawn) = self.shown.as_ref()?;
        if asked.anew != question.anew {
            None
        } else if asked.part == question.part {
            Some(Arc::clone(drawn))
        } else if question.part == Part::default() {
            self.whole.clone()
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::project as sample;

    fn settle(follow: &mut Follow, project: &Project, question: &Question) {
        let ctx = Context::default();
        while !follow.is_current(project, question) {
            follow.follow(&ctx, project, question);
            std::thread::yield_now();
        }
    }

    #[test]
    fn the_neighbourhood_of_a_node_is_left_to_the_whole_as_it_was() {
        let project = sample();
        let mut follow = Follow::default();
        let whole = Question::default();
        settle(&mut follow, &project, &whole);
        let first = Arc::clone(follow.last().expect("drawn"));
        let key = first.graph.nodes.last().expect("a node").key;
        let part = Part { around: Some(key), ..Part::default() };
        let around = Question { part, ..Question::default() };
        settle(&mut follow, &project, &around);
        let near = follow.last().expect("drawn");
        assert!(near.layout.places.len() < first.layout.places.len());
        assert!(near.find(key).is_some());
        settle(&mut follow, &project, &whole);
        let again = follow.last().expect("drawn");
        let order = |drawn: &Drawn| {
            let mut keys: Vec<_> = drawn.layout.places.iter().collect();
            keys.sort_by(|a, b| (a.column, a.y).partial_cmp(&(b.column, b.y)).expect("numbers"));
            keys.iter().map(|place| place.key).collect::<Vec<_>>()
        };
        assert_eq!(order(&first), order(again));
    }

    #[test]
    fn a_filter_that_nothing_passes_gives_an_empty_drawing() {
        let project = sample();
        let mut follow = Follow::default();
        let part = Part { tag: Some("no such".to_owned()), ..Part::default() };
        let question = Question { part, ..Question::default() };
        settle(&mut follow, &project, &question);
        assert!(follow.last().expect("drawn").layout.places.is_empty());
        assert!(question.part.is_filtered() && !Part::default().is_filtered());
    }
}
