//! What places are called and what is told of them.

use super::asked::Drawn;
use crate::{
    analysis::graph::{
        Node, NodeKey,
        layout::{Place, PlaceKey, Point, Sort, WIDTH},
    },
    app::scene::Scene,
    domain::vocabulary::Vocabulary as _,
    export::svg,
};

/// The corners of a place in the drawing.
pub(super) fn corners(place: &Place) -> (Point, Point) {
    ([place.x, place.y], [place.x + WIDTH, place.y + place.height])
}

/// The node that a place is named after.
pub(super) fn first<'a>(drawn: &'a Drawn, place: &Place) -> Option<&'a Node> {
    place.nodes.first().and_then(|node| drawn.graph.nodes.get(*node))
}

/// What kind of thing stands at a place, in sentence case.
pub(super) fn kind(drawn: &Drawn, place: &Place) -> &'static str {
    match place.key {
        PlaceKey::Group(sort) => sort.label(),
        PlaceKey::Node(_) => match first(drawn, place) {
            Some(Node { key: NodeKey::Article(_), .. }) => Sort::Article.label(),
            Some(Node { key: NodeKey::Claim(_), .. }) | None => Sort::Claim.label(),
            Some(node) => match (node.work_kind, node.source_kind) {
                (Some(kind), _) => kind.label(),
                (_, Some(kind)) => kind.label(),
                _ => "",
            },
        },
    }
}

/// So many of something, with its word.
pub(super) fn count(n: u32, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// How many claims have to do with a place.
pub(super) fn claims(drawn: &Drawn, place: &Place) -> u32 {
    if let [one] = place.nodes[..] {
        return drawn.graph.nodes[one].claims.len() as u32;
    }
    let nodes = place.nodes.iter().map(|node| &drawn.graph.nodes[*node]);
    let all: std::collections::HashSet<_> = nodes.flat_map(|node| &node.claims).collect();
    all.len() as u32
}

/// Whether what stands at a place is discounted; a group never is as a whole.
pub(super) fn is_struck(drawn: &Drawn, place: &Place, scene: &Scene<'_>) -> bool {
    let single = matches!(place.key, PlaceKey::Node(_));
    let discount = &scene.tracing.discount;
    single && place.nodes.iter().any(|node| drawn.graph.nodes[*node].key.is_discounted(discount))
}

/// What the marks of a place say, each in a few words.
pub(super) fn traits(drawn: &Drawn, at: usize, scene: &Scene<'_>) -> Vec<String> {
    let place = &drawn.layout.places[at];
    let mut told = Vec::new();
    let last = drawn.ending(at);
    if last > 0 {
        told.push(format!("last voice of {}", count(last, "chain", "chains")));
    }
    if place.not_followed > 0 {
        told.push(format!("{} not followed", place.not_followed));
    }
    if svg::is_unnamed(&drawn.graph, place) {
        told.push("unnamed".to_owned());
    }
    if drawn.is_on_circle(at) {
        told.push("on a circle".to_owned());
    }
    let group = drawn.layout.together.iter().find(|members| members.contains(&at));
    if let Some(members) = group {
        let others = members.len() as u32 - 1;
        told.push(format!("hangs together with {}", count(others, "other voice", "other voices")));
    }
    if is_struck(drawn, place, scene) {
        told.push("discounted".to_owned());
    } else if !drawn.place_remains(at) {
        told.push("nothing remains".to_owned());
    }
    told
}

/// A place in one line: its name, kind and marks.
pub(super) fn name(drawn: &Drawn, at: usize, scene: &Scene<'_>) -> String {
    let place = &drawn.layout.places[at];
    let mut parts = vec![svg::label(&drawn.graph, place)];
    if matches!(place.key, PlaceKey::Node(_)) {
        parts.push(kind(drawn, place).to_lowercase());
    }
    parts.push(count(place.classes, "class of claims", "classes of claims"));
    parts.extend(traits(drawn, at, scene));
    crate::app::text::joined(parts)
}

/// The names of the places that lines join to one, in the order of the picture: where the
/// claims come from (nearer to the article), and where they go to (nearer to their origin).
pub(super) fn neighbours(drawn: &Drawn, at: usize, onward: bool) -> Vec<(usize, &'static str)> {
    let lines = drawn
        .layout
        .lines
        .iter()
        .filter(|line| if onward { line.from == at } else { line.to == at });
    let mut found: Vec<(usize, &'static str)> = lines
        .map(|line| {
            let how = match (line.lineage, line.alleged) {
                (true, true) => "depends, as is alleged",
                (true, false) => "depends",
                _ => "",
            };
            (if onward { line.to } else { line.from }, how)
        })
        .collect();
    found.sort_by(|a, b| {
        let y = |at: usize| drawn.layout.places[at].y;
        y(a.0).total_cmp(&y(b.0)).then(a.cmp(b))
    });
    found
}

/// Who most chains end with, in a sentence; none if no chain ends with anybody.
pub(super) fn story(drawn: &Drawn) -> Option<String> {
    let places = drawn.layout.places.iter().enumerate();
    let mut voices: Vec<(u32, &Place)> =
        places.map(|(at, place)| (drawn.ending(at), place)).filter(|(last, _)| *last > 0).collect();
    let articles = drawn.layout.places.iter();
    let articles = articles.filter(|p| matches!(p.key, PlaceKey::Node(NodeKey::Article(_))));
    let all: u32 = voices.iter().map(|(last, _)| last).sum();
    if voices.is_empty() {
        return None;
    }
    voices.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.key.cmp(&b.1.key)));
    let mut sum = 0;
    let heavy = voices.iter().take_while(|(last, _)| {
        let more = sum * 2 < all;
        sum += last;
        more
    });
    let heavy: Vec<&(u32, &Place)> = heavy.take(3).collect();
    let heavy_sum: u32 = heavy.iter().map(|(last, _)| last).sum();
    let names: Vec<String> = heavy
        .iter()
        .map(|(last, place)| format!("{} ({last})", svg::label(&drawn.graph, place)))
        .collect();
    let mut parts = vec![
        count(articles.count() as u32, "article", "articles"),
        count(all, "chain", "chains"),
        count(voices.len() as u32, "last voice", "last voices"),
    ];
    if names.len() < voices.len() {
        parts.push(format!("{heavy_sum} of {all} chains end with {}", names.join(", ")));
    }
    if !drawn.told.is_empty() {
        parts.push(count(drawn.told.len() as u32, "circle", "circles"));
    }
    Some(crate::app::text::joined(parts))
}
