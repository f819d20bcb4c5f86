use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::analysis::{
    graph::{Edge, GraphOptions, Node, build},
    origins::tests::make::make,
};
use crate::domain::{ids::Id, lineage::LineageKind, sample::project};

fn id<T>(name: String) -> Id<T> {
    name.parse().expect("an id")
}

fn node(key: NodeKey, classes: u32) -> Node {
    Node {
        key,
        label: key.id().to_owned(),
        source_kind: matches!(key, NodeKey::Source(_)).then(SourceKind::default),
        work_kind: matches!(key, NodeKey::Work(_)).then(WorkKind::default),
        classes,
        claims: (0..classes).map(|at| id(format!("c{}-{at}", key.id()))).collect(),
        last: 0,
        not_followed: 0,
    }
}

fn edge(from: usize, to: usize, kind: EdgeKind) -> Edge {
    Edge {
        from,
        to,
        kind,
        alleged: false,
        doubtful: false,
        classes: 1,
        claims: Vec::new(),
        places: Vec::new(),
        lineage: None,
        link: None,
    }
}

/// So many articles, works and sources, in the order of their keys.
fn nodes(articles: usize, works: usize, sources: usize) -> Graph {
    let articles = (0..articles).map(|at| node(NodeKey::Article(id(format!("a{at:06}"))), 3));
    let works =
        (0..works).map(|at| node(NodeKey::Work(id(format!("w{at:06}"))), 1 + (at % 7) as u32));
    let sources =
        (0..sources).map(|at| node(NodeKey::Source(id(format!("s{at:06}"))), 1 + (at % 5) as u32));
    Graph { nodes: articles.chain(works).chain(sources).collect(), ..Graph::default() }
}

/// A graph of random chains and lineage; the last chain is told apart, so that it can be
/// left out.
fn random() -> impl Strategy<Value = (Graph, usize)> {
    let sizes = (1_usize..4, 1_usize..12, 1_usize..14);
    let chains = prop::collection::vec((0_usize..99, 0_usize..99, 0_usize..99, 0_usize..99), 1..30);
    let lineage = prop::collection::vec((0_usize..99, 0_usize..99), 0..8);
    (sizes, chains, lineage).prop_map(|((a, w, s), chains, lineage)| {
        let mut graph = nodes(a, w, s);
        let source = |n: usize| a + w + n % s;
        for (from, to) in lineage {
            let kind = EdgeKind::Lineage(LineageKind::SuppliedBy);
            if source(from) != source(to) {
                graph.edges.push(edge(source(from), source(to), kind));
            }
        }
        let before = graph.edges.len();
        for (article, work, through, last) in &chains {
            let work = a + work % w;
            graph.edges.push(edge(article % a, work, EdgeKind::AttributedTo));
            graph.edges.push(edge(source(*through), work, EdgeKind::StatedIn));
            if source(*through) != source(*last) {
                graph.edges.push(edge(source(*through), source(*last), EdgeKind::Through));
            }
        }
        let without = graph.edges.len() - 3.min(graph.edges.len() - before);
        (graph, without)
    })
}

fn well_made(layout: &Layout) -> Result<(), TestCaseError> {
    let mut by_column: Vec<Vec<&Place>> = vec![Vec::new(); layout.columns];
    for place in &layout.places {
        by_column[place.column].push(place);
        let [low, high] = layout.bounds;
        prop_assert!(low[0] <= place.x && place.x + WIDTH <= high[0] + 0.1);
        prop_assert!(low[1] <= place.y + 0.1 && place.y + place.height <= high[1] + 0.1);
    }
    for column in &mut by_column {
        prop_assert!(!column.is_empty());
        column.sort_by(|a, b| a.y.total_cmp(&b.y));
        for pair in column.windows(2) {
            prop_assert_eq!(pair[0].x, pair[1].x);
            prop_assert!(pair[0].y + pair[0].height + 1.0 < pair[1].y, "{:?}", pair);
        }
    }
    for columns in by_column.windows(2) {
        prop_assert!(columns[0][0].x + WIDTH < columns[1][0].x);
    }
    for line in &layout.lines {
        let (from, to) = (&layout.places[line.from], &layout.places[line.to]);
        let (start, end) = (line.curves[0][0], line.curves[line.curves.len() - 1][3]);
        for (place, point) in [(from, start), (to, end)] {
            prop_assert!(place.y <= point[1] && point[1] <= place.y + place.height);
        }
        for pair in line.curves.windows(2) {
            prop_assert_eq!(pair[0][3], pair[1][0], "a line without gaps");
        }
        match line.course {
            Course::Forward => {
                prop_assert!(from.column < to.column);
                prop_assert_eq!((start[0], end[0]), (from.x + WIDTH, to.x));
            }
            Course::Back => prop_assert!(from.column > to.column),
            Course::Beside => prop_assert_eq!(from.column, to.column),
        }
    }
    for members in &layout.together {
        let column = &by_column[layout.columns - 1];
        let at = |place: usize| column.iter().position(|p| p.key == layout.places[place].key);
        let rows: Vec<usize> = members.iter().filter_map(|m| at(*m)).collect();
        prop_assert!(rows.windows(2).all(|pair| pair[0] + 1 == pair[1]), "{:?}", rows);
    }
    Ok(())
}

/// The keys of each column from top to bottom.
fn columns(layout: &Layout) -> Vec<Vec<PlaceKey>> {
    let mut columns: Vec<Vec<&Place>> = vec![Vec::new(); layout.columns];
    for place in &layout.places {
        columns[place.column].push(place);
    }
    for column in &mut columns {
        column.sort_by(|a, b| a.y.total_cmp(&b.y));
    }
    columns.iter().map(|column| column.iter().map(|place| place.key).collect()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn boxes_stand_apart_lines_run_from_left_to_right_and_voices_that_hang_together_are_neighbours(
        (graph, _) in random(),
    ) {
        let layout = lay_out(&graph, &Options::default(), None);
        well_made(&layout)?;
        prop_assert_eq!(&layout, &lay_out(&graph, &Options::default(), None));
    }

    #[test]
    fn one_claim_more_does_not_reshuffle_the_picture((graph, without) in random()) {
        let mut before = graph.clone();
        before.edges.truncate(without);
        let first = lay_out(&before, &Options::default(), None);
        let then = lay_out(&graph, &Options::default(), Some(&first));
        well_made(&then)?;
        // Where nothing joins voices anew, what stays in its column keeps its order.
        let loose = first.together.is_empty() && then.together.is_empty();
        for (was, now) in columns(&first).iter().zip(columns(&then)).filter(|_| loose) {
            let both: BTreeSet<_> = was.iter().filter(|key| now.contains(key)).collect();
            let was: Vec<_> = was.iter().filter(|key| both.contains(key)).collect();
            let now: Vec<_> = now.iter().filter(|key| both.contains(key)).collect();
            prop_assert_eq!(was, now);
        }
    }

    #[test]
    fn the_same_graph_again_stays_where_it_is((graph, _) in random()) {
        let first = lay_out(&graph, &Options::default(), None);
        let again = lay_out(&graph, &Options::default(), Some(&first));
        prop_assert_eq!(columns(&first), columns(&again));
        for (a, b) in first.places.iter().zip(&again.places) {
            prop_assert!((a.y - b.y).abs() < 0.6, "{} {}", a.y, b.y);
        }
    }

    #[test]
    fn small_nodes_share_a_place_above_the_limit((graph, _) in random()) {
        let options = Options { limit: 30, ..Options::default() };
        let layout = lay_out(&graph, &options, None);
        well_made(&layout)?;
        prop_assert!(layout.places.len() <= 30 || graph.nodes.len() <= 30);
    }
}

#[test]
fn an_article_that_is_a_work_stands_at_one_place() {
    let m = make().article("a", "wa").article("b", "").claim("x", "b", &["anna@wa !"]);
    let graph = build(&m.p, &GraphOptions::default());
    let layout = lay_out(&graph, &Options::default(), None);
    let place = |key| layout.position(PlaceKey::Node(key));
    let article = place(NodeKey::Article("a".parse().expect("an id"))).expect("drawn");
    assert_eq!(layout.places[article].nodes.len(), 2);
    assert_eq!(place(NodeKey::Work("wa".parse().expect("an id"))), None);
    let cites = layout.lines.iter().find(|line| line.to == article).expect("cited");
    assert_eq!(cites.course, Course::Beside);
}

#[test]
fn every_node_of_the_sample_that_is_joined_has_its_place() {
    let graph = build(&project(), &GraphOptions { alleged: true, ..GraphOptions::default() });
    let layout = lay_out(&graph, &Options::default(), None);
    for edge in &graph.edges {
        assert!(layout.place_of(edge.from).is_some() && layout.place_of(edge.to).is_some());
    }
    let drawn: usize = layout.places.iter().map(|place| place.nodes.len()).sum();
    assert_eq!(drawn + layout.left_out, graph.nodes.len());
}

#[test]
fn a_graph_without_nodes_is_an_empty_drawing() {
    assert_eq!(lay_out(&Graph::default(), &Options::default(), None), Layout::default());
}

#[test]
fn a_group_is_opened_by_its_largest_members() {
    let mut graph = nodes(1, 200, 60);
    for work in 0..200 {
        graph.edges.push(edge(0, 1 + work, EdgeKind::AttributedTo));
        graph.edges.push(edge(201 + work % 60, 1 + work, EdgeKind::StatedIn));
    }
    let mut options = Options { limit: 60, ..Options::default() };
    let sort = Sort::Work(WorkKind::default());
    let group = |layout: &Layout| {
        let at = layout.position(PlaceKey::Group(sort)).expect("a group");
        layout.places[at].nodes.len()
    };
    let closed = lay_out(&graph, &options, None);
    options.opened.insert(sort, 50);
    let opened = lay_out(&graph, &options, Some(&closed));
    assert_eq!(group(&opened) + 50, group(&closed));
    let drawn: usize = opened.places.iter().map(|place| place.nodes.len()).sum();
    assert_eq!(drawn, graph.nodes.len(), "nobody is lost");
}

#[test]
fn fifty_thousand_nodes_are_laid_out_in_groups() {
    let mut graph = nodes(200, 20_000, 29_800);
    for work in 0..20_000 {
        graph.edges.push(edge(work % 200, 200 + work, EdgeKind::AttributedTo));
        graph.edges.push(edge(20_200 + (work * 7) % 29_800, 200 + work, EdgeKind::StatedIn));
    }
    let layout = lay_out(&graph, &Options::default(), None);
    assert!(layout.places.len() <= 2_000 && layout.places.len() > 1_500);
    well_made(&layout).expect("well made");
}
