use super::*;
use crate::analysis::origins::{
    Cache,
    tests::make::{Make, date, edge, make},
};
use crate::domain::sample::id;

/// Whether two sources depend on each other, seen in no class and at no known time.
fn meet(made: &Make, a: &str, b: &str, on: Option<&str>) -> bool {
    let cache = Cache::of(&made.p, false);
    let closure = |name: &str| {
        let atom = cache.model.register.source(id(name)).expect("there");
        cache.model.ancestry.closure(&[atom], u32::MAX, on.map(date), |_| false)
    };
    let other = closure(b);
    closure(a).iter().any(|atom| other.contains(atom))
}

#[test]
fn a_chain_of_a_thousand_meets_at_its_end() {
    let mut m = make();
    for n in 0..1000 {
        m = m.source(&format!("s{n}")).source(&format!("s{}", n + 1));
        m = m.leads(&format!("s{n}"), &format!("s{}", n + 1), LineageKind::SuppliedBy);
    }
    assert!(meet(&m, "s3", "s700", None));
    let m = m.source("alone");
    assert!(!meet(&m, "s3", "alone", None));
}

#[test]
fn a_circle_of_lineage_is_walked_once() {
    let mut m = make().source("a").source("b").source("c");
    for (from, to) in [("a", "b"), ("b", "c"), ("c", "a")] {
        m = m.leads(from, to, LineageKind::SuppliedBy);
    }
    assert!(meet(&m, "a", "c", None) && meet(&m, "b", "c", None));
}

#[test]
fn an_edge_with_dates_among_others_without_counts_only_within_them() {
    let mut dated = edge("e", "a", "b", LineageKind::ControlledBy);
    dated.since = Some(date("2001"));
    dated.until = Some(date("2003-06"));
    let m = make().source("a").source("b").source("c").lineage(dated).leads(
        "b",
        "c",
        LineageKind::SuppliedBy,
    );
    for (on, meets) in
        [("2001", true), ("2003-06-30", true), ("2003", false), ("2000-12", false), ("2004", false)]
    {
        assert_eq!(meet(&m, "a", "c", Some(on)), meets, "{on}");
    }
    assert!(!meet(&m, "a", "c", None), "nobody knows when");
    assert!(meet(&m, "b", "c", None));
}

#[test]
fn more_ends_than_are_kept_are_walked_to() {
    let mut m = make().source("hub");
    for n in 0..100 {
        m = m.source(&format!("t{n}"));
        m = m.lineage(edge(&format!("e{n}"), "hub", &format!("t{n}"), LineageKind::SuppliedBy));
    }
    assert!(meet(&m, "hub", "t99", None));
    assert!(!meet(&m, "t1", "t99", None));
}
