//! What is kept and brought up to date equals what is counted anew.

use std::sync::Arc;

use super::{
    make::{Make, make},
    random::{CLAIMS, Dice, SOURCES, WORKS, chain, lineage, project},
};
use crate::analysis::origins::{Cache, Discount};
use crate::domain::{
    project::Project,
    sample::{change, change_claim, id},
    source::SourceKind,
};

/// Something that an analyst may do.
fn edit(dice: &mut Dice, made: Make, step: usize) -> Make {
    let claim = dice.of(&CLAIMS);
    match dice.below(11) {
        0 | 1 => {
            let (mut made, added) = made.chain(&chain(dice, &mut 1));
            if made.p.claim(id(claim)).is_some() {
                change_claim(&mut made.p, claim, |c| {
                    c.chains.truncate(1);
                    c.chains.push(added);
                });
            }
            made
        }
        2 => made.same(dice.of(&CLAIMS), dice.of(&CLAIMS)),
        3 => made.entails(dice.of(&CLAIMS), dice.of(&CLAIMS)),
        4 => {
            let mut made = made;
            let link = made.p.links.get_at(dice.below(made.p.links.len().max(1))).map(|l| l.id);
            if let Some(link) = link {
                made.p.links.remove(link);
            }
            made
        }
        5 => {
            let name = dice.of(&["e0", "e1", "e9"]);
            lineage(dice, made, name)
        }
        6 => made.independent(dice.of(&SOURCES), dice.of(&SOURCES)),
        7 => {
            let mut made = made;
            change(&mut made.p.sources, id(dice.of(&SOURCES)), |s| {
                s.kind = SourceKind::Undetermined;
            });
            made
        }
        8 => {
            let author = dice.of(&SOURCES);
            let mut made = made;
            change(&mut made.p.works, id(dice.of(&WORKS)), |w| w.authors = vec![id(author)]);
            made
        }
        9 => {
            let work = dice.of(&WORKS);
            let mut made = made;
            change(&mut made.p.articles, id(dice.of(&["a0", "a1", "a2", "a3"])), |a| {
                Arc::make_mut(&mut a.head).work = Some(id(work));
            });
            made
        }
        _ => made.claim(&format!("n{step}"), dice.of(&["a0", "a1"]), &["s0@w9 > new-one !"]),
    }
}

#[test]
fn what_is_brought_up_to_date_equals_what_is_counted_anew() {
    for seed in 0..150 {
        let mut dice = Dice::new(seed);
        let mut made = project(&mut dice);
        let mut cache = Cache::new(seed % 2 == 0);
        let mut past: Vec<Project> = Vec::new();
        for step in 0..12 {
            cache.update(&made.p);
            let fresh = Cache::of(&made.p, seed % 2 == 0);
            assert_eq!(cache.classes(), fresh.classes(), "seed {seed}, step {step}");
            let claim = id(dice.of(&CLAIMS));
            let nothing = Discount::default();
            assert_eq!(cache.origins(claim, &nothing), fresh.origins(claim, &nothing));
            past.push(made.p.clone());
            // Undo brings back an older snapshot.
            if dice.once_in(5) {
                made.p = past[dice.below(past.len())].clone();
            } else {
                made = edit(&mut dice, made, step);
            }
        }
    }
}

#[test]
fn an_edit_of_one_claim_counts_its_class_and_what_it_flows_into() {
    let mut m = make();
    for n in 0..1000 {
        m = m.claim(&format!("c{n}"), "a", &["anna"]);
    }
    m = m.same("c1", "c2").entails("c2", "c3").entails("c4", "c2");
    let mut cache = Cache::new(false);
    assert_eq!(cache.update(&m.p), 999);
    assert_eq!(cache.update(&m.p), 0);
    let (made, added) = m.chain("bob");
    m = made;
    assert_eq!(cache.update(&m.p), 0, "a new source alone changes nothing");
    change_claim(&mut m.p, "c1", |c| c.chains.push(added));
    assert_eq!(cache.update(&m.p), 2);
    assert_eq!(cache.figures(id("c3")).expect("there").at_most.high, 2);
}

#[test]
fn a_difference_tells_what_rests_on_fewer_and_what_on_nothing() {
    use crate::analysis::origins::Effect;
    let m = make().claim("c", "a", &["anna", "bob"]).claim("d", "a", &["anna"]).claim(
        "e",
        "a",
        &["cleo"],
    );
    let cache = Cache::of(&m.p, false);
    let mut discount = Discount::default();
    discount.extend([super::make::voice("anna")]);
    let table: Vec<_> =
        cache.discount(&discount).iter().map(|d| (d.claim.to_string(), d.effect())).collect();
    assert_eq!(table, [("d".to_owned(), Effect::OnNothing), ("c".to_owned(), Effect::OnFewer)]);
}
