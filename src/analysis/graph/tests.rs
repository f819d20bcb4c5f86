use super::*;
use crate::domain::{
    chain::{Chain, Hop},
    lineage::Standing,
    sample::{at, change, change_claim, id, project},
};

fn graph(claims: bool) -> Graph {
    build(&project(), &GraphOptions { claims, alleged: true, ..GraphOptions::default() })
}

#[test]
fn every_edge_joins_two_nodes_and_nodes_are_found_by_their_key() {
    for claims in [false, true] {
        let graph = graph(claims);
        assert!(graph.nodes.is_sorted_by(|a, b| a.key < b.key));
        for edge in &graph.edges {
            assert!(edge.from < graph.nodes.len() && edge.to < graph.nodes.len());
        }
        for (at, node) in graph.nodes.iter().enumerate() {
            assert_eq!(graph.position(node.key), Some(at));
            assert!(!node.label.is_empty());
        }
        assert_eq!(graph.nodes.iter().any(|n| n.key.sort() == "claim"), claims);
    }
}

#[test]
fn superseded_articles_stay_out() {
    let graph = graph(true);
    assert_eq!(graph.position(NodeKey::Article(id("a0"))), None);
    assert!(graph.position(NodeKey::Article(id("a1"))).is_some());
}

#[test]
fn a_chain_leads_from_its_claim_through_works_and_sources_to_the_last_voice() {
    let p = project();
    let graph = graph(true);
    for (article, claim) in p.claims() {
        let start = graph.position(NodeKey::Claim(claim.id)).expect("a node");
        let appears = graph.edges.iter().find(|e| e.from == start && e.kind == EdgeKind::AppearsIn);
        let appears = appears.expect("appears in its article");
        assert_eq!(graph.nodes[appears.to].key, NodeKey::Article(article.id));
        assert_eq!(appears.places[0].span, claim.anchors[0].span);
        for hop in claim.chains.iter().filter_map(|c| c.hops.last()) {
            for source in &hop.sources {
                let at = graph.position(NodeKey::Source(p.resolve_source(*source)));
                assert!(graph.nodes[at.expect("a node")].is_last_voice());
            }
        }
    }
}

#[test]
fn alleged_lineage_is_marked_and_left_out_unless_asked_for() {
    let mut p = project();
    change(&mut p.lineage, id("member"), |l| l.standing = Standing::Alleged);
    let with = build(&p, &GraphOptions { alleged: true, ..GraphOptions::default() });
    let without = build(&p, &GraphOptions::default());
    assert!(with.edges.iter().any(|e| e.alleged));
    assert!(without.edges.iter().all(|e| !e.alleged));
}

#[test]
fn a_filter_leaves_the_claims_asked_for_and_what_they_have_to_do_with() {
    let only = Some([id("found")].into_iter().collect());
    let graph = build(&project(), &GraphOptions { claims: true, only, ..Default::default() });
    let claims: Vec<_> = graph.nodes.iter().filter(|n| n.key.sort() == "claim").collect();
    assert_eq!(claims.len(), 1);
    assert!(graph.position(NodeKey::Article(id("a1"))).is_none());
    let nobody = GraphOptions { tag: Some("no such".to_owned()), ..Default::default() };
    assert!(build(&project(), &nobody).nodes.is_empty());
}

#[test]
fn two_claims_of_one_class_are_one_class_thick() {
    let mut p = project();
    // Both say what the courier says.
    let hop = Hop { sources: vec![id("courier")], ..Hop::default() };
    for name in ["cracks", "found"] {
        let chain = Chain::new(id(&format!("of-{name}")), vec![hop.clone()], id("ann"), at(5));
        change_claim(&mut p, name, |c| c.chains = vec![chain]);
    }
    let courier = |p: &_| {
        let graph = build(p, &GraphOptions::default());
        let at = graph.position(NodeKey::Source(id("courier"))).expect("a node");
        (graph.nodes[at].classes, graph.nodes[at].claims.len())
    };
    let (together, claims) = courier(&p);
    change(&mut p.links, id("l1"), |l| l.kind = LinkKind::Supports);
    assert_eq!((courier(&p).0, courier(&p).1), (together + 1, claims));
}

#[test]
fn an_own_voice_is_that_of_the_articles_work_or_of_the_article() {
    let mut p = project();
    let own = Chain::new(id("own"), Vec::new(), id("ann"), at(5));
    change_claim(&mut p, "found", |c| c.chains = vec![own]);
    let graph = build(&p, &GraphOptions::default());
    let article = graph.position(NodeKey::Article(id("a2"))).expect("a node");
    assert_eq!(graph.nodes[article].last, 1, "it is no work");
}

#[test]
fn the_graph_of_an_empty_project_is_empty() {
    let p = crate::domain::project::Project::new("Empty", at(0));
    assert_eq!(build(&p, &GraphOptions::default()), Graph::default());
}

#[test]
fn an_edge_of_a_link_or_of_lineage_is_called_as_its_kind_is() {
    use crate::domain::{lineage::LineageKind, vocabulary::Vocabulary};
    for kind in LinkKind::ALL {
        assert_eq!(EdgeKind::Link(*kind).label(), kind.label().to_lowercase());
    }
    for kind in LineageKind::ALL {
        assert_eq!(EdgeKind::Lineage(*kind).label(), kind.label().to_lowercase());
    }
}

#[test]
fn chains_that_fall_with_what_is_discounted_lead_nowhere() {
    let p = project();
    let whole = build(&p, &GraphOptions::default());
    let voices = whole.nodes.iter().filter(|node| node.last > 0);
    let sources = voices.filter_map(|node| match node.key {
        NodeKey::Source(id) => Some((id, node.last)),
        _ => None,
    });
    let mut tried = 0;
    for (source, ended) in sources {
        let without = Discount { sources: [source].into(), ..Discount::default() };
        let left = build(&p, &GraphOptions { without, ..GraphOptions::default() });
        let chains = |graph: &Graph| graph.nodes.iter().map(|node| node.last).sum::<u32>();
        assert!(chains(&left) + ended <= chains(&whole));
        let at = left.position(NodeKey::Source(source));
        assert!(at.is_none_or(|at| left.nodes[at].last == 0 && left.nodes[at].claims.is_empty()));
        assert!(left.edges.len() <= whole.edges.len());
        tried += 1;
    }
    assert!(tried > 1);
}
