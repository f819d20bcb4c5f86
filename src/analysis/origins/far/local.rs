//! What each class of a flow has of its own, numbered, so that it can flow.

use std::collections::HashMap;
use std::hash::Hash;

use super::super::{
    figures::{Doubt, all_hold, citations, is_open, works},
    flow::{Flow, Marks},
    register::{Atom, Party},
    strands::{Discounted, Fate, Strands},
};
use super::Model;

/// How many ways there are to read the doubtful chains: all hold; none does; and what encloses
/// all that can be, the most voices and the fewest.
pub(super) const READINGS: usize = 4;

/// One class by itself.
pub(super) struct Local<'m> {
    pub knot: u32,
    pub strands: Strands<'m>,
    all: Vec<Fate>,
    doubt: Doubt,
}

/// What of a class is counted, for each knot.
#[derive(Debug, Default)]
pub(super) struct Counted {
    pub citations: Vec<u32>,
    pub works: Vec<u32>,
    pub voices: Vec<u32>,
    pub unnamed: Vec<u32>,
    pub not_followed: Vec<u32>,
    pub doubtful: Vec<u32>,
}

/// Numbers for things, given as they are met.
struct Numbers<K>(HashMap<K, u32>);

impl<K: Eq + Hash> Numbers<K> {
    fn new() -> Self {
        Self(HashMap::new())
    }

    fn of(&mut self, thing: K) -> u32 {
        let next = self.0.len() as u32;
        *self.0.entry(thing).or_insert(next)
    }
}

impl<'m> Local<'m> {
    /// All classes of a flow, by knot.
    pub fn all(model: &'m Model, flow: &Flow, discounted: &Discounted) -> Vec<Self> {
        let classes = flow.knots.iter().enumerate();
        let classes = classes.flat_map(|(knot, all)| all.iter().map(move |c| (knot as u32, *c)));
        classes
            .map(|(knot, class)| {
                let strands = Strands::of_scope(model, vec![class], discounted);
                let all = all_hold(&strands);
                let doubt = Doubt::of(&strands, &all);
                Self { knot, strands, all, doubt }
            })
            .collect()
    }

    /// How the strands fare in one of the [`READINGS`].
    pub fn fates(&self, reading: usize) -> &[Fate] {
        match (&self.doubt, reading) {
            (Doubt::Firm(firm), 1 | 3) => firm,
            (Doubt::Varies([widest, _]), 2) => widest,
            (Doubt::Varies([_, surest]), 1 | 3) => surest,
            _ => &self.all,
        }
    }

    /// Whether it matters how many doubtful chains hold.
    pub fn is_doubtful(&self) -> bool {
        !matches!(self.doubt, Doubt::Nothing)
    }

    /// Whether it matters which doubtful chains hold.
    pub fn varies(&self) -> bool {
        matches!(self.doubt, Doubt::Varies(_))
    }

    /// Whether a reading is like another one, which came before it.
    pub fn is_like(&self, reading: usize) -> Option<usize> {
        match (&self.doubt, reading) {
            (Doubt::Nothing, 1..) | (Doubt::Firm(_), 2) => Some(0),
            (Doubt::Firm(_) | Doubt::Varies(_), 3) => Some(1),
            _ => None,
        }
    }
}

impl Counted {
    /// Counts in all knots.
    pub fn of(model: &Model, flow: &Flow, locals: &[Local<'_>]) -> Self {
        let register = &model.register;
        let mut ways: Numbers<(u32, Vec<(Party, Atom)>)> = Numbers::new();
        let (mut work_of, mut voice_of, mut unnamed_of) =
            (Numbers::new(), Numbers::new(), Numbers::new());
        let (mut cited, mut followed, mut sure) = <(Marks, Marks, Marks)>::default();
        let (mut by_nobody, mut unnamed) = <(Marks, Marks)>::default();
        let (mut through, mut voices) = <(Marks, Marks)>::default();
        for local in locals {
            let (knot, strands, fates) = (local.knot, &local.strands, &local.all);
            for citation in citations(strands, fates) {
                let first = &strands.list[citation[0]];
                let way = ways.of((first.reading.article, first.steps(register).collect()));
                cited.put(way, knot);
                if !is_open(strands, fates, &citation) {
                    followed.put(way, knot);
                }
                if citation.iter().any(|at| !strands.list[*at].doubtful()) {
                    sure.put(way, knot);
                }
                for at in citation.into_iter().filter(|at| fates[*at].ends || fates[*at].returns) {
                    let party = strands.list[at].last_party(register);
                    if party.is_nobody() {
                        by_nobody.put(way, knot);
                    } else if register.is_unnamed(party) {
                        unnamed.put(unnamed_of.of(party), knot);
                    } else {
                        voices.put(voice_of.of(party), knot);
                    }
                }
            }
            for work in works(strands, fates) {
                through.put(work_of.of(work), knot);
            }
        }
        let sum = |a: Vec<u32>, b: Vec<u32>| a.into_iter().zip(b).map(|(a, b)| a + b).collect();
        let citations = flow.count(cited);
        let without = |marks| {
            let with = flow.count(marks);
            citations.iter().zip(with).map(|(all, with)| all - with).collect()
        };
        Self {
            not_followed: without(followed),
            doubtful: without(sure),
            works: flow.count(through),
            voices: flow.count(voices),
            unnamed: sum(flow.count(by_nobody), flow.count(unnamed)),
            citations,
        }
    }
}
