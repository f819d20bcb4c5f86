//! The counting, against cases with known answers, the laws of its algebra, and a slow
//! reference that follows the definitions word for word.

mod brute;
mod cache;
mod cases;
pub(crate) mod far;
mod joined;
mod laws;
pub(crate) mod make;
mod random;

use super::{Bound, Cache, Discount, Figures, Options, Origins, of_class};
use crate::domain::sample::id;
use make::Make;

pub(crate) fn exact(number: u32) -> Bound {
    Bound { low: number, high: number, exact: true }
}

pub(crate) fn origins(made: &Make, claim: &str) -> Origins {
    of_class(&made.p, id(claim), &Options::default()).expect("the claim is there")
}

pub(crate) fn figures(made: &Make, claim: &str) -> Figures {
    let figures = Cache::of(&made.p, false).figures(id(claim)).expect("the claim is there");
    assert_eq!(figures, origins(made, claim).figures, "a number and its parts differ");
    figures
}

/// Citations, at most, shown.
pub(crate) fn three(made: &Make, claim: &str) -> (u32, Bound, Bound) {
    let found = figures(made, claim);
    (found.citations, found.at_most, found.shown)
}

pub(crate) fn without(made: &Make, claim: &str, names: &[&str]) -> Figures {
    let mut discount = Discount::default();
    discount.extend(names.iter().map(|name| make::voice(name)));
    let options = Options { alleged: false, discount };
    of_class(&made.p, id(claim), &options).expect("the claim is there").figures
}
